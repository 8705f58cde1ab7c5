"""The look of figures, as data: fonts by path, palette, and matplotlib's settings."""

from contextlib import ExitStack
from functools import cache
from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal

import yaml
from matplotlib import rcParams
from matplotlib.font_manager import fontManager
from matplotlib.rcsetup import cycler

from corpus_tools.figures.drawing import start_shaping, stop_shaping

Weight = Literal["regular", "semibold", "bold"]


@cache
def _data() -> dict[str, Any]:
    """Read the file that describes the look, once."""
    loaded: dict[str, Any] = yaml.safe_load(
        (files("corpus_tools") / "data" / "figure_style.yaml").read_text(encoding="utf-8")
    )
    return loaded


def font_path(weight: Weight) -> Path:
    """Return the TrueType file that ships with the package, so that figures don't depend on the machine's fonts."""
    return Path(str(files("corpus_tools") / "fonts" / _data()["fonts"][weight]))


def palette() -> dict[str, str]:
    """Return the colours by name, in hexadecimal."""
    return dict(_data()["inks"])


INK, GREY, PALE, SAND, PAPER, RED, BLUE, PLUM, LIGHT_RED, LIGHT_BLUE, EMPTY = (
    palette()[name]
    for name in ("ink", "grey", "pale", "sand", "paper", "red", "blue", "plum", "light_red", "light_blue", "empty")
)

#: The inks of several series in one panel, in this order.
SERIES = [palette()[name] for name in _data()["series"]]


def style_settings() -> dict[str, Any]:
    """Return the settings of `use_style` for `matplotlib.rcParams`, with the names of colours replaced."""
    colours = palette()
    settings = {
        key: colours.get(value, value) if isinstance(value, str) else value
        for key, value in _data()["settings"].items()
    }
    return settings | {"axes.prop_cycle": cycler(color=SERIES)}


def register_fonts() -> None:
    """Make the package's fonts known to matplotlib, ahead of fonts of the same name that the machine may have."""
    weights: tuple[Weight, ...] = ("regular", "semibold", "bold")
    paths = [str(font_path(weight)) for weight in weights]
    leading = {entry.fname for entry in takewhile(lambda entry: entry.fname in paths, fontManager.ttflist)}
    if leading == set(paths):
        return
    fontManager.ttflist[:] = [entry for entry in fontManager.ttflist if entry.fname not in paths]
    for path in paths:
        fontManager.addfont(path)
    fontManager.ttflist.sort(key=lambda entry: entry.fname not in paths)


def use_style() -> ExitStack:
    """Give all figures the look of this package, and draw Arabic text correctly in all of them.

    From then on plain strings are drawn joined, ordered and from the right, whoever draws them: matplotlib, pandas,
    seaborn, networkx. Calling it again changes nothing.

    Returns
    -------
    contextlib.ExitStack
        Use it in a `with` statement, or call its `close()`, to restore the previous state; or ignore it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> with use_style():
    ...     axes = Figure().subplots()
    ...     bars = axes.barh(["حلب", "حمص"], [20, 15])
    ...     title = axes.set_title("أكثر المدن ذكراً، 2011–2017")
    ...     axes.figure.canvas.draw()

    Notes
    -----
    SVG letters are outlines, since viewers would take every label for left-to-right text. Text in a PDF can be searched
    and copied in the order of reading; in Arabic text it holds invisible direction marks, after numbers and signs and
    around brackets.
    matplotlib's PGF backend does not shape Arabic; use PDF. Formulas (`$…$`) work in labels without Arabic letters; see
    `corpus_tools.shaping.shape_text.is_mathtext`.
    """
    register_fonts()
    settings = style_settings()
    current: Any = rcParams
    undo = ExitStack()
    undo.callback(current.update, {key: current[key] for key in settings})
    current.update(settings)
    # Not `shaped_text`, which ends with the last reference to it: a caller that ignores the result wants it to stay.
    start_shaping()
    undo.callback(stop_shaping)
    return undo
