"""Which components may join others of one date phrase, by what they name and what stands between them."""

from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.grammar.feasts import is_counted_in_month
from corpus_tools.dates.grammar.run import Run

#: A number between these beside a Hijri month is a year of neither calendar.
_NO_YEAR = 1500, 1700
_OF_MONTH = frozenset(["month", "calendar", "weak"])
#: «الخميس 27 يوليو 2017 / 00:49», as sites head their pages.
BEFORE_CLOCK = frozenset(["/", "|"])


def may_join(date: Components, more: Components, run: Run, at: int, gap: str) -> bool:
    """Return whether further components may join those that are there."""
    if not _may_be_one(date, more):
        return False
    if run.words[at].senses.get("part_of_day") and (run.words[at].definite or len(run.words[at].whole) == 1):
        if run.words[at].text == "المغرب" and at > 0 and run.sense(at - 1, "preposition"):
            return False  # «الساعة الثالثة في المغرب»: the country
        colloquial = run.words[at].text in ("الصبح", "المسا") and date.steps("day") is not None
        return date.hour is not None or colloquial
    if more.zone is not None and more == Components(zone=more.zone):
        return date.hour is not None or date.part_of_day is not None
    of_year = more.year is not None and more.month is None
    if of_year and (joins := _year_joins(date, run, at, gap)) is not None:
        return joins
    if date.year is not None and _is_of_another_day(date, more):
        return False
    if more.direction is not None and date.day is not None and date.year is not None:
        return gap in ("", ")") and date.shift is None  # «29 جويلية 2017 المقبل»
    if more.direction is not None:
        named = (date.weekday, date.month, date.season, date.festival, date.misspelt).count(None) < 5
        return gap in ("", ")") and named and date.year is None
    if more.edge is not None or more.nth is not None:
        return is_counted_in_month(date, more)
    if gap == "-" or (gap in BEFORE_CLOCK and more.weekday is None):
        return _joins_mark(date, more, gap)
    if more.month is not None and more.day is None and more.year is None:
        return date.half is not None
    return not (more.day is not None and more.month is None and date.weekday is None)


def _joins_mark(date: Components, more: Components, gap: str) -> bool:
    """Return whether components may stand behind a dash or a slash: «10/10/2021 - 18:45», «27 يوليو 2017 / 00:49»."""
    of_year = more.year is not None and more.month is None
    dated = date.day is not None and (date.year is not None or date.weekday is not None)
    joins_hour = dated and more.names() in (["hour"], ["hour", "minute"])
    if gap != "-":
        return joins_hour
    month_alone = date.month is not None and _OF_MONTH.issuperset(date.names())
    joins_day = more.month is not None and more.day is not None and date.weekday is not None
    return (of_year and month_alone) or joins_hour or joins_day  # «مارس-2015»


def _is_of_another_day(date: Components, more: Components) -> bool:
    """Return whether a day stands behind a date with its year: «ميزانية 2019 أمس», «ذكرى 1 نوفمبر 1954 أمس»."""
    today = more.steps("day") is not None
    if date.day is None and date.nth is None and date.festival is None:
        return today or more.part_of_day is not None
    return today and date.shift is None


def _year_joins(date: Components, run: Run, at: int, gap: str) -> bool | None:
    """Return whether a year may join the components before it, None where that is for other rules to say."""
    if date.steps("year") is not None and date.year is None:
        return gap in ("", "(") and not run.counts(at)  # «العام الماضي 2016»
    date_like = any(value is not None for value in (date.month, date.edge, date.season, date.misspelt))
    if not date_like and date.festival is None:
        return date.nth is not None or date.quarter is not None or date.half is not None
    return False if run.digits(at, 1000, 2999) and date.year is not None else None


def _may_be_one(date: Components, more: Components) -> bool:
    """Return whether two sets of components can be of one date, whatever their order."""
    if more.festival == "eid" and more == Components(festival="eid"):
        return False  # «نحتفل هذا العام بالعيد الخامس»
    if date.festival is not None or more.festival is not None:
        day = more if date.festival is not None else date
        # «عيد الفطر أمس» is a feast and a day, as is «اليوم التاسع من ذي الحجة، يوم عرفة».
        return day.weekday is None and day.day is None and day.steps("day") is None and day.nth is None
    of_month = date.month and date.day is None and date.nth is None and (date.edge is None or date.year)
    within_day = more.weekday, more.part_of_day, more.hour, more.steps("day")
    if of_month and more.day is None and within_day.count(None) < len(within_day):
        return False  # «تيريزا ماي أمس الثلاثاء», «في رمضان من السادسة صباحا»
    if date.named_year is not None:
        return False
    if more.named_year is not None:
        return date.half is not None or date.quarter is not None
    if more.century is not None or more.decade is not None or more.millennium is not None:
        return date.half is not None
    # «في رمضان 1587 زيارة»
    return not (more.year is not None and date.calendar == "hijri" and _NO_YEAR[0] <= more.year < _NO_YEAR[1])
