"""Find the sentence that a span of text lies in, for every span of a corpus at once."""

import numpy as np
import pandas as pd

from corpus_tools.tables import require_columns


def add_sentences(spans: pd.DataFrame, documents: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Add to each span the sentence that it begins in.

    Parameters
    ----------
    spans : DataFrame
        doc_id and start (code points), and whatever else.
    documents : DataFrame
        doc_id and text; their order is the order of the corpus.
    sentences : DataFrame
        What `split_sentences` made of them.

    Returns
    -------
    DataFrame
        The spans that lie in a sentence, in the order of the corpus, with sentence (its number in the document),
        sentence_start, sentence_end (code points) and words (what the sentence says).

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column that is needed.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["خرجت حافلة. وبقي الحي."]})
    >>> sentences = pd.DataFrame({"doc_id": ["أ", "أ"], "sentence": [0, 1], "start": [0, 12], "end": [11, 22]})
    >>> add_sentences(pd.DataFrame({"doc_id": ["أ"], "start": [17]}), documents, sentences)
      doc_id  start  sentence  sentence_start  sentence_end       words
    0      أ     17         1              12            22  وبقي الحي.
    """
    require_columns(spans, ["doc_id", "start"], name="spans")
    require_columns(documents, ["doc_id", "text"], name="documents")
    require_columns(sentences, ["doc_id", "sentence", "start", "end"], name="sentences")
    order = pd.Series(np.arange(len(documents)), index=pd.Index(documents["doc_id"]))
    known = sentences.rename(columns={"start": "sentence_start", "end": "sentence_end"})
    known = (
        known[["doc_id", "sentence", "sentence_start", "sentence_end"]]
        .drop(columns="doc_id")
        .assign(
            _doc=known["doc_id"].map(order).fillna(-1).astype(np.int64),
            _place=known["sentence_start"].astype(np.int64),
        )
    )
    placed = spans.assign(
        _doc=spans["doc_id"].map(order).fillna(-2).astype(np.int64), _place=spans["start"].astype(np.int64)
    ).sort_values(["_doc", "_place"], kind="stable", ignore_index=True)
    width = 1 + int(max(known["_place"].max(), placed["_place"].max())) if len(known) and len(placed) else 1
    starts = known["_doc"].to_numpy() * width + known["_place"].to_numpy()
    by_place = np.argsort(starts, kind="stable")
    at = (
        np.searchsorted(starts[by_place], placed["_doc"].to_numpy() * width + placed["_place"].to_numpy(), side="right")
        - 1
    )
    found = known.iloc[by_place[at[at >= 0]]].reset_index(drop=True)
    placed = placed[at >= 0].reset_index(drop=True)
    inside = (found["_doc"] == placed["_doc"]) & (placed["_place"] < found["sentence_end"])
    joined = placed.drop(columns=["_doc", "_place"]).join(found[["sentence", "sentence_start", "sentence_end"]])
    joined = pd.DataFrame(joined[inside]).reset_index(drop=True)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    bounds = zip(joined["doc_id"], joined["sentence_start"], joined["sentence_end"], strict=True)
    joined["words"] = pd.Series([texts[doc_id][start:end] for doc_id, start, end in bounds], dtype="str")
    return joined
