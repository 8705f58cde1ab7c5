"""Who is mentioned: the actors of a registry, found in Arabic text behind proclitics, case, nisbas and metonyms."""

from functools import partial
from typing import Any

import pandas as pd

from corpus_tools.actors.matching.borne_names import drop_borne_names
from corpus_tools.actors.matching.candidates import drop_before_their_time, list_candidates
from corpus_tools.actors.matching.context import Context, word_lists
from corpus_tools.actors.matching.document_clues import CorpusClues
from corpus_tools.actors.matching.form_search import find_forms
from corpus_tools.actors.matching.mention_table import order_mentions, tabulate_mentions
from corpus_tools.actors.matching.names import accept_names, select_names
from corpus_tools.actors.matching.segmentation import segment_tokens
from corpus_tools.actors.matching.substitutes import select_substitutes
from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.paragraphs import number_paragraphs
from corpus_tools.parts import Part, map_parts
from corpus_tools.sentences import number_sentences
from corpus_tools.spans import note_corpus, note_found
from corpus_tools.tables import times_of


def find_mentions(
    corpus: Corpus | pd.DataFrame,
    actors: Registry | None = None,
    *,
    home: str | None = None,
    nested: bool = False,
    explain: bool = False,
) -> pd.DataFrame:
    """Find where the actors of a registry are mentioned.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and, where it is known, published (it decides who held an office).
    actors : Registry, optional
        What `load_actors` read; None for the registry that ships.
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
        If `corpus` is no corpus, or `actors` is no registry.

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
        raise ValueError(f"`home` is {home!r}, no actor of the registry; give the id of a state, such as 'TUN'")
    corpus = as_corpus(corpus)
    is_usual = home is None and not nested and not explain and registry.is_shipped
    found = corpus.stored("mentions") if is_usual else None
    if found is not None:
        return note_corpus(found, corpus)
    search = partial(_find_in_part, registry=registry, home=home, nested=nested, explain=explain)
    return note_found(map_parts(corpus, search), corpus)


def _signatures(texts: pd.DataFrame) -> list[frozenset[str]]:
    """Return the folded words of what a document says of its source and author: the names of its own paper."""
    columns = [texts[name].astype("str").fillna("").tolist() for name in ("source", "author") if name in texts]
    joined = [" ".join(row) for row in zip(*columns, strict=True)] if columns else [""] * len(texts)
    words = {one: frozenset(map(key, one.split())) for one in set(joined)}
    return [words[one] for one in joined]


def _find_in_part(part: Part, *, registry: Registry, home: str | None, nested: bool, explain: bool) -> pd.DataFrame:
    """Find the actors of a registry in a part of a corpus."""
    texts = part.list_texts()
    glued = tuple(sorted(word_lists()["glued"], key=lambda word: (-len(word), word)))  # longest first
    segments = segment_tokens(part.tokens, registry.compiled.alias_index.words, glued)
    context = Context(segments, texts)
    matches = find_forms(context, registry.compiled.alias_index)
    times = times_of(part.texts)
    candidates = list_candidates(context, matches, registry.compiled)
    candidates = drop_borne_names(drop_before_their_time(candidates, times.to_numpy("datetime64[us]")))
    published: Any = times.to_numpy("datetime64[us]")
    clues = CorpusClues(candidates, published.tolist(), home, _signatures(part.texts))
    accepted = accept_names(candidates, clues)
    names = select_names(candidates, clues, accepted)
    substitutes = select_substitutes(candidates, clues, accepted, names)
    mentions = order_mentions(candidates, accepted, names, substitutes, nested=nested)
    table = tabulate_mentions(part.texts, candidates, mentions, explain=explain)
    table.insert(9, "sentence", number_sentences(table, part.sentences))
    table.insert(10, "paragraph", number_paragraphs(texts, mentions.doc, mentions.start))
    if nested:
        table.insert(11, "nested", mentions.nested)
    return table
