"""The context of a name in its document: the words before and after, and whether they adjoin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.matching.segmentation import Segments
from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.arrays import Bools, Ints
from corpus_tools.damage.character_classes import blocks_of, join_texts
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import bare_stems
from corpus_tools.words.stop_words import load_stop_words

NEAR_WORDS = 8
#: What may stand between two words that adjoin.
ADJOINING = re.compile(r"[ \t\u00a0\"'«»“”‘’#_]*")

#: Quotation marks; the straight one opens and closes.
OPENING, CLOSING = '"«“', '"»”'


@cache
def word_lists() -> dict[str, WordSet]:
    """Read the lists of words that decide about a name, folded."""
    return {name: WordSet.of(words) for name, words in load_table("actor_context").items()}


@cache
def function_words() -> frozenset[str]:
    """Return the function words, folded."""
    return frozenset(map(key, load_stop_words()))


@dataclass
class Context:
    """The words of a corpus, and what is asked of them around a name; a row is a row of the segments."""

    segments: Segments
    texts: Sequence[str]

    def __post_init__(self) -> None:
        """View the arrays in a way that returns one number fast."""
        segments = self.segments
        self._doc, self._word = segments.doc.data, segments.word.data
        self._start, self._end = segments.start.data, segments.end.data
        self._stride = int(segments.end.max(initial=0)) + 1
        self._is_near = self._find_near()
        self._near = self._is_near.data
        self._bare: dict[int, frozenset[str]] = {}

    def _find_near(self) -> Bools:
        """Return after which words the next one of the same document follows behind one blank, as most do."""
        found = np.zeros(len(self.segments.doc), np.bool_)
        for low, high in blocks_of(self.texts):
            first, last = np.searchsorted(self.segments.doc, np.array([low, high], np.int32)).tolist()
            of_block = slice(first, last)
            doc, start, end = (
                column[of_block] for column in (self.segments.doc, self.segments.start, self.segments.end)
            )
            codes, begins, _ = join_texts(self.texts[low:high])
            is_one = (start[1:] - end[:-1] == 1) & (doc[1:] == doc[:-1])
            found[of_block][:-1] = is_one & (codes[begins[doc[:-1] - low] + end[:-1]] == ord(" "))
        return found

    def stand_before(self, rows: Ints, characters: str) -> Bools:
        """Return for some rows whether one of some characters stands right behind the word."""
        found = ~self._is_near[rows]
        doc, end = (column[rows[found]].tolist() for column in (self.segments.doc, self.segments.end))
        wanted = set(characters)
        found[found] = [self.texts[row][at : at + 1] in wanted for row, at in zip(doc, end, strict=True)]
        return found

    def adjoin(self, rows: Ints, gap: re.Pattern[str]) -> Bools:
        """Return for some rows whether the next word is of the same document and parted by a blank or another gap."""
        segments, texts = self.segments, self.texts
        found = self._is_near[rows]
        others = np.flatnonzero(~found & (rows + 1 < len(segments.doc)))
        row = rows[others]
        is_of_doc = segments.doc[row + 1] == segments.doc[row]
        others, row = others[is_of_doc], row[is_of_doc]
        spans = zip(
            segments.doc[row].tolist(), segments.end[row].tolist(), segments.start[row + 1].tolist(), strict=True
        )
        gaps = [texts[doc][end:start] for doc, end, start in spans]
        allowed = {one for one in set(gaps) if gap.fullmatch(one)}
        found[others] = [one in allowed for one in gaps]
        return found

    def place(self, doc: NDArray[np.integer[Any]], offset: NDArray[np.integer[Any]]) -> Ints:
        """Return offsets as numbers that ascend over all documents."""
        return doc.astype(np.int64) * self._stride + offset

    def rows_of(self, doc: int) -> range:
        """Return the rows of the words of a document."""
        return range(*np.searchsorted(self.segments.doc, np.array([doc, doc + 1], dtype=np.int32)).tolist())

    def bare(self, row: int) -> frozenset[str]:
        """Return the stems of the word in a row, with and without proclitics and ال."""
        code = self._word[row]
        if code not in self._bare:
            self._bare[code] = bare_stems(self.segments.keys[code])
        return self._bare[code]

    def key(self, row: int) -> str:
        """Return the folded word in a row."""
        return self.segments.keys[self._word[row]]

    def keys(self, rows: range) -> list[str]:
        """Return the folded words in some rows."""
        return list(map(self.segments.keys.__getitem__, self._word[rows.start : rows.stop]))

    def surface(self, row: int) -> str:
        """Return the word in a row as written."""
        return self.segments.surfaces[self._word[row]]

    def are_among(self, rows: Ints, words: frozenset[str]) -> Bools:
        """Return for some rows whether the folded word is one of some words."""
        keys, codes = self.segments.keys, self.segments.word[rows]
        answers = np.zeros(len(keys), np.bool_)
        answers[codes] = True
        distinct = np.flatnonzero(answers)
        answers[distinct] = [keys[code] in words for code in distinct.tolist()]
        return answers[codes]

    def before(self, row: int) -> int | None:
        """Return the row of the word right before, with nothing but blanks and quotes between, if there is one."""
        return row - 1 if row and self._adjoin(row - 1) else None

    def after(self, row: int, *, across_comma: bool = False) -> int | None:
        """Return the row of the word right after, with nothing but blanks and quotes (and a comma) between."""
        return row + 1 if row + 1 < len(self._doc) and self._adjoin(row, across_comma=across_comma) else None

    def _adjoin(self, row: int, *, across_comma: bool = False) -> bool:
        """Return whether the next word is of the same document, with nothing but blanks and quotes between."""
        if self._near[row]:
            return True
        doc = self._doc[row]
        if self._doc[row + 1] != doc:
            return False
        gap = self.texts[doc][self._end[row] : self._start[row + 1]]
        return ADJOINING.fullmatch(gap.replace("،", "", 1) if across_comma else gap) is not None

    def key_before(self, row: int) -> str:
        """Return the folded word right before, the empty string where there is none."""
        other = self.before(row)
        return "" if other is None else self.key(other)

    def key_after(self, row: int) -> str:
        """Return the folded word right after, the empty string where there is none."""
        other = self.after(row)
        return "" if other is None else self.key(other)

    def is_quoted(self, doc: int, start: int, end: int) -> bool:
        """Return whether quotation marks stand around a span, with nothing else between them."""
        text = self.texts[doc]
        return text[end : end + 1] in set(CLOSING) and start > 0 and text[start - 1] in OPENING

    def has_before(self, row: int, wanted: WordSet, *, words: int) -> bool:
        """Return whether a wanted word stands within some words before a row."""
        return self._has(slice(max(0, row - words), row), row, wanted)

    def has_near(self, first: int, last: int, wanted: WordSet, *, words: int = NEAR_WORDS) -> bool:
        """Return whether a wanted word stands within some words of rows first to last."""
        after = slice(last + 1, last + words + 1)
        return bool(wanted) and (self.has_before(first, wanted, words=words) or self._has(after, first, wanted))

    def _has(self, rows: slice, row: int, wanted: WordSet) -> bool:
        """Return whether a wanted word stands in some rows of the document of a row."""
        key_of, doc, written = self.segments.keys.__getitem__, self._doc[row], wanted.written
        if written.isdisjoint(map(key_of, self._word[rows])):
            return False
        found = zip(map(key_of, self._word[rows]), self._doc[rows], strict=True)
        return any(key in written and of == doc for key, of in found)
