"""Build a store: read the files of a corpus, make the tables of its parts, and merge what needs the whole.

Each table has a key that comes from all that it is made of. What is there under its key is taken as it is, whichever
build wrote it; of a part that is new, the documents that another part had are taken over. The manifest is written last:
until then the store is what it was before.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from corpus_tools.cleaning.clean import RECURRING, STEPS, CorpusStep, Step
from corpus_tools.cleaning.recurring import Learnt
from corpus_tools.cleaning.rules import read_rules
from corpus_tools.garbage import collect
from corpus_tools.places import Place, given_place, unwrapped
from corpus_tools.reading.discovery import CorpusFiles, LeftOut, find_files, is_store
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.limits import Limits, limits_of
from corpus_tools.reading.metadata import Metadata, given_metadata
from corpus_tools.reading.read import list_left_out
from corpus_tools.store.assembly import Files
from corpus_tools.store.cleaned import (
    EDGES,
    EDITS,
    TEXTS,
    Cleaning,
    LearnTask,
    PartTask,
    TouchTask,
    digest_of,
    find_edges_of_part,
    learn_recurring,
    touched_rows,
)
from corpus_tools.store.folder import require_manifest, sweep, take_folder
from corpus_tools.store.found import FINDERS, SENTENCES, TOKENS, WORDS, FindTask, MadePart, make_part
from corpus_tools.store.locks import held
from corpus_tools.store.manifest import Manifest, read_manifest, write_manifest
from corpus_tools.store.records import (
    ASIDE,
    RECORDS,
    Aside,
    Block,
    BlockTask,
    LookTask,
    cut_blocks,
    look_at,
    metadata_in,
    read_block,
    tabulate_sources,
)
from corpus_tools.store.rules import rules_of
from corpus_tools.store.settle import Settled, cut_parts, row_keys, settle_documents, text_units
from corpus_tools.store.shelf import BuildReport, Shelf, prefixes_of, tabulate_units
from corpus_tools.store.stored_tables import MODULES, StoredTables
from corpus_tools.store.tables import WHOLE, DamagedTableError, digest, path_inside, read_table, write_table
from corpus_tools.store.vocabulary import MergeTask, merge_group, merge_words
from corpus_tools.store.whole import CHAINS, VERBS, WholeTask, make_of_whole
from corpus_tools.store.workers import Workers, are_elsewhere

if TYPE_CHECKING:
    from distributed import Client

    from corpus_tools.arrays import Ints

PathLike: TypeAlias = str | os.PathLike[str]
#: Tokens of the largest corpus whose copies are kept, which takes all of them in memory.
_MOST_TOKENS = 3_000_000
_IN_MEMORY = re.compile("memory://").match
#: How many files are looked at in one task.
_LOOKED_AT = 256
#: The tables that are made together.
_TOGETHER = {RECORDS: (RECORDS, ASIDE), TEXTS: (TEXTS, EDITS), TOKENS: (TOKENS, WORDS, SENTENCES)}


def build_store(
    path: PathLike | Iterable[PathLike],
    store: PathLike,
    *,
    metadata: PathLike | pd.DataFrame | None = None,
    fields: Mapping[str, str | Sequence[str]] | None = None,
    steps: Sequence[str | Step | CorpusStep] = tuple(STEPS),
    boilerplate: PathLike | None = None,
    limits: Mapping[str, int] | None = None,
    jobs: int = 1,
    client: "Client | None" = None,
    progress: bool | None = None,
) -> BuildReport:
    """Make the store of a corpus, or bring it up to date, and say what had to be done; see `load_corpus`."""
    folder, path = given_place(store).absolute(), unwrapped(path)
    given = path if isinstance(path, (str, os.PathLike)) else list(path)
    cleaning = Cleaning(_names_of(steps), read_rules(boilerplate))
    files, names, bounds = find_files(given), FieldNames(fields), limits_of(limits)
    tables = None if metadata is None else [given_metadata(metadata, names)]
    in_memory = [name for name in (str(folder), *(file.written for file in files.documents)) if _IN_MEMORY(name)]
    if in_memory and are_elsewhere(jobs, client):
        raise ValueError(f"the memory behind {in_memory[0]!r} is of this process alone; build it here with `jobs=1`")
    take_folder(folder)
    with held(folder, progress=progress) as is_ours, Workers(jobs, client=client, progress=progress) as workers:
        build = _Build(folder, cleaning, workers)
        whole = given_place(given) if not isinstance(given, list) else None
        blocks, read = build.read_files(files, fields, bounds, whole=whole)
        left_out = list_left_out([*files.left_out, *build.left_out], path=given, is_all=not read)
        records = [block.files[RECORDS] for block in blocks]
        settled = settle_documents(records, tables or build.metadata, names, bounds, seen=build.names_seen)
        left_out += settled.documents.attrs.get("left_out", [])
        collect(len(settled.documents))  # the rows took several times as much as the table
        sizes, parts = build.make_parts(settled)
        documents = build.keep_documents(settled)
        del settled  # of a large corpus it takes much memory
        return build.finish(blocks, sizes, parts, documents, left_out, path=given, check=is_ours)


def _names_of(steps: Sequence[str | Step | CorpusStep]) -> tuple[str, ...]:
    """Return the names of cleaning steps, which must be some that the package has."""
    for step in steps:
        if step not in STEPS and step not in STEPS.values():
            own = step if isinstance(step, str) else step.name
            raise ValueError(
                f"the cleaning step {own!r} is none of {', '.join(STEPS)}; a store cannot know when a step of your own "
                "changes: clean the documents with it before, and build the store of what it leaves"
            )
    return tuple(step if isinstance(step, str) else step.name for step in steps)


@dataclass
class _Part:
    """A part on its way: its documents, the file of the edges of their texts, and clean texts that may be final."""

    task: PartTask
    edges: dict[str, Place]
    texts: list[Files] = field(default_factory=list)


class _Build:
    """One build of a store, which holds its lock."""

    def __init__(self, folder: Place, cleaning: Cleaning, workers: Workers) -> None:
        self.folder, self.cleaning, self.workers = folder, cleaning, workers
        self.report = BuildReport()
        self.rules = {name: rules_of(*modules) for name, modules in MODULES.items()}
        self.left_out: list[LeftOut] = []
        self.names_seen: dict[str, None] = {}
        self.metadata: list[Metadata] = []
        self.units: dict[str, list[Ints]] = {}  # the first halves of the keys of each part, by table
        old = Manifest()
        try:
            old = read_manifest(folder) if is_store(folder) else old
            require_manifest(folder)
        except DamagedTableError as error:
            self.report.note_damage(error.why)
        if not old.is_complete:
            write_manifest(folder, old)  # so that the folder is known for a store whenever the build ends
        self.shelf = Shelf(folder, old, self.report)

    def read_files(
        self,
        files: CorpusFiles,
        fields: Mapping[str, str | Sequence[str]] | None,
        limits: Limits,
        *,
        whole: Place | None,
    ) -> tuple[list[Block], int]:
        """Return the blocks of records of all files, parsed as far as need be, and how many records there are."""
        reading = digest(self.rules[RECORDS], sorted((fields or {}).items()), limits, str(whole)).hex()
        looks = [
            LookTask(list(files.documents[at : at + _LOOKED_AT]), fields, limits)
            for at in range(0, len(files.documents), _LOOKED_AT)
        ]
        looked = self.workers.run(look_at, looks, [len(task.files) for task in looks], "comparing files")
        cut = list(cut_blocks(chain.from_iterable(looked)))
        units = [[source.unit(reading) for source in block] for block in cut]
        found = [self.shelf.find(RECORDS, of_block, _TOGETHER[RECORDS]) for of_block in units]
        tasks = [
            BlockTask(
                self.folder / RECORDS,
                block,
                reading,
                fields,
                limits,
                whole,
                self.shelf.known(RECORDS, of_block),
            )
            for block, of_block, there in zip(cut, units, found, strict=True)
            if there is None
        ]
        made = iter(self.workers.run(read_block, tasks, [len(task.sources) for task in tasks], "reading files"))
        blocks = [
            next(made) if there is None else Block(there, block, 0) for block, there in zip(cut, found, strict=True)
        ]
        self.report.parsed = sum(block.parsed for block in blocks)
        self.units[RECORDS] = [prefixes_of([source.unit(reading) for source in block.sources]) for block in blocks]
        with_metadata = list(files.metadata)
        for block in blocks:
            aside = Aside.of(block.files)
            self.left_out += aside.left_out
            self.names_seen |= dict.fromkeys(aside.names)
            with_metadata += [source.found for source in block.sources if source.found.written in aside.with_metadata]
        for file in with_metadata:
            self.metadata += metadata_in(file, fields, limits, whole)
        return blocks, sum(len(read_table(block.files[RECORDS], ["unit"])) for block in blocks)

    def make_parts(self, settled: Settled) -> tuple[list[int], list[dict[str, Files]]]:
        """Make the tables of all parts; return how many documents each has, and its files."""
        bounds = list(cut_parts(settled))
        parts = self._clean(settled, bounds)
        return [high - low for low, high in bounds], self._find(parts, self._learn(parts))

    def keep_documents(self, settled: Settled) -> str:
        """Return the file of the documents without their texts."""
        return path_inside(self.shelf.keep("documents", settled.documents))

    def finish(
        self,
        blocks: list[Block],
        sizes: list[int],
        parts: list[dict[str, Files]],
        documents: str,
        left_out: list[str],
        *,
        path: object,
        check: Callable[[], None],
    ) -> BuildReport:
        """Merge what needs the whole, and write the manifest, after a last check that the store may be written."""
        whole = self._merge([files[TOKENS][WORDS] for files in parts]) | {"documents": documents}
        manifest = Manifest(
            rules=self.rules,
            left_out=left_out,
            blocks=[_inside(block.files) for block in blocks],
            sizes=sizes,
            parts=[{name: _inside(files) for name, files in of_part.items()} for of_part in parts],
            whole=whole,
        )
        tables = StoredTables(self.folder, manifest)
        self.report.documents, self.report.problems = tables.count(path=path)
        sources = [file for block in blocks for file in block.sources]
        whole |= self._of_whole(manifest)
        whole |= {
            name: path_inside(self.shelf.keep(name, table))
            for name, table in {"units": tabulate_units(self.units), "sources": tabulate_sources(sources)}.items()
        }
        manifest = replace(manifest, whole=whole)
        check()
        write_manifest(self.folder, manifest)
        sweep(self.folder, manifest)
        return self.report

    def _clean(self, settled: Settled, bounds: list[tuple[int, int]]) -> list[_Part]:
        """Clean the documents that are new, as if nothing recurred, and find the edges of all texts."""
        parts = []
        for low, high in bounds:
            units = text_units(settled, low, high, rules=self.rules[TEXTS], cleaning=self.cleaning)
            documents = settled.documents.iloc[low:high].reset_index(drop=True)
            known = self.shelf.known(EDGES, units)
            task = PartTask(documents, settled.places(low, high), self.cleaning, units, self.folder, known)
            parts.append(_Part(task, self.shelf.find(EDGES, units, [EDGES]) or {}))
        new = [part for part in parts if not part.edges]
        tasks = [part.task for part in new]
        found = self.workers.run(find_edges_of_part, tasks, _sizes(tasks), "cleaning documents")
        self.shelf.look_again(TEXTS)
        for part, (edges, texts, made) in zip(new, found, strict=True):
            part.edges, part.texts = edges, [texts] if texts else []
            self._count(TEXTS, made)
        self.units[EDGES] = [prefixes_of(part.task.units) for part in parts]
        return parts

    def _learn(self, parts: list[_Part]) -> dict[str, Learnt]:
        """Learn what recurs in the sources, and give the texts that may have some of it keys that say so."""
        if RECURRING not in self.cleaning.steps:
            return {}
        edges = [part.edges[EDGES] for part in parts]
        task = LearnTask(edges, self.cleaning.rules)
        [learnt] = self.workers.run(learn_recurring, [task], [len(edges)], "learning parts")
        keys = {source: digest_of(known) for source, known in learnt.items()}
        tasks = [TouchTask(file, learnt) for file in edges] if learnt else []
        found = self.workers.run(touched_rows, tasks, [1] * len(tasks), "comparing parts")
        for part, touched in zip(parts if learnt else (), found, strict=True):
            units = [
                digest(unit, keys[touched[row]]) if row in touched else unit for row, unit in enumerate(part.task.units)
            ]
            part.task = part.task._replace(units=units)
        return learnt

    def _find(self, parts: list[_Part], learnt: dict[str, Learnt]) -> list[dict[str, Files]]:
        """Make the tables of all parts."""
        tasks: list[FindTask | None] = []
        done: list[dict[str, Files]] = []
        for part in parts:
            of_rows = row_keys(part.task.documents)
            units = {TEXTS: part.task.units}
            units[TOKENS] = [digest(self.rules[TOKENS], unit) for unit in units[TEXTS]]
            for name in FINDERS:
                units[name] = [digest(self.rules[name], *pair) for pair in zip(units[TOKENS], of_rows, strict=True)]
            there: dict[str, Files] = {}
            for name, of in units.items():
                found = self.shelf.find(name, of, _TOGETHER.get(name, [name]))
                if found is not None:
                    there[name] = found
            done.append(there)
            known = {name: self.shelf.known(name, of) for name, of in units.items() if name not in done[-1]}
            known[TEXTS] = [*known.get(TEXTS, []), *part.texts]
            is_done = len(done[-1]) == len(units)
            joined = {name: b"".join(of) for name, of in units.items()}
            tasks.append(None if is_done else FindTask(part.task, joined, known, done[-1], learnt))
            for name, of in units.items():
                self.units.setdefault(name, []).append(prefixes_of(of))
        wanted = [task for task in tasks if task is not None]
        sizes = _sizes([task.part for task in wanted])
        made = iter(self.workers.run(make_part, wanted, sizes, "finding documents", is_light=False))
        tables: list[dict[str, Files]] = []
        for part, task, files in zip(parts, tasks, done, strict=True):
            of_part = MadePart(files, {}) if task is None else next(made)
            tables.append({EDGES: part.edges, **of_part.files})
            self.report.failing += of_part.failing
            for name, n in of_part.made.items():
                self._count(name, n)
        return tables

    def _merge(self, words: list[Place]) -> dict[str, str]:
        """Merge the vocabulary of all parts."""
        key = digest(*(path.name for path in words)).hex()
        merged: list[pd.DataFrame] = []

        def merge(place: int) -> pd.DataFrame:
            merged.extend(merge_words(self.folder, words, run) if not merged else ())
            return merged[place]

        def run(tasks: list[MergeTask]) -> list[dict[str, Place]]:
            sizes = [len(task.words) for task in tasks]
            return self.workers.run(merge_group, tasks, sizes, "merging vocabularies")

        return {name: self._keep(key, name, partial(merge, k)) for k, name in enumerate(("vocabulary", "codes"))}

    def _of_whole(self, manifest: Manifest) -> dict[str, str]:
        """Make the tables that are of all parts, without those that would take much memory."""
        whole = manifest.whole
        n_tokens = read_table(self.folder / whole["vocabulary"], ["n"])["n"].sum()
        made_of = {"lemmas": [whole["vocabulary"]], "copies": [whole["documents"], whole["codes"]]}
        made_of["frequencies"] = [*made_of["copies"], self.rules["lemmas"]]
        wanted = [name for name in VERBS if name != "copies" or n_tokens <= _MOST_TOKENS]
        keys = {name: digest(self.rules[name], *made_of[name]).hex() for name in wanted}
        found = {name: self.shelf.find_whole(key, name) for name, key in keys.items()}
        files = {name: path_inside(path) for name, path in found.items() if path is not None}
        manifest = replace(manifest, whole={**whole, **files})
        missing = [{name: keys[name] for name in chain if name in keys and name not in files} for chain in CHAINS]
        tasks = [WholeTask(self.folder, manifest, lacking) for lacking in missing if lacking]
        for made in self.workers.run(make_of_whole, tasks, [len(task.keys) for task in tasks], "counting tables"):
            files |= _inside(made)
        return files

    def _keep(self, key: str, name: str, make: Callable[[], pd.DataFrame]) -> str:
        """Return the file of a table of the whole, which is made if it is not there."""
        found = self.shelf.find_whole(key, name)
        return path_inside(found or write_table(self.folder / WHOLE, key, name, make()))

    def _count(self, name: str, n: int) -> None:
        """Count the documents that were worked on for a table."""
        self.report.made[name] = self.report.made.get(name, 0) + n


def _inside(files: Files) -> dict[str, str]:
    """Return files by their paths inside the store."""
    return {name: path_inside(path) for name, path in files.items()}


def _sizes(tasks: Sequence[PartTask]) -> list[int]:
    """Return how many documents each task has."""
    return [len(task.units) for task in tasks]
