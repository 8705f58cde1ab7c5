"""Measure how time and memory grow with the corpus: whole at 1, 2 and 4 times its size, and in batches of files.

    python benchmarks/growth.py [CORPUS] [--runs 3] [--batch 5000]

Whole: tokens, sentences, lemmas and monthly terms of a corpus that lies in memory. In batches: so many files at a time
are read and tokenized, and the counts of their words are added up, so that no more than one batch lies in memory.
"""

import argparse
import statistics
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from measuring import (
    alternate,
    answer_parent,
    ask_child,
    describe_run,
    megabytes,
    open_corpus,
    parse_arguments,
    print_table,
    read_texts,
    repeat,
    tell_memory,
    tell_seconds,
)

from corpus_tools import read_corpus, term_frequency, tokenize

SIZES = (1, 2, 4)
WHOLE, BATCHES = "whole", "batches"


def main() -> None:
    """Measure and print."""
    options = parse_arguments(
        __doc__,
        runs=3,
        batch={"type": int, "default": 5000, "help": "files in a batch (default: %(default)s)"},
        copies={"type": int, "default": 1, "help": argparse.SUPPRESS},
    )
    if options.memory_of == BATCHES:
        files = Path(options.corpus).read_text(encoding="utf-8").splitlines()
        answer_parent(partial(count_in_batches, files, copies=options.copies, size=options.batch))
        return
    with open_corpus(options.corpus) as folder:
        documents = read_texts(folder)
        if options.memory_of == WHOLE:
            answer_parent(partial(count_whole, repeat(documents, options.copies)))
            return
        describe_run("Growth with the corpus", documents)
        measure_whole(folder, documents, options.runs)
        measure_batches(documents, options.runs, options.batch)


def count_whole(documents: pd.DataFrame) -> None:
    """Count the terms of each month in a corpus that lies in memory."""
    term_frequency(documents, by="month")


def count_in_batches(files: list[str], *, copies: int, size: int) -> None:
    """Count the words of a corpus, once for each copy, so many files at a time."""
    batches = [files[first : first + size] for first in range(0, len(files), size)]
    counts = pd.Series(dtype="int64")
    for batch in batches * copies:
        vocabulary = tokenize(read_corpus(batch)).vocabulary
        counts = counts.add(vocabulary.set_index("surface")["n"], fill_value=0)


def measure_whole(folder: str, documents: pd.DataFrame, runs: int) -> None:
    """Measure each size of the corpus in memory, and print."""
    times = alternate({str(copies): partial(count_whole, repeat(documents, copies)) for copies in SIZES}, runs)
    print("Tokens, sentences, lemmas and monthly terms of the whole corpus in memory:\n")
    peaks = [ask_child(__file__, folder, "--memory-of", WHOLE, "--copies", str(copies)) for copies in SIZES]
    _print(documents, list(times.values()), [tell_memory(peak) for peak in peaks])


def measure_batches(documents: pd.DataFrame, runs: int, batch: int) -> None:
    """Measure each size of the corpus in batches of files, each in a process that never held the whole, and print."""
    times: list[list[float]] = [[] for _ in SIZES]
    peaks = [""] * len(SIZES)
    with TemporaryDirectory() as folder:
        files = Path(folder, "files.txt")
        files.write_text("\n".join(documents["path"].unique()), encoding="utf-8")
        for _ in range(runs):
            for row, copies in enumerate(SIZES):
                own = ["--memory-of", BATCHES, "--copies", str(copies), "--batch", str(batch)]
                answer = ask_child(__file__, str(files), *own)
                times[row].append(answer["seconds"] if answer else float("nan"))
                peaks[row] = tell_memory(answer)
    print(f"Words counted in batches of {batch:,} files, each read, tokenized and let go, one thread:\n")
    _print(documents, times, peaks)


def _print(documents: pd.DataFrame, times: list[list[float]], peaks: list[str]) -> None:
    """Print one row for each size: what it is, how long it took, alone and for each copy, and its memory."""
    size = megabytes(documents["text"])
    rows: list[list[str]] = []
    for copies, own, peak in zip(SIZES, times, peaks, strict=True):
        share = statistics.median(took / copies / one for took, one in zip(own, times[0], strict=True))
        corpus = [f"{copies} ×", f"{copies * len(documents):,}", f"{copies * size:.1f}"]
        rows.append([*corpus, tell_seconds(own), f"{share:.2f}", peak])
    print_table(
        ["size", "texts", "MB", "time", "time a copy, relative to 1 ×", "peak memory (added by the work)"], rows
    )


if __name__ == "__main__":
    main()
