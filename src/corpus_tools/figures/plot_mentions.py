"""Draw who is mentioned, how, and where in the text."""

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.figures.bars import KIND_COLOURS, bars_and_places, cell_counts, lengths_of
from corpus_tools.figures.evidence import add_evidence
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.spans import require_spans
from corpus_tools.tables import at_least_one, require_columns


def plot_mentions(
    mentions: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    actors: Registry | pd.DataFrame | None = None,
    *,
    top: int = 15,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw who is mentioned, how, and where in the text.

    Each actor's bar consists of its mentions by name, adjective, metonym and description. Beside it lies the text from
    beginning to end: in a single article each mention is a stroke; several articles are cut into 25 parts of equal
    length each, and a part is darker the more mentions it has in all of them.

    Parameters
    ----------
    mentions : DataFrame
        What `find_mentions` made: doc_id, start, end, surface, actor_id, kind.
    corpus : Corpus or DataFrame, optional
        The corpus that was searched; without it, a text ends with its last mention and the evidence has no sentences.
    actors : Registry or DataFrame, optional
        What `load_actors` read, or a table with actor_id (as a column or the index), name_ar and name_en; by default
        the registry that ships with the package.
    top : int
        The most actors to draw.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (an actor each, with a column of counts for each kind and each part of the
        text) and `evidence` (its mentions).

    Raises
    ------
    NothingToDrawError
        If there is no mention to draw.
    TypeError, ValueError
        If a column is missing, an option is not known, or the mentions are of another corpus.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": ["أ"], "start": [0], "end": [5], "surface": ["روسيا"], "actor_id": ["RUS"],
    ...                          "kind": ["name"]})
    >>> actors = pd.DataFrame({"actor_id": ["RUS"], "name_ar": ["روسيا"], "name_en": ["Russia"]})
    >>> plot_mentions(mentions, actors=actors, locale=Locale("en")).rows[["label", "n", "name"]]
        label  n  name
    0  Russia  1     1
    """
    require_columns(mentions, ["doc_id", "start", "end", "surface", "actor_id", "kind"], name="mentions")
    if corpus is not None:
        corpus = as_corpus(corpus)
        require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    known = mentions[mentions["actor_id"].notna()]
    if known.empty:
        raise NothingToDrawError("no mention to draw: no actor of the registry is named in the corpus")
    ranked = known["actor_id"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    drawn = list(ranked.index[: at_least_one(top)])
    known = known[known["actor_id"].isin(drawn)]
    kinds = [
        kind for kind in [*KIND_COLOURS, *sorted(set(known["kind"]) - set(KIND_COLOURS))] if kind in set(known["kind"])
    ]
    counts = pd.crosstab(known["actor_id"], known["kind"]).reindex(index=drawn, columns=kinds)
    counts.insert(0, "label", actor_labels(actors, drawn, locale.lang))
    # Without texts, each ends with its last mention.
    lengths = known.groupby("doc_id")["end"].max().to_dict() if corpus is None else lengths_of(corpus)
    places = pd.DataFrame(
        {
            "row": known["actor_id"].map({actor: row for row, actor in enumerate(drawn)}),
            "kind": known["kind"],
            "place": known["start"] / known["doc_id"].map(lengths).astype("float64"),
            "doc_id": known["doc_id"],
        }
    )
    subtitle = locale.text("mentions_subtitle", articles=locale.articles(None if corpus is None else corpus.n_articles))
    if unclear := int(mentions["actor_id"].isna().sum()):
        subtitle += "\n" + locale.text("mentions_unclear", n=locale.number(unclear))
    heading = Heading(title or locale.text("mentions_title"), subtitle, source, validation)
    figure = bars_and_places(counts, places, locale, heading, kinds=kinds)
    rows = counts.rename_axis(None, axis="columns").reset_index(names="actor_id")
    rows.insert(2, "n", rows[kinds].sum(axis=1))
    cells = cell_counts(places, len(drawn))
    parts = pd.DataFrame(cells, columns=[f"part_{number + 1}" for number in range(cells.shape[1])])
    figure.rows = rows.join(parts).reset_index(names="mark")
    add_evidence(figure, known.assign(mark=places["row"]), corpus)
    return figure
