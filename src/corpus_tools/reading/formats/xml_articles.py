"""Parse XML: find the article elements of a file, whatever they are called."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from corpus_tools.reading.fields import FieldNames, as_text, is_blank, missing_text
from corpus_tools.reading.formats.news_xml import read_news_xml
from corpus_tools.reading.formats.xml_text import local_name, text_of
from corpus_tools.reading.limits import MAX_XML_TRIES
from corpus_tools.reading.records import LineNumbers, Record, UnreadableError

Parents = dict[ET.Element, ET.Element]
Counts = dict[ET.Element, Counter[str]]

# Fields that an article has once; a second one belongs to another article or to the feed.
_UNIQUE = ("title", "published", "doc_id")
_TEXT = "text"
_SAYING = ("href", "value", "content", "date", "when", "norm", "term")
_TAG = re.compile(r"<(?P<close>/)?(?P<name>[^\W\d][\w.-]*)(?(close)\s*>|(?=[\s>]))")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_PREFIX = re.compile(r"(</?)[\w.-]+:(?=[\w.-])")
_ATTRIBUTE_PREFIX = re.compile(r"\sxmlns:[\w.-]+\s*=\s*(\"[^\"]*\"|'[^']*')|(?<=\s)[\w.-]+:(?=[\w.-]+\s*=)")


def parse_xml(text: str) -> ET.Element:
    """Return the root of an XML text, but refuse entities, which make a small file grow without bound."""
    if entity := _ENTITY.search(text):
        where = f"line {LineNumbers(text).at(entity.start())}"
        why = "which can unpack without bound; take the declaration out"
        raise UnreadableError(f"refused XML: an entity is declared on {where}, {why}")
    try:
        return ET.fromstring(text)  # noqa: S314 - entities are refused above, and expat fetches nothing
    except ET.ParseError as error:
        line, column = error.position
        reason = str(error).split(":")[0]
        truncated = reason in {"no element found", "unclosed token", "unclosed CDATA section"}
        what = "truncated" if truncated else "malformed"
        remedy = "fetch or copy the file again" if truncated else "correct the markup there"
        raise UnreadableError(f"{what} XML: line {line}, column {column + 1}: {reason}; {remedy}") from error


def read_xml(text: str, names: FieldNames) -> list[Record]:
    """Read the articles of an XML file; raise UnreadableError if there is none.

    An article is the largest element around one text: the parent of the element that is called text, body, النص or
    another known name, or the whole file if it has only one. Attributes are fields as elements are. An article that is
    not well formed or has no text is a record with a problem.
    """
    try:
        root = parse_xml(text)
    except UnreadableError as error:
        if "refused" in str(error):
            raise
        return _read_piecewise(text, names, error)
    known = read_news_xml(root)
    if known is not None:
        return known
    found = _articles(root, names)
    if not found:
        seen = dict.fromkeys(local_name(element.tag) for element in root.iter())
        raise UnreadableError(missing_text(seen, what="elements"))
    wheres = [f"record {number}" for number in range(1, len(found) + 1)] if len(found) > 1 else [None]
    return [Record(_values(element, names), where=where) for element, where in zip(found, wheres, strict=True)]


def _name(element: ET.Element) -> str:
    """Return the name of an element: its tag, or the attribute of ``<field name="title">``."""
    tag = local_name(element.tag)
    return element.get("name", tag) if tag in {"field", "property", "meta"} else tag


def _articles(root: ET.Element, names: FieldNames) -> list[ET.Element]:
    """Return the elements that are articles, in order."""
    tags = Counter(_name(element) for element in root.iter())
    # The name of the text or of the abstract, whichever is more frequent, since every article has it.
    known = [tag for tag in tags if names.field(tag) in {"text", "abstract"}]
    if not known:
        return []
    wanted = max(known, key=lambda tag: (tags[tag], -names.rank(tag)))
    parents = {child: parent for parent in root.iter() for child in parent}
    counts = _count_fields(root, parents, wanted, names)
    texts = [element for element in root.iter() if _name(element) == wanted]
    articles = {_climb(element, parents, counts): None for element in texts}
    around = {article: None for article in articles if _name(article) != wanted}
    if not around:
        # Several texts side by side: one article if a title or the like stands beside them, else one article each.
        groups = {parents.get(article, article): None for article in articles}
        around = {group: None for group in groups if any(counts[group][field] for field in _UNIQUE)}
    kept = around or articles
    kinds = {article.tag for article in kept if article is not root}
    return [one for one in root.iter() if one in kept or (one.tag in kinds and not counts[one][_TEXT])]


def _count_fields(root: ET.Element, parents: Parents, wanted: str, names: FieldNames) -> Counts:
    """Count the texts in each element, and the fields that an article has once."""
    counts: Counts = {element: Counter() for element in root.iter()}
    for element in reversed(counts):
        name = _name(element)
        field = _TEXT if name == wanted else names.field(name)
        if field == _TEXT or field in _UNIQUE:
            counts[element][str(field)] += name == wanted or field != _TEXT
        if element in parents:
            counts[parents[element]].update(counts[element])
    return counts


def _climb(element: ET.Element, parents: Parents, counts: Counts) -> ET.Element:
    """Return the largest element around a text that holds no second text and no second title."""
    while element in parents:
        inside, outside = counts[element], counts[parents[element]]
        if outside[_TEXT] > 1 or any(inside[field] and outside[field] > inside[field] for field in _UNIQUE):
            break
        element = parents[element]
    return element


def _values(article: ET.Element, names: FieldNames) -> dict[str, object]:
    """Return the fields of an article element: attributes, then elements that are fields or have no children."""
    said: dict[str, list[str]] = {local_name(name): [value] for name, value in article.attrib.items()}
    below = [*reversed(article)]
    while below:
        element = below.pop()
        name = _name(element)
        if len(element) and (names.field(name) is None or _holds_surer_text(element, names)):
            below += reversed(element)
            continue
        # The text of the element, or the attribute that holds it, as in Atom's <link href="…"/>.
        value = text_of(element) or next((element.attrib[name] for name in _SAYING if name in element.attrib), "")
        if not is_blank(value):
            said.setdefault(name, []).append(value)
    values: dict[str, object] = {name: as_text(several) for name, several in said.items()}
    if names.field(_name(article)) == "text" and not names.has_text(values):
        values = {name: value for name, value in values.items() if names.field(name)}
        values[_name(article)] = text_of(article)
    return values


def _holds_surer_text(element: ET.Element, names: FieldNames) -> bool:
    """Return whether an element that is called like a text holds one beside a byline, as the body of NITF does."""
    if names.field(_name(element)) != "text":
        return False
    texts = (name for name in map(_name, element.iter()) if names.field(name) == "text")
    return min(map(names.rank, texts)) < names.rank(_name(element))


class _Tags(NamedTuple):
    """Where the tags of an element stand."""

    opened: list[int]  # where each start tag begins
    closed: list[tuple[int, int]]  # where each end tag begins and ends


def _find_tags(text: str) -> dict[str, _Tags]:
    """Return the tags of each element of an ill-formed file, in the order in which the elements first open."""
    found: dict[str, _Tags] = {}
    for tag in _TAG.finditer(text):
        if tag["close"]:
            if tag["name"] in found:
                found[tag["name"]].closed.append(tag.span())
        else:
            found.setdefault(tag["name"], _Tags([], [])).opened.append(tag.start())
    return found


def _pieces(tags: _Tags) -> Iterator[tuple[int, int, int]]:
    """Yield where an element opens, where its content ends and where it ends, each time it is closed."""
    closed = iter(tags.closed)
    content_end = end = -1
    for start in tags.opened:
        if start < end:
            continue  # inside the one before
        while content_end < start:
            content_end, end = next(closed, (-1, -1))
            if end < 0:
                return
        yield start, content_end, end


def _read_piecewise(text: str, names: FieldNames, error: UnreadableError) -> list[Record]:
    """Read an ill-formed file article by article, so that one bad article costs no other."""
    n_read = 0
    for tag, tags in _find_tags(text).items():
        pieces = list(_pieces(tags))
        if len(tags.opened) < 2 or not any(
            text.find("<", start + 1, content_end) >= 0 for start, content_end, _ in pieces
        ):
            continue
        n_read += sum(end - start for start, _, end in pieces)
        if n_read > MAX_XML_TRIES * len(text):
            break
        lines = LineNumbers(text)
        records = [_read_piece(text[start:end], lines.at(start), names) for start, _, end in pieces]
        if any(names.has_text(record.fields) for record in records):
            rest = tags.opened[bisect_left(tags.opened, pieces[-1][2]) :]
            if rest:
                where = f"line {lines.at(rest[0])}"
                problem = f"truncated XML: the <{tag}> of {where} never closes; fetch or copy the file again"
                records.append(Record(where=where, problem=problem))
            return records
    raise error


def _read_piece(piece: str, line: int, names: FieldNames) -> Record:
    """Read one article of an ill-formed file."""
    where = f"line {line}"
    try:
        root = parse_xml(_ATTRIBUTE_PREFIX.sub("", _PREFIX.sub(r"\1", piece)))
    except UnreadableError as error:
        inside = re.search(r"line (\d+), column (\d+): (.*?);", str(error))
        at = f"line {line + int(inside[1]) - 1}: {inside[3]}" if inside else where
        return Record(where=where, problem=f"malformed XML: {at}; correct the markup of this record")
    return Record(_values(root, names), where=where)
