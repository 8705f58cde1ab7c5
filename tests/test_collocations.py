"""Collocations against nltk's association measures and against counting pair by pair."""

import itertools
import math
from collections import Counter

import pytest
from builders import corpus_of
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

import corpus_tools as ct

TEXTS = [
    "وقف إطلاق النار في حلب. خرق وقف إطلاق النار",
    "أعلن الجيش وقف إطلاق النار في إدلب ثم خرق وقف إطلاق النار",
    "أطلق مسلحون النار على الجيش في حلب",
]


def count_by_hand(sentences: list[list[str]], window: int, side: str) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for words in sentences:
        for (i, a), (j, b) in itertools.permutations(enumerate(words), 2):
            if abs(i - j) <= window and (side == "both" or (side == "after") == (j > i)):
                pairs[a, b] += 1
    return pairs


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["قصف", "هدنة", "حلب", "جيش"]), min_size=1, max_size=7), min_size=1, max_size=4),
    st.integers(1, 3),
    st.sampled_from(["both", "before", "after"]),
)
def test_measures_are_those_of_nltk_on_pairs_counted_by_hand(
    sentences: list[list[str]], window: int, side: str
) -> None:
    corpus = corpus_of(". ".join(" ".join(words) for words in sentences))
    pairs = count_by_hand(sentences, window, side)
    total = pairs.total()
    n = Counter(word for words in sentences for word in words)
    for node in n:
        found = ct.collocations(corpus, node, window=window, side=side, form="surface", min_n=1)  # type: ignore[arg-type]
        assert dict(zip(found["collocate"], found["n"], strict=True)) == {
            b: k for (a, b), k in pairs.items() if a == node
        }
        for row in found.to_dict("records"):
            first = sum(k for (a, _), k in pairs.items() if a == node)
            second = sum(k for (_, b), k in pairs.items() if b == row["collocate"])
            margins = (row["n"], (first, second), total)
            assert row["pmi"] == pytest.approx(BigramAssocMeasures.pmi(*margins))
            assert row["mi3"] == pytest.approx(row["pmi"] + 2 * math.log2(row["n"]))
            if first < total and second < total:
                assert abs(row["g2"]) == pytest.approx(BigramAssocMeasures.likelihood_ratio(*margins), abs=1e-6)
            dice = BigramAssocMeasures.dice(row["n"], (n[node], n[row["collocate"]]), len(n))
            assert row["log_dice"] == pytest.approx(14 + math.log2(dice))


def test_direction() -> None:
    found = ct.collocations(corpus_of(*TEXTS), "نار", form="stem", min_n=1)
    places = {row["collocate"]: (row["n"], row["n_before"], row["n_after"]) for row in found.to_dict("records")}
    assert (places["إطلاق"], places["حلب"]) == ((4, 4, 0), (2, 0, 2))
    after = ct.collocations(corpus_of(*TEXTS), "نار", form="stem", min_n=1, side="after")
    assert "إطلاق" not in set(after["collocate"])


def test_windows_end_with_the_sentence() -> None:
    found = ct.collocations(corpus_of("قصف حلب. هدنة إدلب"), form="surface", min_n=1)
    assert {frozenset(pair) for pair in zip(found["node"], found["collocate"], strict=True)} == {
        frozenset({"قصف", "حلب"}),
        frozenset({"هدنة", "إدلب"}),
    }


def test_numbers_take_places_but_are_no_collocates() -> None:
    corpus = corpus_of("قصف 15 حلب")
    assert ct.collocations(corpus, "قصف", window=1, form="surface", min_n=1).empty
    assert ct.collocations(corpus, "قصف", window=2, form="surface", min_n=1)["collocate"].tolist() == ["حلب"]


def test_stop_words_are_no_collocates_but_take_places() -> None:
    corpus = corpus_of("قصف في حلب")
    found = ct.collocations(corpus, "قصف", window=2, form="surface", min_n=1, stop_words=["في"])
    assert found["collocate"].tolist() == ["حلب"]
    assert ct.collocations(corpus, "قصف", window=1, form="surface", min_n=1, stop_words=["في"]).empty


def test_every_pair_once_under_the_more_frequent_term() -> None:
    found = ct.collocations(corpus_of(*TEXTS), form="stem", min_n=1)
    pairs = [frozenset(pair) for pair in zip(found["node"], found["collocate"], strict=True)]
    assert len(set(pairs)) == len(pairs)
    assert (found["n_node"] >= found["n_collocate"]).all()
    one = ct.collocations(corpus_of(*TEXTS), "نار", form="stem", min_n=1)
    row = found[(found["node"] == "نار") & (found["collocate"] == "إطلاق")].iloc[0]
    same = one[one["collocate"] == "إطلاق"].iloc[0]
    assert (row.n, row.n_before, row.g2) == (same.n, same.n_before, pytest.approx(same.g2))


def test_lemmas_are_one_term_and_labels_are_written_forms() -> None:
    found = ct.collocations(corpus_of("هدنة هشة", "الهدنة هشة", "هدنة هشة"), "هدنة", min_n=3)
    assert found[["collocate", "n"]].to_numpy().tolist() == [["هش", 3]]
    assert found["label"].tolist() == ["هشة"]


def test_a_word_that_does_not_occur_has_no_collocates() -> None:
    assert ct.collocations(corpus_of(*TEXTS), "زلزال").empty


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"window": 0}, "window"),
        ({"side": "left"}, "side"),
        ({"min_n": 0}, "min_n"),
    ],
)
def test_bad_options_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ct.collocations(corpus_of(*TEXTS), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("texts", [[], [""], ["قصف"], ["12 13"], ["ًَُ"]])
def test_too_little_text_gives_an_empty_table(texts: list[str]) -> None:
    found = ct.collocations(corpus_of(*texts), min_n=1)
    assert found.empty
    assert {"node", "collocate", "label", "n", "g2", "pmi", "log_dice", "mi3"} <= set(found.columns)
