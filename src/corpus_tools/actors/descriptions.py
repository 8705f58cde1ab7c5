"""Resolves descriptions that need their document: المعارضة, النظام, القوات الحكومية, المنظمة, الرئيس السوري."""

import re

from corpus_tools.actors.candidates import PERSONS, PLACE, Candidate
from corpus_tools.actors.mention_context import Context, word_lists
from corpus_tools.actors.mention_rules import Evidence, is_given_name, refuses, settle, what_stands_near

_POLITICAL = frozenset({"government", "army", "opposition"})
#: A definite adjective of relation: after a description it makes another one («المعارضة التركية»).
_RELATION = re.compile(r"ال.{2,}(?:ي|يه|يين|يون|يتين|يتان)")
_BACK_WORDS = 400


def select_descriptions(
    context: Context, candidates: list[Candidate], names: list[Candidate], evidence: Evidence
) -> list[Candidate]:
    """Select the descriptions of a document that one of its actors is meant by.

    Parameters
    ----------
    context : Context
        The words of the corpus.
    candidates : list of Candidate
        Everything that stands in the document.
    names : list of Candidate
        Its names, as selected; a description inside one is none, and one around a name doesn't hide it.
    evidence : Evidence
        The actors that it names and the state where its events happen.

    Returns
    -------
    list of Candidate
        The descriptions in order; where several actors may be meant, with `others`.
    """
    outer = [name for name in names if not name.nested]
    by_span: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.info.kind == "description" and not any(name.contains(candidate) for name in outer):
            by_span.setdefault((candidate.start, candidate.end), []).append(candidate)
    anchors = names + [candidate for candidate in candidates if candidate.info.kind in {PLACE, "metonym"}]
    selected: list[Candidate] = []
    reached = -1
    for span in sorted(by_span, key=lambda span: (span[0], -span[1])):
        if span[0] < reached:
            continue
        claims = [claim for claim in by_span[span] if _may_stand(context, claim, evidence)]
        chosen = _resolve(context, claims, outer, anchors, evidence)
        if chosen is not None:
            selected.append(chosen)
            reached = chosen.end
    return selected


def _may_stand(context: Context, claim: Candidate, evidence: Evidence) -> bool:
    """Tell whether a description was in use at the time, and nothing near refuses it."""
    guard = claim.info.guard
    return claim.info.holds_at(evidence.published) and not (guard and refuses(context, claim, guard))


def _resolve(
    context: Context, claims: list[Candidate], names: list[Candidate], anchors: list[Candidate], evidence: Evidence
) -> Candidate | None:
    """Resolve the claims on one span to an actor, or to none."""
    if not claims or _is_apposition(context, claims[0], names):
        return None
    anchored = [claim for claim in claims if _is_anchored(context, claim, anchors)]
    if anchored:
        chosen = settle(anchored, evidence.published)
        return (_last_named(context, anchored, names) or chosen) if chosen.others else chosen
    if _is_qualified(context, claims[0]):
        return None
    theatre = evidence.theatre
    political = [c for c in claims if c.info.actor_type in _POLITICAL and c.info.state == theatre is not None]
    if political and _whose_was_last(context, political[0], names, evidence) in {theatre, None}:
        chosen = settle(political, evidence.published)
        chosen.reason = f"the events are in {theatre}"
        return chosen
    return _last_named(context, claims, names)


def _is_anchored(context: Context, claim: Candidate, anchors: list[Candidate]) -> bool:
    """Tell whether a description says itself whose it is: it holds a name of the actor's own state or body.

    A word that its guard wants near it says so too, and an office belongs to whoever holds it.
    """
    info = claim.info
    if info.guard is not None and info.guard.needs:
        claim.reason = what_stands_near(context, claim, info.guard)
        return bool(claim.reason)
    for anchor in anchors:
        if claim.contains(anchor) and (
            (anchor.info.state is not None and anchor.info.state == info.state)
            or anchor.info.actor_id in {info.parent, info.actor_id}
        ):
            claim.reason = f"it holds «{anchor.info.alias}»"
            return True
    if info.actor_type in PERSONS and claim.last > claim.first:
        claim.reason = "an office"
    return bool(claim.reason)


def _is_apposition(context: Context, claim: Candidate, names: list[Candidate]) -> bool:
    """Tell whether the name itself follows, or a word that gives the office to somebody else."""
    is_person = claim.info.actor_type in PERSONS
    row = context.after(claim.last, across_comma=is_person)
    if row is not None and is_person and _RELATION.fullmatch(context.key(row)):
        row = context.after(row, across_comma=True)
    if row is None:
        return False
    for name in names:
        if name.first == row and (
            name.info.actor_id == claim.info.actor_id or (is_person and name.info.actor_type in PERSONS)
        ):
            return True
    is_former = not context.bare(row).isdisjoint(word_lists()["former"])
    return is_person and (is_former or is_given_name(context, row))


def _is_qualified(context: Context, claim: Candidate) -> bool:
    """Tell whether a definite adjective of relation follows and makes it another description."""
    row = context.after(claim.last)
    return row is not None and _RELATION.fullmatch(context.key(row)) is not None


def _whose_was_last(context: Context, claim: Candidate, names: list[Candidate], evidence: Evidence) -> str | None:
    """Give the state whose government, army or opposition the same word meant when it last stood with a name.

    After «الحكومة التونسية», «الحكومة» is the Tunisian one. Where it never stood with a name, it is the state that
    the source writes from, if the document speaks of it.
    """
    head = context.key(claim.first)[len(claim.proclitics) :]
    head = head.removeprefix("ل") if claim.proclitics.endswith("ل") else head
    wanted = {head, head.removeprefix("ال"), "ال" + head}
    for name in reversed(names):
        if name.first < claim.first and name.info.state is not None:
            holds = name.first < name.last and not wanted.isdisjoint(context.bare(name.first))
            before = context.before(name.first)
            if holds or (
                name.info.actor_type == "state" and before is not None and not wanted.isdisjoint(context.bare(before))
            ):
                return name.info.state
    return evidence.home


def _last_named(context: Context, claims: list[Candidate], names: list[Candidate]) -> Candidate | None:
    """Take the actor of the claims that the document named last before, unless another of its kind came between."""
    by_actor = {claim.info.actor_id: claim for claim in claims if claim.info.actor_type not in _POLITICAL}
    for name in reversed(names):
        if name.end > claims[0].start or name.info.actor_id not in by_actor or name.info.kind == "nisba":
            continue
        claim = by_actor[name.info.actor_id]
        if _another_between(context, name, claim):
            return None
        claim.reason = f"the document named {name.info.actor_id} last"
        return claim
    return None


def _another_between(context: Context, name: Candidate, claim: Candidate) -> bool:
    """Tell whether the head of the description stands between, as the head of another name («منظمة كذا»)."""
    head = context.key(claim.first).removeprefix("ال") if claim.proclitics == "" else ""
    head = head or min(context.bare(claim.first), key=len)
    rows = range(max(name.last + 1, claim.first - _BACK_WORDS), claim.first)
    return any(context.key(row) == head for row in rows)
