"""The verbs that report speech, in their forms, and the words that stand around a speaker."""

from dataclasses import dataclass
from functools import cache

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import CONJUNCTIONS


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A form of a verb that reports speech."""

    stance: str  # what it tells of the truth of the speech: asserted, hedged or denied
    needs_complement: bool  # whether it reports only where أن or إن follows
    is_participle: bool = False  # whether it continues the speech of the sentence: «مضيفا»
    continues: bool = False  # whether it continues the speech of whoever spoke last: «أضاف»


@cache
def verb_forms() -> dict[str, ReportingVerb]:
    """Build the folded forms of the reporting verbs: persons of perfect and imperfect, the future, participles."""
    table = load_table("reporting_verbs")
    forms: dict[str, ReportingVerb] = {}
    for row in table["verbs"]:
        verb = ReportingVerb(row["stance"], "needs_complement" in row, continues="continues" in row)
        perfect, imperfect = key(row["perfect"]), key(row.get("imperfect", ""))
        stem = perfect[:-1] if perfect[-1] in "اي" and len(perfect) > 2 and row["perfect"][-1] in "اى" else perfect
        persons = [perfect, stem + "ت", perfect + "وا", stem + "وا"]
        if imperfect:
            present = [imperfect, "ت" + imperfect[1:]]
            persons += [*present, imperfect + "ون", *("س" + form for form in present)]
        for form in persons:
            forms.setdefault(form, verb)
    for stance, words in table["participles"].items():
        verb = ReportingVerb(stance, needs_complement=False, is_participle=True, continues=True)
        forms.update((key(word), verb) for word in words)
    return forms


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
    return frozenset(map(key, load_table("reporting_verbs")[name]))


@cache
def asides() -> tuple[tuple[str, ...], ...]:
    """Read what may stand before a speaker without being part of it («من جهته»), folded word by word."""
    return tuple(tuple(map(key, aside.split())) for aside in load_table("reporting_verbs")["asides"])
