"""Reads the tables of words that ship with the library, each once."""

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def load_table(name: str) -> Any:
    """Read the table `data/<name>.yaml`; it is shared, so nobody may change it."""
    text = (resources.files("corpus_tools") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe ones


def read_rows(name: str) -> list[str]:
    """Return the lines of the table `data/<name>.tsv` below its header."""
    text = (resources.files("corpus_tools") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return text.splitlines()[1:]
