"""Threads: one way to map a function over chunks, in this thread or in several."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any


@contextmanager
def mapping(threads: int) -> Iterator[Callable[..., Any]]:
    """Open what maps a function over chunks, results in the order of the chunks, as `map` does.

    Parameters
    ----------
    threads : int
        How many chunks are worked on at once.

    Yields
    ------
    callable
        `map` for one thread, otherwise that of a pool, which is closed at the end.

    Raises
    ------
    ValueError
        If `threads` is less than 1.

    Examples
    --------
    >>> with mapping(2) as mapped:
    ...     list(mapped(len, ["حمص", "الوعر"]))
    [3, 5]
    """
    if threads < 1:
        raise ValueError(f"`threads` is {threads}; it must be 1 or more")
    if threads == 1:
        yield map
    else:
        with ThreadPoolExecutor(threads) as pool:
            yield pool.map
