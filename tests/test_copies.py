"""Copies counted once, in tables by hand and against the same verbs in a corpus that never had the copies."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd
import pytest
from builders import corpus_of

import corpus_tools as ct
from corpus_tools.copies import INDEPENDENT
from corpus_tools.tables import are_among, rows_of

NEWS = "أعلنت روسيا وتركيا هدنة في حلب"
OTHER = "قصف الطيران حلب ونزح المدنيون"


@cache
def corpus() -> ct.Corpus:
    """Five articles, of which 2 and 4 are copies of 1, and 4 has a sentence of its own."""
    texts = [OTHER, f"{NEWS}.", f"{NEWS}.", "وصلت روسيا وتركيا والتقت إيران.", f"{NEWS}. هدنة هدنة في إدلب."]
    days = pd.date_range("2017-05-30", periods=5)
    return corpus_of(*texts, published=days, source=["س", "س", "ص", "ص", "ص"])


COPIES = pd.DataFrame({"doc_id": ["خبر 1", "خبر 2", "خبر 4"], "first_doc_id": "خبر 1"})
NONE = COPIES.iloc[:0]


@cache
def mentions() -> pd.DataFrame:
    return ct.find_mentions(corpus(), ct.load_actors())


def test_of_a_story_the_earliest_document_that_is_there_is_kept() -> None:
    assert ct.without_copies(corpus(), COPIES).texts["doc_id"].tolist() == ["خبر 0", "خبر 1", "خبر 3"]
    later = corpus().select(sources="ص")
    assert ct.without_copies(later, COPIES).texts["doc_id"].tolist() == ["خبر 2", "خبر 3"]
    shuffled = COPIES.iloc[[2, 0, 1]]
    assert ct.without_copies(corpus(), shuffled).texts["doc_id"].tolist() == ["خبر 0", "خبر 1", "خبر 3"]
    assert ct.without_copies(corpus(), NONE) is corpus()


def test_what_find_duplicates_finds_is_left_out() -> None:
    words = "غادرت حافلات تقل مقاتلين وعائلاتهم حي الوعر في حمص صباح السبت وفق مصدر في المحافظة ثم عادت"
    read = corpus_of(words, OTHER, words)
    assert ct.without_copies(read, ct.find_duplicates(read)).texts["doc_id"].tolist() == ["خبر 0", "خبر 1"]


def test_copies_of_another_corpus_are_refused() -> None:
    copies = ct.find_duplicates(corpus())
    assert len(ct.without_copies(corpus(), copies)) == 4
    assert len(ct.without_copies(corpus().select(sources="ص"), copies)) == 3
    with pytest.raises(ValueError, match=r"`copies` is of other documents: .* pass what find_duplicates makes"):
        ct.term_frequency(corpus_of(NEWS, OTHER), copies=copies)


def test_a_document_of_two_stories_is_refused() -> None:
    with pytest.raises(ValueError, match="a document has one story"):
        ct.term_frequency(corpus(), copies=pd.concat([COPIES, COPIES]))


def test_terms_count_all_documents_and_the_independent_ones() -> None:
    table = ct.term_frequency(corpus(), copies=COPIES).set_index("term")
    columns = ["n", "n_independent", "documents", "documents_independent"]
    assert table.loc[["هدنة", "حلب", "إيران"], columns].to_numpy().tolist() == [
        [5, 1, 3, 1],
        [4, 2, 4, 2],
        [1, 1, 1, 1],
    ]
    assert "إدلب" not in table.index  # it stands in a copy alone
    assert table.attrs["counted"]["left_out"] == ["خبر 2", "خبر 4"]


def test_themes_have_shares_of_the_independent_documents() -> None:
    table = ct.dictionary_counts(corpus(), {"تفاوض": ["هدنة"]}, by="source", copies=COPIES).set_index("source")
    columns = ["n", "n_independent", "documents_independent", "total", "total_independent", "share"]
    assert table[columns].to_numpy().tolist() == [[1, 1, 1, 2, 2, 0.5], [4, 0, 0, 3, 1, 0.0]]


def test_pairs_meet_by_chance_in_independent_documents() -> None:
    links = ct.co_mentions(corpus(), mentions(), copies=COPIES)
    columns = ["n", "n_independent", "documents", "documents_independent", "units"]
    of_pair = links[(links["actor_a"] == "RUS") & (links["actor_b"] == "TUR")]
    assert of_pair[columns].to_numpy().tolist() == [[4, 2, 4, 2, 3]]


def test_a_story_that_two_corpora_have_counts_in_both() -> None:
    sides = corpus().select(sources="س"), corpus().select(sources="ص")
    table = ct.keyness(*sides, min_n=1, copies=COPIES).set_index("term")
    columns = ["n_target", "n_target_independent", "n_reference", "n_reference_independent", "articles_reference"]
    assert table.loc[["هدنة"], columns].to_numpy().tolist() == [[1, 1, 4, 1, 3]]
    frequencies = [ct.term_frequency(side, copies=COPIES) for side in sides]
    alone = ct.keyness(*frequencies, min_n=1).set_index("term")
    assert alone.loc[["هدنة"], ["n_target", "n_reference"]].to_numpy().tolist() == [[1, 1]]
    assert alone.loc["هدنة", "log_ratio"] == pytest.approx(table.loc["هدنة", "log_ratio"])


def test_pairs_of_words_without_a_node_are_not_joined() -> None:
    with pytest.raises(ValueError, match=r"without one, pass without_copies\(corpus, copies\)"):
        ct.collocations(corpus(), copies=COPIES)


Verb = Callable[[ct.Corpus, pd.DataFrame, dict[str, Any]], pd.DataFrame]

VERBS: dict[str, Verb] = {
    "term_frequency": lambda read, _, how: ct.term_frequency(read, **how),
    "term_frequency by source": lambda read, _, how: ct.term_frequency(read, by="source", form="stem", **how),
    "term_frequency by actor": lambda read, found, how: ct.term_frequency(
        read, by=found[["doc_id", "actor_id"]].dropna(), **how
    ),
    "dictionary_counts": lambda read, _, how: ct.dictionary_counts(read, ct.load_dictionary(), by="month", **how),
    "term_trend": lambda read, _, how: ct.term_trend(read, ["هدنة", "غائب"], groups="source", by="day", **how),
    "term_trend of tokens": lambda read, _, how: ct.term_trend(read, ["هدنة"], unit="tokens", by="day", **how),
    "keyness": lambda read, _, how: ct.keyness(read, corpus().select(sources="س"), min_n=1, measures=["bic"], **how),
    "keyness of sources": lambda read, _, how: ct.keyness(read, by="source", per_group=True, min_n=1, **how),
    "collocations": lambda read, _, how: ct.collocations(read, "هدنة", min_n=1, **how),
    "actor_frequency": lambda read, found, how: ct.actor_frequency(read, found, by="source", **how),
    "actor_names": lambda read, found, how: ct.actor_names(read, found, by="source", **how),
    "co_mentions": lambda read, found, how: ct.co_mentions(read, found, **how),
    "co_mentions in the corpus": lambda read, found, how: ct.co_mentions(read, found, null="corpus", **how),
}


def independent_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the counts of independent documents alone, under their plain names."""
    twins = [str(column) for column in table if str(column).endswith(INDEPENDENT)]
    plain = [column.removesuffix(INDEPENDENT) for column in twins]
    return table.drop(columns=plain).rename(columns=dict(zip(twins, plain, strict=True)))


@pytest.mark.parametrize("verb", VERBS)
def test_all_but_the_counts_of_all_is_as_if_the_copies_were_not_there(verb: str) -> None:
    count = VERBS[verb]
    alone = ct.without_copies(corpus(), COPIES)
    found = mentions()[mentions()["doc_id"].isin(alone.texts["doc_id"])]
    expected = count(alone, found, {})
    pd.testing.assert_frame_equal(
        independent_columns(count(corpus(), mentions(), {"copies": COPIES})), expected, check_like=True
    )


@pytest.mark.parametrize("verb", VERBS)
def test_counts_of_all_are_those_without_regard_to_copies(verb: str) -> None:
    table, of_all = (VERBS[verb](corpus(), mentions(), how) for how in ({"copies": COPIES}, {}))
    counts = [str(column).removesuffix(INDEPENDENT) for column in table if str(column).endswith(INDEPENDENT)]
    keys = [
        "term",
        "theme",
        "source",
        "actor_id",
        "actor_a",
        "actor_b",
        "node",
        "collocate",
        "alias",
        "period",
        "source",
    ]
    keys = [key for key in dict.fromkeys(keys) if key in table]
    both = table.merge(of_all, on=keys, suffixes=("", " of all"))
    assert len(both) > 0
    for column in counts:
        assert both[column].tolist() == both[f"{column} of all"].tolist()


@pytest.mark.parametrize("verb", VERBS)
def test_without_copies_the_numbers_are_the_same(verb: str) -> None:
    count = VERBS[verb]
    expected = count(corpus(), mentions(), {})
    table = count(corpus(), mentions(), {"copies": NONE})
    pd.testing.assert_frame_equal(table[expected.columns], expected)
    pd.testing.assert_frame_equal(independent_columns(table), expected, check_like=True)


def test_a_table_of_another_corpus_is_refused_with_copies_too() -> None:
    strange = mentions().assign(doc_id="غريب")
    with pytest.raises(ValueError, match="no document of the corpus has the doc_id 'غريب'"):
        ct.co_mentions(corpus(), strange, copies=COPIES)
    with pytest.raises(ValueError, match="names the doc_id 'غريب'"):
        ct.term_frequency(corpus(), by=strange[["doc_id", "actor_id"]], copies=COPIES)


@cache
def week() -> tuple[ct.Corpus, pd.DataFrame]:
    """Return articles of two weeks, of which every fifth copies the one before it, and the table of copies."""
    texts = [f"{NEWS} في {day} أيار 2017. {OTHER} مع داعش في {day} أيار 2017." for day in range(1, 29)]
    sources, days = ["س", "ص"] * 14, pd.date_range("2017-05-01", periods=28)
    rows = [(f"خبر {row - 1}", f"خبر {row - 1}") for row in range(5, 28, 5)]
    rows += [(f"خبر {row}", f"خبر {row - 1}") for row in range(5, 28, 5)]
    copies = pd.DataFrame(rows, columns=["doc_id", "first_doc_id"])
    return corpus_of(*texts, published=days, source=sources), copies


def test_standard_figures_draw_independent_documents_and_say_so() -> None:
    read, copies = week()
    once, alone = (
        ct.draw_figures(part, ct.analyze(part, copies=how), locale=ct.Locale("en"))
        for part, how in ((read, copies), (ct.without_copies(read, copies), None))
    )
    assert set(once) == set(alone)
    assert {"timeline", "calendar", "lag", "terms", "mentions", "co_mentions"} <= set(once)
    assert once.not_drawn == alone.not_drawn
    for name, figure in once.items():
        assert figure.choices["copies_left_out"] == 5
        assert figure.texts[-1].get_text() == "Copies of an article count once: 5 copies left out"
        assert [words.get_text() for words in figure.texts[:-1]] == [words.get_text() for words in alone[name].texts]
        pd.testing.assert_frame_equal(independent_columns(figure.rows), alone[name].rows, check_like=True)
        pd.testing.assert_frame_equal(figure.evidence, alone[name].evidence)


def test_figures_of_a_corpus_without_copies_are_as_before() -> None:
    read, _ = week()
    once, every = (ct.draw_figures(read, ct.analyze(read, copies=how)) for how in (NONE, None))
    for name, figure in once.items():
        assert figure.choices["copies_left_out"] == 0
        assert [words.get_text() for words in figure.texts] == [words.get_text() for words in every[name].texts]


@pytest.mark.parametrize("dtype", ["str", "string", "object"])
@pytest.mark.parametrize(
    ("doc_ids", "rows"),
    [
        (["ب", "ب", "أ", "ب", "ت"], [1, 1, 0, 1, -1]),
        (["ت", "ت"], [-1, -1]),
        ([None, None, "أ"], [-1, -1, 0]),
        ([], []),
    ],
)
def test_documents_are_found_whatever_their_order(doc_ids: list[str | None], rows: list[int], dtype: Any) -> None:
    column, documents = pd.Series(doc_ids, dtype=dtype), pd.Index(["أ", "ب"])
    assert rows_of(column, documents).tolist() == rows
    assert rows_of(column.astype("category"), documents).tolist() == rows
    assert are_among(column, documents).tolist() == [row >= 0 for row in rows]
    assert not are_among(column, []).any()
