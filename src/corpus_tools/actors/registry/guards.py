"""The guards of ambiguous names with their words folded, so that a text can be checked against them."""

from dataclasses import dataclass, replace

from corpus_tools.actors.registry.entries import GUARD_LISTS, Guard
from corpus_tools.actors.registry.word_sets import WordSet

_NOT_FOLDED = ("document", "not_written")


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
    not_written: tuple[str, ...]
    quoted: bool
    needs: bool
    default: str
    alone: bool = False  # no other name may follow

    @classmethod
    def of(cls, guard: Guard) -> "GuardWords":
        """Fold the words of a guard."""
        lists = {name: WordSet.of(getattr(guard, name)) for name in GUARD_LISTS if name not in _NOT_FOLDED}
        actors = frozenset(wanted for wanted in guard.document if wanted.isascii())
        words = WordSet.of(wanted for wanted in guard.document if wanted not in actors)
        written = {"not_written": guard.not_written, "quoted": guard.quoted}
        return cls(
            **lists, **written, document_words=words, document_actors=actors, needs=guard.needs, default=guard.default
        )

    @classmethod
    def of_short_name(cls, actor_id: str, *, alone: bool) -> "GuardWords":
        """Return the guard of a name that stands for an actor only where the document names it by another one."""
        return replace(cls.of(Guard(document=(actor_id,))), alone=alone)
