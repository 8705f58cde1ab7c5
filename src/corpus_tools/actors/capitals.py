"""Tells a capital that acts, as its government, from a capital where something happens."""

import re
from collections.abc import Mapping

from corpus_tools.actors.candidates import Candidate
from corpus_tools.actors.mention_context import Context, word_lists

_DATELINE = re.compile(r"\s*(?:[-–—/(]|\. ?[-–])")
_VISIT_WORDS = 6
_CAPITAL = frozenset({"عاصمه"})
_AUXILIARY = frozenset({"قد", "لم", "لن", "لا", "ليست", "ليس", "هي", "هو", "سوف"})
_FROM_TO = frozenset({"الي", "من"})


def judge_metonym(
    context: Context, candidate: Candidate, *, default: bool, decided: Mapping[int, bool]
) -> tuple[bool, str]:
    """Decide whether a capital or a palace stands for its government.

    Parameters
    ----------
    context : Context
        The words around it.
    candidate : Candidate
        The capital or palace.
    default : bool
        What it is where nothing decides.
    decided : mapping
        Decisions on the names before it: from the row of a last word to whether it acts.

    Returns
    -------
    acts : bool
        Whether it stands for its government.
    reason : str
        What decided.
    """
    place = _place_reason(context, candidate)
    if place:
        return False, place
    before = context.before(candidate.first)
    if "و" in candidate.proclitics and before is not None and before in decided:
        return decided[before], "joined to the name before it"
    bare_before = context.bare_before(candidate.first)
    if before is not None and bare_before & _FROM_TO:
        lists = word_lists()
        is_party = not context.bare_before(before).isdisjoint(lists["politics_before"] | lists["party_nouns"])
        return is_party, "a party's noun before من or إلى" if is_party else "من or إلى before it"
    actor = _actor_reason(context, candidate)
    if not actor and context.has_before(candidate.first, word_lists()["visits"], words=_VISIT_WORDS):
        return False, "a visit to it"
    return (True, actor) if actor else (default, "what it is by default")


def _actor_reason(context: Context, candidate: Candidate) -> str:
    """Say what makes it a government, if anything does."""
    lists = word_lists()
    before, after = context.before(candidate.first), context.after(candidate.last)
    bare_before = context.bare_before(candidate.first)
    if not bare_before.isdisjoint(lists["party_before"]):
        return "a preposition or particle before it that parties take"
    if (before is not None and _is_acting(context.key(before))) or not bare_before.isdisjoint(lists["politics_before"]):
        return "a verb or noun of government before it"
    if after is not None and (_is_acting(context.key(after)) or context.key(after) in _AUXILIARY):
        return "a verb of government after it"
    return ""


def _place_reason(context: Context, candidate: Candidate) -> str:
    """Say what makes it a place, if anything does."""
    lists = word_lists()
    first, last = candidate.first, candidate.last
    bare_before = context.bare_before(first)
    reasons = {
        "the preposition بـ": "ب" in candidate.proclitics,
        "a word of place before it": "و" not in candidate.proclitics and bool(bare_before & lists["place_before"]),
        "an attack on it": "علي" in bare_before and context.has_near(first, last, lists["attacks"], words=4),
        "a verb of movement or attack": bool(lists["place_verbs"] & (bare_before | context.bare_after(last))),
        "العاصمة before it": context.has_before(first, _CAPITAL, words=2),
        "a dateline": _begins_line(context, first) and bool(_DATELINE.match(_text_after(context, last))),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _is_acting(word: str) -> bool:
    """Tell whether a folded word is a verb of government, of any gender, perfect, imperfect or future."""
    verbs = word_lists()["acting_verbs"]
    for form in (word, word[1:] if word[:1] in {"و", "ف", "س"} else word):
        stem = form.removesuffix("ت")
        if form in verbs or (stem != form and not verbs.isdisjoint((stem, stem + "ي", stem + "ا"))):
            return True
        imperfect = form[1:] if form[:1] == "س" else form
        if imperfect[:1] == "ت" and "ي" + imperfect[1:] in verbs:
            return True
    return False


def _text_after(context: Context, row: int) -> str:
    """Give a few characters after the word in a row."""
    end = int(context.parts.end[row])
    return context.texts[int(context.parts.doc[row])][end : end + 4]


def _begins_line(context: Context, row: int) -> bool:
    """Tell whether the word in a row is the first of its line."""
    start = int(context.parts.start[row])
    text = context.texts[int(context.parts.doc[row])]
    return not text[text.rfind("\n", 0, start) + 1 : start].strip(' \t"«“#')
