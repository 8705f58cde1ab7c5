"""The outline of a word: what the grammar sees of it without looking at its letters, its number or its weekday.

Thousands of words share a few hundred outlines («الاثنين» and «الخميس», 14 and 22), so that what follows from an
outline alone is found out once. Who looks closer at what an outline leaves out raises `LooksCloserError`. Wider
outlines, which leave out the letters of any word and what its senses are, say of most parsers that they need no look.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from corpus_tools.dates.grammar.date_words import Word

#: Senses of which an outline tells only that the word has one.
_LEFT_OUT = frozenset(["weekday", "month", "dotted"])
#: The numbers in digits that share an outline begin with each of these; parsers draw lines between them.
_EDGES = (0, 1, 2, 13, 25, 32, 60, 100, 1000, 1800, 1900, 2100, 3000, 10_000)
_SPANS = [(low, high - 1) for low, high in pairwise(_EDGES)]


class LooksCloserError(Exception):
    """A parser looks at what it may not see, so that its answer may differ from place to place."""


def refuse(*_: object) -> NoReturn:
    """Raise `LooksCloserError`."""
    raise LooksCloserError


class _LeftOut:
    """A value that is there, and no more can be told."""

    def __radd__(self, other: object) -> "_LeftOut":
        return self

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # what Python itself asks of any object
            raise AttributeError(name)
        refuse()

    __getitem__ = __iter__ = __len__ = __contains__ = __call__ = refuse
    __bool__ = __int__ = __float__ = __index__ = __add__ = __sub__ = __rsub__ = __mod__ = __mul__ = __format__ = refuse
    __floordiv__ = __truediv__ = __divmod__ = __neg__ = refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = refuse


LEFT_OUT: Any = _LeftOut()


class Outline:
    """What a parser may see of a word; see `corpus_tools.dates.grammar.date_words.Word`.

    `span` are the least and the greatest number that it may be, if it is plain digits; `wider` is an outline that tells
    less and more words share. `asked`, `beginnings`, `pairs` and `met` are for
    `corpus_tools.dates.grammar.alternatives`.
    """

    wider: "Outline | None" = None

    def __init__(self, word: "Word", span: tuple[int, int] | None) -> None:
        self.numeral, self.span, self.digits = word.numeral, span, word.digits
        self.joined, self.preposition, self.definite = word.joined, word.preposition, word.definite
        self.senses: dict[str, Any] = dict(word.senses)
        self.phrases = word.phrases
        self.in_digits = "dotted" in word.senses or (word.numeral is not None and word.numeral.kind == "digits")
        self.whole: str = word.whole
        self.text: str = word.text
        self.outline = self
        self.asked: dict[Any, bool] = {}
        self.beginnings: dict[Any, Any] = {}
        self.pairs: dict[Any, Any] = {}
        self.met: set[Any] = set()


class _BareOutline(Outline):
    """The outline of a number in digits, a weekday or a month, which shows neither the letters nor the value."""

    def __init__(self, word: "Word", span: tuple[int, int] | None) -> None:
        super().__init__(word, span)
        self.senses = dict.fromkeys(word.senses, LEFT_OUT)
        if span is not None:
            self.digits = LEFT_OUT
        if self.numeral is not None and self.in_digits:
            self.numeral = self.numeral._replace(value=LEFT_OUT, ordinal=LEFT_OUT if self.numeral.ordinal else 0)
        self.whole = self.text = LEFT_OUT


class _WideOutline(_BareOutline):
    """The outline of any word, which shows its proclitics and the classes that it is in."""

    def __init__(self, word: "Word") -> None:
        super().__init__(word, None)
        self.phrases = dict.fromkeys(word.phrases, LEFT_OUT)
        if word.numeral is not None:
            ordinal = LEFT_OUT if word.numeral.ordinal else 0
            self.numeral = word.numeral._replace(value=LEFT_OUT, ordinal=ordinal)


_known: dict[tuple[Any, ...], Outline] = {}


def outline_of(word: "Word") -> Outline:
    """Return the outline of a word, which it shares with all that look like it."""
    clitics = word.joined, word.preposition, word.definite
    kind: type[Outline] = Outline
    span = None
    if word.digits is not None or (word.numeral is not None and word.numeral.kind == "digits"):
        if word.digits is not None:
            span = next(pair for pair in _SPANS if pair[0] <= word.digits <= pair[1])
        traits: tuple[Any, ...] = *clitics, span, word.numeral is not None and word.numeral.ordinal > 0
        kind = _BareOutline
    elif word.senses and word.senses.keys() <= _LEFT_OUT and word.numeral is None and not word.phrases:
        traits, kind = (*clitics, *sorted(word.senses)), _BareOutline
    else:
        traits = *clitics, word.whole, *sorted(word.senses)  # «اب» is a month by the spelling «آب» only
    if (outline := _known.get(traits)) is None:
        outline = _known[traits] = kind(word, span)
        if kind is Outline:
            outline.wider = _wider(word, clitics)
    return outline


def _wider(word: "Word", clitics: tuple[Any, ...]) -> Outline:
    """Return the wider outline of a word, which it shares with all that are in the same classes."""
    number = None if word.numeral is None else word.numeral._replace(value=0, ordinal=word.numeral.ordinal > 0)
    traits = *clitics, number, frozenset(word.senses), frozenset(word.phrases)
    if (outline := _known.get(traits)) is None:
        outline = _known[traits] = _WideOutline(word)
    return outline
