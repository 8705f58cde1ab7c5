"""Cut a sentence to the room in a figure, keeping its marked words."""

from collections.abc import Callable

Word = tuple[str, bool]  # a word, and whether it is marked

ELLIPSIS = "…"


def mark_words(sentence: str, start: int, end: int) -> list[Word]:
    """Split a sentence into words and mark those that overlap [start, end), in code points."""
    words: list[Word] = []
    place = 0
    for word in sentence.split():
        place = sentence.index(word, place)
        words.append((word, place < end and start < place + len(word)))
        place += len(word)
    return words


def fit_lines(words: list[Word], *, width: float, lines: int, measure: Callable[[str], float]) -> list[list[Word]]:
    """Set words in at most `lines` lines of `width`, in the unit of `measure`, with … where words are left out.

    Words are left out at the end, and at the beginning only as far as the marked words would not fit otherwise; at
    least one marked word is shown.
    """
    marked = [number for number, (_, is_marked) in enumerate(words) if is_marked] or [0]
    first = 0
    while True:
        shown = _lines_from(words, first, width=width, lines=lines, measure=measure)
        last_shown = first + sum(len(line) for line in shown) - 1
        if last_shown >= marked[-1] or first >= marked[0]:
            return _with_ellipses(words, shown, first, last_shown)
        first += 1


def _lines_from(
    words: list[Word], first: int, *, width: float, lines: int, measure: Callable[[str], float]
) -> list[list[Word]]:
    """Fill lines with words from the `first` one on, leaving room for … at either end."""
    shown: list[list[Word]] = [[]]
    text = ELLIPSIS if first else ""
    for number in range(first, len(words)):
        word = words[number][0]
        longer = f"{text} {word}".strip()
        at_end = len(shown) == lines and number < len(words) - 1
        if measure(f"{longer} {ELLIPSIS}" if at_end else longer) <= width or not shown[-1]:
            shown[-1].append(words[number])
            text = longer
        elif len(shown) < lines:
            shown.append([words[number]])
            text = word
        else:
            break
    return shown


def _with_ellipses(words: list[Word], shown: list[list[Word]], first: int, last: int) -> list[list[Word]]:
    """Add … where words are left out."""
    if first:
        shown[0].insert(0, (ELLIPSIS, False))
    if last < len(words) - 1:
        shown[-1].append((ELLIPSIS, False))
    return shown
