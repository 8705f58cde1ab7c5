"""`load_corpus`: from files to a corpus."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from corpus_tools.cleaning.clean import STEPS, CorpusStep, Step, clean
from corpus_tools.corpus import Corpus
from corpus_tools.places import unwrapped
from corpus_tools.reading.discovery import is_store
from corpus_tools.reading.read import read_corpus, require_texts

if TYPE_CHECKING:
    from distributed import Client

PathLike: TypeAlias = str | os.PathLike[str]


def load_corpus(
    path: PathLike | Iterable[PathLike],
    *,
    metadata: PathLike | pd.DataFrame | None = None,
    fields: Mapping[str, str | Sequence[str]] | None = None,
    steps: Sequence[str | Step | CorpusStep] = tuple(STEPS),
    boilerplate: PathLike | None = None,
    limits: Mapping[str, int] | None = None,
    store: PathLike | None = None,
    jobs: int = 1,
    client: "Client | None" = None,
    progress: bool | None = None,
) -> Corpus:
    """Read, clean and tokenize a corpus.

    Parameters
    ----------
    path : path or iterable of paths
        A file, a folder, a pattern or a list of these; or the store of a corpus alone, which is opened (see
        `open_corpus`). Any of them may be an address that fsspec opens, such as ``s3://bucket/articles``, with
        ``corpus-tools[remote]`` and the package for its kind, such as s3fs.
    metadata, fields, limits
        See `read_corpus`.
    steps : sequence of str, Step or CorpusStep
        What `clean` does; an empty one leaves the texts as they are.
    boilerplate : path, optional
        Which recurring lines stay and what goes as well; see `clean`.
    store : path, optional
        A folder or an address that keeps what is made of the files: the corpus with its lemmas, and the dates,
        mentions, quotations and copies in it. The next call reads, cleans and searches only what is new or has changed,
        by content; what depends on the whole is made again. Without a call, `open_corpus` opens it at once. It needs
        ``corpus-tools[formats]``.
    jobs : int
        How many processes make a store. The result does not depend on it.
    client : distributed.Client, optional
        The Dask cluster whose workers make a store instead. They must see the files and the store under the same paths
        or addresses, and need ``corpus-tools[dask]`` in this version.
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
        If nothing that is there could be read, an option is not known, or one of how files are read comes with a store.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "خبر.txt").write_text("هدنة  في حمص", encoding="utf-8")
    >>> load_corpus(folder).texts["text"].item()
    'هدنة في حمص'
    """
    path = unwrapped(path)
    if isinstance(path, (str, os.PathLike)) and is_store(path):
        return _open_store(
            path,
            metadata=metadata,
            fields=fields,
            steps=None if tuple(steps) == tuple(STEPS) else steps,
            boilerplate=boilerplate,
            limits=limits,
            store=store,
            client=client,
        )
    if store is not None:
        # A store knows all verbs, which take a while to import: here, and at the same time where parts are made.
        from corpus_tools.store.workers import start_loading  # noqa: PLC0415

        if client is None:
            start_loading(jobs)
        from corpus_tools.store.build import build_store  # noqa: PLC0415
        from corpus_tools.store.open_corpus import open_corpus  # noqa: PLC0415

        build_store(
            path,
            store,
            metadata=metadata,
            fields=fields,
            steps=steps,
            boilerplate=boilerplate,
            limits=limits,
            jobs=jobs,
            client=client,
            progress=progress,
        )
        return open_corpus(store)
    documents = read_corpus(path, metadata=metadata, fields=fields, limits=limits, progress=progress)
    require_texts(documents, path=path)
    texts, edits = clean(documents, steps=steps, boilerplate=boilerplate)
    return Corpus(texts, edits=edits, documents=documents)


def _open_store(path: PathLike, **options: object) -> Corpus:
    """Return the corpus of a store; options that say how files are read come too late."""
    from corpus_tools.store.open_corpus import open_corpus  # noqa: PLC0415 - as above

    given = next((name for name, value in options.items() if value is not None), None)
    if given is not None:
        raise ValueError(
            f"{os.fspath(path)!r} is the store of a corpus, and `{given}` says how one is made of files; pass it where "
            "the store is made, and open the store without it"
        )
    return open_corpus(path)
