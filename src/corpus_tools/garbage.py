"""Garbage collection at longer intervals, for work that makes many small objects which live to its end."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Looking through all objects each time that 700 more have come takes up to a quarter of the time of an analysis.
_COLLECTED_AFTER = (200_000, 20, 50)


@contextmanager
def rare_collection() -> Iterator[None]:
    """Collect garbage rarely within a block, and as before after it."""
    thresholds = gc.get_threshold()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def give_back() -> None:
    """Collect garbage, and give the memory that is free then back to the system, which Linux does not do by itself."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, other libraries of C don't
        if trim is not None:
            trim(0)
