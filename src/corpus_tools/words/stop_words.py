"""Function words and the words that any news report uses, to leave out of counts of terms."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from corpus_tools.data_files import load_table, read_rows
from corpus_tools.script import fold
from corpus_tools.words.clitics import load_clitics
from corpus_tools.words.lexicon import SUFFIX


@cache
def load_stop_words() -> frozenset[str]:
    """Return the closed-class words of Arabic (prepositions, pronouns, conjunctions and the like) and their lemmas.

    Auxiliary verbs (كان، تم) are among them: a term whose lemma is a stop word is left out in all its forms. So are
    proclitics, since some writers and every number set them apart («و 15», «ب 3»).

    Returns
    -------
    frozenset of str
        Words for `stop_words=` of `term_frequency`; add your own with ``|``.

    Examples
    --------
    >>> {"في", "الذي", "كان"} <= load_stop_words(), "حرب" in load_stop_words()
    (True, False)
    """
    rows = [row.split("\t") for row in read_rows("closed_class")]
    words = {word for form, lemma, kind, *_ in rows if kind != SUFFIX for word in (form, lemma)}
    words.update(_words_of("auxiliary_verbs.txt"))
    alone = {chain.letters for chain in load_clitics().proclitics if len(chain.forms) == 1}
    return frozenset(words | alone)


@cache
def load_news_words() -> frozenset[str]:
    """Return the words that any news report uses, whatever it is about, beside the stop words.

    They are verbs that report speech (قال، أكد), words of time (يوم، العام), among them the days of the week and the
    months of the solar year, numbers in words, and heads of adverbial and prepositional phrases (بشكل، بالإضافة). The
    standard figures leave them out; «شكل» and «نسبة» stay, since only «بشكل» and «بالنسبة» are such words.

    Returns
    -------
    frozenset of str
        Words for `stop_words=` of `term_frequency` and others, together with ``load_stop_words()``.

    Examples
    --------
    >>> {"قال", "يوم", "بشكل"} <= load_news_words(), {"شكل", "هدنة", "رمضان"} & load_news_words()
    (True, set())
    """
    systems = load_table("months")["gregorian"].values()
    months = {form.split()[0] for system in systems for forms in system.values() for form in forms}
    return frozenset(_words_of("news_words.txt")) | months


def _words_of(name: str) -> list[str]:
    """Return the words of a file of the data, one a line; # opens a comment."""
    lines = (files("corpus_tools") / "data" / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def fold_stop_words(stop_words: Iterable[str] | None) -> set[str]:
    """Return the caller's stop words, folded as the tokens are; TypeError for a single string."""
    if isinstance(stop_words, str):
        raise TypeError(f"`stop_words` is the string {stop_words!r}; pass a list of words, such as [{stop_words!r}]")
    return {fold(word) for word in stop_words or ()}
