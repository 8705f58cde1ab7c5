"""Read the text layer of a PDF: glyphs by their places on the page, so that Arabic comes out in its logical order."""

import logging
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

from corpus_tools.reading.formats.prose import as_article
from corpus_tools.reading.limits import DEFAULT_LIMITS, HARMLESS_BYTES, Limits
from corpus_tools.reading.records import Record, UnreadableError, missing_package

_RIGHT_TO_LEFT = ("R", "AL")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# The forms of letters inside words, by which old fonts call their glyphs.
_FORMS = re.compile("[\ufb50-\ufdf9\ufe70-\ufefc]+")
_OPENING, _CLOSING = frozenset("([{«‹"), frozenset(")]}»›")
# A gap of this much of a letter's height parts two words; a line this much shorter than its block ends a paragraph.
_GAP, _SHORT = 0.15, 0.12
# Lines of one block are at most this much of their height apart, so that those of a wide spacing are one, too.
_LINE_MARGIN = 1.2
# To begin a stream takes as long as to run this many bytes: a part of a page may name others many times over.
_STREAM_BYTES = 2**11
# What pdfminer gives for a glyph of which the font does not say the letter.
_UNKNOWN_GLYPH = re.compile(r"\(cid:[0-9]+\)")
# Runs from left to right inside a line of Arabic, by the kinds of their pieces: Latin words, and numbers with the signs
# inside them. Where a number stands beside a Latin word, each is a run of its own.
_LATIN_WORD = r"(?=[Nc]*L)[LN]+(?:c+[LN]+)*"
_RUNS = re.compile(rf"{_LATIN_WORD}(?: {_LATIN_WORD})*|N+(?:c+N+)*|A+(?:cA+)*")
_JOINING = frozenset("./:,-+'_@&=?#~٫٬")


class _Block(NamedTuple):
    """A block of lines on a page."""

    lines: list[Any]
    start: float
    end: float
    mirrored: bool


def read_pdf(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read a PDF with a text layer as one article; raise UnreadableError if it has none or pdfminer.six is missing.

    The order of letters is that of their places on the page, from right to left where most are Arabic, columns too.
    The title is the first paragraph if it reads like one, else that which the file gives itself; the day on which the
    file was made is kept as file_created.
    """
    try:
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect  # noqa: PLC0415 - heavy, and needed only here
        from pdfminer.pdfparser import PDFParser  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise missing_package("PDF", "pdfminer.six", extra="pdf") from error
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    page = 0
    paragraphs: list[str] = []
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        for blocks in limits.in_time(islice(_pages(document, limits), limits.pages + 1), "the PDF"):
            page += 1
            paragraphs += [text for block in blocks for text in _paragraphs(block)]
        about = _about(document.info)
    except UnreadableError:
        raise
    except PDFPasswordIncorrect as error:
        raise UnreadableError("unreadable PDF: it is encrypted; save it without its password") from error
    except Exception as error:  # pdfminer raises whatever the damaged part makes it raise
        reason = str(error) or type(error).__name__
        raise UnreadableError(
            f"malformed PDF: after page {page}: {reason}; open it in a reader and print it to a new PDF"
        ) from error
    if page > limits.pages:
        raise limits.beyond("pages", f"too large: the PDF has more than {limits.pages:,} pages", "split it")
    if not paragraphs:
        raise UnreadableError(
            "no text: the PDF has no text layer, only pictures of pages; recognize its text (OCR) first"
        )
    return [as_article(paragraphs, about)]


def _about(info: Sequence[Any]) -> dict[str, object]:
    """Return what a PDF says of itself."""
    from pdfminer.utils import decode_text  # noqa: PLC0415 - heavy, and needed only here

    raw = {name: value for one in info for name, value in one.items() if isinstance(value, bytes)}
    said = {
        name: " ".join(decode_text(raw[name]).split()) for name in ("Title", "Author", "CreationDate") if name in raw
    }
    made = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", said.get("CreationDate", ""))
    return {"title": said.get("Title"), "author": said.get("Author"), "file_created": made and "-".join(made.groups())}


def _require_bounded(stream: Any, limits: Limits, *, before: int) -> int:
    """Return how many bytes a page has with one more stream, without unpacking one that is out of proportion."""
    packed: bytes = stream.get_rawdata() or b""  # none where pdfminer has unpacked it before
    unpacked: bytes = packed or stream.get_data()
    most = max(HARMLESS_BYTES, limits.ratio * len(packed), len(unpacked))
    left = limits.page_bytes - before - _STREAM_BYTES
    for name, _ in stream.get_filters() if packed else ():
        if str(getattr(name, "name", name)) not in {"FlateDecode", "Fl"}:
            break
        try:
            unpacked = zlib.decompressobj().decompress(unpacked, max(0, min(most, left)) + 1)
        except zlib.error:  # which pdfminer reads as far as it goes, or refuses
            break
    for name, bound, allowed in (("page_bytes", limits.page_bytes, left), ("ratio", most, most)):
        if len(unpacked) > allowed:
            said = f"too large: a page of the PDF unpacks to more than {bound:,} bytes"
            raise limits.beyond(name, said, "print it to a new PDF")
    return before + len(unpacked) + _STREAM_BYTES


def _pages(document: Any, limits: Limits) -> Iterator[list[_Block]]:
    """Yield the blocks of text of each page, in the order in which they are read."""
    from pdfminer.converter import PDFPageAggregator  # noqa: PLC0415 - heavy, and needed only here
    from pdfminer.layout import LAParams, LTTextBox  # noqa: PLC0415 - heavy, and needed only here
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415 - heavy, and needed only here
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415 - heavy, and needed only here
    from pdfminer.pdftypes import stream_value  # noqa: PLC0415 - heavy, and needed only here

    class Interpreter(PDFPageInterpreter):  # type: ignore[misc,unused-ignore]
        """One that counts what it runs on a page, also where a part of it names other parts."""

        def render_contents(self, resources: Any, streams: Any, *ctm: Any, **more: Any) -> None:
            """Run streams, whose bytes are bounded for the whole page."""
            for stream in map(stream_value, streams):
                run[0] = _require_bounded(stream, limits, before=run[0])
            super().render_contents(resources, streams, *ctm, **more)

    run = [0]
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = Interpreter(manager, device)
    for page in PDFPage.create_pages(document):
        run[0] = 0
        interpreter.process_page(page)
        layout = device.get_result()
        letters = [one for one in layout if hasattr(one, "fontname")]
        mirrored = _runs_right_to_left(letters)
        if mirrored:
            # As in a mirror, so that the analysis, which knows left to right only, takes the right column first.
            for letter in letters:
                letter.set_bbox((layout.x1 - letter.x1, letter.y0, layout.x1 - letter.x0, letter.y1))
        layout.analyze(LAParams(line_margin=_LINE_MARGIN))
        yield [_Block(list(block), block.x0, block.x1, mirrored) for block in layout if isinstance(block, LTTextBox)]


def _runs_right_to_left(letters: Sequence[Any]) -> bool:
    """Return whether most letters are of a script that runs from right to left."""
    classes = [unicodedata.bidirectional(letter.get_text()[:1] or " ") for letter in letters]
    return sum(one in _RIGHT_TO_LEFT for one in classes) > sum(one == "L" for one in classes)


def _paragraphs(block: _Block) -> Iterator[str]:
    """Yield the paragraphs of a block: a line that is as long as the block goes on in the next one."""
    waiting: list[str] = []
    for line in block.lines:
        text = _line([one for one in line if hasattr(one, "fontname")], mirrored=block.mirrored)
        if not text:
            continue
        waiting.append(text)
        # In the mirror of an Arabic page a line ends at the right of its block, as one in Latin does.
        if line.x1 < block.end - _SHORT * (block.end - block.start):
            yield " ".join(waiting)
            waiting.clear()
    if waiting:
        yield " ".join(waiting)


def _line(letters: Sequence[Any], *, mirrored: bool) -> str:
    """Return the text of a line in its logical order; in a `mirrored` page, places run from right to left."""
    pieces = _set(letters)
    runs_left = any(unicodedata.bidirectional(piece[0]) in _RIGHT_TO_LEFT for piece in pieces)
    if runs_left != mirrored:
        pieces.reverse()
    return " ".join((_turn_runs(pieces) if runs_left else "".join(pieces)).split())


def _set(letters: Sequence[Any]) -> list[str]:
    """Return the letters of a line by their places, each with its marks, and a space where a gap parts two words."""
    bases = sorted((one for one in letters if not _is_mark(one)), key=lambda one: one.x0)
    marks = [one for one in letters if _is_mark(one)]
    pieces: list[str] = []
    end = None
    for base in bases:
        text = _UNKNOWN_GLYPH.sub("\ufffd", base.get_text())
        text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
        if end is not None and base.x0 - end > _GAP * base.height and text.strip() and not pieces[-1].isspace():
            pieces.append(" ")
        end = base.x1
        above = [mark for mark in marks if base.x0 <= (mark.x0 + mark.x1) / 2 < base.x1]
        marks = [mark for mark in marks if mark not in above]
        pieces.append(text + "".join(mark.get_text() for mark in above))
    return [piece for piece in pieces if piece]


def _is_mark(letter: Any) -> bool:
    """Return whether a glyph is a vowel mark or the like, which stands over or under another."""
    text = letter.get_text()
    return bool(text) and all(unicodedata.category(one) == "Mn" for one in text)


def _turn_runs(pieces: Sequence[str]) -> str:
    """Return a line of Arabic, given from right to left, with its numbers and Latin words turned round.

    Brackets are mirrored where they close before they open: some programs store the sign that is seen, others the one
    that is meant.
    """
    kinds = "".join(map(_kind, pieces))
    turned, at = [], 0
    for run in _RUNS.finditer(kinds):
        turned += [*pieces[at : run.start()], *reversed(pieces[run.start() : run.end()])]
        at = run.end()
    text = "".join([*turned, *pieces[at:]])
    mirrored = text.translate(_MIRRORED)
    return mirrored if _closed_too_soon(mirrored) < _closed_too_soon(text) else text


def _kind(piece: str) -> str:
    """Return the kind of a piece for the order of runs: Latin, digit, Arabic digit, joining sign, space or other."""
    of_class = unicodedata.bidirectional(piece[0])
    if of_class in {"L", "EN", "AN"}:
        return {"L": "L", "EN": "N", "AN": "A"}[of_class]
    return "c" if piece in _JOINING else " " if piece.isspace() else "o"


def _closed_too_soon(text: str) -> int:
    """Count the brackets that close none before them."""
    depth = count = 0
    for sign in text:
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            count += depth == 0
            depth = max(0, depth - 1)
    return count
