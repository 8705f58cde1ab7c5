"""What RECIPES.md says runs and gives what it says."""

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_recipes_give_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "RECIPES.md").read_text("utf-8").replace("```", "")
    example = doctest.DocTestParser().get_doctest(text, {}, "RECIPES.md", None, None)
    results = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(example)
    assert results.attempted > 15
    assert results.failed == 0
