"""The mentions of known actors among the words of a sentence."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.compiled_names import PERSONS
from corpus_tools.actors.speech.sentence_words import SentenceWords
from corpus_tools.parts import Part
from corpus_tools.tables import rows_of

#: Kinds of mentions that name an actor, rather than tell where somebody comes from.
FIRM = frozenset({"name", "metonym", "description"})
#: Few letters stand before names, and again and again the same.
_key = lru_cache(maxsize=1024)(key)
#: Start, end, actor, kind of mention and type of actor.
MentionRow = tuple[int, int, str, str, str]


@dataclass(slots=True, eq=False)
class Mention:
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

    all: list[Mention]
    by_word: dict[int, Mention]


@dataclass(frozen=True, slots=True)
class MentionsOfPart:
    """The mentions of known actors in a part of a corpus, in order of document and text, as columns."""

    bounds: list[int]  # where the mentions of each document begin
    start: list[int]
    rows: list[MentionRow]
    first: list[int]  # the token that each begins in, among those of the part
    last: list[int]
    opens: list[int]  # where its first token begins: letters may be joined before its name

    @classmethod
    def of(cls, part: Part, mentions: pd.DataFrame, types: dict[str, str]) -> "MentionsOfPart":
        """Place the mentions that lie in a part of a corpus among its tokens."""
        row = rows_of(mentions["doc_id"], pd.Index(part.texts["doc_id"]))
        start, end = (mentions[name].to_numpy(np.int64) for name in ("start", "end"))
        kept = np.flatnonzero((row >= 0) & mentions["actor_id"].notna().to_numpy())
        kept = kept[np.lexsort((start[kept], row[kept]))]
        row, start, end = row[kept], start[kept], end[kept]
        doc, begins = (part.tokens.table[name].to_numpy(np.int64) for name in ("doc", "start"))
        place = (doc << 32) + begins
        first = np.searchsorted(place, (row << 32) + start, side="right") - 1
        last = np.maximum(first, np.searchsorted(place, (row << 32) + end) - 1)
        actors, kinds = (mentions[name].take(kept).tolist() for name in ("actor_id", "kind"))
        starts = start.tolist()
        rows = list(zip(starts, end.tolist(), actors, kinds, map(types.get, actors, repeat("")), strict=True))
        bounds = np.searchsorted(row, np.arange(len(part.texts) + 1)).tolist()
        return cls(bounds, starts, rows, first.tolist(), last.tolist(), np.append(begins, 0)[first].tolist())

    def of_sentence(self, words: SentenceWords) -> MentionsOfSentence:
        """Return the mentions in a sentence, placed among its words."""
        found, by_word = list[Mention](), dict[int, Mention]()
        first_token, last_word = words.first_token, words.size - 1
        within = self._within(words.doc, words.start, words.end)
        cut = slice(within.start, within.stop)
        for row, begin, first, last in zip(
            self.rows[cut], self.opens[cut], self.first[cut], self.last[cut], strict=True
        ):
            if first < first_token:
                continue
            proclitic = _key(words.text[begin : row[0]]) if begin < row[0] else ""
            last_of = min(last_word, last - first_token)
            placed = Mention(*row, first - first_token, last_of, proclitic)
            found.append(placed)
            by_word.setdefault(placed.first, placed)
        return MentionsOfSentence(found, by_word)

    def before(self, doc: int, end: int) -> Iterator[MentionRow]:
        """Yield the mentions of a document that begin before a place, the last one first."""
        yield from map(self.rows.__getitem__, reversed(self._within(doc, 0, end)))

    def name_some(self, doc: int, start: int, end: int) -> bool:
        """Return whether a mention of a document, other than an adjective, begins within a span."""
        return any(self.rows[at][3] != "adjective" for at in self._within(doc, start, end))

    def name_any(self, doc: int, start: int, end: int) -> bool:
        """Return whether a mention of a document begins within a span."""
        return len(self._within(doc, start, end)) > 0

    def _within(self, doc: int, start: int, end: int) -> range:
        """Return which mentions of a document begin within a span."""
        high = self.bounds[doc + 1]
        first = bisect_left(self.start, start, self.bounds[doc], high)
        return range(first, bisect_left(self.start, end, first, high))
