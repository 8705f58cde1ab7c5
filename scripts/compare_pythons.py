"""Compare what this Python and another one write: `python scripts/compare_pythons.py OTHER_PYTHON`.

Both draw the figures, with their tables and passports, and write the tables of the seed and of sixty made articles;
every file must be the same, byte for byte.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests" / "browser"))

from made_corpus import make_corpus  # noqa: E402 - found once the path is known

TABLES = ["terms", "dates", "events", "mentions", "quotations"]


def write_all(python: str, corpora: dict[str, Path], folder: Path) -> dict[str, bytes]:
    """Return the files that a Python writes for some corpora, by their names below a folder."""
    for name, corpus in corpora.items():
        out = folder / name
        jobs = [["figures", str(corpus), "--out", str(out)]]
        jobs += [[table, str(corpus), "--out", str(out / f"all-{table}.csv")] for table in TABLES]
        for job in jobs:
            subprocess.run([python, "-m", "corpus_tools.cli", *job], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603 - our own command
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main() -> None:
    """Write everything with both Pythons, and name the files that differ."""
    other = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "articles.jsonl"
        make_corpus().documents.to_json(made, orient="records", lines=True, date_format="iso", force_ascii=False)
        corpora = {"seed": Path("seeds"), "made": made}
        here, there = (
            write_all(python, corpora, Path(scratch) / name)
            for name, python in (("here", sys.executable), ("there", other))
        )
    differing = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
    if differing:
        sys.exit(f"{sys.executable} and {other} differ in {', '.join(differing)}")
    print(f"{len(here)} files are the same, byte for byte, by {sys.executable} and {other}.")


if __name__ == "__main__":
    main()
