"""The names of the actors that ship, compiled for matching beforehand.

To compile them takes longer than to look for them in a thousand articles. So `scripts/build_actors.py` writes what
`compile_names` makes of them into `data/actor_names.npz`, and a test keeps the two equal. Of each name a line of JSON
tells the rest, which is read once a text holds the name.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.registry.alias_index import AliasIndex
from corpus_tools.actors.registry.compiled_names import CompiledNames, NameColumns, NameInfo, read_heads
from corpus_tools.actors.registry.guards import GuardWords
from corpus_tools.actors.registry.word_sets import WordSet

#: The words that a guard lists.
_WORDS = frozenset({"previous", "next", "near", "document_words", "not_previous", "not_next", "not_near"})
#: What is kept of the index as numbers, and all that is kept as lines of text.
_NUMBERS = ("roots", "steps", "form", "first_name", "names", "rules")
_TEXTS = ("words", "remainders", "rule_names", "actors", "types", "infos", "owners")


class _Infos(dict[int, NameInfo]):
    """What is known of each name, by its row, read from its line when it is asked for."""

    def __init__(self, lines: list[str], owners: list[str]) -> None:
        self._lines, self._owners = lines, owners

    def __missing__(self, row: int) -> NameInfo:
        """Read what is known of a name."""
        alias, kind, owner, guard, since, until = json.loads(self._lines[row])
        actor_id, actor_type, state, parent, names = json.loads(self._owners[owner])
        of_name = (None if guard is None else _read_guard(guard), _read_day(since), _read_day(until))
        info = self[row] = NameInfo(actor_id, alias, kind, actor_type, state, parent, tuple(names), *of_name)
        return info

    def __len__(self) -> int:
        """Return the number of names, read or not."""
        return len(self._lines)


def pack_names(names: CompiledNames) -> dict[str, NDArray[Any]]:
    """Return the arrays that compiled names are kept in."""
    columns = {f"column_{name}": _narrow(column) for name, column in names.columns._asdict().items()}
    index = names.alias_index
    numbers = {name: _narrow(getattr(index, name)) for name in _NUMBERS}
    remainders = sorted(index.remainders)
    texts = {"words": index.words, "remainders": remainders, "rule_names": index.rule_names}
    texts |= {"actors": names.types.keys(), "types": names.types.values()}
    infos = [names.infos[row] for row in range(len(names.infos))]
    owners = {line: code for code, line in enumerate(dict.fromkeys(map(_owner_of, infos)))}
    texts |= {"infos": [_write_info(info, owners[_owner_of(info)]) for info in infos], "owners": owners}
    return columns | numbers | {name: _as_bytes(lines) for name, lines in texts.items()}


@cache
def read_names() -> CompiledNames:
    """Return the names of the actors that ship."""
    with (resources.files("corpus_tools") / "data" / "actor_names.npz").open("rb") as file:
        packed = dict(np.load(file))
    columns = NameColumns(**{name: _widen(packed[f"column_{name}"]) for name in NameColumns._fields})
    words, remainders, rules, actors, types, *infos = (packed[name].tobytes().decode().split("\n") for name in _TEXTS)
    codes = dict(zip(words, range(len(words)), strict=True))
    numbers = {name: _widen(packed[name]) for name in _NUMBERS}
    index = AliasIndex(words=codes, remainders=set(remainders), rule_names=rules, **numbers)
    return CompiledNames(dict(zip(actors, types, strict=True)), _Infos(*infos), columns, read_heads(), index)


def _narrow(column: NDArray[Any]) -> NDArray[Any]:
    """Return numbers in four bytes where they fit, and others as they are."""
    is_small = column.dtype == np.int64 and len(column) and np.abs(column).max() < 1 << 31
    return column.astype(np.int32) if is_small else column


def _widen(column: NDArray[Any]) -> NDArray[Any]:
    """Return numbers in eight bytes, and others as they are."""
    return column.astype(np.int64) if column.dtype == np.int32 else column


def _as_bytes(lines: Iterable[str]) -> NDArray[np.uint8]:
    """Return lines of text as an array."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _write_info(info: NameInfo, owner: int) -> str:
    """Write what is known of a name beside its actor."""
    return _dump([info.alias, info.kind, owner, info.guard, info.since, info.until])


def _owner_of(info: NameInfo) -> str:
    """Write what is known of the actor of a name."""
    return _dump([info.actor_id, info.actor_type, info.state, info.parent, info.full_names])


def _dump(values: list[Any]) -> str:
    """Write values on a line."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: GuardWords | frozenset[str] | datetime) -> Any:
    """Return a value as JSON holds it: a set in order, of a guard what is not as in most."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    return {field.name: one for field in fields(value) if (one := getattr(value, field.name)) != field.default}


def _read_guard(packed: dict[str, Any]) -> GuardWords:
    """Read a guard."""
    lists: dict[str, Callable[[Any], Any]] = {
        "document_actors": frozenset,
        "rivals": frozenset,
        "not_written": tuple,
        "tenures": _read_days,
    }
    values = {name: lists[name](value) if name in lists else value for name, value in packed.items()}
    return GuardWords(**values | {name: _share(tuple(packed[name])) for name in _WORDS & packed.keys()})


def _read_days(tenures: list[tuple[str, str | None]]) -> tuple[tuple[datetime, datetime | None], ...]:
    """Read when somebody held an office."""
    return tuple((datetime.fromisoformat(since), _read_day(until)) for since, until in tenures)


@cache
def _share(words: tuple[str, ...]) -> WordSet:
    """Return folded words as a set; the guards of many names list the same."""
    return WordSet(words)


def _read_day(day: str | None) -> datetime | None:
    """Read the day from or until which a name is used."""
    return None if day is None else datetime.fromisoformat(day)
