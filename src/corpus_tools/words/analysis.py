"""Words: the clitics, the stem and the lemma of each distinct word.

Every cut that the table of clitics allows is looked up in the lexicon and in the vocabulary of the corpus at hand,
and the cheapest reading is taken. Nothing is learnt from a treebank: the costs stand in `data/clitics.yaml` and with
the rules of `cuts`, `inflection`, `readings` and `support`, and every reading with its cost can be had for a second
opinion.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.script import INVISIBLE, LETTERS, MARKS, TATWEEL, code_points, fold_words
from corpus_tools.tables import text_column
from corpus_tools.words.cuts import NO_CHAIN, clitic_arrays
from corpus_tools.words.lemmas import Interpreter, Reading
from corpus_tools.words.lexicon import load_lexicon
from corpus_tools.words.readings import Reader, Vocabulary
from corpus_tools.words.spellings import BREAK, Numbers, Spellings, encode_units
from corpus_tools.words.support import sum_support

# So many words are read at a time that the arrays of their readings stay in the processor's cache.
_CHUNK = 1 << 16
# So many words of a vocabulary tell which lemmas are usual in it: what comes first in a corpus is what is usual.
_USUAL = 1 << 16
_REASONS = {
    "closed": "a closed-class word",
    "noun": "a noun or adjective of the lexicon",
    "perfect": "a verb of the lexicon, in the perfect",
    "imperfect": "a verb of the lexicon, in the imperfect",
    "unknown": "not in the lexicon",
    "other": "not an Arabic word",
}


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
        Words of the corpus, which tell what stems stand alone and which lemmas are usual; `words` by default.
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
    surfaces = _surfaces(words)
    read = _read_words(words, surfaces, vocabulary, explain=explain)
    clitics = clitic_arrays()
    table = pd.DataFrame(
        {
            "surface": text_column(surfaces),
            "proclitics": list(map(list, map(clitics.parts.__getitem__, read.chains.tolist()))),
            "stem": text_column(read.stems.tolist()),
            "enclitics": list(map(list, map(clitics.suffixes.__getitem__, read.enclitics.tolist()))),
            "lemma": text_column(read.lemmas.tolist()),
        }
    )
    if explain:
        table["readings"] = read.readings
        table["reason"] = read.reasons
    return table


def find_lemmas(words: pd.DataFrame) -> pd.DataFrame:
    """Find the stems and lemmas of a vocabulary, where nobody asks for the clitics: no list is made for each word.

    Parameters
    ----------
    words : DataFrame
        The vocabulary of `Tokens`.

    Returns
    -------
    DataFrame
        One row a word, in order: stem and lemma (Python strings), definite (bool, whether it has the article).

    Examples
    --------
    >>> find_lemmas(pd.DataFrame({"surface": ["وللمدينة"]})).values.tolist()
    [['مدينة', 'مدينة', True]]
    """
    read = _read_words(words, _surfaces(words), None, explain=False)
    return pd.DataFrame({"stem": read.stems, "lemma": read.lemmas, "definite": clitic_arrays().definite[read.chains]})


class _ReadWords(NamedTuple):
    """How each word is read: the numbers of its clitics, its stem and lemma, and why, where that is asked for."""

    chains: Numbers
    enclitics: Numbers
    stems: NDArray[np.object_]
    lemmas: NDArray[np.object_]
    readings: list[list[str]]
    reasons: list[str]


def _read_words(
    words: Sequence[str] | pd.DataFrame, surfaces: list[str], vocabulary: Iterable[str] | None, *, explain: bool
) -> _ReadWords:
    """Read words with what their vocabulary tells of them."""
    marked = fold_words(surfaces, profile="marks")
    is_word = _are_arabic(surfaces)
    if isinstance(words, pd.DataFrame) and "kind" in words.columns:
        is_word &= (words["kind"] == "word").to_numpy()
    chunks = _spell(marked)
    alone = chunks if vocabulary is None else _spell(fold_words(list(vocabulary), profile="marks"))
    reader = Reader(clitic_arrays(), load_lexicon(), Vocabulary(chunk.keys() for chunk in alone))
    interpreters = _interpret(chunks, is_word, reader)
    of_vocabulary = interpreters
    if vocabulary is not None:
        of_vocabulary = _interpret(alone, np.ones(_CHUNK * len(alone), np.bool_), reader)
    usual = list(islice(of_vocabulary, max(_USUAL // _CHUNK, 1)))
    support = sum_support((interpreter.weighed() for interpreter in usual), reader.lexicon)
    interpreters = chain(usual if vocabulary is None else [], interpreters)
    # A word that is not read is its own stem and lemma.
    chains = np.full(len(marked), NO_CHAIN)
    enclitics = np.full(len(marked), reader.clitics.no_enclitic)
    stems, lemmas = np.array(marked, dtype=object), np.array(marked, dtype=object)
    readings = [[f"{word} = {word} (other, 0.0)"] for word in marked] if explain else []
    reasons = [_REASONS["other"]] * len(readings)
    for first, interpreter in zip(range(0, len(marked), _CHUNK), interpreters, strict=True):
        interpreter.weigh(support)
        rows, chosen = first + interpreter.rows, interpreter.choose()
        chains[rows], enclitics[rows] = interpreter.clitics(chosen)
        of_chosen = interpreter.stems(chosen)
        stems[rows] = of_chosen
        lemmas[rows] = interpreter.lemmas(chosen, of_chosen)
        if explain:
            for row, (of_word, reason) in zip(rows.tolist(), _explain(interpreter, chosen), strict=True):
                readings[row], reasons[row] = of_word, reason
    return _ReadWords(chains, enclitics, stems, lemmas, readings, reasons)


def _interpret(chunks: list[Spellings], is_word: NDArray[np.bool_], reader: Reader) -> Iterator[Interpreter]:
    """Read chunks of words, those that are words; the letters of a chunk are let go with its readings."""
    for first in range(0, _CHUNK * len(chunks), _CHUNK):
        chunk = chunks.pop(0)
        rows = np.flatnonzero(is_word[first : first + len(chunk.starts)] & (chunk.starts < chunk.ends))
        yield Interpreter(chunk, rows, reader)


def _spell(words: list[str]) -> list[Spellings]:
    """Lay words end to end, so many at a time."""
    return [Spellings(BREAK.join(words[first : first + _CHUNK])) for first in range(0, len(words), _CHUNK)]


def _surfaces(words: Sequence[str] | pd.DataFrame) -> list[str]:
    """List the words."""
    if isinstance(words, str):
        raise TypeError("`words` is one string; pass a list of words, such as [word]")
    if isinstance(words, pd.DataFrame):
        if "surface" not in words.columns:
            raise ValueError(f"`words` lacks the column surface; it has {', '.join(map(str, words.columns))}")
        surfaces: list[str] = words["surface"].tolist()
        return surfaces
    surfaces = list(words)
    for row, word in enumerate(surfaces):
        if not isinstance(word, str):
            raise TypeError(f"word {row} is {word!r}, a {type(word).__name__}; every word must be a string")
    return surfaces


def _are_arabic(words: list[str]) -> NDArray[np.bool_]:
    """Tell Arabic words from hashtags, mentions, numbers, addresses and Latin words."""
    units = encode_units(BREAK.join(words))
    is_break = units == ord(BREAK)
    others = np.flatnonzero(~(_arabic_units()[units] | is_break))
    are_arabic = np.ones(len(words), np.bool_)
    are_arabic[np.searchsorted(np.flatnonzero(is_break), others)] = False
    return are_arabic


@cache
def _arabic_units() -> NDArray[np.bool_]:
    """Tabulate the UTF-16 units of which Arabic words are made."""
    table = np.zeros(0x10000, np.bool_)
    table[code_points(LETTERS + MARKS + TATWEEL + INVISIBLE)] = True
    return table


def _explain(interpreter: Interpreter, chosen: Numbers) -> Iterator[tuple[list[str], str]]:
    """Spell all readings of each word out, the cheapest first, and say why one of them was chosen."""
    of_words = interpreter.spell_out_all()
    for of_word, best in zip(of_words, interpreter.spell_out(chosen), strict=True):
        yield [describe(reading, stem, lemma) for reading, stem, lemma in of_word], _reason(best)


def describe(reading: Reading, stem: str, lemma: str) -> str:
    """Spell a reading out: its parts, its lemma and its kind, and its cost."""
    parts = [*(f"{p}+" for p in reading.proclitics), stem, *(f"+{e}" for e in reading.enclitics)]
    return f"{' '.join(parts)} = {lemma} ({reading.kind}, {reading.cost:.1f})"


def _reason(reading: Reading) -> str:
    """Say why a reading was chosen."""
    attested = ", and the stem is attested elsewhere in the vocabulary" if reading.attested else ""
    return _REASONS[reading.kind] + attested
