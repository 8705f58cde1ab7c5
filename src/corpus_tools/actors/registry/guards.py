"""The guards of ambiguous names with their words folded, so that a text can be checked against them."""

from dataclasses import dataclass
from datetime import datetime

from corpus_tools.actors.registry.entries import Guard
from corpus_tools.actors.registry.word_sets import WordSet

_NOTHING = WordSet()


@dataclass(slots=True, eq=False)
class GuardWords:
    """A guard, its words folded."""

    previous: WordSet = _NOTHING
    next: WordSet = _NOTHING
    near: WordSet = _NOTHING
    document_words: WordSet = _NOTHING
    document_actors: frozenset[str] = frozenset()
    not_previous: WordSet = _NOTHING
    not_next: WordSet = _NOTHING
    not_near: WordSet = _NOTHING
    not_written: tuple[str, ...] = ()
    quoted: bool = False
    needs: bool = False
    default: str = "place"
    alone: bool = False  # no other name may follow
    #: Of a name that the full one of its own actor must vouch for, the states of others who bear it.
    rivals: frozenset[str | None] | None = None
    #: ... and when its bearer held an office of which the registry tells the days.
    tenures: tuple[tuple[datetime, datetime | None], ...] = ()

    @classmethod
    def of(cls, guard: Guard, *, alone: bool = False) -> "GuardWords":
        """Fold the words of a guard."""
        actors = frozenset(wanted for wanted in guard.document if wanted.isascii())
        return cls(
            previous=WordSet.of(guard.previous),
            next=WordSet.of(guard.next),
            near=WordSet.of(guard.near),
            document_words=WordSet.of(wanted for wanted in guard.document if wanted not in actors),
            document_actors=actors,
            not_previous=WordSet.of(guard.not_previous),
            not_next=WordSet.of(guard.not_next),
            not_near=WordSet.of(guard.not_near),
            not_written=guard.not_written,
            quoted=guard.quoted,
            needs=guard.needs,
            default=guard.default,
            alone=alone,
        )
