"""What the commands share that draw the standard figures: the corpus, what is found in it, and how it is shown."""

import argparse
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from corpus_tools.analysis.draw import StandardFigures, draw_figures
from corpus_tools.analysis.find import Findings, analyze
from corpus_tools.commands.loading import corpus_name, load
from corpus_tools.corpus import Corpus
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.figures.sheet import SEPARATOR
from corpus_tools.garbage import collect
from corpus_tools.locale import Locale
from corpus_tools.reading.decoding import decode
from corpus_tools.terms.dictionaries import load_dictionary
from corpus_tools.validation.precision import read_validation
from corpus_tools.words.stop_words import load_news_words, load_stop_words


class Analysis(NamedTuple):
    """A corpus with its name, what was found in it, what samples say of that, and the language to show it in."""

    corpus: Corpus
    name: str
    findings: Findings
    validations: list[pd.DataFrame]
    locale: Locale
    credit: str | None

    @property
    def source(self) -> str:
        """What figures name as their source."""
        if self.credit is not None:
            return self.credit
        return SEPARATOR.join([self.name, self.locale.counted(self.corpus.n_articles, "article")])

    def draw(self, *, top: int | None) -> StandardFigures:
        """Draw the standard figures that the corpus has enough for."""
        return draw_figures(
            self.corpus,
            self.findings,
            locale=self.locale,
            top=top,
            source=self.source,
            validation=self.validations,
        )


def analyze_named(options: argparse.Namespace) -> Analysis:
    """Load and analyze the corpus that the arguments name; other files are read first, since that is done at once."""
    validations = [read_validation(path) for path in options.validation]
    themes = None if options.themes is None else load_dictionary(options.themes)
    stop_words = None if options.stop_words is None else _stop_words(options.stop_words)
    corpus = load(options)
    copies = None if options.copies else find_duplicates(corpus)
    collect(len(corpus.doc_index))
    findings = analyze(
        corpus,
        actors=options.actors,
        events=options.events,
        calendar=options.calendar,
        stop_words=stop_words,
        copies=copies,
        all_tokens=options.all_tokens,
        words=options.words,
        themes=themes,
        actor=options.actor,
        compare=options.compare,
    )
    collect(len(corpus.doc_index))
    name = corpus_name(options.corpus)
    locale = Locale(options.lang, options.digits, options.months, options.gloss)
    return Analysis(corpus, name, findings, validations, locale, options.credit)


def _stop_words(path: str) -> frozenset[str]:
    """Return the words that figures leave out anyway and those of a file, one a line; # begins a remark."""
    lines = decode(Path(path).read_bytes())[0].lstrip("\ufeff").splitlines()
    words = [word for line in lines if (word := line.partition("#")[0].strip())]
    if not words:
        raise ValueError(f"{path}: it has no words; write one on each line")
    return load_stop_words() | load_news_words() | frozenset(words)
