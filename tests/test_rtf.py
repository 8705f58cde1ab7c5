from collections.abc import Callable

import pytest
from corpus_files import parsed
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.reading.formats.rtf import read_rtf
from corpus_tools.reading.limits import DEFAULT_LIMITS
from corpus_tools.reading.records import UnreadableError


def in_code_page(text: str) -> str:
    return "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode("cp1256"))


def in_numbers(text: str, stand_in: str = "?") -> str:
    units = text.encode("utf-16-le")
    numbers = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return "".join(chr(number) if 0 < number < 128 else f"\\u{number}{stand_in}" for number in numbers)


HEAD = (
    r"{\rtf1\ansi\ansicpg1256\deff0{\fonttbl{\f0\fnil\fcharset178 Arial;}{\f1\fswiss\fcharset0 Times;}}"
    r"{\colortbl;\red0;}"
    r"{\*\generator Msftedit 5.41;}\viewkind4\uc1\pard\rtlpar\f0 "
)


@pytest.mark.parametrize("write", [in_code_page, in_numbers])
def test_arabic_is_read_however_it_is_written(write: Callable[[str], str]) -> None:
    body = (
        f"{write('وصول قافلة')}\\par\r\n{write('وصلت ')}{{\\b\\f1 {write('القافلة')}}}{write('، وهي 10')}"
        f"\\~\\{{{write('شاحنات')}\\}}.\\par {write('سطر')}\\line {write('وسطر')}\\tab 2\\par }}"
    )
    found = parsed(HEAD + body, "a.rtf")
    assert found.format == "rtf"
    assert found.records[0].fields == {
        "title": "وصول قافلة",
        "text": "وصلت القافلة، وهي 10\xa0{شاحنات}.\nسطر\nوسطر\t2",
    }


@given(
    text=st.text(st.sampled_from("بدأت الهدنةَ، 12.5% «نعم» (لا) 😀abc{}\\"), min_size=1, max_size=30).filter(str.strip)
)
def test_any_text_is_read_back(text: str) -> None:
    escaped = in_numbers(text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}"))
    [record] = read_rtf(f"{HEAD}{escaped}\\par }}".encode())
    assert record.fields["text"] == text.strip()


@pytest.mark.parametrize("write", [in_code_page, in_numbers])
@pytest.mark.parametrize(
    "hidden", [r"{\footnote B}", r"{\*\bkmkstart C}", r"{\v D}", r"\v E\v0 ", r"{\pict 00}", r"{\f1 }"]
)
def test_text_before_what_is_hidden_stays(write: Callable[[str], str], hidden: str) -> None:
    [record] = read_rtf(f"{HEAD}{write('وزع الطحين.')}{hidden}{write(' وعاد الهدوء.')}}}".encode())
    assert record.fields["text"] == "وزع الطحين. وعاد الهدوء."


def test_what_is_no_text_of_the_document_is_left_out() -> None:
    unseen = (
        r"{\header {\pard A\par}}{\footnote B}{\field{\*\fldinst HYPERLINK x}{\fldrslt " + in_code_page("رابط") + "}}"
        r"{\pict\pngblip 89504e47}{\v C}{\*\unknown D}{\stylesheet{\s1 E;}}"
    )
    [record] = read_rtf((HEAD + unseen + "}").encode())
    assert record.fields == {"text": "رابط"}


def test_numbers_with_several_stand_ins() -> None:
    [record] = read_rtf(
        (HEAD + r"\uc2 " + in_numbers("نعم", r"\'c7x") + r" {\uc0 " + in_numbers("لا", "") + "}}").encode()
    )
    assert record.fields == {"text": "نعم لا"}


def test_what_the_file_says_of_itself() -> None:
    info = (
        r"{\info{\title "
        + in_code_page("ملف")
        + r"}{\author "
        + in_numbers("سمر")
        + r"}{\creatim\yr2017\mo5\dy20\hr9}}"
    )
    [record] = read_rtf((HEAD + info + in_code_page("وصلت القافلة.") + r"\par }").encode())
    assert record.fields == {"title": "ملف", "author": "سمر", "file_created": "2017-05-20", "text": "وصلت القافلة."}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD + in_code_page("وصلت"), "truncated RTF: 1 groups are not closed"),
        (HEAD + "}", "empty file: the RTF file holds no text"),
        ("{\\rtf1" + "{" * DEFAULT_LIMITS.depth, f"malformed RTF: byte {DEFAULT_LIMITS.depth + 5}: more than"),
    ],
)
def test_a_broken_file_says_where(content: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        parsed(content, "a.rtf")
    assert "; " in str(caught.value)


JUNK = [
    *("{", "}", "\\", "\\'", "\\'c7", "\\u", "\\u-1", "\\u1575", "\\uc9", "\\f9", "x", "\\*", "\\fonttbl"),
    *("\\ansicpg99999", "\\info", "\\title", "\\creatim", "\\yr2"),
]


@given(junk=st.lists(st.sampled_from(JUNK), max_size=30))
def test_no_file_is_too_odd_to_be_read_or_refused(junk: list[str]) -> None:
    try:
        parsed("{\\rtf1 " + "".join(junk) + "}", "a.rtf")
    except UnreadableError as error:
        assert "; " in str(error)  # noqa: PT017 - either outcome is right
