"""Refuse by name what is no article: pictures, programs, databases and their dumps."""

import re

from corpus_tools.reading.records import UnreadableError

_OUT = "take it out of the folder"
_AS_CSV = "export the table of articles as CSV"
# First bytes of files that are no articles, what these are, and what to do with them.
_BINARY = {
    b"\xd0\xcf\x11\xe0": ("an old Word or Excel file", "save it as .docx, .xlsx or CSV"),
    b"\x89PNG": ("a PNG image", _OUT),
    b"\xff\xd8\xff": ("a JPEG image", _OUT),
    b"GIF8": ("a GIF image", _OUT),
    b"SQLite format 3": ("an SQLite database", _AS_CSV),
    b"PGDMP": ("a dump of a PostgreSQL database", f"load it into a database and {_AS_CSV}"),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", "unpack it, or pack it as zip"),
    b"Rar!": ("a RAR archive", "unpack it, or pack it as zip"),
    b"\x7fELF": ("a program", _OUT),
}
_STARTS = tuple(_BINARY)
_BY_SUFFIX = {".css": "a style sheet", ".js": "a script", ".map": "a script"}
# How dumps of databases begin: a comment of the program that wrote them, or a statement.
_SQL = re.compile(
    r"(?:--[^\n]*\n|/\*.*?\*/;?|#[^\n]*\n|\s)*+"
    r"(?:(?:CREATE|DROP)\s+(?:TABLE|DATABASE|SCHEMA)\b|INSERT\s+(?:IGNORE\s+)?INTO\s|SET\s+[@\w]+\s*(?:=|TO)|"
    r"BEGIN\s+TRANSACTION|PRAGMA\s|USE\s+`|LOCK\s+TABLES|START\s+TRANSACTION|COPY\s+[\w.\"]+\s*\()",
    re.IGNORECASE | re.DOTALL,
)
_SQL_COMMENT = re.compile(r"-- (?:MySQL|MariaDB|PostgreSQL|phpMyAdmin|SQLite|Host:|Dump)", re.IGNORECASE)
_BIBTEX = re.compile(
    r"(?:%[^\n]*\n|\s)*+@(?:article|book|booklet|conference|inbook|incollection|inproceedings|manual|misc|"
    r"newspaper|online|phdthesis|proceedings|report|techreport|unpublished|comment|string|preamble)\s*[{(]",
    re.IGNORECASE,
)


def name_binary(data: bytes, suffix: str) -> None:
    """Raise UnreadableError, which says what to do, if bytes or the ending of a file are of no article."""
    if suffix in _BY_SUFFIX:
        raise UnreadableError(f"no article: {_BY_SUFFIX[suffix]}; {_OUT}")
    if data.startswith(_STARTS):
        what, remedy = next(known for start, known in _BINARY.items() if data.startswith(start))
        raise UnreadableError(f"binary file: {what}; {remedy}")


def name_text(head: str, suffix: str) -> None:
    """Raise UnreadableError if a text is a dump of a database, or references in BibTeX."""
    if not head[:1].isascii() and suffix not in {".bib", ".sql"}:
        return
    if suffix == ".bib" or _BIBTEX.match(head):
        raise UnreadableError("no article: references in BibTeX; export them as RIS, with their abstracts, or as CSV")
    if suffix == ".sql" or _SQL_COMMENT.match(head) or _SQL.match(head):
        raise UnreadableError(f"no article: a dump of an SQL database; load it into a database and {_AS_CSV}")
