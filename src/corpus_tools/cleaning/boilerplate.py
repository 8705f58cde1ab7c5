"""Remove boilerplate: editors' initials, phrases of web pages, and lines that recur across a corpus.

The phrases are data (``data/boilerplate.yaml``). No document is ever left without text. Each function for one text
yields edits ``(start, end, replacement)`` and expects white space as `layout.normalize_white_space` leaves it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from corpus_tools.cleaning.layout import folded_words
from corpus_tools.data_files import load_table
from corpus_tools.script import INVISIBLE, LETTERS, MARKS, TATWEEL, Edit, fold

_TAIL = 120
_LETTER = f"[ء-ي]{TATWEEL}?"
_GROUP = f"{_LETTER}(?:(?:\\.\\s?|\\s){_LETTER}){{0,3}}\\.?"
#: Initials at the end, (م.ع) or ع.ج/ أ.ح, and the agencies that may follow them in brackets.
_INITIALS = re.compile(
    f"(?<!\\S)[(\\[=_*/–—{TATWEEL}-]*\\s?(?P<initials>{_GROUP}(?:\\s?[/،,–-]\\s?{_GROUP}){{0,3}})\\s?[)\\]]?"
    r"(?:\s?\([^()\n]{2,60}\))?\s*\Z"
)
#: The end of a sentence, of more than one letter (not the "د." of a title).
_SENTENCE_END = re.compile(r"(?:\w[\W_]*\w|\d)\s?[)\]%»”\"']*\s?[.؟?!…]+[\"”»’')\]]*\s*\Z|\)\s*\Z|\n\s*\Z")
_NOT_A_LETTER = re.compile(f"[^{LETTERS}]+")


@cache
def _abbreviations() -> frozenset[str]:
    """Return the letters that are an abbreviation and nobody's initials, without what stands between them."""
    return frozenset(fold(letters).replace(" ", "") for letters in load_table("boilerplate")["abbreviations"])


def _ends_sentence(text: str) -> bool:
    """Return whether a text ends with a whole sentence or a line."""
    return _SENTENCE_END.search(text, max(0, len(text) - _TAIL)) is not None


def remove_initials(text: str) -> Iterator[Edit]:
    """Remove the initials of editors behind the last sentence: «... في المدينة. ع.ج/ أ.ح (رويترز)».

    The agencies in brackets behind them go as well; abbreviations of agencies and the like (أ ف ب) stay.
    """
    found = _INITIALS.search(text, max(0, len(text) - _TAIL))
    if found is None:
        return
    letters = fold(_NOT_A_LETTER.sub("", found["initials"]))
    before = text[: found.start()]
    if len(letters) > 1 and letters not in _abbreviations() and _ends_sentence(before):
        yield len(before.rstrip()), len(text), ""


def _expand(phrase: str) -> list[str]:
    """Return a phrase in all its forms, one for each word of the list that it names in braces."""
    if (found := re.search(r"\{(\w+)\}", phrase)) is None:
        return [phrase]
    return [phrase.replace(found.group(), word) for word in load_table("boilerplate")["words"][found[1]]]


def _key(text: str) -> str:
    """Return a phrase folded for comparison, with an opening bracket before it."""
    bracket = "(" if text.lstrip()[:1] in ("(", "[") else ""
    return bracket + folded_words(text).casefold()


@cache
def _keys(name: str) -> frozenset[str]:
    """Return the folded phrases of a list in the data."""
    phrases = load_table("boilerplate")[name]
    begin = phrases["begin"] if isinstance(phrases, dict) else phrases
    return frozenset(_key(written) for phrase in begin for written in _expand(phrase))


@cache
def _by_first_word(name: str) -> dict[str, list[str]]:
    """Return the phrases of a list by their first word, the longest first."""
    phrases: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(_keys(name), key=lambda key: (-len(key), key)):
        phrases[key.partition(" ")[0]].append(key)
    return dict(phrases)


def _beginning(words: str, name: str) -> str | None:
    """Return the phrase with which a line begins, or None."""
    phrases = _by_first_word(name).get(words.partition(" ")[0], ())
    return next((phrase for phrase in phrases if f"{words} ".startswith(f"{phrase} ")), None)


@cache
def _first_words() -> frozenset[str]:
    """Return the words with which the phrases of lines begin."""
    return frozenset().union(*map(_by_first_word, ("links", "notices", "headings")))


_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{MARKS}{TATWEEL}{INVISIBLE}])*")
_FULL_STOP = re.compile(r"(?<!\.)\.[\"”»’')\]]*\s*\Z")
_LONGEST_LINE = 400


def _is_boilerplate(line: str) -> bool:
    """Return whether a line consists of the phrases of a web page."""
    if len(line) > _LONGEST_LINE:
        return False
    of_rights, first = line.lstrip()[:1] == "©", _WORD.search(line)
    if not of_rights and (first is None or folded_words(first.group()).casefold() not in _first_words()):
        return False
    words = folded_words(line).casefold()
    if words in _keys("headings"):
        return True
    n_words, table = words.count(" ") + 1, load_table("boilerplate")
    if n_words <= table["notices"]["longest"] and (of_rights or _beginning(words, "notices")):
        return True
    link = _beginning(words, "links") if n_words <= table["links"]["longest"] else None
    if link is None:
        return False
    ends = [found.end() for found in islice(_WORD.finditer(line), link.count(" ") + 1)]
    rest = line[ends[-1] :].strip()
    return not rest or rest[0] in ":|…-–—←→<>.»" or not _FULL_STOP.search(line)


Unit = tuple[int, int]


def _lines(text: str) -> list[Unit]:
    """Return the start and end of each line that is not empty."""
    units, start = [], 0
    for line in text.split("\n"):
        if line:
            units.append((start, start + len(line)))
        start += len(line) + 1
    return units


def _cut(text: str, units: Sequence[Unit], out: Sequence[bool]) -> Iterator[Edit]:
    """Yield the edits that remove units with their line breaks; none if they would remove all units."""
    if all(out):
        return
    k = 0
    while k < len(units):
        end = k
        while end < len(units) and out[end]:
            end += 1
        if end == len(units):
            yield units[k - 1][1], len(text), ""
        elif end > k:
            yield units[k][0], units[end][0], ""
        k = end + 1


def remove_phrases(text: str, title: str = "") -> Iterator[Edit]:
    """Remove the lines that a web page puts around an article and its title: read also, share, subscribe, copyright."""
    units = _lines(text)
    out = [_is_boilerplate(text[start:end]) for start, end in units]
    if units and title and text[slice(*units[0])].strip() == title.strip():
        out[0] = False
    if any(out):
        yield from _cut(text, units, out)


_GAP = re.compile(r"\s+")
#: How many words a caption may have.
_LONGEST_CAPTION = 3


def remove_captions(text: str) -> Iterator[Edit]:
    """Remove what follows the last sentence and is none: captions without a picture, marks of the end."""
    gaps = list(_GAP.finditer(text, max(0, len(text) - _TAIL)))
    for gap in gaps[-_LONGEST_CAPTION:]:
        if _key(text[gap.end() :]) in _keys("closings") and _ends_sentence(text[: gap.start()]):
            yield gap.start(), len(text), ""
            return


#: A line recurs if at least this many documents hold it (fewer in a small corpus: a quarter of it, but at least 3).
_OFTEN, _FEWEST, _SHARE = 10, 3, 4
#: The text around the line must differ in this many of ten of those documents: copies of a story recur as a whole.
_DISTINCT_OF_TEN = 8
#: How many lines from each edge of a text are examined, and how long a recurring line may be, in words.
_EDGE, _MOST_WORDS, _MOST_CLOSING_WORDS = 3, 25, 6
_CLOSING_SEGMENT = re.compile(r".*[.؟?!…][\"”»’')\]]*(?P<gap>\s+)(?P<segment>\S.*)\Z")
_SENTENCE = re.compile(r".*[.؟?…][\"”»’')\]]*\Z|[(\[].*[)\]]\Z")
_DATELINE = re.compile(r"[^–—(-]{0,30}[–—(-].*")


def _units(text: str) -> list[Unit]:
    """Return the lines of a text; what follows the last sentence on the last line is a unit of its own."""
    units = _lines(text)
    if units:
        start, end = units[-1]
        closing = _CLOSING_SEGMENT.fullmatch(text, start, end)
        if closing and len(closing["segment"].split()) <= _MOST_CLOSING_WORDS:
            units[-1:] = [(start, closing.start("gap")), (closing.start("segment"), end)]
    return units


def _line_key(line: str, *, at_head: bool) -> str | None:
    """Return a line folded for comparison; None if it is a sentence, a dateline, or of unfit length for boilerplate."""
    words = line.split()
    if not (3 if at_head else 2) <= len(words) <= _MOST_WORDS or _SENTENCE.fullmatch(line):
        return None
    initials = all(len(word) == 1 for word in words)
    return None if initials or (at_head and _DATELINE.fullmatch(line)) else fold(" ".join(words))


@dataclass(frozen=True)
class _Edges:
    """The lines at both edges of a text, outermost first, as index in `units` and key; and its longest line."""

    units: list[Unit]
    head: list[tuple[int, str | None]]
    tail: list[tuple[int, str | None]]
    body: str

    @classmethod
    def of(cls, text: str, title: str) -> "_Edges | None":
        """Return the edges of a text; None if it has only one line."""
        units = _units(text)
        if len(units) < 2:
            return None
        longest = max(range(len(units)), key=lambda k: units[k][1] - units[k][0])
        first = int(text[slice(*units[0])].strip() == title.strip() or text.startswith("\n\n", units[0][1]))  # a title
        heads = range(first, min(first + _EDGE, longest))
        tails = range(len(units) - 1, max(len(units) - 1 - _EDGE, longest), -1)
        return cls(
            units,
            [(k, _line_key(text[slice(*units[k])], at_head=True)) for k in heads],
            [(k, _line_key(text[slice(*units[k])], at_head=False)) for k in tails],
            text[slice(*units[longest])],
        )


def find_recurring_lines(texts: Sequence[str], titles: Sequence[str]) -> Iterator[tuple[int, int, int, str]]:
    """Yield row, start, end and "" for lines at the head or end of documents that recur: rubrics, bylines, promotion.

    A line recurs if ten documents (in a corpus under forty a quarter of them, at least three) begin or end with it and
    differ otherwise. Sentences, datelines, notes in brackets, titles and the longest line of a text never count.
    """
    edges = [_Edges.of(text, title) for text, title in zip(texts, titles, strict=True)]
    bodies: defaultdict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for known in filter(None, edges):
        for at_head, lines in ((True, known.head), (False, known.tail)):
            for key in {line_key for _, line_key in lines if line_key is not None}:
                bodies[at_head, key][known.body] += 1
    often = max(_FEWEST, min(_OFTEN, -(-sum(map(bool, texts)) // _SHARE)))
    frequent = {key: counts for key, counts in bodies.items() if counts.total() >= often}
    recurring = {key for key, counts in frequent.items() if 10 * len(counts) >= _DISTINCT_OF_TEN * counts.total()}
    for row, edge in enumerate(edges if recurring else ()):
        if edge is None:
            continue
        out = [False] * len(edge.units)
        for at_head, lines in ((True, edge.head), (False, edge.tail)):
            for k, line_key in lines:
                if line_key is None or (at_head, line_key) not in recurring:
                    break
                out[k] = True
        yield from ((row, *edit) for edit in _cut(texts[row], edge.units, out))
