"""Build a corpus on disk, open it again and ask it, beside conc and polars-corpus on the same texts, in turn.

    python benchmarks/store.py [CORPUS] [--runs 3] [--word تونس]

Every tool runs in processes of its own, one to build and a new one each time to ask; imports are not timed.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import peers
from measuring import describe_run, open_corpus, parse_arguments, print_table, read_texts, tell_ratio, tell_seconds

import corpus_tools as ct

OURS = "corpus_tools"
#: The script that runs each peer, what is installed for it, and whether it builds a corpus of its own.
PEERS = {
    "conc": ("conc_peer.py", "conc==0.1.13", True),
    "polars-corpus": ("polars_corpus_peer.py", "polars-corpus==0.2.0", False),
}
STEPS = {
    "build": "build from texts",
    "open": "open, and the first 20 terms",
    "frequencies": "the first 20 terms again",
    "concordance": "concordance, 20 lines",
    "lines": "concordance, all lines",
    "collocates": "collocates",
    "bigrams": "bigrams",
}
Seconds = dict[str, list[float]]


def main() -> None:
    """Compare and print."""
    options = parse_arguments(
        __doc__,
        runs=3,
        word={"default": None, "help": "the word to ask for (default: the most frequent that is no stop word)"},
        # How the script does its own part in a process of its own.
        ask={"nargs": 4, "metavar": ("TEXTS", "FOLDER", "WORD", "STEP"), "default": None, "help": "one step"},
    )
    if options.ask:
        print(json.dumps(measure_ours(*options.ask)))
        return
    with open_corpus(options.corpus) as folder:
        documents = read_texts(folder)
    describe_run("A corpus on disk", documents)
    corpus = ct.Corpus(documents)
    word = options.word or ct.term_frequency(corpus, form="surface", stop_words=ct.load_stop_words())["term"].iloc[0]
    with TemporaryDirectory() as place:
        documents[["doc_id", "text"]].to_csv(Path(place, "texts.csv"), index=False)
        write_tokens(corpus, Path(place, "tokens.parquet"))
        times, missing = compare(Path(place), word, options.runs)
    print(f"The word asked for is «{word}». Medians of {options.runs}, and how many times as fast as corpus_tools.\n")
    ours = times[OURS]
    rows = []
    for step, told in STEPS.items():
        cells = [
            f"{tell_seconds(seconds[step])} ({tell_ratio(ours[step], seconds[step])})" if step in seconds else ""
            for name, seconds in times.items()
            if name != OURS
        ]
        rows.append([told, tell_seconds(ours[step]), *cells])
    print_table(["step", OURS, *(name for name in times if name != OURS)], rows)
    for name, why in missing.items():
        print(f"{name}: {why}\n")


def write_tokens(corpus: ct.Corpus, path: Path) -> None:
    """Write the tokens of a corpus as polars-corpus takes them."""
    tokens = corpus.tokens
    surfaces = tokens.vocabulary["surface"].take(tokens.table["word"].to_numpy()).array
    file_id = tokens.documents["doc_id"].take(tokens.table["doc"].to_numpy()).array
    pd.DataFrame({"file_id": file_id, "token": surfaces}).to_parquet(path)


def compare(place: Path, word: str, runs: int) -> tuple[dict[str, Seconds], dict[str, str]]:
    """Run all tools in turn; return the seconds of each step of each tool, and why a tool is missing."""
    here = Path(__file__).parent
    # What each tool is called with before its folder, the word and the step; and its steps.
    calls = {OURS: [sys.executable, str(Path(__file__)), "--ask", str(place / "texts.csv")]}
    steps = {OURS: ["build", "ask"]}
    missing = {}
    for name, (script, requirement, builds) in PEERS.items():
        try:
            python = peers.make_environment(requirement)
        except peers.MissingPeerError as error:
            missing[name] = str(error)
            continue
        calls[name] = [str(python), str(here / script), str(place / ("texts.csv" if builds else "tokens.parquet"))]
        steps[name] = ["build", "ask"] if builds else ["ask"]
    times: dict[str, Seconds] = {name: {} for name in calls}
    for run in range(runs):
        for name, call in calls.items():
            folder = place / f"{name} {run}"
            folder.mkdir()
            for step in steps[name]:
                for part, seconds in answer_of([*call, str(folder), word, step]).items():
                    times[name].setdefault(part, []).append(seconds)
    return times, missing


def answer_of(command: list[str]) -> dict[str, float]:
    """Return the seconds that a process prints in its last line."""
    # A peer must not find this project's packages before its own.
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH" or sys.executable in command
    }
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def measure_ours(texts: str, folder: str, word: str, step: str) -> dict[str, float]:
    """Do with a store what the scripts of the peers do, and return the seconds."""
    store = str(Path(folder, "articles.corpus"))
    with TemporaryDirectory() as small:  # imports are lazy here, and are not timed for the peers either
        Path(small, "خبر.txt").write_text("عاد السكان إلى بيوتهم في المدينة أمس", encoding="utf-8")
        ct.load_corpus(Path(small, "خبر.txt"), store=Path(small, "articles.corpus"))
        ask_ours(str(Path(small, "articles.corpus")), "السكان")
    import scipy.special  # noqa: F401, PLC0415 - what a corpus of one article does not need

    if step == "build":
        began = time.perf_counter()
        ct.load_corpus(texts, store=store)
        return {"build": time.perf_counter() - began}
    return ask_ours(store, word)


def ask_ours(store: str, word: str) -> dict[str, float]:
    """Open a store and ask it, and return the seconds of each question."""
    began = time.perf_counter()
    corpus = ct.open_corpus(store)
    ct.term_frequency(corpus).head(20)
    took = {"open": time.perf_counter() - began}
    questions: dict[str, Callable[[], object]] = {
        "frequencies": lambda: ct.term_frequency(corpus).head(20),
        "concordance": lambda: ct.concordance(corpus, word, form="surface", sample=20),
        "lines": lambda: ct.concordance(corpus, word, form="surface"),
        "collocates": lambda: ct.collocations(corpus, word, form="surface"),
        "bigrams": lambda: ct.collocations(corpus, window=1, side="after", form="surface"),
    }
    for name, ask in questions.items():
        began = time.perf_counter()
        ask()
        took[name] = time.perf_counter() - began
    return took


if __name__ == "__main__":
    main()
