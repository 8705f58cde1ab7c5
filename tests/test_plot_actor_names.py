"""Names of one actor by source and by month."""

import pandas as pd
import pytest
from figure_checks import assert_readable
from two_sources import ACTORS, AGENCY, ARTICLES, CORPUS, MENTIONS, PAPER, draw_actor_names

from corpus_tools import figures
from corpus_tools.actors.names import actor_names
from corpus_tools.locale import Locale


def test_names_share_each_bar() -> None:
    figure = draw_actor_names()
    rows = figure.rows
    assert set(rows["actor_id"]) == {"ISIS"}
    assert rows[["label", "name", "n", "total"]].to_numpy().tolist() == [
        [AGENCY, "داعش", 32, 32],
        [PAPER, "تنظيم الدولة", 20, 20],
    ]
    by_month = actor_names(CORPUS, MENTIONS, by="month")
    both = figures.plot_actor_names(by_month, actors=ACTORS, locale=Locale("en")).rows
    assert both["label"].unique().tolist() == [
        Locale("en").month_year(pd.Timestamp(2017, month, 1)) for month in ARTICLES
    ]
    assert both.groupby("label")["share"].sum().to_numpy() == pytest.approx(1)


def test_names_beyond_the_inks_are_drawn_together() -> None:
    table = pd.DataFrame(
        {"actor_id": "RUS", "source": [AGENCY] * 7 + [None], "alias": [*"أبتثجحخ", "أ"], "n": [9, 8, 7, 6, 5, 4, 3, 2]}
    )
    figure = figures.plot_actor_names(table, actors=ACTORS)
    assert_readable(figure)
    rows = figure.rows
    assert rows["name"].tolist() == ["أ", "ب", "ت", "ث", "أسماء أخرى", "أ"]
    assert rows["n"].tolist() == [9, 8, 7, 6, 12, 2]
    assert rows["label"].tolist() == [AGENCY] * 5 + ["غير معروف"]
