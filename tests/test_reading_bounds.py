"""The bounds of reading: one byte, level or object more, and a file is refused or an article not found."""

import bz2
import codecs
import gzip
import io
import json
import lzma
import zipfile
from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path, PurePath
from random import Random

import pytest
from corpus_files import parsed, texts_in

from corpus_tools.entry_files import read_entries
from corpus_tools.reading.archives import read_archive, refuse_bomb
from corpus_tools.reading.decoding import decode
from corpus_tools.reading.discovery import why_left_out
from corpus_tools.reading.records import UnreadableError

KIB, MIB = 2**10, 2**20


def unpack(data: bytes) -> int:
    """Unpack a compressed file; return its size."""
    return sum(len(member.data) for member in read_archive(data, "a.gz"))


def test_up_to_256_kib_no_ratio_does_harm() -> None:
    assert unpack(gzip.compress(bytes(256 * KIB))) == 256 * KIB
    with pytest.raises(UnreadableError, match="which no text does"):
        unpack(gzip.compress(bytes(256 * KIB + 1)))


def test_a_text_unpacks_to_at_most_a_hundred_times_its_size() -> None:
    noise = Random(1).randbytes(10_000)  # noqa: S311 - bytes that do not pack

    def packed(size: int) -> bytes:
        return gzip.compress(noise + bytes(size - len(noise)), 6)

    fits = bisect_left(range(2_000_000), True, lo=1_000_000, key=lambda size: size > 100 * len(packed(size))) - 1
    assert 1_000_000 < fits < 1_900_000
    assert unpack(packed(fits - 200)) == fits - 200
    with pytest.raises(UnreadableError, match="which no text does"):
        unpack(packed(fits + 200))


def office_file(claimed: int, stored: int = 1) -> bytes:
    """Make a zip that claims a size for its part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        part = zipfile.ZipInfo("word/document.xml")
        archive.writestr(part, bytes(stored))
        part.file_size = claimed
    return packed.getvalue()


@pytest.mark.parametrize(("bound", "stored"), [(32 * MIB, 1), (1024 * MIB, 11 * MIB)])
def test_office_files_unpack_to_32_mib_or_in_proportion_and_never_to_more_than_a_gib(bound: int, stored: int) -> None:
    refuse_bomb(office_file(bound, stored))
    with pytest.raises(UnreadableError, match="which no document does"):
        refuse_bomb(office_file(bound + 1, stored))


@pytest.mark.parametrize(("levels", "texts"), [(6, ["هدنة"]), (7, [])])
def test_articles_lie_inside_at_most_six_objects(levels: int, texts: list[str]) -> None:
    inside: object = [{"title": "أ", "text": "هدنة"}]
    for _ in range(levels):
        inside = {"data": inside}
    content = json.dumps(inside)
    if texts:
        assert texts_in(content) == texts
    else:
        with pytest.raises(UnreadableError):
            parsed(content)


@pytest.mark.parametrize(("broken", "texts"), [(999, ["أول", None, "ثان"]), (1000, ["أول", None])])
def test_after_a_break_a_thousand_objects_are_tried(broken: int, texts: list[str | None]) -> None:
    content = '[{"text": "أول"},\n{"text": broken},\n' + "{bad},\n" * broken + '{"text": "ثان"}]'
    assert texts_in(content) == texts


@pytest.mark.parametrize(("characters", "is_title"), [(300, True), (301, False)])
def test_a_title_of_a_text_has_300_characters_at_most(characters: int, is_title: bool) -> None:
    title, body = "ن" * characters, "غادرت حافلة الحي. " * 40
    [record] = parsed(f"{title}\n\n{body}").records
    assert (record.fields.get("title") == title) == is_title


def test_a_registry_is_at_most_64_mib_large(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    with path.open("wb") as file:
        file.truncate(64 * MIB + 1)
    with pytest.raises(ValueError, match="larger than 64 MiB"):
        read_entries(path, under="actors")
    with path.open("wb") as file:
        file.truncate(64 * MIB)
    with pytest.raises(ValueError, match=r"own\.yaml") as error:
        read_entries(path, under="actors")
    assert "larger" not in str(error.value)


@pytest.mark.parametrize(("levels", "is_refused"), [(8, False), (9, True)])
def test_a_registry_is_nested_at_most_eight_levels_deep(tmp_path: Path, levels: int, is_refused: bool) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"- notes: {'[' * (levels - 2)}x{']' * (levels - 2)}\n", encoding="utf-8")
    if is_refused:
        with pytest.raises(ValueError, match="nested deeper than 8 levels"):
            read_entries(path, under="actors")
    else:
        read_entries(path, under="actors")


@pytest.mark.parametrize(
    ("pack", "suffixes"),
    [
        (gzip.compress, [".gz", ".tgz"]),
        (bz2.compress, [".bz2", ".tbz2", ".tbz"]),
        (lzma.compress, [".xz", ".txz"]),
    ],
)
def test_a_packed_file_loses_the_ending_of_its_packing(pack: Callable[[bytes], bytes], suffixes: list[str]) -> None:
    for suffix in (*suffixes, suffixes[0].upper()):
        assert [member.name for member in read_archive(pack(b"x"), f"news{suffix}")] == ["news"]
    assert [member.name for member in read_archive(pack(b"x"), "news.1")] == ["news.1"]


def test_a_zip_packed_in_an_unknown_way_is_told() -> None:
    data = bytearray(office_file(1))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.index(mark) + offset
        data[at : at + 2] = (99).to_bytes(2, "little")
    [member] = read_archive(bytes(data), "a.zip")
    assert member.problem is not None


ABOUT = [
    "readme", "license", "licence", "copying", "notice", "changelog", "changes", "citation", "authors", "contributors",
]  # fmt: skip


@pytest.mark.parametrize("name", [*ABOUT, *(name.upper() for name in ABOUT)])
@pytest.mark.parametrize("suffix", ["", ".txt", ".md", ".rst", ".html", ".pdf", ".cff", ".bib", ".docx", ".TXT"])
def test_files_about_a_corpus_are_no_articles(name: str, suffix: str) -> None:
    assert why_left_out(PurePath("corpus", f"{name}{suffix}")) == "about the corpus"


@pytest.mark.parametrize("name", ["readmes.txt", "readme.csv", "license.json", "خبر.txt", "1.txt"])
def test_other_files_are_articles(name: str) -> None:
    assert why_left_out(PurePath("corpus", name)) is None


@pytest.mark.parametrize("name", ["__MACOSX/1.txt", "Thumbs.db", "desktop.ini", ".git/1.txt"])
def test_files_of_systems_are_hidden(name: str) -> None:
    assert why_left_out(PurePath(name)) == "hidden"


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding(mark: bytes, codec: str, name: str) -> None:
    assert decode(mark + "Homs".encode(codec)) == ("Homs", name)
    assert decode(mark + "حمص".encode(codec)) == ("حمص", name)


@pytest.mark.parametrize("sign", ["a", "ح", "ݐ", "“", "ﭖ", "ﱡ", "ﷺ", "ﺍ"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_arabic_in_utf_16_is_known_without_a_mark(codec: str, sign: str) -> None:
    text = f"خرج {sign * 40} من الحي"
    assert decode(text.encode(codec)) == (text, codec)
