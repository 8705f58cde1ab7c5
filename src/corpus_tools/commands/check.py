"""`corpus-tools check`: what a corpus holds, before anything is counted in it."""

import argparse
import hashlib

import pandas as pd

from corpus_tools.reading.read import read_corpus

_LISTED = 12


def check(options: argparse.Namespace) -> int:
    """Print what was read and what is wrong with it."""
    documents = read_corpus(options.corpus, metadata=options.metadata)
    print("\n".join(report(documents)))
    return 0


def report(documents: pd.DataFrame) -> list[str]:
    """Tell about a documents table in lines of text.

    Parameters
    ----------
    documents : DataFrame
        What `read_corpus` read.

    Returns
    -------
    list of str
        Lines: how many documents, when they were published, by whom, in which encodings; what stands there twice; what
        could not be read, each with its reason.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["غادرت حافلة", "غادرت حافلة"], "path": ["1.txt", "2.txt"],
    ...                       "published": pd.to_datetime(["2017-05-20", None]), "source": [None, None],
    ...                       "encoding": ["utf-8", "utf-8"], "problem": [None, None]})
    >>> report(table)[0]
    'documents    2 read, 0 with a problem'
    """
    read = documents[documents["text"].notna()]
    problems = documents[documents["problem"].notna()]
    lines = [f"documents    {len(read):,} read, {len(problems):,} with a problem", _published(read)]
    for column, heading in (("source", "sources"), ("encoding", "encodings"), ("format", "formats")):
        if column in documents:
            lines.append(f"{heading:<13}{_counts(read[column])}")
    words = read["text"].str.len()
    lines.append(
        f"{'length':<13}{int(words.sum()):,} characters, median {words.median():,.0f}, longest {words.max():,}"
        if len(read)
        else ""
    )
    lines += _duplicates(read)
    lines += _problems(problems)
    left_out = documents.attrs.get("left_out", [])
    lines += [f"left out     {reason}" for reason in left_out[:_LISTED]]
    return [line for line in lines if line]


def _published(read: pd.DataFrame) -> str:
    """Say from when to when the documents were published, and for how many nobody knows."""
    known = read["published"].dropna()
    if known.empty:
        return f"published     unknown for all {len(read):,}"
    span = f"{min(known):%Y-%m-%d} to {max(known):%Y-%m-%d}"
    unknown = len(read) - len(known)
    return f"{'published':<13}{span}" + (f", unknown for {unknown:,}" if unknown else "")


def _counts(values: pd.Series) -> str:
    """List the most frequent values."""
    counts = values.fillna("unknown").value_counts().sort_index().sort_values(ascending=False, kind="stable")
    listed = [f"{value} {n:,}" for value, n in counts.head(_LISTED).items()]
    if len(counts) > _LISTED:
        listed.append(f"and {len(counts) - _LISTED:,} more")
    return ", ".join(listed)


def _duplicates(read: pd.DataFrame) -> list[str]:
    """List documents whose text is the same, white space aside."""
    hashes = read["text"].map(lambda text: hashlib.sha256(" ".join(text.split()).encode()).hexdigest())
    groups = [group for _, group in read.groupby(hashes, sort=False) if len(group) > 1]
    copies = sum(len(group) - 1 for group in groups)
    lines = [f"{'duplicates':<13}{copies:,} copies of {len(groups):,} texts" if groups else f"{'duplicates':<13}none"]
    lines += [f"             {', '.join(map(str, group['doc_id'][:5]))}" for group in groups[:_LISTED]]
    return [*lines, f"             and {len(groups) - _LISTED:,} more"] if len(groups) > _LISTED else lines


def _problems(problems: pd.DataFrame) -> list[str]:
    """List what could not be read, and why."""
    return [
        f"{'problem':<13}{path}: {problem}" for path, problem in zip(problems["path"], problems["problem"], strict=True)
    ]
