"""Years that do not begin in January: «السنة الدراسية الحالية», «العام المالي 2018», «الموسم الرياضي 2016-2017»."""

from corpus_tools.dates.grammar.calendar_dates import FIRST_PLAIN_YEAR, parse_short_year
from corpus_tools.dates.grammar.components import Components, Expression, Parsed, Reference
from corpus_tools.dates.grammar.periods import parse_direction
from corpus_tools.dates.grammar.run import Run

_STAGES = frozenset(["الموسم", "المرحله", "الفتره"])


def parse_named_year(run: Run, at: int) -> Parsed:
    """Parse a school, financial or sports year, with its years in digits or its adjective."""
    this = run.sense(at, "demonstrative") == "this"
    head = at + this
    if (this and not run.plain(head)) or not _is_head(run, head) or not run.follows(head + 1):
        return None
    if (kind := run.sense(head + 1, "year_kind")) is None or not run.words[head].definite:
        return _season_again(run, head)
    end, step = head + 2, 0 if this else None
    if run.follows(end) and run.sense(end, "new"):
        end, step = end + 1, 0
    elif run.follows(end) and (found := parse_direction(run, end)) is not None:
        end, step = found[0], found[1].direction
    years = _years(run, end)
    end, first, last = (end, None, None) if years is None else years
    shift = None if step is None or first is not None else ("year", step)
    # No school or company of today counts in years before 1800: «العام الدراسي 1440-1441هـ».
    calendar = "hijri" if first is not None and first < FIRST_PLAIN_YEAR else None
    end += calendar is not None and run.next_sense(end, "era") == calendar
    return end, Components(named_year=(kind, first, last), shift=shift, calendar=calendar)


def _season_again(run: Run, at: int) -> Parsed:
    """Parse a season of games whose years say again which one it is: «الموسم الحالي 2025-2026»."""
    if not run.sense(at, "campaign") or not run.words[at].definite or not run.plain(at + 1):
        return None
    if not run.sense(at + 1, "new") and parse_direction(run, at + 1) is None:
        return None
    if (years := _years(run, at + 2)) is None or years[2] is None:
        return None
    return years[0], Components(named_year=("season", *years[1:]))


def parse_school_term(run: Run, at: int) -> Parsed:
    """Parse «الفصل الدراسي الثاني», a half of a school year."""
    if run.sense(at, "unit") != ("season", "one") or run.next_sense(at + 1, "year_kind") != "school":
        return None
    number = run.ordinal(at + 2) if run.follows(at + 2) else None
    if number is None or not 1 <= number[1] <= 4:
        return None
    inner = number[0] + (run.next_sense(number[0], "preposition") == "from")
    end, first, last = _years(run, number[0]) or (number[0], None, None)
    end += first is not None and first < FIRST_PLAIN_YEAR and run.next_sense(end, "era") == "hijri"
    if run.next_sense(inner, "unit") == ("year", "one") and (years := _years(run, inner + 1)) is not None:
        return years[0], Components(named_year=("school", *years[1:]), nth=(number[1], "term"))  # «من العام 2016-2017»
    end, year = parse_named_year(run, inner) or (end, Components(named_year=("school", first, last)))
    return end, year._replace(nth=(number[1], "term"))


def _is_head(run: Run, at: int) -> bool:
    """Return whether a year or a season of games or crops is named."""
    return run.sense(at, "unit") == ("year", "one") or bool(run.sense(at, "campaign"))


def _years(run: Run, at: int) -> tuple[int, int, int | None] | None:
    """Parse «2018», «2016-2017», «2016/2017», in brackets or not: the position after, the first and the last year."""
    if not run.has(at) or run.gaps[at] not in ("", "(", "،") or (first := run.digits(at, 1000, 2999)) is None:
        return None
    if not run.has(at + 1) or run.gaps[at + 1] not in ("/", "-"):
        return at + 1, first, None
    if parse_short_year(run, at + 1, Components(year=first)) is not None:
        return at + 2, first, first + 1
    if (last := run.digits(at + 1, 1000, 2999)) is None or abs(last - first) != 1:
        return at + 1, first, None
    return at + 2, min(first, last), max(first, last)


def part_of_campaign(run: Run, at: int) -> Expression | None:
    """Parse «مطلع الموسم», «نهاية الموسم الماضي», «بداية هذه المرحلة»."""
    edge, inner = run.sense(at, "edge"), at + 1
    if edge is None or run.words[at].definite or not run.follows(inner) or run.words[inner].preposition:
        return None
    if (whole := run.phrase(inner, "vague")) is not None:
        named = any(run.words[k].text in _STAGES for k in range(inner, whole[0]))
        return Expression(at, whole[0], Reference(whole[1][0], edge=edge), "edge+vague") if named else None
    if not run.sense(inner, "campaign") or run.next_sense(inner + 1, "year_kind"):
        return None
    if run.plain(inner + 1) and run.words[inner + 1].definite and run.ordinal(inner + 1) is not None:
        return None  # «الموسم الثاني» is numbered
    new = bool(run.next_sense(inner + 1, "new"))
    code = "FUTURE_REF" if new else "PRESENT_REF"
    return Expression(at, inner + 1 + new, Reference(code, edge=edge), "edge+vague")
