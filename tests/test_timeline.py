"""Dated sentences in order of when things happened, and nothing lost on the way."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from builders import Dated, dates_in, documents_of, mentions_in
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.calendars.units import first_day, unit_index
from corpus_tools.dates.find import find_dates
from corpus_tools.events.timeline import COLUMNS, Grain, timeline

NO_VALUE = "no calendar value"
TEXTS = {
    "هدنة": "بدأت الهدنة في آذار 2017. وكان الحصار قد بدأ عام 2013، وغادرت أول حافلة السبت.",
    "وعد": "تستأنف المحادثات عام 2019. واستمر القتال ثلاثة أيام.",
    "قديم": "وقعت المعركة عام 1973.",
}
PUBLISHED = {"هدنة": "2017-05-20", "وعد": "2017-06-01", "قديم": None}

# doc_id, expression, kind, earliest, latest, precision
EXPRESSIONS = [
    ("هدنة", "آذار 2017", "date", "2017-03-01", "2017-04-01", "month"),
    ("هدنة", "عام 2013", "date", "2013-01-01", "2014-01-01", "year"),
    ("هدنة", "السبت", "date", "2017-05-20", "2017-05-21", "day"),
    ("وعد", "عام 2019", "date", "2019-01-01", "2020-01-01", "year"),
    ("وعد", "ثلاثة أيام", "duration", None, None, None),
    ("قديم", "عام 1973", "date", "1973-01-01", "1974-01-01", "year"),
]


def documents() -> pd.DataFrame:
    return documents_of(*TEXTS.values(), doc_id=list(TEXTS), published=list(PUBLISHED.values()))


def dates(expressions: Sequence[Dated] = EXPRESSIONS) -> pd.DataFrame:
    return dates_in(TEXTS, expressions)


def mentions(*named: tuple[str, str, str]) -> pd.DataFrame:
    return mentions_in(TEXTS, [(*mention, "name") for mention in named])


def test_events_come_in_order_of_time_each_with_its_words() -> None:
    events = timeline(documents(), dates())
    assert list(events) == COLUMNS
    assert events["surface"].tolist() == ["عام 1973", "عام 2013", "آذار 2017", "السبت", "عام 2019"]
    assert events["event"].tolist() == [0, 1, 2, 3, 4]
    assert events["sentence"].tolist() == [0, 1, 0, 1, 0]
    for event in events.to_dict("records"):
        text = TEXTS[event["doc_id"]]
        assert text[event["start"] : event["end"]] == event["surface"]
        assert text[event["sentence_start"] : event["sentence_end"]] == event["words"]
        assert event["sentence_start"] <= event["start"] < event["end"] <= event["sentence_end"]


def test_what_is_no_event_is_counted() -> None:
    table = dates([*EXPRESSIONS, ("وعد", "ثلاثة أيام", "date", None, None, "week")])
    events = timeline(documents(), table)
    assert events.attrs["left_out"] == {"duration": 1, "no calendar value": 1}
    assert len(events) + sum(events.attrs["left_out"].values()) == len(table)


def test_actors_of_the_sentence_in_order_and_once() -> None:
    named = mentions(("هدنة", "أول حافلة", "BUS"), ("هدنة", "الحصار", "SIEGE"), ("هدنة", "الهدنة", "TRUCE"))
    again = pd.concat([named, named.iloc[:1], named.iloc[:1].assign(actor_id=None)])
    events = timeline(documents(), dates(), again)
    by_surface = dict(zip(events["surface"], events["actors"], strict=True))
    assert by_surface["عام 2013"] == ["SIEGE", "BUS"]
    assert by_surface["آذار 2017"] == ["TRUCE"]
    assert by_surface["عام 1973"] == []


@pytest.mark.parametrize(
    ("options", "surfaces", "left_out"),
    [
        ({"future": "drop"}, ["عام 1973", "عام 2013", "آذار 2017", "السبت"], {"future": 1}),
        ({"at_least": "month"}, ["آذار 2017", "السبت"], {"looser than month": 3}),
        ({"at_least": "day"}, ["السبت"], {"looser than day": 4}),
        ({"as_of": "2017-05-20"}, ["عام 2013", "آذار 2017", "السبت"], {"publication unknown": 1, "published later": 1}),
        ({"as_of": "2017-05-19"}, [], {"publication unknown": 1, "published later": 4}),
    ],
)
def test_options_leave_out_and_say_so(options: dict[str, str], surfaces: list[str], left_out: dict[str, int]) -> None:
    events = timeline(documents(), dates(), **options)  # type: ignore[arg-type]
    assert events["surface"].tolist() == surfaces
    assert events.attrs["left_out"] == {"duration": 1, **left_out}


def test_granularity_widens_intervals_and_no_more() -> None:
    events = timeline(documents(), dates(), granularity="month").set_index("surface")
    day = events.loc["السبت"]
    bounds = [pd.Timestamp("2017-05-01"), pd.Timestamp("2017-06-01")]
    assert [day["earliest"], day["latest"], day["precision"]] == [*bounds, "month"]
    assert events.loc["عام 2013", "precision"] == "year"
    assert events.loc["عام 2013", "latest"] == pd.Timestamp("2014-01-01")


def test_one_interval_said_twice_in_a_sentence_is_one_event() -> None:
    table = dates([*EXPRESSIONS[:3], ("هدنة", "أول", "date", "2017-05-20", "2017-05-21", "day")])
    events = timeline(documents(), table)
    assert events["surface"].tolist() == ["عام 2013", "آذار 2017", "أول"]
    assert events.attrs["left_out"] == {"same interval in the same sentence": 1}


@pytest.mark.parametrize(
    ("text", "surfaces", "left_out"),
    [
        ("ينظم ذلك القانون عدد 26 لسنة 2015 المؤرخ في 7 أوت 2015.", [], {"name of a law": 2}),
        ("صادق المجلس في 10 ديسمبر 2015 على قانون المالية لسنة 2016.", ["10 ديسمبر 2015"], {"name of a law": 1}),
        ("صدر القانون في 2015.", ["2015"], {}),
        ("صدر أمس بلاغ عن الوزارة.", ["أمس"], {}),
        ("تأهل المنتخب إلى نهائيات كأس العالم 2018.", [], {"name with its year": 1}),
        ("وزعت الوزارة رزنامة باكالوريا 2018 على المعاهد.", [], {"name with its year": 1}),
        ("كان ذلك في عام 1969.", ["عام 1969"], {}),
        ("ارتفعت الأسعار بنسبة 3 بالمئة مقارنة بسنة 2016.", [], {"compared with": 1}),
        ("كان الموسم أفضل من سنة 2016.", [], {"compared with": 1}),
        ("تراجع النفط إلى أدنى مستوى منذ مارس 2016.", [], {"compared with": 1}),
        ("تجاوز عدد المقاتلين الضعف منذ مارس 2016.", ["مارس 2016"], {}),
        ("بلغت الصادرات 12 مليارا مقابل 10 مليارات سنة 2013.", [], {"compared with": 1}),
        ("توقف القصف في الساعات الأولى من صباح السبت.", ["صباح السبت"], {}),
        ("يحاصر الجيش المدينة منذ مارس 2016.", ["مارس 2016"], {}),
        ("أبرز أخبار السبت 20 ماي 2017", [], {"heading": 1}),
        ("حالة الطقس اليوم", [], {"heading": 1}),
        ("توقف القصف السبت", ["السبت"], {}),
        ("تغيرت القيم في عالم اليوم كثيرا.", [], {"nowadays": 1}),
        ("تعيش البلاد الآن أزمة.", [], {"nowadays": 1}),
        ("غادرت الحافلات اليوم حي الوعر.", ["اليوم"], {}),
        ("ألقى كلمة بمناسبة اليوم العالمي للمرأة.", [], {"day of remembrance": 1}),
        ("نما القطاع بنسبة 3,5 بالمئة مقارنة مع نفس الفترة من سنة 2016.", [], {"compared with": 1}),
        ("بلغت النسبة 60,3 بالمئة مقابل 80,3 بالمئة سنة 2016.", [], {"compared with": 1}),
        ("فاز الفريق بنتيجة 30 مقابل 29 أمس.", ["أمس"], {}),
        ("زاروا تظاهرة صفاقس عاصمة للثقافة العربية 2016 في الشتاء.", [], {"name with its year": 1, NO_VALUE: 1}),
        ("كرة السلة : برنامج مقابلات اليوم", [], {"heading": 1}),
        ("كان من المقرر أن تقام المباراة يوم 5 مارس 2016.", [], {"was to be": 1}),
        ("ألغت النقابة الإضراب الذي كان مقررا يوم 5 مارس 2016.", [], {"was to be": 1}),
        ("كان من المقرر أن يصل الوفد، لكنه ألغى الزيارة يوم 5 مارس 2016.", ["يوم 5 مارس 2016"], {}),
        ("من المقرر أن تقام المباراة يوم 5 مارس 2016.", ["يوم 5 مارس 2016"], {}),
        ("يشارك في مهرجان كان السينمائي المزمع إقامته في 5 مارس 2016.", ["5 مارس 2016"], {}),
        ("هبط خام برنت تسليم ماي 2016 بدولارين.", [], {"month of a name": 1}),
        ("وقع تسليم الدفعة في ماي 2016.", ["ماي 2016"], {}),
        ("تستطلع الدار هلال شوال 1437.", [], {"month of a name": 1}),
        ("نظرت المحكمة القضية رقم 635 لسنة 2015 في جلستها.", [], {"name with its year": 1}),
        ("سجل المحضر رقم 12 في سنة 2015.", ["سنة 2015"], {}),
        ("المشكل الحقيقي اليوم يتمثل في الماء.", [], {"nowadays": 1}),
        ("صدر القانون المؤرخ في 7 أوت 2015 ولسنة 2016 شأن آخر.", ["سنة 2016"], {"name of a law": 1}),
    ],
)
def test_dates_of_no_event_are_left_out_and_counted(text: str, surfaces: list[str], left_out: dict[str, int]) -> None:
    texts = documents_of(text, published=["2017-05-20"])
    table = find_dates(texts)
    events = timeline(texts, table)
    assert events["surface"].tolist() == surfaces
    assert events.attrs["left_out"] == left_out
    assert len(events) + sum(left_out.values()) == len(table)


def test_an_open_end_is_an_event() -> None:
    events = timeline(documents(), dates([("هدنة", "آذار 2017", "date", "2017-03-01", None, "range")]))
    assert len(events) == 1
    assert events["latest"].isna().all()


@pytest.mark.parametrize("zone", ["Asia/Damascus", "UTC", None])
def test_publication_keeps_the_publisher_s_own_day(zone: str | None) -> None:
    texts = documents().assign(published=pd.Timestamp("2017-05-20 23:30", tz=zone))
    events = timeline(texts, dates(), future="drop")
    assert events["published"].unique().tolist() == [pd.Timestamp("2017-05-20 23:30")]


def test_documents_without_publication_or_text() -> None:
    texts = documents().drop(columns="published")
    texts.loc[2, "text"] = None
    events = timeline(texts, dates(EXPRESSIONS[:4]))
    assert events["published"].isna().all()
    assert len(events) == 4


def test_no_dates_at_all() -> None:
    events = timeline(documents(), dates([]))
    assert list(events) == COLUMNS
    assert events.empty


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (
            {"granularity": "fortnight"},
            "granularity='fortnight' is not known; choose one of day, week, month, quarter, year, decade",
        ),
        ({"at_least": "soon"}, "at_least='soon' is not known"),
        ({"future": "maybe"}, "future='maybe' is not known; choose one of keep, drop"),
    ],
)
def test_unknown_options_are_refused(broken: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        timeline(documents(), dates(), **broken)  # type: ignore[arg-type]


def test_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match="`dates` lacks the column earliest"):
        timeline(documents(), dates().drop(columns="earliest"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(range(len(EXPRESSIONS))),
            st.integers(-20_000, 20_000),
            st.integers(1, 4_000),
            st.booleans(),
        ),
        max_size=12,
    ),
)
def test_no_row_of_dates_is_lost(rows: list[tuple[int, int, int, bool]]) -> None:
    made = []
    for number, first, length, known in rows:
        doc_id, surface, kind, *_ = EXPRESSIONS[number]
        earliest = np.datetime64(first, "D")
        made.append(
            (doc_id, surface, kind, str(earliest) if known else None, str(earliest + length) if known else None, "day")
        )
    table = dates(made)
    table.index = pd.Index(range(100, 100 + len(table)))
    events = timeline(documents(), table)
    assert len(events) + sum(events.attrs["left_out"].values()) == len(table)
    assert events["earliest"].is_monotonic_increasing


def test_the_time_of_retrieval_comes_along_and_replaces_nothing() -> None:
    texts = documents().assign(retrieved=pd.Series(["2026-01-02T10:00:00Z", None, "2026-01-03"], dtype=object))
    events = timeline(texts, dates()).set_index("surface")
    assert events.loc["السبت", "retrieved"] == pd.Timestamp("2026-01-02 10:00")
    assert events.loc["عام 1973", "retrieved"] == pd.Timestamp("2026-01-03")
    assert events["published"].isna().tolist() == [True, False, False, False, False]
    assert timeline(documents(), dates())["retrieved"].isna().all()


STORY = "غادرت آخر دفعة من المقاتلين حي الوعر في حمص السبت"
REPORTS = {
    "وكالة": (f"{STORY}.", "2017-05-20", "وكالة"),
    "نقل": (f"(وكالات) {STORY}. وأضاف المصدر أن الحافلات توقفت السبت.", "2017-05-21", "جريدة"),
    "نقل حرفي": (f"{STORY}!", "2017-05-22", None),
    "مستقل": (f"{STORY}. ثم أمطرت.", "2017-05-19", "وكالة"),
    "آخر": ("عقد مجلس الأمن جلسة السبت.", "2017-05-20", "إذاعة"),
}


def reported(copies: pd.DataFrame, *, sources: bool = True) -> pd.DataFrame:
    table = [(doc_id, text, pd.Timestamp(day), source) for doc_id, (text, day, source) in REPORTS.items()]
    texts = pd.DataFrame(table, columns=["doc_id", "text", "published", "source"])
    texts = texts if sources else texts.assign(source=None)
    day = (pd.Timestamp("2017-05-20"), pd.Timestamp("2017-05-21"))
    rows = [
        (doc_id, at.start(), at.end(), "السبت", "date", *day, "day")
        for doc_id, (text, _, _) in REPORTS.items()
        for at in re.finditer("السبت", text)
    ]
    names = ["doc_id", "start", "end", "surface", "kind", "earliest", "latest", "precision"]
    return timeline(texts, pd.DataFrame(rows, columns=names), copies=copies)


COPIES = pd.DataFrame({"doc_id": ["وكالة", "نقل", "نقل حرفي"], "first_doc_id": ["وكالة"] * 3})


def test_copies_of_a_story_count_once() -> None:
    events = reported(COPIES)
    found = {tuple(reports): row for reports, row in zip(events["reports"], events.to_dict("records"), strict=True)}
    assert set(found) == {("مستقل", "وكالة", "نقل", "نقل حرفي"), ("نقل",), ("آخر",)}
    story = found["مستقل", "وكالة", "نقل", "نقل حرفي"]
    assert [story["n"], story["n_independent"], story["n_sources"]] == [4, 2, 2]
    assert story["doc_id"] == "مستقل"
    assert events.attrs["left_out"] == {"another report of the same event": 3}


def test_similar_sentences_of_unrelated_documents_stay_apart() -> None:
    events = reported(COPIES.head(0))
    assert sorted(events["n"]) == [1, 1, 1, 3]
    assert events.loc[events["n"] == 3, "n_independent"].tolist() == [3]


def test_sources_that_nobody_knows_are_missing_and_not_none() -> None:
    assert reported(COPIES, sources=False)["n_sources"].isna().all()


def test_a_document_of_two_stories_is_refused() -> None:
    with pytest.raises(ValueError, match="stands in more than one row of `copies`"):
        reported(pd.concat([COPIES, COPIES.head(1)]))


def test_published_in_several_time_zones() -> None:
    stamps = pd.Series(["2017-05-20T23:30:00+03:00", "2017-06-01T00:10:00-05:00", None])
    events = timeline(documents().assign(published=stamps), dates(), future="drop", as_of="2017-06-01")
    assert events["published"].dt.strftime("%m-%d %H:%M").unique().tolist() == ["05-20 23:30"]
    assert events.attrs["left_out"] == {"duration": 1, "publication unknown": 1, "future": 1}


def test_a_publication_that_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match=r"`published` of the document .* is 'not a day', which is no timestamp"):
        timeline(documents().assign(published="not a day"), dates())


FIRST_DAYS = np.array(["0001-01-01", "9999-01-01"], "datetime64[s]")


@pytest.mark.parametrize("grain", ["day", "week", "month", "quarter", "year", "decade"])
def test_the_first_and_the_last_year(grain: Grain) -> None:
    ends = [("هدنة", "آذار 2017", "date", "0001-01-01", "0002-01-01", "year")]
    table = dates([*ends, ("هدنة", "عام 2013", "date", "9999-01-01", None, "year")])
    table["latest"] = table["latest"].fillna(first_day(8030, "year"))
    events = timeline(documents(), table, granularity=grain, at_least="year" if grain != "decade" else None)
    assert len(events) == 2
    assert events["earliest"].tolist() == [first_day(int(unit_index(day, grain)), grain) for day in FIRST_DAYS]


@pytest.mark.parametrize("day", ["someday", pd.NaT, [1]])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match="is no day; write it as 2017-05-20"):
        timeline(documents(), dates(), as_of=day)
