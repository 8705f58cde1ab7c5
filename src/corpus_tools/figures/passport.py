"""Save figures reproducibly, with the numbers drawn and a passport that describes what made them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, partial
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
from corpus_tools.figures.evidence_files import write_evidence
from corpus_tools.figures.evidence_table import SEED, Evidence
from corpus_tools.figures.precision import precision_record
from corpus_tools.figures.sheet import CorpusFigure
from corpus_tools.figures.svg_text import svg_document
from corpus_tools.files import csv_bytes, show_controls, staged
from corpus_tools.gloss import with_glosses
from corpus_tools.spans import require_spans

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["svg", "png", "pdf"]

#: A passport is a few kilobytes; one that is larger is not read.
MOST_PASSPORT_BYTES = 2**22
#: The endings of a figure, and of the tables beside it.
PICTURES = (".svg", ".png", ".pdf")
TABLES = (".csv", ".evidence.csv", ".evidence.parquet")

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
    svg_text: bool = False,
) -> list[Path]:
    """Save a figure with the numbers drawn in it and a passport.

    The same figure gives the same bytes in every run. Either all files are written, or none is changed. Each picture
    holds the SHA-256 sum of its passport as a keyword, so that `verify_figures` notices a change of either.

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
        A row for each mark; written to ``<stem>.csv`` (`corpus_tools.files.csv_bytes`). That of a figure with glosses
        has them in a column of their own.
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
    svg_text : bool
        Whether the letters of the SVG are text, from right to left where they are Arabic, with the typeface in the
        file: they can be searched, copied and read aloud, and the file is some 400 kB larger. By default they are
        outlines, which look the same everywhere.

    Returns
    -------
    list of pathlib.Path
        The files: the figure in each format, the tables, and last the passport ``<stem>.json``.

    Raises
    ------
    ValueError
        If a format is not one of the three, or none is given, or the options are too long for a passport.
    TypeError
        If an option has a value that a passport cannot hold, `data` is missing for a figure that has none, or
        `svg_text` is asked for with a figure that is not of this package.

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
    if svg_text and not isinstance(figure, CorpusFigure):
        raise TypeError("`svg_text` is for figures of this package; write another one without it")
    stem = Path(stem)
    if stem.suffix.lower().removeprefix(".") in _UNDATED:  # each format gets its own ending
        stem = stem.with_suffix("")
    corpus = None if corpus is None else as_corpus(corpus)
    if isinstance(figure, CorpusFigure):
        data = with_glosses(figure.rows, figure.locale) if data is None else data
        function, title = function or figure.function, title or figure.heading
        options = figure.choices if options is None else options
    if data is None:
        raise TypeError("`data` is missing: give the table of what is drawn, a row for each mark")
    places = figure.gather() if evidence is None and isinstance(figure, CorpusFigure) else evidence
    if places is not None and corpus is not None:
        places = _with_raw(places, corpus)
    validation = figure.validation if isinstance(figure, CorpusFigure) else None
    passport = begin_passport(
        stem.name, title=title, function=function, options=options or {}, corpus=corpus, validation=validation
    )
    with staged(stem.parent) as stage:
        (stage / f"{stem.name}.csv").write_bytes(csv_bytes(data))
        tables = [f"{stem.name}.csv"]
        if places is not None:
            of_places = write_evidence(places, stage, stem.name)
            passport["evidence"] = {
                "places": len(places),
                "order": f"mark by mark, those of a mark shuffled with the seed {SEED}",
                "files": of_places,
            }
            tables += of_places
        passport["files"] = {name: _fingerprint(stage / name) for name in tables}
        about = {"Keywords": passport_seal(passport)} | ({"Title": show_controls(title)} if title else {})
        pictures = _draw(figure, stage / stem.name, formats, about, dpi=dpi, svg_text=svg_text)
        passport["files"] = pictures | passport["files"]
        written = passport_bytes(passport)
        if len(written) > MOST_PASSPORT_BYTES:
            raise ValueError(
                f"the options of the figure take {len(written):,} bytes, more than the {MOST_PASSPORT_BYTES:,} that a "
                "passport holds; pass `options` without long lists"
            )
        (stage / f"{stem.name}.json").write_bytes(written)
    names = list(passport["files"])
    if (unneeded := f"{stem.name}.evidence.parquet") not in names:  # of a time when the places were more
        (stem.parent / unneeded).unlink(missing_ok=True)
    return [stem.parent / name for name in (*names, f"{stem.name}.json")]


def _with_raw(places: pd.DataFrame | Evidence, corpus: Corpus) -> pd.DataFrame | Evidence:
    """Return evidence with the places in the texts as they were read, after checking that it is of these."""
    table = places.places if isinstance(places, Evidence) else places
    if "doc_id" in table:
        require_spans(table, corpus, name="evidence", made_by="the figure")
    return places.with_raw(corpus) if isinstance(places, Evidence) else corpus.to_raw(places)


def begin_passport(
    name: str,
    *,
    title: str | None,
    function: str | None,
    options: Mapping[str, Any],
    corpus: Corpus | None,
    validation: pd.DataFrame | None,
) -> dict[str, Any]:
    """Return what a passport says of a figure, whatever files it is written to."""
    passport: dict[str, Any] = {
        "figure": name,
        "title": title,
        "made_by": {"function": function, "options": _plain(dict(options), "options")},
        "corpus": None if corpus is None else corpus.once("description", partial(_describe, corpus)),
        "versions": dict(_versions()),
    }
    if validation is not None:
        passport["validation"] = precision_record(validation)
    return passport


def _draw(
    figure: "Figure",
    stem: Path,
    formats: Sequence[Format],
    about: Mapping[str, str],
    *,
    dpi: float,
    svg_text: bool,
) -> dict[str, dict[str, Any]]:
    """Draw a figure in each format; return the fingerprints of the files by their names."""
    drawn = {}
    for form in dict.fromkeys(formats):
        path = stem.with_name(f"{stem.name}.{form}")
        if form == "svg" and svg_text and isinstance(figure, CorpusFigure):
            written = svg_document(figure, title=about.get("Title"), keywords=about["Keywords"])
            path.write_text(written, encoding="utf-8", newline="\n")
        else:
            with shaped_text(), rc_context(_REPEATABLE):
                figure.savefig(path, format=form, dpi=dpi, metadata={**_UNDATED[form], **about})
        drawn[path.name] = _fingerprint(path)
    return drawn


def _describe(corpus: Corpus) -> dict[str, Any]:
    """Describe a corpus; in a store, its texts are read only where a document has no sum."""
    known = corpus.tables.known("sha256", "problem")
    return describe_corpus(known if "sha256" in known and known["sha256"].notna().all() else corpus.documents)


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


def passport_bytes(passport: Mapping[str, Any]) -> bytes:
    """Return a passport as it stands in its file: the same content has no other form."""
    return (json.dumps(passport, ensure_ascii=False, indent=2) + "\n").encode()


def passport_seal(passport: Mapping[str, Any]) -> str:
    """Return the keyword by which each picture knows its passport: the SHA-256 sum of all that it says.

    What it says of the pictures themselves is left out, since they hold the seal; their own sums show any change of it.
    """
    tables = {name: file for name, file in passport["files"].items() if not name.endswith(tuple(PICTURES))}
    return f"passport sha256:{_sha256(passport_bytes({**passport, 'files': tables}))}"


def _fingerprint(path: Path) -> dict[str, Any]:
    """Return the length and the SHA-256 sum of a file."""
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
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
