"""The verbs that report speech, in their forms, and the words that stand around a speaker."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import ARTICLE, CONJUNCTIONS

#: What names of radio and television stations end in.
STATIONS = frozenset({("اف", "ام"), ("تي", "في")})
#: The pronouns that a verb may have as its object: «أبلغه».
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا", "ني")
MASCULINE, FEMININE = "m", "f"


class ReportingVerb(NamedTuple):
    """A form of a verb that reports speech; of so many, tuples are made faster than dataclasses."""

    lemma: str  # its perfect, folded
    stance: str  # what it tells of the truth of the speech: asserted, hedged or denied
    traits: frozenset[str] = frozenset()  # as `data/reporting_verbs.yaml` describes them; «leads» behind ل: «ليعلن أن»
    gender: str = ""  # of its subject
    is_participle: bool = False  # whether it continues the speech of the sentence: «مضيفا»
    is_bare: bool = False  # whether it is a perfect without ending, which may look like a noun
    is_imperfect: bool = False  # whether it is an imperfect of the masculine singular, which may be a passive
    is_jussive: bool = False  # whether it is shortened, which it is after «لم» alone
    has_object: bool = False  # whether a pronoun is joined to it
    ending: str = ""  # the last letter as written, where it tells the verb from others: نفى and not نفي
    begins_in_wasl: bool = False  # whether its perfect begins with a bare alef, so that «أعتقد» is another person
    passive_in_u: bool = False  # whether u after the first letter of the imperfect makes it a passive

    @property
    def is_told_by_spelling(self) -> bool:
        """Whether only its letters as written tell it from other words that are folded alike."""
        return self.ending != "" or (self.is_bare and self.begins_in_wasl)

    @property
    def is_certain(self) -> bool:
        """Whether no other word is folded like it, and none around it decides whether it reports speech."""
        may_be_noun = "noun" in self.traits and (self.is_bare or (self.is_participle and self.gender == FEMININE))
        depends = may_be_noun or self.is_jussive or (self.is_participle and "accuses" in self.traits)
        depends = depends or not self.traits.isdisjoint(("holds", "hears", "leads", "shows", "of"))
        return not (depends or self.is_told_by_spelling)

    @property
    def continues(self) -> bool:
        """Whether it continues the speech of whoever spoke last: «أضاف»."""
        return self.is_participle or "continues" in self.traits

    def may_close(self, word: str) -> bool:
        """Return whether it may stand behind its speech, as the folded word that it is: «…، يقول التاجر»."""
        is_imperfect = word[0] in "يت" and not word.startswith(self.lemma)
        return (
            "says" in self.traits
            and not (self.is_participle or self.has_object)
            and (is_imperfect or self.lemma == "قال")
        )


@cache
def verb_forms() -> dict[str, ReportingVerb]:
    """Build the folded forms of the reporting verbs: persons of perfect and imperfect, the future, participles."""
    return _forms_of_verbs(aside=False)


def _forms_of_verbs(*, aside: bool) -> dict[str, ReportingVerb]:
    """Build the folded forms of the verbs that report only where they tell aside, or of the others."""
    forms: dict[str, ReportingVerb] = {}
    for row in load_table("reporting_verbs")["verbs"]:
        verb = ReportingVerb(key(row["perfect"]), row["stance"], frozenset(row.get("traits", ())))
        if ("aside" in verb.traits) != aside:
            continue
        for form, of_verb in (*_perfects(verb, row["perfect"]), *_imperfects(verb, row), *_participles(verb, row)):
            forms.setdefault(key(form), of_verb)
    return forms


def _perfects(verb: ReportingVerb, perfect: str) -> Iterator[tuple[str, ReportingVerb]]:
    """Yield the persons of the perfect, with their pronouns."""
    is_defective = perfect[-1] in "اى" and len(perfect) > 2
    stem = perfect[:-1] if is_defective else perfect
    verb = verb._replace(begins_in_wasl=perfect.startswith("ا"))
    he, she = verb._replace(gender=MASCULINE), verb._replace(gender=FEMININE)
    yield perfect, he._replace(is_bare=True, ending="ى" if perfect[-1] == "ى" else "")
    if perfect != "ورد":  # «وردت» is «و» and «ردت»
        yield stem + "ت", she
    dual = stem + ("ي" if perfect[-1] == "ى" else "و") if is_defective else stem
    yield from ((form, he) for form in (dual + "ا", stem + "وا"))
    yield stem + "تا", she
    if "object" in verb.traits and not is_defective:
        for pronoun in _PRONOUNS:
            ending = "ه" if pronoun == "ه" else ""  # «أجابه», not «إجابة»
            yield perfect + pronoun, he._replace(has_object=True, ending=ending)
            yield perfect + "ت" + pronoun, she._replace(has_object=True)


def _imperfects(verb: ReportingVerb, row: dict[str, Any]) -> Iterator[tuple[str, ReportingVerb]]:
    """Yield the persons of the imperfect, the future and the jussive, with their pronouns."""
    imperfect = row.get("imperfect")
    if imperfect is None:
        return
    perfect, traits = row["perfect"], verb.traits
    in_u = perfect.startswith("ت") or not ("ّ" in perfect or perfect.startswith("أ"))
    is_defective = imperfect[-1] in "يوى"
    stem = imperfect[:-1] if is_defective else imperfect
    for prefix, gender in (("ي", MASCULINE), ("ت", FEMININE)):
        subject = verb._replace(gender=gender, passive_in_u=in_u)
        ending = imperfect[-1] if imperfect[-1] in "يى" else ""
        for future in ("", "س"):
            before = future + prefix
            if not future and not is_defective and traits.isdisjoint(("complement", "noun", "holds")):  # «ليعلن أن»
                yield f"ل{before}{imperfect[1:]}", subject._replace(is_participle=True, traits=traits | {"leads"})
            yield before + imperfect[1:], subject._replace(is_imperfect=not future and prefix == "ي", ending=ending)
            yield before + imperfect[1:] + "ان", subject
            yield from ((before + stem[1:] + plural, subject) for plural in ("ون", "وا")[: 1 if future else 2])
            if "object" in verb.traits and not is_defective:
                yield from ((before + stem[1:] + one, subject._replace(has_object=True)) for one in _PRONOUNS)
        jussive = prefix + (stem[1:] if is_defective else imperfect[1:-2] + imperfect[-1])
        if is_defective or imperfect[-2] in "وي":  # «لم ينف», «لم يقل»
            yield jussive, subject._replace(is_jussive=True)


def _participles(verb: ReportingVerb, row: dict[str, Any]) -> Iterator[tuple[str, ReportingVerb]]:
    """Yield the participles in the accusative, of every gender and number."""
    participle = row.get("participle")
    if participle is None:
        return
    stem = participle[:-1]
    stance = verb._replace(is_participle=True)
    yield participle, stance._replace(gender=MASCULINE)
    yield from ((stem + ending, stance._replace(gender=FEMININE)) for ending in ("ة", "تين"))
    yield stem.removesuffix("ي") + "ين", stance._replace(gender=MASCULINE)


@cache
def telling_forms() -> dict[str, ReportingVerb]:
    """Build the folded forms that tell of speech beside them: «ما أكده», «ما نشرته», «على حد تعبيره»."""
    aside = _forms_of_verbs(aside=True)
    forms = aside | {
        word + pronoun: verb
        for word, verb in (verb_forms() | aside).items()
        if not (verb.is_participle or verb.has_object or verb.is_jussive) and not word.endswith(("ا", "ي", "ان", "ون"))
        for pronoun in ("ه", "ها", "نا")
    }
    for row in load_table("reporting_verbs")["verbs"]:
        perfect = row["perfect"]
        if perfect[-1] in "اى" and len(perfect) > 2:  # «نفاه»
            forms.update((key(perfect[:-1] + "ا" + pronoun), verb_forms()[key(perfect)]) for pronoun in ("ه", "ها"))
    return forms | _telling_nouns()


@cache
def _telling_nouns() -> dict[str, ReportingVerb]:
    """Build the folded nouns that tell of speech beside them, with their pronouns: «على حد تعبيره»."""
    nouns = load_table("reporting_verbs")["manner_nouns"]
    pronouns = ("", "ه", "ها", "هم", "هما", "ي")
    return {key(noun) + end: ReportingVerb(key(noun), stance) for noun, stance in nouns.items() for end in pronouns}


@cache
def source_manners() -> dict[str, ReportingVerb]:
    """Build the folded words that tell a source without a verb, as the verbs that they stand for: «بحسب», «ووفقا»."""
    return {
        conjunction + word: ReportingVerb(word, "asserted")
        for word in word_list("source_manners")
        for conjunction in ("", *CONJUNCTIONS)
    }


def is_telling_noun(word: str) -> bool:
    """Return whether a folded word is a noun that tells of speech beside it: «تعبيره»."""
    return word in _telling_nouns()


def without_conjunction(word: str) -> str:
    """Return a folded reporting verb without the و or ف before it, any other word as it is."""
    forms = verb_forms()
    return word[1:] if word not in forms and word[:1] in CONJUNCTIONS and word[1:] in forms else word


def find_verb(word: str) -> ReportingVerb | None:
    """Return the reporting verb that a folded word is, with or without و or ف before it, None where it is none."""
    return verb_forms().get(without_conjunction(word))


@cache
def word_list(name: str) -> frozenset[str]:
    """Read a list of words of `data/reporting_verbs.yaml`, such as complementizers, folded."""
    if name == "persons":  # both lists of those who speak
        return word_list("speakers") | word_list("kin")
    return frozenset(map(key, load_table("reporting_verbs")[name]))


@cache
def asides() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Read what may stand before a speaker without being part of it («من جهته»), folded, by its first word."""
    found = [tuple(map(key, aside.split())) for aside in load_table("reporting_verbs")["asides"]]
    return {first: tuple(aside for aside in found if aside[0] == first) for first, *_ in found}


def is_listener(keys: Sequence[str], at: int) -> bool:
    """Return whether a folded word is one to which speech is addressed: «للصحفيين», «لموقعنا», «للجوهرة أف أم»."""
    word = keys[at]
    if not word.startswith("ل"):
        return False
    if len(word) > 1 and tuple(keys[at + 1 : at + 3]) in STATIONS:
        return True
    rest = word[1:]
    definite = "ال" + word[2:] if word.startswith("لل") else rest
    ours = rest.removesuffix("نا")
    return any(
        one in words
        for one in (rest, definite, definite[2:], ours, ours.removesuffix("ت") + "ه")
        for words in (word_list("outlets"), word_list("listeners"))
    )


@cache
def is_occasion(word: str) -> bool:
    """Return whether a folded word tells the occasion of speech, with article or pronoun or without: «تصريحها»."""
    bare = word.removeprefix(ARTICLE)
    stems = (bare, *(bare.removesuffix(one) for one in ("ه", "ها", "هم", "هما")))
    return any(form in word_list("occasions") for stem in stems for form in (stem, stem.removesuffix("ت") + "ه"))


@cache
def names_source(noun: str) -> bool:
    """Return whether a folded noun without article is of those that speak: «بلاغ», «وزارة», «صحيفة»."""
    return any(noun in word_list(name) for name in ("sources", "persons", "outlets"))


def agree(one: str, other: str) -> bool:
    """Return whether two genders may be of one subject."""
    return not one or not other or one == other
