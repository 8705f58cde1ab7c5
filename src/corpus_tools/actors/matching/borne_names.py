"""Names that something else bears: «مستشفى الكويت», «مدينة الملك سلمان», «المحيط الهندي», «فجر ليبيا» in quotes.

Who is meant there is a hospital, a town, a sea or a militia, and no actor of the registry.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from corpus_tools.actors.matching.candidates import Candidate, Candidates
from corpus_tools.actors.matching.context import CLOSING, OPENING, function_words
from corpus_tools.actors.matching.disambiguation import is_definite
from corpus_tools.actors.registry.compiled_names import OTHER, PLACE
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.actors.speech.finite_verbs import is_foreign_name
from corpus_tools.arrays import Bools, Ints
from corpus_tools.data_files import load_table

#: How many words a title in quotes has before the name at its end.
_TITLE_WORDS = 2


class _Bearers(NamedTuple):
    """The kinds of thing that bear names, as written in the construct state behind proclitics, and titles."""

    of_persons: frozenset[str]
    of_titled_persons: frozenset[str]
    of_states: frozenset[str]
    of_nisbas: frozenset[str]
    after_states: frozenset[str]
    after_persons: frozenset[str]
    women: frozenset[str]
    parents: frozenset[str]
    honours: frozenset[str]
    titles: frozenset[str]
    before_persons: frozenset[str]  # all that may stand right before the name of a person that something else bears
    before_states: frozenset[str]


@cache
def _bearers() -> _Bearers:
    """Read the table of kinds of thing."""
    words = {name: WordSet.of(load_table("borne_names")[name]) for name in _Bearers._fields[:-2]}
    persons, titled, states = (words[name].without_article for name in _Bearers._fields[:3])
    nisbas, honours, titles = words["of_nisbas"].written, words["honours"], words["titles"]
    after_states, after_persons, women = (words[name] for name in ("after_states", "after_persons", "women"))
    parents = words["parents"].written
    before = titled | persons | parents | honours | titles, states | nisbas
    kinds = (persons, titled | persons, states, nisbas, after_states, after_persons, women, parents, honours, titles)
    return _Bearers(*kinds, *before)


def drop_borne_names(candidates: Candidates) -> Candidates:
    """Return the candidates without those that something else bears."""
    is_other = candidates.is_kind(OTHER)
    others = np.flatnonzero(is_other)
    dropped = is_other.copy()
    within = np.flatnonzero(_lie_within(candidates, others))
    dropped[within] |= ~_have_span_of(candidates, within, others)
    rows = np.flatnonzero(~dropped & _may_be_borne(candidates))
    borne = np.array([one.row for one in candidates.make(rows) if _is_borne(candidates, one)], dtype=np.int64)
    dropped |= _lie_within(candidates, borne)
    return candidates.take(np.flatnonzero(~dropped)) if dropped.any() else candidates


def _lie_within(candidates: Candidates, others: Ints) -> Bools:
    """Return which candidates lie within one of some others."""
    begins, ends = candidates.places(others)
    order = np.argsort(begins, kind="stable")
    reached = np.maximum.accumulate(np.append(-1, ends[order]))
    start, end = candidates.places(np.arange(len(candidates)))
    return np.asarray(reached[np.searchsorted(begins[order], start, side="right")] >= end)


def _have_span_of(candidates: Candidates, rows: Ints, others: Ints) -> Bools:
    """Return which of some candidates begin and end where some others do."""
    start, end = candidates.places(rows)
    begins, ends = candidates.places(others)
    return np.isin(start, begins) & np.isin(end, ends)


def _may_be_borne(candidates: Candidates) -> Bools:
    """Return before which names a bearer or a title stands, and which states end a phrase in quotes."""
    columns, bearers, context = candidates.names.columns, _bearers(), candidates.context
    is_person = columns.is_person[candidates.name]
    is_state = columns.is_state[candidates.name] & ~candidates.is_kind(PLACE)  # «مدينة حلب» is Aleppo
    found: Bools = (is_person | is_state) & (candidates.proclitic == 0) & (candidates.first > 0)
    persons, states = np.flatnonzero(found & is_person), np.flatnonzero(found & is_state)
    first, following = candidates.first, np.minimum(candidates.last + 1, len(context.segments.doc) - 1)
    found[persons] = context.are_among(first[persons] - 1, bearers.before_persons)
    found[persons] |= context.are_among(following[persons], bearers.after_persons)
    found[states] = context.are_among(first[states] - 1, bearers.before_states)
    found[states] |= context.are_among(following[states], bearers.after_states)
    found[states] |= context.are_among(first[states], bearers.women)
    found[states] |= context.stand_before(candidates.last[states], CLOSING)
    return found


def _is_borne(candidates: Candidates, candidate: Candidate) -> bool:
    """Return whether something else bears a name."""
    context, bearers = candidates.context, _bearers()
    row = context.before(candidate.first)
    if row is None:
        return False
    if candidate.info.actor_type == "state":
        if candidate.info.kind == "nisba" and not is_definite(context, candidate):
            return False
        words = bearers.of_states if candidate.info.kind == "name" else bearers.of_states | bearers.of_nisbas
        is_borne = context.key(row) in words or context.key_after(candidate.last) in bearers.after_states
        is_borne = is_borne or (context.key(candidate.first) in bearers.women and _is_woman(candidates, candidate))
        return is_borne or (candidate.info.kind == "name" and _ends_title(candidates, candidate))
    if context.key_after(candidate.last) in bearers.after_persons or context.key(row) in bearers.parents:
        return True
    is_titled, at = context.key(candidate.first) in bearers.honours, row
    while context.key(at) in bearers.honours | bearers.titles and (before := context.before(at)) is not None:
        is_titled, at = is_titled or context.key(at) in bearers.honours, before
    return context.key(at) in (bearers.of_titled_persons if is_titled else bearers.of_persons)


def _is_woman(candidates: Candidates, candidate: Candidate) -> bool:
    """Return whether a family name follows a state that women are called like."""
    after = candidates.context.after(candidate.last)
    return after is not None and is_foreign_name(candidates.context.surface(after))


def _ends_title(candidates: Candidates, candidate: Candidate) -> bool:
    """Return whether a state ends a title in quotes: «فجر ليبيا», but not «في ليبيا» or «ليبيا»."""
    context = candidates.context
    text = context.texts[candidate.doc]
    if text[candidate.end : candidate.end + 1] not in set(CLOSING):
        return False
    row = candidate.first
    for _ in range(_TITLE_WORDS):
        before = context.before(row)
        if before is None or context.key(before) in function_words():
            return False
        row = before
        start = int(context.segments.start[row])
        if start and text[start - 1] in OPENING:
            return True
    return False
