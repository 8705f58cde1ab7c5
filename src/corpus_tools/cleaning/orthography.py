"""Repair the script of one text: presentation forms, composition, invisible controls, tatweel.

Each function yields edits ``(start, end, replacement)`` in the order of the text and leaves alone what carries meaning:
vowel marks, seats of hamza, Persian letters, digits of either set.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from corpus_tools.script import DIGITS, INVISIBLE, LETTERS, MARKS, TATWEEL, Edit, code_points

#: Letters that do not join the following one (Joining_Type R and U in the Unicode file ArabicShaping.txt).
_NON_JOINING_CLASS = (
    "ءآأؤإاةدذرزو\u0671-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef"
    "\u0759-\u075b\u076b\u076c\u0771\u0773\u0774\u0778\u0779\u0870-\u0882\u0887\u088e\u08aa-\u08ae\u08b1\u08b2\u08b9"
)
_ARABIC_LETTERS, _ARABIC_MARKS, _ARABIC_DIGITS, _NON_JOINING = (
    frozenset(map(chr, code_points(written))) for written in (LETTERS, MARKS, DIGITS, _NON_JOINING_CLASS)
)

#: What `spell_presentation_forms` looks for.
FORMS = "\ufb50-\ufdff\ufe70-\ufefc"
_FORM = re.compile(f"[{FORMS}]")
#: Formulas of honour in one character; unlike the ligatures of single words they never take a proclitic.
_FORMULAS = frozenset("ﷺﷻ")


@cache
def _letters_of(form: str) -> str:
    """Return the letters of a presentation form; the space of an isolated mark belongs to the form, not to the text."""
    return unicodedata.normalize("NFKC", form).removeprefix(" ")


def _is_in_word(character: str) -> bool:
    """Return whether a character is part of a word."""
    return character.isalnum() or character in _ARABIC_MARKS or character == TATWEEL


def spell_presentation_forms(text: str) -> Iterator[Edit]:
    """Spell out the shaped letters and ligatures of older encodings (U+FB50 to U+FDFF, U+FE70 to U+FEFC).

    The letters are the NFKC form (Unicode Standard Annex 15). A space sets a formula such as ﷺ apart from the words
    beside it.
    """
    for found in _FORM.finditer(text):
        form, (start, end) = found.group(), found.span()
        letters = _letters_of(form)
        if form in _FORMULAS:
            before = " " if start and _is_in_word(text[start - 1]) else ""
            after = " " if _is_in_word(text[end : end + 1]) else ""
            letters = before + letters + after
        if letters != form:
            yield start, end, letters


# Composition never crosses the start of an ASCII or Arabic character that is not a mark.
_STABLE = "\\x00-\\x7f،؛؟\u0620-\u064a\u0660-\u066f\u0671-\u06d3"
_SEQUENCE = re.compile(f"[{_STABLE}]?[^{_STABLE}]+")


def compose_characters(text: str) -> Iterator[Edit]:
    """Compose letters with a separate hamza or madda, and order marks: form C of Unicode Standard Annex 15."""
    if unicodedata.is_normalized("NFC", text):
        return
    for found in _SEQUENCE.finditer(text):
        sequence = found.group()
        composed = unicodedata.normalize("NFC", sequence)
        if composed != sequence:
            yield found.start(), found.end(), composed


_NON_JOINER, _JOINER = "\u200c", "\u200d"
#: Controls that stood for a gap or for something lost: C0 and C1, zero width space, object replacement.
_GAPS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\ufff9-\ufffc"
#: What `remove_controls` looks for.
CONTROLS = f"{_GAPS}{INVISIBLE}"
_CONTROLS = re.compile(f"[{CONTROLS}]+")
_GAP = re.compile(f"[{_GAPS}]")


def _joiner_to_keep(controls: str, before: str, after: str) -> str:
    """Return the joiner that changes how its neighbours are drawn: a non-joiner in Arabic, a joiner in emoji, or ""."""
    if _NON_JOINER in controls and before in _ARABIC_LETTERS - _NON_JOINING and after in _ARABIC_LETTERS - {"ء"}:
        return _NON_JOINER
    if _JOINER in controls and after >= "\u2190" and not "\ufb50" <= after <= "\ufeff":
        return _JOINER
    return ""


def remove_controls(text: str) -> Iterator[Edit]:
    """Remove invisible controls: byte order marks, bidi marks, soft hyphens, idle joiners, C0 and C1.

    A zero width non-joiner stays between two Arabic letters that would join without it, a joiner inside an emoji. The
    zero width space and the codes of C0 and C1 become a space where two words would run together without them.
    """
    for found in _CONTROLS.finditer(text):
        controls, (start, end) = found.group(), found.span()
        k = start
        while k and text[k - 1] in _ARABIC_MARKS:
            k -= 1
        kept = _joiner_to_keep(controls, text[k - 1 : k], text[end : end + 1])
        if _GAP.search(controls) and start and _is_in_word(text[start - 1]) and _is_in_word(text[end : end + 1]):
            yield start, end, " "
        elif kept:
            at = start + controls.index(kept)
            yield from ((low, high, "") for low, high in ((start, at), (at + 1, end)) if low < high)
        else:
            yield start, end, ""


_TATWEEL = re.compile(f"{TATWEEL}{TATWEEL}*")  # the first by itself, so that it is sought as a letter
_ADDRESS_OR_TATWEEL = re.compile(f"(?:https?://|www\\.)\\S+|{TATWEEL}+")
#: What may stand before a number, a quotation or another script in its joined form: بـ، لـ، الـ, with و or ف before.
_BARE_PREFIXES = ("ب", "ل", "ك", "س", "ال", "بال", "كال", "لل", "")
_PREFIXES = frozenset(conjunction + prefix for conjunction in ("", "و", "ف") for prefix in _BARE_PREFIXES) - {""}


def _word_before(text: str, end: int) -> str:
    """Return the letters of the word that ends at an offset, without marks."""
    start = end
    while start and (text[start - 1] in _ARABIC_LETTERS or text[start - 1] in _ARABIC_MARKS):
        start -= 1
    return "".join(character for character in text[start:end] if character in _ARABIC_LETTERS)


def _outside_word(text: str, start: int, end: int) -> str | None:
    """Return what replaces a run of tatweel without a letter before it; None where it stays."""
    if text[end : end + 1] in _ARABIC_MARKS - {""}:
        return None  # it carries a mark that is shown by itself
    line = text[text.rfind("\n", 0, start) + 1 : (text + "\n").index("\n", end)]
    # A line of nothing but tatweel and space is a rule drawn across the page.
    return "-" if line.replace(TATWEEL, "").strip() else ""


def _inside_word(word: str, text: str, start: int) -> str | None:
    """Return what replaces a run of tatweel between two letters; None where it stays."""
    if word == "ه" and text[start - 2 : start - 1] in _ARABIC_DIGITS:
        return TATWEEL  # 1438هـ with the next word run into it
    # Behind a letter that does not join, tatweel lengthens nothing: it is a slip, or a dash between two words.
    return None if word[-1] in _NON_JOINING or word[-1] == "ى" else ""


def _at_word_end(word: str, after: str) -> str | None:
    """Return what replaces a run of tatweel between a letter and something else; None where it stays."""
    if word[-1] in _NON_JOINING and word != "و":
        return "-"
    if word in _PREFIXES or len(word) == 1 or after.isalnum() or after in "\"'«“‘([{#@$€£%":
        return TATWEEL  # it shows that the letter joins what follows: بـ15، «هـ», الـ"كذا"
    # Before a space it may be a dash whose left space is missing.
    return None if after.isspace() and after != "\n" else ""


def remove_tatweel(text: str) -> Iterator[Edit]:
    """Remove the tatweel that lengthens words, and write a dash where it stands for one.

    It goes between letters that join. One stays in the abbreviation هـ, behind a prefix before a number or a quotation,
    and under a mark shown by itself. Where no letter before it could join, it is a dash: «الخميس ـ الجمعة»,
    «2016ـ2017». Web addresses stay.
    """
    may_hold_address = "http" in text or "www." in text
    for found in (_ADDRESS_OR_TATWEEL if may_hold_address else _TATWEEL).finditer(text):
        start, end = found.span()
        if text[start] != TATWEEL:
            continue
        word = _word_before(text, start)
        following = end
        while text[following : following + 1] in _ARABIC_MARKS:
            following += 1
        after = text[following : following + 1]
        if not word:
            replacement = _outside_word(text, start, end)
        elif after in _ARABIC_LETTERS:
            replacement = _inside_word(word, text, start)
        else:
            replacement = _at_word_end(word, after or "\n")
        if replacement is not None and replacement != text[start:end]:
            yield start, end, replacement
