"""What the verb of a clause says of the truth of its speech, and whether anybody says it."""

from corpus_tools.actors.speech.openings import Opening
from corpus_tools.actors.speech.reporting_verbs import FEMININE, MASCULINE, word_list
from corpus_tools.actors.speech.sentence_words import JOINED, NEGATION, OPENER, RELATIVE, SAYING, SentenceWords
from corpus_tools.actors.speech.subjects import SubjectFinder

_DAMMA = "\u064f"
#: What a negated verb says. To expect is an opinion, of which the negation is the opposite; who does not deny or confirm
#: leaves it open.
_NEGATED = {"asserted": "hedged", "hedged": "denied", "denied": "hedged"}


def stance_of(words: SentenceWords, opening: Opening) -> str:
    """Return the stance of a speech: that of its own verb, which doesn't govern words that stand apart."""
    if words.roles[opening.anchor] & SAYING:
        return "asserted"
    stance = words.verb(opening.anchor).stance
    if opening.is_apart and stance == "denied":
        return "asserted"
    is_negated = opening.anchor > 0 and words.roles[opening.anchor - 1] & NEGATION
    return _NEGATED[stance] if is_negated else stance


def is_nobodys(words: SentenceWords, opening: Opening, finder: SubjectFinder) -> bool:
    """Return whether the verb is a passive, so that the speech is nobody's: «ويُتوقع أن»."""
    anchor = opening.anchor
    if words.roles[anchor] & SAYING:
        return False
    verb = words.verb(anchor)
    if verb.is_participle:
        return False
    surface = words.surface(anchor)[1 if words.roles[anchor] & JOINED else 0 :]
    is_next = opening.at <= anchor + 2 and bool(words.roles[opening.at] & OPENER)
    if verb.is_imperfect and anchor and words.keys[anchor - 1] in word_list("what"):
        return True
    if words.keys[anchor] in word_list("becomes_clear") and is_next:
        return finder.before(anchor) is None
    if surface[1:2] == _DAMMA and (verb.is_bare or (verb.is_imperfect and verb.passive_in_u)):
        return True
    if verb.is_bare and "accuses" in verb.traits:
        return opening.at == anchor + 1
    if not (verb.is_imperfect and "impersonal" in verb.traits and is_next):
        return False
    if opening.at == anchor + 2 and not words.is_preposition(anchor + 1):
        return False
    if anchor and words.roles[anchor - 1] & OPENER:
        return words.keys[anchor - 1].endswith("ن")
    if anchor and words.roles[anchor - 1] & RELATIVE and not words.keys[opening.at].endswith("ن"):
        return True  # «الهجمات التي يعتقد أنها»
    subject = finder.before(anchor)
    return subject is None or _gender(words, subject.first) == FEMININE


def _gender(words: SentenceWords, at: int) -> str:
    """Return the gender that the ending of a noun tells."""
    return FEMININE if words.keys[at].endswith(("ه", "ا", "اء")) else MASCULINE
