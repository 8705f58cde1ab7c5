"""The report as one page that stands by itself: figures, tables and, packed, all that its numbers lead to."""

import base64
import hashlib
import json
from functools import cache
from importlib import metadata
from importlib.resources import files
from io import BytesIO
from typing import Any

import pandas as pd
from fontTools.ttLib import TTFont
from jinja2 import Environment, StrictUndefined

from corpus_tools.analysis.draw import StandardFigures
from corpus_tools.analysis.find import Findings
from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.figures.style import Weight, font_path
from corpus_tools.locale import Locale
from corpus_tools.report.drawn import section_of
from corpus_tools.report.overview import overview
from corpus_tools.report.packing import BLOCK, pack_corpus, pack_section, packed
from corpus_tools.report.quoted import quoted
from corpus_tools.report.sections import Articles, Section
from corpus_tools.report.words import said, shown
from corpus_tools.tables import publication_times
from corpus_tools.validation.sample import MARKS

_OPEN_ROWS = 40  # of a table that stands open
_WEIGHTS: dict[int, Weight] = {400: "regular", 600: "semibold", 700: "bold"}


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
        as many as the number says.

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
    blobs = {f"places-{section.name}": pack_section(section, locale) for section in sections.values()}
    blobs |= {f"csv-{section.name}": packed(section.csv) for section in sections.values()}
    blobs |= pack_corpus(corpus, findings, locale)
    style, script = _fonts() + _read("page.css"), _read("page.js")
    parts = [
        (part, said("part_titles", part, locale), [(name, sections.get(name)) for name in names])
        for part, names in load_table("report")["parts"].items()
    ]
    page: str = _template().render(
        locale=locale,
        parts=parts,
        words=load_table("report")["words"][locale.lang],
        name=shown(name),
        subtitle=_subtitle(corpus, locale),
        methods=load_table("report")["methods"][locale.lang],
        needs=load_table("report")["needs"][locale.lang],
        blobs=blobs,
        settings=_settings(corpus, locale),
        style=style,
        script=script,
        policy=_policy(style, script),
        version=metadata.version("corpus-tools"),
        shown=shown,
        open_rows=_OPEN_ROWS,
        counted=locale.counted,
    )
    return page.encode("utf-8", "replace")


def _subtitle(corpus: Corpus, locale: Locale) -> str:
    """Return how many articles there are, and when they came out."""
    articles = locale.counted(len(corpus.articles), "article")
    days = publication_times(corpus.articles).dropna()
    if days.empty:
        return said("words", "subtitle_undated", locale, articles=articles)
    span = locale.period(days.min().normalize(), days.max().normalize() + pd.Timedelta(days=1))
    return said("words", "subtitle", locale, articles=articles, span=span)


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


def _policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: nothing is loaded, and no script or style runs but those of the page."""
    hashes = {
        name: base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        for name, content in (("style-src", style), ("script-src", script))
    }
    allowed = "; ".join(f"{name} 'sha256-{hashed}'" for name, hashed in hashes.items())
    return f"default-src 'none'; {allowed}; font-src data:; base-uri 'none'; form-action 'none'"


def _read(name: str) -> str:
    """Return a file of this package."""
    return (files("corpus_tools.report") / name).read_text(encoding="utf-8")


@cache
def _fonts() -> str:
    """Return the typeface of the figures as part of the style, compressed."""
    rules = []
    for weight, name in _WEIGHTS.items():
        font, buffer = TTFont(font_path(name), recalcTimestamp=False), BytesIO()
        font.flavor = "woff"
        font.save(buffer)
        data = base64.b64encode(buffer.getvalue()).decode()
        source = f'url("data:font/woff;base64,{data}") format("woff")'
        rules.append(f'@font-face{{font-family:"Report";font-weight:{weight};src:{source}}}\n')
    return "".join(rules)


@cache
def _template() -> Any:
    """Return the template of the page, in which all that is filled in is text unless it says otherwise."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.policies["json.dumps_function"] = lambda value, **_: json.dumps(value, ensure_ascii=False)
    return environment.from_string(_read("page.html"))
