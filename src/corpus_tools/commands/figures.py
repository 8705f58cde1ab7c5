"""`corpus-tools figures` and `corpus-tools verify`: from a folder of articles to the figures of a report, and back."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from corpus_tools.actors.counts import actor_frequency, naming
from corpus_tools.commands.parts import FEWEST_ARTICLES, comparison, largest
from corpus_tools.figures import (
    CorpusFigure,
    NothingToDrawError,
    plot_actor_trend,
    plot_calendar,
    plot_co_mentions,
    plot_collocations,
    plot_keyness,
    plot_lag,
    plot_mentions,
    plot_naming,
    plot_network,
    plot_terms,
    plot_timeline,
    plot_trend,
)
from corpus_tools.figures.passport import save_figure, verify_figures
from corpus_tools.figures.sheet import SEPARATOR
from corpus_tools.files import staged
from corpus_tools.locale import Locale
from corpus_tools.pipeline import Corpus, Findings, find_all, load_corpus
from corpus_tools.script import fold, fold_words
from corpus_tools.tables import PERIODS, publication_times
from corpus_tools.terms.collocations import collocations
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.terms.keyness import keyness
from corpus_tools.terms.selection import select_documents
from corpus_tools.terms.trends import FEWEST_PERIODS, term_trend
from corpus_tools.words.stop_words import load_stop_words

_LISTED = 5
_TERMS = 6  # followed over time
_LAGS = 20  # the fewest that are worth a distribution
_HOLDING = 3  # articles that must have a term before it is said to set them apart: tokens of one article are no draws
_MEETINGS = 5  # of a word and its node
_BEYOND_CHANCE = 10.83  # G² that chance reaches once in a thousand times
_NAMINGS = 5  # of an actor, in a source or period whose choice of names is drawn
_GROUPS = 12  # the most periods that are drawn


def figures(options: argparse.Namespace) -> int:
    """Draw and write the figures that the corpus has what they need for; 1 if there is none."""
    out = Path(options.out)
    with staged(out):  # where nothing can be written, say so before the work and not after it
        pass
    corpus = load_corpus(options.corpus, metadata=options.metadata)
    findings = find_all(corpus, actors=options.actors, events=options.events)
    drawn = 0
    for name, draw in _FIGURES.items():
        try:
            figure = draw(corpus, findings, _look(options, corpus))
        except NothingToDrawError as error:
            print(f"{name:<12} not drawn: {error}")
            continue
        written = save_figure(
            figure,
            figure.rows,
            out / name,
            formats=options.format,
            evidence=corpus.trace(figure.evidence),
            documents=corpus.documents,
            function=f"corpus_tools.figures.plot_{name}",
            options=_asked(options) | figure.choices,
            title=figure.heading,
        )
        drawn += 1
        print(f"{name:<12} {', '.join(path.name for path in written)}")
    for line in (_undated(findings), _account(corpus, out, drawn)):
        print(line)
    for path, problem in zip(corpus.problems["path"][:_LISTED], corpus.problems["problem"], strict=False):
        print(f"  {path}: {problem}", file=sys.stderr)
    if len(corpus.problems) > _LISTED:
        print(f"  and {len(corpus.problems) - _LISTED:,} more; `corpus-tools check` lists them all", file=sys.stderr)
    return 0 if drawn else _nothing()


def verify(options: argparse.Namespace) -> int:
    """Compare figures with their passports; 1 if anything differs."""
    differences = verify_figures(options.directory)
    for name, problem in zip(differences["file"], differences["problem"], strict=True):
        print(f"{name}: {problem}")
    if differences.empty:
        print(f"{options.directory}: every figure and table is as its passport says")
    return 0 if differences.empty else 1


def _draw_timeline(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:
    """Draw when things happened."""
    return plot_timeline(findings.events, documents=corpus.read, **{key: look[key] for key in look if key != "top"})


def _draw_calendar(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:  # noqa: ARG001
    """Draw on which days things happened."""
    return plot_calendar(findings.events, **{key: look[key] for key in look if key != "top"})


def _draw_lag(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:  # noqa: ARG001
    """Draw how long after the events the articles came out, where there are enough of them to form a shape."""
    if len(findings.events) < _LAGS:
        raise NothingToDrawError(
            f"no lag to draw: it takes {_LAGS} dated sentences, and these are {len(findings.events)}"
        )
    return plot_lag(findings.events, **{key: look[key] for key in look if key not in ("top", "months")})


def _draw_terms(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:  # noqa: ARG001
    """Draw the most frequent words, function words left out."""
    return plot_terms(corpus.frequencies, tokens=corpus.tokens, **_without_months(look))


def _draw_mentions(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:
    """Draw who is mentioned, and where."""
    return plot_mentions(findings.mentions, findings.actors, documents=corpus.read, **_without_months(look))


def _draw_co_mentions(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:
    """Draw who is mentioned with whom."""
    return plot_co_mentions(findings.links, **_pairs(corpus, findings, look))


def _draw_network(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:
    """Draw who is mentioned with whom, in more than one article, as a network."""
    return plot_network(findings.links, **_pairs(corpus, findings, look))


def _draw_trend(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:  # noqa: ARG001
    """Draw how the use of the most frequent words changes."""
    by = _period(corpus)
    terms = corpus.frequencies.head(look.get("top", _TERMS))
    if terms.empty:
        raise NothingToDrawError("no trend to draw: the corpus has no word that is counted")
    trend = term_trend(corpus.tokens, terms["term"].tolist(), by=by).merge(terms[["term", "label"]], on="term")
    return plot_trend(trend, tokens=corpus.tokens, **look)


def _draw_actor_trend(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:
    """Draw how large a share of the articles mentions each actor, and when."""
    counted = actor_frequency(findings.mentions, corpus.read, by=_period(corpus))
    return plot_actor_trend(counted, findings.actors, mentions=findings.mentions, documents=corpus.read, **look)


def _draw_keyness(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:  # noqa: ARG001
    """Draw which words set two sources, two categories or the later articles and the earlier ones apart."""
    locale = Locale(look["lang"], look["digits"], look["months"])
    parts = comparison(corpus.tokens, locale)
    if parts is None:
        raise NothingToDrawError(
            "nothing to compare: it takes two sources, categories or halves of the time of publication with "
            f"{FEWEST_ARTICLES} articles each"
        )
    target, reference = (select_documents(corpus.tokens, part.documents) for part in (parts.target, parts.reference))
    counted = [term_frequency(tokens, stop_words=load_stop_words()) for tokens in (target, reference)]
    if any(table.empty for table in counted):
        raise NothingToDrawError("nothing to compare: one of the two parts has no word that is counted")
    held = [set(table.loc[table["documents"] >= _HOLDING, "term"]) for table in counted]
    table = keyness(*counted)
    spread = [
        term in held[0 if ratio > 0 else 1] for term, ratio in zip(table["term"], table["log_ratio"], strict=True)
    ]
    figure = plot_keyness(
        table[spread],
        target=target,
        reference=reference,
        target_name=parts.target.name,
        reference_name=parts.reference.name,
        title=locale.text("keyness_title_halves") if parts.by == "published" else None,
        **_without_months(look),
    )
    figure.choices = {"compared_by": parts.by, "target": parts.target.name, "reference": parts.reference.name}
    return figure


def _draw_collocations(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:
    """Draw the company of the name of one word that is used most often, or where there is none, of the top word."""
    terms = corpus.frequencies["term"].tolist()
    mentions = findings.mentions
    names = mentions.loc[mentions["kind"] == "name", "alias"].value_counts(sort=False)
    ranked = names.sort_values(ascending=False, kind="stable").index.tolist()
    known = set(fold_words(terms, profile="search"))
    node = next((name for name in [*ranked, *terms] if fold(name) in known), None)
    if node is None:
        raise NothingToDrawError("no collocate to draw: the corpus has no word that is counted")
    company = collocations(corpus.tokens, node, stop_words=load_stop_words(), min_n=_MEETINGS)
    company = company[company["g2"] >= _BEYOND_CHANCE]
    if company.empty:
        raise NothingToDrawError(
            f"no collocate to draw: no word stands near «{node}» {_MEETINGS} times or more and more often than chance "
            "has it"
        )
    figure = plot_collocations(company, node=node, tokens=corpus.tokens, **_without_months(look))
    figure.choices = {"node": node}
    return figure


def _draw_naming(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> CorpusFigure:
    """Draw which source, or which month or year, uses which name for the actor that is called by several."""
    by = _naming_by(corpus)
    names = naming(findings.mentions, corpus.read, by=by)
    names = names[(names["total"] >= _NAMINGS) & names[by].notna()]
    groups = names.groupby("actor_id")[by].transform("nunique")
    aliases = names.groupby("actor_id")["alias"].transform("nunique")
    names = names[(groups > 1) & (aliases > 1)]
    if names.empty:
        raise NothingToDrawError(
            f"no names to compare: no actor goes by several names and is named {_NAMINGS} times or more in two {by}s"
        )
    figure = plot_naming(names, findings.actors, by=by, mentions=findings.mentions, documents=corpus.read, **look)
    figure.choices |= {"by": by}
    return figure


def _naming_by(corpus: Corpus) -> str:
    """Choose what to compare the names by: sources where there are several, else months, or years of long corpora."""
    documents = corpus.read
    if len(largest(documents["source"])) > 1:
        return "source"
    months = publication_times(documents).dropna().dt.to_period("M").nunique()
    if months < 2:
        raise NothingToDrawError(
            f"no names to compare: it takes two sources with {FEWEST_ARTICLES} articles each, or two months"
        )
    return "month" if months <= _GROUPS else "year"


def _period(corpus: Corpus) -> Literal["month", "week", "day"]:
    """Choose the longest period that the dated articles fill enough of to follow a trend."""
    published = publication_times(corpus.read).dropna()
    periods: tuple[Literal["month", "week", "day"], ...] = ("month", "week", "day")
    for by in periods:
        number = published.dt.to_period(PERIODS[by]).nunique()
        if number >= FEWEST_PERIODS:
            return by
    raise NothingToDrawError(
        f"no trend to draw: it takes articles of {FEWEST_PERIODS} days or more, and these are of {number}"
    )


_FIGURES: dict[str, Callable[[Corpus, Findings, dict[str, Any]], CorpusFigure]] = {
    "timeline": _draw_timeline,
    "calendar": _draw_calendar,
    "lag": _draw_lag,
    "terms": _draw_terms,
    "mentions": _draw_mentions,
    "co_mentions": _draw_co_mentions,
    "network": _draw_network,
    "trend": _draw_trend,
    "actor_trend": _draw_actor_trend,
    "keyness": _draw_keyness,
    "collocations": _draw_collocations,
    "naming": _draw_naming,
}


def _pairs(corpus: Corpus, findings: Findings, look: dict[str, Any]) -> dict[str, Any]:
    """Give what the figures of pairs of actors need beside the pairs."""
    found = {"actors": findings.actors, "mentions": findings.mentions, "documents": corpus.read}
    return found | _without_months(look)


def _without_months(look: dict[str, Any]) -> dict[str, Any]:
    """Leave out the names of the months, for figures that have none."""
    return {key: value for key, value in look.items() if key != "months"}


def _look(options: argparse.Namespace, corpus: Corpus) -> dict[str, Any]:
    """Give the options that the plot functions share, with the source named as its readers do."""
    locale = Locale(options.lang, options.digits, options.months)
    source = [Path(options.corpus).name or options.corpus, locale.counted(len(corpus.read), "article")]
    look = {"lang": options.lang, "digits": options.digits, "months": options.months, "source": SEPARATOR.join(source)}
    return look if options.top is None else look | {"top": options.top}


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    """Give the options that shape a figure, for its passport."""
    return {name: getattr(options, name) for name in ("lang", "digits", "months", "top")}


def _account(corpus: Corpus, out: Path, drawn: int) -> str:
    """Say how many figures were written and how many documents were read."""
    problems = len(corpus.problems)
    return (
        f"{drawn} {'figure' if drawn == 1 else 'figures'} written to {out}; {len(corpus.read):,} documents read, "
        f"{problems:,} with a problem"
    )


def _undated(findings: Findings) -> str:
    """Say what became of the time expressions that are no event."""
    left_out = [f"{reason} {number:,}" for reason, number in findings.events.attrs["left_out"].items()]
    said = f"{len(findings.dates):,} time expressions, {len(findings.events):,} events on the timeline"
    return f"{said}; left out: {', '.join(left_out)}" if left_out else said


def _nothing() -> int:
    """Say that nothing could be drawn."""
    print("corpus-tools: no figure could be drawn from this corpus", file=sys.stderr)
    return 1
