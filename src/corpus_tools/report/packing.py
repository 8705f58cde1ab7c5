"""What the page unpacks when it is asked for: documents, their texts, mentions; each as JSON, gzip and base64."""

import base64
import gzip
import json
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.analysis.find import Findings
from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.locale import Locale
from corpus_tools.report.words import shown
from corpus_tools.tables import publication_times, rows_of

BLOCK = 256  # documents whose texts are unpacked together

_ABOUT = ("title", "source", "author", "category", "url", "problem")


def packed(content: Any) -> str:
    """Return what JSON can hold, small enough for a page; the same content gives the same text."""
    written = (
        content
        if isinstance(content, bytes)
        else json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    )
    return base64.b64encode(gzip.compress(written, 9, mtime=0)).decode()


def pack_documents(corpus: Corpus, rows: Ints) -> dict[str, str]:
    """Return some documents, and their texts in blocks, each packed under its name."""
    spans, first = _sentences(corpus)
    texts, sentences = corpus.text_list, [spans[first[row] : first[row + 1]].ravel().tolist() for row in rows.tolist()]
    documents = [[shown(texts[row]), of_row] for row, of_row in zip(rows.tolist(), sentences, strict=True)]
    blocks = [documents[at : at + BLOCK] for at in range(0, len(documents), BLOCK)]
    about = _about(corpus, rows) | _openings(spans, first, rows)
    return {"articles": packed(about)} | {f"texts-{number}": packed(block) for number, block in enumerate(blocks)}


def pack_mentions(corpus: Corpus, findings: Findings, rows: Ints, locale: Locale) -> str:
    """Return the names of actors, the most frequent first, and of each mention in some documents its actor and place.

    A document goes by its number among these.
    """
    mentions = findings.mentions
    doc = rows_of(mentions["doc_id"], corpus.doc_index.take(rows))
    kept = mentions["actor_id"].notna().to_numpy() & (doc >= 0)
    mentions = mentions[kept]
    actors = [
        str(actor)
        for actor in mentions["actor_id"].value_counts(sort=False).sort_values(ascending=False, kind="stable").index
    ]
    number = {actor: place for place, actor in enumerate(actors)}
    return packed(
        {
            "names": [shown(name) for name in actor_labels(findings.actors, actors, locale.lang)],
            "actor": mentions["actor_id"].map(number).tolist(),
            "doc": doc[kept].tolist(),
            "start": mentions["start"].tolist(),
        }
    )


def _about(corpus: Corpus, rows: Ints) -> dict[str, list[Any]]:
    """Return what is known of some documents, column by column."""
    known = corpus.tables.known("doc_id", "published", *_ABOUT)
    days = publication_times(known).dt.strftime("%Y-%m-%d")
    columns = {"doc_id": known["doc_id"], "published": days} | {name: known[name] for name in _ABOUT if name in known}
    return {
        name: [None if pd.isna(value) else shown(value) for value in column.iloc[rows]]
        for name, column in columns.items()
    }


def _openings(spans: Ints, first: Ints, rows: Ints) -> dict[str, list[int]]:
    """Return where the first sentence of each of some documents stands, and how long it is; nowhere if it has none."""
    has_any = (first[rows + 1] > first[rows])[:, None]
    opening = np.where(has_any, np.vstack([spans, [0, 0]])[first[rows]], 0)
    return {"start": opening[:, 0].tolist(), "length": opening[:, 1].tolist()}


def _sentences(corpus: Corpus) -> tuple[Ints, Ints]:
    """Return the beginning and length of each sentence, and for each document the first of them; then their number."""
    sentences = corpus.sentences
    doc = rows_of(sentences["doc_id"], corpus.doc_index)
    spans = np.column_stack([sentences["start"], sentences["end"] - sentences["start"]]).astype(np.int64)
    return spans, np.searchsorted(doc, np.arange(len(corpus) + 1))
