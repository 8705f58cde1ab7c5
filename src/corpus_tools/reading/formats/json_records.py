"""Parse JSON and JSON lines: find the list of articles in a file, wherever it stands."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from corpus_tools.reading.fields import FieldNames, is_blank, missing_text
from corpus_tools.reading.formats.json_tables import rows_of_table
from corpus_tools.reading.formats.json_text import BrokenJsonError, decode_json, load_json
from corpus_tools.reading.formats.social_exports import mend_escaped_bytes, read_export, whole_post
from corpus_tools.reading.limits import (
    DEFAULT_LIMITS,
    MAX_JSON_DEPTH,
    MAX_JSON_PASSES,
    MAX_JSON_TRIES,
    MAX_NAMES_LISTED,
    Limits,
)
from corpus_tools.reading.records import LineNumbers, Record, UnreadableError

_SEPARATORS = re.compile(r"[\s,]*")
_TAIL = 1_000
_NEXT_OBJECT = re.compile(r",\s*(?=\{)|\n\s*(?=\{)")


def read_json(text: str, names: FieldNames, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read the articles of a JSON file or of JSON lines; raise UnreadableError if there is none with a text.

    The file is one article, a list of them, an object that holds such a list (or articles by their ids) at any depth,
    or one article a line; or the export of a social network. A broken line, or what follows a break in a list, is a
    record with a problem.
    """
    text = mend_escaped_bytes(text)
    whole: object = None
    try:
        whole = load_json(text, limits=limits)
    except BrokenJsonError as error:
        found = list(_read_in_parts(_Broken(text, limits), error, names))
        if all(record.problem for record in found):
            raise UnreadableError(found[0].problem) from error
    else:
        exported = read_export(whole)
        if exported is not None:
            return exported
        rows = rows_of_table(whole, names)
        found = list(articles_in(whole if rows is None else rows, names))
    return require_articles(found, whole, names)


def require_articles(found: list[Record], whole: object, names: FieldNames) -> list[Record]:
    """Return the articles found in a value; raise UnreadableError, which names its keys, if none has a text."""
    if not any(names.has_text(record.fields) for record in found):
        seen = dict.fromkeys(key for record in found for key in record.fields)
        raise UnreadableError(missing_text(seen or dict.fromkeys(_keys_in(whole)), what="keys"))
    return found


def read_json_lines(
    text: str, names: FieldNames, *, first: int, is_last: bool, limits: Limits = DEFAULT_LIMITS
) -> list[Record]:
    """Read some lines of a file of JSON lines, from one whose number is `first`; `is_last` if no more follow."""
    broken = _Broken(text, limits, first=first, is_last=is_last)
    numbered = ((number, *line) for number, line in enumerate(_lines(text), first))
    return limits.read_in_time((_read_line(broken, *line, names) for line in numbered if line[-1].strip()), "the file")


def begins_with_article(text: str, names: FieldNames) -> bool:
    """Return whether the first line of a text is an object by itself, and has the text of an article."""
    line = text.partition("\n")[0]
    return _is_object(line) and names.has_text(_record_of(load_json(line), "line 1", names).fields)


def _keys_in(value: object, *, depth: int = 0) -> Iterator[str]:
    """Yield the keys of the first object on each level of a JSON value, the shallowest first."""
    if depth > MAX_JSON_DEPTH:
        return
    if isinstance(value, list):
        objects = (item for item in value if isinstance(item, (dict, list)))
        yield from _keys_in(next(objects, None), depth=depth + 1)
    elif isinstance(value, dict):
        yield from islice(value, MAX_NAMES_LISTED)
        for item in islice(value.values(), MAX_NAMES_LISTED):
            yield from _keys_in(item, depth=depth + 1)


def articles_in(value: object, names: FieldNames, *, depth: int = 0) -> Iterator[Record]:
    """Yield the articles in a JSON value: the shallowest object or list of objects with a text."""
    if isinstance(value, dict) and names.has_text(value) and not _is_envelope(value, names):
        yield Record(whole_post(value))
        return
    if (found := _collection(value, names)) is not None:
        for number, (key, item) in enumerate(found, 1):
            has_id = key is None or any(names.field(name) == "doc_id" for name in item)
            yield _record_of(item if has_id else {"doc_id": key, **item}, f"record {number}", names)
    elif depth < MAX_JSON_DEPTH:
        inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        below = (list(articles_in(item, names, depth=depth + 1)) for item in inside)
        yield from next(filter(None, below), ())


def _is_envelope(value: dict[str, Any], names: FieldNames) -> bool:
    """Return whether an object stands around articles and describes them all, as a JSON feed does."""
    says = {names.field(name): name for name in value if not is_blank(value[name])}
    if "published" in says or says.get("text", "message") != "message":
        return False
    inside = (item for items in value.values() if isinstance(items, list) for item in items if isinstance(item, dict))
    return any(names.has_text(item) and {"title", "published", "url"} & set(map(names.field, item)) for item in inside)


def _collection(value: object, names: FieldNames) -> list[tuple[str | None, Any]] | None:
    """Return a list of articles, or articles by their ids, as pairs of id and article; None if it is neither."""
    items: list[tuple[str | None, Any]] = []
    if isinstance(value, list):
        items = [(None, item) for item in value]
    elif isinstance(value, dict) and all(isinstance(item, dict) for item in value.values()):
        items = list(value.items())
    are_articles = any(names.has_text(join_fields(item, names)) for _, item in items if isinstance(item, dict))
    are_texts = bool(items) and all(isinstance(item, str) for _, item in items)
    return items if are_articles or are_texts else None


def join_fields(value: dict[str, Any], names: FieldNames) -> dict[str, Any]:
    """Return an object with the fields of the one inside it that holds its text, if either tells of an article too.

    So answers of search engines and of papers have it: the day and the title beside an object with the text; and so
    has an object whose only text is a whole article («article»).
    """
    if dict not in map(type, value.values()):
        return value
    texts = [inner for name, inner in value.items() if names.field(name) == "text"]
    is_whole = len(texts) == 1 and isinstance(texts[0], dict) and names.tell_of_article(texts[0])
    if not is_whole and (names.has_text(value) or not names.tell_of_article(value)):
        return value
    for name, inner in value.items():
        if isinstance(inner, dict) and any(names.field(key) == "text" for key in inner):
            return {**inner, **{other: said for other, said in value.items() if other != name}}
    return value


def _read_in_parts(broken: "_Broken", error: BrokenJsonError, names: FieldNames) -> Iterator[Record]:
    """Read a file that is no single JSON value: JSON lines, or a list that breaks off."""
    text = broken.text
    if text.lstrip().startswith("["):
        yield from _read_broken_list(broken, names)
    elif any(_is_object(line) for _, line in islice(_lines(text), 2)):
        yield from read_json_lines(text, names, first=1, is_last=True, limits=broken.limits)
    else:
        yield Record(problem=broken.explain(error))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each line of a text begins, and the line."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, text[start:end]
        start = end + 1


def _is_object(line: str) -> bool:
    """Return whether a line is an object by itself."""
    try:
        return isinstance(load_json(line), dict)
    except BrokenJsonError:
        return False


class _Broken:
    """A file that is no JSON, or some lines of one, and where it is not."""

    def __init__(self, text: str, limits: Limits, *, first: int = 1, is_last: bool = True) -> None:
        self.text, self.limits = text, limits
        self.lines, self.first = LineNumbers(text), first
        tail = text[-_TAIL:]  # most texts end in one line break, and to strip that would copy all of them
        whole = text if tail.isspace() else tail
        self.end = len(text) - len(whole) + len(whole.rstrip()) if is_last else len(text) + 1

    def explain(self, error: BrokenJsonError, *, cut: bool = True) -> str:
        """Return where JSON is broken, in lines and columns of the whole file."""
        line, column = self.lines.place(error.offset)
        where = f"line {line + self.first - 1}, column {column}: {error.said}"
        if error.is_deep:
            return str(self.limits.beyond("depth", f"malformed JSON: {where}", "flatten it"))
        if cut and (error.offset >= self.end or error.is_cut):
            return f"truncated JSON: {where}; fetch or copy the file again"
        return f"malformed JSON: {where}; correct it there"


def _read_line(broken: _Broken, number: int, start: int, line: str, names: FieldNames) -> Record:
    """Read one line of JSON lines."""
    where = f"line {number}"
    try:
        return _record_of(load_json(line, limits=broken.limits), where, names)
    except BrokenJsonError as error:
        error.offset += start
        return Record(where=where, problem=broken.explain(error, cut=start + len(line) >= broken.end))


def _read_broken_list(broken: _Broken, names: FieldNames) -> Iterator[Record]:
    """Read the objects of a broken list; after a break, continue with the next object that has a text."""
    text = broken.text
    at, number = text.index("[") + 1, 0
    left = MAX_JSON_PASSES * max(len(text), MAX_JSON_TRIES)  # characters that may be read in vain
    while True:
        gap = _SEPARATORS.match(text, at)
        at = gap.end() if gap else at
        if text[at : at + 1] == "]":
            return
        number += 1
        where = f"record {number}"
        try:
            value, at = decode_json(text, at, limits=broken.limits)
            yield _record_of(value, where, names)
        except BrokenJsonError as error:
            line = broken.lines.at(at)
            later, n_read = _next_article(text, error.offset, names, most=left)
            left -= error.n_read + n_read
            unread = "this record was not read" if later else "this record and all after it were not read"
            yield Record(where=f"{where}, line {line}", problem=f"{broken.explain(error)} ({unread})")
            if later is None:
                return
            at = later


def _next_article(text: str, start: int, names: FieldNames, *, most: int) -> tuple[int | None, int]:
    """Return the offset of the next whole object with a text, or None, and how much was read in vain to find it."""
    n_read = 0
    for match in islice(_NEXT_OBJECT.finditer(text, start), MAX_JSON_TRIES):
        try:
            value, _ = decode_json(text, match.end())
        except BrokenJsonError as error:
            n_read += error.n_read
        else:
            if names.has_text(value if isinstance(value, dict) else ()):
                return match.end(), n_read
        if n_read > most:
            break
    return None, n_read


def _record_of(value: object, where: str, names: FieldNames) -> Record:
    """Return the record of a value in a list or on a line."""
    if isinstance(value, dict):
        return Record(join_fields(whole_post(value), names), where=where)
    if isinstance(value, str) and value.strip():
        return Record({"text": value}, where=where)
    return Record(where=where, problem=f"malformed record: {where} is no object; make it one with a text")
