"""Timelines for other programs: spreadsheets, calendars, TimelineJS and timemap, as precise as the text and no more."""

import hashlib
import html
import json
import re
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from corpus_tools.files import csv_bytes, parquet_bytes, whole, write_bytes
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.tables import require_columns, require_moments

_NEEDED = ["doc_id", "earliest", "latest", "precision", "start", "end", "surface", "value", "words", "actors"]
#: The endings of the files that other programs open as calendars, timelines and maps.
EXPORTS = (".ics", ".json", ".timemap.csv")
_ENDINGS = (".csv", ".parquet", *EXPORTS)
_LONGEST = 120  # characters of a summary or a headline
_FIELDS = ["year", "month", "day", "hour", "minute", "second"]
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_LAST_YEAR = 9999  # the last year of Python's dates, which icalendar writes


def write_timeline(
    events: pd.DataFrame, path: str | PathLike[str], *, locale: Locale = ARABIC, places: pd.DataFrame | None = None
) -> None:
    """Write a timeline in the format that the name of the file asks for, whole or not at all.

    Parameters
    ----------
    events : DataFrame
        What `timeline` made.
    path : str or path
        A name that ends in .csv or .parquet (the table as it is), .ics (`to_icalendar`), .json (`to_timelinejs`) or
        .timemap.csv (`to_timemap`).
    locale : Locale
        The language, digits and month names of the dates that people read.
    places : DataFrame, optional
        For timemap; see `to_timemap`.

    Raises
    ------
    ImportError
        If a library that the format needs is not installed.
    TypeError, ValueError
        If the name has another ending, or a column is missing.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from corpus_tools import find_dates, timeline
    >>> texts = pd.DataFrame({"doc_id": ["أ"], "text": ["وقّع الطرفان الاتفاق في آذار 2017."]})
    >>> path = Path(mkdtemp()) / "timeline.csv"
    >>> write_timeline(timeline(texts, find_dates(texts)), path)
    >>> pd.read_csv(path)[["earliest", "latest", "precision"]].values.tolist()
    [['2017-03-01', '2017-04-01', 'month']]
    """
    path = Path(path)
    ending = next((ending for ending in reversed(_ENDINGS) if path.name.lower().endswith(ending)), None)
    require_columns(events, _NEEDED, name="events")
    require_moments(events, name="events")
    if ending == ".csv":
        content = csv_bytes(events)
    elif ending == ".parquet":
        content = parquet_bytes(events)
    elif ending == ".ics":
        content = to_icalendar(events)
    elif ending == ".json":
        said = to_timelinejs(events, locale=locale)
        content = (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
    elif ending == ".timemap.csv":
        content = csv_bytes(to_timemap(events, locale=locale, places=places))
    else:
        raise ValueError(f"{path.name!r} has none of the endings {', '.join(_ENDINGS)}; name the file so that it does")
    write_bytes(path, content)


def to_icalendar(events: pd.DataFrame) -> bytes:
    """Write events as an iCalendar file (RFC 5545), which any calendar program opens.

    An event with both ends is a VEVENT over its whole interval, half-open as the format has it: whole days as dates, so
    that a month is a month and not its first day, anything else as local times. One with an open end, or an end
    after the year 9999, is a VJOURNAL, since a VEVENT would claim an end that nobody gave. SUMMARY is the sentence,
    cut where it is long, DESCRIPTION all of it; the actors are in CATEGORIES; X-CORPUS-SURFACE (the date
    expression), X-CORPUS-DOC-ID, X-CORPUS-START, X-CORPUS-END (code points), X-CORPUS-TIMEX3, X-CORPUS-PRECISION,
    X-CORPUS- EARLIEST and X-CORPUS-LATEST lead back to the text. DTSTAMP is the time of publication, or 1970 where
    it is not known, so that the same events give the same bytes.
    Raises ImportError where icalendar is not installed.
    """
    try:
        from icalendar import Calendar, Event, Journal, vText  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise ImportError("calendars need icalendar: pip install 'corpus-tools[exports]'") from error
    require_columns(events, _NEEDED, name="events")
    calendar = Calendar()
    calendar.add("prodid", "-//corpus-tools//timeline//AR")
    calendar.add("version", "2.0")
    for event in events.to_dict("records"):
        start, end = _calendar_bounds(event["earliest"], event["latest"])
        entry = Event() if start is not None and end is not None else Journal()
        key = json.dumps([event["doc_id"], event["start"], event["end"]], ensure_ascii=False, default=str)
        entry.add("uid", hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32] + "@corpus-tools")
        entry.add("dtstamp", _publication_stamp(event.get("published")))
        if start is not None:
            entry.add("dtstart", start)
        if isinstance(entry, Event):
            entry.add("dtend", end)
            entry.add("transp", "TRANSPARENT")
        entry.add("summary", _headline(event))
        entry.add("description", _plain(event["words"]))
        entry.add("x-corpus-surface", vText(_plain(event["surface"])))
        if len(event["actors"]):
            entry.add("categories", [_plain(actor) for actor in event["actors"]])
        for name, value in _provenance(event).items():
            entry.add(f"x-corpus-{name}", vText(_plain(value)))
        calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written


def to_timelinejs(events: pd.DataFrame, *, locale: Locale = ARABIC) -> dict[str, Any]:
    """Build the JSON that TimelineJS draws (https://timeline.knightlab.com/docs/json-format.html).

    A date has only the fields that the text gives: a year has no month, a month no day. What spans several units
    has an end_date, the last unit that belongs to it; display_date names an open end. Each of the ``{"events":
    [...]}`` has start_date, end_date, display_date, text (headline: the sentence, cut where it is long; text: all
    of it and its doc_id; HTML in both is escaped), group (the first actor), unique_id, and under corpus doc_id,
    start, end, timex3, precision, earliest and latest as they are.
    """
    require_columns(events, _NEEDED, name="events")
    slides = []
    for number, event in enumerate(events.to_dict("records")):
        first, last = _known_fields(event["earliest"], event["latest"])
        words, doc_id = (html.escape(_plain(event[name])) for name in ("words", "doc_id"))
        slide = {
            "unique_id": f"event-{number}",
            "start_date": first,
            "display_date": _display_date(locale, event),
            "text": {"headline": html.escape(_headline(event)), "text": f'<p dir="auto">{words}</p><p>{doc_id}</p>'},
            "corpus": _provenance(event),
        }
        if last != first:
            slide["end_date"] = last
        if len(event["actors"]):
            slide["group"] = html.escape(_plain(event["actors"][0]))
        slides.append(slide)
    return {"events": slides}


def to_timemap(events: pd.DataFrame, *, locale: Locale = ARABIC, places: pd.DataFrame | None = None) -> pd.DataFrame:
    """Build the table of events that timemap takes (Forensic Architecture, src/reducers/validate/eventSchema.js).

    `places` has doc_id, location, latitude and longitude (degrees, WGS 84): where to draw the events of a document;
    without it places stay empty. Columns, text but for two lists, empty where nothing is known: id, description (the
    sentence), date (month/day/year of the first day, for its place on the line), time (hour:minute, where the text
    gives one), time_precision, time_display (the date as precise as it is), location, latitude, longitude, category
    ("event"), associations (list of actors), sources (list with the doc_id), comments (the TIMEX3 value, the interval
    and the place in the text).
    """
    require_columns(events, _NEEDED, name="events")
    place_of = _places_by_document(places)
    rows = []
    for number, event in enumerate(events.to_dict("records")):
        begins = event["earliest"]
        known = pd.notna(begins)
        provenance = _provenance(event)
        rows.append(
            {
                "id": str(number),
                "description": _plain(event["words"]),
                "date": f"{begins.month}/{begins.day}/{begins.year}" if known else "",
                "time": f"{begins.hour}:{begins.minute:02}" if known and not _whole_days(event) else "",
                "time_precision": provenance["precision"],
                "time_display": _display_date(locale, event),
                **place_of.get(event["doc_id"], {"location": "", "latitude": "", "longitude": ""}),
                "category": "event",
                "associations": list(event["actors"]),
                "sources": [str(event["doc_id"])],
                "comments": f"{provenance['timex3']} [{provenance['earliest']}, {provenance['latest']})"
                f" {provenance['doc-id']}:{provenance['start']}-{provenance['end']}",
            }
        )
    names = ["id", "description", "date", "time", "time_precision", "time_display", "location", "latitude", "longitude"]
    return pd.DataFrame(rows, columns=[*names, "category", "associations", "sources", "comments"])


def _places_by_document(places: pd.DataFrame | None) -> dict[str, dict[str, str]]:
    """Return the place of each document as text, by doc_id."""
    if places is None:
        return {}
    columns = ["location", "latitude", "longitude"]
    require_columns(places, ["doc_id", *columns], name="places")
    if places["doc_id"].duplicated().any():
        twice = places.loc[places["doc_id"].duplicated(), "doc_id"].iloc[0]
        raise ValueError(f"the doc_id {twice!r} has more than one row in `places`; give each document one place")
    return {row["doc_id"]: {name: _plain(row[name]) for name in columns} for row in places.to_dict("records")}


def _provenance(event: dict[Any, Any]) -> dict[str, str]:
    """Return, as text, what leads back from an exported event to its words, and how precise they are."""
    return {
        "doc-id": _plain(event["doc_id"]),
        "start": str(event["start"]),
        "end": str(event["end"]),
        "timex3": _plain(event["value"]),
        "precision": _plain(event["precision"]),
        "earliest": _iso(event["earliest"]),
        "latest": _iso(event["latest"]),
    }


def _iso(moment: Any) -> str:
    """Format a moment after ISO 8601, as a date where it opens a day; empty where it is not known."""
    return "" if pd.isna(moment) else str(moment.isoformat()).removesuffix("T00:00:00")


def _plain(value: Any) -> str:
    """Return a value as text without control characters; empty where it is missing."""
    return "" if value is None or value is pd.NA or value != value else _CONTROLS.sub("", whole(str(value)))  # noqa: PLR0124


def _headline(event: dict[Any, Any]) -> str:
    """Return the sentence of an event, cut at a word with … where it is long."""
    words = " ".join(_plain(event["words"]).split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[: _LONGEST + 1].rpartition(' ')[0] or words[:_LONGEST]} …"


def _display_date(locale: Locale, event: dict[Any, Any]) -> str:
    """Format the date of an event for readers, with the time of day where the text gives one."""
    period = locale.period(event["earliest"], event["latest"], precision=event.get("precision"))
    if _whole_days(event) or pd.isna(event["earliest"]):
        return period
    return f"{period} {event['earliest']:%H:%M}"


def _whole_days(event: dict[Any, Any]) -> bool:
    """Return whether both ends of an interval fall on midnight; an open end does."""
    bounds = [moment for moment in (event["earliest"], event["latest"]) if pd.notna(moment)]
    return all(moment == moment.normalize() for moment in bounds)


def _calendar_bounds(earliest: pd.Timestamp, latest: pd.Timestamp) -> tuple[Any, Any]:
    """Return the ends of an interval as Python dates, or as times where one is within a day; None where one is open."""
    whole = _whole_days({"earliest": earliest, "latest": latest})
    bounds = []
    for moment in (earliest, latest):
        expressible = pd.notna(moment) and 1 <= moment.year <= _LAST_YEAR
        at = moment.to_pydatetime(warn=False) if expressible else None
        bounds.append(at.date() if at is not None and whole else at)
    return bounds[0], bounds[1]


def _publication_stamp(published: Any) -> Any:
    """Return the time of publication for DTSTAMP, or the beginning of 1970, in UTC."""
    moment = pd.Timestamp(0 if pd.isna(published) else published)
    return moment.tz_localize("UTC").to_pydatetime(warn=False)


def _known_fields(earliest: pd.Timestamp, latest: pd.Timestamp) -> tuple[dict[str, int], dict[str, int]]:
    """Return the first and the last unit of an interval, with the fields in which both its ends are whole."""
    bounds = [moment for moment in (earliest, latest) if pd.notna(moment)]
    # How many fields, year first, it takes to write the finer one: one where it opens a year.
    parts = [[moment.month - 1, moment.day - 1, moment.hour, moment.minute, moment.second] for moment in bounds]
    depth = max((place + 2 for ones in parts for place, part in enumerate(ones) if part), default=1)
    first = earliest if pd.notna(earliest) else latest - pd.Timedelta(seconds=1)
    last = latest - pd.Timedelta(seconds=1) if pd.notna(latest) else first
    dates = [{name: int(getattr(moment, name)) for name in _FIELDS[:depth]} for moment in (first, max(first, last))]
    return dates[0], dates[1]
