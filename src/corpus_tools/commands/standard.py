"""What the commands share that draw the standard figures: the corpus, what is found in it, and how it is shown."""

import argparse
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from corpus_tools.analysis.find import Findings, analyze
from corpus_tools.commands.loading import load
from corpus_tools.corpus import Corpus
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.figures.sheet import SEPARATOR
from corpus_tools.locale import Locale
from corpus_tools.validation.precision import read_validation


class Analysis(NamedTuple):
    """A corpus with its name, what was found in it, what samples say of that, and the language to show it in."""

    corpus: Corpus
    name: str
    findings: Findings
    validations: list[pd.DataFrame]
    locale: Locale

    @property
    def source(self) -> str:
        """What figures name as their source."""
        return SEPARATOR.join([self.name, self.locale.counted(len(self.corpus.articles), "article")])


def analyze_named(options: argparse.Namespace) -> Analysis:
    """Load and analyze the corpus that the arguments name; sheets are read first, since that is done at once."""
    validations = [read_validation(path) for path in options.validation]
    corpus = load(options)
    copies = None if options.copies else find_duplicates(corpus)
    findings = analyze(corpus, actors=options.actors, events=options.events, calendar=options.calendar, copies=copies)
    name = Path(options.corpus).name or Path(options.corpus).resolve().name
    return Analysis(corpus, name, findings, validations, Locale(options.lang, options.digits, options.months))
