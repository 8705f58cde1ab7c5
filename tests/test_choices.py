"""What a reader asks to see in the standard figures: words, themes, actors, two parts of the corpus, sources, days."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.analysis.draw import FIGURES
from corpus_tools.cli import _FIGURES, main
from corpus_tools.files import read_csv

AGENCY, PAPER = "وكالة الشرق", "صحيفة الغد"
TEXTS = {
    AGENCY: "أعلنت روسيا هدنة في حلب بعد شهرين من معارك عنيفة. قصف الطيران داعش قرب الرقة، ثم قصف داعش القرية.",
    PAPER: "رحبت تركيا بالهدنة في حلب بعد أشهر من المعارك. وقالت روسيا إن تنظيم الدولة انسحب، وتنظيم الدولة ينفي.",
}
ROWS = [
    {
        "doc_id": f"{month}-{k}-{source}",
        "text": text,
        "source": source,
        "published": f"2017-{month:02}-11",
        "desk": k % 2,
    }
    for month in (3, 4)
    for k in range(6)
    for source, text in TEXTS.items()
]
DOCUMENTS = pd.DataFrame(ROWS).astype({"published": "datetime64[us]", "desk": "str"})
CORPUS = ct.Corpus(DOCUMENTS)


@pytest.fixture
def articles(tmp_path: Path) -> str:
    path = tmp_path / "مقالات.csv"
    DOCUMENTS.to_csv(path, index=False)
    return str(path)


def draw(articles: str, out: Path, *options: str) -> int:
    return main(["figures", articles, "--out", str(out), "--format", "svg", "--copies", *options])


def test_the_help_lists_the_figures_that_there_are() -> None:
    assert list(FIGURES) == _FIGURES


def test_words_are_followed_in_all_their_forms() -> None:
    found = ct.analyze(CORPUS, words=["هدنة", "تنظيم الدولة"])
    figures = ct.draw_figures(CORPUS, found, only=["terms", "collocations"])
    assert figures["terms"].rows[["term", "n"]].to_numpy().tolist() == [["هدنة", 24], ["تنظيم الدولة", 24]]
    assert figures["terms"].heading == "كم مرة ترد هذه الكلمات؟"
    assert figures["terms"].evidence["mark"].value_counts().tolist() == [24, 24]
    assert figures["collocations"].choices["node"] == "هدنة"


def test_themes_are_followed_and_called_so() -> None:
    found = ct.analyze(CORPUS, themes={"قتال": ["معركة", "قصف"]})
    figure = ct.draw_figures(CORPUS, found, only="terms")["terms"]
    assert figure.rows[["term", "n"]].to_numpy().tolist() == [["قتال", 48]]
    assert "الموضوعات" in figure.heading


@pytest.mark.parametrize("name", ["ISIS", "داعش", "تنظيم الدولة الإسلامية"])
def test_an_actor_is_named_by_its_id_or_a_name(name: str) -> None:
    found = ct.analyze(CORPUS, actor=name)
    assert found.choices.actors == ("ISIS",)
    names = ct.draw_figures(CORPUS, found, only="actor_names")["actor_names"].rows
    assert set(names["name"]) == {"داعش", "تنظيم الدولة"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"actor": "داعس"}, "no actor is called 'داعس'; did you mean .*'داعش'"),
        ({"actor": "قطط"}, "no actor is called 'قطط'"),
        ({"words": ["هدنة"], "themes": {"قتال": ["قصف"]}}, "`words` and `themes` are both given"),
        ({"compare": ("source", AGENCY, "صحيفة أخرى")}, "no document has the source 'صحيفة أخرى'; there are"),
        ({"compare": ("قسم", "0", "1")}, "قسم"),
    ],
)
def test_what_is_not_there_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ct.analyze(CORPUS, **options)
    if "words" in options:
        with pytest.raises(TypeError, match="`words` is one text"):
            ct.analyze(CORPUS, words="هدنة")


def test_two_parts_are_compared_as_asked() -> None:
    found = ct.analyze(CORPUS, compare=("source", PAPER, AGENCY))
    figure = ct.draw_figures(CORPUS, found, only="keyness")["keyness"]
    assert figure.heading == f"ما الذي يميّز {PAPER} عن {AGENCY}؟"
    even = ct.analyze(CORPUS, compare=("desk", "0", "1"))
    with pytest.raises(ct.NothingToDrawError, match="none sets the two corpora apart"):
        ct.draw_figures(CORPUS, even, only="keyness")


def test_the_command_draws_what_is_asked_for(articles: str, tmp_path: Path) -> None:
    stop = tmp_path / "كلمات.txt"
    stop.write_text("حلب # المدينة\n\nروسيا\n", encoding="utf-8")
    out = tmp_path / "out"
    wanted = ["--only", "terms,actor_trend", "--stop-words", str(stop), "--credit", "أرشيف", "--from", "2017-04"]
    assert draw(articles, out, *wanted, "--source", AGENCY) == 0
    assert {path.name.split(".")[0] for path in out.iterdir()} == {"terms"}  # a month makes no trend
    terms = read_csv(out / "terms.csv")
    assert terms["n"].max() == 12
    assert not {"حلب", "روسيا"} & set(terms["term"])
    assert "أرشيف" in (out / "terms.svg").read_text("utf-8") or json.loads((out / "terms.json").read_text("utf-8"))
    assert draw(articles, out, "--only", "terms", "--title", "عنوان آخر", "--words", "هدنة،قصف") == 0
    passport = json.loads((out / "terms.json").read_text("utf-8"))
    assert passport["title"] == "عنوان آخر"
    assert read_csv(out / "terms.csv")["term"].tolist() == ["هدنة", "قصف"]
    assert main(["verify", str(out)]) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--only", "خريطة"], "--only: there is no standard figure 'خريطة'; there are timeline"),
        (["--title", "عنوان"], "--title is that of one figure"),
        (["--title", "عنوان", "--only", "terms,trend"], "--title is that of one figure"),
        (["--source", "وكالة أخرى"], "no document has the source 'وكالة أخرى'"),
        (["--from", "2019"], "no document is of these sources and days"),
        (["--from", "أمس"], "write a day, month or year as '2017-05-20'"),
        (["--stop-words", "no-such.txt"], "no-such.txt"),
        (["--actor", "قطط"], "no actor is called 'قطط'"),
    ],
)
def test_what_cannot_be_chosen_is_one_line(
    options: list[str], message: str, articles: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(articles, tmp_path / "out", *options) == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert not list((tmp_path / "out").glob("*"))


@pytest.mark.parametrize("given", ["source", "source=أ", "=أ,ب", "source=أ,ب,ج"])
def test_a_comparison_has_a_column_and_two_values(given: str, articles: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        draw(articles, tmp_path / "out", "--compare", given)
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("events", {"event", "doc_id", "earliest", "latest", "words", "actors"}),
        ("quotations", {"doc_id", "start", "end", "surface", "speaker", "actor_id", "verb", "stance", "words"}),
    ],
)
def test_events_and_quotations_are_tables(command: str, columns: set[str], articles: str, tmp_path: Path) -> None:
    text = "قالت روسيا إن الهدنة بدأت في 3 آذار 2017."
    pd.DataFrame({"doc_id": ["أ"], "text": [text], "published": ["2017-03-04"]}).to_csv(articles, index=False)
    written = {}
    for ending in ("csv", "parquet", "xlsx"):
        path = tmp_path / f"table.{ending}"
        assert main([command, articles, "--out", str(path)]) == 0
        readers: dict[str, Callable[[Path], pd.DataFrame]] = {"csv": read_csv, "parquet": pd.read_parquet}
        written[ending] = readers.get(ending, pd.read_excel)(path)
        assert columns <= set(written[ending])
    assert {len(table) for table in written.values()} == {1}
    assert written["xlsx"]["words"].tolist() == [text]


def test_events_without_an_end_are_told_of_where_calendars_hide_them(
    articles: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["انتهت الهدنة في حلب في 3 آذار 2017.", "يعيش سكان الحي بلا كهرباء منذ 5 نيسان 2016."]
    pd.DataFrame({"doc_id": ["أ", "ب"], "text": texts, "published": "2017-05-20"}).to_csv(articles, index=False)
    assert main(["events", articles, "--out", str(tmp_path / "events.ics")]) == 0
    said = capsys.readouterr().out
    written = (tmp_path / "events.ics").read_text("utf-8")
    assert "2 events" in said
    assert written.count("BEGIN:VJOURNAL") == 1
    assert "1 of them have an open end" in said


def test_events_are_exported_under_their_sentences(articles: str, tmp_path: Path) -> None:
    text = "بدأت الهدنة في حلب في 3 آذار 2017 بعد شهرين من معارك عنيفة حول أحيائها الشرقية، واتفقت الأطراف على أن تدخل "
    text += "قوافل المساعدات من الطريق الجنوبي إلى المستودعات القديمة خلف محطة القطار."
    pd.DataFrame({"doc_id": ["أ"], "text": [text]}).to_csv(articles, index=False)
    path = tmp_path / "events.json"
    assert main(["events", articles, "--out", str(path), "--actors", "none"]) == 0
    [slide, *_] = json.loads(path.read_text("utf-8"))["events"]
    assert slide["text"]["headline"].startswith("بدأت الهدنة في حلب في 3 آذار 2017")
    assert slide["text"]["headline"].endswith(" …")
    assert len(slide["text"]["headline"]) <= 123
    assert main(["events", articles, "--out", str(tmp_path / "events.ics")]) == 0
    assert "SUMMARY:بدأت" in (tmp_path / "events.ics").read_text("utf-8")
    assert main(["events", articles, "--out", str(tmp_path / "events.docx")]) == 1
