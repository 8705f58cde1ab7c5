"""The standard figures of words."""

from typing import TYPE_CHECKING

from corpus_tools.analysis.choices import Look, content_terms, trend_period
from corpus_tools.analysis.comparison import FEWEST_ARTICLES, find_comparison
from corpus_tools.analysis.find import Findings
from corpus_tools.copies import swap_counts
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
from corpus_tools.tables import counting_of
from corpus_tools.terms.collocations import collocations
from corpus_tools.terms.dictionaries import dictionary_counts
from corpus_tools.terms.keyness import keyness
from corpus_tools.terms.occurrences import count_term_tokens
from corpus_tools.terms.trends import term_trend
from corpus_tools.words.stop_words import load_stop_words

if TYPE_CHECKING:
    from corpus_tools.locale import Locale

_TERMS = 6  # followed over time
_HOLDING = 3  # articles of a side that must have a term before it is said to set the side apart
_MEETINGS = 5  # of a word and its node


def draw_terms(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw the words or themes that were chosen, or the most frequent words that are no function or news words."""
    if (dictionary := findings.choices.dictionary) is not None:
        asked: Look = {} if findings.choices.is_of_themes else {"title": look["locale"].text("terms_asked_title")}
        return plot_terms(dictionary_counts(corpus, dictionary, copies=findings.copies), corpus, **asked | look)
    corpus = findings.with_names_joined(corpus)
    return plot_terms(content_terms(corpus, findings.stop_words, copies=findings.copies), corpus, **look)


def draw_trend(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw how the use of the chosen words or themes, or of the most frequent words, changes."""
    by = trend_period(findings.independent(corpus))
    if (dictionary := findings.choices.dictionary) is not None:
        return plot_trend(term_trend(corpus, dictionary, by=by, copies=findings.copies), corpus, **look)
    corpus = findings.with_names_joined(corpus)
    terms = content_terms(corpus, findings.stop_words, copies=findings.copies).head(look.get("top", _TERMS))
    if terms.empty:
        raise NothingToDrawError("no trend to draw: the corpus has no word that is counted")
    trend = term_trend(corpus, terms["term"].tolist(), by=by, copies=findings.copies)
    return plot_trend(trend.assign(label=trend["term"].map(terms.set_index("term")["label"])), corpus, **look)


def draw_keyness(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw which words set the chosen parts, two sources, or the later articles and the earlier ones, apart."""
    locale: Locale = look["locale"]
    compared = find_comparison(corpus, locale, findings.choices.compare)
    if compared is None:
        raise NothingToDrawError(
            "nothing to compare: it takes two sources or halves of the time of publication with "
            f"{FEWEST_ARTICLES} articles each"
        )
    corpus = findings.with_names_joined(corpus, by_actor=False)  # sources differ in what they call an actor
    sides = [corpus.select(side.documents) for side in (compared.target, compared.reference)]
    if not all(_has_terms(side) for side in sides):
        raise NothingToDrawError("nothing to compare: one of the two parts has no word that is counted")
    table = keyness(*sides, stop_words=findings.stop_words, copies=findings.copies)
    drawn = swap_counts(table)
    held = drawn["documents_target"].where(drawn["log_ratio"] > 0, drawn["documents_reference"])
    names = {"target": compared.target.name, "reference": compared.reference.name}
    halves: Look = {"title": locale.text("keyness_title_halves")} if compared.by == "published" else {}
    figure = plot_keyness(
        table[held >= _HOLDING],
        *sides,
        target_name=names["target"],
        reference_name=names["reference"],
        **halves | look,
    )
    figure.choices = {"compared_by": compared.by, **names}
    if findings.copies is not None:  # a story that both sides have counts in both
        figure.choices["copies_left_out"] = len(counting_of(table)["left_out"])
    return figure


def _has_terms(corpus: Corpus) -> bool:
    """Return whether a corpus, or a selection of one, has any word that is counted."""
    return any(count_term_tokens(piece).any() for piece in corpus.pieces)


def _names_by_use(corpus: Corpus, findings: Findings) -> list[str]:
    """List the names of actors, the most frequent one of the independent documents first."""
    named = findings.mentions_in(findings.independent(corpus), "kind", "alias")
    used = named.loc[named["kind"] == "name", "alias"]
    return [str(name) for name in used.value_counts(sort=False).sort_values(ascending=False, kind="stable").index]


def _node_of(corpus: Corpus, findings: Findings) -> str | None:
    """Return the name used most often, else the most frequent word; None where no word is counted."""
    terms = content_terms(corpus, findings.stop_words, copies=findings.copies)["term"].tolist()
    known = set(fold_words(terms, profile="search"))
    return next((name for name in [*_names_by_use(corpus, findings), *terms] if fold(name) in known), None)


def draw_collocations(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw the company of the first word chosen, else of the name used most often, else of the top word."""
    asked = findings.choices.dictionary
    chosen = [] if asked is None or findings.choices.is_of_themes else asked["query"].tolist()
    if not chosen:
        corpus = findings.with_names_joined(corpus)
    node = chosen[0] if chosen else _node_of(corpus, findings)
    if node is None:
        raise NothingToDrawError("no collocate to draw: the corpus has no word that is counted")
    company = collocations(corpus, node, stop_words=load_stop_words(), min_n=_MEETINGS, copies=findings.copies)
    figure = plot_collocations(company, corpus, node=node, **look)
    figure.choices = {"node": node}
    return figure
