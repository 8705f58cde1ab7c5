"""Names and dates as single tokens: what becomes one term, what none, and that the offsets stay those of the text."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus_tools as ct

ACTORS = ct.load_actors()


def corpus_of(*texts: str) -> ct.Corpus:
    return ct.Corpus(pd.DataFrame({"doc_id": range(len(texts)), "text": texts}))


def joined(*texts: str) -> ct.Corpus:
    corpus = corpus_of(*texts)
    return ct.join_names(corpus, mentions=ct.find_mentions(corpus, ACTORS), dates=ct.find_dates(corpus))


def counted(corpus: ct.Corpus) -> dict[str, int]:
    table = ct.term_frequency(corpus)
    return dict(zip(table["term"], table["n"], strict=True))


@pytest.mark.parametrize(
    ("text", "terms", "no_terms"),
    [
        ("استقبل أحد النواب الوفد يوم الأحد", {"أحد": 1, "نائب": 1}, ["يوم"]),
        ("مارس الوزير صلاحياته في 3 مارس 2019", {"مارس": 1}, ["3"]),
        ("وصل عبد الرحمن ولعبد اللطيف أخ", {"عبد الرحمن": 1, "عبد اللطيف": 1}, ["عبد", "رحمن"]),
        ("قال فلاديمير بوتين إن بوتين سيعود، وبوتين رئيس", {"بوتين": 3}, ["فلاديمير"]),
        ("تدخل إيران في ايران ولإيران جيش", {"إيران": 3}, []),
        ("أذاعت بي بي سي الخبر", {"بي بي سي": 1}, ["بي", "سي"]),
        ("إذاعة اف ام وإذاعة أف أم", {"أف أم": 2}, ["أف", "اف"]),
        ("قصف على خان شيخون وريف دير الزور", {"خان شيخون": 1, "دير الزور": 1, "ريف": 1}, ["خان", "دير"]),
        ("وصل إلى الدار البيضاء وللدار البيضاء ميناء", {"الدار البيضاء": 2}, ["دار"]),
        ("براس العين ورأس العين، وبورت أو برانس", {"رأس العين": 2, "بورت أو برانس": 1}, ["رأس", "راس"]),
        ("في الدير الزور وفي دير، الزور وخان قديم", {"دير": 2, "خان": 1}, ["دير الزور"]),
        ("قال إن صالح وعلي عدي", {"صالح": 1}, ["إن صالح", "علي عدي"]),
        # What stands alone is no name: a letter, a servant, an adjective.
        ("جاء سي محمد إلى دي", {"سي": 1, "دي": 1}, []),
        ("هذا عبد مأمور", {"عبد": 1}, []),
        ("الوفد الروسي", {"وفد": 1, "روسي": 1}, []),
    ],
)
def test_names_and_dates_are_counted_whole(text: str, terms: dict[str, int], no_terms: list[str]) -> None:
    found = counted(joined(text))
    assert {term: found.get(term) for term in terms} == terms
    assert not set(no_terms) & set(found)


def test_one_actor_is_one_term_under_its_usual_name() -> None:
    found = counted(joined("زار سوريا وفد. وقالت سورية إن سوريا تنتظر."))
    assert found["سوريا"] == 3
    assert "سورية" not in found


def test_dates_are_terms_where_they_are_asked_for() -> None:
    table = ct.term_frequency(joined("غادر الوفد في 3 مارس 2019"), kinds=["date"])
    assert table["term"].tolist() == ["3 مارس 2019"]


def test_words_are_as_they_were_without_tables() -> None:
    corpus = corpus_of("غادرت الحافلات المدينة", "عاد الأهالي إلى المدينة")
    pd.testing.assert_frame_equal(ct.term_frequency(ct.join_names(corpus)), ct.term_frequency(corpus))


def test_nothing_to_join_in_nothing() -> None:
    empty = pd.DataFrame({"doc_id": pd.Series(dtype="str"), "text": pd.Series(dtype="str")})
    assert len(ct.join_names(empty).tokens) == 0


def test_a_selection_keeps_the_names() -> None:
    corpus = joined("وصل عبد الرحمن", "غاب عبد الرحمن")
    assert counted(corpus.select([True, False])) == {"وصل": 1, "عبد الرحمن": 1}


def test_tables_of_another_corpus_are_refused() -> None:
    mentions = ct.find_mentions(corpus_of("قالت روسيا", "نفت تركيا"), ACTORS)
    with pytest.raises(ValueError, match="`mentions` is of other documents"):
        ct.join_names(corpus_of("قالت روسيا"), mentions=mentions)


PIECES = [
    "روسيا",
    "عبد الرحمن",
    "يوم الأحد",
    "3 مارس 2019",
    "بي بي سي",
    "قال",
    "أحد",
    "النواب",
    "،",
    ".",
    "\n",
    "عبد",
    "سي",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), min_size=1, max_size=4))
def test_joined_tokens_lie_in_order_and_cover_the_tokens(texts: list[str]) -> None:
    corpus = corpus_of(*texts)
    after = ct.join_names(corpus, mentions=ct.find_mentions(corpus, ACTORS), dates=ct.find_dates(corpus)).tokens
    ordered = after.table.sort_values(["doc", "start"], kind="stable")
    pd.testing.assert_frame_equal(ordered, after.table)
    assert (after.table["start"] < after.table["end"]).all()
    of_doc = after.table.groupby("doc")
    assert (of_doc["start"].shift(-1).fillna(10**6) >= after.table["end"]).all()
    assert after.vocabulary["n"].sum() == len(after.table)
    before = corpus.tokens.table
    for doc, start, end in zip(before["doc"], before["start"], before["end"], strict=True):
        around = after.table[
            (after.table["doc"] == doc) & (after.table["start"] <= start) & (after.table["end"] >= end)
        ]
        assert len(around) == 1


def test_the_standard_figures_count_a_name_once_unless_all_tokens_are_asked_for() -> None:
    texts = [f"زار فلاديمير بوتين المدينة القديمة {word} يوم 3 مارس 2019" for word in ("صباحا", "مساء", "ظهرا", "ليلا")]
    corpus = corpus_of(*texts)
    found = ct.analyze(corpus)
    figure = ct.draw_figures(corpus, found, only=["terms"])["terms"]
    assert figure.rows.set_index("term").loc["فلاديمير بوتين", "n"] == 4
    assert not {"فلاديمير", "بوتين", "مارس"} & set(figure.rows["term"])
    places = figure.evidence[figure.evidence["surface"] == "فلاديمير بوتين"]
    assert len(places) == 4
    one_by_one = ct.draw_figures(corpus, ct.analyze(corpus, all_tokens=True), only=["terms"])["terms"]
    assert {"فلاديمير", "بوتين"} <= set(one_by_one.rows["term"])


def test_words_that_are_asked_for_are_found_in_names_and_dates_too() -> None:
    corpus = corpus_of(*["زار فلاديمير بوتين المدينة في مارس 2019"] * 3)
    found = ct.analyze(corpus, words=["فلاديمير", "مارس"])
    assert ct.draw_figures(corpus, found, only=["terms"])["terms"].rows["n"].tolist() == [3, 3]


def test_a_trend_follows_a_name_that_is_one_token() -> None:
    documents = pd.DataFrame(
        {
            "doc_id": range(4),
            "text": ["زار فلاديمير بوتين المدينة"] * 4,
            "published": pd.to_datetime(["2019-01-05", "2019-02-05", "2019-03-05", "2019-04-05"]),
        }
    )
    corpus = ct.Corpus(documents)
    names = ct.join_names(corpus, mentions=ct.find_mentions(corpus, ACTORS))
    assert ct.term_trend(names, ["فلاديمير بوتين"], by="month")["n"].tolist() == [1, 1, 1, 1]
    with pytest.raises(ValueError, match="several words"):
        ct.term_trend(corpus, ["فلاديمير بوتين"], by="month")


def test_each_name_may_be_a_term_of_its_own() -> None:
    corpus = corpus_of("انسحب داعش. وقال تنظيم الدولة إنه باق، ثم عاد داعش.")
    mentions = ct.find_mentions(corpus, ACTORS)
    assert counted(ct.join_names(corpus, mentions=mentions))["داعش"] == 3
    found = counted(ct.join_names(corpus, mentions=mentions, by_actor=False))
    assert (found["داعش"], found["تنظيم الدولة"]) == (2, 1)
