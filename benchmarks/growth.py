"""Measure how time and memory grow with the corpus: whole at 1, 2 and 4 times its size, and in batches of files.

    python benchmarks/growth.py [CORPUS] [--runs 3] [--batch 5000]

Whole: tokens, lemmas and monthly terms of a corpus that lies in memory. In batches: so many files at a time are read
and tokenized, and the counts of their words are added up, so that no more than one batch lies in memory.
"""

import statistics
from functools import partial

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
        copies={"type": int, "default": 1, "help": "with --memory-of: copies of the corpus"},
    )
    with open_corpus(options.corpus) as folder:
        documents = read_texts(folder)
        if options.memory_of == WHOLE:
            answer_parent(partial(count_whole, repeat(documents, options.copies)))
        elif options.memory_of == BATCHES:
            files = documents["path"].unique().tolist()
            del documents
            answer_parent(partial(count_in_batches, files, copies=options.copies, size=options.batch))
        else:
            measure(folder, documents, runs=options.runs, batch=options.batch)


def count_whole(documents: pd.DataFrame) -> None:
    """Count the terms of each month in a corpus that lies in memory."""
    term_frequency(tokenize(documents), by="month")


def count_in_batches(files: list[str], *, copies: int, size: int) -> None:
    """Count the words of a corpus, once for each copy, so many files at a time."""
    batches = [files[first : first + size] for first in range(0, len(files), size)]
    counts = pd.Series(dtype="int64")
    for batch in batches * copies:
        vocabulary = tokenize(read_corpus(batch)).vocabulary
        counts = counts.add(vocabulary.set_index("surface")["n"], fill_value=0)


def measure(folder: str, documents: pd.DataFrame, *, runs: int, batch: int) -> None:
    """Measure each size of the corpus, and print."""
    describe_run("Growth with the corpus", documents)
    size = megabytes(documents["text"])
    columns = ["size", "texts", "MB", "time", "time a copy, relative to 1 ×", "peak memory (added by the work)"]

    print("Tokens, lemmas and monthly terms of the whole corpus in memory, one thread:\n")
    times = alternate({str(copies): partial(count_whole, repeat(documents, copies)) for copies in SIZES}, runs)
    rows: list[list[str]] = []
    for copies in SIZES:
        share = statistics.median(
            own / copies / one for own, one in zip(times[str(copies)], times[str(SIZES[0])], strict=True)
        )
        answer = ask_child(__file__, folder, "--memory-of", WHOLE, "--copies", str(copies))
        rows.append(
            [*_size(documents, size, copies), tell_seconds(times[str(copies)]), f"{share:.2f}", tell_memory(answer)]
        )
    print_table(columns, rows)

    print(f"Words counted in batches of {batch:,} files, each read, tokenized and let go, one thread:\n")
    rows, first = [], 0.0
    for copies in SIZES:
        answer = ask_child(__file__, folder, "--memory-of", BATCHES, "--copies", str(copies), "--batch", str(batch))
        took = answer["seconds"] if answer else float("nan")
        first = first or took
        share = took / copies / first
        rows.append([*_size(documents, size, copies), tell_seconds([took]), f"{share:.2f}", tell_memory(answer)])
    print_table(columns, rows)


def _size(documents: pd.DataFrame, size: float, copies: int) -> list[str]:
    """Tell how large so many copies of the corpus are."""
    return [f"{copies} ×", f"{copies * len(documents):,}", f"{copies * size:.1f}"]


if __name__ == "__main__":
    main()
