"""Numbers in running text: cardinals, ordinals and fractions, in digits and in words."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.data_files import load_table
from corpus_tools.numerals.number_words import Numeral, Value, numeral_of, parse_cardinal, parse_ordinal
from corpus_tools.proclitics import peelings
from corpus_tools.script import fold
from corpus_tools.tables import text_column
from corpus_tools.tokens.tokenize import Tokens

KINDS = ["cardinal", "ordinal", "fraction"]
_LONGEST = 14
_SPACES = " \u00a0\u202f\u2009"
_GAPS = frozenset(_SPACES) | {""}
_MINUS = frozenset("-−")
#: Denominators whose words are numbers without a count; «ثمن», a price, is one only after a count.
_LONE_FRACTIONS = frozenset([2, 3, 4])


class Number(NamedTuple):
    """A number: the token after it, its value, and its kind (see `KINDS`)."""

    end: int
    value: Value
    kind: str


@cache
def _tables() -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int], Mapping[str, str]]:
    """Return the maps of folded words to denominators, denominators of dual fractions, dozens, and signs."""
    data = load_table("numerals")
    fractions = {fold(word): int(value) for value, words in data["fractions"].items() for word in words}
    duals = {fold(word): int(value) for value, words in data["dual_fractions"].items() for word in words}
    dozens = dict.fromkeys(map(fold, data["dozen"]), 12) | dict.fromkeys(map(fold, data["dual_dozen"]), 24)
    signs = {fold(word): name for name in ("minus", "point", "over", "part") for word in data[name]}
    return fractions, duals, dozens, signs


class _Line:
    """Folded tokens with the gap before each."""

    def __init__(self, folded: list[str], gaps: list[str]) -> None:
        self.folded, self.gaps = folded, gaps
        self.numerals: list[Numeral | None] = []
        joined = False
        for word in folded:
            numeral = numeral_of(word)
            self.numerals.append(numeral._replace(joined=True) if numeral is not None and joined else numeral)
            joined = word == "و"

    def plain(self, at: int) -> bool:
        """Return whether only space stands before a token."""
        return at < len(self.folded) and (self.gaps[at] in _GAPS or not self.gaps[at].strip(_SPACES))

    def stretch(self, at: int) -> tuple[list[Numeral | None], list[int]]:
        """List the number words from a token on, without free-standing «و», and their positions."""
        words: list[Numeral | None] = []
        places: list[int] = []
        position = at
        while position < min(len(self.folded), at + _LONGEST) and (position == at or self.plain(position)):
            if not (self.folded[position] == "و" and words):
                words.append(self.numerals[position])
                places.append(position)
            position += 1
        return words, places

    def cardinal(self, at: int) -> tuple[int, Value] | None:
        """Parse a cardinal in words, in digits, or in digits grouped by spaces («1 234 567»)."""
        if at >= len(self.folded) or self.numerals[at] is None:
            return None
        words, places = self.stretch(at)
        found = parse_cardinal(words, 0)
        if (grouped := self._grouped(at)) is not None and (found is None or grouped[0] > places[found[0] - 1] + 1):
            return grouped
        return None if found is None else (places[found[0] - 1] + 1, found[1])

    def _grouped(self, at: int) -> tuple[int, Value] | None:
        """Parse digits in groups of three, separated by single spaces."""
        if not (self.folded[at].isdecimal() and len(self.folded[at]) <= 3):
            return None
        text, end = self.folded[at], at + 1
        while end < len(self.folded) and self.gaps[end] in _SPACES and self.gaps[end]:
            whole, dot, decimals = self.folded[end].partition(".")
            if len(whole) != 3 or not whole.isdecimal() or (dot and not decimals.isdecimal()):
                break
            text, end = text + self.folded[end], end + 1
            if dot:
                break
        if end == at + 1:
            return None
        return end, float(text) if "." in text else int(text)

    def sign(self, at: int) -> str:
        """Return the name of the sign that a token is, or the empty string."""
        return _tables()[3].get(self.folded[at], "") if at < len(self.folded) else ""

    def after_sign(self, at: int, name: str) -> tuple[int, Value] | None:
        """Parse the cardinal after a sign: after «فاصلة», «على», «جزء من»."""
        if self.sign(at) != name or not self.plain(at + 1):
            return None
        if name != "part":
            return self.cardinal(at + 1)
        return self.cardinal(at + 2) if self.folded[at + 1] == "من" and self.plain(at + 2) else None

    def fraction_word(self, at: int) -> tuple[int, bool] | None:
        """Parse a denominator in words, and whether it is dual."""
        for peeled in peelings(self.folded[at]) if at < len(self.folded) else ():
            for table, dual in zip(_tables()[:2], (False, True), strict=True):
                if peeled.stem in table:
                    return table[peeled.stem], dual
        return None


def _parse(line: _Line, at: int) -> Number | None:
    """Parse the longest number that starts at a token."""
    if line.sign(at) == "minus" and line.plain(at + 1):
        inner = _parse(line, at + 1)
        return None if inner is None or inner.kind == "ordinal" else inner._replace(value=-inner.value)
    if (written := _written_fraction(line, at)) is not None:
        return written
    if (cardinal := line.cardinal(at)) is not None:
        number = _after_cardinal(line, *cardinal)
        ordinal = _ordinal(line, at)
        # «العشرون» is both; with the article and no more words it counts an order.
        return ordinal if ordinal is not None and ordinal.end >= number.end else number
    if (ordinal := _ordinal(line, at)) is not None:
        return ordinal
    if (whole := line.after_sign(at, "part")) is not None and whole[1]:
        return Number(whole[0], 1 / whole[1], "fraction")
    if (fraction := line.fraction_word(at)) is not None and (fraction[1] or fraction[0] in _LONE_FRACTIONS):
        dozen = _tables()[2].get(line.folded[at + 1]) if line.plain(at + 1) else None
        share = (2 if fraction[1] else 1) / fraction[0]
        return Number(at + 1 + (dozen is not None), share * dozen if dozen else share, "fraction")
    return None if (dozen := _tables()[2].get(line.folded[at])) is None else Number(at + 1, dozen, "cardinal")


def _ordinal(line: _Line, at: int) -> Number | None:
    """Parse an ordinal in words."""
    if line.numerals[at] is None:
        return None
    words, places = line.stretch(at)
    found = parse_ordinal(words, 0)
    return None if found is None else Number(places[found[0] - 1] + 1, found[1], "ordinal")


def _written_fraction(line: _Line, at: int) -> Number | None:
    """Parse «3/4» and «2 1/4» in digits; three numbers with slashes are a date."""
    whole: Value = 0
    first = at
    if _is_integer(line, at) and line.plain(at + 1) and _is_integer(line, at + 1) and _slash(line, at + 2):
        whole, first = int(line.folded[at]), at + 1
    if not (_is_integer(line, first) and _slash(line, first + 1)):
        return None
    if _slash(line, first + 2) or line.gaps[first] in ("/", "-") or int(line.folded[first + 1]) == 0:
        return None
    value = whole + int(line.folded[first]) / int(line.folded[first + 1])
    return Number(first + 2, value, "fraction")


def _is_integer(line: _Line, at: int) -> bool:
    """Return whether a token is a whole number short enough to calculate with."""
    return at < len(line.folded) and line.folded[at].isdecimal() and len(line.folded[at]) <= 18


def _slash(line: _Line, at: int) -> bool:
    """Return whether a slash stands before a token of digits."""
    return at < len(line.folded) and line.gaps[at] == "/" and _is_integer(line, at)


def _after_cardinal(line: _Line, end: int, value: Value) -> Number:
    """Parse what may follow a cardinal: a denominator, decimals, a division, a further fraction, dozens."""
    if not line.plain(end):
        return Number(end, value, "cardinal")
    decimals = line.after_sign(end, "point")
    if decimals is not None and decimals[1] == int(decimals[1]) and decimals[1] >= 0:
        return Number(decimals[0], float(f"{value}.{int(decimals[1])}"), "cardinal")
    if (divisor := line.after_sign(end, "over")) is not None and divisor[1]:
        return Number(divisor[0], value / divisor[1], "fraction")
    if (dozen := _tables()[2].get(line.folded[end])) is not None:
        return Number(end + 1, value * dozen, "cardinal")
    if (whole := line.after_sign(end, "part")) is not None and whole[1]:
        return Number(whole[0], value / whole[1], "fraction")
    denominator = line.fraction_word(end)
    spelled = line.numerals[end] is None or not line.folded[end - 1].isdecimal()
    if denominator is not None and spelled and not line.folded[end].startswith("و"):
        return _over(line, end, value, denominator[0])
    return _and_fraction(line, end, value)


def _over(line: _Line, end: int, value: Value, denominator: int) -> Number:
    """Divide by a denominator: the whole («خمسة أثمان»), or the last unit only («عشرون وثلاثة أخماس»)."""
    last = line.numerals[end - 1]
    if last is not None and last.joined and last.kind == "unit" and last.value < denominator and value > 9:
        return Number(end + 1, value - last.value + last.value / denominator, "fraction")
    return Number(end + 1, value / denominator, "fraction")


def _and_fraction(line: _Line, end: int, value: Value) -> Number:
    """Parse «ونصف», «وثلاثة أرباع», «وثلثان» after a cardinal."""
    at = end + (line.folded[end] == "و")
    if not line.plain(at) or (at == end and not line.folded[end].startswith("و")):
        return Number(end, value, "cardinal")
    count = line.cardinal(at)
    denominator = line.fraction_word(count[0]) if count is not None and line.plain(count[0]) else None
    if count is not None and denominator is not None and count[1] < denominator[0]:
        return Number(count[0] + 1, value + count[1] / denominator[0], "fraction")
    if (fraction := line.fraction_word(at)) is not None and (line.numerals[at] is None or fraction[1]):
        return Number(at + 1, value + (2 if fraction[1] else 1) / fraction[0], "fraction")
    return Number(end, value, "cardinal")


def find_numbers(corpus: Corpus | pd.DataFrame) -> pd.DataFrame:
    """Find the numbers of each document, in digits and in words.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.

    Returns
    -------
    DataFrame
        One row a number: doc_id; start, end (int64, code points, half-open); surface (str); kind (category: cardinal,
        ordinal, fraction); value (float64).

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["نزح خمسة وعشرون ألفا في اليوم الثالث"]})
    >>> find_numbers(documents)[["surface", "kind", "value"]].values.tolist()
    [['خمسة وعشرون ألفا', 'cardinal', 25000.0], ['الثالث', 'ordinal', 3.0]]
    """
    corpus = as_corpus(corpus)
    texts = corpus.text_list
    rows = list(_rows(texts, corpus.tokens))
    ids = corpus.tables.doc_ids.iloc[[row[0] for row in rows]].reset_index(drop=True)
    return pd.DataFrame(
        {
            "doc_id": ids,
            "start": np.array([row[1] for row in rows], dtype=np.int64),
            "end": np.array([row[2] for row in rows], dtype=np.int64),
            "surface": text_column([texts[row[0]][row[1] : row[2]] for row in rows]),
            "kind": pd.Categorical([row[3] for row in rows], categories=KINDS),
            "value": np.array([row[4] for row in rows], dtype=np.float64),
        }
    )


def _rows(texts: Sequence[str], tokens: Tokens) -> Iterator[tuple[int, int, int, str, float]]:
    """Yield document, start, end, kind and value of each number."""
    folded = tokens.vocabulary["folded"].tolist()
    fractions, duals, dozens, signs = _tables()
    heads = {*fractions, *duals, *dozens, *(word for word, name in signs.items() if name in ("minus", "part"))}
    begins = [numeral_of(word) is not None or any(p.stem in heads for p in peelings(word)) for word in folded]
    worth = np.array(begins, dtype=bool)
    table = tokens.table
    doc, start, end, word = (table[name].to_numpy() for name in ("doc", "start", "end", "word"))
    position = 0
    for candidate in np.flatnonzero(worth[word]).tolist():
        if candidate < position:
            continue
        last = min(candidate + 2 * _LONGEST, len(word))
        while doc[last - 1] != doc[candidate]:
            last -= 1
        text = texts[doc[candidate]]
        inside = candidate > 0 and doc[candidate - 1] == doc[candidate]
        gaps = [text[end[candidate - 1] : start[candidate]] if inside else ""]
        gaps += [text[end[k - 1] : start[k]] for k in range(candidate + 1, last)]
        line = _Line([folded[word[k]] for k in range(candidate, last)], gaps)
        if (number := _parse(line, 0)) is None:
            continue
        position = candidate + number.end
        first, value = _with_minus(text, int(start[candidate]), number)
        yield int(doc[candidate]), first, int(end[position - 1]), number.kind, float(value)


def _with_minus(text: str, start: int, number: Number) -> tuple[int, Value]:
    """Include a minus sign or a decimal point before digits, unless a word or a number stands before it."""
    if start > 0 and text[start - 1] in ".٫" and text[start].isdecimal() and (start == 1 or text[start - 2].isspace()):
        digits = text[start:].split(maxsplit=1)[0]
        if number.end == 1 and isinstance(number.value, int) and digits.isdecimal():
            return start - 1, float(f"0.{fold(digits)}")
    signed = start > 0 and text[start - 1] in _MINUS and text[start].isdecimal()
    if signed and not (start > 1 and (text[start - 2].isalnum() or text[start - 2] in _MINUS)):
        return start - 1, -number.value
    return start, number.value


def parse_number(text: str) -> Value | None:
    """Parse a text that is one number, in digits or in words.

    Parameters
    ----------
    text : str
        Such as ``"٢٫٥"``, ``"خمسمئة وخمسة وعشرون"``, ``"ثلاثة أرباع"``, ``"الحادي والعشرين"``.

    Returns
    -------
    int or float or None
        None when the text is not one number.

    Examples
    --------
    >>> parse_number("ألفان وسبعة عشر"), parse_number("سالب ٢٫٥"), parse_number("الثالث"), parse_number("حلب")
    (2017, -2.5, 3, None)
    """
    found = find_numbers(pd.DataFrame({"doc_id": [0], "text": text_column([text])}))
    if len(found) != 1 or fold(found["surface"].iloc[0]).strip() != fold(text).strip():
        return None
    value = float(found["value"].iloc[0])
    return int(value) if value.is_integer() else value
