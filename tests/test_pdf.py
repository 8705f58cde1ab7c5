"""PDF files that the test writes glyph by glyph, each at its place, so that their order in the file can be any."""

import sys
import zlib
from collections.abc import Sequence
from random import Random

import pytest
from bidi.algorithm import get_display
from corpus_files import parsed

from corpus_tools.reading.limits import Limits
from corpus_tools.reading.records import UnreadableError

SIZE, ADVANCE, PITCH = 12, 6, 20
Glyph = tuple[str, float, float]


def set_line(text: str, *, right: float, y: float, mirror: bool = True) -> list[Glyph]:
    """Set a line that ends at the right: its glyphs by places, in the order in which they are seen."""
    seen = get_display(text, base_dir="R") if mirror else _seen_unmirrored(text)
    start = right - ADVANCE * len(seen)
    return [(letter, start + ADVANCE * place, y) for place, letter in enumerate(seen)]


def _seen_unmirrored(text: str) -> str:
    """The order in which a line is seen, with the brackets that are meant and not those that are seen."""
    seen = str(get_display(text, base_dir="R"))
    return seen.translate(str.maketrans("()«»", ")(»«"))


def write_pdf(glyphs: Sequence[Glyph], info: str = "") -> bytes:
    """Write a PDF of one page with a font whose glyphs are the letters that occur."""
    letters = sorted({letter for letter, _, _ in glyphs})
    number = {letter: place for place, letter in enumerate(letters, 1)}
    shown = "".join(f"1 0 0 1 {x:.1f} {y:.1f} Tm <{number[letter]:04x}> Tj\n" for letter, x, y in glyphs)
    page = f"BT /F1 {SIZE} Tf\n{shown}ET".encode()
    to_letters = "".join(f"<{number[one]:04x}> <{one.encode('utf-16-be').hex()}>\n" for one in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <ffff> "
        f"endcodespacerange\n{len(letters)} beginbfchar\n{to_letters}endbfchar endcmap end end"
    ).encode()
    box = "/FontBBox [0 -200 1000 800]"
    descriptor = f"/FontDescriptor << /Type /FontDescriptor /FontName /A /Ascent 800 /Descent -200 {box} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] "
            b"/ToUnicode 7 0 R >>"
        ),
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 {descriptor} "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
        f"<< {info} >>".encode("latin-1"),
    ]
    packed, places = b"%PDF-1.5\n", []
    for at, content in enumerate(objects, 1):
        places.append(len(packed))
        packed += b"%d 0 obj\n%s\nendobj\n" % (at, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        packed
        + (
            f"xref\n0 9\n0000000000 65535 f \n{table}trailer << /Size 9 /Root 1 0 R /Info 8 0 R >>\n"
            f"startxref\n{len(packed)}\n%%EOF"
        ).encode()
    )


def set_page(*lines: str, mirror: bool = True) -> list[Glyph]:
    return [glyph for at, line in enumerate(lines)
            for glyph in set_line(line, right=560, y=700 - PITCH * at, mirror=mirror)]  # fmt: skip


@pytest.fixture(autouse=True)
def _needs_pdfminer(request: pytest.FixtureRequest) -> None:
    if "package" not in request.node.name:
        pytest.importorskip("pdfminer")


LINES = [
    "وصلت قافلة مساعدات صباح السبت 20 أيار 2017، وتضم 10 شاحنات من الطحين",
    "وقال مسؤول في لجنة الإغاثة: «هذه أولى ثلاث قوافل (من أصل سبع)» اليوم",
    "وبلغت النسبة 12.5% وفق تقرير UN News صادر في 20/5/2017 بعد الساعة 14:30",
    "لا يزال الأهالي ينتظرون عند الجسر.",
]


@pytest.mark.parametrize("mirror", [True, False])
@pytest.mark.parametrize("order", ["seen", "read", "lines in any order"])
def test_arabic_is_read_by_the_places_of_its_glyphs(mirror: bool, order: str) -> None:
    glyphs = set_page(*LINES, mirror=mirror)
    if order == "read":
        glyphs.sort(key=lambda glyph: (-glyph[2], -glyph[1]))
    elif order == "lines in any order":
        lines = [set_line(line, right=560, y=700 - PITCH * at, mirror=mirror) for at, line in enumerate(LINES)]
        Random(1).shuffle(lines)  # noqa: S311 - any order will do
        glyphs = [glyph for line in lines for glyph in line]
    found = parsed(write_pdf(glyphs), "a.pdf")
    assert (found.format, found.encoding) == ("pdf", None)
    assert found.records[0].fields == {"text": " ".join(LINES)}


def test_columns_are_read_from_the_right_one_on() -> None:
    right = ["بدأت الهدنة صباح اليوم في الحي", "بعد يومين من المفاوضات."]
    left = ["وعادت الحافلات إلى الساحة عند", "الظهر."]
    glyphs = [glyph for column, end in ((left, 250), (right, 560)) for at, line in enumerate(column)
              for glyph in set_line(line, right=end, y=700 - PITCH * at)]  # fmt: skip
    assert parsed(write_pdf(glyphs), "a.pdf").records[0].fields["text"] == "\n".join([" ".join(right), " ".join(left)])


def test_a_short_first_line_is_the_title_and_marks_stand_on_their_letters() -> None:
    glyphs = set_page("وصول قافلة", "بدأت الهدنة صباح اليوم في الحي", "وعادت الحافلات.")
    letter, x, y = glyphs[-6]
    glyphs.insert(len(glyphs) - 5, ("\u064e", x + 2, y))
    [record] = parsed(
        write_pdf(glyphs, "/Title (x) /Author <feff0633064506310000> /CreationDate (D:20170520101500+03'00')"), "a.pdf"
    ).records
    assert record.fields["title"] == "وصول قافلة"
    assert f"{letter}\u064e" in str(record.fields["text"])
    assert str(record.fields["author"]).startswith("سمر")
    assert record.fields["file_created"] == "2017-05-20"


def test_the_forms_of_old_fonts_become_letters() -> None:
    glyphs = [(form, 560 - ADVANCE * at, 700.0) for at, form in enumerate("ﺑﺪﺃﺕ", 1)]
    assert parsed(write_pdf(glyphs), "a.pdf").records[0].fields["text"] == "بدأت"


def test_latin_pages_stay_as_they_are() -> None:
    glyphs = [(letter, 50 + ADVANCE * at, 700.0) for at, letter in enumerate("Homs, May 2017 (new)")]
    assert parsed(write_pdf(glyphs), "a.pdf").records[0].fields["text"] == "Homs, May 2017 (new)"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "malformed PDF: after page 0: "),
        (write_pdf(set_page("نعم"))[:400], "malformed PDF|no text: the PDF has no text layer"),
        (write_pdf([]), "no text: the PDF has no text layer, only pictures of pages; recognize its text"),
    ],
)
def test_a_pdf_that_gives_nothing_says_why(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        parsed(data, "a.pdf")
    assert "; " in str(caught.value)


def test_a_pdf_has_a_bound_of_pages() -> None:
    with pytest.raises(UnreadableError, match="too large: the PDF has more than 0 pages; split it, or raise pages"):
        parsed(write_pdf(set_page("نعم")), "a.pdf", limits=Limits(pages=0))


def packed_pdf(*streams: bytes) -> bytes:
    """Write a PDF of one page whose first stream may draw the second as F, this one the third as F, and so on."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    objects.append(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
    )
    for at, stream in enumerate(streams, 5):
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >>" % at
        packed = zlib.compress(stream)
        objects.append(b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (head, len(packed), packed))
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(objects, 1))
    return b"%PDF-1.5\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


@pytest.mark.parametrize(
    ("streams", "limits", "said"),
    [
        ([b"BT (a) Tj ET " * 50_000], {}, "unpacks to more than .* bytes; print it to a new PDF, or raise ratio"),
        ([b"BT (a) Tj ET " * 900], {"page_bytes": 9000}, "unpacks to more than 9,000 bytes; .* or raise page_bytes"),
        # each draws the next ten times
        ([b"/F Do " * 10] * 9, {"page_bytes": 100_000}, "unpacks to more than 100,000 bytes; .* or raise page_bytes"),
    ],
)
def test_a_page_that_unpacks_without_bound_is_refused(streams: list[bytes], limits: dict[str, int], said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        parsed(packed_pdf(*streams), "a.pdf", limits=Limits(**limits))


def test_without_its_package_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfminer.pdfdocument", None)
    with pytest.raises(UnreadableError, match=r'PDF needs pdfminer.six; run pip install "corpus-tools\[pdf\]"'):
        parsed(b"%PDF-1.7", "a.pdf")
