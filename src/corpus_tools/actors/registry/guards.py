"""The guards of ambiguous names with their words folded, so that a text can be checked against them."""

from dataclasses import dataclass

from corpus_tools.actors.registry.entries import GUARD_LISTS, Guard
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
        lists = {name: WordSet.of(getattr(guard, name)) for name in GUARD_LISTS if name != "document"}
        actors = frozenset(wanted for wanted in guard.document if wanted.isascii())
        words = WordSet.of(wanted for wanted in guard.document if wanted not in actors)
        return cls(**lists, document_words=words, document_actors=actors, needs=guard.needs, default=guard.default)
