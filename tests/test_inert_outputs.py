"""Hostile records through every command and export: nothing that is written runs, breaks its format or acts."""

import csv
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import icalendar
import openpyxl
import pytest

from corpus_tools import co_mentions, find_dates, find_mentions, load_actors, load_corpus, timeline, write_graph
from corpus_tools import write_timeline as export
from corpus_tools.cli import main

# A character that no font has is drawn as a box.
pytestmark = pytest.mark.filterwarnings("ignore:Glyph .* missing from font")

SIGNS = [
    f"{unseen}{sign}1+1" for sign in "=+-@" for unseen in ("", "\u200f", "\u202e", "\ufeff", "'", " \u200b", "\x00")
]
ACTS = [
    "<script>alert(1)</script>", "</title></text></svg><script/>", "\r\nBEGIN:VALARM\r\n", "a\x00b\x07",
    "\x1b[2J\x1b]0;x\x07", "\x85\u2028\u2029", "]]>", "&amp;&#0;", '" onload="x', "javascript:alert(1)", "\ud800",
    "\uffff\ufffe", "$x$", "{{x}}", "\u202eexe.txt", "%00%0a", "`id`", "$(id)", "../../etc/passwd", "=HYPERLINK(1)",
    "DDE|x!y", "\\", "\t=1", "\n=1",
]  # fmt: skip
HOSTILE = [*SIGNS[: 50 - len(ACTS)], *ACTS]
#: Characters that a terminal or a parser obeys; tab, line feed and carriage return may stand in a cell.
CONTROLS = (set(range(32)) - set(b"\t\n\r")) | {0x7F}
UNSEEN = " '\u200b\u200f\u202e\ufeff\x00"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write fifty articles on one story, each with another hostile string wherever a name or a text stands."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {
            "id": f"{words}{k}",
            "title": f"{words} هدنة",
            "text": f"{words} قالت روسيا وتركيا في {k % 28 + 1} أيار 2017 إن الهدنة {words} صامدة. وعاد {k} شخصا.",
            "date": f"2017-05-{k % 28 + 1:02}",
            "source": [words, "الجسر"][k % 2],
            "author": words,
            "category": words,
            "url": words,
            words: words,
        }
        for k, words in enumerate(HOSTILE)
    ]
    (folder / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder / "a.json"


@pytest.fixture(scope="module")
def written(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write everything that can be written of the corpus."""
    out = tmp_path_factory.mktemp("out")
    for name in ("dates", "terms", "mentions"):
        assert main([name, str(corpus), "--out", str(out / f"{name}.csv")]) == 0
    for ending in ("html", "csv"):
        assert main(["check", str(corpus), "--out", str(out / f"check.{ending}")]) == 0
        assert main(["kwic", str(corpus), "هدنة", "--out", str(out / f"kwic.{ending}")]) == 0
    for ending in ("xlsx", "csv"):
        assert main(["sample", str(corpus), "mentions", "--out", str(out / f"sample.{ending}")]) == 0
    assert main(["figures", str(corpus), "--out", str(out), "--format", "svg", "--copies"]) == 0
    read = load_corpus(corpus)
    actors = load_actors()
    mentions = find_mentions(read, actors)
    events = timeline(read, find_dates(read), mentions)
    for ending in ("ics", "json", "timemap.csv"):
        export(events, out / f"events.{ending}")
    for ending in ("graphml", "gexf"):
        write_graph(co_mentions(read, mentions), out / f"links.{ending}", actors=actors)
    return out


def files(folder: Path, *endings: str) -> list[Path]:
    """Return the files of a folder with some endings, of which there must be one of each."""
    found = [path for path in sorted(folder.iterdir()) if path.suffix in endings]
    assert {path.suffix for path in found} == set(endings)
    return found


def test_no_file_holds_a_control_character(written: Path) -> None:
    for path in files(written, ".csv", ".html", ".svg", ".ics", ".json", ".graphml", ".gexf"):
        assert not set(path.read_bytes()) & CONTROLS, path.name
        assert "\x85" not in path.read_text("utf-8", "surrogatepass"), path.name


def test_no_cell_becomes_a_formula(written: Path) -> None:
    for path in files(written, ".csv"):
        with path.open(encoding="utf-8-sig", errors="surrogatepass", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    begins = cell.lstrip(UNSEEN)[:1] in {*"=+-@"} and not cell.startswith("'")
                    assert not begins or is_number(cell), (path.name, cell)
    for sheet in openpyxl.load_workbook(written / "sample.xlsx").worksheets:
        for row in sheet.iter_rows():
            assert not [cell.value for cell in row if cell.data_type == "f"]


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_markup_is_whole_and_has_nothing_that_runs(written: Path) -> None:
    for path in files(written, ".svg", ".graphml", ".gexf"):
        for element in ET.parse(path).iter():  # noqa: S314 - written here
            assert "script" not in element.tag
            assert not [name for name in element.attrib if name.startswith("on")]
            links = [value for name, value in element.attrib.items() if name.endswith("href")]
            assert all(link.startswith("#") for link in links), path.name
    for path in files(written, ".html"):
        page = path.read_text("utf-8", "surrogatepass")
        assert "<script>alert" not in page, path.name
        assert ' onload="x' not in page, path.name


def test_calendars_and_slides_hold_what_they_should(written: Path) -> None:
    entries = icalendar.Calendar.from_ical((written / "events.ics").read_bytes()).subcomponents
    assert entries
    assert not [one for entry in entries for one in entry.subcomponents]
    for slide in json.loads((written / "events.json").read_text("utf-8"))["events"]:
        assert "<script" not in slide["text"]["headline"] + slide["text"]["text"]


def test_a_workbook_is_whole(written: Path) -> None:
    with zipfile.ZipFile(written / "sample.xlsx") as book:
        for name in book.namelist():
            if name.endswith(".xml"):
                ET.fromstring(book.read(name))  # noqa: S314 - written here


def test_nothing_tells_where_on_this_machine_the_corpus_lay(written: Path, corpus: Path) -> None:
    paths = {str(corpus.parent.parent), str(Path.home())} - {"/"}
    for path in files(written, ".svg", ".json", ".csv", ".html"):
        if path.name.startswith(("check", "sample")):
            continue  # which say which files to look at
        text = path.read_text("utf-8", "surrogatepass")
        assert not [one for one in paths if one in text], path.name


def lines_of(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> Iterator[str]:
    main(arguments)
    said = capfd.readouterr()
    yield from (said.out + said.err).split("\n")


@pytest.mark.parametrize("command", [["check"], ["kwic", "هدنة"], ["kwic", "هدنة", "--visual"]])
def test_a_terminal_is_told_nothing_but_text(
    command: list[str], corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for line in lines_of([command[0], str(corpus), *command[1:]], capfd):
        assert not {ord(sign) for sign in line} & CONTROLS, line
        assert "\u202e" not in line


def test_a_store_of_hostile_records_holds_the_same(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert main(["build", str(corpus), "--store", str(store)]) == 0
    for name, given in (("files.csv", corpus), ("store.csv", store)):
        assert main(["terms", str(given), "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "files.csv").read_bytes() == (tmp_path / "store.csv").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are characters there, and not bytes")
def test_names_of_files_may_be_any_bytes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in (b"\xff.txt", b"a\nb.txt", b"\x1b[2J.txt", "\u202eحمص.txt".encode(), b"=1+1.txt"):
        (folder / os.fsdecode(name)).write_text("قالت روسيا إن الهدنة صامدة.", encoding="utf-8")
    store = tmp_path / "store"
    assert main(["build", str(folder), "--store", str(store)]) == 0
    for given in (folder, store):
        for line in lines_of(["check", str(given)], capfd):
            assert not {ord(sign) for sign in line} & CONTROLS, line
        assert main(["mentions", str(given), "--out", str(tmp_path / f"{given.name}.csv")]) == 0
    assert (tmp_path / "corpus.csv").read_bytes() == (tmp_path / "store.csv").read_bytes()
