"""Copies of a story, against a plain comparison word by word and against copies that were made."""

import numpy as np
import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.duplicates import common_words
from corpus_tools.duplicates.common_words import Sequences, count_common_words, most_common_words
from corpus_tools.duplicates.find import COLUMNS, MOST_WORDS, find_duplicates

STORY = (
    "غادرت حافلات تقل مقاتلين وعائلاتهم حي الوعر في مدينة حمص صباح السبت وفق مصدر في المحافظة. "
    "وقال المصدر إن العملية تجري بإشراف الشرطة العسكرية الروسية وتستمر أسبوعين على الأقل."
)
OTHER = "هطلت أمطار غزيرة على الساحل السوري وتوقعت الأرصاد الجوية أن تستمر حتى مساء الأحد المقبل."
LETTERS = "بتجحخدرزسشصطعفقكلمنهوي"
WORDS = np.array([f"{a}{b}{c}" for a in LETTERS for b in LETTERS for c in LETTERS[:5]])


def written(random: np.random.Generator, words: int) -> list[str]:
    """Write a text in which some words are frequent and most are rare, as they are in a language (Zipf)."""
    odds = 1 / np.arange(1, len(WORDS) + 1)
    return [str(word) for word in random.choice(WORDS, words, p=odds / odds.sum())]


def changed(random: np.random.Generator, words: list[str], share: float) -> list[str]:
    """Put other words in the place of a share of the words."""
    at = random.choice(len(words), round(share * len(words)), replace=False)
    others = dict(zip(at.tolist(), written(random, len(at)), strict=True))
    return [others.get(place, word) for place, word in enumerate(words)]


def clusters(*texts: "str | list[str]") -> list[list[int]]:
    joined = [" ".join(text) if isinstance(text, list) else text for text in texts]
    days = list(pd.date_range("2017-05-20", periods=len(texts)))
    found = find_duplicates(documents_of(*joined, published=days))
    return [[int(name.removeprefix("خبر ")) for name in names] for _, names in found.groupby("cluster")["doc_id"]]


def longest_common(one: list[int], other: list[int]) -> int:
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for a, b in np.ndindex(len(one), len(other)):
        same = best[a][b] + 1
        best[a + 1][b + 1] = same if one[a] == other[b] else max(best[a][b + 1], best[a + 1][b])
    return best[-1][-1]


@given(
    texts=st.lists(st.lists(st.integers(0, 3), max_size=9).map(lambda some: some * 8), min_size=1, max_size=5),
    cells=st.sampled_from([1, 300, 4_000_000]),
)
def test_common_words_are_the_longest_common_subsequence(texts: list[list[int]], cells: int) -> None:
    sequences = Sequences(
        np.array([word for text in texts for word in text], np.int64), np.cumsum([0, *map(len, texts)])
    )
    one, other = (indices.ravel() for indices in np.indices((len(texts), len(texts))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common_words, "_CELLS_AT_ONCE", cells)
        found = count_common_words(sequences, one, other)
    expected = [longest_common(texts[a], texts[b]) for a, b in zip(one, other, strict=True)]
    assert found.tolist() == expected
    assert (most_common_words(sequences, one, other) >= found).all()


@pytest.mark.parametrize("numpy", ["1.26", "2"])
def test_texts_with_few_words_in_common_need_no_comparison(numpy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if numpy == "1.26":
        monkeypatch.delattr(np, "bitwise_count", raising=False)
    words = np.array([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1])
    sequences = Sequences(words, np.array([0, 5, 10, 13, 17]))
    one, other = np.array([0, 0, 3]), np.array([1, 2, 0])
    assert most_common_words(sequences, one, other).tolist() == [5, 0, 1]


def test_other_words_with_the_same_sum_are_another_text() -> None:
    assert clusters("أولى ثانية ثالثة رابعة", "رابعة ثالثة ثانية أولى", "أولى ثانية ثالثة رابعة", "", "") == [[0, 2]]


@pytest.mark.parametrize(("share", "recall"), [(0.05, 0.99), (0.1, 0.99), (0.15, 0.95)])
def test_copies_with_scattered_words_changed_are_found_and_nothing_else(share: float, recall: float) -> None:
    random = np.random.default_rng(5)
    stories = [written(random, int(size)) for size in random.integers(40, 200, 150)]
    found = clusters(*stories, *[changed(random, story, share) for story in stories])
    assert all(first + 150 == copy for first, copy in found)
    assert len(found) >= recall * 150


def test_a_story_with_hundreds_of_changed_copies_is_one() -> None:
    random = np.random.default_rng(2)
    story = written(random, 120)
    texts = [
        *(changed(random, story, 0.15) for _ in range(75)),
        story,
        *(changed(random, story, 0.15) for _ in range(75)),
    ]
    assert clusters(*texts) == [[*range(151)]]


def test_the_order_of_documents_does_not_matter() -> None:
    random = np.random.default_rng(4)
    stories = [written(random, 60) for _ in range(20)]
    texts = [" ".join(changed(random, story, 0.1)) for story in stories for _ in range(3)]
    documents = documents_of(
        *texts, published=[["2017-05-20", "2017-05-21", None][day] for day in random.integers(0, 3, len(texts))]
    )
    found = find_duplicates(documents)
    assert len(found) > 50
    for seed in range(3):
        pd.testing.assert_frame_equal(find_duplicates(documents.sample(frac=1, random_state=seed)), found)


def test_a_text_within_another_is_a_copy_up_to_twice_its_length() -> None:
    random = np.random.default_rng(6)
    story, before, behind = (written(random, words) for words in (80, 30, 60))
    assert clusters(story, before + story + behind[:50]) == [[0, 1]]
    assert clusters(story, before + story + behind) == []


def test_a_digest_does_not_join_the_stories_that_it_tells() -> None:
    random = np.random.default_rng(7)
    stories = [written(random, 50) for _ in range(4)]
    assert clusters(*stories, [word for story in stories for word in story]) == []
    assert clusters(*stories[:2], stories[0] + stories[1]) == [[0, 2]]


def test_no_chain_leads_from_one_story_to_another() -> None:
    words = [str(word) for word in WORDS[:300]]
    texts = [words[start : start + 80] for start in range(0, 130, 10)]
    # Each has seven eighths of the words of the one before; of the first's, 80 - 10 k, from 0.64 on.
    assert clusters(*texts) == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]]


FORMS = (
    (
        "توقعت الأرصاد الجوية أن تتراوح الحرارة القصوى بين {} و{} درجة في المناطق الساحلية وبين {} و{} درجة في الداخل "
        "وأن تهب رياح غربية سرعتها من {} إلى {} كيلومترا في الساعة مع أمطار متفرقة في الشمال ويكون البحر مضطربا"
    ),
    (
        "استقر سعر صرف الدولار في السوق الموازية عند {} للشراء و{} للمبيع وسجل اليورو {} للشراء و{} للمبيع وفق تجار في "
        "العاصمة قالوا إن الطلب ما زال ضعيفا وإن حركة البيع محدودة منذ مطلع الأسبوع"
    ),
    (
        "فاز الاتحاد على الجيش {} - {} والوثبة على تشرين {} - {} والكرامة على حطين {} - {} في الجولة الماضية من الدوري "
        "السوري لكرة القدم التي أقيمت مبارياتها على ملاعب العاصمة وحمص وحلب واللاذقية مساء أمس"
    ),
)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_is_filled_with_other_numbers_is_no_copy(form: str) -> None:
    first, other = form.format(11, 12, 13, 14, 15, 16), form.format(21, 22, 23, 24, 25, 26)
    assert clusters(first, other) == []
    # One number corrected, and a word besides.
    assert clusters(first, form.format(11, 17, 13, 14, 15, 16).replace(" في ", " وفي ", 1)) == [[0, 1]]


def test_one_other_word_makes_another_headline() -> None:
    assert clusters("مقتل جندي في حمص صباح الأحد", "مقتل جندي في حلب صباح الأحد") == []
    assert clusters("مقتل جندي في حمص صباح الأحد", "عاجل: مقتل جندي في حمص صباح الأحد") == [[0, 1]]


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
    words = len(STORY.split())
    expected = [1, (words - 1) / words, words / (0.75 * words + 0.25 * (words + 1)), 1]
    assert found["similarity"].tolist() == pytest.approx(expected)
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


def test_texts_of_a_word_or_two_and_texts_without_words() -> None:
    found = find_duplicates(
        documents_of(*["تأجيل الاجتماع", "", "؟!", "تأجيل الاجتماع!", None, "الاجتماع تأجيل", "", "الاجتماع"])
    )
    assert found["doc_id"].tolist() == ["خبر 0", "خبر 3"]
    for texts in ([], [None], [""], [OTHER]):
        nothing = find_duplicates(documents_of(*texts))
        assert nothing.empty
        assert list(nothing.columns) == COLUMNS


def test_of_a_book_the_beginning_is_compared() -> None:
    book = written(np.random.default_rng(8), MOST_WORDS + 100)
    found = find_duplicates(documents_of(" ".join(book), " ".join(book[:-50])))
    assert found["similarity"].tolist() == [1, 1]


@pytest.mark.parametrize("threshold", [0, -1, 1.01, np.nan])
def test_a_threshold_out_of_range(threshold: float) -> None:
    with pytest.raises(ValueError, match=r"`threshold` is .*; it must be above 0 and at most 1"):
        find_duplicates(documents_of(STORY), threshold=threshold)


def test_a_publication_that_is_no_date() -> None:
    with pytest.raises(ValueError, match=r"`documents\.published` holds something that is no timestamp"):
        find_duplicates(documents_of(*[STORY] * 2).assign(published=["2017-05-20", "أمس"]))
