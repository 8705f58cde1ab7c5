"""What each word of the vocabulary can mean in a time expression, looked up once for each distinct word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from corpus_tools.numerals.number_words import Numeral, numeral_of, peeled_numeral
from corpus_tools.proclitics import Peeled, peelings
from corpus_tools.script import fold


class Month(NamedTuple):
    """A name of a month: its calendar, its number, the systems that use the name, and whether it is only weak."""

    calendar: str
    number: int
    systems: frozenset[str]
    weak: bool


class Phrase(NamedTuple):
    """A fixed expression of one or more words: the words after the first, its class and what it stands for."""

    rest: tuple[str, ...]
    category: str
    payload: Any


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text as the grammar sees it.

    Attributes
    ----------
    text : str
        Folded, without و ف ب ل ك, with the article.
    whole : str
        Folded, as written.
    width : int
        How many characters of the surface stand before `text`.
    joined, preposition, definite
        See `corpus_tools.proclitics.Peeled`.
    readings : mapping
        What it can mean: class to value.
    numeral : Numeral or None
        What it contributes to a number.
    phrases : tuple of Phrase
        The fixed expressions that begin with it, the longest first.
    trigger : bool
        Whether a time expression is worth trying where it stands.
    """

    text: str
    whole: str
    width: int
    joined: bool
    preposition: str
    definite: bool
    senses: Mapping[str, Any] = field(default_factory=dict)
    numeral: Numeral | None = None
    phrases: tuple[Phrase, ...] = ()
    trigger: bool = False


class DateWords(NamedTuple):
    """The tables: readings by stem and by whole form, phrases by first word, words inside phrases, triggers."""

    stems: dict[str, dict[str, Any]]
    forms: dict[str, dict[str, Any]]
    phrases: dict[str, list[Phrase]]
    inside: frozenset[str]
    pulled: frozenset[str]


#: «20T14» and «15.250Z» of timestamps such as 2017-05-20T14:30:15.250Z.
TIMESTAMP_PART = re.compile(r"(?P<day>\d\d)[Tt](?P<hour>\d\d)|(?P<last>\d\d)(?:\.\d+)?[Zz]")

#: Readings that make a word worth trying.
TRIGGERS = frozenset(
    [
        "weekday",
        "unit",
        "month",
        "part_of_day",
        "decade",
        "season",
        "speech",
        "frequency",
        "adverb_of_day",
        "age_unit",
        "hijri_era",
    ]
)
_CLOSED = ("past", "previous", "last", "next", "following", "current", "same", "this", "that", "same_before")


def load_date_data(name: str) -> Any:
    """Read one of the data files of dates."""
    return yaml.safe_load(files("corpus_tools").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8"))


def _bare(form: str) -> str:
    """Fold a form and take its article off."""
    folded = fold(form)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def _words_of(form: str) -> list[str]:
    """Split a phrase into the words that the tokenizer will see."""
    return fold(form).replace(".", " ").split()


def _stem_entries(data: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield (stem, class, value) for every one-word entry that the article and the tanwin leave alone."""
    for number, forms in data["weekdays"].items():
        yield from ((_bare(form), "weekday", number) for form in forms)
    for unit, (singular, dual, plural) in data["units"].items():
        for count, forms in (("one", singular), ("two", dual), ("many", plural)):
            yield from ((fold(form), "unit", (unit, count)) for form in forms)
    for name, entry in data["parts_of_day"].items():
        yield from ((_bare(form), "part_of_day", name) for form in entry["forms"])
    for code, forms in data["edges"].items():
        yield from ((fold(form), "edge", code) for form in forms)
    for code, forms in data["seasons"].items():
        yield from ((fold(form), "season", code) for form in forms)
    for tens, forms in data["decades"].items():
        yield from ((fold(form), "decade", tens) for form in forms)
    for name in ("past", "previous", "last", "next", "following", "current"):
        yield from ((_bare(form), "adjective", name) for form in data[name])
    for name in ("few", "approximate"):
        yield from ((fold(form), name, True) for form in data[name])


def _form_entries(data: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield (whole form, class, value) for entries that hold for the form as it stands."""
    for name in ("same", "this", "that", "same_before"):
        yield from ((fold(form), "demonstrative", name) for form in data[name])
    for name, forms in data["prepositions"].items():
        yield from ((fold(form), "preposition", name) for form in forms)
    for minutes, forms in data["quarter_hour"].items():
        yield from ((fold(form), "minutes", minutes) for form in forms)
    for name, forms in data["era"].items():
        yield from ((fold(form), "era", name) for form in forms)
    for value, forms in data["frequency"].items():
        yield from ((fold(form), "frequency", value) for form in forms)
    for form, meaning in data["speech"].items():
        yield fold(form), "speech", tuple(meaning)
    for name in ("except", "every", "first_ones", "age_before", "age_after", "time_zone"):
        yield from ((fold(form), name, True) for form in data[name])
    for name, forms in data["pairs"].items():
        yield from ((fold(form), "pair", name) for form in forms)
    yield from ((fold(form), "adverb_of_day", True) for form in data["adverbs_of_day"])
    for forms in data["zones"].values():
        yield from ((fold(form), "zone", "GMT") for form in forms)
    yield from ((fold(form), "zone", "local") for form in data["local_zones"])


def _phrase_entries(data: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield (form, class, payload) for every fixed expression."""
    for days, forms in data["relative_days"].items():
        yield from ((form, "relative_day", days) for form in forms)
    for code, forms in data["vague"].items():
        yield from ((form, "vague", (code, form in data["now"])) for form in forms)
    yield from ((form, "span", True) for form in data["vague_spans"])
    for value, forms in data["times_in"].items():
        yield from ((form, "times_in", value) for form in forms)
    for number, forms in data["weekly"].items():
        yield from ((form, "weekly", number) for form in forms)
    for name in ("midnight", "midday"):
        yield from ((form, name, True) for form in data[name])
    for name, entry in data["parts_of_day"].items():
        yield from ((form, "part_of_day", name) for form in entry["forms"] if " " in form)
    for name in ("less", "more", "before_era"):
        yield from ((form, name, True) for form in data[name])
    for festival in load_date_data("festivals"):
        yield from ((form, "festival", festival["id"]) for form in festival["forms"])
    for form, month in load_months().items():
        if " " in form:
            yield form, "month", month
    for name in ("past", "next"):
        yield from ((form, "adjective", name) for form in data[name] if " " in form)


@cache
def load_months() -> dict[str, Month]:
    """Map each folded name of a month to what it names."""
    data = load_date_data("months")
    weak = {fold(form) for form in data["weak"]}
    systems: dict[str, set[str]] = {}
    meaning: dict[str, tuple[str, int]] = {}
    tables = {**data["gregorian"], "hijri": data["hijri"]}
    for system, months in tables.items():
        for number, forms in months.items():
            for form in map(fold, forms):
                calendar = "hijri" if system == "hijri" else "gregorian"
                if meaning.setdefault(form, (calendar, number)) != (calendar, number):
                    raise ValueError(f"data/months.yaml gives {form!r} to two months")
                systems.setdefault(form, set()).add(system)
    return {form: Month(*meaning[form], frozenset(systems[form]), form in weak) for form in meaning}


def _most_telling(words: list[str], category: str) -> str:
    """Choose the word of a phrase that stands for it in the search: not a preposition or «ذو»."""
    if category == "month" and (len(words[0]) > 2 or words[-1].isdecimal()):
        return words[0]
    return words[-1] if category in ("month", "relative_day", "part_of_day") else max(words, key=len)


@cache
def load_date_words() -> DateWords:
    """Build the tables from the data files."""
    data = load_date_data("date_words")
    stems: dict[str, dict[str, Any]] = {}
    forms: dict[str, dict[str, Any]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for stem, name, value in _stem_entries(data):
        if " " not in stem:
            stems.setdefault(stem, {}).setdefault(name, value)
    for form, month in load_months().items():
        if " " not in form:
            stems.setdefault(form, {})["month"] = month
    for form, name, value in _form_entries(data):
        if " " not in form:
            forms.setdefault(form, {}).setdefault(name, value)
    inside: set[str] = {"و", "ال", "وال", "بال", "لل"}
    pulled: set[str] = set()
    for form, name, payload in _phrase_entries(data):
        words = _words_of(form)
        phrases.setdefault(words[0], []).append(Phrase(tuple(words[1:]), name, payload))
        inside.update(words[1:])
        if name not in ("less", "more", "before_era", "adjective"):
            pulled.add(_most_telling(words, name))
    for entries in phrases.values():
        entries.sort(key=lambda phrase: -len(phrase.rest))
    return DateWords(stems, forms, phrases, frozenset(inside), frozenset(pulled))


def _senses(peeled: Peeled, lexicon: DateWords) -> dict[str, Any]:
    """Collect what a peeled word can mean."""
    text = ("ال" if peeled.definite else "") + peeled.stem
    senses = dict(lexicon.forms.get(text, {}))
    if (stems := lexicon.stems.get(peeled.stem)) is None and not peeled.definite:
        stems = lexicon.stems.get(peeled.stem.removesuffix("ا")) if len(peeled.stem) > 3 else None
        if stems is not None:
            stems = {name: value for name, value in stems.items() if name in ("unit", "weekday", "month")}
            stems.pop("weekday", None)
    senses.update(stems or {})
    return senses


def _is_trigger(senses: dict[str, Any], *, definite: bool, numeral: Numeral | None) -> bool:
    """Return whether a word's readings make a time expression worth trying; «أحد» and «اثنين» count with «ال» only."""
    names = TRIGGERS & senses.keys()
    return bool(names - {"weekday"}) or ("weekday" in names and (definite or numeral is None))


def _number_word(folded: str, numeral: Numeral | None) -> Word:
    """Make the word of a token of digits; a year or a date with dots is worth trying by itself."""
    year_like = numeral is not None and isinstance(numeral.value, int) and 1000 <= numeral.value <= 2999
    dotted = numeral is None and folded.count(".") == 2
    trigger = (year_like and folded.isdecimal()) or dotted
    return Word(folded, folded, 0, False, "", False, {}, numeral, (), trigger)


def look_up(surface: str, folded: str, kind: str) -> Word | None:
    """Say what a word of the vocabulary can mean in a time expression.

    Parameters
    ----------
    surface, folded, kind : str
        A row of the vocabulary.

    Returns
    -------
    Word or None
        None when it means nothing there.

    Examples
    --------
    >>> word = look_up("وبالأسبوع", "وبالاسبوع", "word")
    >>> word.senses["unit"], word.definite, word.width
    (('week', 'one'), True, 2)
    """
    lexicon = load_date_words()
    if kind == "number":
        return _number_word(folded, numeral_of(folded))
    if TIMESTAMP_PART.fullmatch(folded):
        return Word(folded, folded, 0, False, "", False)
    folded = folded.rstrip(".")
    for peeled in peelings(folded):
        senses = _senses(peeled, lexicon)
        text = ("ال" if peeled.definite else "") + peeled.stem
        phrases = tuple(lexicon.phrases.get(text, ()))
        numeral = peeled_numeral(peeled)
        if not (senses or phrases or numeral):
            continue
        _check_month(senses, peeled, surface)
        trigger = _is_trigger(senses, definite=peeled.definite, numeral=numeral) or bool(
            {text, folded} & lexicon.pulled
        )
        width = _surface_width(surface, peeled.width)
        return Word(
            text, folded, width, peeled.joined, peeled.preposition, peeled.definite, senses, numeral, phrases, trigger
        )
    if folded in lexicon.inside or not folded:
        return Word(folded, folded, 0, False, "", False, {}, None, (), folded in lexicon.pulled)
    return None


def _check_month(senses: dict[str, Any], peeled: Peeled, surface: str) -> None:
    """Drop or confirm a month by its spelling: «المارس» is none, «باب» is no «آب», «آب» with its madda is one."""
    if (month := senses.get("month")) is None:
        return
    if peeled.definite and month.calendar == "gregorian":
        del senses["month"]
    elif peeled.stem == "اب":
        if "آب" in fold(surface, profile="marks"):
            senses["month"] = month._replace(weak=False)
        elif peeled.joined or peeled.preposition or "أ" in surface:
            del senses["month"]


def _surface_width(surface: str, letters: int) -> int:
    """Count the characters of a surface that its first letters take up, marks and tatweel included."""
    if not letters:
        return 0
    seen = 0
    for position, character in enumerate(surface):
        if fold(character, profile="marks"):
            seen += 1
            if seen > letters:
                return position
    return 0
