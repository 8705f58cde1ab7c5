"""Names of one actor by source and by month."""

import pandas as pd
import pytest
from figure_checks import assert_readable, said, texts_of
from two_sources import ACTORS, AGENCY, ARTICLES, CORPUS, MENTIONS, OF_SOURCES, PAPER, draw_actor_names

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


def test_shares_that_differ_beyond_chance_stand_in_bold() -> None:
    files = {text.get_text(): str(text.get_fontproperties().get_file()) for text in texts_of(draw_actor_names("en"))}
    bold = {text for text, file in files.items() if "Bold" in file}
    assert {"32", "20"} <= bold
    assert "in bold where a share differs" in " ".join(said(draw_actor_names("en")))
    table = OF_SOURCES.assign(q=0.5)
    assert "bold" not in " ".join(said(figures.plot_actor_names(table, actors=ACTORS, locale=Locale("en"))))


def test_periods_of_fewer_than_ten_articles_are_left_out_and_said() -> None:
    days = [pd.Timestamp(2017, month, 5) for month, count in ((1, 10), (2, 9), (3, 12)) for _ in range(count)]
    documents = pd.DataFrame({"doc_id": range(31), "text": "داعش", "published": days})
    mentions = pd.DataFrame({"doc_id": range(31), "start": 0, "end": 4, "surface": "داعش", "actor_id": "ISIS"})
    mentions = mentions.assign(kind="name", alias="داعش")
    names = actor_names(documents, mentions, by="month")
    figure = figures.plot_actor_names(names, documents, ACTORS, mentions=mentions, locale=Locale("en"))
    assert figure.rows["label"].tolist() == ["January 2017", "March 2017"]
    assert figure.rows["articles"].tolist() == [10, 12]
    assert "10 times in 10 articles" in said(figure)
    assert "Periods with fewer than 10 articles are left out" in " ".join(said(figure))
    thin = documents["published"].dt.month == 2
    with pytest.raises(figures.NothingToDrawError, match="each month has fewer than 10 articles"):
        figures.plot_actor_names(names[names["period"] == pd.Period("2017-02")], documents[thin], ACTORS)


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
