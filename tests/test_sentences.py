import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools import Corpus, split_sentences
from corpus_tools.script import DIGITS, INVISIBLE, LETTERS, MARKS
from corpus_tools.sentence_tables import add_sentences
from corpus_tools.sentences import find_sentences, number_sentences


def sentences(text: str) -> list[str]:
    found = split_sentences(pd.DataFrame({"doc_id": ["a"], "text": pd.Series([text], dtype=object)}))
    return [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادرت حافلة. عادت حافلة.", ["غادرت حافلة.", "عادت حافلة."]),
        ("عنوان\n\nمتن الخبر", ["عنوان", "متن الخبر"]),
        ("هل تعود؟ نعم! غدا", ["هل تعود؟", "نعم!", "غدا"]),
        ("خرج الآلاف., وعاد بعضهم., ثم", ["خرج الآلاف.", "وعاد بعضهم.", "ثم"]),
        ('قال: "نبقى هنا"., ثم غادر', ['قال: "نبقى هنا".', "ثم غادر"]),
        ("قال «نبقى هنا.» وغادر", ["قال «نبقى هنا.»", "وغادر"]),
        ("سوريا.. بدء الخروج", ["سوريا.. بدء الخروج"]),
        ("ثم... غادر", ["ثم... غادر"]),
        ("قال د. سمير إنه عاد", ["قال د. سمير إنه عاد"]),
        ("بلغ 15.7 مليون", ["بلغ 15.7 مليون"]),
        ("زار J. Smith حمص", ["زار J. Smith حمص"]),
        ("غادر هو. وعاد", ["غادر هو.", "وعاد"]),
        ("غادر.\u200f وعاد", ["غادر.\u200f", "وعاد"]),
        ("؟", ["؟"]),
        ("خرج.,", ["خرج.,"]),
        ("خرج., \n", ["خرج."]),
        ("خرج.\u200f», عاد", ["خرج.\u200f»", "عاد"]),
        ("ا.", ["ا."]),
        ("و. عاد", ["و.", "عاد"]),
        ("😀. عاد", ["😀.", "عاد"]),
        ("قال 𝐀. عاد", ["قال 𝐀. عاد"]),
        ("خرج۔ عاد", ["خرج۔", "عاد"]),
        (f"{' ' * 50}خرج.{'»' * 50}{' ' * 50}عاد{' ' * 50}", [f"خرج.{'»' * 50}", "عاد"]),
        ("دخل الجيش المدينة.وقال شهود إن القصف توقف.", ["دخل الجيش المدينة.", "وقال شهود إن القصف توقف."]),
        ("رأى الصور؟وأخذت تبكي!عاد", ["رأى الصور؟", "وأخذت تبكي!", "عاد"]),
        ("خرج.ثم.عاد", ["خرج.", "ثم.", "عاد"]),
        ("قال «نبقى».وأضاف", ["قال «نبقى».", "وأضاف"]),
        ("في عام 2015.وعاد", ["في عام 2015.", "وعاد"]),
        ("في عام 2015.كما عاد", ["في عام 2015.", "كما عاد"]),
        ("خرج مبكراً.وعاد", ["خرج مبكراً.", "وعاد"]),
        ("قالت سي.إن.إن.وأضافت", ["قالت سي.إن.إن.", "وأضافت"]),
        ("قال لـ أ.ف.ب إنه عاد", ["قال لـ أ.ف.ب إنه عاد"]),
        ("قالت أ.ف.ب. إنه عاد", ["قالت أ.ف.ب. إنه عاد"]),
        ("نقلته أ.ف.ب. وعاد", ["نقلته أ.ف.ب.", "وعاد"]),
        ('قال "نبقى..". ثم عاد', ['قال "نبقى..".', "ثم عاد"]),
        ("قال ”نبقى.“ وعاد", ["قال ”نبقى.“", "وعاد"]),
        ("نقلته د.ب.أ.وقال إنه عاد", ["نقلته د.ب.أ.", "وقال إنه عاد"]),
        ("بحسب وكالة ا.ف.ب.قالت", ["بحسب وكالة ا.ف.ب.", "قالت"]),
        ("نقلته أ.ب.وعاد", ["نقلته أ.ب.", "وعاد"]),
        ("كتبت ج.ك.رولينغ كتابا", ["كتبت ج.ك.رولينغ كتابا"]),
        ("قال أ.م.د.وليد إنه عاد", ["قال أ.م.د.وليد إنه عاد"]),
        ("قال أ.د.سمير إنه عاد", ["قال أ.د.سمير إنه عاد"]),
        ("بثته البي.بي.سي أمس", ["بثته البي.بي.سي أمس"]),
        ("نشرته العربية.نت أمس", ["نشرته العربية.نت أمس"]),
        ("1.المقدمة", ["1.المقدمة"]),
        ("ارتفع بنسبة 50%.وأضاف", ["ارتفع بنسبة 50%.", "وأضاف"]),
        ("عاد السكان .وأضاف", ["عاد السكان .", "وأضاف"]),
        ("في موسم 2017 .وأضاف «نعم» .وعاد", ["في موسم 2017 .", "وأضاف «نعم» .", "وعاد"]),
        ("وفق موقع العربية .نت", ["وفق موقع العربية .نت"]),
        ("وصل في الساعة 10.30.وقال", ["وصل في الساعة 10.30.", "وقال"]),
        ("قتل ٢٥.وعاد", ["قتل ٢٥.", "وعاد"]),
        ("البنود: 1.الأول 2.الثاني 12.الثالث", ["البنود: 1.الأول 2.الثاني 12.الثالث"]),
        ("تقدم بنسبة 2.5 وعاد", ["تقدم بنسبة 2.5 وعاد"]),
        ("في ملف تقرير.pdf على www.example.org/a?b=c", ["في ملف تقرير.pdf على www.example.org/a?b=c"]),
        ("كتب @user.name أمس", ["كتب @user.name أمس"]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert [sentence.strip("\u200f") for sentence in sentences(text)] == [e.strip("\u200f") for e in expected]


TEXTS = st.text(st.sampled_from('ابتد .,!؟\n"»«5\u200f'), max_size=60)


@given(TEXTS)
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    found = split_sentences(documents_of(text))
    covered = [at for start, end in zip(found["start"], found["end"], strict=True) for at in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {at for at, sign in enumerate(text) if not sign.isspace() and sign not in "\u200f,"} <= set(covered)
    assert found["sentence"].tolist() == list(range(len(found)))


_CLOSING = f"""["'»”’)\\]}}{INVISIBLE}]*"""
_END = re.compile(
    rf"[\r\n\u2028\u2029\x0b\x0c\x85]+"
    rf"|[!?؟]+{_CLOSING}(?:,(?=\s)|(?=\s|$))"
    rf"|(?<!\.)[.۔](?![.۔]){_CLOSING}(?:,(?=\s)|(?=\s|$))"
)
_AR = f"[{LETTERS}]"
_GLUED = re.compile(rf"[!?؟]{_CLOSING}(?={_AR})|(?<!\.)\.{_CLOSING}(?P<next>{_AR})(?=[{LETTERS}{MARKS}])")
_WORDS_BEFORE = re.compile(rf"(?:[{LETTERS}{MARKS}]{{2}}|[{DIGITS}]{{4}}|[»”)\]])[ \u00a0]?\Z")
_NUMBER_BEFORE = re.compile(rf"[{LETTERS}{MARKS}] [{DIGITS}.,:٫]*[{DIGITS}](?:[{DIGITS}]|\s?[%٪])\Z")
_ABBREVIATED = re.compile(r"(?:^|[\s(«\"'.])[^\W\d_وفبكل]\Z")
_BLANKS = " \t\r\n\x0b\x0c\x85\u00a0\u2028\u2029\u200e\u200f\ufeff"


def spans_by_regular_expression(text: str) -> Iterator[tuple[int, int]]:
    """Say the same rules in another way: one sign after the other."""
    bounds, at = [], 0
    glued = [
        one
        for one in _GLUED.finditer(text)
        if one[0][0] != "."
        or _WORDS_BEFORE.search(head := text[: one.start()])
        or (one["next"] in "وف" and _NUMBER_BEFORE.search(head))
    ]
    for match in sorted([*_END.finditer(text), *glued], key=re.Match.start):
        if text[match.start()] != "." or not _ABBREVIATED.search(text, max(0, match.start() - 2), match.start()):
            end = match.start("next") if match.groupdict().get("next") else match.end()
            bounds.append((at, end - match.group().endswith(",")))
            at = end
    for start, end in [*bounds, (at, len(text))]:
        piece = text[start:end]
        if piece.strip(_BLANKS):
            first = start + len(piece) - len(piece.lstrip(_BLANKS))
            yield first, first + len(piece.strip(_BLANKS))


SIGNS = (
    "..!؟?,,۔  \n\r\u2028\u2029\x0b\x0c\x85\x1c\u00a0\u2003\"'«»“”’)]}([{"
    "دوبA5٣_²\u200f\ufeff\u200c\ud83d\ude00😀𝐀\uffff"
)


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from(SIGNS), max_size=40), min_size=1, max_size=4))
def test_finds_what_a_regular_expression_finds(texts: list[str]) -> None:
    found = find_sentences(texts)
    expected = [(doc, *span) for doc, text in enumerate(texts) for span in spans_by_regular_expression(text)]
    assert list(zip(*(column.tolist() for column in found), strict=True)) == expected


def test_long_and_many_texts_are_cut_alike() -> None:
    texts = [f"{'غادرت حافلة. ' * 50_000}د. سمير", "", "\n" * 500_000, *["عادت حافلة. نعم!"] * 60_000]
    found = find_sentences(texts)
    assert np.bincount(found.doc, minlength=5)[:5].tolist() == [50_001, 0, 0, 2, 2]
    assert len(found.doc) == 50_001 + 120_000
    assert (found.start[-2:].tolist(), found.end[-2:].tolist()) == ([0, 12], [11, 16])


def test_places_in_spans_are_numbered() -> None:
    found = find_sentences(["واحد. اثنان.", "", "ثلاثة."])
    docs, offsets = np.array([0, 0, 0, 1, 2]), np.array([0, 5, 6, 0, 3])
    assert found.number(docs, offsets).tolist() == [0, -1, 1, -1, 0]
    assert find_sentences([]).number(docs, offsets).tolist() == [-1] * 5


def test_counts_in_each_document_anew() -> None:
    documents = pd.DataFrame({"doc_id": ["أ", "ب", "ج"], "text": ["واحد. اثنان.", None, "ثلاثة."]}, index=[7, 7, 9])
    found = split_sentences(documents)
    assert found[["doc_id", "sentence"]].to_numpy().tolist() == [["أ", 0], ["أ", 1], ["ج", 0]]


def test_an_empty_table_gives_an_empty_table() -> None:
    found = split_sentences(pd.DataFrame({"doc_id": [], "text": []}))
    assert list(found.columns) == ["doc_id", "sentence", "start", "end"]


def test_says_in_which_sentence_a_span_begins() -> None:
    documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["واحد. اثنان.", "ثلاثة."]})
    spans = pd.DataFrame({"doc_id": ["ب", "أ", "أ", "أ", "مجهول"], "start": [0, 6, 5, 0, 0]})
    assert number_sentences(spans, split_sentences(documents)).tolist() == [0, 1, -1, 0, -1]
    assert number_sentences(spans.head(0), split_sentences(documents)).tolist() == []
    assert number_sentences(spans, split_sentences(documents).head(0)).tolist() == [-1] * 5


def test_refuses_tables_that_lack_columns() -> None:
    with pytest.raises(ValueError, match="`documents` lacks the column doc_id"):
        split_sentences(pd.DataFrame({"text": []}))
    with pytest.raises(ValueError, match="`spans` lacks the column start"):
        number_sentences(pd.DataFrame({"doc_id": []}), pd.DataFrame())


def test_spans_get_the_sentence_that_they_begin_in() -> None:
    corpus = Corpus(pd.DataFrame({"doc_id": ["أ"], "text": ["خرجت حافلة.  وبقي الحي."]}))
    spans = pd.DataFrame({"doc_id": ["ب", "أ", "أ"], "start": [0, 18, 12]})
    found = add_sentences(spans, corpus)
    columns = ["doc_id", "start", "sentence", "sentence_start", "sentence_end", "words"]
    assert found[columns].to_numpy().tolist() == [["أ", 18, 1, 13, 23, "وبقي الحي."]]


@pytest.mark.parametrize("size", [1, 5, 20])
def test_a_long_text_is_cut_at_its_lines(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "وصل الوفد.\nقال أ. سالم: «نعم.»\r\n\n\nوغادر., ثم عاد؟ نعم.\nبقي"
    texts = [long, "", "سطر بلا نهاية", f"\n{long}\n"]
    whole = find_sentences(texts)
    monkeypatch.setattr("corpus_tools.sentences._CHUNK_CHARACTERS", size)
    for found, wanted in zip(find_sentences(texts), whole, strict=True):
        assert found.tolist() == wanted.tolist()
