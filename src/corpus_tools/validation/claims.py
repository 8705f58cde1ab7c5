"""What a table claims of its places, in plain words: this date, this actor, this lemma, this speaker."""

import re
from typing import Any, NamedTuple

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.data_files import load_table
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.locale import Locale, plural_category

_SPAN = re.compile(r"P(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?(?<!P)")
_UNIT = re.compile(r"(\d+(?:\.\d+)?)([YMWDHS])")
_YEARLESS = re.compile(r"XXXX-\d\d(?:-\d\d)?")
_X_ONLY = re.compile(r"[X\-/PTYMWDHS]*|None|nan|<NA>")
_POINTS = ("second", "minute", "hour")
_OF_DAY = (*_POINTS, "part_of_day")


class Kind(NamedTuple):
    """A kind of table: its name, the columns by which it is known, and those that say what is claimed."""

    name: str
    known_by: tuple[str, ...]
    claims: tuple[str, ...]


#: Places of which the table does not say what it claims.
OTHER = "places"

#: The kinds of tables that say what they claim, the most special first.
KINDS = (
    Kind("pairs", ("surface_b", "label"), ("label",)),
    Kind("evidence", ("mark", "label", "place"), ("label",)),
    Kind("quotations", ("speaker", "stance", "verb"), ("speaker", "actor_id", "stance", "direct")),
    Kind("events", ("event", "earliest", "latest"), ("earliest", "latest")),
    Kind("dates", ("kind", "value", "earliest", "latest"), ("kind", "value", "earliest", "latest")),
    Kind("mentions", ("actor_id", "kind"), ("actor_id", "kind")),
    Kind("lines", ("before", "match", "after"), ("match",)),
    Kind("themes", ("query", "surface"), ("term", "label")),
    Kind("terms", ("term", "surface"), ("term",)),
    Kind(OTHER, (), ()),
)


def kind_of(table: pd.DataFrame) -> Kind:
    """Return which kind of table it is, by its columns."""
    return next(kind for kind in KINDS if {*kind.known_by, *kind.claims} <= set(table.columns))


def claims_of(table: pd.DataFrame, kind: str, actors: Registry | pd.DataFrame | None, locale: Locale) -> list[str]:
    """Return what a table of a kind claims of each place, in words."""
    rows = table.to_dict("records")
    if kind in ("mentions", "quotations"):
        named = sorted({str(actor) for actor in table["actor_id"].dropna()} | _candidates(table))
        names = dict(zip(named, actor_labels(actors, named, locale.lang), strict=True))
        say = _say_mention if kind == "mentions" else _say_quotation
        return [say(row, names, locale) for row in rows]
    if kind in ("dates", "events"):
        return [_say_date(row, kind, locale) for row in rows]
    key, column = {
        "pairs": ("pair", "label"),
        "evidence": ("evidence", "label"),
        "lines": ("line", "match"),
        "themes": ("theme", "label"),
        "terms": ("term", "term"),
    }[kind]
    return [_text(locale, key, **{column: row[column]}) for row in rows]


def _text(locale: Locale, key: str, **filled: Any) -> str:
    return str(load_table("validation")["claims"][locale.lang][key]).format(**filled)


def _word(locale: Locale, table: str, key: str) -> str:
    """Return a word of a table in the reader's language; one that is not known is its own name."""
    return str(load_table("validation")[table][locale.lang].get(key, key))


def _candidates(table: pd.DataFrame) -> set[str]:
    """Return the actors that ambiguous mentions may mean."""
    return {name for names in table.get("candidates", pd.Series(dtype="str")).dropna() for name in names.split("|")}


def _say_mention(row: dict[Any, Any], names: dict[str, str], locale: Locale) -> str:
    """Say which actor is meant, or which it may be."""
    if isinstance(row["actor_id"], str):
        return _text(locale, "mention", name=names[row["actor_id"]], kind=locale.kind(str(row["kind"])))
    shown = [names[name] for name in str(row["candidates"]).split("|")]
    return _text(locale, "ambiguous", names=locale.text("comma").join(shown))


def _say_quotation(row: dict[Any, Any], names: dict[str, str], locale: Locale) -> str:
    """Say who speaks, and in which way the words are reported."""
    parts = [name for name in (row["speaker"], names.get(str(row["actor_id"]))) if isinstance(name, str)]
    speaker = " = ".join(dict.fromkeys(parts)) or _text(locale, "unknown")
    manner = _word(locale, "manners", "direct" if row["direct"] else "indirect")
    stance = _word(locale, "stances", str(row["stance"]))
    return _text(locale, "quotation", speaker=speaker, stance=stance, manner=manner)


def _say_date(row: dict[Any, Any], kind: str, locale: Locale) -> str:
    """Say when it is, or how long, how often or how old."""
    key = "event" if kind == "events" else str(row["kind"])
    value, modifier = str(row.get("value")), str(row.get("modifier"))
    if not (pd.isna(row["earliest"]) and pd.isna(row["latest"])):
        return _text(locale, key, period=locale.edge(value, row.get("modifier")) or _say_interval(row, locale))
    if key == "set" and _YEARLESS.fullmatch(value):
        said = _text(locale, "every", period=_say_yearless(value, locale))
    elif key in ("date", "time") and not _X_ONLY.fullmatch(value):
        said = "–".join(_say_unplaced(part, locale) for part in value.split("/"))
    elif spans := _say_spans(value, key, locale):
        said = spans
    elif any(letter.isdigit() for letter in value):
        said = value  # in the notation of TIMEX3, rather than in no words at all
    else:
        return _word(locale, "vague", key)
    loosely = load_table("validation")["modifiers"][locale.lang].get(modifier, "{period}")
    return _text(locale, key, period=loosely.format(period=said))


def _say_interval(row: dict[Any, Any], locale: Locale) -> str:
    """Say an interval on the calendar, by the hours where the words give any; one that is open is told by its day."""
    earliest, latest = row["earliest"], row["latest"]
    if pd.isna(earliest) or pd.isna(latest) or (row.get("kind") != "time" and row.get("precision") not in _OF_DAY):
        return locale.period(earliest, latest, precision=row.get("precision"))
    first, last = (f"{locale.day(at)}{locale.text('comma')}{at:%H:%M}" for at in (earliest, latest))
    if row.get("precision") in _POINTS:
        return first
    return f"{first}–{latest:%H:%M}" if locale.day(earliest) == locale.day(latest) else f"{first} – {last}"


def _say_spans(value: str, key: str, locale: Locale) -> str:
    """Say a length of time, such as P1Y8M, or two with a dash between; empty where a number is open."""
    said = []
    for part in value.split("/"):
        if not _SPAN.fullmatch(part):
            return ""
        date, _, time = part[1:].partition("T")
        units = [(letter, n) for n, letter in _UNIT.findall(date)] + [("T" + k, n) for n, k in _UNIT.findall(time)]
        said.append(locale.text("trend_and").join(_say_unit(unit, float(n), key, locale) for unit, n in units))
    period = "–".join(dict.fromkeys(said))
    return _text(locale, "every", period=period) if key == "set" else period


def _say_unit(unit: str, n: float, key: str, locale: Locale) -> str:
    """Say so many units of time; after «كل» one is bare, and two is in the genitive."""
    forms = load_table("validation")["units"][locale.lang][unit]
    form = plural_category(int(n), lang=locale.lang) if n.is_integer() else "other"
    form = {"one": "bare", "two": "both"}.get(form, form) if key == "set" else form
    return str(forms[form]).format(n=locale.number(n))


def _say_unplaced(value: str, locale: Locale) -> str:
    """Say a date without a place on the calendar: a reference, a part of the day, a time, a day without its year."""
    if shown := load_table("validation")["references"][locale.lang].get(value):
        return str(shown)
    if _YEARLESS.fullmatch(value):
        return _word(locale, "yearless", "date").format(day=_say_yearless(value, locale))
    return value.removeprefix("T")


def _say_yearless(value: str, locale: Locale) -> str:
    """Say a day or month without its year, such as XXXX-04-17."""
    month, _, day = value.removeprefix("XXXX-").partition("-")
    return locale.day_month(pd.Timestamp(2000, int(month), int(day))) if day else locale.month(int(month))
