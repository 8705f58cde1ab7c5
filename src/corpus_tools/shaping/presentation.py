"""Presentation forms of Arabic letters: joining for renderers that cannot do it.

A renderer without a shaping engine draws one glyph a character. For it, letters are replaced by the code points that
Unicode keeps for their joined forms (blocks Arabic Presentation Forms-A and -B).
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus_tools.script import MARKS

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_SHADDA = "\u0651"
_MARK_RUN = re.compile(f"[{MARKS}]{{2,}}")
# Signs and words of one code point that occur in ordinary text; only a reshaper writes «ﷲ».
_OWN_SIGNS = frozenset(map(chr, (*range(0xFBB2, 0xFBD3), 0xFD3E, 0xFD3F, *range(0xFDC8, 0xFE00)))) - {"ﷲ"}

# GSUB: the features that a shaping engine applies by default, and the type of the lookups for ligatures.
_DEFAULT_FEATURES = frozenset({"ccmp", "rlig", "liga", "clig", "calt"})
_LIGATURE_LOOKUP = 4


def _read_forms() -> dict[str, tuple[str, str]]:
    """Return the presentation forms of the Unicode character database, each with its place and letters."""
    forms = {}
    for char in map(chr, (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))):
        place, _, letters = unicodedata.decomposition(char).partition(" ")
        if place.startswith("<") and char not in _OWN_SIGNS:
            forms[char] = (place.strip("<>"), "".join(chr(int(letter, 16)) for letter in letters.split()).lstrip(" "))
    return forms


#: The place in the word (isolated, initial, medial, final) and the letters of each presentation form.
FORMS = _read_forms()
#: The form of a letter at a place in the word.
FORM_OF = {
    (letters, place): form for form, (place, letters) in FORMS.items() if len(letters) == 1 and letters.isalpha()
}
#: The forms of single letters, and lam-alef, which every Arabic text needs.
LETTER_FORMS = frozenset(FORM_OF.values()) | frozenset("ﻵﻶﻷﻸﻹﻺﻻﻼ")


@cache
def _ligatures() -> dict[str, str]:
    """Return the ligature for each sequence of two or three joined forms that has one."""
    first = {"isolated": "initial", "final": "medial", "initial": "initial", "medial": "medial"}
    last = {"isolated": "final", "final": "final", "initial": "medial", "medial": "medial"}
    ligatures = {}
    for ligature, (place, letters) in FORMS.items():
        if len(letters) not in (2, 3) or not letters.isalpha():
            continue
        places = [first[place], *["medial"] * (len(letters) - 2), last[place]]
        parts = [FORM_OF.get(part, "") for part in zip(letters, places, strict=True)]
        if all(parts):
            ligatures["".join(parts)] = ligature
    return ligatures


def feature_tables(table: Any, tags: Collection[str]) -> Iterator[Any]:
    """Yield the subtables that some features of a font's GSUB or GPOS table apply to Arabic."""
    scripts = {record.ScriptTag: record.Script for record in table.ScriptList.ScriptRecord}
    script = scripts.get("arab", scripts.get("DFLT"))
    indices = script.DefaultLangSys.FeatureIndex if script is not None and script.DefaultLangSys else []
    features = [table.FeatureList.FeatureRecord[index] for index in indices]
    wanted = {index for f in features if f.FeatureTag in tags for index in f.Feature.LookupListIndex}
    for index in sorted(wanted):
        for subtable in table.LookupList.Lookup[index].SubTable:
            # Lookups of the extension type wrap those of any other.
            yield getattr(subtable, "ExtSubTable", subtable)


def _ligature_glyphs(gsub: Any) -> Iterator[str]:
    """Yield the names of the ligature glyphs that a font's substitution table forms by default for Arabic."""
    for lookup in feature_tables(gsub, _DEFAULT_FEATURES):
        if lookup.LookupType == _LIGATURE_LOOKUP:
            yield from (ligature.LigGlyph for found in lookup.ligatures.values() for ligature in found)


@cache
def font_forms(font: Path) -> frozenset[str]:
    """Return the presentation forms to use with a font: its single letters, and the ligatures that it forms by default.

    Lam-alef is always among them.
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
    """Return a reshaper that joins letters, keeps vowel marks and leaves ligatures to `join`."""
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
    """Return a pattern for the joined forms that become one of these ligatures, with the vowel marks between them."""
    parts = sorted((parts for parts, form in _ligatures().items() if form in forms), key=lambda p: (-len(p), p))
    return re.compile("|".join(f"[{MARKS}]*".join(part) for part in parts) or r"(?!)")


@cache
def _replacements(forms: frozenset[str], *, isolated: bool) -> dict[int, str]:
    """Map letters to isolated forms if these are wanted, and unavailable forms to bare letters."""
    bare = {ord(form): letter for (letter, _), form in FORM_OF.items() if form not in forms}
    wanted = {letter: form for (letter, place), form in FORM_OF.items() if place == "isolated"}
    return bare | ({ord(letter): form for letter, form in wanted.items() if form in forms} if isolated else {})


def _order_marks(run: re.Match[str]) -> str:
    """Order the marks of one letter as shaping engines do: shadda next to its letter, vowels after it."""
    return "".join(sorted(run.group(), key=lambda mark: (mark != _SHADDA, unicodedata.combining(mark))))


def join(text: str, *, forms: frozenset[str] | None = None, isolated: bool = False) -> str:
    """Replace Arabic letters by their joined forms, in reading order; vowel marks stay.

    `forms` are the available presentation forms, with ligatures (`font_forms`); by default all single letters and
    lam-alef. With `isolated`, isolated letters become forms too, so that the text can be recognised as joined.
    """
    forms = LETTER_FORMS if forms is None else forms

    def ligate(match: re.Match[str]) -> str:
        marks = re.sub(f"[^{MARKS}]", "", match.group())
        return _ligatures()[re.sub(f"[{MARKS}]", "", match.group())] + marks

    ordered = _MARK_RUN.sub(_order_marks, unicodedata.normalize("NFC", text))
    joined = _ligature_pattern(forms).sub(ligate, _reshaper().reshape(ordered))
    return joined.translate(_replacements(forms, isolated=isolated))
