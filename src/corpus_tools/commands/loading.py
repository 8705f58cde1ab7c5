"""How a command reads and cleans its corpus, as its options say."""

import argparse
import shlex
from typing import Any

from corpus_tools.corpus import Corpus
from corpus_tools.load import load_corpus


def reading_options(options: argparse.Namespace) -> dict[str, Any]:
    """Return how a command reads its corpus; the names that files have for one of our fields are in the order given."""
    names: dict[str, list[str]] = {}
    for field, name in options.fields or []:
        names.setdefault(field, []).append(name)
    return {"metadata": options.metadata, "fields": names, "limits": dict(options.limits or [])}


def load(options: argparse.Namespace) -> Corpus:
    """Return the corpus of a command."""
    return load_corpus(options.corpus, boilerplate=options.boilerplate, **reading_options(options))


def arguments_of(options: argparse.Namespace) -> str:
    """Return the arguments with which another command reads the same corpus, as a shell takes them."""
    said = [options.corpus]
    said += [part for field, name in options.fields or [] for part in ("--fields", f"{field}={name}")]
    said += [part for name, value in options.limits or [] for part in ("--limits", f"{name}={value}")]
    for name in ("metadata", "boilerplate"):
        value = getattr(options, name)
        said += [f"--{name}", value] if value is not None else []
    return shlex.join(said)
