"""Parse JSON and JSON lines: find the list of articles in a file, wherever it stands."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from corpus_tools.reading.fields import FieldNames, is_blank, missing_text
from corpus_tools.reading.formats.social_exports import mend_escaped_bytes, read_export
from corpus_tools.reading.limits import MAX_JSON_DEPTH, MAX_JSON_TRIES, MAX_NAMES_LISTED
from corpus_tools.reading.records import Record, UnreadableError, line_at

_DEEPEST = 6
_DECODER = json.JSONDecoder(strict=False)
_SEPARATORS = re.compile(r"[\s,]*")
_NEXT_OBJECT = re.compile(r",\s*(?=\{)|\n\s*(?=\{)")


def read_json(text: str, names: FieldNames) -> list[Record]:
    """Read the articles of a JSON file or of JSON lines; raise UnreadableError if there is none with a text.

    The file is one article, a list of them, an object that holds such a list (or articles by their ids) at any depth,
    or one article a line; or the export of a social network. A broken line, or what follows a break in a list, is a
    record with a problem.
    """
    text = mend_escaped_bytes(text)
    whole: object = None
    try:
        whole = json.loads(text, strict=False)
    except RecursionError as error:
        raise UnreadableError(_explain(error, text, 0)) from error
    except ValueError as error:
        found = list(_read_in_parts(text, error, names))
        if all(record.problem for record in found):
            raise UnreadableError(found[0].problem) from error
    else:
        exported = read_export(whole)
        if exported is not None:
            return exported
        found = list(_articles_in(whole, names))
    if not any(names.has_text(record.fields) for record in found):
        seen = dict.fromkeys(key for record in found for key in record.fields)
        raise UnreadableError(missing_text(seen or dict.fromkeys(_keys_in(whole)), what="keys"))
    return found


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


def _articles_in(value: object, names: FieldNames, *, depth: int = 0) -> Iterator[Record]:
    """Yield the articles in a JSON value: the shallowest object or list of objects with a text."""
    if isinstance(value, dict) and names.has_text(value) and not _is_envelope(value, names):
        yield Record(value)
        return
    if (found := _collection(value, names)) is not None:
        for number, (key, item) in enumerate(found, 1):
            has_id = key is None or any(names.field(name) == "doc_id" for name in item)
            yield _record_of(item if has_id else {"doc_id": key, **item}, f"record {number}")
    elif depth < MAX_JSON_DEPTH:
        inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        below = (list(_articles_in(item, names, depth=depth + 1)) for item in inside)
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
    are_articles = any(names.has_text(item) for _, item in items if isinstance(item, dict))
    are_texts = bool(items) and all(isinstance(item, str) for _, item in items)
    return items if are_articles or are_texts else None


def _read_in_parts(text: str, error: ValueError, names: FieldNames) -> Iterator[Record]:
    """Read a file that is no single JSON value: JSON lines, or a list that breaks off."""
    if text.lstrip().startswith("["):
        yield from _read_broken_list(text, names)
        return
    lines = text.split("\n")
    if not any(map(_is_object, lines[:2])):
        yield Record(problem=_explain(error, text, 0))
        return
    offset = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read_line(text, line, number, offset)
        offset += len(line) + 1


def _is_object(line: str) -> bool:
    """Return whether a line is an object by itself."""
    try:
        return isinstance(json.loads(line, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _read_line(text: str, line: str, number: int, offset: int) -> Record:
    """Read one line of JSON lines."""
    where = f"line {number}"
    try:
        return _record_of(json.loads(line, strict=False), where)
    except (ValueError, RecursionError) as error:
        last = not text[offset + len(line) :].strip()
        return Record(where=where, problem=_explain(error, text, offset, cut=last))


def _read_broken_list(text: str, names: FieldNames) -> Iterator[Record]:
    """Read the objects of a broken list; after a break, continue with the next object that has a text."""
    at, number = text.index("[") + 1, 0
    while True:
        gap = _SEPARATORS.match(text, at)
        at = gap.end() if gap else at
        if text[at : at + 1] == "]":
            return
        number += 1
        where = f"record {number}"
        try:
            value, at = _DECODER.raw_decode(text, at)
            yield _record_of(value, where)
        except (ValueError, RecursionError) as error:
            explained = _explain(error, text, 0)
            later = _next_article(text, max(at, getattr(error, "pos", at)), names)
            left = "this record was" if later else "this record and all after it were"
            yield Record(where=f"{where}, line {line_at(text, at)}", problem=f"{explained} ({left} not read)")
            if later is None:
                return
            at = later


def _next_article(text: str, start: int, names: FieldNames) -> int | None:
    """Return the offset of the next whole object with a text, or None."""
    for match in islice(_NEXT_OBJECT.finditer(text, start), MAX_JSON_TRIES):
        try:
            value, _ = _DECODER.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        if names.has_text(value):
            return match.end()
    return None


def _record_of(value: object, where: str) -> Record:
    """Return the record of a value in a list or on a line."""
    if isinstance(value, dict):
        return Record(value, where=where)
    if isinstance(value, str) and value.strip():
        return Record({"text": value}, where=where)
    return Record(where=where, problem=f"malformed record: {where} is no object; make it one with a text")


def _explain(error: ValueError | RecursionError, text: str, offset: int, *, cut: bool = True) -> str:
    """Return where JSON is broken, in lines and columns of the whole file."""
    if not isinstance(error, json.JSONDecodeError):
        return "malformed JSON: it is nested too deeply; flatten it"
    at = offset + error.pos
    column = at - text.rfind("\n", 0, at)
    where = f"line {line_at(text, at)}, column {column}: {error.msg.removesuffix(' starting at')}"
    if cut and (not text[at:].strip() or "Unterminated string" in error.msg):
        return f"truncated JSON: {where}; fetch or copy the file again"
    return f"malformed JSON: {where}; correct it there"
