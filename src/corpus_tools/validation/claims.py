"""What a table claims of its places, in plain words: this date, this actor, this lemma, this speaker."""

import re
from typing import Any, NamedTuple

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.data_files import load_table
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.locale import Locale, plural_category

_DURATION = re.compile(r"P(T?)(\d+)([YMWDHS])")
_OF_DAY = ("second", "minute", "hour", "part_of_day")


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
    earliest, latest = row["earliest"], row["latest"]
    if not (pd.isna(earliest) and pd.isna(latest)):
        loosely = locale.edge(row.get("value"), row.get("modifier"))
        period = loosely or locale.period(earliest, latest)
        # A time that is open at one end, as «منذ ليلة أمس», is told by its day.
        if row.get("precision") in _OF_DAY and not (pd.isna(earliest) or pd.isna(latest)):
            hours = f"{earliest:%H:%M}" if row["precision"] != "part_of_day" else f"{earliest:%H:%M}–{latest:%H:%M}"
            period = f"{locale.day(earliest)}{locale.text('comma')}{hours}"
        return _text(locale, key, period=period)
    value = str(row.get("value"))
    if found := _DURATION.fullmatch(value):
        n, forms = int(found[2]), load_table("validation")["units"][locale.lang][found[1] + found[3]]
        form = "bare" if key == "set" and n == 1 else plural_category(n, lang=locale.lang)
        period = str(forms[form]).format(n=locale.number(n))
        return _text(locale, key, period=_text(locale, "every", period=period) if key == "set" else period)
    shown = load_table("validation")["references"][locale.lang].get(value)
    if shown or (value.startswith("T") and value[1:2].isdigit()):
        return _text(locale, key, period=shown or value[1:].replace("/T", "–"))
    return _word(locale, "vague", key)
