"""How a command reads and cleans its corpus, as its options say."""

import argparse
import shlex

from corpus_tools.corpus import Corpus
from corpus_tools.load import load_corpus


def named_fields(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the names that the files of the corpus have for our fields, those of one field in the order given."""
    names: dict[str, list[str]] = {}
    for field, name in options.fields or []:
        names.setdefault(field, []).append(name)
    return names


def load(options: argparse.Namespace) -> Corpus:
    """Return the corpus of a command."""
    return load_corpus(
        options.corpus, metadata=options.metadata, fields=named_fields(options), boilerplate=options.boilerplate
    )


def arguments_of(options: argparse.Namespace) -> str:
    """Return the arguments with which another command reads the same corpus, as a shell takes them."""
    said = [options.corpus]
    said += [part for field, name in options.fields or [] for part in ("--fields", f"{field}={name}")]
    for name in ("metadata", "boilerplate"):
        value = getattr(options, name)
        said += [f"--{name}", value] if value is not None else []
    return shlex.join(said)
