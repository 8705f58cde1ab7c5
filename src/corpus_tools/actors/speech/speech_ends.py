"""Where the speech of a verb ends: where the clause of another begins that is no part of it."""

from typing import TYPE_CHECKING

from corpus_tools.actors.speech.finite_verbs import is_imperfect, is_surely_perfect
from corpus_tools.actors.speech.sentence_words import (
    COLON,
    COMMA,
    CONNECTIVE,
    GOVERNOR,
    JOINED,
    OPENER,
    PARTICIPLE,
    SAYING,
    STOP,
    VERB,
    SentenceWords,
)

if TYPE_CHECKING:
    from corpus_tools.actors.speech.openings import Opening

_TURNS = frozenset({"فيما", "بينما"})
#: The clause of the verb behind one of these is not the main one of its sentence.
_SUBORDINATES = frozenset({"حين", "وحين", "بينما", "وبينما", "فيما", "وفيما", "عندما", "وعندما", "بعدما", "وبعدما"})
_LONG_TURN = ["في", "حين"]
#: What others do with what was said follows behind «ما», or behind «الأمر».
_ECHOES, _MATTER, _WHAT = frozenset({"وهو", "الذي"}), "الامر", "ما"
_LONGEST_SUBJECT = 8
_OF_IT = ("ه", "ها")
_AT_IT = frozenset({"فيه", "به", "عليه", "اليه", "عنه"})


def clause_start(words: SentenceWords, anchor: int) -> int:
    """Return the word that begins the clause of a verb: itself, or the connective and subject before it."""
    for at in range(anchor - 1, max(-1, anchor - 12), -1):
        if words.signs[at] & (STOP | COLON | COMMA):
            return at + 1
        if words.roles[at] & OPENER or words.roles[at] & (VERB | PARTICIPLE):
            break
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
    echoes = [at for at in words.turns if keys[at] in _ECHOES and _echoes(words, at)]
    if len(anchors) == 1 and not echoes:
        return
    done = [start for at in anchors if (start := _turn_of(words, at)) and words.signs_before(start) & COMMA]
    done = sorted([*done, *(at - (words.keys[at - 1] == _MATTER) for at in echoes)])
    for row, opening in enumerate(openings):
        if opening.is_direct:
            continue
        following = next((at for at in done if at > opening.at), None)
        if following is not None:
            opening.end = min(opening.end, words.starts[following])
        for other in openings[row + 1 :]:
            if (
                other.anchor <= opening.at
                or is_nested(words, other.anchor, opening)
                or words.roles[other.anchor] & SAYING
            ):
                continue
            opening.end = min(opening.end, words.starts[clause_start(words, other.anchor)])
            break


def echo_before(words: SentenceWords, anchor: int) -> int:
    """Return the verb right before by which others take up what was said: «وهو ما نفته دمشق، مؤكدة»; 0 without."""
    for at in reversed(words.turns):
        if at < anchor and words.roles[at] & (VERB | PARTICIPLE | SAYING):
            return 0
        if at < anchor and words.keys[at] in _ECHOES and _echoes(words, at):
            return at + 1 + (words.keys[at - 1] != _MATTER)
    return 0


def _turn_of(words: SentenceWords, at: int) -> int:
    """Return a participle, or what turns to others before a verb; 0 where neither stands there."""
    if words.roles[at] & PARTICIPLE:
        return at
    if not words.roles[at] & VERB:
        return 0
    if words.keys[at - 1] in _TURNS:
        return at - 1
    return at - 2 if words.keys[max(0, at - 2) : at] == _LONG_TURN else 0


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
