"""Build stores of corpora up to a million articles, count terms by month, tell events: time, processor, memory.

    python benchmarks/large.py [CORPUS] [--articles 10000 40000 1000000] [--jobs 2]

The articles are those of CORPUS over and over, each time with other new words in the place of rare ones and published
some days later, in one file of JSON lines each time. Each command runs once, as a process of its own.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zlib import crc32

import pandas as pd
from measuring import describe_run, open_corpus, parse_arguments, print_table, read_texts

import corpus_tools as ct

#: Words of the corpus up to this count are rare; in each copy one of so many of them becomes a new word.
_RARE, _ONE_IN = 20, 7
_FIELDS = ("title", "text", "source", "category")


class Run(NamedTuple):
    """What a command took: seconds by the clock and of processor, and the peak of its largest process in MB."""

    wall: float
    processor: float
    peak: float


def main() -> None:
    """Measure and print."""
    options = parse_arguments(
        __doc__,
        runs=1,
        articles={
            "type": int,
            "nargs": "+",
            "default": [10_000, 40_000],
            "help": "how many articles (default: %(default)s)",
        },
        jobs={"type": int, "default": 2, "help": "processes that build (default: %(default)s)"},
        # How the script starts a command from a process that is small itself.
        measure={"nargs": argparse.REMAINDER, "help": "measure one command"},
    )
    if options.measure:
        print(json.dumps(run(options.measure)))
        return
    command = shutil.which("corpus-tools", path=Path(sys.executable).parent)
    if command is None:
        sys.exit(f"{sys.executable} has no corpus-tools beside it; run this with the Python of the project")
    with open_corpus(options.corpus) as corpus:
        documents = read_texts(corpus)
    describe_run("Large corpora", documents)
    rows = []
    for articles in options.articles:
        with TemporaryDirectory() as place:
            folder, store, terms = Path(place, "articles"), Path(place, "articles.corpus"), Path(place, "terms.parquet")
            size = write_articles(documents, folder, articles)
            build = ask(command, "build", str(folder), "--store", str(store), "--jobs", str(options.jobs))
            shutil.rmtree(folder)  # the store needs it no more, and the disk may
            counts = ask(command, "terms", str(store), "--by", "month", "--all-tokens", "--out", str(terms))
            events = ask(command, "events", str(store), "--out", str(Path(place, "events.csv")))
            stored = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
            months = len(pd.read_parquet(terms))
        cells = [f"{cell:,.0f}" for of in (build, counts, events) for cell in of]
        rows.append([f"{articles:,}", f"{size / 1e6:,.0f} MB", f"{stored / 1e6:,.0f} MB", *cells, f"{months:,}"])
    told = ("s", "s of processor", "MB at the peak")
    asked = (f"build --jobs {options.jobs}", "terms --by month", "events")
    heads = [f"{name}, {unit}" for name in asked for unit in told]
    print_table(["articles", "JSON lines", "store", *heads, "rows of terms"], rows)


def write_articles(documents: pd.DataFrame, folder: Path, articles: int) -> int:
    """Write so many articles as JSON lines, a file each copy of the corpus; return how many bytes."""
    vocabulary = ct.tokenize(documents).vocabulary
    rare = vocabulary.loc[vocabulary["n"].le(_RARE) & vocabulary["surface"].str.len().ge(4), "surface"].tolist()
    folder.mkdir()
    left, size = articles, 0
    for copy in range(-(-articles // len(documents))):
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in vary(documents.iloc[:left], rare, copy)]
        size += Path(folder, f"{copy:04d}.jsonl").write_bytes("".join(lines).encode())
        left -= len(documents)
    return size


def vary(documents: pd.DataFrame, rare: list[str], copy: int) -> Iterator[dict[str, str]]:
    """Yield the articles of one copy."""
    new = {word: make_word(word, copy) for word in rare if copy and crc32(f"{word}{copy}".encode()) % _ONE_IN == 0}
    for article in documents.to_dict("records"):
        record = {name: article[name] for name in _FIELDS if isinstance(article.get(name), str)}
        record["text"] = re.sub(r"\w+", lambda found: new.get(found[0], found[0]), record["text"])
        if pd.notna(article.get("published")):
            record["published"] = (article["published"] + pd.Timedelta(days=7 * copy)).isoformat()
        yield record


def make_word(word: str, copy: int) -> str:
    """Return a word with two of its letters replaced, other ones in each copy."""
    letters = "بتجدرسشعفقكلمنهي"
    code = crc32(f"{copy}{word}".encode())
    at = 1 + code % (len(word) - 2)
    return word[:at] + letters[code // 7 % 16] + letters[code // 113 % 16] + word[at + 2 :]


def ask(*command: str) -> Run:
    """Run a command, started by a small process: Linux counts what a parent holds into the peak of its child."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", *command], stdout=subprocess.PIPE, text=True, check=True
    )
    return Run(*json.loads(done.stdout.splitlines()[-1]))


def run(command: list[str]) -> Run:
    """Run a command and return what it took, its own processes included."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={**os.environ, "COLUMNS": "80"})
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)


if __name__ == "__main__":
    main()
