"""What a notebook shows of a standard figure: the figure, and a table in which each number opens its sentences."""

from dataclasses import dataclass
from html import escape
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.analysis.draw import FIGURES, draw_figures
from corpus_tools.analysis.find import Findings
from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.data_files import load_table
from corpus_tools.display import MOST_PAGES, table_html
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures import CorpusFigure
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.notebooks.places import About, marked_html
from corpus_tools.report.drawn import section_of
from corpus_tools.report.overview import overview
from corpus_tools.report.quoted import quoted
from corpus_tools.report.sections import Articles, Cell, Number, Section
from corpus_tools.report.words import said, shown
from corpus_tools.seeded_order import seeded_order
from corpus_tools.validation.sample import marked_sentences

# Room for sentences in the cell of a number; a phone is narrower.
_OPENED = "width:26em;max-width:75vw;white-space:normal;line-height:1.6;margin:.4em 0;padding-inline-start:1.5em"
_TABLES = ("overview", "quotations")  # sections without a figure
# Their rows follow the calendar, and whoever reads ten of them wants those of which most is told.
_BY_SIZE = ("timeline", "calendar")


@dataclass(frozen=True)
class ShownSection:
    """A figure with its caption and its table, which a notebook shows one below the other."""

    figure: CorpusFigure | None
    alt: str
    html: str
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html

    def _ipython_display_(self) -> None:
        """Show the picture, with what it says for who cannot see it, and below it caption and table."""
        from IPython.display import display  # noqa: PLC0415 - is there where this is called

        if self.figure is not None:
            picture = {"image/png": self.figure._repr_png_(), "text/plain": self.alt}
            display(picture, raw=True, metadata={"image/png": {"alt": self.alt}})  # type: ignore[no-untyped-call]
        display({"text/html": self.html, "text/plain": self.text}, raw=True)  # type: ignore[no-untyped-call]


def show_section(
    name: str,
    corpus: Corpus,
    findings: Findings,
    *,
    number: int = 1,
    rows: int = 10,
    places: int = 5,
    locale: Locale = ARABIC,
    **look: Any,
) -> ShownSection:
    """Show a standard figure in a notebook with its caption and its table, in which each number opens its sentences.

    Parameters
    ----------
    name : str
        A standard figure (see `draw_figures`), or overview or quotations, which are tables only.
    corpus : Corpus
        The corpus.
    findings : Findings
        What `analyze` found in it.
    number : int
        The number of the figure and of its table in the notebook.
    rows : int
        How many rows of the table stand open; the others open page by page.
    places : int
        How many sentences a number opens; of more, a seeded sample that says so.
    locale : Locale
        The reader's language, digits and month names.
    **look
        What else `draw_figures` takes: source, top, title, validation.

    Returns
    -------
    ShownSection
        An object that a notebook shows as the last value of a cell. Where the corpus has not enough for the figure, it
        says what it takes.

    Raises
    ------
    ValueError
        If there is no such section, or the findings are of another corpus.

    Examples
    --------
    >>> from corpus_tools.analysis.find import analyze
    >>> corpus = Corpus(pd.DataFrame({"doc_id": ["أ"], "text": ["دعت روسيا وتركيا إلى هدنة في آذار 2017."]}))
    >>> show_section("mentions", corpus, analyze(corpus))
    الشكل 1. مَن يُذكر، وأين في النص؟
    الفاعل المواضع بالاسم
     روسيا       1      1
     تركيا       1      1
    """
    if name not in (*FIGURES, *_TABLES):
        raise ValueError(f"there is no section {name!r}; there are {', '.join([*FIGURES, *_TABLES])}")
    corpus = as_corpus(corpus)
    articles = Articles.of(corpus, findings.independent(corpus))
    figure: CorpusFigure | None = None
    if name in FIGURES:
        try:
            figure = draw_figures(corpus, findings, only=name, locale=locale, **look)[name]
        except NothingToDrawError:
            return _nothing(name, number, locale)
        section: Section | None = section_of(name, figure, corpus, articles, locale)
    else:
        section = {"overview": overview, "quotations": quoted}[name](corpus, findings, articles, locale)
    if section is None:
        return _nothing(name, number, locale)
    # Where each row has its sentence, its number is the 1 of that sentence.
    columns = [name for name in section.columns if not ("words" in section.columns and name == "n")]
    kept = [name in columns for name in section.columns]
    ordered = [list(compress(line, kept)) for line in _order(name, section, figure)]
    lines = ordered[: rows * MOST_PAGES]
    opened = _opened(section, lines, corpus, places, locale)
    side = "right" if locale.rtl else "left"
    headings = [shown(section.columns[name]) for name in columns]
    table = table_html(
        [(heading, side) for heading in headings],
        ["".join(_cell(cell, opened, side) for cell in line) for line in lines],
        rows=rows,
        total=len(ordered),
        rtl=locale.rtl,
        locale=locale,
        caption=_table_caption(section, number, side, opened=bool(opened), locale=locale),
    )
    first = "" if figure is None else _figure_caption(figure, section, number, side, locale)
    plain = pd.DataFrame([[cell.text for cell in line] for line in lines[:rows]], columns=headings)
    what = _word("table" if figure is None else "figure", locale, number=number)
    text = f"{what}. {section.title}\n{plain.to_string(index=False, max_colwidth=60)}"
    return ShownSection(figure, section.alt, first + table, text)


def _figure_caption(figure: CorpusFigure, section: Section, number: int, side: str, locale: Locale) -> str:
    """Return what stands below a figure: its number, its title and its caption."""
    lines = [figure.heading, *("".join(cell.text for cell in line) for line in section.caption)]
    told = "<br>".join(escape(shown(line)) for line in lines)
    direction = "rtl" if locale.rtl else "ltr"
    head = _word("figure", locale, number=number)
    return f'<p dir="{direction}" style="text-align:{side}"><b>{head}.</b> {told}</p>'


def _table_caption(section: Section, number: int, side: str, *, opened: bool, locale: Locale) -> str:
    """Return what stands above a table: its number and title, and that its numbers can be opened."""
    hint = f" ({_word('hint', locale)})" if opened else ""
    told = f"<b>{_word('table', locale, number=number)}.</b> {escape(shown(section.title))}{hint}"
    return f'<caption style="caption-side:top;text-align:{side};white-space:normal">{told}</caption>'


def _word(key: str, locale: Locale, **filled: object) -> str:
    """Return what a notebook says around figures and tables."""
    return str(load_table("notebooks")["words"][locale.lang][key]).format(**filled)


def _nothing(name: str, number: int, locale: Locale) -> ShownSection:
    """Return what stands in the place of a figure or table that the corpus has not enough for."""
    what = _word("no_table" if name in _TABLES else "not_drawn", locale, number=number)
    text = f"{what}: {said('needs', name, locale)}"
    direction, side = ("rtl", "right") if locale.rtl else ("ltr", "left")
    return ShownSection(None, "", f'<p dir="{direction}" style="text-align:{side}"><b>{text}</b></p>', text)


def _order(name: str, section: Section, figure: CorpusFigure | None) -> list[list[Cell]]:
    """Return the rows of a table, what most is told of first and what lies outside last.

    Single events stand by their distance from publication.
    """
    if name not in _BY_SIZE or figure is None:
        return section.table
    rows = figure.rows.set_index("mark")
    if "published" in rows and "events" not in rows:
        distance = (rows["published"] - rows["earliest"]).abs().fillna(pd.Timedelta.max)
        return [section.table[row] for row in np.argsort(distance.to_numpy(), kind="stable").tolist()]
    counted = list(section.columns).index("events" if "events" in section.columns else "n")
    sized = []
    for line in section.table:
        key = line[counted].key
        outside = key is None or pd.isna(rows["earliest"][int(key.split("-")[0])])
        sized.append((outside, 0 if key is None else -len(section.numbers[key].rows)))
    return [section.table[row] for row in sorted(range(len(sized)), key=sized.__getitem__)]


def _cell(cell: Cell, opened: dict[str, str], side: str) -> str:
    """Return a cell of a table; a number that has places opens them. What is short stays on one line."""
    kept = "white-space:nowrap" if len(cell.text) <= 30 else "min-width:16em"
    text = escape(shown(cell.text))
    told = text if cell.key is None else f"<details{opened[cell.key].replace(chr(0), text, 1)}</details>"
    way = "auto" if cell.key is None else "rtl" if side == "right" else "ltr"
    return f'<td dir="{way}" style="text-align:{side};vertical-align:top;{kept}">{told}</td>'


def _opened(section: Section, lines: list[list[Cell]], corpus: Corpus, places: int, locale: Locale) -> dict[str, str]:
    """Return what each number of the rows opens: its attributes, its summary and its list of sentences."""
    keys = [cell.key for line in lines for cell in line if cell.key is not None]
    chosen = {key: _sample(section, section.numbers[key], places) for key in keys}
    lists = _sentences(section, corpus, chosen, locale)
    opened = {}
    for key in keys:
        total, here = len(section.numbers[key].rows), len(chosen[key])
        some = "" if here == total else f"<div>{_some(section.numbers[key], here, locale)}</div>"
        items = "".join(lists[key])
        opened[key] = (
            f' data-count="{here}" data-total="{total}"><summary>\0</summary><ol style="{_OPENED}">{items}</ol>{some}'
        )
    return opened


def _some(number: Number, here: int, locale: Locale) -> str:
    """Return how many of the places of a number are shown."""
    noun = "article" if number.of_articles else "place"
    among = locale.counted(len(number.rows), noun, after_preposition=True)
    return _word("some", locale, shown=locale.number(here), all=among)


def _sample(section: Section, number: Number, places: int) -> Ints:
    """Return the rows of a number that are shown: all, or a seeded sample in the order of all."""
    if len(number.rows) <= places:
        return number.rows
    if number.of_articles:
        return np.sort(np.random.default_rng(0).choice(number.rows, places, replace=False))
    found = section.places.iloc[number.rows]
    return np.sort(number.rows[seeded_order(found, None, seed=0)[:places]])


def _sentences(section: Section, corpus: Corpus, chosen: dict[str, Ints], locale: Locale) -> dict[str, list[str]]:
    """Return the sentences, or articles, that each number opens, as items of a list."""
    of_places = np.unique(np.concatenate([np.zeros(0, np.int64), *(
        rows for key, rows in chosen.items() if not section.numbers[key].of_articles)]))  # fmt: skip
    found = section.places.iloc[of_places].reset_index(drop=True)
    sentences = dict(zip(of_places.tolist(), marked_sentences(found, corpus), strict=True)) if len(found) else {}
    docs = dict(zip(of_places.tolist(), found.get("doc", pd.Series(dtype=int)).tolist(), strict=True))
    about = About.of(corpus, locale)
    items: dict[str, list[str]] = {}
    for key, rows in chosen.items():
        of_articles = section.numbers[key].of_articles
        items[key] = [
            _item(about.name(row) if of_articles else about.name(docs[row]), None if of_articles else sentences[row])
            for row in rows.tolist()
        ]
    return items


def _item(name: str, sentence: str | None) -> str:
    """Return a sentence with its document below it, or a document by itself, as an item of a list."""
    return (
        f"<li>{name}</li>"
        if sentence is None
        else f'<li dir="auto">{marked_html(sentence)}<br><small>{name}</small></li>'
    )
