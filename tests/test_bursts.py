"""Bursts that were put there are found, and those that chance makes are not."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.events.burst_states import bursty_states
from corpus_tools.events.bursts import COLUMNS, find_bursts
from corpus_tools.statistics.overdispersion import poisson_gain


def documents(days: "list[str] | pd.DatetimeIndex") -> pd.DataFrame:
    return documents_of(*[""] * len(days), published=days)


def even(weeks: int = 40, each: int = 2) -> list[str]:
    return [str(day.date()) for day in pd.date_range("2017-01-04", periods=weeks, freq="7D") for _ in range(each)]


def test_a_burst_that_was_put_there_is_found_with_its_documents() -> None:
    bursts = find_bursts(documents(even() + ["2017-05-16"] * 9 + ["2017-05-23"] * 9))
    assert list(bursts) == COLUMNS
    assert bursts["earliest"].tolist() == [pd.Timestamp("2017-05-15")]
    assert bursts["latest"].tolist() == [pd.Timestamp("2017-05-29")]
    assert (bursts["periods"].item(), bursts["n"].item()) == (2, 22)
    assert len(bursts["documents"].iloc[0]) == 22
    assert bursts.attrs == {"periods": 40, "counted": 98, "not_counted": 0, "dispersion": 1.0}


def test_chance_alone_makes_no_burst_more_often_than_promised() -> None:
    random = np.random.default_rng(7)
    start = np.datetime64("2017-01-02")
    made = [
        len(find_bursts(documents(pd.DatetimeIndex(start + random.integers(0, 280, 120))), draws=99)) > 0
        for _ in range(20)
    ]
    assert sum(made) <= 4  # 20 corpora at 5 %: 1 is expected, 5 or more come once in 400 such tests


def test_empty_weeks_count() -> None:
    dense = [str(day.date()) for day in pd.date_range("2017-01-02", periods=8, freq="7D") for _ in range(5)]
    assert find_bursts(documents(dense)).empty
    bursts = find_bursts(documents([*dense, "2018-06-01"]))
    assert bursts["periods"].tolist() == [8]


def test_the_automaton_finds_the_best_of_all_ways() -> None:
    random = np.random.default_rng(3)
    for _ in range(30):
        counts = random.poisson(2, 9) * random.integers(1, 4, 9)
        expected = np.full(9, counts.mean() + 0.1)
        gain, toll = poisson_gain(counts, expected, 2.0), np.log(9)

        def worth(states: tuple[int, ...], gain: "np.typing.NDArray[np.float64]" = gain, toll: float = toll) -> float:
            ups = sum(now > before for before, now in zip((0, *states), states, strict=False))
            return float(sum(gain[at] for at, state in enumerate(states) if state) - toll * ups)

        found = tuple(bursty_states(gain[None, :], cost=1.0)[0].astype(int).tolist())
        assert worth(found) == pytest.approx(max(worth(states) for states in product((0, 1), repeat=9)))


def test_sentences_of_one_article_and_copies_of_one_story_count_once() -> None:
    calm = documents(even())
    events = calm.assign(earliest=calm["published"], latest=calm["published"] + pd.Timedelta(days=1))
    again = pd.concat([events, *[events.iloc[[20]]] * 15], ignore_index=True)
    assert find_bursts(calm, again).empty
    many = documents(even() + ["2017-05-16"] * 15)
    assert len(find_bursts(many)) == 1
    copies = pd.DataFrame({"doc_id": many["doc_id"].tail(15), "first_doc_id": many["doc_id"].iloc[80]})
    assert find_bursts(many, copies=copies).empty


def test_more_reports_where_more_was_published_are_no_burst() -> None:
    busy = documents(even(each=10) + ["2017-05-16"] * 100)
    about = busy.iloc[::5]
    assert len(find_bursts(about)) == 1
    assert find_bursts(about, among=busy).empty
    early = pd.concat([about, documents(["2016-05-16"]).assign(doc_id="قديم")])
    assert find_bursts(early, among=busy).attrs["not_counted"] == 1


def test_events_longer_than_a_period_are_counted_as_left_out() -> None:
    calm = documents(even())
    events = calm.assign(earliest=calm["published"], latest=calm["published"] + pd.Timedelta(days=1))
    year = events.tail(1).assign(earliest=pd.Timestamp("2017-01-01"), latest=pd.Timestamp("2018-01-01"))
    longer = pd.concat([events, year, year.assign(earliest=pd.Series(pd.NaT, index=year.index))])
    assert find_bursts(calm, longer).attrs["not_counted"] == 2


def test_the_same_seed_gives_the_same_table() -> None:
    table = documents(even() + ["2017-05-16"] * 9)
    pd.testing.assert_frame_equal(find_bursts(table, seed=5), find_bursts(table.set_index(table.index[::-1]), seed=5))


@pytest.mark.parametrize(
    ("days", "options", "message"),
    [
        ([], {}, "too thin for bursts by week: 0 documents in 0 periods"),
        (["2017-05-16"] * 19 + ["2018-05-16"], {"by": "year"}, "20 documents in 2 periods"),
        (even(weeks=9, each=1), {}, "9 documents in 9 periods"),
        ([*even(), "1871-01-01"], {"by": "day"}, "more than 20,000; count by a longer period"),
        (even(), {"by": "fortnight"}, "by='fortnight' is out of range; choose one of day, week"),
        (even(), {"ratio": 1}, "ratio=1 is out of range; it must be above 1"),
        (even(), {"max_q": 0}, "max_q=0 is out of range"),
        (even(), {"draws": 3}, "draws=3 is out of range; it must be 99 or more"),
        (even(), {"among": documents(["2017-01-04"])}, "too thin for bursts by week: 2 documents in 1 period;"),
        (even(), {"among": documents(["1999-01-04"])}, "too thin for bursts by week: 0 documents"),
    ],
)
def test_thin_data_and_odd_options_are_refused(days: list[str], options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        find_bursts(documents(days), **options)  # type: ignore[arg-type]


def test_a_table_without_times_is_refused() -> None:
    with pytest.raises(ValueError, match="`corpus` lacks the column published"):
        find_bursts(documents_of("هدنة"))


def test_a_burst_of_chance_is_as_probable_as_it_says() -> None:
    start, random = np.datetime64("2017-01-02"), np.random.default_rng(3)
    probable = []
    for _ in range(30):
        days = pd.DatetimeIndex(start + random.integers(0, 84, 60))
        bursts = find_bursts(documents(days), draws=99, max_q=1, cost=0)
        probable.append(bursts["p"].min() if len(bursts) else 1.0)
    # At most a fifth of random corpora have a burst that is among the strongest fifth of chance, and not far fewer.
    for level in (0.2, 0.5):
        assert level - 0.25 < np.mean(np.array(probable) <= level) < level + 0.1


def of_counts(counts: "np.typing.NDArray[np.int64]") -> pd.DataFrame:
    days = np.datetime64("2017-01-02") + np.repeat(np.arange(len(counts)), counts)
    return documents(pd.DatetimeIndex(days))


def news_days(random: np.random.Generator, *, raised: int = 0) -> "np.typing.NDArray[np.int64]":
    """Draw 120 days with fewer articles at the weekend, growth by half and twice the variance of chance."""
    week = np.tile([1.2, 1.2, 1.2, 1.2, 1.0, 0.7, 0.5], 18)[:120]
    mean = 10 * week * np.linspace(0.8, 1.2, 120)
    mean[60 : 60 + raised] *= 3
    return random.negative_binomial(mean, 0.5)


def test_days_that_vary_more_than_chance_make_no_burst() -> None:
    random = np.random.default_rng(5)
    made = [len(find_bursts(of_counts(news_days(random)), by="day", draws=99)) > 0 for _ in range(16)]
    assert sum(made) <= 3  # of Poisson counts, two in three would have one


def test_three_days_of_threefold_news_are_found_among_such_days() -> None:
    random = np.random.default_rng(6)
    for _ in range(4):
        found = find_bursts(of_counts(news_days(random, raised=3)), by="day", draws=99)
        assert ((found["earliest"] <= "2017-03-05") & (found["latest"] > "2017-03-03")).any()
        assert 1.3 < found.attrs["dispersion"] < 3
