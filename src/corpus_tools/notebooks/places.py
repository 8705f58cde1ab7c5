"""Places in a notebook: the sentence of each with its words marked, what is claimed of it, and its document."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.data_files import load_table
from corpus_tools.display import MOST_PAGES, ShownTable, table_html
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.report.words import shown
from corpus_tools.seeded_order import seeded_order
from corpus_tools.spans import require_spans
from corpus_tools.tables import publication_times, require_columns
from corpus_tools.validation.claims import claims_of, kind_of
from corpus_tools.validation.sample import MARKS, marked_sentences

_MARKED = re.compile(f"{MARKS[0]}(.*?){MARKS[1]}", re.DOTALL)


def show_places(
    table: pd.DataFrame,
    corpus: Corpus | pd.DataFrame,
    *,
    rows: int = 10,
    seed: int = 0,
    locale: Locale = ARABIC,
    actors: Registry | pd.DataFrame | None = None,
) -> ShownTable:
    """Show a sample of places in a notebook: each with its sentence, its words marked, and what is claimed of it.

    Parameters
    ----------
    table : DataFrame
        Places: what `find_dates`, `find_mentions`, `quotations`, `timeline`, `find_themes` or `concordance` made.
    corpus : Corpus or DataFrame
        Their corpus.
    rows : int
        How many stand open; a few pages of others open one by one.
    seed : int
        Of the order: the same seed shows the same places.
    locale : Locale
        The reader's language.
    actors : Registry or DataFrame, optional
        What actors are called; by default the registry that ships.

    Returns
    -------
    ShownTable
        An object that a notebook shows as the last value of a cell; it says how many places are not shown.

    Raises
    ------
    TypeError, ValueError
        If the places are of another corpus.

    Examples
    --------
    >>> from corpus_tools.dates.find import find_dates
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["بدأت الهدنة في 20 أيار 2017."]})
    >>> print(show_places(find_dates(documents), documents).text)
    بدأت الهدنة في ⟦20 أيار 2017⟧. | تاريخ: 20 أيار 2017
    """
    require_columns(table, ["doc_id", "start", "end"], name="table")
    corpus = as_corpus(corpus)
    docs = require_spans(table, corpus, name="table", made_by="the verb that made it")
    order = seeded_order(table, seed=seed)[: rows * MOST_PAGES]
    drawn = table.iloc[order].reset_index(drop=True)
    sentences = marked_sentences(drawn, corpus) if len(drawn) else []
    claims = claims_of(drawn, kind_of(table).name, actors, locale) if len(drawn) else []
    about = About.of(corpus, locale)
    cells = zip(map(marked_html, sentences), map(escape, claims), map(about.name, docs[order].tolist()), strict=True)
    side = "right" if locale.rtl else "left"
    style = f'style="vertical-align:top;text-align:{side};line-height:1.6'
    body = [
        f'<td dir="auto" {style};min-width:20em;max-width:34em">{sentence}</td>'
        f'<td {style}">{claim}</td><td {style}">{name}</td>'
        for sentence, claim, name in cells
    ]
    names = load_table("columns")["columns"][locale.lang]
    head = [(str(names[column]), side) for column in ("sentence", "claim", "title")]
    html = table_html(head, body, rows=rows, total=len(table), rtl=locale.rtl, locale=locale)
    said = [f"{sentence} | {claim}" for sentence, claim in zip(sentences[:rows], claims[:rows], strict=True)]
    return ShownTable(html=html, text="\n".join(said))


def marked_html(sentence: str) -> str:
    """Return a sentence as HTML, with the words between its marks highlighted."""
    return _MARKED.sub(r"<mark>\1</mark>", escape(shown(sentence)))


@dataclass(frozen=True)
class About:
    """What is said of a document beside a sentence of it: its title, and the day on which it came out."""

    titles: list[Any]
    days: list[str]
    untitled: str

    @classmethod
    def of(cls, corpus: Corpus, locale: Locale) -> "About":
        """Return what is said of the documents of a corpus."""
        texts = corpus.texts
        titles = texts["title"].tolist() if "title" in texts else [None] * len(texts)
        days = ["" if pd.isna(day) else locale.day(day) for day in publication_times(texts)]
        return cls(titles, days, load_table("notebooks")["words"][locale.lang]["untitled"])

    def name(self, doc: int) -> str:
        """Return the title and the day of a document, as HTML."""
        title = self.titles[doc] if isinstance(self.titles[doc], str) and self.titles[doc].strip() else self.untitled
        return " · ".join(f"<bdi>{escape(shown(part))}</bdi>" for part in (title, self.days[doc]) if part)
