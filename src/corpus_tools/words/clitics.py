"""Clitics: which chains of proclitics and which enclitics a word may have, as the table in `data/clitics.yaml` says."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Any, NamedTuple

import yaml

ARTICLE = "ال"


class Proclitics(NamedTuple):
    """A chain of proclitics: its letters, its parts, the kinds of stem that may follow and what it costs to read."""

    letters: str
    parts: tuple[str, ...]
    before: frozenset[str]
    cost: float
    definite: bool


class Enclitic(NamedTuple):
    """An enclitic, the kinds of stem that it may follow and what it costs to read."""

    letters: str
    after: frozenset[str]
    cost: float


@dataclass(frozen=True, slots=True)
class CliticTable:
    """Proclitic chains by first letter (longest first), enclitics by last letter, endings of stems before them."""

    proclitics: dict[str, tuple[Proclitics, ...]]
    enclitics: dict[str, tuple[Enclitic, ...]]
    stem_endings: dict[str, tuple[tuple[str, frozenset[str]], ...]]


@cache
def load_clitics() -> CliticTable:
    """Read the table of clitics that ships, once."""
    source = resources.files("corpus_tools") / "data" / "clitics.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(source.read_text("utf-8"), Loader=loader)  # noqa: S506 - both loaders are safe ones
    proclitics: dict[str, list[Proclitics]] = {}
    for chain in _chains(table["proclitics"]):
        proclitics.setdefault(chain.letters[0], []).append(chain)
    enclitics: dict[str, list[Enclitic]] = {}
    for row in table["enclitics"]:
        enclitic = Enclitic(row["form"], frozenset(row["after"]), row["cost"])
        enclitics.setdefault(enclitic.letters[-1], []).append(enclitic)
    endings: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in table["stem_endings"]:
        endings.setdefault(row["before_enclitic"], []).append((row["alone"].replace("ى", "ي"), frozenset(row["of"])))
    return CliticTable(
        {letter: tuple(sorted(chains, key=lambda c: -len(c.letters))) for letter, chains in proclitics.items()},
        {letter: tuple(sorted(group, key=lambda e: -len(e.letters))) for letter, group in enclitics.items()},
        {letter: tuple(group) for letter, group in endings.items()},
    )


def _chains(rows: list[dict[str, Any]]) -> list[Proclitics]:
    """Combine the proclitics of the slots in their order."""
    slots: dict[int, list[dict[str, Any] | None]] = {}
    for row in rows:
        slots.setdefault(row["slot"], [None]).append(row)
    chains = []
    for choice in product(*(slots[slot] for slot in sorted(slots))):
        chosen = [row for row in choice if row is not None]
        if not chosen:
            continue
        before = frozenset(chosen[-1]["before"])
        inner = [set(row["before"]) for row in chosen[:-1]]
        # What comes first must allow what follows: س stands before no article.
        if any(not before & allowed for allowed in inner):
            continue
        before = before.intersection(*inner) | (before & {"suffix"})
        parts = tuple(row["form"] for row in chosen)
        letters = "".join(parts).replace("ل" + ARTICLE, "لل")
        chains.append(
            Proclitics(letters, parts, before, round(sum(row["cost"] for row in chosen), 2), parts[-1] == ARTICLE)
        )
    return chains
