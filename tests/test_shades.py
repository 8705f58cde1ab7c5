"""Shades, and the ink that is read on them."""

import pytest

from corpus_tools.figures.shades import ink_on, shade
from corpus_tools.figures.style import BLUE, INK, PAPER, PLUM


@pytest.mark.parametrize(("share", "colour"), [(0, PAPER), (1, BLUE)])
def test_a_shade_lies_between_paper_and_ink(share: float, colour: str) -> None:
    assert shade(BLUE, share).upper() == colour


@pytest.mark.parametrize(
    ("colour", "ink"), [(PAPER, INK), (INK, PAPER), (BLUE, PAPER), (PLUM, PAPER), (shade(BLUE, 0.4), INK)]
)
def test_the_ink_has_contrast(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink
