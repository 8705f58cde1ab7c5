"""What the descriptions of a document are resolved by: its names, in order, by actor and by the words before them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter

from corpus_tools.actors.matching.candidates import Candidate
from corpus_tools.actors.matching.context import Context
from corpus_tools.actors.matching.document_clues import LOCATIVE, DocumentClues
from corpus_tools.actors.registry.compiled_names import head_bits

#: What ends a clause in a text, as far as descriptions need to know.
CLAUSE_ENDS = ".؟?!\n"
_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True)
class DocumentContext:
    """What the descriptions of one document are resolved by."""

    context: Context
    clues: DocumentClues
    outer: list[Candidate]  # the names of the document that don't lie inside another, in order
    names_at: Mapping[int, Sequence[Candidate]]  # by the row of their first word
    towns_at: Mapping[int, Sequence[Candidate]]  # towns and capitals, by the row of their first word

    @cached_property
    def named(self) -> Mapping[str, list[Candidate]]:
        """The names of each actor, in order, except nisbas."""
        found: dict[str, list[Candidate]] = defaultdict(list)
        for name in self.outer:
            if name.info.kind != "nisba":
                found[name.info.actor_id].append(name)
        return found

    @cached_property
    def states_of(self) -> Mapping[str, list[Candidate]]:
        """For each word the names, in order, that tell whose it is: it begins them, or stands before a state."""
        context = self.context
        found: dict[str, list[Candidate]] = defaultdict(list)
        for name in self.outer:
            if name.info.state is None:
                continue
            words = set(context.bare(name.first)) if name.first < name.last else set()
            before = context.before(name.first) if name.info.actor_type == "state" else None
            if before is not None:
                words |= context.bare(before)
            for word in words:
                found[word].append(name)
        return found

    @cached_property
    def _located(self) -> list[Candidate]:
        """The names and towns, in order, that stand after a preposition of place."""
        found = [
            one
            for at in (self.names_at, self.towns_at)
            for one in chain.from_iterable(at.values())
            if one.info.kind != "nisba"
            and one.info.state is not None
            and ("ب" in one.proclitics or self.context.key_before(one.first) in LOCATIVE.written)
        ]
        return sorted(found, key=_START)

    def located_between(self, start: int, end: int) -> list[Candidate]:
        """Return the names and towns after a preposition of place that begin between two offsets, in order."""
        found = self._located
        return found[bisect_left(found, start, key=_START) : bisect_left(found, end, key=_START)]

    @cached_property
    def headed(self) -> Mapping[str, list[Candidate]]:
        """For each head («حركة») the names, in order, of actors that it heads a name of, or that it stands before."""
        heads, found = self.clues.corpus_clues.candidates.names.heads, defaultdict[str, list[Candidate]](list)
        begun_by, may_stand_before = self.clues.corpus_clues.heads
        for name in self.outer:
            if name.info.kind == "nisba":
                continue
            may_stand = may_stand_before[name.row]
            standing = may_stand and head_bits().get(self.context.key_before(name.first), 0)
            bits = begun_by[name.row] | (may_stand & standing)
            while bits:
                code = bits.bit_length() - 1
                found[heads[code].word].append(name)
                bits -= 1 << code
        return found


def last_before(lists: Iterable[Sequence[Candidate]], start: int) -> Candidate | None:
    """Return of some lists of names, none inside another, the last name that ends before an offset."""
    counted = ((names, bisect_right(names, start, key=_END)) for names in lists)
    return max((names[count - 1] for names, count in counted if count), key=_END, default=None)
