"""Read lists of references as databases and reference managers export them: RIS (.ris) and EndNote (.enw).

Source: Research Information Systems, RIS Format Specifications; EndNote, «Tagged EndNote Import Format».
"""

import re
from collections.abc import Iterator

from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.records import Record

_BEGIN = re.compile(r"TY {1,2}- ?\w|%0 \w")
_TAG = re.compile(r"(?P<ris>[A-Z][A-Z0-9]) {1,2}-(?: |\Z)|%(?P<endnote>[A-Z0-9@]) ")
# What tags are called here; of several for one field, the first with a value counts. Others keep their own names.
_NAMES = {
    "title": ("TI", "T1", "CT", "%T"),
    "abstract": ("AB", "N2", "%X"),
    "date": ("DA", "Y1", "PY", "%8", "%D"),
    "source": ("T2", "JF", "JO", "JA", "J2", "BT", "PB", "%J", "%B", "%I"),
    "author": ("AU", "A1", "%A"),
    "url": ("UR", "%U"),
    "keywords": ("KW", "%K"),
    "accession_number": ("AN", "%M"),
    "language": ("LA", "%G"),
    "doi": ("DO", "%R"),
}
_DAY = re.compile(r"\w+\W+\w+\W+\d")
_LISTS = frozenset({"author", "keywords"})


def is_citations(head: str) -> bool:
    """Return whether a text begins with the type of a reference."""
    return _BEGIN.match(head) is not None


def read_citations(text: str, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read each reference as an article, whose abstract is its text."""
    records = (Record(_named(tags), where=f"line {line}") for line, tags in _references(text) if tags)
    return limits.read_in_time(records, "the file")


def _references(text: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Yield the line at which each reference begins, and the values of its tags."""
    begun = 1
    tags: dict[str, list[list[str]]] = {}  # of each value its lines
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _TAG.match(line)
        tag = None if found is None else found["ris"] or f"%{found['endnote']}"
        if tag in {"TY", "ER", "%0"}:
            yield begun, _joined(tags)
            begun, tags, lines = number, {}, []
        elif found is None:  # a value goes on
            lines.append(line.strip())
        elif tag:
            lines = [line[found.end() :].strip()]
            tags.setdefault(tag, []).append(lines)
    yield begun, _joined(tags)


def _joined(tags: dict[str, list[list[str]]]) -> dict[str, list[str]]:
    """Return the values of tags that say something."""
    joined = {tag: ["\n".join(filter(None, lines)) for lines in values] for tag, values in tags.items()}
    return {tag: [value for value in values if value] for tag, values in joined.items() if any(values)}


def _named(tags: dict[str, list[str]]) -> dict[str, object]:
    """Return the fields of a reference by the names that they have here."""
    fields: dict[str, object] = {}
    for name, known in _NAMES.items():
        values = next((tags[tag] for tag in known if tag in tags), [])
        if values and name == "date":  # a day says more than a year
            every = [value.strip("/") for tag in known for value in tags.get(tag, [])]
            fields[name] = next(filter(_DAY.search, every), every[0])
        elif values:
            fields[name] = values if name in _LISTS else values[0]
    taken = {tag for known in _NAMES.values() for tag in known}
    return fields | {tag: " ".join(values) for tag, values in tags.items() if tag not in taken}
