"""Draw how large a share of the articles mentions each actor from period to period."""

from functools import partial

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.calendars.units import PERIODS
from corpus_tools.copies import INDEPENDENT, counted_part, swap_counts, without_left_out
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.figures.line_panels import Line, Lines, line_panels
from corpus_tools.figures.periods import add_period_evidence, join_periods, require_periods, unit_of
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.figures.trend_words import say_holding, say_trend, trend_subtitle
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.spans import require_spans
from corpus_tools.tables import at_least_one, counting_of, require_columns
from corpus_tools.terms.groups import articles_in_corpus, groups_of_corpus
from corpus_tools.terms.slopes import find_slopes, spread_of_shares, with_q

_COUNTS = ["mentions", "documents", "total", "articles"]
_SLOPES = ["slope", "slope_low", "slope_high", "autocorrelation", "p", "q"]

#: Periods that mention nobody have no rows: what is left of a rare actor are the periods that do.
_UNKNOWN_PERIODS = "some periods have no row, and only the corpus says how many articles they have; pass it"


def plot_actor_trend(
    frequencies: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    actors: Registry | pd.DataFrame | None = None,
    *,
    mentions: pd.DataFrame | None = None,
    top: int = 6,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw how large a share of the articles mentions each actor from period to period, each in a panel.

    Parameters
    ----------
    frequencies : DataFrame
        What `actor_frequency` made by a unit of the calendar: period, actor_id, mentions, documents, total, share,
        low, high. Where it counts copies once, the independent documents are drawn.
    corpus : Corpus or DataFrame, optional
        The corpus that was counted: it gives the number of articles in a period that mentions nobody; without it, that
        period is a gap, and no trend is told.
    actors : see `plot_mentions`
    mentions : DataFrame, optional
        The mentions that were counted; with the corpus, they give the evidence.
    top : int
        The most actors to draw: those that most articles mention.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (an actor and period each) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no dated article mentions an actor.
    TypeError, ValueError
        If a column is missing, the table has no periods, an option is not known, or the numbers are not those of the
        corpus.

    Examples
    --------
    >>> months = pd.PeriodIndex(["2017-01", "2017-03"], freq="M")
    >>> frequencies = pd.DataFrame({"period": months, "actor_id": "RUS", "mentions": [9, 3], "documents": [6, 3],
    ...                             "total": [12, 15], "share": [0.5, 0.2], "low": [0.25, 0.07], "high": [0.75, 0.45]})
    >>> actors = pd.DataFrame({"actor_id": ["RUS"], "name_ar": ["روسيا"]})
    >>> plot_actor_trend(frequencies, actors=actors).rows[["label", "period", "documents", "total"]].values.tolist()
    [['روسيا', '2017-01', 6, 12], ['روسيا', '2017-02', 0, 0], ['روسيا', '2017-03', 3, 15]]
    """
    require_columns(frequencies, ["actor_id", "mentions", "documents", "total"], name="frequencies")
    if "period" not in frequencies:
        raise ValueError(f"`frequencies` goes by no period; call actor_frequency with by= one of {', '.join(PERIODS)}")
    require_periods(frequencies, name="frequencies")
    frequencies, whole = swap_counts(frequencies), None if corpus is None else as_corpus(corpus)
    corpus = counted_part(frequencies, whole)
    counted = counting_of(frequencies, confidence=0.95)
    dated = frequencies[frequencies["period"].notna()]
    if not dated["documents"].any():
        raise NothingToDrawError("no trend to draw: no article with a date mentions an actor")
    counts = dated.groupby("actor_id")["documents"].sum().sort_values(ascending=False, kind="stable")
    drawn = list(counts.index[: at_least_one(top)])
    totals = _totals(dated, corpus).to_frame("total")
    if (of_all := f"total{INDEPENDENT}") in dated:  # the counts have changed places
        totals.insert(0, of_all, _totals(swap_counts(dated), whole).reindex(totals.index, fill_value=0))
    rows = _rows(dated, drawn, totals, confidence=counted["confidence"])
    if corpus is None and (totals["total"] == 0).any():
        rows[_SLOPES], rows["slope_reason"] = np.nan, _UNKNOWN_PERIODS
    if rows["share"].isna().all():
        raise NothingToDrawError("no trend to draw: no stretch of time has ten articles")
    rows.insert(1, "label", rows["line"].map(dict(enumerate(actor_labels(actors, drawn, locale.lang)))))
    lines = [_line(points, locale) for _, points in rows.groupby("line", sort=False)]
    peaks = any(line.peak(lines=len(lines)) is not None for line in lines)
    words = {"confidence": counted["confidence"], "peaks": peaks, "alone": True}
    subtitle = trend_subtitle("actor_trend_subtitle", dated["period"], rows, locale, **words)
    heading = Heading(title or locale.text("actor_trend_title"), subtitle, source, validation)
    figure = line_panels([Lines(line.label, [line]) for line in lines], locale, heading, write=locale.percent)
    figure.rows = swap_counts(rows.drop(columns=["line", "articles"]).reset_index(names="mark"))
    if mentions is not None and corpus is not None:
        mentions = without_left_out(mentions, frequencies)
        require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
        first = mentions[mentions["actor_id"].isin(drawn)].drop_duplicates(["actor_id", "doc_id"])
        first = first.assign(line=first["actor_id"].map({actor: line for line, actor in enumerate(drawn)}))
        add_period_evidence(figure, first, rows, corpus, n="documents", made_by="actor_frequency")
    return figure


def _totals(dated: pd.DataFrame, corpus: Corpus | None) -> "pd.Series[int]":
    """Return the number of articles of every period from the first to the last, also where it is 0."""
    known = dated.drop_duplicates("period").set_index("period")["total"]
    if corpus is not None:
        codes, groups = groups_of_corpus(corpus, unit_of(dated["period"]))
        has_text = articles_in_corpus(corpus)
        number = pd.Series(np.bincount(codes[has_text], minlength=len(groups)), index=groups)
        known = number[groups.notna() & (number > 0).to_numpy()]
    periods = pd.PeriodIndex(known.index)
    return known.set_axis(periods).reindex(pd.period_range(periods.min(), periods.max()), fill_value=0)


def _rows(dated: pd.DataFrame, drawn: list[str], totals: pd.DataFrame, *, confidence: float) -> pd.DataFrame:
    """Return the rows of all actors, a line each: share 0 where no article mentions it, missing in thin periods."""
    periods, total = pd.PeriodIndex(totals.index), totals["total"].to_numpy(np.int64)
    counts = {}
    for column in [name for name in dated if str(name).removesuffix(INDEPENDENT) in ("mentions", "documents")]:
        counted = dated.set_index(["actor_id", "period"])[column].unstack(fill_value=0)  # noqa: PD010 - nothing to sum
        counts[column] = counted.reindex(index=drawn, columns=periods, fill_value=0).to_numpy(np.int64)
    documents = counts["documents"]
    find = partial(find_slopes, documents=documents, articles=total, spread=spread_of_shares(documents, total))
    slopes = with_q(find(documents, total, periods, confidence=confidence))
    lines = []
    for line, actor in enumerate(drawn):
        of_actor = {column: table[line] for column, table in counts.items()}
        rows = pd.DataFrame({"actor_id": actor, "period": periods, **of_actor}).join(totals.reset_index(drop=True))
        rows = rows.assign(articles=total, share=np.nan, low=np.nan, high=np.nan, line=line).join(slopes, on="line")
        # Periods that don't mention an actor have no rows in the table, so their intervals are computed here.
        lines.append(
            join_periods(rows, counts=_COUNTS, y="documents", total="total", rate="share", confidence=confidence)
        )
    return pd.concat(lines, ignore_index=True)


def _line(points: pd.DataFrame, locale: Locale) -> Line:
    """Return the line of an actor."""
    said, sure = say_trend(points, locale)
    label = str(points["label"].iloc[0])
    return Line(label, say_holding(points, locale), said, sure, points.assign(value=points["share"]))
