"""Save figures that come out the same each time, with what is drawn and a passport that says what made them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import metadata
from math import isnan
from pathlib import Path, PurePath
from re import match
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from matplotlib import rc_context

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.figures.drawing import shaped_text
from corpus_tools.figures.sheet import CorpusFigure
from corpus_tools.files import csv_bytes, staged

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["svg", "png", "pdf"]

# What matplotlib would otherwise write into a file about the time and the program it was made with.
_UNDATED: dict[Format, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
# Names inside an SVG are drawn by lot unless they are salted.
_REPEATABLE: Any = {"svg.hashsalt": "corpus-tools", "svg.fonttype": "path", "pdf.fonttype": 42}


def save_figure(
    figure: "Figure",
    stem: str | Path,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    formats: Sequence[Format] = ("svg", "png", "pdf"),
    data: pd.DataFrame | None = None,
    evidence: pd.DataFrame | None = None,
    function: str | None = None,
    options: Mapping[str, Any] | None = None,
    title: str | None = None,
    dpi: float = 200,
) -> list[Path]:
    """Save a figure with the numbers drawn in it and a passport.

    The same figure gives the same bytes from run to run. All files are there in the end, or none has changed.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure. Arabic text in it comes out right, whoever made it. A figure of this package knows its data,
        evidence, function, options and title.
    stem : str or path
        Where to write, without the ending: ``figures/terms``.
    corpus : Corpus or DataFrame, optional
        The corpus that the figure was made from, or its documents: the passport describes it, and the evidence gets
        the places in the texts as they were read (raw_start, raw_end).
    formats : sequence of {"svg", "png", "pdf"}
        What to write.
    data : DataFrame, optional
        What is drawn, a row for each mark; written to ``<stem>.csv`` (`corpus_tools.files.csv_bytes`).
    evidence : DataFrame, optional
        The places behind the marks; written to ``<stem>.evidence.csv``.
    function : str, optional
        The function that made the figure: ``corpus_tools.figures.plot_terms``.
    options : mapping, optional
        The options that it was called with.
    title : str, optional
        Title for readers who cannot see the figure, kept in the SVG, PNG and PDF.
    dpi : float
        Dots an inch in the PNG.

    Returns
    -------
    list of pathlib.Path
        The files: the figure in each format, the tables, and last the passport ``<stem>.json``.

    Raises
    ------
    ValueError
        If a format is not one of the three, or none is asked for.
    TypeError
        If an option has a value that a passport cannot hold, or `data` is missing for a figure that has none.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from matplotlib.figure import Figure
    >>> figure, rows = Figure(), pd.DataFrame({"term": ["حمص"], "n": [3]})
    >>> bars = figure.subplots().barh(rows["term"], rows["n"])
    >>> [path.name for path in save_figure(figure, Path(mkdtemp()) / "terms", data=rows, formats=["png"])]
    ['terms.png', 'terms.csv', 'terms.json']
    """
    unknown = [name for name in formats if name not in _UNDATED]
    if unknown or not formats:
        raise ValueError(f"formats={list(formats)!r}: give one or more of {', '.join(_UNDATED)}")
    stem = Path(stem)
    corpus = None if corpus is None else as_corpus(corpus)
    if isinstance(figure, CorpusFigure):
        data = figure.rows if data is None else data
        evidence = figure.evidence if evidence is None else evidence
        function, title = function or figure.function, title or figure.heading
        options = figure.choices if options is None else options
    if data is None:
        raise TypeError("`data` is missing: give the table of what is drawn, a row for each mark")
    if evidence is not None and corpus is not None:
        evidence = corpus.to_raw(evidence)
    passport = {
        "figure": stem.name,
        "title": title,
        "made_by": {"function": function, "options": _plain(dict(options or {}), "options")},
        "corpus": None if corpus is None else describe_corpus(corpus.documents),
        "versions": _versions(),
    }
    tables = {f"{stem.name}.csv": data} | ({} if evidence is None else {f"{stem.name}.evidence.csv": evidence})
    with staged(stem.parent) as stage:
        names = [f"{stem.name}.{form}" for form in dict.fromkeys(formats)]
        with shaped_text(), rc_context(_REPEATABLE):
            for form, name in zip(dict.fromkeys(formats), names, strict=True):
                about = _UNDATED[form] | ({"Title": title} if title else {})
                figure.savefig(stage / name, format=form, dpi=dpi, metadata=about)
        for name, table in tables.items():
            (stage / name).write_bytes(csv_bytes(table))
        names.extend(tables)
        passport["files"] = {name: _fingerprint((stage / name).read_bytes()) for name in names}
        text = json.dumps(passport, ensure_ascii=False, indent=2) + "\n"
        (stage / f"{stem.name}.json").write_bytes(text.encode())
    return [stem.parent / name for name in (*names, f"{stem.name}.json")]


def describe_corpus(documents: pd.DataFrame) -> dict[str, Any]:
    """Describe a corpus so that the same documents can be recognised, whatever their order and wherever they lie.

    Parameters
    ----------
    documents : DataFrame
        text, and where there are any sha256 (of the file) and problem.

    Returns
    -------
    dict
        documents (int): rows. problems (int): rows with a problem. sha256 (str): of the sorted SHA-256 sums of the
        documents, one a line; a document without one counts by its text.

    Examples
    --------
    >>> corpus = pd.DataFrame({"doc_id": ["1", "2"], "text": ["حمص", None], "problem": [None, "an empty file"]})
    >>> description = describe_corpus(corpus)
    >>> description["documents"], description["problems"], description["sha256"][:8]
    (2, 1, '47bb2c03')
    """
    texts = documents["text"] if "text" in documents else pd.Series("", index=documents.index)
    sums = documents["sha256"] if "sha256" in documents else pd.Series(None, index=documents.index, dtype=object)
    known = sorted(
        sha256
        if isinstance(sha256, str)
        else _sha256(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b"")
        for sha256, text in zip(sums, texts, strict=True)
    )
    problems = int(documents["problem"].notna().sum()) if "problem" in documents else 0
    return {"documents": len(documents), "problems": problems, "sha256": _sha256("\n".join(known).encode())}


def verify_figures(folder: str | Path) -> pd.DataFrame:
    r"""Compare the figures of a folder, and the tables beside them, with their passports.

    Parameters
    ----------
    folder : str or path
        Where `save_figure` wrote.

    Returns
    -------
    DataFrame
        One row for each difference: figure, file, problem. Empty when all is as it was.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    ValueError
        If it holds no passport.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from matplotlib.figure import Figure
    >>> folder = Path(mkdtemp())
    >>> files = save_figure(Figure(), folder / "terms", data=pd.DataFrame({"n": [1]}), formats=["png"])
    >>> verify_figures(folder).empty
    True
    >>> _ = files[1].write_text("n\n2\n")
    >>> verify_figures(folder)["file"].tolist()
    ['terms.csv']
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(
            f"{folder}: no such folder; figures are written by save_figure or `corpus-tools figures`"
        )
    passports = _read_passports(folder)
    if not passports:
        raise ValueError(f"{folder}: no figure in it has a passport; write figures there with `corpus-tools figures`")
    found = []
    named = set()
    for passport, files in passports.items():
        if isinstance(files, str):
            found.append((passport.stem, passport.name, files))
            continue
        for name, expected in files.items():
            named.add(name)
            problem = _difference(folder / name, expected)
            if problem:
                found.append((passport.stem, name, problem))
    drawn = {f".{ending}" for ending in (*_UNDATED, "csv")}
    found.extend(
        (path.stem, path.name, "no passport names it; delete it, or write the figure again")
        for path in sorted(folder.iterdir())
        if path.suffix in drawn and path.name not in named
    )
    return pd.DataFrame(found, columns=["figure", "file", "problem"])


def _read_passports(folder: Path) -> dict[Path, dict[str, dict[str, Any]] | str]:
    """Read what the passports of a folder say of their files; of one that cannot be read, say why."""
    passports: dict[Path, dict[str, dict[str, Any]] | str] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            passports[path] = f"cannot be read as JSON ({error}); write the figure again"
            continue
        if isinstance(content, dict) and isinstance(content.get("files"), dict) and "made_by" in content:
            passports[path] = content["files"]
    return passports


def _difference(path: Path, expected: dict[str, Any]) -> str | None:
    """Say how a file differs from what its passport says of it."""
    if not path.is_file():
        return "missing; write the figure again"
    actual = _fingerprint(path.read_bytes())
    if actual == expected:
        return None
    return f"changed: it is {_in_words(actual)}, its passport says {_in_words(expected)}"


def _in_words(fingerprint: dict[str, Any]) -> str:
    return f"{fingerprint['bytes']} bytes with SHA-256 {fingerprint['sha256'][:12]}…"


def _fingerprint(content: bytes) -> dict[str, Any]:
    """Describe a file by its length and its SHA-256 sum."""
    return {"bytes": len(content), "sha256": _sha256(content)}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _versions() -> dict[str, str]:
    """List the versions of this package and of the libraries that it needs, by name."""
    required = [match(r"[\w.-]+", line) for line in metadata.requires("corpus-tools") or [] if "extra ==" not in line]
    names = ["corpus-tools", *sorted(name.group() for name in required if name)]
    return {name: metadata.version(name) for name in names}


def _plain(value: Any, name: str) -> Any:
    """Turn the value of an option into what JSON holds; of an absolute path only its last part stays."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Mapping):
        return {str(key): _plain(item, f"{name}.{key}") for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [_plain(item, name) for item in value]
        return sorted(items, key=str) if isinstance(value, (set, frozenset)) else items
    return _plain_scalar(value, name)


def _plain_scalar(value: Any, name: str) -> str | float | None:
    """Turn a single value into what JSON holds."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and isnan(value)):
        return None
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.name if value.is_absolute() else value.as_posix()
    raise TypeError(
        f"{name} is a {type(value).__name__}; a passport holds text, numbers, dates, paths and lists of them"
    )
