"""Who is mentioned with whom, and whether more often than chance would have it."""

from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from corpus_tools.actors.meetings import Meetings, count_meetings
from corpus_tools.actors.registry.load import Registry
from corpus_tools.actors.relations import find_related
from corpus_tools.arrays import Bools, Ints
from corpus_tools.copies import count_copies_once, of_part
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.paragraphs import count_paragraphs
from corpus_tools.sentence_tables import place_sentences
from corpus_tools.spans import note_corpus, require_spans
from corpus_tools.statistics.association import fisher_exact
from corpus_tools.statistics.chance_meetings import (
    Strata,
    compare_meetings,
    expected_meetings,
    ratio_to_chance,
    sum_by_pair,
)
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.intervals import check_confidence, wald_log_ratio
from corpus_tools.tables import note_counting, require_columns, rows_of, sorted_codes
from corpus_tools.terms.groups import articles_in_corpus

Unit = Literal["sentence", "paragraph", "document"]
Null = Literal["article", "corpus"]

_REMARKABLE = 0.05  # the p below which it is said that two actors never meet


def co_mentions(
    corpus: Corpus | pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    within: Unit = "sentence",
    null: Null | None = None,
    parents: bool = True,
    actors: Registry | pd.DataFrame | None = None,
    copies: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Count how often two actors are mentioned together, and compare with chance.

    Chance (`null`) leaves each actor in its articles and places it at random among their sentences: of S sentences of
    an article, those of an actor are any a of them, and those of another any b. Then the two meet in a hypergeometric
    number of them, a * b / S in the mean, and ``expected`` is the sum over articles. So two actors don't pass for
    associated only because the same articles are about both.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        The corpus that was searched, or its documents.
    mentions : DataFrame
        What `find_mentions` found in it: doc_id, start, actor_id, and paragraph where pairs meet in paragraphs;
        rows without actor_id don't count.
    within : {"sentence", "paragraph", "document"}
        The unit in which two actors meet.
    null : {"article", "corpus"}, optional
        Where chance places an actor: among the units of its own articles, or anywhere in the corpus (n_a * n_b / N
        meetings are expected, N being all its units). The default is "article", and "corpus" where the unit is the
        document.
    parents : bool
        Whether to count pairs of an actor and one that it is a part of, such as a state and its leader.
    actors : Registry or DataFrame, optional
        Where `parents` is False, who is a part of whom (`parent`); by default the registry that ships.
    copies : DataFrame, optional
        What `find_duplicates` made: copies of a document count once, see Returns.
    confidence : float
        The coverage of the interval low to high.

    Returns
    -------
    DataFrame
        One row a pair, most frequent first: actor_a, actor_b (in the order of their ids), n (units that mention both),
        documents (documents with such a unit), n_a, n_b, units (of the corpus), expected, log_ratio (binary logarithm
        of n over expected), low, high, p, q. Pairs that never meet (n is 0) are there where that is remarkable: where
        chance alone has a p below 0.05. low and high are missing where the two share one article only.
        With `copies`, n and documents are of all documents, beside them stand n_independent and documents_independent,
        without the copies, and all else is of the independent documents; what stands in copies alone has no row.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column, mentions are of another corpus, or an option is not known.

    Notes
    -----
    p is two-sided, twice the smaller tail: of the sum of the hypergeometric distributions, exact up to 4,096 articles
    that two actors share, or of Fisher's exact test with ``null="corpus"``. q is p, adjusted (Benjamini and Hochberg
    1995) for all pairs that could have reached a p below 0.05, met they as often or as seldom as they can (Gilbert
    2005, "A modified false discovery rate multiple-comparisons procedure for discrete data", Applied Statistics 54),
    and 1 for the others, and missing where fewer than three articles name both: those tell of themselves alone. With
    ``null="corpus"`` it is adjusted for all pairs of actors. The interval takes articles as the
    independent draws (a ratio of sums: Cochran 1977, "Sampling techniques", 6.4); with ``null="corpus"`` it is Wald's,
    by the delta method on the multinomial of the fourfold table (Agresti 2013, 16.1), and takes units as such. The log
    ratio is the pointwise mutual information of Church and Hanks (1990), within articles. Chance takes the sentences of
    an article as alike; long ones name more actors than short ones, and that alone brings some pairs together.

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
    null = null or ("corpus" if within == "document" else "article")
    if null not in get_args(Null):
        raise ValueError(f"`null` is {null!r}; it must be one of {', '.join(get_args(Null))}")
    if null == "article" and within == "document":
        raise ValueError(
            '`null` is "article" and `within` "document": a document is one unit, and within one nothing is placed at '
            'random; use null="corpus"'
        )
    check_confidence(confidence)
    require_columns(mentions, ["doc_id", "start", "actor_id"], name="mentions")
    corpus = as_corpus(corpus)
    if copies is not None:
        how: dict[str, Any] = {"within": within, "null": null, "parents": parents, "actors": actors}
        return count_copies_once(
            lambda part: co_mentions(part, of_part(mentions, part, corpus), **how, confidence=confidence),
            corpus,
            copies=copies,
            keys=["actor_a", "actor_b"],
            counts=["n", "documents"],
            count_all=lambda whole: _count_all(whole, mentions, within, actors, parents=parents),
        )
    ids, possible, named, meetings = _find_meetings(corpus, mentions, within, actors, parents=parents)
    units = _count_units(corpus, within)
    if null == "article":
        links = _compare_within_articles(named, meetings, units, confidence)
    else:
        links = _compare_within_corpus(named, meetings, units, possible, confidence)
    links = _name_ends(links, ids)
    links = links[(links["n"] > 0) | (links["p"] < _REMARKABLE)]
    ranks = {"n": False, "expected": False, "actor_a": True, "actor_b": True}
    links = links.sort_values(list(ranks), ascending=list(ranks.values()), ignore_index=True)
    return note_counting(note_corpus(links, corpus), within=within, null=null, parents=parents)


def _find_meetings(
    corpus: Corpus,
    mentions: pd.DataFrame,
    within: Unit,
    actors: Registry | pd.DataFrame | None,
    *,
    parents: bool,
) -> tuple[pd.Index, Bools, Ints, Meetings]:
    """Return the actors, which pairs of them could meet, how many units name each, and where two meet."""
    rows = require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    number = unit_numbers(mentions, corpus, within)
    counted = mentions["actor_id"].notna().to_numpy(np.bool_) & (number >= 0)
    code, ids = sorted_codes(mentions["actor_id"][counted])
    named, meetings = count_meetings(rows[counted], number[counted], code.astype(np.int64))
    possible = np.triu(np.ones((len(ids), len(ids)), np.bool_), 1)
    if not parents:
        possible &= ~find_related(ids.tolist(), actors)
    return ids, possible, named, meetings.keep(possible[meetings.first, meetings.second])


def _name_ends(links: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Return pairs with the ids of their actors in the place of the numbers of these."""
    names = pd.Series(ids, dtype="str")
    for place, column in enumerate(("actor_a", "actor_b")):
        links.insert(place, column, names.take(links.pop(column).to_numpy(np.int64)).array)
    return links


def _count_all(
    corpus: Corpus, mentions: pd.DataFrame, within: Unit, actors: Registry | pd.DataFrame | None, *, parents: bool
) -> pd.DataFrame:
    """Count how often each pair meets, without comparing that with chance."""
    ids, _, named, meetings = _find_meetings(corpus, mentions, within, actors, parents=parents)
    return _name_ends(_tabulate(named, meetings, np.zeros(0, np.int64))[0], ids)


def unit_numbers(mentions: pd.DataFrame, corpus: Corpus, within: Unit) -> Ints:
    """Return the number, within its document, of the sentence, paragraph or text that each mention lies in."""
    if within == "document":
        return np.zeros(len(mentions), np.int64)
    if within == "sentence":
        return place_sentences(mentions, corpus).number.astype(np.int64)
    require_columns(mentions, ["paragraph"], name="mentions")
    return mentions["paragraph"].to_numpy(np.int64)


def _count_units(corpus: Corpus, within: Unit) -> Ints:
    """Count the units of each document in which actors could have met."""
    if within == "sentence":
        of_parts = ((piece, rows_of(piece.sentences["doc_id"], piece.doc_index)) for piece in corpus.pieces)
        return np.concatenate([np.bincount(rows, minlength=len(piece)) for piece, rows in of_parts])
    if within == "paragraph":
        texts = corpus.text_list
        return np.fromiter((count_paragraphs([text]) for text in texts), np.int64, len(texts))
    return articles_in_corpus(corpus).astype(np.int64)


def _tabulate(named: Ints, meetings: Meetings, units: Ints) -> tuple[pd.DataFrame, Ints]:
    """Count how often each pair meets that a document names, and number the pairs that the rows of meetings are of."""
    pairs = meetings.first * len(named) + meetings.second
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    pair = np.cumsum(np.diff(pairs, prepend=-1) != 0) - 1
    first, second = meetings.first[begins], meetings.second[begins]
    columns = {
        "actor_a": first,
        "actor_b": second,
        "n": np.bincount(pair, meetings.n, len(begins)).astype(np.int64),
        "documents": np.bincount(pair, meetings.n > 0, len(begins)).astype(np.int64),
        "documents_both": np.bincount(pair, minlength=len(begins)),
        "n_a": named[first],
        "n_b": named[second],
        "units": int(units.sum()),
    }
    return pd.DataFrame(columns), pair


def _compare_within_articles(named: Ints, meetings: Meetings, units: Ints, confidence: float) -> pd.DataFrame:
    """Compare the pairs that an article names with chance among the units of each article."""
    links, pair = _tabulate(named, meetings, units)
    strata = Strata(pair, units[meetings.doc], meetings.n_first, meetings.n_second)
    links["expected"] = sum_by_pair(expected_meetings(strata), pair)
    links["log_ratio"], links["low"], links["high"] = ratio_to_chance(meetings.n, strata, confidence=confidence)
    p, q = compare_meetings(strata, links["n"].to_numpy(), articles=links["documents_both"].to_numpy())
    return links.assign(p=p, q=q)


def _compare_within_corpus(
    named: Ints, meetings: Meetings, units: Ints, possible: Bools, confidence: float
) -> pd.DataFrame:
    """Compare the pairs that could have met with chance among all units of the corpus."""
    links, _ = _tabulate(named, meetings, units)
    others = possible.copy()
    others[links["actor_a"], links["actor_b"]] = False
    total = int(units.sum())
    # Of pairs that no document names, those are needed that should have met: none has a p below 1 - expected (Markov).
    first, second = np.nonzero(others & (np.outer(named, named) > (1 - _REMARKABLE) * total))
    strangers = pd.DataFrame({"actor_a": first, "actor_b": second, "n_a": named[first], "n_b": named[second]})
    strangers = strangers.assign(n=0, documents=0, documents_both=0, units=total)
    links = pd.concat([links, strangers[links.columns]], ignore_index=True)
    n, n_a, n_b = (links[column].to_numpy(np.float64) for column in ("n", "n_a", "n_b"))
    links["expected"] = n_a * n_b / max(total, 1)
    links["log_ratio"], links["low"], links["high"] = wald_log_ratio(n, n_a, n_b, total, confidence=confidence)
    links["p"] = fisher_exact(n, n_a, n_b, total)
    return links.assign(q=false_discovery_rates(links["p"].to_numpy(), tests=int(possible.sum())))
