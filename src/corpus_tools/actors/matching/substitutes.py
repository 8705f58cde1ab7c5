"""Selects what stands for a name: capitals and palaces that act, and descriptions that their document resolves."""

from collections import defaultdict

import numpy as np

from corpus_tools.actors.matching.candidates import Candidate, Candidates, RowsByDocument, gather
from corpus_tools.actors.matching.descriptions import select_descriptions
from corpus_tools.actors.matching.document_clues import CorpusClues, DocumentClues
from corpus_tools.actors.matching.metonyms import select_metonyms
from corpus_tools.actors.matching.names import Accepted, Names
from corpus_tools.actors.registry.compiled_names import PLACE
from corpus_tools.arrays import Bools, Ints


def select_substitutes(
    candidates: Candidates, corpus_clues: CorpusClues, accepted: Accepted, names: Names
) -> list[Candidate]:
    """Select the metonyms and descriptions that stand for an actor, of one document the metonyms first."""
    is_inside, overlaps = _relate_to_names(candidates, names)
    metonym = np.flatnonzero(candidates.is_kind("metonym") & ~overlaps)
    description = np.flatnonzero(candidates.is_kind("description") & ~is_inside)
    town = np.flatnonzero(candidates.is_kind("metonym", PLACE))
    description = description[_may_be_resolved(candidates, names, description, town)]
    town = town[_begin_within(candidates, town, description)]
    metonyms: dict[int, list[Candidate]] = defaultdict(list)
    for one in select_metonyms(candidates.context, list(candidates.make(metonym)), _decide_names(candidates, names)):
        metonyms[one.doc].append(one)
    docs = np.unique(candidates.doc[description])
    name = np.flatnonzero(np.isin(candidates.doc[names.row], docs))
    by_document = (
        gather(found, candidates.doc[rows], docs)
        for found, rows in (
            (names.make(candidates, name), names.row[name]),
            (candidates.make(description), description),
            (candidates.make(town), town),
        )
    )
    accepted_rows = RowsByDocument(candidates, accepted.row)
    selected: list[Candidate] = []
    for doc, named, descriptions, towns in zip(docs.tolist(), *by_document, strict=True):
        clues = DocumentClues(corpus_clues, doc, accepted_rows.of(doc))
        described = select_descriptions(candidates.context, descriptions, named, towns, clues)
        selected += [one for one in metonyms.pop(doc, ()) if not any(other.contains(one) for other in described)]
        selected += described
    return selected + [one for found in metonyms.values() for one in found]


def _decide_names(candidates: Candidates, names: Names) -> dict[int, bool]:
    """Return, by the rows of their last words, whether the outermost names are actors that may act: no nisbas."""
    outer = np.flatnonzero(~names.nested)
    acts = ~candidates.is_kind("nisba")[names.row[outer]]
    return dict(zip(names.last[outer].tolist(), acts.tolist(), strict=True))


def _relate_to_names(candidates: Candidates, names: Names) -> tuple[Bools, Bools]:
    """Return which candidates lie inside an outermost name, and which share a letter with one."""
    outer = np.flatnonzero(~names.nested)
    if not len(outer):
        return np.zeros(len(candidates), dtype=bool), np.zeros(len(candidates), dtype=bool)
    begins, _ = candidates.places(names.row[outer])
    ends = candidates.context.place(candidates.doc[names.row[outer]], names.end[outer])
    start, end = candidates.places(np.arange(len(candidates)))
    at_start = np.searchsorted(begins, start, side="right") - 1
    before_end = np.searchsorted(begins, end, side="left") - 1
    is_inside = (at_start >= 0) & (ends[at_start] >= end)
    overlaps = (before_end >= 0) & (ends[before_end] > start)
    return is_inside, overlaps


def _may_be_resolved(candidates: Candidates, names: Names, rows: Ints, towns: Ints) -> Bools:
    """Return which descriptions a rule may resolve: most are of bodies that their document doesn't name, and are not.

    The descriptions of one span are resolved together, so that all of them stay, or none.
    """
    columns, name = candidates.names.columns, candidates.name[rows]
    namers = names.row[~names.nested & ~candidates.is_kind("nisba")[names.row]]
    size = len(columns.actor)
    is_named = np.isin(
        candidates.doc[rows] * size + columns.actor[name],
        candidates.doc[namers] * size + columns.actor[candidates.name[namers]],
    )
    anchors = np.sort(np.append(candidates.first[names.row], candidates.first[towns]))
    last_anchor = np.searchsorted(anchors, candidates.last[rows], side="right")
    holds_anchor = last_anchor > np.searchsorted(anchors, candidates.first[rows], side="left")
    found = columns.is_political[name] | columns.is_guarded[name] | columns.is_person[name] | is_named | holds_anchor
    begins, ends = candidates.places(rows)
    chosen = np.lexsort((ends, begins))
    opens = (np.diff(begins[chosen], prepend=-1) != 0) | (np.diff(ends[chosen], prepend=-1) != 0)
    span = np.empty(len(rows), dtype=np.int64)
    span[chosen] = np.cumsum(opens) - 1
    return np.bincount(span, weights=found)[span] > 0


def _begin_within(candidates: Candidates, rows: Ints, others: Ints) -> Bools:
    """Return which rows begin at a word that one of the other candidates holds."""
    if not len(others):
        return np.zeros(len(rows), dtype=bool)
    reached = np.maximum.accumulate(candidates.last[others])
    at = np.searchsorted(candidates.first[others], candidates.first[rows], side="right") - 1
    return (at >= 0) & (reached[at] >= candidates.first[rows])
