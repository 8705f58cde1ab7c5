"""`corpus-tools sample`: a sheet of places for a person to judge."""

import argparse
import shlex
from pathlib import Path

import pandas as pd

from corpus_tools.actors.find import find_mentions
from corpus_tools.actors.registry.load import load_actors
from corpus_tools.actors.speech.quotations import quotations
from corpus_tools.analysis.validated import content_places
from corpus_tools.commands.loading import arguments_of, load
from corpus_tools.commands.telling import tell
from corpus_tools.corpus import Corpus
from corpus_tools.dates.find import find_dates
from corpus_tools.files import staged
from corpus_tools.locale import Locale
from corpus_tools.terms.joined_names import join_names
from corpus_tools.validation.sample import validation_sample
from corpus_tools.validation.sheet_files import require_writable
from corpus_tools.words.stop_words import load_news_words, load_stop_words


def sample(options: argparse.Namespace) -> int:
    """Draw a sample of what was found in a corpus, and write it as a sheet."""
    out = Path(options.out or f"{options.what}.sample.xlsx")
    require_writable(out)
    with staged(out.parent):  # fails before the work where nothing can be written
        pass
    corpus = load(options)
    found = _find(corpus, options)
    actors = load_actors(options.actors)
    sheet = validation_sample(
        found,
        corpus,
        n=options.n,
        seed=options.seed,
        by=options.by,
        actors=actors,
        locale=Locale(options.lang),
        path=out,
    )
    answer = {"ar": "«صحيح؟»", "en": "“Correct?”"}[options.lang]
    written = f"{len(sheet):,} of {len(found):,} {options.what} written to {out}"
    tell(f"{written}; fill in the column {answer} and save it", options)
    if options.what != "quotations":  # on which no figure stands
        tell(f"then: corpus-tools figures {arguments_of(options)} --validation {shlex.quote(str(out))}", options)
    return 0


def _find(corpus: Corpus, options: argparse.Namespace) -> pd.DataFrame:
    """Return the table to draw from."""
    if options.what == "dates":
        return find_dates(corpus, events=options.events, calendar=options.calendar)
    mentions = find_mentions(corpus, load_actors(options.actors))
    if options.what == "terms":
        dates = find_dates(corpus, events=options.events, calendar=options.calendar)
        counted = join_names(corpus, mentions=mentions, dates=dates)
        return content_places(counted, load_stop_words() | load_news_words())
    return mentions if options.what == "mentions" else quotations(corpus, mentions)
