"""Map a function over chunks, in this thread or in several."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any


@contextmanager
def mapping(threads: int) -> Iterator[Callable[..., Any]]:
    """Yield a function that works as `map` does, on several threads if more than one is asked for."""
    if threads < 1:
        raise ValueError(f"`threads` is {threads}; it must be 1 or more")
    if threads == 1:
        yield map
    else:
        with ThreadPoolExecutor(threads) as pool:
            yield pool.map
