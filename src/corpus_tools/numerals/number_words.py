"""Arabic numbers and ordinals, in digits and in words, in every word order."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from corpus_tools.data_files import load_table
from corpus_tools.proclitics import Peeled, peelings
from corpus_tools.script import fold

Value = int | float

#: The classes of number words, in the order in which a form is tried.
KINDS = ("unit", "ten", "teen", "tens", "hundred", "hundreds", "scale", "dual_scale", "digits")
_LONGEST_INTEGER = 18


class Numeral(NamedTuple):
    """What one word contributes to a number."""

    kind: str  # one of `KINDS`, or "ordinal" for a word that is an ordinal only
    value: Value  # 0 for a word that is an ordinal only
    ordinal: int  # its value as an ordinal, 0 when it is none
    joined: bool  # written with و
    definite: bool  # written with the article
    preposition: str  # the preposition written with it, or the empty string


@cache
def _cardinals() -> Mapping[str, tuple[str, int]]:
    """Map each folded form of a cardinal to its kind and value."""
    data = load_table("numerals")
    forms: dict[str, tuple[str, int]] = {}
    groups = {"units": "unit", "teens": "teen", "tens": "tens", "hundreds": "hundreds", "scales": "scale"}
    for group, kind in {**groups, "dual_scales": "dual_scale"}.items():
        for value, spellings in data[group].items():
            factor = 2 if kind == "dual_scale" else 1
            for spelling in spellings:
                forms.setdefault(fold(spelling), (kind, factor * int(value)))
    forms.update({fold(spelling): ("ten", 10) for spelling in data["ten"]})
    forms.update({fold(spelling): ("hundred", 100) for spelling in data["hundred"]})
    return forms


@cache
def _ordinals() -> Mapping[str, int]:
    """Map each folded form of an ordinal to its value."""
    forms: dict[str, int] = {}
    for value, spellings in load_table("numerals")["ordinals"].items():
        for spelling in spellings:
            forms.setdefault(fold(spelling).removeprefix("ال"), int(value))
    return forms


def number_stems() -> frozenset[str]:
    """Return the folded stems of all number words; each may also have the tanwin."""
    return frozenset(_cardinals()) | frozenset(_ordinals())


def parse_digits(text: str) -> Value | None:
    """Parse a number in digits, with separators of thousands (, ٬ ،) and of decimals (. ٫) as news writes them.

    Return None when the token is no single number (``22.3.1974``) or has too many digits to calculate with.
    """
    plain = fold(text).strip("%٪‰").replace("٬", ",").replace("٫", ".").replace("،", ",")
    groups = plain.split(",")
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:-1]) and groups[0]:
        last, dot, decimals = groups[-1].partition(".")
        if len(last) == 3:
            plain = "".join(groups[:-1]) + last + dot + decimals
        elif len(groups) == 2 and not dot:
            plain = f"{groups[0]}.{last}"
    whole, dot, decimals = plain.partition(".")
    if not (whole + decimals).isdecimal() or not (whole + decimals).isascii() or (dot and not decimals):
        return None
    if len(whole) + len(decimals) > _LONGEST_INTEGER:
        return None
    return float(plain) if dot else int(whole)


@lru_cache(maxsize=65536)
def numeral_of(folded: str) -> Numeral | None:
    """Return what a folded word contributes to a number; None when it is no number word."""
    if not folded:
        return None
    if folded[0] in "0123456789.":
        value = parse_digits(folded)
        return None if value is None else Numeral("digits", value, 0, False, False, "")
    return next(filter(None, map(peeled_numeral, peelings(folded))), None)


def peeled_numeral(peeled: Peeled) -> Numeral | None:
    """Return what a word contributes to a number when it is peeled in one given way."""
    for stem in (peeled.stem, peeled.stem.removesuffix("ا")):
        kind, value = _cardinals().get(stem, ("ordinal", 0))
        ordinal = _ordinals().get(stem, 0)
        if kind == "unit" and ordinal and not peeled.definite:
            ordinal = 0  # «واحد» counts; «الواحد والعشرون» may order
        if value or ordinal or kind == "unit":
            return Numeral(kind, value, ordinal, peeled.joined, peeled.definite, peeled.preposition)
    return None


Words = Sequence[Numeral | None]

_MULTIPLIERS = frozenset(["hundred", "scale", "dual_scale"])
_PLACES = {"unit": {"units"}, "ten": {"tens"}, "teen": {"units", "tens"}, "tens": {"tens"}, "hundred": {"hundreds"}}
_PLACES |= {"hundreds": {"hundreds"}, "digits": {"units", "tens", "hundreds", "digits"}}


class _Group:
    """The group of digits below one thousand, filled place by place."""

    def __init__(self) -> None:
        self.value: Value = 0
        self.filled: set[str] = set()

    def take(self, word: Numeral) -> bool:
        """Add a word if its place is still free, or multiply by «مئة»: «ثلاث مئة», «3 مئة»."""
        if word.kind == "hundred" and self.filled and not word.joined:
            if "hundreds" in self.filled and "digits" not in self.filled:
                return False
            self.value, self.filled = self.value * 100, {"hundreds"}
            return True
        places = _PLACES[word.kind]
        if word.kind == "digits" and self.filled and word.value < 100:
            places = {"units", "tens"}
        if places & self.filled:
            return False
        self.filled |= places
        self.value += word.value
        return True


def parse_cardinal(words: Words, at: int) -> tuple[int, Value] | None:
    """Parse the longest cardinal that starts at a word: the position after it, and its value.

    `words` are the number words of a run of text, None for any other word. The caller leaves a free-standing و out
    and marks the word after it as joined.
    """
    first = words[at] if at < len(words) else None
    if first is None or first.kind == "ordinal":
        return None
    total: Value = 0
    group = _Group()
    best: tuple[int, Value] | None = None
    before: Numeral | None = None
    for position in range(at, len(words)):
        word = words[position]
        if word is None or word.kind == "ordinal" or (before and not _follows(before, word, group)):
            break
        if word.kind in ("scale", "dual_scale") and group.filled and not word.joined:
            # «خمسون ألفا» has the form of the dual in «ألفا مقاتل».
            scale = word.value if word.kind == "scale" else word.value // 2
            total, group = total + group.value * scale, _Group()
        elif word.kind in ("scale", "dual_scale"):
            total, group = total + group.value + word.value, _Group()
        elif not group.take(word):
            break
        best, before = (position + 1, total + group.value), word
    return best


def continues_digits(word: Numeral) -> bool:
    """Return whether a word can continue a number in digits: «3 ملايين», «25 ألفا»; no other digits do without و."""
    if word.preposition or (word.kind == "digits" and not word.joined) or word.value == 0:
        return False
    return word.joined or word.kind in _MULTIPLIERS


def _follows(before: Numeral, word: Numeral, group: _Group) -> bool:
    """Return whether a word can continue a number: with و, or as a ten, a hundred or a scale after its count."""
    if before.kind == "digits":
        return continues_digits(word)
    if word.preposition or word.value == 0:
        return False
    if word.joined:
        return word.kind != "ten" or before.kind != "unit"
    if word.kind == "ten":
        return before.kind == "unit" and not word.definite
    if word.kind in _MULTIPLIERS:
        return bool(group.filled)
    # Folded, «وأحد عشر» is «واحد عشر», and speech leaves و out after a hundred: «متين واحد وعشرين».
    one = word.kind == "unit" and word.value == 1 and before.kind in ("scale", "dual_scale")
    return one or (word.kind != "digits" and before.kind in ("hundreds", "hundred") and not word.definite)


def parse_ordinal(words: Words, at: int) -> tuple[int, int] | None:
    """Parse the longest ordinal that starts at a word of `words` (see `parse_cardinal`): position after it, value."""
    word = words[at] if at < len(words) else None
    if word is None or word.kind == "digits":
        return None
    after = words[at + 1] if at + 1 < len(words) else None
    unit = word.ordinal or (int(word.value) if word.kind == "unit" and word.definite else 0)
    if 0 < unit < 10 and after is not None:
        if after.kind == "ten" and not after.joined and not after.definite:
            return at + 2, 10 + unit
        if after.kind == "tens" and after.joined:
            return at + 2, int(after.value) + unit
    if word.ordinal:
        return at + 1, word.ordinal
    if word.definite and word.kind in ("tens", "hundred", "scale", "hundreds"):
        rest = parse_ordinal(words, at + 1) if after is not None and after.joined and word.kind != "tens" else None
        return (at + 1, int(word.value)) if rest is None else (rest[0], int(word.value) + rest[1])
    return None
