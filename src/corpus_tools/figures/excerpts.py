"""Cut a sentence to the room in a figure, keeping its marked words."""

from collections.abc import Callable
from itertools import groupby

from corpus_tools.figures.measuring import ELLIPSIS, Run, measure_words
from corpus_tools.figures.style import INK, RED, Weight

Word = tuple[str, bool]  # a word, and whether it is marked


def mark_words(sentence: str, *spans: tuple[int, int]) -> list[Word]:
    """Split a sentence into words and mark those that overlap one of the spans, half-open and in code points."""
    words: list[Word] = []
    place = 0
    for word in sentence.split():
        place = sentence.index(word, place)
        words.append((word, any(place < end and start < place + len(word) for start, end in spans)))
        place += len(word)
    return words


def fit_runs(
    words: list[Word], *, width: float, lines: int, size: float, marked: Weight = "regular"
) -> list[list[Run]]:
    """Return the runs of words of a sentence in at most `lines` lines, the marked ones in colour and weight."""
    cut = fit_lines(words, width=width, lines=lines, measure=lambda text: measure_words(text, size=size))
    return [
        [
            (" ".join(word for word, _ in group), RED if is_marked else INK, marked if is_marked else "regular")
            for is_marked, group in groupby(line, key=lambda word: word[1])
        ]
        for line in cut
    ]


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
