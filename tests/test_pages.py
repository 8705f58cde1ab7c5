"""The examples on the pages under docs/ run and give what they say; cells are run by `make docs`."""

import doctest
import re
from pathlib import Path

import pytest

import corpus_tools.figures

ROOT = Path(__file__).parents[1]
PAGES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
WITH_EXAMPLES = [page for page in PAGES if ">>> " in (ROOT / "docs" / page).read_text("utf-8")]


def test_pages_have_examples() -> None:
    assert {"en/how-to/recipes.md", "en/statistics/keyness.md"} <= set(WITH_EXAMPLES)


def test_the_reference_has_every_public_name() -> None:
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "en" / "reference").glob("*.md"))
    told = re.findall(r"^\.\. auto\w+:: (\w+)$", pages, re.MULTILINE)
    assert len(told) == len(set(told))
    assert set(dir(corpus_tools)) | set(corpus_tools.figures.__all__) == set(told)


def test_each_arabic_page_has_its_pair() -> None:
    assert {page.removeprefix("ar/") for page in PAGES if page.startswith("ar/")} <= {
        page.removeprefix("en/") for page in PAGES if page.startswith("en/")
    }


@pytest.mark.parametrize("page", WITH_EXAMPLES)
def test_the_examples_of_a_page_give_what_they_say(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / page).read_text("utf-8").replace("```", "")
    example = doctest.DocTestParser().get_doctest(text, {}, page, None, None)
    results = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(example)
    assert results.attempted > 1
    assert results.failed == 0
