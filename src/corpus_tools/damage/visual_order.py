"""Text in the order of a screen, from left to right, as programs take it out of PDF files; turned into reading order.

Arabic is stored in reading order. Where the letters of each line were taken as they lie on the page, words begin with ة
or ى, which end words, and end in «لا», which is the article backwards; letters in presentation forms join the wrong
neighbours. Turning a line is the bidirectional algorithm once more (Unicode Standard Annex 9), which keeps numbers and
Latin words as they are.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np

from corpus_tools.arrays import Ints
from corpus_tools.damage.character_classes import END, Units, holding_any
from corpus_tools.data_files import read_rows
from corpus_tools.script import LETTERS, MARKS, Edit, fold, is_any_of
from corpus_tools.shaping.direction import drop_steering
from corpus_tools.shaping.handshaped import from_screen_order, right_brackets
from corpus_tools.shaping.presentation import FORMS

#: Presentation forms; without one of these, and without a word that begins with ة, visual order cannot be told.
FORM_RANGES = "\ufb50-\ufdff\ufe70-\ufefc"

_FORM = re.compile(f"[{FORM_RANGES}]")
_WORD = re.compile(f"[{LETTERS}{MARKS}]+")
_LINE = re.compile(r"[^\r\n]+")
#: How many words must be impossible in reading order, and how many times as many as those of their line that are usual
#: in it; and what share of all usual words: among thousands, two end in «لا» on lines of their own.
_FEWEST, _TIMES, _SHARE = 2, 4, 0.01
_SHORTEST = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: Turned text begins words so where a lam-alef was taken as one sign, its letters in reading order: «األخبار».
_SWAPPED = re.compile(r"\b[وفبك]?ا[أإآ]ل|\bاال")


@cache
def _frequent() -> frozenset[str]:
    """Return the words without which no text of some length is Arabic."""
    return frozenset(form for row in read_rows("closed_class") if len(form := fold(row.split("\t")[0])) > 1)


def is_visual(text: str) -> bool:
    """Return whether lines of a text are in visual order: more of their words are impossible so than are usual.

    >>> is_visual("ةيرابتخا ةرقف هذه"), is_visual("هذه فقرة اختبارية")
    (True, False)
    """
    if not holding_any([text], [signs_of_screen_order])[0, 0]:
        return False
    n_visual = n_usual = 0
    for line in _LINE.finditer(text):
        impossible, usual = _count(line.group())
        n_visual += impossible if impossible > _TIMES * usual else 0
        n_usual += usual
    return n_visual >= max(_FEWEST, _SHARE * n_usual)


def _count(line: str) -> tuple[int, int]:
    """Return how many words of a line are impossible in reading order, and how many are usual in it."""
    impossible = usual = 0
    is_shaped = _FORM.search(line) is not None
    for word in _WORD.findall(line):
        forms = [FORMS[letter][0] for letter in word if letter in FORMS] if is_shaped else []
        if len(forms) == len(word) > 1:
            votes = _votes(forms)
        elif len(word) >= _SHORTEST and not forms:
            votes = (word[-1] in "ةى" or word.startswith("ال")) - (word[0] in "ةى" or word.endswith("لا"))
        else:
            continue
        usual += votes > 0
        impossible += votes < 0
    return impossible, usual


def _votes(forms: list[str]) -> int:
    """Return how many pairs of presentation forms join in reading order, less those that join on the screen."""
    onward, backward = {"initial", "medial"}, {"medial", "final"}
    return sum(
        (left in onward and right in backward) - (left in backward and right in onward)
        for left, right in pairwise(forms)
    )


def turn(text: str) -> str | None:
    """Return a text in visual order in reading order; None where that is not certain.

    It is not where the letters of «لا» come as one sign, so that «سلام» and «سالم» cannot be told apart, nor where a
    line shows what no line in reading order does.
    """
    written = _LINE.findall(text)
    sound = list(map(_is_sound, written))
    whole = "\n".join(line for line, is_sound in zip(written, sound, strict=True) if not is_sound)
    # Without a year that tells, numbers are taken to stand as they are read; else they were turned with the letters.
    backwards = not _YEAR.search(whole) and _YEAR.search(whole[::-1]) is not None
    lines: list[str] = []
    for line, is_sound in zip(written, sound, strict=True):
        turned = line if is_sound else line[::-1] if backwards else from_screen_order(drop_steering(line))
        if turned is None:
            return None
        lines.append(line if is_sound else right_brackets(turned))
    of_lines = iter(lines)
    plain = fold("\n".join(lines), profile="marks")
    if _SWAPPED.search(plain) or is_visual(plain) or _n_frequent(plain) < _n_frequent(fold(text, profile="marks")):
        return None
    return _LINE.sub(lambda _: next(of_lines), text)


def _is_sound(line: str) -> bool:
    """Return whether a line of a text in visual order is in reading order all the same, as its title may be."""
    impossible, usual = _count(line)
    return usual + _n_frequent(line) > impossible + _n_frequent(line[::-1])


def _n_frequent(text: str) -> int:
    """Return how many words of a text are of the most frequent ones."""
    return sum(fold(word) in _frequent() for word in _WORD.findall(text))


def turn_visual_order(text: str) -> Iterator[Edit]:
    """Turn the lines of a text in visual order into reading order, where that is certain; an edit a line.

    >>> list(turn_visual_order("ةيرابتخا ةرقف هذه"))
    [(0, 17, 'هذه فقرة اختبارية')]
    """
    if not is_visual(text) or (turned := turn(text)) is None:
        return
    at = 0
    for line in _LINE.finditer(text):
        after = _LINE.search(turned, at)
        assert after is not None  # noqa: S101 - turning a line leaves a line
        at = after.end()
        yield *line.span(), after.group()


def signs_of_screen_order(codes: Units) -> Ints:
    """Return where texts hold presentation forms or a word that begins with ة: without, they are in reading order."""
    places = np.flatnonzero(codes == ord("ة"))
    places = places[is_any_of(codes[places - 1], f" \n{END}")]
    return np.append(places, np.flatnonzero((codes >= ord(FORM_RANGES[0])) & (codes != ord(END))))
