"""Resolves descriptions that need their document: المعارضة, النظام, القوات الحكومية, المنظمة, الرئيس السوري."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from corpus_tools.actors.matching.candidates import Candidate
from corpus_tools.actors.matching.context import Context, word_lists
from corpus_tools.actors.matching.disambiguation import disambiguate, guard_reason, is_given_name, refuses
from corpus_tools.actors.matching.document_clues import DocumentClues
from corpus_tools.actors.registry.compiled_names import PERSONS, POLITICAL

#: A definite adjective of relation: after a description it makes another one («المعارضة التركية»).
_RELATION = re.compile(r"ال.{2,}(?:ي|يه|يين|يون|يتين|يتان)")
_BACK_WORDS = 400
_END = attrgetter("end")


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


def select_descriptions(
    context: Context, candidates: list[Candidate], names: list[Candidate], towns: list[Candidate], clues: DocumentClues
) -> list[Candidate]:
    """Select, in order, the descriptions of a document that mean one of its actors, or one of several, with `others`.

    The candidates are in order and lie inside no name; a description around a name doesn't hide it. `names` are the
    names of the document as selected, `towns` its towns and capitals.
    """
    outer = [name for name in names if not name.nested]
    document = DocumentContext(context, clues, outer, _by_first_word(names), _by_first_word(towns))
    by_span: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_span[candidate.start, -candidate.end].append(candidate)
    selected: list[Candidate] = []
    for span in sorted(by_span):
        if selected and span[0] < selected[-1].end:
            continue
        claims = [claim for claim in by_span[span] if _may_stand(document, claim)]
        chosen = _resolve(document, claims) if claims else None
        if chosen is not None:
            selected.append(chosen)
    return selected


def _by_first_word(candidates: list[Candidate]) -> dict[int, list[Candidate]]:
    """Group candidates by the row of their first word."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        found[candidate.first].append(candidate)
    return found


def _may_stand(document: DocumentContext, claim: Candidate) -> bool:
    """Return whether a description was in use at the time, and nothing near refuses it."""
    guard = claim.info.guard
    return claim.info.holds_at(document.clues.published) and not (guard and refuses(document.context, claim, guard))


def _resolve(document: DocumentContext, claims: list[Candidate]) -> Candidate | None:
    """Resolve the claims on one span to an actor, or to none."""
    following = document.context.after(claims[0].last)
    if _is_apposition(document, claims[0], following):
        return None
    published = document.clues.published
    anchored = [claim for claim in claims if _is_anchored(document, claim)]
    if anchored:
        chosen = disambiguate(anchored, published)
        return (_last_named(document, anchored) or chosen) if chosen.others else chosen
    if following is not None and _RELATION.fullmatch(document.context.key(following)):
        return None
    political = [claim for claim in claims if claim.info.actor_type in POLITICAL]
    theatre = document.clues.theatre if political else None
    political = [claim for claim in political if claim.info.state == theatre is not None]
    if political and _whose_was_last(document, political[0]) in {theatre, None}:
        chosen = disambiguate(political, published)
        chosen.reason = f"the events are in {theatre}"
        return chosen
    return _last_named(document, claims)


def _is_anchored(document: DocumentContext, claim: Candidate) -> bool:
    """Return whether a description tells whose it is: it holds a name of the actor's own state or body.

    A word that its guard wants near it tells so too, and an office belongs to whoever holds it.
    """
    info = claim.info
    if info.guard is not None and info.guard.needs:
        claim.reason = guard_reason(document.context, claim, info.guard)
        return bool(claim.reason)
    rows = range(claim.first, claim.last + 1)
    for anchor in (one for at in (document.names_at, document.towns_at) for row in rows for one in at.get(row, ())):
        of_state = info.state is not None and anchor.info.state == info.state
        if claim.contains(anchor) and (of_state or anchor.info.actor_id in {info.parent, info.actor_id}):
            claim.reason = f"it holds «{anchor.info.alias}»"
            return True
    if info.actor_type in PERSONS and claim.last > claim.first:
        claim.reason = "an office"
    return bool(claim.reason)


def _is_apposition(document: DocumentContext, claim: Candidate, following: int | None) -> bool:
    """Return whether the name itself follows, or a word that gives the office to somebody else."""
    context, is_person = document.context, claim.info.actor_type in PERSONS
    row = context.after(claim.last, across_comma=True) if is_person else following
    if row is not None and is_person and _RELATION.fullmatch(context.key(row)):
        row = context.after(row, across_comma=True)
    if row is None:
        return False
    infos = [name.info for name in document.names_at.get(row, ()) if not name.nested]
    if any(one.actor_id == claim.info.actor_id or (is_person and one.actor_type in PERSONS) for one in infos):
        return True
    is_former = context.key(row) in word_lists()["former"].written
    return is_person and (is_former or is_given_name(context, row))


def _last_before(lists: Iterable[Sequence[Candidate]], start: int) -> Candidate | None:
    """Return of some lists of names, none inside another, the last name that ends before an offset."""
    counted = ((names, bisect_right(names, start, key=_END)) for names in lists)
    return max((names[count - 1] for names, count in counted if count), key=_END, default=None)


def _whose_was_last(document: DocumentContext, claim: Candidate) -> str | None:
    """Return the state whose government, army or opposition the same word meant when it last stood with a name.

    After «الحكومة التونسية», «الحكومة» is the Tunisian one. Where it never stood with a name, it is the state that
    the source writes from, if the document speaks of it.
    """
    head = document.context.key(claim.first)[len(claim.proclitics) :]
    head = head.removeprefix("ل") if claim.proclitics.endswith("ل") else head
    wanted = {head, head.removeprefix("ال"), "ال" + head}
    nearest = _last_before((document.states_of.get(word, ()) for word in wanted), claim.start)
    return document.clues.home if nearest is None else nearest.info.state


def _last_named(document: DocumentContext, claims: list[Candidate]) -> Candidate | None:
    """Return the claim of the actor that the document named last before, unless another of its kind came between."""
    by_actor = {claim.info.actor_id: claim for claim in claims if claim.info.actor_type not in POLITICAL}
    name = _last_before((document.named.get(actor_id, ()) for actor_id in by_actor), claims[0].start)
    if name is None:
        return None
    claim, context = by_actor[name.info.actor_id], document.context
    head = "" if claim.proclitics else context.key(claim.first).removeprefix("ال")
    head = head or min(context.bare(claim.first), key=lambda word: (len(word), word))
    between = range(max(name.last + 1, claim.first - _BACK_WORDS), claim.first)
    if head in context.keys(between):  # as the head of another name («منظمة كذا»)
        return None
    claim.reason = f"the document named {name.info.actor_id} last"
    return claim
