"""Figures of change: how often terms are used, and how many articles mention an actor, from period to period."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from corpus_tools.figures.actor_plots import actor_labels
from corpus_tools.figures.evidence import first_places, term_occurrences
from corpus_tools.figures.line_panels import Series, line_panels
from corpus_tools.figures.sheet import CorpusFigure, NothingToDrawError, at_least_one
from corpus_tools.locale import Digits, Lang, Locale
from corpus_tools.statistics import wilson_interval
from corpus_tools.tables import PERIODS, groups_of, publication_times, require_columns, texts_of
from corpus_tools.terms.occurrences import Form
from corpus_tools.tokens.tokenize import Tokens

if TYPE_CHECKING:
    from corpus_tools.actors.registry.load import Registry

_EXAMPLES = 5  # places listed for each period of each panel
_SURE = 0.05  # the share of false discoveries up to which a trend is called one


def plot_trend(
    trend: pd.DataFrame,
    *,
    tokens: Tokens | None = None,
    form: Form = "lemma",
    top: int = 6,
    lang: Lang = "ar",
    digits: Digits = "western",
    months: str = "levant",
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw how often terms are used from period to period, a panel each on a scale of its own.

    The line is the rate per million words, the band its interval; the period whose interval begins highest is named.
    A period without articles is a grey gap, not a rate of zero. Whether the term rises or falls is said where the
    trend is sure (q at most 0.05).

    Parameters
    ----------
    trend : DataFrame
        What `corpus_tools.term_trend` made: term, period, n, tokens, per_million, low, high and, if there, slope, q
        and label (what to call the term).
    tokens : Tokens, optional
        The tokens that were counted: they give the evidence.
    form : str
        With which `term_trend` was called; needed with `tokens`.
    top : int
        How many terms to draw: the first of the table.
    lang, digits, months, title, source
        As in `plot_timeline`.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a term and period each) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no period has words.
    ValueError
        If a column is missing, or an option is not known.

    Examples
    --------
    >>> periods = pd.period_range("2017-01", periods=3, freq="M")
    >>> trend = pd.DataFrame({"term": "هدنة", "period": periods, "n": [1, 0, 4], "tokens": [900, 0, 1000],
    ...                       "per_million": [1111.1, None, 4000.0], "low": [200.0, None, 1500.0],
    ...                       "high": [6000.0, None, 10000.0]})
    >>> plot_trend(trend, lang="en").rows[["term", "period", "n"]].values.tolist()
    [['هدنة', '2017-01', 1], ['هدنة', '2017-02', 0], ['هدنة', '2017-03', 4]]
    """
    locale = Locale(lang, digits, months)
    require_columns(trend, ["term", "period", "n", "tokens", "per_million", "low", "high"], name="trend")
    drawn = trend[trend["term"].isin(trend["term"].unique()[: at_least_one(top)])].reset_index(drop=True)
    if not (drawn["tokens"] > 0).any():
        raise NothingToDrawError("no trend to draw: no period has words to count")
    rows = _with_bounds(drawn, drawn["period"])
    rows["label"] = (rows["label"] if "label" in rows else rows["term"]).astype("str")
    points = rows.rename(columns={"per_million": "value"})
    series = [
        Series(str(group["label"].iloc[0]), _direction(group, locale), group)
        for _, group in points.groupby("term", sort=False)
    ]
    figure = line_panels(
        series,
        locale,
        write=lambda value: locale.number(value, places=0 if value >= 10 else 1),
        title=title or locale.text("trend_title"),
        subtitle=_subtitle("trend_subtitle", drawn["period"], bool((drawn["tokens"] == 0).any()), locale),
        source=source,
    )
    figure.rows = rows.reset_index(names="mark")
    if tokens is not None:
        found = term_occurrences(tokens, drawn["term"].unique().tolist(), form=form)
        figure.evidence = _evidence(found, "term", rows, tokens.documents)
    return figure


def plot_actor_trend(
    frequencies: pd.DataFrame,
    actors: "Registry | pd.DataFrame",
    *,
    mentions: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
    confidence: float = 0.95,
    top: int = 6,
    lang: Lang = "ar",
    digits: Digits = "western",
    months: str = "levant",
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw how large a share of the articles mentions each actor from period to period, a panel each.

    Parameters
    ----------
    frequencies : DataFrame
        What `corpus_tools.actor_frequency` made by day, week, month or year: the period (named so), actor_id,
        mentions, documents, total, share, low, high.
    actors : Registry or DataFrame
        As in `plot_mentions`.
    mentions, documents : DataFrame, optional
        What was counted. The documents tell how many articles came out in a period that mentions nobody, which is a
        gap without them; both together give the evidence.
    confidence : float
        With which `actor_frequency` was called: it has no rows for periods that don't mention an actor, so their
        intervals are computed here.
    top : int
        How many actors to draw: those that the most articles mention.
    lang, digits, months, title, source
        As in `plot_timeline`.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (an actor and period each) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no dated article mentions an actor.
    ValueError
        If a column is missing, the table does not go by periods, or an option is not known.

    Examples
    --------
    >>> months = pd.PeriodIndex(["2017-01", "2017-03"], freq="M")
    >>> frequencies = pd.DataFrame({"month": months, "actor_id": "RUS", "mentions": [3, 1], "documents": [2, 1],
    ...                             "total": [4, 2], "share": [0.5, 0.5], "low": [0.15, 0.09], "high": [0.85, 0.91]})
    >>> actors = pd.DataFrame({"actor_id": ["RUS"], "name_ar": ["روسيا"]})
    >>> plot_actor_trend(frequencies, actors).rows[["label", "period", "documents", "total"]].values.tolist()
    [['روسيا', '2017-01', 2, 4], ['روسيا', '2017-02', 0, 0], ['روسيا', '2017-03', 1, 2]]
    """
    locale = Locale(lang, digits, months)
    require_columns(frequencies, ["actor_id", "mentions", "documents", "total"], name="frequencies")
    by = next((unit for unit in PERIODS if unit in frequencies), None)
    if by is None:
        raise ValueError(f"`frequencies` goes by no period; call actor_frequency with by= one of {', '.join(PERIODS)}")
    dated = frequencies[frequencies[by].notna()].rename(columns={by: "period"})
    if not dated["documents"].any():
        raise NothingToDrawError("no trend to draw: no article with a date mentions an actor")
    counts = dated.groupby("actor_id")["documents"].sum().sort_values(ascending=False, kind="stable")
    drawn = list(counts.index[: at_least_one(top)])
    totals = _totals(dated, documents, by)
    rows = pd.concat([_of_actor(dated, actor, totals, confidence=confidence) for actor in drawn], ignore_index=True)
    names = dict(zip(drawn, actor_labels(actors, drawn, lang), strict=True))
    rows.insert(1, "label", rows["actor_id"].map(names))
    rows = _with_bounds(rows, rows["period"])
    points = rows.rename(columns={"share": "value"})
    series = [
        Series(names[actor], locale.counted(int(counts[actor]), "article"), group)
        for actor, group in points.groupby("actor_id", sort=False)
    ]
    figure = line_panels(
        series,
        locale,
        write=locale.percent,
        title=title or locale.text("actor_trend_title"),
        subtitle=_subtitle("actor_trend_subtitle", dated["period"], bool((totals == 0).any()), locale),
        source=source,
    )
    figure.rows = rows.reset_index(names="mark")
    if mentions is not None and documents is not None:
        first = mentions[mentions["actor_id"].isin(drawn)].drop_duplicates(["actor_id", "doc_id"])
        figure.evidence = _evidence(first, "actor_id", rows, documents)
    return figure


def _totals(dated: pd.DataFrame, documents: pd.DataFrame | None, by: str) -> "pd.Series[int]":
    """Count the articles of every period from the first to the last, those with none included."""
    known = dated.drop_duplicates("period").set_index("period")["total"]
    if documents is not None:
        codes, groups = groups_of(documents, by)
        has_text = np.array([bool(text.strip()) for text in texts_of(documents)], dtype=bool)
        number = pd.Series(np.bincount(codes[has_text], minlength=len(groups)), index=groups)
        known = number[groups.notna() & (number > 0).to_numpy()]
    periods = pd.PeriodIndex(known.index)
    return known.set_axis(periods).reindex(pd.period_range(periods.min(), periods.max()), fill_value=0)


def _of_actor(dated: pd.DataFrame, actor: str, totals: "pd.Series[int]", *, confidence: float) -> pd.DataFrame:
    """Give an actor a row for every period: a share of 0 where no article mentions it, none without articles."""
    here = dated[dated["actor_id"] == actor].set_index("period")
    rows = pd.DataFrame({"actor_id": actor, "period": totals.index, "total": totals.to_numpy(np.int64)})
    for column in ("mentions", "documents"):
        counted = here[column].set_axis(pd.PeriodIndex(here.index))
        rows[column] = counted.reindex(totals.index, fill_value=0).to_numpy(np.int64)
    rows["share"] = rows["documents"] / rows["total"].where(rows["total"] > 0)
    numbers = (rows["documents"].to_numpy(), rows["total"].to_numpy())
    rows["low"], rows["high"] = wilson_interval(*numbers, confidence=confidence)
    return rows


def _with_bounds(rows: pd.DataFrame, periods: "pd.Series[pd.Period]") -> pd.DataFrame:
    """Write periods as words, with the moments that they begin and end at."""
    index = pd.PeriodIndex(periods)
    return rows.assign(
        period=index.astype("str"),
        earliest=index.start_time.astype("datetime64[us]"),
        latest=(index + 1).start_time.astype("datetime64[us]"),
    )


def _direction(group: pd.DataFrame, locale: Locale) -> str:
    """Say whether a term rises or falls, where that is known."""
    if not {"slope", "q"} <= set(group.columns):
        return ""
    slope, q = group[["slope", "q"]].iloc[0]
    if not q <= _SURE or slope == 0:
        return locale.text("trend_unsure")
    return locale.text("trend_rising" if slope > 0 else "trend_falling")


def _subtitle(key: str, periods: "pd.Series[pd.Period]", gaps: bool, locale: Locale) -> str:
    """Say what is drawn, for each what, and what a gap is."""
    frequency = pd.PeriodIndex(periods).freqstr
    unit = next(unit for unit, letter in PERIODS.items() if frequency.startswith(letter))
    said = f"{locale.text(key, bin=locale.bin(unit))}\n{locale.text('trend_dot')}"
    return f"{said}{locale.text('trend_gaps')}" if gaps else said


def _evidence(found: pd.DataFrame, key: str, rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """List the first places of each row: those of its term or actor in the documents of its period."""
    published = found["doc_id"].map(publication_times(documents)).to_numpy("datetime64[us]")
    mark = pd.Series(-1, index=found.index)
    for name, periods in rows.groupby(key, sort=False):
        place = periods["earliest"].searchsorted(published, side="right") - 1
        inside = (found[key] == name).to_numpy() & (place >= 0) & (published < periods["latest"].iloc[-1])
        mark[inside] = periods.index[0] + place[inside]
    return first_places(found.assign(mark=mark)[mark >= 0], documents, most=_EXAMPLES)
