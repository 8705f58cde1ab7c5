"""Documents on which something fails that nobody foresaw: they are found, and kept as documents with a problem."""

from collections.abc import Callable, Mapping, Sequence

from corpus_tools.store.tables import DamagedTableError, digest

#: What is no fault of a document, and ends a build.
OF_MACHINE = (OSError, MemoryError, DamagedTableError)


def describe_failure(error: Exception) -> str:
    """Return the problem of a document on which something failed."""
    said = " ".join(str(error).split())
    return f"unexpected failure: {type(error).__name__}: {said}; it is tried again by the next build; please report it"


def find_failing(work: Callable[[list[int]], object], rows: list[int]) -> dict[int, str]:
    """Return the rows of the documents on which some work fails, found by halving, each with its problem."""
    try:
        work(rows)
    except OF_MACHINE:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are sound
        if len(rows) == 1:
            return {rows[0]: describe_failure(error)}
        half = len(rows) // 2
        return find_failing(work, rows[:half]) | find_failing(work, rows[half:])
    return {}


def mark_failing(units: Sequence[bytes], failing: Mapping[int, str]) -> list[bytes]:
    """Return keys of documents, with other ones for those on which something failed, so that these are tried again."""
    return [digest(unit, failing[row]) if row in failing else unit for row, unit in enumerate(units)]
