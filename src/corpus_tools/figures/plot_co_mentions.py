"""Draw who is mentioned with whom as a triangle matrix."""

from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.actors.relations import find_related
from corpus_tools.copies import counted_part, swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.figures.evidence import add_pair_evidence
from corpus_tools.figures.pairs import ends_of
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.figures.triangle_matrix import triangle_matrix
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.spans import require_corpus
from corpus_tools.tables import counting_of, require_columns


def plot_co_mentions(
    links: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    actors: Registry | pd.DataFrame | None = None,
    *,
    mentions: pd.DataFrame | None = None,
    top: int = 10,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw who is mentioned with whom as a triangle matrix, whose cells are darker for more.

    A 0 stands where two actors never meet though they should (see `co_mentions`); other cells of actors that never meet
    are empty, and there is no cell where an actor and one that it is a part of were not counted.

    Parameters
    ----------
    links : DataFrame
        What `co_mentions` made: actor_a, actor_b, n. Where it counts copies once, n_independent is drawn.
    corpus : Corpus or DataFrame, optional
        The corpus that was searched.
    actors : see `plot_mentions`
    mentions : DataFrame, optional
        The mentions that were linked; with the corpus, they give the evidence.
    top : int
        The most actors to draw: those with the most links.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a pair each) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no two actors are mentioned together.
    TypeError, ValueError
        If a column is missing, an option is not known, or the numbers are not those of the corpus.

    Examples
    --------
    >>> links = pd.DataFrame({"actor_a": ["RUS"], "actor_b": ["SYR"], "n": [4]})
    >>> actors = pd.DataFrame({"actor_id": ["RUS", "SYR"], "name_ar": ["روسيا", "سوريا"]})
    >>> plot_co_mentions(links, actors=actors).rows[["label_a", "label_b", "n"]]
      label_a label_b  n
    0   روسيا   سوريا  4
    """
    require_columns(links, ["actor_a", "actor_b", "n"], name="links")
    counted = counting_of(links, within="sentence", parents=True)
    within = counted["within"]
    corpus, links = counted_part(links, corpus), swap_counts(links)
    if corpus is not None:
        require_corpus(links, corpus.fingerprints[:1], name="links", made_by="co_mentions")
    meeting = links[links["n"] > 0]
    if meeting.empty:
        raise NothingToDrawError(f"no pair to draw: no two actors are mentioned in one {within}")
    ranked = ends_of(meeting).groupby("actor")["n"].sum().sort_index().sort_values(ascending=False, kind="stable")
    drawn = [str(actor) for actor in ranked.index[: max(top, 2)]]
    place = {actor: number for number, actor in enumerate(drawn)}
    rows = links[links["actor_a"].isin(drawn) & links["actor_b"].isin(drawn)]
    rows = rows.sort_values("n", ascending=False, kind="stable", ignore_index=True)
    labels = actor_labels(actors, drawn, locale.lang)
    a, b = rows["actor_a"].map(place).to_numpy(np.int64), rows["actor_b"].map(place).to_numpy(np.int64)
    cells = pd.DataFrame({"row": np.maximum(a, b), "column": np.minimum(a, b), "n": rows["n"].to_numpy()})
    heading = Heading(title or locale.text("co_title"), _subtitle(rows, counted, corpus, locale), source, validation)
    uncounted = None if counted["parents"] else find_related(drawn, actors)
    figure = triangle_matrix(labels, cells, locale, heading, without=uncounted)
    rows.insert(2, "label_a", [labels[number] for number in a])
    rows.insert(3, "label_b", [labels[number] for number in b])
    figure.rows = rows.reset_index(names="mark")
    if mentions is not None and corpus is not None:
        add_pair_evidence(figure, links, mentions, corpus)
    figure.rows = swap_counts(figure.rows)
    return figure


def _subtitle(rows: pd.DataFrame, counted: dict[str, Any], corpus: Corpus | None, locale: Locale) -> str:
    """Return a text that explains the cells."""
    read = None if corpus is None else corpus.n_articles
    lines = [locale.text(f"co_subtitle_{counted['within']}", articles=locale.articles(read))]
    if (rows["n"] == 0).any():
        lines.append(locale.text("co_never"))
    if not counted["parents"]:
        lines.append(locale.text("co_parents"))
    return "\n".join(lines)
