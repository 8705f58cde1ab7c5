"""Tokenize and count a corpus beside scikit-learn, nltk, spaCy and CAMeL Tools, in turn, in one process.

    python benchmarks/tokens.py [CORPUS] [--repeat N] [--runs 5] [--slow-runs 1]

CORPUS is a folder of articles, as `read_corpus` takes it, repeated to 100 MB unless `--repeat` says how often. A ratio
is taken run by run, so that a machine that slows down slows both. README.md tells what each tool gives.
"""

import math
import os
import statistics
from collections.abc import Callable
from functools import partial

import pandas as pd
import peers
from measuring import (
    Work,
    alternate,
    answer_parent,
    ask_child,
    describe_run,
    keep_freed_memory,
    megabytes,
    open_corpus,
    parse_arguments,
    prepare,
    print_table,
    read_texts,
    repeat,
    tell_memory,
    tell_ratio,
    tell_seconds,
)

from corpus_tools import Corpus, document_term_matrix, term_frequency, tokenize

BASE = "CountVectorizer"
PROCESSORS = os.cpu_count() or 1  # as many threads as a corpus is cut into tokens with
MEGABYTES = 100


def vectorizer(documents: pd.DataFrame) -> Work:
    """Count words in documents by scikit-learn."""
    text = peers.load("sklearn.feature_extraction.text")
    texts = documents["text"].tolist()
    return lambda: text.CountVectorizer().fit_transform(texts)


def tokens(threads: int) -> Callable[[pd.DataFrame], Work]:
    """Tokens with offsets, and the vocabulary."""
    return lambda documents: lambda: tokenize(documents, threads=threads)


def corpus(documents: pd.DataFrame) -> Work:
    """Make a corpus: tokens and sentences."""
    return lambda: Corpus(documents)


def counts(documents: pd.DataFrame) -> Work:
    """Make a corpus, and the counts of words in documents beside it."""
    return lambda: document_term_matrix(Corpus(documents), form="surface", threads=PROCESSORS)


def monthly_terms(documents: pd.DataFrame) -> Work:
    """Make a corpus, its lemmas, and the terms of each month."""
    return lambda: term_frequency(Corpus(documents), by="month", threads=PROCESSORS)


def nltk_words(documents: pd.DataFrame) -> Work:
    """Words and punctuation by nltk's regular expression, as strings."""
    tokenizer = peers.load("nltk.tokenize").WordPunctTokenizer()
    return _each(tokenizer.tokenize, documents)


def nltk_spans(documents: pd.DataFrame) -> Work:
    """Words and punctuation by nltk's regular expression, as offsets."""
    tokenizer = peers.load("nltk.tokenize").WordPunctTokenizer()
    return _each(lambda text: list(tokenizer.span_tokenize(text)), documents)


def spacy_words(documents: pd.DataFrame) -> Work:
    """Tokens with offsets by spaCy's rules for Arabic."""
    pipeline = peers.load("spacy").blank("ar")
    pipeline.max_length = int(documents["text"].str.len().max()) + 1
    return _each(pipeline.make_doc, documents)


def camel_words(documents: pd.DataFrame) -> Work:
    """Words and punctuation by CAMeL Tools, as strings."""
    return _each(peers.load("camel_tools.tokenizers.word").simple_word_tokenize, documents)


def _each(tokenizer: Callable[[str], object], documents: pd.DataFrame) -> Work:
    """Tokenize each text, and let go of what that gives: the least that such a tool can be asked."""
    texts = documents["text"].tolist()

    def work() -> None:
        for text in texts:
            tokenizer(text)

    tokenizer("قال المتحدث إن الهدنة مستمرة.")  # loads its tables
    return work


FAST: dict[str, Callable[[pd.DataFrame], Work]] = {
    BASE: vectorizer,
    "tokenize, 1 thread": tokens(1),
    "tokenize, 2 threads": tokens(2),
    "corpus": corpus,
    "corpus + document-term counts": counts,
    "corpus + lemma + monthly terms": monthly_terms,
}
SLOW: dict[str, Callable[[pd.DataFrame], Work]] = {
    "nltk WordPunctTokenizer, strings": nltk_words,
    "nltk WordPunctTokenizer, offsets": nltk_spans,
    "spaCy blank ar": spacy_words,
    "CAMeL Tools simple_word_tokenize": camel_words,
}


def main() -> None:
    """Compare and print."""
    options = parse_arguments(
        __doc__,
        runs=5,
        repeat={"type": int, "metavar": "N", "help": "copies of the corpus (default: as many as make 100 MB)"},
        slow_runs={"type": int, "default": 1, "help": "the same for tools that take minutes (default: %(default)s)"},
    )
    if not options.memory_of:
        keep_freed_memory()
    with open_corpus(options.corpus) as folder:
        documents = read_texts(folder)
        copies = options.repeat or math.ceil(MEGABYTES / megabytes(documents["text"]))
        if options.memory_of:
            # Tools that keep nothing have the same peak on one copy, and need not run for minutes again.
            held = repeat(documents, copies if options.memory_of in FAST else 1)
            answer_parent((FAST | SLOW)[options.memory_of](held))
            return
        compare(folder, repeat(documents, copies), copies, runs=options.runs, slow_runs=options.slow_runs)


def compare(folder: str, documents: pd.DataFrame, copies: int, *, runs: int, slow_runs: int) -> None:
    """Measure time, then memory, and print."""
    describe_run(f"Tokens and counts ({copies} {'copy' if copies == 1 else 'copies'} of the corpus)", documents)
    tools, missing = prepare({name: partial(make, documents) for name, make in (FAST | SLOW).items()})
    fast = alternate({name: tools[name] for name in FAST if name in tools}, runs)
    slow = alternate({name: tools[name] for name in (BASE, *SLOW) if name in tools}, slow_runs, warm=False)
    bases = {**dict.fromkeys(FAST, fast.get(BASE, [])), **dict.fromkeys(SLOW, slow.pop(BASE, []))}
    size = megabytes(documents["text"])
    rows: list[list[str]] = []
    for name, times in (fast | slow).items():
        if times:
            memory = tell_memory(ask_child(__file__, folder, "--repeat", str(copies), "--memory-of", name))
            speed = f"{size / statistics.median(times):.1f}"
            rows.append([name, tell_seconds(times), speed, tell_ratio(bases[name], times), memory])
    rows += [[name, why, "", "", ""] for name, why in missing.items()]
    print_table(["tool", "time", "MB/s", f"times as fast as {BASE}", "peak memory (added by the work)"], rows)
    print(peers.tell_versions() + "\n")


if __name__ == "__main__":
    main()
