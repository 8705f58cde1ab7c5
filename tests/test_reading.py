import hashlib
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from corpus_files import ARTICLES, DATA, TEXTS, VARIANTS, html_of, table_as, write_files, zip_of

from corpus_tools.reading.documents import COLUMNS
from corpus_tools.reading.read import read_corpus

SEEDS = Path(__file__).parent.parent / "seeds"
SEED = SEEDS / "000_29e548437d74b838.txt"


def _rows(documents: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in documents.to_dict("records")]


def _plain(text: object) -> str:
    """Return a text without what its file adds: line breaks, the joiner of the seed and the space after the title."""
    return " ".join(str(text).replace("., ", ".\n").split())


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_article_is_the_same_text_in_every_format_and_encoding(variant: str, tmp_path: Path) -> None:
    documents = read_corpus(write_files(tmp_path, VARIANTS[variant]))
    assert documents.problem.isna().all()
    assert documents.title.tolist() == [article["title"] for article in ARTICLES]
    assert [_plain(text) for text in documents.text] == [_plain(text) for text in TEXTS]
    if documents.format.iloc[0] not in {"text", "html", "docx"}:
        assert documents.text.tolist() == TEXTS, "a record gives exactly title, blank line, body"
        assert documents.doc_id.tolist() == ["م-1", "م-2"]
        assert documents.published.tolist() == [pd.Timestamp("2017-05-20"), pd.Timestamp("2017-05-21")]


def test_the_table_has_its_columns_and_types(tmp_path: Path) -> None:
    for variant in ("utf-8", "csv", "parquet"):
        documents = read_corpus(write_files(tmp_path / variant, VARIANTS[variant]))
        assert tuple(documents.columns) == COLUMNS
        assert documents.published.dtype == "datetime64[us]"
        string = pd.Series(["أ"]).dtype
        assert all(documents[name].dtype == string for name in COLUMNS if name != "published")
        assert documents.index.equals(pd.RangeIndex(2))


def test_the_text_of_a_text_file_is_the_file(tmp_path: Path) -> None:
    content = "\r\nعنوان \r\n\r\nنص، فيه\tـــ \u200fعلامات\u200e., وفقرة.\n\n"
    (tmp_path / "a.txt").write_bytes(content.encode("utf-8-sig"))
    [document] = _rows(read_corpus(tmp_path))
    assert document["text"] == content
    assert document["title"] == "عنوان"
    assert document["encoding"] == "utf-8-sig"
    assert document["sha256"] == hashlib.sha256((tmp_path / "a.txt").read_bytes()).hexdigest()


def test_the_seed_is_read_whole_and_dated_from_beside_it() -> None:
    [document] = _rows(read_corpus(SEEDS))
    assert document["doc_id"] == "000_29e548437d74b838"
    assert document["text"] == SEED.read_bytes().decode("utf-8")
    assert document["title"] == "سوريا.. بدء خروج مقاتلي المعارضة السورية من حمص"
    assert document["published"] == pd.Timestamp("2017-05-20")
    assert document["published"].day_name() == "Saturday"
    assert document["published_reason"] == f"from {SEEDS.as_posix()}/metadata.csv"
    for said in ("near-verbatim twin", "apparently an agency report", "Saturday 2017-05-20", "«اليوم السبت»"):
        assert said in document["evidence"]
    assert "اليوم السبت" in document["text"]
    assert pd.isna(document["problem"])
    pd.testing.assert_frame_equal(read_corpus(SEED), read_corpus(SEEDS))


def test_the_dates_of_a_corpus_settle_one_another() -> None:
    documents = read_corpus(DATA / "trec.sgml")
    assert [f"{when:%Y-%m-%dT%H:%M}" for when in documents.published] == [
        "2017-01-20T21:43",
        "2017-01-22T18:56",
        "2017-06-05T00:00",
        "2017-06-17T00:00",
    ]
    assert documents.published_offset.iloc[0] == "+01:00"
    assert documents.published_precision.tolist() == ["second", "second", "day", "day"]
    assert documents.published_reason.iloc[2] == "day before month, as in 1 other date of the same file"
    assert documents.abstract.iloc[0] == "ينقطع الماء غدا عن ثلاثة أحياء في المدينة."
    assert documents.text.iloc[0].count("ينقطع الماء") == 1, "an abstract that the body repeats is not doubled"
    assert documents.record.tolist() == ["line 1", "line 17", "line 26", "line 35"]


@pytest.mark.parametrize(
    ("table", "when", "reason"),
    [
        ("text,date\nنص,05/06/2017\n", None, "may be 2017-06-05 or 2017-05-06; pass day_first="),
        ("text,date\nنص,مايو 2017\n", None, "has no day"),
        ("text,date\nنص,\n", None, "the record has no date"),
        ("text,id\nنص,NW-20170520\n", None, "the record has no date, only its name has 2017-05-20"),
        (
            "text,date,id\nنص,05/06/2017,NW-20170605\n",
            "2017-06-05",
            "day before month, as 2017-06-05 in its name or id",
        ),
        ("text,date\nنص,2017-05-20\n", "2017-05-20", None),
    ],
)
def test_a_date_is_known_or_missing_with_the_reason(
    table: str, when: str | None, reason: str | None, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    [document] = _rows(read_corpus(tmp_path))
    assert (None if pd.isna(document["published"]) else f"{document['published']:%Y-%m-%d}") == when
    assert (reason in document["published_reason"]) if reason else pd.isna(document["published_reason"])


def test_what_the_caller_knows_of_fields_and_dates_is_used(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("المادة,يوم النشر\nنص,05/06/2017\n", encoding="utf-8")
    [document] = _rows(read_corpus(tmp_path, fields={"text": "المادة", "published": ["يوم النشر"]}, day_first=True))
    assert (document["text"], document["published"]) == ("نص", pd.Timestamp("2017-06-05"))


def test_headlines_alone_are_texts_if_the_caller_says_so(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": "id,headline,date\n1,هدنة في حمص,2017-05-20\n".encode()})
    [refused] = _rows(read_corpus(tmp_path))
    assert 'name the right one with fields={"text": "headline"} (--fields text=headline)' in refused["problem"]
    [document] = _rows(read_corpus(tmp_path, fields={"text": "headline"}))
    assert (document["text"], document["published"]) == ("هدنة في حمص", pd.Timestamp("2017-05-20"))
    assert pd.isna(document["title"])
    assert pd.isna(document["problem"])


@pytest.mark.parametrize(
    ("files", "fields", "said"),
    [
        (
            {"a.csv": "text,day\nنص,1\n"},
            {"published": "date"},
            "published=date.* names what no record has; fields seen: text, day",
        ),
        ({"a.csv": "text,day\nنص,1\n"}, {"source": ["paper", "site"]}, "source=paper.* fields seen: text, day"),
        ({"a.txt": "نص بلا عنوان"}, {"published": "date"}, "published=date.* the files have no named fields"),
        (
            {"a.json": '[{"text": "نص"}]', "metadata.csv": "path,day\na.json,1\n"},
            {"published": "date"},
            "fields seen: text, path, day",
        ),
    ],
)
def test_a_name_that_no_record_has_is_told_with_those_that_are_there(
    files: dict[str, str], fields: dict[str, str], said: str, tmp_path: Path
) -> None:
    write_files(tmp_path, {name: content.encode() for name, content in files.items()})
    with pytest.raises(ValueError, match=said):
        read_corpus(tmp_path, fields=fields)


@pytest.mark.parametrize("fields", [{"published": ["date", "Day"]}, {"author": "سمر", "doc_id": "path"}])
def test_one_name_of_several_is_enough_and_it_may_stand_in_the_metadata(
    fields: dict[str, str | list[str]], tmp_path: Path
) -> None:
    write_files(
        tmp_path, {"a.csv": "text,day\nنص,2017-05-20\n".encode(), "metadata.csv": "path,سمر\na.csv,أ\n".encode()}
    )
    assert len(read_corpus(tmp_path, fields=fields)) == 1


def test_the_day_of_fetching_is_named_and_can_be_used(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": "id,text,date_extracted\n1,بدأت الهدنة.,2017-05-21 10:00\n".encode()})
    [document] = _rows(read_corpus(tmp_path))
    assert pd.isna(document["published"])
    assert document["published_reason"] == (
        "the record has no date; its date_extracted, 2017-05-21 10:00, is not the day of publication: if it will do,"
        ' pass fields={"published": "date_extracted"} (--fields published=date_extracted)'
    )
    [document] = _rows(read_corpus(tmp_path, fields={"published": "date_extracted"}))
    assert document["published"] == pd.Timestamp("2017-05-21 10:00")


def test_a_table_in_memory_is_no_path_and_the_message_says_what_to_do() -> None:
    frame = pd.DataFrame({"doc_id": ["1"], "text": ["نص"]})
    with pytest.raises(
        TypeError, match=r"a DataFrame is no path: .* becomes a corpus with corpus_tools\.Corpus\(table\)"
    ):
        read_corpus(frame)  # type: ignore[arg-type]


CROWDTANGLE = (
    "Page Name,User Name,Facebook Id,Page Category,Page Description,Page Created,Likes at Posting,Post Created,"
    "Post Created Date,Post Created Time,Type,Total Interactions,URL,Message,Link,Final Link,Image Text,"
    "Link Text,Description\n"
    "لجنة الإغاثة,ligna,77,NEWS_SITE,نحن,2011-01-01 00:00:00,5,2017-05-20 05:15:30 EDT,2017-05-20,05:15:30,Link,12,"
    '"https://www.facebook.com/77/posts/8","وصلت القافلة.\n#البلدة",https://news.example/7,,,وصول قافلة,وصف\n'
)


def test_a_table_of_crowdtangle(tmp_path: Path) -> None:
    (tmp_path / "crowdtangle.csv").write_text(CROWDTANGLE, encoding="utf-8-sig")
    [document] = _rows(read_corpus(tmp_path))
    assert document["text"] == "وصلت القافلة.\n#البلدة"
    assert (document["source"], document["url"]) == ("لجنة الإغاثة", "https://www.facebook.com/77/posts/8")
    assert (str(document["published"]), document["published_offset"]) == ("2017-05-20 05:15:30", "-04:00")
    assert document["Total Interactions"] == "12"
    assert pd.isna(document["problem"])


def test_what_is_no_article_is_counted_and_a_folder_of_nothing_else_is_told(tmp_path: Path) -> None:
    write_files(tmp_path, {"like.js": b"window.YTD.like.part0 = [ ]"})
    with pytest.raises(FileNotFoundError, match=r"nothing to read in .*like\.js: 1 list of the archive of X"):
        read_corpus(tmp_path)
    write_files(tmp_path, {"a.txt": "نص".encode()})
    documents = read_corpus(tmp_path)
    assert documents["text"].tolist() == ["نص"]
    assert documents.attrs["left_out"] == ["like.js: 1 list of the archive of X that holds no posts"]


def test_other_fields_of_the_records_are_kept(tmp_path: Path) -> None:
    records = [{"text": "نص", "likes": 3, "tags": ["أ", "ب"], "path": "x"}, {"text": "نص آخر", "likes": None}]
    (tmp_path / "a.json").write_text(json.dumps(records), encoding="utf-8")
    documents = read_corpus(tmp_path)
    assert documents.likes.tolist()[0] == 3
    assert documents.likes.isna().tolist() == [False, True]
    assert documents.tags.iloc[0] == "أ, ب"
    assert documents.path_in_file.iloc[0] == "x"


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty file"),
    "binary.txt": (bytes(range(32)) * 9, "binary file"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\x00", "binary file"),
    "cut.txt": ("غادرت حافلة".encode()[:-1], "truncated file"),
    "damaged.txt": ("غادرت".encode() + b"\xfe" + "حافلة".encode(), "undecodable file"),
    "broken.json": (b'{"text": "a" b}', "malformed JSON"),
    "cut.json": (b'{"text": "a', "truncated JSON"),
    "broken.xml": (b"<a><text>b</a>", "malformed XML"),
    "broken.xlsx": (b"PK\x03\x04" + bytes(40), "malformed Excel file"),
    "broken.zip": (b"PK\x03\x04" + bytes(40), "truncated or damaged archive"),
    "untitled.csv": (b"a,b\n1,2\n", "no text"),
    "headed.csv": (b"id,text\n", "no record"),
    "blank.csv": (b"id,text\n1,\n", "no text"),
    "packed.zip": (zip_of({"README.md": b"x"}), "empty archive"),
}


def test_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    write_files(tmp_path, {name: content for name, (content, _) in BAD.items()} | {"good.txt": "نص سليم".encode()})
    documents = {row["path"]: row for row in _rows(read_corpus(tmp_path))}
    assert len(documents) == len(BAD) + 1
    for name, (_, said) in BAD.items():
        row = documents[(tmp_path / name).as_posix()]
        assert str(row["problem"]).startswith(said + ":"), name
        assert "; " in row["problem"], "the message must say what to do"
        assert pd.isna(row["text"])
        assert row["published_reason"] == "nothing was read: see problem"
        assert row["sha256"] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert documents[(tmp_path / "good.txt").as_posix()]["text"] == "نص سليم"
    assert len({row["doc_id"] for row in documents.values()}) == len(documents)


def test_a_bad_record_is_a_row_among_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,title,text\n1,ع,أ\n2,ب\n3,عنوان وحده,\n4,,د\n", encoding="utf-8")
    documents = read_corpus(tmp_path)
    assert documents.doc_id.tolist() == ["1", "a#2", "3", "4"]
    assert documents.text.isna().tolist() == [False, True, False, False]
    assert documents.text.iloc[2] == "عنوان وحده"
    assert documents.record.tolist() == ["line 2", "line 3", "line 4", "line 5"]
    assert documents.problem.iloc[1].startswith("malformed row: line 3 has 2 cells, the header has 3; ")
    assert documents.problem.iloc[2].startswith("no body: the record at line 4 has only a title")
    assert documents.problem.isna().tolist() == [True, False, False, True]


def test_a_record_that_lacks_a_text_says_which_fields_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "أ"}, {"المادة": "ب"}]', encoding="utf-8")
    problem = read_corpus(tmp_path).problem.iloc[1]
    assert problem.startswith("no text: the record at record 2 has none; other fields seen: المادة; ")


def test_records_with_one_id_are_both_kept_and_reported(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": "id,text\n7,أ\n7,ب\n7#2,ج\n".encode(), "b.json": '{"id": 7, "text": "د"}'.encode()})
    documents = read_corpus(tmp_path)
    assert documents.text.tolist() == ["أ", "ب", "ج", "د"]
    assert documents.doc_id.tolist() == ["7", "7#2", "7#2#2", "7#3"]
    assert documents.problem.iloc[1] == (
        f"same id: '7' is also the id of {tmp_path.as_posix()}/a.csv, line 2; this one is kept as '7#2'; "
        "give it an id of its own"
    )
    assert documents.problem.isna().tolist() == [True, False, False, False]


def test_an_id_that_is_made_unique_avoids_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n7,أ\n7#2,ب\n7,ج\n", encoding="utf-8")
    assert read_corpus(tmp_path).doc_id.tolist() == ["7", "7#2", "7#3"]


def test_files_without_ids_are_called_by_their_paths(tmp_path: Path) -> None:
    names = ["1.txt", "1.html", "حمص/1.txt", "حمص/ب.2.txt", "records.csv"]
    write_files(tmp_path, dict.fromkeys(names, "نص".encode()) | {"records.csv": "text\nأ\nب\n".encode()})
    assert read_corpus(tmp_path).doc_id.tolist() == [
        "1.html",
        "1.txt",
        "records#1",
        "records#2",
        "حمص/1",
        "حمص/ب.2",
    ]


def test_members_of_archives_are_files_with_their_own_metadata_and_readme(tmp_path: Path) -> None:
    members = {
        "حمص/1.txt": "غادرت حافلة.".encode(),
        "metadata.csv": "path,published\nحمص/1.txt,2017-05-20\n".encode(),
        "README.md": b"x",
        "../2.txt": b"x",
        "inner.zip": zip_of({"a.txt": b"x"}),
        "table.xlsx": table_as("to_excel"),
    }
    write_files(tmp_path, {"news.zip": zip_of(members)})
    read = read_corpus(tmp_path)
    documents = {row["member"]: row for row in _rows(read)}
    article = documents["حمص/1.txt"]
    assert (article["doc_id"], article["published"]) == ("news/حمص/1", pd.Timestamp("2017-05-20"))
    assert article["path"] == (tmp_path / "news.zip").as_posix()
    assert documents["../2.txt"]["problem"].startswith("refused member: its path leads out")
    assert documents["inner.zip"]["problem"].startswith("refused member: an archive inside an archive")
    assert read.title[read.member == "table.xlsx"].tolist() == [article["title"] for article in ARTICLES]
    assert read.attrs["left_out"] == ["news.zip/README.md: about the corpus"]
    assert read_corpus(tmp_path / "news.zip").attrs["left_out"] == ["README.md: about the corpus"]
    both = read_corpus([tmp_path / "news.zip"])  # of which there might be several
    assert both.attrs["left_out"] == [f"{tmp_path.as_posix()}/news.zip/README.md: about the corpus"]
    assert read_corpus(tmp_path / "news.zip").doc_id.tolist()[-1] == "حمص/1"


def test_metadata_beside_the_files_or_from_the_caller_fills_the_gaps(tmp_path: Path) -> None:
    outer = "path,published,المصدر\nا\u0654خبار.txt,05/06/2017,وكالة\nأ/b.csv,2016-01-01,صحيفة\n"
    write_files(
        tmp_path,
        {
            "أخبار.txt": "نص".encode(),
            "أ/b.csv": "text,date\nنص,2017-05-20\n".encode(),
            "metadata.csv": outer.encode(),
            "أ/metadata.csv": b"path,author\nb.csv,S\ngone.csv,O\n",
        },
    )
    documents = read_corpus(tmp_path)
    assert documents.source.tolist()[:2] == ["صحيفة", "وكالة"]
    assert documents.author.tolist()[0] == "S"
    assert documents.published.tolist()[0] == pd.Timestamp("2017-05-20")
    from_outside = f"from {tmp_path.as_posix()}/metadata.csv: "
    assert documents.published_reason.tolist()[1].startswith(f"{from_outside}the date '05/06/2017' may be")
    [row] = _rows(documents[documents.path.str.endswith("أ/metadata.csv")])
    assert row["problem"].startswith("metadata not used: 1 row matches no document (line 3: gone.csv)")
    given = read_corpus(tmp_path, metadata=pd.DataFrame({"doc_id": ["أخبار"], "source": ["المثال"]}))
    assert given.source.tolist()[1] == "المثال"
    assert given.source.isna().tolist() == [True, False]


def test_comments_and_headers_that_stand_again_are_no_rows_of_metadata(tmp_path: Path) -> None:
    table = "# ما نعرفه\n\n# عن الملفات\npath,author\n1.txt,سمر\npath,author\n2.txt,عمر\n"
    write_files(tmp_path, {"1.txt": "نص".encode(), "2.txt": "نص".encode(), "metadata.csv": table.encode()})
    for metadata in (None, tmp_path / "metadata.csv"):
        documents = read_corpus(tmp_path, metadata=metadata)
        assert documents["author"].tolist() == ["سمر", "عمر"]
        assert documents["problem"].isna().all()


def test_metadata_that_cannot_be_read_is_a_row(tmp_path: Path) -> None:
    write_files(tmp_path, {"1.txt": "نص".encode(), "metadata.csv": b""})
    assert read_corpus(tmp_path).problem.iloc[1].startswith("empty file")


def test_half_a_character_in_a_record_breaks_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(r'{"text": "نص \ud83d ناقص", "title": "\ud83d\ude00"}', encoding="utf-8")
    [document] = _rows(read_corpus(tmp_path))
    assert document["text"] == "😀\n\nنص \ufffd ناقص"


def test_a_missing_package_is_reported_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(
        tmp_path, {"a.html": html_of(ARTICLES[0]), "b.parquet": table_as("to_parquet"), "c.xlsx": table_as("to_excel")}
    )
    for package in ("trafilatura", "pyarrow", "openpyxl"):
        monkeypatch.setitem(sys.modules, package, None)
    problems = read_corpus(tmp_path).problem.tolist()
    for problem, package in zip(problems, ("trafilatura", "pyarrow", "openpyxl"), strict=True):
        assert problem.startswith("missing package: ")
        assert f'needs {package}; run pip install "corpus-tools[formats]"' in problem


def test_a_file_that_the_system_does_not_let_us_read_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a.txt": "نص".encode(), "b.txt": "نص".encode()})
    really_open: Callable[..., Any] = os.open

    def refuse(path: Any, *args: object, **options: object) -> object:
        if os.fspath(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return really_open(path, *args, **options)

    monkeypatch.setattr(os, "open", refuse)
    documents = read_corpus(tmp_path)
    assert documents.problem.iloc[0].startswith("unreadable file: permission denied; ")
    assert documents.text.isna().tolist() == [True, False]


def test_reading_twice_gives_the_same_table(tmp_path: Path) -> None:
    for variant, files in VARIANTS.items():
        write_files(tmp_path / variant, files)
    pd.testing.assert_frame_equal(read_corpus(tmp_path), read_corpus(tmp_path))


@pytest.mark.parametrize(("terminal", "shown"), [(True, True), (False, False)])
def test_progress_is_shown_on_a_terminal_only_and_after_a_second(
    terminal: bool,
    shown: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    write_files(tmp_path, {f"{number}.txt": "نص".encode() for number in range(5)})
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    read_corpus(tmp_path)
    assert screen.getvalue() == "", "less than a second of work shows nothing"
    ticks = iter(range(0, 10_000, 2))
    monkeypatch.setattr("tqdm.std.time", lambda: next(ticks))
    read_corpus(tmp_path)
    assert ("reading" in screen.getvalue()) is shown
