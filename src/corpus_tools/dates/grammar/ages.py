"""Ages that are no plain amount: «العقد السابع من العمر», «الثلاثينات من عمره», «سن الـ16», «ابنة العاشرة ربيعا»."""

from corpus_tools.dates.grammar.components import Duration, Expression
from corpus_tools.dates.grammar.run import Run

_OLDEST, _LAST_DECADE = 120, 11
#: «ذات الثانية» is the same second; from here on a number after «ابن» is an age without its unit.
_FIRST_WITHOUT_UNIT = 4
#: From here on one after «دون» is.
_FIRST_LIMIT = 3
#: The rule of a number that is an age where someone is named before it: «شيخ تجاوز التسعين», «بنت في التاسعة».
AGE_OF_PERSON = "age_of_person"
#: The rule of an adjective that is an age of whoever stands before it: «سيدة ستينية», «مقتل ستيني».
AGED = "aged"
#: The rule of two numbers that are ages where people are named before them: «أطفال بين الخامسة والعاشرة».
AGES_BETWEEN = "ages_between"
#: The rule of a number that is an age where a team is named before it: «المنتخب الأولمبي تحت 23».
AGE_CLASS = "age_class"
_FIRST_CLASS, _LAST_CLASS = 13, 23


def _of_life(run: Run, at: int) -> int | None:
    """Return the position after «من العمر», «من عمرها»."""
    return at + 2 if run.next_sense(at, "preposition") == "from" and run.next_sense(at + 1, "age_after") else None


def _is_person_in(run: Run, at: int, first: int, number: tuple[int, int]) -> bool:
    """Return whether «في العقد الرابع» is of a life: nothing behind it says what else the decade is of."""
    end, decade = number
    before = run.sense(at - 1, "preposition") if at == first > 0 and run.plain(at) else None
    further = run.next_sense(end, "preposition") or run.next_sense(end, "adjective") or run.phrase(end, "adjective")
    return before == "in" and decade > 1 and not further


def parse_decade_of_life(run: Run, at: int) -> Expression | None:
    """Parse «العقد السابع من العمر», «عقدها الثالث», «منتصف الثلاثينات من عمره», «ستينية»."""
    if (tens := run.sense(at, "aged")) is not None:
        return _age(run, at, at + 1, tens // 10, "age_decade")._replace(rule=AGED)
    first = at + bool(run.sense(at, "edge") and run.plain(at + 1))
    own = run.sense(first, "own_decade")
    if (tens := run.sense(first, "decade")) is not None:
        decade, end = tens // 10, _of_life(run, first + 1)
    elif own or (run.sense(first, "unit") == ("decade", "one") and run.words[first].definite):
        number = run.ordinal(first + 1) if run.plain(first + 1) and run.words[first + 1].definite else None
        if number is None or not 1 <= number[1] <= _LAST_DECADE:
            return None
        told = own or _is_person_in(run, at, first, number)
        decade, end = number[1] - 1, _of_life(run, number[0]) or (number[0] if told else None)
    else:
        return None
    return None if end is None else _age(run, at, end, decade, "age_decade")


def parse_year_of_life(run: Run, at: int) -> Expression | None:
    """Parse «الخامسة والعشرين من عمره», and after «سن», «ابنة», «ربيعه» a number without a unit."""
    word = run.words[at]
    if (number := _years(run, at)) is None:
        return None
    end, head = number[0], _head_before(run, at)
    alone = word.definite or _is_under(run, at)
    if head is None and not alone and run.next_sense(end, "preposition") is None:
        return None
    if head in ("age", "class"):
        upper = _up_to(run, at, end, number[1])
        if upper is not None or head == "class":
            return None if upper is None else _age(run, at, upper[0], upper[1], least=number[1])
    unit = run.next_sense(end, "unit")
    if unit is not None:
        years = unit[0] in ("year", "age_year") and unit[1] != "two" and not run.words[end].joined
        if not years or not word.definite or not (head or unit[0] == "age_year" or _of_life(run, end + 1)):
            return None
        end += 1
    elif (after := _of_life(run, end)) is not None:
        end = after
    elif head is None and alone:
        return _age_without_head(run, at, end, number[1])
    elif word.definite:
        if head == "of_unit" or (head == "person" and number[1] < _FIRST_WITHOUT_UNIT):
            return None
    elif head != "age" or (run.plain(end) and run.words[end].numeral is not None):
        of_life = head == "person" and word.digits is not None  # «عن عمر 68»
        return _age(run, at, end, number[1])._replace(rule=AGE_OF_PERSON) if of_life else None
    return _age(run, at, end, number[1])


def parse_ages_between(run: Run, at: int) -> Expression | None:
    """Parse two ages without a unit after «بين»: «الخامسة والعاشرة», «العشرين والثلاثين من العمر»."""
    first = at + 1
    if run.sense(at, "preposition") != "between" or not run.follows(first) or not run.words[first].definite:
        return None
    if (lower := _bare_years(run, first)) is None or not run.plain(second := lower[0]):
        return None
    if not run.words[second].joined or not run.words[second].definite:
        return None
    upper = _bare_years(run, second)
    if upper is None or upper[1] <= lower[1]:
        return None
    if run.plain(end := upper[0]) and (run.sense(end, "part_of_day") or run.sense(end, "unit")):
        return None
    of_life = _of_life(run, end)
    age = _age(run, first, of_life or end, upper[1], least=lower[1])
    return age if of_life else age._replace(rule=AGES_BETWEEN)


def _bare_years(run: Run, at: int) -> tuple[int, int] | None:
    """Parse a number that may be an age by itself: «الخامسة», «الثلاثين», «الـ18»."""
    number = run.ordinal(at) or run.whole_number(at, 1, _OLDEST)
    if number is None or number[1] > _OLDEST:
        return None
    of_years = run.words[at].digits is not None or run.words[number[0] - 1].text.endswith(("ه", "ين", "عشر"))
    return number if of_years else None


def _years(run: Run, at: int) -> tuple[int, int] | None:
    """Parse a number that may be an age: the position after it, and its value."""
    word = run.words[at]
    if word.numeral is None or (word.joined and not word.text.endswith("ه")):
        return None  # «العقد الثالث والرابع من العمر» are decades
    number = (run.ordinal(at) if word.definite else None) or run.whole_number(at, 1, _OLDEST)
    if number is None or number[1] > _OLDEST:
        return None
    # «في الثالثة والخامسة من العمر»
    return None if word.joined and _of_life(run, number[0]) is None else number


def _age_without_head(run: Run, at: int, end: int, count: int) -> Expression | None:
    """Parse a number with the article after «دون», or after «تجاوز», «في», before which a person is named."""
    if at == 0 or not run.plain(at):
        return None
    if (years := run.words[at].digits) is not None:
        under = _is_under(run, at) and _FIRST_CLASS <= years <= _LAST_CLASS and not run.next_sense(end, "unit")
        return _age(run, at, end, count)._replace(rule=AGE_CLASS) if under and not run.counts(at) else None
    if run.plain(end) and (run.sense(end, "part_of_day") or run.words[end].numeral is not None):
        return None
    bound = run.sense(at - 1, "age_bound")
    if bound == "limit":
        return _age(run, at, end, count) if count >= _FIRST_LIMIT else None
    if count < _FIRST_WITHOUT_UNIT or not (bound or run.words[at - 1].text == "في"):
        return None
    return _age(run, at, end, count)._replace(rule=AGE_OF_PERSON)


def _age(run: Run, at: int, end: int, count: int, unit: str = "year", *, least: int | None = None) -> Expression:
    """Build the age that stands at a place, which «نحو» before it makes approximate."""
    modifier = "APPROX" if _is_approximate(run, at) else ""
    return Expression(at, end, Duration(((count, unit),), age=True, modifier=modifier, least=least), "age")


def _is_under(run: Run, at: int) -> bool:
    """Return whether «تحت» stands before a place."""
    return at > 0 and run.words[at - 1].text == "تحت"


def _is_approximate(run: Run, at: int) -> bool:
    """Return whether «نحو», «يناهز» stands before a place."""
    return at > 0 and run.plain(at) and bool(run.sense(at - 1, "approximate"))


def _head_before(run: Run, at: int) -> str | None:
    """Return which word before a number makes it an age: «سن», «ابن», «عمر يناهز»."""
    at -= at > 1 and _is_approximate(run, at)
    opened = at > 1 and run.plain(at) and run.sense(at - 1, "preposition") in ("from", "between")
    if opened and run.plain(at - 1) and run.sense(at - 2, "age_head") == "class":
        return "class"  # «الفئة العمرية من 12 إلى 17»
    head: str | None = run.sense(at - 1, "age_head") if at > 0 and run.plain(at) else None
    return head


def _up_to(run: Run, at: int, end: int, least: int) -> tuple[int, int] | None:
    """Parse the upper age after a lower one: «بين سن الـ50 والـ60 عاما», «من سن 16 إلى 18», «العمرية 12-17»."""
    linked = run.next_sense(end, "preposition") == "to"
    between = at > 1 and run.plain(at - 1) and run.sense(at - 2, "preposition") == "between"
    between |= at > 0 and run.plain(at) and run.sense(at - 1, "preposition") == "between"
    upper = end + linked
    dashed = run.has(end) and run.gaps[end] == "-" and not run.words[end].joined
    if not dashed and (not run.plain(upper) or not (linked or (between and run.words[upper].joined))):
        return None
    upper += bool(run.sense(upper, "age_head")) and run.plain(upper + 1)
    number = (run.ordinal(upper) if run.words[upper].definite else None) or run.whole_number(upper, 1, _OLDEST)
    if number is None or not least < number[1] <= _OLDEST:
        return None
    unit = run.next_sense(number[0], "unit")
    years = unit is not None and unit[0] in ("year", "age_year") and not run.words[number[0]].definite
    return number[0] + years, number[1]
