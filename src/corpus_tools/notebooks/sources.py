"""From the source of a notebook, which has its texts in several languages, to the notebook of one language."""

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from corpus_tools.locale import Lang

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Without the version of Python, which differs from machine to machine and changes no result.
_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
_INSTALLED, _CHECKOUT = Path("data", "notebooks"), Path("..", "..", "notebooks")


def notebook_sources() -> list[Path]:
    """Return the sources of the notebooks: those of a checkout, or those that are installed with the library."""
    package = Path(str(files("corpus_tools")))
    for folder in (package / _CHECKOUT, package / _INSTALLED):
        if found := sorted(folder.resolve().glob("[0-9]*.py")):
            return found
    raise FileNotFoundError(f"the notebooks are not there: they should lie in {package / _INSTALLED}")


def name_of(source: Path, lang: Lang) -> str:
    """Return what the notebook of a language is called, without its ending; English is not named."""
    return source.stem if lang == "en" else f"{source.stem}.{lang}"


def read_source(source: Path, lang: Lang) -> "NotebookNode":
    """Return the notebook of one language: the cells that are of no language or of this one."""
    import jupytext  # noqa: PLC0415 - is not installed where no notebook is made

    notebook: NotebookNode = jupytext.read(source)
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.pop("lang", lang) == lang]
    for place, cell in enumerate(notebook.cells):
        cell.id = f"cell-{place:02d}"
        if cell.cell_type == "markdown" and lang == "ar":
            cell.source = _from_right(cell.source)
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"], "language_info": _LANGUAGE}
    return notebook


def _from_right(text: str) -> str:
    """Return Markdown that is read from right to left, and aligned so also where a style sheet aligns paragraphs."""
    aligned = [
        part if part.startswith(("#", "```")) else f'<span style="display:block;text-align:right">{part}</span>'
        for part in text.split("\n\n")
    ]
    return "\n\n".join(['<div dir="rtl">', *aligned, "</div>"])


def set_corpus(notebook: "NotebookNode", corpus: Path) -> None:
    """Put another corpus in the place of the one that ships, in place; what was judged of that is of no other."""
    set_to = {"folder": f"Path({corpus.as_posix()!r})", "judged": "None"}
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            # The comment above the folder says that it is the one that ships.
            source = re.sub(r"^#.*\n(?=folder = )", "", cell.source, flags=re.MULTILINE)
            lines = [(line.partition(" = ")[0], line) for line in source.splitlines()]
            cell.source = "\n".join(f"{name} = {set_to[name]}" if name in set_to else line for name, line in lines)
