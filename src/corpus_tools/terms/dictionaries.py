"""Dictionaries: themes as lists of words, patterns and phrases, and how often a corpus speaks of each.

After the dictionaries of quanteda (Benoit et al. 2018, "quanteda: An R package for the quantitative analysis of textual
data", Journal of Open Source Software 3), here over lemmas, so that a word is found with its clitics and inflections.
"""

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.copies import count_copies_once
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.entry_files import Node, read_yaml, refuse
from corpus_tools.parts import concat_parts
from corpus_tools.spans import note_corpus
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import group_column, note_counting, require_columns
from corpus_tools.terms.groups import articles_in_corpus, groups_of_corpus
from corpus_tools.terms.occurrences import Terms, count_term_tokens, spans_of_tokens
from corpus_tools.terms.queries import Query, QueryForm, find_queries, read_queries

#: A table of term, label and query (from `load_dictionary`), or the queries of each term.
Dictionary: TypeAlias = pd.DataFrame | Mapping[str, Sequence[str]]

_SHIPPED = Path(__file__).parent.parent / "data" / "dictionary.yaml"
_FIELDS = ("label", "words")
COLUMNS = ["term", "label", "query"]


def load_dictionary(path: str | PathLike[str] | None = None) -> pd.DataFrame:
    """Read a dictionary of themes from a YAML file.

    Parameters
    ----------
    path : path, optional
        A file that maps each term to its words, ``نزوح: [نازح, لاجئ, "مخيم* لاجئ"]``, or to ``label`` (what figures
        call it) and ``words``. Each is a word, a phrase or a pattern, as `concordance` takes them. By default a small
        example that ships: violence, negotiation, displacement, relief.

    Returns
    -------
    DataFrame
        One row a word, in the order of the file: term, label, query (str).

    Raises
    ------
    FileNotFoundError, ValueError
        If there is no such file, or it is no dictionary; the message names the line.

    Examples
    --------
    >>> load_dictionary()["label"].unique().tolist()
    ['العنف', 'التفاوض', 'النزوح والتهجير', 'الإغاثة']
    """
    file = _SHIPPED if path is None else Path(fspath(path))
    root = read_yaml(file)
    if not isinstance(root.value, dict) or not root.value:
        refuse(file, root.line, "a dictionary maps each term to its words, such as `نزوح: [نازح, لاجئ]`")
    rows = [row for term, entry in root.value.items() for row in _read_term(file, term, entry)]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def _read_term(file: Path, term: str, entry: Node) -> list[tuple[str, str, str]]:
    """Return the rows of one term of a file."""
    label, words = term, entry
    if isinstance(entry.value, dict):
        if unknown := sorted(set(entry.value) - set(_FIELDS)):
            refuse(file, entry.line, f"{term!r} has the field {unknown[0]!r}; known are {', '.join(_FIELDS)}")
        words = entry.value.get("words", Node(None, entry.line))
        named = entry.value.get("label", Node(term, entry.line))
        if not isinstance(named.value, str):
            refuse(file, named.line, f"the label of {term!r} must be a text")
        label = named.value
    if not isinstance(words.value, list) or not words.value:
        refuse(
            file, words.line, f"{term!r} has no list of words; write them as `[نازح, لاجئ]` or a line each with `- `"
        )
    rows = []
    for word in words.value:
        if not isinstance(word.value, str) or not word.value.strip():
            refuse(file, word.line, f"{term!r} lists something that is no word; a theme holds no other themes")
        rows.append((term, label, word.value))
    return rows


def find_themes(corpus: Corpus | pd.DataFrame, dictionary: Dictionary, *, form: QueryForm = "lemma") -> pd.DataFrame:
    """Find every place where a corpus speaks of the themes of a dictionary.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    dictionary : DataFrame or mapping
        What `load_dictionary` read, or the words of each term: ``{"نزوح": ["نازح", "لاجئ"]}``.
    form : {"lemma", "stem", "folded", "surface"}
        What must agree, as in `concordance`.

    Returns
    -------
    DataFrame
        One row a place, in the order of the corpus: term, label, query (str, by which it was found), doc_id, start, end
        (int64), surface (str). Where places overlap, only the longest counts, of equally long ones the first: «وقف
        إطلاق النار» is not «إطلاق النار». A word that several terms list is a place of each.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, or the dictionary is none or has a query without a word.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["خرق وقف إطلاق النار، وإطلاق نار على نازحين"]})
    >>> themes = {"عنف": ["إطلاق نار"], "تفاوض": ["وقف إطلاق نار"], "نزوح": ["نازح"]}
    >>> find_themes(documents, themes)[["term", "surface"]].values.tolist()
    [['تفاوض', 'وقف إطلاق النار'], ['عنف', 'وإطلاق نار'], ['نزوح', 'نازحين']]
    """
    corpus = as_corpus(corpus)
    table = as_dictionary(dictionary)
    queries = read_queries(corpus, table["query"].tolist(), form=form)
    return note_corpus(concat_parts([_find_themes_in(piece, table, queries) for piece in corpus.pieces]), corpus)


def _find_themes_in(corpus: Corpus, table: pd.DataFrame, queries: list[Query]) -> pd.DataFrame:
    """Return the places of themes in a corpus or a part of one."""
    found = _find(corpus, table, queries)
    places = spans_of_tokens(corpus.tokens, found["first"].to_numpy(), found["last"].to_numpy())
    entries = table.take(found["entry"].to_numpy()).reset_index(drop=True)
    return entries.join(places)


def dictionary_counts(
    corpus: Corpus | pd.DataFrame,
    dictionary: Dictionary,
    *,
    by: str | None = None,
    form: QueryForm = "lemma",
    copies: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Count how often a corpus, or each group of it, speaks of the themes of a dictionary.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and what `by` needs.
    dictionary, form
        As in `find_themes`.
    by : str, optional
        Count in groups: a unit of the calendar from ``"day"`` to ``"decade"`` (of published), or a column such as
        source.
    copies : DataFrame, optional
        What `find_duplicates` made: copies of a document count once, see Returns.
    confidence : float
        Of the interval.

    Returns
    -------
    DataFrame
        One row a group and term, in order of the groups, the term of most documents first: the group (period for a
        unit of the calendar, else named as `by`), term, label, n (int64, places), documents (int64, that have one),
        total (int64, documents of the group that have a text), share (float, documents over total), low, high (float,
        its interval), per_million (float, n a million terms of the group). A term without a place has n 0.
        With `copies`, n, documents and total are still of all documents, beside each stands the same (n_independent …)
        without the copies, and share, low, high and per_million are of the independent documents.

    Raises
    ------
    TypeError, ValueError
        As `find_themes`, or if the documents lack what `by` needs.

    References
    ----------
    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["نزح المدنيون، وعاد نازحون", "أمطار غزيرة"]})
    >>> counts = dictionary_counts(documents, {"نزوح": ["نزح", "نازح"], "عنف": ["قصف"]})
    >>> counts[["term", "n", "documents", "total", "share"]].values.tolist()
    [['نزوح', 2, 1, 2, 0.5], ['عنف', 0, 0, 2, 0.0]]
    """
    corpus = as_corpus(corpus)
    if copies is not None:
        return count_copies_once(
            lambda part: dictionary_counts(part, dictionary, by=by, form=form, confidence=confidence),
            corpus,
            copies=copies,
            keys=["term"] if by is None else [group_column(by), "term"],
            counts=["n", "documents", "total"],
        )
    group, groups = groups_of_corpus(corpus, by)
    counts = []
    size = first = 0
    for piece, found in find_dictionary_terms(corpus, dictionary, form=form):
        size = len(found.names)
        cell = group[found.doc + first] * size + found.term
        once = np.unique(cell * len(piece) + found.doc) // len(piece)
        counts.append([np.bincount(cells, minlength=len(groups) * size) for cells in (cell, once)])
        first += len(piece)
    n, documents = np.sum(counts, axis=0)
    total = np.bincount(group, articles_in_corpus(corpus), minlength=len(groups)).astype(np.int64).repeat(size)
    tokens = np.bincount(group, count_term_tokens(corpus), minlength=len(groups)).repeat(size)
    low, high = wilson_interval(documents, total, confidence=confidence)
    table = pd.DataFrame(
        {
            "group": np.arange(len(groups)).repeat(size),
            "term": pd.Series(found.names * len(groups), dtype="str"),
            "label": pd.Series(found.labels * len(groups), dtype="str"),
            "n": n,
            "documents": documents,
            "total": total,
            "share": documents / np.where(total > 0, total, np.nan),
            "low": low,
            "high": high,
            "per_million": 1e6 * n / np.where(tokens > 0, tokens, np.nan),
        }
    ).sort_values(["group", "documents", "n"], ascending=[True, False, False], kind="stable", ignore_index=True)
    numbers = table.pop("group").to_numpy()
    if by is not None:
        table.insert(0, group_column(by), groups.take(numbers))
    entries = as_dictionary(dictionary).to_numpy().tolist()
    return note_counting(table, form=form, by=by, confidence=confidence, dictionary=entries)


def find_dictionary_terms(corpus: Corpus, dictionary: Dictionary, *, form: QueryForm) -> Iterator[tuple[Corpus, Terms]]:
    """Yield each part of a corpus, with the places of `find_themes` in it as occurrences of terms."""
    table = as_dictionary(dictionary)
    code, names = pd.factorize(table["term"])
    labels = table.drop_duplicates("term")["label"].tolist()
    queries = read_queries(corpus, table["query"].tolist(), form=form)
    for piece in corpus.pieces:
        found = _find(piece, table, queries)
        first, last = (found[column].to_numpy(np.int64) for column in ("first", "last"))
        doc = piece.tables.token_columns("doc")[0][first]
        yield piece, Terms(doc, first, last, code[found["entry"].to_numpy()], list(names), labels)


def is_dictionary(given: object) -> bool:
    """Return whether something is a dictionary: a table with a column query, or a mapping."""
    return isinstance(given, Mapping) or (isinstance(given, pd.DataFrame) and "query" in given)


def as_dictionary(dictionary: object) -> pd.DataFrame:
    """Return a dictionary as a table of term, label and query; a mapping is made into one, anything else refused."""
    if isinstance(dictionary, pd.DataFrame):
        require_columns(dictionary, ["term", "query"], name="dictionary")
        table = dictionary.assign(label=dictionary.get("label", dictionary["term"]))
    elif isinstance(dictionary, Mapping):
        alone = next((term for term, words in dictionary.items() if isinstance(words, str)), None)
        if alone is not None:
            raise TypeError(
                f"the words of {alone!r} are one text; give a list of words, such as [{dictionary[alone]!r}]"
            )
        rows = [(term, term, word) for term, words in dictionary.items() for word in words]
        table = pd.DataFrame(rows, columns=COLUMNS)
    else:
        raise TypeError(
            f"`dictionary` is a {type(dictionary).__name__}; pass what load_dictionary read, or a mapping such as "
            "{'نزوح': ['نازح', 'لاجئ']}"
        )
    if table.empty:
        raise ValueError("`dictionary` is empty; give each term the words that count as one")
    strange = [value for column in ("term", "query") for value in table[column] if not isinstance(value, str)]
    if strange:
        raise TypeError(f"`dictionary` holds {strange[0]!r}; terms and words must be texts")
    return table[COLUMNS].reset_index(drop=True)


def _find(corpus: Corpus, table: pd.DataFrame, queries: list[Query]) -> pd.DataFrame:
    """Return the first and last token of each place and its row in the dictionary; none lies inside a longer one."""
    found = find_queries(corpus, queries)
    entry = np.repeat(np.arange(len(found)), [len(first) for first, _ in found])
    first, last = (np.concatenate([ends[side] for ends in found]) for side in (0, 1))
    places = pd.DataFrame({"first": first, "last": last, "entry": entry})
    places["term"] = pd.factorize(table["term"])[0][entry]
    # Two queries of one term may find the same words.
    places = places.drop_duplicates(["first", "last", "term"])
    places = places[_outermost(places["first"].to_numpy(np.int64), places["last"].to_numpy(np.int64))]
    return places.sort_values(["first", "last", "entry"], ignore_index=True)


def _outermost(first: Ints, last: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Return which spans of tokens are kept: the longest, of equally long ones that overlap the first.

    The same span may stand several times, and is kept or dropped as one.
    """
    kept = np.zeros(len(first), np.bool_)
    taken = np.zeros(int(last.max(initial=-1)) + 1, np.bool_)
    lengths = last - first
    for length in np.unique(lengths)[::-1].tolist():
        spans = np.unique(first[lengths == length])
        free = spans[~np.logical_or.reduce([taken[spans + k] for k in range(length + 1)])]
        chosen = []
        reached = -1
        for start in free.tolist() if length else ():
            if start > reached:
                chosen.append(start)
                reached = start + length
        starts = np.array(chosen, np.int64) if length else free
        for k in range(length + 1):
            taken[starts + k] = True
        kept |= (lengths == length) & np.isin(first, starts)
    return kept
