"""Evidence: the places behind each number in a figure, as many as the number, with their sentences."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.actors.network import unit_numbers
from corpus_tools.arrays import Bools
from corpus_tools.copies import without_left_out
from corpus_tools.corpus import Corpus
from corpus_tools.figures.evidence_table import gather_evidence
from corpus_tools.figures.lacking_letters import lacks_letters
from corpus_tools.figures.sheet import CorpusFigure, add_foot_line
from corpus_tools.parts import concat_parts
from corpus_tools.script import fold, fold_words
from corpus_tools.spans import require_fingerprint, require_spans
from corpus_tools.tables import counting_of, require_columns
from corpus_tools.terms.document_counts import find_stop_words
from corpus_tools.terms.occurrences import (
    TERM_KINDS,
    Form,
    check_terms,
    find_terms,
    spans_of_tokens,
    terms_of_words,
    tokens_for,
    words_for,
)
from corpus_tools.tokens.tokenize import Tokens

_SPAN = ["start", "end", "surface"]


def term_places(
    corpus: Corpus,
    terms: Sequence[str],
    *,
    form: Form = "lemma",
    ngram: int = 1,
    kinds: Collection[str] = TERM_KINDS,
    stop_words: Collection[str] | None = None,
    folded: bool = False,
) -> pd.DataFrame:
    """Return every place of some terms in the order of the corpus: term, doc_id, start, end, surface.

    The options are those of the count; with `folded`, terms are compared and named folded.
    """
    check_terms(ngram=ngram, kinds=kinds)
    same: Callable[[str], str] = fold if folded else str
    wanted = {same(term) for term in terms}
    words = words_for(corpus, form=form, stop_words=stop_words)
    is_stop = find_stop_words(words, stop_words)
    if ngram == 1:
        by_word = terms_of_words(words, form=form, kinds=kinds)
        term_of = {code: key for code, name in enumerate(by_word.names) if (key := same(name)) in wanted}
        chosen = np.isin(by_word.code, list(term_of)) & ~is_stop
        return concat_parts([_places_of_words(one.tokens, chosen, by_word.code, term_of) for one in corpus.pieces])
    tokens = tokens_for(corpus, form=form, stop_words=stop_words)
    runs = find_terms(tokens, form=form, ngram=ngram, kinds=kinds)
    term_of = {code: key for code, name in enumerate(runs.names) if (key := same(name)) in wanted}
    word = tokens.table["word"].to_numpy()
    counts = ~(is_stop[word[runs.first]] | is_stop[word[runs.last]])
    kept = np.flatnonzero(np.isin(runs.term, list(term_of)) & counts)
    spans = spans_of_tokens(tokens, runs.first[kept], runs.last[kept])
    spans.insert(0, "term", pd.Series([term_of[code] for code in runs.term[kept].tolist()], dtype="str"))
    return spans


def _places_of_words(tokens: Tokens, chosen: Bools, code: NDArray[np.int32], term_of: dict[int, str]) -> pd.DataFrame:
    """Return the places of the words that are chosen, each with its term; `code` is the term of each word."""
    word = tokens.table["word"].to_numpy()
    rows = np.flatnonzero(chosen[word])
    spans = spans_of_tokens(tokens, rows)
    spans.insert(0, "term", pd.Series([term_of[one] for one in code[word[rows]].tolist()], dtype="str"))
    return spans


def written_forms(occurrences: pd.DataFrame) -> dict[str, list[str]]:
    """Return the written forms of each term, without vowel marks and tatweel, by frequency and then by length.

    `occurrences` has the columns term and surface.
    """
    counted = occurrences.groupby(["term", "surface"], sort=False).size().reset_index(name="n")
    counted["surface"] = fold_words(counted["surface"].tolist(), profile="marks")
    counted = counted.groupby(["term", "surface"])["n"].sum().reset_index()
    counted["length"] = counted["surface"].str.len()
    counted = counted.sort_values(["n", "length", "surface"], ascending=[False, True, True])
    return {str(term): group["surface"].tolist() for term, group in counted.groupby("term")}


def _meetings(links: pd.DataFrame, mentions: pd.DataFrame, corpus: Corpus, counted: dict[str, Any]) -> pd.DataFrame:
    """Return the units, as `co_mentions` counted them, in which each pair of actors meets.

    mark (row of `links`), doc_id, start, end, surface (of the first mention of `actor_a` in the unit), start_b, end_b,
    surface_b (of the first of `actor_b`).
    """
    require_columns(mentions, ["doc_id", "start", "end", "surface", "actor_id"], name="mentions")
    rows = require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    used = mentions.assign(_row=rows)[mentions["actor_id"].isin({*links["actor_a"], *links["actor_b"]})]
    used = used.sort_values(["_row", "start"], kind="stable")
    first = used.assign(_unit=unit_numbers(used, corpus, counted["within"]))
    first = first.drop_duplicates(["actor_id", "_row", "_unit"], ignore_index=True)
    unit = first["_unit"].to_numpy(np.int64, copy=True)
    unit += first["_row"].to_numpy(np.int64) * (unit.max(initial=0) + 2)  # among those of all documents
    rows_of = {str(actor): np.asarray(group) for actor, group in first.groupby("actor_id").indices.items()}
    found = [(np.zeros(0, np.int64),) * 3]
    for mark, (a, b) in enumerate(zip(links["actor_a"], links["actor_b"], strict=True)):
        if a in rows_of and b in rows_of:
            row = pd.Index(unit[rows_of[b]]).get_indexer(pd.Index(unit[rows_of[a]]))
            met = row >= 0
            found.append((np.full(met.sum(), mark), rows_of[a][met], rows_of[b][row[met]]))
    marks, one, other = map(np.concatenate, zip(*found, strict=True))
    places = first[["doc_id", *_SPAN]].take(one).reset_index(drop=True)
    places.insert(0, "mark", marks)
    return places.join(first[_SPAN].take(other).reset_index(drop=True).add_suffix("_b"))


def pair_places(rows: pd.DataFrame, links: pd.DataFrame, mentions: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return the units in which the pairs of some rows of `links` meet, as many as the rows say; see `_meetings`."""
    counted = counting_of(links, within="sentence")
    places = _meetings(rows, without_left_out(mentions, links), corpus, counted)
    pairs = [f"{a}–{b}" for a, b in zip(rows["label_a"], rows["label_b"], strict=True)]
    require_numbers(places, rows["n"], what=pairs, made_by="co_mentions")
    return places


def add_pair_evidence(figure: CorpusFigure, links: pd.DataFrame, mentions: pd.DataFrame, corpus: Corpus) -> None:
    """Add to a figure of pairs of actors the units in which each pair meets, as many as its rows say."""
    add_evidence(figure, pair_places(figure.rows, links, mentions, corpus), corpus)


def counted_places(corpus: Corpus, terms: Sequence[str], table: pd.DataFrame) -> pd.DataFrame:
    """Return every place of some terms of a table, found as it says that it counted them; see `term_places`."""
    counted = counting_of(table, form="lemma", ngram=1, kinds=TERM_KINDS, stop_words=None)
    how = {option: counted[option] for option in ("form", "ngram", "kinds", "stop_words")}
    return term_places(corpus, terms, **how)


def require_numbers(places: pd.DataFrame, numbers: "pd.Series[int]", *, what: Sequence[str], made_by: str) -> None:
    """Check that as many places were found behind each mark as its number says; the index of `numbers` is the marks.

    They differ if the numbers are of another corpus, or were counted in another way than the table says. `what` names
    each mark in the message, and `made_by` the verb that counts.
    """
    if not pd.api.types.is_numeric_dtype(numbers) or numbers.isna().any():
        raise ValueError(f"the table has a number that is missing or no number; pass what {made_by} made, as it is")
    found = places["mark"].value_counts().reindex(numbers.index, fill_value=0)
    wrong = np.flatnonzero(found.to_numpy(np.int64) != numbers.to_numpy(np.int64))
    if len(wrong):
        at = int(wrong[0])
        raise ValueError(
            f"the table says {int(numbers.iloc[at]):,} for «{what[at]}», and the corpus has {int(found.iloc[at]):,} "
            f"places: it is not what {made_by} counts in this corpus; count in this very corpus, and draw that table "
            "(one that was read from CSV, or joined of several, no longer says how it was counted)"
        )


def add_evidence(figure: CorpusFigure, places: pd.DataFrame, corpus: Corpus | None = None) -> None:
    """Add to a figure the places behind its marks, and say at its foot how many they are.

    The corpus gives their sentences and documents; without it, `places` has what is known.
    """
    add_evidence_of_parts(figure, [(places, corpus)])


def add_evidence_of_parts(figure: CorpusFigure, parts: list[tuple[pd.DataFrame, Corpus | None]]) -> None:
    """Add to a figure the places behind its marks in several corpora, such as those that it compares."""
    if figure.validation is not None:
        sampled = figure.validation.attrs["validation"]["corpus"]
        for corpus in [corpus for _, corpus in parts if corpus is not None]:
            require_fingerprint(sampled, corpus.fingerprints, name="validation", made_by="read_validation")
    which = np.repeat(np.arange(len(parts)), [len(of_part) for of_part, _ in parts])
    # What is one table already, and in order, is not copied: it may be large.
    places = parts[0][0] if len(parts) == 1 else pd.concat([places for places, _ in parts])
    mark = places["mark"].to_numpy()
    if (mark[1:] < mark[:-1]).any():
        order = np.argsort(mark, kind="stable")
        places, which = places.take(order), which[order]
    figure.places = places.reset_index(drop=True)
    corpora = [corpus for _, corpus in parts]
    figure.gather = partial(gather_evidence, figure.places, which, corpora, figure.rows, figure.locale)
    number = figure.locale.counted(len(figure.places), "place")
    add_foot_line(figure, figure.locale.text("evidence", places=number))
    if any(lacks_letters(text.get_text(), text.get_fontproperties()) for text in figure.texts):
        add_foot_line(figure, figure.locale.text("lacking"))
