"""Who is mentioned with whom, and whether more often than chance would have it."""

from typing import Literal, get_args

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.paragraphs import count_paragraphs
from corpus_tools.sentences import number_sentences
from corpus_tools.spans import note_corpus, require_spans
from corpus_tools.statistics.association import fisher_exact
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.intervals import check_confidence, wald_log_ratio
from corpus_tools.tables import note_counting, require_columns

Unit = Literal["sentence", "paragraph", "document"]


def co_mentions(
    corpus: Corpus | pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    within: Unit = "sentence",
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
    corpus : Corpus or DataFrame
        The corpus that was searched, or its documents; N is the number of all its sentences, paragraphs or texts.
    mentions : DataFrame
        What `find_mentions` found in it: doc_id, start, actor_id, and paragraph where pairs meet in paragraphs;
        rows without actor_id don't count.
    within : {"sentence", "paragraph", "document"}
        The unit in which two actors meet.
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
        If a table lacks a column, mentions are of another corpus, or an option is not known.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["روسيا وسوريا. سوريا وحدها. صمت."]})
    >>> mentions = pd.DataFrame({"doc_id": "أ", "start": [0, 7, 14], "end": [5, 12, 19],
    ...                          "actor_id": ["RUS", "SYR", "SYR"]})
    >>> links = co_mentions(documents, mentions)
    >>> links[["actor_a", "actor_b", "n", "documents", "units", "expected"]].round(2).values.tolist()
    [['RUS', 'SYR', 1, 1, 3, 0.67]]
    """
    if within not in get_args(Unit):
        raise ValueError(f"`within` is {within!r}; it must be one of {', '.join(get_args(Unit))}")
    check_confidence(confidence)
    require_columns(mentions, ["doc_id", "start", "actor_id"], name="mentions")
    corpus = as_corpus(corpus)
    require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    known = mentions[mentions["actor_id"].notna()]
    copied = set()
    if copies is not None:
        require_columns(copies, ["doc_id", "first_doc_id"], name="copies")
        copied = set(copies.loc[copies["doc_id"] != copies["first_doc_id"], "doc_id"])
    counted = corpus
    if copied:
        known = known[~known["doc_id"].isin(copied)]
        counted = corpus.select(~corpus.texts["doc_id"].isin(copied))
    named, docs = _named_in_units(known, unit_numbers(known, counted, within))
    links = note_corpus(_compare(named, docs, _count_units(counted, within), confidence), corpus)
    return note_counting(links, within=within, left_out=sorted(copied, key=str))


def unit_numbers(mentions: pd.DataFrame, corpus: Corpus, within: Unit) -> Ints:
    """Return the number, within its document, of the sentence, paragraph or text that each mention lies in."""
    if within == "document":
        return np.zeros(len(mentions), np.int64)
    if within == "sentence":
        return number_sentences(mentions, corpus.sentences).astype(np.int64)
    require_columns(mentions, ["paragraph"], name="mentions")
    return mentions["paragraph"].to_numpy(np.int64)


def _named_in_units(mentions: pd.DataFrame, number: Ints) -> tuple[pd.DataFrame, Ints]:
    """Return the distinct pairs of unit (a code) and actor, and the code of the document of each unit."""
    doc = pd.factorize(mentions["doc_id"])[0].astype(np.int64)
    size = int(number.max(initial=0)) + 1
    unit, keys = pd.factorize(doc * size + number)
    named = pd.DataFrame({"unit": unit, "actor_id": mentions["actor_id"].to_numpy()}).drop_duplicates()
    return named, (np.asarray(keys) // size).astype(np.int64)


def _count_units(corpus: Corpus, within: Unit) -> int:
    """Count the units in which actors could have met."""
    if within == "sentence":
        return len(corpus.sentences)
    texts = corpus.text_list
    return count_paragraphs(texts) if within == "paragraph" else sum(1 for text in texts if text.strip())


def _compare(named: pd.DataFrame, docs: Ints, units: int, confidence: float) -> pd.DataFrame:
    """Count the pairs that meet, and compare with independence."""
    per_actor = named["actor_id"].value_counts(sort=False)
    pairs = ["actor_a", "actor_b"]
    both = named.merge(named, on="unit").set_axis(["unit", *pairs], axis=1)
    both = both[both["actor_a"] < both["actor_b"]].assign(doc=lambda table: docs[table["unit"].to_numpy()])
    links = both.groupby(pairs, as_index=False).agg(n=("unit", "size"), documents=("doc", "nunique"))
    for side in "ab":
        links[f"n_{side}"] = links[f"actor_{side}"].map(per_actor).astype(np.int64)
    links["units"] = units
    n, n_a, n_b = (links[name].to_numpy(float) for name in ("n", "n_a", "n_b"))
    links["expected"] = n_a * n_b / max(units, 1)
    links["log_ratio"], links["low"], links["high"] = wald_log_ratio(n, n_a, n_b, units, confidence=confidence)
    possible = len(per_actor) * (len(per_actor) - 1) // 2
    links["q"] = false_discovery_rates(fisher_exact(n, n_a, n_b, units), tests=possible)
    return links.sort_values(["n", *pairs], ascending=[False, True, True], ignore_index=True)
