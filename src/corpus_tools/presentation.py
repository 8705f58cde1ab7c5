"""Presentation forms of Arabic letters: joining for renderers that cannot do it, and the way back.

A renderer without a shaping engine draws one glyph a character. For it, letters are replaced by the code points that
Unicode keeps for their joined forms (blocks Arabic Presentation Forms-A and -B) and put in the order of the screen.
Text that went through this by hand is recognised here, and brought back to letters in reading order.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from corpus_tools.direction import base_direction, drop_steering, to_screen_order
from corpus_tools.script import MARKS, TATWEEL, code_points

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

Order = Literal["letters", "logical", "visual"]

_SHADDA = "\u0651"
_MARK_CHARS = frozenset(map(chr, code_points(MARKS)))
_MARK_RUN = re.compile(f"[{MARKS}]{{2,}}")
# Signs and words of one code point that stand in ordinary text; «ﷲ» alone is something only a reshaper writes.
_OWN_SIGNS = frozenset(map(chr, (*range(0xFBB2, 0xFBD3), 0xFD3E, 0xFD3F, *range(0xFDC8, 0xFE00)))) - {"ﷲ"}

_CLOSING_OF = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_MIRROR = str.maketrans({**_CLOSING_OF, **{closing: opening for opening, closing in _CLOSING_OF.items()}})

# GSUB: the features that a shaping engine applies unasked, and the lookup types that matter here.
_DEFAULT_FEATURES = frozenset({"ccmp", "rlig", "liga", "clig", "calt"})
_LIGATURE_LOOKUP, _EXTENSION_LOOKUP = 4, 7

# What keeps its own order inside text read from the right: Latin words and numbers, alone or with what joins them.
_LATIN = r"[^\W\d\u0590-\u08ff\ufb1d-\ufefc]"
_LATIN_RUNS = (rf"{_LATIN}[^\u0590-\u08ff\ufb1d-\ufefc]*[^\W\u0590-\u08ff\ufb1d-\ufefc]|{_LATIN}", rf"{_LATIN}\w*")
_NUMBERS = (r"[%٪]?\d+(?:[.,:/٫٬+-]\d+)*[%٪]?", r"[%٪]?\d+(?:[.,:/٫٬]\d+)*[%٪]?")
_LTR_RUNS = tuple(re.compile(f"{latin}|{number}") for latin in _LATIN_RUNS for number in _NUMBERS)


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Map each presentation form to its place in the word and the letters it stands for."""
    forms = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        place, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if place.startswith("<") and chr(code) not in _OWN_SIGNS:
            spelled = "".join(chr(int(letter, 16)) for letter in letters.split())
            forms[chr(code)] = (place.strip("<>"), spelled.lstrip(" "))
    return forms


@cache
def _single_forms() -> dict[tuple[str, str], str]:
    """Map a letter and its place in the word to its form."""
    return {
        (letters, place): form for form, (place, letters) in _forms().items() if len(letters) == 1 and letters.isalpha()
    }


# The forms of single letters, and lam-alef, which no Arabic text goes without.
LETTER_FORMS = frozenset(_single_forms().values()) | frozenset("ﻵﻶﻷﻸﻹﻺﻻﻼ")


@cache
def _ligatures() -> dict[str, str]:
    """Map the joined forms of two or three letters to the ligature that may stand for them."""
    first = {"isolated": "initial", "final": "medial", "initial": "initial", "medial": "medial"}
    last = {"isolated": "final", "final": "final", "initial": "medial", "medial": "medial"}
    ligatures = {}
    for ligature, (place, letters) in _forms().items():
        if len(letters) not in (2, 3) or not letters.isalpha():
            continue
        places = [first[place], *["medial"] * (len(letters) - 2), last[place]]
        parts = [_single_forms().get(part, "") for part in zip(letters, places, strict=True)]
        if all(parts):
            ligatures["".join(parts)] = ligature
    return ligatures


def _ligature_glyphs(gsub: Any) -> Iterator[str]:
    """Yield the names of the ligature glyphs that a font's substitution table forms unasked for Arabic."""
    scripts = {record.ScriptTag: record.Script for record in gsub.ScriptList.ScriptRecord}
    script = scripts.get("arab", scripts.get("DFLT"))
    if script is None or script.DefaultLangSys is None:
        return
    features = [gsub.FeatureList.FeatureRecord[index] for index in script.DefaultLangSys.FeatureIndex]
    wanted = {index for f in features if f.FeatureTag in _DEFAULT_FEATURES for index in f.Feature.LookupListIndex}
    for index in sorted(wanted):
        for table in gsub.LookupList.Lookup[index].SubTable:
            lookup = table.ExtSubTable if table.LookupType == _EXTENSION_LOOKUP else table
            if lookup.LookupType == _LIGATURE_LOOKUP:
                yield from (ligature.LigGlyph for found in lookup.ligatures.values() for ligature in found)


@cache
def font_forms(font: Path) -> frozenset[str]:
    """Read from a font which presentation forms it may be asked for.

    Parameters
    ----------
    font : pathlib.Path
        A TrueType or OpenType font file.

    Returns
    -------
    frozenset of str
        The forms of single letters that the font has, and of the ligatures that it has those that it forms unasked in
        running text; lam-alef is always one of them.

    Examples
    --------
    >>> from corpus_tools.style import font_path
    >>> plex = font_forms(font_path("regular"))
    >>> [form in plex for form in ("ﺳ", "ﻻ", "ﰲ", "ﷲ")]
    [True, True, True, False]
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - heavy, and needed only where matplotlib cannot shape

    with TTFont(font, fontNumber=0, lazy=True) as opened:
        glyph_of: dict[int, str] = opened.getBestCmap() or {}
        formed = set(_ligature_glyphs(opened["GSUB"].table)) if "GSUB" in opened else set()
    return frozenset(
        form
        for form in LETTER_FORMS.union(_ligatures().values())
        if ord(form) in glyph_of and (form in LETTER_FORMS or glyph_of[ord(form)] in formed)
    )


@cache
def _reshaper() -> "ArabicReshaper":
    """Make the reshaper that joins letters, keeps vowel marks and leaves ligatures to `join`."""
    from arabic_reshaper import ArabicReshaper  # noqa: PLC0415 - needed only where matplotlib cannot shape

    return ArabicReshaper(
        {
            "language": "Arabic",
            "delete_harakat": False,
            "shift_harakat_position": False,
            "delete_tatweel": False,
            "support_zwj": True,
            "use_unshaped_instead_of_isolated": True,
            "support_ligatures": False,
        }
    )


@cache
def _ligature_pattern(forms: frozenset[str]) -> re.Pattern[str]:
    """Match the joined forms that become one of these ligatures, with the vowel marks between them."""
    parts = sorted((parts for parts, form in _ligatures().items() if form in forms), key=lambda p: (-len(p), p))
    return re.compile("|".join(f"[{MARKS}]*".join(part) for part in parts) or r"(?!)")


@cache
def _replacements(forms: frozenset[str], *, isolated: bool) -> dict[int, str]:
    """Map letters to their isolated forms if these are wanted, and forms that are not to be had to bare letters."""
    bare = {ord(form): letter for (letter, _), form in _single_forms().items() if form not in forms}
    wanted = {letter: form for (letter, place), form in _single_forms().items() if place == "isolated"}
    return bare | ({ord(letter): form for letter, form in wanted.items() if form in forms} if isolated else {})


def _order_marks(run: re.Match[str]) -> str:
    """Put the marks of one letter in the order of shaping engines: shadda next to its letter, vowels after it."""
    return "".join(sorted(run.group(), key=lambda mark: (mark != _SHADDA, unicodedata.combining(mark))))


def join(text: str, *, forms: frozenset[str] | None = None, isolated: bool = False) -> str:
    """Replace Arabic letters by their joined forms, in reading order; vowel marks stay.

    Parameters
    ----------
    text : str
        Text in reading order.
    forms : frozenset of str, optional
        The presentation forms to be had, ligatures among them (`font_forms`). By default all forms of single letters,
        and of the ligatures lam-alef.
    isolated : bool
        Write the isolated forms too, rather than the bare letter, so that the text can be recognised as joined.

    Returns
    -------
    str
        The text in presentation forms.

    Examples
    --------
    >>> join("سلام")
    'ﺳﻼم'
    >>> join("سلام", isolated=True)
    'ﺳﻼﻡ'
    """
    forms = LETTER_FORMS if forms is None else forms

    def ligate(match: re.Match[str]) -> str:
        marks = re.sub(f"[^{MARKS}]", "", match.group())
        return _ligatures()[re.sub(f"[{MARKS}]", "", match.group())] + marks

    ordered = _MARK_RUN.sub(_order_marks, unicodedata.normalize("NFC", text))
    joined = _ligature_pattern(forms).sub(ligate, _reshaper().reshape(ordered))
    return joined.translate(_replacements(forms, isolated=isolated))


def order_of(text: str) -> Order:
    """Tell whether text was put into presentation forms, and in which order it then stands.

    A form that joins to the next letter is followed by one that joins to the letter before: in reading order the
    pair stands one way round, in screen order the other. Where the letters don't tell, screen order is meant, since
    that is what the usual recipe (arabic-reshaper, then python-bidi) leaves.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    {"letters", "logical", "visual"}
        "letters" is ordinary text.

    Examples
    --------
    >>> order_of("سلام"), order_of("ﺳﻼﻡ"), order_of("ﻡﻼﺳ")
    ('letters', 'logical', 'visual')
    """
    places = [_forms()[char][0] if char in _forms() else "" for char in re.sub(f"[{MARKS}]", "", drop_steering(text))]
    if not any(places):
        return "letters"
    onward, backward = {"initial", "medial"}, {"medial", "final"}
    votes = 0
    for left, right in pairwise(places):
        votes += (left in onward and right in backward) - (left in backward and right in onward)
    return "logical" if votes > 0 else "visual"


def _turn(run: re.Match[str]) -> str:
    """Turn a Latin run or a number round; a percent sign follows its number."""
    turned = run.group()[::-1]
    number = turned.strip("%٪")
    return turned if number == turned or not number[0].isdecimal() else number + turned.replace(number, "")


def _readings(line: str) -> Iterator[str]:
    """Yield what a line in screen order may have been in reading order, the likeliest first."""
    yield to_screen_order(line, "R")
    # An override turns the whole line round and mirrors its brackets.
    backwards = to_screen_order(f"\u202e{line}", "R")
    for runs in _LTR_RUNS:
        yield runs.sub(_turn, backwards)
    yield to_screen_order(line, "L")


def _spell(line: str) -> str:
    """Write forms in reading order as letters, with ZWNJ or ZWJ where the letters alone would join otherwise."""
    spelled: list[str] = []
    before: str | None = None  # the last form, marks aside
    for char in line:
        if char in _MARK_CHARS:
            spelled.append(char)
            continue
        spelled.append(_joiner(before, char) + (_forms()[char][1] if char in _forms() else char))
        before = char
    return "".join(spelled) + _joiner(before, None)


def _joiner(before: str | None, after: str | None) -> str:
    """Give the joiner that makes letters take the forms on both sides of it; mostly none is needed."""
    place, letters = _place(before)
    next_place, next_letters = _place(after)
    onward, backward = place in ("initial", "medial"), next_place in ("medial", "final")
    if onward != backward:
        return "\u200d"
    can_join = (letters[-1:], "initial") in _single_forms() and (next_letters[:1], "final") in _single_forms()
    return "\u200c" if can_join and not onward else ""


def _place(char: str | None) -> tuple[str, str]:
    """Give the place and the letters of a form; a tatweel joins on both sides."""
    return ("medial", "") if char == TATWEEL else _forms().get(char or "", ("", ""))


def to_letters(line: str) -> str | None:
    """Bring a line in presentation forms back to letters in reading order.

    Parameters
    ----------
    line : str
        One line, in reading or in screen order.

    Returns
    -------
    str or None
        The line in letters, or None if no reading of it gives back the same screen order.

    Examples
    --------
    >>> to_letters("ﻡﻼﺳ"), to_letters("ﺳﻼﻡ"), to_letters("سلام")
    ('سلام', 'سلام', 'سلام')
    """
    order = order_of(line)
    if order == "letters":
        return line
    readings = [line] if order == "logical" else _readings(line)
    for reading in readings:
        if order == "logical" or to_screen_order(reading, base_direction(reading)) == line:
            return _right_brackets(_spell(reading))
    return None


def _right_brackets(line: str) -> str:
    """Mirror the brackets of a line if they all face the wrong way, as python-bidi since 0.6 leaves them."""
    mirrored = line.translate(_MIRROR)
    return mirrored if _is_balanced(mirrored) and not _is_balanced(line) else line


def _is_balanced(line: str) -> bool:
    """Tell whether every bracket of a line that opens is closed, and the other way round."""
    expected: list[str] = []
    for char in line:
        if char in _CLOSING_OF:
            expected.append(_CLOSING_OF[char])
        elif char in _CLOSING_OF.values() and (not expected or expected.pop() != char):
            return False
    return not expected
