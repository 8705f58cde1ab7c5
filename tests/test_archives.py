import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from corpus_files import zip_of
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.reading.archives import Member, is_archive, read_archive, refuse_bomb
from corpus_tools.reading.records import UnreadableError

ARTICLE = "غادرت حافلة حي الوعر.".encode()
ESCAPING = ["../a.txt", "/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt", "\\a.txt", ".."]


def _tar(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


PACKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a.zip": zip_of,
    "a.tar": _tar,
    "a.tar.gz": lambda members: gzip.compress(_tar(members)),
    "a.tbz2": lambda members: bz2.compress(_tar(members)),
    "a.tar.xz": lambda members: lzma.compress(_tar(members)),
}


@pytest.mark.parametrize("name", PACKERS)
def test_members_come_in_the_order_of_their_names(name: str) -> None:
    data = PACKERS[name]({"حمص/2.txt": ARTICLE, "b.txt": b"", "حمص/1.txt": ARTICLE})
    assert is_archive(data)
    assert list(read_archive(data, name)) == [
        Member("b.txt", b""),
        Member("حمص/1.txt", ARTICLE),
        Member("حمص/2.txt", ARTICLE),
    ]


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize("path", ESCAPING)
def test_a_member_that_leaves_the_folder_is_refused_and_costs_no_other(name: str, path: str) -> None:
    members = {member.name: member for member in read_archive(PACKERS[name]({path: b"x", "b.txt": ARTICLE}), name)}
    assert members.pop("b.txt").data == ARTICLE
    [refused] = members.values()
    assert refused.data == b""
    assert str(refused.problem).startswith("refused member: its path leads out of the archive")


def test_links_and_devices_are_refused() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind in (
            ("a", tarfile.SYMTYPE),
            ("b", tarfile.LNKTYPE),
            ("c", tarfile.FIFOTYPE),
            ("d", tarfile.DIRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    problems = [str(member.problem) for member in read_archive(packed.getvalue(), "a.tar")]
    assert [problem.partition(";")[0] for problem in problems] == [
        "refused member: it is a link",
        "refused member: it is a link",
        "refused member: it is no ordinary file",
    ]
    link = zipfile.ZipInfo("a")
    link.external_attr = 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr(link, "/etc/hostname")
    [member] = read_archive(packed.getvalue(), "a.zip")
    assert str(member.problem).startswith("refused member: it is a link")


def test_a_member_that_unpacks_out_of_all_proportion_is_refused_alone() -> None:
    small, bomb = read_archive(zip_of({"a.txt": ARTICLE, "b.txt": bytes(20_000_000)}), "a.zip")
    assert small.data == ARTICLE
    assert bomb.data == b""
    assert "which no text does" in str(bomb.problem)


def test_many_members_that_together_are_out_of_proportion_are_refused() -> None:
    data = zip_of({f"{number}.txt": bytes(250_000) for number in range(100)})
    with pytest.raises(UnreadableError, match="refused archive"):
        list(read_archive(data, "a.zip"))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_bomb_is_refused(pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableError, match=r"refused archive: [\d,]+ bytes unpack to more than [\d,]+"):
        list(read_archive(pack(bytes(5_000_000)), "a.gz"))


def test_a_size_that_a_member_claims_is_not_believed() -> None:
    data = bytearray(zip_of({"a.txt": bytes(20_000_000)}))
    for at in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
        data[at : at + 4] = (100).to_bytes(4, "little")
    [member] = read_archive(bytes(data), "a.zip")
    assert member.problem
    assert member.data == b""


def test_a_short_text_of_one_repeated_line_is_no_bomb() -> None:
    text = "سطر واحد\n".encode() * 10_000
    [member] = read_archive(zip_of({"a.txt": text}), "a.zip")
    assert member.data == text


def test_an_office_file_is_measured_before_it_is_opened() -> None:
    refuse_bomb(zip_of({"word/document.xml": bytes(1_000_000)}))
    refuse_bomb(b"PK\x03\x04 damaged")
    with pytest.raises(UnreadableError, match="refused file"):
        refuse_bomb(zip_of({"word/document.xml": bytes(40_000_000)}))


def test_a_packed_file_is_called_by_its_own_name() -> None:
    assert list(read_archive(gzip.compress(ARTICLE), "news.txt.gz")) == [Member("news.txt", ARTICLE)]
    assert list(read_archive(gzip.compress(ARTICLE), "news")) == [Member("news", ARTICLE)]


def test_names_written_as_utf8_without_saying_so_are_mended() -> None:
    data = zip_of({"abcd.txt": ARTICLE}).replace(b"abcd.txt", "حم.txt".encode())
    assert next(iter(read_archive(data, "a.zip"))).name == "حم.txt"


def test_an_encrypted_member_is_named() -> None:
    data = bytearray(zip_of({"a.txt": ARTICLE}))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    [member] = read_archive(bytes(data), "a.zip")
    assert str(member.problem).startswith("unreadable member: it is encrypted")


@pytest.mark.parametrize("name", PACKERS)
def test_an_archive_that_is_cut_says_so(name: str) -> None:
    data = PACKERS[name]({"a.txt": bytes(range(256)) * 40})
    with pytest.raises(UnreadableError, match="truncated or damaged archive"):
        list(read_archive(data[: len(data) // 3], name))


def test_a_member_whose_bytes_are_damaged_says_so_and_costs_no_other() -> None:
    data = zip_of({"a.txt": ARTICLE, "b.txt": ARTICLE})
    at = data.index(b"a.txt") + 5
    first, second = read_archive(data[: at + 3] + b"\xff\xff" + data[at + 5 :], "a.zip")
    assert str(first.problem).startswith("truncated or damaged member")
    assert second.data == ARTICLE


@given(data=st.data(), name=st.sampled_from(sorted(PACKERS)))
def test_a_damaged_archive_is_read_or_refused_and_never_breaks_the_reader(data: st.DataObject, name: str) -> None:
    content = bytearray(PACKERS[name]({"a.txt": ARTICLE, "b.txt": ARTICLE * 9}))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    with suppress(UnreadableError):
        members = list(read_archive(bytes(content), name))
        assert all(member.problem is None or "; " in member.problem for member in members)
