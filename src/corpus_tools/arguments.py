"""What the arguments of the command are made of: lists, pairs, numbers, files to write."""

import argparse
from typing import Literal


def formats(text: str) -> list[str]:
    """Return a list of formats without repetitions."""
    named = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [part for part in named if part not in ("png", "svg", "pdf")]
    if unknown or not named:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of png, svg and pdf, such as png,svg")
    return list(dict.fromkeys(named))


def listed(text: str) -> list[str]:
    """Return the parts of a list with commas, Latin or Arabic, between."""
    parts = [part.strip() for part in text.replace("،", ",").split(",") if part.strip()]
    if not parts:
        raise argparse.ArgumentTypeError(f"{text!r} lists nothing; write parts with commas between")
    return list(dict.fromkeys(parts))


def compared(text: str) -> tuple[str, str, str]:
    """Return a column and two of its values."""
    column, _, values = text.partition("=")
    parts = listed(values) if values.strip() else []
    if not column.strip() or len(parts) != 2:
        raise argparse.ArgumentTypeError(f"{text!r} is no column with two of its values, as in source=الوكالة,الصحيفة")
    return column.strip(), parts[0], parts[1]


def field_and_name(text: str) -> tuple[str, str]:
    """Return a field and what the files call it."""
    field, sign, name = (part.strip() for part in text.partition("="))
    if not (field and sign and name):
        raise argparse.ArgumentTypeError(f"{text!r} is no pair of a field and a name, such as text=title")
    return field, name


def limit(text: str) -> tuple[str, int]:
    """Return a limit and its number."""
    name, _, number = (part.strip() for part in text.partition("="))
    return name, positive(number)


def output(text: str) -> str:
    """Return the name of a file or folder to write, which an empty one does not name."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; name a file or a folder, or . for this one")
    return text


def path_or_none(text: str) -> str | Literal[False]:
    """Return a path, and False for «none», which switches a table off."""
    return False if text == "none" else text


def positive(text: str) -> int:
    """Return a whole number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)
