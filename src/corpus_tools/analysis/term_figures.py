"""The standard figures of words."""

from typing import TYPE_CHECKING

from corpus_tools.analysis.choices import Look, content_terms, trend_period
from corpus_tools.analysis.comparison import FEWEST_ARTICLES, find_comparison
from corpus_tools.analysis.find import Findings
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures import (
    CorpusFigure,
    plot_collocations,
    plot_keyness,
    plot_terms,
    plot_trend,
)
from corpus_tools.script import fold, fold_words
from corpus_tools.terms.collocations import collocations
from corpus_tools.terms.keyness import keyness
from corpus_tools.terms.trends import term_trend
from corpus_tools.words.stop_words import load_stop_words

if TYPE_CHECKING:
    from corpus_tools.locale import Locale

_TERMS = 6  # followed over time
_HOLDING = 3  # articles that must have a term before it is said to set them apart: tokens of one article are no draws
_MEETINGS = 5  # of a word and its node


def draw_terms(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:  # noqa: ARG001 - as its neighbours
    """Draw the most frequent words, function words left out."""
    return plot_terms(content_terms(corpus), corpus, **look)


def draw_trend(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:  # noqa: ARG001 - as its neighbours
    """Draw how the use of the most frequent words changes."""
    by = trend_period(corpus)
    terms = content_terms(corpus).head(look.get("top", _TERMS))
    if terms.empty:
        raise NothingToDrawError("no trend to draw: the corpus has no word that is counted")
    trend = term_trend(corpus, terms["term"].tolist(), by=by)
    return plot_trend(trend.assign(label=trend["term"].map(terms.set_index("term")["label"])), corpus, **look)


def draw_keyness(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:  # noqa: ARG001 - as its neighbours
    """Draw which words set two sources, two categories or the later articles and the earlier ones apart."""
    locale: Locale = look["locale"]
    compared = find_comparison(corpus, locale)
    if compared is None:
        raise NothingToDrawError(
            "nothing to compare: it takes two sources, categories or halves of the time of publication with "
            f"{FEWEST_ARTICLES} articles each"
        )
    target, reference = (corpus.select(side.documents) for side in (compared.target, compared.reference))
    counted = [content_terms(selection) for selection in (target, reference)]
    if any(table.empty for table in counted):
        raise NothingToDrawError("nothing to compare: one of the two parts has no word that is counted")
    held = [set(table.loc[table["documents"] >= _HOLDING, "term"]) for table in counted]
    table = keyness(*counted)
    spread = [
        term in held[0 if ratio > 0 else 1] for term, ratio in zip(table["term"], table["log_ratio"], strict=True)
    ]
    figure = plot_keyness(
        table[spread],
        target,
        reference,
        target_name=compared.target.name,
        reference_name=compared.reference.name,
        title=locale.text("keyness_title_halves") if compared.by == "published" else None,
        **look,
    )
    names = {"target": compared.target.name, "reference": compared.reference.name}
    figure.choices = {"compared_by": compared.by, **names}
    return figure


def draw_collocations(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw the company of the name of one word that is used most often, or where there is none, of the top word."""
    terms = content_terms(corpus)["term"].tolist()
    mentions = findings.mentions
    names = mentions.loc[mentions["kind"] == "name", "alias"].value_counts(sort=False)
    ranked = names.sort_values(ascending=False, kind="stable").index.tolist()
    known = set(fold_words(terms, profile="search"))
    node = next((name for name in [*ranked, *terms] if fold(name) in known), None)
    if node is None:
        raise NothingToDrawError("no collocate to draw: the corpus has no word that is counted")
    company = collocations(corpus, node, stop_words=load_stop_words(), min_n=_MEETINGS)
    figure = plot_collocations(company, corpus, node=node, **look)
    figure.choices = {"node": node}
    return figure
