"""By how many days the dates of publication of a source are off, by the weekdays that its articles name as theirs."""

from collections import Counter

import numpy as np
import pandas as pd

from corpus_tools.calendars.arithmetic import DAY
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.dates.find import find_expressions, published_moments
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.weekdays import nearest
from corpus_tools.spans import require_spans
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import require_columns

COLUMNS = ["source", "documents", "contradicting", "shift", "n", "share", "low", "high", "p"]
#: The days that a weekday can be off by: six others.
_OTHERS = 6
_SIGNIFICANT = 0.05


def publication_shifts(corpus: Corpus | pd.DataFrame, dates: pd.DataFrame) -> pd.DataFrame:
    """Estimate by how many days the dates of publication of each source are off.

    «اليوم السبت» in an article that is said to be of a Monday tells that it was written for the Saturday before.
    Articles that are posted late, or that a site gave the date of its own copy, contradict their date by the same days
    again and again; misprints by any.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text, published and, where known, source.
    dates : DataFrame
        What `find_dates` found in it.

    Returns
    -------
    DataFrame
        One row a source, in the order of the corpus: source (missing where unknown); documents (that name a day of
        theirs with its weekday: «اليوم السبت», «أمس الجمعة»), contradicting (those whose date of publication it
        contradicts), shift (Int64: the commonest number of days, from -3 to 3, by which the publication lies after the
        day of the text; missing where no number is commoner than chance), n (documents with that shift, or with the
        commonest one), share (of documents), low, high (its 95 % interval by Wilson), p (that so many of those that
        contradict agree on one of six days by chance).

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column or is of another corpus.

    Notes
    -----
    p is the binomial tail of n among the contradicting documents with a chance of 1/6, times the six days that might
    have been the commonest (Bonferroni). A shift of more than three days shows as its rest by seven.

    Examples
    --------
    >>> from corpus_tools.dates.find import find_dates
    >>> said = ["السبت", "السبت", "السبت", "السبت", "الاثنين"]
    >>> texts = pd.DataFrame({"doc_id": range(5), "text": [f"أعلن الوزير اليوم {day} القرار" for day in said]})
    >>> texts["published"] = pd.Timestamp("2017-05-22")  # a Monday
    >>> publication_shifts(texts, find_dates(texts))[["documents", "contradicting", "shift", "n"]].values.tolist()
    [[5, 4, 2, 4]]
    """
    require_columns(dates, ["doc_id", "start", "end", "surface", "rule"], name="dates")
    corpus = as_corpus(corpus)
    require_spans(dates, corpus, name="dates", made_by="find_dates")
    shifts = _shifts_of_documents(corpus, dates)
    documents = corpus.tables.known("doc_id", "source").set_index("doc_id")
    sources = documents["source"] if "source" in documents else pd.Series(None, documents.index, dtype="str")
    told = pd.DataFrame({"source": sources.reindex(list(shifts)).to_numpy(), "shift": list(shifts.values())})
    rows = [_row(name, Counter(group["shift"])) for name, group in told.groupby("source", dropna=False, sort=False)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    n, total = (table[name].to_numpy(np.int64) for name in ("n", "documents"))
    table["low"], table["high"] = wilson_interval(n, total)
    return table.astype({"source": "str", "shift": "Int64"})


def _shifts_of_documents(corpus: Corpus, dates: pd.DataFrame) -> dict[object, int]:
    """Return by how many days the publication of each document lies after the day that it names with its weekday."""
    own = dates[dates["rule"].str.contains("weekday") & dates["rule"].str.contains("shift")]
    surfaces = own["surface"].unique()
    texts = pd.DataFrame({"doc_id": surfaces, "text": surfaces})
    named = {surfaces[found.doc]: found.expression.meaning for found, _, _ in find_expressions(Corpus(texts))}
    moments = dict(
        zip(corpus.tables.doc_ids, published_moments(corpus.tables.known("doc_id", "published")), strict=True)
    )
    votes: dict[object, Counter[int]] = {}
    for doc_id, surface in zip(own["doc_id"], own["surface"], strict=True):
        date, (moment, _) = named.get(surface), moments[doc_id]
        if moment is None or not isinstance(date, Components) or date.weekday is None:
            continue
        if (step := date.steps("day")) is None:
            continue
        shift = -nearest(date.weekday, moment // DAY + step)
        votes.setdefault(doc_id, Counter())[shift] += 1
    return {doc_id: min(counts, key=lambda days: (-counts[days], abs(days))) for doc_id, counts in votes.items()}


def _row(source: object, shifts: "Counter[int]") -> tuple[object, ...]:
    """Return the row of a source from the number of documents with each shift; its interval is added later."""
    documents = shifts.total()
    contradicting = documents - shifts[0]
    others = {days: n for days, n in shifts.items() if days and n}
    if not others:
        return source, documents, 0, None, 0, 0.0, np.nan, np.nan, np.nan
    days = min(others, key=lambda day: (-others[day], abs(day), day))
    p = _chance(others[days], contradicting)
    shift = days if p < _SIGNIFICANT else None
    return source, documents, contradicting, shift, others[days], others[days] / documents, np.nan, np.nan, p


def _chance(n: int, contradicting: int) -> float:
    """Return the probability that so many of the contradicting documents agree on one of six days by chance."""
    from scipy import special  # noqa: PLC0415 - heavy, and needed only here

    return float(min(1.0, _OTHERS * special.bdtrc(n - 1, contradicting, 1 / _OTHERS)))
