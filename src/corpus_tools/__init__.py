"""Timelines, terms and actors in Arabic news corpora, each number traced back to its sentence."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus_tools.sentences import split_sentences
    from corpus_tools.timeline import timeline
    from corpus_tools.tokens import Tokens, tokenize

# Where each name lives. A module is imported when one of its names is first asked for, so that the command answers
# `--help` at once and a script pays only for what it uses.
_MODULES = {
    "Tokens": "tokens",
    "split_sentences": "sentences",
    "timeline": "timeline",
    "tokenize": "tokens",
}

__all__ = [
    "Tokens",
    "split_sentences",
    "timeline",
    "tokenize",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _MODULES:
        raise AttributeError(f"corpus_tools has no {name!r}; it has {', '.join(__all__)}")
    value = getattr(import_module(f"corpus_tools.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


class _Package(ModuleType):
    """The package, in which a function keeps its name when the module of the same name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        """Leave out what the import system adds for `corpus_tools.timeline`: the name is the function's."""
        if not (name in _MODULES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted([*globals(), *__all__])
