"""Networks for other programs: read back by networkx, labels intact, the same bytes each time."""

from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from corpus_tools import co_mentions, load_actors
from corpus_tools.actors.graphs import to_networkx, write_graph
from corpus_tools.files import read_csv

REGISTRY = load_actors()
LINKS = co_mentions(
    pd.DataFrame({"doc_id": ["a", "b"], "text": "نص. نص."}),
    pd.DataFrame({"doc_id": list("aaab"), "start": [0, 0, 0, 4], "actor_id": ["RUS", "SYR", "AMNESTY", "SYR"]}),
)


@pytest.mark.parametrize(("name", "read"), [("n.graphml", nx.read_graphml), ("n.gexf", nx.read_gexf)])
def test_files_read_back(tmp_path: Path, name: str, read: object) -> None:
    assert callable(read)
    write_graph(LINKS, tmp_path / name, actors=REGISTRY)
    graph = read(tmp_path / name)
    assert set(graph) == {"RUS", "SYR", "AMNESTY"}
    assert graph.nodes["AMNESTY"]["label"] == "منظمة العفو الدولية"
    assert graph.nodes["AMNESTY"]["type"] == "ngo"
    assert graph.edges["RUS", "SYR"]["weight"] == 1
    expected = LINKS.loc[(LINKS["actor_a"] == "RUS") & (LINKS["actor_b"] == "SYR"), "expected"].tolist()
    assert [graph.edges["RUS", "SYR"]["expected"]] == pytest.approx(expected)
    first = (tmp_path / name).read_bytes()
    write_graph(LINKS, tmp_path / name, actors=REGISTRY)
    assert (tmp_path / name).read_bytes() == first


def test_csv_has_labels(tmp_path: Path) -> None:
    write_graph(LINKS, tmp_path / "n.csv", actors=REGISTRY, lang="en")
    assert set(read_csv(tmp_path / "n.csv")["label_a"]) <= {"Russia", "Amnesty International"}


@pytest.mark.parametrize(("name", "read"), [("n.graphml", nx.read_graphml), ("n.gexf", nx.read_gexf)])
def test_names_that_xml_cannot_hold_are_written_harmlessly(tmp_path: Path, name: str, read: Any) -> None:
    path = tmp_path / "own.yaml"
    alias = "  names: [حزب]\n"
    path.write_text(
        f'- id: "A\\0\\e"\n  type: party\n  name_ar: "</node><script>\\x07"\n  name_en: Party\n{alias}'
        "- id: B\n  type: party\n  name_ar: جبهة\n  name_en: Front\n  names: [جبهة]\n",
        encoding="utf-8",
    )
    registry = load_actors(path)
    links = pd.DataFrame(
        {"actor_a": ["A\0\x1b"], "actor_b": ["B"], "n": [2], "p": pd.Series(["\ud800\uffff"], dtype=object)}
    )
    write_graph(links, tmp_path / name, actors=registry)
    graph = read(tmp_path / name)
    assert set(graph) == {"A␀␛", "B"}
    assert graph.nodes["A␀␛"]["label"] == "</node><script>␇"
    assert graph.edges["A␀␛", "B"]["p"] == "?\ufffd"


def test_networkx_layout_is_seeded() -> None:
    first, second = to_networkx(LINKS, REGISTRY), to_networkx(LINKS, REGISTRY)
    assert dict(first.nodes(data=True)) == dict(second.nodes(data=True))
    assert first.nodes["RUS"]["label"] == "روسيا"


def test_bad_input(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="graphml"):
        write_graph(LINKS, tmp_path / "n.txt", actors=REGISTRY)
    with pytest.raises(ValueError, match="registry lacks"):
        write_graph(LINKS.assign(actor_a="NOBODY"), tmp_path / "n.csv", actors=REGISTRY)
    assert not list(tmp_path.iterdir())
