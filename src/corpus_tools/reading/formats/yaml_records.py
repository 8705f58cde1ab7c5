"""Read lists of articles in YAML, as plain values: no tag, anchor or alias is followed."""

from pathlib import Path
from typing import Any

from corpus_tools.entry_files import Node, parse_yaml
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.formats.json_records import articles_in, require_articles
from corpus_tools.reading.records import Record, UnreadableError


def read_yaml_records(text: str, name: str, names: FieldNames) -> list[Record]:
    """Read the articles of a YAML file, wherever they stand in it, as those of a JSON file are read."""
    try:
        whole = _plain(parse_yaml(Path(name), text))
    except ValueError as error:
        raise UnreadableError(f"malformed YAML: {error}; correct it there, or save the articles as JSON") from error
    return require_articles(list(articles_in(whole, names)), whole, names)


def _plain(node: Node) -> Any:
    """Return the value of a node without lines."""
    value = node.value
    if isinstance(value, list):
        return list(map(_plain, value))
    return {name: _plain(inner) for name, inner in value.items()} if isinstance(value, dict) else value
