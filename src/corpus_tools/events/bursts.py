"""Bursts: stretches of time that more documents report on, or in which more were published, than by chance.

They are found by a two-state automaton (Kleinberg, Bursty and hierarchical structure in streams, Data Mining and
Knowledge Discovery 7, 2003; first at KDD 2002), here for counts per period: in the ordinary state a period
counts m on average, in the bursty one `ratio` * m, and becoming bursty costs `cost` * ln(number of periods). Counts of
news vary more than those of independent documents do, so they are negative binomial; m follows the days of the week
and a trend; both are fitted to what is not bursty. p-values come from random series of that kind, each fitted anew (a
parametric bootstrap: Davison and Hinkley, Bootstrap Methods and their Application, 1997, chapter 4).
"""

import numpy as np
import pandas as pd

from corpus_tools.arrays import Floats, Ints
from corpus_tools.calendars.units import UNITS, Period, first_day, unit_index
from corpus_tools.copies import stories_of
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.events.burst_states import States, find_states, runs_of, usual_course
from corpus_tools.spans import require_spans
from corpus_tools.statistics.overdispersion import autocorrelation_of, draw_counts
from corpus_tools.tables import publication_times, require_columns, require_moments

COLUMNS = ["burst", "earliest", "latest", "periods", "n", "expected", "weight", "p", "q", "documents"]

FEWEST_DOCUMENTS, FEWEST_PERIODS, MOST_PERIODS = 20, 8, 20_000
#: Random series are drawn in batches of this many cells (series × periods).
_BATCH_CELLS = 2_000_000


def find_bursts(
    corpus: Corpus | pd.DataFrame,
    events: pd.DataFrame | None = None,
    *,
    by: Period = "week",
    among: Corpus | pd.DataFrame | None = None,
    copies: pd.DataFrame | None = None,
    ratio: float = 2.0,
    cost: float = 1.0,
    max_q: float = 0.05,
    draws: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Find the stretches of time of which unusually many documents tell, or in which unusually many came out.

    Documents are counted, not sentences: ten sentences of one article about one week are one report. An event counts
    where its whole interval lies in one period. Periods between the first and the last that count none stay in.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and published: counted by when they came out, unless there are events.
    events : DataFrame, optional
        What `timeline` made of it (doc_id, earliest, latest): counted by when they happened.
    by : {"day", "week", "month", "quarter", "year", "decade"}
        The periods; weeks begin on Monday.
    among : Corpus or DataFrame, optional
        All documents (doc_id, published) of which those counted are a part: what is expected in a period is then in
        proportion to how many of them came out in it, and periods in which none did are left out. Without it periods
        are expected to be alike but for a steady trend and, by day, the days of the week; in a collection that swells
        for some time that time is the burst.
    copies : DataFrame, optional
        What `find_duplicates` made: copies of one story count once in a period.
    ratio : float
        How many times the ordinary rate a burst has, above 1.
    cost : float
        What it takes to become bursty, 0 or more; the higher, the fewer and longer the bursts.
    max_q : float
        The highest chance that is put up with that an ordinary series has a burst as strong, above 0 and up to 1.
    draws : int
        How many random series to compare with, 99 or more.
    seed : int
        Where their random numbers start; the same seed gives the same table.

    Returns
    -------
    DataFrame
        One row a burst, in order of time: burst (0, 1, …), earliest, latest (half-open), periods (how many), n
        (documents counted in them, once a period), expected (of n, if nothing had burst), weight (how much likelier the
        bursty state is here, in natural logarithms), p (share of random series, this one included, whose strongest
        burst weighs as much), q (as p, which already counts that the strongest of all was looked for; at
        most `max_q`), documents (list of doc_ids, each once).
        `attrs` says of all periods: periods, counted, not_counted (rows without a place in one of them), dispersion
        (how many times its mean the variance of a period is, outside bursts).

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column or is of another corpus, an option is out of range, or there are more than 20,000
        periods.
    NothingToDrawError
        If the data are too thin for an answer: fewer than 20 documents or 8 periods.

    Examples
    --------
    >>> days = [*pd.date_range("2017-01-02", periods=20, freq="7D"), *[pd.Timestamp("2017-03-15")] * 12]
    >>> documents = pd.DataFrame({"doc_id": [f"خبر {n}" for n in range(32)], "text": "هدنة", "published": days})
    >>> find_bursts(documents)[["earliest", "periods", "n", "expected", "q"]]
        earliest  periods   n  expected      q
    0 2017-03-13        1  13       1.0  0.009
    """
    _check_options(by=by, ratio=ratio, cost=cost, max_q=max_q, draws=draws)
    corpus = as_corpus(corpus)
    if events is not None:
        require_spans(events, corpus, name="events", made_by="timeline")
    whole = None if among is None else as_corpus(among, name="among").texts
    volume = None if whole is None else _placed_documents(whole, by, name="among")["period"]
    table = corpus.texts if events is None else events
    placed = _placed_documents(table, by, name="corpus") if events is None else _placed_events(table, by)
    kept = placed if volume is None else placed[placed["period"].isin(volume)]
    reports = kept.assign(story=kept["doc_id"] if copies is None else stories_of(kept["doc_id"], copies))
    reports = reports.drop_duplicates(["period", "story"])
    first, periods = _span(reports["period"], by)
    shares = _shares(volume, first, periods)
    place = reports["period"].to_numpy() - first
    counts = np.bincount(place, minlength=periods)
    weekday = first_day(first, by).weekday() if by == "day" else None
    course = usual_course(counts[None, :], shares, weekday, ratio=ratio, cost=cost)
    states = find_states(counts[None, :], shares, course, ratio=ratio, cost=cost)
    _, starts, ends, weights = runs_of(states)
    strongest = _strongest_by_chance(
        counts[None, :], states, shares, course, ratio=ratio, cost=cost, draws=draws, seed=seed
    )
    p = (1 + (strongest[None, :] >= weights[:, None] - 1e-9).sum(axis=1)) / (1 + draws)
    rows = [
        {
            "earliest": first_day(first + start, by),
            "latest": first_day(first + end, by),
            "periods": end - start,
            "n": int(counts[start:end].sum()),
            "expected": float(states.expected[0, start:end].sum()),
            "documents": list(dict.fromkeys(reports["doc_id"][(place >= start) & (place < end)])),
        }
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    bursts = pd.DataFrame(rows, columns=COLUMNS[1:]).assign(weight=weights, p=p, q=p)
    bursts = bursts.astype({"earliest": "datetime64[us]", "latest": "datetime64[us]", "n": int, "periods": int})
    bursts = bursts[bursts["q"] <= max_q].reset_index(drop=True).rename_axis("burst").reset_index()
    bursts.attrs = {"periods": periods, "counted": int(counts.sum()), "not_counted": len(table) - len(kept)}
    bursts.attrs["dispersion"] = round(float(states.dispersion[0]), 2)
    return bursts[COLUMNS]


def _check_options(*, by: str, ratio: float, cost: float, max_q: float, draws: int) -> None:
    """Check that options are in range."""
    for name, value, fits, remedy in (
        ("by", by, by in UNITS, f"choose one of {', '.join(UNITS)}"),
        ("ratio", ratio, ratio > 1, "it must be above 1"),
        ("cost", cost, cost >= 0, "it must be 0 or more"),
        ("max_q", max_q, 0 < max_q <= 1, "it must be above 0 and at most 1"),
        ("draws", draws, draws >= 99, "it must be 99 or more"),
    ):
        if not fits:
            raise ValueError(f"{name}={value!r} is out of range; {remedy}")


def _placed_events(events: pd.DataFrame, by: Period) -> pd.DataFrame:
    """Return doc_id and period (its index) of the events that lie within one period."""
    require_columns(events, ["doc_id", "earliest", "latest"], name="events")
    require_moments(events, name="events")
    known = events[events["earliest"].notna() & events["latest"].notna()]
    first = unit_index(known["earliest"].to_numpy("datetime64[s]"), by)
    last = unit_index((known["latest"] - pd.Timedelta(microseconds=1)).to_numpy("datetime64[us]"), by)
    inside = first == last
    return pd.DataFrame({"doc_id": known["doc_id"].to_numpy()[inside], "period": first[inside]})


def _placed_documents(documents: pd.DataFrame, by: Period, *, name: str) -> pd.DataFrame:
    """Return doc_id and period of publication (its index) of the documents that have a date."""
    require_columns(documents, ["doc_id", "published"], name=name)
    published = publication_times(documents).dropna()
    period = unit_index(published.to_numpy("datetime64[s]"), by)
    return pd.DataFrame({"doc_id": published.index.to_numpy(), "period": period})


def _span(period: "pd.Series[int]", by: str) -> tuple[int, int]:
    """Return the first period and the number of periods; raise if the data are too thin or too far apart."""
    first, periods = (int(period.min()), int(period.max() - period.min()) + 1) if len(period) else (0, 0)
    if len(period) < FEWEST_DOCUMENTS or periods < FEWEST_PERIODS:
        found = f"{len(period):,} document{'s' * (len(period) != 1)} in {periods:,} period{'s' * (periods != 1)}"
        raise NothingToDrawError(
            f"too thin for bursts by {by}: {found}; it takes at least {FEWEST_DOCUMENTS} documents in {FEWEST_PERIODS} "
            "periods, so count by a shorter period or read more"
        )
    if periods > MOST_PERIODS:
        raise ValueError(
            f"bursts by {by} from {first_day(first, by).date()} on are {periods:,} periods, more than {MOST_PERIODS:,};"
            " count by a longer period or leave out the events that lie far off"
        )
    return first, periods


def _shares(volume: "pd.Series[int] | None", first: int, periods: int) -> Floats:
    """Return the share of all documents that each period is expected to hold."""
    if volume is None:
        return np.full(periods, 1 / periods)
    place = volume.to_numpy() - first
    counts = np.bincount(place[(place >= 0) & (place < periods)], minlength=periods)
    shares: Floats = counts / counts.sum()
    return shares


def _strongest_by_chance(
    counts: Ints, states: States, shares: Floats, course: Floats, *, ratio: float, cost: float, draws: int, seed: int
) -> Floats:
    """Return the weight of the strongest burst in each of several random series like this one, 0 where none is."""
    random = np.random.default_rng(seed)
    # Half a standard error more, for what was left out as bursty may have been a part of the ordinary variation.
    dispersion = float(states.dispersion[0]) * (1 + np.sqrt(0.5 / len(shares)))
    autocorrelation = float(autocorrelation_of(counts, states.expected, ~states.bursty)[0])
    batch = max(_BATCH_CELLS // len(shares), 1)
    strongest = np.zeros(draws)
    for done in range(0, draws, batch):
        size = min(batch, draws - done)
        drawn = draw_counts(
            random, states.expected[0], dispersion=dispersion, autocorrelation=autocorrelation, draws=size
        )
        series, _, _, weights = runs_of(find_states(drawn, shares, course, ratio=ratio, cost=cost))
        np.maximum.at(strongest, done + series, weights)
    return strongest
