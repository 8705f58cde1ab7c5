"""Collocations against nltk's association measures and against counting pair by pair."""

import itertools
import math
from collections import Counter
from typing import Literal

import numpy as np
import pytest
from builders import corpus_of
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from scipy import stats

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


def share_that_meets(sentences: list[list[str]], window: int, side: str, pair: tuple[str, str]) -> float:
    """Count the tokens of two words that have the other near them on the right side, and divide by all."""
    met = total = 0
    for place, word in enumerate(pair):
        other, behind = pair[1 - place], (side == "after") == (place == 0)
        for words in sentences:
            for i, here in enumerate(words):
                reach = range(i + 1, i + window + 1) if behind else range(i - window, i)
                if side == "both":
                    reach = range(i - window, i + window + 1)
                met += here == word and any(0 <= j < len(words) and j != i and words[j] == other for j in reach)
                total += here == word
    return met / total


@settings(max_examples=15)
@given(
    st.lists(st.lists(st.sampled_from(["قصف", "هدنة", "حلب", "جيش"]), min_size=1, max_size=7), min_size=1, max_size=4),
    st.integers(1, 3),
    st.sampled_from(["both", "before", "after"]),
)
def test_measures_are_those_of_nltk_on_pairs_counted_by_hand(
    sentences: list[list[str]], window: int, side: Literal["both", "before", "after"]
) -> None:
    corpus = corpus_of(". ".join(" ".join(words) for words in sentences))
    n = Counter(word for words in sentences for word in words)
    for node in n:
        found = ct.collocations(
            corpus, node, window=window, side=side, form="surface", min_n=1, measures=["t_score", "delta_p"]
        )
        for row in found.to_dict("records"):
            # A word near itself is counted once, as after or before.
            one = "after" if side == "both" and row["collocate"] == node else side
            pairs = count_by_hand(sentences, window, one)
            total = pairs.total()
            first = sum(k for (a, _), k in pairs.items() if a == node)
            second = sum(k for (_, b), k in pairs.items() if b == row["collocate"])
            assert row["n"] == pairs[node, row["collocate"]]
            margins = (row["n"], (first, second), total)
            assert row["pmi"] == pytest.approx(BigramAssocMeasures.pmi(*margins))
            assert row["mi3"] == pytest.approx(row["pmi"] + 2 * math.log2(row["n"]))
            assert row["t_score"] == pytest.approx(BigramAssocMeasures.student_t(*margins))
            if first < total and second < total:
                assert abs(row["g2"]) == pytest.approx(BigramAssocMeasures.likelihood_ratio(*margins), abs=1e-6)
                both, with_node, with_other = row["n"], first - row["n"], second - row["n"]
                neither = total - both - with_node - with_other
                collocate = both / (both + with_node) - with_other / (with_other + neither)
                of_node = both / (both + with_other) - with_node / (with_node + neither)
                assert (row["delta_p_collocate"], row["delta_p_node"]) == pytest.approx((collocate, of_node))
            dice = share_that_meets(sentences, window, one, (node, row["collocate"]))
            assert row["log_dice"] == pytest.approx(14 + math.log2(dice))
        met = {b for (a, b), _ in count_by_hand(sentences, window, side).items() if a == node}
        assert set(found["collocate"]) == met


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


def test_a_word_beside_itself_counts_once() -> None:
    texts = ["صناعة صناعة"] * 3
    found = ct.collocations(corpus_of(*texts), "صناعة", form="surface")
    assert found[["n", "n_before", "n_after", "documents", "log_dice"]].to_numpy().tolist() == [[3, 0, 3, 3, 13.0]]
    assert found[["near_expected", "p", "q"]].isna().all(axis=None)
    before = ct.collocations(corpus_of(*texts), "صناعة", form="surface", side="before")
    assert before[["n", "n_before", "n_after"]].to_numpy().tolist() == [[3, 3, 0]]


def test_log_dice_is_at_most_14_where_words_repeat() -> None:
    found = ct.collocations(corpus_of("سمعي بصري سمعي بصري سمعي بصري"), form="surface", min_n=1)
    assert found["log_dice"].max() == 14


def test_documents_are_those_in_which_the_two_meet() -> None:
    found = ct.collocations(corpus_of("هدنة هشة هدنة هشة", "هدنة هشة", "هدنة ثابتة"), form="surface", min_n=1)
    documents = {frozenset(pair): k for *pair, k in found[["node", "collocate", "documents"]].itertuples(index=False)}
    assert documents[frozenset({"هدنة", "هشة"})] == 2
    assert documents[frozenset({"هدنة", "ثابتة"})] == 1


def test_p_is_hypergeometric_within_sentences() -> None:
    # In the first sentence two of six other words stand near the node, in the second two of four.
    texts = ["قصف هدنة حلب قصف جيش درعا إدلب", "درعا هدنة قصف حلب قصف"]
    found = ct.collocations(corpus_of(*texts), "هدنة", window=1, form="surface", min_n=1).set_index("collocate")
    first, second = (np.array([stats.hypergeom.pmf(k, size, 2, 2) for k in range(3)]) for size in (6, 4))
    total = np.convolve(first, second)
    row = found.loc["قصف"]
    assert (row["near"], row["near_expected"]) == (2, pytest.approx(2 * 2 / 6 + 2 * 2 / 4))
    assert row["p"] == pytest.approx(min(1.0, 2 * min(total[:3].sum(), total[2:].sum())))


def shuffled(articles: int, *, seed: int, planted: bool) -> ct.Corpus:
    """Make sentences of twelve words in random order, two subjects of six words each; or put two words together."""
    random = np.random.default_rng(seed)
    texts = []
    for _ in range(articles):
        subject = random.permutation([f"كلمة{letter}" for letter in ("ابتثجح" if random.random() < 0.5 else "دذرزسش")])
        words = random.permutation([*subject, *[f"عام{letter}" for letter in "صضطظعغ"]]).tolist()
        if planted and random.random() < 0.3:
            words.remove("عامض")
            words.insert(words.index("عامص") + 1, "عامض")
        texts.append(" ".join(words))
    return corpus_of(*texts)


def test_words_of_one_subject_are_no_neighbours_and_neighbours_are_found() -> None:
    found = [
        ct.collocations(shuffled(80, seed=seed, planted=False), node, window=2, form="surface")
        for seed in range(7)
        for node in ("عامص", "كلمةا")
    ]
    assert sum((table["q"] < 0.05).any() for table in found) <= 1
    assert max(table["g2"].max() for table in found) > 10.83  # which one word in a thousand would reach by chance
    near = ct.collocations(shuffled(80, seed=1, planted=True), "عامص", window=2, form="surface")
    assert near.loc[near["q"] < 0.05, "collocate"].tolist() == ["عامض"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"window": 0}, "window"),
        ({"side": "left"}, "side"),
        ({"min_n": 0}, "min_n"),
        ({"measures": ["dice"]}, "`measures` is .* give a list of t_score, delta_p"),
        ({"measures": "t_score"}, "give a list of"),
    ],
)
def test_bad_options_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ct.collocations(corpus_of(*TEXTS), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("texts", [[], [""], ["قصف"], ["12 13"], ["ًَُ"]])
def test_too_little_text_gives_an_empty_table(texts: list[str]) -> None:
    found = ct.collocations(corpus_of(*texts), min_n=1)
    assert found.empty
    assert {"node", "collocate", "label", "n", "documents", "g2", "pmi", "log_dice", "mi3", "q"} <= set(found.columns)
