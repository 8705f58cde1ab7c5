"""`corpus-tools notebooks`: copies of the notebooks that ask a corpus of yours, run, and as pages."""

import argparse
import os
from importlib.util import find_spec
from pathlib import Path

from corpus_tools.commands.telling import tell
from corpus_tools.files import staged, write_bytes
from corpus_tools.notebooks.pages import notebook_page
from corpus_tools.notebooks.run import run_notebooks, write_notebook
from corpus_tools.notebooks.sources import name_of, notebook_sources, read_source, set_corpus
from corpus_tools.places import is_address, without_scheme
from corpus_tools.reading.discovery import find_files, is_store

_NEEDED = ("jupytext", "nbclient", "nbconvert", "ipykernel")


def notebooks(options: argparse.Namespace) -> int:
    """Run the notebooks on a corpus, and write each as a notebook and as a page."""
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise ImportError(f"notebooks need {' and '.join(missing)}: pip install 'corpus-tools[notebooks]'")
    if is_address(options.corpus):
        raise ValueError(
            f"notebooks read a folder or a store of this machine, and {options.corpus!r} is none; copy it here"
        )
    corpus, out = Path(without_scheme(options.corpus)).resolve(), Path(options.out)
    if not is_store(corpus):
        find_files(corpus)  # fails at once where there is nothing to read
    with staged(out):  # and where nothing can be written
        pass
    made = {name_of(source, options.lang): read_source(source, options.lang) for source in notebook_sources()}
    for notebook in made.values():
        set_corpus(notebook, _seen_from(corpus, out))
    run_notebooks(made, folder=out)
    for name, notebook in made.items():
        write_notebook(notebook, out / f"{name}.ipynb")
        write_bytes(out / f"{name}.html", notebook_page(notebook, lang=options.lang))
        tell(f"{out / name}.html: written, and the notebook beside it", options)
    return 0


def _seen_from(corpus: Path, folder: Path) -> Path:
    """Return the path of a corpus from a folder, without the folders that both lie in, which are nobody's business."""
    try:
        return Path(os.path.relpath(corpus, folder.resolve()))
    except ValueError:  # on another drive
        return corpus
