"""The lines at both edges of a text, and what in them may be the source's: whole lines, their openings, its name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from corpus_tools.cleaning.layout import folded_words
from corpus_tools.data_files import load_table
from corpus_tools.script import fold

Unit = tuple[int, int]
#: A whole line; the name of the source alone; the words before a sign at the beginning; and the opening of a line at
#: the end: up to a colon, a known word (`boilerplate.yaml`), or the first words.
Kind = Literal["line", "name", "prefix", "colon", "known", "opening"]

#: How many lines from each edge of a text are examined, and how long they may be.
_EDGE, _MOST_WORDS, _MOST_CHARACTERS = 3, 25, 300
#: How far from the end a line may begin behind a sentence, and how many words an opening, a prefix or a name may have.
_LAST, _OPENING_WORDS, _PREFIX_CHARACTERS, _NAME_WORDS, _NAME_CHARACTERS = 400, 6, 40, 5, 60

_STOPS, _CLOSERS = ".؟?!…", "\"”»’')]"
#: A closing segment begins behind the end of a sentence, or with a sign that no sentence has.
_STOP = re.compile(rf"[{_STOPS}][{re.escape(_CLOSERS)}]*(?P<gap>\s+)(?=\S)")
_SIGN = re.compile(r"(?P<gap>\s)(?=//|\||\*\*|##|==|__|--)")
#: Behind a sentence, a few words and a colon.
_COLON = re.compile(rf"[{_STOPS}][{re.escape(_CLOSERS)}]*\s+(?:\S+\s+){{0,{_OPENING_WORDS - 1}}}\S*:(?!\S)")
_SIGNS = ("//", "|", "**", "##", "==", "__", "--")
# A call to subscribe may end in an exclamation mark.
_ENDS = (".", "؟", "?", "…")
_BRACKETED = re.compile(r"[(\[].*[)\]]")
_DATELINE = re.compile(r"[^–—(-]{0,30}[–—(-].*")
_SEPARATOR = re.compile(r"[–—:|/-]+(?=\s|\w)")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|(?<=/)\d{1,2}\.\d\d(?![\d.])|\d{1,4}([/-])\d{1,2}\1\d{1,4}")
_NUMBER = re.compile(r"\d+")
_DASH = re.compile(r"(?<=\S)\s+[–—-]\s+(?=\S)")
_NO_NAME = re.compile(r"[^\w\s]+|\d+")


class Mark(NamedTuple):
    """A stretch of a text that may be the source's."""

    at_head: bool
    kind: Kind
    key: str
    start: int
    end: int  # of what is removed at the head; at the end all that follows goes
    is_sentence: bool = False  # whether the line ends in a stop
    rest: str = ""  # what follows an opening on its line


class Edges(NamedTuple):
    """A text by its lines; `first` is the first below a title, `longest` the one that holds the most."""

    lines: list[Unit]
    first: int
    longest: int
    body: str


def lines_of(text: str) -> list[Unit]:
    """Return the start and end of each line that is not empty."""
    units, start = [], 0
    for line in text.split("\n"):
        if line:
            units.append((start, start + len(line)))
        start += len(line) + 1
    return units


def _gaps(text: str, start: int, end: int) -> Iterator[Unit]:
    """Yield the white space behind each sentence of a stretch, and then that before the first sign behind them."""
    for found in _STOP.finditer(text, start, end):
        yield found.span("gap")
        start = found.end()
    if text.startswith(_SIGNS, start):
        return
    rest = text[start:end]
    if any(sign in rest for sign in _SIGNS) and (sign := _SIGN.search(text, start, end)):
        yield sign.span("gap")


def edges_of(text: str, title: str) -> Edges | None:
    """Return the lines of a text, what follows its last sentence as one of its own; None if there is none."""
    lines = lines_of(text)
    if not lines:
        return None
    start, end = lines[-1]
    again = text[text.rfind(": ", start, end) + 2 : end]
    if 0 < len(again) < end - start and text.startswith(again, start):
        # «headline link of the report: headline»
        lines[-1:] = [(start, start + len(again)), (start + len(again) + 1, end)]
    elif text[end - 1] not in _STOPS:
        gaps = list(_gaps(text, max(start, end - _MOST_CHARACTERS), end))
        if gaps and len(text[gaps[-1][1] : end].split()) <= _MOST_WORDS:
            lines[-1:] = [(start, gaps[-1][0]), (gaps[-1][1], end)]
    lengths = [end - start for start, end in lines]
    if len(lines) > 1 and _says_again(text[slice(*lines[-1])], text[slice(*lines[0])]):
        lengths[-1] = 0
    longest = lengths.index(max(lengths))
    low, high = lines[0]
    first = int(len(lines) > 1 and (text[low:high].strip() == title.strip() or text.startswith("\n\n", high)))
    return Edges(lines, first, longest, text[slice(*lines[longest])])


def _says_again(line: str, headline: str) -> bool:
    """Return whether a line ends in the headline, behind an opening of a few words: it is no body, however long."""
    opening = line.removesuffix(headline)
    return len(opening) < len(line) and 0 < len(opening.split()) <= _OPENING_WORDS


def start_of_plain(text: str) -> int | None:
    """Return where a text begins below its title, if nothing in it can be the source's; None if something may be.

    Nothing is in most texts: their lines end in a stop, the longest and those behind it have no colon near the end, or
    one that opens nothing, and no sign stands near the beginning.
    """
    if not text.endswith(_ENDS):
        return None
    lines = text.split("\n")
    if len(lines) < 3 or not lines[0] or lines[1] or not lines[2] or not lines[-1]:
        return None
    sizes = list(map(len, lines))
    start, longest = sizes[0] + 2, sizes.index(max(sizes))
    is_open = ":" in lines[-1][-_LAST:] and _may_be_added(lines[-1])
    if is_open or _SEPARATOR.search(text, start + 1, start + _PREFIX_CHARACTERS):
        return None
    for line in lines[2:]:
        if line and not line.endswith(_ENDS):
            return None
    for line in lines[longest + 1 :]:
        if ":" in line or 0 < len(line) <= _NAME_CHARACTERS:
            return None
    return start


def _may_be_added(line: str) -> bool:
    """Return whether a last line with a stop and a colon may have something of the source, as `tail_marks` finds it.

    It begins with an opening, has one behind a sentence or a name behind a dash near its end, or says again behind its
    colon how it begins.
    """
    again = line[line.rfind(": ") + 2 :]
    return (
        (len(line) <= _MOST_CHARACTERS and any(word.endswith(":") for word in line.split()[:_OPENING_WORDS]))
        or _COLON.search(line, max(0, len(line) - _LAST)) is not None
        or _DASH.search(line, max(0, len(line) - _NAME_CHARACTERS)) is not None
        or (len(again) < len(line) and line.startswith(again))
    )


@lru_cache(maxsize=2**16)
def _fold(words: str) -> str:
    """Fold words that recur, each once."""
    return fold(words)


@cache
def _known_openings() -> frozenset[str]:
    """Return the words that open a line that a site adds, folded."""
    return frozenset(folded_words(words) for words in load_table("boilerplate")["recurring"]["openings"])


@cache
def _generic() -> frozenset[str]:
    """Return the words that are no name in the name of a source, folded."""
    return frozenset(fold(word) for word in load_table("boilerplate")["recurring"]["generic"])


@lru_cache(maxsize=2**12)
def name_of(source: str) -> frozenset[str]:
    """Return the folded words that name a source, without «صحيفة» and the like where others are left."""
    words = frozenset(folded_words(source).casefold().split())
    return words - _generic() or words


def names(words: str, source: str) -> bool:
    """Return whether words name a source."""
    return not name_of(source).isdisjoint(folded_words(words).casefold().split())


def is_generic(words: str) -> bool:
    """Return whether one of some words is used of the press and is no place."""
    return not _generic().isdisjoint(folded_words(words).casefold().split())


def line_key(line: str, *, at_head: bool) -> str | None:
    """Return a line folded for comparison, any time of day or date alike; None if it is the article's by its form."""
    if len(line) > _MOST_CHARACTERS or line.rstrip(_CLOSERS).endswith(_ENDS) or _BRACKETED.fullmatch(line):
        return None
    words = line.split()
    if not (3 if at_head else 1) <= len(words) <= _MOST_WORDS:
        return None
    initials = all(len(word) == 1 for word in words)
    if initials or (at_head and _DATELINE.fullmatch(line)):
        return None
    key = fold(" ".join(words))
    if line.startswith(_SIGNS):  # what a desk adds behind its sign counts its reports
        return _NUMBER.sub("0", _CLOCK.sub("0:0", key))
    return _CLOCK.sub("0:0", key) if ":" in key or "/" in key or "-" in key else key


def head_marks(text: str, edges: Edges) -> Iterator[Mark]:
    """Yield the lines below a title, the outermost first, and the beginnings of the first that end in a sign."""
    for k in range(edges.first, min(edges.first + _EDGE, edges.longest)):
        start, end = edges.lines[k]
        key = line_key(text[start:end], at_head=True)
        if key is None:
            break
        yield Mark(at_head=True, kind="line", key=key, start=start, end=edges.lines[k + 1][0])


def prefix_marks(text: str, start: int, source: str) -> Iterator[Mark]:
    """Yield the beginnings of a line that end in a dash, a colon or the like: the name of the source, a rubric.

    A reporter before the name of the source («سمير فلان- سبق- الرياض:») is another one each time, and «…» in the key.
    """
    line = text[start : start + _PREFIX_CHARACTERS].partition("\n")[0]
    ends = [sign.end() for sign in _SEPARATOR.finditer(line, 1)]
    named = _behind_reporter(line, ends, source)
    for end in ends:
        key = " ".join(["…", *line[named:end].split()] if 0 < named < end else line[:end].split())
        after = start + end + (line[end : end + 1] == " ")
        yield Mark(at_head=True, kind="prefix", key=key, start=start, end=after)


def _behind_reporter(line: str, ends: Sequence[int], source: str) -> int:
    """Return where a name that may be the source's begins behind another one and a dash; 0 where there is none."""
    if len(ends) < 2 or line[ends[0] - 1] == ":" or (source and names(line[: ends[0]], source)):
        return 0
    own = line[ends[0] : ends[1]]
    is_before_place = len(ends) > 2 and line[ends[1] - 1] != ":" and line[ends[2] - 1] == ":"
    may_be = (bool(source) and names(own, source)) or is_before_place
    return ends[0] if may_be and max(len(line[: ends[0]].split()), len(own.split())) <= _NAME_WORDS else 0


def tail_marks(text: str, edges: Edges, source: str) -> Iterator[Mark]:
    """Yield the lines at the end, the outermost first, and the openings of these and of what follows a sentence."""
    end = edges.lines[-1][1]
    low = max(edges.lines[-1][0], end - _NAME_CHARACTERS)
    *_, (start, stop) = (0, 0), *(sign.span() for sign in _DASH.finditer(text, low, end))
    if stop and _is_signature(text[stop:end], source):
        yield Mark(at_head=False, kind="name", key=text[start:end].strip(), start=start, end=end)
    fixed = True
    for k in range(len(edges.lines) - 1, max(edges.longest, edges.first - 1, len(edges.lines) - 1 - _EDGE), -1):
        start, stop = edges.lines[k]
        line = text[start:stop]
        if fixed and _is_signature(line, source):
            yield Mark(at_head=False, kind="name", key=" ".join(line.split()), start=start, end=end)
        key = line_key(line, at_head=False)
        fixed = fixed and key is not None
        if key is not None and fixed:
            yield Mark(at_head=False, kind="line", key=key, start=start, end=end)
        yield from _openings(text, start, stop, end, is_line=True)
    start = max(text.rfind("\n", 0, end) + 1, end - _LAST)
    if text[end - 1] not in _STOPS or (text.find(":", start, end) >= 0 and _COLON.search(text, start, end)):
        for _, behind in _gaps(text, start, end):
            yield from _openings(text, behind, end, end, is_line=False)


def _is_signature(line: str, source: str) -> bool:
    """Return whether a line, or what follows the last sentence, is the name of the source and nothing else."""
    if not source or len(line) > _NAME_CHARACTERS:
        return False
    words = set(_NO_NAME.sub(" ", folded_words(line).casefold()).split())
    return 0 < len(words) <= _NAME_WORDS and words <= name_of(source) | _generic() and not words <= _generic()


def _openings(text: str, start: int, stop: int, end: int, *, is_line: bool) -> Iterator[Mark]:
    """Yield what may open a line that a site adds: up to a colon, a known word, and for whole lines the first words."""
    line = text[start:stop] if stop - start <= _MOST_CHARACTERS else ""
    is_sentence = line.rstrip(_CLOSERS)[-1:] in _STOPS
    words = [] if is_sentence and ":" not in line else line.split()
    if not 0 < len(words) <= _MOST_WORDS:
        return

    def mark(kind: Kind, n: int) -> Mark:
        key, rest = " ".join(words[:n]), " ".join(words[n:])
        return Mark(at_head=False, kind=kind, key=key, start=start, end=end, is_sentence=is_sentence, rest=rest)

    n_colon = next((n for n, word in enumerate(words[:_OPENING_WORDS], 1) if word.endswith(":")), 0)
    if n_colon:
        yield mark("colon", n_colon)
    n_known = next((n for n in (1, 2) if _fold(" ".join(words[:n]).strip(":#")) in _known_openings()), 0)
    if n_known and not is_sentence:
        yield mark("known", n_known)
    if is_line and not is_sentence:
        yield from (mark("opening", n) for n in (3, 2, 1) if n < len(words))
