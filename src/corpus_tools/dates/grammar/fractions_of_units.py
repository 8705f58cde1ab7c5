"""Parts of units beside an amount of time: «عام ونصف العام», «ساعتين إلا ربعا», «موسم ونصف»."""

from corpus_tools.dates.grammar.run import Run
from corpus_tools.numerals.number_words import Value

Amounts = tuple[tuple[float | None, str], ...]

#: What the fractions of an hour, in minutes, are of any unit.
FRACTIONS = {15: 0.25, 20: 1 / 3, 30: 0.5}
_ONE = frozenset(["واحد", "واحدا"])


def same_unit_again(run: Run, at: int, unit: str) -> int:
    """Skip the unit that «عام ونصف العام» repeats."""
    return at + 1 if run.next_sense(at, "unit") == (unit, "one") and run.words[at].definite else at


def less_a_part(run: Run, end: int, count: Value, unit: str) -> tuple[int, Amounts, str]:
    """Take off what «إلا» takes off an amount that ends at a position: «ساعتين إلا ربعا», «ساعة إلا عشر دقائق»."""
    part = run.sense(end + 1, "minutes") if run.next_sense(end, "except") and run.plain(end + 1) else None
    if part is not None and count >= 1:
        return end + 2, ((count - FRACTIONS[part], unit),), "counted"
    number = run.cardinal(end + 1) if unit == "hour" and run.next_sense(end, "except") and run.plain(end + 1) else None
    if number is None or run.next_sense(number[0], "unit") not in (("minute", "one"), ("minute", "many")):
        return end, ((count, unit),), "counted"
    return number[0] + 1, ((count - number[1] / 60, unit),), "counted"


def season_and_more(run: Run, at: int) -> tuple[int, Amounts, str] | None:
    """Parse «موسم ونصف الموسم», «موسم واحد»."""
    end = at + 1
    if not run.plain(end) or run.words[at].joined:
        return None
    if run.words[end].text in _ONE:
        return end + 1, ((1, "campaign"),), "counted"
    more = run.sense(end, "minutes") if run.words[end].joined else None
    if more is None:
        return None
    return end + 1 + bool(run.next_sense(end + 1, "campaign")), ((1 + FRACTIONS[more], "campaign"),), "counted"


def one_and_more(run: Run, at: int) -> tuple[int, float, str] | None:
    """Parse the unit and a half of «السنة ونصف الماضية»."""
    unit, end = run.sense(at, "unit"), at + 1
    if unit is None or unit[1] != "one" or unit[0] == "hour" or not run.words[at].definite:
        return None
    more = run.sense(end, "minutes") if run.plain(end) and run.words[end].joined else None
    if more is None:
        return None
    return same_unit_again(run, end + 1, unit[0]), 1 + FRACTIONS[more], unit[0]
