"""The names of a registry, made ready for matching: their forms indexed, their guards folded."""

from typing import NamedTuple

import pandas as pd

from corpus_tools.actors.alias_forms import forms_of, split_name
from corpus_tools.actors.alias_index import AliasIndex
from corpus_tools.actors.candidates import PLACE, NameInfo
from corpus_tools.actors.mention_context import GuardWords


class CompiledNames(NamedTuple):
    """What is known of each name, and the index of all their forms."""

    infos: list[NameInfo]
    forms: AliasIndex


def compile_names(actors: pd.DataFrame, names: pd.DataFrame) -> CompiledNames:
    """Make the names of a registry ready for matching.

    Parameters
    ----------
    actors, names : DataFrame
        The tables of a `Registry`.

    Returns
    -------
    CompiledNames
        The names and the index of their forms.
    """
    infos = _name_infos(actors, names)
    return CompiledNames(infos, _build_index(infos))


def _name_infos(actors: pd.DataFrame, names: pd.DataFrame) -> list[NameInfo]:
    """Gather what the rules need for each name, and the towns of each state as names of kind "place"."""
    own_words: dict[str, set[str]] = {}
    for actor_id, name, kind in zip(names["actor_id"], names["name"], names["kind"], strict=True):
        if kind == "name":
            own_words.setdefault(actor_id, set()).update(split_name(name))
    facts = {
        actor_id: (actor_type, None if pd.isna(state) else state, None if pd.isna(parent) else parent)
        for actor_id, actor_type, state, parent in zip(
            actors.index, actors["type"], actors["state"], actors["parent"], strict=True
        )
    }
    words = {actor_id: frozenset(found) for actor_id, found in own_words.items()}
    guards = {id(guard): GuardWords.of(guard) for guard in names["guard"] if guard is not None}
    infos = [
        NameInfo(
            actor_id,
            name,
            kind,
            *facts[actor_id],
            words.get(actor_id, frozenset()),
            None if guard is None else guards[id(guard)],
            None if since is pd.NaT else since,
            None if until is pd.NaT else until,
        )
        for actor_id, name, kind, guard, since, until in zip(
            *(names[c].tolist() for c in ("actor_id", "name", "kind", "guard", "since", "until")), strict=True
        )
    ]
    for actor_id, places in zip(actors.index, actors["places"], strict=True):
        infos += [NameInfo(actor_id, place, PLACE, *facts[actor_id], frozenset(), None, None, None) for place in places]
    return infos


def _build_index(infos: list[NameInfo]) -> AliasIndex:
    """Index the forms of all names."""
    return AliasIndex.of(
        (form, number, rule)
        for number, info in enumerate(infos)
        for form, rule in forms_of(info.alias, info.kind, info.actor_type).items()
    )
