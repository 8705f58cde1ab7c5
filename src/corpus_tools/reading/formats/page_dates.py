"""Find the day of publication that a page states: in its head, in a ``<time>``, or in a line beside its headline."""

import json
import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from corpus_tools.data_files import load_table
from corpus_tools.reading.formats.html_pages import Page, Time
from corpus_tools.reading.publication import dated_words, parse_published
from corpus_tools.script import fold

# Names of meta tags with the date of publication, the surest first; the date of a change is none.
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
)
_PUBLISHED, _UPDATED = re.compile(r"\bpubdate\b|publi|entry-date|post-date|created"), re.compile(r"updat|modif|edit")
# Types of schema.org that are articles.
_ARTICLE = re.compile(r"Article|Posting|Report\b")
# Lines beside the headline in which the day of an article stands; what is further away is of the page or of other ones.
_ABOVE, _BELOW = 2, 5
_LONGEST = 120
# Words beside a day alone and beside one with a word of publication; a sentence has more.
_OTHERS, _OTHERS_LABELLED = 1, 6
_VOWELS = "[\u064b-\u0652]*"
_APART = re.compile(r"[\-–—|/•·]")


class PageDate(NamedTuple):
    """What a page says of its day of publication."""

    published: str | None = None
    origin: str | None = None  # where it stands, unless it is in the head of the page
    line: int | None = None  # the number of the line that says no more than that
    updated: str | None = None  # the day of the last change, where nothing else is stated


def date_of_page(page: Page) -> PageDate:
    """Return the day of publication that a page states, from the surest place that has one.

    These are, in order: its meta tags and linked data, a ``<time>`` that is marked as that of publication, one beside
    the headline or the only one of the page, and a line beside the headline that is a date and says little else
    («الأربعاء، 28 آب/أغسطس 2013، آخر تحديث 14:00», «نشر في: 20/5/2017»). The day of a change is never taken for it.
    """
    for written in _in_head(page):
        return PageDate(written)
    headline = next((number for number, line in enumerate(page.lines) if line.heading == "h1"), None)
    times = [time for time in page.times if parse_published(time.written).precision and not _UPDATED.search(time.names)]
    marked = [time for time in times if _PUBLISHED.search(time.names)]
    chosen = _nearest(marked, headline) or _nearest([time for time in times if not time.linked], headline)
    if chosen is not None:
        return PageDate(chosen.written, "a <time> that it shows", _line_of_date(page, chosen.line))
    return _in_lines(page, headline)


def _in_head(page: Page) -> Iterator[str]:
    """Yield what the head of a page says about when it was published, the surest first."""
    yield from (page.metas[name] for name in _DATE_NAMES[:3] if name in page.metas)
    linked = [found for script in page.scripts for found in _published_by(script)]
    yield from (written for _, written in sorted(linked, key=itemgetter(0), reverse=True))
    yield from (page.metas[name] for name in _DATE_NAMES[3:] if name in page.metas)


def _published_by(script: str) -> list[tuple[bool, str]]:
    """Return each datePublished in a script of linked data, and whether it is an article's."""
    try:
        return list(_published_in(json.loads(script, strict=False)))
    except (ValueError, RecursionError):
        return []


def _published_in(linked: object) -> Iterator[tuple[bool, str]]:
    """Yield each datePublished in linked data, and whether it is an article's: the page around it may have its own."""
    if isinstance(linked, dict):
        if isinstance(linked.get("datePublished"), str):
            yield _ARTICLE.search(str(linked.get("@type"))) is not None, linked["datePublished"]
        linked = list(linked.values())
    if isinstance(linked, list):
        for item in linked:
            yield from _published_in(item)


def _nearest(times: list[Time], headline: int | None) -> Time | None:
    """Return the time that stands beside the headline, or the only one of the page."""
    if headline is not None:
        below = [time for time in times if headline <= time.line <= headline + _BELOW]
        above = [time for time in times if headline - _ABOVE <= time.line < headline]
        if beside := below or above[::-1]:
            return beside[0]
    return times[0] if times and len({time.written for time in times}) == 1 else None


def _line_of_date(page: Page, number: int) -> int | None:
    """Return the number of a line if it is a ``<time>``, or a date that says little else."""
    if number >= len(page.lines):
        return None
    if page.lines[number].is_time:
        return number
    said = dated_words(page.lines[number].text)
    return number if said is not None and len(said.others) <= _OTHERS_LABELLED else None


def _in_lines(page: Page, headline: int | None) -> PageDate:
    """Return the day in a line beside the headline, or in one that says that it was published then."""
    start, end = (0, len(page.lines)) if headline is None else (max(0, headline - _ABOVE), headline + _BELOW + 1)
    beside = [*range(headline or 0, min(end, len(page.lines))), *reversed(range(start, headline or 0))]
    elsewhere = [number for number in range(len(page.lines)) if not start <= number < end]
    updated = None
    for number in [*beside, *elsewhere]:
        line, text = page.lines[number], page.lines[number].text
        if line.heading or line.linked > 0.5 or len(text) > _LONGEST or not any(map(str.isdigit, text)):
            continue
        before, is_update, after = _cut_at_update(text)
        label = _label("published").search(before)
        said = dated_words(before)
        if said is not None and label is None and headline is None:
            continue  # nothing tells that it is the day of the article
        if said is not None and (label or number in beside):
            limit = _OTHERS_LABELLED if label or _stands_apart(before, said.surface) else _OTHERS
            words = _label("published").sub(" ", " ".join(said.others)).split()
            if len(words) <= limit:
                return PageDate(before.strip(" \t،,|-–"), "a line that it shows", number)
        elif is_update and updated is None and number in beside and dated_words(after) is not None:
            updated = after.strip(" \t:،,|-–")
    return PageDate(updated=updated)


def _stands_apart(text: str, surface: str) -> bool:
    """Return whether the day of a line stands at one of its ends, set off from the names beside it by a dash."""
    bare = fold(text).casefold().strip()
    return bool(_APART.search(bare.replace(surface, ""))) and (bare.startswith(surface) or bare.endswith(surface))


def _cut_at_update(text: str) -> tuple[str, bool, str]:
    """Return what a line says before and after the words «آخر تحديث», and whether it has such words."""
    found = _label("updated").search(text)
    return (text[: found.start()], True, text[found.end() :]) if found else (text, False, "")


@cache
def _label(kind: str) -> re.Pattern[str]:
    """Return the pattern of the words of publication or of an update, in any spelling of their alifs, with vowels."""
    words = sorted(load_table("publication")[kind], key=len, reverse=True)
    spelled = (_VOWELS.join("[أإآا]" if letter in "أإآا" else letter for letter in word) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)}){_VOWELS}(?!\w)")
