"""Terms that set two corpora apart, each on its side."""

import numpy as np
import pytest
from figure_checks import assert_readable, boxes, said
from two_sources import AGENCY, CORPUS, KEYNESS, PARTS, draw_keyness

from corpus_tools import figures
from corpus_tools.locale import Lang, Locale
from corpus_tools.shaping.direction import LRM, base_direction
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.terms.keyness import keyness


def test_keyness_lies_on_its_side_as_far_as_its_ratio() -> None:
    figure = draw_keyness()
    rows = figure.rows
    assert set(rows["side"]) == {"target", "reference"}
    assert (np.sign(rows["log_ratio"]) == np.where(rows["side"] == "target", 1, -1)).all()
    # Each side has a panel of its own, on the scale of both.
    ends = np.array([high for panel in (0, 1) for _, high in boxes(figure, panel)])
    assert np.allclose(ends / ends[0], rows["log_ratio"].abs() / rows["log_ratio"].iloc[0])
    whiskers = [[line for line in axes.lines if line.get_linewidth() == 0.9][::3] for axes in figure.axes[:2]]
    intervals = np.array([line.get_xdata() for panel in whiskers for line in panel])
    assert np.allclose(intervals, rows[["low", "high"]].abs().to_numpy() * ends[0] / rows["log_ratio"].iloc[0])
    for side, part in zip(("target", "reference"), PARTS, strict=True):
        marks = rows["mark"][rows["side"] == side]
        found = figure.evidence[figure.evidence["mark"].isin(marks)]
        assert set(found["doc_id"]) <= set(part.texts["doc_id"])


def test_a_term_whose_interval_holds_one_is_not_drawn() -> None:
    rows = figures.plot_keyness(KEYNESS).rows
    term = rows["term"].iloc[0]
    uneven = KEYNESS.assign(low=KEYNESS["low"].where(KEYNESS["term"] != term, -0.1))
    assert figures.plot_keyness(uneven).rows["term"].tolist() == rows["term"].iloc[1:].tolist()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_keyness_names_its_two_sides_whole(lang: Lang) -> None:
    paper, agency = "صحيفة الشرق اليومية المستقلة", "وكالة الأنباء الوطنية في العاصمة وضواحيها"
    figure = figures.plot_keyness(KEYNESS, *PARTS, target_name=paper, reference_name=agency, locale=Locale(lang))
    assert_readable(figure)
    for name in (paper, agency):
        shown = [text for text in said(figure) if name in text]
        assert len(shown) == 3, shown  # title, subtitle and the heading of its side


def test_terms_that_are_not_sure_are_left_out() -> None:
    unsure = KEYNESS["term"].isin(["حلب", "داعش"])
    table = KEYNESS.assign(q=KEYNESS["q"].mask(unsure, 0.06))
    assert not {"حلب", "داعش"} & set(figures.plot_keyness(table).rows["term"])
    first = figures.plot_keyness(KEYNESS, top=2).rows
    assert first["side"].tolist() == ["target", "target", "reference", "reference"]
    assert set(first["term"]) == {"داعش", "قصف", "تنظيم", "دولة"}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_articles_that_have_a_term_are_said_of_all(lang: Lang) -> None:
    figure = draw_keyness(lang)
    row = figure.rows[figure.rows["term"] == "داعش"].iloc[0]
    assert (row["documents_target"], row["articles_target"], row["documents_reference"]) == (16, 16, 0)
    assert {"16", "0"} <= set(said(figure))
    assert {"من 16", "من 10"} <= set(said(figure)) if lang == "ar" else {"of 16", "of 10"} <= set(said(figure))


def test_what_was_not_tested_by_article_is_not_drawn() -> None:
    untested = keyness(*(term_frequency(part) for part in PARTS))
    with pytest.raises(figures.NothingToDrawError, match="none was tested by article: frequencies do not say"):
        figures.plot_keyness(untested)


def test_one_group_of_several_is_drawn() -> None:
    table = keyness(CORPUS, by="source", per_group=True)
    with pytest.raises(ValueError, match="compares several groups with the rest; keep the rows of one source"):
        figures.plot_keyness(table)
    rows = figures.plot_keyness(table[table["source"] == AGENCY], *PARTS).rows
    assert rows["term"].tolist() == draw_keyness().rows["term"].tolist()


def test_an_english_line_with_arabic_names_is_read_from_the_left() -> None:
    figure = draw_keyness("en")
    title = next(text for text in said(figure) if "What sets" in text)
    assert base_direction(title) == "L"
    assert title.removeprefix(LRM) == figure.heading
    assert all(base_direction(text) == "L" for text in said(figure) if " in 16 articles" in text)
