"""The words inside the tokens: hashtags of several words, and words that a newspaper glued by mistake, taken apart.

A letter that ends words cannot stand inside one: after ة a new word begins, with or without a blank («المتحدةوروسيا»).
A name with a function word at its end is cut as well («الأمنفي»), since it can be nothing else.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.registry.alias_forms import fold_keys, key
from corpus_tools.proclitics import has_stem
from corpus_tools.script import LETTERS, MARKS
from corpus_tools.tokens.characters import Codes, encode
from corpus_tools.tokens.tokenize import Tokens

_AFTER_TA_MARBUTA = re.compile(rf"(?<=ة)[{MARKS}]*(?=[{LETTERS}]{{2}})")
_TAG_WORD = re.compile(r"[^#＃_]+")
_MIN_GLUED = 4


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments of the tokens of a corpus, in order, those of one token next to each other."""

    doc: NDArray[np.int32]  # the row of the document
    start: NDArray[np.int32]  # the span, in code points
    end: NDArray[np.int32]
    word: NDArray[np.int32]  # the row of `surfaces` and `keys`
    surfaces: list[str]  # the words of the vocabulary, then the segments of those taken apart, as written
    keys: list[str]  # the same, folded


def edge_letters(words: list[str]) -> tuple[Codes, Codes]:
    """Return the code points of the first and of the last letter of each word, a line break where it has none."""
    codes = encode("\n".join(["", *words, ""]))
    breaks = np.flatnonzero(codes == ord("\n"))
    return codes[breaks[:-1] + 1], codes[breaks[1:] - 1]


def segment_tokens(tokens: Tokens, name_words: Collection[str], glued: tuple[str, ...]) -> Segments:
    """Take hashtags and glued words apart, and leave every other token as it is.

    `name_words` are the folded words of names, `glued` the folded function words that may be glued to the end of one.
    """
    vocabulary = tokens.vocabulary
    surfaces = vocabulary["surface"].tolist()
    keys = fold_keys(vocabulary["folded"].tolist())
    hashtags = np.flatnonzero(vocabulary["kind"] == "hashtag").tolist()
    spans = {code: [match.span() for match in _TAG_WORD.finditer(surfaces[code])] for code in hashtags}
    is_word = (vocabulary["kind"] == "word").to_numpy()
    inside = (code for code, surface in enumerate(surfaces) if "ة" in surface and "ة" in surface[:-2] and is_word[code])
    for code in inside:
        cuts = [match.end() for match in _AFTER_TA_MARBUTA.finditer(surfaces[code])]
        spans[code] = list(pairwise([0, *cuts, len(surfaces[code])]))
    _, last_letters = edge_letters(keys)
    for code in np.flatnonzero(is_word & np.isin(last_letters, [ord(ending[-1]) for ending in glued])).tolist():
        if keys[code].endswith(glued) and code not in spans:
            spans[code] = _unglue(surfaces[code], keys[code], name_words, glued)
    spans = {code: found for code, found in spans.items() if found and found != [(0, len(surfaces[code]))]}
    return _expand(tokens, surfaces, keys, spans)


def _unglue(surface: str, folded: str, name_words: Collection[str], glued: tuple[str, ...]) -> list[tuple[int, int]]:
    """Cut a function word from the end of a name, where the whole is not a word of a name itself."""
    if len(surface) != len(folded):
        return []
    for ending in glued:
        cut = len(folded) - len(ending)
        if cut >= _MIN_GLUED and folded.endswith(ending) and has_stem(folded[:cut], name_words):
            return [] if has_stem(folded, name_words) else [(0, cut), (cut, len(folded))]
    return []


def _expand(tokens: Tokens, surfaces: list[str], keys: list[str], spans: dict[int, list[tuple[int, int]]]) -> Segments:
    """Replace each token of a split word by its segments."""
    doc, start, end, word = (tokens.table[name].to_numpy(np.int32) for name in ("doc", "start", "end", "word"))
    if not spans:
        return Segments(doc, start, end, word, surfaces, keys)
    pieces = dict.fromkeys(surfaces[code][a:b] for code, found in spans.items() for a, b in found)
    code_of = {piece: code for code, piece in enumerate(pieces, start=len(surfaces))}
    is_split = np.zeros(len(surfaces), dtype=bool)
    is_split[list(spans)] = True
    rows = np.flatnonzero(is_split[word])
    segments = [
        (row, start_of_token + a, start_of_token + b, code_of[surfaces[code][a:b]])
        for row, start_of_token, code in zip(rows.tolist(), start[rows].tolist(), word[rows].tolist(), strict=True)
        for a, b in spans[code]
    ]
    row, *columns = np.array(segments, dtype=np.int64).reshape(-1, 4).T
    opens = np.diff(row, prepend=-1) != 0
    replaced, behind = row[opens], row[~opens] + 1
    doc = np.insert(doc, behind, doc[row[~opens]])
    start, end, word = (
        np.insert(column, behind, values[~opens]) for column, values in zip((start, end, word), columns, strict=True)
    )
    replaced += np.searchsorted(behind, replaced, side="right")
    for column, values in zip((start, end, word), columns, strict=True):
        column[replaced] = values[opens]
    return Segments(doc, start, end, word, [*surfaces, *pieces], [*keys, *map(key, pieces)])
