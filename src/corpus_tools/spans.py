"""Tables of places in the texts: whether they are of the corpus that they are used with."""

from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn, Protocol, TypeVar

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.known_places import KnownPlaces, known_places
from corpus_tools.spool import cut_texts, text_lengths
from corpus_tools.tables import require_columns, require_moments, rows_of

_AT_ONCE = 1 << 16  # places that are compared with the texts together


class Texts(Protocol):
    """What a `Corpus` says of its documents."""

    @property
    def doc_index(self) -> pd.Index: ...  # noqa: D102
    @property
    def text_list(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def fingerprints(self) -> list[str]: ...  # noqa: D102
    def once(self, key: object, make: Callable[[], KnownPlaces]) -> KnownPlaces: ...  # noqa: D102


OfPart_co = TypeVar("OfPart_co", bound=Texts, covariant=True)


class TextsInParts(Texts, Protocol[OfPart_co]):
    """What a `Corpus` says of its documents and of those of its parts."""

    @property
    def pieces(self) -> Iterator[OfPart_co]: ...  # noqa: D102


def split_by_piece(
    table: pd.DataFrame | Callable[[OfPart_co], pd.DataFrame],
    corpus: TextsInParts[OfPart_co],
    *,
    name: str,
    made_by: str,
) -> Iterator[tuple[OfPart_co, pd.DataFrame]]:
    """Yield each part of a corpus with the rows of a table of places that are of it, in their order.

    That the table is of the corpus is checked first, what it has in each part is for `require_spans` there. A function
    in the place of the table is asked what it finds in each part.
    """
    if not isinstance(table, pd.DataFrame):
        yield from ((piece, table(piece)) for piece in corpus.pieces)
        return
    require_corpus(table, corpus.fingerprints, name=name, made_by=made_by)
    rows = known_places(corpus).rows_of(table, corpus.doc_index)
    if rows is None:
        rows = find_rows(table.filter(["doc_id"]), corpus, name=name, made_by=made_by)
    for piece, at in rows_by_piece(rows, corpus):
        is_all = len(at) == len(table) and not (np.diff(at) < 0).any()
        yield piece, table if is_all else table.take(at)


def rows_by_piece(rows: Ints, corpus: TextsInParts[OfPart_co]) -> Iterator[tuple[OfPart_co, Ints]]:
    """Yield each part of a corpus and which places lie in it, given the rows of their documents."""
    order = np.argsort(rows, kind="stable")
    ordered, after = rows[order], 0
    for piece in corpus.pieces:
        first, after = after, after + len(piece.doc_index)
        low, high = np.searchsorted(ordered, [first, after])
        yield piece, order[low:high]


def require_spans(table: pd.DataFrame, corpus: Texts, *, name: str, made_by: str) -> Ints:
    """Check that places are of a corpus, and return the row of the document of each.

    A table that says of which documents it was made must be made of these, or of those that they were selected from;
    see also `find_rows`. `name` is what the table is called, `made_by` the verb that makes it.
    """
    require_corpus(table, corpus.fingerprints, name=name, made_by=made_by)
    return find_rows(table, corpus, name=name, made_by=made_by)


def find_rows(table: pd.DataFrame, corpus: Texts, *, name: str, made_by: str) -> Ints:
    """Return the row of the document of each place.

    A doc_id must be known and, where the table has start, end and surface, ``text[start:end] == surface``; the error
    names the row. A table that is known to be of the corpus is not compared with its texts again.
    """
    require_columns(table, ["doc_id"], name=name)
    known = known_places(corpus).rows_of(table, corpus.doc_index)
    if known is not None:
        require_moments(table, name=name)
        return known
    rows = rows_of(table["doc_id"], corpus.doc_index)
    if (rows < 0).any():
        at = int(np.argmin(rows))
        _refuse(table, at, f"no document of the corpus has the doc_id {table['doc_id'].tolist()[at]!r}", name, made_by)
    if not {"start", "end", "surface"} <= set(table.columns):
        return rows
    require_moments(table, name=name)
    texts = corpus.text_list
    lengths = text_lengths(texts)[rows]
    starts, ends = (pd.to_numeric(table[column], errors="coerce").to_numpy(np.float64) for column in ("start", "end"))
    fits = (starts >= 0) & (starts <= ends) & (ends <= lengths)
    for low in range(0, len(rows) if fits.all() else 0, _AT_ONCE):
        some = slice(low, low + _AT_ONCE)
        found = cut_texts(texts, rows[some], starts[some].astype(np.int64), ends[some].astype(np.int64))
        surfaces = table["surface"].iloc[some].tolist()
        if found != surfaces:
            fits[some] = [one == other for one, other in zip(found, surfaces, strict=True)]
    if not fits.all():
        at = int(np.argmin(fits))
        start, end, surface, doc_id = (table[column].tolist()[at] for column in ("start", "end", "surface", "doc_id"))
        inside = 0 <= starts[at] <= ends[at] <= lengths[at]
        there = repr(texts[rows[at]][int(start) : int(end)]) if inside else f"a text of {lengths[at]:,} characters"
        said = f"the corpus has {there} at {start} to {end} of {doc_id!r}, and not {surface!r}"
        _refuse(table, at, said, name, made_by)
    known_places(corpus).note(table, rows)
    return rows


def note_corpus(table: pd.DataFrame, corpus: Texts) -> pd.DataFrame:
    """Note in the attributes of a table the documents that it was made of."""
    table.attrs["corpus"] = corpus.fingerprints[0]
    return table


def note_found(table: pd.DataFrame, corpus: Texts) -> pd.DataFrame:
    """Note that a table of places was found in this very corpus, as it is in memory now."""
    known_places(corpus).note(table)
    return note_corpus(table, corpus)


def require_corpus(table: pd.DataFrame, fingerprints: list[str], *, name: str, made_by: str) -> None:
    """Check that a table was made of one of some corpora, where it says of which."""
    require_fingerprint(table.attrs.get("corpus", fingerprints[0]), fingerprints, name=name, made_by=made_by)


def require_fingerprint(noted: str, fingerprints: list[str], *, name: str, made_by: str) -> None:
    """Check that the documents that something says it was made of are those of one of some corpora."""
    if noted not in fingerprints:
        size, own = (one.rsplit(", ", 1)[0] for one in (noted, fingerprints[0]))
        raise ValueError(
            f"`{name}` is of other documents: it was made of {size}, and the corpus has {own}; pass what {made_by} "
            "makes of this very corpus"
        )


def _refuse(table: pd.DataFrame, at: int, what: str, name: str, made_by: str) -> NoReturn:
    """Refuse a table of places for one of its rows."""
    raise ValueError(
        f"`{name}` is not of this corpus: row {at} (index {table.index[at]!r}): {what}; pass what {made_by} found in "
        "this very corpus (places in raw and in cleaned texts differ, see to_raw)"
    )
