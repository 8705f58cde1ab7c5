"""The sentences of a corpus as a table."""

import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus


def split_sentences(corpus: Corpus | pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of a corpus.

    A sentence ends at a full stop, question or exclamation mark before white space (closing quotes belong to it), at
    the ``.,`` that joins paragraphs in some wire copy, and at every line break, so that a title is a sentence. The
    blank after a full stop may be missing («المدينة.وقال»).
    A dot after a single letter (د. سمير), inside a number, or beside another dot ends nothing.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text. A missing text has no sentences.

    Returns
    -------
    DataFrame
        One row a sentence, in order: doc_id, sentence (int32, counted from 0 in each document), start, end (int32,
        code points, half-open, white space at the edges left out).

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus and no table of documents.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["غادرت حافلة. هل تعود؟ قال د. سمير: لا"]})
    >>> split_sentences(documents)[["sentence", "start", "end"]].values.tolist()
    [[0, 0, 12], [1, 13, 21], [2, 22, 37]]
    """
    return as_corpus(corpus).sentences
