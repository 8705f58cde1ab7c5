"""Find dates beside dateparser's search_dates on the same sentences, in turn, in one process; then in all sentences.

    python benchmarks/dates.py [CORPUS] [--sentences 600] [--seed 1] [--runs 3]

The sentences are a random sample; each is a document of its own, published when its article was.
"""

import time

import numpy as np
import pandas as pd
import peers
from measuring import (
    Work,
    alternate,
    describe_run,
    keep_freed_memory,
    open_corpus,
    parse_arguments,
    prepare,
    print_table,
    read_texts,
    tell_ratio,
    tell_seconds,
)

from corpus_tools import find_dates, split_sentences

PEER = "dateparser search_dates"
OURS = "find_dates"


def main() -> None:
    """Compare and print."""
    options = parse_arguments(
        __doc__,
        runs=3,
        sentences={"type": int, "default": 600, "help": "how many sentences to compare on (default: %(default)s)"},
        seed={"type": int, "default": 1, "help": "of the random sample (default: %(default)s)"},
    )
    keep_freed_memory()
    with open_corpus(options.corpus) as folder:
        documents = read_texts(folder)
    sentences = cut_sentences(documents)
    describe_run("Dates", documents)
    chosen = np.random.default_rng(options.seed).permutation(len(sentences))[: options.sentences]
    compare(sentences.iloc[np.sort(chosen)].reset_index(drop=True), options.runs)
    find_in_all(documents, len(sentences))


def cut_sentences(documents: pd.DataFrame) -> pd.DataFrame:
    """Make a document of each sentence."""
    found = split_sentences(documents).merge(documents[["doc_id", "text", "published"]], on="doc_id")
    spans = zip(found["text"], found["start"], found["end"], strict=True)
    return pd.DataFrame(
        {
            "doc_id": found["doc_id"] + "#" + found["sentence"].astype("str"),
            "text": [text[start:end] for text, start, end in spans],
            "published": found["published"],
        }
    )


def compare(sentences: pd.DataFrame, runs: int) -> None:
    """Find dates in some sentences with both tools, and print."""
    found: dict[str, list[int]] = {}

    def ours() -> None:
        by_sentence = find_dates(sentences).groupby("doc_id").size()
        found[OURS] = sentences["doc_id"].map(by_sentence).fillna(0).astype(int).tolist()

    def dateparser() -> Work:
        search_dates = peers.load("dateparser.search").search_dates

        def work() -> None:
            found[PEER] = [len(search_dates(text, languages=["ar"]) or ()) for text in sentences["text"]]

        return work

    tools, missing = prepare({PEER: dateparser, OURS: lambda: ours})
    times = alternate(tools, runs)
    rows = [
        [
            name,
            tell_seconds(measured),
            f"{1000 * float(np.median(measured)) / len(sentences):.2f} ms",
            tell_ratio(times.get(PEER, []), measured),
            f"{sum(found[name]):,}",
            f"{sum(n > 0 for n in found[name]):,}",
        ]
        for name, measured in times.items()
    ]
    rows += [[name, why, "", "", "", ""] for name, why in missing.items()]
    print(f"{len(sentences):,} sentences, each a document:\n")
    columns = ["tool", "time", "a sentence", "times as fast as dateparser", "expressions", "sentences that have one"]
    print_table(columns, rows)
    print(peers.tell_versions() + "\n")


def find_in_all(documents: pd.DataFrame, sentences: int) -> None:
    """Find the dates of the whole corpus with the library alone, and print."""
    wall, processor = time.perf_counter(), time.process_time()
    n = len(find_dates(documents))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print("The whole corpus, tokens included:\n")
    each = f"{1000 * processor / sentences:.3f} ms"
    rows = [[f"{sentences:,}", f"{n:,}", tell_seconds([wall]), tell_seconds([processor]), each]]
    print_table(["sentences", "expressions", "time", "processor", "processor, a sentence"], rows)


if __name__ == "__main__":
    main()
