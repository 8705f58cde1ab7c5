"""Bars of actors, and where the text mentions them."""

import numpy as np
import pandas as pd
import pytest
from builders import mentions_in
from figure_checks import assert_readable, bar_widths, texts_of
from one_article import ACTORS, CORPUS, TEXT, draw_mentions, links, mentions

from corpus_tools import figures
from corpus_tools.corpus import Corpus
from corpus_tools.locale import Lang, Locale


def test_bars_of_actors_are_stacked_by_kind() -> None:
    figure = draw_mentions()
    assert figure.rows[["label", "n", "name", "metonym", "description"]].to_numpy().tolist() == [
        ["روسيا", 2, 1, 1, 0],
        ["الحكومة السورية", 2, 0, 2, 0],
        ["الجيش السوري", 1, 0, 0, 1],
    ]
    widths = np.array(bar_widths(figure, 3))
    assert np.allclose(widths / widths.min(), [1, 1, 2, 1])


def test_mentions_that_may_mean_several_actors_are_said_and_not_counted() -> None:
    unclear = pd.concat([mentions(), mentions().head(2).assign(actor_id=None)], ignore_index=True)
    figure = figures.plot_mentions(unclear, CORPUS, ACTORS)
    assert "ولم يُحسب ما يحتمل أكثر من فاعل، وعدده 2" in [text.get_text() for text in texts_of(figure)]
    assert figure.rows["n"].sum() == 5


def test_strokes_stand_where_the_text_mentions_the_actor() -> None:
    strip = draw_mentions().axes[-1]
    strokes = [np.asarray(line.get_xdata())[0] for line in strip.lines if line.get_linewidth() == 2]
    width = abs(strip.get_xlim()[0] - strip.get_xlim()[1])
    assert np.allclose(sorted(np.array(strokes) / width), sorted(mentions()["start"] / len(TEXT)))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_key_of_all_kinds_stands_apart_from_the_key_of_the_places(lang: Lang) -> None:
    texts = {f"doc{number:05}": "موسكو روسيا الروسي القيصر" for number in (1, 2)}
    corpus = Corpus(pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())}))
    kinds = {"موسكو": "metonym", "روسيا": "name", "الروسي": "adjective", "القيصر": "description"}
    found = mentions_in(texts, [(doc_id, words, "RUS", kind) for doc_id in texts for words, kind in kinds.items()])
    assert_readable(figures.plot_mentions(found, corpus, ACTORS, locale=Locale(lang)))


def test_names_of_any_length_leave_room_for_the_figure() -> None:
    long = ACTORS.assign(name_ar=ACTORS["name_ar"] + " وحلفاؤها من الفصائل المحلية" * 4)
    for figure in (
        figures.plot_mentions(mentions(), CORPUS, long),
        figures.plot_co_mentions(links(), actors=long),
    ):
        assert_readable(figure)
        assert figure.rows.filter(like="label").map(len).min().min() > 80


def test_a_long_name_stands_whole_in_two_lines() -> None:
    long = ACTORS.assign(name_ar=ACTORS["name_ar"] + " وحلفاؤها من الفصائل المحلية")
    said = [text.get_text() for text in texts_of(figures.plot_mentions(mentions(), CORPUS, long))]
    assert not any("…" in text for text in said)
    assert sum("المحلية" in text for text in said) == mentions()["actor_id"].nunique()
