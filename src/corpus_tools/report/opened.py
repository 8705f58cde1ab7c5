"""Which places the numbers of a page open: all, or of each a seeded sample where all would make the page too large."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus
from corpus_tools.locale import Locale
from corpus_tools.report.packing import pack_documents, packed
from corpus_tools.report.sections import Number, Section, in_words
from corpus_tools.report.words import shown
from corpus_tools.seeded_order import fingerprint_of_places, seeded_order
from corpus_tools.spool import text_lengths
from corpus_tools.validation.claims import KINDS

#: Bytes of a page for what its numbers open; with typeface, drawings and tables it stays below 30 MB.
ROOM = 24_000_000

_SIZES = (20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 150, 100, 50, 20)  # of a sample
_MEASURED = 1_024  # documents by which the room of all is judged
_BYTES_OF_PLACE = 7  # as packed: its document, where it begins and how long it is
_SEED = 0


class _Orders(NamedTuple):
    """The place of each document, and of each place of a section, in a shuffled order."""

    documents: Ints
    places: dict[str, Ints]


class Opened:
    """What each number of some sections opens, and the documents that this is in.

    Attributes
    ----------
    most : int or None
        How many places a number opens at most; None where each opens all. Those of a number that has more are a simple
        random sample. The same place comes early or late in all numbers that have it, so that the page holds fewer
        documents than samples that know nothing of each other would need.
    documents : array of int
        The rows of the documents.
    """

    def __init__(
        self, sections: dict[str, Section], corpus: Corpus, most: int | None = None, orders: "_Orders | None" = None
    ) -> None:
        self.most = most
        self._orders = orders or _orders_of(sections, corpus)
        self.documents = np.arange(len(corpus))
        if most is not None:
            numbers = [(section, number) for section in sections.values() for number in section.numbers.values()]
            found = [self.rows(section, number) for section, number in numbers if number.of_articles]
            found += [
                section.places["doc"].to_numpy(np.int64)[self.places(section)]
                for section in sections.values()
                if "doc" in section.places
            ]
            self.documents = np.unique(np.concatenate(found))

    def rows(self, section: Section, number: Number) -> Ints:
        """Return which rows a number opens, in their order."""
        rows = number.rows
        if self.most is None or len(rows) <= self.most:
            return rows
        order = self._orders.documents if number.of_articles else self._orders.places[section.name]
        return np.sort(rows[np.argsort(order[rows])[: self.most]])

    def places(self, section: Section) -> Ints:
        """Return the rows of the places of a section that are opened by any of its numbers, in their order."""
        if self.most is None:
            return np.arange(len(section.places))
        found = [self.rows(section, number) for number in section.numbers.values() if not number.of_articles]
        return np.unique(np.concatenate([np.zeros(0, np.int64), *found]))


def choose_opened(sections: dict[str, Section], corpus: Corpus, *, room: int = ROOM) -> Opened:
    """Return what numbers open: all that they count, or samples of the largest size that fits into `room` bytes."""
    lengths = 1 + text_lengths(corpus.text_list)
    orders = _orders_of(sections, corpus)
    measured = np.sort(np.argsort(orders.documents)[:_MEASURED])
    each = sum(map(len, pack_documents(corpus, measured).values())) / lengths[measured].sum()
    for most in (None, *_SIZES):
        opened = Opened(sections, corpus, most, orders)
        places = sum(len(opened.places(section)) for section in sections.values())
        if each * lengths[opened.documents].sum() + _BYTES_OF_PLACE * places <= room:
            break
    return opened


def pack_section(section: Section, opened: Opened, locale: Locale) -> str:
    """Return the places of a section that are opened and which of them each number opens, packed.

    A number has the first of its places and how many they are, where these follow one another; else all their rows.
    One that opens a sample says how many there are in `total`.
    """
    kept = opened.places(section)
    places = section.places.iloc[kept]
    content: dict[str, Any] = {"what": section.what}
    content["doc"] = np.searchsorted(opened.documents, places.get("doc", pd.Series(dtype=int))).tolist()
    for end in ("", "_b"):
        if f"start{end}" in places:
            content[f"start{end}"] = places[f"start{end}"].tolist()
            content[f"length{end}"] = (places[f"end{end}"] - places[f"start{end}"]).tolist()
    claims = next(kind.claims for kind in KINDS if kind.name == section.what)
    content["numbers"] = {}
    for key, number in section.numbers.items():
        rows = np.searchsorted(opened.documents if number.of_articles else kept, opened.rows(section, number))
        run = len(rows) > 1 and bool((np.diff(rows) == 1).all())
        told: dict[str, Any] = {"run": [int(rows[0]), len(rows)]} if run else {"rows": rows.tolist()}
        told |= {"claim": shown(number.claim), "title": shown(in_words(key, number, locale))}
        if len(rows) < len(number.rows):
            told["total"] = len(number.rows)
        if number.of_articles:
            told["articles"] = 1
        else:
            counted = section.places.iloc[number.rows].assign(label=number.claim)
            told["table"] = fingerprint_of_places(counted, claims)
        content["numbers"][key] = told
    return packed(content)


def _orders_of(sections: dict[str, Section], corpus: Corpus) -> _Orders:
    """Return the orders of the documents of a corpus and of the places of some sections."""
    return _Orders(
        _order(corpus.tables.known("doc_id")), {name: _order(section.places) for name, section in sections.items()}
    )


def _order(places: pd.DataFrame) -> Ints:
    """Return the place of each row in a shuffled order that depends on the places alone."""
    order = np.empty(len(places), np.int64)
    order[seeded_order(places, seed=_SEED)] = np.arange(len(places))
    return order
