"""What is found in a corpus: dates, events, mentions and pairs of actors."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import pandas as pd

from corpus_tools.actors.find import find_mentions
from corpus_tools.actors.network import co_mentions
from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.analysis.choices import NO_CHOICES, Choices, choose
from corpus_tools.copies import without_copies
from corpus_tools.corpus import Corpus, Places, as_corpus
from corpus_tools.dates.find import find_dates
from corpus_tools.dates.open_years import CalendarChoice
from corpus_tools.events.timeline import tell_events
from corpus_tools.garbage import give_back
from corpus_tools.selection import is_one_of
from corpus_tools.sentence_tables import with_words
from corpus_tools.spool import lay_table_by
from corpus_tools.tables import are_among
from corpus_tools.terms.dictionaries import Dictionary
from corpus_tools.terms.joined_names import join_names
from corpus_tools.words.stop_words import fold_stop_words, load_news_words, load_stop_words


@dataclass(frozen=True, eq=False)
class Findings:
    """What was found in a corpus.

    Attributes
    ----------
    dates, events, mentions : DataFrame
        What `find_dates`, `timeline` and `find_mentions` made of it; of the mentions, those that lie in a sentence. Of
        a corpus in several parts, dates are found, and the sentences of events read, when they are asked for.
    told : DataFrame
        The events without the words of their sentences. Of a corpus in several parts, they and the mentions lie in
        temporary files, and are read from there when they are asked for; `tell` and `mention` return them, or the
        columns that they are given, `told_in` and `mentions_in` those of a part of the corpus.
    links : DataFrame
        What `co_mentions` made of the mentions, by sentence.
    actors : Registry
        Who was looked for.
    doc_ids : Index
        The documents that were searched.
    stop_words : frozenset of str
        The words that the figures of words leave out.
    copies : DataFrame or None
        The copies that count once, as `find_duplicates` found them; None where all documents count.
    all_tokens : bool
        Whether the figures of words count the words of names and dates one by one.
    choices : Choices
        The words, themes, actors and parts of the corpus that the figures are asked to show.
    """

    corpus: Corpus
    dated: Places
    tell: Callable[..., pd.DataFrame]
    mention: Callable[..., pd.DataFrame]
    links: pd.DataFrame
    actors: Registry
    doc_ids: pd.Index
    stop_words: frozenset[str]
    copies: pd.DataFrame | None = None
    all_tokens: bool = False
    choices: Choices = NO_CHOICES

    @property
    def dates(self) -> pd.DataFrame:
        """What `find_dates` made of the corpus."""
        return self.dated if isinstance(self.dated, pd.DataFrame) else self.dated(self.corpus)

    @property
    def told(self) -> pd.DataFrame:
        """The events without the words of their sentences."""
        return self.tell()

    @property
    def mentions(self) -> pd.DataFrame:
        """What `find_mentions` made of the corpus, as far as it lies in a sentence."""
        return self.mention()

    @property
    def events(self) -> pd.DataFrame:
        """What `timeline` made of the corpus."""
        return with_words(self.told, self.corpus)

    def told_in(self, part: Corpus, *columns: str) -> pd.DataFrame:
        """Return the events of a part of the corpus, or columns of them."""
        return self._read_in(part, self.tell, columns)

    def mentions_in(self, part: Corpus, *columns: str) -> pd.DataFrame:
        """Return the mentions in a part of the corpus, or columns of them."""
        return self._read_in(part, self.mention, columns)

    def _read_in(self, part: Corpus, read: Callable[..., pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
        """Return the rows of a table that are of a part of the corpus, none of which may be of another for the whole.

        The rest, which may be many times as large, is not in memory with them.
        """
        if len(part) == len(self.doc_ids):
            return read(*columns)
        rows = part.once(
            ("rows of", read), lambda: are_among(read("doc_id", coded=("doc_id",))["doc_id"], part.doc_index)
        )
        return read(*columns, rows=rows)

    def independent(self, corpus: Corpus) -> Corpus:
        """Return the corpus that figures are drawn of: without the copies of earlier documents."""
        copies = self.copies
        return corpus if copies is None else corpus.once(("independent", self), lambda: without_copies(corpus, copies))

    def with_names_joined(self, corpus: Corpus, *, by_actor: bool = True) -> Corpus:
        """Return the corpus that words are counted in, see `join_names`; as it is where all tokens are asked for."""
        if self.all_tokens:
            return corpus

        def join() -> Corpus:
            columns = ("doc_id", "start", "end", "actor_id", "kind", "alias")
            named = self.mention(*columns, coded=("doc_id", "actor_id", "alias"))
            joined = join_names(corpus, mentions=named, dates=self.dated, by_actor=by_actor)
            give_back(len(corpus.doc_index))
            return joined

        # Words are compared once in names as they are written, and followed in several figures by actor.
        return corpus.once(("with_names_joined", self), join) if by_actor else join()


def analyze(
    corpus: Corpus | pd.DataFrame,
    *,
    actors: Registry | str | os.PathLike[str] | Literal[False] | None = None,
    events: pd.DataFrame | str | os.PathLike[str] | Literal[False] | None = None,
    calendar: CalendarChoice = "auto",
    stop_words: Iterable[str] | None = None,
    copies: pd.DataFrame | None = None,
    all_tokens: bool = False,
    words: Sequence[str] | None = None,
    themes: Dictionary | None = None,
    actor: str | Collection[str] | None = None,
    compare: tuple[str, str, str] | None = None,
) -> Findings:
    """Find the dates, events, actors and pairs of actors of a corpus.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    actors : Registry or path or False, optional
        A registry of actors (see `load_actors`) instead of the one that ships, or False for none.
    events : DataFrame or path or False, optional
        A table of named events (see `load_events`) instead of the one that ships, or False for none.
    calendar : {"auto", "hijri", "gregorian"}
        How to read years before 1800 that name no calendar, see `find_dates`.
    stop_words : iterable of str, optional
        The words that the figures of words leave out, instead of ``load_stop_words() | load_news_words()``.
    copies : DataFrame, optional
        What `find_duplicates` made: in the figures copies of a document count once. The tables of dates, events and
        mentions have all documents.
    all_tokens : bool
        Count the words of names and dates one by one in the figures of words. Otherwise a name is one term and a date
        none, as `join_names` makes them. Words and themes that are asked for are found in names and dates too.
    words : sequence of str, optional
        The words, phrases or patterns that the figures of words follow, instead of the most frequent words.
    themes : DataFrame or mapping, optional
        A dictionary (see `load_dictionary`), whose themes they follow instead.
    actor : str or collection of str, optional
        Whom the figures of names and trends of actors show, by id or a name of the registry, instead of the most
        frequent ones.
    compare : tuple of str, optional
        What keyness sets apart: a column of the documents and two of its values, ``("source", "الوكالة", "الصحيفة")``,
        instead of the two largest sources or the later and the earlier half.

    Returns
    -------
    Findings
        The tables, which `draw_figures` draws.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, the registry or the table of events is malformed, or what is asked for is not there.

    Examples
    --------
    >>> found = analyze(pd.DataFrame({"doc_id": ["أ"], "text": ["دعت روسيا وتركيا إلى هدنة في آذار 2017."]}))
    >>> found.events["surface"].tolist(), found.links[["actor_a", "actor_b", "n"]].values.tolist()
    (['آذار 2017'], [['RUS', 'TUR', 1]])
    """
    corpus = as_corpus(corpus)
    left_out = load_stop_words() | load_news_words() if stop_words is None else frozenset(fold_stop_words(stop_words))
    registry = _registry_of(actors)
    choices = choose(registry, words=words, themes=themes, actor=actor, compare=compare)
    if compare is not None:
        for value in compare[1:]:
            is_one_of(corpus.metadata, compare[0], value)  # says which values there are
    find = partial(find_dates, events=events, calendar=calendar)
    is_whole = next(corpus.pieces) is corpus
    dated: Places = find(corpus) if is_whole else find
    mentions = find_mentions(corpus, registry)
    if (outside := mentions["sentence"] < 0).any():
        mentions = mentions[~outside].reset_index(drop=True)
    mention = lay_table_by(mentions, in_file=not is_whole)
    del mentions
    # Of a large corpus, the rest takes much memory, and ids as texts do.
    mentions = mention("doc_id", "start", "actor_id", coded=("doc_id", "actor_id"))
    give_back(len(corpus.doc_index))
    links = co_mentions(corpus, mentions, copies=copies)
    give_back(len(corpus.doc_index))
    tell = tell_events(corpus, dated, mentions, words=False, in_file=not is_whole)
    return Findings(
        corpus, dated, tell, mention, links, registry, corpus.doc_index, left_out, copies, all_tokens, choices
    )


def _registry_of(actors: Registry | str | os.PathLike[str] | Literal[False] | None) -> Registry:
    """Return the registry that was passed, read, or that ships; for False, one without any actor."""
    if isinstance(actors, Registry):
        return actors
    if actors is not False:
        return load_actors(actors)
    return Registry((), "none")
