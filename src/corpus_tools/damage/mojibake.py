"""Mojibake: text whose bytes were read in a wrong encoding. Tell it, and go back by a round trip that is certain.

The round trip is exact: characters become the bytes that they were read from, and these must be Arabic in the encoding
that the text was written in. ftfy (6.3) does the same for Latin-1, Windows-1252 and Mac OS Roman, but knows no code
page of Arabic on either side, neither UTF-8 read as Windows-1256 nor Windows-1256 read as Latin-1; so the tables stand
here. A byte without a character is a control (U+0080 to U+009F), as in the Encoding Standard of the WHATWG.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from corpus_tools.damage.code_pages import decode_arabic
from corpus_tools.script import Edit

#: Without one of these there is no UTF-8 that was read wrongly, nor most else: of any word with ا or ل.
_UTF8_TRACES = "ØÙÃ§„ÿÇ╪Ïº┘ЩШЗб·‰"
#: Without one of these there is no mojibake: of ISO-8859-6 read as Windows-1256, of any word with و or ي.
TRACES = f"{_UTF8_TRACES}èê"
_TRACE, _UTF8_TRACE = re.compile(f"[{TRACES}]"), re.compile(f"[{_UTF8_TRACES}]")
#: What no word of plain Arabic holds: rare signs of Arabic, controls and letters of Latin scripts with an accent.
_ODD = re.compile("[\x80-\x9f\xc0-\u024f\u0600-\u060b\u060d-\u061a\u063b-\u063f\u0653-\u065f]")
#: UTF-8 may have been read wrongly twice over.
_MOST_TIMES = 2

_WORD = re.compile(r"[^ \t\r\n]+")


@dataclass(frozen=True)
class _Reader:
    """An encoding by which text was read that was written in another."""

    name: str
    bytes_of: dict[int, int]  # the byte of each character, as a table for str.translate
    word: re.Pattern[str]  # a whole word of UTF-8 read so
    certain: re.Pattern[str]  # what occurs in no text but this: two letters of Arabic in a row, read so once or twice
    trace: re.Pattern[str]  # what a word that cannot be brought back shows

    def undo(self, word: str) -> str | None:
        """Return a word that was read by this as UTF-8 has it, or None where it cannot be one."""
        if not self.word.fullmatch(word):
            return None
        data = word.translate(self.bytes_of).encode("latin-1")
        # Of a no-break space (C2 A0) that was made a plain one the first byte is left.
        try:
            return data.removesuffix(b"\xc2").decode()
        except UnicodeDecodeError:
            return None


def _characters(codec: str) -> dict[int, str]:
    """Return the characters of the bytes from 80 on in a single-byte encoding; bytes that have none are controls."""
    return {byte: bytes([byte]).decode(codec, "replace").replace("\ufffd", chr(byte)) for byte in range(0x80, 0x100)}


def _class(characters: dict[int, str], *ranges: tuple[int, int]) -> str:
    """Return a class of a regular expression of the characters of some ranges of bytes, both ends included."""
    return "[" + "".join(re.escape(characters[byte]) for low, high in ranges for byte in range(low, high + 1)) + "]"


# The second bytes that are letters or marks of plain Arabic: of D8 those from ء on and the comma, of D9 those up to ْ.
_ARABIC_PAIRS = ((0xD8, ((0x8C, 0x8C), (0xA1, 0xBA))), (0xD9, ((0x80, 0x92),)))
#: What may stand behind ط or ظ in a proper text is no sign of mojibake.
_COMMON = "،؛؟«»“”‘’–—…\xa0\u200c-\u200f\u0621-\u06ff"


def _reader(name: str, *codecs: str) -> _Reader:
    """Return the reader of one or more encodings that share their characters, the last of them the most usual."""
    tables = [_characters(codec) for codec in codecs]
    bytes_of = {ord(character): byte for table in tables for byte, character in table.items()}

    def either(*ranges: tuple[int, int]) -> str:
        return "[" + "".join(_class(table, *ranges)[1:-1] for table in tables) + "]"

    following = either((0x80, 0xBF))
    sequence = (
        f"(?:{either((0xC2, 0xDF))}{following}|{either((0xE0, 0xEF))}{following}{{2}}"
        f"|{either((0xF0, 0xF4))}{following}{{3}})"
    )
    pair = "(?:" + "|".join(f"{either((first, first))}{either(*second)}" for first, second in _ARABIC_PAIRS) + ")"
    leads = {characters[byte] for characters in tables for byte in (0xD8, 0xD9)}
    twice = (
        f"(?:{'|'.join(''.join(either((byte, byte)) for byte in lead.encode()) for lead in sorted(leads))}){sequence}"
    )
    uncommon = f"{either((0xD8, 0xD9))}(?![{_COMMON}]){following}"
    lead = either((0xD8, 0xD9))
    return _Reader(
        name,
        bytes_of,
        re.compile(f"(?:{sequence}|[!-~])*{either((0xC2, 0xC2))}?"),
        re.compile(f"(?={pair}?{uncommon}){pair}{{2}}|(?:{twice}){{2}}"),
        re.compile(f"{lead}(?:(?![{_COMMON}]){following}|[?\ufffd])"),
    )


@cache
def _readers() -> tuple[_Reader, ...]:
    """Return the encodings by which UTF-8 is read wrongly."""
    return (
        _reader("Windows-1252 or Latin-1", "latin-1", "cp1252"),
        _reader("Windows-1256", "cp1256"),
        _reader("Mac OS Roman", "mac_roman"),
        _reader("ISO-8859-15", "iso8859_15"),
        _reader("Windows-1251", "cp1251"),
        *(_reader(f"DOS {page}", f"cp{page}") for page in (437, 850, 720)),
    )


@dataclass(frozen=True)
class _Page:
    """An encoding by which a code page of Arabic was read."""

    name: str
    bytes_of: dict[int, int]
    word: re.Pattern[str]  # a whole word read so
    letter: re.Pattern[str]  # a letter read so, and no sign that a proper text has
    either: re.Pattern[str]
    run: re.Pattern[str]  # what no text in another language has
    certain_length: int  # how long one such run must be to be certain by itself
    share: float = 0.0  # which share of the words must have such a run

    def shows(self, text: str) -> bool:
        """Return whether a text shows that words were read by this."""
        runs = self.run.findall(text)
        if len(runs) < self.share * (text.count(" ") + 1):
            return False
        return len(runs) >= _CERTAIN_WORDS or any(len(run) >= self.certain_length for run in runs)

    def choose(self, words: Sequence[str]) -> list[int]:
        """Return which words were read so; one of signs that a proper text has, too, if those around it were."""
        is_read: list[bool | None] = [
            None if not self.letter.search(word) and not _ARABIC.search(word) else self.word.fullmatch(word) is not None
            for word in words
        ]
        before = list(accumulate(is_read, _latest))
        after = list(accumulate(reversed(is_read), _latest))[::-1]
        return [
            k
            for k, word in enumerate(words)
            if is_read[k]
            or (is_read[k] is None and before[k] is not False and after[k] is not False and self._may_be(word))
        ]

    def _may_be(self, word: str) -> bool:
        """Return whether a word of signs may be one of letters."""
        return self.word.fullmatch(word) is not None and self.either.search(word) is not None


def _latest(before: bool | None, now: bool | None) -> bool | None:
    """Return the later of two answers, if there is one."""
    return before if now is None else now


#: How many such runs are certain, however short.
_CERTAIN_WORDS = 2
_ARABIC = re.compile("[\u0621-\u064a]")
# A code page of Arabic read as Windows-1252 or Latin-1: its letters are Latin ones with an accent, or signs. No
# language that is written in Latin letters has four such in a row and no plain one beside them.
_LATIN_LETTER = "Á-ÖØ-ßà-æì-óõöøú"
_LATIN_RUN = f"(?<![A-Za-z])[{_LATIN_LETTER}]{{4,}}(?![A-Za-z])"
# Read as Windows-1251, they are Cyrillic: capitals up to ق, small letters from ل on. No Cyrillic word goes from small
# letters to capitals and back; a name of a firm may go there once.
_CYRILLIC_RUN = "(?<![а-яё])[А-Я]+[а-п]+[А-Я]+[а-п]*(?![а-яё])"
# Read as Mac OS Roman, the article is «· (from Windows) or «‰ (from an old Mac) and م is „; none stands before a letter
# so in any language.
_MAC_LETTER = "¿¡¬√ƒ≈∆ÀÃÕŒœ—÷◊ÿŸ⁄€‹›ﬁﬂ·ÂÊÁËÈÍÎÏÌÓÔÒÚ"
_MAC_RUN = f"«[·‰][{_MAC_LETTER}»”‘’“…„‰\xa0]{{2,}}"
# Read as Windows-1256, a word of ISO-8859-6 has Latin letters among Arabic ones. In a whole text every other word has;
# where only some lines have, the words between cannot be told from those of a sound text.
_MIXED_RUN, _MIXED_SHARE = "[ء-ي][èê][ء-يèê]*|[èê]+[ء-ي]", 0.25


@cache
def _pages() -> tuple[_Page, ...]:
    """Return the encodings by which a code page of Arabic is read wrongly."""

    def page(name: str, codecs: Sequence[str], letter: str, run: str, *, length: int, share: float = 0.0) -> _Page:
        tables = [_characters(codec) for codec in codecs]
        bytes_of = {ord(character): byte for table in tables for byte, character in table.items()}
        every = "".join(re.escape(chr(point)) for point in bytes_of)
        word = re.compile(f"[!-@\\[-`{{-~{every}]+")
        letters = re.compile(f"[{letter}]"), re.compile(f"[{every}]")
        return _Page(name, bytes_of, word, *letters, re.compile(run), length, share)

    # ISO-8859-6 read as Windows-1256 keeps the letters up to غ; every و is è and every ي is ê, in the midst of words.
    # Letters of Mac OS Roman are those of Windows-1252, too, but for its article.
    return (
        page("Mac OS Roman", ("mac_roman",), _MAC_LETTER, _MAC_RUN, length=99),
        page("Windows-1251", ("cp1251",), "А-яЁё", _CYRILLIC_RUN, length=99),
        page("Windows-1252 or Latin-1", ("latin-1", "cp1252"), _LATIN_LETTER, _LATIN_RUN, length=5),
        page("Windows-1256", ("cp1256",), "ء-يèê", _MIXED_RUN, length=99, share=_MIXED_SHARE),
    )


def may_be_mojibake(text: str) -> bool:
    """Return whether a text holds a character without which it is no mojibake."""
    return _TRACE.search(text) is not None


@dataclass(frozen=True)
class Mended:
    """A text without its mojibake: the edits, how it came about, and how many words cannot be brought back."""

    edits: tuple[Edit, ...] = ()
    causes: tuple[str, ...] = ()
    lost: int = 0


def mend_mojibake(text: str) -> Mended:
    """Bring back the words of a text that were written in one encoding and read in another.

    >>> mend_mojibake("Ø­Ù…Øµ").edits, mend_mojibake("ط§ظ„ظˆط¹ط±").edits[0][2], mend_mojibake("ÇäÓÍÇÈ").edits[0][2]
    (((0, 6, 'حمص'),), 'الوعر', 'انسحاب')
    """
    if not may_be_mojibake(text) or not _shows_any(text):
        return Mended()
    places = list(_WORD.finditer(text))
    words = [place.group() for place in places]
    causes: list[str] = []
    lost = 0
    for _ in range(_MOST_TIMES):
        together = " ".join(words)
        # Code pages share characters: the right one brings back most words, and these in plain letters.
        ways = [
            (reader, [None if word.isascii() else reader.undo(word) for word in words])
            for reader in _readers()
            if reader.certain.search(together)
        ]
        if not ways:
            break
        reader, mended = max(ways, key=lambda way: sum(back is not None and not _ODD.search(back) for back in way[1]))
        if not any(mended):
            break
        words = [word if back is None else back for word, back in zip(words, mended, strict=True)]
        lost = sum(bool(reader.trace.search(word)) for word in words)
        causes.append(f"UTF-8 read as {reader.name}")
    words, code_page = _undo_code_page(words)
    if code_page:
        causes.append(code_page)
    edits = tuple((*place.span(), word) for place, word in zip(places, words, strict=True) if word != place.group())
    return Mended(edits, tuple(causes), lost)


def _shows_any(text: str) -> bool:
    """Return whether a text shows that any of its words were read in a wrong encoding."""
    if any(page.shows(text) for page in _pages()):
        return True
    return _UTF8_TRACE.search(text) is not None and any(reader.certain.search(text) for reader in _readers())


def _undo_code_page(words: list[str]) -> tuple[list[str], str | None]:
    """Return words without those of a code page of Arabic that were read in another alphabet, and what was which."""
    together = " ".join(words)
    for page in _pages():
        if not page.shows(together):
            continue
        chosen = page.choose(words)
        data = "\n".join(words[k] for k in chosen).translate(page.bytes_of).encode("latin-1")
        # ISO-8859-6 is rare, and «انسحاب» in the one is «السحاب» in the other.
        found = decode_arabic(data, by_article=False)
        if found is None:
            continue
        text, code_page = found
        mended = list(words)
        for k, word in zip(chosen, text.split("\n"), strict=True):
            mended[k] = word
        return mended, f"{code_page} read as {page.name}"
    return words, None
