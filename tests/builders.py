"""Small corpora for tests: documents, tokens, dated expressions, mentions and events, made of a few Arabic words."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from corpus_tools import Corpus, Tokens, tokenize


def documents_of(*texts: object, published: Any = None, **columns: object) -> pd.DataFrame:
    """Make the documents «خبر 0», «خبر 1», … of texts, published at one moment or each at its own."""
    ids = [f"خبر {row}" for row in range(len(texts))]
    table = pd.DataFrame({"doc_id": ids, "text": pd.Series(texts, dtype=object)})
    if published is not None:
        moments = [published] * len(texts) if isinstance(published, str) else published
        table["published"] = pd.to_datetime(pd.Series(moments)).to_numpy()
    return table.assign(**columns)  # type: ignore[arg-type]


def tokens_of(*texts: str | None) -> Tokens:
    """Tokenize documents of texts."""
    return tokenize(documents_of(*texts))


def corpus_of(*texts: object, published: Any = None, **columns: object) -> Corpus:
    """Make a corpus of texts; see `documents_of`."""
    return Corpus(documents_of(*texts, published=published, **columns))


# doc_id, words, kind, earliest, latest, precision
Dated = tuple[str, str, str, str | None, str | None, str | None]


def dates_in(texts: Mapping[str, str], expressions: Iterable[Dated]) -> pd.DataFrame:
    """Make the table of `find_dates` of expressions, each where it first stands in the text of its document."""
    rows = []
    for doc_id, words, kind, *bounds, precision in expressions:
        start = texts[doc_id].index(words)
        rows.append((doc_id, start, start + len(words), words, kind, *bounds, precision))
    columns = ["doc_id", "start", "end", "surface", "kind", "earliest", "latest", "precision"]
    return _in_time(pd.DataFrame(rows, columns=columns))


def mentions_in(texts: Mapping[str, str], named: Iterable[tuple[str, str, str, str]]) -> pd.DataFrame:
    """Make the table of `find_mentions` of (doc_id, words, actor, kind); the same words again stand further on."""
    rows: list[tuple[Any, ...]] = []
    reached: dict[tuple[str, str], int] = {}
    for doc_id, words, actor, kind in named:
        start = texts[doc_id].index(words, reached.get((doc_id, words), 0))
        reached[doc_id, words] = start + 1
        rows.append((doc_id, start, start + len(words), words, actor, kind))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "surface", "actor_id", "kind"])


def events_of(bounds: Iterable[tuple[str | None, str | None]], **columns: object) -> pd.DataFrame:
    """Make events of one sentence that happened between two moments each."""
    table = _in_time(pd.DataFrame(bounds, columns=["earliest", "latest"]))
    sentence = {"doc_id": "خبر", "sentence": 0, "start": 0, "end": 5, "surface": "غادرت", "words": "غادرت حافلة الحي."}
    return table.assign(**{**sentence, **columns})  # type: ignore[arg-type]


def _in_time(table: pd.DataFrame) -> pd.DataFrame:
    for column in ("earliest", "latest"):
        table[column] = pd.to_datetime(table[column], format="ISO8601").astype("datetime64[us]")
    return table
