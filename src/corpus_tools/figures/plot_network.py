"""Draw who is mentioned with whom as a network of names."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from corpus_tools.actors.registry.load import Registry
from corpus_tools.arrays import Floats
from corpus_tools.copies import swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.figures.edge_paths import bend_edges, free_spots
from corpus_tools.figures.evidence import add_pair_evidence
from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.node_layout import place_nodes
from corpus_tools.figures.pairs import MAX_Q, MIN_DOCUMENTS, ends_of, subtitle_of_pairs, sure_pairs
from corpus_tools.figures.sheet import BODY, MARGIN, CorpusFigure, Heading, Panel, Sheet, new_sheet
from corpus_tools.figures.style import GREY, INK, PAPER
from corpus_tools.figures.value_axis import value_ticks
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.tables import at_least_one

_SMALLEST, _LARGEST = 8.5, 13.0  # sizes of names, in points
_WIDEST_LINE = 7.0  # points
_THINNEST_LINE = 0.5
_LABEL = 2.0  # the widest that a name is set, in inches
_NUMBER = 7.5
_LINE = "#A9C3CF"


@dataclass(frozen=True)
class _Network:
    """Names with their sizes (points) and places (inches), and the lines between them."""

    names: list[str]
    sizes: list[float]
    middles: Floats  # x and y of each name
    halves: Floats  # half the width and height of each name
    lines: list[tuple[int, int, int]]  # the places of two names in the list, and how often they meet
    height: float


def plot_network(
    links: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    actors: Registry | pd.DataFrame | None = None,
    *,
    mentions: pd.DataFrame | None = None,
    parents: bool = True,
    min_documents: int = MIN_DOCUMENTS,
    max_q: float = MAX_Q,
    top: int = 15,
    each: int = 3,
    seed: int = 0,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw who is mentioned with whom as a network of names, with wider lines between actors that meet more often.

    Each actor is joined to those that it meets most often, if that is more often than by chance; the triangle matrix of
    `plot_co_mentions` shows all pairs.

    Parameters
    ----------
    links : DataFrame
        What `co_mentions` made: actor_a, actor_b, n, documents and, if there, expected and q. Where it counts copies
        once, n_independent is drawn.
    corpus : Corpus or DataFrame, optional
        The corpus that was searched.
    actors : see `plot_mentions`
    mentions : DataFrame, optional
        The mentions that were linked; with the corpus, they give the evidence.
    parents : bool
        Whether to join an actor to one that it is a part of, such as a leader to the state.
    min_documents : int
        Leave out pairs that meet in fewer documents: one article makes no network.
    max_q : float
        Leave out pairs with a higher q, and those that meet no more often than expected.
    top : int
        The most actors to draw: those that meet others most often.
    each : int
        The lines that an actor gets, to those that it meets most often; it has more if others chose it.
    seed : int
        The seed of the layout: the same seed gives the same places.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a pair each) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no pair is left to draw.
    TypeError, ValueError
        If a column is missing, an option is not known, or the numbers are not those of the corpus.

    Examples
    --------
    >>> links = pd.DataFrame({"actor_a": ["RUS"], "actor_b": ["SYR"], "n": [4], "documents": [3]})
    >>> actors = pd.DataFrame({"actor_id": ["RUS", "SYR"], "name_ar": ["روسيا", "سوريا"]})
    >>> plot_network(links, actors=actors).rows[["label_a", "label_b", "n"]].values.tolist()
    [['روسيا', 'سوريا', 4]]
    """
    pairs = sure_pairs(links, corpus, actors, parents=parents, min_documents=min_documents, max_q=max_q)
    rows = _chosen(pairs.rows, at_least_one(top), at_least_one(each))
    if rows.empty:
        raise NothingToDrawError(
            f"no network to draw: no two actors meet in {min_documents} articles or more, and more often than by chance"
        )
    drawn = sorted({*rows["actor_a"], *rows["actor_b"]})
    labels = dict(zip(drawn, actor_labels(actors, drawn, locale.lang), strict=True))
    rows.insert(2, "label_a", rows["actor_a"].map(labels))
    rows.insert(3, "label_b", rows["actor_b"].map(labels))
    network = _lay_out(rows, labels, seed)
    first = f"network_subtitle_{pairs.counted['within']}"
    subtitle = subtitle_of_pairs(first, "network_parents", pairs, locale, max_q=max_q, parents=parents)
    subtitle += "\n" + locale.text("network_widest", n=locale.counted(int(rows["n"].max()), "time"))
    heading = Heading(title or locale.text("network_title"), subtitle, source, validation)
    sheet, top_of_body = new_sheet(locale, heading, body=network.height + 0.4)
    _draw(sheet, top_of_body, network)
    sheet.figure.rows = rows.reset_index(names="mark")
    if mentions is not None and pairs.corpus is not None:
        add_pair_evidence(sheet.figure, pairs.links, mentions, pairs.corpus)
    sheet.figure.rows = swap_counts(sheet.figure.rows)
    return sheet.figure


def _chosen(sure: pd.DataFrame, top: int, each: int) -> pd.DataFrame:
    """Return the pairs to join, among the actors that meet others most often."""
    ranked = ends_of(sure).groupby("actor")["n"].sum().sort_values(ascending=False, kind="stable")
    drawn = set(ranked.index[: max(top, 2)])
    rows = sure[sure["actor_a"].isin(drawn) & sure["actor_b"].isin(drawn)]
    ends = ends_of(rows).sort_values("n", ascending=False, kind="stable")
    strongest = ends.groupby("actor").head(each).index
    return rows[rows.index.isin(strongest)].reset_index(drop=True)


def _lay_out(rows: pd.DataFrame, labels: dict[str, str], seed: int) -> _Network:
    """Choose the size and the place of each name."""
    number = {actor: place for place, actor in enumerate(labels)}
    a, b = (np.array([number[actor] for actor in rows[column]], dtype=np.int64) for column in ("actor_a", "actor_b"))
    n = rows["n"].to_numpy(float)
    weight = np.bincount(a, n, len(labels)) + np.bincount(b, n, len(labels))
    sizes = [round(_SMALLEST + (_LARGEST - _SMALLEST) * float(share), 1) for share in np.sqrt(weight / weight.max())]
    names = [clip(label, _LABEL, size=size) for label, size in zip(labels.values(), sizes, strict=True)]
    halves = np.array(
        [[measure(name, size=size) / 2 + 0.06, 0.85 * size / 72] for name, size in zip(names, sizes, strict=True)]
    )
    room = 1.2 + 0.24 * len(names)
    middles, height = place_nodes(a, b, n / n.max(), half=halves, width=BODY, height=room, seed=seed)
    lines = list(zip(a.tolist(), b.tolist(), rows["n"].astype(int).tolist(), strict=True))
    return _Network(names, sizes, middles, halves, lines, height)


def _draw(sheet: Sheet, top: float, network: _Network) -> None:
    """Draw the lines from name to name, and on each its number where all of them have a free place."""
    panel = sheet.inch_panel(MARGIN, top, BODY, network.height)
    most = max(n for _, _, n in network.lines)
    paths = bend_edges([(a, b) for a, b, _ in network.lines], network.middles, network.halves)
    for mark, (path, (_, _, n)) in enumerate(zip(paths, network.lines, strict=True)):
        points = max(_WIDEST_LINE * n / most, _THINNEST_LINE)
        if len(path):
            # Of a bent line the middle half lies near the straight one between its ends.
            cut = len(path) // 4 if _bends(path) > points / 72 else 0
            sheet.area(panel, mark, *map(tuple, path[[cut, -1 - cut]].tolist()), width=points)
        panel.axes.plot(*path.T, color=_LINE, linewidth=points, solid_capstyle="butt", zorder=1)
    for middle, name, size in zip(network.middles, network.names, network.sizes, strict=True):
        _write(sheet, panel, name, middle, size=size, colour=INK)
    numbers = [sheet.locale.number(n) for _, _, n in network.lines]
    halves = [np.array([measure(text, size=_NUMBER) / 2 + 0.03, 0.6 * _NUMBER / 72]) for text in numbers]
    spots = free_spots(paths, halves, network.middles, network.halves)
    if spots is None:
        _draw_scale(sheet, panel, most)
        return
    for text, half, spot in zip(numbers, halves, spots, strict=True):
        panel.axes.add_patch(Rectangle(tuple(spot - half), *(2 * half), color=PAPER, linewidth=0, zorder=2))
        _write(sheet, panel, text, spot, size=_NUMBER, colour=GREY)


def _bends(path: Floats) -> float:
    """Return how far a line goes from the straight one between its ends, in inches."""
    along, out = path[-1] - path[0], path - path[0]
    return float(np.abs(along[0] * out[:, 1] - along[1] * out[:, 0]).max() / max(np.hypot(*along), 1e-9))


def _write(sheet: Sheet, panel: Panel, text: str, middle: Floats, *, size: float, colour: str) -> None:
    """Write a text around a point of the panel."""
    where = (panel.start + middle[0], panel.top + middle[1])
    sheet.words(*where, text, size=size, colour=colour, align="center", middle=True)


def _draw_scale(sheet: Sheet, panel: Panel, most: int) -> None:
    """Draw below a network how wide a line is for a few numbers."""
    x, y = panel.start, panel.top + panel.height + 0.2
    for n in [value for value in value_ticks(most, whole=True) if value] or [most]:
        text, points = sheet.locale.number(n), max(_WIDEST_LINE * n / most, _THINNEST_LINE)
        key = sheet.inch_panel(x, y - 0.1, 0.35, 0.2)
        key.axes.plot([0, 0.35], [0.1, 0.1], color=_LINE, linewidth=points, solid_capstyle="butt")
        sheet.words(x + 0.41, y, text, size=8, colour=GREY, middle=True)
        x += 0.41 + measure(text, size=8) + 0.22
