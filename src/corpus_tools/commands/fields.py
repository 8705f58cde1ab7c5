"""What a caller of the command says of the names of fields: ``--fields text=title``."""

import argparse


def named_fields(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the names that the files of the corpus have for our fields, those of one field in the order given."""
    names: dict[str, list[str]] = {}
    for field, name in options.fields or []:
        names.setdefault(field, []).append(name)
    return names
