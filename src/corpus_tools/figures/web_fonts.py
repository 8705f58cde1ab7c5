"""The typeface of the figures as part of a page or a drawing."""

import base64
from functools import cache
from io import BytesIO

from fontTools.ttLib import TTFont

from corpus_tools.figures.style import Weight, font_path

#: The weights of the typeface as CSS and SVG number them.
WEIGHTS: dict[int, Weight] = {400: "regular", 600: "semibold", 700: "bold"}


@cache
def font_faces(family: str) -> str:
    """Return the rules of CSS that hold the typeface, whole and compressed, under the name of a family."""
    rules = []
    for weight, name in WEIGHTS.items():
        font, buffer = TTFont(font_path(name), recalcTimestamp=False), BytesIO()
        font.flavor = "woff"
        font.save(buffer)
        data = base64.b64encode(buffer.getvalue()).decode()
        source = f'url("data:font/woff;base64,{data}") format("woff")'
        rules.append(f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source}}}\n')
    return "".join(rules)
