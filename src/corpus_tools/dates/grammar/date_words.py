"""Date words: what each distinct word of the vocabulary can mean in a time expression."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar.outlines import Outline, outline_of
from corpus_tools.numerals.number_words import Numeral, number_stems, numeral_of, peeled_numeral
from corpus_tools.proclitics import ARTICLE, Peeled, peelings, spellings
from corpus_tools.script import fold


class Month(NamedTuple):
    """What the name of a month stands for."""

    calendar: str  # "gregorian" or "hijri"
    number: int
    systems: frozenset[str]  # the systems of names that it belongs to
    weak: bool  # the name is another word as well


class Phrase(NamedTuple):
    """A fixed expression of one or more words."""

    rest: tuple[str, ...]  # the words after the first
    payload: Any  # what it stands for


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text as the grammar sees it; see `corpus_tools.proclitics.Peeled` for its proclitics."""

    text: str  # folded, without و ف ب ل ك, with the article
    whole: str  # folded, as written
    width: int = 0  # characters of the surface before `text`
    joined: bool = False
    preposition: str = ""
    definite: bool = False
    senses: Mapping[str, Any] = field(default_factory=dict)  # what it can mean: class to value
    numeral: Numeral | None = None
    phrases: Mapping[str, list[Phrase]] = field(default_factory=dict)  # see `DateWords`
    trigger: bool = False  # a time expression is worth trying where it stands
    digits: int | None = None  # the value of one to four plain digits
    links: bool = field(init=False, compare=False, repr=False)  # it can link two dates: «و», «ل», «إلى», «أو»
    recurs: bool = field(init=False, compare=False, repr=False)  # «كل», with which what comes before it may recur
    stands_free: bool = field(init=False, compare=False, repr=False)  # it is what else is written onto a word
    outline: Outline = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        linked = self.joined or self.preposition == "ل" or self.senses.get("preposition") in ("to", "or")
        object.__setattr__(self, "links", linked)
        object.__setattr__(self, "recurs", "every" in self.senses)
        object.__setattr__(self, "stands_free", self.whole in _FREE_STANDING)
        object.__setattr__(self, "outline", outline_of(self))


class DateWords(NamedTuple):
    """The words of time expressions."""

    stems: dict[str, dict[str, Any]]  # senses by stem
    forms: dict[str, dict[str, Any]]  # senses by whole form
    phrases: dict[str, dict[str, list[Phrase]]]  # fixed expressions by first word and category, the longest first
    inside: frozenset[str]  # words that occur only inside expressions
    pulled: frozenset[str]  # words of fixed expressions that make one worth trying


_FREE_STANDING = frozenset(["", "و", "ل", "ال", "وال", "بال", "لل"])
_LONGEST_YEAR = 4
#: Stands for «الساعة» before a number, and with no letter before it: «س 18».
_HOUR_MARK = "س"
#: «17سا30», as papers of Algeria write the clock.
_HOURS = "سا"

#: «20T14» and «15.250Z» of timestamps such as 2017-05-20T14:30:15.250Z.
TIMESTAMP_PART = re.compile(r"(?P<day>\d\d)[Tt](?P<hour>\d\d)|(?P<last>\d\d)(?:\.\d+)?[Zz]")

#: «17h30», the French way to write the clock.
_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-4])[hH](?P<minute>[0-5]\d)?")

#: Fixed expressions that mean one thing each, and those that by themselves make no date.
_FIXED = ["midnight", "midnight_tonight", "midday", "about", "less", "more", "before_era", "hijra", "falling_on"]
_NO_DATE = frozenset(["about", "less", "more", "before_era", "adjective", "local_zone", "gmt_zone", "falling_on"])
#: Senses that make a word worth trying.
_TRIGGERS = {"weekday", "unit", "month", "part_of_day", "adverb_of_day", "decade", "season", "speech"}
_TRIGGERS |= {
    "frequency",
    "regular",
    "age_head",
    "age_after",
    "own_decade",
    "own_unit",
    "aged",
    "pair",
    "indefinite_campaign",
    "two_months",
}
#: «الفئة» is folded like «ألفية».
_CLASS, _HAMZA = "الفيه", "ئ"
#: The names of months of fewer letters are a letter away from too many words: «نشاط» from «شباط».
_LONG_NAME = 5


@cache
def context_words() -> dict[str, frozenset[str]]:
    """Return the lists of words around dates that decide what they are, folded."""
    return {name: frozenset(map(fold, forms)) for name, forms in load_table("date_contexts").items()}


def _bare(form: str) -> str:
    """Fold a form and remove its article."""
    folded = fold(form)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def _entries(data: dict[str, Any], categories: Mapping[str, str]) -> Iterator[tuple[str, str, Any]]:
    """Yield (form, class, value) from tables that map a value to its forms, given the class of each table."""
    for table, category in categories.items():
        for value, forms in data[table].items():
            yield from ((form, category, value) for form in forms)


def _stem_entries(data: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield (stem, class, value) for each entry that may stand with the article or the tanwin."""
    yield from ((_bare(form), category, day) for form, category, day in _entries(data, {"weekdays": "weekday"}))
    for unit, numbers in data["units"].items():
        for count, forms in zip(("one", "two", "many"), numbers, strict=True):
            yield from ((fold(form), "unit", (unit, count)) for form in forms)
    for name, entry in data["parts_of_day"].items():
        yield from ((_bare(form), "part_of_day", name) for form in entry["forms"])
    tables = {"edges": "edge", "seasons": "season", "decades": "decade", "aged": "aged"}
    yield from ((fold(form), category, value) for form, category, value in _entries(data, tables))
    for name in ("past", "previous", "last", "next", "following", "current"):
        yield from ((_bare(form), "adjective", name) for form in data[name])
    for name in ("few", "approximate"):
        yield from ((fold(form), name, True) for form in data[name])


def _form_entries(data: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield (form, class, value) for each entry that holds for the form as it stands."""
    for name in ("same", "this", "that", "same_before"):
        yield from ((form, "demonstrative", name) for form in data[name])
    tables = {"prepositions": "preposition", "quarter_hour": "minutes", "era": "era", "pairs": "pair", "zones": "zone"}
    tables |= {"frequency": "frequency", "regular": "regular", "year_kinds": "year_kind", "bounds": "bound"}
    tables |= {"of_hours": "of_hours", "own_units": "own_unit", "beside": "beside", "age_bound": "age_bound"}
    yield from _entries(data, {**tables, "age_head": "age_head", "excepting": "excepting"})
    yield from ((form, "speech", tuple(meaning)) for form, meaning in data["speech"].items())
    names = (
        "except",
        "every",
        "manner",
        "campaign",
        "indefinite_campaign",
        "whole",
        "dividing",
        "first_ones",
        "of_time",
        "passing",
        "of_it",
        "age_before",
        "age_after",
        "time_zone",
        "new",
        "blessed",
        "onset",
        "limit",
        "sharp",
        "own_decade",
        "term",
        "apart",
        "arrival",
        "two_months",
    )
    for name in names:
        yield from ((form, name, True) for form in data[name])
    yield from ((form, "adverb_of_day", True) for form in data["adverbs_of_day"])
    yield from ((form, "zone", "local") for form in data["local_zones"])


def _phrase_entries(data: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield (form, class, payload) for each fixed expression."""
    yield from _entries(data, {"relative_days": "relative_day", "times_in": "times_in", "weekly": "weekly"})
    yield from _entries(data, {"repeated": "times_in", "counted_once": "once"})
    yield from _entries(data, {"parts_of_periods": "part_of_period"})
    for form, _, code in _entries(data, {"vague": "vague"}):
        yield form, "vague", (code, form in data["now"])
    yield from ((form, "span", True) for form in data["vague_spans"])
    for name in _FIXED:
        yield from ((form, name, True) for form in data[name])
    for name, entry in data["parts_of_day"].items():
        yield from ((form, "part_of_day", name) for form in entry["forms"] if " " in form)
    yield from ((form, "gmt_zone", True) for form in data["gmt_zone"])
    yield from ((form, "local_zone", True) for form in data["local_zones"] if " " in form)
    for festival in load_table("festivals"):
        yield from ((form, "festival", festival["id"]) for form in festival["forms"])
    yield from ((form, "month", month) for form, month in load_months().items() if " " in form)
    for name in ("past", "previous", "next", "following", "before_last", "after_next"):
        yield from ((form, "adjective", name) for form in data[name] if " " in form)


@cache
def load_months() -> dict[str, Month]:
    """Map each folded name of a month to what it stands for."""
    data = load_table("months")
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
    """Choose the word of a phrase that the search looks for: not a preposition or «ذو»."""
    if category == "month" and (len(words[0]) > 2 or words[-1].isdecimal()):
        return words[0]
    if category in ("month", "relative_day", "part_of_day"):
        return words[-1]
    return max(reversed(words), key=len)  # «منذ مدة» is looked for at «مدة»


@cache
def load_date_words() -> DateWords:
    """Build the date words from the data files."""
    data = load_table("date_words")
    stems: dict[str, dict[str, Any]] = {}
    forms: dict[str, dict[str, Any]] = {}
    phrases: dict[str, dict[str, list[Phrase]]] = {}
    for stem, name, value in _stem_entries(data):
        if " " not in stem:
            stems.setdefault(stem, {}).setdefault(name, value)
    for form, month in load_months().items():
        if " " not in form:
            stems.setdefault(form, {})["month"] = month
    for form, name, value in _form_entries(data):
        if " " not in form:
            forms.setdefault(fold(form), {}).setdefault(name, value)
    inside: set[str] = {"د", _HOURS, _HOUR_MARK, "و", "ل", "ال", "وال", "بال", "لل"}
    pulled: set[str] = {_HOURS, _HOUR_MARK, "الجاري", "ه"}  # «في 15 الجاري», «توفي في 256هـ»
    for form, name, payload in _phrase_entries(data):
        words = fold(form).replace(".", " ").split()  # as the tokenizer splits them
        phrases.setdefault(words[0], {}).setdefault(name, []).append(Phrase(tuple(words[1:]), payload))
        inside.update(words[1:])
        if name not in _NO_DATE:
            pulled.add(_most_telling(words, name))
    for entries in (entries for by_category in phrases.values() for entries in by_category.values()):
        entries.sort(key=lambda phrase: -len(phrase.rest))
    return DateWords(stems, forms, phrases, frozenset(inside), frozenset(pulled))


@cache
def misspelt_months() -> frozenset[str]:
    """Return what is one slip of a letter away from the name of a month: «ديمسبر», «نوفبر»."""
    names = [name for name, month in load_months().items() if len(name) >= _LONG_NAME and month.calendar == "gregorian"]
    letters = sorted({letter for name in names for letter in name if letter.isalpha()})
    slips: set[str] = set()
    for name in (name for name in names if " " not in name):
        for at in range(len(name)):
            before, after = name[:at], name[at + 1 :]
            slips.add(before + after)
            slips.add(before + after[:1] + name[at] + after[1:])
            slips.update(before + letter + rest for letter in letters for rest in (after, name[at:]))
    return frozenset(slips - load_months().keys())


@cache
def is_day_or_month(folded: str) -> bool:
    """Return whether a word may be the name of a weekday or a month, with what may be written onto it."""
    stems = load_date_words().stems
    named = (stems.get(stem, {}) for one in peelings(folded) for stem in (one.stem, one.stem.removesuffix("ا")))
    return any("weekday" in senses or "month" in senses for senses in named)


def _senses(peeled: Peeled, text: str, surface: str, date_words: DateWords) -> dict[str, Any]:
    """Collect what a peeled word can mean; with the tanwin it is a unit or a month only."""
    senses = dict(date_words.forms.get(text, {}))
    if (stems := date_words.stems.get(peeled.stem)) is not None:
        senses |= {} if peeled.stem == _CLASS and _HAMZA in surface else stems
        if not peeled.definite:
            senses.pop("adjective", None)  # «اليوم داخل السوق» is no «اليوم الداخل»
        return senses
    if not peeled.definite and len(peeled.stem) > 3:
        stems = date_words.stems.get(peeled.stem.removesuffix("ا"), {})
        senses.update((name, value) for name, value in stems.items() if name in ("unit", "month"))
    return senses


@lru_cache(maxsize=16384)
def look_up(surface: str, folded: str, kind: str) -> Word | None:
    """Return what a row of the vocabulary can mean in a time expression; None when it means nothing there."""
    date_words = load_date_words()
    if kind == "number":
        numeral = numeral_of(folded)
        year_like = numeral is not None and isinstance(numeral.value, int) and 1000 <= numeral.value <= 2999
        # A year or a date with dots is worth trying by itself.
        trigger = year_like and folded.isdecimal() if numeral is not None else folded.count(".") == 2
        digits = int(folded) if folded.isdecimal() and len(folded) <= _LONGEST_YEAR else None
        senses = {"dotted": True} if numeral is None and trigger else {}
        return Word(folded, folded, senses=senses, numeral=numeral, trigger=trigger, digits=digits)
    if TIMESTAMP_PART.fullmatch(folded):
        return Word(folded, folded)
    if (clock := _CLOCK.fullmatch(folded)) is not None:
        minute = None if clock["minute"] is None else int(clock["minute"])
        return Word(folded, folded, senses={"clock": (int(clock["hour"]), minute)}, trigger=True)
    folded = folded.rstrip(".")
    for peeled in peelings(folded):
        text = peeled.text
        senses = _senses(peeled, text, surface, date_words)
        if text == "واحد" and "وأ" in surface:
            senses["and_sunday"] = True  # «كل سبت وأحد»
        if surface.endswith("ة"):
            senses.pop("apart", None)  # «بعدة أيام» is not «بعده»
        phrases = date_words.phrases.get(text, {})
        numeral = peeled_numeral(peeled)
        if not (senses or phrases or numeral):
            continue
        if peeled.preposition and not (numeral or peeled.definite) and text.startswith(ARTICLE):
            continue  # «باليوم», «بالربع» are also peeled as «ب» and «ال» and «يوم»
        _check_month(senses, peeled, surface)
        triggers = _TRIGGERS & senses.keys()
        if numeral is not None and not peeled.definite:
            triggers -= {"weekday"}  # «أحد» and «اثنين» are days with «ال» only
        trigger = bool(triggers) or not date_words.pulled.isdisjoint((text, folded))
        clitics = _surface_width(surface, peeled.width), peeled.joined, peeled.preposition, peeled.definite
        return Word(text, folded, *clitics, senses, numeral, phrases, trigger)
    if folded in date_words.inside or not folded:
        senses = {"hour_mark": True} if folded == _HOUR_MARK else {"hours": True} if folded == _HOURS else {}
        return Word(folded, folded, senses=senses, trigger=folded in date_words.pulled)
    if folded in misspelt_months():
        return Word(folded, folded, senses={"misspelt": True})
    return None


def look_up_all(surfaces: Sequence[str], folded: Sequence[str], kinds: Sequence[str]) -> list[Word | None]:
    """Look up each word of a vocabulary, the most of which are not even written like a date word."""
    written = _spellings()
    return [
        look_up(surface, word, kind) if word in written or (kind != "word" and _is_odd(word)) else None
        for surface, word, kind in zip(surfaces, folded, kinds, strict=True)
    ]


def _is_odd(folded: str) -> bool:
    """Return whether what is no plain word may be a number, a part of a timestamp or an abbreviation."""
    return folded[:1] in "0123456789.%" or folded[-1] == "."


@cache
def _spellings() -> frozenset[str]:
    """Return all spellings of the date words, with what may be written onto them."""
    known = load_date_words()
    stems = {*known.stems, *known.forms, *known.phrases, *number_stems()}
    tanwin = {stem + "ا" for stem in stems}
    return known.inside.union([""], misspelt_months(), *map(spellings, stems | tanwin))


def _check_month(senses: dict[str, Any], peeled: Peeled, surface: str) -> None:
    """Drop or confirm a month by its spelling: neither «المارس» nor «باب» is one, «آب» with its madda is."""
    if (month := senses.get("month")) is None:
        return
    if peeled.definite and peeled.stem != "محرم":
        del senses["month"]  # «الصفر» is the zero, «بالرجب» a family
    elif peeled.stem == "اب":
        if "آب" in fold(surface, profile="marks"):
            senses["month"] = month._replace(weak=False)
        elif peeled.joined or peeled.preposition or "أ" in surface:
            del senses["month"]


def _surface_width(surface: str, letters: int) -> int:
    """Count the characters that the first letters of a surface take up, marks and tatweel included."""
    seen = accumulate(bool(fold(character, profile="marks")) for character in surface)
    return next((position for position, count in enumerate(seen) if count > letters), 0) if letters else 0
