"""Who is meant by an office: whoever holds it, or held it before («السابق») or at the time spoken of («آنذاك»)."""

import re
from datetime import datetime

import pandas as pd

from corpus_tools.actors.matching.candidates import Candidate
from corpus_tools.actors.matching.context import Context, word_lists
from corpus_tools.actors.matching.disambiguation import disambiguate, is_given_name
from corpus_tools.actors.matching.document_context import CLAUSE_ENDS, DocumentContext, last_before
from corpus_tools.actors.registry.compiled_names import PERSONS, NameInfo

#: A definite adjective of relation: after a description it makes another one («المعارضة التركية»).
RELATION = re.compile(r"ال.{2,}(?:ي|يه|يين|يون|يتين|يتان)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_YEARS = range(1900, 2100)
_CLAUSE_CHARACTERS = 200
_PAST, _THEN = "past", "then"


def is_apposition(document: DocumentContext, claim: Candidate) -> bool:
    """Return whether the name itself follows, or a word that gives the office to somebody else."""
    context, is_person = document.context, claim.info.actor_type in PERSONS
    row = context.after(claim.last, across_comma=is_person)
    if row is not None and is_person:
        row = _row_of_name(context, row)
    if row is None:
        return False
    infos = [name.info for name in document.names_at.get(row, ()) if not name.nested]
    if any(one.actor_id == claim.info.actor_id or (is_person and one.actor_type in PERSONS) for one in infos):
        return True
    return is_person and (context.key(row) in word_lists()["former"].written or is_given_name(context, row))


def find_past_holder(document: DocumentContext, claims: list[Candidate]) -> Candidate | None:
    """Return who held an office before, or at the time spoken of, if a word behind the office asks for him.

    Of those who held it before, it is the one named last; otherwise one of all. At the time spoken of, it is whoever
    held it in the year that the clause names.
    """
    context, claims = document.context, [claim for claim in claims if claim.info.actor_type in PERSONS]
    row = context.after(claims[0].last) if claims else None
    if row is not None and RELATION.fullmatch(context.key(row)):
        row = context.after(row)
    asked = None if row is None else _asked_time(context, row)[0]
    if asked is None:
        return None
    published, year = document.clues.published, _year_of_clause(context, claims[0]) if asked == _THEN else None
    holders = [
        one for one in claims if (_held_before(one.info, published) if year is None else _held_in(one.info, year))
    ]
    if not holders:
        return None
    named = (document.named.get(one.info.actor_id, ()) for one in holders)
    last = last_before(named, claims[0].start)
    holders = [one for one in holders if last is None or one.info.actor_id == last.info.actor_id]
    chosen = disambiguate(holders, None)
    chosen.reason = "who held it before" if year is None else f"who held it in {year}"
    return chosen


def asks_for_past(context: Context, claim: Candidate) -> bool:
    """Return whether a word behind an office asks who held it before, or at the time spoken of."""
    row = context.after(claim.last)
    return claim.info.actor_type in PERSONS and row is not None and _asked_time(context, row)[0] is not None


def _row_of_name(context: Context, row: int) -> int | None:
    """Return the row where the name would stand, past a nisba and past words for the time of the office."""
    at: int | None = row
    if RELATION.fullmatch(context.key(row)):
        at = context.after(row, across_comma=True)
    if at is not None:
        asked, last = _asked_time(context, at)
        at = at if asked is None else context.after(last, across_comma=True)
    return at


def _asked_time(context: Context, row: int) -> tuple[str | None, int]:
    """Return whether words from a row on ask for a past holder or one at another time, and the last of their rows."""
    word, lists = context.key(row), word_lists()
    if word in lists["past"]:
        return _PAST, row
    if word in lists["then"]:
        return _THEN, row
    rows = range(row, min(row + 3, len(context.segments.doc)))
    keys = context.keys(rows)
    if word == "في" and len(keys) > 1 and keys[1] in lists["then"]:
        return _THEN, row + 1
    if word == "في" and keys[1:] in (["ذلك", "الوقت"], ["ذلك", "الحين"], ["تلك", "الفتره"]):
        return _THEN, row + 2
    return None, row


def _held_before(info: NameInfo, published: datetime | None) -> bool:
    """Return whether somebody had left an office at a time, whenever where it is unknown."""
    return info.until is not None and (published is None or info.until <= published)


def _held_in(info: NameInfo, year: int) -> bool:
    """Return whether somebody held an office in a year."""
    return not ((info.since and info.since.year > year) or (info.until and info.until <= pd.Timestamp(year, 1, 1)))


def _year_of_clause(context: Context, claim: Candidate) -> int | None:
    """Return the one year that the sentence of a description names, None where it names none or several."""
    text = context.texts[claim.doc]
    start, end = max(0, claim.start - _CLAUSE_CHARACTERS), claim.end + _CLAUSE_CHARACTERS
    before = max(text.rfind(mark, start, claim.start) for mark in CLAUSE_ENDS)
    after = [at for mark in CLAUSE_ENDS if (at := text.find(mark, claim.end, end)) >= 0]
    clause = text[max(start, before + 1) : min(after, default=end)]
    years = set(map(int, _YEAR.findall(clause))).intersection(_YEARS)
    return years.pop() if len(years) == 1 else None
