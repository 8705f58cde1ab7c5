"""What a corpus consists of, and what to know before trusting a figure of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools
from corpus_tools.corpus import Corpus
from corpus_tools.damage.check import BETWEEN
from corpus_tools.data_files import load_table
from corpus_tools.tables import texts_of, times_of

#: What the aspect copies counts.
SAME, SAME_OR_NEARLY = "same text", "same or nearly the same text"
_COUNTED = ("source", "category", "format", "encoding")

#: A text that breaks off says so.
_BREAKS_OFF = re.compile(r"(?:\.{3}|…|\[(?:\.{3}|…)\]|(?:اقرأ |إقرأ )?المزيد|read more)[\s.»>←]*\Z", re.IGNORECASE)
#: Texts that are cut at a limit have one length, the longest: this many of them, of this many characters and more.
_SAME_LENGTH, _LIMIT = 3, 200
_LETTERS = 80  # of a name that is shown
_LONGEST_END = 20
#: A day is out of range if this much time lies between it and most others, and one in twenty or fewer lie beyond it.
_GAP, _MOST_BEYOND = pd.Timedelta(days=730), 0.05
#: Characters of a text that are compared at once.
_PIECE = 2**18


def summarize_corpus(corpus: Corpus | pd.DataFrame, *, copies: pd.DataFrame | None = None) -> pd.DataFrame:
    """Summarize the documents of a corpus as they were read.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents as `read_corpus` makes them; only the columns doc_id and text are required.
    copies : DataFrame, optional
        What `find_duplicates` makes of it, where near copies are to be counted as well.

    Returns
    -------
    DataFrame
        - aspect : documents, published, source, category, format, encoding, problem, warning, copies, doubt, cleaned or
          left out
        - value : within the aspect: a source, an encoding, the first words of a problem; missing where unknown
        - n : the number of documents; in the aspect published: with a date, without, and on the earliest and latest day

        Rows of an aspect are in descending order of n, then by value. Copies are documents with the same text as an
        earlier one apart from white space, in whatever encoding or format; with `copies` also those with nearly the
        same, which figures count once. Doubts are texts that look cut and days out of range, if there are any
        (`find_cut`, `find_odd_days`); cleaned are the documents that each step of `clean` changed, if there is a Corpus
        that was cleaned.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus and no table of documents.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب", "ج"], "text": ["بدأت الهدنة.", "بدأت الهدنة.", None],
    ...                           "problem": [None, None, "empty file: it holds no text; delete it"]})
    >>> print(summarize_corpus(documents).to_string(index=False))
       aspect          value  n
    documents           rows  3
    documents      with text  2
    documents   without text  1
    documents with a problem  1
      problem     empty file  1
       copies      same text  1
    """
    if isinstance(corpus, Corpus):
        return summarize(corpus.documents, texts=corpus.texts, edits=corpus.edits, copies=copies)
    return summarize(corpus, copies=copies)


def summarize(
    documents: pd.DataFrame,
    *,
    texts: pd.DataFrame | None = None,
    edits: pd.DataFrame | None = None,
    copies: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return what `summarize_corpus` does, of documents and what cleaning made of them."""
    texts_of(documents)  # raises an error where a text is none, or an id stands twice
    lines: list[tuple[str, str | None, int]] = [
        ("documents", "rows", len(documents)),
        ("documents", "with text", int(documents["text"].notna().sum())),
        ("documents", "without text", int(documents["text"].isna().sum())),
    ]
    if "problem" in documents:
        lines.append(("documents", "with a problem", int(documents["problem"].notna().sum())))
    lines += _publication_lines(documents)
    read = documents[documents["text"].notna()]
    for column in _COUNTED:
        if column in read and read[column].notna().any():
            lines += _count_lines(column, read[column])
    for column in ("problem", "warning"):
        if column in documents:
            lines += _count_lines(column, kinds_of(documents[column]))
    lines.append(("copies", SAME, _count_same(documents)))
    if copies is not None:
        lines.append(("copies", SAME_OR_NEARLY, len(copies) - copies["first_doc_id"].nunique()))
    cut, odd = find_cut(documents if texts is None else texts), find_odd_days(documents)
    lines += [
        ("doubt", name, int(n)) for name, n in (("text looks cut", cut.sum()), ("day out of range", odd.sum())) if n
    ]
    if edits is not None:
        steps = edits[["doc_id", "step"]].drop_duplicates()
        each = steps.assign(step=steps["step"].str.split("+")).explode("step").drop_duplicates()
        lines += _count_lines("cleaned", each["step"])
    lines += [("left out", reason, 1) for reason in documents.attrs.get("left_out", [])]
    return pd.DataFrame(lines, columns=["aspect", "value", "n"])


def value_in_words(value: object, words: Mapping[str, str], *, day: Callable[[str], str] = str) -> str:
    """Return a value of a summary in words: what has a word, what `day` makes of a day, or the name that a file has."""
    said = "unknown" if pd.isna(value) else str(value)  # type: ignore[call-overload]  # a string or missing
    name, sign, of = said.partition(": ")
    return f"{words[name]}: {day(of)}" if sign and name in ("earliest", "latest") else words.get(said, said)


def brief(name: str) -> str:
    """Return a name of a source or a category as a line has room for it."""
    return name if len(name) <= _LETTERS else f"{name[:_LETTERS]}…"


def kinds_of(said: pd.Series) -> pd.Series:
    """Return the kind of each problem or warning; a document may have several."""
    return said.dropna().str.split(BETWEEN, regex=False).explode().str.split(":", n=1).str[0]


def find_cut(documents: pd.DataFrame) -> Bools:
    """Return which texts look as if their end was cut off.

    They end in an ellipsis, in «المزيد» or in a word that no sentence ends in; or several that differ share the longest
    length.
    """
    texts = documents["text"].fillna("").str.rstrip()
    unfinished = frozenset(load_table("text_checks")["unfinished"])
    lengths = texts.str.len().to_numpy()
    at_limit = (lengths == lengths.max(initial=0)) & (lengths >= _LIMIT)
    ends = texts.str.slice(-_LONGEST_END).tolist()
    breaks_off = [bool(end) and (end.split()[-1] in unfinished or _BREAKS_OFF.search(end) is not None) for end in ends]
    found: Bools = np.array(breaks_off, np.bool_) | (at_limit & (len(set(texts[at_limit])) >= _SAME_LENGTH))
    return found


def find_odd_days(documents: pd.DataFrame) -> Bools:
    """Return which documents were published on a day far before or after nearly all others."""
    times = times_of(documents)
    known = times.dropna().sort_values()
    odd = pd.Series(False, index=times.index)
    most = int(_MOST_BEYOND * len(known))
    gaps = known.diff().to_numpy()
    wide = np.flatnonzero(gaps >= _GAP.to_timedelta64())
    for at in wide:
        if at <= most:
            odd[known.index[:at]] = True
        if len(known) - at <= most:
            odd[known.index[at:]] = True
    return odd.to_numpy(np.bool_)


def _count_same(documents: pd.DataFrame) -> int:
    """Return how many documents have the text of an earlier one apart from white space."""
    texts = documents.loc[documents["text"].notna(), "text"]
    return len(texts) - len(set(map(digest_of_words, texts)))


def digest_of_words(text: str) -> bytes:
    """Return a hash of a text that leaves no matter to its white space, made piece by piece: a text may be a book."""
    digest = blake2b(digest_size=16)
    apart = begun = False
    for at in range(0, len(text), _PIECE):
        piece = text[at : at + _PIECE]
        words = " ".join(piece.split())
        apart |= piece[0].isspace()
        if words:
            digest.update(f"{' ' if apart and begun else ''}{words}".encode("utf-8", "surrogatepass"))
            apart, begun = piece[-1].isspace(), True
    return digest.digest()


def _publication_lines(documents: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Yield the numbers of documents with and without a date, and on the first and the last day."""
    if "published" not in documents:
        return
    days = times_of(documents)[documents["text"].notna().to_numpy()].dt.normalize()
    yield "published", "with a date", int(days.notna().sum())
    yield "published", "without a date", int(days.isna().sum())
    if days.notna().any():
        for name, day in (("earliest", days.min()), ("latest", days.max())):
            yield "published", f"{name}: {day:%Y-%m-%d}", int((days == day).sum())


def _count_lines(aspect: str, values: pd.Series) -> list[tuple[str, str | None, int]]:
    """Return the counts of the values of a column, the most frequent first."""
    counts = Counter(None if pd.isna(value) else str(value) for value in values)
    lines = [(aspect, value, n) for value, n in counts.items()]
    return sorted(lines, key=lambda line: (-line[2], line[1] is None, line[1] or ""))
