"""Sentences of Arabic news: where each starts and ends, as offsets into the text as passed.

Texts are joined and searched as arrays: a table gives the roles that each character can have in a sentence, and only
possible ends are examined more closely.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import place_in_run
from corpus_tools.data_files import load_table
from corpus_tools.script import DIGITS, INVISIBLE, LETTERS, MARKS, code_points, fold
from corpus_tools.spool import cut_texts
from corpus_tools.tables import require_columns, rows_of, texts_in_parts
from corpus_tools.tokens.characters import Codes, encode

_LINE_BREAKS = "\r\n\u2028\u2029\x0b\x0c\x85"
_ENDS = "!?؟"
_STOPS = ".۔"
#: Closing quotes and brackets belong to the sentence before them; “ too, which closes where ” opens.
_CLOSING = "\"'»”“’)]}"
_BLANKS = f"{_LINE_BREAKS} \t\u00a0\u200e\u200f\ufeff"
#: A full stop after one of these abbreviates: a single letter that is no word of its own (titles, initials).
_INITIAL = re.compile(r"[^\W\d_وفبكل]")
_BEFORE_INITIALS = "(«\"'."
#: What stands on both sides of a full stop that ends a sentence without a blank after it: whole words, or before it a
#: year or a closing quote, and the blank that belongs behind it. Behind another number, which may be that of an item,
#: the word must begin with «and».
_NUMBER = rf"(?![{DIGITS}]{{4}}\Z)(?:[{DIGITS}]+[.,:٫])*[{DIGITS}]+(?:(?<=[{DIGITS}.,:٫][{DIGITS}])|\s?[%٪])"
_BEFORE_GLUED = re.compile(
    rf"(?:(?P<word>[{LETTERS}{MARKS}]{{2,}})|[{DIGITS}]{{4}}|[»”)\]])[ \xa0]?\Z"
    rf"|(?P<number>[{LETTERS}{MARKS}] {_NUMBER})\Z"
)
_INITIALS = re.compile(rf"(?<![{LETTERS}{MARKS}.])(?:[{LETTERS}]\.)+[{LETTERS}]\Z")
_AFTER_GLUED = re.compile(rf"[{LETTERS}][{LETTERS}{MARKS}]+")
_AND = "وف"
_LONGEST_WORD = 40
#: The last parts of the names of web sites («العربية.نت»).
_DOMAINS = frozenset(["نت", "كوم", "أورغ", "أورج", "إنفو", "نيت"])
#: The letters of the Latin alphabet as Arabic names them: «سي.إن.إن».
_LATIN_LETTERS = frozenset(
    [
        "آي",
        "إيه",
        "أيه",
        "أي",
        "إي",
        "ايه",
        "اي",
        "بي",
        "سي",
        "دي",
        "إف",
        "اف",
        "جي",
        "إتش",
        "أتش",
        "اتش",
        "جيه",
        "جاي",
        "كي",
        "كيه",
        "إل",
        "ال",
        "أل",
        "إم",
        "ام",
        "أم",
        "إن",
        "ان",
        "أو",
        "او",
        "كيو",
        "آر",
        "ار",
        "إس",
        "اس",
        "أس",
        "تي",
        "يو",
        "في",
        "دبليو",
        "إكس",
        "اكس",
        "واي",
        "زد",
        "زي",
    ]
)

#: The roles of a character in a sentence, one bit each.
_BREAK, _END, _STOP, _CLOSES, _SPACE, _BLANK, _OPENS, _LETTER = (1 << bit for bit in range(8))
_BMP = 0x10000
_CHUNK_CHARACTERS = 400_000
#: Runs of blanks or closing quotes up to this length are stepped over; the end of longer ones is looked up.
_STEPS = 8


class SentenceSpans(NamedTuple):
    """The sentences of texts in order: the row of the text, start and end in code points."""

    doc: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def number(self, doc: NDArray[np.int64], offset: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the number, within its text, of the sentence that holds each place, -1 where none does."""
        return np.append(place_in_run(self.doc).astype(np.int32), np.int32(-1))[self.row(doc, offset)]

    def row(self, doc: NDArray[np.int64], offset: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row of the sentence that holds each place, -1 where none does."""
        return _find_holding(self.doc, self.start, self.end, doc, offset)


_NO_SENTENCES = SentenceSpans(*(np.empty(0, np.int64) for _ in SentenceSpans._fields))


def tabulate_sentences(documents: pd.DataFrame, parts: Iterable[Iterable[str]] | None = None) -> pd.DataFrame:
    """Return a row for each sentence of documents, as `corpus_tools.sentence_tables.split_sentences` describes it.

    Where their texts are at hand, they are given in parts.
    """
    spans = find_sentences(chain.from_iterable(texts_in_parts(documents) if parts is None else parts))
    return pd.DataFrame(
        {
            "doc_id": documents["doc_id"].take(spans.doc).reset_index(drop=True),
            "sentence": place_in_run(spans.doc).astype(np.int32),
            "start": spans.start.astype(np.int32),
            "end": spans.end.astype(np.int32),
        }
    )


def sentence_rows(
    sentences: pd.DataFrame, doc_index: pd.Index, doc: NDArray[np.int32], offset: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return the row in a table of sentences of that which holds each place, -1 where none does."""
    spans = SentenceSpans(
        rows_of(sentences["doc_id"], doc_index), *(sentences[name].to_numpy(np.int64) for name in ("start", "end"))
    )
    return spans.row(doc.astype(np.int64), offset.astype(np.int64))


def find_sentences(texts: Iterable[str]) -> SentenceSpans:
    """Return the sentences of texts."""
    found = [_NO_SENTENCES]
    pieces: list[tuple[int, int, str]] = []
    held = 0
    for piece in _pieces(texts):
        pieces.append(piece)
        held += len(piece[2])
        if held >= _CHUNK_CHARACTERS:
            found.append(_sentences_of_chunk(pieces))
            pieces, held = [], 0
    if pieces:
        found.append(_sentences_of_chunk(pieces))
    return SentenceSpans(*map(np.concatenate, zip(*found, strict=True)))


def _pieces(texts: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the row of each text, 0 and the text; long ones in pieces that end with a line, with their offsets."""
    for doc, text in enumerate(texts):
        begin = 0
        while len(text) - begin > _CHUNK_CHARACTERS and (end := text.find("\n", begin + _CHUNK_CHARACTERS) + 1):
            yield doc, begin, text[begin:end]
            begin = end
        yield doc, begin, text[begin:] if begin else text


def locate_sentences(spans: pd.DataFrame, sentences: pd.DataFrame) -> NDArray[np.int64]:
    """Return the row of `sentences` that each span begins in, -1 where there is none.

    `spans` has doc_id and start; `sentences` is the table of `split_sentences` for the same documents.
    """
    require_columns(spans, ["doc_id", "start"], name="spans")
    require_columns(sentences, ["doc_id", "sentence", "start", "end"], name="sentences")
    doc, doc_ids = pd.factorize(sentences["doc_id"])
    starts, ends = (sentences[name].to_numpy(np.int64) for name in ("start", "end"))
    order = np.argsort(doc * (starts.max(initial=0) + 1) + starts, kind="stable")
    doc_of_span = rows_of(spans["doc_id"], pd.Index(doc_ids))
    row = _find_holding(doc[order], starts[order], ends[order], doc_of_span, spans["start"].to_numpy(np.int64))
    return np.append(order, -1)[row]


def number_sentences(spans: pd.DataFrame, sentences: pd.DataFrame) -> NDArray[np.int32]:
    """Return the number, within its document, of the sentence that each span begins in, -1 where there is none."""
    row = locate_sentences(spans, sentences)
    return np.append(sentences["sentence"].to_numpy(np.int32), np.int32(-1))[row]


def cut_sentences(
    doc: NDArray[np.int64], start: NDArray[np.int32], end: NDArray[np.int32], texts: Sequence[str]
) -> NDArray[np.object_]:
    """Return the words of sentences, None where the start is -1; `doc` is the row of the text of each.

    Each sentence is cut out once: it can be a whole document with ten thousand places.
    """
    place = np.where(start < 0, -1, doc * (int(start.max(initial=0)) + 1) + start)
    distinct, first, place = np.unique(place, return_index=True, return_inverse=True)
    first = first[distinct >= 0]
    found = cut_texts(texts, doc[first], start[first].astype(np.int64), end[first].astype(np.int64))
    return np.array([*[None] * (len(distinct) - len(first)), *found, None], dtype=object)[place]


def _find_holding(
    docs: NDArray[np.int64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    doc: NDArray[np.int64],
    offset: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the row of the ordered spans that holds each place, -1 where none does."""
    if not len(docs) or not len(doc):
        return np.full(len(doc), -1)
    stride = int(max(ends.max(), offset.max())) + 1
    at = doc * stride + offset
    row = np.searchsorted(docs * stride + starts, at, side="right") - 1
    return np.where((doc >= 0) & (row >= 0) & (at < (docs * stride + ends)[row]), row, -1)


def _sentences_of_chunk(pieces: Sequence[tuple[int, int, str]]) -> SentenceSpans:
    """Return the sentences of joined pieces; the line break between two ends a sentence as any other does.

    The letters added around them are neither blanks nor signs, so that every run stops there.
    """
    docs, offsets, texts = zip(*pieces, strict=True)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    text = "\n".join(("x", *texts, "xx"))
    codes = encode(text)
    kinds = _kind_table().take(codes if codes.itemsize == 2 else np.minimum(codes, _BMP - 1))
    text_starts = 2 + np.cumsum(lengths + 1) - lengths - 1
    cuts, resumes = _find_cuts(text, codes, kinds, text_starts + lengths)
    starts = _step_over(kinds, _BLANK, np.append(1, resumes[:-1]), 1)
    kept = np.flatnonzero(starts < cuts)
    starts = starts[kept]
    ends = _step_over(kinds, _BLANK, cuts[kept] - 1, -1) + 1
    piece = np.searchsorted(text_starts, starts, side="right") - 1
    shift = (text_starts - np.array(offsets, np.int64))[piece]
    return SentenceSpans(np.array(docs, np.int64)[piece], starts - shift, ends - shift)


def _find_cuts(
    text: str, codes: Codes, kinds: NDArray[np.uint8], text_ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where sentences end, and where the next ones can begin.

    A sentence ends at a line break; at one or more of ! ? ؟; and at a single full stop that white space, the end or
    the wire style's `.,` follows. Where the blank was left out, an Arabic word must follow, and no part of a name with
    dots in it. Two or more dots are a pause in Arabic headlines, not an end.
    """
    signs = np.flatnonzero((kinds & (_BREAK | _END | _STOP)) != 0)
    kind, following = kinds[signs], kinds[signs + 1]
    is_break = (kind & _BREAK) != 0
    is_last_mark = ((kind & _END) != 0) & ((following & _END) == 0)
    is_full_stop = ((kind & _STOP) != 0) & ((following & _STOP) == 0) & (codes[signs - 1] != ord("."))
    chosen = is_break | is_last_mark | is_full_stop
    signs, is_break = signs[chosen], is_break[chosen]
    behind = signs + 1
    behind[~is_break] = _step_over(kinds, _CLOSES, behind[~is_break], 1)
    has_comma = (codes[behind] == ord(",")) & ((kinds[behind + 1] & _SPACE) != 0) & ~is_break
    if has_comma.any():
        has_comma[has_comma] = ~np.isin(behind[has_comma] + 1, text_ends)
    is_cut = is_break | has_comma | ((kinds[behind] & _SPACE) != 0)
    is_cut[is_cut] = ~_abbreviates(codes, kinds, signs[is_cut])
    glued = np.flatnonzero(~is_cut & ((kinds[behind] & _LETTER) != 0))
    is_cut[glued] = _end_without_blank(text, kinds, signs[glued], behind[glued])
    return behind[is_cut], (behind + has_comma)[is_cut]


def _end_without_blank(
    text: str, kinds: NDArray[np.uint8], signs: NDArray[np.int64], behind: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which signs with an Arabic letter behind them end a sentence: «المدينة.وقال», but not «سي.إن.إن»."""
    found: NDArray[np.bool_] = (kinds[signs] & _END) != 0
    for row, (sign, letter) in enumerate(zip(signs.tolist(), behind.tolist(), strict=True)):
        if text[sign] != ".":
            continue
        written = text[max(0, sign - _LONGEST_WORD) : sign]
        before = _BEFORE_GLUED.search(written)
        after = _AFTER_GLUED.match(text[letter : letter + _LONGEST_WORD])
        if after is not None and (initials := _INITIALS.search(written)):
            # Those of a person («ج.ك.رولينغ») and titles («أ.د.سمير») go on.
            is_sure = initials.group().count(".") > 1 or after.group()[0] in _AND
            found[row] = is_sure and fold(initials.group().replace(".", " ")) in _agencies()
        elif before is not None and after is not None and after.group() not in _DOMAINS:
            if before["number"] and after.group()[0] not in _AND:
                continue
            pair = {(before["word"] or "").removeprefix("ال"), after.group()}
            found[row] = not pair <= _LATIN_LETTERS
    return found


@cache
def _agencies() -> frozenset[str]:
    """Return the folded abbreviations of agencies and the like, their letters apart: «أ ف ب»."""
    return frozenset(map(fold, load_table("boilerplate")["abbreviations"]))


def _abbreviates(codes: Codes, kinds: NDArray[np.uint8], signs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which signs are full stops after a single letter, or after the last of several: «قالت أ.ف.ب. إن»."""
    found: NDArray[np.bool_] = (codes[signs] == ord(".")) & ((kinds[signs - 2] & _OPENS) != 0)
    of = signs[found]
    goes_on = (codes[of - 2] == ord(".")) & ((kinds[of - 1] & _LETTER) != 0) & (codes[of + 2] != ord("و"))
    is_initial = [_INITIAL.match(chr(letter)) is not None for letter in codes[of - 1].tolist()]
    found[found] = goes_on | np.array(is_initial, np.bool_)
    return found


def _step_over(kinds: NDArray[np.uint8], kind: int, at: NDArray[np.int64], step: int) -> NDArray[np.int64]:
    """Move each position, by steps of 1 or -1, to the first character that is not of a kind."""
    at = at.copy()
    moving = np.flatnonzero(kinds[at] & kind)
    for _ in range(_STEPS):
        if not len(moving):
            return at
        at[moving] += step
        moving = moving[(kinds[at[moving]] & kind) != 0]
    outside = np.flatnonzero((kinds & kind) == 0)
    at[moving] = outside[np.searchsorted(outside, at[moving]) - (step < 0)]
    return at


@cache
def _kind_table() -> NDArray[np.uint8]:
    """Return the roles of each character of the Basic Multilingual Plane in a sentence."""
    table = np.zeros(_BMP, np.uint8)
    spaces = "".join(filter(str.isspace, map(chr, range(_BMP))))
    for characters, kind in (
        (_LINE_BREAKS, _BREAK),
        (_ENDS, _END),
        (_STOPS, _STOP),
        (_CLOSING, _CLOSES),
        (spaces, _SPACE),
        (_BLANKS, _BLANK),
        (spaces + _BEFORE_INITIALS, _OPENS),
        ("".join(map(chr, code_points(LETTERS))), _LETTER),
    ):
        table[list(map(ord, characters))] |= kind
    table[code_points(INVISIBLE)] |= _CLOSES
    return table
