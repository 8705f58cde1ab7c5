"""Parse TREC-like SGML, as in the corpora of TREC, LDC and ANT, and in the output of WikiExtractor."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.records import LineNumbers, Record, UnreadableError

_OPEN = re.compile(r"<DOC(?P<attributes>\s[^<>]*)?>", re.IGNORECASE)
_CLOSE = re.compile(r"</DOC\s*>", re.IGNORECASE)
# An element without tags in it, taken in one step; a start tag; or an end tag.
_TAG = re.compile(
    r"<(?P<name>[^\W\d][\w.-]*)(?:\s[^<>]*)?>(?:(?P<text>[^<]*+)</(?P=name)\s*>)?|</(?P<close>[^\W\d][\w.-]*)\s*>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\W\d][\w.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PARAGRAPH = re.compile(r"\s*(?:</?(?:P|BR|S|L)\s*/?>\s*)+", re.IGNORECASE)
# With the semicolon only: a URL may hold &copy=1.
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z]\w*);")
# Elements of a collection that may stand around the articles.
_WRAPPING = re.compile(r"<\?[^<>]*\?>|<!DOCTYPE[^<>]*>|</?[^\W\d][\w.:-]*(?:\s[^<>]*)?>")


def read_sgml(text: str, names: FieldNames, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read the articles of an SGML file: the elements and attributes of each ``<DOC>``, paragraphs as lines.

    A ``<DOC>`` that never closes, or text between two of them, is a record with a problem.
    """
    return limits.read_in_time(_docs(text, names, limits), "the file")


def _docs(text: str, names: FieldNames, limits: Limits) -> Iterator[Record]:
    """Yield the articles, and what stands between them."""
    lines = LineNumbers(text)
    end = 0
    while (opened := _OPEN.search(text, end)) and (closed := _CLOSE.search(text, opened.end())):
        yield from _between(text, end, opened.start(), lines)
        where = f"line {lines.at(opened.start())}"
        inside = text[opened.end() : closed.start()]
        yield _read_doc(opened["attributes"] or "", inside, where, names, limits)
        end = closed.end()
    yield from _between(text, end, len(text), lines)


def _between(text: str, start: int, end: int, lines: LineNumbers) -> list[Record]:
    """Report what stands between two articles, if it is more than the markup of the collection."""
    piece = text[start:end]
    if not piece.strip():
        return []
    opened = _OPEN.search(piece)
    rest = _WRAPPING.sub(_blank, _without_comments(piece[: opened.start()] if opened else piece))
    problems = []
    if rest.strip():
        where = f"line {lines.at(start + len(rest) - len(rest.lstrip()))}"
        problems.append((where, f"malformed SGML: text outside any <DOC> on {where}; put it inside one"))
    if opened:
        where = f"line {lines.at(start + opened.start())}"
        problems.append((where, f"truncated SGML: the <DOC> of {where} never closes; fetch or copy the file again"))
    return [Record(where=where, problem=problem) for where, problem in problems]


def _blank(match: re.Match[str]) -> str:
    """Return as many spaces as a match is long."""
    return " " * len(match[0])


def _without_comments(text: str) -> str:
    """Return a text of the same length with spaces for its comments."""
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += [text[at:start], " " * (end + 3 - start)]
        at = end + 3
    return "".join([*pieces, text[at:]])


def _read_doc(attributes: str, inside: str, where: str, names: FieldNames, limits: Limits) -> Record:
    """Read one article."""
    if _OPEN.search(inside):
        problem = f"malformed SGML: a second <DOC> opens before the one of {where} closes; add the missing </DOC>"
        return Record(where=where, problem=problem)
    values = {name: unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)} if attributes else {}
    try:
        values |= _elements(inside, names, limits)
    except UnreadableError as error:
        return Record(where=where, problem=str(error))
    if "<" not in inside and not names.has_text(values):
        values["text"] = _clean(inside)
    return Record(values, where=where)


def _elements(inside: str, names: FieldNames, limits: Limits) -> dict[str, str]:
    """Return the elements of an article; one that is no field but holds elements is replaced by these."""
    tags = list(_TAG.finditer(inside))
    groups = [tag.groups() for tag in tags]
    if all(text is not None for _, text, _ in groups):  # as in most articles, none holds another
        flat: dict[str, list[str]] = {}
        for name, text, _ in groups:
            flat.setdefault(name, []).append(_clean(text))
        return {name: "\n".join(several) for name, several in flat.items()}
    closed_by: list[int | None] = [None] * len(tags)  # by each start tag: itself, or the first end tag behind it
    ends: dict[str, int] = {}
    for at in reversed(range(len(tags))):
        name, text, close = groups[at]
        if close:
            ends[close.casefold()] = at
        else:
            closed_by[at] = ends.get(name.casefold()) if text is None else at
    said = _said(_Tagged(inside, tags, closed_by, limits), range(len(tags)), names)
    return {name: "\n".join(several) for name, several in said.items()}


class _Tagged(NamedTuple):
    """The content of an article and its tags."""

    inside: str
    tags: Sequence[re.Match[str]]
    closed_by: Sequence[int | None]
    limits: Limits

    def holds_elements(self, within: range) -> bool:
        """Return whether some tags are those of an element that ends within them."""
        return any((end := self.closed_by[at]) is not None and end < within.stop for at in within)


def _said(tagged: _Tagged, within: range, names: FieldNames, *, depth: int = 1) -> dict[str, list[str]]:
    """Return what the elements within some tags say, by their names."""
    if depth > tagged.limits.depth:
        problem = f"nested too deeply: more than {tagged.limits.depth:,} elements inside one another"
        raise tagged.limits.beyond("depth", problem, "flatten them")
    said: dict[str, list[str]] = {}
    tags, closed_by, after = tagged.tags, tagged.closed_by, within.start
    for at in within:
        end = closed_by[at]
        if at < after or end is None or end >= within.stop:
            continue
        name, content, _ = tags[at].groups()
        after = end + 1
        if content is None:
            if names.field(name) is None and tagged.holds_elements(inner := range(at + 1, end)):
                said.update(_said(tagged, inner, names, depth=depth + 1))
                continue
            content = tagged.inside[tags[at].end() : tags[end].start()]
        said.setdefault(name, []).append(_clean(content))
    return said


def _clean(content: str) -> str:
    """Return content with line breaks for paragraph tags and characters for entities."""
    if "<" in content:
        content = _PARAGRAPH.sub("\n", content)
    if "&" in content:
        content = _ENTITY.sub(lambda match: unescape(match[0]), content)
    return content.strip()
