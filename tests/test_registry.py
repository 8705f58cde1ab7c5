"""The registry: what ships holds together, the researcher's own is read, and bad files are told with their lines."""

import json
from dataclasses import asdict
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from builders import documents_of

from corpus_tools import find_mentions, load_actors
from corpus_tools.actors.matching.context import word_lists
from corpus_tools.actors.registry.alias_forms import split_name
from corpus_tools.actors.registry.checks import common_words
from corpus_tools.actors.registry.compiled_names import compile_names
from corpus_tools.actors.registry.entries import KINDS, TYPES
from corpus_tools.actors.registry.files import pack, parse_files, read_files
from corpus_tools.actors.registry.shipped_names import pack_names, read_names

DATA = Path(str(resources.files("corpus_tools") / "data"))
SHIPPED = sorted((DATA / "actors").glob("*.yaml"))
GOOD = """
- id: SYR
  type: state
  name_ar: سوريا
  name_en: Syria
- id: HAY
  type: armed_group
  parent: SYR
  name_ar: لواء الحي
  name_en: Neighbourhood Brigade
  names:
    - {name: لواء الأحياء, from: 2015-03, to: 2016}
    - {name: اللواء, kind: description, used_by: itself}
"""


def write(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_registry_that_ships() -> None:
    registry = load_actors()
    assert len(registry) >= 700
    assert registry.actors["source"].notna().all()
    assert set(registry.actors["type"]) <= set(TYPES)
    assert set(registry.names["kind"]) == set(KINDS)
    assert registry.actors.loc["RUS_MIL", "state"] == "RUS"
    assert registry.actors.loc["HTS", "state"] == "SYR"
    assert registry.actors["state"].isna()["UN"]


def test_names_that_ship_are_compiled_once_and_others_apart(tmp_path: Path) -> None:
    shipped = load_actors().compiled
    assert load_actors().compiled is shipped
    more = load_actors() | load_actors(write(tmp_path, "- {id: WAER, name_ar: مجلس الوعر}"))
    assert len(more.compiled.infos) == len(shipped.infos) + 1
    assert load_actors().compiled is shipped


def test_what_ships_is_sound_and_packed() -> None:
    checked = load_actors(DATA / "actors")
    shipped = load_actors()
    assert checked.actors.drop(columns=["file", "line"]).equals(shipped.actors.drop(columns=["file", "line"]))
    assert checked.names.drop(columns=["guard", "line"]).equals(shipped.names.drop(columns=["guard", "line"]))
    entries, _ = parse_files(read_files(DATA / "actors")[0])
    assert (DATA / "actors.json").read_text(encoding="utf-8") == pack(entries), "run `python scripts/build_actors.py`"


def test_the_names_that_ship_are_compiled_as_their_entries_are() -> None:
    entries, _ = parse_files(read_files(DATA / "actors")[0])
    compiled, shipped = compile_names(entries), read_names()
    with np.load(DATA / "actor_names.npz") as file:
        stored = {name: column.tobytes() for name, column in file.items()}
    packed = {name: column.tobytes() for name, column in pack_names(compiled).items()}
    assert packed == stored, "run `python scripts/build_actors.py`"
    assert {name: column.dtype for name, column in compiled.columns._asdict().items()} == {
        name: column.dtype for name, column in shipped.columns._asdict().items()
    }
    assert (shipped.types, shipped.heads) == (compiled.types, compiled.heads)
    assert shipped.alias_index.words == compiled.alias_index.words
    read = [asdict(shipped.infos[row]) for row in range(len(shipped.infos))]
    assert read == [asdict(compiled.infos[row]) for row in range(len(compiled.infos))]


def test_a_parent_may_lie_in_another_file_and_the_file_is_told() -> None:
    files = load_actors().actors["file"].str.rsplit("/").str[-1]
    assert files["PUTIN"] == "russia_ukraine.yaml"
    assert set(files) == {path.name for path in SHIPPED}


def test_schema_lists_what_the_reader_takes() -> None:
    schema = json.loads((DATA / "actors.schema.json").read_text(encoding="utf-8"))
    entry = schema["$defs"]["entry"]["properties"]
    assert tuple(entry["type"]["enum"]) == TYPES
    assert tuple(schema["$defs"]["name"]["properties"]["kind"]["enum"]) == KINDS
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    for path in SHIPPED:
        jsonschema.validate(yaml.load(path.read_text(encoding="utf-8"), Loader=loader), schema)


def test_a_folder_of_files_is_one_registry(tmp_path: Path) -> None:
    state, group = GOOD.split("- id: HAY")
    write(tmp_path, state, "states.yaml")
    write(tmp_path, "- id: HAY" + group, "groups.yaml")
    registry = load_actors(tmp_path)
    assert registry.actors["state"].to_dict() == {"HAY": "SYR", "SYR": "SYR"}
    write(tmp_path, state, "twice.yaml")
    with pytest.raises(ValueError, match=r"twice\.yaml, line 2, entry SYR: the id stands already in .*states"):
        load_actors(tmp_path)
    (tmp_path / "none").mkdir()
    with pytest.raises(ValueError, match="no file of actors"):
        load_actors(tmp_path / "none")


def test_own_yaml(tmp_path: Path) -> None:
    registry = load_actors(write(tmp_path, GOOD))
    names = registry.names.set_index("name")
    assert names.loc["لواء الأحياء", "since"] == pd.Timestamp("2015-03-01")
    assert names.loc["لواء الأحياء", "until"] == pd.Timestamp("2016-01-01")
    assert names.loc["اللواء", "used_by"] == "itself"
    assert names.loc["لواء الحي", "line"] == 9
    documents = documents_of("دخل لواء الحي إلى سوريا، ثم خرج اللواء")
    assert find_mentions(documents, registry)["actor_id"].tolist() == ["HAY", "SYR", "HAY"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_own_csv(tmp_path: Path, delimiter: str) -> None:
    inner = "|" if delimiter == ";" else ";"
    rows = [
        ["id", "type", "name_ar", "name_en", "places", "name", "kind", "previous"],
        ["SYR", "state", "سوريا", "Syria", f"حلب{inner}حمص", "سوري", "nisba", ""],
        ["SYR", "state", "سوريا", "Syria", "", "الشام", "", f"بلاد{inner}أهل"],
    ]
    registry = load_actors(write(tmp_path, "\n".join(delimiter.join(row) for row in rows), "own.csv"))
    assert registry.actors.loc["SYR", "places"] == ("حلب", "حمص")
    assert registry.names["name"].tolist() == ["سوريا", "سوري", "الشام"]
    assert registry.names["guard"].iloc[2].previous == ("بلاد", "أهل")


@pytest.mark.parametrize(
    ("change", "line", "entry", "what"),
    [
        (("id: HAY", "id: SYR"), 6, "entry SYR", "stands already in"),
        (("parent: SYR", "parent: NOBODY"), 6, "entry HAY", "unknown parent 'NOBODY'"),
        (("type: armed_group", "type: gang"), 7, "entry HAY", "unknown type 'gang'"),
        (("from: 2015-03", "from: soon"), 12, "entry HAY", "YYYY-MM-DD"),
        (("from: 2015-03", "from: 2015-02-30"), 12, "entry HAY", "no day 2015-02-30"),
        (("from: 2015-03", "from: 2017"), 12, "entry HAY", "not before"),
        (("name: لواء الأحياء,", "name: القاعدة,"), 12, "entry HAY", "common word"),
        (("name: لواء الأحياء,", "name: سوريا,"), 12, "entry HAY", "also SYR's"),
        (("name: لواء الأحياء,", "name: ل,"), 12, "entry HAY", "one letter"),
        (("name: لواء الأحياء,", "name: '«»!',"), 12, "entry HAY", "no letter"),
        (("kind: description", "kind: nickname"), 13, "entry HAY", "unknown kind"),
        (("used_by: itself", "usedby: itself"), 13, "entry HAY", "unknown field 'usedby'"),
        (("used_by: itself", "ambiguous: {document: [NOBODY]}"), 13, "entry HAY", "unknown actor 'NOBODY'"),
        (("used_by: itself", "ambiguous: {near: []}"), 13, "entry HAY", "says nothing"),
        (("  name_ar: سوريا\n", ""), 2, "entry SYR", "`name_ar` is missing"),
        (("used_by: itself", "ambiguous: {quoted: no}"), 13, "entry HAY", "`quoted` is yes"),
        (("- id: SYR", "- !!python/name:os.system {}\n- id: SYR"), 2, "", "tags"),
        (("name_ar: سوريا", "name_ar: &a سوريا"), 4, "", "anchors"),
        (("name_ar: سوريا", "name_ar: *a"), 4, "", "anchors"),
        (("name_ar: سوريا", "name_ar: [سوريا"), 5, "", "not valid YAML"),
        (("  name_en: Syria", "  name_en: Syria\n  id: SYR"), 6, "", "stands twice"),
    ],
)  # fmt: skip
def test_problems_name_file_line_and_entry(
    tmp_path: Path, change: tuple[str, str], line: int, entry: str, what: str
) -> None:
    broken = GOOD.replace(*change, 1)
    assert broken != GOOD
    with pytest.raises(ValueError, match=r"own\.yaml, line") as caught:
        load_actors(write(tmp_path, broken))
    message = str(caught.value)
    assert f"line {line}" in message
    assert entry in message
    assert what in message


def test_parents_in_a_circle(tmp_path: Path) -> None:
    circular = GOOD.replace("  name_en: Syria", "  name_en: Syria\n  parent: HAY")
    with pytest.raises(ValueError, match="run in a circle: SYR ← HAY ← SYR"):
        load_actors(write(tmp_path, circular))


def test_a_long_circle_is_told_by_its_ends(tmp_path: Path) -> None:
    entries = [
        f"- {{id: A{k}, type: state, name_ar: دولة {k}, name_en: S, parent: A{(k + 1) % 100}}}" for k in range(100)
    ]
    with pytest.raises(ValueError, match="A0 ← A1 ← A2 ← A3 ← A4 ← A5 ← … 93 more … ← A99 ← A0"):
        load_actors(write(tmp_path, "\n".join(entries)))


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("own.yaml", "", "empty"),
        ("own.yaml", "[]", "empty"),
        ("own.yaml", "سوريا", "list of entries"),
        ("own.yaml", "- سوريا", "mapping of fields"),
        ("own.yaml", "[" * 40, "nested deeper|not valid YAML"),
        ("own.csv", "", "empty"),
        ("own.csv", "id,colour\nSYR,red", "unknown columns"),
        ("own.csv", "id,type\nSYR", "1 cells where the header has 2"),
        ("own.csv", "id,type,id\nSYR,state,RUS", "line 1: the column 'id' stands twice"),
        ("own.csv", "id,type,name_ar,name_en\nS,state,أ,B\nS,army,أ,B", "line 3.*'army' here and 'state' on line 2"),
        ("own.txt", "- id: SYR", "a .yaml or .csv file"),
    ],
)
def test_files_that_hold_no_registry(tmp_path: Path, name: str, text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        load_actors(write(tmp_path, text, name))


def test_missing_and_undecodable_files(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file"):
        load_actors(tmp_path / "none.yaml")
    path = tmp_path / "own.yaml"
    path.write_bytes("- id: سوريا".encode("cp1256"))
    with pytest.raises(ValueError, match="not UTF-8 at byte"):
        load_actors(path)


def test_special_characters_and_bidi_controls_are_letters_like_others(tmp_path: Path) -> None:
    text = GOOD + (
        '- id: ODD\n  type: organisation\n  name_ar: "\\u200fجمعية (ال.*)+ الخير\\u200e"\n  name_en: Odd\n'
        "  names: ['C++ [أ-ي]{2}']\n"
    )
    registry = load_actors(write(tmp_path, text))
    documents = documents_of("زار جمعية «الخير» وجمعية الخير")
    assert split_name("\u200fجمعية (الخير)\u200e") == ("جمعيه", "الخير")
    assert find_mentions(documents, registry).empty
    documents = documents_of("زار جمعية ال الخير")
    assert find_mentions(documents, registry)["actor_id"].tolist() == ["ODD"]


def test_ten_thousand_names(tmp_path: Path) -> None:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهو"
    entries = ["id,type,name_ar,name_en,name"]
    for number in range(2_000):
        word = "".join(letters[(number // 27**k) % 27] for k in range(4))
        entries += [f"A{number},ngo,جمعية {word}اكا,X,{head} {word}اكا" for head in ("لجنة", "رابطة", "هيئة", "دار")]
    registry = load_actors(write(tmp_path, "\n".join(entries), "own.csv"))
    assert len(registry.names) == 10_000
    documents = documents_of("قالت لجنة بااااكا إن رابطة ثابااكا")
    assert find_mentions(documents, registry)["surface"].tolist() == ["لجنة بااااكا", "رابطة ثابااكا"]


def test_tables_of_words_are_sound() -> None:
    assert len(common_words()) > 50
    assert all(word and " " not in word for word in common_words())


def test_words_that_decide_are_words() -> None:
    lists = word_lists()
    assert {"place_before", "acting_verbs", "given_names", "party_before", "glued"} <= set(lists)
    assert all(words and all(word and " " not in word for word in words) for words in lists.values())
    assert not lists["place_before"] & lists["politics_before"]
    assert not lists["place_verbs"] & lists["acting_verbs"]


def test_a_registry_can_be_added_to_the_one_that_ships(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    entry = "{id: SYR, type: state, name_ar: سوريا, name_en: Syria of mine}"
    path.write_text(f"extends: default\nactors:\n  - {entry}\n", encoding="utf-8")
    shipped = load_actors()
    for registry in (load_actors(path), load_actors(path, extend=True)):
        assert len(registry) == len(shipped)
        assert registry.actors["name_en"]["SYR"] == "Syria of mine"
    path.write_text(f"- {entry}\n", encoding="utf-8")
    assert len(load_actors(path)) == 1


def test_problems_of_an_added_entry_name_its_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "extends: default\nactors:\n  - {id: X, type: state, name_ar: س, name_en: X, parent: Y}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"own\.yaml, line 3, entry X: unknown parent 'Y'"):
        load_actors(path)


def test_a_name_of_an_actor_that_ships_is_told_with_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, "- {id: X, type: leader, name_ar: فلاديمير بوتين, name_en: X}", "syria.yaml")
    with pytest.raises(ValueError, match=r"syria\.yaml, line 1, entry X: .* PUTIN's \(.*/russia_ukraine\.yaml\)"):
        load_actors(path, extend=True)


def test_an_id_and_a_name_in_arabic_are_enough(tmp_path: Path) -> None:
    for number, text in enumerate(("- {id: X, name_ar: مجلس الحي}", "- {id: X, names: [مجلس الحي, مجلس حينا]}")):
        registry = load_actors(write(tmp_path, text, f"own{number}.yaml"))
        row = registry.actors.loc["X"]
        assert (row["type"], row["name_ar"], row["name_en"]) == ("organisation", "مجلس الحي", "X")
        assert find_mentions(documents_of("قال مجلس الحي ذلك"), registry)["actor_id"].tolist() == ["X"]
    csv = "id,name_ar,kind,from,quoted\nX,مجلس الحي,name,2015,yes"
    names = load_actors(write(tmp_path, csv, "own.csv")).names
    assert names["name"].tolist() == ["مجلس الحي"]
    assert names["since"].tolist() == [pd.Timestamp("2015-01-01")]
    assert names["guard"].iloc[0].quoted


def test_registries_are_joined_and_the_later_replaces(tmp_path: Path) -> None:
    shipped, mine = (
        load_actors(),
        load_actors(write(tmp_path, "- {id: WAER, name_ar: مجلس الوعر}\n- {id: SYR, name_ar: الشام}")),
    )
    joined = shipped | mine
    assert len(joined) == len(shipped) + 1
    assert joined.actors.loc["SYR", "name_ar"] == "الشام"
    assert shipped.actors.loc["SYR", "name_ar"] == "سوريا"
    assert (mine | shipped).actors.loc["SYR", "name_ar"] == "سوريا"
    with pytest.raises(TypeError):
        shipped | "mine"


def test_guards_of_spelling_and_quotes(tmp_path: Path) -> None:
    text = "- {id: HURR, names: [{name: النسر, ambiguous: {quoted: yes, not_written: [النسرى]}}]}"
    registry = load_actors(write(tmp_path, text))
    documents = documents_of("قال النسر", "قال «النسر» ذلك", "قال «النسرى» ذلك")
    assert find_mentions(documents, registry)["doc_id"].tolist() == ["خبر 1"]
