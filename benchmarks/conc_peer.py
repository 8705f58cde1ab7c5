"""Do with conc what store.py does with a store, and print the seconds of each step as JSON.

    python conc_peer.py TEXTS.csv FOLDER WORD build|ask

Runs in an environment that holds conc and not this project. conc asks for a pipeline of spaCy with seven components by
name and switches them off; spaCy has none for Arabic, so an empty one with seven idle parts of these names is made.
"""

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy  # type: ignore[import-not-found,unused-ignore]
from conc.conc import Conc  # type: ignore[import-not-found,unused-ignore]
from conc.corpus import Corpus  # type: ignore[import-not-found,unused-ignore]

COMPONENTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner", "senter")
NAME = "articles"


def main() -> None:
    """Do one step after another and print how long each took."""
    texts, folder, word, step = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    logging.disable()
    took = build(texts, folder) if step == "build" else ask(folder, word)
    print(json.dumps(took))


def build(texts: str, folder: Path) -> dict[str, float]:
    """Build the corpus, and return the seconds."""
    pipeline = make_pipeline(folder / "arabic")
    began = time.perf_counter()
    Corpus(name=NAME, description="").build_from_csv(
        source_path=texts, save_path=str(folder), text_column="text", model=str(pipeline)
    )
    return {"build": time.perf_counter() - began}


def ask(folder: Path, word: str) -> dict[str, float]:
    """Open the corpus and ask it, and return the seconds of each question."""
    began = time.perf_counter()
    corpus = Conc(Corpus().load(str(folder / f"{NAME}.corpus")))
    corpus.frequencies(page_size=20)
    took = {"open": time.perf_counter() - began}
    questions: dict[str, Callable[[], object]] = {
        "frequencies": lambda: corpus.frequencies(page_size=20),
        "concordance": lambda: corpus.concordance(word, page_size=20, context_length=10),
        "collocates": lambda: corpus.collocates(word, page_size=20),
        "bigrams": lambda: corpus.ngram_frequencies(ngram_length=2, page_size=20),
    }
    for name, question in questions.items():
        began = time.perf_counter()
        question()
        took[name] = time.perf_counter() - began
    return took


def make_pipeline(folder: Path) -> Path:
    """Write an Arabic pipeline that only cuts tokens, with the names that conc expects."""
    pipeline = spacy.blank("ar")
    for name in COMPONENTS:
        pipeline.add_pipe("sentencizer", name=name)
    pipeline.to_disk(folder)
    return folder


if __name__ == "__main__":
    main()
