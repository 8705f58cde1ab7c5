"""Tokens that are more than a run of letters: numbers, abbreviations, hashtags, addresses, emoji.

Each pattern is tried only where its trigger stands (a separator between digits, #, @, ://, …), and gives its characters
a class of their own.
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from corpus_tools.script import DIGITS, INVISIBLE, LETTERS, MARKS, TATWEEL, code_points, is_any_of
from corpus_tools.tokens.characters import ARABIC, BREAK, DIGIT, KINDS, LATIN, SPECIAL, Classes, Codes, encode

#: Letters that, before a dot, abbreviate a title or a unit: د. (doctor), أ. (professor), م. (engineer), ص. (page or
#: box), ت. (telephone), ط. (edition), ج. (volume), ش. (street), ق. (B.C. with م.), ه. (Hijri year).
_ABBREVIATING = "دأامصتطجشقه"
_DOT = ord(".")
_BLANKS = " \u00a0"
_DECIMAL_DOTS = ".٫"
_COMMAS = ",٬"
_PERCENTS = "%٪‰"
_APOSTROPHES = "'’"
_STARTERS = "#＃@"
_COLON, _SLASH = ord(":"), ord("/")

_WORD = rf"[\w{MARKS}{INVISIBLE}]"
_TAG = re.compile(rf"[#＃]{_WORD}+")
_ATTACHED = re.compile(rf"[{MARKS}{TATWEEL}{INVISIBLE}\u0300-\u036f\ufe0f]+")
_MENTION = re.compile(rf"@{_WORD}+")
_ADDRESS_TAIL = r"[^\s<>\"«»،؛{}|\\^`]+"
_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_URL = re.compile(rf"(?:[a-z]+://|www\.){_ADDRESS_TAIL}", re.IGNORECASE)
_URL_END = ".,:;!?؟)]}'…"
_MAILBOX = re.compile(r"[A-Za-z0-9._%+-]+\Z")
_MAIL_DOMAIN = re.compile(r"@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PICTOGRAM = "[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
_MODIFIER = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_EMOJI = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTOGRAM}{_MODIFIER}(?:\u200d{_PICTOGRAM}{_MODIFIER})*")
_NUMBER = re.compile(rf"[%٪]?[{DIGITS}](?:[{DIGITS}.,٫٬{INVISIBLE}{MARKS}{TATWEEL}]*[{DIGITS}])?[%٪‰]?")
_ABBREVIATION = re.compile(rf"\w[{MARKS}]*\.(?:\w[{MARKS}]*\.?)*")
_ARABIC = re.compile(f"[{LETTERS}]")
_LETTERS = np.array(code_points(LETTERS), np.uint32)


def mark_special_tokens(text: str, codes: Codes, found: Classes) -> None:
    """Set the classes of the characters of numbers and of special tokens, in place."""
    classes, triggers = found.of, found.triggers
    signs = codes[triggers]
    dots = triggers[signs == _DOT]
    _join_numbers(triggers, signs, classes)
    _join_apostrophes(triggers[is_any_of(signs, _APOSTROPHES)], classes)
    titles, initials = _find_abbreviations(dots, codes, classes)
    starters = triggers[is_any_of(signs, _STARTERS) | ((signs >= 0x2600) & (signs < 0x2C00))]
    colons = triggers[signs == _COLON]
    colons = colons[(codes[colons + 1] == _SLASH) & (codes[colons + 2] == _SLASH)]
    starters = np.concatenate((starters, colons, dots[(codes[dots - 1] | 0x20) == ord("w")]))
    if codes.itemsize > 2:
        starters = np.concatenate((starters, np.flatnonzero(codes >= 0x1F000)))
    spans = [*_find_special(text, starters), *((dot - 1, dot + 1) for dot in titles.tolist())]
    for k, (start, end) in enumerate(_keep_apart(spans)):
        classes[start:end] = SPECIAL[k % 2]
    letter = classes[initials - 1]
    free = (letter == ARABIC) | (letter == LATIN)
    classes[initials[free]] = letter[free]


def _join_numbers(triggers: NDArray[np.int64], signs: Codes, classes: NDArray[np.uint8]) -> None:
    """Make separators inside a number, and a percent sign beside it, part of the number."""
    before, after = classes[triggers - 1] == DIGIT, classes[triggers + 1] == DIGIT
    beside = before | after
    triggers, signs, inside = triggers[beside], signs[beside], (before & after)[beside]
    dots = triggers[inside & is_any_of(signs, _DECIMAL_DOTS)]
    commas = triggers[inside & is_any_of(signs, _COMMAS)]
    # At most three digits of one number follow a comma: «2015,2016» are two years.
    long_tail = np.logical_and.reduce([classes[commas + k] == DIGIT for k in (2, 3, 4)])
    percents = triggers[is_any_of(signs, _PERCENTS)]
    classes[dots] = classes[commas[~long_tail]] = classes[percents] = DIGIT


def _join_apostrophes(positions: NDArray[np.int64], classes: NDArray[np.uint8]) -> None:
    """Keep an apostrophe between Latin letters inside the word."""
    inside = (classes[positions - 1] == LATIN) & (classes[positions + 1] == LATIN)
    classes[positions[inside]] = LATIN


def _find_abbreviations(
    dots: NDArray[np.int64], codes: Codes, classes: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the dots after the letter of a title («د. سمير») and those of initials («أ.ف.ب», «U.N.»)."""
    letter = classes[dots - 1]
    alone = ((letter == ARABIC) | (letter == LATIN)) & (classes[dots - 2] == BREAK)
    dots, letter = dots[alone], letter[alone]
    following = classes[dots + 1]
    has_initial = (following == letter) & (classes[dots + 2] == BREAK)
    after_initial = (np.diff(dots, prepend=-2) == 2) & np.append(False, has_initial)[:-1]
    is_initial = has_initial | (after_initial & (letter == LATIN))
    blank_then_word = is_any_of(codes[dots + 1], _BLANKS) & (classes[dots + 2] == ARABIC)
    is_title = is_any_of(codes[dots - 1], _ABBREVIATING) & ((following == ARABIC) | blank_then_word)
    return dots[is_title & ~has_initial & ~after_initial], dots[is_initial]


def _keep_apart(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in order, except those that begin inside another."""
    taken_until = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= taken_until:
            yield start, end
            taken_until = end


def _find_special(text: str, starters: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield the spans of addresses, hashtags, mentions and emoji, with the marks and controls attached to them."""
    long_until = 0
    for at in np.sort(starters).tolist():
        # An address or an emoji may be as long as the text and have a sign in every place.
        if at < long_until and text[at] not in _STARTERS:
            continue
        for start, end in _try_patterns(text, at):
            tail = _ATTACHED.match(text, end)
            yield start, tail.end() if tail else end
            if text[at] not in _STARTERS:
                long_until = end


def _try_patterns(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the matches of the patterns that a sign may trigger."""
    sign = text[at]
    if sign == ":":
        scheme = _SCHEME.search(text, max(0, at - 5), at)
        if scheme:
            yield _without_final_punctuation(_URL.match(text, scheme.start()))
    elif sign == ".":
        if text[max(0, at - 3) : at].lower() == "www":
            yield _without_final_punctuation(_URL.match(text, at - 3))
    elif sign == "@":
        mailbox = _MAILBOX.search(text, max(0, at - 64), at)
        domain = _MAIL_DOMAIN.match(text, at)
        mention = _MENTION.match(text, at)
        if mailbox and domain:
            yield mailbox.start(), domain.end()
        elif mention:
            yield mention.span()
    elif sign in "#＃":
        tag = _TAG.match(text, at)
        if tag:
            yield at, at + len(tag.group().rstrip("_"))
    else:
        emoji = _EMOJI.match(text, at)
        if emoji:
            yield emoji.span()


def _without_final_punctuation(match: re.Match[str] | None) -> tuple[int, int]:
    """Return the span of an address without the punctuation of the sentence around it."""
    return (match.start(), match.start() + len(match.group().rstrip(_URL_END))) if match else (0, 0)


def kinds_of_words(words: list[str]) -> list[int]:
    """Return the kind of each token, judged by its characters, as a place in `KINDS`."""
    # A token that begins with an Arabic letter and has no dot and no @ is a word; only the others are checked singly.
    units = encode("\n".join(["", *words]))
    breaks = np.flatnonzero(units == ord("\n"))
    is_plain = np.isin(units[breaks + 1], _LETTERS, kind="table")
    signs = np.flatnonzero(is_any_of(units, ".@"))
    is_plain[np.searchsorted(breaks, signs) - 1] = False
    kinds = [KINDS.index("word")] * len(words)
    for row in np.flatnonzero(~is_plain).tolist():
        kinds[row] = KINDS.index(_kind_of_word(words[row]))
    return kinds


def _kind_of_word(word: str) -> str:
    """Return the kind of a token that is not plainly an Arabic word."""
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
