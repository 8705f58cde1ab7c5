"""The Arabic script: its letters, marks and digits, and the folding of spellings for comparison.

The vocabulary and queries are folded, never the text of a document: offsets always point into the text as written.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Profile = Literal["marks", "search"]
#: What changes in a text: where it stands (start, end) and what stands there then.
Edit: TypeAlias = tuple[int, int, str]
#: An edit with the row of its text before it.
RowEdit: TypeAlias = tuple[int, int, int, str]

#: Marks on or under a letter, as the inside of a regular-expression class: honorific signs,
#: vowels and nunation, the dagger alef, Quranic annotation (Unicode blocks Arabic and Arabic Extended-A).
MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
#: The tatweel (kashida), which lengthens a line and means nothing.
TATWEEL = "\u0640"
#: Invisible controls: soft hyphen, joiners and non-joiners, bidi marks, embeddings and isolates,
#: word joiner, byte order mark. The zero width space is absent: it separates words.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
#: Letters of Arabic, Persian, Kurdish and Urdu, with their presentation forms.
LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc"
)
#: Digits: Western, Arabic-Indic and Extended Arabic-Indic (Persian).
DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"

#: Letters in the shapes of a legacy encoding, and hamza or madda set apart from its alef.
_UNUSUAL_POINTS = "\ufb50-\ufdff\ufe70-\ufefe\u0653-\u0655"
_UNUSUAL = re.compile(f"[{_UNUSUAL_POINTS}]")
#: Two code points that Unicode reserves for internal use; words lose them in folding.
_DROPPED_UNIT, _UNUSUAL_UNIT = 0xFFFF, 0xFFFE

#: Letters of Persian, Urdu and Kurdish, those for sounds that Arabic lacks, and the alef of old spelling (ٱ).
_FOREIGN = {
    **dict.fromkeys("یېۍےۓ", "ي"), **dict.fromkeys("کڪګ", "ك"), **dict.fromkeys("ہھەۀۂ", "ه"), "ۃ": "ة", "ں": "ن",
    "ٱ": "ا", "ٲ": "أ", "ٳ": "إ", "پ": "ب", "چ": "ج", "ژ": "ج", "ڤ": "ف", "ڨ": "ق", "گ": "غ", "ڭ": "ك",
}  # fmt: skip
_SEATS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٲ": "ا", "ٳ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}


def encode_units(text: str) -> NDArray[np.uint16]:
    """Return the UTF-16 units of a text, lone surrogates among them."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.dtype("<u2"))


def is_any_of(units: NDArray[np.unsignedinteger[Any]], letters: str) -> NDArray[np.bool_]:
    """Return which characters are one of a few; faster than numpy.isin for so few."""
    found: NDArray[np.bool_] = units == ord(letters[0])
    for letter in letters[1:]:
        found |= units == ord(letter)
    return found


def code_points(inside_of_class: str) -> list[int]:
    """Return the code points of the inside of a regular-expression class (such as ``"a-cx"``), in its order."""
    points: list[int] = []
    at = 0
    while at < len(inside_of_class):
        first = ord(inside_of_class[at])
        is_range = inside_of_class[at + 1 : at + 2] == "-"
        last = ord(inside_of_class[at + 2]) if is_range else first
        points.extend(range(first, last + 1))
        at += 3 if is_range else 1
    return points


def _folding_tables() -> dict[Profile, dict[int, int | None]]:
    """Return the table of each profile for `str.translate`."""
    marks: dict[int, int | None] = dict.fromkeys(code_points(MARKS + TATWEEL + INVISIBLE))
    marks.update({_DROPPED_UNIT: None, _UNUSUAL_UNIT: None})
    marks.update({zero + value: ord("0") + value for zero in (0x0660, 0x06F0) for value in range(10)})
    marks.update({ord(letter): ord(plain) for letter, plain in _FOREIGN.items()})
    return {"marks": marks, "search": marks | {ord(letter): ord(plain) for letter, plain in _SEATS.items()}}


_TABLES = _folding_tables()
_SILENT = re.compile(f"[{MARKS}{TATWEEL}{INVISIBLE}{chr(_DROPPED_UNIT)}{chr(_UNUSUAL_UNIT)}]+")
_RARE = re.compile(f"[{_UNUSUAL_POINTS}{''.join(_FOREIGN)}\u0660-\u0669\u06f0-\u06f9]")
#: Halves of characters, as the inside of a class of a regular expression.
HALVES = "\ud800-\udfff"
_HALF = re.compile(f"[{HALVES}]")


def replace_halves(text: str) -> str:
    """Return a text without halves of characters, which cannot be written; U+FFFD stands in the place of each."""
    return _HALF.sub("\ufffd", text)


def _compose(text: str) -> str:
    """Turn presentation forms into letters and join hamza with its seat, if there are any."""
    return unicodedata.normalize("NFKC", text) if _UNUSUAL.search(text) else text


def fold(text: str, *, profile: Profile = "search") -> str:
    """Fold the spellings of a word that readers take for the same; offsets in the result are not those of the text.

    The profile "marks" drops vowel marks, tatweel and invisible controls, turns presentation forms and foreign letters
    into Arabic ones (ی پ ڤ گ ٱ), and digits into 0-9. "search" also turns the seats of hamza (أ إ آ ؤ ئ), ى and ة into
    the bare letters ا و ي ه, as search engines for Arabic do.

    >>> fold("إدلِـب"), fold("المُعارضة", profile="marks")
    ('ادلب', 'المعارضة')
    """
    if text.isascii():
        return text
    if _RARE.search(text):
        return _compose(text).translate(_TABLES[profile])
    text = _SILENT.sub("", text)
    if profile == "search":
        for seat, letter in _SEATS.items():  # a few replacements take less than to look each letter up
            text = text.replace(seat, letter)
    return text


@cache
def _unit_table(profile: Profile) -> NDArray[np.uint16]:
    """Return a folding by UTF-16 unit, where two units mean «dropped» and «must be composed first»."""
    table = np.arange(0x10000, dtype="<u2")
    for point, folded in _TABLES[profile].items():
        table[point] = _DROPPED_UNIT if folded is None else folded
    table[code_points(_UNUSUAL_POINTS)] = _UNUSUAL_UNIT
    return table


def fold_words(words: Sequence[str], *, profile: Profile = "search") -> list[str]:
    """Fold many words at once, as `fold` does each; ValueError if one holds a line break."""
    if not words:
        return []
    together, marker = _fold_together(words, profile), chr(_UNUSUAL_UNIT)
    folded = together.split("\n")
    if len(folded) != len(words):
        broken = next(word for word in words if "\n" in word)
        raise ValueError(f"a word holds a line break: {broken!r}; pass words, not texts")
    if marker in together:
        for k, word in enumerate(folded):
            if marker in word:
                folded[k] = fold(words[k], profile=profile)
    return folded


def fold_to(words: Sequence[str], wanted: str) -> NDArray[np.bool_]:
    """Return which words, without line breaks, a folded word is the folding of; sooner than `fold_words` tells."""
    lines = f"\n{_fold_together(words, 'search')}\n"
    if not words or chr(_UNUSUAL_UNIT) in lines:
        return np.array([word == wanted for word in fold_words(words)], np.bool_)
    found = np.zeros(len(words), np.bool_)
    at = -1
    while "\n" not in wanted and (at := lines.find(f"\n{wanted}\n", at + 1)) >= 0:
        found[lines.count("\n", 0, at)] = True
    return found


def _fold_together(words: Sequence[str], profile: Profile) -> str:
    """Return many words folded, a line break between them; those that must be composed first hold a marker."""
    units = _unit_table(profile).take(encode_units("\n".join(words)))
    folded: str = units[units != _DROPPED_UNIT].tobytes().decode("utf-16-le", "surrogatepass")
    return folded
