"""Who is mentioned: the actors of a registry, found in Arabic text behind proclitics, case, nisbas and metonyms."""

import numpy as np
import pandas as pd

from corpus_tools.actors.matching.candidates import list_candidates
from corpus_tools.actors.matching.context import Context, word_lists
from corpus_tools.actors.matching.document_clues import CorpusClues
from corpus_tools.actors.matching.form_search import find_forms
from corpus_tools.actors.matching.mention_table import order_mentions, tabulate_mentions
from corpus_tools.actors.matching.names import accept_names, select_names
from corpus_tools.actors.matching.segmentation import segment_tokens
from corpus_tools.actors.matching.substitutes import select_substitutes
from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.paragraphs import number_paragraphs
from corpus_tools.sentences import find_sentences, number_sentences
from corpus_tools.tables import texts_of, times_of
from corpus_tools.tokens.tokenize import Tokens, tokenize


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
        The tokens of these documents, if already made.
    sentences : DataFrame, optional
        What `split_sentences` made of these documents, if already made.
    home : str, optional
        The state that the source writes from, by its actor id: there «الحكومة» alone is its own government.
    nested : bool
        Return names inside a longer name too (السوري in المرصد السوري).
    explain : bool
        Add columns that tell how each mention was found.

    Returns
    -------
    DataFrame
        One row a mention, in order of the text: doc_id, start, end (code points, half-open, without proclitics and
        `#`), surface, actor_id (missing where several actors may be meant), candidates (their ids, separated by `|`,
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
    if tokens is None:  # of the texts as they are at hand, since taking them from a column again costs time
        tokens = tokenize(pd.DataFrame({"doc_id": np.arange(len(texts)), "text": pd.Series(texts, dtype=object)}))
    elif len(tokens.documents) != len(documents):
        raise ValueError(f"`tokens` has {len(tokens.documents)} documents and `documents` has {len(documents)} rows")
    segments = segment_tokens(tokens, registry.compiled.alias_index.words, _glued_endings())
    context = Context(segments, texts)
    matches = find_forms(segments, registry.compiled.alias_index, texts)
    candidates = list_candidates(context, matches, registry.compiled)
    corpus_clues = CorpusClues(context, candidates, _published(documents), home)
    accepted = accept_names(context, candidates, corpus_clues)
    names = select_names(context, candidates, corpus_clues, accepted)
    substitutes = select_substitutes(context, candidates, corpus_clues, accepted, names)
    mentions = order_mentions(context, candidates, accepted, names, substitutes, nested=nested)
    table = tabulate_mentions(documents, context, candidates, mentions, explain=explain)
    if sentences is None:
        numbers = find_sentences(texts).number(mentions.doc, mentions.start)
    else:
        numbers = number_sentences(table, sentences)
    table.insert(9, "sentence", numbers)
    table.insert(10, "paragraph", number_paragraphs(texts, mentions.doc, mentions.start))
    if nested:
        table.insert(11, "nested", mentions.nested)
    return table


def _glued_endings() -> tuple[str, ...]:
    """Return the function words that are found glued to a name, longest first."""
    return tuple(sorted(word_lists()["glued"], key=lambda word: (-len(word), word)))


def _published(documents: pd.DataFrame) -> list[pd.Timestamp | None]:
    """Return when each document was published, without time zone, None where that is unknown."""
    times = times_of(documents)
    return [
        None if is_missing else moment for moment, is_missing in zip(times.tolist(), times.isna().tolist(), strict=True)
    ]
