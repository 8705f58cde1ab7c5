"""Texts in a temporary file: what was written is read, whole or a stretch of it, whatever letters it has."""

import errno
from typing import Any

import numpy as np
import pytest

from corpus_tools import spool
from corpus_tools.spool import Spool, SpooledTexts, cut_texts, text_lengths

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


@pytest.mark.parametrize("write", [lambda: SpooledTexts.of(TEXTS), lambda: Spool().append(np.zeros(9))])
def test_a_full_disk_is_named(write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    class Full:
        write = refuse
        seek = close = staticmethod(lambda *_: 0)

    monkeypatch.setattr(spool, "TemporaryFile", lambda **_: Full())
    monkeypatch.setattr(spool, "SpooledTemporaryFile", lambda **_: Full())
    with pytest.raises(OSError, match="No space left on device for temporary files, which TMPDIR puts elsewhere: '/"):
        write()
