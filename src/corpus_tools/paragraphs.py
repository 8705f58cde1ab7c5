"""Paragraphs: the stretches of a text between line breaks."""

from bisect import bisect_right
from collections.abc import Iterable


def find_paragraph_starts(text: str) -> list[int]:
    r"""List where the paragraphs of a text begin: each line that is not blank.

    Parameters
    ----------
    text : str
        The text of a document.

    Examples
    --------
    >>> find_paragraph_starts("عنوان\n\nخرجت حافلة")
    [0, 7]
    """
    starts: list[int] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts


def number_paragraph(starts: list[int], offset: int) -> int:
    """Give the number of the paragraph that holds an offset, counted from 0.

    Parameters
    ----------
    starts : list of int
        What `find_paragraph_starts` gave.
    offset : int
        An offset in the same text.
    """
    return max(0, bisect_right(starts, offset) - 1)


def count_paragraphs(texts: Iterable[str]) -> int:
    """Count the paragraphs of some texts.

    Parameters
    ----------
    texts : iterable of str
        The texts.
    """
    return sum(len(find_paragraph_starts(text)) for text in texts)
