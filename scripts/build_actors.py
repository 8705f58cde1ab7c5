"""Pack the registry of actors that ships, `data/actors/*.yaml`, and its compiled names, after checking it."""

from pathlib import Path

import numpy as np

from corpus_tools import load_actors
from corpus_tools.actors.registry.compiled_names import compile_names
from corpus_tools.actors.registry.files import pack, parse_files, read_files
from corpus_tools.actors.registry.shipped_names import pack_names

DATA = Path(__file__).parents[1] / "src" / "corpus_tools" / "data"

if __name__ == "__main__":
    registry = load_actors(DATA / "actors")
    entries, _ = parse_files(read_files(DATA / "actors")[0])
    (DATA / "actors.json").write_text(pack(entries), encoding="utf-8")
    np.savez_compressed(DATA / "actor_names.npz", allow_pickle=False, **pack_names(compile_names(entries)))
    print(f"{len(registry)} actors, {len(registry.names)} names → {DATA / 'actors.json'}")
