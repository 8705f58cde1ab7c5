"""Cut a sentence to the room that a figure has, keeping the words that matter in sight."""

from collections.abc import Callable

Word = tuple[str, bool]  # a word, and whether it matters

ELLIPSIS = "…"


def mark_words(sentence: str, start: int, end: int) -> list[Word]:
    """Split a sentence into words and mark those that touch [start, end).

    Examples
    --------
    >>> mark_words("بدأ التنفيذ في آذار 2017.", 15, 24)
    [('بدأ', False), ('التنفيذ', False), ('في', False), ('آذار', True), ('2017.', True)]
    """
    words: list[Word] = []
    place = 0
    for word in sentence.split():
        place = sentence.index(word, place)
        words.append((word, place < end and start < place + len(word)))
        place += len(word)
    return words


def fit_lines(words: list[Word], *, width: float, lines: int, measure: Callable[[str], float]) -> list[list[Word]]:
    """Set words in at most `lines` lines of `width`, leaving out what does not fit around the marked ones.

    Where something has to go, it goes from the end first; when the marked words would go with it, the beginning goes
    until they stand a third of the way into what is shown.

    Parameters
    ----------
    words : list of (str, bool)
        The words of a sentence; at least one of those marked stays in sight.
    width : float
        The room a line has, in the unit of `measure`.
    lines : int
        How many lines there may be.
    measure : callable
        How wide a string comes out.

    Returns
    -------
    list of list of (str, bool)
        The lines, with … where words were left out.

    Examples
    --------
    >>> words = mark_words("بدأ تنفيذ الاتفاق في آذار بعد أشهر من الحصار", 21, 25)
    >>> [" ".join(word for word, _ in line) for line in fit_lines(words, width=20, lines=1, measure=len)]
    ['… الاتفاق في آذار …']
    """
    marked = [number for number, (_, matters) in enumerate(words) if matters] or [0]
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
    """Fill lines with words from the first one on, leaving room for … at either end."""
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
    """Put … where words were left out."""
    if first:
        shown[0].insert(0, (ELLIPSIS, False))
    if last < len(words) - 1:
        shown[-1].append((ELLIPSIS, False))
    return shown
