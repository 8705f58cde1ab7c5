"""Find the sentence that a span of text lies in, for every span of a corpus at once."""

import numpy as np
import pandas as pd

from corpus_tools.sentences import number_sentences
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
    require_columns(documents, ["doc_id", "text"], name="documents")
    row_of_document = pd.Series(np.arange(len(documents)), index=pd.Index(documents["doc_id"]))
    placed = spans.drop(columns=["sentence_start", "sentence_end", "words"], errors="ignore").assign(
        _row=spans["doc_id"].map(row_of_document).fillna(-1), sentence=number_sentences(spans, sentences)
    )
    placed = placed[(placed["sentence"] >= 0) & (placed["_row"] >= 0)].sort_values(["_row", "start"], kind="stable")
    bounds = sentences.rename(columns={"start": "sentence_start", "end": "sentence_end"})
    keys = ["doc_id", "sentence"]
    joined = placed.drop(columns="_row").merge(bounds[[*keys, "sentence_start", "sentence_end"]], on=keys, how="left")
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    slices = list(zip(joined["doc_id"], joined["sentence_start"], joined["sentence_end"], strict=True))
    # Spans of one sentence share its words: a sentence may be a whole document and hold ten thousand of them.
    words = {(doc_id, start, end): texts[doc_id][start:end] for doc_id, start, end in dict.fromkeys(slices)}
    joined["words"] = pd.Series([words[place] for place in slices], dtype=object)
    return joined
