"""What the page unpacks when it is asked for: texts, documents, places, mentions; each as JSON, gzip and base64."""

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
from corpus_tools.report.sections import Section, in_words
from corpus_tools.report.words import shown
from corpus_tools.seeded_order import fingerprint_of_places
from corpus_tools.tables import publication_times
from corpus_tools.validation.claims import KINDS

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


def pack_corpus(corpus: Corpus, findings: Findings, locale: Locale) -> dict[str, str]:
    """Return the documents, their texts in blocks, and who is mentioned where, each packed under its name."""
    return {"articles": packed(_articles(corpus)), "mentions": packed(_mentions(corpus, findings, locale))} | {
        f"texts-{block}": packed(texts) for block, texts in enumerate(_texts(corpus))
    }


def pack_section(section: Section, locale: Locale) -> str:
    """Return the places of a section and what each of its numbers counts, packed.

    A number has the first of its places and how many they are, where these follow one another; else all their rows.
    """
    places = section.places
    content: dict[str, Any] = {"what": section.what, "doc": places.get("doc", pd.Series(dtype=int)).tolist()}
    for end in ("", "_b"):
        if f"start{end}" in places:
            content[f"start{end}"] = places[f"start{end}"].tolist()
            content[f"length{end}"] = (places[f"end{end}"] - places[f"start{end}"]).tolist()
    claims = next(kind.claims for kind in KINDS if kind.name == section.what)
    content["numbers"] = {}
    for key, number in section.numbers.items():
        rows = number.rows
        run = len(rows) > 1 and bool((np.diff(rows) == 1).all())
        told: dict[str, Any] = {"run": [int(rows[0]), len(rows)]} if run else {"rows": rows.tolist()}
        told |= {"claim": shown(number.claim), "title": shown(in_words(key, number, locale))}
        if number.of_articles:
            told["articles"] = 1
        else:
            counted = places.iloc[rows].assign(label=number.claim)
            told["table"] = fingerprint_of_places(counted, claims)
        content["numbers"][key] = told
    return packed(content)


def _articles(corpus: Corpus) -> dict[str, list[Any]]:
    """Return what is known of the documents, column by column, and where the first sentence of each stands."""
    texts, problems = corpus.texts, corpus.documents.get("problem")
    known = texts if problems is None else texts.assign(problem=problems.to_numpy())
    days = publication_times(texts).dt.strftime("%Y-%m-%d")
    columns = {"doc_id": texts["doc_id"], "published": days} | {name: known[name] for name in _ABOUT if name in known}
    said = {name: [None if pd.isna(value) else shown(value) for value in column] for name, column in columns.items()}
    spans, first = _sentences(corpus)
    opening = np.where((np.diff(first) > 0)[:, None], np.vstack([spans, [0, 0]])[first[:-1]], 0)
    return said | {"start": opening[:, 0].tolist(), "length": opening[:, 1].tolist()}


def _texts(corpus: Corpus) -> list[list[list[Any]]]:
    """Return blocks of documents, of each its text and its sentences, their beginnings and lengths in turn."""
    spans, first = _sentences(corpus)
    documents = [
        [shown(text), spans[first[row] : first[row + 1]].ravel().tolist()] for row, text in enumerate(corpus.text_list)
    ]
    return [documents[row : row + BLOCK] for row in range(0, len(documents), BLOCK)]


def _sentences(corpus: Corpus) -> tuple[Ints, Ints]:
    """Return the beginning and length of each sentence, and for each document the first of them; then their number."""
    sentences = corpus.sentences
    doc = corpus.doc_index.get_indexer(pd.Index(sentences["doc_id"]))
    spans = np.column_stack([sentences["start"], sentences["end"] - sentences["start"]]).astype(np.int64)
    return spans, np.searchsorted(doc, np.arange(len(corpus) + 1))


def _mentions(corpus: Corpus, findings: Findings, locale: Locale) -> dict[str, list[Any]]:
    """Return the names of actors, the most frequent first, and of each mention its actor and place."""
    mentions = findings.mentions[findings.mentions["actor_id"].notna()]
    actors = [
        str(actor)
        for actor in mentions["actor_id"].value_counts(sort=False).sort_values(ascending=False, kind="stable").index
    ]
    number = {actor: place for place, actor in enumerate(actors)}
    return {
        "names": [shown(name) for name in actor_labels(findings.actors, actors, locale.lang)],
        "actor": mentions["actor_id"].map(number).tolist(),
        "doc": corpus.doc_index.get_indexer(pd.Index(mentions["doc_id"])).tolist(),
        "start": mentions["start"].tolist(),
    }
