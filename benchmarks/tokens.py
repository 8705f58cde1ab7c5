"""Tokenize a corpus beside scikit-learn's CountVectorizer, in turn, in one process.

    python benchmarks/tokens.py CORPUS [--runs 7]

CORPUS is a folder of articles, as `read_corpus` takes it. The first line of each tool is its median of the runs; the
ratio is taken run by run, so that a machine that slows down slows both.
"""

import argparse
import platform
import statistics
import time
from collections.abc import Callable

import peers

from corpus_tools import read_corpus, tokenize


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description="Tokenize a corpus beside CountVectorizer.")
    parser.add_argument("corpus")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    peers.install("scikit-learn==1.8.0", "joblib==1.5.3", "threadpoolctl==3.6.0")
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415 - installed a moment ago

    documents = read_corpus(options.corpus).dropna(subset=["text"])
    texts = documents["text"].tolist()
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    tools: dict[str, Callable[[], object]] = {
        "CountVectorizer": lambda: CountVectorizer().fit_transform(texts),
        "tokenize, 1 thread": lambda: tokenize(documents),
        "tokenize, 2 threads": lambda: tokenize(documents, threads=2),
    }
    for work in tools.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(options.runs):
        for name, work in tools.items():
            times[name].append(seconds(work))
    print(f"{len(texts):,} texts, {megabytes:.1f} MB; Python {platform.python_version()}, {platform.machine()}")
    for name, measured in times.items():
        ratios = [peer / own for peer, own in zip(times["CountVectorizer"], measured, strict=True)]
        print(
            f"{name:22}{1000 * statistics.median(measured):8.0f} ms {megabytes / statistics.median(measured):7.1f} MB/s"
            f"   {statistics.median(ratios):5.2f} times ({min(ratios):.2f} to {max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
