"""The mentions of known actors among the words of a sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.compiled_names import PERSONS
from corpus_tools.actors.speech.sentence_words import SentenceWords

#: Kinds of mentions that name an actor, rather than tell where somebody comes from.
FIRM = frozenset({"name", "metonym", "description"})
#: Few letters stand before names, and again and again the same.
_key = lru_cache(maxsize=1024)(key)
#: Start, end, actor, kind of mention and type of actor.
MentionRow = tuple[int, int, str, str, str]


class Mention(NamedTuple):
    """A mention of a known actor, and its first and last word in the sentence."""

    start: int
    end: int
    actor_id: str
    kind: str
    actor_type: str
    first: int
    last: int
    proclitic: str

    @property
    def is_person(self) -> bool:
        """Whether it is the name of a person."""
        return self.kind == "name" and self.actor_type in PERSONS


@dataclass(slots=True)
class MentionsOfSentence:
    """The mentions of known actors in a sentence, in order, and by their first word."""

    all: list[Mention] = field(default_factory=list)
    by_word: dict[int, Mention] = field(default_factory=dict)

    @classmethod
    def of(cls, words: SentenceWords, mentions: Iterable[MentionRow]) -> "MentionsOfSentence":
        """Place mentions among the words of a sentence."""
        found = cls()
        for row in mentions:
            start, end = row[:2]
            first = bisect_right(words.starts, start) - 1
            if first < 0:
                continue
            begin = words.starts[first]
            proclitic = _key(words.text[begin:start]) if begin < start else ""
            last = max(first, bisect_left(words.starts, end) - 1)
            placed = Mention(*row, first, last, proclitic)
            found.all.append(placed)
            found.by_word.setdefault(first, placed)
        return found
