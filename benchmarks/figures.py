"""Draw all figures of a corpus with `corpus-tools figures`, as a process of its own: time, processor and memory.

    python benchmarks/figures.py [CORPUS] [--runs 3]

From reading the files to the last figure, imports included, as somebody at a terminal waits for it.
"""

import resource
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import (
    describe_run,
    largest_resident,
    open_corpus,
    parse_arguments,
    print_table,
    read_texts,
    seconds,
    tell_seconds,
)


def main() -> None:
    """Run the command some times, and print."""
    options = parse_arguments(__doc__, runs=3)
    command = shutil.which("corpus-tools", path=Path(sys.executable).parent)
    if command is None:
        sys.exit(f"{sys.executable} has no corpus-tools beside it; run this with the Python of the project")
    rows: list[list[str]] = []
    with open_corpus(options.corpus) as folder:
        # The processes first: Linux counts into a child's peak what its parent held when it started it.
        for run in range(options.runs):
            wall, processor, said = draw(command, folder)
            rows.append([f"run {run + 1}", tell_seconds([wall]), tell_seconds([processor]), peak()])
        describe_run("Figures", read_texts(folder))
    print(f"```text\n{said}```\n")
    print_table(["corpus-tools figures", "time", "processor", "largest peak memory so far"], rows)


def draw(command: str, folder: str) -> tuple[float, float, str]:
    """Draw the figures into a temporary folder; return the wall clock and processor seconds and what was printed."""
    said: list[str] = []

    def work() -> None:
        with TemporaryDirectory() as out:
            done = subprocess.run(
                [command, "figures", folder, "--out", out], stdout=subprocess.PIPE, text=True, check=True
            )
            said.append(done.stdout.replace(out, "OUT"))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = seconds(work)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, said[0]


def peak() -> str:
    """Return the largest resident size of the processes so far."""
    return f"{largest_resident(resource.RUSAGE_CHILDREN):.0f} MB"


if __name__ == "__main__":
    main()
