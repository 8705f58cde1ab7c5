"""Which documents of two states of a corpus are the same, also where they go by other ids.

The id of a document is often the name of its file or its place in an export, and another export names or numbers its
files anew. So documents are the same by what they hold before they are by their ids.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import pandas as pd

from corpus_tools.corpus import Corpus
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.reading.fields import is_blank
from corpus_tools.summary import digest_of_words

_Document = dict[str, Any]


def same_documents(old: Corpus, new: Corpus) -> dict[Any, Any]:
    """Return the id in the new state of each document of the old one that is still there, by its id in the old.

    Documents are the same if they have the same text and id; else the same text; else, where only one document of each
    state has it, the same address, or the same title and time of publication; else nearly the same text, see
    `find_duplicates`, where those of the same id come first; else the same id. Each is the same as one other at most.
    """
    pairing = _Pairing(_documents(old), _documents(new))
    for names in (("digest", "doc_id"), ("digest", "published"), ("digest",)):
        pairing.pair_by(_of(*names))
    for names in (("url",), ("title", "published")):
        pairing.pair_by(_of(*names), unique=True)
    pairing.pair_near_copies()
    pairing.pair_by(_of("doc_id"))
    return pairing.same


def _documents(corpus: Corpus) -> list[_Document]:
    """Return the documents of a state with what tells them apart."""
    names = [name for name in ("doc_id", "text", "title", "url", "published") if name in corpus.texts]
    documents: list[_Document] = corpus.texts[names].to_dict("records")  # type: ignore[assignment]
    for document in documents:
        document["digest"] = None if is_blank(document["text"]) else digest_of_words(document["text"])
    return documents


def _of(*names: str) -> Callable[[_Document], Hashable]:
    """Return what gives the values of a document under some names, None where one is missing."""

    def key(document: _Document) -> Hashable:
        values = tuple(document.get(name) for name in names)
        return None if any(map(is_blank, values)) else values

    return key


class _Pairing:
    """The documents of two states, and those that are the same so far."""

    def __init__(self, old: Sequence[_Document], new: Sequence[_Document]) -> None:
        self._old, self._new = list(old), list(new)
        self.same: dict[Any, Any] = {}

    def pair_by(self, key: Callable[[_Document], Hashable], *, unique: bool = False) -> None:
        """Pair the documents of the same key in their order; with `unique` only if each state has one of them."""
        waiting = _grouped(self._new, key)
        for value, before in _grouped(self._old, key).items():
            after = waiting.get(value, [])
            if not unique or len(before) == len(after) == 1:
                self._pair(zip(before, after, strict=False))
        self._forget_paired()

    def pair_near_copies(self) -> None:
        """Pair documents whose texts are nearly the same, the most alike first."""
        if not self._old or not self._new:
            return
        both = [*self._old, *self._new]
        # In their order the documents of the old state come first, and one of them is the first of each story.
        texts = pd.DataFrame({"doc_id": range(len(both)), "text": [document["text"] for document in both]})
        copies = find_duplicates(texts).sort_values(["cluster", "similarity"], ascending=[True, False], kind="stable")
        for _, story in copies.groupby("cluster"):
            rows = story["doc_id"].tolist()
            before = {both[row]["doc_id"]: both[row] for row in rows if row < len(self._old)}
            after = {both[row]["doc_id"]: both[row] for row in rows if row >= len(self._old)}
            kept = before.keys() & after.keys()
            self._pair((before[doc_id], after[doc_id]) for doc_id in kept)
            rest = ([states[doc_id] for doc_id in states if doc_id not in kept] for states in (before, after))
            self._pair(zip(*rest, strict=False))
        self._forget_paired()

    def _pair(self, pairs: Iterable[tuple[_Document, _Document]]) -> None:
        self.same |= {before["doc_id"]: after["doc_id"] for before, after in pairs}

    def _forget_paired(self) -> None:
        taken = set(self.same.values())
        self._old = [document for document in self._old if document["doc_id"] not in self.same]
        self._new = [document for document in self._new if document["doc_id"] not in taken]


def _grouped(documents: Iterable[_Document], key: Callable[[_Document], Hashable]) -> dict[Hashable, list[_Document]]:
    """Return documents by a key, without those that have none."""
    groups: dict[Hashable, list[_Document]] = {}
    for document in documents:
        if (value := key(document)) is not None:
            groups.setdefault(value, []).append(document)
    return groups
