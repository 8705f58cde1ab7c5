"""Where the speech of a verb ends: where the clause of another begins that is no part of it."""

from typing import TYPE_CHECKING

from corpus_tools.actors.speech.finite_verbs import is_imperfect, is_place, is_surely_perfect
from corpus_tools.actors.speech.objects import is_named_person
from corpus_tools.actors.speech.reporting_verbs import FEMININE, names_source, word_list
from corpus_tools.actors.speech.sentence_words import (
    AUXILIARY,
    COLON,
    COMMA,
    CONNECTIVE,
    GOVERNOR,
    JOINED,
    NEGATION,
    OPENER,
    PARTICIPLE,
    SAYING,
    STOP,
    VERB,
    SentenceWords,
)
from corpus_tools.proclitics import ARTICLE

if TYPE_CHECKING:
    from corpus_tools.actors.speech.openings import Opening

_TURNS = frozenset({"فيما", "بينما"})
#: The clause of the verb behind one of these is not the main one of its sentence.
_SUBORDINATES = frozenset({"حين", "وحين", "بينما", "وبينما", "فيما", "وفيما", "عندما", "وعندما", "بعدما", "وبعدما"})
_EXCEPT = frozenset({"غير", "بيد"})  # before أن, another speaker may follow
_BUT = _EXCEPT | {"لكن", "ولكن"}
_LONG_TURN = ["في", "حين"]
#: What others do with what was said follows behind «ما», or behind «الأمر».
_ECHOES, _MATTER, _WHAT = frozenset({"وهو", "الذي"}), "الامر", "ما"
_ECHOES_AND_BUT = _ECHOES | _BUT
_LONGEST_SUBJECT = 8
_OF_IT = ("ه", "ها")
_AND_NOT, _WITHOUT, _BUT_THAT = frozenset({"ولم", "فلم"}), frozenset({"دون", "بدون"}), frozenset({"الا", "غير", "بيد"})
_AT_IT = frozenset({"فيه", "به", "عليه", "اليه", "عنه"})


def clause_start(words: SentenceWords, anchor: int) -> int:
    """Return the word that begins the clause of a verb: itself, or the connective and subject before it."""
    for at in range(anchor - 1, max(-1, anchor - 12), -1):
        if words.signs[at] & (STOP | COLON | COMMA):
            return at + 1
        if words.roles[at] & OPENER or words.roles[at] & (VERB | PARTICIPLE):
            is_turn = at > 0 and words.keys[at - 1] in _EXCEPT and words.signs_before(at - 1) & COMMA
            return at - 1 if is_turn else anchor  # «، غير أن مصدرا رجح أن»
        if words.roles[at] & CONNECTIVE and not (words.roles[at] & GOVERNOR and not words.roles[at + 1] & OPENER):
            return at - 1 if at and words.keys[at - 1] in {"في", "الا", "غير"} else at
    return anchor


def is_nested(words: SentenceWords, anchor: int, outer: "Opening") -> bool:
    """Return whether a verb is part of the speech of another: «قال إن الجيش أعلن أن»."""
    if outer.is_direct or anchor < outer.at or outer.end <= words.starts[anchor]:
        return False
    if words.roles[anchor] & (PARTICIPLE | JOINED):
        return False
    start = clause_start(words, anchor)
    if start != anchor and not _is_subject(words, range(outer.at + 1, start), anchor):
        return False
    # «وفي حين قال الوزير إن الجسر آمن، رأى النواب أن»
    is_main = outer.anchor > 0 and words.keys[outer.anchor - 1] in _SUBORDINATES and words.signs_before(anchor) & COMMA
    return not is_main


def _is_subject(words: SentenceWords, clause: range, anchor: int) -> bool:
    """Return whether a clause so far is the subject alone of a verb: «أن رئيس الحكومة السابق، فلان، أكد»."""
    if not 0 < len(clause) <= _LONGEST_SUBJECT or words.signs[clause.stop - 1] & ~COMMA:
        return False
    words_before = [words.surface(at) for at in clause]
    return not any(words.roles[at] & CONNECTIVE for at in range(clause.stop, anchor)) and not any(
        is_surely_perfect(one) or is_imperfect(one) for one in words_before
    )


def set_ends(words: SentenceWords, openings: list["Opening"], anchors: list[int]) -> None:
    """End the speech of each verb where the clause of another begins that is no part of it.

    A participle behind a comma says what the speaker does: «نفى أن تكون قد انسحبت، واصفا الأنباء بالكاذبة»; some words
    there turn to what others say: «، فيما نفت دمشق ذلك», «، وهو ما نفته دمشق».
    """
    keys = words.keys
    marked = [at for at in words.turns if keys[at] in _ECHOES_AND_BUT]
    if marked:
        echoes = (at - (keys[at - 1] == _MATTER) for at in marked if keys[at] in _ECHOES and _echoes(words, at))
        marked = [*echoes, *(at for at in marked if keys[at] in _BUT and _reports(words, at, anchors))]
    if words.silences:
        marked += [at - (keys[at - 1] == "من") for at in words.silences if at and _is_silence(words, at)]
    if len(anchors) == 1 and not marked:
        return
    done = [start for at in anchors if (start := _turn_of(words, at)) and words.signs_before(start) & COMMA]
    done = sorted([*done, *marked])
    for row, opening in enumerate(openings):
        if opening.is_direct:
            continue
        for at in anchors:
            role = words.roles[at]
            if at > opening.at and (role & PARTICIPLE or not role & JOINED) and _ends(words, at, opening):
                opening.end = min(opening.end, words.starts[at])
                break
        for at in done:
            if at > opening.at:
                opening.end = min(opening.end, words.starts[at])
                break
        for other in openings[row + 1 :]:
            if (
                other.anchor <= opening.at
                or is_nested(words, other.anchor, opening)
                or words.roles[other.anchor] & SAYING
            ):
                continue
            opening.end = min(opening.end, words.starts[clause_start(words, other.anchor)])
            break


def _is_silence(words: SentenceWords, at: int) -> bool:
    """Return whether it is told that somebody said no more: «، ولم تعلق موسكو», «، لكنه رفض الإدلاء بتفاصيل»."""
    keys = words.keys
    if not words.signs_before(at - (keys[at - 1] == "من")) & COMMA or at + 2 >= words.size:  # «، من دون أن يحدد»
        return False
    word, following = keys[at], keys[at + 1]
    if word in _AND_NOT:
        return following in word_list("silent")
    if word in _WITHOUT and following in word_list("withheld"):  # «، دون تفاصيل», «، دون ذكر أسماء»
        return True
    if word in _WITHOUT:
        return following == "ان" and (keys[at + 2] in word_list("silent") or keys[at + 2] in word_list("refuses"))
    at += (word not in word_list("refuses")) + (word in _BUT_THAT)
    if keys[at] == "لم":
        return keys[at + 1] in word_list("silent")
    return keys[at] in word_list("refuses") and not word_list("withheld").isdisjoint(keys[at + 1 : at + 3])


def echo_before(words: SentenceWords, anchor: int) -> int:
    """Return the verb right before by which others take up what was said: «وهو ما نفته دمشق، مؤكدة»; 0 without."""
    for at in reversed(words.turns):
        if at < anchor and words.roles[at] & (VERB | PARTICIPLE | SAYING):
            return 0
        if at < anchor and words.keys[at] in _ECHOES and _echoes(words, at):
            return at + 1 + (words.keys[at - 1] != _MATTER)
    return 0


def _reports(words: SentenceWords, at: int, anchors: list[int]) -> bool:
    """Return whether others deny something behind «لكن»: «، لكن موسكو نفت ذلك»."""
    verb = next((one for one in anchors if one > at), 0)
    if not at + 1 < verb <= at + _LONGEST_SUBJECT or not words.signs_before(at) & COMMA:
        return False
    is_plain = not (words.roles[verb] & SAYING or words.roles[verb - 1] & NEGATION)
    is_denied = is_plain and words.verb(verb).stance == "denied"
    return is_denied and clause_start(words, verb) == at


def _ends(words: SentenceWords, at: int, opening: "Opening") -> bool:
    """Return whether a verb ends a speech: it goes on with its speaker, or is the main one of the sentence."""
    role, before = words.roles[at], opening.anchor - 1
    if not role & VERB or role & JOINED:
        return _goes_on(words, at, opening)
    is_fronted = before >= 0 and words.keys[before] in _SUBORDINATES and words.signs_before(before) & ~COMMA
    return bool(is_fronted and words.signs_before(at) & COMMA)  # «وفيما أكدت أن الجسر آمن، دعت إلى»


def _goes_on(words: SentenceWords, at: int, opening: "Opening") -> bool:
    """Return whether a participle tells without a comma what else the speaker says: «إن الحكم ظالم مؤكدة براءتها»."""
    if not words.roles[at] & PARTICIPLE or words.roles[opening.anchor] & SAYING or at + 1 >= words.size:
        return False
    verb, before = words.verb(at), words.surface(at - 1)
    if verb.lemma not in word_list("goes_on") or verb.gender != words.verb(opening.anchor).gender:
        return False
    is_noun = words.keys[at] == "داعيه" and words.keys[at + 1] != "الي"
    is_noun = is_noun or (verb.gender == FEMININE and before.endswith(("ة", "ات")))  # «حالة مؤكدة»
    return not (is_noun or words.signs[at] or words.roles[at - 1] & AUXILIARY)  # «كان متوقعا»


def _turn_of(words: SentenceWords, at: int) -> int:
    """Return a participle, a verb with its speaker joined by «و», or what turns to others before a verb; 0 without."""
    if words.roles[at] & PARTICIPLE:
        return at
    if not words.roles[at] & VERB:
        return 0
    if words.roles[at] & JOINED:
        is_plain = words.signs_before(at) & COMMA and "noun" not in words.verb(at).traits and at + 1 < words.size
        return at if is_plain and _names_speaker(words, at + 1) else 0
    if words.keys[at - 1] in _TURNS and not words.signs[at] & COMMA:  # not «، فيما يعتقد،»
        return at - 1
    return at - 2 if words.keys[max(0, at - 2) : at] == _LONG_TURN else 0


def _names_speaker(words: SentenceWords, at: int) -> bool:
    """Return whether a word is a name or the noun of somebody who speaks: «، ونفى الجيش ذلك», «، ونفت موسكو ذلك»."""
    word = words.surface(at)
    return names_source(words.keys[at].removeprefix(ARTICLE)) or is_named_person(word) or is_place(word)


def _echoes(words: SentenceWords, at: int) -> bool:
    """Return whether others take up there what was said: «، وهو ما نفته دمشق», «، الأمر الذي أكدته دمشق»."""
    is_matter = words.keys[at - 1] == _MATTER
    verb = at + 1 + (not is_matter)
    if verb >= words.size or not (is_matter or words.keys[at + 1] == _WHAT):
        return False
    told = words.keys[verb]
    is_told = told in words.verbs and (told.endswith(_OF_IT) or words.keys[min(verb + 1, words.size - 1)] in _AT_IT)
    has_been = told[0] not in "يس"  # «وهو ما سيعلنه الوزير» is a part of what is said
    return is_told and has_been and bool(words.signs_before(at - is_matter) & COMMA)
