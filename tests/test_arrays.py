"""Arrays: numbers in order, and the distinct ones of some."""

import numpy as np
import pytest

from corpus_tools.arrays import are_in, distinct, order_by, sort_ints


@pytest.mark.parametrize(
    "values",
    [
        [],
        [7],
        [3, 1, 2, 1],
        [0, 0, 0],
        [-1, 5, -9, 3],
        [1 << 16, 1, (1 << 16) + 1, 0],
        [1 << 62, 5 << 32, 1 << 48, (1 << 48) - 1, 1 << 33, 1 << 62],
    ],
)
def test_numbers_come_in_order_however_large(values: list[int]) -> None:
    given = np.array(values, np.int64)
    assert sort_ints(given).tolist() == sorted(values)
    assert distinct(given).tolist() == sorted(set(values))
    assert given.tolist() == values


@pytest.mark.parametrize("size", [1_000, 1 << 18, (1 << 18) + 1])
@pytest.mark.parametrize("bits", [1, 16, 17, 40, 62])
def test_many_numbers_come_in_order(size: int, bits: int) -> None:
    values = np.random.default_rng(bits).integers(0, 1 << bits, size)
    assert np.array_equal(sort_ints(values), np.sort(values))


@pytest.mark.parametrize(
    "columns",
    [
        [[]],
        [[], []],
        [[2, 0, 1, 0]],
        [[1, 0, 1, 0], [0, 5, 0, 5], [3, 1, 2, 1]],
        [[70_000, 3, 70_000, 3]],
        [[1 << 40, 5, 1 << 40], [1 << 40, 0, 7], [0, 0, 1]],
    ],
)
def test_rows_are_ordered_by_the_first_column_first(columns: list[list[int]]) -> None:
    rows = list(zip(*columns, strict=True))
    found = order_by(*(np.array(column, np.int64) for column in columns))
    assert found.tolist() == sorted(range(len(rows)), key=rows.__getitem__)


@pytest.mark.parametrize(
    ("values", "others"), [([], []), ([1, 2], []), ([], [1]), ([3, -1, 3, 1 << 40], [1 << 40, 3, 3])]
)
def test_numbers_are_among_others(values: list[int], others: list[int]) -> None:
    found = are_in(np.array(values, np.int64), np.array(others, np.int64))
    assert found.tolist() == [value in others for value in values]
