"""Where speech begins and ends: after أن or إن, between quotation marks, or after a colon."""

from bisect import bisect_right
from dataclasses import dataclass

from corpus_tools.actors.speech.finite_verbs import NAME_LINKS, has_pronoun, is_personal_name, is_surely_perfect
from corpus_tools.actors.speech.quotes import Quote, Quotes, is_clause
from corpus_tools.actors.speech.reporting_verbs import (
    ReportingVerb,
    is_listener,
    source_manners,
    word_list,
)
from corpus_tools.actors.speech.sentence_words import (
    ADVERB,
    AUXILIARY,
    BRACKET,
    CERTAIN,
    CLOSED,
    COLON,
    COMMA,
    CONNECTIVE,
    ENDS,
    GOVERNOR,
    JOINED,
    NEGATION,
    NO_SPEAKER,
    OPENER,
    PARTICIPLE,
    PREPOSITIONS,
    QUOTE,
    RELATIVE,
    SAYING,
    STOP,
    VERB,
    SentenceWords,
)
from corpus_tools.actors.speech.speech_ends import is_nested, set_ends
from corpus_tools.actors.speech.verb_uses import is_verb

_MIN_QUOTED_WORDS = 4
#: ... and where a preposition or a colon stands right before it: «دعا إلى «وقف النار»».
_MIN_GOVERNED_WORDS = 2
_MAX_WORDS = 30
_LEAST_CLAUSE = 2
_ON, _FROM, _AFTER = "علي", "عن", "نقلا"
#: What somebody promises or threatens with is told in few words, too: «تعهد ب"رد قاس"».
_PROMISES = frozenset({"تعهد", "لوح"})
_SAY = "قال"
#: These take إن, and not only أن.
_BEFORE_INNA = frozenset({"حيث", "اذ", "الا", "بل", "كما", "وحيث", "واذ"})
_REACH_OF_SHORT_QUOTE, _LONGEST_ASIDE = 7, 12
_INSISTING = frozenset({"بالتاكيد", "بالتشديد", "بتاكيده", "بتاكيدها"})
_AS_SOON_AS = frozenset({"ما", "وما", "فما"})
_IF = frozenset({"كان", "كانت", "كانوا"})
#: Names whose letters are written as they are spoken.
_NAMES_OF_LETTERS = [["سي", "ان", "ان"], ["ان", "بي", "سي"], ["ان", "تي", "في"], ["بي", "ان", "سبورت"]]
#: One of these stands before or behind «ان» in such a name.
LETTERS_AROUND = frozenset({"سي", "ان", "بي", "تي"})


@dataclass(slots=True)
class Opening:
    """The speech of a verb."""

    anchor: int  # the word of the verb
    at: int  # the first word of the speech
    start: int  # its span in the text
    end: int
    is_direct: bool
    #: Whether it is told in words of its own, after a colon or a comma, so that the verb doesn't govern it.
    is_apart: bool = False
    comes_first: bool = False  # whether it stands before its verb: «"…"، قال الوزير»
    verb: int = -1  # the word that is shown as the verb
    is_told_aside: bool = False  # whether a clause that stands aside tells who says it: «…، وفق ما أكده الوزير»


def find_anchors(words: SentenceWords) -> list[int]:
    """Return the words that report speech or carry it."""
    roles = words.roles
    return [at for at in words.anchors if roles[at] & (SAYING | CERTAIN) or is_verb(words, at)]


def find_openings(words: SentenceWords, anchors: list[int], quotes: Quotes, heard: int) -> list[Opening]:
    """Return the speech of each verb that has some, in the order of the verbs; what ends before `heard` is over."""
    openings: list[Opening] = []
    claimed: set[int] = set()
    is_indirect = False
    for anchor in anchors:
        if words.starts[anchor] < heard or (words.tellers and _past_aside(words, anchor)):
            continue
        opening = _opening(words, anchor, quotes)
        if opening is None and words.has_quotes:
            opening = _quote_before(words, anchor, quotes, claimed)
        opening = opening or _clause_before(words, anchor, openings)
        if opening is None or (opening.at in claimed and not opening.comes_first):
            continue
        if openings and words.roles[opening.at] & JOINED and _goes_on_outside(words, opening, openings):
            continue
        claimed.add(opening.at)
        opening.verb = _shown_verb(words, anchor, anchors) if words.roles[anchor] & SAYING else anchor
        openings.append(opening)
        if opening.is_direct:
            heard = max(heard, opening.end)
        else:
            is_indirect = True
    if is_indirect:
        set_ends(words, openings, anchors)
        if words.has_quotes:
            _last_to_mark(words, openings[-1], quotes)
    return openings


def _last_to_mark(words: SentenceWords, opening: Opening, quotes: Quotes) -> None:
    """Let a speech last as long as the quotation that it ends in: «قال إن “الحرب انتهت. سنعود غدا”».

    Straight marks are left out too often for this.
    """
    if opening.is_direct or opening.end != words.end:
        return
    text, span = words.text, (opening.start, words.end)
    mark = max(text.rfind("«", *span), text.rfind("“", *span))
    if mark < 0 or text.find("»" if text[mark] == "«" else "”", mark, words.end) >= 0 or not quotes.all:
        return
    last = quotes.all[-1]
    if last.start == mark + 1 and words.end < last.end:
        opening.end = last.end


def _goes_on_outside(words: SentenceWords, opening: Opening, openings: list[Opening]) -> bool:
    """Return whether «وأن» goes on with the speech around a verb: «قال إنه لم يصرح بذلك، وإن كلامه أخرج عن سياقه»."""
    is_joined = words.roles[opening.at] & OPENER and not opening.is_direct
    return bool(is_joined) and any(is_nested(words, opening.anchor, one) for one in openings)


def _shown_verb(words: SentenceWords, anchor: int, anchors: list[int]) -> int:
    """Return the verb that passes on the speech of «قوله»: «نقلت … قوله إن»."""
    earlier = next((one for one in reversed(anchors) if one < anchor), None)
    if earlier is not None and words.roles[earlier] & VERB and "passes_on" in words.verb(earlier).traits:
        return earlier
    return anchor


def _opening(words: SentenceWords, anchor: int, quotes: Quotes) -> Opening | None:
    """Return the speech that stands behind a verb in its clause, if any."""
    all_signs, roles = words.signs, words.roles
    verb = words.verb(anchor) if not roles[anchor] & SAYING else None
    skipped, has_relative = -1, False
    is_denial = verb is not None and verb.stance == "denied"
    is_silent = is_denial or (anchor > 0 and roles[anchor - 1] & NEGATION)
    first, last = bisect_right(words.turns, anchor), bisect_right(words.turns, anchor + _MAX_WORDS)
    for at in words.turns[first:last]:
        signs, role = all_signs[at - 1], roles[at]
        if words.tellers:  # «كما» alone would end the clause
            skipped = max(skipped, _past_aside(words, at) - 1, _past_aside(words, at + 1) - 1)
            if at < skipped:
                continue
        has_relative |= bool(role & RELATIVE)
        # «نفى الخبر، مكتفيا بالقول إن», «لم يكشف عنه مكتفيا بالقول إن», «وأضافت الوكالة نقلا عن شاهد قوله إن»
        is_anothers = at - 1 > anchor and roles[at - 1] & SAYING
        if is_anothers and (is_silent or _AFTER in words.keys[anchor + 1 : at]):
            return None
        if signs & QUOTE and (quote := quotes.at(at)) is not None:
            is_name = not signs & COLON and _is_before_opener(words, quote)
            if not is_name and _is_speech(words, anchor, quote, signs):
                is_far = has_relative and is_denial and not signs & COLON
                apart = signs & (COLON | COMMA) != 0
                return None if is_far else Opening(anchor, at, quote.start, quote.end, is_direct=True, is_apart=apart)
        if signs & COLON:
            return _after_colon(words, anchor, at, verb)
        is_parted = signs & STOP and not _is_semicolon(words, at)
        if role & OPENER and not is_parted and not _is_governed(words, anchor, at, verb) and not spells(words, at):
            # «نفى علمه بذلك، وأنه لم يره»: what is joined to the object of a denial is said in words of its own.
            apart = bool(role & JOINED)
            return Opening(anchor, at, words.starts[at], words.end, is_direct=False, is_apart=apart)
        if role & (VERB | PARTICIPLE) and at > skipped and is_verb(words, at) and _is_within_speaker(words, at, verb):
            skipped = at
        elif _ends_clause(words, at, skipped):
            return None
    return None


def manner_of(words: SentenceWords, at: int) -> int:
    """Return the word by which a verb or a source tells aside: «وفق», before «ما» or alone."""
    if words.keys[at] in source_manners():
        return at
    return at - 1 - (words.keys[at - 1] in word_list("what"))


def _past_aside(words: SentenceWords, at: int) -> int:
    """Return the word that opens the speech of another behind an aside, 0 without: «أكد، وفق ما ذكرت الوكالة، أن»."""
    if at not in words.tellers:
        return 0
    behind = range(at + 1, min(words.size, at + _LONGEST_ASIDE))
    opener = next((one for one in behind if words.signs[one - 1] & COMMA or words.roles[one] & OPENER), 0)
    if not (opener and words.roles[opener] & OPENER):
        return 0
    is_between = words.signs[opener - 1] & words.signs_before(manner_of(words, at)) & COMMA
    return opener if is_between or words.signs[opener - 1] & BRACKET else 0  # «قال - كما ذكرت الوكالة - إن»


def spells(words: SentenceWords, at: int) -> bool:
    """Return whether «إن» is a letter of a name: «سي إن إن», «إن بي سي», «بي إن سبورت»."""
    if words.keys[at] != "ان" or LETTERS_AROUND.isdisjoint(words.keys[max(0, at - 1) : at + 2 : 2]):
        return False
    return any(words.keys[max(0, at - k) : at - k + 3] in _NAMES_OF_LETTERS for k in range(3))


def _is_before_opener(words: SentenceWords, quote: Quote) -> bool:
    """Return whether a quotation is a name before the word that opens the speech: «قال لإذاعة "الأمل" أمس إن»."""
    last = quote.stop + (_MAX_WORDS if quote.words < _MIN_QUOTED_WORDS else 1)
    for at in range(quote.stop, min(last, words.size)):
        if words.roles[at] & OPENER:
            return True
        if words.signs[at - 1] & (STOP | COLON) or words.roles[at] & (VERB | PARTICIPLE):
            return False
    return False


def _is_semicolon(words: SentenceWords, at: int) -> bool:
    """Return whether nothing but a semicolon parts a word from the one before it."""
    return words.text[words.ends[at - 1] : words.starts[at]].strip() == "؛"


def _ends_clause(words: SentenceWords, at: int, skipped: int) -> bool:
    """Return whether a word ends the clause of a verb before it: another verb, a full stop, a turn."""
    signs, role = words.signs[at - 1], words.roles[at]
    if signs & STOP and not signs & QUOTE and not _is_semicolon(words, at):
        return True
    if role & (VERB | PARTICIPLE) and at > skipped and is_verb(words, at):
        return True
    turns = role & CONNECTIVE and not role & OPENER
    return bool(turns and (signs & COMMA or words.keys[at] in word_list("turns")))


def _is_speech(words: SentenceWords, anchor: int, quote: Quote, signs: int) -> bool:
    """Return whether what stands between quotation marks is long enough for speech rather than a name."""
    before = words.keys[quote.first - 1]
    opens = words.roles[quote.first] & OPENER  # «لاحظ "أن الحرب لم تنته. …"»
    takes_quote = words.roles[anchor] & SAYING or opens or "complement" not in words.verb(anchor).traits
    is_named = words.is_imperfect(quote.first - 1) and quote.first - 1 != anchor  # «طفلة تدعى "فلانة"»
    is_title = before in word_list("outlets") or before in word_list("titled")
    is_title = is_title or words.keys[quote.first] in word_list("outlets")  # «صرح ل"وكالة الأنباء"»
    is_medium = is_listener(words.keys, quote.first - 1) and not (
        quote.words >= _MIN_QUOTED_WORDS and is_clause(words, quote)
    )  # «قال للصحيفة "نلاحظ هجمات كل يوم"»
    is_name = is_named or is_title or is_medium
    if not takes_quote or (is_name and not signs & COLON):
        return False
    if signs & COLON:
        return True
    verb = None if words.roles[anchor] & SAYING else words.verb(anchor)
    if verb is not None and "of" in verb.traits:
        return before == _FROM and is_clause(words, quote)
    if quote.words >= _MIN_QUOTED_WORDS:
        return True
    governed = before in PREPOSITIONS and before != "في" and quote.first - anchor <= _REACH_OF_SHORT_QUOTE
    if quote.words < _MIN_GOVERNED_WORDS or not governed:
        return False
    demands = verb is None or "object" in verb.traits or verb.lemma in _PROMISES
    return demands or is_clause(words, quote)


def _after_colon(words: SentenceWords, anchor: int, at: int, verb: ReportingVerb | None) -> Opening | None:
    """Return the words after a colon, to the end of the sentence, where a verb may have its words there."""
    is_list = words.keys[at - 1].isdigit() or words.keys[at - 1] in word_list("announcing")
    if is_list or not (verb is None or verb.is_participle or "says" in verb.traits):
        return None
    end = next((words.starts[one] for one in words.turns if one > at and _goes_on_saying(words, one)), words.end)
    return Opening(anchor, at, words.starts[at], end, is_direct=True, is_apart=True)


def _goes_on_saying(words: SentenceWords, at: int) -> bool:
    """Return whether a verb behind a comma has further words of the speaker behind it: «، موضحا: …», «، وأضاف أن»."""
    role = words.roles[at]
    if not (role & PARTICIPLE or (role & VERB and role & JOINED)) or not words.signs_before(at) & COMMA:
        return False
    return bool(words.signs[at] & COLON or words.roles[min(at + 1, words.size - 1)] & OPENER) and is_verb(words, at)


def _is_governed(words: SentenceWords, anchor: int, at: int, verb: ReportingVerb | None) -> bool:
    """Return whether أن belongs to another word than the verb of saying: «بعد أن», «على الرغم من أن»."""
    before = words.keys[at - 1]
    if words.keys[at] == "ان" and at + 1 < words.size:  # «ما إن وصل حتى», «لم يذكر إن كان», «هدده بالقتل إن لم»
        following = words.keys[at + 1]
        is_condition = following == "لم" and words.surface(at).startswith("إ")
        if before in _AS_SOON_AS or following in _IF or is_condition:
            return True
    if at - 1 == anchor or (words.surface(at).startswith("إ") and before not in _BEFORE_INNA):  # «قالت من قبل إنها»
        return False
    is_topic = verb is not None and "of" in verb.traits and before != _FROM  # «تحدث عن الحرب وأن»
    governor = at - 2 if before == "و" else at - 1  # «خاصة وأن», the و apart
    if is_topic or (words.roles[governor] & GOVERNOR and not words.signs[at - 1] & COMMA):
        return True
    if before in PREPOSITIONS and at - 2 > anchor:
        governor = at - 2
        bare = {words.keys[governor], words.keys[governor][1:]}
        if not bare.isdisjoint(word_list("governors_before_preposition")):
            return True
        if before == _ON and not (verb is None or "insists" in verb.traits):
            # «أوضح بن علي أن»
            in_name = words.keys[at - 2] in NAME_LINKS or is_personal_name(words.surface(at - 2))
            # «اختتم حديثه بالتأكيد على أن»
            return not ((in_name and words.surface(at - 1) == _ON) or words.keys[at - 2] in _INSISTING)
    is_verb_before = governor > anchor and not words.roles[governor] and words.is_imperfect(governor)
    return is_verb_before and not has_pronoun(words.surface(governor))  # «أبدت تخوفها من أن»


def _is_within_speaker(words: SentenceWords, at: int, verb: ReportingVerb | None) -> bool:
    """Return whether a verb belongs to a clause on the speaker: «قال الوزير الذي أعلن الهدنة إن».

    إن follows قال, أن the others, so that the spelling tells whose speech it opens.
    """
    before = at - 1
    while before > 0 and words.roles[before] & AUXILIARY:
        before -= 1
    if verb is None or not words.roles[before] & RELATIVE or verb.lemma != _SAY or words.verb(at).lemma == _SAY:
        return False
    following = (one for one in range(at + 1, words.size) if words.roles[one] & OPENER)
    opener = next(following, None)
    return opener is not None and words.surface(opener).startswith("إ")


def _quote_before(words: SentenceWords, anchor: int, quotes: Quotes, claimed: set[int]) -> Opening | None:
    """Return the quotation right before a verb: «"…"، قال الوزير»."""
    if not words.roles[anchor] & VERB or "complement" in words.verb(anchor).traits or words.roles[anchor] & JOINED:
        return None
    if not words.signs_before(anchor) & (CLOSED | QUOTE):
        return None
    # «"لن نرحل"، يقول الشيخ»
    is_told = "says" in words.verb(anchor).traits and words.signs_before(anchor) & COMMA
    least = _MIN_GOVERNED_WORDS if is_told else _MIN_QUOTED_WORDS
    quote = quotes.before(anchor, least=least)
    if quote is None or quote.first in claimed or words.keys[quote.first - 1] in word_list("titled"):
        return None
    return Opening(anchor, quote.first, quote.start, quote.end, is_direct=True, is_apart=True, comes_first=True)


def _clause_before(words: SentenceWords, anchor: int, openings: list[Opening]) -> Opening | None:
    """Return the clauses before a verb behind a comma, which are its speech if only its speaker follows.

    «الأسعار ارتفعت، يقول التاجر.»
    """
    if words.roles[anchor] & JOINED or not words.roles[anchor] & VERB or words.signs_before(anchor) != COMMA:
        return None
    if not words.verb(anchor).may_close(words.keys[anchor]):
        return None
    first = next((at for at in range(anchor - 1, 0, -1) if words.signs[at - 1] & (STOP | COLON)), 0)
    if anchor - first < _LEAST_CLAUSE or any(one.end > words.starts[first] for one in openings):
        return None
    is_adverbial = words.roles[first] & (NO_SPEAKER | ADVERB | ENDS | CONNECTIVE) or words.has_preposition(first)
    if is_adverbial and not any(
        words.is_imperfect(at) or is_surely_perfect(words.surface(at)) for at in range(first, anchor)
    ):
        return None  # «وفي هذا السياق، يقول التاجر»
    start, end = words.starts[first], words.ends[anchor - 1]
    return Opening(anchor, first, start, end, is_direct=False, is_apart=True, comes_first=True)
