"""The words inside the tokens: a hashtag of several words, and words that a newspaper glued by mistake, taken apart.

A letter that ends words cannot stand inside one: after ة a new word begins, with or without a blank («المتحدةوروسيا»).
The same is tried where a name is followed by a function word («الأمنفي»), since nothing else reads so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.alias_forms import fold_keys, key
from corpus_tools.script import LETTERS, MARKS
from corpus_tools.tokens import Tokens

_AFTER_TA_MARBUTA = re.compile(rf"(?<=ة)[{MARKS}]*(?=[{LETTERS}]{{2}})")
_TAG_WORD = re.compile(r"[^#＃_]+")
_MIN_GLUED = 4


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the tokens of a corpus, in order.

    Attributes
    ----------
    doc, start, end : ndarray
        Row of the document and the span, in code points.
    word : ndarray
        Row of `surfaces` and `keys`.
    surfaces, keys : list of str
        The distinct words, as written and folded.
    """

    doc: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    word: NDArray[np.int64]
    surfaces: list[str]
    keys: list[str]


def split_into_parts(tokens: Tokens, is_name_word: Callable[[str], bool], glued: tuple[str, ...]) -> Parts:
    """Take hashtags and glued words apart, and leave every other token as it is.

    Parameters
    ----------
    tokens : Tokens
        The tokens of the corpus.
    is_name_word : callable
        Tells whether a folded word, with or without proclitics, is a word of some name.
    glued : tuple of str
        Folded function words that are found glued to the end of another word.

    Returns
    -------
    Parts
        The parts, those of one token next to each other.
    """
    vocabulary = tokens.vocabulary
    surfaces = vocabulary["surface"].tolist()
    keys = fold_keys(vocabulary["folded"].tolist())
    kinds = vocabulary["kind"].to_numpy()
    spans: dict[int, list[tuple[int, int]]] = {}
    for number in np.flatnonzero((kinds == "hashtag") | (kinds == "word")).tolist():
        surface = surfaces[number]
        if surface[0] in "#＃":
            found = [match.span() for match in _TAG_WORD.finditer(surface)]
        elif "ة" in surface[:-2]:
            cuts = [match.end() for match in _AFTER_TA_MARBUTA.finditer(surface)]
            found = list(zip([0, *cuts], [*cuts, len(surface)], strict=True))
        elif keys[number].endswith(glued):
            found = _unglue(surface, keys[number], is_name_word, glued)
        else:
            continue
        if found and found != [(0, len(surface))]:
            spans[number] = found
    return _expand(tokens, surfaces, keys, spans)


def _unglue(
    surface: str, folded: str, is_name_word: Callable[[str], bool], glued: tuple[str, ...]
) -> list[tuple[int, int]]:
    """Cut a function word from the end of a name, where the whole is no word of a name itself."""
    if len(surface) != len(folded) or is_name_word(folded):
        return []
    for ending in glued:
        cut = len(folded) - len(ending)
        if cut >= _MIN_GLUED and folded.endswith(ending) and is_name_word(folded[:cut]):
            return [(0, cut), (cut, len(folded))]
    return []


def _expand(tokens: Tokens, surfaces: list[str], keys: list[str], spans: dict[int, list[tuple[int, int]]]) -> Parts:
    """Replace each token of a split word by its parts."""
    table = tokens.table
    doc, start, end, word = (table[name].to_numpy(np.int64) for name in ("doc", "start", "end", "word"))
    if not spans:
        return Parts(doc, start, end, word, surfaces, keys)
    numbers = {surface: number for number, surface in enumerate(surfaces)}
    counts = np.ones(len(surfaces), dtype=np.int64)
    for number, found in spans.items():
        counts[number] = len(found)
    first = np.concatenate(([0], np.cumsum(counts)[:-1]))
    part_word = np.repeat(np.arange(len(surfaces)), counts)
    low = np.zeros(len(part_word), dtype=np.int64)
    high = np.full(len(part_word), -1, dtype=np.int64)
    surfaces, keys = list(surfaces), list(keys)
    for number, found in spans.items():
        for k, (a, b) in enumerate(found, start=int(first[number])):
            piece = surfaces[number][a:b]
            if piece not in numbers:
                numbers[piece] = len(surfaces)
                surfaces.append(piece)
                keys.append(key(piece))
            part_word[k], low[k], high[k] = numbers[piece], a, b
    repeats = counts[word]
    row = np.repeat(np.arange(len(word)), repeats)
    within = np.arange(len(row)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    part = first[word[row]] + within
    part_start = start[row] + low[part]
    part_end = np.where(high[part] < 0, end[row], start[row] + high[part])
    return Parts(doc[row], part_start, part_end, part_word[part], surfaces, keys)
