"""Selects what stands for a name: capitals and palaces that act, and descriptions that their document resolves."""

from collections import defaultdict

import numpy as np

from corpus_tools.actors.matching.candidates import Candidate, Candidates, RowsByDocument, gather
from corpus_tools.actors.matching.descriptions import select_descriptions
from corpus_tools.actors.matching.document_clues import LOCATIVE, CorpusClues, DocumentClues
from corpus_tools.actors.matching.metonyms import BETWEEN, MOVING, is_between_places, select_metonyms
from corpus_tools.actors.matching.names import Accepted, Names
from corpus_tools.actors.registry.compiled_names import HEAD, PLACE, head_bits
from corpus_tools.arrays import Bools, Ints, are_in


def select_substitutes(
    candidates: Candidates, corpus_clues: CorpusClues, accepted: Accepted, names: Names
) -> list[Candidate]:
    """Select the metonyms and descriptions that stand for an actor, of one document the metonyms first."""
    is_inside, overlaps = _relate_to_names(candidates, names)
    metonym = np.flatnonzero(candidates.is_kind("metonym") & ~overlaps)
    description = np.flatnonzero(candidates.is_kind("description") & ~is_inside)
    town = np.flatnonzero(candidates.is_kind("metonym", PLACE))
    description = description[_may_be_resolved(candidates, names, description, town)]
    head = np.flatnonzero(candidates.is_kind(HEAD) & ~is_inside)
    description = np.sort(np.concatenate([description, head[_may_point_back(candidates, names, head)]]))
    town = town[_begin_within(candidates, town, description)]
    metonyms: dict[int, list[Candidate]] = defaultdict(list)
    outer = np.flatnonzero(~names.nested)
    acts = _may_act(candidates, names, outer)
    before_metonym = np.zeros(len(candidates.context.segments.doc) + 1, np.bool_)
    before_metonym[candidates.first[metonym] - 1] = True
    places, asked = candidates.last[candidates.is_kind(PLACE)], np.flatnonzero(before_metonym[names.last[outer]])
    decided = dict.fromkeys(places[before_metonym[places]].tolist(), False)
    decided |= dict(zip(names.last[outer[asked]].tolist(), acts[asked].tolist(), strict=True))
    accepted_rows = RowsByDocument(candidates, accepted.row)

    def clues_of(doc: int) -> DocumentClues:
        return DocumentClues(corpus_clues, doc, accepted_rows.of(doc))

    for one in select_metonyms(candidates.context, list(candidates.make(metonym)), decided, clues_of):
        metonyms[one.doc].append(one)
    docs = np.unique(candidates.doc[description])
    name = np.flatnonzero(np.isin(candidates.doc[names.row], docs))
    by_document = (
        gather(names.make(candidates, name), candidates.doc[names.row[name]], docs),
        *(gather(candidates.make(rows), candidates.doc[rows], docs) for rows in (description, town)),
    )
    selected: list[Candidate] = []
    for doc, named, descriptions, towns in zip(docs.tolist(), *by_document, strict=True):
        described = select_descriptions(candidates.context, descriptions, named, towns, clues_of(doc))
        selected += [one for one in metonyms.pop(doc, ()) if not any(other.contains(one) for other in described)]
        selected += described
    return selected + [one for found in metonyms.values() for one in found]


def _may_act(candidates: Candidates, names: Names, outer: Ints) -> Bools:
    """Return which outermost names may be actors that a capital joined to them acts with: no nisbas, and no places.

    What follows a preposition of place, or «بين» after a way, is a place, and what is joined to a place is one too.
    """
    context, row, last = candidates.context, names.row[outer], names.last[outer]
    first = candidates.first[row]
    with_in = candidates.have_proclitic("ب", row)
    is_place = with_in | context.are_among(np.maximum(first - 1, 0), LOCATIVE.written | MOVING.written)
    may_act: Bools = ~candidates.is_kind("nisba")[row] & ~is_place
    for at in np.flatnonzero(context.are_among(np.maximum(first - 1, 0), BETWEEN.written)).tolist():
        may_act[at] &= not is_between_places(context, int(first[at]))
    joined = np.flatnonzero(candidates.have_proclitic("و", row))
    before = np.searchsorted(last, first[joined] - 1)  # no outermost name ends in the word that another ends in
    is_beside = last[before] == first[joined] - 1
    for at, other in zip(joined[is_beside].tolist(), before[is_beside].tolist(), strict=True):
        may_act[at] &= may_act[other]
    return may_act


def _relate_to_names(candidates: Candidates, names: Names) -> tuple[Bools, Bools]:
    """Return which candidates lie inside an outermost name, and which share a letter with one."""
    row = names.row[~names.nested]
    # A name before all others ends nowhere.
    ends = np.append(-1, candidates.context.place(candidates.doc[row], names.end[~names.nested]))
    begins, _ = candidates.places(row)
    start, end = candidates.places(np.arange(len(candidates)))
    is_inside = ends[np.searchsorted(begins, start, side="right")] >= end
    return is_inside, ends[np.searchsorted(begins, end, side="left")] > start


def _namers(candidates: Candidates, names: Names) -> Ints:
    """Return the rows of the outermost names that are no nisbas."""
    row = names.row[~names.nested]
    return row[~candidates.is_kind("nisba")[row]]


def _may_be_resolved(candidates: Candidates, names: Names, rows: Ints, towns: Ints) -> Bools:
    """Return which descriptions a rule may resolve: most are of bodies that their document doesn't name, and are not.

    The descriptions of one span are resolved together, so that all of them stay, or none.
    """
    columns, name = candidates.names.columns, candidates.name[rows]
    with_description = np.zeros(len(candidates.context.texts), np.bool_)
    with_description[candidates.doc[rows]] = True
    namers = _namers(candidates, names)
    namers = namers[with_description[candidates.doc[namers]]]
    size = len(columns.actor)
    is_named = are_in(
        candidates.doc[rows] * size + columns.actor[name],
        candidates.doc[namers] * size + columns.actor[candidates.name[namers]],
    )
    of_states = np.append(names.row, towns)
    of_states = of_states[with_description[candidates.doc[of_states]]]
    is_of_state = columns.is_political[name] & are_in(
        candidates.doc[rows] * size + columns.state[name],
        candidates.doc[of_states] * size + columns.state[candidates.name[of_states]],
    )
    is_asked = columns.is_guarded[name] & ~columns.is_political[name]
    anchors = np.sort(candidates.first[of_states])
    past = np.searchsorted(anchors, candidates.last[rows], side="right")
    holds_anchor = past > np.searchsorted(anchors, candidates.first[rows], side="left")
    found = is_of_state | is_asked | columns.is_person[name] | is_named | holds_anchor
    order, opens = candidates.order_by_span(rows)
    span = np.empty_like(rows)
    span[order] = np.cumsum(opens) - 1
    return np.bincount(span, weights=found)[span] > 0


def _may_point_back(candidates: Candidates, names: Names, rows: Ints) -> Bools:
    """Return which heads begin the name of an actor that their document names; those of states may do without."""
    columns, heads, segments = candidates.names.columns, candidates.names.heads, candidates.context.segments
    namers = _namers(candidates, names)
    before = segments.word[np.maximum(candidates.first[namers] - 1, 0)].tolist()
    standing = np.array([head_bits().get(segments.keys[word], 0) for word in before], dtype=np.int64)
    found = np.zeros(len(candidates.context.texts), dtype=np.int64)
    begun = columns.heads[candidates.name[namers]] | (standing & columns.heads_by_type[candidates.name[namers]])
    np.bitwise_or.at(found, candidates.doc[namers], begun)
    of_states = sum(1 << code for code, head in enumerate(heads) if head.is_of_states)
    return (columns.heads[candidates.name[rows]] & (found[candidates.doc[rows]] | of_states)) > 0


def _begin_within(candidates: Candidates, rows: Ints, others: Ints) -> Bools:
    """Return which rows begin at a word that one of the other candidates holds."""
    reached = np.maximum.accumulate(np.append(-1, candidates.last[others]))
    first = candidates.first[rows]
    return reached[np.searchsorted(candidates.first[others], first, side="right")] >= first
