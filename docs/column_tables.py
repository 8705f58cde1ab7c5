"""The tables of the verbs with their columns, for the page that lists them; what these hold is in data/columns.yaml."""

import pandas as pd
from IPython.display import Markdown

import corpus_tools as ct
from corpus_tools.data_files import load_table


def make() -> dict[str, tuple[str, pd.DataFrame]]:
    """Return each table, made of the invented articles, by its name, and the call that makes it."""
    corpus = ct.load_corpus("my-articles")
    copies = ct.find_duplicates(corpus)
    dates, mentions = ct.find_dates(corpus), ct.find_mentions(corpus)
    events = ct.timeline(corpus, dates, mentions)
    themes = ct.load_dictionary()
    sheet = ct.validation_sample(dates, corpus, n=10, path="sheet.csv", locale=ct.Locale("en"))
    ct.read_csv("sheet.csv").assign(**{ct.read_csv("sheet.csv").columns[4]: "yes"}).to_csv("sheet.csv", index=False)
    agency = corpus.select(sources="وكالة الشرق")
    return {
        "documents": ("read_corpus(path)", ct.read_corpus("my-articles")),
        "edits": ("clean(documents)", corpus.edits),
        "sentences": ("split_sentences(corpus)", ct.split_sentences(corpus)),
        "copies": ("find_duplicates(corpus)", copies),
        "words": ("analyze_words(words)", ct.analyze_words(["وللاتفاق"])),
        "frequencies": ("term_frequency(corpus)", ct.term_frequency(corpus)),
        "trend": ("term_trend(corpus, terms)", ct.term_trend(corpus, ["جفاف"])),
        "keyness": ("keyness(target, reference)", ct.keyness(agency, corpus)),
        "collocates": ("collocations(corpus, node)", ct.collocations(corpus, "ماء")),
        "lines": ("concordance(corpus, query)", ct.concordance(corpus, "جفاف")),
        "themes": ("load_dictionary(path)", themes),
        "places of themes": ("find_themes(corpus, themes)", ct.find_themes(corpus, themes)),
        "counts of themes": ("dictionary_counts(corpus, themes)", ct.dictionary_counts(corpus, themes)),
        "dates": ("find_dates(corpus)", dates),
        "events": ("timeline(corpus, dates, mentions)", events),
        "bursts": ("find_bursts(corpus)", ct.find_bursts(corpus)),
        "undated": ("infer_published(corpus)", ct.infer_published(corpus.texts.drop(columns="published").head(3))),
        "shifts": ("publication_shifts(corpus, dates)", ct.publication_shifts(corpus, dates)),
        "mentions": ("find_mentions(corpus, actors)", mentions),
        "actors": ("actor_frequency(corpus, mentions)", ct.actor_frequency(corpus, mentions)),
        "names": ("actor_names(corpus, mentions)", ct.actor_names(corpus, mentions)),
        "suggestions": ("suggest_actors(corpus)", ct.suggest_actors(corpus)),
        "links": ("co_mentions(corpus, mentions)", ct.co_mentions(corpus, mentions)),
        "quotations": ("quotations(corpus, mentions)", ct.quotations(corpus, mentions)),
        "sheet": ("validation_sample(table, corpus)", sheet),
        "validation": ("read_validation(path)", ct.read_validation("sheet.csv")),
    }


def describe(name: str, made: dict[str, tuple[str, pd.DataFrame]]) -> Markdown:
    """Return what the page says of one table; raises KeyError if a column has no meaning, or a meaning no column."""
    known = load_table("columns")
    own, called = known["holds"][name], known["columns"]
    said = {**known["holds"]["any"], **own}
    call, table = made[name]
    unsaid = [str(column) for column in table.columns if column not in said]
    gone = own.keys() - set(table.columns)
    if unsaid or gone:
        raise KeyError(f"columns.yaml, {name}: no meaning for {unsaid}; no column for {sorted(gone)}")
    rows = "\n".join(
        f"| `{column}` | {table[column].dtype} | {said[column]} | {called['en'][column]} | {called['ar'][column]} |"
        for column in table.columns
    )
    head = "| column | type | what it holds | shown as | in Arabic |\n| --- | --- | --- | --- | --- |"
    return Markdown(f"`{call}`\n\n{head}\n{rows}\n")


def describe_added(made: dict[str, tuple[str, pd.DataFrame]]) -> Markdown:
    """Return what the page says of columns that options or files add; raises KeyError if one has no meaning."""
    corpus = ct.load_corpus("my-articles")
    copies, dates, mentions = (made[name][1] for name in ("copies", "dates", "mentions"))
    calls = {
        "frequencies": [ct.term_frequency(corpus, by="month"), ct.term_frequency(corpus, copies=copies)],
        "trend": [ct.term_trend(corpus, ["جفاف"], copies=copies)],
        "collocates": [ct.collocations(corpus, "ماء", copies=copies)],
        "actors": [ct.actor_frequency(corpus, mentions, by="month", copies=copies)],
        "names": [ct.actor_names(corpus, mentions, copies=copies)],
        "links": [ct.co_mentions(corpus, mentions, copies=copies)],
        "events": [corpus.to_raw(ct.timeline(corpus, dates, mentions, copies=copies))],
    }
    tables: dict[str, list[str]] = {}
    for name, variants in calls.items():
        for column in sorted({str(column) for table in variants for column in table} - set(made[name][1])):
            shared = "…_independent" if column.endswith("_independent") else column
            tables.setdefault(shared, []).append(name)
    known = load_table("columns")
    said = {**known["holds"]["any"], **known["added"]}
    if wrong := (tables.keys() - said.keys()) | (known["added"].keys() - tables.keys()):
        raise KeyError(f"columns.yaml, added: {sorted(wrong)}")
    rows = "\n".join(
        f"| `{column}` | {', '.join(dict.fromkeys(names))} | {said[column]} |" for column, names in tables.items()
    )
    return Markdown(f"| column | tables | what it holds |\n| --- | --- | --- |\n{rows}\n")
