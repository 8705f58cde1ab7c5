"""Networks of actors for other programs: networkx, GraphML, GEXF and CSV, with their Arabic labels."""

import math
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.files import show_controls, whole, write_bytes, write_csv
from corpus_tools.locale import Lang
from corpus_tools.tables import require_columns

if TYPE_CHECKING:
    import networkx as nx

_Nodes = dict[str, dict[str, Any]]  # by actor: its fields
_Edges = list[tuple[str, str, dict[str, Any]]]  # two actors and the measures of their link
_NODE_FIELDS = ("label", "name_ar", "name_en", "type")
_TYPES = {bool: "long", int: "long", float: "double"}  # as GraphML and GEXF name them; any other is "string"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_GEXF_OWN = ("label", "weight")  # fields for which GEXF has an attribute of its own
_ENDINGS = (".graphml", ".gexf", ".csv")


def to_networkx(links: pd.DataFrame, actors: Registry, *, lang: Lang = "ar", seed: int = 0) -> "nx.Graph[str]":
    """Build a networkx graph of who is mentioned with whom.

    Parameters
    ----------
    links : DataFrame
        What `co_mentions` made; pairs that never meet are left out.
    actors : Registry
        The registry that names the actors.
    lang : {"ar", "en"}
        The language of the labels.
    seed : int
        Of the layout: the same seed gives the same places.

    Returns
    -------
    networkx.Graph
        A node an actor (label, name_ar, name_en, type, x, y), an edge a pair with every measure of `links`; n is the
        weight.

    Raises
    ------
    ImportError
        If networkx is not installed.
    ValueError
        If a column is missing or an actor is not in the registry.

    Examples
    --------
    >>> from corpus_tools import load_actors
    >>> links = pd.DataFrame({"actor_a": ["RUS"], "actor_b": ["SYR"], "n": [4]})
    >>> graph = to_networkx(links, load_actors())
    >>> graph.nodes["RUS"]["label"], graph.edges["RUS", "SYR"]["weight"]
    ('روسيا', 4)
    """
    try:
        import networkx as nx  # noqa: PLC0415 - optional, and needed only here
    except ImportError as error:
        raise ImportError("to_networkx needs the package networkx; install it, or use write_graph") from error
    links = _meeting(links)
    nodes, edges = _nodes(links, actors, lang), _edges(links)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes.items())
    graph.add_edges_from((a, b, fields) for a, b, fields in edges)
    for node, (x, y) in nx.spring_layout(graph, seed=seed, weight="weight").items():
        graph.nodes[node].update(x=round(float(x), 6), y=round(float(y), 6))
    return graph


def write_graph(links: pd.DataFrame, path: str | PathLike[str], *, actors: Registry, lang: Lang = "ar") -> None:
    """Write who is mentioned with whom as GraphML, GEXF (Gephi) or CSV, by the ending of the name.

    Parameters
    ----------
    links : DataFrame
        What `co_mentions` made; pairs that never meet are left out.
    path : path
        A `.graphml`, `.gexf` or `.csv` file; it is written whole or not at all.
    actors : Registry
        The registry that names the actors.
    lang : {"ar", "en"}
        The language of the labels.

    Raises
    ------
    ValueError
        If the ending is another, a column is missing, or an actor is not in the registry.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from corpus_tools import load_actors
    >>> links = pd.DataFrame({"actor_a": ["RUS"], "actor_b": ["SYR"], "n": [4]})
    >>> path = Path(mkdtemp()) / "links.graphml"
    >>> write_graph(links, path, actors=load_actors())
    >>> "روسيا" in path.read_text(encoding="utf-8")
    True
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in _ENDINGS:
        raise ValueError(f"{target}: a graph is written as {', '.join(_ENDINGS)}, not {ending or 'without ending'}")
    links = _meeting(links)
    nodes, edges = _nodes(links, actors, lang), _edges(links)
    if ending == ".csv":
        table = links.copy()
        for place, side in enumerate("ab", start=2):
            table.insert(place, f"label_{side}", [nodes[actor]["label"] for actor in table[f"actor_{side}"]])
        write_csv(table, target)
        return
    root = _graphml(nodes, edges) if ending == ".graphml" else _gexf(nodes, edges)
    content = BytesIO()
    _make_sound(root)
    ET.indent(root)
    ET.ElementTree(root).write(content, encoding="utf-8", xml_declaration=True)
    write_bytes(target, content.getvalue() + b"\n")


def _make_sound(root: ET.Element) -> None:
    """Replace what XML cannot hold in the texts and attributes of a document."""
    for element in root.iter():
        element.text = element.text and show_controls(whole(element.text))
        for name, value in element.attrib.items():
            element.set(name, show_controls(whole(value)))


def _meeting(links: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that meet: only they are edges."""
    require_columns(links, ["actor_a", "actor_b", "n"], name="links")
    return links[links["n"] > 0]


def _nodes(links: pd.DataFrame, actors: Registry, lang: str) -> _Nodes:
    """Return the actors of the links with their names."""
    ids = sorted({*links["actor_a"], *links["actor_b"]})
    unknown = [actor for actor in ids if actor not in actors.actors.index]
    if unknown:
        raise ValueError(f"`links` has the actor {unknown[0]!r}, which the registry lacks; pass the one it came from")
    table = actors.actors.loc[ids].assign(label=lambda table: table[f"name_{lang}"])
    return dict(zip(ids, table[[*_NODE_FIELDS]].to_dict("records"), strict=True))


def _edges(links: pd.DataFrame) -> _Edges:
    """Return the links with their measures, n as the weight, without missing and infinite values."""
    edges = []
    for fields in links.to_dict("records"):
        a, b = str(fields.pop("actor_a")), str(fields.pop("actor_b"))
        kept = {str(k): value for k, value in fields.items() if not isinstance(value, float) or math.isfinite(value)}
        edges.append((a, b, {"weight": fields["n"], **kept}))
    return edges


def _types_of(edges: _Edges) -> dict[str, str]:
    """Return the type of each measure."""
    return {name: _TYPES.get(type(value), "string") for _, _, fields in edges for name, value in fields.items()}


def _graphml(nodes: _Nodes, edges: _Edges) -> ET.Element:
    """Build a GraphML document; http://graphml.graphdrawing.org/specification.html."""
    root = ET.Element("graphml", xmlns=_GRAPHML)
    for kind, types in (("node", dict.fromkeys(_NODE_FIELDS, "string")), ("edge", _types_of(edges))):
        for name, value_type in types.items():
            key = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": value_type}
            ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", edgedefault="undirected")
    for actor, names in nodes.items():
        node = ET.SubElement(graph, "node", id=actor)
        for name in _NODE_FIELDS:
            ET.SubElement(node, "data", key=f"node_{name}").text = str(names[name])
    for a, b, measures in edges:
        edge = ET.SubElement(graph, "edge", source=a, target=b)
        for name, value in measures.items():
            ET.SubElement(edge, "data", key=f"edge_{name}").text = str(value)
    return root


def _gexf(nodes: _Nodes, edges: _Edges) -> ET.Element:
    """Build a GEXF document; https://gexf.net/1.3."""
    root = ET.Element("gexf", xmlns=_GEXF, version="1.3")
    graph = ET.SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    for kind, types in (("node", dict.fromkeys(_NODE_FIELDS, "string")), ("edge", _types_of(edges))):
        attributes = ET.SubElement(graph, "attributes", {"class": kind})
        for name in [name for name in types if name not in _GEXF_OWN]:
            ET.SubElement(attributes, "attribute", id=name, title=name, type=types[name])
    holder = ET.SubElement(graph, "nodes")
    for actor, names in nodes.items():
        _add_values(ET.SubElement(holder, "node", id=actor, label=str(names["label"])), names)
    holder = ET.SubElement(graph, "edges")
    for number, (a, b, fields) in enumerate(edges):
        weight = str(fields["weight"])
        _add_values(ET.SubElement(holder, "edge", id=str(number), source=a, target=b, weight=weight), fields)
    return root


def _add_values(parent: ET.Element, fields: dict[str, Any]) -> None:
    """Add the values of fields for which GEXF has no attribute of its own."""
    values = ET.SubElement(parent, "attvalues")
    for name, value in fields.items():
        if name not in _GEXF_OWN:
            ET.SubElement(values, "attvalue", {"for": name, "value": str(value)})
