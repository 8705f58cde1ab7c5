"""`corpus-tools check`: what a corpus holds."""

import argparse

import pandas as pd

from corpus_tools.commands.fields import named_fields
from corpus_tools.dates.datelines import find_datelines
from corpus_tools.reading.read import read_corpus
from corpus_tools.summary import same_texts, summarize_corpus

_LISTED = 12


def check(options: argparse.Namespace) -> int:
    """Print what was read, and the problems found."""
    documents = read_corpus(options.corpus, metadata=options.metadata, fields=named_fields(options))
    print("\n".join(report(documents)))
    return 0


def report(documents: pd.DataFrame) -> list[str]:
    """Return a description of a documents table in lines of text: counts, copies, and problems with their reasons."""
    summary = summarize_corpus(documents)
    number = {(aspect, value): n for aspect, value, n in summary.itertuples(index=False)}
    read, problems = number["documents", "with text"], documents[documents["problem"].notna()]
    lines = [f"documents    {read:,} read, {len(problems):,} with a problem", _published(summary)]
    lines += _datelines(documents)
    for aspect, heading in (("source", "sources"), ("encoding", "encodings"), ("format", "formats")):
        if aspect in documents:
            lines.append(f"{heading:<13}{_counts(summary[summary['aspect'] == aspect], read)}")
    length = documents["text"].dropna().str.len()
    if read:
        total, median, longest = int(length.sum()), length.median(), length.max()
        lines.append(f"{'length':<13}{total:,} characters, median {median:,.0f}, longest {longest:,}")
    lines += _duplicates(same_texts(documents), number["copies", "same text"])
    lines += _problems(problems)
    left_out = summary.loc[summary["aspect"] == "left out", "value"]
    lines += [f"left out     {reason}" for reason in left_out[:_LISTED]]
    return [line for line in lines if line]


def _published(summary: pd.DataFrame) -> str:
    """Return the line with the first and last day of publication and the number of documents without one."""
    said = summary[summary["aspect"] == "published"]
    number = dict(zip(said["value"], said["n"], strict=True))
    unknown = number["without a date"]
    if not number["with a date"]:
        return f"published     unknown for all {unknown:,}"
    earliest, latest = (value.partition(": ")[2] for value in said["value"].iloc[2:])
    return f"{'published':<13}{earliest} to {latest}" + (f", unknown for {unknown:,}" if unknown else "")


def _datelines(documents: pd.DataFrame) -> list[str]:
    """Return a line that tells how many documents without a date name it in their text, with an example."""
    undated = documents[documents["published"].isna() & documents["text"].notna()]
    found = {line.doc: line.surface for line in reversed(find_datelines(undated["text"].tolist()))}
    if not found:
        return []
    first = min(found)
    example = f"«{found[first]}» in {undated['doc_id'].iloc[first]}"
    return [f"{'':<13}{len(found):,} of them have a line with a date, such as {example}: see infer_published"]


def _counts(said: pd.DataFrame, read: int) -> str:
    """Return the most frequent values with their counts; without any value, all are unknown."""
    if said.empty:
        return f"unknown {read:,}" if read else ""
    named = zip(said["value"].fillna("unknown"), said["n"], strict=True)
    listed = [f"{value} {n:,}" for value, n in named]
    return ", ".join([*listed[:_LISTED], *([f"and {len(listed) - _LISTED:,} more"] if len(listed) > _LISTED else [])])


def _duplicates(groups: list[list[object]], copies: int) -> list[str]:
    """Return lines of documents with the same text, apart from white space."""
    lines = [f"{'duplicates':<13}{copies:,} copies of {len(groups):,} texts" if groups else f"{'duplicates':<13}none"]
    lines += [f"             {', '.join(map(str, group[:5]))}" for group in groups[:_LISTED]]
    return [*lines, f"             and {len(groups) - _LISTED:,} more"] if len(groups) > _LISTED else lines


def _problems(problems: pd.DataFrame) -> list[str]:
    """Return a line for each file that could not be read, with the reason."""
    return [
        f"{'problem':<13}{path}: {problem}" for path, problem in zip(problems["path"], problems["problem"], strict=True)
    ]
