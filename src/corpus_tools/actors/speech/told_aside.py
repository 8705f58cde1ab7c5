"""Speech whose speaker is told aside: «انسحبت القوات، بحسب ما أفاد مصدر», «وفق ما أكده الوزير، فإن», «على حد قوله»."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from corpus_tools.actors.speech.finite_verbs import (
    is_only_perfect,
    is_perfect,
    is_relation,
    is_surely_perfect,
    joins_clause,
)
from corpus_tools.actors.speech.objects import LINKS, REPORTERS, is_named_person
from corpus_tools.actors.speech.openings import Opening, manner_of
from corpus_tools.actors.speech.quotes import Quotes, is_clause
from corpus_tools.actors.speech.reporting_verbs import (
    is_listener,
    is_occasion,
    is_telling_noun,
    names_source,
    source_manners,
    word_list,
)
from corpus_tools.actors.speech.sentence_words import (
    ADVERB,
    BRACKET,
    CLOSED,
    COLON,
    COMMA,
    CONNECTIVE,
    JOINED,
    OPENER,
    PARTICIPLE,
    QUOTE,
    RELATIVE,
    SAYING,
    STOP,
    VERB,
    SentenceWords,
)
from corpus_tools.actors.speech.speaker_actors import bare_key, speaks
from corpus_tools.actors.speech.speech_ends import clause_start
from corpus_tools.actors.speech.subjects import OF_OTHERS, Subject, SubjectFinder
from corpus_tools.proclitics import ARTICLE

_EXTENT, _ON, _ON_EXTENT = "حد", "علي", frozenset({"علي", "وعلي"})
_BEFORE_NOUN = frozenset({"حسب", "بحسب", "وفق"})
_SO = frozenset({"فان", "فانه", "فانها", "فانهم", "فقد"})
#: Their objects are demands and threats, which «وفق ما طالب به» doesn't report.
_NO_CLAIMS = frozenset({"دعا", "طالب", "ناشد", "تعهد", "هدد", "توعد", "وعد", "اتهم", "انتقد", "علق", "رد", "تابع"})
_AND_SO = "وذلك"
_HIS = frozenset({"له", "لها", "لهم"})
_OF_IT = frozenset({"عنه", "عنها", "اليه", "اليها", "بذلك"})
#: With one of these a clause goes on behind an aside that no two commas part from it.
_GOING_ON = frozenset({"علي", "الي", "من"})
#: A quotation behind one of these is no part of a clause: «شاهد الفيلم "فلان"، بحسب الصحيفة».
_APART = COMMA | COLON | STOP
_CLAUSE = CONNECTIVE | OPENER | PARTICIPLE | RELATIVE | VERB
_LEAST, _REACH, _LONGEST_TAIL = 2, 16, 9
#: Words up to a colon that are a heading or a dateline.
_HEADING = 3


def find_told_aside(words: SentenceWords, openings: list[Opening], quotes: Quotes) -> Iterator[Opening]:
    """Yield the speech whose speaker is told aside and that is not part of the speech of another."""
    for at in words.tellers:
        if not _tells(words, at) or any(one.anchor == at for one in openings):
            continue
        left = _left(words, at)
        around = [one for one in openings if one.start <= words.starts[left] < one.end or one.anchor < left < one.at]
        if around and (around := [one for one in around if not _is_impersonal(words, one)]):
            for one in around:
                _end_before(words, one, left, at)
            continue
        opens_clause = left < _LEAST or words.keys[left] not in word_list("manners")  # «وحسب الوزير، فإن»
        opening = _behind(words, at, left, openings) if opens_clause else _before(words, at, left, openings, quotes)
        if opening is not None:
            opening.verb, opening.is_told_aside = at, True
            yield opening


def _is_impersonal(words: SentenceWords, opening: Opening) -> bool:
    """Return whether nobody says what a sentence begins with: «يذكر أن الطريق أغلق، وفق ما أكده مصدر»."""
    if opening.anchor > 0 or opening.at != 1 or words.roles[0] & SAYING:
        return False
    verb = words.verb(0)
    return verb.is_imperfect and "impersonal" in verb.traits


def _end_before(words: SentenceWords, opening: Opening, left: int, at: int) -> None:
    """End a speech before what is told aside at its end: «قال إن السفينة غرقت، حسب تعبيره»."""
    stop = bisect_left(words.starts, opening.end)
    is_inside = opening.at < left and at < stop <= at + _LONGEST_TAIL and not opening.is_direct
    if not is_inside or words.keys[manner_of(words, at)] in word_list("loose_manners"):
        return
    if _is_source(words, at):
        is_name = words.signs[at] & QUOTE  # «بحسب "الجمهورية"»
        if not (is_name or names_source(bare_key(words, min(at + 1, words.size - 1)))):
            return
    tail = range(at + 1, stop)
    if not any(words.signs[one - 1] & (COMMA | COLON | STOP) or words.roles[one] & _CLAUSE for one in tail):
        opening.end = words.ends[left - 1]


def _left(words: SentenceWords, at: int) -> int:
    """Return the first word of what is told aside."""
    manner = manner_of(words, at)
    return manner - (words.keys[manner] == _EXTENT)


def _tells(words: SentenceWords, at: int) -> bool:
    """Return whether a word tells who says what stands beside it."""
    manner, keys = manner_of(words, at), words.keys
    if manner == at:
        is_behind_lam = words.verb(at).lemma in word_list("manners_before_lam")
        return at + 1 < words.size and not words.signs[at] & ~QUOTE and (not is_behind_lam or keys[at + 1][:1] == "ل")
    is_extent = keys[manner] == _EXTENT
    if is_extent and (not manner or keys[manner - 1] not in _ON_EXTENT):
        return False
    if words.roles[at] & SAYING or is_telling_noun(keys[at]):
        return manner == at - 1 and (is_extent or keys[manner] in _BEFORE_NOUN)
    if keys[manner] not in word_list("joined_manners") and manner == at - 1:  # «على نسبة»
        return False
    if keys[manner] == _ON and not words.signs_before(manner) & (COMMA | CLOSED | BRACKET):  # «رد على ما أعلنه»
        return False
    verb = words.verb(at)
    return verb.stance != "denied" and "complement" not in verb.traits and verb.lemma not in _NO_CLAIMS


def _before(words: SentenceWords, at: int, left: int, openings: list[Opening], quotes: Quotes) -> Opening | None:
    """Return the clause before what is told aside, or the quotation that stands there."""
    quote = quotes.before(left, least=_LEAST)
    is_own = words.roles[at] & SAYING or is_telling_noun(words.keys[at])
    if quote is not None and (is_own or words.signs_before(quote.first) & _APART or is_clause(words, quote)):
        if any(one.start == quote.start for one in openings):
            return None
        return Opening(at, quote.first, quote.start, quote.end, is_direct=True, is_apart=True, comes_first=True)
    spoken = max((bisect_left(words.starts, one.end) for one in openings if one.end <= words.starts[left]), default=0)
    # Behind speech may stand who says it: «…، حسب تعبيره، …».
    spoken = next((one + 1 for one in words.tellers if one < left and _left(words, one) == spoken > 0), spoken)
    first = max(spoken, _clause_begin(words, left))
    stop = left - (words.keys[left - 1] == _AND_SO)
    if stop - first < _LEAST:
        return None
    return Opening(
        at, first, words.starts[first], words.ends[stop - 1], is_direct=False, is_apart=True, comes_first=True
    )


def _clause_begin(words: SentenceWords, left: int) -> int:
    """Return the first word of the clauses before a word, behind a full stop, a colon or a turn."""
    for at in range(left - 1, 0, -1):
        signs = words.signs[at - 1]
        if not signs:
            continue
        is_turn = signs & COMMA and words.roles[at] & CONNECTIVE and words.keys[at] in word_list("turns")
        if signs & STOP or is_turn or (signs & COLON and _is_behind_heading(words, at)):
            return at
    return 0


def _is_behind_heading(words: SentenceWords, at: int) -> bool:
    """Return whether a place or a speaker stands before a word, with a colon: «بغداد: قتل», not «10:30»."""
    if words.keys[at - 1].isdigit():
        return False
    is_heading = at <= _HEADING and not is_perfect(words.surface(0))  # «قتل أربعة: طفلان وامرأتان»
    return is_heading or any(words.roles[one] & (SAYING | VERB) for one in range(at))


def _behind(words: SentenceWords, at: int, left: int, openings: list[Opening]) -> Opening | None:
    """Return what follows that which is told aside at the head of a sentence: «ووفق ما أكده الوزير، فإن»."""
    if words.keys[left] in word_list("loose_manners") and words.keys[left + 1] != _EXTENT:
        return None
    behind = range(at + 1, words.size)
    first = next((one for one in behind if words.keys[one] in _SO), None)
    first = first or next(
        (one for one in behind if words.signs[one - 1] & COMMA or _begins_clause(words, at, one)), None
    )
    if first is None or any(at < one.anchor < first for one in openings):
        return None
    start = words.starts[first] + (words.keys[first] in _SO)
    following = next((one for one in openings if one.anchor >= first), None)
    end = words.end if following is None else words.starts[clause_start(words, following.anchor)]
    return Opening(at, first, start, end, is_direct=False, is_apart=True) if end > words.ends[first] else None


def _begins_clause(words: SentenceWords, source: int, at: int) -> bool:
    """Return whether a verb begins the clause of a definite source without a comma: «وبحسب المصدر ذاته تتواصل»."""
    if source + 1 >= at or not words.keys[source + 1].startswith(ARTICLE) or words.roles[at - 1] & RELATIVE:
        return False
    return words.is_imperfect(at) or is_surely_perfect(words.surface(at))


def find_speaker_told_aside(words: SentenceWords, anchor: int, finder: SubjectFinder) -> Subject | None:
    """Return who says what is told aside: the subject of the verb, or of the sentence: «على حد قوله».

    None where it goes on from an earlier sentence.
    """
    verb, stop = words.verb(anchor), min(words.size, anchor + 1 + _REACH)
    is_noun = words.roles[anchor] & SAYING or is_telling_noun(words.keys[anchor])
    if is_noun and words.keys[anchor] != verb.lemma:
        main = next((one for one in finder.found if not one.is_nested), None)
        return main or finder.main_subject("")
    if _is_source(words, anchor):
        phrase = finder.cutter.cut_source(anchor + 1, stop)
        return finder.note(anchor, phrase) if phrase and speaks(words, phrase, finder.mentions) else None
    phrase = None
    if not OF_OTHERS.isdisjoint(verb.traits):
        phrase = finder.source_behind(anchor, stop, verb)
    first = anchor + 1 + (words.keys[min(anchor + 1, stop - 1)] in _OF_IT)
    if first + 1 < stop and words.keys[first] in LINKS and is_occasion(words.keys[first + 1]):
        first += 2  # «وفق ما أكده في تصريح للإذاعة مدير الميناء»
        while first < stop and (is_relation("ال" + words.keys[first]) or words.keys[first] in _HIS):
            first += 1
    is_loose = words.keys[manner_of(words, anchor)] in word_list("loose_manners")
    phrase = phrase or finder.cutter.cut(first, stop, takes_object=is_loose)
    opening = finder.openings.get(anchor)
    if phrase is not None and phrase.stop == words.size and opening is not None and not opening.comes_first:
        phrase = finder.cutter.cut(first, opening.at)  # «وفق ما أفادت به الشرطة، قتل ثلاثة»: nobody's name
    return None if phrase is None else finder.note(anchor, phrase)


def _is_source(words: SentenceWords, anchor: int) -> bool:
    """Return whether who or what speaks is told aside without a verb: «وفق بلاغ»."""
    return words.keys[anchor] in source_manners()


def go_on(words: SentenceWords, opening: Opening, subject: Subject | None, openings: list[Opening]) -> None:
    """Extend a speech over the aside that parts its clause: «وأسفرت الحملة، وفق الشرطة، عن حجز أسلحة».

    What follows the aside begins behind its speaker at the earliest.
    """
    if subject is None or subject.phrase is None or subject.anchor != opening.anchor:
        return
    stop = subject.phrase.stop
    if not opening.comes_first and opening.at < stop < words.size:
        opening.start = words.starts[stop]
    if not opening.comes_first or opening.is_direct or stop >= words.size:
        return
    while words.roles[stop] & ADVERB and not words.signs[stop - 1] and stop + 1 < words.size:  # «وفق بلاغ اليوم، من»
        stop += 1
    if is_only_perfect(words.surface(stop)):  # «وفق بلاغ تلقت الإذاعة نسخة منه، عن»
        stop = next((at for at in range(stop + 1, words.size) if words.signs[at - 1] & COMMA), stop)
    signs, role, word = words.signs[stop - 1], words.roles[stop], words.keys[stop]
    is_parted = words.signs_before(_left(words, opening.anchor)) & signs & COMMA
    if signs & ~(COMMA | QUOTE | CLOSED) or not (is_parted or word in _GOING_ON):
        return
    is_of_source = (
        role & (ADVERB | RELATIVE | VERB | SAYING)
        or is_named_person(words.surface(stop))
        or bare_key(words, stop) in word_list("persons")
        or is_listener(words.keys, stop)
        or word in REPORTERS
        or (word in LINKS and is_occasion(words.keys[min(stop + 1, words.size - 1)]))
    )
    is_new = role & (PARTICIPLE | CONNECTIVE | JOINED) or word[:1] == "و" or joins_clause(words.surface(stop))
    if is_of_source or is_new or word == "نقلا" or words.closes_soon(stop):
        return
    ends = [words.starts[clause_start(words, one.anchor)] for one in openings if one.anchor > opening.anchor]
    for at in words.turns:
        signs = words.signs_before(at)
        if at > stop and (signs & STOP or (signs & COMMA and words.roles[at] & (PARTICIPLE | CONNECTIVE))):
            ends.append(words.starts[at])
            break
    opening.end = min([words.end, *ends])


def find_source_of_news(
    words: SentenceWords, opening: Opening, subject: Subject | None, finder: SubjectFinder
) -> Subject | None:
    """Return who tells what has only things for its subject: «وتفيد المعطيات، وفق مصدر أمني، بأن»; else the subject."""
    if subject is None:
        return _find_speaker_before(words, opening, finder)
    if subject.phrase is None:
        return subject
    is_shown = words.roles[opening.anchor] & VERB and "shows" in words.verb(opening.anchor).traits
    if not is_shown and words.keys[subject.phrase.first] not in word_list("news"):
        return subject
    teller = next((at for at in words.tellers if opening.anchor < at < opening.at), None)
    source = None if teller is None else find_speaker_told_aside(words, teller, finder)
    return subject if source is None else replace(source, anchor=opening.anchor)


def _find_speaker_before(words: SentenceWords, opening: Opening, finder: SubjectFinder) -> Subject | None:
    """Return who is told aside right before a verb that goes on with it: «ووفقا لما أوردته الوكالة، بينت أن»."""
    teller, anchor = words.tellers[0], opening.anchor
    if teller > _HEADING or teller >= anchor or words.roles[anchor] & (JOINED | PARTICIPLE | SAYING):
        return None
    if teller in finder.openings or any(teller < one < anchor for one in finder.anchors):
        return None
    speaker = find_speaker_told_aside(words, teller, finder)
    is_next = speaker is not None and speaker.phrase is not None and speaker.phrase.stop == anchor
    return replace(speaker, anchor=anchor, gender=words.verb(anchor).gender) if speaker and is_next else None


def is_said(words: SentenceWords, opening: Opening, subject: Subject | None, finder: SubjectFinder) -> bool:
    """Return whether somebody says what stands beside a verb or a source: not «بحسب الخطة», «كما أعلن الوزير تأجيل»."""
    anchor = opening.anchor
    if opening.is_told_aside:
        return not ((subject is None and _is_source(words, anchor)) or _may_say_also(words, anchor, subject))
    return opening.is_direct or not opening.comes_first or _closes(words, anchor, subject, finder)


def _closes(words: SentenceWords, anchor: int, subject: Subject | None, finder: SubjectFinder) -> bool:
    """Return whether nothing but its speaker follows a verb behind its speech: «…، يقول التاجر.»."""
    phrase = None if subject is None else subject.phrase
    if phrase is None or phrase.first <= anchor:
        return False
    stop = phrase.stop
    is_end = stop >= words.size or words.signs[stop - 1] or words.roles[stop] & (RELATIVE | ADVERB)
    return bool(is_end) and (words.keys[phrase.first].startswith(ARTICLE) or speaks(words, phrase, finder.mentions))


def _may_say_also(words: SentenceWords, anchor: int, subject: Subject | None) -> bool:
    """Return whether a verb behind «كما» may say «also», as more than its speaker follows: «كما أعلن الوزير تأجيل»."""
    if words.keys[manner_of(words, anchor)] not in word_list("loose_manners"):
        return False
    if subject is None or subject.phrase is None:
        return True
    stop = subject.phrase.stop
    if stop >= words.size or words.signs[stop - 1] & (COMMA | STOP | COLON | BRACKET):
        return False
    is_listener = words.keys[stop][:1] == "ل" and words.has_preposition(stop)
    return not (words.roles[stop] & ADVERB or words.keys[stop] in word_list("adjuncts") or is_listener)
