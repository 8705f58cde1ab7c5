r"""Read Rich Text Format, with the Arabic that it writes in a code page (``\'c7``) or as numbers (``\u1575?``).

Source: Microsoft, Rich Text Format (RTF) Specification, version 1.9.1.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from corpus_tools.reading.formats.prose import as_articles
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.records import Record, UnreadableError

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|(?P<nothing>[\r\n]+|\\'?)",
    re.DOTALL,
)
# Groups whose content is no text of the document.
_UNSEEN = frozenset(
    (
        b"fonttbl", b"colortbl", b"stylesheet", b"listtable", b"listoverridetable", b"rsidtbl", b"generator", b"pict",
        b"object", b"themedata", b"colorschememapping", b"latentstyles", b"datastore", b"xmlnstbl", b"header",
        b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"footnote", b"annotation",
        b"fldinst", b"revtbl", b"pntext", b"listtext", b"deleted", b"nonshppict", b"bkmkstart", b"bkmkend",
    )
)  # fmt: skip
_INFO = {b"title": "title", b"author": "author", b"creatim": "file_created"}
_SHOWN = {
    b"par": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"line": "\n", b"cell": "\n", b"tab": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"zwj": "\u200d", b"zwnj": "\u200c", b"rtlmark": "\u200f", b"ltrmark": "\u200e",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"_": "\u2011", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
# Character sets of fonts, where they are not that of the file. Source: the specification, section «Font table».
_CHARSETS = {0: "cp1252", 177: "cp1255", 178: "cp1256", 204: "cp1251", 161: "cp1253", 162: "cp1254", 238: "cp1250"}


@dataclass(slots=True)
class _State:
    """What holds inside a group."""

    seen: bool = True
    info: str | None = None  # the field of the document's information that the group tells
    skip: int = 1  # characters that stand for a number in programs that cannot read it
    codec: str | None = None  # of the font
    in_fonts: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Document:
    """What has been read."""

    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int | None = None  # the one that the table describes now
    pieces: list[str] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    raw: bytearray = field(default_factory=bytearray)  # bytes of a code page that wait to be decoded together


def read_rtf(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read an RTF file as one article, as a Word file is read; raise UnreadableError if it is cut off or empty.

    Its own title counts where the text has none; the day on which it was made is kept as file_created.
    """
    document, state = _Document(), _State()
    stack: list[_State] = []
    skip = 0  # characters that still stand for the number before them
    starts = False  # a control word that opens a group tells what the group is
    for token in _TOKEN.finditer(data):
        if token["word"] or token["brace"] or token["sign"]:
            _decode_waiting(document, state)  # what follows may change how text is read, and whether it is shown
        if skip and not token["word"] and not token["brace"]:
            skip, rest = _skip(token, skip)
            if rest is None:
                continue
            _add_bytes(document, state, rest)
        elif token["brace"] == b"{":
            if len(stack) >= limits.depth:
                said = f"malformed RTF: byte {token.start()}: more than {limits.depth} open groups"
                raise limits.beyond("depth", said, "save it again")
            stack.append(state)
            state, starts, skip = replace(state), True, 0
            continue
        elif token["brace"] == b"}":
            state, skip = stack.pop() if stack else state, 0
        elif token["word"]:
            skip = _apply(document, state, token["word"], token["number"], starts=starts)
        elif token["sign"] == b"*":
            state.seen = False  # a group that readers may pass over
        else:
            _add_token(document, state, token)
        starts = starts and token["sign"] == b"*"
    _decode_waiting(document, state)
    if stack:
        raise UnreadableError(f"truncated RTF: {len(stack)} groups are not closed at the end; fetch or save it again")
    # A character beyond U+FFFF is written as the two halves of its UTF-16.
    text = "".join(document.pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if not paragraphs:
        raise UnreadableError("empty file: the RTF file holds no text; look whether it holds pictures only")
    return as_articles(paragraphs, {name: " ".join(said.split()) for name, said in document.info.items()})


def _skip(token: re.Match[bytes], skip: int) -> tuple[int, bytes | None]:
    """Return how many stand-ins are left to pass over, and the text behind them, if there is any."""
    if token["text"]:
        rest = token["text"][skip:]
        return max(0, skip - len(token["text"])), rest or None
    return skip - bool(token["byte"] or token["sign"]), None


def _apply(document: _Document, state: _State, word: bytes, digits: bytes | None, *, starts: bool) -> int:
    """Do what a control word says; return how many characters after it stand for a number."""
    number = int(digits) if digits else None
    if word == b"u" and number is not None:
        _show(document, state, chr(number % 0x10000))
        return state.skip
    if starts and (word in _UNSEEN or word in {b"info", *_INFO}):
        state.seen = False
        state.info, state.in_fonts = _INFO.get(word), word == b"fonttbl"
    elif word in _SHOWN:
        _show(document, state, _SHOWN[word])
    elif word == b"uc":
        state.skip = number if number is not None else 1
    elif word in {b"v", b"plain"}:
        state.hidden = word == b"v" and number != 0
    elif word == b"ansicpg" and number is not None:
        document.codec = _known(f"cp{number}") or document.codec
    elif word in {b"f", b"fcharset", b"deff"} and number is not None:
        _set_font(document, state, word, number)
    elif state.info == "file_created" and number is not None and word in {b"yr", b"mo", b"dy"}:
        document.info["file_created"] = _day_of(document.info.get("file_created", ""), number)
    return 0


def _day_of(before: str, number: int) -> str:
    """Return a day with one more of its figures."""
    return f"{before}-{number:02}" if before else f"{number:04}"


def _set_font(document: _Document, state: _State, word: bytes, number: int) -> None:
    """Note the code page of a font, or change to that of one."""
    if word == b"fcharset" and state.in_fonts and document.font is not None:
        if number in _CHARSETS:
            document.fonts[document.font] = _CHARSETS[number]
    elif word == b"f" and state.in_fonts:
        document.font = number
    elif word == b"f":
        # The Western set of a font is what word processors write for any; it counts only where the file is Western.
        codec = document.fonts.get(number)
        state.codec = None if codec == "cp1252" else codec


def _known(codec: str) -> str | None:
    """Return the name of a code page if there is one."""
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return None


def _add_token(document: _Document, state: _State, token: re.Match[bytes]) -> None:
    """Add what a token shows."""
    if token["byte"]:
        _add_bytes(document, state, bytes([int(token["byte"], 16)]))
    elif token["text"]:
        _add_bytes(document, state, token["text"])
    elif token["sign"] in _SIGNS:
        _show(document, state, _SIGNS[token["sign"]])


def _add_bytes(document: _Document, state: _State, data: bytes) -> None:
    """Keep bytes until all of a run are there, since a character may have several."""
    if state.seen or state.info:
        document.raw += data


def _decode_waiting(document: _Document, state: _State) -> None:
    """Decode the bytes that wait."""
    if document.raw:
        _show(document, state, document.raw.decode(state.codec or document.codec, "replace"))
        document.raw.clear()


def _show(document: _Document, state: _State, text: str) -> None:
    """Add text to the document, or to what it says of itself."""
    if state.info and state.info != "file_created":
        document.info[state.info] = document.info.get(state.info, "") + text
    elif state.seen and not state.hidden:
        document.pieces.append(text)
