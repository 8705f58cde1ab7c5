"""The names of a registry, compiled for matching: their forms indexed, their guards folded."""

from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.actors.registry.alias_forms import forms_of, split_name
from corpus_tools.actors.registry.alias_index import AliasIndex
from corpus_tools.actors.registry.guards import GuardWords
from corpus_tools.arrays import Bools, Ints
from corpus_tools.data_files import load_table
from corpus_tools.script import fold

#: The kind of the names of towns, which only tell where the events of a document happen.
PLACE = "place"
#: The kind of the names of other things that hold the name of an actor, such as «المحيط الهندي»; they have no actor.
OTHER = "other"
#: Kinds of names that mean their actor wherever nothing refuses them.
_FIRM = frozenset({"name", "acronym", "nisba"})
#: The types of actors that are persons.
PERSONS = frozenset({"leader", "official"})
#: The types of which a state has one: its actions tell whose it is.
POLITICAL = frozenset({"government", "army", "opposition"})
#: Types whose names the nisba of their own state may follow: «الحشد الشعبي العراقي».
_TAKES_OWN_NISBA = frozenset({"armed_group", "army", "party", "opposition"})


@dataclass(frozen=True, slots=True)
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
    since: pd.Timestamp | None
    until: pd.Timestamp | None

    @property
    def bare(self) -> str:
        """The first word of the name, folded, without its article: ألماني has none."""
        word = split_name(self.alias)[0]
        return word[2:] if fold(self.alias, profile="marks").startswith("ال") else word

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

    @classmethod
    def of(cls, infos: list[NameInfo]) -> "NameColumns":
        """Tabulate names."""
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
        return cls(kind, actor, state, is_firm, is_guarded, is_person, is_political, is_state, tells, takes_nisba)


class CompiledNames(NamedTuple):
    """What is known of each name, as objects and as columns, and the index of all their forms."""

    infos: list[NameInfo]
    columns: NameColumns
    alias_index: AliasIndex


def compile_names(actors: pd.DataFrame, names: pd.DataFrame) -> CompiledNames:
    """Compile the tables of a `Registry` for matching."""
    infos = _name_infos(actors, names)
    forms = (
        (form, row, rule)
        for row, info in enumerate(infos)
        for form, rule in forms_of(info.alias, info.kind, info.actor_type).items()
    )
    return CompiledNames(infos, NameColumns.of(infos), AliasIndex.of(forms))


def _name_infos(actors: pd.DataFrame, names: pd.DataFrame) -> list[NameInfo]:
    """Build the description of each name, and of the towns of each state as names of kind "place"."""
    proper = names[names["kind"] == "name"].groupby("actor_id")["name"]
    own_words = {actor_id: frozenset(chain.from_iterable(map(split_name, of_actor))) for actor_id, of_actor in proper}
    kin = actors[["state", "parent"]].astype(object).where(actors[["state", "parent"]].notna(), None)
    of_actors = zip(actors["type"], kin["state"], kin["parent"], strict=True)
    facts: dict[str, tuple[str, str | None, str | None]] = dict(zip(actors.index, of_actors, strict=True))
    infos = []
    columns = (names[name].tolist() for name in ("actor_id", "name", "kind", "guard", "since", "until"))
    for actor_id, name, kind, guard, *period in zip(*columns, strict=True):
        words = own_words.get(actor_id, frozenset())
        since, until = (None if moment is pd.NaT else moment for moment in period)
        folded = None if guard is None else GuardWords.of(guard)
        infos.append(NameInfo(actor_id, name, kind, *facts[actor_id], words, folded, since, until))
    for actor_id, places in zip(actors.index, actors["places"], strict=True):
        infos += [NameInfo(actor_id, place, PLACE, *facts[actor_id], frozenset(), None, None, None) for place in places]
    return infos + [NameInfo("", name, OTHER, OTHER, None, None, frozenset(), None, None, None) for name in _other_names()]


def _other_names() -> list[str]:
    """Read the names of other things; those of species and goods definite and indefinite."""
    table = load_table("borne_names")
    indefinite = (" ".join(word.removeprefix("ال") for word in name.split()) for name in table["nisba_names"])
    return list(dict.fromkeys([*table["other_names"], *table["nisba_names"], *indefinite]))
