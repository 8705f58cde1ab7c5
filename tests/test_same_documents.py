"""Documents that two states of a corpus share, whatever their ids are."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from corpus_tools import Corpus
from corpus_tools.cli import main
from corpus_tools.report.differences import document_changes
from corpus_tools.report.same_documents import same_documents

TRUCE = "دعت روسيا وتركيا إلى هدنة في ريف حلب الجنوبي في الثالث من آذار 2017 وفق مصدر في المعارضة السورية."
BUSES = "غادرت حافلات تقل مقاتلين وعائلاتهم حي الوعر في حمص صباح السبت وفق مصدر في المحافظة"
RAIN = "أمطار غزيرة على الساحل"


def state(**texts: Any) -> Corpus:
    """Make a corpus of texts, or of a text and what else is known, by their ids."""
    told = [
        {"doc_id": doc_id} | ({"text": of} if isinstance(of, str) or of is None else of) for doc_id, of in texts.items()
    ]
    return Corpus(pd.DataFrame(told))


def page(text: str, url: str | None = None, title: str | None = None, day: str | None = None) -> dict[str, object]:
    return {"text": text, "url": url, "title": title, "published": pd.Timestamp(day) if day else pd.NaT}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (state(a=TRUCE, b=RAIN), state(a=TRUCE, b=RAIN), {"a": "a", "b": "b"}),
        # another name for each file
        (state(a=TRUCE, b=RAIN), state(x=RAIN.replace(" ", "  "), y=TRUCE), {"a": "y", "b": "x"}),
        # a row above all others: each number is now that of the next
        (state(r1=TRUCE, r2=BUSES), state(r1=RAIN, r2=TRUCE, r3=BUSES), {"r1": "r2", "r2": "r3"}),
        # one text of two documents
        (state(a=RAIN, b=RAIN), state(b=RAIN, c=RAIN), {"a": "c", "b": "b"}),
        (state(a=RAIN, b=RAIN), state(c=RAIN), {"a": "c"}),
        # an edited text
        (state(a=TRUCE), state(a=RAIN), {"a": "a"}),
        (state(a=BUSES), state(x=f"عاجل {BUSES}", y=RAIN), {"a": "x"}),
        (state(a=BUSES, b=f"{BUSES} أمس"), state(b=f"{BUSES} غدا", a=f"عاجل {BUSES}"), {"a": "a", "b": "b"}),
        (state(a=TRUCE), state(x=RAIN), {}),
        # one address, also where the ids are exchanged
        (
            state(a=page(TRUCE, "http://x/1"), b=page(BUSES, "http://x/2")),
            state(a=page("قيل أمس", "http://x/2"), b=page("وصل غدا", "http://x/1")),
            {"a": "b", "b": "a"},
        ),
        (state(a=page(TRUCE, "http://x/")), state(x=page(RAIN, "http://x/"), y=page(BUSES, "http://x/")), {}),
        (
            state(a=page(TRUCE, title="هدنة", day="2017-05-20")),
            state(x=page(RAIN, title="هدنة", day="2017-05-20")),
            {"a": "x"},
        ),
        (state(a=page(TRUCE, title="هدنة")), state(x=page(RAIN, title="هدنة")), {}),
        # no text
        (state(a=None, b=RAIN), state(x=None, b=RAIN), {"b": "b"}),
        (state(a=None, b=RAIN), state(a=None, b=RAIN), {"a": "a", "b": "b"}),
    ],
)
def test_documents_are_the_same_by_what_they_hold(old: Corpus, new: Corpus, same: dict[str, str]) -> None:
    assert same_documents(old, new) == same


def test_what_goes_by_another_id_is_neither_added_nor_removed() -> None:
    old = state(r1=TRUCE, r2=BUSES, r3=RAIN)
    new = state(r1="قيل أمس", r2=TRUCE, r3=f"عاجل {BUSES}")
    found = document_changes(old, new, same_documents(old, new))
    assert found[["doc_id", "change", "fields", "old_id"]].fillna("").to_numpy().tolist() == [
        ["r3", "edited", "text", "r2"],
        ["r2", "renamed", "", "r1"],
        ["r3", "removed", "", ""],
        ["r1", "added", "", ""],
    ]


def test_the_command_tells_that_files_go_by_other_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, texts in (("old", {"1": TRUCE, "2": RAIN}), ("new", {"a": TRUCE, "b": RAIN})):
        (tmp_path / name).mkdir()
        for stem, text in texts.items():
            (tmp_path / name / f"{stem}.txt").write_text(text, "utf-8")
    out = tmp_path / "diff.html"
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--out", str(out), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "0 added, 0 removed, 0 edited, 2 renamed" in said
    assert "renamed      a (was 1)" in said
    assert "none changed" in said
    assert "<th>Its id before" in out.read_text("utf-8").replace(' scope="col"', "")
