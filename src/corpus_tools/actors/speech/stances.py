"""What the verb of a clause says of the truth of its speech, and whether anybody says it."""

from corpus_tools.actors.speech.openings import Opening
from corpus_tools.actors.speech.reporting_verbs import word_list
from corpus_tools.actors.speech.sentence_words import (
    ADVERB,
    GOVERNOR,
    JOINED,
    NEGATION,
    NO_SPEAKER,
    OPENER,
    PREPOSITIONS,
    RELATIVE,
    SAYING,
    SentenceWords,
)
from corpus_tools.actors.speech.speaker_actors import speaks
from corpus_tools.actors.speech.subjects import SubjectFinder

#: Behind one of these a verb has no one in particular for its subject: «كل من يدعي أنه».
_WHO = frozenset({"من", "ومن", "لمن"})
#: Before an imperfect they are what happened: «وهذا يؤكد أن».
_THIS = frozenset({"هذا", "وهذا"})
#: Behind one of these a participle tells what something is.
_SEEMS = frozenset({"يبدو", "تبدو", "بدا", "بات", "باتت", "اصبح", "اصبحت", "ليس", "ليست"})
_DAMMA = "\u064f"
#: What a negated verb says: to expect is an opinion, of which the negation is the opposite; who does not deny or
#: confirm leaves it open.
_NEGATED = {"asserted": "hedged", "hedged": "denied", "denied": "hedged"}
#: Opinions that are told as facts: «لا يرى أن» is the opposite, too.
_OPINIONS = frozenset({"اعتبر", "راي"})


def stance_of(words: SentenceWords, opening: Opening) -> str:
    """Return the stance of a speech: that of its own verb, which doesn't govern words that stand apart."""
    if words.roles[opening.anchor] & SAYING:
        return "asserted"
    stance = words.verb(opening.anchor).stance
    if opening.is_apart and stance == "denied":
        return "asserted"
    if opening.is_told_aside and not opening.is_direct and _is_open(words, opening):
        return "hedged"
    if not (opening.anchor > 0 and words.roles[opening.anchor - 1] & NEGATION):
        return stance
    is_object = words.keys[opening.at - 1] not in PREPOSITIONS  # not «لا يرى ضيرا من أن»
    is_opinion = is_object and words.verb(opening.anchor).lemma in _OPINIONS
    return "denied" if is_opinion else _NEGATED[stance]


def _is_open(words: SentenceWords, opening: Opening) -> bool:
    """Return whether a clause asks or sets a condition: «هل انتهت الحرب، كما قال؟», «إذا انسحبت، كما أعلن»."""
    first = words.keys[opening.at]
    is_question = words.text[opening.end : words.end + 1].rstrip().endswith("؟")
    return is_question or any(one in word_list("conditionals") for one in (first, first[1:]))


def is_nobodys(words: SentenceWords, opening: Opening, finder: SubjectFinder) -> bool:
    """Return whether nobody in particular speaks: «ويُتوقع أن», «اتهم بأنه», «ما يؤكد أن», «تبيّن أن»."""
    anchor = opening.anchor
    before = words.keys[anchor - 1] if anchor else ""
    if words.roles[anchor] & SAYING or (verb := words.verb(anchor)).is_participle:
        is_due = words.roles[anchor] & SAYING and anchor and words.roles[anchor - 1] & GOVERNOR  # «يجب القول إن»
        return bool(is_due) or before.removeprefix("و") in _SEEMS  # «يبدو مرجحا أنه»
    is_this = verb.is_imperfect and before in _THIS and not words.signs_before(anchor)  # «وهذا يؤكد أن»
    if is_this or ((verb.is_bare or (verb.is_imperfect and verb.passive_in_u)) and _has_u(words, anchor)):
        return True
    if opening.is_told_aside or (verb.is_bare and "accuses" in verb.traits):
        return opening.at == anchor + 1 and not opening.is_told_aside
    if words.keys[anchor] in word_list("becomes_clear") and words.roles[anchor + 1] & (OPENER | NO_SPEAKER | ADVERB):
        is_after_noun = before.startswith("ال") and not words.signs_before(anchor)
        return not (is_after_noun and finder.before(anchor) is not None)
    if before in _WHO or (verb.is_imperfect and before in word_list("what")):
        return True
    is_impersonal = verb.is_imperfect and "impersonal" in verb.traits and words.roles[opening.at] & OPENER != 0
    is_next = is_impersonal and (
        (opening.at == anchor + 2 and words.keys[anchor + 1] in PREPOSITIONS)
        or finder.cutter.skip_asides(anchor + 1, opening.at) == opening.at  # «يتوقع على نطاق واسع أن»
    )
    return is_next and _has_no_subject(words, opening, finder)


def _has_u(words: SentenceWords, anchor: int) -> bool:
    """Return whether a verb is written with the u of the passive: «ويُتوقع», «أُعلن»."""
    if words.ends[anchor] - words.starts[anchor] == len(words.keys[anchor]):  # no mark was folded away
        return False
    return words.surface(anchor)[1 + (words.roles[anchor] & JOINED != 0) :].startswith(_DAMMA)


def _has_no_subject(words: SentenceWords, opening: Opening, finder: SubjectFinder) -> bool:
    """Return whether nothing before a verb, behind which أن follows at once, can be its subject."""
    anchor = opening.anchor
    if anchor and words.roles[anchor - 1] & OPENER:
        return words.keys[anchor - 1].endswith("ن")  # «إنه يتوقع أن» has one
    if anchor and words.roles[anchor - 1] & RELATIVE and not words.keys[opening.at].endswith("ن"):
        return True  # «الهجمات التي يعتقد أنها»
    subject = finder.before(anchor)
    if subject is not None and anchor and words.roles[anchor - 1] & RELATIVE:  # «المؤشر الذي يتوقع أن»
        return not speaks(words, subject, finder.mentions)
    return subject is None or words.keys[subject.first].endswith(("ه", "ا"))  # «تركيا يتوقع أن»: masculine and feminine
