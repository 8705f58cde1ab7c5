"""JSON and JSON lines: the list of articles in a file, wherever it stands."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from corpus_tools.fields import FieldNames, missing_text
from corpus_tools.records import Record, UnreadableError, line_at

_DEEPEST = 6


def read_json(text: str, names: FieldNames) -> list[Record]:
    r"""Read the articles of a JSON file or of JSON lines.

    Parameters
    ----------
    text : str
        The decoded file: one article, a list of them, an object that holds such a list (or articles by their ids)
        at any depth, or one article a line.
    names : FieldNames
        What keys are called.

    Returns
    -------
    list of Record
        In the order of the file; a broken line, or what follows a break in a list, is a record with a problem.

    Raises
    ------
    UnreadableError
        If nothing can be read or no key holds the text.

    Examples
    --------
    >>> records = read_json('{"id": 1, "text": "بدأت الهدنة."}\n{"id": 2, "text": \n', FieldNames())
    >>> records[0].fields["text"], records[1].problem
    ('بدأت الهدنة.', 'truncated JSON: line 2, column 19: Expecting value; fetch or copy the file again')
    """
    try:
        whole = json.loads(text, strict=False)
    except RecursionError as error:
        raise UnreadableError("malformed JSON: it is nested too deeply; flatten it") from error
    except ValueError as error:
        found = list(_read_in_parts(text, error))
        if all(record.problem for record in found):
            raise UnreadableError(found[0].problem) from error
    else:
        found = list(_articles_in(whole, names))
    if not any(names.has_text(record.fields) for record in found):
        seen = dict.fromkeys(key for record in found for key in record.fields)
        raise UnreadableError(missing_text(seen or _keys_of(text), what="keys"))
    return [_with_text(record, names) for record in found]


def _keys_of(text: str) -> list[str]:
    """List the keys at the top of a file that holds no article."""
    top = json.loads(text, strict=False)
    return list(top) if isinstance(top, dict) else []


def _with_text(record: Record, names: FieldNames) -> Record:
    """Report a record among good ones that has no key for the text."""
    if record.problem or names.has_text(record.fields):
        return record
    return Record(record.fields, where=record.where, problem=missing_text(record.fields, what="keys"))


def _articles_in(value: object, names: FieldNames, *, depth: int = 0) -> Iterator[Record]:
    """Find the articles in a JSON value: the shallowest object or list of objects with a text."""
    if isinstance(value, dict) and names.has_text(value):
        yield Record(value)
        return
    found = _collection(value, names)
    if found is not None:
        for number, (key, item) in enumerate(found, 1):
            where = f"record {number}"
            if isinstance(item, str):
                yield Record({"text": item}, where=where)
            elif isinstance(item, dict):
                named = any(names.field(name) == "doc_id" for name in item)
                yield Record(item if named or key is None else {"doc_id": key, **item}, where=where)
            else:
                yield Record(where=where, problem=f"malformed record: {where} is no object; make it one with a text")
    elif depth < _DEEPEST:
        inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        for item in inside:
            below = list(_articles_in(item, names, depth=depth + 1))
            if below:
                yield from below
                return


def _collection(value: object, names: FieldNames) -> list[tuple[str | None, Any]] | None:
    """Take a list of articles, or articles by their ids; None if it is neither."""
    if isinstance(value, list):
        items: list[tuple[str | None, Any]] = [(None, item) for item in value]
    elif isinstance(value, dict):
        items = list(value.items())
        if not all(isinstance(item, dict) for _, item in items):
            return None
    else:
        return None
    objects = [item for _, item in items if isinstance(item, Mapping)]
    if any(names.has_text(item) for item in objects):
        return items
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return items
    return None


def _read_in_parts(text: str, error: ValueError) -> Iterator[Record]:
    """Read a file that is no single JSON value: JSON lines, or a list that breaks off."""
    if text.lstrip().startswith("["):
        yield from _read_broken_list(text)
        return
    lines = text.split("\n")
    if not _is_json(lines[0]) and not (len(lines) > 1 and _is_json(lines[1])):
        yield Record(problem=_explain(error, text, 0))
        return
    offset = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read_line(text, line, number, offset)
        offset += len(line) + 1


def _is_json(line: str) -> bool:
    """Tell whether a line is an object by itself."""
    try:
        return isinstance(json.loads(line, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _read_line(text: str, line: str, number: int, offset: int) -> Record:
    """Read one line of JSON lines."""
    where = f"line {number}"
    try:
        value = json.loads(line, strict=False)
    except ValueError as error:
        last = not text[offset + len(line) :].strip()
        return Record(where=where, problem=_explain(error, text, offset, cut=last))
    except RecursionError:
        return Record(where=where, problem=f"malformed JSON: {where} is nested too deeply; flatten it")
    if not isinstance(value, dict):
        return Record(where=where, problem=f"malformed record: {where} is no object; make it one with a text")
    return Record(value, where=where)


def _read_broken_list(text: str) -> Iterator[Record]:
    """Read the objects of a list up to where it breaks."""
    decoder = json.JSONDecoder(strict=False)
    at = text.index("[") + 1
    number = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,")) if text[at : at + 1] in " \t\r\n," else 0
        if text[at : at + 1] == "]":
            return
        number += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            where = f"record {number}, line {line_at(text, at)}"
            explained = (
                _explain(error, text, 0) if isinstance(error, ValueError) else "malformed JSON: nested too deeply"
            )
            yield Record(where=where, problem=f"{explained} (this record and those after it were not read)")
            return
        if isinstance(value, dict):
            yield Record(value, where=f"record {number}")


def _explain(error: ValueError, text: str, offset: int, *, cut: bool = True) -> str:
    """Say where JSON is broken, in lines and columns of the whole file."""
    if not isinstance(error, json.JSONDecodeError):
        return f"malformed JSON: {error}; correct it"
    at = offset + error.pos
    line = line_at(text, at)
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    truncated = cut and (not text[at:].strip() or "Unterminated string" in error.msg)
    return f"{'truncated' if truncated else 'malformed'} JSON: line {line}, column {column}: {error.msg}; " + (
        "fetch or copy the file again" if truncated else "correct it there"
    )
