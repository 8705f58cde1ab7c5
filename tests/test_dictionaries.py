"""Themes of a dictionary: where they stand, how often, and what a dictionary must be."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from builders import corpus_of
from hypothesis import given
from hypothesis import strategies as st

import corpus_tools as ct
from corpus_tools.terms.dictionaries import dictionary_counts, find_themes, load_dictionary


@pytest.mark.parametrize(
    ("text", "queries", "surfaces"),
    [
        # by lemma, with clitics
        ("وصل نازحون، وللنازحين خيام", ["نازح"], ["نازحون", "وللنازحين"]),
        ("وقع الاتفاق وباتفاقات", ["اتفاق"], ["الاتفاق", "وباتفاقات"]),
        # patterns, also behind clitics
        ("قتلى وجرحى والقتلى وقتال", ["قتل*"], ["قتلى", "والقتلى"]),
        ("حافلة وحافلات", ["حافل?"], ["حافلة", "وحافلات"]),
        # phrases, not over the end of a sentence
        ("وقف إطلاق النار. إطلاق. النار", ["إطلاق نار"], ["إطلاق النار"]),
        ("سيارات مفخخة وسيارة مفخخة", ["سيارة مفخخة"], ["سيارات مفخخة", "وسيارة مفخخة"]),
        ("مخيمات اللاجئين", ["مخيم* لاجئ"], ["مخيمات اللاجئين"]),
        # the longest counts, once
        ("وقف إطلاق النار", ["نار", "إطلاق نار", "وقف إطلاق نار"], ["وقف إطلاق النار"]),
        ("هدنة", ["هدنة", "هدن*"], ["هدنة"]),
        ("هدنة هدنة هدنة", ["هدنة هدنة"], ["هدنة هدنة"]),
        ("هدنة هدنة هدنة", ["هدنة هدنة", "هدنة"], ["هدنة هدنة", "هدنة"]),
        ("سلام", ["حرب"], []),
    ],
)
def test_finds(text: str, queries: list[str], surfaces: list[str]) -> None:
    places = find_themes(corpus_of(text), {"موضوع": queries})
    assert places["surface"].tolist() == surfaces
    assert [text[a:b] for a, b in zip(places["start"], places["end"], strict=True)] == surfaces


def test_a_longer_phrase_of_another_theme_has_its_words() -> None:
    themes = {"عنف": ["إطلاق نار", "نار"], "تفاوض": ["وقف إطلاق نار"], "حريق": ["نار"]}
    places = find_themes(corpus_of("وقف إطلاق النار بعد إطلاق نار ثم نار"), themes)
    assert places[["term", "surface"]].to_numpy().tolist() == [
        ["تفاوض", "وقف إطلاق النار"],
        ["عنف", "إطلاق نار"],
        ["عنف", "نار"],  # a word of two themes is a place of each
        ["حريق", "نار"],
    ]


def test_counts_go_by_articles_and_by_groups() -> None:
    texts = ["هدنة ثم هدنة", "هدنة وقصف", "مطر", None, "قصف"]
    corpus = corpus_of(*texts, source=["س", "س", "س", "س", "ص"])
    counts = dictionary_counts(corpus, {"تفاوض": ["هدنة"], "عنف": ["قصف"], "إغاثة": ["معونة"]}, by="source")
    columns = ["source", "term", "n", "documents", "total"]
    assert counts[columns].to_numpy().tolist() == [
        ["س", "تفاوض", 3, 2, 3],
        ["س", "عنف", 1, 1, 3],
        ["س", "إغاثة", 0, 0, 3],
        ["ص", "عنف", 1, 1, 1],
        ["ص", "تفاوض", 0, 0, 1],
        ["ص", "إغاثة", 0, 0, 1],
    ]
    assert counts["share"].tolist() == pytest.approx([2 / 3, 1 / 3, 0, 1, 0, 0])
    assert counts["per_million"].iloc[0] == pytest.approx(1e6 * 3 / 6)
    assert ((counts["low"] <= counts["share"]) & (counts["share"] <= counts["high"])).all()


def test_a_group_without_text_has_no_share() -> None:
    counts = dictionary_counts(corpus_of("هدنة", None, source=["س", "ص"]), {"تفاوض": ["هدنة"]}, by="source")
    assert counts.loc[counts["source"] == "ص", ["share", "low", "high", "per_million"]].isna().to_numpy().all()


def test_a_single_word_counts_as_its_term_does() -> None:
    corpus = ct.load_corpus("seeds")
    for term, n in ct.term_frequency(corpus).head(40)[["term", "n"]].to_numpy().tolist():
        assert dictionary_counts(corpus, {"موضوع": [term]})["n"].item() == n, term


WORDS = st.lists(st.sampled_from(["نار", "إطلاق", "وقف", "هدنة", "."]), max_size=12)
QUERIES = st.lists(st.sampled_from(["نار", "إطلاق نار", "وقف إطلاق", "وقف إطلاق نار", "ه*", "نار نار"]), min_size=1)


@given(WORDS, QUERIES, QUERIES)
def test_places_are_in_the_text_and_none_lies_within_another(words: list[str], one: Any, other: Any) -> None:
    text = " ".join(words)
    places = find_themes(corpus_of(text), {"أ": one, "ب": other})
    assert [text[a:b] for a, b in zip(places["start"], places["end"], strict=True)] == places["surface"].tolist()
    spans = places[["start", "end"]].drop_duplicates().to_numpy()
    assert (spans[1:, 0] >= spans[:-1, 1]).all()
    assert not places.duplicated(["term", "start"]).any()


def test_the_dictionary_that_ships_has_four_themes_and_each_word_can_be_found() -> None:
    dictionary = load_dictionary()
    assert dictionary["term"].unique().tolist() == ["violence", "negotiation", "displacement", "relief"]
    assert not dictionary.duplicated("query").any()
    places = find_themes(corpus_of(". ".join(dictionary["query"])), dictionary)
    assert set(places["query"]) == set(dictionary["query"])


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "line 1: a dictionary maps each term"),
        ("- هدنة", "line 1: a dictionary maps each term"),
        ("عنف: قصف", "line 1: 'عنف' has no list of words"),
        ("عنف: []", "has no list of words"),
        ("عنف:\n  - قصف\n  - [غارة]", "line 3: 'عنف' lists something that is no word"),
        ("عنف: [قصف, ]\nهدنة: [~]", "line 2: 'هدنة' lists something"),
        ("عنف: {words: [قصف], name: العنف}", "has the field 'name'; known are label, words"),
        ("عنف: {words: [قصف], label: [العنف]}", "the label of 'عنف' must be a text"),
        ("عنف: {label: العنف}", "has no list of words"),
        ("عنف: [قصف]\nعنف: [غارة]", "the field 'عنف' stands twice"),
        ("عنف: [!!python/object:os.system قصف]", "tags"),
        ("عنف: [قصف", "not valid YAML"),
    ],
)
def test_a_file_that_is_no_dictionary_is_refused_with_its_line(tmp_path: Path, written: str, message: str) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load_dictionary(path)


def test_a_file_gives_terms_labels_and_words_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text("عنف: [قصف, no, 2017]\nrelief:\n  label: إغاثة\n  words:\n    - هلال أحمر\n", encoding="utf-8")
    assert load_dictionary(path).to_numpy().tolist() == [
        ["عنف", "عنف", "قصف"],
        ["عنف", "عنف", "no"],
        ["عنف", "عنف", "2017"],
        ["relief", "إغاثة", "هلال أحمر"],
    ]
    with pytest.raises(FileNotFoundError, match=r"none\.yaml: no such file"):
        load_dictionary(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("dictionary", "error", "message"),
    [
        ({"عنف": "قصف"}, TypeError, "the words of 'عنف' are one text"),
        (["قصف"], TypeError, "`dictionary` is a list"),
        ({}, ValueError, "`dictionary` is empty"),
        ({"عنف": [3]}, TypeError, "`dictionary` holds 3"),
        ({"عنف": ["،"]}, ValueError, "the query '،' holds no word"),
        (pd.DataFrame({"term": ["عنف"]}), ValueError, "lacks the column query"),
    ],
)
def test_what_is_no_dictionary_is_refused(dictionary: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        find_themes(corpus_of("قصف"), dictionary)


def test_figures_of_themes_lead_to_every_place() -> None:
    corpus = corpus_of("هدنة ثم قصف وهدنة", "قصفوا وقف إطلاق النار", source=["س", "ص"])
    themes = pd.DataFrame(
        {"term": ["talks", "talks", "war"], "label": "تفاوض", "query": ["هدنة", "وقف إطلاق نار", "قصف"]}
    )
    themes.loc[2, "label"] = "عنف"
    counts = dictionary_counts(corpus, themes)
    for figure in (ct.plot_terms(counts, corpus), ct.plot_positions(counts, corpus)):
        assert figure.rows[["label", "n"]].to_numpy().tolist() == [["تفاوض", 3], ["عنف", 2]]
        assert figure.places.groupby("mark").size().tolist() == [3, 2]
        assert figure.heading in ("أي الموضوعات أكثر حضوراً؟", "أين ترد الموضوعات في النص؟")
    grouped = dictionary_counts(corpus, themes, by="source")
    assert len(ct.plot_terms(grouped[grouped["source"] == "ص"], corpus).places) == 2
    with pytest.raises(ValueError, match="the terms of 2 groups"):
        ct.plot_terms(grouped, corpus)
    with pytest.raises(ValueError, match="not what dictionary_counts counts in this corpus"):
        ct.plot_terms(counts, corpus_of("هدنة"))
    with pytest.raises(ct.NothingToDrawError):
        ct.plot_terms(dictionary_counts(corpus, {"مطر": ["مطر"]}), corpus)


def test_a_dictionary_of_many_words_is_found_in_one_pass() -> None:
    rng = np.random.default_rng(0)
    words = [f"كلمة{a}{b}" for a in "ابتثجحخدذر" for b in "سشصضطظعغفق"]
    corpus = corpus_of(*(" ".join(rng.choice(words, 30)) for _ in range(20)))
    counts = dictionary_counts(corpus, {word: [word] for word in words}, form="folded")
    assert counts["n"].sum() == len(corpus.tokens)


def test_themes_are_followed_over_time_and_lead_to_their_places() -> None:
    texts = ["هدنة وقصف", "وقف إطلاق النار", "قصف", "قصف ثم قصف", "مطر"] * 15
    published = pd.date_range("2017-01-01", periods=75, freq="2D")
    corpus = corpus_of(*texts, published=published, source=["س", "ص", "س"] * 25)
    themes = {"تفاوض": ["هدنة", "وقف إطلاق نار"], "عنف": ["قصف"]}
    trend = ct.term_trend(corpus, themes)
    assert trend.groupby("term", sort=False)[["n", "documents"]].sum().to_numpy().tolist() == [[30, 30], [60, 45]]
    assert trend["label"].tolist() == trend["term"].tolist()
    figure = ct.plot_trend(trend, corpus)
    assert figure.rows.groupby("term")["documents"].sum().sum() == len(figure.places) == 75
    by_word = ct.term_trend(corpus, ["قصف"], unit="tokens")
    alone = ct.term_trend(corpus, {"قصف": ["قصف"]}, unit="tokens").drop(columns="label")
    pd.testing.assert_frame_equal(alone, by_word)
    by_source = ct.term_trend(corpus, themes, groups="source")
    assert by_source["n"].sum() == 90
    assert len(ct.plot_trend(by_source, corpus).places) == 75
