"""Draw how often terms are used from period to period."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.copies import counted_part, swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.evidence import term_places
from corpus_tools.figures.line_panels import Line, Lines, line_panels
from corpus_tools.figures.periods import add_period_evidence, join_periods, require_periods
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.figures.term_counts import is_of_words, theme_places
from corpus_tools.figures.trend_words import say_holding, say_trend, trend_subtitle
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.script import fold
from corpus_tools.tables import at_least_one, counting_of, require_columns, rows_of
from corpus_tools.terms.groups import groups_of_corpus

_COUNTS = ["n", "documents", "articles", "total"]


def plot_trend(
    trend: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    panels: str = "term",
    top: int = 6,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw how often terms are used from period to period, in panels with a scale each.

    The line is the rate, the band its interval. Above it stands how much it changes in a year, with its interval, if q
    is at most 0.05. Neighbouring periods with fewer than ten articles are joined; what still has fewer is a grey gap,
    not a rate of zero. A peak is named only where articles shuffled over the periods would not bring it, and never from
    one or two articles. Where the trend goes by groups, such as sources, the groups are lines in the panel of a term.

    Parameters
    ----------
    trend : DataFrame
        What `term_trend` made: term, period, n, documents, total, rate, low, high; optionally the group, articles (of
        the period, by default the total), design_effect, slope, slope_low, slope_high, q and label (the name of the
        term). Where it counts copies once, the independent documents are drawn.
    corpus : Corpus or DataFrame, optional
        The corpus that was counted: it gives the evidence.
    panels : str
        What has a panel each: ``"term"``, or the column of the groups, whose panels have a line for each term.
    top : int
        The most terms to draw: the first of the table.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a term, group and period each, or several periods that are joined) and
        `evidence`: the first place of the term in each article, or of tokens every place.

    Raises
    ------
    NothingToDrawError
        If no stretch of time has ten articles.
    TypeError, ValueError
        If a column is missing, an option is not known, a panel would have more than four lines, or the numbers are not
        those of the corpus.

    Examples
    --------
    >>> periods = pd.period_range("2017-01", periods=3, freq="M")
    >>> trend = pd.DataFrame({"term": "هدنة", "period": periods, "n": [1, 0, 4], "documents": [1, 0, 3],
    ...                       "total": [20, 0, 30], "rate": [0.05, None, 0.1], "low": [0.01, None, 0.03],
    ...                       "high": [0.24, None, 0.26]})
    >>> plot_trend(trend, locale=Locale("en")).rows[["term", "period", "documents", "total"]].values.tolist()
    [['هدنة', '2017-01', 1, 20], ['هدنة', '2017-02', 0, 0], ['هدنة', '2017-03', 3, 30]]
    """
    require_columns(trend, ["term", "period", "n", "documents", "total", "rate", "low", "high"], name="trend")
    require_periods(trend, name="trend")
    corpus, trend = counted_part(trend, corpus), swap_counts(trend)
    counted = counting_of(trend, form="lemma", groups=None, confidence=0.95, dictionary=None)
    group = counted["groups"]
    if panels not in ("term", group):
        raise ValueError(f"`panels` is {panels!r}; it must be 'term'" + (f" or {group!r}" if group else ""))
    drawn = trend[trend["term"].isin(trend["term"].unique()[: at_least_one(top)])]
    drawn = drawn.assign(articles=drawn["articles"] if "articles" in drawn else drawn["total"])
    unit = "articles" if drawn["articles"].equals(drawn["total"]) else "tokens"
    y = "documents" if unit == "articles" else "n"
    if group is not None:
        drawn["name"] = drawn[group].astype("str").where(drawn[group].notna(), locale.text("unknown"))
    keys = ["term"] if group is None else ["term", group]
    rows = _rows(drawn, keys, y=y, confidence=counted["confidence"])
    if rows["rate"].isna().all():
        raise NothingToDrawError("no trend to draw: no stretch of time has ten articles with words to count")
    name = {"term": "label", group: "name"}
    within = next((name[key] for key in keys if key != panels), "label")
    lines = {line: _line(points, within, locale) for line, points in rows.groupby("line", sort=False)}
    shown = [
        Lines(str(of_panel[name[panels]].iloc[0]), [lines[line] for line in of_panel["line"].unique()])
        for _, of_panel in rows.groupby(name[panels], sort=False)
    ]
    peaks = group is None and any(line.peak(lines=len(lines)) is not None for line in lines.values())
    words = {"confidence": counted["confidence"], "peaks": peaks, "alone": group is None}
    said = ("trend_title", f"trend_subtitle_{unit}")
    if not is_of_words(trend):
        said = ("theme_trend_title", f"theme_trend_subtitle_{unit}")
    subtitle = trend_subtitle(said[1], drawn["period"], rows, locale, **words)
    heading = Heading(title or locale.text(said[0]), subtitle, source, validation)
    write = locale.percent if unit == "articles" else partial(_per_million, locale)
    figure = line_panels(shown, locale, heading, write=write)
    figure.rows = swap_counts(rows.drop(columns="line").reset_index(names="mark"))
    if corpus is not None:
        places = _places(corpus, rows, counted, every=unit == "tokens")
        add_period_evidence(figure, places, rows, corpus, n=y, made_by="term_trend")
    return figure


def _rows(drawn: pd.DataFrame, keys: list[str], *, y: str, confidence: float) -> pd.DataFrame:
    """Return the rows of all lines, numbered, with the thin periods of each joined; `keys` tell lines apart."""
    # A line goes from period to period, whatever order the rows are in.
    lines = [points.sort_values("period") for _, points in drawn.groupby(keys, sort=False, dropna=False)]
    joined = [
        join_periods(line, counts=_COUNTS, y=y, total="total", rate="rate", confidence=confidence) for line in lines
    ]
    rows = pd.concat([line.assign(line=number) for number, line in enumerate(joined)], ignore_index=True)
    rows["label"] = (rows["label"] if "label" in rows else rows["term"]).astype("str")
    return rows


def _line(points: pd.DataFrame, label: str, locale: Locale) -> Line:
    """Return a line, called by the column `label`."""
    said, sure = say_trend(points, locale)
    return Line(
        str(points[label].iloc[0]), say_holding(points, locale), said, sure, points.assign(value=points["rate"])
    )


def _per_million(locale: Locale, rate: float) -> str:
    """Write how often a token is the term among a million."""
    return locale.number(1e6 * rate, places=0 if rate >= 1e-5 else 1)


def _places(corpus: Corpus, rows: pd.DataFrame, counted: Mapping[str, Any], *, every: bool) -> pd.DataFrame:
    """Return the places of each line, every one or the first in each article."""
    lines = rows.drop_duplicates("line")
    terms, group = lines["term"].tolist(), counted["groups"]
    if counted["dictionary"] is None:
        found = term_places(corpus, terms, form=counted["form"], folded=True)
    else:
        found = theme_places(corpus, terms, counted)
    if not every:
        found = found.drop_duplicates(["term", "doc_id"])
    codes, groups = groups_of_corpus(corpus, group)
    of_place = groups.take(codes[rows_of(found["doc_id"], corpus.doc_index)])
    parts: list[pd.DataFrame] = []
    # Two spellings of one word are two lines with the same places.
    for line in lines.to_dict("records"):
        here = found["term"].to_numpy() == (fold(line["term"]) if counted["dictionary"] is None else line["term"])
        if group is not None:
            here = here & np.asarray(of_place.isna() if pd.isna(line[group]) else of_place == line[group])
        parts.append(found[here].assign(line=line["line"]))
    return pd.concat(parts)
