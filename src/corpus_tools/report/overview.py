"""The first section of the report: what the corpus holds, from where and when, and what is wrong with it."""

import numpy as np
import pandas as pd

from corpus_tools.analysis.find import Findings
from corpus_tools.arrays import Bools
from corpus_tools.copies import find_copied
from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.files import csv_bytes
from corpus_tools.locale import Locale
from corpus_tools.reasons import kinds_in_words, left_out_in_words
from corpus_tools.report.sections import Articles, Section, tabulate
from corpus_tools.report.words import said
from corpus_tools.summary import brief, find_cut, find_odd_days, kinds_of, summarize_corpus, value_in_words
from corpus_tools.tables import times_of


def overview(corpus: Corpus, findings: Findings, articles: Articles, locale: Locale) -> Section:
    """Return the section of what was read, whose numbers lead to the articles that they count."""
    summary = summarize_corpus(corpus)
    shown, words = (load_table("report")[table][locale.lang] for table in ("aspects", "values"))
    words = words | kinds_in_words(locale.lang)
    copied = np.zeros(len(corpus), np.bool_) if findings.copies is None else find_copied(corpus, findings.copies)

    def day(of: str) -> str:
        return locale.day(pd.Timestamp(of))

    rows = []
    counted_once = summary["aspect"] == "copies"
    lines = summary.assign(
        value=summary["value"].mask(counted_once, "counted once"), n=summary["n"].mask(counted_once, copied.sum())
    )
    for aspect, value, n in lines.itertuples(index=False):
        if aspect in shown and n:
            counted = copied if aspect == "copies" else documents_of(corpus, aspect, value)
            said_of = {"aspect": shown[aspect], "value": brief(value_in_words(value, words, day=day))}
            if aspect == "left out":
                said_of["value"] = left_out_in_words(str(value), locale.lang)
            rows.append(said_of | {"n": n, "of_documents": np.flatnonzero(counted)})
    table = pd.DataFrame(rows).reset_index(names="mark")
    table["claim"] = table["aspect"] + locale.text("comma") + table["value"]
    places = pd.DataFrame({"mark": [], "doc_id": [], "start": [], "end": []})
    headings, cells, numbers = tabulate(table, places, articles, table="overview", locale=locale)
    title = said("words", "overview_title", locale)
    return Section("overview", title, headings, cells, places, numbers, csv_bytes(summary))


def documents_of(corpus: Corpus, aspect: str, value: object) -> Bools:
    """Return which documents a row of `summarize_corpus` counts; none where it counts no documents."""
    documents, texts = corpus.documents, corpus.texts
    read = documents["text"].notna()
    found = pd.Series(False, index=documents.index)
    if aspect == "documents":
        found = {
            "rows": ~found,
            "with text": read,
            "without text": ~read,
            "with a problem": documents["problem"].notna() if "problem" in documents else found,
        }[str(value)]
    elif aspect == "published":
        days = times_of(documents).dt.normalize().where(read)
        known_day, day = read & days.notna(), pd.Timestamp(str(value).partition(": ")[2] or 0)
        found = {"with a date": known_day, "without a date": read & days.isna()}.get(str(value), days == day)
    elif aspect in ("source", "category", "format", "encoding"):
        same = documents[aspect].isna() if not isinstance(value, str) else documents[aspect].astype("str") == value
        found = read & same
    elif aspect in ("problem", "warning"):
        kinds = kinds_of(documents[aspect])
        found = documents.index.to_series().isin(kinds.index[kinds == value])
    elif aspect == "doubt":
        return find_cut(texts) if value == "text looks cut" else find_odd_days(documents)
    return np.asarray(found, np.bool_)
