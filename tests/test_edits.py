"""Composition of edits, against a plain simulation that follows each character."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.cleaning.edits import Edits, compose, offsets_of, positions, rows_of

Replacement = tuple[int, int, str]


@st.composite
def replacements(draw: st.DrawFn, length: int) -> list[Replacement]:
    """Draw edits of a text that do not overlap; insertions and touching edits are among them."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [(start, end, draw(st.sampled_from(["", "", "س", "صض", "ظظظ"]))) for start, end in pairs]
    return [(start, end, after) for start, end, after in edits if after or end > start]


def run(text: str, tags: list[int | None], edits: list[Replacement]) -> tuple[str, list[int | None]]:
    """Apply edits to a text whose characters know their raw offset (None where written anew)."""
    for start, end, after in reversed(edits):
        text = text[:start] + after + text[end:]
        tags = [*tags[:start], *[None] * len(after), *tags[end:]]
    return text, tags


def as_edits(rows: list[list[Replacement]], step: int) -> Edits:
    table = [(row, start, end, len(after)) for row, edits in enumerate(rows) for start, end, after in edits]
    columns = np.array(table, np.int64).reshape(-1, 4)
    starts, ends = (positions(columns[:, 0], columns[:, k]) for k in (1, 2))
    return Edits.of_step(starts, ends, columns[:, 3], step=step)


@given(st.data())
@settings(max_examples=60)
def test_composed_edits_do_what_the_steps_did(data: st.DataObject) -> None:
    raw = data.draw(st.lists(st.text("ابتثجح", max_size=8), min_size=1, max_size=3))
    texts = list(raw)
    tags: list[list[int | None]] = [list(range(len(text))) for text in raw]
    edits = as_edits([[] for _ in raw], 0)
    for step in range(data.draw(st.integers(1, 3))):
        found = [data.draw(replacements(len(text))) for text in texts]
        for row, of_row in enumerate(found):
            texts[row], tags[row] = run(texts[row], tags[row], of_row)
        edits = compose(edits, as_edits(found, step))
    for row, text in enumerate(texts):
        check_document(edits, row, raw[row], text, tags[row])


def check_document(edits: Edits, row: int, raw: str, text: str, tags: list[int | None]) -> None:
    mine = rows_of(edits.raw_starts) == row
    assert (rows_of(edits.starts[mine]) == row).all()
    bounds: Any = (edits.starts, edits.ends, edits.raw_starts, edits.raw_ends)
    spans = list(zip(*(offsets_of(bound[mine]).tolist() for bound in bounds), strict=True))
    rebuilt, at, raw_at = "", 0, 0
    origin: list[tuple[int, int]] = []
    for start, end, raw_start, raw_end in spans:
        assert start >= at, "edits overlap or are out of order"
        assert raw_start >= raw_at
        assert start - at == raw_start - raw_at
        rebuilt += raw[raw_at:raw_start] + text[start:end]
        origin += [(k, k + 1) for k in range(raw_at, raw_start)] + [(raw_start, raw_end)] * (end - start)
        at, raw_at = end, raw_end
    assert rebuilt + raw[raw_at:] == text
    origin += [(k, k + 1) for k in range(raw_at, len(raw))]
    for offset, tag in enumerate(tags):
        assert tag is None or origin[offset] == (tag, tag + 1), "a character that no step touched is lost from sight"
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            raw_start = offsets_of(edits.to_raw_start(positions(np.array([row]), np.array([start]))))
            raw_end = offsets_of(edits.to_raw_end(positions(np.array([row]), np.array([end]))))
            assert (raw_start[0], raw_end[0]) == (origin[start][0], origin[end - 1][1])


def test_touching_edits_of_two_steps_stay_apart() -> None:
    first = as_edits([[(2, 3, "")]], 0)
    both = compose(first, as_edits([[(2, 4, ""), (5, 6, "س")]], 1))
    assert both.raw_starts.tolist() == [2, 3, 6]
    assert both.raw_ends.tolist() == [3, 5, 7]
    assert both.steps.tolist() == [1, 2, 2]


def test_an_insertion_between_deletions_joins_them() -> None:
    first = as_edits([[(2, 3, "")]], 0)
    second = compose(first, as_edits([[(2, 3, "")]], 1))
    assert second.raw_starts.tolist() == [2, 3]
    third = compose(second, as_edits([[(2, 2, "س")]], 2))
    assert (third.raw_starts.tolist(), third.raw_ends.tolist(), third.steps.tolist()) == ([2], [4], [7])
    assert offsets_of(third.ends).tolist() == [3]
