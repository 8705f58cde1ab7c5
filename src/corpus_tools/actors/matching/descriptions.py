"""Resolves descriptions that need their document: المعارضة, النظام, القوات الحكومية, المنظمة, الرئيس السوري."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from corpus_tools.actors.matching.candidates import Candidate
from corpus_tools.actors.matching.context import Context, word_lists
from corpus_tools.actors.matching.disambiguation import decide_by_document, disambiguate, guard_reason, refuses
from corpus_tools.actors.matching.document_clues import DocumentClues
from corpus_tools.actors.matching.document_context import CLAUSE_ENDS, DocumentContext, last_before
from corpus_tools.actors.matching.offices import RELATION, asks_for_past, find_past_holder, is_apposition
from corpus_tools.actors.registry.compiled_names import HEAD, PERSONS, POLITICAL
from corpus_tools.proclitics import has_article

_BACK_WORDS = 400
#: How far from a description a place tells where its clause is about.
_CLAUSE_WORDS = 12
_LONGEST_WORD = 50  # in letters


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
    reached = 0
    for span in sorted(by_span):
        claims = [claim for claim in by_span[span] if _may_stand(context, claim)] if span[0] >= reached else []
        if not claims:
            continue
        is_beside_name = is_apposition(document, claims[0])
        chosen = None if is_beside_name else _resolve(document, claims)
        if chosen is not None:
            selected.append(chosen)
        if chosen is not None or is_beside_name:
            reached = claims[0].end
    return selected


def _by_first_word(candidates: list[Candidate]) -> dict[int, list[Candidate]]:
    """Group candidates by the row of their first word."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        found[candidate.first].append(candidate)
    return found


def _may_stand(context: Context, claim: Candidate) -> bool:
    """Return whether nothing near refuses a description, such as «نائب» an office, or an adjective a head alone."""
    if claim.info.kind == HEAD:
        following = context.key_after(claim.last)
        return not has_article(following) or following in word_lists()["no_nouns"]
    if claim.info.actor_type in PERSONS and context.key_before(claim.first) in word_lists()["deputies"].without_article:
        return False
    return not (claim.info.guard and refuses(context, claim, claim.info.guard))


def _resolve(document: DocumentContext, claims: list[Candidate]) -> Candidate | None:
    """Resolve the claims on one span to an actor, or to none."""
    following = document.context.after(claims[0].last)
    if asks_for_past(document.context, claims[0]):
        return find_past_holder(document, claims)
    published = document.clues.published
    heads = [claim for claim in claims if claim.info.kind == HEAD]
    claims = [claim for claim in claims if claim.info.kind != HEAD and claim.info.holds_at(published)]
    if not claims and not heads:
        return None
    anchored = [claim for claim in claims if _is_anchored(document, claim)]
    if anchored:
        chosen = disambiguate(anchored, published)
        return (_last_named(document, anchored, []) or chosen) if chosen.others else chosen
    if following is not None and RELATION.fullmatch(document.context.key(following)):
        return None
    political = [claim for claim in claims if claim.info.actor_type in POLITICAL]
    state = _state_of_clause(document, political[0]) if political else None
    political = [claim for claim in political if claim.info.state == state is not None]
    if political and _whose_was_last(document, political[0]) in {state, None}:
        chosen = disambiguate(political, published)
        chosen.reason = f"the events are in {state}"
        return chosen
    return _last_named(document, claims, heads)


def _is_anchored(document: DocumentContext, claim: Candidate) -> bool:
    """Return whether a description tells whose it is: it holds a name of the actor's own state or body.

    A word that its guard wants near it tells so too, and an office belongs to whoever holds it.
    """
    info = claim.info
    if info.guard is not None and info.guard.needs:
        claim.reason = guard_reason(document.context, claim, info.guard)
        if claim.reason or not _is_of_own_state(document, claim):
            return bool(claim.reason)
        return decide_by_document(claim, document.clues) or document.clues.theatre in info.guard.document_actors
    rows = range(claim.first, claim.last + 1)
    for anchor in (one for at in (document.names_at, document.towns_at) for row in rows for one in at.get(row, ())):
        of_state = info.state is not None and anchor.info.state == info.state
        if claim.contains(anchor) and (of_state or anchor.info.actor_id in {info.parent, info.actor_id}):
            claim.reason = f"it holds «{anchor.info.alias}»"
            return True
    if info.actor_type in PERSONS and claim.last > claim.first:
        claim.reason = "an office"
    return bool(claim.reason)


def _is_of_own_state(document: DocumentContext, claim: Candidate) -> bool:
    """Return whether no nisba of another state follows a description: «قوات الاحتلال الأمريكي» are not Israel's."""
    row = document.context.after(claim.last)
    if row is None or not RELATION.fullmatch(document.context.key(row)):
        return True
    return any(one.info.state == claim.info.state for one in document.names_at.get(row, ()))


def _whose_was_last(document: DocumentContext, claim: Candidate) -> str | None:
    """Return the state whose government, army or opposition the same word meant when it last stood with a name.

    After «الحكومة التونسية», «الحكومة» is the Tunisian one. Where it never stood with a name, it is the state that
    the source writes from, if the document speaks of it.
    """
    head = document.context.key(claim.first)[len(claim.proclitics) :]
    head = head.removeprefix("ل") if claim.proclitics.endswith("ل") else head
    wanted = {head, head.removeprefix("ال"), "ال" + head}
    nearest = last_before((document.states_of.get(word, ()) for word in wanted), claim.start)
    return document.clues.home if nearest is None else nearest.info.state


def _state_of_clause(document: DocumentContext, claim: Candidate) -> str | None:
    """Return the state that the clause of a description is about, otherwise where the events of the document happen.

    What stands after a preposition of place tells it («في اليمن قالت الحكومة»); behind the description it only refuses
    another state.
    """
    text, segments = document.context.texts[claim.doc], document.context.segments
    near = range(max(claim.first - _CLAUSE_WORDS, 0), min(claim.last + _CLAUSE_WORDS, len(segments.start)))
    # Marks are looked for no farther, since a text of millions of letters may have none. The segments of a token begin
    # at different letters.
    low = max(int(segments.start[near[0]]) - _LONGEST_WORD, 0) if segments.doc[near[0]] == claim.doc else 0
    high = int(segments.end[near[-1]]) + _LONGEST_WORD if segments.doc[near[-1]] == claim.doc else len(text)
    start = max(low, 1 + max(text.rfind(mark, low, claim.start) for mark in CLAUSE_ENDS))
    end = min((at for mark in CLAUSE_ENDS if (at := text.find(mark, claim.end, high)) >= 0), default=high + 1)
    located = [one for one in document.located_between(start, end) if one.first in near]
    before = [one.info.state for one in located if one.end <= claim.start]
    if before:
        return before[-1]
    theatre = document.clues.theatre
    return theatre if not located or theatre in {one.info.state for one in located} else None


def _last_named(document: DocumentContext, claims: list[Candidate], heads: list[Candidate]) -> Candidate | None:
    """Return the claim of the actor that the document named last before, unless another of its kind came between.

    `heads` are claims of no actor, such as «الحركة»: they mean the last one named whose name begins so.
    """
    by_actor = {claim.info.actor_id: claim for claim in claims if claim.info.actor_type not in POLITICAL}
    at = (claims + heads)[0]
    if heads and heads[0].info.actor_type == "state":
        return _state_called(document, heads[0])
    headed = [document.headed.get(one.info.bare, ()) for one in heads]
    name = last_before((*(document.named.get(actor_id, ()) for actor_id in by_actor), *headed), at.start)
    if name is None:
        return None
    claim, context = by_actor.get(name.info.actor_id) or heads[0], document.context
    head = "" if claim.proclitics else context.key(claim.first).removeprefix("ال")
    head = head or min(context.bare(claim.first), key=lambda word: (len(word), word))
    between = range(max(name.last + 1, claim.first - _BACK_WORDS), claim.first)
    if _is_another_between(context, head, between, may_have_adjective=claim.info.kind != HEAD):
        return None
    return _pointing_to(claim, name.info.actor_id, f"the document named {name.info.actor_id} last")


def _is_another_between(context: Context, head: str, rows: range, *, may_have_adjective: bool) -> bool:
    """Return whether some rows have a head before a name («منظمة كذا»), or before an adjective where none is told."""
    keys = context.keys(rows)
    if may_have_adjective:
        return head in keys
    definite = "ال" + head
    if head in keys or definite not in keys:
        return head in keys
    return any(
        word == definite and has_article(after) and after not in word_lists()["no_nouns"]
        for word, after in pairwise(keys)
    )


def _state_called(document: DocumentContext, head: Candidate) -> Candidate | None:
    """Return which state a head such as «المملكة» means: the source's own, that of the events, the last or only one."""
    headed = document.headed.get(head.info.bare, [])
    states, clues = document.clues.corpus_clues.states_by_head[head.info.bare], document.clues
    for state, reason in (
        (clues.corpus_clues.home, "the source writes from there"),
        (clues.theatre, "the events are there"),
    ):
        if state is not None and state in states:
            return _pointing_to(head, state, reason)
    name = last_before([headed], head.start)
    if name is not None:
        return _pointing_to(head, name.info.actor_id, "the document named it last")
    only = [state for state in clues.told if state in states]
    return _pointing_to(head, only[0], "the document tells of no other") if len(only) == 1 and only[0] else None


def _pointing_to(claim: Candidate, actor_id: str, reason: str) -> Candidate:
    """Return a claim with the actor that it points back to, which a head has not of its own."""
    claim.reason = reason
    if claim.info.kind == HEAD:
        claim.info = replace(claim.info, actor_id=actor_id)
    return claim
