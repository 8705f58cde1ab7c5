"""What a corpus repeats at the beginning and end of its texts, as a table to look at before it goes."""

from collections.abc import Iterator
from os import PathLike

import pandas as pd

from corpus_tools.cleaning.clean import RECURRING, STEPS, AnyStep, CorpusStep, clean
from corpus_tools.cleaning.names import names_in
from corpus_tools.cleaning.recurring import Recurring, recurring_words
from corpus_tools.cleaning.rules import Rules, read_rules
from corpus_tools.script import RowEdit
from corpus_tools.tables import text_column

_DTYPES = {"source": "str", "place": "str", "words": "str", "goes_on": "bool", "n": "int64", "documents": "int64"}


def find_boilerplate(documents: pd.DataFrame, *, boilerplate: str | PathLike[str] | None = None) -> pd.DataFrame:
    """List what many documents of one source begin or end with, which the step recurring_lines of `clean` removes.

    Words recur in a source if ten of its documents have them (in one under forty a quarter of them, at least three) and
    differ otherwise. At the beginning these are lines below the title, and words before a dash or a colon that hold the
    name of the source («سبق- الرياض:») or a word of the press («خاص –»); a dateline stays. A reporter before the name
    of the source goes with it, and is «…» in the table. At the end they are lines and what follows the last sentence,
    the name of the source alone, and what opens a line that goes on with the headline, with tags or with other words
    that are no sentence and no number («رابط الخبر:», «سمات»).

    Parameters
    ----------
    documents : DataFrame
        doc_id and text; title and source where they are known. Without a source all documents count as one.
    boilerplate : path, optional
        A YAML file of what stays and what goes as well; see `clean`.

    Returns
    -------
    DataFrame
        A row for each source and wording, the most frequent of a source first: source (missing where unknown), place
        (begin, end), words, goes_on (whether what follows on the line goes too), n (documents it is removed from),
        documents (of the source), doc_id (of the first).

    Raises
    ------
    TypeError, ValueError, FileNotFoundError
        See `clean`.

    Examples
    --------
    >>> days = ["السبت", "الأحد", "الاثنين", "الثلاثاء"]
    >>> texts = [f"عين المدينة – وصلت الحافلات يوم {day} إلى الحي. رابط الخبر: حافلات {day}" for day in days]
    >>> documents = pd.DataFrame({"doc_id": range(4), "text": texts, "source": "عين المدينة"})
    >>> find_boilerplate(documents)[["place", "words", "goes_on", "n"]].values.tolist()
    [['end', 'رابط الخبر:', True, 4], ['begin', 'عين المدينة –', False, 4]]
    """
    names = list(STEPS)
    texts, _ = clean(documents, steps=names[: names.index(RECURRING)])
    return _list_recurring(texts.assign(text=texts["text"].fillna("")), read_rules(boilerplate))


def clean_and_list(
    documents: pd.DataFrame, *, boilerplate: str | PathLike[str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return what `clean` and `find_boilerplate` return, and clean once."""
    rules = read_rules(boilerplate)
    listed: list[pd.DataFrame] = []

    def look(seen: pd.DataFrame) -> Iterator[RowEdit]:
        listed.append(_list_recurring(seen, rules))
        return iter(())

    names = list(STEPS)
    at = names.index(RECURRING)
    steps: list[str | AnyStep] = [*names[:at], CorpusStep("look", look), *names[at:]]
    texts, edits = clean(documents, steps=steps, boilerplate=boilerplate)
    return texts, edits, listed[0]


def _list_recurring(texts: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return what recurs in texts on which the earlier steps have run, as `find_boilerplate` describes it."""
    columns = [texts["text"].tolist(), names_in(texts, "title"), names_in(texts, "source")]
    found: list[Recurring] = recurring_words(*columns, rules=rules)
    ids = texts["doc_id"].tolist()
    table = {
        "source": text_column([one.source or None for one in found]),
        "place": ["begin" if one.at_head else "end" for one in found],
        "words": text_column([one.words for one in found]),
        "goes_on": [one.goes_on for one in found],
        "n": [one.n for one in found],
        "documents": [one.n_source for one in found],
        "doc_id": [ids[one.row] for one in found],
    }
    return pd.DataFrame(table).astype(_DTYPES)
