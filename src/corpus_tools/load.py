"""`load_corpus`: from files to a corpus."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import pandas as pd

from corpus_tools.cleaning.clean import STEPS, CorpusStep, Step, clean
from corpus_tools.corpus import Corpus
from corpus_tools.reading.read import read_corpus

PathLike: TypeAlias = str | os.PathLike[str]


def load_corpus(
    path: PathLike | Iterable[PathLike],
    *,
    metadata: PathLike | pd.DataFrame | None = None,
    fields: Mapping[str, str | Sequence[str]] | None = None,
    steps: Sequence[str | Step | CorpusStep] = tuple(STEPS),
    boilerplate: PathLike | None = None,
    limits: Mapping[str, int] | None = None,
    progress: bool | None = None,
) -> Corpus:
    """Read, clean and tokenize a corpus.

    Parameters
    ----------
    path : path or iterable of paths
        A file, a folder, a pattern or a list of these.
    metadata, fields, limits
        See `read_corpus`.
    steps : sequence of str, Step or CorpusStep
        What `clean` does; an empty one leaves the texts as they are.
    boilerplate : path, optional
        Which recurring lines stay and what goes as well; see `clean`.
    progress : bool, optional
        Whether to show a bar while files are read; by default on a terminal only.

    Returns
    -------
    Corpus
        The documents, their clean texts, tokens and sentences.

    Raises
    ------
    FileNotFoundError
        If there is nothing to read.
    TypeError, ValueError
        If nothing that is there could be read, or an option is not known.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "خبر.txt").write_text("هدنة  في حمص", encoding="utf-8")
    >>> load_corpus(folder).texts["text"].item()
    'هدنة في حمص'
    """
    documents = read_corpus(path, metadata=metadata, fields=fields, limits=limits, progress=progress)
    if documents["text"].isna().all():
        first = documents.iloc[0]
        raise ValueError(
            f"no document of {str(path)!r} could be read: {len(documents):,} with a problem, the first of them"
            f" {first['path']}: {first['problem']}"
        )
    texts, edits = clean(documents, steps=steps, boilerplate=boilerplate)
    return Corpus(texts, edits=edits, documents=documents)
