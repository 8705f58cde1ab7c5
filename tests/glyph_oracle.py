"""What a line should look like: the Unicode bidirectional algorithm, written from UAX #9, over HarfBuzz.

Independent of what draws the figures: matplotlib 3.11 orders with SheenBidi, `corpus_tools` before it with python-bidi.
Explicit embeddings and isolates (rules X1 to X8) are left out; no line that is compared has them.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

import uharfbuzz

from corpus_tools.script import LETTERS

INVISIBLE = "\u061c\u200c\u200d\u200e\u200f"

# Glyphs that an old matplotlib cannot ask for, since they have no code point, come from these features: digits of
# the height of Arabic letters, short tails before a neighbour, a shadda and its vowel in one glyph.
UNENCODED = {"locl": False, "calt": False, "ccmp": False}

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_SCRIPT_PAIRS = _PAIRS | {"«": "»", "‹": "›", "“": "”", "‘": "’", "<": ">"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})


def _weak_types(types: list[str], start: str) -> list[str]:
    """Apply rules W1 to W7."""
    strong, previous = start, start
    result = []
    for kind in types:  # W1, W2
        now = previous if kind == "NSM" else kind
        if now == "EN" and strong == "AL":
            now = "AN"
        strong = now if now in ("L", "R", "AL") else strong
        previous = now
        result.append(now)
    result = ["R" if kind == "AL" else kind for kind in result]  # W3
    for at in range(1, len(result) - 1):  # W4
        before, kind, after = result[at - 1 : at + 2]
        if before == after and ((kind == "ES" and before == "EN") or (kind == "CS" and before in ("EN", "AN"))):
            result[at] = before
    at = 0
    for kind, run in groupby(list(result)):  # W5
        end = at + len(list(run))
        if kind == "ET" and "EN" in (result[at - 1] if at else "", result[end] if end < len(result) else ""):
            result[at:end] = ["EN"] * (end - at)
        at = end
    result = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in result]  # W6
    strong = start
    for at, kind in enumerate(result):  # W7
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            result[at] = "L"
    return result


def _side(kind: str) -> str:
    """Numbers count as right-to-left for the neutrals beside them."""
    return "R" if kind in ("R", "EN", "AN") else kind


def _bracket_types(text: str, kinds: list[str], base: str) -> None:
    """Apply rule N0: brackets go with what they enclose."""
    stack: list[tuple[str, int]] = []
    pairs = []
    for at, char in enumerate(text):
        if char in _PAIRS and kinds[at] == "ON":
            stack.append((_PAIRS[char], at))
        elif char in _PAIRS.values() and kinds[at] == "ON":
            opened = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == char), None)
            if opened is not None:
                pairs.append((stack[opened][1], at))
                del stack[opened:]
    for start, end in sorted(pairs):
        inside = {_side(kind) for kind in kinds[start + 1 : end]} & {"L", "R"}
        before = next((_side(kind) for kind in reversed(kinds[:start]) if _side(kind) in ("L", "R")), base)
        if inside:
            kinds[start] = kinds[end] = base if base in inside or before == base else before


def levels(text: str, base: str) -> list[int]:
    """Give the embedding level of each character of a line with base direction R or L."""
    kinds = _weak_types([unicodedata.bidirectional(char) or "L" for char in text], base)
    _bracket_types(text, kinds, base)
    sides = [base, *map(_side, kinds), base]
    for at, kind in enumerate(kinds, start=1):  # N1, N2
        if kind in _NEUTRAL:
            after = next(side for side in sides[at + 1 :] if side in ("L", "R"))
            sides[at] = sides[at - 1] if sides[at - 1] == after else base
    floor = 1 if base == "R" else 0
    result = []
    for kind, side in zip(kinds, sides[1:-1], strict=True):  # I1, I2
        number = kind in ("EN", "AN")
        if floor == 0:
            result.append(2 if number else int(side == "R"))
        else:
            result.append(2 if number or side == "L" else 1)
    for at in range(len(text.rstrip()), len(text)):  # L1
        result[at] = floor
    return result


def _scripts(text: str) -> list[str]:
    """Give the script of each character; what is common to all scripts goes with the one before it, or after it."""
    scripts: list[str] = []
    stack: list[tuple[str, str]] = []
    for char in text:
        now = (
            "Arab"
            if re.match(f"[{LETTERS}]", char)
            else "Latn"
            if unicodedata.name(char, "").startswith("LATIN")
            else ""
        )
        if not now and scripts:
            now = scripts[-1]
            if char in _SCRIPT_PAIRS:
                stack.append((_SCRIPT_PAIRS[char], now))
            while stack and char in _SCRIPT_PAIRS.values():
                closing, script = stack.pop()
                if closing == char:
                    now = script
                    break
        scripts.append(now)
    for at in range(len(scripts) - 2, -1, -1):
        scripts[at] = scripts[at] or scripts[at + 1]
    return scripts


@cache
def _font(path: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))


def expected_glyphs(text: str, font: Path, *, base: str = "R", features: dict[str, bool] | None = None) -> list[int]:
    """Give the glyphs of a line from left to right, as HarfBuzz shapes the runs of the bidirectional algorithm."""
    at = 0
    runs = []
    for (level, script), group in groupby(zip(levels(text, base), _scripts(text), strict=True)):
        length = len(list(group))
        runs.append((level, script, at, length))
        at += length
    for level in range(max(levels(text, base)), 0, -1):  # L2
        ordered = []
        for high, reverse in groupby(runs, key=lambda run: run[0] >= level):
            ordered.extend(list(reverse)[:: -1 if high else 1])
        runs = ordered
    glyphs: list[int] = []
    for level, script, start, length in runs:
        buffer = uharfbuzz.Buffer()
        buffer.add_codepoints(list(map(ord, text)), item_offset=start, item_length=length)
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.script = script or "Zyyy"
        uharfbuzz.shape(_font(font), buffer, features or {})
        glyphs.extend(info.codepoint for info in buffer.glyph_infos if text[info.cluster] not in INVISIBLE)
    return glyphs
