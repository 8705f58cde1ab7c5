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
    """Return the corpus of a command: the documents of the sources and days that were asked for."""
    corpus = load_corpus(
        options.corpus, metadata=options.metadata, fields=named_fields(options), boilerplate=options.boilerplate
    )
    if options.source is None and options.first is None and options.last is None:
        return corpus
    dates = None if options.first is None and options.last is None else (options.first, options.last)
    chosen = corpus.select(sources=options.source, dates=dates)
    if not len(chosen):
        raise ValueError("no document is of these sources and days; `corpus-tools check` lists which there are")
    return chosen


def arguments_of(options: argparse.Namespace) -> str:
    """Return the arguments with which another command reads the same corpus, as a shell takes them."""
    said = [options.corpus]
    said += [part for field, name in options.fields or [] for part in ("--fields", f"{field}={name}")]
    said += [part for source in options.source or [] for part in ("--source", source)]
    for option, name in (("metadata",) * 2, ("boilerplate",) * 2, ("from", "first"), ("to", "last")):
        value = getattr(options, name)
        said += [f"--{option}", value] if value is not None else []
    return shlex.join(said)
