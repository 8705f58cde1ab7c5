"""`open_corpus`: a corpus from its store, without reading, cleaning or tokenizing anything."""

import os

from corpus_tools.corpus import Corpus
from corpus_tools.places import given_place
from corpus_tools.store.cleaned import TEXTS
from corpus_tools.store.found import TOKENS
from corpus_tools.store.manifest import read_manifest
from corpus_tools.store.records import RECORDS
from corpus_tools.store.rules import rules_of
from corpus_tools.store.stored_tables import MODULES, StoredTables

_MADE_BY = {RECORDS: "reading", TEXTS: "cleaning", TOKENS: "finding words and sentences"}


def open_corpus(store: str | os.PathLike[str]) -> Corpus:
    """Open a corpus that was stored.

    Parameters
    ----------
    store : path
        The folder or the address that `load_corpus` with ``store=`` or the command ``corpus-tools build`` has made.

    Returns
    -------
    Corpus
        What `load_corpus` makes of the same files. Each table is read when it is first asked for; dates, mentions,
        quotations, copies and the frequencies of lemmas are there already, and the verbs with their default options
        return them.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    ValueError
        If it is no store, its first build never came to its end, or it was made by another version of corpus_tools that
        reads, cleans or tokenizes in another way.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from corpus_tools import load_corpus
    >>> folder, store = Path(mkdtemp()), Path(mkdtemp())
    >>> _ = (folder / "خبر.txt").write_text("هدنة  في حمص", encoding="utf-8")
    >>> _ = load_corpus(folder, store=store)
    >>> open_corpus(store).texts["text"].item()
    'هدنة في حمص'
    """
    folder = given_place(store)
    manifest = read_manifest(folder)
    again = "run `corpus-tools build CORPUS --store DIR` again"
    if not manifest.is_complete:
        raise ValueError(
            f"the first build of the store {str(folder)!r} never came to its end; {again}, it goes on there"
        )
    other = [what for name, what in _MADE_BY.items() if manifest.rules.get(name) != rules_of(*MODULES[name])]
    if other:
        raise ValueError(
            f"the store {str(folder)!r} was made by corpus_tools {manifest.version}, which has other rules for "
            f"{', '.join(other)}; {again}, which brings it up to date"
        )
    return Corpus.of_tables(StoredTables(folder, manifest))
