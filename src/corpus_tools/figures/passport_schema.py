"""What a passport must hold: checked before anything that it says is believed."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeGuard

from corpus_tools.figures.passport import PICTURES, TABLES

_DEEPEST = 50  # objects and lists inside one another; options have two or three
# What makes a JSON file a passport, good or bad: any two of these.
_SIGNS = frozenset({"figure", "made_by", "corpus", "versions", "files"})


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _is_sum(value: object) -> bool:
    return _is_text(value) and re.fullmatch("[0-9a-f]{64}", value) is not None


def _is_text_or_none(value: object) -> bool:
    return value is None or _is_text(value)


def _is_plain(value: object, depth: int = 0) -> bool:
    """Return whether a value is nested no deeper than options are."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return depth < _DEEPEST and all(_is_plain(item, depth + 1) for item in below)


def _is_object(value: object) -> bool:
    return isinstance(value, dict) and _is_plain(value)


def _object_of(fields: Mapping[str, Callable[[object], bool]]) -> Callable[[object], bool]:
    """Return the check of an object with exactly these fields."""
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == fields.keys()
        and all(check(value[name]) for name, check in fields.items())
    )


_is_corpus = _object_of({"documents": _is_count, "problems": _is_count, "sha256": _is_sum})
_is_fingerprint = _object_of({"bytes": _is_count, "sha256": _is_sum})
_SCHEMA: dict[str, Callable[[object], bool]] = {
    "title": _is_text_or_none,
    "made_by": _object_of({"function": _is_text_or_none, "options": _is_object}),
    "corpus": lambda value: value is None or _is_corpus(value),
    "versions": lambda value: isinstance(value, dict) and all(map(_is_text, value.values())),
    "validation": _is_object,
    "evidence": _object_of(
        {
            "places": _is_count,
            "order": _is_text,
            "files": lambda value: isinstance(value, dict) and all(map(_is_count, value.values())),
        }
    ),
    "files": lambda value: isinstance(value, dict) and all(map(_is_fingerprint, value.values())),
}
_OPTIONAL = frozenset({"validation", "evidence"})


def first_wrong(passport: Mapping[str, Any], stem: str) -> str | None:
    """Return what is wrong with the content of a passport, None if nothing is."""
    own = {f"{stem}{ending}" for ending in (*PICTURES, *TABLES)}
    return next(_wrongs(passport, stem, own), None)


def _wrongs(passport: Mapping[str, Any], stem: str, own: set[str]) -> Iterator[str]:
    """Yield what is wrong, so that what comes later may rely on what came before."""
    required = {"figure", *_SCHEMA} - _OPTIONAL
    yield from (f"it has no {name}" for name in sorted(required - passport.keys()))
    yield from (f"it has a key {name[:40]!r}" for name in sorted(passport.keys() - _SCHEMA.keys() - {"figure"}))
    if passport["figure"] != stem:
        yield "it is of a figure of another name"
    yield from (
        f"{name} is not as it must be"
        for name, check in _SCHEMA.items()
        if name in passport and not check(passport[name])
    )
    named = {*passport["files"], *passport.get("evidence", {"files": {}})["files"]}
    yield from (f"it names the file {name[:80]!r}, which is none of this figure" for name in sorted(named - own))
    if not any(name.endswith(PICTURES) for name in passport["files"]):
        yield "it names no picture"


def is_meant_as_passport(value: object) -> TypeGuard[dict[str, Any]]:
    """Return whether a JSON value is a passport, good or bad, rather than a file of the reader's own."""
    return isinstance(value, dict) and len(_SIGNS & value.keys()) >= 2
