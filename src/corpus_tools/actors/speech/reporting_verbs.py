"""The verbs that report speech, in their forms, and the words that stand around a speaker."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.proclitics import CONJUNCTIONS


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A form of a verb that reports speech.

    Attributes
    ----------
    stance : str
        What it says of the truth of the speech: asserted, hedged or denied.
    needs_complement : bool
        Whether it reports only where أن or إن follows.
    is_participle : bool
        Whether it goes on with the speech of the sentence: «مضيفا».
    continues : bool
        Whether it goes on with the speech of whoever spoke last: «أضاف».
    """

    stance: str
    needs_complement: bool
    is_participle: bool
    continues: bool = False


@cache
def verb_forms() -> dict[str, ReportingVerb]:
    """Make the forms of the reporting verbs, folded.

    Returns
    -------
    dict of str to ReportingVerb
        The persons of the perfect and the imperfect, the future, and the participles.

    Examples
    --------
    >>> verb_forms()["قالت"].stance, verb_forms()["ينفي"].stance, verb_forms()["مضيفا"].is_participle
    ('asserted', 'denied', True)
    """
    table = _table()
    forms: dict[str, ReportingVerb] = {}
    for row in table["verbs"]:
        verb = ReportingVerb(
            row["stance"], "needs_complement" in row, is_participle=False, continues="continues" in row
        )
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
    """Take و or ف from before a reporting verb.

    Parameters
    ----------
    word : str
        The word, folded.

    Returns
    -------
    str
        The verb alone; another word as it is.

    Examples
    --------
    >>> without_conjunction("وقال"), without_conjunction("وجد")
    ('قال', 'وجد')
    """
    forms = verb_forms()
    return word[1:] if word not in forms and word[:1] in CONJUNCTIONS and word[1:] in forms else word


def find_verb(word: str) -> ReportingVerb | None:
    """Take a folded word, with or without و or ف before it, for a reporting verb.

    Parameters
    ----------
    word : str
        The word, folded.

    Returns
    -------
    ReportingVerb or None
        The verb, where it is one.

    Examples
    --------
    >>> find_verb("وقال").stance, find_verb("وقف")
    ('asserted', None)
    """
    return verb_forms().get(without_conjunction(word))


@cache
def word_list(name: str) -> frozenset[str]:
    """Read a list of words of the table, folded.

    Parameters
    ----------
    name : str
        A list of `data/reporting_verbs.yaml`, such as complementizers.

    Returns
    -------
    frozenset of str
        Its words.

    Examples
    --------
    >>> "انه" in word_list("complementizers")
    True
    """
    return frozenset(map(key, _table()[name]))


@cache
def asides() -> tuple[tuple[str, ...], ...]:
    """Read what may stand before a speaker without being part of it, folded word by word.

    Returns
    -------
    tuple of tuple of str
        Such as «من جهته».

    Examples
    --------
    >>> ("من", "جهته") in asides()
    True
    """
    return tuple(tuple(map(key, aside.split())) for aside in _table()["asides"])


@cache
def _table() -> dict[str, Any]:
    """Read the table of reporting verbs."""
    text = (resources.files("corpus_tools") / "data" / "reporting_verbs.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table
