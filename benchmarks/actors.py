"""Find actors beside spaCy's PhraseMatcher and pyahocorasick on the same names, in turn, in one process.

    python benchmarks/actors.py [CORPUS] [--runs 3]

The names are those of the registry that ships. The peers find them as they are written; README.md tells what else
`find_mentions` does. What was found is compared beside the times.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

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

from corpus_tools import Corpus, Registry, find_mentions, load_actors
from corpus_tools.script import fold

OURS, OURS_READY = "find_mentions", "find_mentions, given a corpus"
SPACY, SPACY_READY = "spaCy: tokens and PhraseMatcher", "spaCy: PhraseMatcher, given tokens"
AHO, AHO_READY = "fold and pyahocorasick", "pyahocorasick, given folded texts"

Span = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Search:
    """Where to look, for whom, and what each tool found: the row of a document, start and end."""

    documents: pd.DataFrame
    registry: Registry = field(default_factory=load_actors)
    found: dict[str, list[Span]] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """The texts to look in."""
        return self.documents["text"].tolist()

    @property
    def names(self) -> list[str]:
        """The names to look for."""
        return self.registry.names["name"].drop_duplicates().tolist()


def ours(search: Search, name: str) -> Work:
    """Find mentions in documents, or in a corpus, whose tokens and sentences are at hand."""
    searched = Corpus(search.documents) if name == OURS_READY else search.documents
    row_of = {doc_id: row for row, doc_id in enumerate(search.documents["doc_id"])}

    def work() -> None:
        table = find_mentions(searched, search.registry)
        rows = table["doc_id"].map(row_of)
        search.found[name] = list(zip(rows.tolist(), table["start"].tolist(), table["end"].tolist(), strict=True))

    return work


def spacy(search: Search, name: str) -> Work:
    """Match the names token by token, on texts or on what spaCy made of them before."""
    pipeline = peers.load("spacy").blank("ar")
    texts, names = search.texts, search.names
    pipeline.max_length = max(map(len, texts)) + 1
    matcher = peers.load("spacy.matcher").PhraseMatcher(pipeline.vocab)
    matcher.add("actor", [pipeline.make_doc(one) for one in names])
    ready = [pipeline.make_doc(text) for text in texts] if name == SPACY_READY else None

    def work() -> None:
        docs = map(pipeline.make_doc, texts) if ready is None else ready
        search.found[name] = [
            (row, span.start_char, span.end_char)
            for row, doc in enumerate(docs)
            for span in matcher(doc, as_spans=True)
        ]

    return work


def ahocorasick(search: Search, name: str) -> Work:
    """Match the folded names letter by letter, on texts or on folded ones; offsets are of the folded text."""
    automaton = peers.load("ahocorasick").Automaton()
    texts = search.texts
    for one in map(fold, search.names):
        automaton.add_word(one, len(one))
    automaton.make_automaton()
    ready = [fold(text) for text in texts] if name == AHO_READY else None

    def work() -> None:
        folded = map(fold, texts) if ready is None else ready
        search.found[name] = [
            (row, last + 1 - length, last + 1)
            for row, text in enumerate(folded)
            for last, length in automaton.iter(text)
        ]

    return work


TOOLS: dict[str, Callable[[Search, str], Work]] = {
    SPACY: spacy,
    SPACY_READY: spacy,
    AHO: ahocorasick,
    AHO_READY: ahocorasick,
    OURS: ours,
    OURS_READY: ours,
}


def main() -> None:
    """Compare and print."""
    options = parse_arguments(__doc__, runs=3)
    keep_freed_memory()
    with open_corpus(options.corpus) as folder:
        search = Search(read_texts(folder))
    describe_run("Actors", search.documents)
    print(f"{len(search.registry):,} actors, {len(search.names):,} different names.\n")
    tools, missing = prepare({name: partial(make, search, name) for name, make in TOOLS.items()})
    times = alternate(tools, options.runs)
    rows = [
        [
            name,
            tell_seconds(measured),
            tell_ratio(times.get(SPACY, []), measured),
            tell_ratio(times.get(AHO, []), measured),
            f"{len(search.found[name]):,}",
        ]
        for name, measured in times.items()
    ]
    rows += [[name, why, "", "", ""] for name, why in missing.items()]
    print_table(["tool", "time", f"times as fast as {SPACY}", f"times as fast as {AHO}", "found"], rows)
    print(peers.tell_versions() + "\n")
    print_overlap(search)


def print_overlap(search: Search) -> None:
    """Print how much of what one tool found another found too."""
    mentions = search.found[OURS]
    if SPACY in search.found:
        matches = search.found[SPACY]
        print(f"{_overlapping(mentions, matches):,} of the {len(mentions):,} mentions overlap a match of spaCy;")
        print(f"{_overlapping(matches, mentions):,} of the {len(matches):,} matches of spaCy overlap a mention.")
    if AHO in search.found:
        folded = [fold(text) for text in search.texts]
        hits = search.found[AHO]
        whole = sum(not _is_inside_word(folded[row], start, end) for row, start, end in hits)
        print(f"{whole:,} of the {len(hits):,} hits of pyahocorasick begin and end where a word does.")
    print()


def _overlapping(spans: list[Span], others: list[Span]) -> int:
    """Count the spans that share a character with another tool's."""
    covered = {(row, at) for row, start, end in others for at in range(start, end)}
    return sum(any((row, at) in covered for at in range(start, end)) for row, start, end in spans)


def _is_inside_word(text: str, start: int, end: int) -> bool:
    """Return whether a letter stands directly before or behind a span."""
    return text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()


if __name__ == "__main__":
    main()
