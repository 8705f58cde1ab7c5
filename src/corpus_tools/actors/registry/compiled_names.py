"""The names of a registry, compiled for matching: their forms indexed, their guards folded."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.registry.alias_forms import Form, forms_of, key, split_name
from corpus_tools.actors.registry.alias_index import AliasIndex
from corpus_tools.actors.registry.checks import find_state
from corpus_tools.actors.registry.entries import KINDS, TYPES, Entry, Guard
from corpus_tools.actors.registry.guards import GuardWords
from corpus_tools.actors.registry.short_names import is_foreign_state, short_names
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.arrays import Bools, Ints
from corpus_tools.data_files import load_table
from corpus_tools.garbage import rare_collection
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import MARKS

_Value = TypeVar("_Value")

_MARK = re.compile(rf"[{MARKS}]")
#: The kind of the names of towns, which only tell where the events of a document happen.
PLACE = "place"
#: The kind of the names of other things that hold the name of an actor, such as «المحيط الهندي»; they have no actor.
OTHER = "other"
#: The kind of a noun that, with the article, means the body or state last named by it: «الحركة», «المملكة».
HEAD = "head"
#: All kinds; columns hold the place of each here.
KINDS_OF_NAMES = (*KINDS, PLACE, OTHER, HEAD)
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


@cache
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    """Return the folded words of some names."""
    return frozenset(chain.from_iterable(map(split_name, names)))


@dataclass(slots=True, eq=False)
class NameInfo:
    """A name of the registry with what the rules need to know of it and of its actor."""

    actor_id: str
    alias: str
    kind: str
    actor_type: str
    state: str | None
    parent: str | None
    full_names: tuple[str, ...]  # of the actor
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

    @property
    def own_words(self) -> frozenset[str]:
        """The folded words of the full names of the actor."""
        return _words_of(self.full_names)

    def holds_at(self, published: datetime | None) -> bool:
        """Return whether the name was in use at a time of publication; True where the time is unknown."""
        if published is None:
            return True
        return not ((self.since and published < self.since) or (self.until and published >= self.until))


class NameColumns(NamedTuple):
    """What is asked of every name that is found, one array each; actors and states share codes, -1 is no state."""

    kind: Ints  # its place among KINDS_OF_NAMES
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
    def of(cls, infos: list[NameInfo], heads: list[Head], short: range, first_words: list[str]) -> "NameColumns":
        """Tabulate names; `short` are the rows of those made from full names, `first_words` are folded."""
        actor_ids, states = [info.actor_id for info in infos], [info.state or "" for info in infos]
        _, codes = _encode([*actor_ids, *states])
        actor = codes[: len(infos)]
        state = np.where(np.fromiter(map(len, states), np.int64, len(infos)) > 0, codes[len(infos) :], -1)
        kind_of = {kind: code for code, kind in enumerate(KINDS_OF_NAMES)}
        kind = np.array([kind_of[info.kind] for info in infos], dtype=np.int64)
        types, actor_type = _encode([info.actor_type for info in infos])
        is_firm = np.isin(KINDS_OF_NAMES, list(_FIRM))[kind]
        is_guarded = np.array([info.guard is not None for info in infos], dtype=bool)
        of_types = (PERSONS, POLITICAL, {"state"}, _TAKES_OWN_NISBA, {"media"})
        is_of = (np.isin(types, list(wanted))[actor_type] for wanted in of_types)
        is_person, is_political, is_state, takes_nisba, is_media = is_of
        tells = (state >= 0) & ~(is_person | is_media)
        is_short = np.isin(np.arange(len(infos)), short)
        flags = (is_firm, is_guarded, is_person, is_political, is_state, tells, takes_nisba, is_short)
        days, day = _encode([info.since for info in infos])
        since = np.array(days, dtype="datetime64[us]")[day]
        begun, by_type = _heads_of(infos, heads, first_words), _bits_of_types(heads)
        heads_by_type = np.array([by_type.get(one, 0) for one in types], dtype=np.int64)[actor_type]
        return cls(kind, actor, state, *flags, since, begun, heads_by_type)


def _encode(values: list[_Value]) -> tuple[list[_Value], Ints]:
    """Return the different values of a list, and the place among them of each."""
    codes = {value: code for code, value in enumerate(dict.fromkeys(values))}
    return list(codes), np.fromiter(map(codes.__getitem__, values), np.int64, len(values))


def _heads_of(infos: list[NameInfo], heads: list[Head], first_words: list[str]) -> Ints:
    """Return for each name which heads begin the names of its actor; of a head itself, its bit."""
    bits = _bits(heads)
    own = [bits.get(word.removeprefix(ARTICLE), 0) for word in first_words]
    of_actor: dict[str, int] = defaultdict(int)
    for info, bit in zip(infos, own, strict=True):
        if bit and info.kind in _FIRM and info.actor_type not in PERSONS:
            of_actor[info.actor_id] |= bit
    begun = [bit if info.kind == HEAD else of_actor.get(info.actor_id, 0) for info, bit in zip(infos, own, strict=True)]
    return np.array(begun, dtype=np.int64)


def _bits_of_types(heads: list[Head]) -> dict[str, int]:
    """Return for each type of actors which heads newspapers set before them."""
    bits = _bits(heads)
    return {kind: sum(bits[head.word] for head in heads if kind in head.types) for kind in TYPES}


def _bits(heads: list[Head]) -> dict[str, int]:
    """Return the bit of each head."""
    return {head.word: 1 << code for code, head in enumerate(heads)}


class CompiledNames(NamedTuple):
    """What is known of each name, as objects and as columns, and the index of all their forms."""

    types: dict[str, str]  # of the actors, by their ids
    infos: Mapping[int, NameInfo]  # by their row
    columns: NameColumns
    heads: list[Head]
    alias_index: AliasIndex


@rare_collection()
def compile_names(entries: Sequence[Entry]) -> CompiledNames:
    """Compile the entries of a registry for matching."""
    heads, infos = read_heads(), _name_infos(entries)
    forms = [_forms_of(info) for info in infos]
    taken = set(chain.from_iterable(forms))
    short = [
        (info.actor_id, *name)
        for info in _persons(infos).values()
        for name in short_names(info.alias, info.state, taken)
    ]
    are_short = range(len(infos), len(infos) + len(short))
    infos += _unlisted(infos, short)
    forms += map(_forms_of, infos[are_short.start :])
    index = _index(forms)
    _note_rivals(infos, index)
    first_words = [next(iter(of_name))[0] for of_name in forms]
    columns = NameColumns.of(infos, heads, are_short, first_words)
    types = {entry.id: entry.type for entry in entries}
    return CompiledNames(types, dict(enumerate(infos)), columns, heads, index)


def _forms_of(info: NameInfo) -> dict[Form, str]:
    """Return the forms of a name, each with the rule that made it."""
    is_foreign = info.actor_type in PERSONS and is_foreign_state(info.state)
    return forms_of(info.alias, info.kind, info.actor_type, is_foreign=is_foreign)


def _index(of_names: list[dict[Form, str]]) -> AliasIndex:
    """Index the forms of names."""
    names = np.repeat(np.arange(len(of_names)), list(map(len, of_names)))
    rules = [rule for of_name in of_names for rule in of_name.values()]
    return AliasIndex.of(list(chain.from_iterable(of_names)), names, rules)


def _persons(infos: list[NameInfo]) -> dict[str, NameInfo]:
    """Return the first full name of each person, in order."""
    full = {info.actor_id: info for info in reversed(infos) if info.kind == "name" and info.actor_type in PERSONS}
    return dict(reversed(full.items()))


def _unlisted(infos: list[NameInfo], short: list[tuple[str, str, bool]]) -> Iterator[NameInfo]:
    """Yield the descriptions of names that no entry lists: short names, those of other things, and heads."""
    persons = _persons(infos)
    for person, name, is_given in short:
        guard = GuardWords.of(Guard(document=(person,)), alone=is_given)
        yield replace(persons[person], alias=name, guard=guard)
    yield from (_nobodys(name, OTHER, OTHER) for name in _other_names())
    for head in read_heads():
        yield _nobodys(ARTICLE + head.written, HEAD, "state" if head.is_of_states else HEAD)


def _note_rivals(infos: list[NameInfo], index: AliasIndex) -> None:
    """Note of the names of persons that need their full one who else is called so: other persons, and nisbas."""
    needs_full = np.array([_needs_full_name(info) for info in infos], dtype=bool)
    may_be_rival = np.array([info.actor_type in PERSONS or info.kind == "nisba" for info in infos], dtype=bool)
    form = np.repeat(np.arange(len(index.first_name) - 1), np.diff(index.first_name))
    asked = np.flatnonzero(needs_full[index.names])
    claims = np.flatnonzero(np.isin(form, form[asked]) & may_be_rival[index.names])
    bearers: dict[int, list[NameInfo]] = defaultdict(list)
    for of_form, row in zip(form[claims].tolist(), index.names[claims].tolist(), strict=True):
        bearers[of_form].append(infos[row])
    rivals: dict[int, set[str | None]] = defaultdict(set)
    for of_form, row in zip(form[asked].tolist(), index.names[asked].tolist(), strict=True):
        rivals[row].update(one.state for one in bearers[of_form] if one.actor_id != infos[row].actor_id)
    tenures: dict[str, set[tuple[datetime, datetime | None]]] = defaultdict(set)
    for info in infos:
        if info.kind == "description" and info.since is not None:
            tenures[info.actor_id].add((info.since, info.until))
    for row, states in rivals.items():
        info = infos[row]
        if info.guard is not None:
            info.guard.rivals, info.guard.tenures = frozenset(states), tuple(sorted(tenures[info.actor_id], key=str))


def _needs_full_name(info: NameInfo) -> bool:
    """Return whether the full name of a person must vouch for a name of theirs that is no given one."""
    if info.guard is None or info.guard.alone or info.kind != "name":
        return False
    return info.actor_type in PERSONS and info.actor_id in info.guard.document_actors


def _name_infos(entries: Sequence[Entry]) -> list[NameInfo]:
    """Build the description of each name, and of the towns of each state as names of kind "place"."""
    by_id = {entry.id: entry for entry in entries}
    infos: list[NameInfo] = []
    places: list[NameInfo] = []
    for entry in entries:
        of_actor = (entry.type, find_state(entry, by_id), entry.parent)
        full = tuple(name.name for name in entry.names if name.kind == "name")
        for name in entry.names:
            guard = None if name.guard is None else GuardWords.of(name.guard)
            infos.append(NameInfo(entry.id, name.name, name.kind, *of_actor, full, guard, name.since, name.until))
        places += [NameInfo(entry.id, one, PLACE, *of_actor, (), None, None, None) for one in entry.places]
    return infos + places


def _nobodys(name: str, kind: str, actor_type: str) -> NameInfo:
    """Return the description of a name that is no actor's own."""
    return NameInfo("", name, kind, actor_type, None, None, (), None, None, None)


def _other_names() -> list[str]:
    """Read the names of other things; those of species and goods definite and indefinite."""
    table = load_table("borne_names")
    indefinite = [[word.removeprefix("ال") for word in name.split()] for name in table["nisba_names"]]
    accusative = [[word if word.endswith(("ة", "ء")) else word + "ا" for word in words] for words in indefinite]
    return list(dict.fromkeys([*table["other_names"], *table["nisba_names"], *map(" ".join, indefinite + accusative)]))
