"""Tables of places that a corpus knows: compared with its texts once, and again where somebody changed them."""

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from corpus_tools import spans
from corpus_tools.actors.find import find_mentions
from corpus_tools.corpus import Corpus
from corpus_tools.dates.find import find_dates
from corpus_tools.known_places import known_places
from corpus_tools.spans import require_spans
from corpus_tools.spool import cut_texts

needs_arrow = pytest.mark.skipif(
    getattr(pd.Series(dtype="str").dtype, "storage", None) != "pyarrow", reason="a text may change where it stands"
)


@pytest.fixture
def corpus() -> Corpus:
    """Return a corpus of two articles."""
    texts = ["أعلنت روسيا الهدنة في 12 مارس 2017.", "نفت تركيا في 14 مارس 2017 أنها قصفت المدينة."]
    return Corpus(pd.DataFrame({"doc_id": ["أ", "ب"], "text": texts}))


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by the number of places that are compared with texts."""
    counts: list[int] = []

    def cut(texts: list[str], rows: Any, starts: Any, ends: Any) -> list[str]:
        counts.append(len(rows))
        return cut_texts(texts, rows, starts, ends)

    monkeypatch.setattr(spans, "cut_texts", cut)
    return counts


def _require(table: pd.DataFrame, corpus: Corpus) -> list[int]:
    return list(require_spans(table, corpus, name="mentions", made_by="find_mentions").tolist())


@needs_arrow
@pytest.mark.parametrize("find", [find_mentions, find_dates])
def test_what_was_found_is_not_compared_with_the_texts(
    find: Callable[[Corpus], pd.DataFrame], corpus: Corpus, compared: list[int]
) -> None:
    """A table that a corpus made is known to be of it."""
    assert _require(find(corpus), corpus) == [0, 1]
    assert compared == []


@needs_arrow
def test_a_table_is_compared_once(corpus: Corpus, compared: list[int]) -> None:
    """A table from elsewhere, such as a file, is known once it was compared; a copy of it is another table."""
    mentions = pickle.loads(pickle.dumps(find_mentions(corpus)))  # noqa: S301 - made here
    assert [_require(mentions, corpus), _require(mentions, corpus), _require(mentions.copy(), corpus)] == 3 * [[0, 1]]
    assert compared == [2, 2]


def _write_start(table: pd.DataFrame) -> None:
    table.loc[1, "start"] = 0


def _shift_in_place(table: pd.DataFrame) -> None:
    table["start"] += 1


def _write_surface(table: pd.DataFrame) -> None:
    table.loc[0, "surface"] = "إيران"


def _write_place(table: pd.DataFrame) -> None:
    table.loc[table.index[:1], "end"] = 3


def _write_into_array(table: pd.DataFrame) -> None:
    table["surface"].array[0] = "إيران"


def _write_into_numbers(table: pd.DataFrame) -> None:
    table["end"].array[0] = 3


def _swap_documents(table: pd.DataFrame) -> None:
    table["doc_id"] = table["doc_id"].to_numpy()[::-1]


def _of_no_document(table: pd.DataFrame) -> None:
    table.loc[0, "doc_id"] = "ج"


@pytest.mark.parametrize(
    "change",
    [
        _write_start,
        _shift_in_place,
        _write_surface,
        _write_place,
        _write_into_array,
        _write_into_numbers,
        _swap_documents,
        _of_no_document,
    ],
)
def test_a_changed_table_is_compared_again(change: Callable[[pd.DataFrame], None], corpus: Corpus) -> None:
    """Who changes a table in place is told so, as before."""
    mentions = find_mentions(corpus)
    _require(mentions, corpus)
    change(mentions)
    with pytest.raises(ValueError, match="is not of this corpus"):
        _require(mentions, corpus)


def test_a_table_is_known_to_its_own_corpus_alone(corpus: Corpus) -> None:
    """The same documents with other texts are another corpus."""
    other = Corpus(corpus.texts.assign(text=["أعلنت إيران الهدنة في 12 مارس 2017.", "نفت تركيا."]))
    with pytest.raises(ValueError, match="is not of this corpus"):
        _require(find_mentions(corpus), other)


@needs_arrow
def test_tables_with_more_columns_or_fewer_rows(corpus: Corpus, compared: list[int]) -> None:
    """A column beside the place changes nothing, and a table without some rows is another one."""
    mentions = find_mentions(corpus)
    mentions["checked"] = True
    assert _require(mentions, corpus) == [0, 1]
    assert compared == []
    assert _require(mentions[1:], corpus) == [1]
    assert compared == [1]


def test_tables_are_forgotten_with_their_holder(corpus: Corpus) -> None:
    """A corpus holds no table, nor does one that goes to another process."""
    known = known_places(corpus)
    mentions = find_mentions(corpus)
    sent = pickle.loads(pickle.dumps(known))  # noqa: S301 - made here
    assert sent.rows_of(mentions, corpus.doc_index) is None
    del mentions
    assert not known.__dict__["_known"]


@needs_arrow
def test_rows_are_not_written_to(corpus: Corpus) -> None:
    """The rows that a corpus keeps are the same for all who ask."""
    mentions = find_mentions(corpus)
    rows = require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    with pytest.raises(ValueError, match="read-only"):
        rows += np.int64(1)
