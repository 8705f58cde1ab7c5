"""Text comes out of a PDF as it was written: by the order of the file, and by the places of its letters."""

import re
import shutil
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from corpus_tools.figures import drawing
from corpus_tools.figures.style import Weight, font_path, use_style
from corpus_tools.reading.formats.pdf import read_pdf
from corpus_tools.shaping.direction import LRM, RLM, drop_steering
from corpus_tools.shaping.shape_text import shapes_natively

LINES = [
    "المقالات",
    "لا إلى الأسد، والإجلاء في الآونة",
    "السورية وسوريا",
    "في الحي سلمي بشر",
    "وروداً موضعاً",
    "مُحَمَدٌ يُذكر",
    "هُنَا دِمَشْقُ لَا غَيْرُهَا",
    "الحرب، 2011–2017",
    "سنة ٢٠١١–٢٠١٧، ١٬٢٣٤",
    "BBC عربي 45%",
    "1,234.5 مقالة: 12",
    "15/03/2011 في حلب",
    "@user قال #وسم",
    "قال ISIS إن C++ هنا",
    "Homs fire, 45%",
    "The words حي الوعر occur",
    "$5 في السوق",
]
BRACKETS = ["(حزب الله) قال", "«المقالات» [هنا]", "قال ISIS (2014) إن", "The word «حي» occurs"]
FONT_TYPES = [3, 42] if shapes_natively() else [42]  # matplotlib 3.10 has no Arabic text in fonts of type 3


def drawn(*lines: str, weight: Weight = "regular", fonttype: int = 42, **options: Any) -> bytes:
    """Draw lines one below the other."""
    pdf = BytesIO()
    with use_style(), rc_context({"pdf.compression": 0, "pdf.fonttype": fonttype}):
        figure = Figure(figsize=(6, len(lines)))
        for number, line in enumerate(lines):
            figure.text(0.9, 1 - (number + 0.5) / len(lines), line, ha="right", weight=weight, **options)
        figure.savefig(pdf, format="pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None})
    return pdf.getvalue()


def letters(pdf: bytes) -> list[Any]:
    """Give the letters of the page, in the order of the file."""
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    [page] = PDFPage.get_pages(BytesIO(pdf))
    PDFPageInterpreter(manager, device).process_page(page)
    return [one for one in device.get_result() if hasattr(one, "fontname")]


def in_file_order(pdf: bytes) -> str:
    """Give the text of the page in the order of the file, without direction marks."""
    return unicodedata.normalize("NFC", drop_steering("".join(one.get_text() for one in letters(pdf))).strip())


@pytest.mark.parametrize("fonttype", FONT_TYPES)
@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("line", LINES)
def test_the_file_has_the_letters_in_the_order_of_reading(line: str, weight: Weight, fonttype: int) -> None:
    assert in_file_order(drawn(line, weight=weight, fonttype=fonttype)) == unicodedata.normalize("NFC", line)


@pytest.mark.parametrize("line", BRACKETS)
def test_brackets_are_read_as_they_are_meant(line: str) -> None:
    mirrored = line if shapes_natively() else line.translate(str.maketrans("()«»[]", ")(»«]["))
    assert in_file_order(drawn(line)) in {line, mirrored}


@pytest.mark.parametrize("line", [line for line in LINES if not set("٢$#–\u064e") & set(line)])
def test_places_give_the_same_words(line: str) -> None:
    [record] = read_pdf(drawn(line))
    assert drop_steering(f"{record.fields.get('title') or ''} {record.fields['text']}").split() == line.split()


@pytest.mark.skipif(not shapes_natively(), reason="matplotlib 3.10 writes brackets as they are seen")
@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("(حزب الله) قال", "<(>حزب الله<)> قال"),
        ("«تونس»، ثم …", "<«>تونس<»>،< ثم <…>"),
        ("The word «حي» occurs", "The word «حي>» occurs"),
    ],
)
def test_what_pdfium_would_turn_round_stands_between_direction_marks(line: str, text: str) -> None:
    written = "".join(one.get_text() for one in letters(drawn(line)))
    assert written.strip().replace(RLM, "<").replace(LRM, ">") == text


@pytest.mark.skipif(not shapes_natively(), reason="matplotlib 3.10 has no second glyph for a space")
def test_spaces_between_arabic_words_have_an_extent() -> None:
    """Of two spaces without any, close to each other, pdfium drops one: words run into each other."""
    assert re.findall(rb"(\d) Tr", drawn("من ذي")) == [b"3", b"0"]
    assert b" Tr" not in drawn("of it")


def test_a_mark_of_direction_stands_beyond_the_vowel_marks_of_its_letter() -> None:
    places = {one.get_text(): one.x0 for one in letters(drawn("معاً، 12"))}
    assert places[RLM] < places["\u064b"] < places["ا"]


def test_lines_keep_apart_and_turned_ones_too() -> None:
    pdf = drawn("المقالات", "في حمص\nلا غير", rotation=35)
    assert in_file_order(pdf).split() == ["المقالات", "في", "حمص", "لا", "غير"]


def test_a_letter_after_a_gap_begins_where_the_one_before_ends() -> None:
    """Readers take a gap for a space: letters that don't join are set apart."""
    row = [one for one in letters(drawn("السورية", size=40)) if one.get_text().strip()]
    starts = {one.x0 for one in row}
    for one in row[1:]:
        assert min(abs(one.x1 - start) for start in starts) < 0.5 or one.get_text() == "ا"


def test_arabic_digits_reach_over_the_next_one() -> None:
    """Where each begins just where the one before ends, mupdf turns the line round."""
    first, second, third = [one for one in letters(drawn("٢٠١ مقالة", size=40)) if one.get_text() in "٢٠١"]
    assert min(first.x1 - second.x0, second.x1 - third.x0) > 0.2 * 40
    assert first.x0 < second.x0 < third.x0
    assert first.x1 < second.x1 < third.x1


def test_marks_are_drawn_once_and_carry_no_text_of_their_own() -> None:
    plain, marked = drawn("محمد"), drawn("مُحَمَدٌ")
    fills = [len(re.findall(rb"^f$", pdf, re.MULTILINE)) for pdf in (plain, marked)]
    assert fills[1] - fills[0] == 4


def test_the_same_lines_give_the_same_bytes() -> None:
    assert drawn(*LINES) == drawn(*LINES)


@pytest.mark.skipif(not shapes_natively(), reason="matplotlib 3.10 makes one anyway")
@pytest.mark.skipif(not shapes_natively(), reason="matplotlib 3.10 lists fonts in another way")
def test_the_folders_of_typefaces_change_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for own, other in ("ab", "ba"):
        for folder, file in ((own, font_path("regular")), (other, findfont("DejaVu Sans"))):
            (tmp_path / folder).mkdir(exist_ok=True)
            shutil.copy(file, tmp_path / folder)
        fallback = str(tmp_path / other / "DejaVuSans.ttf")
        monkeypatch.setattr(drawing, "add_fallback", lambda file, fallback=fallback: [file, fallback])
        font = FontProperties(fname=tmp_path / own / font_path("regular").name)
        written.append(drawn("الهدنة 😀", font=font))
    assert written[0] == written[1]


@pytest.mark.skipif(not shapes_natively(), reason="matplotlib 3.10 makes one anyway")
@pytest.mark.skipif(not shapes_natively(), reason="matplotlib 3.10 lists fonts in another way")
def test_the_folder_of_a_typeface_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written = []
    for folder in ("!", "~"):  # the emoji is of another typeface, which lies below /, between the two
        Path(folder).mkdir()
        file = shutil.copy(font_path("regular"), folder)
        written.append(drawn("الهدنة 😀", font=FontProperties(fname=file)))
    assert written[0] == written[1]


def test_a_typeface_is_one_font_of_the_file() -> None:
    assert len(re.findall(rb"/FontFile2 ", drawn(*LINES[:8]))) == 1


def test_what_is_unseen_stays_unseen() -> None:
    """Each letter that a ligature does not carry is written invisible, and the next one visible again."""
    modes = re.findall(rb"(\d) Tr", drawn("لا"))
    assert modes == [b"3", b"0"]


def test_a_link_keeps_its_place() -> None:
    assert b"https://example.org" in drawn("حمص", url="https://example.org")


def test_formulas_are_left_to_matplotlib() -> None:
    assert "α" in in_file_order(drawn(r"$\alpha$"))
