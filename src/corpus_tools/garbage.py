"""Garbage collection when it is worth its time, and memory that is given back to the system."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Looking through all objects each time that 700 more have come takes up to a quarter of the time of an analysis.
_COLLECTED_AFTER = (200_000, 20, 50)
_MANY_DOCUMENTS = 20_000


@contextmanager
def rare_collection() -> Iterator[None]:
    """Collect garbage rarely within a block, and as before after it."""
    thresholds = gc.get_threshold()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def give_back(n_documents: int) -> None:
    """Give memory that was freed back to the system, which Linux does by itself only where nothing lies above it.

    Arrow keeps what it freed as well. Of few documents it is little, and it would be asked for again.
    """
    if n_documents < _MANY_DOCUMENTS:
        return
    if "pyarrow" in sys.modules:
        sys.modules["pyarrow"].default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, other libraries of C don't
        if trim is not None:
            trim(0)


def collect(n_documents: int) -> None:
    """Collect the garbage of many documents now, and give its memory back."""
    if n_documents >= _MANY_DOCUMENTS:
        gc.collect()
        give_back(n_documents)
