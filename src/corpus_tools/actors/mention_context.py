"""What stands around a name in its document: the words before and after, and whether they adjoin."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from corpus_tools.actors.alias_forms import key
from corpus_tools.actors.registry_checks import THEATRE
from corpus_tools.actors.registry_entries import Guard
from corpus_tools.actors.word_parts import Parts
from corpus_tools.actors.word_readings import bare_readings

NEAR_WORDS = 8
_ADJOINING = re.compile(r"[ \t\u00a0\"'«»“”‘’#_]*")
_NOTHING: frozenset[str] = frozenset()


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Read the lists of words that decide, folded."""
    table: dict[str, Any] = yaml.safe_load(
        (resources.files("corpus_tools") / "data" / "actor_context.yaml").read_text(encoding="utf-8")
    )
    return {name: fold_words(words) for name, words in table.items()}


def fold_words(words: Iterable[str]) -> frozenset[str]:
    """Fold the words of a list."""
    return frozenset(map(key, words))


@dataclass(frozen=True, slots=True)
class GuardWords:
    """A guard, its words folded."""

    previous: frozenset[str]
    next: frozenset[str]
    near: frozenset[str]
    document_words: frozenset[str]
    document_actors: frozenset[str]
    not_previous: frozenset[str]
    not_next: frozenset[str]
    not_near: frozenset[str]
    needs: bool
    default: str

    @classmethod
    def of(cls, guard: Guard) -> "GuardWords":
        """Fold the words of a guard."""
        actors = frozenset(wanted for wanted in guard.document if wanted.isascii())
        return cls(
            fold_words(guard.previous),
            fold_words(guard.next),
            fold_words(guard.near),
            fold_words(wanted for wanted in guard.document if wanted not in actors),
            actors,
            fold_words(guard.not_previous),
            fold_words(guard.not_next),
            fold_words(guard.not_near),
            guard.needs,
            guard.default,
        )

    @property
    def wants_theatre(self) -> bool:
        """Whether the state of the actor must be where the events happen."""
        return THEATRE in self.document_actors


@dataclass(slots=True)
class Context:
    """The words of a corpus, as a name sees them around it.

    Attributes
    ----------
    parts : Parts
        The words, hashtags and glued words taken apart.
    texts : list of str
        The texts of the documents.
    """

    parts: Parts
    texts: list[str]
    _bare: dict[int, frozenset[str]] = field(default_factory=dict)

    def bare(self, row: int) -> frozenset[str]:
        """Give the readings of the word in a row: with and without proclitics, and with and without ال.

        So a word of a list that is written without ال stands for both, and one with ال for the definite alone.
        """
        number = int(self.parts.word[row])
        found = self._bare.get(number)
        if found is None:
            found = bare_readings(self.parts.keys[number])
            self._bare[number] = found
        return found

    def key(self, row: int) -> str:
        """Give the folded word in a row."""
        return self.parts.keys[int(self.parts.word[row])]

    def surface(self, row: int) -> str:
        """Give the word in a row as written."""
        return self.parts.surfaces[int(self.parts.word[row])]

    def gap(self, first: int, second: int) -> str:
        """Give the text between the words of two rows of one document."""
        return self.texts[int(self.parts.doc[first])][self.parts.end[first] : self.parts.start[second]]

    def before(self, row: int) -> int | None:
        """Give the row of the word right before, with nothing but blanks and quotes between."""
        other = row - 1
        if other < 0 or self.parts.doc[other] != self.parts.doc[row]:
            return None
        return other if _ADJOINING.fullmatch(self.gap(other, row)) else None

    def after(self, row: int, *, across_comma: bool = False) -> int | None:
        """Give the row of the word right after, with nothing but blanks and quotes (and a comma) between."""
        other = row + 1
        if other >= len(self.parts.doc) or self.parts.doc[other] != self.parts.doc[row]:
            return None
        gap = self.gap(row, other)
        return other if _ADJOINING.fullmatch(gap.replace("،", "", 1) if across_comma else gap) else None

    def bare_before(self, row: int) -> frozenset[str]:
        """Give the readings of the word right before."""
        other = self.before(row)
        return _NOTHING if other is None else self.bare(other)

    def bare_after(self, row: int) -> frozenset[str]:
        """Give the readings of the word right after."""
        other = self.after(row)
        return _NOTHING if other is None else self.bare(other)

    def has_before(self, row: int, wanted: frozenset[str], *, words: int) -> bool:
        """Tell whether one of the words wanted stands within some words before a row."""
        doc = self.parts.doc[row]
        return any(
            self.parts.doc[other] == doc and not wanted.isdisjoint(self.bare(other))
            for other in range(max(0, row - words), row)
        )

    def has_near(self, first: int, last: int, wanted: frozenset[str], *, words: int = NEAR_WORDS) -> bool:
        """Tell whether one of the words wanted stands within some words of rows first to last."""
        if not wanted:
            return False
        doc = self.parts.doc[first]
        low, high = max(0, first - words), min(len(self.parts.doc) - 1, last + words)
        return any(
            self.parts.doc[row] == doc and not wanted.isdisjoint(self.bare(row))
            for row in (*range(low, first), *range(last + 1, high + 1))
        )
