"""Map a function over chunks, in this thread or in several."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

#: Chunks for each thread that wait or are done and not yet asked for: no more are held at once.
_AHEAD = 4


@contextmanager
def mapping(threads: int) -> Iterator[Callable[..., Any]]:
    """Yield a function that works as `map` does, on several threads if more than one is asked for."""
    if threads < 1:
        raise ValueError(f"`threads` is {threads}; it must be 1 or more")
    if threads == 1:
        yield map
    else:
        with ThreadPoolExecutor(threads) as pool:
            yield lambda function, chunks: _map_ahead(pool, function, chunks, ahead=_AHEAD * threads)


def _map_ahead(
    pool: ThreadPoolExecutor, function: Callable[[Any], Any], chunks: Iterable[Any], *, ahead: int
) -> Iterator[Any]:
    """Yield what a function makes of chunks, in their order; each is asked for a little before it is needed."""
    waiting: deque[Future[Any]] = deque()
    for chunk in chunks:
        waiting.append(pool.submit(function, chunk))
        if len(waiting) == ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
