"""Tokens that are more than a run of letters: numbers, abbreviations, hashtags, addresses, emoji.

Each is tried only where its trigger stands (a separator between digits, #, @, ://, …), and marks its characters with
a class of their own.
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from corpus_tools.character_classes import ARABIC, BREAK, DIGIT, LATIN, SPECIAL, Codes
from corpus_tools.script import DIGITS, INVISIBLE, LETTERS, MARKS, TATWEEL

#: Letters that, before a dot, abbreviate a title or a unit: د. (doctor), أ. (professor), م. (engineer), ص. (page or
#: box), ت. (telephone), ط. (edition), ج. (volume), ش. (street), ق. (B.C. with م.), ه. (Hijri year).
ABBREVIATING = "دأامصتطجشقه"

_WORD = rf"[\w{MARKS}{INVISIBLE}]"
_TAG = re.compile(rf"[#＃]{_WORD}+")
_MENTION = re.compile(r"@\w+")
_ADDRESS_TAIL = r"[^\s<>\"«»،؛{}|\\^`]+"
_URL = re.compile(rf"(?:https?|ftp)://{_ADDRESS_TAIL}|www\.{_ADDRESS_TAIL}", re.IGNORECASE)
_URL_END = ".,:;!?؟)]}'…"
_MAILBOX = re.compile(r"[A-Za-z0-9._%+-]+\Z")
_MAIL_DOMAIN = re.compile(r"@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PICTOGRAM = "[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
_MODIFIER = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_EMOJI = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTOGRAM}{_MODIFIER}(?:\u200d{_PICTOGRAM}{_MODIFIER})*")
_HAS_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]")
_NUMBER = re.compile(rf"[%٪]?[{DIGITS}](?:[{DIGITS}.,٫٬{INVISIBLE}{MARKS}{TATWEEL}]*[{DIGITS}])?[%٪‰]?")
_ABBREVIATION = re.compile(rf"\w[{MARKS}]*\.(?:\w[{MARKS}]*\.?)*")
_ARABIC = re.compile(f"[{LETTERS}]")


def mark_special_tokens(text: str, codes: Codes, classes: NDArray[np.uint8]) -> None:
    """Give the characters of numbers and of special tokens their class, in place.

    Parameters
    ----------
    text : str
        The text of a chunk.
    codes, classes : ndarray
        Its code points and their classes.
    """
    _join_numbers(codes, classes)
    _join_apostrophes(codes, classes)
    _join_abbreviations(codes, classes)
    for k, (start, end) in enumerate(sorted(_find_special(text))):
        classes[start:end] = SPECIAL[k % 2]


def _at(classes: NDArray[np.uint8], positions: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Look up classes at positions, `BREAK` outside the text."""
    inside = (positions >= 0) & (positions < len(classes))
    return np.where(inside, classes[np.where(inside, positions, 0)], BREAK).astype(np.uint8)


def _positions(codes: Codes, characters: str) -> NDArray[np.int64]:
    """Find where any of some characters stands."""
    hits = codes == ord(characters[0])
    for character in characters[1:]:
        hits |= codes == ord(character)
    return np.flatnonzero(hits)


def _join_numbers(codes: Codes, classes: NDArray[np.uint8]) -> None:
    """Make separators inside a number, and the percent sign at it, part of the number."""
    dots = _positions(codes, ".٫")
    dots = dots[(_at(classes, dots - 1) == DIGIT) & (_at(classes, dots + 1) == DIGIT)]
    commas = _positions(codes, ",٬")
    commas = commas[(_at(classes, commas - 1) == DIGIT) & (_at(classes, commas + 1) == DIGIT)]
    # After a comma stand at the most three digits of one number: «2015,2016» are two years.
    long_tail = np.logical_and.reduce([_at(classes, commas + k) == DIGIT for k in (2, 3, 4)])
    classes[dots] = DIGIT
    classes[commas[~long_tail]] = DIGIT
    percents = _positions(codes, "%٪‰")
    after_number = _at(classes, percents - 1) == DIGIT
    classes[percents[after_number | (_at(classes, percents + 1) == DIGIT)]] = DIGIT


def _join_apostrophes(codes: Codes, classes: NDArray[np.uint8]) -> None:
    """Keep an apostrophe between Latin letters inside the word."""
    marks = _positions(codes, "'’")
    classes[marks[(_at(classes, marks - 1) == LATIN) & (_at(classes, marks + 1) == LATIN)]] = LATIN


def _join_abbreviations(codes: Codes, classes: NDArray[np.uint8]) -> None:
    """Keep the dot with a letter that it abbreviates: «د. سمير», «أ.ف.ب», «U.N.»."""
    dots = _positions(codes, ".")
    letter = _at(classes, dots - 1)
    is_letter = (letter == ARABIC) | (letter == LATIN)
    dots, letter = dots[is_letter], letter[is_letter]
    alone = _at(classes, dots - 2) == BREAK
    dots, letter = dots[alone], letter[alone]
    if not len(dots):
        return
    following = _at(classes, dots + 1)
    has_initial = (following == letter) & (_at(classes, dots + 2) == BREAK)
    closes_initials = np.isin(dots - 2, dots[has_initial]) & (letter == LATIN)
    classes[dots[has_initial | closes_initials]] = letter[has_initial | closes_initials]
    abbreviating = np.isin(codes[dots - 1], [ord(a) for a in ABBREVIATING])
    blank_then_word = (following == BREAK) & (_at(classes, dots + 2) == ARABIC) & _is_blank(codes, dots + 1)
    title = abbreviating & ~has_initial & ((following == ARABIC) | blank_then_word)
    title &= ~np.isin(dots - 2, dots[has_initial])
    for k, dot in enumerate(dots[title].tolist()):
        classes[dot - 1 : dot + 1] = SPECIAL[k % 2]


def _is_blank(codes: Codes, positions: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell at which positions a space or a no-break space stands."""
    return np.isin(codes[np.minimum(positions, len(codes) - 1)], (0x20, 0xA0))


def _find_special(text: str) -> Iterator[tuple[int, int]]:
    """Find the spans of addresses, hashtags, mentions and emoji, none inside another."""
    taken_until = 0
    for start, end in sorted(_candidates(text), key=lambda span: (span[0], -span[1])):
        if start >= taken_until:
            yield start, end
            taken_until = end


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Try each pattern where its trigger stands."""
    for trigger, back in (("://", 5), ("www.", 0), ("WWW.", 0)):
        for at in _occurrences(text, trigger):
            match = _URL.search(text, max(0, at - back), min(len(text), at + 4096))
            if match and match.start() <= at:
                yield match.start(), match.start() + len(match.group().rstrip(_URL_END))
    for at in _occurrences(text, "@"):
        mailbox = _MAILBOX.search(text, max(0, at - 64), at)
        domain = _MAIL_DOMAIN.match(text, at)
        mention = _MENTION.match(text, at)
        if mailbox and domain:
            yield mailbox.start(), domain.end()
        elif mention:
            yield mention.span()
    for sign in "#＃":
        for at in _occurrences(text, sign):
            tag = _TAG.match(text, at)
            if tag:
                yield at, at + len(tag.group().rstrip("_"))
    if _HAS_EMOJI.search(text):
        yield from (match.span() for match in _EMOJI.finditer(text))


def _occurrences(text: str, trigger: str) -> Iterator[int]:
    """Find where a trigger stands."""
    at = text.find(trigger)
    while at >= 0:
        yield at
        at = text.find(trigger, at + 1)


def kind_of_word(word: str) -> str:
    """Tell the kind of a token from its letters.

    Parameters
    ----------
    word : str
        A token as written.

    Returns
    -------
    str
        One of `corpus_tools.character_classes.KINDS`.

    Examples
    --------
    >>> [kind_of_word(word) for word in ["والوعر", "15.7%", "#حمص", "د.", "BBC"]]
    ['word', 'number', 'hashtag', 'abbreviation', 'latin']
    """
    first = word[0]
    if first in "#＃" and len(word) > 1:
        kind = "hashtag"
    elif "://" in word or word[:4].lower() == "www.":
        kind = "url"
    elif "@" in word:
        kind = "mention" if first == "@" else "email"
    elif _EMOJI.match(word):
        kind = "emoji"
    elif _NUMBER.fullmatch(word):
        kind = "number"
    elif "." in word and _ABBREVIATION.fullmatch(word):
        kind = "abbreviation"
    else:
        kind = "word" if _ARABIC.search(word) else "latin"
    return kind
