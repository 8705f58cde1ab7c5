"""Names that stand in a text, before it is decided which of them are mentions.

They are kept as columns, so that what holds for most of them is decided for all at once. Where a rule has to look
at one of them, it is made an object.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.matching.context import Context
from corpus_tools.actors.matching.form_search import Matches, letters_to_offset
from corpus_tools.actors.registry.compiled_names import CompiledNames, NameInfo


@dataclass(slots=True, eq=False)
class Candidate:
    """A name that stands in a text, before anything is decided.

    Attributes
    ----------
    row : int
        Its row of the candidates.
    info : NameInfo
        What is known of the name.
    doc : int
        The row of the document.
    first, last : int
        The rows of its first and last word.
    start, end : int
        The span in the text, without proclitics.
    proclitics : str
        The letters before it in its first word.
    reason : str
        What decided.
    nested : bool
        Whether it lies inside a longer name.
    others : tuple of str
        The actors that may be meant, where they are several.
    """

    row: int
    info: NameInfo
    doc: int
    first: int
    last: int
    start: int
    end: int
    proclitics: str
    reason: str = ""
    nested: bool = False
    others: tuple[str, ...] = field(default=())

    def contains(self, other: "Candidate") -> bool:
        """Tell whether another span lies within this one."""
        return self.start <= other.start and other.end <= self.end


def gather(
    found: Iterable[Candidate], groups: NDArray[np.int64], wanted: NDArray[np.int64]
) -> Iterator[list[Candidate]]:
    """Gather candidates by group while they are made, so that few are held at a time.

    Parameters
    ----------
    found : iterable of Candidate
        The candidates, group by group.
    groups : ndarray
        The group of each, in order.
    wanted : ndarray
        The groups to give, in order: all of them, and others that have no candidate.
    """
    counts = np.searchsorted(groups, wanted, side="right") - np.searchsorted(groups, wanted)
    stream = iter(found)
    for count in counts.tolist():
        yield list(islice(stream, count))


class RowsByDocument:
    """Some rows of the candidates, document by document."""

    def __init__(self, candidates: "Candidates", rows: NDArray[np.int64]) -> None:
        docs = candidates.doc[rows]
        self._rows: list[int] = rows.tolist()
        self._bounds: list[int] = np.searchsorted(docs, np.arange(len(candidates.context.texts) + 1)).tolist()

    def of(self, doc: int) -> list[int]:
        """List the rows of one document."""
        return self._rows[self._bounds[doc] : self._bounds[doc + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """All names that stand in a corpus, in order of the text.

    Attributes
    ----------
    context : Context
        The words of the corpus.
    names : CompiledNames
        The names of the registry.
    doc, first, last, start, end : ndarray
        See `Candidate`.
    name : ndarray
        The row of each in the names.
    claim : ndarray
        The place of each among the claims of names on forms in the index.
    proclitic : ndarray
        The letters before each: their place in `proclitics`, where the first is no letter.
    proclitics : list of str
        The different proclitics.
    """

    context: Context
    names: CompiledNames
    doc: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    name: NDArray[np.int64]
    claim: NDArray[np.int64]
    proclitic: NDArray[np.int64]
    proclitics: list[str]

    def __len__(self) -> int:
        """Count them."""
        return len(self.doc)

    def make(self, rows: NDArray[np.int64]) -> Iterator[Candidate]:
        """Make objects of some rows, one after the other, for rules to look at."""
        infos, proclitics = self.names.infos, self.proclitics
        columns = (self.name, self.doc, self.first, self.last, self.start, self.end, self.proclitic)
        values = zip(rows.tolist(), *(column[rows].tolist() for column in columns), strict=True)
        for row, name, doc, first, last, start, end, proclitic in values:
            yield Candidate(row, infos[name], doc, first, last, start, end, proclitics[proclitic])

    def is_kind(self, *kinds: str) -> NDArray[np.bool_]:
        """Tell which of them are names of some kinds."""
        found: NDArray[np.bool_] = np.isin(self.names.columns.kind, kinds)[self.name]
        return found


def list_candidates(context: Context, matches: Matches, names: CompiledNames) -> Candidates:
    """List the names that stand where their forms were found: one candidate a name that has the form.

    Parameters
    ----------
    context : Context
        The words of the corpus.
    matches : Matches
        Where forms stand.
    names : CompiledNames
        The names of the registry.
    """
    segments, index = context.segments, names.alias_index
    shift, proclitic, proclitics = _read_proclitics(context, matches)
    low = index.first_name[matches.form]
    counts = index.first_name[matches.form + 1] - low
    match = np.repeat(np.arange(len(counts)), counts)
    claim = np.arange(len(match)) + np.repeat(low - (np.cumsum(counts) - counts), counts)
    first, last = matches.first[match], matches.last[match]
    return Candidates(
        context,
        names,
        segments.doc[first].astype(np.int64),
        first,
        last,
        segments.start[first] + shift[match],
        segments.end[last].astype(np.int64),
        index.names[claim],
        claim,
        proclitic[match],
        proclitics,
    )


def _read_proclitics(context: Context, matches: Matches) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
    """Give how many characters stand before the name in its first word, which proclitics they are, and a list of those.

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
