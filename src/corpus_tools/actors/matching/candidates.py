"""Names that stand in a text, before it is decided which of them are mentions.

They are kept as columns, so that what holds for most of them is decided for all at once. Where a rule has to look
at one of them, it is made an object.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.matching.context import Context
from corpus_tools.actors.matching.form_search import Matches, letters_to_offset
from corpus_tools.actors.registry.compiled_names import KINDS_OF_NAMES, CompiledNames, NameInfo
from corpus_tools.arrays import Bools, Ints, order_by


@dataclass(slots=True, eq=False)
class Candidate:
    """A name that stands in a text, before anything is decided."""

    row: int  # among the candidates
    info: NameInfo
    doc: int  # the row of the document
    first: int  # the rows of its first and last word
    last: int
    start: int  # the span in the text, without proclitics
    end: int
    proclitics: str  # the letters before it in its first word
    reason: str = ""  # what decided
    nested: bool = False  # whether it lies inside a longer name
    others: tuple[str, ...] = ()  # the actors that may be meant, where they are several

    def contains(self, other: "Candidate") -> bool:
        """Return whether another span lies within this one."""
        return self.start <= other.start and other.end <= self.end


def gather(found: Iterable[Candidate], groups: Ints, wanted: Ints) -> Iterator[list[Candidate]]:
    """Yield the candidates of each group in `wanted` while they are made, so that few are held at a time.

    `groups` is the group of each candidate, in order; `wanted` is in order too, and may hold groups without candidates.
    """
    counts = np.searchsorted(groups, wanted, side="right") - np.searchsorted(groups, wanted)
    stream = iter(found)
    for count in counts.tolist():
        yield list(islice(stream, count))


class RowsByDocument:
    """Some rows of the candidates, by document."""

    def __init__(self, candidates: "Candidates", rows: Ints) -> None:
        docs = candidates.doc[rows]
        self._rows: list[int] = rows.tolist()
        self._bounds: list[int] = np.searchsorted(docs, np.arange(len(candidates.context.texts) + 1)).tolist()

    def of(self, doc: int) -> list[int]:
        """Return the rows of one document."""
        return self._rows[self._bounds[doc] : self._bounds[doc + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """All names that stand in a corpus, in order of the text; the columns are those of `Candidate`."""

    context: Context
    names: CompiledNames
    doc: Ints
    first: Ints
    last: Ints
    start: Ints
    end: Ints
    name: Ints  # its row among the names
    claim: Ints  # its place among the claims of names on forms in the index
    proclitic: Ints  # the place in `proclitics` of the letters before it
    proclitics: list[str]  # the different proclitics; the first is no letter

    def __len__(self) -> int:
        """Return their number."""
        return len(self.doc)

    def make(self, rows: Ints) -> Iterator[Candidate]:
        """Yield objects for some rows, one after the other, for rules to look at."""
        infos, proclitics = self.names.infos, self.proclitics
        columns = (self.name, self.doc, self.first, self.last, self.start, self.end, self.proclitic)
        values = zip(rows.tolist(), *(column[rows].tolist() for column in columns), strict=True)
        for row, name, doc, first, last, start, end, proclitic in values:
            yield Candidate(row, infos[name], doc, first, last, start, end, proclitics[proclitic])

    def have_proclitic(self, letter: str, rows: Ints) -> Bools:
        """Return which of some rows have a letter among those joined before the name."""
        return np.array([letter in letters for letters in self.proclitics], dtype=bool)[self.proclitic[rows]]

    def take(self, rows: Ints) -> "Candidates":
        """Return some of them."""
        columns = ("doc", "first", "last", "start", "end", "name", "claim", "proclitic")
        return replace(self, **{column: getattr(self, column)[rows] for column in columns})

    def places(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return where some of them begin and end, as numbers that ascend over all documents."""
        doc = self.doc[rows]
        return self.context.place(doc, self.start[rows]), self.context.place(doc, self.end[rows])

    def order_by_span(self, rows: Ints) -> tuple[Ints, Bools]:
        """Return the order of some of them by beginning, the longest first, and which of them then open a new span."""
        begins, ends = self.places(rows)
        order = order_by(begins, ends.max(initial=0) - ends)
        return order, (np.diff(begins[order], prepend=-1) != 0) | (np.diff(ends[order], prepend=-1) != 0)

    def is_kind(self, *kinds: str) -> Bools:
        """Return which of them are names of some kinds."""
        wanted = np.isin(KINDS_OF_NAMES, kinds)
        return np.asarray(wanted[self.names.columns.kind][self.name])


def list_candidates(context: Context, matches: Matches, names: CompiledNames) -> Candidates:
    """Return the names that stand where their forms were found: one candidate for each name that has the form."""
    segments, index = context.segments, names.alias_index
    shift, proclitic, proclitics = _read_proclitics(context, matches)
    low = index.first_name[matches.form]
    counts = index.first_name[matches.form + 1] - low
    match = np.repeat(np.arange(len(counts)), counts)
    claim = np.arange(len(match)) + np.repeat(low - (np.cumsum(counts) - counts), counts)
    first, last = matches.first[match], matches.last[match]
    doc, start, end = segments.doc[first].astype(np.int64), segments.start[first] + shift[match], segments.end[last]
    spans = (doc, first, last, start, end.astype(np.int64))
    return Candidates(context, names, *spans, index.names[claim], claim, proclitic[match], proclitics)


def drop_before_their_time(candidates: Candidates, published: NDArray[np.datetime64]) -> Candidates:
    """Return the candidates without names that came into use after the day their document was published."""
    since = candidates.names.columns.since
    is_early = published[candidates.doc] < since[candidates.name]  # never where one of them is missing
    return candidates.take(np.flatnonzero(~is_early)) if is_early.any() else candidates


def _read_proclitics(context: Context, matches: Matches) -> tuple[Ints, Ints, list[str]]:
    """Return for each match the characters before the name in its first word and a code of its proclitics; their list.

    Each distinct word is looked at once.
    """
    segments = context.segments
    shift, proclitic = np.zeros((2, len(matches.cut)), dtype=np.int64)
    cut = np.flatnonzero(matches.cut)
    stride = int(matches.cut.max(initial=0)) + 1
    pairs, which = np.unique(segments.word[matches.first[cut]] * stride + matches.cut[cut], return_inverse=True)
    code_of = {"": 0}
    shifts, codes = [], []
    for pair in pairs.tolist():
        word, letters = divmod(pair, stride)
        shifts.append(letters_to_offset(segments.surfaces[word], letters))
        codes.append(code_of.setdefault(segments.keys[word][:letters], len(code_of)))
    shift[cut], proclitic[cut] = np.array(shifts, dtype=np.int64)[which], np.array(codes, dtype=np.int64)[which]
    return shift, proclitic, list(code_of)
