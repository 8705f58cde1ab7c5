"""Dates that refer to the one before them in their sentence: «الشهر ذاته», «مساء اليوم نفسه», «هذا اليوم»."""

import re

from corpus_tools.calendars.arithmetic import DAY, civil_from_days
from corpus_tools.dates.grammar.components import Components, Expression, Range
from corpus_tools.dates.normalize.anchor import Anchor
from corpus_tools.dates.normalize.resolve import Resolution, resolve

#: From how many days before its publication on a date is no news any more, but what «هذا اليوم» may point at.
_NO_NEWS = 14
_WITHIN_DAY = ("day", "part_of_day", "hour", "minute")
_POINTING = re.compile(r"(?:هذا اليوم|هذه (?:الليلة|الفترة|المرحلة))\Z")
_COMPARED = re.compile("مقارن|معدل|مثل هذا")
_SAME = re.compile(r"(?:(?:نفسه|ذاته|عينه)|(?:^|\s)وفي (?:نفس|ذات) \w+)\Z")
_THAT = re.compile(r"ذلك \w+\Z")
SENTENCE_END = re.compile(r"[!?؟؛\n]|\.(?!\d)")


def refer_back(row: Resolution, before: Resolution, expression: Expression, anchor: Anchor, text: str) -> Resolution:
    """Return a row as of the one before it where its words refer to that; `text` is from the end of that to its own."""
    return _pointing_back(_same_as_before(row, before, expression, anchor, text), before, anchor, text)


def _pointing_back(row: Resolution, before: Resolution, anchor: Anchor, text: str) -> Resolution:
    """Return «هذا اليوم», «هذه الفترة» as of what was dated before, in `text`, where that lies weeks off."""
    if row.anchor != "published" or anchor.moment is None or before.earliest is None or before.latest is None:
        return row
    if before.latest > anchor.moment - _NO_NEWS * DAY or _POINTING.search(text) is None:
        return row
    if row.value == "PRESENT_REF":
        return row._replace(value="PAST_REF", anchor="context")
    if row.precision not in ("day", "part_of_day") or SENTENCE_END.search(text):
        return row
    reason = "it is counted from another date of the text"
    return Resolution(row.kind, None, calendar=row.calendar, anchor="context", reason=reason)


def _same_as_before(
    row: Resolution, before: Resolution, expression: Expression, anchor: Anchor, text: str
) -> Resolution:
    """Return «نفس الشهر من سنة 2017», «24 من نفس الشهر» as of the month that the same sentence named before."""
    meaning = expression.meaning
    if isinstance(meaning, Components):
        if meaning.anaphoric and not meaning.same and meaning.shift == ("year", 0):
            return _in_year_before(row, before, expression, anchor, text)
        if meaning.anaphoric and not meaning.same and meaning.shift in (("month", 0), ("day", 0)):
            return _in_unit_before(row, before, expression, anchor, text)
        dates = [meaning] if meaning.same else []
    else:
        dates = [end for end in meaning[:2] if end is not None] if isinstance(meaning, Range) else []
    if not any(date.same and date.anaphoric for date in dates) or SENTENCE_END.search(text):
        return row
    named = [date for date in (_named_before(date, before) for date in dates) if date is not None]
    if len(named) < len(dates):
        return row
    told = meaning._replace(left=named[0], right=named[-1]) if isinstance(meaning, Range) else named[0]
    return resolve(expression._replace(meaning=told), anchor)._replace(anchor="context")


def _in_unit_before(
    row: Resolution, before: Resolution, expression: Expression, anchor: Anchor, text: str
) -> Resolution:
    """Return «في الشهر ذاته», «مساء اليوم نفسه» as of the month or the day that the same sentence named before."""
    date = expression.meaning
    if not isinstance(date, Components) or date.shift is None or SENTENCE_END.search(text):
        return row
    if not _refers_back(date, before, text):
        return row
    unit = date.shift[0]
    if before.earliest is None or before.precision not in ((*_WITHIN_DAY, "month") if unit == "month" else _WITHIN_DAY):
        return row
    year, month, day = civil_from_days(before.earliest // DAY)
    told = date._replace(shift=None, anaphoric=None, calendar="gregorian", year=year, month=month)
    told = told._replace(day=day) if unit == "day" else told
    return resolve(expression._replace(meaning=told), anchor)._replace(anchor="context")


def _refers_back(date: Components, before: Resolution, text: str) -> bool:
    """Return whether «الشهر ذاته», «مساء نفس اليوم», «وفي نفس اليوم» mean the date before; `text` is what follows it.

    «كل اللقاءات في نفس اليوم» are on one day, «معدل نفس اليوم» is of several years, and «ذلك اليوم» behind «أمس» may be
    what was told then.
    """
    if _COMPARED.search(text) is not None:
        return False
    if date.part_of_day is not None or _SAME.search(text) is not None:
        return True
    return _THAT.search(text) is not None and before.anchor != "published"


def _in_year_before(
    row: Resolution, before: Resolution, expression: Expression, anchor: Anchor, text: str
) -> Resolution:
    """Return «أغسطس من العام نفسه» as of the year that the same sentence named before."""
    bounds = before.earliest, before.latest and before.latest - DAY  # of «منذ مارس 2015» there is one
    years = {civil_from_days(bound // DAY)[0] for bound in bounds if bound is not None}
    meaning = expression.meaning
    if not isinstance(meaning, Components) or len(years) != 1 or SENTENCE_END.search(text):
        return row
    (year,) = years
    told = meaning._replace(shift=None, anaphoric=None, year=year, calendar=meaning.calendar or "gregorian")
    return resolve(expression._replace(meaning=told), anchor)._replace(anchor="context")


def _named_before(date: Components, before: Resolution) -> Components | None:
    """Return a date with the day, month or quarter that the row before it is of, None where it is of several."""
    if date.same is None or not date.anaphoric:
        return date
    if before.earliest is None or before.latest is None:
        return None
    year, month, day = civil_from_days(before.earliest // DAY)
    one_month = civil_from_days(before.latest // DAY - 1)[:2] == (year, month)
    if before.precision not in (date.same, *_WITHIN_DAY) and not (before.precision == "range" and one_month):
        return None
    named = {"month": Components(month=month), "day": Components(month=month, day=day)}
    part = named.get(date.same, Components(quarter=(month + 2) // 3))
    part = part._replace(year=year) if date.year is None and date.shift is None else part
    return part.merge(date._replace(same=None, anaphoric=None))
