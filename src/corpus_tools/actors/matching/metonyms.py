"""Separates capitals and palaces that act, as their governments, from those where something happens."""

import re
from collections.abc import Mapping

from corpus_tools.actors.matching.candidates import Candidate
from corpus_tools.actors.matching.context import Context, word_lists
from corpus_tools.actors.matching.disambiguation import refuses
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.proclitics import CONJUNCTIONS

#: The dash, slash or bracket after the place that opens a line.
_DATELINE = re.compile(r"\s*(?:[-–—/(]|\. ?[-–])")
_VISIT_WORDS = 6
_CAPITAL = WordSet({"عاصمه"})
_AUXILIARY = frozenset({"قد", "لم", "لن", "لا", "ليست", "ليس", "هي", "هو", "سوف"})
_BEFORE_VERBS = CONJUNCTIONS | {"س"}
_ON = WordSet({"علي"})
_FROM_TO = WordSet({"الي", "من"})


def select_metonyms(context: Context, candidates: list[Candidate], decided: dict[int, bool]) -> list[Candidate]:
    """Select the capitals and palaces of a corpus that act as governments, in order.

    The candidates share no letter with a name. `decided` tells, by the row of the last word of each name, whether it is
    an actor that may act, so that a capital joined to it does too; the decisions on capitals are added to it.
    """
    selected: list[Candidate] = []
    reached = (-1, 0)
    for candidate in sorted(candidates, key=lambda candidate: (candidate.doc, candidate.start, -candidate.end)):
        if (candidate.doc, candidate.start) < reached:
            continue
        reached = (candidate.doc, candidate.end)
        guard = candidate.info.guard
        if guard is not None and refuses(context, candidate, guard):
            continue
        acts, candidate.reason = _decide_metonym(context, candidate, decided)
        decided[candidate.last] = acts
        if acts:
            selected.append(candidate)
    return selected


def _decide_metonym(context: Context, candidate: Candidate, decided: Mapping[int, bool]) -> tuple[bool, str]:
    """Return whether a capital or palace stands for its government, and why."""
    if place := _place_reason(context, candidate):
        return False, place
    before = context.before(candidate.first)
    if "و" in candidate.proclitics and before is not None and before in decided:
        return decided[before], "joined to the name before it"
    if before is not None and context.key(before) in _FROM_TO.written:
        noun = context.key_before(before)
        is_party = any(noun in word_lists()[name].written for name in ("politics_before", "party_nouns"))
        return is_party, "a party's noun before من or إلى" if is_party else "من or إلى before it"
    if actor := _actor_reason(context, candidate):
        return True, actor
    if context.has_before(candidate.first, word_lists()["visits"], words=_VISIT_WORDS):
        return False, "a visit to it"
    guard = candidate.info.guard
    return guard is not None and guard.default == "actor", "what it is by default"


def _actor_reason(context: Context, candidate: Candidate) -> str:
    """Return what makes it a government, the empty string if nothing does."""
    lists = word_lists()
    before, after = context.key_before(candidate.first), context.key_after(candidate.last)
    if before in lists["party_before"].written:
        return "a preposition or particle before it that parties take"
    if _is_acting(before) or before in lists["politics_before"].written:
        return "a verb or noun of government before it"
    if _is_acting(after) or after in _AUXILIARY:
        return "a verb of government after it"
    return ""


def _place_reason(context: Context, candidate: Candidate) -> str:
    """Return what makes it a place, the empty string if nothing does."""
    lists = word_lists()
    first, last = candidate.first, candidate.last
    before = context.key_before(first)
    if "ب" in candidate.proclitics:
        return "the preposition بـ"
    if "و" not in candidate.proclitics and before in lists["place_before"].written:
        return "a word of place before it"
    if before in _ON.written and context.has_near(first, last, lists["attacks"], words=4):
        return "an attack on it"
    if not lists["place_verbs"].written.isdisjoint((before, context.key_after(last))):
        return "a verb of movement or attack"
    if context.has_before(first, _CAPITAL, words=2):
        return "العاصمة before it"
    text = context.texts[int(context.segments.doc[first])]
    start, end = int(context.segments.start[first]), int(context.segments.end[last])
    line = text.rfind("\n", 0, start) + 1
    is_dateline = _DATELINE.match(text[end : end + 4]) and not text[line:start].strip(' \t"«“#')
    return "a dateline" if is_dateline else ""


def _is_acting(word: str) -> bool:
    """Return whether a folded word is a verb of government, of any gender, perfect, imperfect or future."""
    verbs = word_lists()["acting_verbs"]
    for form in (word, word[1:] if word[:1] in _BEFORE_VERBS else word):
        stem = form.removesuffix("ت")
        if form in verbs or (stem != form and not verbs.isdisjoint((stem, stem + "ي", stem + "ا"))):
            return True
        imperfect = form[1:] if form[:1] == "س" else form
        if imperfect[:1] == "ت" and "ي" + imperfect[1:] in verbs:
            return True
    return False
