"""Draw which two actors are mentioned together most often, each pair with a sentence."""

from math import fsum

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.copies import swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.figures.bar_rows import BarRows, label_column
from corpus_tools.figures.evidence import add_evidence, pair_places
from corpus_tools.figures.excerpts import fit_runs, mark_words
from corpus_tools.figures.measuring import Run, measure
from corpus_tools.figures.pairs import MAX_Q, MIN_DOCUMENTS, subtitle_of_pairs, sure_pairs
from corpus_tools.figures.shared_words import SharedWords
from corpus_tools.figures.sheet import BODY, MARGIN, CorpusFigure, Heading, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.sentence_tables import place_sentences
from corpus_tools.tables import at_least_one

_LABELS = 2.6  # the widest that a pair of names is set
_SMALL, _LINES, _PITCH = 8.0, 2, 0.17  # of a sentence: its size in points, its lines and their distance
_HEAD, _GAP = 0.25, 0.12  # the height of a bar with its names, and the room below each pair


def plot_pairs(
    links: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    actors: Registry | pd.DataFrame | None = None,
    *,
    mentions: pd.DataFrame | None = None,
    parents: bool = True,
    min_documents: int = MIN_DOCUMENTS,
    max_q: float = MAX_Q,
    top: int = 20,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw which two actors are mentioned together most often, as bars, each pair with a sentence that names both.

    The sentence is the one whose words recur most in the others that name the two. Where `plot_network` has more lines
    than the eye can follow, this list is read more easily.

    Parameters
    ----------
    links, corpus, actors, mentions, parents, min_documents, max_q : see `plot_network`
    top : int
        The most pairs to draw: those that meet most often.
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
    >>> plot_pairs(links, actors=actors).rows[["label_a", "label_b", "n"]].values.tolist()
    [['روسيا', 'سوريا', 4]]
    """
    pairs = sure_pairs(links, corpus, actors, parents=parents, min_documents=min_documents, max_q=max_q)
    rows = pairs.rows.head(at_least_one(top))
    if rows.empty:
        raise NothingToDrawError(
            f"no pair to draw: no two actors meet in {min_documents} articles or more, and more often than by chance"
        )
    for place, end in enumerate(("a", "b"), 2):
        rows.insert(place, f"label_{end}", actor_labels(actors, rows[f"actor_{end}"].tolist(), locale.lang))
    rows = rows.reset_index(names="mark")
    first = f"pairs_subtitle_{pairs.counted['within']}"
    subtitle = subtitle_of_pairs(first, "pairs_parents", pairs, locale, max_q=max_q, parents=parents)
    heading = Heading(title or locale.text("pairs_title"), subtitle, source, validation)
    places = None
    sentences: list[list[list[Run]]] = [[]] * len(rows)
    if mentions is not None and pairs.corpus is not None:
        places = pair_places(rows, pairs.links, mentions, pairs.corpus)
        sentences = _sentences(rows, places, pairs.corpus)
    heights = [_HEAD + _PITCH * len(lines) + _GAP for lines in sentences]
    sheet, top_of_body = new_sheet(locale, heading, body=fsum(heights))
    _draw(sheet, top_of_body, rows, sentences, heights, within=pairs.counted["within"])
    sheet.figure.rows = rows
    if places is not None:
        add_evidence(sheet.figure, places, pairs.corpus)
    sheet.figure.rows = swap_counts(sheet.figure.rows)
    return sheet.figure


def _sentences(rows: pd.DataFrame, places: pd.DataFrame, corpus: Corpus) -> list[list[list[Run]]]:
    """Return for each pair the lines of the sentence that says best what the others say of the two."""
    placed = place_sentences(places, corpus)
    words, begins = placed.words(corpus.text_list, slice(None)), placed.start.tolist()
    shared = SharedWords(words)
    lines: list[list[list[Run]]] = []
    shown: set[str] = set()
    for mark in rows["mark"]:
        here = np.flatnonzero(places["mark"] == mark).tolist()
        # A sentence that lists many names stands for one pair only, where another has one of its own.
        best = shared.most_shared([at for at in here if words[at] not in shown] or here)
        shown.add(words[best])
        place = places.iloc[best]
        spans = [(place[f"start{end}"] - begins[best], place[f"end{end}"] - begins[best]) for end in ("", "_b")]
        lines.append(fit_runs(mark_words(words[best], *spans), width=BODY, lines=_LINES, size=_SMALL))
    return lines


def _number(n: int, documents: int, locale: Locale, within: str) -> str:
    """Write in how many sentences or paragraphs a pair meets, and in how many articles."""
    if within == "document":
        return locale.counted(int(n), "article")
    return locale.text("n_in", n=locale.counted(int(n), within), articles=locale.articles(int(documents)))


def _draw(
    sheet: Sheet,
    top: float,
    rows: pd.DataFrame,
    sentences: list[list[list[Run]]],
    heights: list[float],
    *,
    within: str,
) -> None:
    """Draw the names, the bar and the number of each pair, and its sentence below them."""
    locale, most = sheet.locale, int(rows["n"].max())
    names = [locale.text("pair", a=a, b=b) for a, b in zip(rows["label_a"], rows["label_b"], strict=True)]
    labels, column = label_column(names, _LABELS, sheet.locale)
    told = [_number(n, documents, locale, within) for n, documents in zip(rows["n"], rows["documents"], strict=True)]
    room = BODY - column - max(measure(text, size=_SMALL) for text in told) - 0.12
    drawn = zip(rows["mark"], rows["n"], labels, told, sentences, heights, strict=True)
    for mark, n, label, text, lines, height in drawn:
        bar = BarRows(sheet, sheet.inch_panel(MARGIN + column, top, room, _HEAD), pitch=_HEAD)
        bar.bar(0, 0, n / most * room, color=BLUE)
        bar.draw_base()
        bar.area(0, mark=int(mark))
        bar.label(0, label)
        bar.write(0, MARGIN + column + n / most * room + 0.08, text, size=_SMALL, colour=GREY)
        sheet.paragraph(MARGIN, top + _HEAD + _PITCH / 2, lines, size=_SMALL, pitch=_PITCH)
        top += height
