"""Texts and tables in a temporary file: what was written is read, whole or a stretch of it, whatever letters it has."""

import errno
from typing import Any

import numpy as np
import pandas as pd
import pytest

from corpus_tools import spool
from corpus_tools.spool import Spool, SpooledTexts, cut_texts, lay_table_by, pack_lists, text_lengths

TEXTS = ["هدنة في حمص", "", "plain", "café", "نص 😀 بعده", "نصف \ud83d وحده", "زوج \ud83d\ude00 من نصفين", "\ue000"]


def test_each_text_is_read_as_it_was_written() -> None:
    texts = SpooledTexts.of(iter(TEXTS))
    assert list(texts) == TEXTS
    assert [texts[row] for row in range(len(texts))] == TEXTS
    assert text_lengths(texts).tolist() == text_lengths(TEXTS).tolist() == [len(text) for text in TEXTS]


@pytest.mark.parametrize(("start", "end"), [(0, 3), (2, 6), (3, 3), (0, 99), (50, 60), (5, 2)])
def test_a_stretch_is_that_of_the_text_in_memory(start: int, end: int) -> None:
    rows = np.array([4, 0, 6, 1, 5, 3, 2, 7, 4])
    starts, ends = np.full(len(rows), start), np.full(len(rows), end)
    expected = [TEXTS[row][start:end] for row in rows]
    assert cut_texts(SpooledTexts.of(TEXTS), rows, starts, ends) == expected
    assert cut_texts(TEXTS, rows, starts, ends) == expected


def test_some_of_the_texts_outlive_the_others() -> None:
    texts = SpooledTexts.of(TEXTS)
    some = texts.take(np.array([4, 0]))
    del texts
    assert list(some) == [TEXTS[4], TEXTS[0]]
    assert list(some[1:]) == [TEXTS[0]]


@pytest.mark.parametrize("in_file", [True, False])
def test_a_table_is_read_again_as_it_was(in_file: bool) -> None:
    columns = {"surface": ["حمص", None], "actors": [["RUS"], []], "published": pd.to_datetime(["2017-05-20", "NaT"])}
    table = pd.DataFrame(columns | {"kind": pd.Categorical(["name", "metonym"])})
    table["surface"] = table["surface"].astype("str")
    table.attrs["left_out"] = {"set": 2}
    held = lay_table_by(table, in_file=in_file)
    for found in (held(), held()):
        pd.testing.assert_frame_equal(found, table)
        assert found.attrs == table.attrs
    assert (held() is table) is not in_file
    pd.testing.assert_frame_equal(held("kind", "surface"), table[["kind", "surface"]])
    some = np.array([False, True])
    pd.testing.assert_frame_equal(held(rows=some), table[some])
    pd.testing.assert_frame_equal(held("surface", rows=some), table.loc[some, ["surface"]])


@pytest.mark.parametrize("texts", [["تركيا", "روسيا", None, "روسيا", "تركيا", "روسيا"], [None, None], []])
def test_texts_that_stand_often_are_read_as_texts_or_as_categories(texts: list[str | None]) -> None:
    table = pd.DataFrame({"actor_id": pd.Series(texts, dtype="str")})
    held = lay_table_by(table, in_file=True)
    pd.testing.assert_frame_equal(held(), table)
    coded = held("actor_id", coded=("actor_id",))["actor_id"]
    assert isinstance(coded.dtype, pd.CategoricalDtype)
    assert coded.cat.categories.tolist() == sorted(set(filter(None, texts)))
    pd.testing.assert_series_equal(coded.astype("str"), table["actor_id"])


@pytest.mark.parametrize("lists", [[["RUS", "TUR"], [], ["SYR"]], [["RUS"], ["TUR"]], []])
def test_lists_are_read_as_lists(lists: list[list[str]]) -> None:
    packed = pd.DataFrame({"actors": pack_lists(lists)})
    expected = pd.Series(lists, dtype=object, name="actors")
    pd.testing.assert_series_equal(lay_table_by(packed, in_file=True)()["actors"], expected)


@pytest.mark.parametrize("held", [0, 30, 1 << 20])
def test_arrays_come_back_in_order_from_memory_or_a_file(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_HELD", held)
    grid = np.arange(12, dtype=np.int32).reshape(3, 4)
    tuples = [(grid, grid[:, 0] > 3), (grid[:, 1], np.zeros(0, np.int64)), (grid[::2], np.ones(2, np.bool_))]
    kept = Spool()
    for arrays in tuples:
        kept.append(*arrays)
    assert len(kept) == 3
    for found in ([*kept], [kept[at] for at in range(3)]):
        assert [[array.tolist() for array in one] for one in found] == [[a.tolist() for a in one] for one in tuples]
        assert [[array.dtype for array in one] for one in found] == [[a.dtype for a in one] for one in tuples]
    assert grid.flags.writeable


@pytest.mark.parametrize(
    "write",
    [
        lambda: SpooledTexts.of(TEXTS),
        lambda: Spool().append(np.zeros(9)),
        lambda: lay_table_by(pd.DataFrame({"n": [1]}), in_file=True),
    ],
)
def test_a_full_disk_is_named(write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    class Full:
        write = refuse
        seek = close = staticmethod(lambda *_: 0)

    monkeypatch.setattr(spool, "TemporaryFile", lambda **_: Full())
    monkeypatch.setattr(spool, "_HELD", 0)
    with pytest.raises(OSError, match="No space left on device for temporary files, which TMPDIR puts elsewhere: '/"):
        write()
