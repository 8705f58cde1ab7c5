"""The clitics, the stem and the lemma of each distinct word.

Every segmentation that the table of clitics allows is looked up in the lexicon and in the vocabulary of the corpus, and
the cheapest analysis is taken. Nothing is learnt from a treebank: the costs stand in `data/clitics.yaml` and beside the
rules that need them, and `explain=True` shows every analysis with its cost.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import INVISIBLE, LETTERS, MARKS, TATWEEL, code_points, encode_units, fold_words
from corpus_tools.tables import text_column
from corpus_tools.words.attestation import Vocabulary
from corpus_tools.words.candidate_analyses import Analyzer
from corpus_tools.words.disambiguate import Analysis, Disambiguator
from corpus_tools.words.lemma_frequency import ALI, estimate_frequencies, is_ali_a_name
from corpus_tools.words.lexicon import load_lexicon
from corpus_tools.words.press_words import load_press_words
from corpus_tools.words.segmentation import NO_CHAIN, clitic_arrays
from corpus_tools.words.spellings import BREAK, Spellings, prepend_key

# Words analyzed at a time: few enough that the arrays of their analyses stay in the processor's cache.
_CHUNK = 1 << 16
# Words of a vocabulary from which lemma frequencies are estimated: frequent words appear early in a corpus.
_FREQUENT = 1 << 16
_REASONS = {
    "closed": "a closed-class word",
    "noun": "a noun or adjective of the lexicon",
    "noun or verb": "a noun, adjective or verb of the lexicon",
    "perfect": "a verb of the lexicon, in the perfect",
    "imperfect": "a verb of the lexicon, in the imperfect",
    "unknown": "not in the lexicon",
    "name": "in the list of names",
    "other": "not an Arabic word",
}


def analyze_words(
    words: Sequence[str] | pd.DataFrame, *, vocabulary: Iterable[str] | None = None, explain: bool = False
) -> pd.DataFrame:
    """Cut the clitics off distinct words and find their stems and lemmas.

    Parameters
    ----------
    words : sequence of str, or DataFrame
        The words as written, or the vocabulary of `Tokens` (columns surface, and kind where there is one: only rows of
        kind "word" are analyzed; a hashtag, a number or a Latin word is its own lemma).
    vocabulary : iterable of str, optional
        Words of the corpus, which show what stems stand alone and which lemmas are frequent; `words` by default. What
        any newspaper prints is known besides.
    explain : bool
        Return every analysis of each word and the reason for the choice as well.

    Returns
    -------
    DataFrame
        One row a word, in order: surface (str), proclitics (list of str), stem (str, as written, without marks and
        tatweel), enclitics (list of str), lemma (str), alone (str: the stem as it is written without an enclitic, such
        as زيارة for the زيارت of زيارته). With `explain`, also readings (list of str: every analysis, the
        cheapest first) and reason (str).

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
    surfaces = _list_surfaces(words)
    chosen = _analyze(words, surfaces, vocabulary, explain=explain)
    clitics = clitic_arrays()
    columns = {
        "surface": text_column(surfaces),
        "proclitics": list(map(list, map(clitics.proclitics.__getitem__, chosen.chains.tolist()))),
        "stem": text_column(chosen.stems.tolist()),
        "enclitics": list(map(list, map(clitics.enclitic_forms.__getitem__, chosen.enclitics.tolist()))),
        "lemma": text_column(chosen.lemmas.tolist()),
        "alone": text_column(chosen.alone.tolist()),
    }
    return pd.DataFrame(columns | ({"readings": chosen.readings, "reason": chosen.reasons} if explain else {}))


def find_lemmas(words: pd.DataFrame) -> pd.DataFrame:
    """Return stem, lemma, alone and definite (bool: it has the article) of each word of a vocabulary.

    Faster than `analyze_words`, since it makes no list of clitics for each word.
    """
    chosen = _analyze(words, _list_surfaces(words), None, explain=False)
    definite = clitic_arrays().definite[chosen.chains]
    texts = {"stem": chosen.stems, "lemma": chosen.lemmas, "alone": chosen.alone}
    return pd.DataFrame({name: text_column(column.tolist()) for name, column in texts.items()} | {"definite": definite})


class _Chosen(NamedTuple):
    """The chosen analysis of each word; `readings` and `reasons` are empty unless an explanation is asked for."""

    chains: Ints
    enclitics: Ints
    stems: NDArray[np.object_]
    lemmas: NDArray[np.object_]
    alone: NDArray[np.object_]
    readings: list[list[str]]
    reasons: list[str]


def _analyze(
    words: Sequence[str] | pd.DataFrame, surfaces: list[str], vocabulary: Iterable[str] | None, *, explain: bool
) -> _Chosen:
    """Analyze words in chunks and choose among the analyses by the lemma frequencies of the vocabulary."""
    marked = fold_words(surfaces, profile="marks")
    is_word = _are_arabic(surfaces)
    if isinstance(words, pd.DataFrame) and "kind" in words.columns:
        is_word &= (words["kind"] == "word").to_numpy()
    chunks = _split_chunks(marked)
    alone = chunks if vocabulary is None else _split_chunks(fold_words(list(vocabulary), profile="marks"))
    press = load_press_words()
    printed = [prepend_key(press.nouns, ARTICLE), press.perfects]
    analyzer = Analyzer(clitic_arrays(), load_lexicon(), Vocabulary([*(chunk.keys() for chunk in alone), *printed]))
    all_analyses = of_vocabulary = _analyze_chunks(chunks, is_word, analyzer)
    if vocabulary is not None:
        of_vocabulary = _analyze_chunks(alone, np.ones(_CHUNK * len(alone), np.bool_), analyzer)
    counted = list(islice(of_vocabulary, max(_FREQUENT // _CHUNK, 1)))
    frequency = estimate_frequencies((part.analyses_with_word() for part in counted), analyzer.lexicon)
    has_ali = isinstance(words, pd.DataFrame) and is_ali_a_name(words)
    all_analyses = chain(counted if vocabulary is None else [], all_analyses)
    # A word that is not analyzed is its own stem and lemma.
    chains = np.full(len(marked), NO_CHAIN)
    enclitics = np.full(len(marked), analyzer.clitics.no_enclitic)
    stems = np.array(marked, dtype=object)
    lemmas, alone_stems = stems.copy(), stems.copy()
    readings = [[f"{word} = {word} (other, 0.0)"] for word in marked] if explain else []
    reasons = [_REASONS["other"]] * len(readings)
    for first, chunk_analyses in zip(range(0, len(marked), _CHUNK), all_analyses, strict=True):
        chunk_analyses.weigh(frequency)
        if has_ali:
            chunk_analyses.doubt_closed(ALI)
        rows, chosen = first + chunk_analyses.rows, chunk_analyses.choose()
        chains[rows], enclitics[rows] = chunk_analyses.clitics(chosen)
        stems[rows] = of_chosen = chunk_analyses.stems(chosen)
        lemmas[rows] = chunk_analyses.lemmas(chosen, of_chosen)
        alone_stems[rows] = chunk_analyses.restored(chosen, of_chosen)
        if explain:
            every, best = chunk_analyses.rank_analyses(), chunk_analyses.build_analyses(chosen)
            are_names = chunk_analyses.are_names(chosen).tolist()
            for row, of_word, of_best, is_name in zip(rows.tolist(), every, best, are_names, strict=True):
                attested = ", and the stem is attested elsewhere in the vocabulary" if of_best.attested else ""
                readings[row] = [_describe(*analysis) for analysis in of_word]
                # The list of nouns holds verbs in the perfect as well: قال is one.
                is_verb = any((other.kind, other.lemma) == ("perfect", of_best.lemma) for other, *_ in of_word)
                kind = "noun or verb" if is_verb and of_best.kind == "noun" else of_best.kind
                reasons[row] = _REASONS["name" if is_name else kind] + attested
    return _Chosen(chains, enclitics, stems, lemmas, alone_stems, readings, reasons)


def _analyze_chunks(chunks: list[Spellings], is_word: Bools, analyzer: Analyzer) -> Iterator[Disambiguator]:
    """Yield the analyses of each chunk, of those rows that are words; takes the chunks out of the list to free them."""
    for first in range(0, _CHUNK * len(chunks), _CHUNK):
        chunk = chunks.pop(0)
        rows = np.flatnonzero(is_word[first : first + len(chunk.starts)] & (chunk.starts < chunk.ends))
        yield Disambiguator(chunk, rows, analyzer)


def _split_chunks(words: list[str]) -> list[Spellings]:
    """Lay the words end to end, `_CHUNK` of them at a time."""
    return [Spellings(BREAK.join(words[first : first + _CHUNK])) for first in range(0, len(words), _CHUNK)]


def _list_surfaces(words: Sequence[str] | pd.DataFrame) -> list[str]:
    """Return the words as a list, after checking it."""
    if isinstance(words, str):
        raise TypeError("`words` is one string; pass a list of words, such as [word]")
    if isinstance(words, pd.DataFrame):
        if "surface" not in words.columns:
            raise ValueError(f"`words` lacks the column surface; it has {', '.join(map(str, words.columns))}")
        return list(words["surface"].tolist())
    surfaces = list(words)
    for row, word in enumerate(surfaces):
        if not isinstance(word, str):
            raise TypeError(f"word {row} is {word!r}, a {type(word).__name__}; every word must be a string")
    return surfaces


def _are_arabic(words: list[str]) -> Bools:
    """Return which words are Arabic rather than hashtags, mentions, numbers, addresses or Latin words."""
    is_other = np.ones(0x10000, np.bool_)  # by UTF-16 unit: whether no Arabic word has it
    is_other[[*code_points(LETTERS + MARKS + TATWEEL + INVISIBLE), ord(BREAK)]] = False
    units = encode_units(BREAK.join(words))
    are_arabic = np.ones(len(words), np.bool_)
    are_arabic[np.searchsorted(np.flatnonzero(units == ord(BREAK)), np.flatnonzero(is_other[units]))] = False
    return are_arabic


def _describe(analysis: Analysis, stem: str, lemma: str) -> str:
    """Describe an analysis: its clitics and stem, its lemma, its kind and its cost."""
    segments = [*(f"{p}+" for p in analysis.proclitics), stem, *(f"+{e}" for e in analysis.enclitics)]
    return f"{' '.join(segments)} = {lemma} ({analysis.kind}, {analysis.cost:.1f})"
