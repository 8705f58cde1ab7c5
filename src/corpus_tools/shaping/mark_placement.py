"""The places of vowel marks in a font, for a renderer that draws each mark at the current pen position.

The anchors are those of the font's GPOS table, which a shaping engine would apply: mark to letter, mark to ligature and
mark to mark (OpenType 1.9, "GPOS - Glyph Positioning Table", lookup types 4, 5 and 6).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus_tools.script import MARKS
from corpus_tools.shaping.presentation import FORMS, feature_tables

_FEATURES = ("mark", "mkmk")
_TO_LETTER, _TO_LIGATURE, _TO_MARK = 4, 5, 6
_TANWIN, _NOT_KASRA, _KASRA, _SHADDA = "\u064b\u064c\u064d", "\u064e\u064f\u0652", "\u0650", "\u0651"
_MARK = re.compile(f"[{MARKS}]")
_CLUSTER = re.compile(f"([{MARKS}]+)[^{MARKS}]")

Point = tuple[float, float]


@dataclass(frozen=True)
class _Lookup:
    """One lookup of the table: the anchors of each mark and of its possible targets, by class of mark."""

    to_mark: bool
    marks: dict[str, tuple[int, Point]]
    targets: dict[str, list[dict[int, Point]]]  # the parts of a ligature; other glyphs have one

    def offset(self, mark: str, target: str, part: int) -> Point | None:
        """Return the offset from the target's origin to the mark's, or None if they cannot be attached."""
        if mark not in self.marks or target not in self.targets:
            return None
        kind, (x, y) = self.marks[mark]
        parts = self.targets[target]
        anchor = parts[min(part, len(parts) - 1)].get(kind)
        return None if anchor is None else (anchor[0] - x, anchor[1] - y)


@cache
def _read_font(path: Path) -> tuple[dict[int, str], list[_Lookup]]:
    """Return the glyph names of a font by code point, and the lookups that place its marks."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - heavy, and needed only where matplotlib cannot shape

    with TTFont(path, fontNumber=0) as font:
        glyphs: dict[int, str] = font.getBestCmap() or {}
        if "GPOS" not in font:
            return glyphs, []
        gpos = font["GPOS"].table
        em = float(font["head"].unitsPerEm)
        return glyphs, list(filter(None, (_read_lookup(table, em) for table in feature_tables(gpos, _FEATURES))))


def _read_lookup(table: Any, em: float) -> _Lookup | None:
    """Return one subtable, with its anchors in ems, or None for other types."""

    def point(anchor: Any) -> Point:
        return anchor.XCoordinate / em, anchor.YCoordinate / em

    def by_class(anchors: list[Any]) -> dict[int, Point]:
        return {kind: point(anchor) for kind, anchor in enumerate(anchors) if anchor is not None}

    def by_glyph(coverage: Any, records: list[Any]) -> Iterator[tuple[str, Any]]:
        return zip(coverage.glyphs, records, strict=True)

    if table.LookupType == _TO_LETTER:
        marks, array = table.MarkCoverage, table.MarkArray
        targets = {g: [by_class(r.BaseAnchor)] for g, r in by_glyph(table.BaseCoverage, table.BaseArray.BaseRecord)}
    elif table.LookupType == _TO_LIGATURE:
        marks, array = table.MarkCoverage, table.MarkArray
        targets = {
            g: [by_class(part.LigatureAnchor) for part in r.ComponentRecord]
            for g, r in by_glyph(table.LigatureCoverage, table.LigatureArray.LigatureAttach)
        }
    elif table.LookupType == _TO_MARK:
        marks, array = table.Mark1Coverage, table.Mark1Array
        targets = {g: [by_class(r.Mark2Anchor)] for g, r in by_glyph(table.Mark2Coverage, table.Mark2Array.Mark2Record)}
    else:
        return None
    anchors = {g: (record.Class, point(record.MarkAnchor)) for g, record in by_glyph(marks, array.MarkRecord)}
    return _Lookup(table.LookupType == _TO_MARK, anchors, targets)


def has_marks(line: str) -> bool:
    """Return whether a line has vowel marks."""
    return _MARK.search(line) is not None


def place_marks(line: str, font: Path) -> dict[int, tuple[int, Point]]:
    """Return the place of each vowel mark that the font can place, by its index in the line.

    The line is in presentation forms and screen order, its marks before their letters. A place is the index of the
    letter and the offset from the origin of its glyph to the origin of the mark's, right and up, in ems.
    """
    glyphs, lookups = _read_font(font)
    places: dict[int, tuple[int, Point]] = {}
    for cluster in _CLUSTER.finditer(line):
        letter = cluster.end() - 1
        place, letters = FORMS.get(line[letter], ("isolated", line[letter]))
        # Fonts give anchors to the bare letter, not to its copy among the presentation forms.
        target = glyphs.get(ord(letters if place == "isolated" and len(letters) == 1 else line[letter]), "")
        marks = cluster[1][::-1]
        standing: dict[int, tuple[str, Point]] = {}  # the last mark on each part
        for number, mark in enumerate(glyphs.get(ord(char), "") for char in marks):
            part = _part(letters, marks, number)
            offset = _attach(lookups, mark, target, part, standing.get(part))
            if offset is not None:
                places[letter - 1 - number] = letter, offset
                standing[part] = mark, offset
    return places


def _attach(lookups: list[_Lookup], mark: str, target: str, part: int, below: tuple[str, Point] | None) -> Point | None:
    """Return the offset of a mark from its letter, on top of the mark that is already there if the font allows."""
    place = None
    for lookup in lookups:
        if not lookup.to_mark:
            place = lookup.offset(mark, target, part) or place
        elif below and (step := lookup.offset(mark, below[0], 0)):
            place = below[1][0] + step[0], below[1][1] + step[1]
    return place


def _part(letters: str, marks: str, number: int) -> int:
    """Return the letter of a ligature on which a mark stands; its code point does not show it.

    The second vowel is on the last letter. A single one is there if it is nunation, which ends a word, or belongs to
    the hamza there; so is the shadda of a nisba, with the vowel on it. Other marks are on the first letter.
    """
    mark, last = marks[number], letters[-1:]
    is_second = sum(other != _SHADDA for other in marks[:number]) > 0 and mark != _SHADDA
    with_hamza = mark in {"أ": _NOT_KASRA, "إ": _KASRA}.get(last, "")
    of_nisba = last == "ي" and _SHADDA in marks
    return len(letters) - 1 if is_second or mark in _TANWIN or with_hamza or of_nisba else 0
