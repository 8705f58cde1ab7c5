"""Parse TREC-like SGML, as in the corpora of TREC, LDC and ANT, and in the output of WikiExtractor."""

import re
from html import unescape

from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.records import Record, line_at

# What stands between two tags is taken in one step, which is much quicker than `.*?`.
_DOC = re.compile(r"<DOC(?P<attributes>\s[^<>]*)?>(?P<inside>[^<]*+(?:<(?!/DOC\s*>)[^<]*+)*+)</DOC\s*>", re.IGNORECASE)
_OPEN = re.compile(r"<DOC(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?P<tag>[^\W\d][\w.-]*)(?:\s[^<>]*)?>(?P<inside>[^<]*+(?:<(?!/(?P=tag)\s*>)[^<]*+)*+)</(?P=tag)\s*>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\W\d][\w.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PARAGRAPH = re.compile(r"\s*(?:</?(?:P|BR|S|L)\s*/?>\s*)+", re.IGNORECASE)
# With the semicolon only: a URL may hold &copy=1.
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z]\w*);")
# Elements of a collection that may stand around the articles.
_WRAPPING = re.compile(r"<\?[^<>]*\?>|<!DOCTYPE[^<>]*>|<!--.*?-->|</?[^\W\d][\w.:-]*(?:\s[^<>]*)?>", re.DOTALL)


def read_sgml(text: str, names: FieldNames) -> list[Record]:
    """Read the articles of an SGML file: the elements and attributes of each ``<DOC>``, paragraphs as lines.

    A ``<DOC>`` that never closes, or text between two of them, is a record with a problem.
    """
    records: list[Record] = []
    end, line, counted = 0, 1, 0
    for match in _DOC.finditer(text):
        records += _between(text, end, match.start())
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        records.append(_read_doc(match, f"line {line}", names))
        end = match.end()
    return records + _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> list[Record]:
    """Report what stands between two articles, if it is more than the markup of the collection."""
    piece = text[start:end]
    if not piece.strip():
        return []
    opened = _OPEN.search(piece)
    rest = _WRAPPING.sub(lambda match: " " * len(match[0]), piece[: opened.start()] if opened else piece)
    problems = []
    if rest.strip():
        where = f"line {line_at(text, start + len(rest) - len(rest.lstrip()))}"
        problems.append((where, f"malformed SGML: text outside any <DOC> on {where}; put it inside one"))
    if opened:
        where = f"line {line_at(text, start + opened.start())}"
        problems.append((where, f"truncated SGML: the <DOC> of {where} never closes; fetch or copy the file again"))
    return [Record(where=where, problem=problem) for where, problem in problems]


def _read_doc(match: re.Match[str], where: str, names: FieldNames) -> Record:
    """Read one article."""
    if _OPEN.search(match["inside"]):
        problem = f"malformed SGML: a second <DOC> opens before the one of {where} closes; add the missing </DOC>"
        return Record(where=where, problem=problem)
    attributes = _ATTRIBUTE.findall(match["attributes"] or "")
    values = {name: unescape(a or b or c) for name, a, b, c in attributes} | _elements(match["inside"], names)
    if "<" not in match["inside"] and not names.has_text(values):
        values["text"] = _clean(match["inside"])
    return Record(values, where=where)


def _elements(inside: str, names: FieldNames) -> dict[str, str]:
    """Return the elements of an article; one that is no field but holds elements is replaced by these."""
    values: dict[str, str] = {}
    for match in _TAG.finditer(inside):
        tag, content = match["tag"], match["inside"]
        if names.field(tag) is None and "<" in content and _TAG.search(content):
            values.update(_elements(content, names))
        else:
            values[tag] = f"{values[tag]}\n{_clean(content)}" if tag in values else _clean(content)
    return values


def _clean(content: str) -> str:
    """Return content with line breaks for paragraph tags and characters for entities."""
    if "<" in content:
        content = _PARAGRAPH.sub("\n", content)
    if "&" in content:
        content = _ENTITY.sub(lambda match: unescape(match[0]), content)
    return content.strip()
