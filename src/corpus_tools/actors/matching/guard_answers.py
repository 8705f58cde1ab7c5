"""What the words right before and after names make of their guards: decided for all names at once.

Only names of which more must be asked (words near them, quotation marks, vowel marks, a given name before) are looked
at one by one.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from corpus_tools.actors.matching import disambiguation
from corpus_tools.actors.matching.candidates import Candidates
from corpus_tools.actors.matching.context import ADJOINING
from corpus_tools.actors.registry.compiled_names import NameInfo
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.arrays import Bools, Ints


class Answers(NamedTuple):
    """What the context of names says of them: of the others the document decides, or they are refused."""

    is_accepted: Bools
    is_open: Bools  # for the document to decide
    reasons: dict[int, str]  # what accepted each row


class _Guards:
    """The guards of some candidates, and the words right before and after these."""

    def __init__(self, candidates: Candidates, rows: Ints) -> None:
        self._context = candidates.context
        names, self._which = np.unique(candidates.name[rows], return_inverse=True)
        self._infos = [candidates.names.infos[name] for name in names.tolist()]
        first, last = candidates.first[rows], candidates.last[rows]
        self._before = np.where(self._adjoin(first - 1), candidates.context.segments.word[first - 1], -1)
        following = np.minimum(last + 1, len(candidates.context.segments.doc) - 1)
        self._after = np.where(self._adjoin(last), candidates.context.segments.word[following], -1)

    def _adjoin(self, rows: Ints) -> Bools:
        """Return for some rows, -1 among them, whether the next word adjoins."""
        found: Bools = rows >= 0
        found[found] = self._context.adjoin(rows[found], ADJOINING)
        return found

    def are(self, asked: Sequence[bool]) -> Bools:
        """Return for each candidate what is said of its name."""
        return np.array(asked, dtype=bool)[self._which]

    @property
    def infos(self) -> list[NameInfo]:
        """What is known of the names."""
        return self._infos

    def stand(self, words: str, *, before: bool) -> Bools:
        """Return whether one of the words that a list of the guard names stands right before, or after, a candidate."""
        code = self._before if before else self._after
        empty = WordSet()
        sets = [empty if info.guard is None else attrgetter(words)(info.guard) for info in self._infos]
        found: Bools = self.are([bool(one) for one in sets]) & (code >= 0)
        keys, stride = self._context.segments.keys, len(self._infos)
        pairs, place = np.unique(code[found] * stride + self._which[found], return_inverse=True)
        asked = (divmod(pair, stride) for pair in pairs.tolist())
        found[found] = np.array([keys[word] in sets[name].written for word, name in asked], dtype=bool)[place]
        return found


def answer_by_context(candidates: Candidates, rows: Ints, may_be_another: Bools) -> Answers:
    """Return what the context of some firm names says, each of which has a guard or may be another person's."""
    guards = _Guards(candidates, rows)
    known = [info.guard for info in guards.infos]
    is_simple = guards.are(
        [
            guard is not None and not (info.is_marked or guard.not_near or guard.not_written)
            for info, guard in zip(guards.infos, known, strict=True)
        ]
    )
    is_simple &= ~may_be_another
    is_refused = guards.stand("not_previous", before=True) | guards.stand("not_next", before=False)
    reasons = np.full(len(rows), "", dtype=object)
    reasons[guards.stand("next", before=False)] = "the word after it"
    reasons[guards.stand("previous", before=True)] = "the word before it"
    reasons[guards.are([guard is not None and not guard.needs for guard in known])] = "nothing near refuses it"
    reasons[is_refused] = ""
    more = guards.are([guard is not None and bool(guard.quoted or guard.near) for guard in known])
    more |= candidates.have_proclitic("ل", rows) & guards.are([info.actor_type == "media" for info in guards.infos])
    is_accepted = reasons != ""
    may_wait = [guard is not None and bool(guard.document_actors or guard.document_words) for guard in known]
    is_open = ~is_accepted & ~is_refused & guards.are(may_wait)
    looked_at = np.flatnonzero(~is_simple | (more & ~is_accepted & ~is_refused))
    for at, candidate in zip(looked_at.tolist(), candidates.make(rows[looked_at]), strict=True):
        answer = disambiguation.decide_by_context(candidates.context, candidate)
        is_accepted[at], is_open[at], reasons[at] = bool(answer), answer is None, candidate.reason
    accepted = np.flatnonzero(is_accepted)
    return Answers(is_accepted, is_open, dict(zip(rows[accepted].tolist(), reasons[accepted].tolist(), strict=True)))
