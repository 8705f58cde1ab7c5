"""What a researcher says of recurring lines: which stay, and which go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from corpus_tools.entry_files import Node, read_yaml, refuse

_FIELDS = ("keep", "remove")


@dataclass(frozen=True)
class Rules:
    """Beginnings of lines that stay though they recur, and of what goes though it does not, each by source.

    What holds for all sources stands under the source "".
    """

    keep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remove: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def kept(self, source: str) -> tuple[str, ...]:
        """Return what stays in the articles of a source."""
        return (*self.keep.get("", ()), *(self.keep.get(source, ()) if source else ()))

    def removed(self, source: str) -> tuple[str, ...]:
        """Return what goes from the articles of a source, the longest first."""
        own = self.remove.get(source, ()) if source else ()
        return tuple(sorted({*self.remove.get("", ()), *own}, key=lambda words: (-len(words), words)))


def read_rules(path: str | PathLike[str] | None) -> Rules:
    """Read the rules of a YAML file: `keep` and `remove`, each a list, or a list for each source.

    A FileNotFoundError or ValueError says where and how the file is wrong.
    """
    if path is None:
        return Rules()
    file = Path(path)
    root = read_yaml(file)
    if root.value is None:
        return Rules()
    if not isinstance(root.value, dict):
        refuse(file, root.line, "rules are a mapping with `keep:` and `remove:`")
    unknown = next((name for name in root.value if name not in _FIELDS), None)
    if unknown is not None:
        refuse(file, root.value[unknown].line, f"`{unknown}` is not known; rules stand under `keep:` or `remove:`")
    return Rules(**{name: _by_source(file, node) for name, node in root.value.items()})


def _by_source(path: Path, node: Node) -> dict[str, tuple[str, ...]]:
    """Return a list of phrases for each source; one for all under ""."""
    if isinstance(node.value, dict):
        return {source: _phrases(path, phrases) for source, phrases in node.value.items()}
    return {"": _phrases(path, node)}


def _phrases(path: Path, node: Node) -> tuple[str, ...]:
    """Return a list of phrases."""
    if not isinstance(node.value, list):
        refuse(path, node.line, "phrases are a list, each behind a hyphen")
    phrases = []
    for item in node.value:
        if not isinstance(item.value, str) or not item.value.strip():
            refuse(path, item.line, "a phrase is the words with which a line begins")
        phrases.append(" ".join(item.value.split()))
    return tuple(phrases)
