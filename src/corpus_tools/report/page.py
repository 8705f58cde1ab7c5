"""The report as one page that stands by itself: figures, tables and, packed, all that its numbers lead to."""

from functools import partial
from importlib import metadata
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.analysis.draw import StandardFigures
from corpus_tools.analysis.find import Findings
from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.locale import Locale
from corpus_tools.report.drawn import section_of
from corpus_tools.report.html import read_file, render
from corpus_tools.report.opened import choose_opened, pack_section
from corpus_tools.report.overview import overview
from corpus_tools.report.packing import BLOCK, pack_documents, pack_mentions, packed
from corpus_tools.report.quoted import quoted
from corpus_tools.report.sections import Articles, Cell, Section, in_words
from corpus_tools.report.words import said, shown
from corpus_tools.validation.sample import MARKS

_OPEN_ROWS = 40  # of a table that stands open


def report_sections(
    corpus: Corpus, findings: Findings, figures: StandardFigures, *, locale: Locale
) -> dict[str, Section]:
    """Return the sections of the report that the corpus has something for, by name."""
    articles = Articles.of(corpus, findings.independent(corpus))
    sections = {"overview": overview(corpus, findings, articles, locale)}
    sections |= {name: section_of(name, figure, corpus, articles, locale) for name, figure in figures.items()}
    of_speech = quoted(corpus, findings, articles, locale)
    return sections if of_speech is None else sections | {"quotations": of_speech}


def report_page(corpus: Corpus, findings: Findings, figures: StandardFigures, *, name: str, locale: Locale) -> bytes:
    """Return the report on a corpus as an HTML page.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    findings : Findings
        What `analyze` found in it.
    figures : StandardFigures
        What `draw_figures` drew of it, in the same language.
    name : str
        What to call the corpus.
    locale : Locale
        The reader's language, digits and month names.

    Returns
    -------
    bytes
        The page, in UTF-8. It loads nothing from elsewhere, and the same input gives the same bytes. A number that can
        be opened has the attribute ``data-count``; what it opens are elements with ``data-place`` (doc_id:start:end),
        as many as this says. Where all places would make the page larger than about 30 MB, numbers of many open a
        seeded sample: ``data-total`` is then what they count, and the page says both.

    Examples
    --------
    >>> from corpus_tools.analysis.draw import draw_figures
    >>> from corpus_tools.analysis.find import analyze
    >>> from corpus_tools.locale import ARABIC
    >>> corpus = Corpus(pd.DataFrame({"doc_id": ["أ"], "text": ["دعت روسيا وتركيا إلى هدنة في آذار 2017."]}))
    >>> found = analyze(corpus)
    >>> page = report_page(corpus, found, draw_figures(corpus, found), name="هدنة", locale=ARABIC).decode()
    >>> '<html lang="ar" dir="rtl">' in page, 'data-count="1"' in page
    (True, True)
    """
    sections = report_sections(corpus, findings, figures, locale=locale)
    opened = choose_opened(sections, corpus)
    blobs = {f"places-{section.name}": pack_section(section, opened, locale) for section in sections.values()}
    blobs |= {f"csv-{section.name}": packed(section.csv) for section in sections.values()}
    blobs |= pack_documents(corpus, opened.documents)
    blobs["mentions"] = pack_mentions(corpus, findings, opened.documents, locale)
    parts = [
        (part, said("part_titles", part, locale), [(name, sections.get(name)) for name in names])
        for part, names in load_table("report")["parts"].items()
    ]
    return render(
        "page.html",
        script=read_file("page.js"),
        locale=locale,
        parts=parts,
        words=load_table("report")["words"][locale.lang],
        name=shown(name),
        subtitle=_subtitle(corpus, sections["overview"], locale),
        overview=sections["overview"],
        methods=load_table("report")["methods"][locale.lang],
        not_drawn=load_table("report")["not_drawn"][locale.lang],
        needs=load_table("report")["needs"][locale.lang],
        blobs=blobs,
        settings=_settings(corpus, locale),
        version=metadata.version("corpus-tools"),
        open_rows=_OPEN_ROWS,
        counted=locale.counted,
        number=locale.number,
        comma=locale.text("comma"),
        in_words=partial(in_words, locale=locale),
        opened=opened,
    )


def _subtitle(corpus: Corpus, overview: Section, locale: Locale) -> list[Cell]:
    """Return how many articles there are, which opens them, and when they came out."""
    articles = locale.counted(corpus.n_articles, "article")
    days = corpus.published[corpus.is_article].dropna()
    line = said("words", "subtitle_undated", locale, articles=articles)
    if not days.empty:
        span = locale.period(days.min().normalize(), days.max().normalize() + pd.Timedelta(days=1))
        line = said("words", "subtitle", locale, articles=articles, span=span)
    rows = np.flatnonzero(corpus.is_article)
    key = next((key for key, number in overview.numbers.items() if np.array_equal(number.rows, rows)), None)
    before, _, after = line.partition(articles)
    return [Cell(before), Cell(articles, key), Cell(after)]


def _settings(corpus: Corpus, locale: Locale) -> dict[str, Any]:
    """Return what the script needs to know."""
    return {
        "words": load_table("report")["words"][locale.lang],
        "block": BLOCK,
        "months": [locale.month(number) for number in range(1, 13)],
        "digits": locale.digits,
        "corpus": corpus.fingerprints[0],
        "columns": load_table("validation")["columns"][locale.lang],
        "answers": load_table("validation")["offered"][locale.lang],
        "claim": load_table("validation")["claims"][locale.lang]["evidence"],
        "marks": MARKS,
    }
