"""Why a document has no text, and what a command says, in the reader's language; tables and the code have English."""

import re
from collections import ChainMap
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from corpus_tools.damage.check import BETWEEN
from corpus_tools.data_files import load_table
from corpus_tools.locale import Lang
from corpus_tools.shaping.direction import LRM, RLM

#: A longer message is mostly what others have written, and matching it takes long.
_LONGEST = 2_000
_FSI, _PDI = "\u2068", "\u2069"
_BRACES = re.compile(r"(\{\w+\})")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"(['\"])((?:(?!\1).)*)\1", re.DOTALL)
#: Several of these, and what joins them.
_LIST = re.compile(rf"{_QUOTED.pattern}(?:(?:, | or | and )(['\"])(?:(?!\3).)*\3)+", re.DOTALL)
_JOINED = {", ": "، ", " or ": " أو ", " and ": " و"}
#: What stands for what in braces: numbers, the end of a plural, what Arabic does without.
_NUMBERS = dict.fromkeys(("n", "of", "at", "most", "line", "column", "page"), r"[\d,]+")
_PARTS = {name: f"(?P<{name}>{number})" for name, number in _NUMBERS.items()} | {"s": "s?", "_": ".*?"}
#: In these braces stands what others have written, or what is to be written as it is.
_VERBATIM = frozenset({"example", "fields", "given", "how", "id", "limit", "name", "url", "words", "written"})
#: The tables in which a text is looked up; what commands say may hold what is said of a document, but not the reverse.
_OF_DOCUMENTS, _OF_COMMANDS = ("reasons",), ("messages", "reasons")


class _Template(NamedTuple):
    """An English text with braces, as a pattern, and the Arabic one."""

    begin: str
    pattern: re.Pattern[str]
    arabic: str
    has_words: bool


def kinds_in_words(lang: Lang) -> dict[str, str]:
    """Return what kinds of problems and warnings are called, by what stands before their colon."""
    return load_table("reasons")["kinds"] if lang == "ar" else {}


def reason_in_words(said: str, lang: Lang, *, isolated: bool = True) -> str:
    """Return a problem, a warning or the reason of a date as a reader of the language is told it.

    What has no Arabic stays as it is; on a page it is isolated, so that it keeps its own direction.
    """
    return BETWEEN.join(_message(one, isolated) for one in said.split(BETWEEN)) if lang == "ar" else said


def message_in_words(said: str, lang: Lang) -> str:
    """Return a line of a command, or an error that ends it, as a reader of the language is told it in a terminal."""
    return _message(said, isolated=False, tables=_OF_COMMANDS) if lang == "ar" else said


def left_out_in_words(said: str, lang: Lang, *, isolated: bool = True) -> str:
    """Return a line of what was left out: the file, and why; or why alone.

    On a page the line begins at the right, and its file reads from the left, also where isolates are taken out of it.
    """
    if lang != "ar":
        return said
    path, _, why = said.rpartition(": ")
    file = f"{RLM}{LRM}{path}{LRM}" if isolated else path
    return _arabic(said, isolated) or f"{file}: {_filled(why, isolated)}"


@lru_cache(maxsize=2**12)
def _message(said: str, isolated: bool, tables: tuple[str, ...] = _OF_DOCUMENTS) -> str:
    """Return a message, whose kind stands before its first colon."""
    if len(said) > _LONGEST:
        return _kept(said, isolated)
    kind, _, reason = said.partition(": ")
    kinds = kinds_in_words("ar")
    if kind in kinds:
        return f"{kinds[kind]}: {_filled(reason, isolated, tables)}"
    return _filled(said, isolated, tables)


def _filled(said: str, isolated: bool, tables: tuple[str, ...] = _OF_DOCUMENTS) -> str:
    """Return what fills a message in Arabic: a text that is known, or a message of its own; or it as it is."""
    kind, sign, _ = said.partition(": ")
    if sign and kind in kinds_in_words("ar"):
        return _message(said, isolated, tables)
    known = _arabic(said, isolated, tables)
    return _kept(said, isolated) if known is None else known


def _arabic(said: str, isolated: bool, tables: tuple[str, ...] = _OF_DOCUMENTS) -> str | None:
    """Return the Arabic of a text that is known, or None."""
    for template in chain.from_iterable(map(_templates, tables)):
        found = template.pattern.fullmatch(said) if said.startswith(template.begin) else None
        if found is None:
            continue
        # Brackets and commas alone tell nothing: what stands first must be known.
        if template.has_words or _arabic(found[1], isolated, tables) is not None:
            filled = {
                name: _kept(value, isolated) if name in _VERBATIM else _filled(value, isolated, tables)
                for name, value in found.groupdict().items()
            }
            return template.arabic.format(**filled)
    return None


def _kept(said: str, isolated: bool) -> str:
    """Return what has no Arabic as it is, in Arabic quotation marks if it is quoted, and in its own direction."""
    if quoted := _QUOTED.fullmatch(said):
        return f"«{_kept(quoted[2], isolated)}»"
    if _LIST.fullmatch(said):
        parts = re.split(r"(?<=['\"])(, | or | and )(?=['\"])", said)
        return "".join(_JOINED.get(part) or _kept(part, isolated) for part in parts)
    return f"{_FSI}{said}{_PDI}" if isolated and _LETTER.search(said) else said


@cache
def _templates(table: str) -> list[_Template]:
    """Return the texts of a table, first those that say most themselves."""
    texts = dict(ChainMap(*(part for name, part in load_table(table).items() if name != "kinds")))
    by_length = sorted(texts, key=lambda english: -len(_BRACES.sub("", english)))
    return [_template(english, str(texts[english])) for english in by_length]


def _template(english: str, arabic: str) -> _Template:
    """Return a text with braces as a pattern."""
    pieces = _BRACES.split(english)
    # From the second piece on, every other one is a name in braces.
    patterns = [
        _PARTS.get(piece[1:-1], f"(?P<{piece[1:-1]}>.+?)") if place % 2 else re.escape(piece)
        for place, piece in enumerate(pieces)
    ]
    has_words = any(map(_LETTER.search, pieces[::2]))
    return _Template(pieces[0], re.compile("".join(patterns), re.DOTALL), arabic, has_words)
