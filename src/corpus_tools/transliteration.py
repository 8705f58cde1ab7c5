"""Arabic words in Latin letters, letter by letter."""

import re
import unicodedata

from corpus_tools.proclitics import ARTICLE

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ة": "h", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "‘", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ى": "a", "ء": "’", "ؤ": "’", "ئ": "’",
}  # fmt: skip
_LETTERS |= {"أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v", "گ": "g", "ـ": ""}
_MARKS = {"\u064e": "a", "\u064f": "u", "\u0650": "i", "\u064b": "an", "\u064c": "un", "\u064d": "in", "\u0652": ""}
_MARKS |= {"\u0670": "a", "\u0653": ""}
_SHADDA = "\u0651"
_VOWEL_AND_SHADDA = re.compile(f"([\u064b-\u0650]){_SHADDA}")  # the order of Unicode, but not of speech
_SIGNS = {"،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": ","}
_WORD = re.compile(r"[^\s\-–]+")


def transliterate(text: str) -> str:
    """Return an Arabic text in Latin letters, each of its letters and marks by itself.

    The scheme is that of the ALA-LC romanization of Arabic, without the dots and bars of its Latin letters: ح and ه are
    both h. Hamza and ع are ’ and ‘ as signs of punctuation, since fonts leave gaps around the letters of that shape.
    Arabic does not write its short vowels, and they are not guessed: حلب is hlb, and with the marks that say so حَلَب is
    halab. So و and ي are w and y, and أ, which may begin with a or u, is a. The article is al-, whatever follows.
    """
    spoken = _VOWEL_AND_SHADDA.sub(rf"{_SHADDA}\1", unicodedata.normalize("NFC", text))
    return _WORD.sub(lambda word: _write(word.group()), spoken)


def _write(word: str) -> str:
    """Return one word in Latin letters."""
    has_article = word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1
    written, last = "al-" if has_article else "", ""
    for letter in word[len(ARTICLE) :] if has_article else word:
        if letter == _SHADDA:
            written += last
            continue
        if letter.isdecimal():
            last = str(int(letter))
        elif letter in _LETTERS:
            last = _LETTERS[letter]
        else:
            written += _MARKS.get(letter, _SIGNS.get(letter, letter))
            continue
        written += last
    return written
