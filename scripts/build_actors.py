"""Pack the registry of actors that ships, `data/actors/*.yaml`, and the forms of its names, after checking it."""

from pathlib import Path

from corpus_tools import load_actors
from corpus_tools.actors.registry.compiled_names import make_forms
from corpus_tools.actors.registry.files import pack, parse_files, read_files
from corpus_tools.actors.registry.name_forms import pack_forms

DATA = Path(__file__).parents[1] / "src" / "corpus_tools" / "data"

if __name__ == "__main__":
    registry = load_actors(DATA / "actors")
    entries, _ = parse_files(read_files(DATA / "actors")[0])
    (DATA / "actors.json").write_text(pack(entries), encoding="utf-8")
    (DATA / "actor_forms.json").write_text(pack_forms(make_forms(entries)), encoding="utf-8")
    print(f"{len(registry)} actors, {len(registry.names)} names → {DATA / 'actors.json'}")
