"""Garbage collection when it is worth its time, and memory that is given back to the system."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Looking through all objects each time that 700 more have come takes up to a quarter of the time of an analysis.
_COLLECTED_AFTER = (200_000, 20, 50)
#: After so many while parts are searched: what is found there stays, and none of it holds itself.
SEARCHED_AFTER = 2_000_000
_MANY_DOCUMENTS = 20_000
#: The number of an option of glibc, and bytes from which on each piece of memory is one of its own.
_MMAP_THRESHOLD, _LARGE = -3, 1 << 22


@contextmanager
def rare_collection(after: int = _COLLECTED_AFTER[0]) -> Iterator[None]:
    """Collect garbage rarely within a block, when so many objects have come, and as before after it."""
    thresholds = gc.get_threshold()
    gc.set_threshold(after, *_COLLECTED_AFTER[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def give_large_back() -> None:
    """Have memory of several megabytes given back to the system as soon as it is freed, in this process.

    The library of C, once it has given some back, keeps up to 32 MB at a time for what is asked for next.
    """
    if sys.platform == "linux":
        set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # glibc has it, other libraries of C don't
        if set_option is not None:
            set_option(_MMAP_THRESHOLD, _LARGE)


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
