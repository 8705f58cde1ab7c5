from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.reading import publication
from corpus_tools.reading.day_order import settle_day_order
from corpus_tools.reading.publication import date_in_name, parse_published

FIRST, LAST = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2099-12-31")
TIMES = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(microsecond=0))
EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
LEVANT = [
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
]


@pytest.mark.parametrize(
    ("written", "when", "precision", "offset"),
    [
        ("2017-05-20T14:30:00+01:00", "2017-05-20T14:30:00", "second", "+01:00"),
        ("2017-05-20T14:30:00.250Z", "2017-05-20T14:30:00", "second", "+00:00"),
        ("2017-01-22T185600", "2017-01-22T18:56:00", "second", None),
        ("17/05/2015", "2015-05-17T00:00:00", "day", None),
        ("5/20/2017 4:05 PM", "2017-05-20T16:05:00", "minute", None),
        ("20.05.2017", "2017-05-20T00:00:00", "day", None),
        ("2017/5/20 09:15", "2017-05-20T09:15:00", "minute", None),
        ("20170520", "2017-05-20T00:00:00", "day", None),
        ("20170520143000", "2017-05-20T14:30:00", "second", None),
        ("20170520T1430", "2017-05-20T14:30:00", "minute", None),
        ("٢٠/٠٥/٢٠١٧", "2017-05-20T00:00:00", "day", None),
        ("\u200f20\u200f/05\u200f/2017", "2017-05-20T00:00:00", "day", None),
        ("05/05/2017", "2017-05-05T00:00:00", "day", None),
        ("Sat, 20 May 2017 10:00:00 +0300", "2017-05-20T10:00:00", "second", "+03:00"),
        ("Sat May 20 10:00:00 +0000 2017", "2017-05-20T10:00:00", "second", "+00:00"),
        ("May 20, 2017", "2017-05-20T00:00:00", "day", None),
        ("1er mai 2017", "2017-05-01T00:00:00", "day", None),
        ("السبت 20 مايو/أيار 2017 - 14:30", "2017-05-20T14:30:00", "minute", None),
        ("السبت، 20 أيار (مايو) 2017", "2017-05-20T00:00:00", "day", None),
        ("20 ماي 2017 على الساعة 8:20 مساء", "2017-05-20T20:20:00", "minute", None),
        ("نشر في: 20/05/2017 - 12:15 ص", "2017-05-20T00:15:00", "minute", None),
        ("السبت 24 شعبان 1438هـ - 20 مايو 2017م", "2017-05-20T00:00:00", "day", None),
        ("24/08/1438هـ", "2017-05-20T00:00:00", "day", None),
        ("1438-08-24", "2017-05-20T00:00:00", "day", None),
        ("24 شعبان 1438", "2017-05-20T00:00:00", "day", None),
        ("1495270800", "2017-05-20T09:00:00", "second", "+00:00"),
        (1495270800000, "2017-05-20T09:00:00", "second", "+00:00"),
        (20170520.0, "2017-05-20T00:00:00", "day", None),
        (date(2017, 5, 20), "2017-05-20T00:00:00", "day", None),
        (datetime.fromisoformat("2017-05-20"), "2017-05-20T00:00:00", "day", None),
        (datetime.fromisoformat("2017-05-20T01:02:03"), "2017-05-20T01:02:03", "second", None),
        (datetime(2017, 5, 20, tzinfo=timezone(timedelta(hours=3))), "2017-05-20T00:00:00", "second", "+03:00"),
        (datetime(2017, 5, 20, tzinfo=UTC), "2017-05-20T00:00:00", "second", "+00:00"),
    ],
)
def test_every_shape_of_a_date_is_read_on_the_clock_of_the_publisher(
    written: object, when: str, precision: str, offset: str | None
) -> None:
    read = parse_published(written)
    assert read.when is not None, read.reason
    assert (read.when.isoformat(), read.precision, read.offset) == (when, precision, offset)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (None, "no date"),
        ("  ", "no date"),
        (float("nan"), "no date"),
        ("مايو 2017", "no day"),
        ("2017-05", "no day"),
        ("2017", "no day"),
        ("20 مايو", "no year"),
        ("20/05/17", "year of two figures"),
        ("31/02/2017", "on no calendar"),
        ("2017-13-20", "on no calendar"),
        ("20/05/2017 21/05/2017", "more than one day"),
        ("2017-05-20 25:00", "in no known shape"),
        ("قبل ثلاث ساعات", "in no known shape"),
        ("20 مايو 2717", "no newspaper"),
        ("30/12/1250هـ", "outside the Hijri calendar"),
    ],
)
def test_what_does_not_name_one_day_gives_none_and_says_why(written: object, reason: str) -> None:
    read = parse_published(written)
    assert read.when is None
    assert reason in str(read.reason)


@given(when=TIMES, minutes=st.integers(-12 * 60, 14 * 60))
def test_written_dates_are_read_back(when: datetime, minutes: int) -> None:
    zoned = when.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_published(zoned.isoformat()).when == when
    assert parse_published(f"{when:%Y-%m-%dT%H%M%S}").when == when
    day = when.replace(hour=0, minute=0, second=0)
    for months in (EGYPT, LEVANT):
        assert parse_published(f"{when.day} {months[when.month - 1]} {when.year}").when == day
    slashed = parse_published(f"{when:%d/%m/%Y}")
    assert day in {slashed.when, slashed.if_day_first}


@given(written=st.text(st.sampled_from("0123456789/-.: TZ+٢٠١٧مايوهـص"), max_size=24))
def test_no_string_is_too_odd_to_be_looked_at(written: str) -> None:
    read = parse_published(written)
    assert (read.when is None) <= (read.reason is not None)


def test_a_hijri_date_says_by_which_calendar_it_was_converted() -> None:
    assert "Umm al-Qura" in str(parse_published("24 شعبان 1438").reason)


def _settle(dates: list[str], *, sources: list[str | None] | None = None, files: list[str] | None = None,
            names: list[str] | None = None, day_first: bool | None = None) -> list[tuple[str, str]]:  # fmt: skip
    n = len(dates)
    settled = settle_day_order(
        [parse_published(written) for written in dates],
        names=names or [f"n{i}" for i in range(n)],
        files=files or [f"f{i}" for i in range(n)],
        sources=sources or ["وكالة"] * n,
        day_first=day_first,
    )
    return [(f"{one.when:%Y-%m-%d}" if one.when else "", one.reason or "") for one in settled]


def test_a_date_alone_may_be_of_may_or_june_and_stays_open() -> None:
    [(when, reason)] = _settle(["05/06/2017"])
    assert not when
    assert "2017-06-05 or 2017-05-06; pass day_first=" in reason


def test_other_dates_of_the_same_source_settle_the_order() -> None:
    assert _settle(["05/06/2017", "17/05/2015"])[0] == (
        "2017-06-05",
        "day before month, as in 1 other date of the same source",
    )
    assert _settle(["05/06/2017", "05/17/2015"])[0][0] == "2017-05-06"


def test_dates_of_another_source_settle_nothing() -> None:
    assert _settle(["05/06/2017", "17/05/2015"], sources=["وكالة", "صحيفة"])[0][0] == ""


def test_an_article_of_no_stated_source_goes_with_the_corpus() -> None:
    assert _settle(["05/06/2017", "17/05/2015"], sources=[None, "صحيفة"])[0][0] == "2017-06-05"


def test_the_same_file_counts_before_the_same_source() -> None:
    dates = ["05/06/2017", "05/17/2015", "17/05/2015"]
    assert _settle(dates, files=["a", "a", "b"])[0][0] == "2017-05-06"
    assert "both orders" in _settle(dates, files=["a", "b", "c"])[0][1]


def test_the_day_in_the_name_of_the_article_counts_before_all() -> None:
    when, reason = _settle(["05/06/2017", "17/05/2015"], names=["JA-20170506", "x"])[0]
    assert when == "2017-05-06"
    assert reason == "month before day, as 2017-05-06 in its name or id"


def test_what_the_caller_knows_decides_alone() -> None:
    assert _settle(["05/06/2017"], day_first=True)[0] == ("2017-06-05", "day before month, as day_first= says")
    assert _settle(["05/06/2017"], day_first=False)[0][0] == "2017-05-06"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("JA-culture-102-20160502", date(2016, 5, 2)),
        ("000_2014-01-11.txt", date(2014, 1, 11)),
        ("خبر_2014.01.11", date(2014, 1, 11)),
        ("JA-localNews-296-22022016", None),  # not year first: its order is as open as that of the record
        ("20160502-20160503", None),
        ("20160230", None),
        ("120160502", None),
    ],
)
def test_a_name_holds_a_day_when_it_is_year_first_and_alone(name: str, day: date | None) -> None:
    assert date_in_name(name) == day


@pytest.mark.parametrize("day", ["2017-05-20", "1800-02-29", "2096-02-29", "2017-02-29", "2017-13-01", "1438-08-24"])
@pytest.mark.parametrize("clock", ["T14:30:05", " 00:00:00Z", "t23:59:60", "T24:00:00+03:00", "T14:30:05-00:30"])
def test_the_short_way_of_a_plain_moment_says_the_same(day: str, clock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    publication._parse_written.cache_clear()
    read = parse_published(day + clock)
    publication._parse_written.cache_clear()
    monkeypatch.setattr(publication, "_plain_iso", lambda _: None)
    assert parse_published(day + clock) == read
