"""`corpus-tools check`: what a corpus holds, before anything is counted in it."""

import argparse

import pandas as pd

from corpus_tools.reading.read import read_corpus
from corpus_tools.summary import same_texts, summarize_corpus

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
    summary = summarize_corpus(documents)
    number = {(aspect, value): n for aspect, value, n in summary.itertuples(index=False)}
    read, problems = number["documents", "with text"], documents[documents["problem"].notna()]
    lines = [f"documents    {read:,} read, {len(problems):,} with a problem", _published(summary)]
    for aspect, heading in (("source", "sources"), ("encoding", "encodings"), ("format", "formats")):
        if aspect in documents:
            lines.append(f"{heading:<13}{_counts(summary[summary['aspect'] == aspect], read)}")
    length = documents["text"].dropna().str.len()
    lines.append(
        f"{'length':<13}{int(length.sum()):,} characters, median {length.median():,.0f}, longest {length.max():,}"
        if read
        else ""
    )
    lines += _duplicates(same_texts(documents), number["copies", "same text"])
    lines += _problems(problems)
    left_out = summary.loc[summary["aspect"] == "left out", "value"]
    lines += [f"left out     {reason}" for reason in left_out[:_LISTED]]
    return [line for line in lines if line]


def _published(summary: pd.DataFrame) -> str:
    """Say from when to when the documents were published, and for how many nobody knows."""
    said = summary[summary["aspect"] == "published"]
    number = dict(zip(said["value"], said["n"], strict=True))
    unknown = number["without a date"]
    if not number["with a date"]:
        return f"published     unknown for all {unknown:,}"
    earliest, latest = (value.partition(": ")[2] for value in said["value"].iloc[2:])
    return f"{'published':<13}{earliest} to {latest}" + (f", unknown for {unknown:,}" if unknown else "")


def _counts(said: pd.DataFrame, read: int) -> str:
    """List the most frequent values; where none is stated, all are unknown."""
    if said.empty:
        return f"unknown {read:,}" if read else ""
    named = zip(said["value"].fillna("unknown"), said["n"], strict=True)
    listed = [f"{value} {n:,}" for value, n in named]
    return ", ".join([*listed[:_LISTED], *([f"and {len(listed) - _LISTED:,} more"] if len(listed) > _LISTED else [])])


def _duplicates(groups: list[list[object]], copies: int) -> list[str]:
    """List documents whose text is the same, white space aside."""
    lines = [f"{'duplicates':<13}{copies:,} copies of {len(groups):,} texts" if groups else f"{'duplicates':<13}none"]
    lines += [f"             {', '.join(map(str, group[:5]))}" for group in groups[:_LISTED]]
    return [*lines, f"             and {len(groups) - _LISTED:,} more"] if len(groups) > _LISTED else lines


def _problems(problems: pd.DataFrame) -> list[str]:
    """List what could not be read, and why."""
    return [
        f"{'problem':<13}{path}: {problem}" for path, problem in zip(problems["path"], problems["problem"], strict=True)
    ]
