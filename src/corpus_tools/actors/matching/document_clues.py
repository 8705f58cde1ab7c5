"""What a document says elsewhere that decides about a name: the actors that it names, and where its events happen."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

import numpy as np

from corpus_tools.actors.matching.candidates import Candidates, RowsByDocument
from corpus_tools.actors.matching.context import ADJOINING, Context
from corpus_tools.actors.registry.compiled_names import PLACE, NameInfo
from corpus_tools.actors.registry.word_sets import WordSet

_Told = TypeVar("_Told")

LOCATIVE = WordSet({"في", "داخل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"})
#: How many times a state counts whose name stands after a preposition of place or a direction.
_LOCATED = 3


@dataclass(frozen=True, eq=False)
class CorpusClues:
    """What the names of a corpus tell, shared by the clues of its documents."""

    candidates: Candidates
    published: list[datetime | None]
    home: str | None  # the state that the source writes from
    signatures: list[frozenset[str]]  # the folded words of each document's source and author

    def _tell(self, what: Callable[[NameInfo], _Told]) -> list[_Told]:
        """Return what is told of the name of each candidate; each name is asked once."""
        infos, name = self.candidates.names.infos, self.candidates.name
        told = np.empty(len(infos), dtype=object)
        found = np.flatnonzero(np.bincount(name, minlength=len(infos)))
        told[found] = [what(infos[row]) for row in found.tolist()]
        return list(told[name].tolist())

    @cached_property
    def actors(self) -> list[str]:
        """The actor of each candidate."""
        return self._tell(lambda info: info.actor_id)

    @cached_property
    def states(self) -> list[str | None]:
        """The state that each candidate is of."""
        return self._tell(lambda info: info.state)

    @cached_property
    def tellers(self) -> list[str | None]:
        """The state that each candidate tells of: where it is a medium, none but itself."""
        return self._tell(lambda info: info.actor_id if info.actor_type == "media" else info.state)

    @cached_property
    def heads(self) -> tuple[list[int], list[int]]:
        """Which heads begin the names of each candidate's actor, and which may stand before it, one bit each."""
        columns, name = self.candidates.names.columns, self.candidates.name
        return columns.heads[name].tolist(), columns.heads_by_type[name].tolist()

    @cached_property
    def weights(self) -> list[int]:
        """How much each candidate tells where the events of its document happen."""
        candidates, columns = self.candidates, self.candidates.names.columns
        told = columns.tells_theatre[candidates.name].astype(np.int64)
        is_state = columns.is_state[candidates.name] & (told > 0)
        with_in = candidates.have_proclitic("ب", np.arange(len(candidates)))
        may_follow = np.flatnonzero(is_state & ~with_in & (candidates.first > 0))
        before = candidates.first[may_follow] - 1
        is_located = candidates.context.are_among(before, LOCATIVE.written)
        is_located[is_located] = candidates.context.adjoin(before[is_located], ADJOINING)
        told[is_state & with_in] = _LOCATED
        told[may_follow[is_located]] = _LOCATED
        return list(told.tolist())

    @cached_property
    def states_by_head(self) -> dict[str, set[str]]:
        """The states with a name that begins with each head of states, such as مملكة."""
        names, columns = self.candidates.names, self.candidates.names.columns
        heads = np.where(columns.is_firm & columns.is_state, columns.heads, 0)
        return {
            head.word: {names.infos[row].actor_id for row in np.flatnonzero(heads >> code & 1).tolist()}
            for code, head in enumerate(names.heads)
            if head.is_of_states
        }

    @cached_property
    def towns(self) -> RowsByDocument:
        """The candidates that are towns."""
        return RowsByDocument(self.candidates, np.flatnonzero(self.candidates.is_kind(PLACE)))


@dataclass(frozen=True, eq=False)
class DocumentClues:
    """What one document says elsewhere, by the names accepted in it."""

    corpus_clues: CorpusClues
    doc: int  # the row of the document
    accepted: Sequence[int]  # the rows of its accepted names among the candidates, in the order of acceptance

    @property
    def context(self) -> Context:
        """The words of the corpus."""
        return self.corpus_clues.candidates.context

    @property
    def published(self) -> datetime | None:
        """When the document was published."""
        return self.corpus_clues.published[self.doc]

    @property
    def signature(self) -> frozenset[str]:
        """The folded words of its source and author."""
        return self.corpus_clues.signatures[self.doc]

    @cached_property
    def told(self) -> frozenset[str | None]:
        """The actors that it names, and the states that these are of, except those of media."""
        told: frozenset[str | None] = frozenset(map(self.corpus_clues.actors.__getitem__, self.accepted))
        return told.union(map(self.corpus_clues.tellers.__getitem__, self.accepted))

    @cached_property
    def person_ends(self) -> frozenset[int]:
        """The rows of the words in which its accepted names of persons end."""
        candidates, rows = self.corpus_clues.candidates, list(self.accepted)
        is_person = candidates.names.columns.is_person[candidates.name[rows]]
        return frozenset(candidates.last[rows][is_person].tolist())

    @cached_property
    def home(self) -> str | None:
        """The state that the source writes from, if the document speaks of it."""
        home, states = self.corpus_clues.home, self.corpus_clues.states
        return home if any(states[row] == home for row in self.accepted) else None

    @cached_property
    def theatre(self) -> str | None:
        """The state where the events of the document happen.

        A state, its nisba or one of its actors counts once; where it stands after a preposition of place or a
        direction, three times; each of its towns once. Capitals that act as governments don't count, nor do leaders.
        """
        states, weights = self.corpus_clues.states, self.corpus_clues.weights
        firsts = self.corpus_clues.candidates.first[list(self.accepted)].tolist()
        told: dict[tuple[int, str | None], int] = {}
        for row, first in zip(self.accepted, firsts, strict=True):
            if weights[row]:
                told.setdefault((first, states[row]), weights[row])
        scores: Counter[str | None] = Counter()
        for (_, state), weight in told.items():
            scores[state] += weight
        scores.update(states[row] for row in self.corpus_clues.towns.of(self.doc))
        del scores[None]
        return max(scores, key=scores.__getitem__, default=None)

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the document."""
        return frozenset(self.context.keys(self.context.rows_of(self.doc)))
