"""Ways and dates that look like other expressions: «تأجيل جلسة اليوم إلى الغد», «عاد قبل يومين من باريس»."""

from collections.abc import Iterator, Sequence

from corpus_tools.dates.grammar.clause_words import clause_words, plain, without_endings
from corpus_tools.dates.grammar.components import Components, Duration, Range
from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.dates.grammar.search import Found, Search
from corpus_tools.proclitics import bare_stems

_TO = frozenset(["الي", "حتي"])
_BEFORE = frozenset(["قبل"])
#: How far before an amount «قبل» stands: «قبل نحو أسبوعين».
_NEAR = 2


def split_where_moved(search: Search, found: Found, days: Range) -> Iterator[Found]:
    """Yield the day of what is put off and the one to which it is: «تأجيل جلسة اليوم إلى الأسبوع القادم»."""
    if days.left is not None and days.right is not None and _is_moved(search, found):
        codes = (search.folded[search.word[k]] for k in range(found.first, found.last))
        if (link := next((k for k, word in enumerate(codes, found.first) if word in _TO), None)) is not None:
            yield _part(search, found, days.left, found.first, link - 1)
            yield _part(search, found, days.right, link + 1, found.last)
            return
    yield found


def _is_moved(search: Search, found: Found) -> bool:
    """Return whether a noun that a clause puts off stands before days: «جلسة اليوم», but «من اليوم»."""
    before = clause_words(search, found.first)
    if context_words()["scheduled_events"].isdisjoint(bare_stems(plain(next(before, "")))):
        return False
    return not context_words()["adjourned"].isdisjoint(map(plain, before))


def _part(search: Search, found: Found, date: Components, first: int, last: int) -> Found:
    """Return one of two dates that were read as a range."""
    start, end = search.offsets(first, last)
    expression = found.expression._replace(meaning=date, rule="moved")
    return found._replace(expression=expression, start=start, end=end, first=first, last=last)


def as_ago(search: Search, found: Found) -> Found:
    """Read an amount before the place where someone came from as counted from now: «عاد قبل يومين من باريس»."""
    amount = found.expression.meaning
    behind = search.words_from(found.last + 1, found.doc, 2)
    if not isinstance(amount, Duration) or behind[:1] != ["من"] or len(behind) < 2:
        return found
    place = search.words[search.word[found.last + 2]]
    known = place is not None and place.senses.get("zone") == "local"
    if not known and context_words()["left_places"].isdisjoint(bare_stems(behind[1])):
        return found
    before = list(clause_words(search, found.first))
    head = next((k for k, word in enumerate(before[: _NEAR + 1]) if plain(word) in _BEFORE), None)
    if head is None or not _tells_way(before[head + 1 :]):
        return found
    first = found.first - head - 1
    start, end = search.offsets(first, found.last)
    expression = found.expression._replace(meaning=amount._replace(relation="ago"), rule="ago")
    return found._replace(expression=expression, start=start, end=end, first=first)


def _tells_way(before: Sequence[str]) -> bool:
    """Return whether the words before an amount tell that someone came or was brought from somewhere."""
    ways = context_words()["ways"]
    return any(not ways.isdisjoint((word, plain(word), *without_endings(plain(word)))) for word in before)
