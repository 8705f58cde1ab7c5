"""Key words in context: every occurrence of a word, a lemma, a phrase or a pattern, with what stands around it."""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.script import fold
from corpus_tools.tables import text_column
from corpus_tools.terms.queries import QueryForm, find_queries, read_queries


def concordance(
    corpus: Corpus | pd.DataFrame,
    query: str,
    *,
    form: QueryForm = "lemma",
    width: int = 60,
    sort: Literal["text", "before", "after"] = "text",
    sample: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Show every occurrence of a query with what stands before and after it.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    query : str
        A word, or several for a phrase. ``*`` stands for any letters and ``?`` for one.
    form : {"lemma", "stem", "folded", "surface"}
        What must agree: the lemma («اتفاق» finds «واتفاقات», and as many lines as `term_frequency` counts), the word
        without its clitics («الوعر» finds «وللوعر»), its folded spelling, or its very letters. A word with a wildcard
        is compared folded, by ``"lemma"`` and ``"stem"`` also without its clitics («قتل*» finds «والقتلى»), by
        ``"surface"`` letter by letter.
    width : int
        How many characters of context to show on each side at the most; words are not cut.
    sort : {"text", "before", "after"}
        In the order of the text, or by the words nearest the match on one side.
    sample : int, optional
        Keep so many lines, drawn at random.
    seed : int
        Of the draw: the same seed draws the same lines.

    Returns
    -------
    DataFrame
        One row an occurrence: doc_id, start, end (code points of the match), before, match, after (str), published
        (as in the documents, missing where they have none). A phrase does not cross the end of a sentence; the
        context may.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, the query holds no word, or an option is out of range.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["وقع الاتفاق أمس، وللاتفاق شروط"]})
    >>> concordance(documents, "اتفاق")[["before", "match", "after"]].values.tolist()
    [['وقع', 'الاتفاق', 'أمس، وللاتفاق شروط'], ['وقع الاتفاق أمس،', 'وللاتفاق', 'شروط']]
    """
    if width < 0:
        raise ValueError(f"`width` is {width}; it must be 0 or more characters")
    if sample is not None and sample < 1:
        raise ValueError(f"`sample` is {sample}; it must be 1 or more lines")
    if sort not in ("text", "before", "after"):
        raise ValueError(f"`sort` is {sort!r}; it must be 'text', 'before' or 'after'")
    corpus = as_corpus(corpus)
    queries = read_queries(corpus, [query], form=form)
    places = [find_queries(piece, queries)[0] for piece in corpus.pieces]
    if sample is not None:
        places = _draw(places, sample, seed)
    with_places = {number for number, (first, _) in enumerate(places) if len(first)} or {0}
    pieces = ((piece, *places[number]) for number, piece in enumerate(corpus.pieces) if number in with_places)
    lines = _lines(pieces, width)
    if sort == "text":
        return lines
    context = [fold(beside) for beside in lines[sort]]
    if sort == "before":  # the nearest word first
        context = [" ".join(reversed(words.split())) for words in context]
    return lines.iloc[sorted(range(len(lines)), key=context.__getitem__)].reset_index(drop=True)


def _draw(places: list[tuple[Ints, Ints]], sample: int, seed: int) -> list[tuple[Ints, Ints]]:
    """Return so many places of all parts, drawn at random."""
    bounds = np.cumsum([0, *(len(first) for first, _ in places)])
    if sample >= bounds[-1]:
        return places
    chosen = np.sort(np.random.default_rng(seed).choice(int(bounds[-1]), sample, replace=False))
    cuts = np.searchsorted(chosen, bounds)
    rows = [chosen[low:high] - of_part for low, high, of_part in zip(cuts[:-1], cuts[1:], bounds[:-1], strict=True)]
    return [(first[kept], last[kept]) for (first, last), kept in zip(places, rows, strict=True)]


def _lines(pieces: Iterable[tuple[Corpus, Ints, Ints]], width: int) -> pd.DataFrame:
    """Cut the lines of the places in parts of a corpus out of their texts."""
    known: list[pd.DataFrame] = []
    spans = dict[str, list[Any]](start=[], end=[])
    contexts = dict[str, list[str]](before=[], match=[], after=[])
    for piece, first, last in pieces:
        doc, start, end = piece.tables.token_spans(first, last)
        rows, text_of = np.unique(doc.astype(np.int64), return_inverse=True)
        known.append(piece.tables.days_at(rows[text_of]))
        texts = piece.tables.texts_at(rows)
        spans["start"].append(start)
        spans["end"].append(end)
        for k, a, b in zip(text_of.tolist(), start.tolist(), end.tolist(), strict=True):
            contexts["before"].append(_before(texts[k], a, width))
            contexts["match"].append(texts[k][a:b])
            contexts["after"].append(_after(texts[k], b, width))
    of_documents = pd.concat(known, ignore_index=True)
    lines = pd.DataFrame(
        {
            "doc_id": of_documents["doc_id"],
            **{name: np.concatenate(of_parts) for name, of_parts in spans.items()},
            **{name: text_column(words) for name, words in contexts.items()},
        }
    )
    if "published" in of_documents:
        return lines.assign(published=of_documents["published"])
    return lines.assign(published=pd.Series(pd.NaT, lines.index))


def _before(text: str, at: int, width: int) -> str:
    """Return whole words before an offset, on one line."""
    low = max(0, at - width)
    while 0 < low < at and not text[low - 1].isspace():
        low += 1
    return " ".join(text[low:at].split())


def _after(text: str, at: int, width: int) -> str:
    """Return whole words after an offset, on one line."""
    high = min(len(text), at + width)
    while at < high < len(text) and not text[high].isspace():
        high -= 1
    return " ".join(text[at:high].split())
