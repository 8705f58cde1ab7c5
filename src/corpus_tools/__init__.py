"""Timelines, terms and actors in Arabic news corpora, each number traced back to its sentence."""

import lazy_loader

# A module is imported when one of its names is first asked for, so that the command answers `--help` at once and a
# script pays only for what it uses. The stub `__init__.pyi` lists the names.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
