"""What the benchmarks share: the corpus, the clock, the memory of a process, and tables in Markdown."""

import argparse
import gc
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from peers import MissingPeerError

from corpus_tools import read_corpus

Work = Callable[[], object]

_SEEDS = Path(__file__).parent.parent / "seeds"
_COPIES_OF_SEED = 1000
_PROCESS = Path("/proc/self")
#: What tells the allocator of Linux (glibc) to keep memory that is freed.
_KEEP_FREED = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(1 << 34)}


def parse_arguments(description: str | None, *, runs: int, **more: dict[str, Any]) -> argparse.Namespace:
    """Read the command line of all benchmarks, and `more` options: their names, and what `add_argument` takes."""
    parser = argparse.ArgumentParser(description=(description or "").split("\n", maxsplit=1)[0])
    parser.add_argument("corpus", nargs="?", help="a folder of articles (default: the seed, repeated)")
    parser.add_argument("--runs", type=int, default=runs, help="how often each tool runs (default: %(default)s)")
    # How a script asks itself, in a process of its own, for the memory of one tool.
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    for name, settings in more.items():
        parser.add_argument(f"--{name.replace('_', '-')}", **settings)
    return parser.parse_args()


def keep_freed_memory() -> None:
    """Start this script anew, so that the process keeps the memory that a tool has freed for the next.

    Otherwise each run pays for getting its memory from the system again, which on a virtual machine may take as long as
    the work, and varies with what ran before. Where the variables are set already, they stay as they are.
    """
    if platform.system() == "Linux" and not _KEEP_FREED.keys() & os.environ.keys():
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | _KEEP_FREED)  # noqa: S606 - this very script


@contextmanager
def open_corpus(path: str | None) -> Iterator[str]:
    """Yield the folder to measure on: the one named, or a temporary one with copies of the seed."""
    if path is not None:
        yield path
        return
    with TemporaryDirectory() as folder:
        for copy in range(_COPIES_OF_SEED):
            shutil.copytree(_SEEDS, Path(folder, f"{copy:04d}"))
        print(
            f"No corpus was named, so this measures {_COPIES_OF_SEED:,} copies of the seed: one text has few distinct"
            " words, which flatters tools that work once for each of them. Name a real one for figures to quote.\n"
        )
        yield folder


def read_texts(folder: str) -> pd.DataFrame:
    """Read the documents of a folder that have a text, as the Python strings that every tool is handed."""
    return read_corpus(folder).dropna(subset=["text"]).reset_index(drop=True).astype({"text": object})


def repeat(documents: pd.DataFrame, copies: int) -> pd.DataFrame:
    """Lay copies of a corpus end to end, each document with an id of its own."""
    parts = [documents.assign(doc_id=documents["doc_id"] + f"#{copy}") for copy in range(copies)]
    return pd.concat(parts, ignore_index=True)


def megabytes(texts: Iterable[str]) -> float:
    """Measure texts as they would lie on disk, in UTF-8; a broken half of a surrogate pair counts as a letter does."""
    return sum(len(text.encode(errors="surrogatepass")) for text in texts) / 1e6


def describe_run(title: str, documents: pd.DataFrame) -> None:
    """Print what is measured, and on what: a busy machine is told by its load."""
    model = platform.machine()
    if Path("/proc/cpuinfo").exists():
        names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(": ")[2] if names else model
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas"))
    print(f"### {title}\n")
    print(f"{len(documents):,} texts, {megabytes(documents['text']):.1f} MB of UTF-8.")
    print(f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f} at the start;", end=" ")
    print(f"{platform.system()}, Python {platform.python_version()}, {versions}.\n")


def seconds(work: Work) -> float:
    """Time one call, by the clock on the wall."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def alternate(tools: dict[str, Work], runs: int, *, warm: bool = True) -> dict[str, list[float]]:
    """Time tools in turn (A B A B), so that a machine that slows down slows all; return the seconds of each run.

    A tool that is `warm` is called once before, untimed, so that none pays for the tables that it loads.
    """
    if warm:
        for work in tools.values():
            work()
    times: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(runs):
        for name, work in tools.items():
            times[name].append(seconds(work))
    return times


def prepare(makers: Mapping[str, Callable[[], Work]]) -> tuple[dict[str, Work], dict[str, str]]:
    """Prepare the work of each tool, untimed; return it, and for each peer that is missing the reason."""
    tools: dict[str, Work] = {}
    missing: dict[str, str] = {}
    for name, make in makers.items():
        try:
            tools[name] = make()
        except MissingPeerError as error:
            missing[name] = str(error)
    return tools, missing


def tell_ratio(base: Sequence[float], own: Sequence[float]) -> str:
    """Return how many times as fast as a base a tool was: the median of the runs, and the least and the greatest."""
    if not base:
        return ""
    ratios = [peer / mine for peer, mine in zip(base, own, strict=True)]
    median = f"{statistics.median(ratios):.2f}"
    return median if len(ratios) == 1 else f"{median} ({min(ratios):.2f} to {max(ratios):.2f})"


def tell_seconds(times: Sequence[float]) -> str:
    """Return the median of the runs, in seconds or milliseconds."""
    median = statistics.median(times)
    return f"{median:.2f} s" if median >= 1 else f"{1000 * median:.0f} ms"


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table in Markdown; all columns but the first are figures or fit them, and stand to the right."""
    print("| " + " | ".join(headers) + " |")
    print("| --- |" + " ---: |" * (len(headers) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def ask_child(script: str, *arguments: str) -> dict[str, float] | None:
    """Run a script in a process of its own and read the figures that it prints last; None where the process failed."""
    environment = {name: value for name, value in os.environ.items() if name not in _KEEP_FREED}
    command = [sys.executable, script, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=environment)
    if done.returncode:
        return None
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def answer_parent(work: Work) -> None:
    """Print the memory that this process held before some work and at its peak, in megabytes, and the seconds."""
    gc.collect()
    _forget_peak()
    before = _peak()
    took = seconds(work)
    print(json.dumps({"before": before, "peak": _peak(), "seconds": took}))


def tell_memory(answer: dict[str, float] | None) -> str:
    """Return the peak of a process, and what of it the work added."""
    if answer is None:
        return "not measured"
    return f"{answer['peak']:.0f} MB (+{answer['peak'] - answer['before']:.0f})"


def _forget_peak() -> None:
    """Begin the peak of this process anew, where the system can: reading the corpus may have taken more."""
    if (_PROCESS / "clear_refs").exists():
        (_PROCESS / "clear_refs").write_text("5")


def _peak() -> float:
    """Return the peak of this process in megabytes.

    Linux counts into ru_maxrss what the parent held when it started this process, but not into VmHWM.
    """
    if (_PROCESS / "status").exists():
        line = next(line for line in (_PROCESS / "status").read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    return largest_resident(resource.RUSAGE_SELF)


def largest_resident(who: int) -> float:
    """Return the largest resident size in megabytes of this process or of the children that it waited for."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit / 1e6
