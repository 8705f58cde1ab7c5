"""Remove boilerplate that is known beforehand: editors' initials, phrases of web pages, captions.

The phrases are data (``data/boilerplate.yaml``). No document is ever left without text. Each function for one text
yields edits ``(start, end, replacement)`` and expects white space as `layout.normalize_white_space` leaves it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from corpus_tools.cleaning.edges import Unit, lines_of
from corpus_tools.cleaning.layout import folded_words
from corpus_tools.data_files import load_table
from corpus_tools.script import INVISIBLE, LETTERS, MARKS, TATWEEL, Edit, fold

#: How many characters at the end of a text are looked at, and how many to see whether they are worth it.
_TAIL, _GLANCE = 120, 12
_LETTER = f"[ء-ي]{TATWEEL}?"
_GROUP = f"{_LETTER}(?:(?:\\.\\s?|\\s){_LETTER}){{0,3}}\\.?"
#: Initials at the end, (م.ع) or ع.ج/ أ.ح, and the agencies that may follow them in brackets.
_INITIALS = re.compile(
    f"(?<!\\S)[(\\[=_*/–—{TATWEEL}-]*\\s?(?P<initials>{_GROUP}(?:\\s?[/،,–-]\\s?{_GROUP}){{0,3}})\\s?[)\\]]?"
    r"(?:\s?\([^()\n]{2,60}\))?\s*\Z"
)
#: The end of a sentence, of more than one letter (not the "د." of a title).
_SENTENCE_END = re.compile(r"(?:\w[\W_]*\w|\d)\s?[)\]%»”\"']*\s?[.؟?!…]+[\"”»’')\]]*\s*\Z|\)\s*\Z|\n\s*\Z")
_MAY_END_INITIALS = re.compile(r"[)\]]\Z|(?<![^\W\d_])[ء-ي]\Z")
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
    last = text[-_TAIL:].rstrip()[-_GLANCE:].rstrip(f".{TATWEEL}")
    if not _MAY_END_INITIALS.search(last, len(last) - 1):
        return  # a whole word, as nearly all texts end in, a digit or a sign
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
    return frozenset().union(*map(_by_first_word, ("links", "notices", "headings", "origins")))


@lru_cache(maxsize=2**16)
def _may_begin(written: str) -> bool:
    """Return whether a phrase of a line may begin with what is written: a word, or all up to a blank."""
    words = folded_words(written).casefold()
    return not words or "©" in written or words.partition(" ")[0] in _first_words()


_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{MARKS}{TATWEEL}{INVISIBLE}])*")
_FULL_STOP = re.compile(r"(?<!\.)\.[\"”»’')\]]*\s*\Z")
_LONGEST_LINE = 400


def _is_origin(words: str, title: str) -> bool:
    """Return whether a folded line says of an article, by its title, where it appeared."""
    begin = _beginning(words, "origins")
    if begin is None or not title:
        return False
    following = next(end for key, end in load_table("boilerplate")["origins"]["begin"].items() if _key(key) == begin)
    return words.startswith(f"{begin} {folded_words(title).casefold()} {_key(following)} ")


def _is_boilerplate(line: str, title: str = "") -> bool:
    """Return whether a line consists of the phrases that a web page or a feed puts around an article."""
    if len(line) > _LONGEST_LINE:
        return False
    of_rights, first = line.lstrip()[:1] == "©", _WORD.search(line)
    if not of_rights and (first is None or not _may_begin(first.group())):
        return False
    words = folded_words(line).casefold()
    if words in _keys("headings") or _is_origin(words, title):
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
    """Remove the lines that a web page or a feed puts around an article and its title.

    They ask to read also, to share or to subscribe, name the copyright, or say where the article appeared first.
    """
    if not any(line and _may_begin(line.partition(" ")[0]) for line in text.split("\n")):
        return
    units = lines_of(text)
    out = [_is_boilerplate(text[start:end], title) for start, end in units]
    if units and title and text[slice(*units[0])].strip() == title.strip():
        out[0] = False
    if any(out):
        yield from _cut(text, units, out)


_GAP = re.compile(r"\s+|(?<=[.؟!])(?=[(\[])")
_NOT_IN_WORDS = " \t\n.،؛:!؟?…-–—_*/|#=~()[]{}«»\"'”“’‘"
#: By whom a report was closed, and its number: «انتهى / م ن», «انتهى 14/ع».
_SIGNATURE = re.compile(r"(?<=[\w)\]])(?:[\s/.،*#_]+(?:[ء-ي](?![ء-ي])|\d{1,3}(?!\d))){1,4}[\W_]*\Z")
_LONGEST_SIGNATURE = 24
#: What ends in one, read from its end, where most texts have a word.
_SIGNED = re.compile(r"[\W_]*(?:[ء-ي]|\d{1,3})[\s/.،*#_]")
#: How many words a caption may have.
_LONGEST_CAPTION = 3


@cache
def _last_words() -> frozenset[str]:
    """Return the words in which captions end."""
    return frozenset(key.strip("(").split()[-1] for key in _keys("closings"))


@lru_cache(maxsize=2**16)
def _ends_caption(word: str) -> bool:
    """Return whether captions end in a word as written."""
    return fold(word.lstrip(_NOT_IN_WORDS)) in _last_words()


def remove_captions(text: str) -> Iterator[Edit]:
    """Remove what follows the last sentence and is none: captions without a picture, marks of the end, also signed."""
    may_be_signed = _SIGNED.match(text[: -_LONGEST_SIGNATURE - 1 : -1])
    signature = may_be_signed and _SIGNATURE.search(text, max(0, len(text) - _LONGEST_SIGNATURE))
    end = signature.start() if signature else len(text)
    words = text[max(0, end - _TAIL) : end].rstrip(_NOT_IN_WORDS).rsplit(maxsplit=1)
    if not words or not _ends_caption(words[-1].rpartition("(")[2]):
        return
    gaps = list(_GAP.finditer(text, max(0, end - _TAIL), end))
    for gap in gaps[-_LONGEST_CAPTION:]:
        if _key(text[gap.end() : end]) in _keys("closings") and _ends_sentence(text[: gap.start()]):
            yield gap.start(), len(text), ""
            return
