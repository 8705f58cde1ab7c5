"""`corpus-tools check`: what a corpus holds, and what to know before trusting a figure of it."""

import argparse
from pathlib import Path

import pandas as pd

from corpus_tools.cleaning.learnt import clean_and_list
from corpus_tools.commands.loading import corpus_name, open_store, reading_options
from corpus_tools.corpus import Corpus
from corpus_tools.dates.datelines import find_datelines
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.files import csv_bytes, staged, write_bytes
from corpus_tools.reading.read import read_corpus
from corpus_tools.reasons import left_out_in_words, reason_in_words
from corpus_tools.summary import SAME, SAME_OR_NEARLY, brief, find_cut, find_odd_days, summarize
from corpus_tools.summary_html import summary_page
from corpus_tools.summary_words import SummaryWords
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
    said = SummaryWords(options.spoken)
    doubts = _doubts(documents, texts, said)
    lines = report(documents, summary, copies=copies, doubts=doubts, said=said)
    print("\n".join(map(printable, lines)))
    if options.out is not None:
        path = Path(options.out)
        if path.suffix.lower() == ".csv":
            write_bytes(path, csv_bytes(summary))
        else:
            tables = {column: _said(documents, column) for column in ("problem", "warning")}
            tables |= {"doubt": doubts, "boilerplate": learnt, "copies": copies.drop(columns="cluster")}
            write_bytes(path, summary_page(summary, tables, name=corpus_name(options.corpus), said=said).encode())
        print(printable(said.line("written", path=options.out)))
    return 0


def _check_output(path: Path) -> None:
    """Check, before any work is done, that the file can be written."""
    if path.suffix.lower() not in (".csv", ".html"):
        raise ValueError(f"--out {str(path)!r} ends in neither .csv nor .html; name the file so that it does")
    with staged(path.parent):
        pass


def _as_summary(learnt: pd.DataFrame) -> pd.DataFrame:
    """Return what recurs at the beginning and end of texts as rows of a summary, see `SummaryWords.place`."""
    rows = [
        ("boilerplate", f"{'' if pd.isna(source) else f'{source}, '}{place}: {words}{' …' if goes_on else ''}", n)
        for source, place, words, goes_on, n in learnt.iloc[:, :5].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["aspect", "value", "n"]).astype({"n": "int64"})


def _said(documents: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return what is said of single documents in a column."""
    return documents.loc[documents[column].notna(), ["doc_id", "path", column]]


def _doubts(documents: pd.DataFrame, texts: pd.DataFrame, said: SummaryWords) -> pd.DataFrame:
    """Return the documents whose text looks cut, with its end, and those with a day out of range."""
    cut, odd = find_cut(texts), find_odd_days(documents)
    ends = texts.loc[cut, ["doc_id", "path"]].assign(doubt="text looks cut", of=texts.loc[cut, "text"].str.slice(-60))
    days = documents.loc[odd, ["doc_id", "path"]].assign(
        doubt="day out of range", of=documents.loc[odd, "published"].dt.strftime("%Y-%m-%d").map(said.day)
    )
    return pd.concat([ends, days], ignore_index=True)


def report(
    documents: pd.DataFrame, summary: pd.DataFrame, *, copies: pd.DataFrame, doubts: pd.DataFrame, said: SummaryWords
) -> list[str]:
    """Return a description of documents in lines of text: counts, copies, doubts, problems with their reasons."""
    number = {(aspect, value): n for aspect, value, n in summary.itertuples(index=False)}
    read, problems = number["documents", "with text"], documents[documents["problem"].notna()]
    lines = [said.headed("documents", said.line("documents", read=read, problems=len(problems)))]
    lines += [*_published(summary, said), *_undated(documents, said), *_datelines(documents, said)]
    for aspect in ("source", "encoding", "format"):
        if read and aspect in documents:
            counted = _counts(summary[summary["aspect"] == aspect], said)
            lines.append(said.headed(aspect, counted or said.line("counted", value=said.value(None), n=read)))
    length = documents["text"].dropna().str.len()
    if read:
        sizes = {"total": int(length.sum()), "median": round(length.median()), "longest": int(length.max())}
        lines.append(said.headed("length", said.line("length", **sizes)))
    lines += _duplicates(copies, number["copies", SAME_OR_NEARLY], same=number["copies", SAME], said=said)
    for aspect in ("problem", "warning", "cleaned", "doubt"):
        if counted := _counts(summary[summary["aspect"] == aspect], said):
            lines.append(said.headed(aspect, counted))
    lines += [
        said.headed("", f"{said.value(doubt)}: {path}: {of}")
        for _, path, doubt, of in doubts.head(_LISTED).itertuples(index=False)
    ]
    learnt = summary[summary["aspect"] == "boilerplate"]
    lines += [
        said.headed("boilerplate", said.line("goes", value=said.place(value, isolated=False), n=n))
        for value, n in learnt[["value", "n"]].head(_LISTED).itertuples(index=False)
    ]
    if len(learnt) > _LISTED:
        lines.append(said.headed("", said.line("more_listed", n=len(learnt) - _LISTED)))
    # Of a file with several documents the one must be named.
    several = set(documents.loc[documents["path"].duplicated(), "path"])
    for aspect in ("problem", "warning"):
        rows = _said(documents, aspect).itertuples(index=False)
        lines += [
            said.headed(
                f"one_{aspect}",
                f"{path}{f' ({doc_id})' if path in several else ''}: "
                f"{reason_in_words(what, said.lang, isolated=False)}",
            )
            for doc_id, path, what in rows
        ]
    left_out = summary.loc[summary["aspect"] == "left out", "value"]
    told = [left_out_in_words(line, said.lang, isolated=False) for line in left_out[:_LISTED]]
    return [*lines, *(said.headed("left out", line) for line in told)]


def _published(summary: pd.DataFrame, said: SummaryWords) -> list[str]:
    """Return the line with the first and last day of publication and the number of documents without one."""
    rows = summary[summary["aspect"] == "published"]
    number = dict(zip(rows["value"], rows["n"], strict=True))
    unknown = number["without a date"]
    if not number["with a date"]:
        return [said.headed("published", said.line("published_none", unknown=unknown))] if unknown else []
    earliest, latest = (said.day(value.partition(": ")[2]) for value in rows["value"].iloc[2:])
    line = said.line("published_some" if unknown else "published", earliest=earliest, latest=latest, unknown=unknown)
    return [said.headed("published", line)]


def _undated(documents: pd.DataFrame, said: SummaryWords) -> list[str]:
    """Return lines on documents without a date that have one which is not understood, or another, as of scraping."""
    if "published_reason" not in documents:
        return []
    undated = documents[documents["published"].isna() & documents["published_reason"].notna()]
    is_other = undated["published_reason"].str.contains("--fields published=", regex=False)
    is_written = undated["published_raw"].notna() & ~is_other
    lines = []
    for name, rows in (("written_days", undated[is_written]), ("other_days", undated[is_other])):
        for doc_id, why in rows.head(1)[["doc_id", "published_reason"]].itertuples(index=False):
            told = reason_in_words(why, said.lang, isolated=False)
            lines.append(said.headed("", said.line(name, n=len(rows), doc_id=doc_id, why=told)))
    return lines


def _datelines(documents: pd.DataFrame, said: SummaryWords) -> list[str]:
    """Return a line that tells how many documents without a date name it in their text, with an example."""
    undated = documents[documents["published"].isna() & documents["text"].notna()]
    found = {line.doc: line.surface for line in reversed(find_datelines(undated["text"].tolist()))}
    if not found:
        return []
    first = min(found)
    example = {"surface": found[first], "doc_id": undated["doc_id"].iloc[first]}
    return [said.headed("", said.line("datelines", n=len(found), **example))]


def _counts(rows: pd.DataFrame, said: SummaryWords) -> str:
    """Return the most frequent values with their counts."""
    named = zip(rows["value"], rows["n"], strict=True)
    listed = [said.line("counted", value=brief(said.value(value)), n=n) for value, n in named]
    rest = [said.line("more", n=len(listed) - _LISTED)] if len(listed) > _LISTED else []
    return said.comma.join([*listed[:_LISTED], *rest])


def _duplicates(copies: pd.DataFrame, n: int, *, same: int, said: SummaryWords) -> list[str]:
    """Return lines of documents with the same or nearly the same text, which figures count once."""
    if not n:
        return [said.headed("copies", said.line("no_words", n=same) if same else said.line("no_copies"))]
    stories = copies.groupby("cluster", sort=True)["doc_id"].agg(list)
    lines = [said.headed("copies", said.line("copies", n=n, texts=len(stories), same=min(same, n)))]
    lines += [said.headed("", said.comma.join(map(str, story[:5]))) for story in stories.head(_LISTED)]
    rest = len(stories) - _LISTED
    return [*lines, said.headed("", said.line("more", n=rest))] if rest > 0 else lines
