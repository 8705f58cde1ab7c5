"""Figures of actors: who is mentioned, by which names, where in the text, and with whom."""

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from corpus_tools.figures.bars import KIND_INKS, bars_and_places, cell_counts
from corpus_tools.figures.evidence import first_places, pair_occurrences
from corpus_tools.figures.sheet import CorpusFigure, NothingToDrawError, at_least_one
from corpus_tools.figures.triangle_matrix import stair
from corpus_tools.locale import Digits, Lang, Locale
from corpus_tools.sentences import add_sentences, split_sentences
from corpus_tools.tables import require_columns

if TYPE_CHECKING:
    from corpus_tools.actors.registry.load import Registry


def plot_mentions(
    mentions: pd.DataFrame,
    actors: "Registry | pd.DataFrame",
    *,
    documents: pd.DataFrame | None = None,
    top: int = 15,
    lang: Lang = "ar",
    digits: Digits = "western",
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw who is mentioned, how, and where in the text.

    Each actor's bar is made of its mentions by name, adjective, metonym and description. Beside it lies the text from
    its beginning to its end: each mention of a single article is a stroke; of several articles, each in parts of equal
    length laid one on the other, a part is the darker the more mentions it has.

    Parameters
    ----------
    mentions : DataFrame
        What `find_mentions` made: doc_id, start, end, surface, actor_id, kind.
    actors : Registry or DataFrame
        What `load_actors` read, or a table with actor_id (as a column or the index), name_ar and name_en.
    documents : DataFrame, optional
        doc_id and text of the documents; without it, a text is taken to end with its last mention, and the evidence
        has no sentences.
    top : int
        How many actors to draw.
    lang, digits, title, source
        As in `plot_timeline`.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (an actor each, with a column of counts for each kind and each part of the
        text) and `evidence` (its mentions).

    Raises
    ------
    NothingToDrawError
        If there is no mention to draw.
    ValueError
        If a column is missing, or an option is not known.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": ["أ"], "start": [0], "end": [5], "surface": ["روسيا"], "actor_id": ["RUS"],
    ...                          "kind": ["name"]})
    >>> actors = pd.DataFrame({"actor_id": ["RUS"], "name_ar": ["روسيا"], "name_en": ["Russia"]})
    >>> plot_mentions(mentions, actors, lang="en").rows[["label", "n", "name"]]
        label  n  name
    0  Russia  1     1
    """
    locale = Locale(lang, digits)
    require_columns(mentions, ["doc_id", "start", "end", "surface", "actor_id", "kind"], name="mentions")
    known = mentions[mentions["actor_id"].notna()]
    if known.empty:
        raise NothingToDrawError("no mention to draw: no actor of the registry is named in the corpus")
    ranked = known["actor_id"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    drawn = list(ranked.index[: at_least_one(top)])
    known = known[known["actor_id"].isin(drawn)]
    kinds = [kind for kind in [*KIND_INKS, *sorted(set(known["kind"]) - set(KIND_INKS))] if kind in set(known["kind"])]
    counts = pd.crosstab(known["actor_id"], known["kind"]).reindex(index=drawn, columns=kinds)
    counts.insert(0, "label", actor_labels(actors, drawn, lang))
    places = pd.DataFrame(
        {
            "row": known["actor_id"].map({actor: row for row, actor in enumerate(drawn)}),
            "kind": known["kind"],
            "place": known["start"] / known["doc_id"].map(_lengths(known, documents)),
            "doc_id": known["doc_id"],
        }
    )
    subtitle = locale.text("mentions_subtitle", articles=locale.articles(None if documents is None else len(documents)))
    if unclear := int(mentions["actor_id"].isna().sum()):
        subtitle += "\n" + locale.text("mentions_unclear", n=locale.number(unclear))
    figure = bars_and_places(
        counts,
        places,
        locale,
        kinds=kinds,
        title=title or locale.text("mentions_title"),
        subtitle=subtitle,
        source=source,
    )
    rows = counts.rename_axis(None, axis="columns").reset_index(names="actor_id")
    rows.insert(2, "n", rows[kinds].sum(axis=1))
    cells = cell_counts(places, len(drawn))
    parts = pd.DataFrame(cells, columns=[f"part_{number + 1}" for number in range(cells.shape[1])])
    figure.rows = rows.join(parts).reset_index(names="mark")
    figure.evidence = first_places(known.assign(mark=places["row"]), documents)
    return figure


def plot_co_mentions(
    links: pd.DataFrame,
    *,
    actors: "Registry | pd.DataFrame",
    mentions: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
    within: Literal["sentence", "paragraph", "document"] = "sentence",
    top: int = 10,
    lang: Lang = "ar",
    digits: Digits = "western",
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw who is mentioned with whom as a stair of cells, darker for more.

    Parameters
    ----------
    links : DataFrame
        What `co_mentions` made: actor_a, actor_b, n.
    actors : Registry or DataFrame
        As in `plot_mentions`.
    mentions, documents : DataFrame, optional
        The mentions that were linked and the documents that they are in: they give the evidence.
    within : {"sentence", "paragraph", "document"}
        What `links` counted.
    top : int
        How many actors to draw: those with the most links.
    lang, digits, title, source
        As in `plot_timeline`.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a pair each) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no two actors are mentioned together.
    ValueError
        If a column is missing, or an option is not known.

    Examples
    --------
    >>> links = pd.DataFrame({"actor_a": ["RUS"], "actor_b": ["SYR"], "n": [4]})
    >>> actors = pd.DataFrame({"actor_id": ["RUS", "SYR"], "name_ar": ["روسيا", "سوريا"]})
    >>> plot_co_mentions(links, actors=actors).rows[["label_a", "label_b", "n"]]
      label_a label_b  n
    0   روسيا   سوريا  4
    """
    locale = Locale(lang, digits)
    require_columns(links, ["actor_a", "actor_b", "n"], name="links")
    links = links[links["n"] > 0]
    if links.empty:
        raise NothingToDrawError(f"no pair to draw: no two actors are mentioned in one {within}")
    ends = pd.concat(
        [
            links[["actor_a", "n"]].set_axis(["actor", "n"], axis=1),
            links[["actor_b", "n"]].set_axis(["actor", "n"], axis=1),
        ]
    )
    ranked = ends.groupby("actor")["n"].sum().sort_index().sort_values(ascending=False, kind="stable")
    drawn = list(ranked.index[: max(top, 2)])
    place = {actor: number for number, actor in enumerate(drawn)}
    rows = links[links["actor_a"].isin(drawn) & links["actor_b"].isin(drawn)].copy()
    labels = actor_labels(actors, drawn, lang)
    read = None if documents is None else len(documents)
    a, b = rows["actor_a"].map(place).to_numpy(np.int64), rows["actor_b"].map(place).to_numpy(np.int64)
    cells = pd.DataFrame({"row": np.maximum(a, b), "column": np.minimum(a, b), "n": rows["n"].to_numpy()})
    figure = stair(
        labels,
        cells,
        locale,
        title=title or locale.text("co_title"),
        subtitle=locale.text(f"co_subtitle_{within}", articles=locale.articles(read)),
        source=source,
    )
    rows.insert(2, "label_a", [labels[number] for number in a])
    rows.insert(3, "label_b", [labels[number] for number in b])
    figure.rows = rows.sort_values("n", ascending=False, kind="stable", ignore_index=True).reset_index(names="mark")
    if mentions is not None and documents is not None:
        placed = add_sentences(mentions, documents, split_sentences(documents))
        figure.evidence = first_places(pair_occurrences(figure.rows, placed))
    return figure


def actor_labels(actors: "Registry | pd.DataFrame", wanted: list[str], lang: Lang) -> list[str]:
    """Name actors in the reader's language, by their id where the registry has no name."""
    table = actors if isinstance(actors, pd.DataFrame) else actors.actors
    if "actor_id" in table:
        table = table.set_index("actor_id")
    require_columns(table, [f"name_{lang}"], name="actors")
    names = table[f"name_{lang}"].to_dict()
    return [str(names[actor]) if isinstance(names.get(actor), str) else str(actor) for actor in wanted]


def _lengths(mentions: pd.DataFrame, documents: pd.DataFrame | None) -> dict[Any, int]:
    """Measure each text, in code points; where there are no texts, up to the end of the last mention."""
    if documents is None:
        return mentions.groupby("doc_id")["end"].max().to_dict()
    require_columns(documents, ["doc_id", "text"], name="documents")
    texts = documents[documents["text"].notna()]
    return {doc_id: max(len(text), 1) for doc_id, text in zip(texts["doc_id"], texts["text"], strict=True)}
