"""Pack the registry of actors that ships, `data/actors/*.yaml`, into `data/actors.json`, after checking it."""

from pathlib import Path

from corpus_tools import load_actors
from corpus_tools.actors.registry.files import pack, parse_files, read_files

DATA = Path(__file__).parents[1] / "src" / "corpus_tools" / "data"

if __name__ == "__main__":
    registry = load_actors(DATA / "actors")
    entries, _ = parse_files(read_files(DATA / "actors")[0])
    (DATA / "actors.json").write_text(pack(entries), encoding="utf-8")
    print(f"{len(registry)} actors, {len(registry.names)} names → {DATA / 'actors.json'}")
