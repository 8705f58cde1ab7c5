"""From a corpus on disk to its tables, each made once."""

import os
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from corpus_tools.actors.find import find_mentions
from corpus_tools.actors.network import co_mentions
from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.cleaning.clean import clean, to_raw
from corpus_tools.dates.find import find_dates
from corpus_tools.events.timeline import timeline
from corpus_tools.reading.read import read_corpus
from corpus_tools.sentences import add_sentences, split_sentences
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.terms.occurrences import lemmatize
from corpus_tools.tokens.tokenize import Tokens, tokenize
from corpus_tools.words.stop_words import load_stop_words


@dataclass(frozen=True, eq=False)
class Corpus:
    """A corpus that was read, cleaned and tokenized.

    Attributes
    ----------
    documents : DataFrame
        What `read_corpus` read: the documents, and the files that have a problem.
    texts, edits : DataFrame
        What `clean` made of them.
    tokens : Tokens
        What `tokenize` and `lemmatize` made of the clean texts.
    sentences : DataFrame
        What `split_sentences` made of them.
    """

    documents: pd.DataFrame
    texts: pd.DataFrame
    edits: pd.DataFrame
    tokens: Tokens
    sentences: pd.DataFrame

    @cached_property
    def frequencies(self) -> pd.DataFrame:
        """What `term_frequency` counts, stop words left out: several figures begin with the most frequent terms."""
        return term_frequency(self.tokens, stop_words=load_stop_words())

    @property
    def read(self) -> pd.DataFrame:
        """The documents that have a text."""
        return self.texts[self.texts["text"].notna()]

    @property
    def problems(self) -> pd.DataFrame:
        """The files and records that have a problem."""
        return self.documents[self.documents["problem"].notna()]

    def trace(self, spans: pd.DataFrame) -> pd.DataFrame:
        """Add where spans of the clean texts stand in the texts as they were read.

        Parameters
        ----------
        spans : DataFrame
            With doc_id, start and end, and start_b and end_b where a row is a pair; other tables come back as they are.

        Returns
        -------
        DataFrame
            The spans with raw_start and raw_end (and raw_start_b and raw_end_b), code points.
        """
        traced = spans
        for pair in ("", "_b"):
            names = {f"start{pair}": "start", f"end{pair}": "end"}
            if {"doc_id", *names} <= set(spans.columns):
                raw = to_raw(spans[["doc_id", *names]].rename(columns=names), self.edits)
                traced = traced.assign(**{f"raw_{of}{pair}": raw[f"raw_{of}"].to_numpy() for of in ("start", "end")})
        return traced


@dataclass(frozen=True, eq=False)
class Findings:
    """What was found in a corpus.

    Attributes
    ----------
    dates, events, mentions : DataFrame
        What `find_dates`, `timeline` and `find_mentions` made of it; mentions with the sentence each lies in.
    links : DataFrame
        What `co_mentions` made of the mentions, by sentence.
    actors : Registry
        Who was looked for.
    """

    dates: pd.DataFrame
    events: pd.DataFrame
    mentions: pd.DataFrame
    links: pd.DataFrame
    actors: Registry


def load_corpus(path: str | os.PathLike[str], *, metadata: str | os.PathLike[str] | None = None) -> Corpus:
    """Read, clean and tokenize a corpus.

    Parameters
    ----------
    path : path
        A file, a folder or a pattern.
    metadata : path, optional
        See `read_corpus`.

    Returns
    -------
    Corpus
        Its documents, clean texts, tokens and sentences.

    Raises
    ------
    FileNotFoundError
        If there is nothing to read.
    ValueError
        If nothing that is there could be read.
    """
    documents = read_corpus(path, metadata=metadata)
    if documents["text"].isna().all():
        first = documents.iloc[0]
        raise ValueError(
            f"no document of {os.fspath(path)!r} could be read: {len(documents):,} with a problem, the first of them"
            f" {first['path']}: {first['problem']}"
        )
    texts, edits = clean(documents)
    tokens = lemmatize(tokenize(texts, threads=os.cpu_count() or 1))
    return Corpus(documents, texts, edits, tokens, split_sentences(texts))


def find_all(
    corpus: Corpus, *, actors: str | os.PathLike[str] | None = None, events: str | os.PathLike[str] | None = None
) -> Findings:
    """Find dates, actors and events in a corpus.

    Parameters
    ----------
    corpus : Corpus
        From `load_corpus`.
    actors : path, optional
        A registry of actors instead of the one that ships.
    events : path, optional
        A table of named events instead of the one that ships; see `find_dates`.

    Returns
    -------
    Findings
        The tables.
    """
    registry = load_actors(actors)
    dates = find_dates(corpus.texts, tokens=corpus.tokens, events=events)
    mentions = add_sentences(
        find_mentions(corpus.texts, registry, tokens=corpus.tokens, sentences=corpus.sentences),
        corpus.texts,
        corpus.sentences,
    )
    dated = timeline(corpus.texts, dates, mentions, sentences=corpus.sentences)
    links = co_mentions(mentions, within="sentence", sentences=corpus.sentences)
    return Findings(dates, dated, mentions, links, registry)
