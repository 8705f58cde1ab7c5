"""The context of a name in its document: the words before and after, and whether they adjoin."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.matching.segmentation import Segments
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import bare_stems

NEAR_WORDS = 8
#: What may stand between two words that adjoin.
ADJOINING = re.compile(r"[ \t\u00a0\"'«»“”‘’#_]*")


@cache
def word_lists() -> dict[str, WordSet]:
    """Read the lists of words that decide about a name, folded."""
    return {name: WordSet.of(words) for name, words in load_table("actor_context").items()}


@dataclass(slots=True)
class Context:
    """The words of a corpus, and what is asked of them around a name; a row is a row of the segments."""

    segments: Segments
    texts: list[str]
    _stride: int = field(init=False)
    _doc: memoryview = field(init=False)
    _word: memoryview = field(init=False)
    _start: memoryview = field(init=False)
    _end: memoryview = field(init=False)
    _bare: dict[int, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """View the arrays in a way that returns one number fast."""
        self._stride = int(self.segments.end.max(initial=0)) + 1
        self._doc, self._word, self._start, self._end = (
            column.data for column in (self.segments.doc, self.segments.word, self.segments.start, self.segments.end)
        )

    def place(self, doc: NDArray[np.integer[Any]], offset: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
        """Return offsets as numbers that ascend over all documents."""
        return doc.astype(np.int64) * self._stride + offset

    def rows_of(self, doc: int) -> range:
        """Return the rows of the words of a document."""
        low, high = np.searchsorted(self.segments.doc, np.array([doc, doc + 1], dtype=np.int32)).tolist()
        return range(low, high)

    def bare(self, row: int) -> frozenset[str]:
        """Return the stems of the word in a row, with and without proclitics and ال."""
        code = self._word[row]
        found = self._bare.get(code)
        if found is None:
            found = self._bare[code] = bare_stems(self.segments.keys[code])
        return found

    def key(self, row: int) -> str:
        """Return the folded word in a row."""
        return self.segments.keys[self._word[row]]

    def keys(self, rows: range) -> list[str]:
        """Return the folded words in some rows."""
        keys = self.segments.keys
        return [keys[code] for code in self._word[rows.start : rows.stop]]

    def surface(self, row: int) -> str:
        """Return the word in a row as written."""
        return self.segments.surfaces[self._word[row]]

    def are_among(self, rows: NDArray[np.int64], words: frozenset[str]) -> NDArray[np.bool_]:
        """Return for some rows whether the folded word is one of some words."""
        keys = self.segments.keys
        return np.array([keys[code] in words for code in self.segments.word[rows].tolist()], dtype=bool)

    def gap(self, first: int, second: int) -> str:
        """Return the text between the words of two rows of one document."""
        return self.texts[self._doc[first]][self._end[first] : self._start[second]]

    def before(self, row: int) -> int | None:
        """Return the row of the word right before, with nothing but blanks and quotes between, if there is one."""
        other = row - 1
        if other < 0 or self._doc[other] != self._doc[row]:
            return None
        gap = self.gap(other, row)
        return other if gap == " " or ADJOINING.fullmatch(gap) else None

    def after(self, row: int, *, across_comma: bool = False) -> int | None:
        """Return the row of the word right after, with nothing but blanks and quotes (and a comma) between."""
        other = row + 1
        if other >= len(self._doc) or self._doc[other] != self._doc[row]:
            return None
        gap = self.gap(row, other)
        if gap == " ":
            return other
        return other if ADJOINING.fullmatch(gap.replace("،", "", 1) if across_comma else gap) else None

    def key_before(self, row: int) -> str:
        """Return the folded word right before, the empty string where there is none."""
        other = self.before(row)
        return "" if other is None else self.key(other)

    def key_after(self, row: int) -> str:
        """Return the folded word right after, the empty string where there is none."""
        other = self.after(row)
        return "" if other is None else self.key(other)

    def has_before(self, row: int, wanted: WordSet, *, words: int) -> bool:
        """Return whether a wanted word stands within some words before a row."""
        return self._has(max(0, row - words), row, self._doc[row], wanted)

    def has_near(self, first: int, last: int, wanted: WordSet, *, words: int = NEAR_WORDS) -> bool:
        """Return whether a wanted word stands within some words of rows first to last."""
        if not wanted:
            return False
        doc = self._doc[first]
        return self._has(max(0, first - words), first, doc, wanted) or self._has(
            last + 1, last + words + 1, doc, wanted
        )

    def _has(self, low: int, high: int, doc: int, wanted: WordSet) -> bool:
        """Return whether a wanted word stands in the rows of a document from low up to high."""
        keys, written = self.segments.keys, wanted.written
        return any(
            keys[code] in written and of == doc
            for code, of in zip(self._word[low:high], self._doc[low:high], strict=True)
        )
