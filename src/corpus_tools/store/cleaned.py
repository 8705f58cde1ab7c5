"""Clean the documents of a part; what recurs in a source is learnt from the edges of its texts in all parts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.cleaning.clean import RECURRING, STEPS, CorpusStep, clean
from corpus_tools.cleaning.edges import Mark
from corpus_tools.cleaning.names import names_in
from corpus_tools.cleaning.recurring import Learnt, Source, TextEdges, find_edges, group_by_source, remove_recurring
from corpus_tools.cleaning.rules import Rules
from corpus_tools.damage.check import check_texts
from corpus_tools.places import Place
from corpus_tools.script import RowEdit
from corpus_tools.store.assembly import Files, Tables, assemble, write_assembled
from corpus_tools.store.failures import OF_MACHINE, find_failing, mark_failing
from corpus_tools.store.tables import read_table

TEXTS, EDITS, EDGES = "texts", "edits", "edges"
#: What cleaning reads of a document beside its text, and what it may change.
NAMES = ("title", "source", "author", "category")
#: What stands beside the clean texts.
KNOWN_OF_TEXTS = (*NAMES, "problem", "warning")
_MARK = list(Mark._fields)


class TextPlace(NamedTuple):
    """Where raw texts stand: rows of the records of a block."""

    records: Place
    low: int
    high: int


class Cleaning(NamedTuple):
    """How texts are cleaned."""

    steps: tuple[str, ...]
    rules: Rules


class PartTask(NamedTuple):
    """The documents of a part, as far as they are known without their texts, and where these stand."""

    documents: pd.DataFrame
    places: list[TextPlace]
    cleaning: Cleaning
    units: list[bytes]
    folder: Place  # of the store
    known: list[Files]  # where the edges of some of these texts stand already
    failing: Mapping[int, str] = {}  # the documents on which something failed, and their problems

    def without(self, failing: Mapping[int, str]) -> "PartTask":
        """Return the task without the texts of some documents, whose keys say so."""
        return self._replace(units=mark_failing(self.units, failing), failing=failing)

    def with_texts(self, rows: Sequence[int]) -> pd.DataFrame:
        """Return some documents with their raw texts."""
        raw = [read_table(place.records, ["text"])["text"].iloc[place.low : place.high] for place in self.places]
        texts = pd.concat([*raw, pd.Series([None] * len(self.documents), dtype="str")]).iloc[: len(self.documents)]
        # An empty text is a missing one, as in every table of documents.
        kept = [None if row in self.failing else text for row, text in zip(rows, texts.take(list(rows)), strict=True)]
        chosen = pd.Series(kept, dtype="str").replace("", None).array
        documents = self.documents.take(list(rows)).reset_index(drop=True)
        for place, row in enumerate(rows):
            if row in self.failing:
                documents.loc[place, "problem"] = self.failing[row]
        return with_text(documents, chosen)


def with_text(documents: pd.DataFrame, texts: Any) -> pd.DataFrame:
    """Return documents with their texts, which stand behind the title."""
    columns = documents.columns.tolist()
    place = columns.index("title") + 1
    return documents.assign(text=texts)[[*columns[:place], "text", *columns[place:]]]


def clean_documents(
    documents: pd.DataFrame, cleaning: Cleaning, learnt: Mapping[str, Learnt]
) -> tuple[Tables, list[tuple[str, TextEdges]]]:
    """Return the clean texts of documents and their edits, and the edges of the texts before what recurs was removed.

    The column unit of the tables counts in the documents.
    """
    edges: list[tuple[str, TextEdges]] = []

    def find_in(cleaned: pd.DataFrame) -> Iterable[RowEdit]:
        columns = cleaned["text"].tolist(), names_in(cleaned, "title"), names_in(cleaned, "source")
        edges.extend(find_edges(*columns))
        return remove_recurring(*columns, rules=cleaning.rules, learnt=learnt)

    steps = [CorpusStep(RECURRING, find_in) if name == RECURRING else STEPS[name] for name in cleaning.steps]
    texts, edits = clean(check_texts(documents), steps=steps)
    texts.insert(0, "unit", np.arange(len(texts), dtype=np.int32))
    rows = pd.Index(texts["doc_id"]).get_indexer(pd.Index(edits.pop("doc_id"))).astype(np.int32)
    edits.insert(0, "unit", rows)
    return {TEXTS: texts[["unit", "text", *KNOWN_OF_TEXTS]], EDITS: edits}, edges


def find_edges_of_part(task: PartTask) -> tuple[dict[str, Place], dict[str, Place], int]:
    """Clean the documents of a part that nobody has cleaned yet, as if nothing recurred.

    Returns the file of the edges of all texts, the files of the clean texts, and how many documents were cleaned.
    """
    try:
        return _find_edges(task)
    except OF_MACHINE:
        raise
    except Exception:
        failing = find_failing(
            lambda rows: clean_documents(task.with_texts(rows), task.cleaning, {}), list(range(len(task.units)))
        )
        if not failing:
            raise
        return _find_edges(task.without(failing))


def _find_edges(task: PartTask) -> tuple[dict[str, Place], dict[str, Place], int]:
    """Clean the documents of a part, all of which can be cleaned."""
    written: dict[str, Place] = {}

    def make(rows: list[int]) -> Tables:
        tables, edges = clean_documents(task.with_texts(rows), task.cleaning, {})
        written.update(write_assembled(task.folder / TEXTS, [task.units[row] for row in rows], tables))
        return {EDGES: _to_table(edges)}

    tables, made = assemble(task.units, task.known, make)
    return write_assembled(task.folder / EDGES, task.units, tables), written, made


class LearnTask(NamedTuple):
    """The files of the edges of all texts, of which is learnt what recurs."""

    edges: list[Place]
    rules: Rules


class TouchTask(NamedTuple):
    """The file of the edges of the texts of a part, and what recurs."""

    edges: Place
    learnt: Mapping[str, Learnt]


def learn_recurring(task: LearnTask) -> dict[str, Learnt]:
    """Return what recurs in the sources of a corpus, for those in which something does."""
    edges = (found for path in task.edges for found in _from_table(read_table(path)))
    learnt = {
        source: Source(source, len(rows), texts, rules=task.rules).learnt()
        for source, texts, rows in group_by_source(edges, task.rules)
    }
    return {source: known for source, known in learnt.items() if known.keys}


def digest_of(learnt: Learnt) -> str:
    """Return a key of what recurs in a source."""
    said = repr([sorted(learnt.keys), sorted(learnt.before_places), sorted(learnt.several)])
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def touched_rows(task: TouchTask) -> dict[int, str]:
    """Return which documents of a part may have something that recurs, each with its source."""
    return {
        text.row: source
        for source, text in _from_table(read_table(task.edges))
        if source in task.learnt and task.learnt[source].may_touch(text)
    }


def _to_table(edges: Sequence[tuple[str, TextEdges]]) -> pd.DataFrame:
    """Return the edges of texts as a table with a row a mark; a text without marks has one row, of no kind."""
    none = Mark(at_head=False, kind="line", key="", start=-1, end=-1)
    rows = [(source, text, mark) for source, text in edges for mark in text.marks or [none]]
    columns: dict[str, Any] = {
        "unit": np.array([text.row for _, text, _ in rows], np.int32),
        "source": pd.Series([source for source, _, _ in rows], dtype="str"),
        "title": pd.Series([text.title for _, text, _ in rows], dtype="str"),
        "first": np.array([text.first for _, text, _ in rows], np.int64),
        "body": pd.Series([text.body.hex() for _, text, _ in rows], dtype="str"),
    }
    for field, dtype in zip(_MARK, ("bool", "str", "str", "int64", "int64", "bool", "str"), strict=True):
        columns[field] = pd.Series([getattr(mark, field) for *_, mark in rows], dtype=dtype)
    return pd.DataFrame(columns)


def _from_table(table: pd.DataFrame) -> Iterator[tuple[str, TextEdges]]:
    """Yield the edges of each text of a table, with its source."""
    columns = (table[name].tolist() for name in ("unit", "source", "title", "first", "body", *_MARK))
    for (row, source, title, first, body), rows in groupby(zip(*columns, strict=True), itemgetter(slice(5))):
        marks = [Mark(*mark[5:]) for mark in rows]
        yield source, TextEdges(row, title, first, bytes.fromhex(body), [mark for mark in marks if mark.start >= 0])
