"""The guards of ambiguous names with their words folded, so that a text can be checked against them."""

from dataclasses import dataclass

from corpus_tools.actors.registry.checks import THEATRE
from corpus_tools.actors.registry.entries import Guard
from corpus_tools.actors.registry.word_sets import WordSet


@dataclass(frozen=True, slots=True)
class GuardWords:
    """A guard, its words folded."""

    previous: WordSet
    next: WordSet
    near: WordSet
    document_words: WordSet
    document_actors: frozenset[str]
    not_previous: WordSet
    not_next: WordSet
    not_near: WordSet
    needs: bool
    default: str

    @classmethod
    def of(cls, guard: Guard) -> "GuardWords":
        """Fold the words of a guard."""
        actors = frozenset(wanted for wanted in guard.document if wanted.isascii())
        return cls(
            WordSet.of(guard.previous),
            WordSet.of(guard.next),
            WordSet.of(guard.near),
            WordSet.of(wanted for wanted in guard.document if wanted not in actors),
            actors,
            WordSet.of(guard.not_previous),
            WordSet.of(guard.not_next),
            WordSet.of(guard.not_near),
            guard.needs,
            guard.default,
        )

    @property
    def wants_theatre(self) -> bool:
        """Whether the state of the actor must be where the events happen."""
        return THEATRE in self.document_actors
