"""Who is mentioned with whom: counts by hand, statistics against scipy and a simulation."""

import numpy as np
import pandas as pd
import pytest
from builders import corpus_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from corpus_tools import Corpus, co_mentions, find_mentions, load_actors

MENTIONS = pd.DataFrame(
    {
        "doc_id": ["a", "a", "a", "a", "b", "b", "c", "c"],
        "sentence": [0, 0, 0, 1, 0, 0, 2, 2],
        "paragraph": [0, 0, 0, 0, 0, 1, 0, 0],
        "actor_id": ["RUS", "SYR", "RUS", "TUR", "SYR", "RUS", "UN", None],
    }
)

DOCUMENTS = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": "نص. نص. نص."})
# Sentence k begins at the offset 4 k.
MENTIONS["start"] = 4 * MENTIONS["sentence"]


def pairs(links: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    columns = [links[name].tolist() for name in ("actor_a", "actor_b", "n", "documents")]
    return {(a, b): (n, documents) for a, b, n, documents in zip(*columns, strict=True)}


def test_counts_by_unit() -> None:
    assert pairs(co_mentions(DOCUMENTS, MENTIONS)) == {("RUS", "SYR"): (2, 2)}
    assert pairs(co_mentions(DOCUMENTS, MENTIONS, within="paragraph")) == {
        ("RUS", "SYR"): (1, 1),
        ("RUS", "TUR"): (1, 1),
        ("SYR", "TUR"): (1, 1),
    }
    assert pairs(co_mentions(DOCUMENTS, MENTIONS, within="document"))["RUS", "SYR"] == (2, 2)


def test_expected_counts_all_units() -> None:
    documents = pd.DataFrame(
        {"doc_id": ["a", "b", "c"], "text": ["روسيا وسوريا هنا.\nلا أحد.", "سوريا. تركيا. صمت.", ""]}
    )
    mentions = find_mentions(documents, load_actors())
    told = co_mentions(documents, mentions)
    assert told[["n", "n_a", "n_b", "units"]].to_numpy().tolist() == [[1, 1, 2, 5]]
    assert told["expected"].iloc[0] == pytest.approx(1 * 1 / 2)  # in the first article alone
    anywhere = co_mentions(documents, mentions, null="corpus")
    assert anywhere["expected"].iloc[0] == pytest.approx(1 * 2 / 5)
    assert co_mentions(documents, mentions, within="paragraph")["units"].iloc[0] == 3
    assert co_mentions(documents, mentions, within="document")["units"].iloc[0] == 2


def test_copies_count_once() -> None:
    copies = pd.DataFrame({"doc_id": ["a", "b"], "first_doc_id": ["a", "a"]})
    links = co_mentions(DOCUMENTS, MENTIONS, copies=copies)
    assert pairs(links) == {("RUS", "SYR"): (2, 2)}
    assert links[["n_independent", "documents_independent"]].to_numpy().tolist() == [[1, 1]]


def fourfold(units: int, seed: int) -> tuple[Corpus, pd.DataFrame]:
    random = np.random.default_rng(seed)
    a = random.random(units) < 0.3
    b = np.where(a, random.random(units) < 0.5, random.random(units) < 0.1)
    rows = [(u, name) for u in range(units) for name, there in (("A", a[u]), ("B", b[u]), ("C", True)) if there]
    documents = pd.DataFrame({"doc_id": ["d"], "text": "نص. " * units})
    starts = [4 * u for u, _ in rows]
    return Corpus(documents), pd.DataFrame({"doc_id": "d", "start": starts, "actor_id": [name for _, name in rows]})


def test_q_in_the_corpus_is_fisher_with_benjamini_hochberg() -> None:
    links = co_mentions(*fourfold(200, 1), null="corpus")
    tests = []
    for n, n_a, n_b, units in links[["n", "n_a", "n_b", "units"]].to_numpy(np.int64):
        table = np.array([[n, n_a - n], [n_b - n, units - n_a - n_b + n]])
        tails = [stats.fisher_exact(table, alternative=side).pvalue for side in ("greater", "less")]
        tests.append(min(1.0, 2 * min(tails)))
    assert links["q"].to_numpy() == pytest.approx(stats.false_discovery_control(tests))
    # Within one article the two are the same, but C, which every sentence names, leaves nothing to test.
    within = co_mentions(*fourfold(200, 1))
    assert within["p"].to_numpy() == pytest.approx(links["p"].to_numpy(), rel=1e-9)
    assert within["q"].isna().all()  # one article tells of itself alone


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from("ABCD")), max_size=40))
def test_counts_agree_with_sets(rows: list[tuple[int, int, str]]) -> None:
    mentions = pd.DataFrame(rows, columns=["doc_id", "sentence", "actor_id"]).astype({"actor_id": "str"})
    units: dict[tuple[int, int], set[str]] = {}
    for doc, sentence, actor in rows:
        units.setdefault((doc, sentence), set()).add(actor)
    expected = {(a, b): sum({a, b} <= named for named in units.values()) for a in "ABCD" for b in "ABCD" if a < b}
    mentions["start"] = 4 * mentions["sentence"]
    documents = pd.DataFrame({"doc_id": range(4), "text": "نص. " * 4})
    found = {pair: n for pair, (n, _) in pairs(co_mentions(documents, mentions)).items()}
    assert found == {pair: n for pair, n in expected.items() if n}


def placed(articles: int, *, seed: int, apart: float = 0.0, together: float = 0.0) -> tuple[Corpus, pd.DataFrame]:
    """Name each of ten actors in a third of the articles, in sentences at random; some A are not where B is, or are."""
    random = np.random.default_rng(seed)
    rows = []
    for doc in range(articles):
        named = [actor for actor in "ABCDEFGHIJ" if actor in "AB" or random.random() < 1 / 3]
        at = {actor: int(random.integers(10)) for actor in named for _ in range(int(random.integers(1, 3)))}
        if at["A"] == at["B"] and random.random() < apart:
            at["A"] = (at["B"] + 1) % 10
        if random.random() < together:
            at["A"] = at["B"]
        rows += [(doc, 4 * sentence, actor) for actor, sentence in at.items()]
    documents = pd.DataFrame({"doc_id": range(articles), "text": "نص. " * 10})
    return Corpus(documents), pd.DataFrame(rows, columns=["doc_id", "start", "actor_id"])


def test_chance_within_articles_finds_nothing_where_mentions_are_placed_at_random() -> None:
    found = [(co_mentions(*placed(60, seed=seed))["q"] < 0.05).any() for seed in range(20)]
    assert sum(found) <= 2


def test_pairs_that_meet_more_and_pairs_that_never_meet_are_found() -> None:
    more = co_mentions(*placed(60, seed=1, together=0.3)).iloc[0]
    assert (more["actor_a"], more["actor_b"]) == ("A", "B")
    assert more["low"] > 0
    assert more["q"] < 0.01
    never = co_mentions(*placed(100, seed=1, apart=1.0)).iloc[-1]
    assert (never["actor_a"], never["actor_b"], never["n"], never["documents"]) == ("A", "B", 0, 0)
    assert (never["expected"], never["documents_both"]) == (pytest.approx(10), 100)
    assert np.isneginf(never["log_ratio"])
    assert never["high"] < 0
    assert never["q"] < 0.01


def test_pairs_that_never_meet_in_the_corpus_need_not_share_an_article() -> None:
    documents = pd.DataFrame({"doc_id": range(60), "text": "نص."})
    mentions = pd.DataFrame({"doc_id": range(60), "start": 0, "actor_id": ["A", "B"] * 30})
    links = co_mentions(documents, mentions, within="document")
    p = 2 * stats.hypergeom.pmf(0, 60, 30, 30)
    assert links[["n", "documents_both", "units"]].to_numpy().tolist() == [[0, 0, 60]]
    assert links["p"].iloc[0] == pytest.approx(p, rel=1e-9)
    assert co_mentions(documents, mentions).empty  # within articles they could not have met


def test_a_part_and_its_whole_are_left_out_on_demand() -> None:
    actors = pd.DataFrame({"actor_id": ["S", "GOV", "LEADER", "X"], "parent": [None, "S", "GOV", None]})
    documents = pd.DataFrame({"doc_id": ["d"], "text": "نص. نص."})
    mentions = pd.DataFrame({"doc_id": "d", "start": 0, "actor_id": ["S", "GOV", "LEADER", "X"]})
    links = co_mentions(documents, mentions, parents=False, actors=actors)
    assert set(pairs(links)) == {("GOV", "X"), ("LEADER", "X"), ("S", "X")}
    assert len(co_mentions(documents, mentions)) == 6
    with pytest.raises(ValueError, match="`actors` lacks the column parent"):
        co_mentions(documents, mentions, parents=False, actors=actors.drop(columns="parent"))


def test_nothing_to_count_and_bad_input() -> None:
    empty = co_mentions(DOCUMENTS, MENTIONS.iloc[:0])
    assert empty.empty
    assert list(empty.columns) == [
        "actor_a", "actor_b", "n", "documents", "documents_both", "n_a", "n_b", "units", "expected", "log_ratio", "low",
        "high", "p", "q",
    ]  # fmt: skip
    assert list(co_mentions(DOCUMENTS, MENTIONS.iloc[:0], null="corpus").columns) == list(empty.columns)
    with pytest.raises(ValueError, match='use null="corpus"'):
        co_mentions(DOCUMENTS, MENTIONS, within="document", null="article")
    with pytest.raises(ValueError, match="`null` is 'page'; it must be one of article, corpus"):
        co_mentions(DOCUMENTS, MENTIONS, null="page")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="sentence, paragraph, document"):
        co_mentions(DOCUMENTS, MENTIONS, within="page")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="between 0 and 1"):
        co_mentions(DOCUMENTS, MENTIONS, confidence=95)
    with pytest.raises(ValueError, match="lacks the column"):
        co_mentions(DOCUMENTS, MENTIONS.drop(columns="actor_id"))
    with pytest.raises(ValueError, match="lacks the column paragraph"):
        co_mentions(DOCUMENTS, MENTIONS.drop(columns="paragraph"), within="paragraph")


@pytest.mark.parametrize(("articles", "is_told"), [(1, False), (2, False), (3, True)])
def test_one_article_or_two_are_no_finding(articles: int, is_told: bool) -> None:
    texts = ["التقى بوتين أردوغان. " * 8 + "سوق المدينة. " * 8] * articles
    corpus = corpus_of(*texts)
    links = co_mentions(corpus, find_mentions(corpus, load_actors()))
    assert (links["q"] < 0.05).tolist() == [is_told]
