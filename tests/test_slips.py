"""Slips that no figure and no count may let pass: tables of another corpus, and numbers without their places."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools import figures

ROOT = Path(__file__).parents[1]
DAY = pd.Timedelta(days=1)

SOURCES = ["وكالة الشرق", "صحيفة الغد", "إذاعة الساحل", None]
AGENCY, PAPER = SOURCES[:2]
FORMS: tuple[Any, ...] = ("lemma", "stem", "folded", "surface")
TITLES = ["هدنة في حلب", "رئيس ورؤساء", "حافلات الحي", "داعش قرب الرقة"]
SENTENCES = [
    "أعلنت روسيا وتركيا هدنة جديدة في حلب يوم {day} آذار 2017.",
    "قال الرئيس إن رؤساء الأحزاب وقعوا اتفاق الهدنة أمس.",
    "قصف الطيران مواقع داعش قرب الرقة، ثم ردّ تنظيم الدولة على روسيا.",
    "رحبت الأمم المتحدة بالهدنة ودعت إيران إلى هدنة أطول منذ عام 2013.",
    "عادت حافلات المدنيين إلى الحي، وعادت الحافلات إلى حلب في {day} نيسان 2017.",
    "وكان رئيس الوفد قد غادر، ورئيس الوفد الثاني يغادر غدا، وقالت تركيا إن روسيا ترعى الاتفاق.",
    "اتهمت إيران وروسيا داعش، واتهم الرئيس تنظيم الدولة الإسلامية.",
]


def make_documents() -> pd.DataFrame:
    """Make 40 articles of four sources over six months, among them one of no words and one that was never read."""
    draw = np.random.default_rng(0)
    texts: list[str | None] = []
    for number in range(38):
        chosen = draw.choice(len(SENTENCES), int(draw.integers(2, 7)))
        if number % 2:  # each source has words of its own
            chosen = chosen[chosen != 2]
        said = [SENTENCES[row].format(day=int(draw.integers(1, 28))) for row in chosen]
        half = len(said) // 2
        texts.append("\n\n".join([TITLES[number % len(TITLES)], " ".join(said[:half]), " ".join(said[half:])]))
    published = pd.Series(pd.Timestamp("2017-01-03 09:30") + pd.to_timedelta(draw.integers(0, 170, 40), unit="D"))
    table = pd.DataFrame({"doc_id": [f"خبر {number}" for number in range(40)], "text": [*texts, " ", None]})
    sources = pd.Series(SOURCES * 10, dtype="str")
    return table.assign(published=published.where(published.index % 9 != 8), source=sources)


@cache
def corpus() -> ct.Corpus:
    return ct.Corpus(make_documents())


@cache
def found() -> ct.Findings:
    return ct.analyze(corpus())


@cache
def parts() -> tuple[ct.Corpus, ct.Corpus]:
    return corpus().select(sources=AGENCY), corpus().select(sources=PAPER)


def many(events: pd.DataFrame) -> pd.DataFrame:
    """Repeat events in time, so that they are more than are drawn one by one."""
    later = [
        events.assign(earliest=events["earliest"] + days * DAY, latest=events["latest"] + days * DAY)
        for days in (0, 400)
    ]
    return pd.concat(later, ignore_index=True)


# The places behind each mark are as many as its number.

Drawn = tuple[figures.CorpusFigure, "pd.Series[Any]"]  # a figure, and the number of each of its rows


def draw_timelines() -> Iterator[Drawn]:
    events = found().events
    for drawn in (
        figures.plot_timeline(events.head(9), corpus()),
        figures.plot_timeline(events.tail(12), corpus(), max_events=12),
    ):
        yield drawn, pd.Series(1, index=drawn.rows.index)
    for table, most in ((events, 60), (many(events), 60), (events.head(13), 12)):
        drawn = figures.plot_timeline(table, corpus(), max_events=most)
        assert drawn.rows["events"].sum() == len(table)
        yield drawn, drawn.rows["events"]


def draw_calendars() -> Iterator[Drawn]:
    for drawn in (
        figures.plot_calendar(found().events, corpus()),
        figures.plot_calendar(many(found().events), corpus(), max_months=1),
        figures.plot_calendar(corpus()),
        figures.plot_calendar(corpus().texts, max_months=2),
    ):
        yield drawn, drawn.rows["n"]


def draw_lags() -> Iterator[Drawn]:
    drawn = figures.plot_lag(found().events, corpus())
    yield drawn, drawn.rows["n"]


def draw_terms() -> Iterator[Drawn]:
    for form, ngram in product(FORMS, (1, 2)):
        drawn = figures.plot_terms(ct.term_frequency(corpus(), form=form, ngram=ngram), corpus(), top=10)
        yield drawn, drawn.rows["n"]
    left_out = {*ct.load_stop_words(), "الهدنة"}  # one form of a term, the others of which are counted
    others: dict[str, Any] = {"kinds": ("number", "word"), "stop_words": left_out, "min_n": 3}
    drawn = figures.plot_terms(ct.term_frequency(corpus(), **others), corpus(), top=40)
    yield drawn, drawn.rows["n"]


def draw_terms_of_groups() -> Iterator[Drawn]:
    of_months = ct.term_frequency(corpus(), by="month")
    of_sources = ct.term_frequency(corpus(), by="source", form="surface", ngram=2)
    for table in (
        of_months[of_months["period"] == pd.Period("2017-04")],
        of_months[of_months["period"].isna()],
        of_sources[of_sources["source"] == PAPER],
        of_sources[of_sources["source"].isna()],
    ):
        drawn = figures.plot_terms(table, corpus())
        assert len(drawn.rows) > 5
        yield drawn, drawn.rows["n"]


def draw_mentions() -> Iterator[Drawn]:
    for top in (2, 15):
        drawn = figures.plot_mentions(found().mentions, corpus(), top=top)
        yield drawn, drawn.rows["n"]


def draw_pairs() -> Iterator[Drawn]:
    copies = pd.DataFrame({"doc_id": ["خبر 3", "خبر 1"], "first_doc_id": "خبر 1"})
    units: tuple[Any, ...] = ("sentence", "paragraph", "document")
    for within, left_out in product(units, (None, copies)):
        links = ct.co_mentions(corpus(), found().mentions, within=within, copies=left_out)
        drawn = figures.plot_co_mentions(links, corpus(), mentions=found().mentions)
        yield drawn, drawn.rows["n" if left_out is None else "n_independent"]
        if left_out is None:
            drawn = figures.plot_network(links.drop(columns="q"), corpus(), mentions=found().mentions)
            yield drawn, drawn.rows["n"]


def draw_trends() -> Iterator[Drawn]:
    for form, (unit, number) in product(FORMS, (("articles", "documents"), ("tokens", "n"))):
        trend = ct.term_trend(corpus(), ["هدنة", "رئيس", "هدنه", "كهرمان"], form=form, unit=unit)  # type: ignore[arg-type]
        drawn = figures.plot_trend(trend, corpus())
        yield drawn, drawn.rows[number]
    drawn = figures.plot_trend(trend[trend["n"] > 0], corpus())  # periods without the term left out
    yield drawn, drawn.rows["n"]
    desks = ct.Corpus(corpus().texts.assign(desk=pd.Series(["الأخبار", None] * 20, dtype="str")))
    grouped = ct.term_trend(desks, ["هدنة", "رئيس"], groups="desk")
    for panels in ("term", "desk"):
        drawn = figures.plot_trend(grouped, desks, panels=panels)
        yield drawn, drawn.rows["documents"]


def draw_actor_trends() -> Iterator[Drawn]:
    for by in ("week", "month"):
        counted = ct.actor_frequency(corpus(), found().mentions, by=by)
        drawn = figures.plot_actor_trend(counted, corpus(), mentions=found().mentions, top=2)
        yield drawn, drawn.rows["documents"]


def draw_keyness() -> Iterator[Drawn]:
    ways: list[dict[str, Any]] = [{}, {"form": "stem"}, {"form": "surface", "ngram": 2}]
    tables = [ct.keyness(*parts(), min_n=1, **way) for way in ways]
    tables.append(ct.keyness(*parts(), min_n=1, stop_words=["الهدنة", "في"]))  # one form of a term, and a whole term
    for table in tables:
        drawn = figures.plot_keyness(table, *parts(), max_q=1.0)
        assert set(drawn.rows["side"]) == {"target", "reference"}
        yield drawn, drawn.rows["n_target"] + drawn.rows["n_reference"]


def draw_collocations() -> Iterator[Drawn]:
    ways: list[Any] = [*product(range(1, 9), ["both"]), *product([1, 4, 8], ["before", "after"])]
    for window, side in ways:
        table = ct.collocations(corpus(), "هدنة", window=window, side=side, min_n=1)
        drawn = figures.plot_collocations(table, corpus(), min_documents=1, max_q=1.0, top=4)
        assert (drawn.places["start"] < drawn.places["start_b"]).sum() == drawn.rows["n_before"].sum()
        yield drawn, drawn.rows["n"]
    table = ct.collocations(corpus(), form="stem", min_n=1)
    drawn = figures.plot_collocations(table, corpus(), node=table["node"].iloc[0], measured_by="g2", min_documents=1)
    yield drawn, drawn.rows["n"]


def draw_actor_names() -> Iterator[Drawn]:
    for by, actor in (("source", None), ("month", None), ("source", "RUS")):
        table = ct.actor_names(corpus(), found().mentions, by=by)
        drawn = figures.plot_actor_names(table, corpus(), mentions=found().mentions, actor=actor)
        yield drawn, drawn.rows["n"]


def draw_with_copies() -> Iterator[Drawn]:
    """Draw what counts copies once: an article of each side and of several months copies an earlier one."""
    copies = pd.DataFrame({"doc_id": ["خبر 4", "خبر 0", "خبر 7", "خبر 6", "خبر 9", "خبر 1"]})
    copies["first_doc_id"] = ["خبر 4", "خبر 4", "خبر 4", "خبر 6", "خبر 6", "خبر 6"]
    how: dict[str, Any] = {"copies": copies}
    read, mentions = corpus(), found().mentions
    tables = {
        "n": [
            figures.plot_terms(ct.term_frequency(read, **how), read),
            figures.plot_terms(ct.dictionary_counts(read, {"تفاوض": ["هدنة", "اتفاق"]}, **how), read),
            figures.plot_network(ct.co_mentions(read, mentions, **how).drop(columns="q"), read, mentions=mentions),
            figures.plot_collocations(
                ct.collocations(read, "هدنة", min_n=1, **how), read, min_documents=1, max_q=1.0, top=4
            ),
            figures.plot_actor_names(ct.actor_names(read, mentions, by="source", **how), read, mentions=mentions),
            figures.plot_trend(ct.term_trend(read, ["هدنة", "رئيس"], unit="tokens", **how), read),
        ],
        "documents": [
            figures.plot_trend(ct.term_trend(read, ["هدنة", "رئيس"], **how), read),
            figures.plot_actor_trend(
                ct.actor_frequency(read, mentions, by="month", **how), read, mentions=mentions, top=2
            ),
        ],
    }
    for column, drawings in tables.items():
        for drawn in drawings:
            numbers = drawn.rows[f"{column}_independent"]
            assert (numbers <= drawn.rows[column]).all()
            assert numbers.sum() < drawn.rows[column].sum()
            yield drawn, numbers
    table = ct.keyness(*parts(), min_n=1, **how)
    drawn = figures.plot_keyness(table, *parts(), max_q=1.0)
    target, reference = (drawn.rows[f"n_{side}_independent"] for side in ("target", "reference"))
    yield drawn, target + reference


DRAWINGS: list[Callable[[], Iterator[Drawn]]] = [
    draw_timelines,
    draw_calendars,
    draw_lags,
    draw_terms,
    draw_terms_of_groups,
    draw_mentions,
    draw_pairs,
    draw_trends,
    draw_actor_trends,
    draw_keyness,
    draw_collocations,
    draw_actor_names,
    draw_with_copies,
]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_the_places_behind_a_mark_are_as_many_as_its_number(draw: Callable[[], Iterator[Drawn]]) -> None:
    texts = corpus().texts.set_index("doc_id")["text"]
    for figure, numbers in draw():
        places, evidence = figure.places, figure.evidence
        assert len(places) > 0
        backed = places["mark"].value_counts().reindex(figure.rows["mark"], fill_value=0)
        assert backed.tolist() == numbers.tolist()
        shown = evidence["mark"].value_counts().reindex(figure.rows["mark"], fill_value=0)
        assert shown.tolist() == numbers.tolist()
        for end in [suffix for suffix in ("", "_b") if f"start{suffix}" in places]:
            spans = (places[column] for column in ("doc_id", f"start{end}", f"end{end}", f"surface{end}"))
            for doc_id, start, stop, surface in zip(*spans, strict=True):
                assert (texts[doc_id] if isinstance(texts[doc_id], str) else "")[start:stop] == surface


# A number that is not the corpus's own is refused.


def add_one(table: pd.DataFrame, column: str, row: int = 0) -> pd.DataFrame:
    numbers = table[column].to_numpy(copy=True)
    numbers[row] += 1
    return table.assign(**{column: numbers})


def forge_terms() -> None:
    figures.plot_terms(add_one(ct.term_frequency(corpus()), "n"), corpus())


def forge_target() -> None:
    figures.plot_keyness(add_one(sure_keyness(), "n_target", first_of(1)), *parts(), max_q=1.0)


def forge_reference() -> None:
    figures.plot_keyness(add_one(sure_keyness(), "n_reference", first_of(-1)), *parts(), max_q=1.0)


def sure_keyness() -> pd.DataFrame:
    return ct.keyness(*parts(), min_n=1)


def first_of(sign: int) -> int:
    return int(np.flatnonzero(np.sign(sure_keyness()["log_ratio"]) == sign)[0])


def forge_collocations() -> None:
    figures.plot_collocations(add_one(ct.collocations(corpus(), "هدنة"), "n"), corpus(), max_q=1.0, top=99)


def forge_trend() -> None:
    figures.plot_trend(add_one(ct.term_trend(corpus(), ["هدنة"]), "documents", 2), corpus())


def forge_actor_trend() -> None:
    counted = add_one(ct.actor_frequency(corpus(), found().mentions, by="month"), "documents")
    figures.plot_actor_trend(counted, corpus(), mentions=found().mentions, top=99)


def forge_co_mentions() -> None:
    figures.plot_co_mentions(add_one(found().links, "n"), corpus(), mentions=found().mentions)


def forge_network() -> None:
    links = add_one(found().links.drop(columns="q"), "n")
    figures.plot_network(links, corpus(), mentions=found().mentions)


def forge_actor_names() -> None:
    table = ct.actor_names(corpus(), found().mentions)
    actor = str(table["actor_id"].iloc[0])
    figures.plot_actor_names(add_one(table, "n"), corpus(), mentions=found().mentions, actor=actor)


@pytest.mark.parametrize(
    "forge",
    [
        forge_terms,
        forge_target,
        forge_reference,
        forge_collocations,
        forge_trend,
        forge_actor_trend,
        forge_co_mentions,
        forge_network,
        forge_actor_names,
    ],
)
def test_a_number_that_is_not_of_the_corpus_is_refused(forge: Callable[[], None]) -> None:
    with pytest.raises(ValueError, match=r"the table says .* count in this very corpus, and draw that table"):
        forge()


# Tables of another corpus: the seed as it was read, and cleaned.


@cache
def raw() -> ct.Corpus:
    return ct.load_corpus(ROOT / "seeds", steps=())


@cache
def clean() -> ct.Corpus:
    return ct.load_corpus(ROOT / "seeds")


@cache
def of_raw() -> ct.Findings:
    return ct.analyze(raw())


@cache
def of_clean() -> ct.Findings:
    return ct.analyze(clean())


VERBS: dict[str, Callable[[ct.Corpus, ct.Findings], object]] = {
    "timeline": lambda corpus, found: ct.timeline(corpus, found.dates),
    "timeline with mentions": lambda corpus, found: ct.timeline(corpus, ct.find_dates(corpus), found.mentions),
    "co_mentions": lambda corpus, found: ct.co_mentions(corpus, found.mentions),
    "actor_frequency": lambda corpus, found: ct.actor_frequency(corpus, found.mentions),
    "actor_names": lambda corpus, found: ct.actor_names(corpus, found.mentions, by="document"),
    "quotations": lambda corpus, found: ct.quotations(corpus, found.mentions),
    "plot_timeline": lambda corpus, found: figures.plot_timeline(found.events, corpus),
    "plot_calendar": lambda corpus, found: figures.plot_calendar(found.events, corpus),
    "plot_lag": lambda corpus, found: figures.plot_lag(found.events, corpus),
    "plot_mentions": lambda corpus, found: figures.plot_mentions(found.mentions, corpus),
    "plot_co_mentions": lambda corpus, found: figures.plot_co_mentions(found.links, corpus, mentions=found.mentions),
    "plot_network": lambda corpus, found: figures.plot_network(
        found.links.drop(columns="q"), corpus, mentions=found.mentions, min_documents=1
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_places_of_the_raw_text_are_refused_in_the_clean_one(verb: str) -> None:
    message = r"is not of this corpus: row \d+ \(index \d+\): the corpus has .* pass what \w+ found in this very corpus"
    with pytest.raises(ValueError, match=message):
        VERBS[verb](clean(), of_raw())
    with pytest.raises(ValueError, match=message):
        VERBS[verb](raw(), of_clean())


def test_the_row_of_another_corpus_is_named() -> None:
    mentions = of_clean().mentions
    strange = pd.concat([mentions.head(3), mentions.head(1).assign(doc_id="غريب")]).set_axis(list("أبجد"))
    with pytest.raises(ValueError, match=r"row 3 \(index 'د'\): no document of the corpus has the doc_id 'غريب'"):
        ct.co_mentions(clean(), strange)


# Four slips that once drew a figure.


def test_mentions_of_the_clean_text_are_not_drawn_in_the_raw_one() -> None:
    with pytest.raises(ValueError, match=r"`mentions` is not of this corpus: row .* see to_raw"):
        figures.plot_mentions(of_clean().mentions, raw())


def test_stems_are_drawn_with_the_places_of_their_stem() -> None:
    figure = figures.plot_terms(ct.term_frequency(corpus(), form="stem"), corpus(), top=200)
    assert set(figure.evidence["mark"]) == set(figure.rows["mark"])
    mark = figure.rows.set_index("term")["mark"]
    written = figure.places.groupby("mark")["surface"].unique()
    assert set(written[mark["رئيس"]]) == {"رئيس", "الرئيس", "ورئيس"}
    assert set(written[mark["رؤساء"]]) == {"رؤساء", "ورؤساء"}


def test_keyness_of_stems_has_the_places_of_its_stems() -> None:
    figure = figures.plot_keyness(ct.keyness(*parts(), form="stem", min_n=1), *parts(), max_q=1.0, top=200)
    rows, places = figure.rows, figure.places
    for side, part in zip(("target", "reference"), parts(), strict=True):
        here = rows[rows[f"n_{side}"] > 0]
        behind = places[places["side"] == side]
        assert set(behind["doc_id"]) <= set(part.texts["doc_id"])
        assert behind.groupby("mark").size().tolist() == here[f"n_{side}"].tolist()
    stems = places["mark"].map(rows.set_index("mark")["term"])
    assert (stems[places["surface"].str.contains("رؤساء")] == "رؤساء").all()


@pytest.mark.parametrize(
    ("within", "said"),
    [("document", "عدد المقالات التي"), ("paragraph", "عدد الفقرات التي"), ("sentence", "عدد الجمل التي")],
)
def test_pairs_are_captioned_by_the_unit_that_they_were_counted_in(within: Any, said: str) -> None:
    links = ct.co_mentions(corpus(), found().mentions, within=within)
    figure = figures.plot_co_mentions(links, corpus(), mentions=found().mentions)
    assert figure.texts[1].get_text().startswith(said)
    met = figure.rows.loc[figure.rows["n"] > 0, "n"]
    assert figure.places.groupby("mark").size().tolist() == met.tolist()


# Slips of groups, spellings and kinds.


def test_terms_of_several_groups_are_not_drawn_as_one() -> None:
    table = ct.term_frequency(corpus(), by="month")
    for read in (corpus(), None):
        with pytest.raises(ValueError, match="has the terms of 7 groups; keep the rows of one period"):
            figures.plot_terms(table, read)


def test_terms_counted_by_a_table_of_groups_say_what_to_do() -> None:
    table = ct.term_frequency(corpus(), by=found().mentions[["doc_id", "actor_id"]].dropna().drop_duplicates())
    with pytest.raises(ValueError, match=r"select the documents of one group with corpus\.select"):
        figures.plot_terms(table[table["actor_id"] == "RUS"], corpus())


def test_names_counted_without_groups_say_what_to_do() -> None:
    with pytest.raises(ValueError, match="`table` compares no groups; call actor_names with by="):
        figures.plot_actor_names(ct.actor_names(corpus(), found().mentions, by=None), corpus())


def test_a_node_in_two_spellings_has_the_places_of_both() -> None:
    texts = pd.DataFrame({"doc_id": range(6), "text": ["إعلان الهدنة في حلب", "اعلان الهدنة في حلب"] * 3})
    figure = figures.plot_collocations(ct.collocations(texts, "إعلان", form="surface"), texts, max_q=1.0)
    assert figure.rows[["node", "n"]].drop_duplicates().to_numpy().tolist() == [["إعلان", 3], ["اعلان", 3]]
    nodes = figure.places["mark"].map(figure.rows["node"])
    assert (nodes == figure.places["surface_b"]).all()
    assert figure.places.groupby("mark").size().tolist() == [3] * 6


def test_keyness_of_words_and_keyness_of_numbers_are_not_compared() -> None:
    words, numbers = (
        ct.term_frequency(part, kinds=[kind]) for part, kind in zip(parts(), ("word", "number"), strict=True)
    )
    with pytest.raises(ValueError, match="count both in one way"):
        ct.keyness(words, numbers)


@pytest.mark.parametrize(
    "use",
    [
        lambda mentions: ct.actor_frequency(corpus(), mentions),
        lambda mentions: ct.actor_names(corpus(), mentions),
        lambda mentions: ct.co_mentions(corpus(), mentions),
        lambda mentions: ct.plot_mentions(mentions, corpus()),
    ],
)
def test_what_was_found_in_a_sample_is_not_taken_for_the_whole(use: Callable[[pd.DataFrame], object]) -> None:
    sampled = ct.find_mentions(corpus().sample(10, seed=1))
    with pytest.raises(ValueError, match="it was made of 10 documents, and the corpus has 40 documents"):
        use(sampled)


def test_what_was_found_in_the_whole_serves_a_selection_of_it() -> None:
    part, mentions = parts()[0], ct.find_mentions(corpus())
    inside = mentions[mentions["doc_id"].isin(part.texts["doc_id"])]
    expected = ct.actor_frequency(part, ct.find_mentions(part))
    pd.testing.assert_frame_equal(ct.actor_frequency(part, inside), expected)


@pytest.mark.parametrize("plot", [ct.plot_co_mentions, ct.plot_network])
def test_pairs_of_a_sample_are_not_drawn_as_those_of_the_whole(plot: Callable[..., object]) -> None:
    sampled = corpus().sample(20, seed=1)
    links = ct.co_mentions(sampled, ct.find_mentions(sampled))
    with pytest.raises(ValueError, match="`links` is of other documents"):
        plot(links, corpus())


@pytest.mark.parametrize(
    "ask", [lambda word: ct.collocations(corpus(), word), lambda word: ct.term_trend(corpus(), [word])]
)
def test_the_label_of_a_term_is_not_counted_as_a_word_that_is_absent(ask: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match="'الهدنة' is a written form of the lemma 'هدنة'; ask for 'هدنة'"):
        ask("الهدنة")


def test_groups_side_by_side_are_no_corpus_to_compare() -> None:
    grouped = ct.term_frequency(corpus(), by="source").sort_values("n", ascending=False).drop_duplicates("term")
    with pytest.raises(ValueError, match="the terms of several groups; keep the rows of one source"):
        ct.keyness(grouped, corpus())


def test_tokens_cannot_be_parted_from_their_texts() -> None:
    whole = ct.Corpus(make_documents())
    table = whole.tokens.table
    table.loc[0, "end"] = 99
    pd.testing.assert_frame_equal(whole.tokens.table, corpus().tokens.table)
    with pytest.raises(AttributeError):
        whole.tokens = None  # type: ignore[assignment,misc]
