"""Copies of a story, against a comparison of every pair."""

import random
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus_tools import duplicates
from corpus_tools.arrays import Ints
from corpus_tools.duplicates import COLUMNS, SHINGLE_WORDS, _ShingleSets, find_duplicates
from corpus_tools.script import fold

STORY = (
    "غادرت حافلات تقل مقاتلين وعائلاتهم حي الوعر في مدينة حمص صباح السبت وفق مصدر في المحافظة. "
    "وقال المصدر إن العملية تجري بإشراف الشرطة العسكرية الروسية وتستمر أسبوعين على الأقل."
)
OTHER = "هطلت أمطار غزيرة على الساحل السوري وتوقعت الأرصاد الجوية أن تستمر حتى مساء الأحد المقبل."


def shingles(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return {tuple(words[k : k + SHINGLE_WORDS]) for k in range(max(len(words) - SHINGLE_WORDS + 1, min(len(words), 1)))}


def jaccard(one: str, other: str) -> float:
    return len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other))


def expected_clusters(texts: list[str], threshold: float) -> list[set[int]]:
    clusters = [{k} for k, text in enumerate(texts) if shingles(text)]
    for one, other in combinations(range(len(texts)), 2):
        if shingles(texts[one]) and shingles(texts[other]) and jaccard(texts[one], texts[other]) >= threshold - 1e-9:
            joined = [cluster for cluster in clusters if one in cluster or other in cluster]
            clusters = [cluster for cluster in clusters if cluster not in joined] + [set[int]().union(*joined)]
    return sorted((cluster for cluster in clusters if len(cluster) > 1), key=min)


@st.composite
def families(draw: st.DrawFn) -> list[str]:
    """Draw texts and near copies of them: words changed, left out, put before and behind."""
    word = st.sampled_from(["حي", "حمص", "حلب", "قال", "غادر", "إلى", "من", "19", "الأحد"])
    texts: list[str] = []
    for words in draw(st.lists(st.lists(word, max_size=12), min_size=1, max_size=3)):
        texts.append(" ".join(words))
        for _ in range(draw(st.integers(0, 3))):
            copy = list(words)
            for place in draw(st.lists(st.integers(0, max(len(words) - 1, 0)), max_size=2)):
                copy[place : place + draw(st.integers(0, 2))] = draw(st.lists(word, max_size=2))
            texts.append(" ".join(copy))
    return texts


@pytest.mark.parametrize("at_once", [1, 200_000])
@given(texts=families(), threshold=st.sampled_from([0.2, 0.5, 0.75, 0.8, 1.0]), seed=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_clusters_are_those_of_a_comparison_of_all_pairs(
    at_once: int, texts: list[str], threshold: float, seed: random.Random
) -> None:
    seed.shuffle(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "_PAIRS_AT_ONCE", at_once)
        patch.setattr(duplicates, "_LOOKUPS_AT_ONCE", at_once)
        found = find_duplicates(documents_of(*texts), threshold=threshold)
    found["row"] = found["doc_id"].str.removeprefix("خبر ").astype(int)
    expected = expected_clusters(texts, threshold)
    assert [set(rows) for _, rows in found.groupby("cluster")["row"]] == expected
    assert found["row"].tolist() == [row for cluster in expected for row in sorted(cluster)]
    for copy in found.itertuples():
        first = int(str(copy.first_doc_id).removeprefix("خبر "))
        assert first == min(expected[int(str(copy.cluster))])
        assert copy.similarity == pytest.approx(jaccard(texts[first], texts[int(str(copy.row))]))


WORDS = [f"كلمة{letter}" for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"]


def test_a_text_within_another_at_the_very_threshold() -> None:
    texts = [" ".join(WORDS[:n]) for n in (SHINGLE_WORDS + 3, SHINGLE_WORDS + 4)]
    assert jaccard(*texts) == 0.8
    assert len(find_duplicates(documents_of(*texts))) == 2


def test_a_long_text_does_not_hide_the_copy_behind_it() -> None:
    # All sequences of the two short texts stand in the long one between them, and are its rarest.
    rest = " ".join(WORDS[9:])
    texts = [*(" ".join(WORDS[:n]) for n in (12, 28, 11)), *(f"{rest} {town}" for town in ("حمص", "حلب", "إدلب"))]
    assert expected_clusters(texts, 0.8) == [{0, 2}, {3, 4, 5}]
    assert find_duplicates(documents_of(*texts))["doc_id"].tolist() == ["خبر 0", "خبر 2", "خبر 3", "خبر 4", "خبر 5"]


def test_near_copies_and_copies_that_differ_in_spelling_alone() -> None:
    texts = [
        OTHER,
        STORY,
        STORY.replace("صباح", "فجر"),
        None,
        f"عاجل | {STORY}",
        STORY.replace("إ", "ا").replace("،", " "),
    ]
    found = find_duplicates(documents_of(*texts))
    assert list(found.columns) == COLUMNS
    assert found["doc_id"].tolist() == ["خبر 1", "خبر 2", "خبر 4", "خبر 5"]
    assert found["cluster"].tolist() == [0] * 4
    assert found["first_doc_id"].tolist() == ["خبر 1"] * 4
    assert found["similarity"].tolist()[0] == found["similarity"].tolist()[3] == 1
    assert found["similarity"].to_numpy()[1:3] == pytest.approx([24 / 30, 27 / 28])
    assert find_duplicates(documents_of(*texts), threshold=1)["doc_id"].tolist() == ["خبر 1", "خبر 5"]


@pytest.mark.parametrize(
    ("published", "order"),
    [
        (["2017-05-22", "2017-05-20", "2017-05-21"], [1, 2, 0]),
        (["2017-05-22", "2017-05-20", "2017-05-20"], [1, 2, 0]),
        ([None, "2017-05-21", None], [1, 0, 2]),
        ([None, None, None], [0, 1, 2]),
        (["2017-05-20T09:00:00+01:00", "2017-05-20T08:30:00+00:00", "2017-05-20T10:00:00+02:00"], [0, 2, 1]),
    ],
)
def test_the_first_is_the_earliest_published(published: list[str | None], order: list[int]) -> None:
    documents = documents_of(*[STORY] * 3).assign(published=pd.Series(published)).set_axis([3, 3, 0])
    for version in (documents, documents.assign(published=pd.to_datetime(documents["published"], utc=True))):
        found = find_duplicates(version)
        assert found["doc_id"].tolist() == [f"خبر {k}" for k in order]
        assert (found["first_doc_id"] == f"خبر {order[0]}").all()


def test_copies_of_copies_are_one_cluster() -> None:
    texts = [" ".join(WORDS[start : start + 22]) for start in (0, 2, 4)]
    assert jaccard(texts[0], texts[1]) > 0.8 > jaccard(texts[0], texts[2])
    found = find_duplicates(documents_of(*texts))
    assert found["doc_id"].tolist() == ["خبر 0", "خبر 1", "خبر 2"]
    assert found["similarity"].to_numpy() == pytest.approx([1, 18 / 22, 16 / 24])


def test_texts_too_short_for_a_sequence_and_texts_without_words() -> None:
    found = find_duplicates(
        documents_of(*["تأجيل الاجتماع", "", "؟!", "تأجيل الاجتماع!", None, "الاجتماع تأجيل", "", "الاجتماع"])
    )
    assert found["doc_id"].tolist() == ["خبر 0", "خبر 3"]
    for texts in ([], [None], [""], [OTHER]):
        nothing = find_duplicates(documents_of(*texts))
        assert nothing.empty
        assert list(nothing.columns) == COLUMNS


@pytest.mark.parametrize("threshold", [0, -1, 1.01, np.nan])
def test_a_threshold_out_of_range(threshold: float) -> None:
    with pytest.raises(ValueError, match=r"`threshold` is .*; it must be above 0 and at most 1"):
        find_duplicates(documents_of(STORY), threshold=threshold)


def test_a_publication_that_is_no_date() -> None:
    with pytest.raises(ValueError, match=r"`documents\.published` holds something that is no timestamp"):
        find_duplicates(documents_of(*[STORY] * 2).assign(published=["2017-05-20", "أمس"]))


def test_pairs_that_cannot_share_enough_are_never_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    shared = " ".join(f"كلمة{a}{b}" for a in letters[:5] for b in letters[:15])
    texts = [f"{shared} " + " ".join(f"{own}{k}{own}" for k in letters[:12]) for own in letters]
    compared: list[int] = []
    similarity = _ShingleSets.similarity

    def counting(sets: _ShingleSets, one: Ints, other: Ints) -> NDArray[np.float64]:
        compared.append(len(one))
        return similarity(sets, one, other)

    monkeypatch.setattr(_ShingleSets, "similarity", counting)
    documents = documents_of(*texts)
    assert find_duplicates(documents, threshold=0.8).empty
    assert sum(compared) == 0
    assert len(find_duplicates(documents, threshold=0.7)) == len(texts)
    assert sum(compared) > 0
