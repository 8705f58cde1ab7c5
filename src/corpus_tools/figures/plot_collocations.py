"""Draw the collocates of a word: how strongly each goes with it, and on which side of it."""

from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.copies import counted_part, swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.bar_rows import PITCH, SIZE, BarRows, label_column
from corpus_tools.figures.evidence import add_evidence, require_numbers
from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.sheet import BODY, MARGIN, WIDTH, Align, CorpusFigure, Heading, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, LIGHT_BLUE, RED, SAND
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.parts import concat_parts, take_rows
from corpus_tools.script import fold
from corpus_tools.tables import at_least_one, counting_of, require_columns
from corpus_tools.terms.near_pairs import Window, make_window
from corpus_tools.terms.occurrences import TERM_KINDS, spans_of_tokens, terms_of_words, words_for

Measure = Literal["log_dice", "g2"]

_HEAD = 0.56  # the height of the headings above the bars
_LABEL = 2.0  # the widest that a collocate is set
_SIDES = 2.9  # the width of the counts before and after

_HIGHEST = 14  # the maximum of logDice, after Rychlý (2008)


def plot_collocations(
    table: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    node: str | None = None,
    measured_by: Measure = "log_dice",
    min_documents: int = 3,
    max_q: float = 0.05,
    top: int = 15,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw the collocates of a word: a bar for how strongly each goes with it, and how often it stands on either side.

    Parameters
    ----------
    table : DataFrame
        What `collocations` made: node, collocate, n, n_before, n_after, documents, log_dice, g2 and, if there, label,
        near, near_expected and q. Where it counts copies once, the independent documents are drawn.
    corpus : Corpus or DataFrame, optional
        The corpus that was searched: it gives the evidence.
    node : str, optional
        The word whose collocates are drawn, compared folded; needed if the table has several.
    measured_by : {"log_dice", "g2"}
        The measure that orders the collocates and that the bars show.
    min_documents : int
        Leave out collocates that meet the node in fewer documents: one article makes no usage.
    max_q : float
        Leave out collocates with a higher q, where it is known, and those that meet the node less often than by chance.
    top : int
        The most collocates to draw.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a collocate each) and `evidence` (the collocate, and as surface_b the node).

    Raises
    ------
    NothingToDrawError
        If the word has no such collocates.
    TypeError, ValueError
        If a column is missing, an option is not known, no node is named where the table has several, or the numbers
        are not those of the corpus.

    Examples
    --------
    >>> from corpus_tools import Corpus, collocations
    >>> texts = ["بعد أيام من المعارك في المدينة وقف إطلاق النار", "خرق وقف إطلاق النار في حلب وريفها مساء أمس"]
    >>> corpus = Corpus(pd.DataFrame({"doc_id": range(8), "text": 4 * texts}))
    >>> figure = plot_collocations(collocations(corpus, "نار", form="stem", window=2), corpus)
    >>> figure.rows[["label", "n_before", "n_after"]].values.tolist()
    [['إطلاق', 8, 0], ['وقف', 8, 0]]
    """
    columns = ["node", "collocate", "n", "n_before", "n_after", "documents", "log_dice", "g2"]
    require_columns(table, columns, name="table")
    if measured_by not in ("log_dice", "g2"):
        raise ValueError(f"measured_by={measured_by!r} is not known; choose one of log_dice, g2")
    corpus, table = counted_part(table, corpus), swap_counts(table)
    here = _of_node(table, node)
    is_tested = "q" in here and bool(here["q"].notna().any())
    kept = (here["g2"] > 0) & (here["documents"] >= min_documents)
    if is_tested:
        kept &= (here["q"] <= max_q) & (here["near"] >= here["near_expected"])
    here = here[kept].sort_values([measured_by, "n"], ascending=False, kind="stable")
    rows = here.head(at_least_one(top)).reset_index(drop=True)
    if rows.empty:
        raise NothingToDrawError(
            f"no collocate to draw: no word stands near {'another' if node is None else f'«{node}»'} in "
            f"{min_documents} articles or more, and more often than chance has it (where sentences are no longer than "
            "the window, all words are near)"
        )
    rows["label"] = (rows["label"] if "label" in rows else rows["collocate"]).astype("str")
    shown = node or str(rows["node"].iloc[0])
    title = title or locale.text("collocations_title", node=shown)
    filled = {"articles": locale.articles(min_documents)} | ({"q": locale.level(max_q)} if is_tested else {})
    kept_because = locale.text(f"collocations_{'chance' if is_tested else 'documents'}", **filled)
    heading = Heading(title, locale.text("collocations_subtitle", node=shown) + "\n" + kept_because, source, validation)
    sheet, top_of_body = new_sheet(locale, heading, body=_HEAD + PITCH * len(rows))
    _draw(sheet, top_of_body + _HEAD, rows, shown, measured_by)
    sheet.figure.rows = swap_counts(rows.reset_index(names="mark"))
    if corpus is not None:
        places = _places(rows, corpus, counting_of(table, form="lemma", window=5, side="both", kinds=TERM_KINDS))
        require_numbers(places, rows["n"], what=rows["collocate"].tolist(), made_by="collocations")
        add_evidence(sheet.figure, places, corpus)
    return sheet.figure


def _of_node(table: pd.DataFrame, node: str | None) -> pd.DataFrame:
    """Return the collocates of one node, by default of the only one."""
    nodes = table["node"].map(fold)
    if node is not None:
        return table[nodes == fold(node)]
    several = len(set(nodes))
    if several > 1:
        raise ValueError(f"`table` has the collocates of {several:,} nodes; name the one to draw with node=")
    return table


def _draw(sheet: Sheet, top: float, rows: pd.DataFrame, node: str, measured_by: Measure) -> None:
    """Draw labels, bars of the measure, and the counts on either side of the node."""
    locale = sheet.locale
    labels, column = label_column(rows["label"], _LABEL, sheet.locale)
    value = np.maximum(rows[measured_by].to_numpy(float), 0.0)
    numbers = [locale.number(x, places=1 if measured_by == "log_dice" else 0) for x in value]
    room = BODY - column - max(measure(text, size=SIZE) for text in numbers) - _SIDES - 0.4
    bars = BarRows(sheet, sheet.inch_panel(MARGIN + column, top, room, PITCH * len(rows)))
    bars.draw_base()
    heading = locale.text(f"collocations_{measured_by}", most=locale.number(_HIGHEST))
    sheet.words(MARGIN + column, top - 0.14, heading, size=8, colour=GREY, middle=True)
    for row, (label, length, number) in enumerate(zip(labels, value, numbers, strict=True)):
        width = room * length / max(value.max(), 1e-9)
        bars.bar(row, 0, width, color=SAND)
        bars.label(row, label)
        bars.write(row, bars.panel.start + width + 0.06, number, colour=GREY)
        bars.area(row)
    _draw_sides(sheet, top, rows, node)


def _draw_sides(sheet: Sheet, top: float, rows: pd.DataFrame, node: str) -> None:
    """Draw, from the node in the middle, how often each collocate comes before it and how often after."""
    locale = sheet.locale
    numbers = {side: [locale.number(n) for n in rows[f"n_{side}"]] for side in ("before", "after")}
    widest = max(measure(text, size=8.5) for texts in numbers.values() for text in texts)
    half = _SIDES / 2
    most = max(int(rows[["n_before", "n_after"]].max().max()), 1)
    scale = (half - widest - 0.08) / most
    bars = BarRows(sheet, sheet.inch_panel(WIDTH - MARGIN - _SIDES, top, _SIDES, PITCH * len(rows), low=-half))
    bars.draw_base(RED, 1.2)
    middle = bars.panel.start + half
    shown = clip(node, half, size=SIZE)
    sheet.words(middle, top - 0.36, shown, size=SIZE, colour=RED, weight="semibold", align="center", middle=True)
    for side, sign, colour in (("before", -1, LIGHT_BLUE), ("after", 1, BLUE)):
        align: Align = "end" if sign < 0 else "start"
        heading = locale.text(f"collocations_{side}")
        sheet.words(middle + sign * 0.08, top - 0.14, heading, size=8, colour=GREY, align=align, middle=True)
        for row, n in enumerate(rows[f"n_{side}"]):
            width = n * scale
            bars.bar(row, min(sign * width, 0), abs(width), color=colour)
            bars.write(row, middle + sign * (width + 0.05), numbers[side][row], size=8.5, colour=GREY, align=align)
            if n:
                wide = width + 0.08 + measure(numbers[side][row], size=8.5)
                bars.part(row, min(sign * wide, 0), wide, column=f"n_{side}")


def _places(rows: pd.DataFrame, corpus: Corpus, counted: dict[str, Any]) -> pd.DataFrame:
    """Return the places where each collocate and the node are near each other, by row, then as the corpus has them."""
    found = terms_of_words(words_for(corpus, form=counted["form"]), form=counted["form"], kinds=counted["kinds"])
    code_of = {name: code for code, name in enumerate(found.names)}
    nodes, collocates = (rows[column].map(code_of).fillna(-1).to_numpy(np.int64) for column in ("node", "collocate"))
    # One node may be written in several ways, each with collocates of its own, so rows are told apart by both.
    known = (nodes >= 0) & (collocates >= 0)
    pair = pd.Index(np.where(known, nodes * len(code_of) + collocates, -1 - np.arange(len(rows))))
    size, side = counted["window"], counted["side"]
    places = [
        _places_in(piece, make_window(found.code, piece, size=size, side=side), nodes[known], pair, len(code_of))
        for piece in corpus.pieces
    ]
    of_all = concat_parts(places)
    return take_rows(of_all, np.argsort(of_all["mark"].to_numpy(), kind="stable"))


def _places_in(
    piece: Corpus, window: Window, nodes: NDArray[np.integer[Any]], pair: pd.Index, n_terms: int
) -> pd.DataFrame:
    """Return the places in a part of a corpus; `pair` says which row a node and a collocate make."""
    term, sentence = window.term, window.sentence
    at = np.flatnonzero(np.isin(term, nodes))
    sides = {"before": range(-window.size, 0), "after": range(1, window.size + 1)}
    met: list[pd.DataFrame] = []
    for distance in [d for side, distances in sides.items() if window.side in ("both", side) for d in distances]:
        here = at[(at + distance >= 0) & (at + distance < len(term))]
        here = here[(sentence[here] == sentence[here + distance]) & (term[here + distance] >= 0)]
        if window.side == "both" and distance < 0:  # a word near itself is counted once
            here = here[term[here] != term[here + distance]]
        mark = pair.get_indexer(pd.Index(term[here].astype(np.int64) * n_terms + term[here + distance]))
        met.append(pd.DataFrame({"mark": mark, "token_b": here, "token": here + distance})[mark >= 0])
    places = pd.concat(met, ignore_index=True).sort_values(["mark", "token_b", "token"], ignore_index=True)
    spans, of_node = (
        spans_of_tokens(piece.tokens, places[column].to_numpy(), suffix=suffix)
        for column, suffix in (("token", ""), ("token_b", "_b"))
    )
    return spans.join(of_node.drop(columns="doc_id")).assign(mark=places["mark"])
