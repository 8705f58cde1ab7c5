"""What differs between two states of a corpus: documents, and the numbers that change because of them."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from builders import corpus_of

from corpus_tools import Corpus, analyze, draw_figures
from corpus_tools.cli import main
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.report.changed_places import Changed, State, changed_places
from corpus_tools.report.diff_page import diff_page
from corpus_tools.report.differences import document_changes, number_changes
from corpus_tools.report.page import report_sections
from corpus_tools.report.same_documents import same_documents
from corpus_tools.report.sections import Section

TRUCE = "دعت روسيا وتركيا إلى هدنة في 3 آذار 2017."
SHELLING = "قالت إيران إن القصف على حلب توقف يوم 5 آذار 2017."


def state(*texts: object, **columns: object) -> Corpus:
    return corpus_of(*texts, **columns)


def sections(corpus: Corpus) -> dict[str, Section]:
    findings = analyze(corpus)
    return report_sections(corpus, findings, draw_figures(corpus, findings, locale=Locale("en")), locale=Locale("en"))


def told(numbers: pd.DataFrame) -> list[tuple[str, ...]]:
    return sorted(numbers[["row", "old", "new"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (state(TRUCE), state(TRUCE), []),
        (state(TRUCE), state(TRUCE, SHELLING), [("خبر 1", "added", "")]),
        (state(TRUCE, SHELLING), state(TRUCE), [("خبر 1", "removed", "")]),
        (state(TRUCE), state(SHELLING), [("خبر 0", "edited", "text")]),
        (state(TRUCE, title=["هدنة"]), state(TRUCE, title=["هدنة جديدة"]), [("خبر 0", "edited", "title")]),
        (state(TRUCE), state(TRUCE, source=["الوكالة"]), [("خبر 0", "edited", "source")]),
        (
            state(TRUCE, published="2017-03-04"),
            state(SHELLING, published="2017-03-05"),
            [("خبر 0", "edited", "text, published")],
        ),
        (state(None, source=[None]), state(None, source=[None]), []),
    ],
)
def test_documents_are_added_removed_and_edited(old: Corpus, new: Corpus, changes: list[tuple[str, ...]]) -> None:
    found = document_changes(old, new, same_documents(old, new))
    assert list(found[["doc_id", "change", "fields"]].itertuples(index=False, name=None)) == changes


def test_a_number_that_changes_is_told_with_what_it_was() -> None:
    found = number_changes(sections(state(TRUCE)), sections(state(TRUCE, TRUCE)))
    mentions = found[(found["figure"] == "mentions") & (found["column"] == "Places")]
    assert told(mentions) == [("Russia", "1", "2"), ("Turkey", "1", "2")]
    links = found[(found["figure"] == "co_mentions") & (found["column"] == "Sentences")]
    assert told(links) == [("Russia – Turkey", "1", "2")]


def test_a_row_that_only_one_state_has_was_or_is_nothing() -> None:
    found = number_changes(sections(state(TRUCE)), sections(state(SHELLING)))
    places = found[(found["figure"] == "mentions") & (found["column"] == "Places")]
    assert told(places) == [
        ("Iran", "", "1"),
        ("Russia", "1", ""),
        ("Turkey", "1", ""),
    ]
    assert set(found.loc[found["figure"] == "co_mentions", "new"]) == {""}
    # That there were none of another kind is no change.
    assert not any({was, now} <= {"", "0"} for was, now in found[["old", "new"]].to_numpy().tolist())


def test_a_word_is_the_same_whichever_form_of_it_is_the_most_frequent() -> None:
    old, new = state("مهندسة في الشركة. مهندسة في المصنع. المهندس."), state("المهندس. المهندس. المهندس.")
    labels = [sections(corpus)["terms"].table[0][0].text for corpus in (old, new)]
    assert labels[0] != labels[1]
    found = number_changes(sections(old), sections(new))
    of_word = found[(found["figure"] == "terms") & (found["row"] == labels[1])]
    assert labels[0] not in set(found["row"])
    assert "" not in {*of_word["old"], *of_word["new"]}


@pytest.mark.parametrize(
    ("published", "gained"),
    [
        ("2017-03-04", 0),  # it was there, and the table left it out
        ("2017-04-04", 1),  # what was said then is another thing
    ],
)
def test_a_row_that_was_not_listed_has_gained_what_is_new(published: str, gained: int) -> None:
    old, new = state(SHELLING, published="2017-03-04"), state(SHELLING, published=published)
    there = sections(old)
    left_out = replace(there["mentions"], table=[], numbers={})
    numbers = number_changes(there | {"mentions": left_out}, sections(new))
    numbers = numbers[(numbers["figure"] == "mentions") & (numbers["column"] == "Places")]
    states = State(old, there | {"mentions": left_out}), State(new, sections(new))
    [(lost, found)] = changed_places(numbers, *states, same=same_documents(old, new))
    assert (lost.total, found.total) == (0, gained)


def changes_of(old: Corpus, new: Corpus, most: int = 100) -> dict[tuple[str, ...], tuple[Changed, Changed]]:
    """What each number has lost and gained, by figure, row and column."""
    states = State(old, sections(old)), State(new, sections(new))
    numbers = number_changes(*(state.sections for state in states))
    keys = numbers[["figure", "row", "column"]].itertuples(index=False, name=None)
    same = same_documents(old, new)
    return dict(zip(keys, changed_places(numbers, *states, same=same, most=most), strict=True))


def test_a_number_that_changes_shows_the_sentences_that_change_it() -> None:
    changes = changes_of(state(TRUCE, SHELLING), state(TRUCE, SHELLING, f"{TRUCE} {SHELLING}"))
    lost, gained = changes["mentions", "Russia", "Places"]
    assert (lost.total, gained.total) == (0, 1)
    [place] = gained.shown.to_dict("records")
    assert (place["doc_id"], place["before"], place["match"]) == ("خبر 2", "دعت ", "روسيا")
    assert place["before"] + place["match"] + place["after"] == TRUCE
    documents = changes["overview", "Documents · with a text", "Number"]
    assert documents[1].shown["doc_id"].tolist() == ["خبر 2"]


def test_a_sentence_that_moves_is_the_same_and_one_that_is_edited_is_another() -> None:
    changes = changes_of(state(f"{TRUCE} {SHELLING}"), state(f"{SHELLING} {TRUCE} وردت روسيا."))
    lost, gained = changes["mentions", "Russia", "Places"]
    assert (lost.total, gained.total) == (0, 1)
    assert gained.shown["after"].tolist() == ["."]
    assert ("mentions", "Iran", "Places") not in changes


def test_what_is_too_much_for_a_page_is_sampled() -> None:
    changes = changes_of(state("هدنة"), state(*[TRUCE] * 30), most=1)
    _, gained = changes["mentions", "Russia", "Places"]
    assert (gained.total, len(gained.shown)) == (30, 5)


def test_nothing_changes_between_a_state_and_itself() -> None:
    assert number_changes(sections(state(TRUCE)), sections(state(TRUCE))).empty


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_tells_of_hostile_documents_as_text(lang: str) -> None:
    hostile = "<script>alert(1)</script>"
    documents = pd.DataFrame(
        {
            "doc_id": [hostile],
            "change": ["edited"],
            "fields": ["text, title"],
            "title": ["\u202eحلب</title>"],
            "old_id": [hostile],
        }
    )
    numbers = pd.DataFrame(
        {"figure": ["terms"], "title": [hostile], "row": [hostile], "column": ["n"], "old": ["1"], "new": [""]}
    )
    locale = ARABIC if lang == "ar" else Locale("en")
    place = {"doc_id": hostile, "start": 0, "end": 3, "before": hostile, "match": "\u202eح", "after": "</mark>"}
    gained = Changed(1, pd.DataFrame([place | {"title": hostile, "source": None, "published": pd.NaT}]))
    places = [(Changed(0, pd.DataFrame()), gained)]
    page = diff_page(documents, numbers, places, old=hostile, new="</style>", locale=locale).decode()
    assert "<script" not in page
    assert page.count("</style>") == page.count("<title>") == 1
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page


def test_the_command_tells_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, texts in (("old", {"1": TRUCE, "2": TRUCE}), ("new", {"1": TRUCE, "2": SHELLING, "3": SHELLING})):
        (tmp_path / name).mkdir()
        for stem, text in texts.items():
            (tmp_path / name / f"{stem}.txt").write_text(text, "utf-8")
    out = tmp_path / "diff.html"
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--out", str(out), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "1 added, 0 removed, 1 edited" in said
    page = out.read_text("utf-8")
    assert "Documents added (1)" in page
    counts = re.findall(r'<div id="(places-\d+)" data-count="(\d+)" tabindex="-1">(.*?)</div>', page, re.DOTALL)
    assert counts
    for name, count, places in counts:
        assert f'href="#{name}"' in page
        assert places.count("data-place=") == int(count)
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "old"), "--lang", "en"]) == 0
    assert "none changed" in capsys.readouterr().out


def test_the_command_speaks_the_language_of_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("old", TRUCE), ("new", SHELLING)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(text, "utf-8")
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--lang", "ar"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["الوثائق      المضاف 0، المحذوف 0، المعدل 1", "المعدل       1: النص"]
    assert any(line.startswith("mentions     ") for line in lines)
    assert not any(word in line for line in lines for word in ("none", "→", " more"))


def test_copies_of_a_corpus_in_folders_of_other_names_do_not_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(TRUCE, "utf-8")
        (tmp_path / name / "README.md").write_text("وصف", "utf-8")
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--lang", "en"]) == 0
    assert "none changed" in capsys.readouterr().out
