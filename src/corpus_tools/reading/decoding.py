"""Decode bytes: find the encoding in which a file of Arabic is written, or say why there is none."""

import codecs
from collections.abc import Iterable

from corpus_tools.damage.code_pages import decode_arabic, sample_of
from corpus_tools.reading.records import UnreadableError
from corpus_tools.shaping.direction import has_arabic

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# High bytes of UTF-16 code units in Arabic text: Latin, Arabic, its supplement, punctuation, presentation forms.
_UTF16_HIGH = bytes((0x00, 0x06, 0x07, 0x20, 0xFB, 0xFC, 0xFD, 0xFE))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_CHUNK = 2**20
# The code pages of languages that a newsroom uses beside Arabic, and of Arabic in DOS.
_OTHER = ("cp1252", "cp1254", "cp1255", "cp1251", "cp1253", "cp720")


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """Return the text of a file without its byte order mark, and its encoding.

    The encoding is a name that Python knows, with ``data.decode(encoding) == text``: utf-8, utf-8-sig or utf-16 (with a
    mark), utf-16-le, utf-16-be, utf-32, windows-1256, iso-8859-6, mac-arabic, or what charset-normalizer finds in a
    text that is not Arabic. `declared` is the encoding that the file names itself (HTML, XML); it counts if the bytes
    are no UTF-8 and fit it. Bytes that are no text, are cut off or fit no encoding raise UnreadableError, which says
    where.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding), encoding
    if b"\x06" in data or b"\x00" in data:
        utf16 = _utf16_order(data)
        if utf16 is not None:
            return _strictly(data, utf16), utf16
    _refuse_binary(data)
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error)
    return _decode_single_byte(data, declared)


def _decode_marked(data: bytes, encoding: str) -> str:
    """Decode a file that begins with a byte order mark."""
    text = _strictly(data, encoding)
    if not text and data:
        raise UnreadableError("empty file: a byte order mark and no text; delete it or put the article in it")
    return text


def _strictly(data: bytes, encoding: str) -> str:
    """Decode, or raise UnreadableError that says where the text is damaged."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(_describe(data, error, encoding)) from error


def _describe(data: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    """Return where a text of a known encoding breaks off or is damaged inside."""
    if "truncated" in error.reason or "unexpected end" in error.reason:
        return (
            f"truncated file: the {encoding} text ends inside a character at byte {error.start}; "
            "fetch or copy the file again"
        )
    line = data[: error.start].decode(encoding, "replace").count("\n") + 1
    return (
        f"undecodable file: {encoding} text with a damaged character at byte {error.start}, line {line}; "
        "fetch the file again, or repair the character and save as UTF-8"
    )


def _utf16_order(data: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in, or None; its first mebibyte tells."""
    data = data[:_CHUNK]
    best, best_share = None, 0.9
    for name, high in (("utf-16-be", data[0::2]), ("utf-16-le", data[1::2])):
        low = data[1::2] if name == "utf-16-be" else data[0::2]
        share = 1 - len(high.translate(None, _UTF16_HIGH)) / max(len(high), 1)
        if share > best_share and low.count(0) <= len(low) * 0.02:
            best, best_share = name, share
    return best


def _refuse_binary(data: bytes) -> None:
    """Refuse bytes with more control characters than a text can have."""
    n = len(data) - sum(len(chunk.translate(None, _CONTROLS)) for chunk in _chunks(data))
    if n > max(1, 0.01 * len(data)):
        at = next(offset for offset, byte in enumerate(data) if byte in _CONTROLS)
        raise UnreadableError(
            f"binary file: {n} of {len(data)} bytes are control characters, the first at byte {at}; "
            "convert it to text, or take it out of the folder"
        )


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse UTF-8 with a few bad bytes, which any code page would turn into nonsense without an error."""
    replacing, ignoring = (codecs.getincrementaldecoder("utf-8")(errors) for errors in ("replace", "ignore"))
    bad, good = -data.count("\ufffd".encode()), 0
    for chunk in _chunks(data):
        bad += replacing.decode(chunk).count("\ufffd")
        letters = ignoring.decode(chunk)
        good += len(letters) - len(letters.encode("ascii", "ignore"))
    bad += replacing.decode(b"", final=True).count("\ufffd")
    at_end = error.end == len(data) and "unexpected end" in error.reason
    if good >= (1 if at_end else 4 * bad):
        raise UnreadableError(_describe(data, error, "utf-8")) from error


def _chunks(data: bytes) -> Iterable[bytes]:
    """Return bytes in pieces, so that what is made of them for a look takes little room."""
    return (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)) if len(data) > _CHUNK else (data,)


def _decode_single_byte(data: bytes, declared: str | None) -> tuple[str, str]:
    """Decode what is no Unicode: as declared, as an Arabic code page, or as charset-normalizer finds."""
    arabic = decode_arabic(data)
    if declared:
        try:
            declared = declared.lower().removeprefix("x-")  # x-mac-arabic
            text, name = data.decode(declared), codecs.lookup(declared).name
        except (LookupError, UnicodeDecodeError):
            pass  # a page that misnames its encoding is common; the bytes decide
        else:
            # So do they where a page names a code page of Europe and they are Arabic in one of its own.
            if arabic is None or has_arabic(text):
                return text, {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6"}.get(name, name)
    return arabic or _decode_other(data)


def _decode_other(data: bytes) -> tuple[str, str]:
    """Decode 8-bit text that is not Arabic, as charset-normalizer finds."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - heavy, and needed only here

    best = from_bytes(sample_of(data), cp_isolation=list(_OTHER)).best()
    if best is None or best.percent_chaos > 5 or (len(data) < 64 and not best.percent_coherence):
        at = next(offset for offset, byte in enumerate(data) if byte > 0x7F)
        line = data[:at].count(b"\n") + 1
        raise UnreadableError(
            f"undecodable file: byte 0x{data[at]:02x} at byte {at}, line {line} fits neither UTF-8 nor an Arabic "
            "code page; save the file as UTF-8"
        )
    return _strictly(data, best.encoding), best.encoding
