"""The bounds of terms and numbers: which way a statistic points, and where a document ends."""

import pytest
from builders import documents_of

from corpus_tools import collocations, find_numbers, infer_published, term_frequency
from corpus_tools.calendars.arithmetic import DAY
from corpus_tools.dates.infer_published import _days


def test_g2_is_negative_for_words_that_keep_apart() -> None:
    texts = ["قصف حلب"] * 6 + ["هدنة إدلب"] * 6 + ["قصف إدلب"]
    found = collocations(documents_of(*texts), form="surface", min_n=1)
    g2 = dict(zip(map(frozenset, zip(found["node"], found["collocate"], strict=True)), found["g2"], strict=True))
    assert g2[frozenset({"قصف", "حلب"})] == pytest.approx(22.349, abs=1e-3)
    assert g2[frozenset({"قصف", "إدلب"})] == pytest.approx(-0.849, abs=1e-3)


def test_a_number_ends_with_its_document() -> None:
    found = find_numbers(documents_of("وصل خمسة", "آلاف الرجال"))
    assert found[["doc_id", "value"]].to_numpy().tolist() == [["خبر 0", 5], ["خبر 1", 1000]]


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("قال أمس الجمعة 19 أيار 2017 ثم قال أمس الجمعة 19 أيار 2017", False),
        ("قال أمس الجمعة 19 أيار 2017 ثم قال أمس السبت 20 أيار 2017", True),
    ],
)
def test_two_days_of_publication_contradict_each_other(text: str, contradicts: bool) -> None:
    row = infer_published(documents_of(text)).iloc[0]
    assert (row["reason"] == "its expressions contradict each other") == contradicts


@pytest.mark.parametrize(("days", "listed"), [(3660, 3660), (3661, 0)])
def test_the_days_of_ten_years_are_listed(days: int, listed: int) -> None:
    assert len(_days(0, days * DAY, None)) == listed


def test_a_window_has_fifty_words_at_most() -> None:
    documents = documents_of("هدنة حلب " * 5)
    assert len(collocations(documents, window=50))
    with pytest.raises(ValueError, match="`window` is 51; it must be 1 to 50"):
        collocations(documents, window=51)


@pytest.mark.parametrize(
    ("token", "is_term"),
    [
        ("هدنة", True),
        ("BBC", True),
        ("#حلب", True),
        ("د.", True),
        ("2017", False),
        ("@user", False),
        ("www.example.org", False),
        ("a@example.org", False),
        ("😀", False),
    ],
)
def test_words_hashtags_and_abbreviations_are_terms(token: str, is_term: bool) -> None:
    found = term_frequency(documents_of(f"قصف {token} علي"), form="surface")
    assert len(found) == 2 + is_term


def test_a_term_has_five_words_at_most() -> None:
    documents = documents_of("وصلت القافلة إلى الحي القديم ليلا")
    assert len(term_frequency(documents, ngram=5)) == 2
    with pytest.raises(ValueError, match="`ngram` is 6; it must be 1 to 5"):
        term_frequency(documents, ngram=6)
