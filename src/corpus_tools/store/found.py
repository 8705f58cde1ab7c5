"""What is found in the documents of a part: tokens and sentences, then dates, mentions and quotations."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.actors.find import find_mentions
from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.actors.speech.quotations import quotations
from corpus_tools.cleaning.recurring import Learnt
from corpus_tools.corpus import Corpus
from corpus_tools.dates.find import find_dates
from corpus_tools.store.assembly import Files, Tables, assemble, by_unit, write_assembled
from corpus_tools.store.cleaned import TEXTS, PartTask, clean_documents, with_text
from corpus_tools.store.failures import OF_MACHINE, find_failing, mark_failing
from corpus_tools.store.tables import read_table, split_units

if TYPE_CHECKING:
    from corpus_tools.places import Place

TOKENS, WORDS, SENTENCES = "tokens", "words", "sentences"
VOCABULARY_COLUMNS = ["surface", "folded", "kind", "n"]


@cache
def shipped_actors() -> Registry:
    """Return the actors that ship, compiled once for all parts."""
    return load_actors()


class Finder(NamedTuple):
    """How a table of places is made."""

    modules: tuple[str, ...]  # what it depends on
    find: Callable[[Corpus, pd.DataFrame], pd.DataFrame]  # of a corpus and the mentions in it


#: The tables of places that a store keeps, by name, in the order in which they are made.
FINDERS: dict[str, Finder] = {
    "dates": Finder(("dates.find",), lambda corpus, _: find_dates(corpus)),
    "mentions": Finder(("actors.find",), lambda corpus, _: find_mentions(corpus, shipped_actors())),
    "quotations": Finder(("actors.find", "actors.speech.quotations"), quotations),
}


#: What finders do not see: where a document was read, and how its day was settled, which counts others of its source.
_UNASKED = ["path", "member", "record", "sha256", "encoding", "format", "published_reason"]
#: What other tables are made of.
_READ_AGAIN = (TEXTS, "mentions")


class FindTask(NamedTuple):
    """The documents of a part, with the keys of what is to be made of them and where some of it stands already."""

    part: PartTask
    units: dict[str, bytes]  # by table, one after the other
    known: dict[str, list[Files]]
    done: dict[str, Files]  # what is there already for all documents
    learnt: Mapping[str, Learnt]

    def without(self, failing: Mapping[int, str]) -> "FindTask":
        """Return the task without the texts of some documents; what is done for the others is known."""
        return self._replace(
            part=self.part.without(failing),
            units={name: b"".join(mark_failing(split_units(keys), failing)) for name, keys in self.units.items()},
            known={name: [*self.known.get(name, []), *filter(None, [self.done.get(name)])] for name in self.units},
            done={},
        )


class MadePart(NamedTuple):
    """The files of the tables of a part, how many documents were worked on for each, and on which something failed."""

    files: Mapping[str, Files]
    made: dict[str, int]
    failing: Sequence[str] = ()


def make_part(task: FindTask) -> MadePart:
    """Make the tables of a part, as far as they are not there."""
    try:
        return _make_part(task)
    except OF_MACHINE:
        raise
    except Exception:
        failing = find_failing(partial(_try, task), list(range(len(task.part.units))))
        if not failing:
            raise
        paths = task.part.documents["path"]
        said = [f"{paths.iloc[row]}: {problem}" for row, problem in failing.items()]
        return _make_part(task.without(failing))._replace(failing=said)


def _try(task: FindTask, rows: list[int]) -> None:
    """Do all that is to be done with some documents of a part, and keep nothing."""
    texts, _ = clean_documents(task.part.with_texts(rows), task.part.cleaning, task.learnt)
    documents = task.part.documents.take(rows).reset_index(drop=True)
    corpus = Corpus(texts_of_part(asked_of(documents), texts[TEXTS]))
    mentions = find_mentions(corpus, shipped_actors())
    for finder in FINDERS.values():
        finder.find(corpus, mentions)


def _make_part(task: FindTask) -> MadePart:
    """Make the tables of a part, on no document of which anything fails."""
    files: dict[str, dict[str, Place]] = {}
    made: dict[str, int] = {}
    units = {name: split_units(keys) for name, keys in task.units.items()}
    tables: dict[str, Tables] = {}

    def keep(name: str, make: Callable[[list[int]], Tables], join: Callable[[list[Tables]], Tables] | None) -> None:
        if name in task.done:
            files[name], made[name] = dict(task.done[name]), 0
            tables[name] = {table: read_table(path) for table, path in files[name].items() if table in _READ_AGAIN}
        else:
            tables[name], made[name] = assemble(units[name], task.known[name], make, join=join)
            files[name] = write_assembled(task.part.folder / name, units[name], tables[name])

    keep(TEXTS, lambda rows: clean_documents(task.part.with_texts(rows), task.part.cleaning, task.learnt)[0], None)
    corpora: dict[tuple[int, ...], Corpus] = {}

    def corpus_of(rows: list[int]) -> Corpus:
        if tuple(rows) not in corpora:  # the next table is often of the same documents
            texts = texts_of_part(asked_of(task.part.documents), tables[TEXTS][TEXTS])
            corpora[tuple(rows)] = Corpus(texts.take(rows))
        return corpora[tuple(rows)]

    keep(TOKENS, lambda rows: _tokens_of(corpus_of(rows)), _join_tokens)
    for name, finder in FINDERS.items():
        if name in task.units:
            keep(name, partial(_find, finder, name, corpus_of, tables), None)
    return MadePart(files, made)


def asked_of(documents: pd.DataFrame) -> pd.DataFrame:
    """Return documents with what finders see of them."""
    return documents.drop(columns=_UNASKED, errors="ignore")


def texts_of_part(documents: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Return documents with their clean texts."""
    changed = {name: texts[name].array for name in texts.columns.drop("unit")}
    return with_text(documents, changed.pop("text")).assign(**changed)


def _tokens_of(corpus: Corpus) -> Tables:
    """Return the tokens of a corpus, with the sentence of each within its document, and the sentences."""
    tokens, sentences = corpus.tokens, corpus.sentences
    numbers = np.append(sentences["sentence"].to_numpy(), np.int32(-1))  # the last is for tokens outside any
    return {
        TOKENS: tokens.table.rename(columns={"doc": "unit"}).assign(
            sentence=numbers[corpus.tables.token_columns("sentence")[0]]
        ),
        WORDS: tokens.vocabulary[VOCABULARY_COLUMNS],
        SENTENCES: with_units(sentences, corpus.doc_index),
    }


def _join_tokens(pieces: list[Tables]) -> Tables:
    """Return tokens of several pieces over one vocabulary, in order of first appearance."""
    words = pd.concat([piece[WORDS] for piece in pieces], ignore_index=True)
    code, _ = pd.factorize(words["surface"].to_numpy())
    first = np.flatnonzero(~words["surface"].duplicated())
    shifts = np.cumsum([0, *(len(piece[WORDS]) for piece in pieces)])
    of_pieces = [
        piece[TOKENS].assign(word=code[piece[TOKENS]["word"].to_numpy() + shift])
        for piece, shift in zip(pieces, shifts, strict=False)
    ]
    tokens = by_unit(of_pieces)
    number, seen = pd.factorize(tokens["word"])
    words = words.take(first[np.asarray(seen)]).reset_index(drop=True)
    words["n"] = np.bincount(number, minlength=len(seen)).astype(np.int64)
    return {
        TOKENS: tokens.assign(word=number.astype(np.int32)),
        WORDS: words,
        SENTENCES: by_unit([piece[SENTENCES] for piece in pieces]),
    }


def _find(
    finder: Finder, name: str, corpus_of: Callable[[list[int]], Corpus], tables: Mapping[str, Tables], rows: list[int]
) -> Tables:
    """Return what is found in some documents of a part."""
    corpus = corpus_of(rows)
    mentions = tables["mentions"]["mentions"] if "mentions" in tables else pd.DataFrame({"unit": []}, dtype=np.int32)
    place = dict(zip(rows, range(len(rows)), strict=True))
    mentions = mentions.assign(unit=mentions["unit"].map(place)).dropna(subset="unit")
    mentions = with_doc_ids(mentions.astype({"unit": np.int32}), corpus.texts["doc_id"])
    return {name: with_units(finder.find(corpus, mentions), corpus.doc_index)}


def with_units(table: pd.DataFrame, doc_index: pd.Index) -> pd.DataFrame:
    """Return a table of places with the number of each document in the place of its doc_id."""
    numbered = table.drop(columns="doc_id")
    numbered.insert(0, "unit", doc_index.get_indexer(pd.Index(table["doc_id"])).astype(np.int32))
    return numbered


def with_doc_ids(table: pd.DataFrame, doc_ids: "pd.Series[str]") -> pd.DataFrame:
    """Return a table of places with the doc_id of each document in the place of its number."""
    named = table.drop(columns="unit").reset_index(drop=True)
    named.insert(0, "doc_id", doc_ids.take(table["unit"].to_numpy()).reset_index(drop=True))
    return named
