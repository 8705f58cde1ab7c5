"""Save figures reproducibly, with the numbers drawn and a passport that describes what made them."""

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
from corpus_tools.figures.evidence_files import evidence_files
from corpus_tools.figures.evidence_table import SEED
from corpus_tools.figures.precision import precision_record
from corpus_tools.figures.sheet import CorpusFigure
from corpus_tools.files import csv_bytes, staged
from corpus_tools.spans import require_spans

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["svg", "png", "pdf"]

# Metadata about time and program that matplotlib would otherwise write into a file.
_UNDATED: dict[Format, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
# Ids inside an SVG are random unless they are salted.
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

    The same figure gives the same bytes in every run. Either all files are written, or none is changed.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure; its Arabic text is shaped, whoever made it. A figure of this package has its data, evidence,
        function, options and title.
    stem : str or path
        Where to write, without extension: ``figures/terms``.
    corpus : Corpus or DataFrame, optional
        The corpus of the figure, or its documents: the passport describes it, and the evidence gets the places in the
        texts as they were read (raw_start, raw_end).
    formats : sequence of {"svg", "png", "pdf"}
        What to write.
    data : DataFrame, optional
        A row for each mark; written to ``<stem>.csv`` (`corpus_tools.files.csv_bytes`).
    evidence : DataFrame, optional
        The places behind the marks; written to ``<stem>.evidence.csv``. Where that would pass 10 MB, it holds the first
        places of each mark, as many of each as fit, and ``<stem>.evidence.parquet`` all of them (without pyarrow, the
        CSV holds all).
    function : str, optional
        The function that made the figure, such as ``corpus_tools.figures.plot_terms``.
    options : mapping, optional
        The options of that call.
    title : str, optional
        The title for readers who cannot see the figure, stored in the SVG, PNG and PDF.
    dpi : float
        Dots per inch of the PNG.

    Returns
    -------
    list of pathlib.Path
        The files: the figure in each format, the tables, and last the passport ``<stem>.json``.

    Raises
    ------
    ValueError
        If a format is not one of the three, or none is given.
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
    if stem.suffix.lower().removeprefix(".") in _UNDATED:  # each format gets its own ending
        stem = stem.with_suffix("")
    corpus = None if corpus is None else as_corpus(corpus)
    if isinstance(figure, CorpusFigure):
        data = figure.rows if data is None else data
        evidence = figure.evidence if evidence is None else evidence
        function, title = function or figure.function, title or figure.heading
        options = figure.choices if options is None else options
    if data is None:
        raise TypeError("`data` is missing: give the table of what is drawn, a row for each mark")
    if evidence is not None and corpus is not None:
        if "doc_id" in evidence:
            require_spans(evidence, corpus, name="evidence", made_by="the figure")
        evidence = corpus.to_raw(evidence)
    passport: dict[str, Any] = {
        "figure": stem.name,
        "title": title,
        "made_by": {"function": function, "options": _plain(dict(options or {}), "options")},
        "corpus": None if corpus is None else describe_corpus(corpus.documents),
        "versions": _versions(),
    }
    if isinstance(figure, CorpusFigure) and figure.validation is not None:
        passport["validation"] = precision_record(figure.validation)
    tables = {f"{stem.name}.csv": csv_bytes(data)}
    if evidence is not None:
        of_evidence = evidence_files(evidence, stem.name)
        passport["evidence"] = {
            "places": len(evidence),
            "order": f"mark by mark, those of a mark shuffled with the seed {SEED}",
            "files": {name: file.places for name, file in of_evidence.items()},
        }
        tables |= {name: file.content for name, file in of_evidence.items()}
    with staged(stem.parent) as stage:
        names = [f"{stem.name}.{form}" for form in dict.fromkeys(formats)]
        with shaped_text(), rc_context(_REPEATABLE):
            for form, name in zip(dict.fromkeys(formats), names, strict=True):
                about = _UNDATED[form] | ({"Title": title} if title else {})
                figure.savefig(stage / name, format=form, dpi=dpi, metadata=about)
        for name, content in tables.items():
            (stage / name).write_bytes(content)
        names.extend(tables)
        passport["files"] = {name: _fingerprint((stage / name).read_bytes()) for name in names}
        text = json.dumps(passport, ensure_ascii=False, indent=2) + "\n"
        (stage / f"{stem.name}.json").write_bytes(text.encode())
    if (unneeded := f"{stem.name}.evidence.parquet") not in names:  # of a time when the places were more
        (stem.parent / unneeded).unlink(missing_ok=True)
    return [stem.parent / name for name in (*names, f"{stem.name}.json")]


def describe_corpus(documents: pd.DataFrame) -> dict[str, Any]:
    """Describe a corpus so that the same documents are recognised in whatever order and place.

    documents and problems count its rows and those with a problem; sha256 is that of the sorted SHA-256 sums of the
    documents, one a line. A document without a sum counts by its text.
    """
    texts = documents["text"] if "text" in documents else pd.Series("", index=documents.index)
    sums = documents["sha256"] if "sha256" in documents else pd.Series(None, index=documents.index, dtype=object)
    known = sorted(
        sha256
        if isinstance(sha256, str)
        else _sha256(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b"")
        for sha256, text in zip(sums.tolist(), texts.tolist(), strict=True)
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
        One row for each difference: figure, file, problem; empty if there is none.

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
    drawn = {f".{ending}" for ending in (*_UNDATED, "csv", "parquet")}
    found.extend(
        (path.stem, path.name, "no passport names it; delete it, or write the figure again")
        for path in sorted(folder.iterdir())
        if path.suffix in drawn and path.name not in named
    )
    return pd.DataFrame(found, columns=["figure", "file", "problem"])


def _read_passports(folder: Path) -> dict[Path, dict[str, dict[str, Any]] | str]:
    """Return the fingerprints of files by the passport that names them; for an unreadable passport, the reason."""
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
    """Return how a file differs from its fingerprint in the passport, None if it does not."""
    if not path.is_file():
        return "missing; write the figure again"
    actual = _fingerprint(path.read_bytes())
    if actual == expected:
        return None
    words = [f"{found['bytes']} bytes with SHA-256 {found['sha256'][:12]}…" for found in (actual, expected)]
    return f"changed: it is {words[0]}, its passport says {words[1]}"


def _fingerprint(content: bytes) -> dict[str, Any]:
    """Return the length and the SHA-256 sum of a file."""
    return {"bytes": len(content), "sha256": _sha256(content)}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _versions() -> dict[str, str]:
    """Return the versions of this package and of the libraries that it needs, by name."""
    required = [match(r"[\w.-]+", line) for line in metadata.requires("corpus-tools") or [] if "extra ==" not in line]
    names = ["corpus-tools", *sorted(name.group() for name in required if name)]
    return {name: metadata.version(name) for name in names}


def _plain(value: Any, name: str) -> Any:
    """Return the value of an option as JSON holds it; of an absolute path only the last part."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Mapping):
        return {str(key): _plain(item, f"{name}.{key}") for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [_plain(item, name) for item in value]
        return sorted(items, key=str) if isinstance(value, (set, frozenset)) else items
    return _plain_scalar(value, name)


def _plain_scalar(value: Any, name: str) -> str | float | None:
    """Return a single value as JSON holds it."""
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
