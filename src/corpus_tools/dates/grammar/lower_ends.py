"""The lower end of an amount of time: «2 - 3 أشهر», «بين 4 و5 سنوات», «من يوم إلى يومين», «من 6 سنوات إلى 12 سنة»."""

from corpus_tools.dates.grammar.components import Duration
from corpus_tools.dates.grammar.search import Found, Search

#: What leads from the lower end of an amount to its upper one, and what may besides, between ages.
_SPANS = frozenset(["الي", "حتي", "او"])
LINKS = _SPANS | {"و"}
_DASHES = frozenset(["-", "–", "—"])
#: A unit at the lower end («من شهر إلى سنة», «من سنتين إلى أربع») must stand behind one of these.
_OPENERS = frozenset(["من", "بين", "عمر", "بعمر", "سن"])
_THOUSAND = 1000
_MOST_AGES = 12  # of one list


def find_lower_end(search: Search, upper: int, unit: str, *, of_age: bool = False) -> tuple[int, float] | None:
    """Return the first token of the lower end of an amount that begins at a token, and its number; None for none.

    Between ages any «و» will do («تبلغان 19 و27 سنة»), of which there may be several («أعمارهم 7 و9 و12 سنة»); between
    other amounts it must stand behind «بين».
    """
    lower: tuple[int, float] | None = None
    further = _next_lower(search, upper, unit, of_age=of_age)
    for _ in range(_MOST_AGES if of_age else 1):
        if further is None:
            break
        lower, further = further, _next_lower(search, further[0], unit, of_age=True) if of_age else None
    return lower


def _next_lower(search: Search, upper: int, unit: str, *, of_age: bool) -> tuple[int, float] | None:
    """Return the first token and the number of what stands before an amount as its lower end."""
    word, link = search.words[search.word[upper]], search.beside(upper)
    at = upper - 1 - (link in LINKS)
    if word is None or at < 0 or search.doc[at] != search.doc[upper]:
        return None
    if (lower := _number_at(search, at, unit)) is None:
        return None
    first, number = lower
    before, gap = search.beside(first), search.gap_before(upper).strip()
    joined, spans = link == "و" or word.joined, link in _SPANS or gap in _DASHES
    linked = joined or spans or gap == "/" if of_age else before == "بين" if joined else spans
    last = search.words[search.word[at]]
    said_unit = first < at or last is None or last.numeral is None
    return lower if linked and number > 0 and (not said_unit or before in _OPENERS) else None


def _number_at(search: Search, at: int, unit: str) -> tuple[int, float] | None:
    """Return the number that ends at a token, with its unit or without, and where it begins: 2, «سنتين», «6 سنوات»."""
    word, before = search.words[search.word[at]], search.words[search.word[at - 1]] if search.beside(at) else None
    if word is None or word.definite:
        return None
    if word.numeral is not None:
        # «ليلة واحدة أو ليلتين» are two amounts
        return None if before is not None and "unit" in before.senses else (at, word.numeral.value)
    named, form = word.senses.get("unit", ("", ""))
    if named != unit:
        return None
    if form != "two" and before is not None and before.numeral is not None and not before.definite:
        return at - 1, before.numeral.value
    return None if form == "many" else (at, 1 if form == "one" else 2)


def with_lower_end(search: Search, found: Found, meaning: Duration, count: float, unit: str) -> Found:
    """Add to a length of time its lower end, or the whole part that an Arabic comma cut off: «3،7 مليار سنة»."""
    if len(meaning.amounts) > 1:
        return found
    least: float | None = None
    if (lower := find_lower_end(search, found.first, unit)) is not None:
        first, least = lower[0], lower[1] * _scale(search, found.first, count)
        if least >= count:
            return found
    elif (whole := _whole_part(search, found.first, count)) is not None:
        first, count = found.first - 1, whole
    else:
        return found
    start, end = search.offsets(first, found.last)
    expression = found.expression._replace(meaning=meaning._replace(amounts=((count, unit),), least=least))
    return found._replace(expression=expression, first=first, start=start, end=end)


def _scale(search: Search, upper: int, count: float) -> float:
    """Return by how much the number of an amount is multiplied, which holds for its lower end: «2 - 3 آلاف سنة»."""
    word = search.words[search.word[upper]]
    number = word.numeral.value if word is not None and word.numeral is not None else 0
    scale: float = count / number if number else 1
    return scale if scale >= _THOUSAND else 1


def _whole_part(search: Search, decimals: int, count: float) -> float | None:
    """Return an amount with the number before an Arabic comma: «3،7 مليار سنة»."""
    if search.gap_before(decimals) != "،":
        return None
    whole, word = search.words[search.word[decimals - 1]], search.words[search.word[decimals]]
    if whole is None or word is None or whole.digits is None or not word.digits:
        return None
    amount: float = count / word.digits * float(f"{whole.digits}.{word.whole}")
    return amount
