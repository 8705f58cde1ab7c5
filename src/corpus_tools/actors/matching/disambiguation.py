"""Decides about one name by its context and by the clues of its document."""

import re
from datetime import datetime

from corpus_tools.actors.matching.candidates import Candidate
from corpus_tools.actors.matching.context import Context, function_words, word_lists
from corpus_tools.actors.matching.document_clues import DocumentClues
from corpus_tools.actors.registry.checks import THEATRE
from corpus_tools.actors.registry.compiled_names import PERSONS
from corpus_tools.actors.registry.guards import GuardWords
from corpus_tools.actors.speech.finite_verbs import has_preposition, is_common_noun, is_place, is_relation
from corpus_tools.actors.speech.objects import is_named_person
from corpus_tools.actors.speech.reporting_verbs import find_verb
from corpus_tools.proclitics import has_article, segmentations
from corpus_tools.script import LETTERS, MARKS, fold

_TOLD_WORDS = 6
#: A letter with its marks; tatweel is none.
_MARKED_LETTER = re.compile(rf"[{LETTERS}]([{MARKS}]*)")


def decide_by_context(context: Context, candidate: Candidate) -> bool | None:
    """Return whether the words around a firm name accept or refuse it, None where the document must decide."""
    guard, agreement = candidate.info.guard, compare_marks(context, candidate)
    if agreement is not None:
        candidate.reason = "the vowel marks" if agreement else ""
        return agreement
    if is_another_person(context, candidate) or (guard is not None and refuses(context, candidate, guard)):
        return False
    if guard is None:
        return True
    candidate.reason = guard_reason(context, candidate, guard)
    if candidate.reason:
        return True
    return None if guard.document_actors or guard.document_words else False


def compare_marks(context: Context, candidate: Candidate) -> bool | None:
    """Return whether vowel marks in the text agree with those that the registry writes, None where none tell.

    «عُمان» is the sultanate, «عمّان» the capital.
    """
    if not candidate.info.is_marked:
        return None
    text = context.texts[candidate.doc][candidate.start : candidate.end]
    pairs = zip(_marks_by_letter(text), _marks_by_letter(candidate.info.alias), strict=False)
    told = [not written.isdisjoint(known) for written, known in pairs if written and known]
    return all(told) if told else None


def _marks_by_letter(text: str) -> list[frozenset[str]]:
    """Return the marks on each letter of a text."""
    return [frozenset(marks) for marks in _MARKED_LETTER.findall(text)]


def guard_reason(context: Context, candidate: Candidate, guard: GuardWords) -> str:
    """Return what near a name satisfies its guard, the empty string if nothing does."""
    if not guard.needs:
        return "nothing near refuses it"
    if guard.previous and context.key_before(candidate.first) in guard.previous.written:
        return "the word before it"
    if guard.next and context.key_after(candidate.last) in guard.next.written:
        return "the word after it"
    if guard.quoted and context.is_quoted(candidate.doc, candidate.start, candidate.end):
        return "quotation marks around it"
    if candidate.info.actor_type == "media" and "ل" in candidate.proclitics:
        is_told = context.has_before(candidate.first, word_lists()["telling"], words=_TOLD_WORDS)
        if is_told:
            return "it was told something"
    return "a word near it" if context.has_near(candidate.first, candidate.last, guard.near) else ""


def refuses(context: Context, candidate: Candidate, guard: GuardWords) -> bool:
    """Return whether something stands near a name that its guard forbids."""
    return (
        (bool(guard.not_previous) and context.key_before(candidate.first) in guard.not_previous.written)
        or (bool(guard.not_next) and context.key_after(candidate.last) in guard.not_next.written)
        or context.has_near(candidate.first, candidate.last, guard.not_near)
        or (bool(guard.not_written) and _surface(context, candidate).endswith(guard.not_written))
    )


def _surface(context: Context, candidate: Candidate) -> str:
    """Return the last word of a name as written, without marks."""
    return fold(context.surface(candidate.last), profile="marks")


def is_another_person(context: Context, candidate: Candidate) -> bool:
    """Return whether a given name before a surname, or before a nisba in its place, makes it somebody else's."""
    info = candidate.info
    is_surname = info.actor_type in PERSONS and candidate.first == candidate.last
    is_nisba = info.kind == "nisba" and is_definite(context, candidate)
    if candidate.proclitics or not (is_surname or is_nisba):
        return False
    row = context.before(candidate.first)
    if row is None or context.key(row) in info.own_words:
        return False
    return is_given_name(context, row) or (is_surname and context.key(row) in word_lists()["kin_before"])


def is_given_name(context: Context, row: int) -> bool:
    """Return whether the word in a row is a given name; the preposition على only folds like علي."""
    return context.key(row) in word_lists()["given_names"] and context.surface(row) != "على"


def decide_by_document(candidate: Candidate, clues: DocumentClues) -> bool:
    """Return whether the document accepts a name that its context left open."""
    guard = candidate.info.guard
    if guard is None or (guard.alone and _precedes_name(clues.context, candidate)):
        return False
    if THEATRE in guard.document_actors and clues.theatre is not None and clues.theatre == candidate.info.state:
        candidate.reason = f"the events are in {clues.theatre}"
    elif named := guard.document_actors & clues.told:
        candidate.reason = f"the document names {min(named)}"
    elif guard.document_words and not guard.document_words.written.isdisjoint(clues.words):
        candidate.reason = "a word of the document"
    elif guard.rivals is not None and _is_vouched_for(candidate, guard.rivals, clues):
        candidate.reason = "an office before it, in a document of its state"
    elif guard.tenures and _is_in_office(candidate, guard, clues):
        candidate.reason = "the one in office, in a document of the state"
    else:
        return False
    return True


def _is_vouched_for(candidate: Candidate, rivals: frozenset[str | None], clues: DocumentClues) -> bool:
    """Return whether an office or another person before a family name vouches for it where its state is told.

    Nobody else of a state that is told may be called so: «الرئيس الفرنسي ماكرون», «حكومة مدبولي», «ترامب وفانس».
    """
    context, told = clues.context, clues.told
    row = context.before(candidate.first)
    if row is None or candidate.info.state not in told or not rivals.isdisjoint(told):
        return False
    after = context.after(candidate.last)
    following = "" if after is None else context.surface(after)
    if _is_beside_name(context, candidate):
        return False
    if candidate.proclitics:
        if _is_word(candidate):
            return False
        is_end = not _precedes_name(context, candidate) or following[:1] == "و" or has_preposition(following)
        return candidate.proclitics == "و" and row in clues.person_ends and is_end
    lists, word = word_lists(), context.key(row)
    if word in lists["surname_heads"].without_article:
        is_thing = following.startswith("ال") and following[-1] not in "ةه" and candidate.info.alias.startswith("ال")
        return not is_thing  # «حكومة السوداني», not «إدارة الصيد البحري»
    offices = lists["surname_offices"].written
    is_behind_office = word in offices or (is_relation(word) and context.key_before(row) in offices)
    return is_behind_office and not _is_word(candidate)  # «الرئيس الدوري», «رئيس الحكومة الخميس»


def _is_in_office(candidate: Candidate, guard: GuardWords, clues: DocumentClues) -> bool:
    """Return whether a family name is of whoever was in office then, in a document that tells the state.

    It is no other word, and no other name stands beside it. Who speaks and is named so for the first time needs less:
    somebody less known would be named in full.
    """
    published = clues.published
    if published is None:
        return False
    if not any(since <= published and (until is None or published < until) for since, until in guard.tenures):
        return False
    if candidate.info.state in clues.told:
        may_stand = not _is_word(candidate) or _speaks_first(candidate, clues)
    else:
        is_known = not (guard.rivals or is_given_name(clues.context, candidate.first))
        may_stand = is_known and _speaks_first(candidate, clues)
    return may_stand and not _is_beside_name(clues.context, candidate)  # which takes the longest


def _speaks_first(candidate: Candidate, clues: DocumentClues) -> bool:
    """Return whether a name alone is that of a speaker, and stands nowhere before: «قال السراج إن»."""
    context, row = clues.context, candidate.first
    verb = find_verb(context.key_before(row))
    if verb is None or not verb.is_certain or verb.continues:  # «وأضاف السراج» has spoken before
        return False
    if candidate.proclitics or _precedes_name(context, candidate):
        return False
    return context.key(row) not in context.keys(range(context.rows_of(clues.doc).start, row))


def _is_word(candidate: Candidate) -> bool:
    """Return whether a family name is a common noun as well."""
    stem = candidate.info.alias.removeprefix("ال")
    return is_common_noun(stem) and not is_place(stem)


def _is_beside_name(context: Context, candidate: Candidate) -> bool:
    """Return whether a family name is a part of another: «وخميس قسيلة», «مشعل بن عبد العزيز»."""
    before, after = context.before(candidate.first), context.after(candidate.last)
    is_behind = not candidate.proclitics and before is not None and is_named_person(context.surface(before))
    return is_behind or (after is not None and is_named_person(context.surface(after)))


def _precedes_name(context: Context, candidate: Candidate) -> bool:
    """Return whether a word follows that may be the rest of a name: none of the function words."""
    following = context.key_after(candidate.last)
    stems = {following, *(following.removesuffix(pronoun) for pronoun in ("ها", "ه", "هم"))}
    return bool(following) and stems.isdisjoint(function_words())


def disambiguate(claims: list[Candidate], published: datetime | None) -> Candidate:
    """Choose among the claims on one span by their dates; where they don't decide, the choice carries all actors."""
    if len({claim.info.actor_id for claim in claims}) > 1:
        claims = [claim for claim in claims if claim.info.holds_at(published)] or claims
    chosen, actors = claims[0], sorted({claim.info.actor_id for claim in claims})
    chosen.others = tuple(actors) if len(actors) > 1 else ()
    return chosen


def settle_surname(context: Context, claims: list[Candidate]) -> list[Candidate]:
    """Return the claims on one span without the nisba where a person is called so, or without the person.

    The nisba stands behind a definite noun: «وقال السوداني», «حكومة السوداني», but «الجيش السوداني».
    """
    persons = [claim for claim in claims if claim.info.actor_type in PERSONS]
    nisbas = [claim for claim in claims if claim.info.kind == "nisba"]
    if not (persons and nisbas):
        return claims
    noun = context.key_before(claims[0].first)
    return nisbas if any(has_article(stem) for _, stem in segmentations(noun)) else persons


def is_definite(context: Context, candidate: Candidate) -> bool:
    """Return whether the article stands before a name in the text; ألماني only folds like a word with one."""
    return context.key(candidate.first).removeprefix("ك").startswith("ال" + candidate.info.bare[:2])


def is_adjective(context: Context, candidate: Candidate) -> bool:
    """Return whether سورية, سوريا or السعودية is the nisba: it has tanwin, or agrees with the noun before it.

    The definite nisba agrees with a definite noun («القوات السعودية», but «قوات السعودية» are those of the state), the
    indefinite one with a feminine («قوات سورية»). Only the nisba in ة agrees: «بقيادة إيطاليا» has the name.
    """
    if "\u064b" in context.surface(candidate.last)[-2:]:
        return True
    row = context.before(candidate.first)
    if row is None or candidate.proclitics or not context.key(candidate.last).endswith("ه"):
        return False
    noun = context.key(row)
    is_of_men = noun.endswith("يون") or (noun.startswith("الم") and noun.endswith("ون"))
    if noun in word_lists()["no_nouns"] or is_of_men:  # «يتهم الحوثيون السعودية»
        return False
    noun_is_definite = any(has_article(stem) for _, stem in segmentations(noun))
    if is_definite(context, candidate) or noun_is_definite:
        return is_definite(context, candidate) and noun_is_definite
    return context.surface(row).endswith(("ة", "ات"))
