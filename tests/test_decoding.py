import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.reading.decoding import decode
from corpus_tools.reading.records import UnreadableError

NEWS = "إجلاء جديد من حمص \n\nغادرت حافلة حي الوعر صباح السبت، وستليها «أخرى» يوم الأحد؛ هل تعود؟\n"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"
WORDS = st.text(st.sampled_from(LETTERS), min_size=2, max_size=9)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: "قال المتحدث " + " ".join(words) + "\r\n")


@pytest.mark.parametrize(
    ("codec", "reported"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "windows-1256"),
        ("iso8859-6", "iso-8859-6"),
        ("mac_arabic", "mac-arabic"),
    ],
)
def test_each_encoding_is_told_and_named_as_python_knows_it(codec: str, reported: str) -> None:
    text = NEWS.replace("«", "").replace("»", "") if codec == "iso8859-6" else NEWS
    data = text.encode(codec)
    assert decode(data) == (text, reported)
    assert data.decode(reported) == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6"])
@given(text=SENTENCES)
def test_short_news_survives_every_encoding(codec: str, text: str) -> None:
    data = text.encode(codec)
    decoded, reported = decode(data)
    assert decoded == text
    assert data.decode(reported) == text


@pytest.mark.parametrize(
    "line",
    [
        "المعارضة تغادر حمص",
        "قال الرئيس",
        "كشفت دراسة نشرت مؤخرا أن اللبن",  # without it every letter fits both code pages
        "اليوم",
    ],
)
@pytest.mark.parametrize("codec", ["cp1256", "iso8859-6"])
def test_a_line_of_a_few_words_is_enough(line: str, codec: str) -> None:
    assert decode(line.encode(codec))[0] == line


def test_french_in_an_arabic_article_is_no_reason_to_doubt_its_code_page() -> None:
    text = "وقال في حديث لإذاعة «Médi 1» إن الاجتماع عقد في قصر Élysée بعد ظهر السبت."
    data = text.replace("É", "E").encode("cp1256")
    assert decode(data) == (text.replace("É", "E"), "windows-1256")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Les évacués de Homs ont été reçus à Idleb, où des familles les attendaient depuis l'aube.", "cp1252"),
        ("Эвакуация из Хомса завершена, сообщили наблюдатели в субботу вечером.", "cp1251"),
    ],
)
def test_text_that_is_not_arabic_is_left_to_charset_normalizer(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == (text, codec)


def test_a_declared_encoding_counts_when_the_bytes_fit_it_and_are_no_utf8() -> None:
    data = "حلب".encode("iso8859-6")
    assert decode(data)[0] != "حلب"
    assert decode(data, declared="ISO-8859-6") == ("حلب", "iso-8859-6")
    assert decode(data, declared="X-Mac-Arabic") == ("حلب", "mac-arabic")
    assert decode(NEWS.encode(), declared="windows-1256") == (NEWS, "utf-8")
    assert decode(NEWS.encode("cp1256"), declared="no-such-encoding") == (NEWS, "windows-1256")


def test_a_stray_nul_in_a_long_text_is_no_sign_of_a_binary_file() -> None:
    text = "غادرت حافلة\x00 حي الوعر. " + "وبقي الآخرون إلى صباح السبت. " * 5
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("غادرت حافلة".encode()[:-1], "truncated file: the utf-8 text ends inside a character at byte 19"),
        (NEWS.encode("utf-16")[:-1], "truncated file: the utf-16 text ends inside a character"),
        ("غادرت\nحافلة".encode() + b"\xff" + "حي الوعر".encode(), "a damaged character at byte 21, line 2"),
        (b"\x00\x01\x02\x03" * 9, "binary file: 36 of 36 bytes are control characters, the first at byte 0"),
        (b"\x81\x8d\x8f\x90\x9d", "undecodable file: byte 0x81 at byte 0, line 1"),
        (b"abc\n\xff\xfe\xfd", "undecodable file: byte 0xff at byte 4, line 2"),
        (b"\xef\xbb\xbf", "empty file: a byte order mark and no text"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said.replace(".", r"\.")) as caught:
        decode(data)
    assert "; " in str(caught.value), "the message must say what to do"


@given(data=st.binary(max_size=300))
def test_any_bytes_are_decoded_exactly_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except UnreadableError:
        return
    assert data.decode(encoding) == text
