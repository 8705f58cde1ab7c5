"""Do with polars-corpus what store.py does with a store, and print the seconds of each step as JSON.

    python polars_corpus_peer.py TOKENS.parquet FOLDER WORD ask

Runs in an environment that holds polars-corpus and not this project. It cuts no tokens and finds no lemmas: it is given
a table of one row a token (file_id, token), which is its form of a corpus.
"""

import json
import sys
import time
from collections.abc import Callable

import polars as pl  # type: ignore[import-not-found,unused-ignore]
import polars_corpus as plc  # type: ignore[import-not-found,unused-ignore]


def main() -> None:
    """Do one step after another and print how long each took."""
    tokens, word = sys.argv[1], sys.argv[3]
    took = {}
    began = time.perf_counter()
    corpus = pl.read_parquet(tokens)
    plc.frequency_list(corpus).head(20)
    took["open"] = time.perf_counter() - began
    questions: dict[str, Callable[[], object]] = {
        "frequencies": lambda: plc.frequency_list(corpus).head(20),
        "concordance": lambda: plc.search(corpus, word).concordance("token", window=10),
        "collocates": lambda: (
            plc.search(corpus, word)
            .collocates("token", window=5, min_freq=3)
            .with_columns(g2=pl.col("freqs").corpus.loglik())
        ),
    }
    for name, ask in questions.items():
        began = time.perf_counter()
        ask()
        took[name] = time.perf_counter() - began
    print(json.dumps(took))


if __name__ == "__main__":
    main()
