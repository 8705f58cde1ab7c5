"""What the report says, in the reader's language."""

from typing import Any

from corpus_tools.data_files import load_table
from corpus_tools.files import show_controls, whole
from corpus_tools.locale import Locale

#: Marks that turn the letters after them round, or would show them elsewhere than they stand; of the same length.
_UNTURNED = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\u2060")


def said(table: str, key: str, locale: Locale, **filled: object) -> str:
    """Return a text of a table of `data/report.yaml`, with its braces filled in."""
    return str(load_table("report")[table][locale.lang][key]).format(**filled)


def known(table: str, key: str, locale: Locale) -> str:
    """Return the word for what has one in the reader's language; anything else is its own name."""
    return str(load_table("report")[table][locale.lang].get(key, key))


def heading(table: str, column: str, locale: Locale, **filled: str) -> str:
    """Return what a column of a table is called."""
    words: dict[str, Any] = load_table("report")
    own = words["own_headings"][locale.lang].get(f"{table}.{column}")
    return str(own or words["headings"][locale.lang][column]).format(**filled)


def shown(text: object) -> str:
    """Return a text as the page shows it, as long as before: no controls, no half letters, nothing turned round."""
    return show_controls(str(whole(text))).translate(_UNTURNED)


def has_letters(text: str) -> bool:
    """Return whether a text says its own direction; "0%–26%" is written in that of the page."""
    return any(map(str.isalpha, text))
