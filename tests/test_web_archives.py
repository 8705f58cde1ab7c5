import gzip
import io
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from corpus_files import parsed, tar_gz_of, write_files

from corpus_tools.reading.limits import HARMLESS_BYTES, Limits
from corpus_tools.reading.read import read_corpus
from corpus_tools.reading.records import UnreadableError

PARAGRAPHS = ["وصلت قافلة مساعدات إلى البلدة صباح السبت، وتضم عشر شاحنات.", "وينتظر السكان عند الجسر منذ الفجر."]
PAGE = (
    "<html><head><title>وصول قافلة</title><meta name='pubdate' content='2017-05-20'></head><body><h1>وصول قافلة</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</body></html>"
)


def record(kind: str, headers: dict[str, str], content: bytes) -> bytes:
    """A record of WARC 1.0."""
    said = {"WARC-Type": kind, "WARC-Date": "2019-03-01T08:00:00Z", "WARC-Record-ID": "<urn:uuid:7>"} | headers
    head = "".join(f"{name}: {value}\r\n" for name, value in (said | {"Content-Length": str(len(content))}).items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + content + b"\r\n\r\n"


def response(url: str, content: bytes, kind: str = "text/html; charset=windows-1256", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
    return record("response", {"WARC-Target-URI": url, "Content-Type": "application/http; msgtype=response"}, http)


RECORDS = [
    record("warcinfo", {"Content-Type": "application/warc-fields"}, b"software: x\r\n"),
    record("request", {"WARC-Target-URI": "http://news.example/7", "Content-Type": "application/http; msgtype=request"},
           b"GET /7 HTTP/1.1\r\n\r\n"),
    response("http://news.example/7", PAGE.encode("cp1256")),
    response("http://news.example/a.png", b"\x89PNG", "image/png"),
    response("http://news.example/8", b"<p>x</p>", status="404 Not Found"),
    response("http://news.example/9", b""),
    record("conversion", {"WARC-Target-URI": "http://news.example/10", "Content-Type": "text/plain"},
           "عودة الحافلات\n\nعادت الحافلات إلى الحي مساء.".encode()),
]  # fmt: skip
WARC = b"".join(RECORDS)
WARC_GZ = b"".join(map(gzip.compress, RECORDS))


@pytest.fixture(autouse=True)
def _needs_warcio(request: pytest.FixtureRequest) -> None:
    if "warc" in request.node.name.partition("[")[0]:
        pytest.importorskip("warcio")


@pytest.mark.parametrize(("data", "name"), [(WARC, "a.warc"), (WARC_GZ, "a.warc.gz"), (WARC, "a.dat")])
def test_the_pages_of_a_warc_file_are_articles(data: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    documents = read_corpus(tmp_path)
    assert documents["format"].tolist() == ["warc"] * 3
    page, empty, text = documents.to_dict("records")
    assert page["text"] == "\n\n".join(["وصول قافلة", "\n".join(PARAGRAPHS)])
    assert (page["title"], page["url"], page["published"]) == (
        "وصول قافلة",
        "http://news.example/7",
        pd.Timestamp("2017-05-20"),
    )
    assert page["warc_date"] == "2019-03-01T08:00:00Z"
    assert page["record"].startswith("byte ")
    assert empty["problem"] == "empty page: it holds no text; fetch it again (http://news.example/9)"
    assert (text["title"], text["url"]) == ("عودة الحافلات", "http://news.example/10")
    assert "its warc_date, 2019-03-01T08:00:00Z, is not the day of publication" in text["published_reason"]
    assert "--fields published=warc_date" in text["published_reason"]
    assert documents.attrs["left_out"] == [
        f"{name}: 1 records of the kind warcinfo",
        f"{name}: 1 records of the kind request",
        f"{name}: 2 answers that are no page",
    ]


def test_a_warc_file_inside_an_archive_is_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.tar.gz": tar_gz_of({"1.warc.gz": WARC_GZ})})
    assert read_corpus(tmp_path)["text"].notna().sum() == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (RECORDS[0], "empty file: the web archive holds no page with a text"),
        (b"WARC/1.0\r\n\x00\xff", "web archive"),
    ],
)
def test_a_warc_file_that_gives_nothing_says_why(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        parsed(data, "a.warc")
    assert "; " in str(caught.value)


def test_a_warc_file_that_breaks_off_keeps_what_came_before() -> None:
    records = parsed(WARC_GZ[: len(b"".join(map(gzip.compress, RECORDS[:3]))) + 40], "a.warc.gz").records
    assert [one.fields["url"] for one in records if one.fields] == ["http://news.example/7"]


def test_a_page_of_a_warc_file_that_is_cut_has_a_problem() -> None:
    page = RECORDS[2]
    *_, cut = parsed(RECORDS[0] + page + page[: -len(page) // 4], "a.warc").records
    assert str(cut.problem).startswith("truncated page: the last ")
    assert "bytes of http://news.example/7 are missing; fetch it again" in str(cut.problem)


def test_a_warc_file_that_was_packed_as_a_whole_is_read() -> None:
    by_record, whole = (parsed(data, "a.warc.gz").records for data in (WARC_GZ, gzip.compress(WARC)))
    assert [record.fields for record in whole] == [record.fields for record in by_record]


def test_a_page_of_a_warc_file_has_a_bound() -> None:
    problems = [
        str(one.problem) for one in parsed(WARC, "a.warc", limits=Limits(page_bytes=100)).records if one.problem
    ]
    said = "too large: the page http://news.example/7 has more than 100 bytes; take it out, or raise page_bytes (100)"
    assert any(problem.startswith(said) for problem in problems)


def test_a_warc_file_does_not_unpack_without_bound() -> None:
    big = gzip.compress(response("http://news.example/7", b"<p>" + b"x" * (HARMLESS_BYTES + 1)))
    with pytest.raises(UnreadableError, match=r"refused web archive: .* which no text does; unpack it by hand"):
        parsed(big, "a.warc.gz")


def test_without_its_package_a_web_archive_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(
        UnreadableError, match=r'missing package: WARC needs warcio; run pip install "corpus-tools\[formats\]"'
    ):
        parsed(WARC, "a.warc")


def mhtml(page: bytes, charset: str, **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in ({"From": "<Saved by Blink>", "Subject": "وصول قافلة"} | headers).items():
        message[name.replace("_", "-")] = value
    message.set_content(page, "text", "html", cte="quoted-printable")
    message.replace_header("Content-Type", f"text/html; charset={charset}")
    message.add_related(b"\x89PNG", "image", "png")
    packed = io.BytesIO()
    packed.write(message.as_bytes())
    return packed.getvalue()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_page_in_a_single_file(charset: str) -> None:
    data = mhtml(PAGE.encode(charset), charset, Snapshot_Content_Location="http://news.example/7",
                 Date="Fri, 1 Mar 2019 08:00:00 -0000")  # fmt: skip
    for lines in (data, data.replace(b"\n", b"\r\n")):
        found = parsed(lines, "page.mhtml")
        assert (found.format, found.encoding) == ("mhtml", None)
        [page] = found.records
        assert page.fields["title"] == "وصول قافلة"
        assert page.fields["text"] == "\n".join(PARAGRAPHS)
        assert (page.fields["url"], page.fields["published"]) == ("http://news.example/7", "2017-05-20")
        assert "2019" in str(page.fields["date_saved"])


def test_a_message_without_a_page_is_refused_and_a_text_with_colons_is_none() -> None:
    data = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--\n"
    )
    with pytest.raises(UnreadableError, match="malformed MHTML: it holds no page in HTML; save the page again"):
        parsed(data, "a.mht")
    assert parsed("Subject: هدنة\nFrom: حمص\n\nبدأت الهدنة.", "a.txt").format == "text"


def test_the_part_that_is_the_page_is_the_one_that_is_named() -> None:
    parts: list[Any] = [("a", "<p>إطار</p>"), ("b", PAGE)]
    body = "".join(
        f"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-ID: <{name}>\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n"
        for name, page in parts
    )
    data = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; start="<b>"; boundary="x"\r\n\r\n{body}--x--\r\n'
    assert parsed(data, "a.mht").records[0].fields["text"] == "\n".join(PARAGRAPHS)


def test_damage_is_told_by_the_problem_alone(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("warcio")
    *_, last = parsed(b"WARC/1.0\r\nContent-Length: -5\r\n\r\n" * 3, "a.warc").records
    assert str(last.problem).startswith("truncated or damaged web archive")
    assert capsys.readouterr() == ("", "")
