"""Terms that set two corpora apart, each on its side."""

import numpy as np
import pytest
from figure_checks import assert_readable, boxes, said
from two_sources import KEYNESS, PARTS, draw_keyness

from corpus_tools import figures
from corpus_tools.locale import Lang, Locale


def test_keyness_lies_on_its_side_as_far_as_its_ratio() -> None:
    figure = draw_keyness()
    rows = figure.rows
    assert set(rows["side"]) == {"target", "reference"}
    assert (np.sign(rows["log_ratio"]) == np.where(rows["side"] == "target", 1, -1)).all()
    ends = np.array(
        [high if side == "target" else low for (low, high), side in zip(boxes(figure, 0), rows["side"], strict=True)]
    )
    assert np.allclose(ends / ends[0], rows["log_ratio"] / rows["log_ratio"].iloc[0])
    intervals = np.array([line.get_xdata() for line in figure.axes[0].lines if line.get_linewidth() == 0.9][::3])
    assert np.allclose(intervals, rows[["low", "high"]].to_numpy() * ends[0] / rows["log_ratio"].iloc[0])
    for side, part in zip(("target", "reference"), PARTS, strict=True):
        marks = rows["mark"][rows["side"] == side]
        found = figure.evidence[figure.evidence["mark"].isin(marks)]
        assert set(found["doc_id"]) <= set(part.texts["doc_id"])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_keyness_names_its_two_sides_whole(lang: Lang) -> None:
    paper, agency = "صحيفة الشرق اليومية المستقلة", "وكالة الأنباء الوطنية في العاصمة وضواحيها"
    figure = figures.plot_keyness(KEYNESS, *PARTS, target_name=paper, reference_name=agency, locale=Locale(lang))
    assert_readable(figure)
    for name in (paper, agency):
        shown = [text for text in said(figure) if name in text]
        assert len(shown) == 3, shown  # title, subtitle and the heading of its side


def test_terms_that_are_not_sure_are_left_out() -> None:
    assert (KEYNESS["q"] > 0.05).any()
    assert (draw_keyness().rows["q"] <= 0.05).all()
    first = figures.plot_keyness(KEYNESS, top=2).rows
    assert first["side"].tolist() == ["target", "target", "reference", "reference"]
    assert set(first["term"]) == {"داعش", "قصف", "تنظيم", "دولة"}
