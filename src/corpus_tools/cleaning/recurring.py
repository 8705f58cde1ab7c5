"""Learn from its recurrence what a source puts around its articles, and remove it.

A newspaper or a site begins or ends its articles with the same words: its name, a rubric, the link of the article,
tags, a call to subscribe. Within one source they recur in articles that differ otherwise. Sentences, datelines, notes
in brackets, titles and the longest line of a text are the article's, and no text is left without its body.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from corpus_tools.cleaning.edges import (
    Kind,
    Mark,
    edges_of,
    head_marks,
    is_generic,
    names,
    prefix_marks,
    start_of_plain,
    tail_marks,
)
from corpus_tools.cleaning.layout import folded_words
from corpus_tools.cleaning.rules import Rules
from corpus_tools.script import RowEdit, fold

#: Words recur if at least this many documents have them (fewer in a small source: a quarter of it, but at least 3).
_OFTEN, _FEWEST, _SHARE = 10, 3, 4
#: The text around them must differ in this many of ten of those documents: copies of a story recur as a whole.
_DISTINCT_OF_TEN = 8
#: Where the words alone do not tell: what this share of the articles of a source has in one place is the source's.
_FEW, _SOME, _HALF, _MOST = 0.05, 0.2, 0.5, 0.8
#: How many words may stand between the name of a source and the colon that ends it, as in «سبق- الرياض:».
_MOST_BETWEEN = 3
#: A line that breaks off is known by this many words and characters of one that recurs.
_FEWEST_WORDS_OF_CUT, _FEWEST_CHARACTERS_OF_CUT = 3, 12
_LAST = 400
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z")

Key: TypeAlias = tuple[bool, Kind, str]
_OPENINGS: tuple[Kind, ...] = ("colon", "known", "opening")
_KINDS: tuple[Kind, ...] = ("line", "name", "prefix", *_OPENINGS)


class Recurring(NamedTuple):
    """Words that recur at the beginning or end of the articles of a source."""

    source: str
    at_head: bool
    words: str
    goes_on: bool  # whether more follows that differs: the headline behind «رابط الخبر:»
    n: int
    n_source: int  # how many documents the source has
    row: int  # of the first that has them


class TextEdges(NamedTuple):
    """What one text of a source has at its edges."""

    row: int
    title: str
    first: int  # where it begins below its title
    body: bytes  # a hash of its longest line; empty where it has no marks
    marks: list[Mark]


class Source:
    """Those of the `n` texts of one source that have marks, and what recurs in them."""

    def __init__(self, name: str, n: int, texts: Sequence[TextEdges], *, rules: Rules) -> None:
        self.name, self.n = name, n
        self._kept = tuple(folded_words(words) for words in rules.kept(name))
        self._often = max(_FEWEST, min(_OFTEN, -(-self.n // _SHARE)))
        self.marks: defaultdict[Key, list[tuple[TextEdges, Mark]]] = defaultdict(list)
        for text in texts:
            for key, mark in {(mark.at_head, mark.kind, mark.key): mark for mark in text.marks}.items():
                self.marks[key].append((text, mark))
        self._learnt = {key for key, found in self.marks.items() if len(found) >= _FEWEST and self._is_source(key)}
        self._learn_lines_cut_short()

    def learnt(self) -> "Learnt":
        """Return what recurs."""
        before_places = {key[2] for key in self._learnt if key[:2] == (True, "prefix") and self._is_before_places(key)}
        several = {key[2] for key, found in self.marks.items() if key[:2] == (True, "prefix") and len(found) > 1}
        return Learnt(frozenset(self._learnt), frozenset(before_places), frozenset(several if before_places else ()))

    def _is_source(self, key: Key) -> bool:
        """Return whether words that recur are the source's and not the article's."""
        at_head, kind, words = key
        found = self.marks[key]
        n, share = len(found), len(found) / self.n
        bodies = len({text.body for text, _ in found})
        if 10 * bodies < _DISTINCT_OF_TEN * n or self._is_kept(words):
            return False
        if kind == "name" or n < self._often:
            return kind == "name"
        if kind == "line":
            return at_head or " " in words or share >= _HALF
        if kind == "prefix":
            own = bool(self.name) and share >= _SOME and names(" ".join(words.split()[:2]), self.name)
            # Otherwise it may be a dateline, and the place is the article's: unless a word is none, or a place follows.
            enough = _SOME if words.startswith("… ") else _HALF
            return own or (share >= enough and (is_generic(words) or self._is_before_places(key)))
        return (kind == "known" and share >= _FEW) or (kind != "known" and self._is_opening(key))

    def _is_kept(self, words: str) -> bool:
        """Return whether the researcher keeps what begins with some words."""
        folded = folded_words(words.removeprefix("… "))
        return any(folded.startswith(kept) or kept.startswith(folded) for kept in self._kept)

    def _is_opening(self, key: Key) -> bool:
        """Return whether words open a line of the source.

        Behind them stands the headline or an address of the web, or else what is no sentence and no number.
        """
        found = self.marks[key]
        n, share = len(found), len(found) / self.n
        n_repeated = sum(_ends_in(mark.rest, text.title) or bool(_ADDRESS.search(mark.rest)) for text, mark in found)
        if n_repeated >= _MOST * n:
            return True
        rests = {mark.rest for _, mark in found}
        n_sentences = sum(mark.is_sentence for _, mark in found)
        n_numbers = sum(any(map(str.isdecimal, mark.rest)) for _, mark in found)
        if 10 * len(rests) < _DISTINCT_OF_TEN * n or n_sentences > (1 - _MOST) * n or n_numbers > _HALF * n:
            return False
        own = key[1] == "colon" and names(key[2], self.name)
        return share >= (_SOME if own else _HALF if key[1] == "colon" else _MOST)

    def _learn_lines_cut_short(self) -> None:
        """Add lines that begin alike and break off at different places."""
        chain: list[str] = []
        for words in [*sorted(key[2] for key in self.marks if key[:2] == (False, "line")), ""]:
            while chain and not words.startswith(chain[-1]):
                self._add_chain(chain)
                chain.pop()
            if words.count(" ") + 1 >= _FEWEST_WORDS_OF_CUT:
                chain.append(words)

    def _add_chain(self, chain: Sequence[str]) -> None:
        """Add lines of which each begins with the one before, if all together recur."""
        keys: list[Key] = [(False, "line", words) for words in chain]
        found = [text for key in keys for text, _ in self.marks[key]]
        distinct = len({text.body for text in found})
        if len(chain) > 1 and len(found) >= self._often and 10 * distinct >= _DISTINCT_OF_TEN * len(found):
            self._learnt.update(keys)

    def _is_before_places(self, key: Key) -> bool:
        """Return whether a few words and a colon follow the beginning of a line, other ones in other articles."""
        if key[2].endswith(":"):
            return False
        places = [place.key for text, mark in self.marks[key] if (place := _with_place(text, mark)) is not None]
        return len(places) >= _MOST * len(self.marks[key]) and len(set(places)) > 1


@dataclass(frozen=True)
class Learnt:
    """What recurs at the edges of the texts of one source."""

    keys: frozenset[Key] = frozenset()
    before_places: frozenset[str] = frozenset()  # beginnings behind which the name of a place stands, with a colon
    several: frozenset[str] = frozenset()  # beginnings that several texts have, where a place may follow

    @cached_property
    def lines(self) -> list[str]:
        """The lines at the end, in order."""
        return sorted(words for at_head, kind, words in self.keys if kind == "line" and not at_head)

    @cached_property
    def phrases(self) -> list[Key]:
        """The openings of several words, which are looked for in the whole end of a text."""
        return sorted(key for key in self.keys if key[1] in _OPENINGS and " " in key[2])

    def may_touch(self, text: TextEdges) -> bool:
        """Return whether a text may have something that recurs."""
        return bool(self.phrases) or self.begin(text) > 0 or self.end(text) is not None

    def begin(self, text: TextEdges) -> int:
        """Return where a text begins without what recurs; 0 where nothing does."""
        end = 0
        for mark in _of(text, "line", at_head=True):
            if not self._is_learnt(mark):
                break
            end = mark.end
        if end:
            return end
        for mark in _of(text, "prefix", at_head=True):
            if self._is_learnt(mark):
                place = _with_place(text, mark) if mark.key in self.before_places else None
                end = place.end if place is not None and place.key in self.several else mark.end
        return end

    def end(self, text: TextEdges) -> int | None:
        """Return where a text ends without what recurs; None where nothing does."""
        at = None
        for start, marks in groupby(_of(text, "line", "name", at_head=False), attrgetter("start")):
            if not any(self._is_learnt(mark) or self._is_cut_short(mark) for mark in marks):
                break
            at = start
        openings = [mark.start for mark in _of(text, *_OPENINGS, at_head=False) if self._is_learnt(mark)]
        return min(openings, default=None) if at is None else min([*openings, at])

    def reason(self, text: TextEdges, *, at_head: bool) -> Key | None:
        """Return what recurs at one edge of a text; of several, that which tells most."""
        at = self.begin(text) if at_head else self.end(text)
        edge = attrgetter("end" if at_head else "start")
        marks = (mark for mark in _of(text, *_KINDS, at_head=at_head) if edge(mark) == at)
        cut = [mark for mark in marks if mark.kind == "prefix" or self._is_learnt(mark)]
        best = min(cut, key=lambda mark: _KINDS.index(mark.kind), default=None)
        if best is None:
            return None
        # A line that breaks off counts with the whole one.
        last = bisect_left(self.lines, best.key + "\uffff") - 1
        whole = self.lines[last] if best.kind == "line" and not at_head and last >= 0 else best.key
        return at_head, best.kind, whole if whole.startswith(best.key) else best.key

    def with_openings(
        self, edges: Sequence[TextEdges], texts: Sequence[str], rows: Iterable[int]
    ) -> Sequence[TextEdges]:
        """Mark the openings that were learnt where they do not stand behind a sentence, in the texts of some rows."""
        if not self.phrases:
            return edges
        of_row = {text.row: text for text in edges}
        for row in rows:
            whole = texts[row].rstrip()
            for key in self.phrases:
                at = whole.rfind(key[2], max(0, len(whole) - _LAST))
                if at <= 0 or not whole[at - 1].isspace():
                    continue
                text = of_row.setdefault(row, TextEdges(row, "", 0, b"", []))
                mark = Mark(at_head=False, kind=key[1], key=key[2], start=at, end=len(whole))
                if all((other.kind, other.key, other.start) != (mark.kind, mark.key, at) for other in text.marks):
                    text.marks.append(mark)
        return [of_row[row] for row in sorted(of_row)]

    def _is_learnt(self, mark: Mark) -> bool:
        """Return whether the words of a mark recur."""
        return (mark.at_head, mark.kind, mark.key) in self.keys

    def _is_cut_short(self, mark: Mark) -> bool:
        """Return whether a line is the beginning of one that recurs."""
        if len(mark.key) < _FEWEST_CHARACTERS_OF_CUT or mark.key.count(" ") + 1 < _FEWEST_WORDS_OF_CUT:
            return False
        following = bisect_left(self.lines, mark.key)
        return following < len(self.lines) and self.lines[following].startswith(mark.key)


def _ends_in(words: str, title: str) -> bool:
    """Return whether words end in the title of their article."""
    return bool(title.strip()) and fold(words).endswith(fold(title.strip()))


def _of(text: TextEdges, *kinds: Kind, at_head: bool) -> Iterator[Mark]:
    """Yield the marks of some kinds at one edge of a text, in their order."""
    return (mark for mark in text.marks if mark.at_head == at_head and mark.kind in kinds)


def _with_place(text: TextEdges, mark: Mark) -> Mark | None:
    """Return the mark that goes on from another up to the next colon, a few words further, if there is one."""
    words = mark.key.count(" ")
    return next(
        (
            longer
            for longer in _of(text, "prefix", at_head=True)
            if longer.end > mark.end and longer.key.endswith(":") and longer.key.count(" ") <= words + _MOST_BETWEEN
        ),
        None,
    )


def find_edges(texts: Sequence[str], titles: Sequence[str], sources: Sequence[str]) -> Iterator[tuple[str, TextEdges]]:
    """Yield the edges of each text that has any lines, with its source."""
    for row, (text, title, source) in enumerate(zip(texts, titles, sources, strict=True)):
        start = start_of_plain(text)
        if start is not None:
            yield source, TextEdges(row, title, start, b"", [])
        elif (edges := edges_of(text, title)) is not None:
            first = edges.lines[edges.first][0]
            marks = [*head_marks(text, edges), *prefix_marks(text, first, source), *tail_marks(text, edges, source)]
            yield source, TextEdges(row, title, first, _hash(edges.body) if marks else b"", marks)


def _hash(line: str) -> bytes:
    """Return a short hash of a line."""
    return blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def group_by_source(
    edges: Iterable[tuple[str, TextEdges]], rules: Rules
) -> Iterator[tuple[str, list[TextEdges], list[int]]]:
    """Yield each source, its texts that may have something to remove, and the rows of all; no known source is one."""
    texts: defaultdict[str, list[TextEdges]] = defaultdict(list)
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for source, text in edges:
        rows[source].append(text.row)
        if text.marks or (rules.remove and rules.removed(source)):
            texts[source].append(text)
    for source, of_source in rows.items():
        yield source, texts[source], of_source


def remove_recurring(
    texts: Sequence[str],
    titles: Sequence[str],
    sources: Sequence[str],
    *,
    rules: Rules,
    learnt: Mapping[str, Learnt] | None = None,
) -> Iterator[RowEdit]:
    """Yield the edits that remove what recurs at the beginning and end of the texts of each source.

    `learnt` is what recurs in the corpus that the texts are a part of; without it, it is learnt from them.
    """
    for source, edges, rows in group_by_source(find_edges(texts, titles, sources), rules):
        phrases = rules.removed(source)
        if learnt is None:
            known = Source(source, len(rows), edges, rules=rules).learnt()
        else:
            known = learnt.get(source, Learnt())
        for text in known.with_openings(edges, texts, rows):
            whole, first = texts[text.row], text.first
            begin, end = max(known.begin(text), first), known.end(text) or len(whole)
            if phrases:
                begin = _without_phrase(whole, begin, phrases)
                end = _before_phrase(whole, begin, end, phrases)
            end -= len(whole[begin:end]) - len(whole[begin:end].rstrip()) if end < len(whole) else 0
            if begin >= end:
                continue
            if begin > first:
                yield text.row, first, begin, ""
            if end < len(whole):
                yield text.row, end, len(whole), ""


def _without_phrase(text: str, start: int, phrases: Sequence[str]) -> int:
    """Return where a text begins without the first phrase that it begins with."""
    phrase = next((phrase for phrase in phrases if text.startswith(phrase, start)), "")
    end = start + len(phrase)
    return end + len(text[end:]) - len(text[end:].lstrip()) if phrase else start


def _before_phrase(text: str, begin: int, end: int, phrases: Sequence[str]) -> int:
    """Return where a text ends before a phrase that stands near its end, behind white space."""
    for phrase in phrases:
        at = text.rfind(phrase, max(begin, end - _LAST), end)
        if at > begin and text[at - 1].isspace():
            end = at
    return end


def recurring_words(
    texts: Sequence[str], titles: Sequence[str], sources: Sequence[str], *, rules: Rules
) -> list[Recurring]:
    """Return what recurs at the beginning and end of the texts of each source, the most frequent first."""
    found = []
    for name, edges, rows in group_by_source(find_edges(texts, titles, sources), rules):
        source = Source(name, len(rows), edges, rules=rules)
        known = source.learnt()
        n: Counter[Key] = Counter()
        for text in known.with_openings(edges, texts, rows):
            n.update(filter(None, (known.reason(text, at_head=True), known.reason(text, at_head=False))))
        for key, times in n.items():
            text, mark = source.marks[key][0]
            goes_on = mark.kind in _OPENINGS
            words = mark.key if goes_on or mark.kind == "prefix" else texts[text.row][mark.start : mark.end].strip()
            found.append(Recurring(source.name, key[0], words, goes_on, times, source.n, text.row))
    return sorted(found, key=lambda one: (one.source, -one.n, one.words))
