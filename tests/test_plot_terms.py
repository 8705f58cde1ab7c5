"""Bars of terms."""

import numpy as np
import pytest
from builders import documents_of
from figure_checks import bar_widths
from one_article import draw_terms

from corpus_tools import figures
from corpus_tools.corpus import Corpus
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.words.stop_words import load_stop_words


def test_bars_are_as_long_as_their_numbers() -> None:
    widths = bar_widths(draw_terms(), 0)
    assert np.allclose(np.array(widths) / widths[0], [1, 2 / 3, 2 / 3])


@pytest.mark.parametrize(
    ("text", "label", "others"),
    [
        ("وقال الوزير وقال الرئيس ثم قال", "قال", "وقال"),
        ("وقال الوزير وقال الرئيس", "قال", "وقال"),
        ("بالجهة والجهة في الجهة", "الجهة", "بالجهة، والجهة"),
        ("حلفاؤها أو حلفاؤه", "حلفاؤه", "حلفاؤها"),
    ],
)
def test_terms_are_labelled_as_they_are_written(text: str, label: str, others: str) -> None:
    corpus = Corpus(documents_of(text))
    rows = figures.plot_terms(term_frequency(corpus, stop_words=load_stop_words()), corpus).rows
    assert (label, others) in set(zip(rows["label"], rows["forms"], strict=True))
