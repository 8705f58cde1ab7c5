"""Draw the standard figures of a corpus."""

from collections.abc import Callable, Collection

import pandas as pd

from corpus_tools.analysis.actor_figures import (
    draw_actor_names,
    draw_actor_trend,
    draw_co_mentions,
    draw_mentions,
    draw_network,
    draw_pairs,
)
from corpus_tools.analysis.choices import Look
from corpus_tools.analysis.find import Findings
from corpus_tools.analysis.term_figures import draw_collocations, draw_keyness, draw_terms, draw_trend
from corpus_tools.analysis.time_figures import draw_calendar, draw_lag, draw_timeline
from corpus_tools.analysis.validated import figures_validated_by
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures import CorpusFigure
from corpus_tools.figures.sheet import add_foot_line
from corpus_tools.locale import ARABIC, Locale

FIGURES: dict[str, Callable[[Corpus, Findings, Look], CorpusFigure]] = {
    "timeline": draw_timeline,
    "calendar": draw_calendar,
    "lag": draw_lag,
    "terms": draw_terms,
    "mentions": draw_mentions,
    "co_mentions": draw_co_mentions,
    "network": draw_network,
    "pairs": draw_pairs,
    "trend": draw_trend,
    "actor_trend": draw_actor_trend,
    "keyness": draw_keyness,
    "collocations": draw_collocations,
    "actor_names": draw_actor_names,
}


class StandardFigures(dict[str, CorpusFigure]):
    """The standard figures by name; `not_drawn` says of each of the others why it was not drawn."""

    not_drawn: dict[str, str]


def draw_figures(
    corpus: Corpus,
    findings: Findings,
    *,
    locale: Locale = ARABIC,
    only: str | Collection[str] | None = None,
    top: int | None = None,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | Collection[pd.DataFrame] = (),
) -> StandardFigures:
    """Draw the standard figures of a corpus, those that it has what they need for.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    findings : Findings
        What `analyze` found in it. If it was given copies, they count once in all figures, which say so.
    locale : Locale
        The reader's language, digits and month names.
    only : str or collection of str, optional
        Names of the figures to draw: timeline, calendar, lag, terms, mentions, co_mentions, network, pairs,
        trend, actor_trend, keyness, collocations, actor_names.
    top : int, optional
        How many bars to draw; by default as many as read well.
    title : str, optional
        The title of the one figure that `only` names.
    source : str, optional
        What to name as the source at the foot.
    validation : DataFrame or collection of DataFrame, optional
        What `read_validation` made of a sample of dates, events, mentions or terms, or of several: each figure that
        stands on such a table says how precise it is.

    Returns
    -------
    StandardFigures
        From the name of each figure to the figure, ready for `save_figure`; its attribute `not_drawn` says why the
        others were not drawn.

    Raises
    ------
    NothingToDrawError
        If a figure that `only` names does not apply to this corpus.
    ValueError
        If `only` names no such figure, or the findings or a validation are of another corpus or table.

    Examples
    --------
    >>> import pandas as pd
    >>> from corpus_tools.analysis.find import analyze
    >>> corpus = Corpus(pd.DataFrame({"doc_id": ["أ"], "text": ["دعت روسيا وتركيا إلى هدنة في آذار 2017."]}))
    >>> figures = draw_figures(corpus, analyze(corpus))
    >>> list(figures)
    ['timeline', 'terms', 'mentions', 'co_mentions']
    >>> figures.not_drawn["lag"]
    'no lag to draw: it takes 20 dated sentences, and these are 1'
    """
    names = list(FIGURES) if only is None else [only] if isinstance(only, str) else list(only)
    unknown = [name for name in names if name not in FIGURES]
    if unknown:
        raise ValueError(f"there is no standard figure {unknown[0]!r}; there are {', '.join(FIGURES)}")
    if title is not None and len(names) != 1:
        raise ValueError(f"`title` is that of one figure, and these are {len(names)}; name one in `only`")
    corpus = as_corpus(corpus)
    if not findings.doc_ids.equals(corpus.doc_index):
        raise ValueError(
            f"the findings are of other documents ({len(findings.doc_ids):,}) than the corpus ({len(corpus):,}); pass "
            "what analyze found in this very corpus"
        )
    joined = len(corpus) - len(findings.independent(corpus))
    given = [validation] if isinstance(validation, pd.DataFrame) else validation
    precise: dict[str, pd.DataFrame] = {}
    for one in given:
        for name in figures_validated_by(one, corpus, findings):
            if name in precise:
                raise ValueError(f"`validation` holds two samples that the figure {name} stands on; give one of them")
            precise[name] = one
    look: Look = {"locale": locale, "source": source} | ({} if top is None else {"top": top})
    if title is not None:
        look["title"] = title
    figures, figures.not_drawn = StandardFigures(), {}
    for name in names:
        try:
            figure = FIGURES[name](corpus, findings, look | {"validation": precise.get(name)})
        except NothingToDrawError as error:
            if only is not None:
                raise
            figures.not_drawn[name] = str(error)
            continue
        figure.function = f"corpus_tools.figures.plot_{name}"
        asked = {"lang": locale.lang, "digits": locale.digits, "months": locale.months, "top": top}
        asked |= {} if locale.gloss == "none" else {"gloss": locale.gloss}
        asked |= {"copies_left_out": None if findings.copies is None else joined}
        figure.choices = asked | figure.choices
        if left_out := figure.choices["copies_left_out"]:
            add_foot_line(figure, locale.text("copies", copies=locale.counted(left_out, "copy")))
        figures[name] = figure
    return figures
