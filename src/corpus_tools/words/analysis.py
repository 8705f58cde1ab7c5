"""Words: the clitics, the stem and the lemma of each distinct word.

Every cut that the table of clitics allows is looked up in the lexicon and in the vocabulary of the corpus at hand,
and the cheapest reading is taken. Nothing is learnt from a treebank: the costs stand in `data/clitics.yaml` and below,
and every reading with its cost can be had for a second opinion.
"""

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from corpus_tools.script import INVISIBLE, LETTERS, MARKS, TATWEEL, fold_words
from corpus_tools.words.clitics import load_clitics
from corpus_tools.words.lexicon import fold_alef, load_lexicon
from corpus_tools.words.readings import Reader, Reading

_ARABIC_WORD = re.compile(f"[{LETTERS}{MARKS}{TATWEEL}{INVISIBLE}]+")


def analyze_words(
    words: Sequence[str] | pd.DataFrame, *, vocabulary: Iterable[str] | None = None, explain: bool = False
) -> pd.DataFrame:
    """Cut the clitics off distinct words and find their stems and lemmas.

    Parameters
    ----------
    words : sequence of str, or DataFrame
        The words as written, or the vocabulary of `Tokens` (columns surface, and kind where there is one: only
        words proper are cut; a hashtag, a number or a Latin word is its own lemma).
    vocabulary : iterable of str, optional
        Words of the corpus that tell which stems stand alone; `words` themselves by default.
    explain : bool
        Give every reading of each word and the reason for the choice.

    Returns
    -------
    DataFrame
        One row a word, in order: surface (str), proclitics (list of str), stem (str, as written, without marks and
        tatweel), enclitics (list of str), lemma (str). With `explain`, also readings (list of str, the cheapest
        first) and reason (str).

    Raises
    ------
    TypeError
        If `words` is a single string, or holds something other than strings.
    ValueError
        If a DataFrame lacks the column surface.

    Examples
    --------
    >>> analyze_words(["وللمدينة", "باريس", "اتفاقاتهم"])[["proclitics", "stem", "enclitics", "lemma"]].values.tolist()
    [[['و', 'ل', 'ال'], 'مدينة', [], 'مدينة'], [[], 'باريس', [], 'باريس'], [[], 'اتفاقات', ['هم'], 'اتفاق']]
    """
    surfaces, is_word = _surfaces(words)
    marked = fold_words(surfaces, profile="marks")
    keys = fold_alef(marked)
    alone = set(keys if vocabulary is None else fold_alef(fold_words(list(vocabulary), profile="marks")))
    reader = Reader(load_clitics(), load_lexicon(), alone, prune=not explain)
    read, lemma_as_written = reader.read, reader.lemma_as_written
    proclitics: list[list[str]] = []
    stems: list[str] = []
    enclitics: list[list[str]] = []
    lemmas: list[str] = []
    readings_of: list[list[str]] = []
    reasons: list[str] = []
    for key, word, cut in zip(keys, marked, is_word, strict=True):
        readings = read(key, word) if cut and key else [_as_it_is(word)]
        best = min(readings)
        _, before, start, end, after, lemma, *_ = best
        proclitics.append(list(before))
        stems.append(word[start:end])
        enclitics.append(list(after))
        # Without a hamza on an alef, the spelling decides nothing.
        lemmas.append(lemma if key == word and best[6] != "unknown" else lemma_as_written(best, word))
        if explain:
            readings_of.append(
                [describe(reading, word, lemma_as_written(reading, word)) for reading in sorted(set(readings))]
            )
            reasons.append(_reason(best))
    table = pd.DataFrame(
        {"surface": surfaces, "proclitics": proclitics, "stem": stems, "enclitics": enclitics, "lemma": lemmas}
    )
    if explain:
        table["readings"] = readings_of
        table["reason"] = reasons
    return table


def _surfaces(words: Sequence[str] | pd.DataFrame) -> tuple[list[str], list[bool]]:
    """List the words and say which of them may be cut."""
    if isinstance(words, str):
        raise TypeError("`words` is one string; pass a list of words, such as [word]")
    if isinstance(words, pd.DataFrame):
        if "surface" not in words.columns:
            raise ValueError(f"`words` lacks the column surface; it has {', '.join(map(str, words.columns))}")
        surfaces = words["surface"].tolist()
        kinds = words["kind"].tolist() if "kind" in words.columns else ["word"] * len(surfaces)
        return surfaces, [kind == "word" and _is_cuttable(word) for kind, word in zip(kinds, surfaces, strict=True)]
    surfaces = list(words)
    for row, word in enumerate(surfaces):
        if not isinstance(word, str):
            raise TypeError(f"word {row} is {word!r}, a {type(word).__name__}; every word must be a string")
    return surfaces, [_is_cuttable(word) for word in surfaces]


def _is_cuttable(word: str) -> bool:
    """Tell an Arabic word from a hashtag, a mention, a number, an address or a Latin word."""
    return _ARABIC_WORD.fullmatch(word) is not None


def _as_it_is(word: str) -> Reading:
    return (0.0, (), 0, len(word), (), word, "other", word, False)


def describe(reading: Reading, word: str, lemma: str) -> str:
    """Spell a reading out: its parts, its lemma and its kind, and its cost."""
    cost, proclitics, start, end, enclitics, _, kind, _, _ = reading
    parts = [*(f"{p}+" for p in proclitics), word[start:end], *(f"+{e}" for e in enclitics)]
    return f"{' '.join(parts)} = {lemma} ({kind}, {cost:.1f})"


def _reason(reading: Reading) -> str:
    """Say why a reading was chosen."""
    kind, attested = reading[6], reading[8]
    known = {
        "closed": "a closed-class word",
        "noun": "a noun or adjective of the lexicon",
        "perfect": "a verb of the lexicon, in the perfect",
        "imperfect": "a verb of the lexicon, in the imperfect",
        "unknown": "not in the lexicon",
        "other": "not an Arabic word",
    }[kind]
    return known + (", and the stem is attested elsewhere in the vocabulary" if attested else "")
