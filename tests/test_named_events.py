"""The table of events: what ships, what a researcher may pass, what is refused."""

from pathlib import Path

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates
from corpus_tools.dates.named_events import load_events


def documents(text: str) -> pd.DataFrame:
    return documents_of(text, published="2017-05-20")


def test_what_ships_has_sources() -> None:
    events = load_events()
    assert events["event"].is_unique
    assert (events["source"].str.len() > 20).all()
    assert (events["end"].isna() | (events["end"] > events["start"])).all()


@pytest.mark.parametrize(
    ("text", "surface", "start", "anchor"),
    [
        ("عانى السوريون منذ اندلاع الثورة السورية كثيرا", "اندلاع الثورة السورية", "2011-03-15", "event:syrian_war"),
        ("عاد إلى سوريا بعد عامين من الحرب فيها", "عامين", "2013-03-15", "event:syrian_war"),
        ("تحل في سوريا والعام السابع من الحرب يمضي", "العام السابع", "2017-03-15", "event:syrian_war"),
        ("كما فعلوا في حرب تموز قبلها", "تموز", "2006-07-12", "event:july_war"),
    ],
)
def test_times_are_counted_from_events(text: str, surface: str, start: str, anchor: str) -> None:
    row = find_dates(documents(text)).iloc[0]
    assert (row["surface"], row["anchor"]) == (surface, anchor)
    assert row["earliest"] == pd.Timestamp(start)


@pytest.mark.parametrize(
    "text",
    [
        "شهدت ليبيا تغيرات منذ اندلاع الثورة الليبية وتابعتها سوريا",
        "تراجع اليمن منذ بداية الحرب في اليمن وسكتت سوريا",
        "تراجع اليمن منذ بداية الحرب هناك",
    ],
)
def test_the_war_of_another_country_is_not_that_of_the_table(text: str) -> None:
    row = find_dates(documents(text)).iloc[0]
    assert pd.isna(row["earliest"])
    assert row["reason"] == "the event is in no table of events"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("قال الوزير اللبناني إن الجيش السوري دخل بيروت منذ بداية الأزمة", "1976-06-10"),
        ("روى اللبنانيون ما جرى عام 1976: دخل الجيش السوري بيروت ومنذ بداية الأزمة غاب الأمن", "2016-06-10"),
        ("دخل الجيش السوري لبنان. تعب اللبنانيون في لبنان. غاب الأمن عن لبنان منذ بداية الأزمة", "2016-06-10"),
        ("دخل الجيش السوري لبنان، وقال لبناني إن لبنان تعب، وغاب الأمن عن لبنان منذ بداية الأزمة", "2016-06-10"),
        ("هدمت الضربات الروسية أوكرانيا. قالت أوكرانيا منذ بداية الضربات الروسية إن الأسد بعيد", "2022-06-10"),
    ],
)
def test_the_crisis_of_another_country_does_not_leak(text: str, published: str) -> None:
    found = find_dates(documents_of(text, published=published))
    assert not found["anchor"].str.startswith("event:").any()


@pytest.mark.parametrize(
    "text",
    [
        "سوريا مدعومة من روسيا ومن فصائل من إيران منذ بداية الحرب",
        "تحدث السوريون عن روسيا. وعاد السوريون إلى بيوتهم. لم يعد أحد منذ بداية الحرب",
        "تابع الروس الغارات الروسية. يعاني الناس في إدلب منذ بداية الضربات الروسية",
        "تعب الناس في حلب منذ بداية الأزمة وقالت روسيا وإيران إنها تعين الناس",
    ],
)
def test_the_war_is_that_of_the_country_of_its_document(text: str) -> None:
    assert find_dates(documents(text))["anchor"].isin(["event:syrian_war", "event:russian_intervention"]).all()


def test_the_table_can_be_switched_off_and_extended(tmp_path: Path) -> None:
    text = "نزح السوريون منذ اندلاع الثورة السورية. تعافت المدينة في العام الثاني من الزلزال الكبير"
    assert find_dates(documents(text), events=False)["earliest"].isna().all()
    path = tmp_path / "own.yaml"
    entry = "  - id: quake\n    names: [الزلزال الكبير]\n    start: 2013-02\n"
    path.write_text(f"extends: default\nevents:\n{entry}", encoding="utf-8")
    anchors = ["event:syrian_war", "event:quake"]
    assert find_dates(documents(text), events=path)["anchor"].tolist() == anchors
    path.write_text(f"events:\n{entry}", encoding="utf-8")
    assert load_events(path)["event"].tolist() == ["quake"]
    assert find_dates(documents(text), events=load_events(path, extend=True))["anchor"].tolist() == anchors


def test_an_entry_of_ones_own_replaces_the_one_that_ships(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    start = "- id: end_of_the_assad_government\n  names: [سقوط الحكومة]\n  start: 2024-12-07\n"
    path.write_text(start, encoding="utf-8")
    events = load_events(path, extend=True)
    assert events["event"].is_unique
    assert len(events) == len(load_events())
    assert events.set_index("event")["start"]["fall_of_assad"] == pd.Timestamp("2024-12-07")


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    path.write_text("- id: quake\n  names: [الزلزال الكبير]\n  start: 2023-02\n", encoding="utf-8")
    text = "تعافت المدينة في العام الثاني من الزلزال الكبير"
    for events in (path, str(path), load_events(path)):
        row = find_dates(documents(text), events=events).iloc[0]
        assert row["value"] == "2024-02-01/2025-02-01"
    assert pd.isna(find_dates(documents(text), events=load_events(path).iloc[:0])["earliest"]).all()


def test_a_long_chain_of_events_is_followed_to_its_end(tmp_path: Path) -> None:
    chain = "".join(f"- id: e{n}\n  names: [حدث {n}]\n  start: event:e{n + 1}\n" for n in range(5000))
    path = tmp_path / "events.yaml"
    path.write_text(f"{chain}- id: e5000\n  names: [الحرب]\n  start: 2011-03\n", encoding="utf-8")
    events = load_events(path)
    assert set(events["start"]) == {pd.Timestamp("2011-03-01")}
    assert set(events["start_precision"]) == {"month"}


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("- id: a\n  names: [الحرب]\n", r"events.yaml, line 1: the event lacks `start`"),
        ("- id: a\n  names: [الحرب]\n  start: أمس\n", r"line 3: 'أمس' is no date"),
        ("- id: a\n  names: [الحرب]\n  start: 2017-02-31\n", r"line 3: '2017-02-31' is no date"),
        ("- id: a\n  names: [الحرب]\n  start: event:b\n", r"line 3: there is no event 'b'"),
        (
            "- id: a\n  names: [الحرب]\n  start: event:b\n- id: b\n  names: [الثورة]\n  start: event:a\n",
            r"line 6: events refer to each other in a circle: a -> b -> a",
        ),
        ("- id: a\n  names: [الحرب]\n  start: 2017\n  end: 2016\n", r"line 4: the event 'a' ends before it starts"),
        (
            "- id: a\n  names: [الحرب]\n  start: 2017\n- id: a\n  names: [ح]\n  start: 2017\n",
            r"line 4: the id 'a' stands also",
        ),
        ("- id: a\n  names: [الحرب]\n  start: 2017\n  where: هنا\n", r"line 1: unknown field 'where'"),
        ("- id: a\n  names: الحرب\n  start: 2017\n", r"line 2: a list is needed here"),
        ("- id: a\n  names: [الحرب]\n  short_names: [ح]\n  start: 2017\n", r"needs `near`"),
        ("- الحرب\n", r"line 1: an event is a mapping"),
        ("extends: all\nevents: []\n", r"line 1: `extends: all` is not known; write `extends: default`"),
        ("extends: default\n", r"line 1: a registry is a list .* stands under `events:`"),
        ("- id: a\n  names: [الحرب\n", r"not valid YAML"),
    ],
)
def test_a_malformed_table_is_refused_with_file_and_line(tmp_path: Path, yaml: str, message: str) -> None:
    path = tmp_path / "events.yaml"
    path.write_text(yaml, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load_events(path)


def test_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_events(tmp_path / "none.yaml")
