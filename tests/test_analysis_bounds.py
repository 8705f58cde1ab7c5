"""The bounds of the standard analysis: each corpus has just enough of something, and one less changes what is drawn."""

import pandas as pd
import pytest
from builders import corpus_of

from corpus_tools import Corpus, analyze, draw_figures
from corpus_tools.analysis.comparison import find_comparison
from corpus_tools.figures import CorpusFigure, NothingToDrawError
from corpus_tools.locale import ARABIC

AGENCY, PAPER = "وكالة الشرق", "صحيفة الغد"


def drawn(name: str, corpus: Corpus) -> CorpusFigure | None:
    """Draw one standard figure of a corpus, None if it has not enough for it."""
    try:
        return draw_figures(corpus, analyze(corpus), only=name)[name]
    except NothingToDrawError:
        return None


def days(count: int) -> list[pd.Timestamp]:
    return list(pd.date_range("2017-05-01", periods=count))


def of_sources(agency: list[str], paper: list[str]) -> Corpus:
    return corpus_of(*agency, *paper, source=[*[AGENCY] * len(agency), *[PAPER] * len(paper)])


def test_six_terms_are_followed() -> None:
    words = ["هدنة", "قصف", "حافلة", "مدينة", "معركة", "طريق", "مدرسة"]
    figure = drawn("trend", corpus_of(*[" ".join(words)] * 50, published=days(5) * 10))
    assert figure is not None
    assert figure.rows["term"].nunique() == 6


@pytest.mark.parametrize(("sentences", "is_drawn"), [(20, True), (19, False)])
def test_a_distribution_takes_twenty_dated_sentences(sentences: int, is_drawn: bool) -> None:
    corpus = corpus_of(*["غادرت الحافلات في 3 آذار 2017."] * sentences, published="2017-05-20")
    assert (drawn("lag", corpus) is not None) == is_drawn


@pytest.mark.parametrize(("articles", "terms"), [(3, {"هدنة", "قصف"}), (2, {"قصف"})])
def test_a_term_that_sets_a_part_apart_is_in_three_of_its_articles(articles: int, terms: set[str]) -> None:
    agency = [*["هدنة " * 9] * articles, *["مدينة"] * (6 - articles)]
    figure = drawn("keyness", of_sources(agency, ["قصف " * 9] * 60))
    assert figure is not None
    assert {"هدنة", "قصف"} & set(figure.rows["term"]) == terms


@pytest.mark.parametrize(("articles", "compared_by"), [(5, "source"), (4, None)])
def test_a_part_that_is_compared_has_five_articles(articles: int, compared_by: str | None) -> None:
    found = find_comparison(of_sources(["هدنة"] * 5, ["قصف"] * articles), ARABIC)
    assert (found and found.by) == compared_by


@pytest.mark.parametrize(("count", "names"), [(10, ("6–10 أيار 2017", "1–5 أيار 2017")), (9, None)])
def test_a_half_that_is_compared_has_five_articles(count: int, names: tuple[str, str] | None) -> None:
    found = find_comparison(corpus_of(*["هدنة"] * count, published=days(count)), ARABIC)
    assert (found and (found.target.name, found.reference.name)) == names


@pytest.mark.parametrize(
    ("sentences", "is_drawn"),
    [((2, 2, 1), True), ((2, 1, 1), False), ((3, 3), False)],  # in each article
)
def test_company_meets_its_node_five_times_in_three_articles(sentences: tuple[int, ...], is_drawn: bool) -> None:
    # Most words of a sentence stand far from the node, so that its neighbours are none by chance.
    sentence = "هدنة قصيرة وبعيد " + " ".join(f"كلمة{first}{second}" for first in "ابتثجح" for second in "دذرز") + ". "
    corpus = corpus_of(*(sentence * number for number in sentences), *["هدنة"] * 9)
    assert (drawn("collocations", corpus) is not None) == is_drawn


@pytest.mark.parametrize(("namings", "is_drawn"), [(5, True), (4, False)])
def test_names_are_compared_of_an_actor_that_is_named_five_times(namings: int, is_drawn: bool) -> None:
    corpus = of_sources(["أعلن داعش هدنة."] * 5, ["أعلن تنظيم الدولة هدنة."] * namings + ["هدنة"])
    assert (drawn("actor_names", corpus) is not None) == is_drawn


@pytest.mark.parametrize(("months", "by"), [(12, "month"), (13, "year")])
def test_names_are_compared_by_month_within_twelve_months(months: int, by: str) -> None:
    published = [day for day in pd.date_range("2016-02-01", periods=months, freq="MS") for _ in range(10)]
    texts = ["أعلن داعش هدنة.", "أعلن تنظيم الدولة هدنة."] * 5 * months
    figure = drawn("actor_names", corpus_of(*texts, published=published))
    assert figure is not None
    assert figure.choices["by"] == by


SOURCES = ["أ", "ب", "ت", "ث", "ج", "ح"]


def test_five_sources_are_named() -> None:
    texts = ["هدنة"] * 6
    assert "أ 1, ب 1, ت 1, ث 1, ج 1, and 1 more" in repr(corpus_of(*texts, source=SOURCES))
    assert "more" not in repr(corpus_of(*texts[:5], source=SOURCES[:5]))


def test_five_values_are_named_where_one_is_not_there() -> None:
    corpus = corpus_of(*["هدنة"] * 6, source=SOURCES)
    with pytest.raises(ValueError, match=r"there are 'أ', 'ب', 'ت', 'ث', 'ج', …$"):
        corpus.select(sources="خ")
    with pytest.raises(ValueError, match=r"there are 'أ', 'ب', 'ت', 'ث', 'ج'$"):
        corpus.select(sources=SOURCES[:5]).select(sources="خ")
