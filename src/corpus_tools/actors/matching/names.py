"""Selects the firm names (names, acronyms, nisbas) of a corpus: first those accepted, then the outermost of each place.

What most names need is decided for all at once; only names that a rule may refuse, that wait for their document, or
that share their span with another actor's are looked at one by one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from corpus_tools.actors.matching import disambiguation
from corpus_tools.actors.matching.candidates import Candidate, Candidates, RowsByDocument, gather
from corpus_tools.actors.matching.context import ADJOINING, word_lists
from corpus_tools.actors.matching.document_clues import CorpusClues, DocumentClues
from corpus_tools.actors.matching.guard_answers import answer_by_context
from corpus_tools.arrays import Bools, Ints, are_in, order_by

NEVER = np.iinfo(np.int64).max  # the turn of names that are not accepted


@dataclass(frozen=True, slots=True, eq=False)
class Accepted:
    """The firm names that nothing refuses, by document and in the order of acceptance."""

    row: Ints  # among the candidates
    reasons: dict[int, str]  # from a row to what decided, where a guard did


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The names of a corpus, in order of the text."""

    row: Ints  # among the candidates
    last: Ints  # where they end: behind the nisba that some take with them
    end: Ints
    nested: Bools  # whether they lie inside, or run into, another
    others: dict[int, tuple[str, ...]]  # from a row to the actors that may be meant, where they are several

    def make(self, candidates: Candidates, which: Ints) -> Iterator[Candidate]:
        """Yield objects for some of them, one after the other, for rules to look at."""
        last, end = candidates.last.copy(), candidates.end.copy()
        last[self.row], end[self.row] = self.last, self.end
        longer = replace(candidates, last=last, end=end)
        for name, is_nested in zip(longer.make(self.row[which]), self.nested[which].tolist(), strict=True):
            name.nested = is_nested
            yield name


def accept_names(candidates: Candidates, corpus_clues: CorpusClues) -> Accepted:
    """Accept the firm names that nothing refuses."""
    columns = candidates.names.columns
    is_firm = columns.is_firm[candidates.name] & _may_be_named(candidates)
    is_firm[_begin_in_kaf(candidates, is_firm)] = False
    may_be_another = _may_be_another_person(candidates)
    asked = np.flatnonzero(is_firm & (columns.is_guarded[candidates.name] | may_be_another))
    answers = answer_by_context(candidates, asked, may_be_another[asked])
    turn = np.where(is_firm, 0, NEVER)
    turn[asked[~answers.is_accepted]] = NEVER
    reasons = answers.reasons
    waiting: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates.make(asked[answers.is_open]):
        waiting[candidate.doc].append(candidate)
    accepted_alone = RowsByDocument(candidates, np.flatnonzero(turn == 0))
    for doc, names in waiting.items():
        clues = DocumentClues(corpus_clues, doc, accepted_alone.of(doc))
        for position, name in enumerate(_accept_by_document(names, clues), start=1):
            turn[name.row] = position
            reasons[name.row] = name.reason
    row = np.flatnonzero(turn < NEVER)
    return Accepted(row[order_by(candidates.doc[row], turn[row])], reasons)


def _may_be_named(candidates: Candidates) -> Bools:
    """Return which names are no short ones, or may be those of an actor whom their document names in full.

    An actor may be vouched for in another way, too: by an office before a short name, or a person joined to it.
    """
    columns = candidates.names.columns
    is_short, is_firm = columns.is_short[candidates.name], columns.is_firm[candidates.name]
    short, actor = np.flatnonzero(is_short), columns.actor[candidates.name]
    has_short = np.zeros(len(columns.actor), np.bool_)
    has_short[actor[short]] = True
    full = np.flatnonzero(is_firm & ~is_short & has_short[actor])
    pair, found = candidates.doc * len(columns.actor) + actor, ~is_short
    found[short] = are_in(pair[short], pair[full])
    lone = np.flatnonzero(~found & (candidates.first > 1))
    before = candidates.first[lone] - 1
    lists, are_among = word_lists(), candidates.context.are_among
    offices = lists["surname_offices"].written
    vouches = are_among(before, offices | lists["surname_heads"].without_article) | are_among(before - 1, offices)
    vouches |= are_in(before, candidates.last[is_firm & columns.is_person[candidates.name]])
    found[short] |= are_in(pair[short], pair[lone[vouches]])
    return found


def _begin_in_kaf(candidates: Candidates, is_firm: Bools) -> Ints:
    """Return which nisbas are names or words with a ك of their own: «كروس», «كارمن», but «كالألمانية»."""
    rows = np.flatnonzero(is_firm & candidates.is_kind("nisba") & (candidates.proclitic != 0))
    rows = rows[candidates.have_proclitic("ك", rows)]
    is_own = [not disambiguation.is_definite(candidates.context, one) for one in candidates.make(rows)]
    found: Ints = rows[np.array(is_own, dtype=bool)]
    return found


def _may_be_another_person(candidates: Candidates) -> Bools:
    """Return for which names `is_another_person` has something to look at: a given name or the like stands before."""
    columns = candidates.names.columns
    is_short = columns.is_person[candidates.name] & (candidates.first == candidates.last)
    found: Bools = (is_short | candidates.is_kind("nisba")) & (candidates.proclitic == 0) & (candidates.first > 0)
    given = word_lists()["given_names"] | word_lists()["kin_before"]
    found[found] = candidates.context.are_among(candidates.first[found] - 1, given)
    return found


def _accept_by_document(waiting: list[Candidate], clues: DocumentClues) -> list[Candidate]:
    """Accept what a document decides; what was accepted may decide more."""
    accepted: list[Candidate] = []
    while True:
        now: list[Candidate] = []
        later: list[Candidate] = []
        for candidate in waiting:
            (now if disambiguation.decide_by_document(candidate, clues) else later).append(candidate)
        if not now:
            return accepted
        accepted, waiting = accepted + now, later
        clues = DocumentClues(clues.corpus_clues, clues.doc, [*clues.accepted, *(c.row for c in now)])


def select_names(candidates: Candidates, corpus_clues: CorpusClues, accepted: Accepted) -> Names:
    """Select one name a span, mark those inside another, and extend groups by the nisba of their state."""
    row, others = _disambiguate_spans(candidates, corpus_clues, accepted)
    nested, kept, until = _find_nested(candidates, row)
    last, end = candidates.last[row[until[kept]]], candidates.end[row[until[kept]]]
    row, nested = row[kept], nested[kept]
    group, nisba = _own_nisbas(candidates, row, np.flatnonzero(~nested))
    last[group], end[group] = last[nisba], end[nisba]
    nested[nisba] = True
    return Names(row, last, end, nested, others)


def _disambiguate_spans(
    candidates: Candidates, corpus_clues: CorpusClues, accepted: Accepted
) -> tuple[Ints, dict[int, tuple[str, ...]]]:
    """Keep one candidate a span, in order of the text; where dates don't decide, it carries all actors."""
    order, opens = candidates.order_by_span(accepted.row)
    row, span_of = accepted.row[order], np.cumsum(opens) - 1
    chosen, others = row[opens], dict[int, tuple[str, ...]]()
    actor, is_nisba = candidates.names.columns.actor[candidates.name[row]], candidates.is_kind("nisba")[row]
    differs = (actor != actor[opens][span_of]) | (is_nisba != is_nisba[opens][span_of])
    disputed = np.unique(span_of[differs])
    of_disputed = np.isin(span_of, disputed)
    claims = gather(candidates.make(row[of_disputed]), span_of[of_disputed], disputed)
    for span, found in zip(disputed.tolist(), claims, strict=True):
        if disambiguation.is_adjective(candidates.context, found[0]):
            found.sort(key=lambda claim: claim.info.kind != "nisba")
        settled = disambiguation.settle_surname(candidates.context, found)
        choice = disambiguation.disambiguate(settled, corpus_clues.published[found[0].doc])
        chosen[span] = choice.row
        if choice.others:
            others[choice.row] = choice.others
    return chosen, others


def _find_nested(candidates: Candidates, row: Ints) -> tuple[Bools, Bools, Ints]:
    """Return which names lie inside, or run into, the outer one before, which are kept, and with which each ends.

    Kept are not those of its own actor: one that runs on makes it longer («الملك سلمان» and «سلمان بن عبد العزيز»).
    Only names that begin before another has ended are looked at one by one.
    """
    begins, ends = candidates.places(row)
    actor = candidates.names.columns.actor[candidates.name[row]]
    nested, kept, until = np.zeros(len(row), dtype=bool), np.ones(len(row), dtype=bool), np.arange(len(row))
    reached = np.maximum.accumulate(ends)
    outer = previous = -1
    for at in (np.flatnonzero(begins[1:] < reached[:-1]) + 1).tolist():
        if at - 1 != previous:
            outer = at - 1
        previous = at
        if begins[at] < ends[outer]:
            nested[at] = True
            kept[at] = actor[at] != actor[outer]
            if not kept[at] and ends[at] > ends[outer]:
                ends[outer], until[outer] = ends[at], at
        else:
            outer = at
    return nested, kept, until


def _own_nisbas(candidates: Candidates, row: Ints, outer: Ints) -> tuple[Ints, Ints]:
    """Find names of groups that the nisba of their own state follows, with ال: places of both among the names."""
    columns, is_nisba = candidates.names.columns, candidates.is_kind("nisba")
    group, nisba = outer[:-1], outer[1:]
    a, b = row[group], row[nisba]
    found = (
        ~is_nisba[a]
        & columns.takes_nisba[candidates.name[a]]
        & is_nisba[b]
        & (columns.actor[candidates.name[b]] == columns.state[candidates.name[a]])
        & (candidates.proclitic[b] == 0)
        & (candidates.first[b] == candidates.last[a] + 1)
    )
    found[found] = candidates.context.adjoin(candidates.last[a[found]], ADJOINING)
    found[found] = [candidates.context.key(first).startswith("ال") for first in candidates.first[b[found]].tolist()]
    return group[found], nisba[found]
