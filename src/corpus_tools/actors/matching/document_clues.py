"""What a document says elsewhere that decides about a name: the actors that it names, and where its events happen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from corpus_tools.actors.matching.candidates import Candidates, RowsByDocument
from corpus_tools.actors.matching.context import ADJOINING, Context
from corpus_tools.actors.registry.compiled_names import PLACE, NameInfo
from corpus_tools.actors.registry.word_sets import WordSet

LOCATIVE = WordSet({"في", "داخل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"})
#: How many times a state counts whose name stands after a preposition of place or a direction.
_LOCATED = 3


@dataclass(frozen=True, eq=False)
class CorpusClues:
    """What the names of a corpus tell, shared by the clues of its documents."""

    candidates: Candidates
    published: list[pd.Timestamp | None]
    home: str | None  # the state that the source writes from
    signatures: list[frozenset[str]]  # the folded words of each document's source and author

    @cached_property
    def infos(self) -> list[NameInfo]:
        """What is known of the name of each candidate."""
        infos = self.candidates.names.infos
        return [infos[name] for name in self.candidates.name.tolist()]

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
    def published(self) -> pd.Timestamp | None:
        """When the document was published."""
        return self.corpus_clues.published[self.doc]

    @property
    def signature(self) -> frozenset[str]:
        """The folded words of its source and author."""
        return self.corpus_clues.signatures[self.doc]

    @cached_property
    def named(self) -> frozenset[str]:
        """The actors that it names."""
        infos = self.corpus_clues.infos
        return frozenset(infos[row].actor_id for row in self.accepted)

    @cached_property
    def told(self) -> frozenset[str | None]:
        """The actors that it names, and the states that these are of, except those of media."""
        infos = self.corpus_clues.infos
        return self.named | {infos[row].state for row in self.accepted if infos[row].actor_type != "media"}

    @cached_property
    def person_ends(self) -> frozenset[int]:
        """The rows of the words in which its accepted names of persons end."""
        candidates, rows = self.corpus_clues.candidates, list(self.accepted)
        is_person = candidates.names.columns.is_person[candidates.name[rows]]
        return frozenset(candidates.last[rows][is_person].tolist())

    @cached_property
    def home(self) -> str | None:
        """The state that the source writes from, if the document speaks of it."""
        home, infos = self.corpus_clues.home, self.corpus_clues.infos
        return home if any(infos[row].state == home for row in self.accepted) else None

    @cached_property
    def theatre(self) -> str | None:
        """The state where the events of the document happen.

        A state, its nisba or one of its actors counts once; where it stands after a preposition of place or a
        direction, three times; each of its towns once. Capitals that act as governments don't count, nor do leaders.
        """
        infos, weights = self.corpus_clues.infos, self.corpus_clues.weights
        firsts = self.corpus_clues.candidates.first[list(self.accepted)].tolist()
        told: dict[tuple[int, str | None], int] = {}
        for row, first in zip(self.accepted, firsts, strict=True):
            if weights[row]:
                told.setdefault((first, infos[row].state), weights[row])
        scores: Counter[str | None] = Counter()
        for (_, state), weight in told.items():
            scores[state] += weight
        scores.update(infos[row].state for row in self.corpus_clues.towns.of(self.doc))
        del scores[None]
        return max(scores, key=scores.__getitem__, default=None)

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the document."""
        return frozenset(self.context.keys(self.context.rows_of(self.doc)))
