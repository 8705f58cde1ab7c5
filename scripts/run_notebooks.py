"""Run the notebooks of this project on the corpus that ships, in each language, and write them with their outputs.

`notebooks/NAME.py` is the source; `NAME.ipynb` and `NAME.ar.ipynb` receive its texts and what the cells show.
"""

import argparse
import sys
from pathlib import Path
from typing import get_args

from corpus_tools.locale import Lang
from corpus_tools.notebooks.run import NotebookError, run_notebooks, write_notebook
from corpus_tools.notebooks.sources import name_of, notebook_sources, read_source

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


def main() -> int:
    """Run the notebooks, and write them where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=NOTEBOOKS, help="folder to write to (default: notebooks/)")
    parser.add_argument("--cwd", type=Path, default=NOTEBOOKS, help="folder to run in (default: notebooks/)")
    options = parser.parse_args()
    made = {
        name_of(source, lang): read_source(source, lang) for source in notebook_sources() for lang in get_args(Lang)
    }
    try:
        run_notebooks(made, folder=options.cwd)
    except NotebookError as error:
        print(error, file=sys.stderr)
        return 1
    for name, notebook in made.items():
        write_notebook(notebook, options.out / f"{name}.ipynb")
    print(f"{len(made)} notebooks run; they are in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
