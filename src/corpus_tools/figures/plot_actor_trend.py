"""Draw how large a share of the articles mentions each actor from period to period."""

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.calendars.units import PERIODS
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.figures.line_panels import Series, line_panels
from corpus_tools.figures.periods import add_period_evidence, require_periods, trend_subtitle, unit_of, with_bounds
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.spans import require_spans
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import at_least_one, counting_of, groups_of, require_columns


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
        low, high.
    corpus : Corpus or DataFrame, optional
        The corpus that was counted: it gives the number of articles in a period that mentions nobody; without it, that
        period is a gap.
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
    >>> frequencies = pd.DataFrame({"period": months, "actor_id": "RUS", "mentions": [3, 1], "documents": [2, 1],
    ...                             "total": [4, 2], "share": [0.5, 0.5], "low": [0.15, 0.09], "high": [0.85, 0.91]})
    >>> actors = pd.DataFrame({"actor_id": ["RUS"], "name_ar": ["روسيا"]})
    >>> plot_actor_trend(frequencies, actors=actors).rows[["label", "period", "documents", "total"]].values.tolist()
    [['روسيا', '2017-01', 2, 4], ['روسيا', '2017-02', 0, 0], ['روسيا', '2017-03', 1, 2]]
    """
    require_columns(frequencies, ["actor_id", "mentions", "documents", "total"], name="frequencies")
    if "period" not in frequencies:
        raise ValueError(f"`frequencies` goes by no period; call actor_frequency with by= one of {', '.join(PERIODS)}")
    require_periods(frequencies, name="frequencies")
    corpus = None if corpus is None else as_corpus(corpus)
    counted = counting_of(frequencies, confidence=0.95)
    dated = frequencies[frequencies["period"].notna()]
    if not dated["documents"].any():
        raise NothingToDrawError("no trend to draw: no article with a date mentions an actor")
    counts = dated.groupby("actor_id")["documents"].sum().sort_values(ascending=False, kind="stable")
    drawn = list(counts.index[: at_least_one(top)])
    totals = _totals(dated, corpus)
    # Periods that don't mention an actor have no rows, so their intervals are computed here.
    of_actors = [_of_actor(dated, actor, totals, confidence=counted["confidence"]) for actor in drawn]
    rows = pd.concat(of_actors, ignore_index=True)
    names = dict(zip(drawn, actor_labels(actors, drawn, locale.lang), strict=True))
    rows.insert(1, "label", rows["actor_id"].map(names))
    rows = with_bounds(rows, rows["period"])
    points = rows.rename(columns={"share": "value"})
    series = [
        Series(names[actor], locale.counted(int(counts[actor]), "article"), group)
        for actor, group in points.groupby("actor_id", sort=False)
    ]
    subtitle = trend_subtitle("actor_trend_subtitle", dated["period"], bool((totals == 0).any()), locale)
    heading = Heading(title or locale.text("actor_trend_title"), subtitle, source, validation)
    figure = line_panels(series, locale, heading, write=locale.percent)
    figure.rows = rows.reset_index(names="mark")
    if mentions is not None and corpus is not None:
        require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
        first = mentions[mentions["actor_id"].isin(drawn)].drop_duplicates(["actor_id", "doc_id"])
        made_by = "actor_frequency"
        add_period_evidence(figure, first, rows, corpus, key="actor_id", n="documents", made_by=made_by)
    return figure


def _totals(dated: pd.DataFrame, corpus: Corpus | None) -> "pd.Series[int]":
    """Return the number of articles of every period from the first to the last, also where it is 0."""
    known = dated.drop_duplicates("period").set_index("period")["total"]
    if corpus is not None:
        codes, groups = groups_of(corpus.texts, unit_of(dated["period"]))
        has_text = np.array([bool(text.strip()) for text in corpus.text_list], dtype=bool)
        number = pd.Series(np.bincount(codes[has_text], minlength=len(groups)), index=groups)
        known = number[groups.notna() & (number > 0).to_numpy()]
    periods = pd.PeriodIndex(known.index)
    return known.set_axis(periods).reindex(pd.period_range(periods.min(), periods.max()), fill_value=0)


def _of_actor(dated: pd.DataFrame, actor: str, totals: "pd.Series[int]", *, confidence: float) -> pd.DataFrame:
    """Return a row for every period of an actor: share 0 where no article mentions it, missing without articles."""
    here = dated[dated["actor_id"] == actor].set_index("period")
    rows = pd.DataFrame({"actor_id": actor, "period": totals.index, "total": totals.to_numpy(np.int64)})
    for column in ("mentions", "documents"):
        counted = here[column].set_axis(pd.PeriodIndex(here.index))
        rows[column] = counted.reindex(totals.index, fill_value=0).to_numpy(np.int64)
    rows["share"] = rows["documents"] / rows["total"].where(rows["total"] > 0)
    numbers = (rows["documents"].to_numpy(), rows["total"].to_numpy())
    rows["low"], rows["high"] = wilson_interval(*numbers, confidence=confidence)
    return rows
