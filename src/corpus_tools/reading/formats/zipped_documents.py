"""Tell documents that are a zip of parts, such as Word files and e-books, from archives of documents."""

import zipfile
import zlib
from io import BytesIO

from corpus_tools.reading.records import UnreadableError, suffix_of

_SUFFIXES = {".docx": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx", ".odt": "odt", ".ott": "odt", ".epub": "epub"}
# The part that a document of each kind must have.
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "epub": "META-INF/container.xml"}
_ODT_TYPES = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
#: What zipfile raises at a document that is damaged, or that lacks a part.
DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, RuntimeError, ValueError)


def is_office(data: bytes, name: str) -> bool:
    """Return whether a zip is a Word file, a workbook or another document rather than an archive of documents."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    return (
        suffix_of(name) in _SUFFIXES
        or b"[Content_Types].xml" in data[:4096]
        or b"mimetype" in data[:64]
        or _kind(data) is not None
    )


def office_kind(data: bytes, name: str) -> str:
    """Return the format of a document that is a zip; raise UnreadableError if it is of none that is read."""
    kind = _kind(data) or _SUFFIXES.get(suffix_of(name))
    if kind is None:
        raise UnreadableError(
            "binary file: an OpenDocument that is no text, or a damaged archive; "
            "save its text as UTF-8 text, HTML or Word (.docx), its table as CSV"
        )
    return kind


def _kind(data: bytes) -> str | None:
    """Return the format of a zip by its parts, or None."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = set(archive.namelist())
            if "mimetype" in parts and archive.read("mimetype").decode(errors="replace").strip() in _ODT_TYPES:
                return "odt"
    except DAMAGED_ZIP:
        return None
    return next((kind for kind, part in _PARTS.items() if part in parts), None)
