"""What `corpus-tools check` says, in the language of the reader."""

import re
from collections import ChainMap
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from corpus_tools.data_files import load_table
from corpus_tools.locale import Lang, Locale
from corpus_tools.reasons import kinds_in_words
from corpus_tools.shaping.direction import LRM, RLM
from corpus_tools.summary import value_in_words

_HEAD = 13  # characters up to what a line of the terminal says
#: In a row of what recurs, its source, where it does, and what it is.
_PLACE = re.compile(r"(?:(.*?), )?(begin|end): (.*)", re.DOTALL)


@dataclass(frozen=True)
class SummaryWords:
    """The words of `data/check.yaml` in one language, and those of the report for what both say."""

    lang: Lang

    def of(self, part: str) -> Any:
        """Return a part of the table in the language."""
        return load_table("check")[part][self.lang]

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return Locale(self.lang).text("comma")

    def headed(self, head: str, line: str) -> str:
        """Return a line of the terminal with its head before it, or with none."""
        return f"{self.of('heads').get(head, ''):<{_HEAD}}{line}"

    def line(self, name: str, **values: object) -> str:
        """Return what a line says, with its numbers and names filled in."""
        filled = {key: f"{value:,}" if isinstance(value, int) else str(value) for key, value in values.items()}
        return str(self.of("lines")[name].format(**filled))

    def value(self, value: object) -> str:
        """Return a value of a summary in words: one of those that it has a name for, or the name that a file has."""
        return value_in_words(value, self._values, day=self.day)

    def day(self, day: str) -> str:
        """Return a day; one in digits with hyphens is shown from its end where it stands among Arabic letters."""
        return Locale(self.lang).day(pd.Timestamp(day)) if self.lang == "ar" else day

    @cached_property
    def _values(self) -> dict[str, str]:
        """The words for values."""
        shared = (load_table(table)["values"][self.lang] for table in ("columns", "report"))
        return dict(ChainMap(self.of("values"), *shared, kinds_in_words(self.lang)))

    def place(self, value: str, *, isolated: bool = True) -> str:
        """Return what recurs in the texts of a source, and where it does in words; on a page it is isolated."""
        found = _PLACE.fullmatch(value)
        if found is None:
            return value
        source, place, words = found.groups()
        of, words = (f"\u2068{part}\u2069" if isolated and part else part for part in (source, words))
        # A page takes the direction of a cell from its first letter, even of one that is isolated.
        mark = "" if not isolated else RLM if self.lang == "ar" else LRM
        return f"{mark}{of + self.comma if of else ''}{self.value(place)}: {words}"

    def column(self, name: str) -> str:
        """Return what a column of a table is called."""
        return str((load_table("columns")["columns"][self.lang] | self.of("columns")).get(name, name))
