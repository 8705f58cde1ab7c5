"""The chains of proclitics and the enclitics that a word may have, from `data/clitics.yaml`."""

from functools import cache
from itertools import product
from typing import Any, NamedTuple

from corpus_tools.data_files import load_table
from corpus_tools.proclitics import ARTICLE


class Proclitics(NamedTuple):
    """A chain of proclitics: its letters, its proclitics, the kinds of stem that may follow and its cost."""

    letters: str
    forms: tuple[str, ...]
    before: frozenset[str]
    cost: float
    definite: bool


class Enclitic(NamedTuple):
    """An enclitic, the kinds of stem that it may follow and its cost."""

    letters: str
    after: frozenset[str]
    cost: float


class StemEnding(NamedTuple):
    """The ending of a stem before an enclitic, the ending when it stands alone, and the kinds of such stems.

    `alone` is the spelling that is looked up, with ى as ي; `written` is the correct spelling.
    """

    letters: str
    alone: str
    written: str
    of: frozenset[str]


class CliticTable(NamedTuple):
    """The chains of proclitics (the first is empty), the enclitics (the last is empty) and the stem endings."""

    proclitics: tuple[Proclitics, ...]
    enclitics: tuple[Enclitic, ...]
    stem_endings: tuple[StemEnding, ...]


NO_PROCLITIC = Proclitics("", (), frozenset({"noun", "perfect", "imperfect", "closed"}), 0.0, definite=False)
NO_ENCLITIC = Enclitic("", frozenset(), 0.0)


@cache
def load_clitics() -> CliticTable:
    """Return the clitic table of the package, read once."""
    table = load_table("clitics")
    chains = sorted(_chains(table["proclitics"]), key=lambda chain: chain.forms)
    enclitics = [Enclitic(row["form"], frozenset(row["after"]), row["cost"]) for row in table["enclitics"]]
    enclitics.sort(key=lambda enclitic: (-len(enclitic.letters), enclitic.letters))
    endings = (
        StemEnding(row["before_enclitic"], row["alone"].replace("ى", "ي"), row["alone"], frozenset(row["of"]))
        for row in table["stem_endings"]
    )
    return CliticTable((NO_PROCLITIC, *chains), (*enclitics, NO_ENCLITIC), tuple(endings))


def _chains(rows: list[dict[str, Any]]) -> list[Proclitics]:
    """Return every allowed combination of proclitics, in the order of their slots."""
    slots: dict[int, list[dict[str, Any] | None]] = {}
    for row in rows:
        slots.setdefault(row["slot"], [None]).append(row)
    chains = []
    for choice in product(*(slots[slot] for slot in sorted(slots))):
        chosen = [row for row in choice if row is not None]
        *inner, before = (frozenset(row["before"]) for row in chosen) if chosen else [frozenset[str]()]
        # Each proclitic must allow the next: س never stands before the article.
        if before and all(before & allowed for allowed in inner):
            before = before.intersection(*inner) | (before & {"suffix"})
            forms = tuple(row["form"] for row in chosen)
            letters = "".join(forms).replace("ل" + ARTICLE, "لل")
            cost = round(sum(row["cost"] for row in chosen), 2)
            chains.append(Proclitics(letters, forms, before, cost, forms[-1] == ARTICLE))
    return chains
