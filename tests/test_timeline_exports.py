"""What leaves for other programs is as precise as the text, and leads back to it."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import icalendar
import pandas as pd
import pytest

from corpus_tools.calendars.units import first_day
from corpus_tools.dates.find import find_dates
from corpus_tools.events.exports import to_icalendar, to_timelinejs, to_timemap, write_timeline
from corpus_tools.events.timeline import timeline
from corpus_tools.files import read_csv

TEXT = (
    "بدأ الحصار عام 2013. ووقّع الطرفان اتفاقا في آذار 2017، وفق <b>مصدر</b>. وغادرت أول حافلة في 18 آذار 2017. "
    "واستمرت الهدنة بين عامي 2014 و2016. وسقطت قذيفة عند الساعة 20.31 السبت."
)
DOCUMENTS = pd.DataFrame({"doc_id": ["وعر;1"], "text": [TEXT], "published": [pd.Timestamp("2017-05-21 09:00")]})


def events() -> pd.DataFrame:
    made = timeline(DOCUMENTS, find_dates(DOCUMENTS))
    made["actors"] = pd.Series([["RUS", "أ, ب"], *([] for _ in range(len(made) - 1))], dtype=object)
    return made


def edge(earliest: pd.Timestamp | None, latest: pd.Timestamp | None) -> pd.DataFrame:
    table = events().head(1)
    bounds = {"earliest": earliest, "latest": latest}
    return table.assign(**{name: pd.Series([at], table.index, "datetime64[us]") for name, at in bounds.items()})


def components(table: pd.DataFrame) -> list[Any]:
    return icalendar.Calendar.from_ical(to_icalendar(table)).subcomponents


def test_a_calendar_has_each_interval_whole() -> None:
    table = events()
    entries = components(table)
    assert [entry.name for entry in entries] == ["VEVENT"] * 5
    for entry, event in zip(entries, table.to_dict("records"), strict=True):
        assert pd.Timestamp(entry["DTSTART"].dt) == event["earliest"]
        assert pd.Timestamp(entry["DTEND"].dt) == event["latest"]
        assert (entry["DTSTART"].params.get("VALUE") == "DATE") == (event["precision"] != "minute")
        surface = TEXT[int(entry["X-CORPUS-START"]) : int(entry["X-CORPUS-END"])]
        assert surface == event["surface"] == entry["X-CORPUS-SURFACE"]
        assert entry["SUMMARY"] == entry["DESCRIPTION"] == event["words"]
        assert entry["X-CORPUS-DOC-ID"] == r"وعر\;1"
        assert (entry["X-CORPUS-TIMEX3"], entry["X-CORPUS-PRECISION"]) == (event["value"], event["precision"])
    assert [str(name) for name in entries[0]["CATEGORIES"].cats] == ["RUS", "أ, ب"]
    assert len({str(entry["UID"]) for entry in entries}) == 5
    assert to_icalendar(table) == to_icalendar(table)


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [
        (pd.Timestamp("2011-03-15"), None),
        (None, pd.Timestamp("2017-05-20")),
        (first_day(8029, "year"), first_day(8030, "year")),
    ],
)
def test_a_calendar_claims_no_end_that_it_cannot_say(
    earliest: pd.Timestamp | None, latest: pd.Timestamp | None
) -> None:
    (entry,) = components(edge(earliest, latest))
    assert entry.name == "VJOURNAL"
    assert "DTEND" not in entry
    assert ("DTSTART" in entry) == (earliest is not None)
    assert entry["X-CORPUS-LATEST"] == ("" if latest is None else latest.isoformat().removesuffix("T00:00:00"))


def test_timelinejs_has_the_known_fields_only() -> None:
    slides = to_timelinejs(events())["events"]
    assert [(slide["start_date"], slide.get("end_date")) for slide in slides] == [
        ({"year": 2013}, None),
        ({"year": 2014}, {"year": 2016}),
        ({"year": 2017, "month": 3}, None),
        ({"year": 2017, "month": 3, "day": 18}, None),
        ({"year": 2017, "month": 5, "day": 20, "hour": 20, "minute": 31}, None),
    ]
    assert [slide["display_date"] for slide in slides[:4]] == ["2013", "2014–2016", "آذار 2017", "18 آذار 2017"]
    assert "&lt;b&gt;مصدر&lt;/b&gt;" in slides[2]["text"]["text"]
    assert slides[0]["group"] == "RUS"


@pytest.mark.parametrize(
    ("earliest", "latest", "start", "shown"),
    [
        (pd.Timestamp("2011-01-01"), None, {"year": 2011}, "منذ 2011"),
        (None, pd.Timestamp("2017-05-20"), {"year": 2017, "month": 5, "day": 19}, "حتى 19 أيار 2017"),
        (first_day(-1969, "year"), first_day(-1968, "year"), {"year": 1}, "1"),
        (first_day(8029, "year"), first_day(8030, "year"), {"year": 9999}, "9999"),
    ],
)
def test_timelinejs_at_the_edges(
    earliest: pd.Timestamp | None, latest: pd.Timestamp | None, start: dict[str, int], shown: str
) -> None:
    (slide,) = to_timelinejs(edge(earliest, latest))["events"]
    assert slide["start_date"] == start
    assert slide["display_date"] == shown
    assert "end_date" not in slide


def test_timemap_takes_text_and_no_invented_place() -> None:
    table = to_timemap(events())
    assert table["date"].tolist() == ["1/1/2013", "1/1/2014", "3/1/2017", "3/18/2017", "5/20/2017"]
    assert table["time"].tolist() == ["", "", "", "", "20:31"]
    assert table["time_precision"].tolist() == ["year", "range", "month", "day", "minute"]
    assert set(table["latitude"]) == {""}
    assert table["comments"][2].startswith("2017-03 [2017-03-01, 2017-04-01) وعر;1:")
    places = pd.DataFrame({"doc_id": ["وعر;1"], "location": ["الوعر"], "latitude": [34.73], "longitude": [36.68]})
    located = to_timemap(events(), places=places)
    assert located[["location", "latitude", "longitude"]].iloc[0].tolist() == ["الوعر", "34.73", "36.68"]
    with pytest.raises(ValueError, match="more than one row in `places`"):
        to_timemap(events(), places=pd.concat([places, places]))


def test_files_keep_the_table(tmp_path: Path) -> None:
    table = events().assign(surface=["=1+1", *events()["surface"][1:]])
    for name in ("events.csv", "events.parquet", "events.ics", "events.json", "events.timemap.csv"):
        write_timeline(table, tmp_path / "out" / name)
    assert len(list((tmp_path / "out").iterdir())) == 5
    back = pd.read_parquet(tmp_path / "out" / "events.parquet")
    for column in ("earliest", "latest", "precision", "value"):
        assert back[column].tolist() == table[column].tolist()
    assert "'=1+1" in (tmp_path / "out" / "events.csv").read_text("utf-8")
    again = read_csv(tmp_path / "out" / "events.csv")
    assert again["surface"].tolist() == table["surface"].tolist()
    assert pd.to_datetime(again["latest"], format="ISO8601").tolist() == table["latest"].tolist()
    said = json.loads((tmp_path / "out" / "events.json").read_text("utf-8"))
    assert [slide["corpus"]["precision"] for slide in said["events"]] == table["precision"].tolist()
    with pytest.raises(ValueError, match=r"has none of the endings \.csv, \.parquet"):
        write_timeline(table, tmp_path / "events.xlsx")


def test_no_events_make_empty_files(tmp_path: Path) -> None:
    nothing = events().head(0)
    for name in ("events.csv", "events.parquet", "events.ics", "events.json", "events.timemap.csv"):
        write_timeline(nothing, tmp_path / name)
    assert json.loads((tmp_path / "events.json").read_text("utf-8")) == {"events": []}
    assert components(nothing) == []


def test_control_characters_stay_out_of_calendars() -> None:
    table = events().head(1).assign(words=["قصف\x00\x07 ليلا\nوهدوء"], value=None)
    (entry,) = components(table)
    assert entry["DESCRIPTION"] == "قصف ليلا\nوهدوء"
    assert entry["X-CORPUS-TIMEX3"] == ""


def test_dates_are_written_without_the_figures() -> None:
    code = "import sys\nimport corpus_tools.events.exports\nsys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_a_month_is_a_month_in_every_format() -> None:
    texts = pd.DataFrame({"doc_id": ["أ"], "text": ["وقّع الطرفان الاتفاق في آذار 2017."]})
    month = timeline(texts, find_dates(texts))
    lines = to_icalendar(month).decode().splitlines()
    assert [line for line in lines if line.startswith(("DT", "X-CORPUS-TIMEX3"))] == [
        "DTSTART;VALUE=DATE:20170301",
        "DTEND;VALUE=DATE:20170401",
        "DTSTAMP:19700101T000000Z",
        "X-CORPUS-TIMEX3:2017-03",
    ]
    assert to_timemap(month)[["date", "time_display"]].to_numpy().tolist() == [["3/1/2017", "آذار 2017"]]


HOSTILE = "\u200f=1\x00\x1b[2J\x85\r\nBEGIN:VALARM\u2028</script>\ud800"


@pytest.mark.parametrize("name", ["t.csv", "t.ics", "t.json", "t.timemap.csv"])
def test_hostile_names_do_nothing_in_any_format(tmp_path: Path, name: str) -> None:
    table = events().head(1)
    for column in ("doc_id", "surface", "words"):
        table[column] = pd.Series([HOSTILE], dtype=object)
    table["actors"] = pd.Series([[HOSTILE]], dtype=object)
    write_timeline(table, tmp_path / name)
    content = (tmp_path / name).read_bytes()
    assert not set(content) & (set(range(32)) - set(b"\t\n\r") | {0x7F})
    text = content.decode("utf-8", "surrogatepass")
    assert "\x85" not in text
    if name == "t.ics":
        [entry] = icalendar.Calendar.from_ical(content).subcomponents
        assert not entry.subcomponents
    if name == "t.json":
        [slide] = json.loads(text)["events"]
        assert "<" not in slide["text"]["headline"]
        assert not {"\ud800", "\u2028"} & set(text)
    if name.endswith(".csv"):
        assert not any(cell.lstrip("\u200f").startswith("=") for row in csv.reader(text.splitlines()) for cell in row)
