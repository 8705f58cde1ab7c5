"""Which actor a speaker is or speaks for: that of the head of the phrase, and not the last name in it."""

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.speech.finite_verbs import are_persons, is_common_noun, is_only_perfect, is_relation
from corpus_tools.actors.speech.noun_phrases import NounPhrase
from corpus_tools.actors.speech.objects import is_named_person
from corpus_tools.actors.speech.placed_mentions import FIRM, Mention, MentionsOfSentence
from corpus_tools.actors.speech.reporting_verbs import FEMININE, MASCULINE, names_source, word_list
from corpus_tools.actors.speech.sentence_words import QUOTE, SentenceWords
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import ARTICLE

_PREPOSITIONS = frozenset(
    {"في", "من", "عن", "الي", "علي", "لدي", "مع", "حول", "ضد", "قرب", "عند", "داخل", "خارج", "امام"}
)
_EACH_OF = ("كل", "من")
_DEPUTIES = frozenset({"نايب", "نايبه", "مساعد", "مساعده"})
_SIDED = ("موال", "مويد", "معارض", "مناهض", "معاد", "مناوي", "داعم")
#: What somebody knows or is in charge of stands behind them: «الخبير بالشأن الإيراني».
_AFFAIRS = frozenset(
    {"بالشوون", "بشوون", "بالشان", "للشوون", "لشوون", "للشان", "الشوون", "الشان", "بالملف", "الملف", "ملف"}
)
_ISSUED = frozenset({"صادر", "صادره"})
_BELONGING = frozenset({"في", "من", "لدي", "عن"})
#: Pronouns, and the gender of those whom they point back to.
_OWNERS = {"ها": FEMININE, "ه": MASCULINE}


class Actor(NamedTuple):
    """An actor, and how it is mentioned; both None where none is."""

    actor_id: str | None
    kind: str | None


NOBODY = Actor(None, None)


@dataclass(slots=True)
class _Phrase:
    """A noun phrase with its mentions, in order."""

    words: SentenceWords
    phrase: NounPhrase
    mentions: list[Mention]

    @property
    def head(self) -> str:
        """The first word, folded, without the و before it."""
        word = self.words.keys[self.phrase.first]
        return word[1:] if word[:3] in {"وال", "فال"} else word

    def preposition_before(self, at: int) -> int | None:
        """Return the last preposition between the head and a word."""
        keys = self.words.keys
        return next((one for one in range(at - 1, self.phrase.first, -1) if keys[one] in _PREPOSITIONS), None)


def actor_of(words: SentenceWords, phrase: NounPhrase, mentions: MentionsOfSentence) -> Actor:
    """Return the actor that a noun phrase names or belongs to."""
    inside = [one for one in mentions.all if phrase.start <= one.start and one.end <= phrase.end]
    if not inside:
        return NOBODY
    if tuple(words.keys[phrase.first : phrase.first + 2]) == _EACH_OF:  # «كل من السعودية وقطر»
        phrase = NounPhrase(phrase.first + 2, phrase.stop, words.starts[phrase.first + 2], phrase.end)
    whole = _Phrase(words, phrase, inside)
    first = inside[0]
    if first.first == phrase.first and first.kind in FIRM and (first.is_person or first.kind != "description"):
        return Actor(first.actor_id, first.kind)
    best = next((one for one in inside if one.is_person and not _is_governed(whole, one)), None)
    best = best or _core_mention(whole) or _membership(whole)
    return NOBODY if best is None else Actor(best.actor_id, best.kind)


@cache
def _past() -> frozenset[str]:
    """Return what stands behind offices that somebody holds no more: «السابق»."""
    return frozenset(map(key, load_table("actor_context")["past"]))


def _is_governed(whole: _Phrase, person: Mention) -> bool:
    """Return whether a person is named as somebody else's: «محامي فلان», «مصدر مقرب من الرئيس فلان»."""
    keys, first = whole.words.keys, whole.phrase.first
    if person.first == first:
        return False
    if person.proclitic not in {"", "و"}:
        return True
    at = person.first - 1
    while at > first and (is_relation(keys[at]) or keys[at] in _past()):
        at -= 1
    title = at
    while at > first and keys[at] in word_list("leader_titles"):
        at -= 1
    inner = keys[at]
    if (at == first and inner in word_list("leader_titles")) or inner in _DEPUTIES:
        return False  # «نائب الرئيس الأميركي فلان»
    if inner in word_list("things"):
        return True  # «هيئة الدفاع في قضية فلان»
    if inner in word_list("relations") or inner in _PREPOSITIONS:
        # The office of a leader belongs to the leader who is named, that of an envoy to the one who is sent.
        return title != at or at == person.first - 1
    return False


def _core_mention(whole: _Phrase) -> Mention | None:
    """Return what tells whose the head is, before the first preposition: a name before an adjective."""
    core = []
    for one in whole.mentions:
        if one.is_person and not _speaks_for(whole, one):
            continue
        if whole.preposition_before(one.first) is not None or one.proclitic in {"ب", "ك"} or _is_sided(whole, one):
            break
        if one.first > whole.phrase.first and (
            one.proclitic in {"و", "ف"} or whole.words.keys[one.first - 1] in _AFFAIRS
        ):
            break
        core.append(one)
    names = [one for one in core if one.kind in FIRM]
    return next(iter(names or core), None)


def _speaks_for(whole: _Phrase, person: Mention) -> bool:
    """Return whether a body of a person, or somebody in the name of one, speaks."""
    between = whole.words.keys[whole.phrase.first : person.first]
    return not word_list("staff").isdisjoint(between)


def _membership(whole: _Phrase) -> Mention | None:
    """Return the body that the head belongs to: «مصدر في الجيش السوري», «بيان صادر عن الحزب», but not a place."""
    keys = whole.words.keys
    for one in whole.mentions:
        at = whole.preposition_before(one.first)
        if at is None or keys[at] != "عن" or keys[at - 1].removeprefix(ARTICLE) not in _ISSUED:
            continue
        # «بيان صادر عن الرئاسة نشرته وكالة الأنباء» is none of the agency's.
        if not any(is_only_perfect(whole.words.surface(between)) for between in range(at + 1, one.first)):
            return one
    heads = {whole.head, whole.head.removesuffix("ا")}  # «لكن مصدرا في الخارجية»
    if is_named_person(whole.words.surface(whole.phrase.first)):  # «فلان، العضو في المجلس»
        heads.update(one.removeprefix(ARTICLE) for one in keys[whole.phrase.first : whole.phrase.stop])
    if word_list("members").isdisjoint(heads):
        return None
    for one in whole.mentions:
        at = whole.preposition_before(one.first)
        if one.is_person and whole.words.keys[one.first - 1] in word_list("things"):
            continue
        if one.proclitic == "ب" or (at is not None and whole.words.keys[at] in _BELONGING):
            is_place = (
                one.actor_type == "state"
                and one.kind == "name"
                and not (at is not None and whole.words.keys[at] == "من")
            )
            if not is_place and not (at is not None and _is_close_to(whole, at)):
                return one
    return None


def _is_sided(whole: _Phrase, mention: Mention) -> bool:
    """Return whether the head only sides with whom a mention names, or against: «مسؤول موال لموسكو»."""
    is_behind_lam = mention.proclitic in {"ل", "لل"} and mention.first > whole.phrase.first
    return is_behind_lam and whole.words.keys[mention.first - 1].startswith(_SIDED)


def _is_close_to(whole: _Phrase, preposition: int) -> bool:
    """Return whether the head is only close to what follows: «مصدر مقرب من الرئيس»."""
    return whole.words.keys[preposition - 1].startswith(("مقرب", "قريب"))


@cache
def _owned() -> dict[str, str]:
    """Build the folded nouns with a pronoun of whom they speak for, and the gender of this: «خارجيتها», «سفيره»."""
    nouns = chain.from_iterable(map(word_list, ("organs", "members", "envoys")))
    stems = [noun[:-1] + "ت" if noun.endswith("ه") else noun for noun in nouns]
    return {stem + pronoun: gender for stem in stems for pronoun, gender in _OWNERS.items()}


def owner_of(words: SentenceWords, phrase: NounPhrase) -> str | None:
    """Return the gender of the one named before to whom a speaker belongs: «المتحدث باسم خارجيتها»; None without."""
    owned = _owned()
    for at in range(phrase.first, phrase.stop):
        gender = owned.get(words.keys[at])
        if gender is not None and not words.surface(at).endswith("ة"):
            return gender
    return None


def speaks(words: SentenceWords, phrase: NounPhrase, mentions: MentionsOfSentence) -> bool:
    """Return whether a noun phrase names somebody or something that speaks: «الشرطة», «بلاغ», not «الخطة»."""
    at, last = phrase.first, phrase.stop - 1
    while at < last and bare_key(words, at) in word_list("unspecific"):
        at += 1
    mention = mentions.by_word.get(at)
    if mention is not None:
        return mention.kind != "adjective"
    is_quoted = words.signs_before(at) & QUOTE and not is_common_noun(words.surface(at).removeprefix("ال"))
    if names_source(bare_key(words, at)) or is_quoted:  # «بحسب "ليبراسيون"»
        return True
    return (
        is_named_person(words.surface(at))
        or are_persons(_bare(words, at))
        or (is_relation(words.keys[at]) and not is_common_noun(words.surface(at)))
    )


def _bare(words: SentenceWords, at: int) -> str:
    """Return a word without the ل before it: «للمنظمين», «لمنظميها»."""
    word = words.surface(at)
    if word[:1] != "ل" or not words.has_preposition(at):
        return word
    return "ال" + word[2:] if word.startswith("لل") else word[1:]


def bare_key(words: SentenceWords, at: int) -> str:
    """Return a word, folded, without the ل and the article before it: «للوزارة»."""
    word = words.keys[at]
    if words.surface(at)[:1] == "ل" and words.has_preposition(at):
        word = word.removeprefix("لل").removeprefix("ل")
    return word.removeprefix(ARTICLE)
