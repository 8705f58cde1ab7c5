"""The bounds of events: how long each may be, how alike two reports are, and what a written timeline needs."""

from pathlib import Path

import pandas as pd
import pytest
from builders import dates_in, documents_of

from corpus_tools import NothingToDrawError, find_bursts, find_dates, timeline, write_timeline

TEXT = "غادرت الحافلات عند الظهر."
PUBLISHED = "2017-05-20"
LENGTHS = {
    "hour": pd.Timedelta(hours=1),
    "day": pd.Timedelta(days=1),
    "week": pd.Timedelta(days=7),
    "month": pd.Timedelta(days=31),
    "quarter": pd.Timedelta(days=92),
    "year": pd.Timedelta(days=366),
    "decade": pd.Timedelta(days=3653),
    "century": pd.Timedelta(days=36525),
}


def event_of(length: pd.Timedelta, kind: str = "date") -> pd.DataFrame:
    first = pd.Timestamp("1901-01-01")
    bounds = (str(first), str(first + length))
    return dates_in({"خبر 0": TEXT}, [("خبر 0", "الظهر", kind, *bounds, "range")])


@pytest.mark.parametrize("unit", LENGTHS)
def test_an_event_is_at_least_as_exact_as_the_longest_of_its_unit(unit: str) -> None:
    documents = documents_of(TEXT, published=PUBLISHED)
    assert len(timeline(documents, event_of(LENGTHS[unit]), at_least=unit)) == 1
    assert timeline(documents, event_of(LENGTHS[unit] + pd.Timedelta(seconds=1)), at_least=unit).empty


@pytest.mark.parametrize(("kind", "is_event"), [("date", True), ("time", True), ("duration", False), ("set", False)])
def test_dates_and_times_are_events(kind: str, is_event: bool) -> None:
    found = timeline(documents_of(TEXT, published=PUBLISHED), event_of(pd.Timedelta(days=1), kind))
    assert len(found) == is_event


@pytest.mark.parametrize(("other", "events"), [("ا ب ت ث ج ح خ", 1), ("ا ب ت ث ج ح خ د", 2)])
def test_sentences_of_copies_report_one_event_where_they_share_half_of_their_words(other: str, events: int) -> None:
    texts = {"أ": "السبت ا ب ت", "ب": f"السبت {other}"}
    documents = documents_of(*texts.values(), doc_id=list(texts), published=PUBLISHED)
    dates = dates_in(texts, [(doc_id, "السبت", "date", "2017-05-20", "2017-05-21", "day") for doc_id in texts])
    copies = pd.DataFrame({"doc_id": ["أ", "ب"], "first_doc_id": ["أ", "أ"]})
    found = timeline(documents, dates, copies=copies)
    assert len(found) == events


EVENTS = ["doc_id", "earliest", "latest", "precision", "start", "end", "surface", "value", "words", "actors"]


@pytest.mark.parametrize("column", EVENTS)
def test_a_written_timeline_needs_its_columns(tmp_path: Path, column: str) -> None:
    documents = documents_of("غادرت الحافلات في 3 آذار 2017.", published=PUBLISHED)
    events = timeline(documents, find_dates(documents))
    with pytest.raises(ValueError, match=f"lacks the column {column};"):
        write_timeline(events.drop(columns=column), tmp_path / "events.csv")


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".ics", ".json", ".timemap.csv"])
def test_a_timeline_is_written_in_each_format(tmp_path: Path, ending: str) -> None:
    documents = documents_of("غادرت الحافلات في 3 آذار 2017.", published=PUBLISHED)
    write_timeline(timeline(documents, find_dates(documents)), tmp_path / f"events{ending}")
    content = (tmp_path / f"events{ending}").read_bytes()
    if ending.endswith(".csv"):
        assert content.startswith(b"\xef\xbb\xbf")
        assert (b"time_precision" in content) == (ending == ".timemap.csv")
    with pytest.raises(ValueError, match=r"\.csv, \.parquet, \.ics, \.json, \.timemap\.csv"):
        write_timeline(timeline(documents, find_dates(documents)), tmp_path / "events.txt")


def test_the_columns_of_bursts() -> None:
    weeks = [str(pd.Timestamp("2017-01-02") + pd.Timedelta(weeks=week)) for week in range(20)]
    found = find_bursts(documents_of(*["هدنة"] * 32, published=[*weeks, *["2017-03-15 00:00:00"] * 12]), draws=99)
    assert list(found) == [
        "burst", "earliest", "latest", "periods", "n", "expected", "weight", "p", "q", "documents",
    ]  # fmt: skip


@pytest.mark.parametrize(("earliest", "is_kept"), [("2017-05-20 23:59:59", True), ("2017-05-21", False)])
def test_the_future_begins_on_the_day_after_publication(earliest: str, is_kept: bool) -> None:
    documents = documents_of(TEXT, published=f"{PUBLISHED} 09:00:00")
    dates = dates_in({"خبر 0": TEXT}, [("خبر 0", "الظهر", "date", earliest, "2017-05-22", "day")])
    assert len(timeline(documents, dates, future="drop")) == is_kept


def test_events_that_end_with_a_period_lie_in_it() -> None:
    weeks = [pd.Timestamp("2017-01-02") + pd.Timedelta(weeks=week) for week in range(20)]
    documents = documents_of(*["هدنة"] * 40, published=weeks * 2)
    earliest = documents["published"].astype("datetime64[us]")
    events = pd.DataFrame({"doc_id": documents["doc_id"], "earliest": earliest})
    for length, not_counted in ((pd.Timedelta(days=7), 0), (pd.Timedelta(days=7, microseconds=1), 40)):
        events["latest"] = events["earliest"] + length
        if not_counted:
            with pytest.raises(ValueError, match="0 documents"):
                find_bursts(documents, events)
        else:
            assert find_bursts(documents, events, draws=99).attrs["not_counted"] == 0


@pytest.mark.parametrize(
    ("documents", "periods", "are_enough"), [(20, 8, True), (19, 8, False), (20, 7, False)]
)  # fmt: skip
def test_bursts_take_twenty_documents_in_eight_periods(documents: int, periods: int, are_enough: bool) -> None:
    weeks = [pd.Timestamp("2017-01-02") + pd.Timedelta(weeks=number % periods) for number in range(documents)]
    corpus = documents_of(*["هدنة"] * documents, published=weeks)
    if are_enough:
        assert find_bursts(corpus, draws=99).attrs["periods"] == periods
    else:
        with pytest.raises(NothingToDrawError, match="it takes at least 20 documents in 8 periods"):
            find_bursts(corpus, draws=99)


@pytest.mark.parametrize(("last", "are_few_enough"), [(19_999, True), (20_000, False)])
def test_bursts_take_twenty_thousand_periods_at_most(last: int, are_few_enough: bool) -> None:
    days = [pd.Timestamp("1950-01-01") + pd.Timedelta(days=number) for number in (0, last)]
    corpus = documents_of(*["هدنة"] * 40, published=days * 20)
    if are_few_enough:
        assert find_bursts(corpus, by="day", draws=99).attrs["periods"] == last + 1
    else:
        with pytest.raises(ValueError, match="20,001 periods, more than 20,000"):
            find_bursts(corpus, by="day", draws=99)
