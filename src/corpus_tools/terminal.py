"""Print names and messages so that nothing in them commands the terminal or turns a line round."""

import signal
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

# Control characters, marks of direction and the like, halves of surrogate pairs, separators of lines and paragraphs.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Zero-width joiner and non-joiner belong to words.
_JOINERS = "\u200c\u200d"


def printable(text: object) -> str:
    r"""Return a text on one line, with an escape for each character that acts instead of being seen.

    Examples
    --------
    >>> print(printable("حمص\x1b[2J\u202e.txt"))
    حمص\x1b[2J\u202e.txt
    """
    return "".join(
        sign.encode("unicode_escape").decode()
        if unicodedata.category(sign) in _UNSAFE and sign not in _JOINERS
        else sign
        for sign in str(text)
    )


def in_number(n: int, noun: str) -> str:
    """Return a number of things, which are named in the plural: "1 event", "1,200 events".

    Examples
    --------
    >>> in_number(1, "documents"), in_number(0, "time expressions")
    ('1 document', '0 time expressions')
    """
    return f"{n:,} {noun.removesuffix('s') if n == 1 else noun}"


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let a request to end (SIGTERM), such as that of a scheduler of jobs, be what Ctrl-C is."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if current_thread() is not main_thread():  # others cannot be asked
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
