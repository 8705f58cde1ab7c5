"""The words behind a number: where each term or pair of actors occurs, in which form, in which sentence."""

import numpy as np
import pandas as pd

from corpus_tools.script import fold_words
from corpus_tools.sentences import add_sentences, split_sentences
from corpus_tools.tables import require_columns, text_column
from corpus_tools.terms.occurrences import Form, find_terms
from corpus_tools.tokens.tokenize import Tokens

EXAMPLES = 25  # places listed behind a mark that counts many

_COLUMNS = ["doc_id", "start", "end", "surface", "start_b", "end_b", "surface_b", "sentence", "words"]


def term_occurrences(tokens: Tokens, terms: list[str], *, form: Form = "lemma", ngram: int = 1) -> pd.DataFrame:
    """Find every place where some terms occur.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.
    terms : list of str
        As `term_frequency` names them.
    form, ngram
        As in `term_frequency`.

    Returns
    -------
    DataFrame
        term, doc_id, start, end (code points), surface; in the order of the corpus.

    Examples
    --------
    >>> from corpus_tools import tokenize
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["غادرت حافلة. عادت الحافلة."]})
    >>> term_occurrences(tokenize(documents), ["حافلة"])["surface"].tolist()
    ['حافلة', 'الحافلة']
    """
    found = find_terms(tokens, form=form, ngram=ngram)
    wanted = set(terms)
    numbers = [number for number, name in enumerate(found.names) if name in wanted]
    kept = np.flatnonzero(np.isin(found.term, numbers))
    texts = tokens.documents["text"].tolist()
    doc = found.doc[kept]
    start = tokens.table["start"].to_numpy()[found.first[kept]]
    end = tokens.table["end"].to_numpy()[found.last[kept]]
    spans = zip(doc.tolist(), start.tolist(), end.tolist(), strict=True)
    return pd.DataFrame(
        {
            "term": pd.Series([found.names[number] for number in found.term[kept].tolist()], dtype="str"),
            "doc_id": tokens.documents["doc_id"].to_numpy()[doc],
            "start": start,
            "end": end,
            "surface": text_column([texts[row][first:last] for row, first, last in spans]),
        }
    )


def written_forms(occurrences: pd.DataFrame) -> dict[str, list[str]]:
    """List the forms in which each term is written.

    Parameters
    ----------
    occurrences : DataFrame
        term, surface.

    Returns
    -------
    dict of str to list of str
        For each term its forms, the most frequent first and of two as frequent the shorter; vowel marks and tatweel
        left out.

    Examples
    --------
    >>> written_forms(pd.DataFrame({"term": ["حي"] * 3, "surface": ["الحي", "حيّ", "حي"]}))
    {'حي': ['حي', 'الحي']}
    """
    counted = occurrences.groupby(["term", "surface"], sort=False).size().reset_index(name="n")
    counted["surface"] = fold_words(counted["surface"].tolist(), profile="marks")
    counted = counted.groupby(["term", "surface"])["n"].sum().reset_index()
    counted["length"] = counted["surface"].str.len()
    counted = counted.sort_values(["n", "length", "surface"], ascending=[False, True, True])
    return {str(term): group["surface"].tolist() for term, group in counted.groupby("term")}


def pair_occurrences(links: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences that mention both actors of each pair.

    Parameters
    ----------
    links : DataFrame
        actor_a, actor_b.
    mentions : DataFrame
        doc_id, start, end, surface, actor_id, and the sentence and words that `add_sentences` gives, in the order of
        the corpus.

    Returns
    -------
    DataFrame
        mark (row of `links`), doc_id, start, end, surface (of the first mention of `actor_a`), start_b, end_b,
        surface_b (of the first of `actor_b`), sentence, words.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": ["أ", "أ"], "start": [0, 11], "end": [5, 17], "surface": ["دمشق", "موسكو"],
    ...                          "actor_id": ["SYR", "RUS"], "sentence": [0, 0], "words": ["دمشق ترحب بموسكو"] * 2})
    >>> links = pd.DataFrame({"actor_a": ["RUS"], "actor_b": ["SYR"]})
    >>> pair_occurrences(links, mentions)[["surface", "surface_b", "sentence"]].values.tolist()
    [['موسكو', 'دمشق', 0]]
    """
    require_columns(links, ["actor_a", "actor_b"], name="links")
    require_columns(mentions, ["doc_id", "start", "end", "surface", "actor_id", "sentence", "words"], name="mentions")
    wanted = set(links["actor_a"]) | set(links["actor_b"])
    first = mentions[mentions["actor_id"].isin(wanted)].drop_duplicates(["actor_id", "doc_id", "sentence"])
    first = first.reset_index(drop=True).rename_axis("_place").reset_index()
    by_actor = {str(actor): group for actor, group in first.groupby("actor_id", sort=False)}
    found: list[pd.DataFrame] = []
    for mark, (a, b) in enumerate(zip(links["actor_a"], links["actor_b"], strict=True)):
        if a in by_actor and b in by_actor:
            others = by_actor[b][["doc_id", "sentence", "start", "end", "surface"]]
            both = by_actor[a].merge(others, on=["doc_id", "sentence"], suffixes=("", "_b"))
            found.append(both.sort_values("_place", kind="stable").assign(mark=mark))
    columns = ["mark", *_COLUMNS]
    return pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)


def first_places(
    occurrences: pd.DataFrame, documents: pd.DataFrame | None = None, *, most: int = EXAMPLES
) -> pd.DataFrame:
    """Keep the first places of each mark, with their sentences.

    Parameters
    ----------
    occurrences : DataFrame
        mark and the columns of a span; sentence and words if they are known.
    documents : DataFrame, optional
        The texts that the spans lie in, for the sentences.
    most : int
        How many places to keep for each mark.

    Returns
    -------
    DataFrame
        mark, doc_id, start, end, surface, sentence, words, by mark.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["غادرت حافلة. عادت حافلة."]})
    >>> spans = pd.DataFrame({"mark": [0, 0], "doc_id": ["أ", "أ"], "start": [6, 18], "end": [11, 23],
    ...                       "surface": ["حافلة", "حافلة"]})
    >>> first_places(spans, documents, most=1)["words"].tolist()
    ['غادرت حافلة.']
    """
    kept = occurrences[occurrences.groupby("mark").cumcount() < most]
    if documents is not None:
        near = documents[documents["doc_id"].isin(set(kept["doc_id"]))]
        kept = add_sentences(kept, documents, split_sentences(near))
    kept = kept.sort_values("mark", kind="stable", ignore_index=True)
    return kept[["mark", *(column for column in _COLUMNS if column in kept)]]
