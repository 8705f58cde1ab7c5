"""How much work a reader does, counted in characters that are looked at rather than in seconds."""

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest


class Work:
    """Characters looked at so far."""

    def __init__(self) -> None:
        self.n = 0


class CountedText(str):
    """A text that counts how much of it is searched and copied."""

    __slots__ = ("work",)
    work: Work

    def find(self, *of: Any) -> int:
        return self._count(super().find(*of), *of[1:])

    def rfind(self, *of: Any) -> int:
        start, end = (*of[1:], 0, len(self))[:2] if len(of) < 3 else of[1:]
        found = super().rfind(*of)
        self.work.n += end - max(found, start)
        return found

    def count(self, *of: Any) -> int:
        self._count(-1, *of[1:])
        return super().count(*of)

    def __getitem__(self, at: Any) -> str:
        piece = super().__getitem__(at)
        self.work.n += len(piece)
        return piece

    def __radd__(self, before: str) -> "CountedText":
        return counted(before + str(self), self.work)

    def _count(self, found: int, start: int = 0, end: int | None = None) -> int:
        stop = found if found >= 0 else len(self) if end is None else min(end, len(self))
        self.work.n += max(0, stop - start)
        return found


class CountedPattern:
    """A regular expression that counts how much of a text it has looked through."""

    def __init__(self, pattern: re.Pattern[str], work: Work) -> None:
        self._pattern, self._work = pattern, work

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        found = self._pattern.search(text, at)
        self._work.n += (found.end() if found else len(text)) - at
        return found

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        found = self._pattern.match(text, at)
        self._work.n += found.end() - at if found else 0
        return found

    def finditer(self, text: str, at: int = 0) -> Iterator[re.Match[str]]:
        for found in self._pattern.finditer(text, at):
            self._work.n += found.end() - at
            at = found.end()
            yield found
        self._work.n += len(text) - at

    def findall(self, text: str) -> list[Any]:
        self._work.n += len(text)
        return self._pattern.findall(text)

    def sub(self, by: Any, text: str) -> str:
        self._work.n += len(text)
        return self._pattern.sub(by, text)


def count_patterns(monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> Work:
    """Let the regular expressions of modules count what they look at."""
    work = Work()
    for module in modules:
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                monkeypatch.setattr(module, name, CountedPattern(value, work))
    return work


def counted(text: str, work: Work) -> CountedText:
    text_of = CountedText(text)
    text_of.work = work
    return text_of
