"""Who is mentioned with whom: counts by hand, statistics against scipy and a simulation."""

import numpy as np
import pandas as pd
import pytest
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
    assert told["expected"].iloc[0] == pytest.approx(1 * 2 / 5)
    assert co_mentions(documents, mentions, within="paragraph")["units"].iloc[0] == 3
    assert co_mentions(documents, mentions, within="document")["units"].iloc[0] == 2


def test_copies_count_once() -> None:
    copies = pd.DataFrame({"doc_id": ["a", "b"], "first_doc_id": ["a", "a"]})
    assert pairs(co_mentions(DOCUMENTS, MENTIONS, copies=copies)) == {("RUS", "SYR"): (1, 1)}


def fourfold(units: int, seed: int) -> tuple[Corpus, pd.DataFrame]:
    random = np.random.default_rng(seed)
    a = random.random(units) < 0.3
    b = np.where(a, random.random(units) < 0.5, random.random(units) < 0.1)
    rows = [(u, name) for u in range(units) for name, there in (("A", a[u]), ("B", b[u]), ("C", True)) if there]
    documents = pd.DataFrame({"doc_id": ["d"], "text": "نص. " * units})
    starts = [4 * u for u, _ in rows]
    return Corpus(documents), pd.DataFrame({"doc_id": "d", "start": starts, "actor_id": [name for _, name in rows]})


def test_q_is_fisher_with_benjamini_hochberg() -> None:
    links = co_mentions(*fourfold(200, 1))
    tests = []
    for n, n_a, n_b, units in links[["n", "n_a", "n_b", "units"]].to_numpy(np.int64):
        table = np.array([[n, n_a - n], [n_b - n, units - n_a - n_b + n]])
        tails = [stats.fisher_exact(table, alternative=side).pvalue for side in ("greater", "less")]
        tests.append(min(1.0, 2 * min(tails)))
    assert links["q"].to_numpy() == pytest.approx(stats.false_discovery_control(tests))


@settings(max_examples=30, deadline=None)
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


def test_nothing_to_count_and_bad_input() -> None:
    empty = co_mentions(DOCUMENTS, MENTIONS.iloc[:0])
    assert empty.empty
    assert list(empty.columns[:8]) == [
        "actor_a", "actor_b", "n", "documents", "n_a", "n_b", "units", "expected",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="sentence, paragraph, document"):
        co_mentions(DOCUMENTS, MENTIONS, within="page")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="between 0 and 1"):
        co_mentions(DOCUMENTS, MENTIONS, confidence=95)
    with pytest.raises(ValueError, match="lacks the column"):
        co_mentions(DOCUMENTS, MENTIONS.drop(columns="actor_id"))
    with pytest.raises(ValueError, match="lacks the column paragraph"):
        co_mentions(DOCUMENTS, MENTIONS.drop(columns="paragraph"), within="paragraph")
