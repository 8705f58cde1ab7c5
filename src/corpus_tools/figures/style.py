"""The look of figures, as data: fonts by path, inks, and matplotlib's settings."""

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
    """Read the file that describes the look."""
    loaded: dict[str, Any] = yaml.safe_load(
        (files("corpus_tools") / "data" / "figure_style.yaml").read_text(encoding="utf-8")
    )
    return loaded


def font_path(weight: Weight) -> Path:
    """Give the font file that ships with the package, so that figures don't depend on the machine's fonts.

    Parameters
    ----------
    weight : {"regular", "semibold", "bold"}
        The weight.

    Returns
    -------
    pathlib.Path
        A TrueType file.

    Examples
    --------
    >>> font_path("bold").name
    'IBMPlexSansArabic_700Bold.ttf'
    """
    return Path(str(files("corpus_tools") / "fonts" / _data()["fonts"][weight]))


def inks() -> dict[str, str]:
    """Give the inks by name, as hexadecimal colours.

    Examples
    --------
    >>> inks()["ink"]
    '#222222'
    """
    return dict(_data()["inks"])


def style_settings() -> dict[str, Any]:
    """Give the settings of `use_style` for `matplotlib.rcParams`, inks by their colours.

    Examples
    --------
    >>> style_settings()["font.family"]
    ['IBM Plex Sans Arabic', 'DejaVu Sans']
    """
    colours = inks()
    settings = {
        key: colours.get(value, value) if isinstance(value, str) else value
        for key, value in _data()["settings"].items()
    }
    return settings | {"axes.prop_cycle": cycler(color=[colours[name] for name in _data()["series"]])}


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
    """Give all figures the look of this package, and draw Arabic text right in all of them.

    From then on plain strings come out joined, ordered and read from the right, whoever draws them: matplotlib,
    pandas, seaborn, networkx. Calling it again changes nothing.

    Returns
    -------
    contextlib.ExitStack
        Use it in a `with` statement, or call its `close()`, to have everything as it was before. Otherwise it may be
        ignored.

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
    SVG is drawn with letters as outlines, since viewers would take every label for left-to-right text. matplotlib's PGF
    backend does not shape Arabic; use PDF. Formulas (`$…$`) work in labels without Arabic letters; see
    `corpus_tools.shaping.shape_text.is_mathtext`.
    """
    register_fonts()
    settings = style_settings()
    current: Any = rcParams
    undo = ExitStack()
    undo.callback(current.update, {key: current[key] for key in settings})
    current.update(settings)
    # Not `shaped_text`, which ends with the last reference to it: whoever ignores what is returned means it to stay.
    start_shaping()
    undo.callback(stop_shaping)
    return undo
