"""The clock and the parts of the day."""

from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar.components import Components, Parsed
from corpus_tools.dates.grammar.date_words import TIMESTAMP_PART
from corpus_tools.dates.grammar.run import Run
from corpus_tools.dates.grammar.zones import parse_zone, past_greenwich
from corpus_tools.numerals.number_words import Numeral

#: The TIMEX3 code of each part of the day.
TIMEX_OF_PART: dict[str, str] = {name: part["code"] for name, part in load_table("date_words")["parts_of_day"].items()}
_HALVES: dict[str, str] = {name: part["half"] for name, part in load_table("date_words")["parts_of_day"].items()}
#: «في حدود الساعة العاشرة», «في تمام الثامنة», «حوالي التاسعة».
_ABOUT = frozenset(["حدود", "تمام", "حوالي", "نحو", "قرابه", "زهاء", "قراب"])
#: How far back «الأولى» stands before «والثانية ظهر السبت».
_FIRST_BACK = 24
_LATEST_AT_NIGHT = 6
_HALF_DAY = 12
MIDNIGHT = 24
_FIRST_ABBREVIATED = 7
#: An ordinal after these is an hour: «عند التاسعة», «قرابة العاشرة».
_AT = frozenset(["عند", "قرابه", "حوالي", "زهاء", "تمام", "حدود"])
_FRACTIONS = frozenset(["نصف", "ربع", "ثلث"])
_ADVERBS = {"صباحا": "morning", "صبحا": "morning", "مساءا": "evening", "ليلا": "night", "ظهرا": "noon"}
_ADVERBS |= {"فجرا": "dawn", "زوالا": "afternoon", "عصرا": "late_afternoon", "نهارا": "day"}


def may_be_same_part(name: str, other: str) -> bool:
    """Return whether two parts of the day can tell of the same hour: the evening and the night, no noon at dawn."""
    return {_HALVES[name], _HALVES[other]} != {"am", "pm"}


def follows_on(name: str, other: str) -> bool:
    """Return whether a part of the day begins no later than one before it ends: the night, behind the day."""
    parts = load_table("date_words")["parts_of_day"]
    return bool(parts[other]["from"] <= parts[name]["to"])


def past_midnight(night: Components, date: Components) -> Components:
    """Return an hour behind its night on the day on which it falls: «ليلة أمس على الساعة الثانية» is today at two."""
    if date.hour is None or date.hour >= _LATEST_AT_NIGHT or night.calendar == "hijri":
        return date
    by_night = night.hour is None and night.part_of_day in ("night", "overnight")
    between = night.part_of_day is None and date.part_of_day == "overnight"  # «00:40 من ليل الجمعة السبت»
    if not (by_night or between):
        return date
    return date._replace(part_of_day="after_midnight", beside=1)


def to_next_weekday(run: Run, end: int, date: Components) -> int:
    """Return the end of «ليل الخميس ـ الجمعة», «منتصف ليل الخميس الجمعة»: a night goes on to the next weekday."""
    at = end + (run.next_sense(end, "preposition") == "to" or (run.plain(end) and run.words[end].text == "علي"))
    by_night = date.part_of_day in ("night", "after_midnight") or date.hour == MIDNIGHT
    if not by_night or date.weekday is None or not run.has(at) or run.gaps[at] not in ("", "-", "/"):
        return end
    next_day = run.sense(at, "weekday") == (date.weekday + 1) % 7 and run.words[at].definite
    return at + 1 if next_day and not run.words[at].joined else end  # «ليلة السبت والأحد» are two


def with_part_again(date: Components, more: Components) -> Components | None:
    """Return a date whose part of the day is said again behind the hour: «مساء الجمعة الساعة 8 مساء»."""
    if date.hour is None or date.part_of_day is None or more != Components(part_of_day=more.part_of_day):
        return None
    return date if may_be_same_part(date.part_of_day, more.part_of_day or "") else None


def with_hour_again(date: Components, more: Components) -> Components | None:
    """Return a date whose hour is said again in digits: «الساعة التاسعة مساء (21:00)»."""
    if date.hour is None or more.hour is None or more != Components(hour=more.hour, minute=more.minute):
        return None
    same = more.minute == (date.minute or 0) and (more.hour - date.hour) % _HALF_DAY == 0
    return date._replace(hour=max(date.hour, more.hour), minute=more.minute) if same else None


def behind_about(run: Run, at: int) -> int:
    """Return where the hour stands, behind a word that places it near: «حدود الساعة العاشرة», «حوالي التاسعة»."""
    if run.words[at].text not in _ABOUT or not run.follows(at + 1) or run.recall(parse_clock, at + 1) is None:
        return at
    return at + 1


def parse_part_of_day(run: Run, at: int) -> tuple[int, str, str] | None:
    """Parse a part of the day: the position after it, its name, and ``adverb``, ``definite`` or ``construct``."""
    if (found := run.phrase(at, "part_of_day")) is not None:
        last = run.words[found[0] - 1]
        return found[0], found[1], "adverb" if last.whole.startswith("ال") or len(last.whole) == 1 else "construct"
    if not run.has(at):
        return None
    word = run.words[at]
    adverb = word.senses.get("adverb_of_day")
    name = word.senses.get("part_of_day") or (_ADVERBS.get(word.text) if adverb else None)
    if name is None:
        return None
    return at + 1, name, "definite" if word.definite else "adverb" if adverb else "construct"


def follows_prayer(run: Run, at: int) -> bool:
    """Return whether a part of the day stands before the time before a word: «الفجر 5:10 الظهر 11:45»."""
    before = at - 1
    while before > 0 and run.words[before].digits is not None:
        before -= 1
    return before < at - 1 and run.words[before].definite and bool(run.sense(before, "part_of_day"))


def parse_clock(run: Run, at: int) -> Parsed:
    """Parse a time by the clock, with its minutes: «الساعة الثالثة والنصف», 15:23:24, «20.31 بتوقيت غرينتش»."""
    headed = run.sense(at, "unit") == ("hour", "one") and run.words[at].definite and run.follows(at + 1)
    if (tonight := run.phrase(at, "midnight_tonight")) is not None and not run.next_sense(tonight[0], "adjective"):
        return tonight[0], Components(hour=24, minute=0, shift=("day", 0))
    for name, hour in (("midnight", 24), ("midday", 12)):
        if (turn := run.phrase(at + headed, name)) is not None:  # «الساعة منتصف النهار»
            past = _parse_minutes(run, turn[0])  # «منتصف النهار و15 دقيقة»
            if past is None:
                noon = "noon" if name == "midday" else None
                return turn[0], Components(hour=hour, minute=0, part_of_day=noon)
            hours, minute = divmod(60 * hour + past[1], 60)
            return past[0], Components(hour=hours % 24, minute=minute)
    if run.sense(at, "hour_mark") and run.has(at + 1) and run.gaps[at + 1] in ("", "."):
        bare = run.digits(at + 1, _FIRST_ABBREVIATED, 24)  # «س 18», but not question 1
        return _digital(run, at + 1, head=True) or (None if bare is None else (at + 2, Components(hour=bare)))
    head = run.sense(at, "unit") == ("hour", "one") and run.words[at].text in ("الساعه", "ساعه")
    after = at + head
    opened = head and run.has(after) and run.gaps[after] == "("  # «الساعة (20:30) بتوقيت القدس»
    if head and (not run.words[at].definite or not run.has(after) or not (opened or run.gaps[after] in ("", ":"))):
        return None
    found = (
        _in_letters(run, after)
        or _digital(run, after, head=head)
        or (None if opened else _spoken(run, after, head=head))
    )
    if found is None:
        return None
    if opened and (found[1].minute is None or run.gaps[found[0] : found[0] + 1] not in ([], [")"])):
        return None
    end, date = found if found[1].minute is not None else _with_minutes_behind(run, *found)
    zone = parse_zone(run, end, after_bracket=opened)
    return (zone[0], date.merge(zone[1]) or date) if zone is not None else (end, date)


def past_other_zone(run: Run, end: int) -> int:
    """Return where the day of a time follows on the same time by another clock: «02:00 (23:00 ت.غ) فجر الجمعة»."""
    if not run.has(end) or run.gaps[end] != "(":
        return end
    other = _digital(run, end, head=True) or _spoken(run, end, head=True)
    zone = None if other is None else parse_zone(run, other[0])
    if zone is None or run.gaps[zone[0] : zone[0] + 1] != [")"]:
        return end
    at = zone[0] + (run.sense(zone[0], "preposition") == "from" and run.plain(zone[0] + 1))
    of_day = any(name in run.words[at].senses for name in ("part_of_day", "weekday"))
    of_day = of_day or run.sense(at, "unit") == ("day", "one") or run.phrase(at, "relative_day") is not None
    return zone[0] if of_day else end


def _with_minutes_behind(run: Run, end: int, date: Components) -> tuple[int, Components]:
    """Add the minutes that stand behind the part of the day: «الساعة السابعة صباحا و23 دقيقة»."""
    part = parse_part_of_day(run, end) if run.follows(end) else None
    minutes = None if part is None or part[2] == "construct" else _parse_minutes(run, part[0])
    if part is None or minutes is None or minutes[1] < 0:
        return end, date
    return minutes[0], date._replace(minute=minutes[1], part_of_day=part[1])


def _digital(run: Run, at: int, *, head: bool) -> Parsed:
    """Parse 15:23:24, 15:15, «20.31» after «الساعة» or before «بتوقيت»."""
    if (french := run.sense(at, "clock")) is not None and (head or french[1] is not None):
        return at + 1, Components(hour=french[0], minute=french[1])
    if (hour := run.digits(at, 0, 24)) is not None and run.has(at + 1) and run.gaps[at + 1] == ":":
        if (minute := run.digits(at + 1, 0, 59)) is None or len(run.words[at + 1].whole) != 2 or _is_within(run, at):
            return None
        if run.has(at + 2) and run.gaps[at + 2] == ":" and (second := run.digits(at + 2, 0, 59)) is not None:
            if len(run.words[at].whole) == 1 and not head:
                return None  # 1:40:30 is how long a race or a video goes on
            return at + 3, Components(hour=hour, minute=minute, second=second)
        midnight = _midnight_behind(run, at + 2) if (hour % 12, minute) == (0, 0) else None
        return midnight or (at + 2, Components(hour=hour, minute=minute))
    if not run.has(at) or run.words[at].numeral is None or run.words[at].digits is not None:
        return None
    whole, dot, decimals = run.words[at].whole.replace(",", ".").partition(".")
    if dot and len(decimals) == 2 and whole.isdecimal() and decimals.isdecimal() and not _is_within(run, at):
        told = head or run.next_sense(at + 1, "time_zone") or _half_of(run, at + 1)
        told = told or (run.plain(at + 1) and past_greenwich(run, at + 1) is not None)
        if told and int(whole) <= 24 and int(decimals) < 60:
            return at + 1, Components(hour=int(whole), minute=int(decimals))
    return None


def _in_letters(run: Run, at: int) -> Parsed:
    """Parse «17سا30», «17سا00د», «17 سا و30 د»."""
    if (hour := run.digits(at, 0, 24)) is None or not run.next_sense(at + 1, "hours"):
        return None
    end = at + 2
    minute = run.digits(end, 0, 59) if run.plain(end) else None
    if minute is None or (run.words[end].joined and not _is_short_minute(run, end + 1)):
        return end, Components(hour=hour)
    return end + 1 + _is_short_minute(run, end + 1), Components(hour=hour, minute=minute)


def _is_within(run: Run, at: int) -> bool:
    """Return whether a number goes on a time by the clock: the 05 of 2:05:30."""
    return at > 0 and run.gaps[at] == ":" and run.words[at - 1].digits is not None


def parse_timestamp(run: Run, at: int) -> Parsed:
    """Parse 2017-05-20T14:30, with or without seconds and a zone (ISO 8601)."""
    if (year := run.digits(at, 1000, 2999)) is None or (month := run.digits(at + 1, 1, 12)) is None:
        return None
    if not run.has(at + 3) or run.gaps[at + 1 : at + 4] != ["-", "-", ":"]:
        return None
    middle = TIMESTAMP_PART.fullmatch(run.words[at + 2].whole)
    minute, zone = _last_part(run, at + 3)
    if middle is None or middle["day"] is None or int(middle["hour"]) > 24 or minute is None:
        return None
    end, second = at + 4, None
    if zone is None and run.has(end) and run.gaps[end] == ":":
        second, zone = _last_part(run, end)
        end += second is not None
    if zone is None and run.has(end + 1) and run.gaps[end] in ("+", "-") and run.gaps[end + 1] == ":":
        end, zone = end + 2, "local"
    day, hour = int(middle["day"]), int(middle["hour"])
    calendar_date = Components(year=year, month=month, day=day, calendar="gregorian")
    date = calendar_date.merge(Components(hour=hour, minute=minute, second=second, zone=zone))
    return None if date is None else (end, date)


def _last_part(run: Run, at: int) -> tuple[int | None, str | None]:
    """Parse the minutes or seconds of a timestamp, and the Z after them."""
    whole = run.words[at].whole
    if (last := TIMESTAMP_PART.fullmatch(whole)) is not None and last["last"] is not None:
        return (int(last["last"]), "GMT") if int(last["last"]) < 60 else (None, None)
    number = whole.partition(".")[0]
    return (int(number), None) if len(number) == 2 and number.isdecimal() and int(number) < 60 else (None, None)


def _half_of(run: Run, at: int, *, written: Numeral | None = None) -> bool:
    """Return whether a part of the day follows, written out: «5 م» may be millions, «رقم 5 صباح اليوم» a number."""
    if not run.plain(at) or (part := parse_part_of_day(run, at)) is None or len(run.words[at].whole) == 1:
        return False
    return part[2] != "construct" or written is None or written.kind != "digits"


def _spoken(run: Run, at: int, *, head: bool) -> Parsed:
    """Parse an hour in words or one number, with minutes in words."""
    hour = _hour(run, at, 24 if head else 12)
    if hour is None or (not head and run.sense(at, "weekday") is not None and run.words[at].definite):
        return None  # «الاثنين صباحا» is no two o'clock
    before = run.words[max(at - _FIRST_BACK, 0) : at]
    if not head and run.words[at].joined and any(word.text == "الاولي" for word in before):
        return None  # «الأولى ليل الجمعة والثانية ظهر السبت»: one o'clock is «الواحدة»
    end, number = hour
    if run.sense(end, "unit") and run.follows(end) and not head:
        return None
    if number == 12 and (midnight := _midnight_behind(run, end)) is not None:
        return midnight
    if (minutes := _parse_minutes(run, end)) is not None:
        is_fraction = run.ordinal(at) is None and not head and run.words[end].text in _FRACTIONS
        if is_fraction and not _half_of(run, minutes[0]):
            return None  # «بدلا من أربعة ونصف»
        end, minute = minutes
        if minute < 0:
            number, minute = (number - 1) or 12, 60 + minute
        end, second = _parse_seconds(run, end)
        return end, Components(hour=number, minute=minute, second=second)
    if head:
        return end, Components(hour=number)
    if run.ordinal(at) is not None and not run.words[at].definite:
        return None  # «مقابلة ثانية مساء اليوم»
    told = _half_of(run, end, written=run.words[at].numeral) or run.next_sense(end, "time_zone") or _tonight(run, end)
    told = told or _is_at_hour(run, at, end)
    if not told or run.words[at].text == "الاولي" or _is_count(run, at, end):
        return None  # «للمرة الأولى مساء غد»: one o'clock is «الواحدة»
    digits = run.digits(at, 1, 12) is not None  # «الـ9 صباحا»
    is_hour = (
        digits
        or run.ordinal(at) is None
        or run.words[at].whole.endswith(("ه", "ي"))
        or run.words[end - 1].whole == "عشر"
    )
    return (end, Components(hour=number)) if is_hour else None


def _midnight_behind(run: Run, end: int) -> Parsed:
    """Parse «منتصف الليل» behind twelve or zero: «الثانية عشرة منتصف الليل», «12:00 من منتصف ليل الجمعة»."""
    turn_at = end + (run.next_sense(end, "preposition") in ("from", "in"))
    turn = run.phrase(turn_at, "midnight") if run.follows(turn_at) else None
    return None if turn is None else (turn[0], Components(hour=24, minute=0))


def _hour(run: Run, at: int, last: int) -> tuple[int, int] | None:
    """Parse the number of an hour."""
    if (hour := run.ordinal(at)) is None:
        return run.whole_number(at, 1, last)
    first = run.words[at].numeral
    if first is not None and first.ordinal and _parse_minutes(run, at + 1) is not None:
        hour = at + 1, first.ordinal  # «الرابعة وعشرون دقيقة» is no twenty-fourth hour
    if hour == (at + 1, 1) and run.words[at].text == "الحاديه":
        return at + 1, 11  # «الساعة الحادية صباحا», short of «عشرة»: one o'clock is «الواحدة»
    return hour if hour[1] <= last else None


def _is_count(run: Run, at: int, end: int) -> bool:
    """Return whether a number in words counts what was done on a day: «قتل خمسة ليل الخميس», «أصيب ثلاثة مساء أمس»."""
    if run.ordinal(at) is not None or run.words[at].digits is not None:
        return False
    part = parse_part_of_day(run, end) if run.plain(end) else None
    if part is None or part[2] != "adverb":
        return part is not None and part[2] == "construct"
    after = part[0]
    dated = run.next_sense(after, "weekday") is not None or run.next_sense(after, "unit") == ("day", "one")
    return run.plain(after) and (dated or run.phrase(after, "relative_day") is not None)


def _tonight(run: Run, at: int) -> bool:
    """Return whether «هذه الليلة» or «الليلة» follows."""
    at += run.next_sense(at, "demonstrative") == "this"
    return run.next_sense(at, "unit") == ("night", "one") and run.words[at].definite


def _is_at_hour(run: Run, at: int, end: int) -> bool:
    """Return whether an ordinal is an hour: «عند التاسعة», «التاسعة من مساء اليوم»."""
    if run.ordinal(at) is None:
        return False
    if at > 0 and run.plain(at) and run.words[at - 1].text in _AT:
        return True
    within = run.next_sense(end, "preposition") == "from" and run.plain(end + 1)
    return within and parse_part_of_day(run, end + 1) is not None


def _parse_minutes(run: Run, at: int) -> tuple[int, int] | None:
    """Parse the minutes after an hour, negative after «إلا»: «والنصف», «و18 دقيقة», «إلا ربعا»."""
    off = bool(run.next_sense(at, "except"))
    at += off
    if not run.plain(at) or not (off or run.words[at].joined):
        return None
    word = run.words[at]
    if word.senses.get("unit") == ("minute", "one") and word.definite and run.follows(at + 1) and not off:
        hour = run.words[at - 1].definite or run.words[max(at - 2, 0)].text == "الساعه"
        named = run.whole_number(at + 1, 1, 59) if hour else None  # «العاشرة والدقيقة 28»
        return None if named is None else (named[0], named[1])
    fraction = word.senses.get("minutes")
    number = run.cardinal(at)
    sign = -1 if off else 1
    if number is not None and number[1] == int(number[1]) and 0 < number[1] < 60:
        end = number[0]
        if run.next_sense(end, "unit") in (("minute", "one"), ("minute", "many")) or _is_short_minute(run, end):
            return end + 1, sign * int(number[1])
        if fraction is None and not off and _is_bare_minute(run, at):
            return end, int(number[1])
        if fraction is None and off:
            return end, sign * int(number[1])
    if word.senses.get("unit") == ("minute", "two"):
        return at + 1, sign * 2
    return None if fraction is None else (at + 1, sign * int(fraction))


def _parse_seconds(run: Run, at: int) -> tuple[int, int | None]:
    """Parse the seconds after minutes, if there are any: «الساعة الثانية و51 دقيقة و3 ثوان»."""
    number = run.whole_number(at, 1, 59) if run.plain(at) and run.words[at].joined else None
    if number is None or (run.next_sense(number[0], "unit") or ("",))[0] != "second":
        return at, None
    return number[0] + 1, number[1]


def _is_short_minute(run: Run, at: int) -> bool:
    """Return whether «د» stands for minutes: «17 و20 د»; by itself it may be dinars or a doctor."""
    return run.plain(at) and run.words[at].whole == "د"


def _is_bare_minute(run: Run, at: int) -> bool:
    """Return whether two digits after «الساعة 20» are minutes: «الساعة 20 و45»; «بين الساعة 20 و22» are hours.

    So are those before a zone: «الساعة الرابعة و17 بالتوقيت المحلي».
    """
    hour = run.digits(at - 1, 0, 24) is not None
    by_zone = at > 0 and run.words[at - 1].definite and bool(run.next_sense(at + 1, "time_zone"))
    told = len(run.words[at].text) == 2 and run.words[at].text.isdecimal() and (hour or by_zone)
    if not told or at < 2 or run.words[at - 2].text != "الساعه" or run.counts(at, what=("word", "counted")):
        return False
    between = at > 2 and run.sense(at - 3, "preposition") == "between"
    return not between and not (run.plain(at + 1) and run.sense(at + 1, "unit"))
