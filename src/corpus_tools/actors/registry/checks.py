"""Checks of a registry: ids, parents, and names that two actors claim or that are common words."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import chain

from corpus_tools.actors.registry.alias_forms import key, split_name
from corpus_tools.actors.registry.entries import Entry, Name, Problem

#: A word of `document` in a guard: the events of the document happen in the state of the actor.
THEATRE = "theatre"
#: How many earlier claims to a name each claim is compared with.
_MAX_CLAIMS = 20
_MAX_CIRCLE = 8  # how many ids of a circle are written out


def find_problems(entries: list[Entry]) -> list[Problem]:
    """Find what is inconsistent in a registry."""
    by_id: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in entries:
        first = by_id.setdefault(entry.id, entry)
        if first is not entry:
            what = f"the id stands already in {place_in(first.file, first.line)}; rename one"
            problems.append((entry.file, entry.line, f"entry {entry.id}", what))
    checks = (_parent_problems(entries, by_id), _name_problems(entries, by_id), _claim_problems(entries, by_id))
    return [*problems, *chain.from_iterable(checks)]


def place_in(file: str, line: int) -> str:
    """Say where something stands; the line of what ships is unknown, 0."""
    return f"{file}, line {line}" if line else file


def find_state(entry: Entry, by_id: dict[str, Entry]) -> str | None:
    """Return the id of the nearest state among an actor and its parents, None where there is none."""
    at: Entry | None = entry
    seen: set[str] = set()
    while at is not None and at.id not in seen and at.type != "state":
        seen.add(at.id)
        at = by_id.get(at.parent or "")
    return at.id if at is not None and at.type == "state" else None


def _parent_problems(entries: list[Entry], by_id: dict[str, Entry]) -> Iterator[Problem]:
    """Find unknown parents and circles of parents."""
    settled: set[str] = set()
    for entry in entries:
        label = f"entry {entry.id}"
        if entry.parent is not None and entry.parent not in by_id:
            remedy = "give the id of an entry of this registry, or add it to those that ship (extend=True)"
            yield entry.file, entry.line, label, f"unknown parent {entry.parent!r}; {remedy}"
        parents: list[str] = []
        at: str | None = entry.id
        while at is not None and at in by_id and at not in settled:
            if at in parents:
                circle = parents[parents.index(at) :]
                if len(circle) > _MAX_CIRCLE:
                    circle[_MAX_CIRCLE - 2 : -1] = [f"… {len(circle) - _MAX_CIRCLE + 1} more …"]
                yield entry.file, entry.line, label, f"its parents run in a circle: {' ← '.join([*circle, at])}"
                break
            parents.append(at)
            at = by_id[at].parent
        settled.update(parents)


def _name_problems(entries: list[Entry], by_id: dict[str, Entry]) -> Iterator[Problem]:
    """Find names that can't be searched for, common words without a guard, and guards on unknown actors."""
    common = common_words()
    for entry in entries:
        for name in entry.names:
            label = f"entry {entry.id}"
            words = split_name(name.name)
            if sum(map(len, words)) < 2:
                what = "has no letter or digit" if not words else "is one letter"
                yield (
                    entry.file,
                    name.line,
                    label,
                    f"the name {name.name!r} {what}; write the name as a newspaper would",
                )
            elif len(words) == 1 and name.guard is None and name.kind != "description" and words[0] in common:
                remedy = "say under `ambiguous` what must stand near it"
                yield entry.file, name.line, label, f"the name {name.name!r} is a common word; {remedy}"
            for wanted in name.guard.document if name.guard else ():
                if wanted.isascii() and wanted != THEATRE and wanted not in by_id:
                    yield entry.file, name.line, label, f"`document` wants the unknown actor {wanted!r}"


def _claim_problems(entries: list[Entry], by_id: dict[str, Entry]) -> Iterator[Problem]:
    """Find names that two actors claim with nothing to tell them apart."""
    claims: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in chain.from_iterable(entry.names for entry in entries):
        claims[split_name(name.name)].append(name)
    for names in claims.values():
        for k, second in enumerate(names):
            for first in names[max(0, k - _MAX_CLAIMS) : k]:
                if first.actor_id == second.actor_id or _told_apart(first, second):
                    continue
                where = place_in(by_id[first.actor_id].file, first.line)
                what = f"the name {second.name!r} is also {first.actor_id}'s ({where})"
                remedy = "tell them apart by `from`/`to` or by `ambiguous`"
                yield by_id[second.actor_id].file, second.line, f"entry {second.actor_id}", f"{what}; {remedy}"


def _told_apart(first: Name, second: Name) -> bool:
    """Return whether dates, guards or the document decide between two claims to one name."""
    if first.kind == second.kind == "description" or (first.guard and second.guard):
        return True
    in_order = ((first, second), (second, first))
    return any(one.until and other.since and one.until <= other.since for one, other in in_order)


@cache
def common_words() -> frozenset[str]:
    """Read the words that are both everyday Arabic and the name of some actor, folded."""
    table = (resources.files("corpus_tools") / "data" / "common_words.txt").read_text(encoding="utf-8")
    return frozenset(key(line.strip()) for line in table.splitlines() if line.strip() and line[0] != "#")
