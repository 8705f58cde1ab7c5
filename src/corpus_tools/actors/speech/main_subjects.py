"""The subject of the first verb of a sentence, which speaks where a later verb has no subject of its own."""

from bisect import bisect_left

from corpus_tools.actors.speech.finite_verbs import (
    is_imperfect,
    is_perfect,
    is_perfect_in_al,
    is_relation,
    without_conjunction,
)
from corpus_tools.actors.speech.noun_phrases import NounPhrase, PhraseCutter
from corpus_tools.actors.speech.objects import is_named_person
from corpus_tools.actors.speech.placed_mentions import FIRM
from corpus_tools.actors.speech.reporting_verbs import FEMININE, MASCULINE, ReportingVerb, agree, word_list
from corpus_tools.actors.speech.sentence_words import (
    ANCHOR,
    AUXILIARY,
    COMMA,
    CONNECTIVE,
    ENDS,
    NEGATION,
    NO_SPEAKER,
    OPENER,
    PARTICIPLE,
    SAYING,
    VERB,
)
from corpus_tools.actors.speech.speaker_actors import NOBODY, Actor, actor_of
from corpus_tools.actors.speech.verb_uses import is_verb
from corpus_tools.proclitics import ARTICLE, CONJUNCTIONS

_REACH = 16
#: These stand before a clause, which a comma parts from them: «وبعد ساعات، خرج الناطق».
_FRONTED = frozenset(one + word for one in ("", "و") for word in ("بعد", "قبل", "خلال", "عقب", "اثر", "عند", "رغم"))
_TURNS = frozenset({"فيما", "بينما", "حين", "لكن", "ولكن"})
#: Lists of nouns that a speaker begins with.
NOUNS = ("members", "envoys", "relations", "leader_titles", "outlets")


def find_main_phrase(
    cutter: PhraseCutter, anchors: list[int], gender: str, *, is_participle: bool
) -> tuple[int, str, NounPhrase, Actor] | None:
    """Return the first verb of a sentence, its gender, its subject and whose this is, where it can speak.

    A participle is about the subject, so that any that is named or definite can.
    """
    words, mentions, at = cutter.words, cutter.mentions, 0
    while at < words.size and at not in mentions.by_word:
        if not words.roles[at] & (AUXILIARY | CONNECTIVE | NEGATION) and words.keys[at] not in CONJUNCTIONS:
            break
        at += 1
    if at < words.size and (words.roles[at] & NO_SPEAKER or words.keys[at] in _FRONTED):
        at = _past_fronted(cutter, at)
        if any(one < at for one in anchors):
            return None
    if at >= words.size or words.roles[at] & (NO_SPEAKER | OPENER):
        return None
    if words.roles[at] & ANCHOR and (words.roles[at] & SAYING or is_verb(words, at)):
        return None
    bare = without_conjunction(words.surface(at))
    stop = min([*(one for one in anchors if one > at), words.size, at + _REACH])
    is_negated = at > 0 and words.roles[at - 1] & NEGATION and bare[0] in "يت"  # «لم يخف الوزير قلقه»
    if at not in mentions.by_word and (is_negated or not _is_nominal(cutter, at, bare, stop)):
        is_in_ta = bare.startswith("ت") and (is_negated or is_imperfect(bare))
        own = FEMININE if bare.endswith("ت") or is_in_ta else MASCULINE
        phrase = cutter.cut(at + 1, stop, takes_object=True) if agree(own, gender) else None
        if phrase is not None and own == MASCULINE and words.keys[phrase.first].endswith("ه"):
            mention = mentions.by_word.get(phrase.first)
            if not (mention is not None and mention.is_person):  # «حاول جمعة»
                return None  # «أثمر حكومة وحدة»: no masculine verb has this subject
    else:
        own, phrase = "", cutter.cut(at, stop)
    if phrase is None:
        return None
    actor = actor_of(words, phrase, mentions)
    head = words.keys[phrase.first]
    is_person = is_named_person(words.surface(phrase.first)) or head in word_list("persons")
    can_speak = agree(own, gender) and (is_person or (is_participle and _can_speak(head)))
    is_speaker = can_speak or head in word_list("members")
    return None if actor == NOBODY and not is_speaker else (at, own, phrase, actor)


def find_clause_phrase(cutter: PhraseCutter, anchor: int, gender: str) -> tuple[int, str, NounPhrase, Actor] | None:
    """Return the verb, its gender, its subject and whose this is, of the clause that a verb joins without its own.

    The clause begins behind the verb of saying before, with a word that turns to another actor: «فيما رفضت دمشق التقرير
    ووصفته بأنه», «في حين دافع عنه فلان قائلا إن».
    """
    words, mentions = cutter.words, cutter.mentions
    at = bisect_left(words.turns, anchor) - 1
    while at >= 0 and words.keys[words.turns[at]] not in _TURNS:
        if words.roles[words.turns[at]] & (VERB | PARTICIPLE | OPENER):
            return None
        at -= 1
    turn = words.turns[at] if at >= 0 else anchor
    if turn + 2 > anchor:
        return None
    verb, first = words.surface(turn + 1), turn + 2 + (words.roles[turn + 2] & ENDS != 0)  # «دافع عنه فلان»
    own = FEMININE if verb.endswith("ت") or (verb.startswith("ت") and is_imperfect(verb)) else MASCULINE
    if not agree(own, gender) or not (is_perfect(verb) or is_imperfect(verb)):
        return None
    phrase, subject = cutter.cut(first, anchor, takes_object=True), mentions.by_word.get(first)
    is_actor = subject is not None and subject.kind in FIRM
    is_speaker = is_actor or words.keys[min(first, anchor)].removeprefix(ARTICLE) in word_list("persons")
    return (turn + 1, own, phrase, actor_of(words, phrase, mentions)) if phrase and is_speaker else None


def is_about_subject(relative: str, verb: ReportingVerb) -> bool:
    """Return whether whom a clause is about is the subject of its verb: not in «الذي وصفه», «التي توقع أن»."""
    return not verb.has_object and agree({"الذي": MASCULINE, "التي": FEMININE}.get(relative, ""), verb.gender)


def _past_fronted(cutter: PhraseCutter, at: int) -> int:
    """Return the word behind what stands before a clause: «من جهته شكر», «وفي بيان، نددت الحركة»."""
    words = cutter.words
    past = cutter.skip_asides(at, words.size)
    if past > at:
        return past
    return next((one + 1 for one in range(at, words.size - 1) if words.signs[one] & COMMA), words.size)


def _is_nominal(cutter: PhraseCutter, at: int, bare: str, stop: int) -> bool:
    """Return whether a clause begins with a noun rather than a verb: a verb stands right before its subject."""
    if is_perfect_in_al(bare):
        return False
    if bare.startswith("ال") or any(cutter.words.keys[at] in word_list(name) for name in NOUNS):
        return True
    return not (is_perfect(bare) or is_imperfect(bare) or at + 1 in cutter.mentions.by_word) or at + 1 >= stop


def _can_speak(head: str) -> bool:
    """Return whether a definite noun is of those who speak, or a family name: «المحتجون», «النقابة», «العرفاوي»."""
    if not head.startswith(ARTICLE):
        return False
    return is_relation(head) or head.endswith("ون") or head.removeprefix(ARTICLE) in word_list("persons")
