"""Key words in context: every occurrence of a word, a lemma, a phrase or a pattern, with what stands around it."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.script import fold, fold_words
from corpus_tools.tables import text_column
from corpus_tools.terms.occurrences import sentences_of_tokens, tokens_for
from corpus_tools.tokens.tokenize import Tokens, require_tokens
from corpus_tools.words.analyze import analyze_words
from corpus_tools.words.lemmatize import with_lemmas, words_of

QueryForm = Literal["lemma", "stem", "folded", "surface"]


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
        without its clitics («الوعر» finds «وللوعر»), its folded spelling, or its very letters. Words with a wildcard
        are compared folded, or by their letters with ``"surface"``.
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
    tokens = tokens_for(as_corpus(corpus), form=form)
    first, last = find_query(tokens, query, form=form)
    if sample is not None and sample < len(first):
        chosen = np.sort(np.random.default_rng(seed).choice(len(first), sample, replace=False))
        first, last = first[chosen], last[chosen]
    lines = _lines(tokens, first, last, width)
    if sort == "text":
        return lines
    context = [fold(beside) for beside in lines[sort]]
    if sort == "before":  # the nearest word first
        context = [" ".join(reversed(words.split())) for words in context]
    return lines.iloc[sorted(range(len(lines)), key=context.__getitem__)].reset_index(drop=True)


def find_query(tokens: Tokens, query: str, *, form: QueryForm = "lemma") -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows of the first and of the last token of each place where a query stands, as `concordance` asks."""
    require_tokens(tokens)
    if form not in ("stem", "lemma", "folded", "surface"):
        raise ValueError(f"`form` is {form!r}; it must be 'stem', 'lemma', 'folded' or 'surface'")
    parts = [part for part in query.split() if re.search(r"\w|[*?]", part)]
    if not parts:
        raise ValueError(f"the query {query!r} holds no word; give a word, a phrase or a pattern such as اتفاق*")
    if form in ("stem", "lemma"):
        tokens = with_lemmas(tokens)
    word = tokens.table["word"].to_numpy()
    matches = [_matching_words(tokens, part, form) for part in parts]
    first = np.flatnonzero(matches[0][word]).astype(np.int64)
    for k, matching in enumerate(matches[1:], start=1):
        first = first[first + k < len(word)]
        first = first[matching[word[first + k]]]
    last = first + len(parts) - 1
    if len(parts) > 1:
        sentence = sentences_of_tokens(tokens)
        together = sentence[first] == sentence[last]
        first, last = first[together], last[together]
    return first, last


def _matching_words(tokens: Tokens, part: str, form: QueryForm) -> NDArray[np.bool_]:
    """Return which words of the vocabulary agree with one word of a query."""
    surfaces: list[str] = tokens.vocabulary["surface"].tolist()
    same: Callable[[str], str] = fold if form != "surface" else str
    if "*" in part or "?" in part:
        pattern = re.compile(re.escape(same(part)).replace(r"\*", r"\S*").replace(r"\?", r"\S"))
        written = surfaces if form == "surface" else tokens.vocabulary["folded"].tolist()
        return np.fromiter((pattern.fullmatch(word) is not None for word in written), np.bool_, len(written))
    if form in ("surface", "folded"):
        return np.asarray(tokens.vocabulary[form] == same(part), dtype=np.bool_)
    forms = words_of(tokens)[form].tolist()
    # A word is read as the corpus reads it, so that as many lines are shown as the word's term counts; one that the
    # corpus spells otherwise, as that other spelling.
    rows = _rows_of(fold_words(surfaces, profile="marks"), fold(part, profile="marks"))
    rows = rows or _rows_of(tokens.vocabulary["folded"].tolist(), fold(part))
    agreeing = {forms[row] for row in rows}
    if not rows:
        agreeing.add(fold(analyze_words([part], vocabulary=surfaces)[form].iloc[0]))
        forms = fold_words(forms)
    return np.fromiter((candidate in agreeing for candidate in forms), np.bool_, len(forms))


def _rows_of(words: list[str], wanted: str) -> list[int]:
    """List where a word stands."""
    return [row for row, word in enumerate(words) if word == wanted]


def _lines(tokens: Tokens, first: NDArray[np.int64], last: NDArray[np.int64], width: int) -> pd.DataFrame:
    """Cut the lines out of the texts."""
    documents = tokens.documents
    doc, start = (tokens.table[name].to_numpy()[first] for name in ("doc", "start"))
    end = tokens.table["end"].to_numpy()[last]
    texts: Sequence[Any] = documents["text"].tolist()
    spans = list(zip(doc.tolist(), start.tolist(), end.tolist(), strict=True))
    lines = pd.DataFrame(
        {
            "doc_id": documents["doc_id"].take(doc).reset_index(drop=True),
            "start": start,
            "end": end,
            "before": text_column([_before(texts[d], a, width) for d, a, _ in spans]),
            "match": text_column([texts[d][a:b] for d, a, b in spans]),
            "after": text_column([_after(texts[d], b, width) for d, _, b in spans]),
        }
    )
    if "published" in documents:
        lines["published"] = documents["published"].take(doc).reset_index(drop=True)
    else:
        lines["published"] = pd.NaT
    return lines


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
