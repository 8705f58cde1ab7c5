"""Small corpora written for the tests, and what the tests of parsers share."""

import csv
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from docx import Document
from hypothesis import strategies as st

from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.formats import Parsed, parse
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits

DATA = Path(__file__).parent / "data" / "reading"
NAMES = FieldNames()
#: Cells and values that are hard on quoting.
CELLS = st.text(st.sampled_from("بدأت الهدنةَ,;|\t\"'\n\r{}<>&\\ 12"), min_size=1, max_size=20).filter(str.strip)


def parsed(
    content: str | bytes, name: str = "news", names: FieldNames = NAMES, *, limits: Limits = DEFAULT_LIMITS
) -> Parsed:
    """Parse the content of a file."""
    return parse(content.encode() if isinstance(content, str) else content, name, names, limits=limits)


def texts_in(content: str | bytes, name: str = "news") -> list[object]:
    """Parse the content of a file and list the values of the key text."""
    return [record.fields.get("text") for record in parsed(content, name).records]


# The same two articles, written in every format and encoding.
ARTICLES = [
    {
        "id": "م-1",
        "date": "2017-05-20",
        "title": "وصول قافلة مساعدات إلى البلدة",
        "text": "وصلت قافلة مساعدات صباح السبت، وتضم 10 شاحنات.\nوقال مسؤول: هذه أولى ثلاث قوافل؛ وستصل الثانية غدا.",
        "source": "وكالة المثال",
    },
    {
        "id": "م-2",
        "date": "2017-05-21",
        "title": "هل تعود القافلة الثانية؟",
        "text": "تأخرت القافلة الثانية بسبب إغلاق الطريق.\nوينتظر السكان منذ الفجر.",
        "source": "وكالة المثال",
    },
]
TEXTS = [f"{article['title']}\n\n{article['text']}" for article in ARTICLES]


def _table(delimiter: str, newline: str = "\n") -> str:
    table = io.StringIO()
    writer = csv.DictWriter(table, list(ARTICLES[0]), delimiter=delimiter, lineterminator=newline)
    writer.writeheader()
    writer.writerows(ARTICLES)
    return table.getvalue()


def _xml() -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<articles>' + "".join(
        f'<article id="{a["id"]}" date="{a["date"]}"><title>{a["title"]}</title><body>{a["text"]}</body></article>\n'
        for a in ARTICLES
    ) + "</articles>"  # fmt: skip


def _sgml() -> str:
    return "".join(
        f"<DOC>\n<DOCNO>{a['id']}</DOCNO>\n<TITLE>{a['title']}</TITLE>\n<TIME>{a['date']}</TIME>\n"
        f"<TEXT>\n{a['text']}\n</TEXT>\n</DOC>\n"
        for a in ARTICLES
    )


def table_as(write: str) -> bytes:
    packed = io.BytesIO()
    getattr(pd.DataFrame(ARTICLES), write)(packed, index=False)
    return packed.getvalue()


def _docx(article: dict[str, str]) -> bytes:
    document = Document()
    for paragraph in (article["title"], *article["text"].split("\n")):
        document.add_paragraph(paragraph)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def html_of(article: dict[str, str]) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in article["text"].split("\n"))
    return (
        f'<html dir="rtl"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
        f"<title>{article['title']}</title></head><body><h1>{article['title']}</h1>{paragraphs}</body></html>"
    ).encode("windows-1256")


def zip_of(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tar_gz_of(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def _each(write: Callable[[dict[str, str]], bytes], suffix: str) -> dict[str, bytes]:
    return {f"{number}{suffix}": write(article) for number, article in enumerate(ARTICLES)}


def _text_files(codec: str, newline: str = "\n") -> dict[str, bytes]:
    return {f"{n}.txt": (text + "\n").replace("\n", newline).encode(codec) for n, text in enumerate(TEXTS)}


def _seed_style(article: dict[str, str]) -> bytes:
    return f"{article['title']} \n\n{article['text'].replace(chr(10), ', ')}".encode()


VARIANTS: dict[str, dict[str, bytes]] = {
    "utf-8": _text_files("utf-8"),
    "utf-8 with a mark": _text_files("utf-8-sig"),
    "utf-16": _text_files("utf-16"),
    "utf-16 without a mark": _text_files("utf-16-be"),
    "windows-1256, carriage returns": _text_files("cp1256", "\r\n"),
    "iso-8859-6": _text_files("iso8859-6"),
    "seed style": _each(_seed_style, ".txt"),
    "csv": {"a.csv": _table(",").encode("utf-8-sig")},
    "csv, semicolons": {"a.csv": _table(";", "\r\n").encode("cp1256")},
    "tsv": {"a.tsv": _table("\t").encode()},
    "csv in a file called txt": {"a.txt": _table("|").encode("utf-16")},
    "json": {"a.json": json.dumps(ARTICLES).encode()},
    "json lines": {"a.jsonl": "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES).encode()},
    "xml": {"a.xml": _xml().encode()},
    "sgml": {"a.sgml": _sgml().encode("cp1256")},
    "excel": {"a.xlsx": table_as("to_excel")},
    "parquet": {"a.parquet": table_as("to_parquet")},
    "word": _each(_docx, ".docx"),
    "html": _each(html_of, ".html"),
    "zip": {"a.zip": zip_of(_text_files("utf-8"))},
    "tar": {"a.tar.gz": tar_gz_of({"a.csv": _table(",").encode()})},
}


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
