"""The corpus that a caller of the command names: files, or a store that was built of them."""

import argparse

from corpus_tools.corpus import Corpus
from corpus_tools.load import load_corpus
from corpus_tools.reading.discovery import is_store
from corpus_tools.store.open_corpus import open_corpus


def named_fields(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the names that the files of the corpus have for our fields, those of one field in the order given."""
    names: dict[str, list[str]] = {}
    for field, name in options.fields or []:
        names.setdefault(field, []).append(name)
    return names


def given_corpus(options: argparse.Namespace) -> Corpus:
    """Return the corpus that is named, from its store if it is one."""
    return open_store(options) or load_corpus(options.corpus, metadata=options.metadata, fields=named_fields(options))


def open_store(options: argparse.Namespace) -> Corpus | None:
    """Return the corpus of the store that is named; None if files are."""
    if not is_store(options.corpus):
        return None
    given = next((name for name in ("metadata", "fields") if getattr(options, name)), None)
    if given is not None:
        raise ValueError(
            f"{options.corpus!r} is a store, and --{given} is of its files: pass it to `corpus-tools build`"
        )
    return open_corpus(options.corpus)
