"""The folder of a store: what it may be made of, and what is swept out of it."""

import re
from pathlib import Path

from corpus_tools.places import PARTIAL, Place, find_below, has_file, names_in, telling
from corpus_tools.reading.discovery import STORE_MANIFEST, is_store
from corpus_tools.store.cleaned import EDGES, TEXTS
from corpus_tools.store.found import FINDERS, TOKENS
from corpus_tools.store.locks import LEASE
from corpus_tools.store.manifest import Manifest
from corpus_tools.store.records import RECORDS
from corpus_tools.store.tables import ENDING, GONE, WHOLE, DamagedTableError
from corpus_tools.store.vocabulary import MERGED

#: The folders of a store.
_FOLDERS = frozenset([RECORDS, EDGES, TEXTS, TOKENS, *FINDERS, MERGED, WHOLE])
#: How the files in them are called: after a key, a table, and a sum of their bytes.
_is_table = re.compile(rf"[0-9a-f]+\.[a-z]+\.[0-9a-f]{{8}}{re.escape(ENDING)}").fullmatch


def take_folder(folder: Place) -> None:
    """Make the folder of a store, which must be one already, or have nothing in it."""
    if has_file(folder):
        raise ValueError(f"{str(folder)!r} is a file; name a folder for the store")
    if isinstance(folder, Path) and folder.is_symlink() and not folder.exists():
        raise ValueError(f"{str(folder)!r} is a link to nothing; make the folder that it names, or name another")
    others = [name for name in names_in(folder) if not name.startswith(PARTIAL) and name != LEASE]
    if others and not is_store(folder) and not _has_tables(folder):
        raise ValueError(f"{str(folder)!r} is not empty and no store of a corpus; name another folder for the store")
    with telling(folder):
        folder.mkdir(parents=True, exist_ok=True)


def require_manifest(folder: Place) -> None:
    """Raise DamagedTableError if a store has lost its manifest, which is there before its first table."""
    if not is_store(folder) and _has_tables(folder):
        raise DamagedTableError(folder / STORE_MANIFEST, GONE)


def _has_tables(folder: Place) -> bool:
    """Return whether tables of a store are in a folder."""
    return any(_is_table(name) for above in sorted(_FOLDERS) for name, _ in find_below(folder / above))


def sweep(folder: Place, manifest: Manifest) -> None:
    """Delete the files of builds that the manifest does not name; what somebody else put there stays."""
    named = set(manifest.files())
    for inside, path in find_below(folder):
        above, _, name = inside.rpartition("/")
        is_ours = above in _FOLDERS and _is_table(name)
        if inside not in named and (is_ours or (above in {"", *_FOLDERS} and name.startswith(PARTIAL))):
            with telling(path):
                path.unlink(missing_ok=True)
