"""The words of a figure in the reader's language: numbers, counted nouns, months, days and periods."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import pandas as pd
import yaml

Lang = Literal["ar", "en"]
Digits = Literal["western", "arab"]
Gloss = Literal["none", "name", "transliteration"]

_ARAB_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ARAB = _ARAB_DIGITS | str.maketrans(",.%", "٬٫٪")

# The system in `months.yaml` of each region; its first spelling is written.
_MONTHS = {"levant": "levant", "egypt": "gulf_egypt", "maghreb": "maghreb", "morocco": "morocco"}


@cache
def _read(name: str) -> dict[str, Any]:
    """Return a data file, read once."""
    words: dict[str, Any] = yaml.safe_load(files("corpus_tools").joinpath(f"data/{name}.yaml").read_text("utf-8"))
    return words


def _words() -> dict[str, Any]:
    """Return the words of the figures."""
    return _read("figures")


def plural_category(n: int, *, lang: Lang) -> str:
    """Return the plural form that a counted noun takes by the plural rules of Unicode CLDR.

    In Arabic 3 to 10 are few and 11 to 99 many, whatever the hundreds.
    """
    if n == 1:
        return "one"
    if lang == "en":
        return "other"
    if n == 2:
        return "two"
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


_YEAR_OR_MONTH = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")
_FINE = ("day", "part_of_day", "hour", "minute", "second")
_EDGES = {"START": "early", "MID": "middle", "END": "late"}


@dataclass(frozen=True)
class Locale:
    """The reader's language, digits and month names, and how they write numbers and dates.

    Parameters
    ----------
    lang : {"ar", "en"}
        The language of titles, labels and actor names; Arabic figures read from right to left.
    digits : {"western", "arab"}
        2017 or ٢٠١٧.
    months : str
        The Arabic month names: "levant" (كانون الثاني), "egypt" (يناير), "maghreb" (جانفي), "morocco" (غشت), or
        "twin", the first two together (آذار/مارس).
    gloss : {"none", "name", "transliteration"}
        What English figures write beside Arabic words and names: nothing, the English name of an actor or a city (and
        of any other word its transliteration), or the word in Latin letters. These stand for the letters that are
        written, so a word without vowel marks has none: حلب is hlb.

    Examples
    --------
    >>> arabic = Locale()
    >>> arabic.period(pd.Timestamp("2017-03-01"), pd.Timestamp("2017-04-01"))
    'آذار 2017'
    >>> arabic.counted(2500, "sentence")
    '2,500 جملة'
    """

    lang: Lang = "ar"
    digits: Digits = "western"
    months: str = "levant"
    gloss: Gloss = "none"

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("lang", self.lang, ["ar", "en"]),
            ("digits", self.digits, ["western", "arab"]),
            ("months", self.months, [*_MONTHS, "twin"]),
            ("gloss", self.gloss, ["none", "name", "transliteration"] if self.lang == "en" else ["none"]),
        ):
            if value not in allowed:
                raise ValueError(f"{name}={value!r} is not known; choose one of {', '.join(allowed)}")

    @property
    def rtl(self) -> bool:
        """Return whether reading starts at the right."""
        return self.lang == "ar"

    def text(self, key: str, **filled: str) -> str:
        """Return the text of a key, with its braces filled in."""
        return self._with_digits(str(_words()["texts"][self.lang][key])).format(**filled)

    def kind(self, kind: str) -> str:
        """Return the name of a kind of mention; an unknown kind is its own name."""
        return str(_words()["kinds"][self.lang].get(kind, kind))

    def bin(self, unit: str) -> str:
        """Return the name of a unit of the calendar."""
        return str(_words()["bins"][self.lang][unit])

    def number(self, n: float, *, places: int | None = None) -> str:
        """Write a number with thousands separators; by default with one decimal place if it has a fraction."""
        shown = places if places is not None else 0 if float(n).is_integer() else 1
        return self._in_digits(f"{n:,.{shown}f}")

    def level(self, q: float) -> str:
        """Write a level of probability with the decimal places that it has, such as 0.05."""
        return self._in_digits(f"{q:g}")

    def percent(self, share: float) -> str:
        """Write a share as a percentage, with one decimal place below 10 %."""
        return self._in_digits(f"{100 * share:.1f}%" if 0 < share < 0.0995 else f"{100 * share:.0f}%")

    def counted(self, n: int, noun: str, *, after_preposition: bool = False) -> str:
        """Write a number with its noun: «مقالتان», and after a preposition «مقالتين»."""
        forms = _words()["counted"][self.lang][noun]
        category = plural_category(n, lang=self.lang)
        if category == "two" and after_preposition:
            category = "both"
        return str(forms[category]).format(n=self.number(n))

    def articles(self, number: int | None) -> str:
        """Write after a preposition how many articles were read; if that is unknown, name the corpus."""
        return self.text("corpus") if number is None else self.counted(number, "article", after_preposition=True)

    def _with_digits(self, text: str) -> str:
        """Return a text with the digits of the reader; its punctuation stays."""
        return text.translate(_ARAB_DIGITS) if self.digits == "arab" else text

    def _in_digits(self, number: int | str) -> str:
        """Return a number, written with Western digits, in the digits of the reader."""
        return str(number).translate(_ARAB) if self.digits == "arab" else str(number)

    def month(self, number: int) -> str:
        """Return the name of a month from 1 to 12."""
        if self.lang == "en":
            return str(_words()["months_en"][number - 1])
        if self.months == "twin":
            return "/".join(_month_name(system, number) for system in ("levant", "egypt"))
        return _month_name(self.months, number)

    def year(self, moment: pd.Timestamp) -> str:
        """Write the year of a moment."""
        return self._in_digits(moment.year)

    def month_year(self, moment: pd.Timestamp) -> str:
        """Write the month and year of a moment."""
        return f"{self.month(moment.month)} {self.year(moment)}"

    def day_month(self, moment: pd.Timestamp) -> str:
        """Write the day and month of a moment."""
        return f"{self._in_digits(moment.day)} {self.month(moment.month)}"

    def day(self, moment: pd.Timestamp) -> str:
        """Write the day, month and year of a moment."""
        return f"{self.day_month(moment)} {self.year(moment)}"

    def period(self, earliest: pd.Timestamp | None, latest: pd.Timestamp | None, *, precision: object = None) -> str:
        """Write a half-open interval as briefly as possible; a bound that is None or NaT is open.

        Whole years, months and days are named; any other interval is written from its first day to its last. How fine
        the one bound of an open interval was said is `precision`, a value of that column of the dates table: without
        it, the first of January stands for its year.
        """
        if earliest is None or pd.isna(earliest):
            return self.text("until", to=self._end(latest, precision)) if latest is not None else ""
        if latest is None or pd.isna(latest):
            return self.text("since", **{"from": self._start(earliest, precision)})
        last = max(latest - pd.Timedelta(seconds=1), earliest)
        if earliest.day == 1 and (last + pd.Timedelta(seconds=1)).day == 1 and last.day > 1:
            return self._months(earliest, last)
        return self._days(earliest, last)

    def edge(self, value: object, modifier: object) -> str:
        """Write the beginning, middle or end of a year or month as loosely as the text; empty for any other date.

        `value` and `modifier` are those of the dates table: «نهاية العام الماضي» is 2016 and END, which should not be
        written as the months of its interval.
        """
        found = _YEAR_OR_MONTH.fullmatch(str(value))
        if found is None or modifier not in _EDGES:
            return ""
        moment = pd.Timestamp(int(found["year"]), int(found["month"] or 1), 1)
        whole = self.month_year(moment) if found["month"] else self.year(moment)
        return self.text(_EDGES[str(modifier)], of=whole)

    def _start(self, moment: pd.Timestamp, precision: object) -> str:
        """Write the beginning of an open period: a year, month or day."""
        if moment.day > 1 or precision in _FINE:
            return self.day(moment)
        return self.month_year(moment) if moment.month > 1 or precision == "month" else self.year(moment)

    def _end(self, after: pd.Timestamp, precision: object) -> str:
        """Write the end of an open period, whose first moment after it is given: a year, month or day."""
        last = after - pd.Timedelta(seconds=1)
        if after != after.normalize() or after.day > 1 or precision in _FINE:
            return self.day(last)
        return self.month_year(last) if after.month > 1 or precision == "month" else self.year(last)

    def _days(self, first: pd.Timestamp, last: pd.Timestamp) -> str:
        """Write a period of days."""
        if first.normalize() == last.normalize():
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{self._in_digits(first.day)}–{self.day(last)}"
        if first.year == last.year:
            return f"{self.day_month(first)} – {self.day(last)}"
        return f"{self.day(first)} – {self.day(last)}"

    def _months(self, first: pd.Timestamp, last: pd.Timestamp) -> str:
        """Write a period of whole months."""
        whole_years = first.month == 1 and last.month == 12
        if whole_years:
            return self.year(first) if first.year == last.year else f"{self.year(first)}–{self.year(last)}"
        if first.year != last.year:
            return f"{self.month_year(first)} – {self.month_year(last)}"
        if first.month == last.month:
            return self.month_year(first)
        return f"{self.month(first.month)} – {self.month_year(last)}"


def _month_name(system: str, number: int) -> str:
    """Return the Arabic name of a month."""
    return str(_read("months")["gregorian"][_MONTHS[system]][number][0])


#: The default: Arabic, Western digits, the Levantine months.
ARABIC = Locale()
