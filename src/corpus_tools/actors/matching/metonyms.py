"""Separates capitals and palaces that act, as their governments, from those where something happens."""

import re
from collections.abc import Callable, Iterator, Mapping

from corpus_tools.actors.matching.candidates import Candidate
from corpus_tools.actors.matching.context import Context, word_lists
from corpus_tools.actors.matching.disambiguation import compare_marks, decide_by_document, refuses
from corpus_tools.actors.matching.document_clues import DocumentClues
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.actors.speech.finite_verbs import is_imperfect, is_only_perfect, without_conjunction
from corpus_tools.actors.speech.reporting_verbs import find_verb, word_list
from corpus_tools.proclitics import CONJUNCTIONS, has_article

#: The dash (also a tatweel alone), slash or bracket after the place that opens a line, and the places before it.
_DATELINE = re.compile(r"\s*(?:[-–—/(]|\. ?[-–]|\s\u0640\s)")
_PLACES_BEFORE = re.compile(r"[\s\"«“#]*(?:\w+(?: \w+)?\s*[-–—/\u0640]\s*){0,2}")
_LONGEST_PLACES = 400  # in letters
_VISIT_WORDS, _ATTACK_WORDS, _SEIZE_WORDS = 8, 6, 10
_LONGEST_LIST = 3  # «واشنطن ولندن وباريس مواقع»
_ARRIVAL_WORDS = 3  # «وصل المبعوث إلى دمشق»
#: So many words before a capital, and behind it, tell whether politics is meant.
_POLITICS_BEFORE, _POLITICS_BEHIND = 10, 3
_LONGEST_SUBJECT = 2  # of the words of a subject, before its last one, up to its verb
_CAPITAL = WordSet({"عاصمه"})
_AUXILIARY = frozenset({"قد", "لم", "لن", "لا", "ليست", "ليس", "هي", "هو", "سوف"})
_BEFORE_VERBS = CONJUNCTIONS | {"س"}
_ON = WordSet({"علي"})
#: Prepositions of movement: what follows is mostly a place.
MOVING = WordSet({"الي", "من"})
#: Behind a word of distance or the like, what follows is a place as well: «الطريق بين», «كيلومترا عن», «فيلم عن».
BETWEEN = WordSet({"بين", "عن"})
_PRONOUNS = ("هما", "ها", "هم", "ه")


def select_metonyms(
    context: Context, candidates: list[Candidate], decided: dict[int, bool], clues_of: Callable[[int], DocumentClues]
) -> list[Candidate]:
    """Select the capitals and palaces of a corpus that act as governments, in order.

    The candidates share no letter with a name. `decided` tells, by the row of the last word of each name and town,
    whether it is an actor that may act, so that a capital joined to it does too; the decisions on capitals are added to
    it. `clues_of` returns the clues of a document, for capitals that need one.
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
        if not _agrees(context, candidate, clues_of) or _is_own_paper(context, candidate, clues_of(candidate.doc)):
            continue
        acts, candidate.reason = _decide_metonym(context, candidate, decided)
        decided[candidate.last] = acts
        if acts:
            selected.append(candidate)
    return selected


def _agrees(context: Context, candidate: Candidate, clues_of: Callable[[int], DocumentClues]) -> bool:
    """Return whether the vowels written, or else the document, agree with a capital that needs it, such as عمان."""
    agreement = compare_marks(context, candidate)
    if agreement is not None:
        return agreement
    guard = candidate.info.guard
    if guard is None or not (guard.document_actors or guard.document_words):
        return True
    return decide_by_document(candidate, clues_of(candidate.doc))


def _is_own_paper(context: Context, candidate: Candidate, clues: DocumentClues) -> bool:
    """Return whether a capital is the paper that prints the document, which speaks or is told something.

    «وعلمت الرياض», «تصريح للرياض» in the paper الرياض.
    """
    if context.key(candidate.last) not in clues.signature and context.bare(candidate.last).isdisjoint(clues.signature):
        return False
    telling = word_lists()["telling"].written
    return "ل" in candidate.proclitics or not telling.isdisjoint(
        (context.key_before(candidate.first), context.key_after(candidate.last))
    )


def _decide_metonym(context: Context, candidate: Candidate, decided: Mapping[int, bool]) -> tuple[bool, str]:
    """Return whether a capital or palace stands for its government, and why."""
    if place := _place_reason(context, candidate):
        return False, place
    before = context.before(candidate.first)
    if "و" in candidate.proclitics and before is not None and before in decided:
        return decided[before], "joined to the name before it"
    is_visited = context.has_before(candidate.first, word_lists()["visits"], words=_VISIT_WORDS)
    may_be_acted_on = not candidate.proclitics or (candidate.proclitics == "ل" and not is_visited)
    if may_be_acted_on and _is_acted_on(context, before, decided):
        return True, "the object of a government's act"
    if before is not None and context.key(before) in MOVING.written:
        noun = context.key_before(before)
        arrives = context.has_before(before, word_lists()["visits"], words=_ARRIVAL_WORDS)
        is_party = not arrives and any(
            noun in word_lists()[name].written for name in ("politics_before", "party_nouns")
        )
        return is_party, "a party's noun before من or إلى" if is_party else "من or إلى before it"
    if actor := _actor_reason(context, candidate):
        return True, actor
    return _decide_by_default(context, candidate)


def _is_acted_on(context: Context, before: int | None, decided: Mapping[int, bool]) -> bool:
    """Return whether the row before a capital ends the subject of an act: «اتهمت كييف موسكو», «اتهامات كييف لموسكو»."""
    if before is None or not decided.get(before):
        return False
    rows = range(max(before - _LONGEST_SUBJECT, context.rows_of(int(context.segments.doc[before])).start), before)
    nouns = word_lists()["politics_before"].written
    return any(_is_acting(word) or word in nouns for word in context.keys(rows))


def _decide_by_default(context: Context, candidate: Candidate) -> tuple[bool, str]:
    """Return whether a capital stands for its government where nothing beside it tells, and why."""
    if context.has_before(candidate.first, word_lists()["visits"], words=_VISIT_WORDS):
        return False, "a visit to it"
    guard = candidate.info.guard
    if guard is None or guard.default != "actor":
        return False, "what it is by default"
    if context.bare(candidate.first).isdisjoint(word_lists()["palaces"]) and not _has_politics(context, candidate):
        return False, "no word of politics near it"
    return True, "what it is by default"


def _has_politics(context: Context, candidate: Candidate) -> bool:
    """Return whether a word of government, or a verb of saying, stands near a capital, or it speaks: «واشنطن: …»."""
    doc, (low, high) = candidate.doc, (candidate.first - _POLITICS_BEFORE, candidate.last + _POLITICS_BEHIND)
    within = context.rows_of(doc)
    near = context.keys(range(max(low, within.start), min(high + 1, within.stop)))
    nouns = [word_lists()[name].written for name in ("politics_before", "party_nouns", "politics_near")]
    if context.texts[doc][candidate.end : candidate.end + 2].lstrip().startswith(":"):
        return True
    return any(_is_acting(word) or _tells(word) or any(word in one for one in nouns) for word in near)


def _tells(word: str) -> bool:
    """Return whether a folded word tells of speech, and is no noun or preposition («بين»)."""
    verb = find_verb(word)
    return word in word_list("sayings") or (verb is not None and "noun" not in verb.traits)


def _actor_reason(context: Context, candidate: Candidate) -> str:
    """Return what makes it a government, the empty string if nothing does."""
    lists = word_lists()
    before, after = context.key_before(candidate.first), context.key_after(candidate.last)
    if before in lists["party_before"].written and not is_between_places(context, candidate.first):
        return "a preposition or particle before it that parties take"
    is_joined = "و" in candidate.proclitics  # what stands before it is of another clause
    row = None if is_joined else context.before(candidate.first)
    if row is not None and (
        _is_acting(before) or before in lists["politics_before"].written or _is_of_capital(context, row)
    ):
        return "a verb or noun of government before it"
    begins_clause = after[:1] in CONJUNCTIONS and _is_acting(after[1:])  # «دخلوا صنعاء ووقعوا»
    if (_is_acting(after) and not begins_clause) or after in _AUXILIARY:
        return "a verb of government after it"
    return ""


def _is_of_capital(context: Context, row: int) -> bool:
    """Return whether a verb has a feminine subject, as capitals are, and none before it: not in «جولة شملت دمشق»."""
    verb, before = without_conjunction(context.surface(row)), context.key_before(row)
    if not (is_only_perfect(verb) or (verb.startswith(("ت", "ست")) and is_imperfect(verb))):
        return False
    has_subject = before == "التي" or (before.endswith("ه") and not has_article(before))
    return verb.endswith(_PRONOUNS) or not has_subject


def _place_reason(context: Context, candidate: Candidate) -> str:
    """Return what makes it a place, the empty string if nothing does."""
    lists, first, last = word_lists(), candidate.first, candidate.last
    before, after = context.key_before(first), context.key_after(last)
    is_quoted = first == last and context.is_quoted(candidate.doc, candidate.start, candidate.end)
    reason = ""
    if "ب" in candidate.proclitics:
        reason = "the preposition بـ"
    elif "و" not in candidate.proclitics and _is_one_of(before, lists["place_before"]):
        reason = "a word of place before it"
    elif before in _ON.written and (
        _has_before(context, first, lists["attacks"], words=_ATTACK_WORDS)
        or context.has_before(first, lists["seizes"], words=_SEIZE_WORDS)
    ):
        reason = "an attack on it"
    elif (_is_one_of(before, lists["place_verbs"]) and not _hits_something(context, candidate)) or (
        after in lists["place_verbs"].written and after[:1] != "ب"
    ):
        reason = "a verb of movement or attack"
    elif not candidate.proclitics and context.has_before(first, lists["visits"], words=2):
        reason = "a visit to it"  # «زار الوفد دمشق»
    elif _is_given_name(before):
        reason = "a given name before it"
    elif after in lists["place_after"].written:
        reason = "what somebody makes of it"
    elif after in lists["club_words"]:
        reason = "the name of a club"
    elif is_quoted and context.bare(first).isdisjoint(lists["palaces"]):
        reason = "a newspaper or title, alone in quotes"
    elif context.has_before(first, _CAPITAL, words=2):
        reason = "العاصمة before it"
    elif _is_dateline(context, candidate):
        reason = "a dateline"
    return reason


def _hits_something(context: Context, candidate: Candidate) -> bool:
    """Return whether what is hit follows a capital, or those joined to it: «قصفت واشنطن ولندن مواقع في سوريا»."""
    row, words = candidate.last, set[str]()
    for _ in range(_LONGEST_LIST):
        after = context.after(row)
        if after is None:
            break
        row = after
        words.add(context.key(row))
    return not words.isdisjoint(word_lists()["targets"])


def _is_given_name(word: str) -> bool:
    """Return whether a folded word is a given name and none that stands before governments: «باسم», «رفعت»."""
    lists = word_lists()
    if word not in lists["given_names"] or (word.endswith("ت") and _is_acting(word)):
        return False
    return not any(word in lists[name].written for name in ("party_before", "politics_before"))


def _is_dateline(context: Context, candidate: Candidate) -> bool:
    """Return whether a place, or one behind others, opens its line, with a dash, slash or bracket behind it."""
    text, start, end = context.texts[candidate.doc], int(context.segments.start[candidate.first]), candidate.end
    if _DATELINE.match(text[end : end + 4]) is None:
        return False
    line = text.rfind("\n", max(0, start - _LONGEST_PLACES), start) + 1
    is_near = line > 0 or start <= _LONGEST_PLACES
    return is_near and _PLACES_BEFORE.fullmatch(text[line:start]) is not None


def is_between_places(context: Context, first: int) -> bool:
    """Return whether «بين» or «عن» before a row follows a way or distance: «الطريق بين دمشق وحلب», «بعيدا عن دمشق»."""
    row = first - 1
    return context.key(row) in BETWEEN.written and _has_before(context, row, word_lists()["ways"], words=3)


def _has_before(context: Context, row: int, wanted: WordSet, *, words: int) -> bool:
    """Return whether a wanted noun, also with a pronoun or in the dual, stands within some words before a row."""
    doc, rows = context.segments.doc[row], range(max(0, row - words), row)
    return any(_is_one_of(context.key(at), wanted) and context.segments.doc[at] == doc for at in rows)


def _is_one_of(word: str, wanted: WordSet) -> bool:
    """Return whether a folded word is among some, as it is, with a pronoun (سيطرتها) or in the dual (تفجيري)."""
    return any(form in wanted.written for form in _without_endings(word))


def _without_endings(word: str) -> Iterator[str]:
    """Yield a folded word as it is, then without the pronoun or the dual ending that it may have."""
    yield word
    endings = [ending for ending in (*_PRONOUNS, "ي", "ا") if len(word) > len(ending) + 2 and word.endswith(ending)]
    for stem in (word.removesuffix(ending) for ending in endings):
        yield stem
        if stem.endswith("ت"):
            yield stem[:-1] + "ه"


def _is_acting(word: str) -> bool:
    """Return whether a folded word is a verb of government: perfect, imperfect or future, also with an object."""
    return any(_is_acting_verb(form) for form in (word, *_without_objects(word)))


def _without_objects(word: str) -> Iterator[str]:
    """Yield a folded verb without the pronouns that may be its object: «نفته دمشق»."""
    return (word.removesuffix(one) for one in _PRONOUNS if word.endswith(one) and len(word) > len(one) + 2)


def _is_acting_verb(word: str) -> bool:
    """Return whether a folded word without object is a verb of government, of any gender."""
    verbs = word_lists()["acting_verbs"]
    for form in (word, word[1:] if word[:1] in _BEFORE_VERBS else word):
        stem = form.removesuffix("ت")
        if form in verbs or (stem != form and not verbs.isdisjoint((stem, stem + "ي", stem + "ا"))):
            return True
        imperfect = form[1:] if form[:1] == "س" else form
        if imperfect[:1] == "ت" and "ي" + imperfect[1:] in verbs:
            return True
    return False
