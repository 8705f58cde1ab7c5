"""What a corpus consists of: counts, dates, sources, encodings, problems, copies."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from corpus_tools.corpus import Corpus
from corpus_tools.tables import require_columns, times_of

_COUNTED = ("source", "category", "format", "encoding")


def summarize_corpus(corpus: Corpus | pd.DataFrame) -> pd.DataFrame:
    """Summarize the documents of a corpus as they were read.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents as `read_corpus` makes them; only the columns doc_id and text are required.

    Returns
    -------
    DataFrame
        - aspect : documents, published, source, category, format, encoding, problem, copies or left out
        - value : within the aspect: a source, an encoding, the first words of a problem; missing where unknown
        - n : the number of documents; in the aspect published: with a date, without, and on the earliest and latest day

        Rows of an aspect are in descending order of n, then by value. Copies are documents with the same text as an
        earlier one apart from white space, in whatever encoding or format.

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
    documents = corpus if isinstance(corpus, pd.DataFrame) else corpus.documents
    require_columns(documents, ["doc_id", "text"], name="documents")
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
    if "problem" in documents:
        lines += _count_lines("problem", documents["problem"].dropna().str.split(":", n=1).str[0])
    lines.append(("copies", "same text", sum(len(group) - 1 for group in same_texts(documents))))
    lines += [("left out", reason, 1) for reason in documents.attrs.get("left_out", [])]
    return pd.DataFrame(lines, columns=["aspect", "value", "n"])


def same_texts(documents: pd.DataFrame) -> list[list[object]]:
    """Return the doc_id of the documents of each text that occurs more than once apart from white space, in order."""
    read = documents[documents["text"].notna()]
    plain = read["text"].str.split().str.join(" ").to_numpy(dtype=object)
    groups = read["doc_id"].groupby(plain, sort=False)
    return [ids.tolist() for _, ids in groups if len(ids) > 1]


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
