"""How a command reads and cleans its corpus, as its options say."""

import argparse
import shlex
from typing import Any

from corpus_tools.corpus import Corpus
from corpus_tools.load import load_corpus
from corpus_tools.reading.discovery import is_store
from corpus_tools.store.open_corpus import open_corpus


def reading_options(options: argparse.Namespace) -> dict[str, Any]:
    """Return how a command reads its corpus; the names that files have for one of our fields are in the order given."""
    names: dict[str, list[str]] = {}
    for field, name in options.fields or []:
        names.setdefault(field, []).append(name)
    return {"metadata": options.metadata, "fields": names, "limits": dict(options.limits or [])}


def open_store(options: argparse.Namespace) -> Corpus | None:
    """Return the corpus of the store that a command names; None if it names files."""
    if not is_store(options.corpus):
        return None
    given = next((name for name in ("metadata", "fields", "boilerplate", "limits") if getattr(options, name)), None)
    if given is not None:
        raise ValueError(
            f"{options.corpus!r} is a store, and --{given} is of its files: pass it to `corpus-tools build`"
        )
    return open_corpus(options.corpus)


def load(options: argparse.Namespace) -> Corpus:
    """Return the corpus of a command, which names files or a store that was built of them."""
    stored = open_store(options)
    if stored is not None:
        return stored
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
