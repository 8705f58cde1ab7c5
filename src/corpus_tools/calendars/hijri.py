"""The Hijri calendar: Umm al-Qura where its tables reach, the tabular calendar elsewhere.

Local sightings of the moon differ from both by a day at times, so a date converted from the Hijri calendar is marked
as uncertain.
"""

from functools import lru_cache

from hijridate import Hijri

from corpus_tools.calendars.arithmetic import days_from_civil

FIRST_TABLED, LAST_TABLED = 1343, 1500
_EPOCH = -492_148  # 1 Muharram 1 AH, 19 July 622 in the Gregorian calendar


@lru_cache(maxsize=4096)
def month_start(year: int, month: int) -> int:
    """Return the first day of a Hijri month, in days from 1970-01-01; a month outside 1 to 12 carries into the year.

    By Umm al-Qura (van Gent's tables, through hijridate) for 1343 to 1500 AH (1924 to 2077), else by the tabular
    Islamic calendar, type II, civil epoch (Reingold and Dershowitz, Calendrical Calculations, ch. 7).
    """
    index = year * 12 + month - 1
    year, month = index // 12, index % 12 + 1
    if FIRST_TABLED <= year <= LAST_TABLED:
        return days_from_civil(*Hijri(year, month, 1).to_gregorian().datetuple())
    return _EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2


def hijri_from_days(days: int) -> tuple[int, int, int]:
    """Convert days from 1970-01-01 to a Hijri year, month and day."""
    index = int((days - _EPOCH) / 29.530588) + 12
    while month_start(1, index - 11) > days:
        index -= 1
    while month_start(1, index - 10) <= days:
        index += 1
    return index // 12, index % 12 + 1, days - month_start(1, index - 11) + 1
