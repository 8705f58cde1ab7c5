"""Who is mentioned: the actors of a registry, found in Arabic text behind proclitics, case, nisbas and metonyms."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.actors.alias_index import AliasIndex, Matches, find_forms, letters_to_offset
from corpus_tools.actors.candidates import Candidate, NameInfo
from corpus_tools.actors.descriptions import select_descriptions
from corpus_tools.actors.mention_context import Context, word_lists
from corpus_tools.actors.mention_rules import Document, select_metonyms, select_names
from corpus_tools.actors.registry import Registry, load_actors
from corpus_tools.actors.word_parts import split_into_parts
from corpus_tools.paragraphs import find_paragraph_starts, number_paragraph
from corpus_tools.sentences import number_sentences, split_sentences
from corpus_tools.tables import text_column, texts_of, times_of
from corpus_tools.tokens import Tokens, tokenize

KINDS = ("name", "adjective", "metonym", "description")
_KIND_OF_NAME = {
    "name": "name",
    "acronym": "name",
    "nisba": "adjective",
    "metonym": "metonym",
    "description": "description",
}


def find_mentions(
    documents: pd.DataFrame,
    actors: Registry | None = None,
    *,
    tokens: Tokens | None = None,
    sentences: pd.DataFrame | None = None,
    home: str | None = None,
    nested: bool = False,
    explain: bool = False,
) -> pd.DataFrame:
    """Find where the actors of a registry are mentioned.

    Parameters
    ----------
    documents : DataFrame
        Columns doc_id, text and, where it is known, published (it decides who held an office).
    actors : Registry, optional
        What `load_actors` read; None for the registry that ships.
    tokens : Tokens, optional
        The tokens of these documents, where they have been made already.
    sentences : DataFrame, optional
        What `split_sentences` made of these documents, where that has been done already.
    home : str, optional
        The state that the source writes from, by its actor id: there «الحكومة» alone is its own government.
    nested : bool
        Give names inside a longer name too (السوري in المرصد السوري).
    explain : bool
        Add columns that tell how each mention was found.

    Returns
    -------
    DataFrame
        One row a mention, in order of the text: doc_id, start, end (code points, half-open, without proclitics and
        `#`), surface, actor_id (missing where several actors may be meant), candidates (their ids, parted by `|`,
        missing otherwise), kind (category: name, adjective, metonym, description), alias (the name of the registry),
        rule (as written, inflected, nisba, spelling), sentence and paragraph (numbers within the document). With
        `nested`, nested (bool). With `explain`, peeled (the proclitics), folded (the word forms compared) and guard
        (what decided).

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column or holds something other than texts, or `actors` is no registry.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["وللجيش السوري قواعد قرب إدلب، وأعلنت موسكو دعمها له."]})
    >>> find_mentions(documents)[["start", "surface", "actor_id", "kind"]].values.tolist()
    [[2, 'لجيش السوري', 'SYR_ARMY', 'name'], [37, 'موسكو', 'RUS', 'metonym']]
    """
    registry = load_actors() if actors is None else actors
    if not isinstance(registry, Registry):
        raise TypeError(f"`actors` must be what load_actors() returns, not {type(registry).__name__}")
    if home is not None and home not in registry.actors.index:
        raise ValueError(
            f"`home` is {home!r}, which is no actor of the registry; give the id of a state, such as 'TUN'"
        )
    texts = texts_of(documents)
    if tokens is None:
        tokens = tokenize(documents)
    elif len(tokens.documents) != len(documents):
        raise ValueError(f"`tokens` has {len(tokens.documents)} documents and `documents` has {len(documents)} rows")
    infos, index = registry.compiled
    parts = split_into_parts(tokens, index.words, _glued_endings())
    matches = find_forms(parts, index, texts)
    context = Context(parts, texts)
    published = _published(documents)
    found: list[tuple[int, Candidate]] = []
    for doc, rows, candidates in _by_document(context, matches, index, infos):
        names, evidence = select_names(Document(context, rows, published[doc], home), candidates)
        metonyms = select_metonyms(context, candidates, names)
        descriptions = select_descriptions(context, candidates, names, evidence)
        metonyms = [m for m in metonyms if not any(described.contains(m) for described in descriptions)]
        chosen = [name for name in names if nested or not name.nested] + metonyms + descriptions
        chosen.sort(key=lambda candidate: (candidate.start, -candidate.end))
        found.extend((doc, candidate) for candidate in chosen)
    table = _tabulate(documents, context, found, nested=nested, explain=explain)
    sentences = split_sentences(documents) if sentences is None else sentences
    table.insert(9, "sentence", number_sentences(table, sentences))
    table.insert(10, "paragraph", _paragraphs(texts, found))
    return table


def _glued_endings() -> tuple[str, ...]:
    """List the function words that are found glued to a name, longest first."""
    return tuple(sorted(word_lists()["glued"], key=lambda word: (-len(word), word)))


def _published(documents: pd.DataFrame) -> list[pd.Timestamp | None]:
    """List when each document was published, without time zone, None where that is unknown."""
    return [None if pd.isna(moment) else moment for moment in times_of(documents)]


def _by_document(
    context: Context, matches: Matches, index: AliasIndex, infos: list[NameInfo]
) -> Iterator[tuple[int, range, list[Candidate]]]:
    """Give each document that something stands in, the rows of its words, and its candidates."""
    parts = context.parts
    docs = parts.doc[matches.first]
    bounds = np.flatnonzero(np.diff(docs, prepend=-1, append=-1))
    first_rows = np.searchsorted(parts.doc, docs[bounds[:-1]])
    last_rows = np.searchsorted(parts.doc, docs[bounds[:-1]], side="right")
    places = list(zip(*(column.tolist() for column in matches), strict=True))
    for low, high, first_row, last_row in zip(bounds, bounds[1:], first_rows, last_rows, strict=False):
        candidates = [
            candidate for place in places[low:high] for candidate in _candidates(context, index, infos, place)
        ]
        yield int(docs[low]), range(int(first_row), int(last_row)), candidates


def _candidates(
    context: Context, index: AliasIndex, infos: list[NameInfo], place: tuple[int, int, int, int]
) -> Iterator[Candidate]:
    """Make the candidates of one match, one a name that has this form."""
    parts = context.parts
    first, last, cut, form = place
    shift = letters_to_offset(context.surface(first), cut) if cut else 0
    for claim in range(index.first_name[form], index.first_name[form + 1]):
        yield Candidate(
            infos[index.names[claim]],
            index.rules[claim],
            first,
            last,
            int(parts.start[first]) + shift,
            int(parts.end[last]),
            context.key(first)[:cut],
        )


def _paragraphs(texts: list[str], found: list[tuple[int, Candidate]]) -> NDArray[np.int32]:
    """Give the number of the paragraph of each mention."""
    numbers = np.empty(len(found), dtype=np.int32)
    current, starts = -1, list[int]()
    for row, (doc, candidate) in enumerate(found):
        if doc != current:
            current, starts = doc, find_paragraph_starts(texts[doc])
        numbers[row] = number_paragraph(starts, candidate.start)
    return numbers


def _tabulate(
    documents: pd.DataFrame, context: Context, found: list[tuple[int, Candidate]], *, nested: bool, explain: bool
) -> pd.DataFrame:
    """Make the table of mentions."""
    doc_ids = documents["doc_id"].tolist()
    rows = [candidate for _, candidate in found]
    table = pd.DataFrame(
        {
            "doc_id": pd.Series([doc_ids[doc] for doc, _ in found], dtype=documents["doc_id"].dtype),
            "start": np.array([row.start for row in rows], dtype=np.int64),
            "end": np.array([row.end for row in rows], dtype=np.int64),
            "surface": text_column([context.texts[doc][row.start : row.end] for doc, row in found]),
            "actor_id": pd.Series([None if row.others else row.info.actor_id for row in rows], dtype="str"),
            "candidates": pd.Series(["|".join(row.others) or None for row in rows], dtype="str"),
            "kind": pd.Categorical([_KIND_OF_NAME[row.info.kind] for row in rows], categories=KINDS),
            "alias": pd.Series([row.info.alias for row in rows], dtype="str"),
            "rule": pd.Series([row.rule for row in rows], dtype="str"),
        }
    )
    if nested:
        table["nested"] = np.array([row.nested for row in rows], dtype=bool)
    if explain:
        table["peeled"] = pd.Series([row.proclitics for row in rows], dtype="str")
        table["folded"] = pd.Series(
            [" ".join(context.key(k) for k in range(row.first, row.last + 1)) for row in rows], dtype="str"
        )
        table["guard"] = pd.Series([row.reason or None for row in rows], dtype="str")
    return table
