"""`corpus-tools check`: what a corpus holds, and what to know before trusting a figure of it."""

import argparse
from pathlib import Path

import pandas as pd

from corpus_tools.cleaning.learnt import clean_and_list
from corpus_tools.commands.loading import open_store, reading_options
from corpus_tools.corpus import Corpus
from corpus_tools.dates.datelines import find_datelines
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.files import csv_bytes, staged, write_bytes
from corpus_tools.reading.read import read_corpus
from corpus_tools.summary import SAME, SAME_OR_NEARLY, find_cut, find_odd_days, summarize
from corpus_tools.summary_html import summary_page
from corpus_tools.terminal import printable

_LISTED = 12


def check(options: argparse.Namespace) -> int:
    """Print what was read, what cleaning does with it, and what is doubtful; write it as a table or a page."""
    if options.out is not None:
        _check_output(Path(options.out))
    stored = open_store(options)
    documents = read_corpus(options.corpus, **reading_options(options)) if stored is None else stored.documents
    texts, edits, learnt = clean_and_list(documents, boilerplate=options.boilerplate)
    copies = find_duplicates(Corpus(texts, edits=edits, documents=documents) if stored is None else stored)
    summary = summarize(documents, texts=texts, edits=edits, copies=copies)
    summary = pd.concat([summary, _as_summary(learnt)], ignore_index=True)
    doubts = _doubts(documents, texts)
    print("\n".join(map(printable, report(documents, summary, copies=copies, doubts=doubts))))
    if options.out is not None:
        path = Path(options.out)
        if path.suffix.lower() == ".csv":
            write_bytes(path, csv_bytes(summary))
        else:
            tables = {column: _said(documents, column) for column in ("problem", "warning")}
            tables |= {"doubt": doubts, "boilerplate": learnt, "copies": copies.drop(columns="cluster")}
            write_bytes(path, summary_page(summary, tables).encode())
        print(f"written to {options.out}")
    return 0


def _check_output(path: Path) -> None:
    """Check, before any work is done, that the file can be written."""
    if path.suffix.lower() not in (".csv", ".html"):
        raise ValueError(f"--out {str(path)!r} ends in neither .csv nor .html; name the file so that it does")
    with staged(path.parent):
        pass


def _as_summary(learnt: pd.DataFrame) -> pd.DataFrame:
    """Return what recurs at the beginning and end of texts as rows of a summary."""
    rows = [
        ("boilerplate", f"{'' if pd.isna(source) else f'{source}, '}{place}: {words}{' …' if goes_on else ''}", n)
        for source, place, words, goes_on, n in learnt.iloc[:, :5].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["aspect", "value", "n"]).astype({"n": "int64"})


def _said(documents: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return what is said of single documents in a column."""
    return documents.loc[documents[column].notna(), ["doc_id", "path", column]]


def _doubts(documents: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Return the documents whose text looks cut, with its end, and those with a day out of range."""
    cut, odd = find_cut(texts), find_odd_days(documents)
    ends = texts.loc[cut, ["doc_id", "path"]].assign(doubt="text looks cut", of=texts.loc[cut, "text"].str.slice(-60))
    days = documents.loc[odd, ["doc_id", "path"]].assign(
        doubt="day out of range", of=documents.loc[odd, "published"].dt.strftime("%Y-%m-%d")
    )
    return pd.concat([ends, days], ignore_index=True)


def report(documents: pd.DataFrame, summary: pd.DataFrame, *, copies: pd.DataFrame, doubts: pd.DataFrame) -> list[str]:
    """Return a description of documents in lines of text: counts, copies, doubts, problems with their reasons."""
    number = {(aspect, value): n for aspect, value, n in summary.itertuples(index=False)}
    read, problems = number["documents", "with text"], documents[documents["problem"].notna()]
    lines = [f"documents    {read:,} read, {len(problems):,} with a problem", _published(summary)]
    lines += [*_other_days(documents), *_datelines(documents)]
    for aspect, heading in (("source", "sources"), ("encoding", "encodings"), ("format", "formats")):
        if read and aspect in documents:
            lines.append(f"{heading:<13}{_counts(summary[summary['aspect'] == aspect]) or f'unknown {read:,}'}")
    length = documents["text"].dropna().str.len()
    if read:
        total, median, longest = int(length.sum()), length.median(), length.max()
        lines.append(f"{'length':<13}{total:,} characters, median {median:,.0f}, longest {longest:,}")
    lines += _duplicates(copies, number["copies", SAME_OR_NEARLY], same=number["copies", SAME])
    for aspect, heading in (
        ("problem", "problems"),
        ("warning", "warnings"),
        ("cleaned", "cleaned"),
        ("doubt", "doubts"),
    ):
        if counted := _counts(summary[summary["aspect"] == aspect]):
            lines.append(f"{heading:<13}{counted}")
    lines += [f"{'':<13}{doubt}: {path}: {of}" for _, path, doubt, of in doubts.head(_LISTED).itertuples(index=False)]
    learnt = summary[summary["aspect"] == "boilerplate"]
    lines += [
        f"{'boilerplate':<13}{value}: goes from {n:,}"
        for value, n in learnt[["value", "n"]].head(_LISTED).itertuples(index=False)
    ]
    if len(learnt) > _LISTED:
        lines.append(f"{'':<13}and {len(learnt) - _LISTED:,} more; --out lists all")
    for aspect in ("problem", "warning"):
        said = _said(documents, aspect)
        lines += [f"{aspect:<13}{path}: {what}" for _, path, what in said.itertuples(index=False)]
    left_out = summary.loc[summary["aspect"] == "left out", "value"]
    lines += [f"left out     {reason}" for reason in left_out[:_LISTED]]
    return [line for line in lines if line.strip()]


def _published(summary: pd.DataFrame) -> str:
    """Return the line with the first and last day of publication and the number of documents without one."""
    said = summary[summary["aspect"] == "published"]
    number = dict(zip(said["value"], said["n"], strict=True))
    unknown = number["without a date"]
    if not number["with a date"]:
        return f"{'published':<13}unknown for all {unknown:,}" if unknown else ""
    earliest, latest = (value.partition(": ")[2] for value in said["value"].iloc[2:])
    return f"{'published':<13}{earliest} to {latest}" + (f", unknown for {unknown:,}" if unknown else "")


def _other_days(documents: pd.DataFrame) -> list[str]:
    """Return a line that tells how many documents without a date have another day, such as that of scraping."""
    if "published_reason" not in documents:
        return []
    reasons = documents["published_reason"].where(documents["published"].isna()).fillna("")
    others = documents.loc[reasons.str.contains("--fields published=", regex=False)]
    examples = others.head(1)[["doc_id", "published_reason"]].itertuples(index=False)
    return [f"{'':<13}{len(others):,} of them have another day, such as {doc_id}: {why}" for doc_id, why in examples]


def _datelines(documents: pd.DataFrame) -> list[str]:
    """Return a line that tells how many documents without a date name it in their text, with an example."""
    undated = documents[documents["published"].isna() & documents["text"].notna()]
    found = {line.doc: line.surface for line in reversed(find_datelines(undated["text"].tolist()))}
    if not found:
        return []
    first = min(found)
    example = f"«{found[first]}» in {undated['doc_id'].iloc[first]}"
    return [f"{'':<13}{len(found):,} of them have a line with a date, such as {example}: see infer_published"]


def _counts(said: pd.DataFrame) -> str:
    """Return the most frequent values with their counts."""
    named = zip(said["value"].fillna("unknown"), said["n"], strict=True)
    listed = [f"{value} {n:,}" for value, n in named]
    return ", ".join([*listed[:_LISTED], *([f"and {len(listed) - _LISTED:,} more"] if len(listed) > _LISTED else [])])


def _duplicates(copies: pd.DataFrame, n: int, *, same: int) -> list[str]:
    """Return lines of documents with the same or nearly the same text, which figures count once."""
    if not n:
        return [f"{'duplicates':<13}{f'{same:,} copies without a word' if same else 'none'}"]
    stories = copies.groupby("cluster", sort=True)["doc_id"].agg(list)
    texts = "text" if len(stories) == 1 else "texts"
    verbatim = f"{min(same, n):,} of them the same word for word"
    lines = [f"{'duplicates':<13}{n:,} copies of {len(stories):,} {texts}, {verbatim}"]
    lines += [f"{'':<13}{', '.join(map(str, story[:5]))}" for story in stories.head(_LISTED)]
    return [*lines, f"{'':<13}and {len(stories) - _LISTED:,} more"] if len(stories) > _LISTED else lines
