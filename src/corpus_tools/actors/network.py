"""Who is mentioned with whom, and whether more often than chance would have it."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.paragraphs import count_paragraphs
from corpus_tools.sentences import number_sentences, split_sentences
from corpus_tools.statistics import check_confidence, false_discovery_rates, fisher_exact, wald_log_ratio
from corpus_tools.tables import require_columns, texts_of

Unit = Literal["sentence", "paragraph", "document"]
_UNITS = ("sentence", "paragraph", "document")


def co_mentions(
    mentions: pd.DataFrame,
    *,
    within: Unit = "sentence",
    sentences: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
    copies: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Count how often two actors are mentioned together, and compare with chance.

    Under independence, actors named in n_a and n_b of N units meet in ``expected = n_a * n_b / N`` of them.
    ``log_ratio`` is the binary logarithm of n over that (the pointwise mutual information of Church and Hanks 1990);
    its interval is Wald's, by the delta method on the multinomial of the fourfold table (Agresti 2013, 16.1); ``q`` is
    the two-sided probability of Fisher's exact test (twice the smaller tail), adjusted for all pairs of actors that
    could have met (Benjamini and Hochberg 1995).

    Parameters
    ----------
    mentions : DataFrame
        What `find_mentions` made: doc_id, actor_id, and sentence or paragraph (or start, with `sentences`). Rows
        whose actor is not known don't count.
    within : {"sentence", "paragraph", "document"}
        The unit in which two actors meet.
    sentences : DataFrame, optional
        What `split_sentences` made of the same texts: N is then the number of all sentences, and the sentence of a
        mention is looked up there.
    documents : DataFrame, optional
        The documents, doc_id and text: N is then the number of all their sentences, paragraphs or texts. With
        neither, N counts only the units that mention some actor, so that `expected` is higher.
    copies : DataFrame, optional
        What `find_duplicates` made, doc_id and first_doc_id: a document that copies another is left out.
    confidence : float
        The coverage of the interval low to high.

    Returns
    -------
    DataFrame
        One row a pair that meets, most frequent first: actor_a, actor_b (in the order of their ids), n (units that
        mention both), documents (documents with such a unit), n_a, n_b, units (N), expected, log_ratio, low, high, q.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column or an option is not known.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": ["أ", "أ", "أ", "ب"], "sentence": [0, 0, 1, 0],
    ...                          "actor_id": ["RUS", "SYR", "SYR", "UN"]})
    >>> co_mentions(mentions)[["actor_a", "actor_b", "n", "documents", "expected"]].values.tolist()
    [['RUS', 'SYR', 1, 1, 0.6666666666666666]]
    """
    if within not in _UNITS:
        raise ValueError(f"`within` is {within!r}; it must be one of {', '.join(_UNITS)}")
    check_confidence(confidence)
    require_columns(mentions, ["doc_id", "actor_id"], name="mentions")
    known = mentions[mentions["actor_id"].notna()]
    if copies is not None:
        require_columns(copies, ["doc_id", "first_doc_id"], name="copies")
        copied = frozenset(copies.loc[copies["doc_id"] != copies["first_doc_id"], "doc_id"])
        known = known[~known["doc_id"].isin(copied)]
        sentences = None if sentences is None else sentences[~sentences["doc_id"].isin(copied)]
        documents = None if documents is None else documents[~documents["doc_id"].isin(copied)]
    if within == "sentence" and sentences is None and documents is not None:
        sentences = split_sentences(documents)
    named, docs = _named_in_units(known, within, sentences)
    units = _count_units(named, within, sentences, documents)
    return _compare(named, docs, units, confidence)


def _named_in_units(
    mentions: pd.DataFrame, within: Unit, sentences: pd.DataFrame | None
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """List the distinct pairs of unit and actor (as numbers), and the document of each unit."""
    doc = pd.factorize(mentions["doc_id"])[0].astype(np.int64)
    if within == "document":
        number: NDArray[np.int64] = np.zeros(len(mentions), dtype=np.int64)
    elif within == "sentence" and sentences is not None:
        require_columns(mentions, ["doc_id", "start"], name="mentions")
        number = number_sentences(mentions, sentences).astype(np.int64)
    else:
        if within not in mentions.columns:
            raise ValueError(f"`mentions` lacks the column {within}; pass what find_mentions() returned")
        number = mentions[within].to_numpy(np.int64)
    unit, keys = pd.factorize(doc * (int(number.max(initial=0)) + 1) + number)
    docs = np.asarray(keys) // (int(number.max(initial=0)) + 1)
    named = pd.DataFrame({"unit": unit, "actor_id": mentions["actor_id"].to_numpy()}).drop_duplicates()
    return named, docs.astype(np.int64)


def _count_units(
    named: pd.DataFrame, within: Unit, sentences: pd.DataFrame | None, documents: pd.DataFrame | None
) -> int:
    """Count the units in which actors could have met."""
    if within == "sentence" and sentences is not None:
        return len(sentences)
    if documents is not None and within == "paragraph":
        return count_paragraphs(texts_of(documents))
    if documents is not None and within == "document":
        return sum(1 for text in texts_of(documents) if text.strip())
    return int(named["unit"].nunique())


def _compare(named: pd.DataFrame, docs: NDArray[np.int64], units: int, confidence: float) -> pd.DataFrame:
    """Count the pairs that meet and compare with independence."""
    per_actor = named["actor_id"].value_counts(sort=False)
    both = named.merge(named, on="unit", suffixes=("_a", "_b"))
    both = both[both["actor_id_a"] < both["actor_id_b"]].rename(
        columns={"actor_id_a": "actor_a", "actor_id_b": "actor_b"}
    )
    both["doc"] = docs[both["unit"].to_numpy()]
    pairs = ["actor_a", "actor_b"]
    links = both.groupby(pairs, as_index=False).agg(n=("unit", "size"), documents=("doc", "nunique"))
    links["n_a"] = links["actor_a"].map(per_actor).astype(np.int64)
    links["n_b"] = links["actor_b"].map(per_actor).astype(np.int64)
    links["units"] = units
    n, n_a, n_b = (links[name].to_numpy(float) for name in ("n", "n_a", "n_b"))
    links["expected"] = n_a * n_b / max(units, 1)
    links["log_ratio"], links["low"], links["high"] = wald_log_ratio(n, n_a, n_b, units, confidence=confidence)
    possible = len(per_actor) * (len(per_actor) - 1) // 2
    links["q"] = false_discovery_rates(fisher_exact(n, n_a, n_b, units), tests=possible)
    links = links.sort_values(pairs, kind="stable").sort_values("n", ascending=False, kind="stable")
    return links.reset_index(drop=True)
