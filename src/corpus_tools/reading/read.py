"""Read files of any kind into one table of documents; whatever cannot be read is a row that says why."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

import pandas as pd

from corpus_tools.garbage import rare_collection
from corpus_tools.places import given_place, unwrapped, written_as
from corpus_tools.reading.archives import Member, is_archive, read_archive
from corpus_tools.reading.discovery import METADATA, FoundFile, LeftOut, PathLike, find_files, load_bytes, why_left_out
from corpus_tools.reading.documents import DocumentRow, build_documents, compose_text, tidy
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.formats import Parsed, is_office, parse, parse_table
from corpus_tools.reading.formats.json_records import read_json_lines
from corpus_tools.reading.formats.web_archives import is_warc
from corpus_tools.reading.limits import Limits, limits_of
from corpus_tools.reading.metadata import Metadata, fill_in, given_metadata
from corpus_tools.reading.pieces import Piece
from corpus_tools.reading.records import Record, UnreadableError


class NamesSeen(NamedTuple):
    """The names that a file has for the fields of its records."""

    names: tuple[str, ...]


# What a file or member turns into: documents and the names of their fields, a metadata table, or no document at all.
Outcome: TypeAlias = DocumentRow | NamesSeen | Metadata | LeftOut


def read_corpus(
    path: PathLike | Iterable[PathLike],
    *,
    metadata: PathLike | pd.DataFrame | None = None,
    fields: Mapping[str, str | Sequence[str]] | None = None,
    day_first: bool | None = None,
    limits: Mapping[str, int] | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    r"""Read a folder of articles, or files of any kind, into a table of documents.

    Formats are recognized by content: plain text (a title line, a blank line, the body), TREC-like SGML, CSV with any
    delimiter (CrowdTangle too), JSON and JSON lines, XML (RSS, Atom, NewsML-G2), HTML, MHTML, mail, WARC, Word, RTF,
    OpenDocument, EPUB, PDF with a text layer, Excel, Parquet, YAML, subtitles, the exports of Telegram, Facebook,
    Instagram, WhatsApp and X (Twitter), of LexisNexis, Nexis Uni, Factiva and ProQuest (also in Word and RTF), RIS and
    EndNote, and zip or tar archives of these; ``corpus_tools.reading.formats.FORMATS`` is the table of them. So
    are encodings: UTF-8, UTF-16, Windows-1256, ISO-8859-6, Mac Arabic. In a folder, ``metadata.csv``, a README, a
    licence and hidden files are no documents, nor are notices of a chat and the like in an export;
    ``documents.attrs["left_out"]`` lists them, by their paths inside the corpus.

    Parameters
    ----------
    path : path or iterable of paths
        A file, a folder (with its subfolders), a pattern such as ``news/*.csv``, or a list of these.
    metadata : path or DataFrame, optional
        What is known of the documents from outside: a column path or doc_id, and any other fields. It fills gaps only.
        By default the ``metadata.csv`` beside the documents.
    fields : mapping of str to str or sequence of str, optional
        Names of fields in this corpus, by ours (doc_id, title, text, published, source, url, author, category,
        abstract); they come before the table of synonyms, ``data/fields.yaml``.
    day_first : bool, optional
        Whether 05/06/2017 is 5 June. By default the other dates of the corpus decide, see Notes.
    limits : mapping of str to int, optional
        How much a file may hold, where the defaults are too small: ``{"columns": 2000}``. A file, record, page or
        member beyond a limit has a problem that names it. The limits are

        - bytes : of a file or an archive, packed or not (1 GiB); page_bytes : of a page in a web archive (32 MiB)
        - characters : of the text of an article (67,108,864), which is worked on at once
        - ratio : to how many times its size a file unpacks (100); members : of an archive (100,000)
        - columns : of a table, fields of a record, and fields beside those below of the whole corpus (500)
        - depth : elements, objects or groups inside one another (200); pages : of a PDF (2,000)
        - seconds : that the pages, articles, rows, lines or members of one file may take (600). The clock is looked at
          between them, and what was read stays. What is parsed at one go (a page of a PDF, a web page, a list in JSON,
          a file of XML, RTF, Word or OpenDocument) takes time in proportion to its size, which bytes, page_bytes and
          ratio bound
    progress : bool, optional
        Whether to show a bar while files are read; by default on a terminal only, after a second.

    Returns
    -------
    DataFrame
        One row for each article, in the order of the files, and one for each file or record without an article.

        - doc_id : unique. The id in the record, else the path inside the corpus without its ending
        - title, text : the text of a text file is the whole file, title and all line breaks included, without a byte
          order mark, so that offsets hold in the file; but for fields between dashes at the head of Markdown. That of a
          record has the same form: title, blank line, body. Missing where nothing could be read
        - published : timestamp (microseconds), on the publisher's own clock; NaT where the record has none
        - source, url, author, category, abstract : what the record says. The abstract is part of the text only if there
          is no other text
        - path : the file, beginning as `path` does; member : the path inside an archive; record : the line, row or
          number at which the record begins
        - encoding : a name that Python knows; missing for formats with one of their own, such as Word. format : how the
          file was read
        - sha256 : of the bytes of the file or member
        - problem : what is wrong, where, and what to do; missing where nothing is. warning : what to know of a text
          that is sound: in another language, a page of menus, written in escapes that `clean` puts right. See
          `check_texts`
        - published_raw : the date as written. published_precision : second, minute or day. published_offset : of the
          publisher's clock from UTC. published_reason : why published is missing, or how it was settled
        - any other field of the records and the metadata, by its own name

    Raises
    ------
    FileNotFoundError
        If a path does not exist or holds no document.
    ValueError
        If `metadata` cannot be read, `fields` names an unknown field or what no record has, or `limits` an unknown
        limit.
    TypeError
        If an argument is of the wrong type.

    Notes
    -----
    A date such as 05/06/2017 is settled by the same day in the name or id of the article; else, if they all agree, by
    the dates with only one possible order in the same file, the same source, or, for an article of no stated source,
    the whole corpus. Otherwise it stays NaT.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "1.txt").write_text("هدنة في حمص\n\nبدأت الهدنة., وتستمر أسبوعا.", encoding="utf-8")
    ...     table = "العنوان؛النص؛التاريخ\nإجلاء؛غادرت حافلة.؛20/05/2017"
    ...     _ = Path(folder, "2.csv").write_bytes(table.encode("windows-1256"))
    ...     documents = read_corpus(folder)
    >>> documents.title.tolist(), documents.encoding.tolist()
    (['هدنة في حمص', 'إجلاء'], ['utf-8', 'windows-1256'])
    >>> documents.text[1], documents.published[1].isoformat()
    ('إجلاء\n\nغادرت حافلة.', '2017-05-20T00:00:00')
    """
    from tqdm import tqdm  # noqa: PLC0415 - not needed to import the package

    names, bounds = FieldNames(fields), limits_of(limits)
    tables = [given_metadata(metadata, names)] if metadata is not None else []
    files = find_files(path)
    rows: list[DocumentRow] = []
    left_out = list(files.left_out)
    seen: dict[tuple[str, ...], None] = {}  # by the names of a file, which most of a corpus share
    disable = None if progress is None else not progress
    wanted = files.documents + files.metadata
    path = unwrapped(path)
    whole = written_as(path) if isinstance(path, (str, os.PathLike)) else None
    with rare_collection():
        for found in tqdm(wanted, desc="reading", unit=" files", delay=1, disable=disable, leave=False):
            named = len(files.documents) == 1 and whole == found.written
            for outcome in parse_file(found, *load_bytes(found, bounds), names, bounds, named=named):
                if isinstance(outcome, DocumentRow):
                    rows.append(outcome)
                elif isinstance(outcome, LeftOut):
                    left_out.append(outcome)
                elif isinstance(outcome, NamesSeen):
                    seen[outcome.names] = None
                elif metadata is None:
                    tables.append(outcome)
        listed_out = list_left_out(left_out, path=path, is_all=not rows)
        require_given(names, dict.fromkeys(chain.from_iterable(seen)), tables, rows)
        rows += fill_in(rows, tables, names)
        return build_documents(rows, left_out=listed_out, day_first=day_first, limits=bounds)


def _names_in(records: Iterable[Record]) -> dict[str, None]:
    """Return the names that records have for their fields, each once; most records of a file share theirs."""
    shared = dict.fromkeys(tuple(record.fields) for record in records)
    return dict.fromkeys(map(str, chain.from_iterable(shared)))


def require_given(
    names: FieldNames, seen: Mapping[str, None], tables: Iterable[Metadata], rows: Iterable[DocumentRow]
) -> None:
    """Check that the names that a caller gives for fields are among those of the files and of the metadata."""
    every = {**seen, **_names_in(record for table in tables for record in table.records)}
    if every or not any(row.problem for row in rows):  # a file that is not read says itself which names it has
        names.require_given(every)


def list_left_out(left_out: Iterable[LeftOut], *, path: object, is_all: bool) -> list[str]:
    """Return what is left out of a corpus, a line each; raise FileNotFoundError if that is all that there is.

    Files are named by their paths inside the corpus, so that a copy of it elsewhere has the same lines; where several
    paths make the corpus, as they are written.
    """
    root = written_as(given_place(path)) if isinstance(path, (str, os.PathLike)) else None
    before = f"{root}" if f"{root}".endswith("/") else f"{root}/"
    listed = [f"{out.path.removeprefix(before)}: {out.why}" if out.path != root else out.why for out in left_out]
    if is_all:
        raise FileNotFoundError(
            f"nothing to read in {path!r}: no file of it is a document, only {'; '.join(listed[:5])}"
        )
    return listed


def require_texts(documents: pd.DataFrame, *, path: object) -> None:
    """Raise ValueError if no document has a text; the message says why the first has none."""
    if documents["text"].isna().all():
        first = documents.iloc[0]
        raise ValueError(
            f"no document of {str(path)!r} could be read: {len(documents):,} with a problem, the first of them"
            f" {first['path']}: {first['problem']}"
        )


def parse_file(
    found: FoundFile, data: bytes, problem: str | None, names: FieldNames, limits: Limits, *, named: bool
) -> Iterator[Outcome]:
    """Parse what `load_bytes` made of a file, with the members of an archive; `named` if the corpus is this file."""
    row = DocumentRow(found.written, found.name, problem=problem)
    if row.problem:
        yield row
    elif is_archive(data) and not is_warc(data) and not is_office(data, found.name):
        yield from _read_archive(data, row, names, limits, named=named)
    else:
        yield from _read_content(data, row, names, limits)


def _read_archive(data: bytes, file: DocumentRow, names: FieldNames, limits: Limits, *, named: bool) -> list[Outcome]:
    """Read the members of an archive, each as a file of its own."""
    file.sha256 = hashlib.sha256(data).hexdigest()
    base = "" if named else f"{PurePosixPath(file.name).with_suffix('')}/"
    outcomes: list[Outcome] = []
    try:
        for member in read_archive(data, PurePosixPath(file.path).name, limits=limits):
            row = DocumentRow(file.path, f"{base}{member.name}", member.name)
            outcomes += _read_member(member, row, names, limits)
    except UnreadableError as error:
        file.problem = str(error)
        outcomes.append(file)
    if not any(isinstance(outcome, DocumentRow) for outcome in outcomes):
        file.problem = "empty archive: it holds no document; look at what was packed"
        outcomes.append(file)
    return outcomes


def _read_member(member: Member, row: DocumentRow, names: FieldNames, limits: Limits) -> Iterator[Outcome]:
    """Read one member of an archive."""
    why = why_left_out(member.name)
    row.problem = member.problem
    packed = is_archive(member.data) and not is_warc(member.data) and not is_office(member.data, member.name)
    if not row.problem and packed:
        row.problem = "refused member: an archive inside an archive; unpack it first"
    if row.problem:
        yield row
    elif why:
        yield LeftOut(row.file, why)
    else:
        yield from _read_content(member.data, row, names, limits)


def _read_content(data: bytes, row: DocumentRow, names: FieldNames, limits: Limits) -> Iterator[Outcome]:
    """Read the records of a file or member, or its metadata."""
    row.sha256 = hashlib.sha256(data).hexdigest()
    file_name = row.file.rpartition("/")[2]
    try:
        if file_name.casefold() == METADATA:
            yield Metadata(
                parse_table(data, METADATA, names, limits=limits), row.file, PurePosixPath(row.file).parent.as_posix()
            )
            return
        parsed = parse(data, file_name, names, limits=limits)
    except (UnreadableError, RecursionError) as error:
        deep = "nested too deeply: its parts stand inside one another without end; take them apart"
        row.problem = str(error) if isinstance(error, UnreadableError) else deep
        yield row
        return
    if not parsed.records:
        row.problem = "no record: the file has a header and no articles; put articles in it or take it out"
        yield row
    yield from _tell_records(parsed, row, names, limits)


def parse_piece(
    found: FoundFile, data: bytes, problem: str | None, names: FieldNames, limits: Limits, *, piece: Piece
) -> Iterator[Outcome]:
    """Parse what `load_piece` made of a piece of a file of JSON lines."""
    row = DocumentRow(found.written, found.name, sha256=None if problem else piece.of_file, problem=problem)
    if problem:
        yield row
        return
    records = read_json_lines(data.decode(), names, first=piece.line, is_last=piece.is_last, limits=limits)
    yield from _tell_records(Parsed(records, "json", "utf-8"), row, names, limits)


def _tell_records(parsed: Parsed, row: DocumentRow, names: FieldNames, limits: Limits) -> Iterator[Outcome]:
    """Yield what a file or member holds; `row` is what is known of that."""
    is_one = len(parsed.records) == 1
    yield NamesSeen(tuple(map(str, parsed.records[0].fields) if is_one else _names_in(parsed.records)))
    left_out = [record.left_out for record in parsed.records if record.left_out]
    for what, n in (Counter(left_out) if left_out else {}).items():
        yield LeftOut(row.file, f"{n:,} {what}")
    records = parsed.records[::-1]
    parsed.records.clear()
    while records:
        record = records.pop()  # let go when it has become a row, so that its text is there once
        if record.left_out:
            continue
        known, others = names.sort_out(record.fields)
        n, problem = len(record.fields), record.problem
        if n > limits.columns:
            said = f"too many fields: the record has {n:,}, more than {limits.columns:,}"
            known, others, problem = {}, {}, str(limits.beyond("columns", said, "take out those that you don't need"))
        article = DocumentRow(
            row.path,
            row.name,
            row.member,
            record.where,
            parsed.format,
            parsed.encoding,
            row.sha256,
            tidy(known),
            others,
            text=record.text,
            problem=problem,
            notes={field: f"{row.file}, {origin}" for field, origin in record.notes.items()},
        )
        if problem is None and record.text is None:
            compose_text(article)
        if article.text is not None and len(article.text) > limits.characters:
            said = f"too large: the article has {len(article.text):,} characters"
            article.text, article.problem = None, str(limits.beyond("characters", said, "split it"))
        yield article
