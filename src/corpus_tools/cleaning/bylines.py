"""Remove the line that agencies put before a report: «بيروت (أ ف ب) -», «(رويترز) -», «دمشق - سانا»."""

import re
from collections.abc import Iterator
from functools import cache

from corpus_tools.data_files import load_table
from corpus_tools.script import Edit, fold

#: How many lines at the head may be the title, the abstract and the byline, and where in its line a sign stands.
_LINES, _LONGEST = 4, 50
#: A place of a few words, and agencies in brackets with a dash or colon or nothing behind; or agencies behind a dash.
_PLACE = r"(?P<place>[^\W\d_]+(?:[ /،]+[^\W\d_]+){0,2})"
_IN_BRACKETS = re.compile(
    rf"(?:{_PLACE}\s*[،,]?\s*)?[(\[]\s*(?P<agencies>[^()\[\]\n\d]{{2,40}})\s*[)\]]\s*(?:[–—:-]+\s*|$)"
)
_BEHIND_DASH = re.compile(rf"{_PLACE}\s*[–—/-]\s*(?P<agencies>[^–—:()\[\]\n\d-]{{2,30}}?)\s*(?:[–—:-]+\s*|$)")
_SIGN = re.compile(r"[(\[/–—-]")
_BETWEEN = re.compile(r"[/،,+–—-]|\s+و\s*(?=\S{3})")
_NOT_A_LETTER = re.compile(r"[\W_]+")
#: Without brackets a longer place might be a headline: «انفجار في بيروت - رويترز».
_LONGEST_PLACE = 2


def remove_bylines(text: str) -> Iterator[Edit]:
    """Remove the byline of an agency, with the place before it, at the head of a text that goes on behind it.

    One with a date stays: it may be the only one that the text has.
    """
    start = 0
    for line in text.split("\n", _LINES)[:_LINES]:
        begin, start = start, start + len(line) + 1
        if not _SIGN.search(line, 0, _LONGEST):
            continue
        found = _IN_BRACKETS.match(line) or _BEHIND_DASH.match(line)
        if found is None or not _are_agencies(found["agencies"]):
            continue
        if found.re is _BEHIND_DASH and len(found["place"].split()) > _LONGEST_PLACE:
            continue
        behind = len(text) - len(text[begin + found.end() :].lstrip())
        if behind < len(text):
            yield begin, behind, ""
        return


def _are_agencies(written: str) -> bool:
    """Return whether some words are names of agencies and nothing else: «أ ف ب، رويترز»."""
    return all(_letters(name) in _agencies() for name in _BETWEEN.split(written))


@cache
def _agencies() -> frozenset[str]:
    """Return the names of agencies, folded and without what stands between their letters."""
    return frozenset(map(_letters, load_table("boilerplate")["agencies"]))


def _letters(name: str) -> str:
    """Return a name folded, without blanks and dots, so that «أ.ف.ب» is «أ ف ب»."""
    return _NOT_A_LETTER.sub("", fold(name)).casefold()
