"""The code pages of Arabic: which of them a text of single bytes is written in."""

import re

#: The code pages by which Arabic was written before Unicode, by their names in the documents table.
CODE_PAGES = ("windows-1256", "iso-8859-6")
#: That of old Macs. Its letters are those of ISO-8859-6, but every byte is a character of it, such as a space that runs
#: from right to left, so that it is right only where the others are not possible and it leaves no doubt.
_LAST_RESORT = "mac-arabic"

_ARABIC = "\u0621-\u063a\u0641-\u064a"
_LATIN = "A-Za-zÀ-ÖØ-öø-ÿ"
_ARABIC_LETTER = re.compile(f"[{_ARABIC}]")
_ORDINARY = re.compile(f"[{_ARABIC}\u0640\u064b-\u0652،؛؟«»“”‘’–—…•·°\xa0\u200c-\u200fàâçèéêëîïôùûüœ]")
_ARTICLE = re.compile(f"(?<![{_ARABIC}])[وفبك]?ال")
# What never occurs in Arabic but results from a wrong code page: a Latin letter or × joined to an Arabic one,
# nunation inside a word, and ¬ for the comma of ISO-8859-6.
_IMPOSSIBLE = re.compile(f"(?<=[{_ARABIC}])[{_LATIN}×÷]|[{_LATIN}×÷](?=[{_ARABIC}])|[\u064c\u064d](?=[{_ARABIC}])|¬")
# Which no text holds, but for the line break of mainframes.
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
#: How many pieces of a long text are looked at, and how many bytes each has.
_PIECES, _PIECE = 8, 2**13
#: The most impossible pairs for each letter that a text may have.
_MOST_DOUBT = 0.1


def decode_arabic(data: bytes, *, by_article: bool = True) -> tuple[str, str] | None:
    """Return the text of bytes in a code page of Arabic, and which one it is; None where they are in neither.

    If both are possible, as for a line of a few words, the one that gives more articles (ال) is right, or, not
    `by_article`, the more usual one.
    """
    candidates = []
    sample = sample_of(data)
    for rank, encoding in enumerate(CODE_PAGES):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        doubt = _doubt(text)
        if doubt < _MOST_DOUBT:
            n_articles = len(_ARTICLE.findall(text)) if by_article else 0
            candidates.append((doubt, -n_articles, rank, encoding))
    for *_, encoding in sorted(candidates):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    text = sample.decode(_LAST_RESORT)
    if not candidates and not _doubt(text) and _ARTICLE.search(text):
        return data.decode(_LAST_RESORT), _LAST_RESORT
    return None


def sample_of(data: bytes) -> bytes:
    """Return bytes by which the code page of a text is judged: all of them, or pieces from its beginning to its end."""
    if len(data) <= _PIECES * _PIECE:
        return data
    steps = range(0, len(data) - _PIECE + 1, (len(data) - _PIECE) // (_PIECES - 1))
    return b"\n".join(data[at : at + _PIECE] for at in steps)


def _doubt(text: str) -> float:
    """Return how unlike Arabic a decoded 8-bit text is, as impossible pairs per letter: 0 for none, 1 for no Arabic."""
    high = sum(character > "\x7f" for character in text)
    letters = len(_ARABIC_LETTER.findall(text))
    if not letters or _CONTROL.search(text) or len(_ORDINARY.findall(text)) < 0.85 * high:
        return 1.0
    return len(_IMPOSSIBLE.findall(text)) / letters
