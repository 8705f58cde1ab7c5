"""Decides, within one document, which of the names that stand there are mentions, and which name is outermost."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from corpus_tools.actors.candidates import PERSONS, PLACE, Candidate
from corpus_tools.actors.capitals import judge_metonym
from corpus_tools.actors.mention_context import Context, GuardWords, word_lists

#: Types whose name takes the nisba of their own state with it: «الحشد الشعبي العراقي».
_TAKES_OWN_NISBA = frozenset({"armed_group", "army", "party", "opposition"})
_FIRM = frozenset({"name", "acronym", "nisba"})
_LOCATIVE = frozenset({"في", "داخل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"})


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its words, the rows that are its own, and what is known of it.

    Attributes
    ----------
    context : Context
        The words of the corpus.
    rows : range
        The words of the document.
    published : Timestamp or None
        When it was published.
    home : str or None
        The state that its source writes from.
    """

    context: Context
    rows: range
    published: pd.Timestamp | None
    home: str | None = None


class Evidence:
    """What a document says elsewhere: the actors that it names and the state where its events happen."""

    def __init__(self, document: Document, named: list[Candidate], places: list[Candidate]) -> None:
        self.context = document.context
        self.rows = document.rows
        self.published = document.published
        self.home = document.home if any(c.info.state == document.home for c in named) else None
        self.named = {candidate.info.actor_id for candidate in named}
        self.theatre = _find_theatre(document.context, named, places)
        self._words: frozenset[str] | None = None

    def has_word(self, words: frozenset[str]) -> bool:
        """Tell whether the document has one of some words."""
        if self._words is None:
            self._words = frozenset[str]().union(*(self.context.bare(row) for row in self.rows))
        return not words.isdisjoint(self._words)


def _find_theatre(context: Context, named: list[Candidate], places: list[Candidate]) -> str | None:
    """Find the state where the events of a document happen.

    A state, its nisba or one of its actors counts once; where it stands after a preposition of place or a direction,
    three times; each of its towns once. Capitals that act as governments don't count, nor do leaders.
    """
    scores: dict[str, int] = {}
    counted: set[tuple[int, str]] = set()
    for candidate in named:
        state = candidate.info.state
        if state is None or candidate.info.actor_type in PERSONS or candidate.info.actor_type == "media":
            continue
        if (candidate.first, state) in counted:
            continue
        counted.add((candidate.first, state))
        is_located = candidate.info.actor_type == "state" and (
            "ب" in candidate.proclitics or not context.bare_before(candidate.first).isdisjoint(_LOCATIVE)
        )
        scores[state] = scores.get(state, 0) + (3 if is_located else 1)
    for candidate in places:
        if candidate.info.state is not None:
            scores[candidate.info.state] = scores.get(candidate.info.state, 0) + 1
    return max(scores, key=lambda state: scores[state]) if scores else None


def select_names(document: Document, candidates: list[Candidate]) -> tuple[list[Candidate], Evidence]:
    """Select the firm names (names, acronyms, nisbas) of a document, the outermost of each place.

    Parameters
    ----------
    document : Document
        The document.
    candidates : list of Candidate
        Everything that stands in it.

    Returns
    -------
    names : list of Candidate
        The names in order, those inside another with `nested`; where several actors may be meant, `others`.
    evidence : Evidence
        What they say of the document.
    """
    context = document.context
    accepted: list[Candidate] = []
    waiting: list[Candidate] = []
    for candidate in candidates:
        if candidate.info.kind not in _FIRM:
            continue
        answer = _judge_alone(context, candidate)
        if answer:
            accepted.append(candidate)
        elif answer is None:
            waiting.append(candidate)
    places = [candidate for candidate in candidates if candidate.info.kind == PLACE]
    evidence = Evidence(document, accepted, places)
    while waiting:
        now = [candidate for candidate in waiting if _judge_by_document(candidate, evidence)]
        if not now:
            break
        accepted += now
        waiting = [candidate for candidate in waiting if candidate not in now]
        evidence = Evidence(document, accepted, places)
    names = _outermost(_settle_claims(document, accepted))
    return _with_own_nisba(context, names), evidence


def _judge_alone(context: Context, candidate: Candidate) -> bool | None:
    """Judge a name by the words around it: accepted, refused, or None where the document must decide."""
    guard = candidate.info.guard
    if _is_another_person(context, candidate) or (guard is not None and refuses(context, candidate, guard)):
        return False
    if guard is None:
        return True
    candidate.reason = what_stands_near(context, candidate, guard)
    if candidate.reason:
        return True
    return None if guard.document_actors or guard.document_words else False


def what_stands_near(context: Context, candidate: Candidate, guard: GuardWords) -> str:
    """Say what near a name satisfies its guard, if anything does."""
    if not guard.needs:
        return "nothing near refuses it"
    if not guard.previous.isdisjoint(context.bare_before(candidate.first)):
        return "the word before it"
    if not guard.next.isdisjoint(context.bare_after(candidate.last)):
        return "the word after it"
    return "a word near it" if context.has_near(candidate.first, candidate.last, guard.near) else ""


def refuses(context: Context, candidate: Candidate, guard: GuardWords) -> bool:
    """Tell whether something stands near a name that its guard forbids."""
    return not (
        guard.not_previous.isdisjoint(context.bare_before(candidate.first))
        and guard.not_next.isdisjoint(context.bare_after(candidate.last))
        and not context.has_near(candidate.first, candidate.last, guard.not_near)
    )


def _is_another_person(context: Context, candidate: Candidate) -> bool:
    """Tell whether a given name before it makes a surname, or a nisba in its place, somebody else's."""
    info = candidate.info
    is_surname = info.actor_type in PERSONS and candidate.first == candidate.last
    is_nisba = info.kind == "nisba" and context.key(candidate.first).startswith("ال")
    if candidate.proclitics or not (is_surname or is_nisba):
        return False
    row = context.before(candidate.first)
    if row is None or context.key(row) in info.own_words:
        return False
    return is_given_name(context, row) or (is_surname and context.key(row) in word_lists()["kin_before"])


def is_given_name(context: Context, row: int) -> bool:
    """Tell whether the word in a row is a given name; the preposition على only folds like علي."""
    return context.key(row) in word_lists()["given_names"] and context.surface(row) != "على"


def _judge_by_document(candidate: Candidate, evidence: Evidence) -> bool:
    """Judge a name that waits by what the document says elsewhere."""
    guard = candidate.info.guard
    if guard is None:
        return False
    if guard.wants_theatre and evidence.theatre is not None and evidence.theatre == candidate.info.state:
        candidate.reason = f"the events are in {evidence.theatre}"
        return True
    named = sorted(guard.document_actors & evidence.named)
    if named:
        candidate.reason = f"the document names {named[0]}"
        return True
    if guard.document_words and evidence.has_word(guard.document_words):
        candidate.reason = "a word of the document"
        return True
    return False


def _settle_claims(document: Document, accepted: Iterable[Candidate]) -> list[Candidate]:
    """Keep one candidate a span; where dates don't decide between actors, it carries all of them."""
    by_span: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in accepted:
        by_span.setdefault((candidate.start, candidate.end), []).append(candidate)
    settled: list[Candidate] = []
    for claims in by_span.values():
        if len(claims) > 1 and _reads_as_adjective(document.context, claims[0]):
            claims.sort(key=lambda claim: claim.info.kind != "nisba")
        settled.append(settle(claims, document.published))
    return settled


def _reads_as_adjective(context: Context, candidate: Candidate) -> bool:
    """Tell whether سورية or سوريا is the nisba: it has tanwin, or agrees with an indefinite feminine before it."""
    if "\u064b" in context.surface(candidate.last)[-2:]:
        return True
    row = context.before(candidate.first)
    if row is None or candidate.proclitics:
        return False
    noun = context.surface(row)
    return noun.endswith(("ة", "ات")) and not context.key(row).startswith("ال")


def settle(claims: list[Candidate], published: pd.Timestamp | None) -> Candidate:
    """Choose among the claims on one span by their dates; where they don't decide, the choice carries all actors."""
    actors = {claim.info.actor_id for claim in claims}
    if len(actors) > 1:
        in_time = [claim for claim in claims if claim.info.holds_at(published)]
        claims = in_time or claims
        actors = {claim.info.actor_id for claim in claims}
    chosen = claims[0]
    chosen.others = tuple(sorted(actors)) if len(actors) > 1 else ()
    return chosen


def _outermost(candidates: list[Candidate]) -> list[Candidate]:
    """Order names, mark those that lie inside, or run into, another, and drop shorter names of the same actor."""
    candidates.sort(key=lambda candidate: (candidate.start, -candidate.end))
    kept: list[Candidate] = []
    outer: Candidate | None = None
    for candidate in candidates:
        candidate.nested = outer is not None and candidate.start < outer.end
        if outer is None or not candidate.nested:
            outer = candidate
        elif candidate.info.actor_id == outer.info.actor_id:
            continue
        kept.append(candidate)
    return kept


def _with_own_nisba(context: Context, names: list[Candidate]) -> list[Candidate]:
    """Extend the name of a group by the nisba of its own state right after it."""
    outer = [name for name in names if not name.nested]
    for name, following in pairwise(outer):
        info = name.info
        if (
            info.kind != "nisba"
            and info.actor_type in _TAKES_OWN_NISBA
            and following.info.kind == "nisba"
            and following.info.actor_id == info.state
            and not following.proclitics
            and context.after(name.last) == following.first
            and context.key(following.first).startswith("ال")
        ):
            name.last, name.end = following.last, following.end
            following.nested = True
    return names


def select_metonyms(context: Context, candidates: list[Candidate], names: list[Candidate]) -> list[Candidate]:
    """Select the capitals and palaces of a document that act as governments.

    Parameters
    ----------
    context : Context
        The words of the corpus.
    candidates : list of Candidate
        Everything that stands in the document.
    names : list of Candidate
        Its names, as selected.

    Returns
    -------
    list of Candidate
        The metonyms in order.
    """
    outer = [name for name in names if not name.nested]
    decided = {name.last: name.info.kind != "nisba" for name in outer}
    metonyms = [
        candidate
        for candidate in candidates
        if candidate.info.kind == "metonym" and not any(name.overlaps(candidate) for name in outer)
    ]
    selected: list[Candidate] = []
    reached = -1
    for candidate in sorted(metonyms, key=lambda candidate: (candidate.start, -candidate.end)):
        if candidate.start < reached:
            continue
        reached = candidate.end
        guard = candidate.info.guard
        if guard is not None and refuses(context, candidate, guard):
            continue
        is_actor = guard is not None and guard.default == "actor"
        acts, candidate.reason = judge_metonym(context, candidate, default=is_actor, decided=decided)
        decided[candidate.last] = acts
        if acts:
            selected.append(candidate)
    return selected
