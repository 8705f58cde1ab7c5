"""How a command reads and cleans its corpus, as its options say."""

import argparse
import shlex
from pathlib import Path
from typing import Any

from corpus_tools.corpus import Corpus
from corpus_tools.load import load_corpus
from corpus_tools.reading.discovery import is_store


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
    from corpus_tools.store.open_corpus import open_corpus  # noqa: PLC0415 - heavy, and needed only here

    given = next((name for name in ("metadata", "fields", "boilerplate", "limits") if getattr(options, name)), None)
    if given is not None:
        raise ValueError(
            f"{options.corpus!r} is a store, and --{given} is of its files: pass it to `corpus-tools build`"
        )
    return open_corpus(options.corpus)


def load(options: argparse.Namespace) -> Corpus:
    """Return the corpus of a command, of files or of a store: the documents of the sources and days asked for."""
    corpus = open_store(options)
    if corpus is None:
        corpus = load_corpus(options.corpus, boilerplate=options.boilerplate, **reading_options(options))
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
    said += [part for name, value in options.limits or [] for part in ("--limits", f"{name}={value}")]
    said += [part for source in options.source or [] for part in ("--source", source)]
    for option, name in (("metadata",) * 2, ("boilerplate",) * 2, ("from", "first"), ("to", "last")):
        value = getattr(options, name)
        said += [f"--{option}", value] if value is not None else []
    return shlex.join(said)


def corpus_name(corpus: str) -> str:
    """Return what to call a corpus: the last part of its path."""
    return Path(corpus).name or Path(corpus).resolve().name
