"""Words that carry grammar rather than a subject, to leave out of counts of terms."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from corpus_tools.script import fold
from corpus_tools.words.clitics import load_clitics

# Endings are no words of their own.
_NO_WORD = "suffix"


@cache
def load_stop_words() -> frozenset[str]:
    """List the closed-class words of Arabic: prepositions, pronouns, conjunctions and the like, with their lemmas.

    Proclitics are among them, since some writers and every number set them apart («و 15», «ب 3»).

    Returns
    -------
    frozenset of str
        Words for `stop_words=` of `term_frequency`; add your own with ``|``.

    Examples
    --------
    >>> {"في", "الذي"} <= load_stop_words(), "حرب" in load_stop_words()
    (True, False)
    """
    lines = files("corpus_tools").joinpath("data/closed_class.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if line.strip()]
    words = {word for form, lemma, kind, *_ in rows if kind != _NO_WORD for word in (form, lemma)}
    alone = {chain.letters for chain in load_clitics().proclitics if len(chain.parts) == 1}
    return frozenset(words | alone)


def fold_stop_words(stop_words: Iterable[str] | None) -> set[str]:
    """Fold the stop words that a caller passed, as the tokens are folded.

    Parameters
    ----------
    stop_words : iterable of str, optional
        The words; none by default.

    Returns
    -------
    set of str
        The folded words.

    Raises
    ------
    TypeError
        If `stop_words` is a single string, whose letters would each be a word.

    Examples
    --------
    >>> fold_stop_words(["إلى"])
    {'الي'}
    """
    if isinstance(stop_words, str):
        raise TypeError(f"`stop_words` is the string {stop_words!r}; pass a list of words, such as [{stop_words!r}]")
    return {fold(word) for word in stop_words or ()}
