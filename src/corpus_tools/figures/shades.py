"""Shades of an ink, and the ink that is read on a colour."""

from math import fsum

import numpy as np
from matplotlib.colors import to_hex, to_rgb

from corpus_tools.figures.style import INK, PAPER

#: The luminance at which a light and a dark ink have about the same contrast: (0.18 + 0.05)² is 1.05 × 0.05.
_MIDDLE = 0.18


def shade(ink: str, share: float) -> str:
    """Return an ink mixed with paper, as much of the ink as `share` says (0 to 1)."""
    paper = np.array(to_rgb(PAPER))
    red, green, blue = (paper + (np.array(to_rgb(ink)) - paper) * share).tolist()
    return to_hex((red, green, blue))


def ink_on(colour: str) -> str:
    """Return the ink, light or dark, that has more contrast to a colour.

    The luminance is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
    """
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
    luminance = fsum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return PAPER if luminance < _MIDDLE else INK
