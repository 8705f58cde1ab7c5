"""The names of a registry, compiled for matching: their forms indexed, their guards folded."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.actors.registry.alias_forms import Form, forms_of, key, split_name
from corpus_tools.actors.registry.alias_index import AliasIndex
from corpus_tools.actors.registry.checks import find_state
from corpus_tools.actors.registry.entries import TYPES, Entry, Guard
from corpus_tools.actors.registry.guards import GuardWords
from corpus_tools.actors.registry.short_names import is_foreign_state, short_names
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.arrays import Bools, Ints
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import MARKS

_MARK = re.compile(rf"[{MARKS}]")
#: The kind of the names of towns, which only tell where the events of a document happen.
PLACE = "place"
#: The kind of the names of other things that hold the name of an actor, such as «المحيط الهندي»; they have no actor.
OTHER = "other"
#: The kind of a noun that, with the article, means the body or state last named by it: «الحركة», «المملكة».
HEAD = "head"
#: Kinds of names that mean their actor wherever nothing refuses them.
_FIRM = frozenset({"name", "acronym", "nisba"})
#: The types of actors that are persons.
PERSONS = frozenset({"leader", "official"})
#: The types of which a state has one: its actions tell whose it is.
POLITICAL = frozenset({"government", "army", "opposition"})
#: Types whose names the nisba of their own state may follow: «الحشد الشعبي العراقي».
_TAKES_OWN_NISBA = frozenset({"armed_group", "army", "party", "opposition"})


class Head(NamedTuple):
    """A noun that heads the names of bodies or states, and the types of actors that it may stand before."""

    written: str
    word: str  # folded
    types: frozenset[str]
    is_of_states: bool


@cache
def read_heads() -> list[Head]:
    """Read the nouns that head the names of bodies, then those of states."""
    table = load_table("definite_heads")
    bodies = [Head(word, key(word), frozenset(types), is_of_states=False) for word, types in table["bodies"].items()]
    return bodies + [Head(word, key(word), frozenset(), is_of_states=True) for word in table["states"]]


@cache
def head_bits() -> dict[str, int]:
    """Return the bit of each head, by how it is written in the construct state behind any proclitics."""
    heads = enumerate(read_heads())
    return {spelling: 1 << code for code, head in heads for spelling in WordSet([head.word]).without_article}


@cache
def _is_marked(name: str) -> bool:
    """Return whether a name has vowel marks."""
    return _MARK.search(name) is not None


@cache
def _bare_word(name: str) -> str:
    """Return the first word of a name, folded, without its article."""
    word = split_name(name)[0]
    return word[2:] if name.startswith(ARTICLE) else word


@dataclass(slots=True, eq=False)
class NameInfo:
    """A name of the registry with what the rules need to know of it and of its actor."""

    actor_id: str
    alias: str
    kind: str
    actor_type: str
    state: str | None
    parent: str | None
    own_words: frozenset[str]
    guard: GuardWords | None
    since: datetime | None
    until: datetime | None

    @property
    def is_marked(self) -> bool:
        """Whether the registry writes vowel marks in the name, which those of a text must agree with."""
        return _is_marked(self.alias)

    @property
    def bare(self) -> str:
        """The first word of the name, folded, without its article: ألماني has none."""
        return _bare_word(self.alias)

    def holds_at(self, published: pd.Timestamp | None) -> bool:
        """Return whether the name was in use at a time of publication; True where the time is unknown."""
        if published is None:
            return True
        return not ((self.since and published < self.since) or (self.until and published >= self.until))


class NameColumns(NamedTuple):
    """What is asked of every name that is found, one array each; actors and states share codes, -1 is no state."""

    kind: NDArray[np.str_]
    actor: Ints
    state: Ints
    is_firm: Bools
    is_guarded: Bools
    is_person: Bools
    is_political: Bools
    is_state: Bools
    tells_theatre: Bools
    takes_nisba: Bools
    is_short: Bools  # made from a full name, which the document must have
    since: NDArray[np.datetime64]  # NaT where the name was always in use
    heads: Ints  # which of the heads begin names of the actor, one bit each; of a head itself, its bit
    heads_by_type: Ints  # which of the heads newspapers set before actors of its type

    @classmethod
    def of(cls, infos: list[NameInfo], heads: list[Head], short: range) -> "NameColumns":
        """Tabulate names; `short` are the rows of those made from full names."""
        ids = dict.fromkeys(one for info in infos for one in (info.actor_id, info.state) if one is not None)
        codes: dict[str | None, int] = {one: code for code, one in enumerate(ids)}
        kind = np.array([info.kind for info in infos], dtype=str)
        actor_type = np.array([info.actor_type for info in infos], dtype=str)
        state = np.array([codes.get(info.state, -1) for info in infos], dtype=np.int64)
        actor = np.array([codes[info.actor_id] for info in infos], dtype=np.int64)
        is_firm = np.isin(kind, list(_FIRM))
        is_guarded = np.array([info.guard is not None for info in infos], dtype=bool)
        is_of = (np.isin(actor_type, list(types)) for types in (PERSONS, POLITICAL, {"state"}, _TAKES_OWN_NISBA))
        is_person, is_political, is_state, takes_nisba = is_of
        tells = (state >= 0) & ~is_person & (actor_type != "media")
        is_short = np.isin(np.arange(len(infos)), short)
        flags = (is_firm, is_guarded, is_person, is_political, is_state, tells, takes_nisba, is_short)
        since = np.array([info.since for info in infos], dtype="datetime64[us]")
        return cls(kind, actor, state, *flags, since, *_tabulate_heads(infos, heads))


def _tabulate_heads(infos: list[NameInfo], heads: list[Head]) -> tuple[Ints, Ints]:
    """Return for each name which heads begin the names of its actor, and which stand before actors of its type."""
    bits = {head.word: 1 << code for code, head in enumerate(heads)}
    of_actor: dict[str, int] = defaultdict(int)
    first_words = [split_name(info.alias)[0].removeprefix("ال") for info in infos]
    for info, word in zip(infos, first_words, strict=True):
        if info.kind in _FIRM and info.actor_type not in PERSONS:
            of_actor[info.actor_id] |= bits.get(word, 0)
    of_type = {kind: sum(bits[head.word] for head in heads if kind in head.types) for kind in TYPES}
    begun = [
        bits[word] if info.kind == HEAD else of_actor[info.actor_id]
        for info, word in zip(infos, first_words, strict=True)
    ]
    return np.array(begun, dtype=np.int64), np.array([of_type.get(info.actor_type, 0) for info in infos])


class CompiledNames(NamedTuple):
    """What is known of each name, as objects and as columns, and the index of all their forms."""

    infos: list[NameInfo]
    columns: NameColumns
    heads: list[Head]
    alias_index: AliasIndex


def compile_names(entries: Sequence[Entry]) -> CompiledNames:
    """Compile the entries of a registry for matching."""
    heads, infos = read_heads(), _name_infos(entries)
    forms, listed = list(_forms_of(infos)), len(infos)
    infos += _short_names(infos, {form for form, _, _ in forms})
    short = range(listed, len(infos))
    infos += [_nobodys(name, OTHER, OTHER) for name in _other_names()]
    infos += [_nobodys("ال" + head.written, HEAD, "state" if head.is_of_states else HEAD) for head in heads]
    forms += _forms_of(infos, first=listed)
    _note_rivals(infos, forms)
    return CompiledNames(infos, NameColumns.of(infos, heads, short), heads, AliasIndex.of(forms))


def _forms_of(infos: list[NameInfo], first: int = 0) -> Iterator[tuple[Form, int, str]]:
    """Yield the forms of some names, from a row on, each with the row and the rule that made it."""
    for row, info in enumerate(infos[first:], start=first):
        is_foreign = info.actor_type in PERSONS and is_foreign_state(info.state)
        for form, rule in forms_of(info.alias, info.kind, info.actor_type, is_foreign=is_foreign).items():
            yield form, row, rule


def _short_names(infos: list[NameInfo], taken: set[Form]) -> list[NameInfo]:
    """Build the short names of persons that the registry doesn't list, from the first name of each."""
    found: list[NameInfo] = []
    full = {info.actor_id: info for info in reversed(infos) if info.kind == "name" and info.actor_type in PERSONS}
    for info in reversed(full.values()):
        for name, is_given in short_names(info.alias, info.state, taken):
            guard = GuardWords.of(Guard(document=(info.actor_id,)), alone=is_given)
            found.append(replace(info, alias=name, guard=guard))
    return found


def _note_rivals(infos: list[NameInfo], forms: list[tuple[Form, int, str]]) -> None:
    """Note of the names of persons that need their full one who else is called so: other persons, and nisbas."""
    bearers: dict[Form, set[tuple[str, str | None]]] = defaultdict(set)
    of_row: dict[int, list[Form]] = defaultdict(list)
    for form, row, _ in forms:
        info = infos[row]
        if info.actor_type in PERSONS or info.kind == "nisba":
            bearers[form].add((info.actor_id, info.state))
        needs_own = info.guard is not None and info.actor_id in info.guard.document_actors
        if info.actor_type in PERSONS and info.kind == "name" and needs_own:
            of_row[row].append(form)
    tenures: dict[str, set[tuple[datetime, datetime | None]]] = defaultdict(set)
    for info in infos:
        if info.kind == "description" and info.since is not None:
            tenures[info.actor_id].add((info.since, info.until))
    for row, of_name in of_row.items():
        info, claims = infos[row], set[tuple[str, str | None]]().union(*(bearers[form] for form in of_name))
        if info.guard is not None and not info.guard.alone:
            info.guard.rivals = frozenset(state for actor, state in claims if actor != info.actor_id)
            info.guard.tenures = tuple(tenures[info.actor_id])


def _name_infos(entries: Sequence[Entry]) -> list[NameInfo]:
    """Build the description of each name, and of the towns of each state as names of kind "place"."""
    by_id = {entry.id: entry for entry in entries}
    infos: list[NameInfo] = []
    places: list[NameInfo] = []
    for entry in entries:
        of_actor = (entry.type, find_state(entry, by_id), entry.parent)
        words = frozenset(chain.from_iterable(split_name(name.name) for name in entry.names if name.kind == "name"))
        for name in entry.names:
            guard = None if name.guard is None else GuardWords.of(name.guard)
            infos.append(NameInfo(entry.id, name.name, name.kind, *of_actor, words, guard, name.since, name.until))
        places += [NameInfo(entry.id, one, PLACE, *of_actor, frozenset(), None, None, None) for one in entry.places]
    return infos + places


def _nobodys(name: str, kind: str, actor_type: str) -> NameInfo:
    """Return the description of a name that is no actor's own."""
    return NameInfo("", name, kind, actor_type, None, None, frozenset(), None, None, None)


def _other_names() -> list[str]:
    """Read the names of other things; those of species and goods definite and indefinite."""
    table = load_table("borne_names")
    indefinite = [[word.removeprefix("ال") for word in name.split()] for name in table["nisba_names"]]
    accusative = [[word if word.endswith(("ة", "ء")) else word + "ا" for word in words] for words in indefinite]
    return list(dict.fromkeys([*table["other_names"], *table["nisba_names"], *map(" ".join, indefinite + accusative)]))
