"""Cleaning as a whole: texts, edits that reconstruct, spans carried back."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.cleaning.clean import EDIT_COLUMNS, STEPS, CorpusStep, Step, clean, to_raw
from corpus_tools.cleaning.edits import MOST_STEPS

#: What the generated texts are made of: each step finds something in them.
PIECES = [
    *"ابتسوةهى",
    *"\u064b\u0651\u064e\u0650\u0653\u0654",
    *"ـ\u200c\u200d\u200f\u202b\u200b\ufeff\u00ad\x00",
    *'ﻻﷲﷺﹰ \u00a0\n\t.,"؟!()1٢',
    "ـــ",
    "هـ",
    " ـ ",
    "., ",
    '"., ',
    "\r\n",
    "  ",
    "قال",
    "خرجت الحافلة الأولى من الحي صباح اليوم. ",
    "خرجت الحافلة الأولى من الحي صباح اليوم",
    "\nاقرأ أيضا: خبر آخر\n",
    "\nتابعونا على فيسبوك\n",
    ". ع ب م",
    ". (صورة أرشيفية)",
    "\nإعداد قسم الأخبار",
]
GENERATED = st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), min_size=1, max_size=4)


def rebuilt(text: str, edits: pd.DataFrame, *, start: str, end: str, becomes: str, is_now: str) -> str:
    pieces, at = [], 0
    for edit in edits.to_dict("records"):
        assert edit[start] >= at, "edits overlap or are out of order"
        assert text[edit[start] : edit[end]] == edit[is_now]
        pieces += [text[at : edit[start]], edit[becomes]]
        at = edit[end]
    return "".join(pieces) + text[at:]


def origins(text: str, edits: pd.DataFrame) -> list[tuple[int, int]]:
    """Return for each character of the cleaned text the raw stretch from which it came."""
    origin: list[tuple[int, int]] = []
    raw_at = 0
    for edit in edits.to_dict("records"):
        origin += [(k, k + 1) for k in range(raw_at, edit["raw_start"])]
        origin += [(edit["raw_start"], edit["raw_end"])] * (edit["end"] - edit["start"])
        raw_at = edit["raw_end"]
    return origin + [(k, k + 1) for k in range(raw_at, raw_at + len(text) - len(origin))]


def check(documents: pd.DataFrame, texts: pd.DataFrame, edits: pd.DataFrame) -> None:
    assert list(edits.columns) == EDIT_COLUMNS
    for doc_id, raw, text in zip(documents["doc_id"], documents["text"], texts["text"], strict=True):
        mine = edits[edits["doc_id"] == doc_id]
        raw_span = {"start": "raw_start", "end": "raw_end"}
        assert rebuilt(raw, mine, **raw_span, becomes="after", is_now="before") == text
        assert rebuilt(text, mine, start="start", end="end", becomes="before", is_now="after") == raw
        origin = origins(text, mine)
        spans = [
            (start, end) for start in range(len(text)) for end in (start + 1, start + 3, len(text)) if end <= len(text)
        ]
        found = to_raw(pd.DataFrame(spans, columns=["start", "end"]).assign(doc_id=doc_id), edits)
        assert found["raw_start"].tolist() == [origin[start][0] for start, _ in spans]
        assert found["raw_end"].tolist() == [origin[end - 1][1] for _, end in spans]


@pytest.mark.parametrize("step", STEPS)
@given(texts=GENERATED)
@settings(max_examples=25)
def test_each_step_alone_can_be_undone(step: str, texts: list[str]) -> None:
    documents = documents_of(*texts)
    check(documents, *clean(documents, steps=[step]))


@given(texts=GENERATED)
def test_all_steps_together_can_be_undone(texts: list[str]) -> None:
    documents = documents_of(*texts)
    cleaned, edits = clean(documents)
    check(documents, cleaned, edits)
    assert (cleaned["text"] == cleaned["text"].str.strip()).all()


ARTICLE = (
    "\ufeffخروج دفعة جديدة من حي الوعر \r\n\r\n"
    "غـادرت حافلات تقل نحو 500 شخص حيّ الوعر اليوم الـ19 من مارس/ آذار 1438هـ., "
    'وقال شاهد "لن ننسى البيت"., وسيستمر الخروج من الخميس ـ السبت. ع.ج/ أ.ح (رويترز).,\n'
    "اقرأ أيضًا: ما الذي يحدث في الوعر؟"
)
CLEAN_ARTICLE = (
    "خروج دفعة جديدة من حي الوعر\n\n"
    "غادرت حافلات تقل نحو 500 شخص حيّ الوعر اليوم الـ19 من مارس/ آذار 1438هـ.\n"
    'وقال شاهد "لن ننسى البيت".\nوسيستمر الخروج من الخميس - السبت.'
)


def test_an_article() -> None:
    texts, edits = clean(documents_of(ARTICLE.replace("(رويترز).,", "(رويترز)")))
    assert texts["text"].tolist() == [CLEAN_ARTICLE]
    assert set("+".join(edits["step"]).split("+")) == {
        "controls",
        "tatweel",
        "paragraphs",
        "white_space",
        "phrases",
        "initials",
    }


@pytest.mark.parametrize(
    "text",
    [
        "مُعَارَضة وإجلاء إلى أعلى، #إدلب @user 15.7% ٢٫٥ 2,500",
        'قال: "نعم"؛ ثم سكت... (وعاد) – بعد «الهدنة».',
        "العنوان\n\nالفقرة الأولى.\nالفقرة الثانية؟",
    ],
)
def test_a_clean_text_is_left_alone(text: str) -> None:
    texts, edits = clean(documents_of(text))
    assert texts["text"].tolist() == [text]
    assert edits.empty
    assert list(edits.columns) == EDIT_COLUMNS


def test_cleaning_twice_changes_nothing_more() -> None:
    once, _ = clean(documents_of(ARTICLE))
    assert clean(once)[1].empty


@pytest.mark.parametrize(
    ("raw", "surface", "raw_surface"),
    [
        ("خرج المـقـاتلون.", "المقاتلون", "المـقـاتلون"),
        ("خرج \u202bالمقاتلون\u202c اليوم", "المقاتلون", "المقاتلون"),
        ("خرج اﻷهالي", "الأهالي", "اﻷهالي"),
        ("خرج اﻷهالي", "أهالي", "ﻷهالي"),
        ("في ا\u0653ذار", "آذار", "ا\u0653ذار"),
        ("حي  الوعر., وقال", "الوعر.\nوقال", "الوعر., وقال"),
        ("حي  الوعر., وقال", "الوعر.", "الوعر."),
        ("حي \u00a0 الوعر", "حي الوعر", "حي \u00a0 الوعر"),
    ],
)
def test_a_span_comes_from_exactly_these_raw_characters(raw: str, surface: str, raw_surface: str) -> None:
    texts, edits = clean(documents_of(raw))
    start = texts["text"][0].index(surface)
    spans = pd.DataFrame({"doc_id": ["خبر 0"], "start": [start], "end": [start + len(surface)], "surface": [surface]})
    found = to_raw(spans, edits)
    assert list(found.columns) == ["doc_id", "start", "end", "surface", "raw_start", "raw_end"]
    assert raw[found["raw_start"][0] : found["raw_end"][0]] == raw_surface


def test_spans_of_any_order_index_and_document() -> None:
    documents = documents_of("حي  الوعر", "حمص", None, "في  حمص").set_axis([7, 7, 1, 0])
    _, edits = clean(documents)
    spans = pd.DataFrame(
        {"doc_id": ["خبر 3", "خبر 1", "خبر 0", "خبر 3"], "start": [3, 0, 3, 3], "end": [6, 3, 8, 3]}, index=[4, 4, 2, 0]
    )
    found = to_raw(spans, edits.sample(frac=1, random_state=0))
    assert found["raw_start"].tolist() == [4, 0, 4, 4]
    assert found["raw_end"].tolist() == [7, 3, 9, 4]
    assert found.index.tolist() == [4, 4, 2, 0]
    assert to_raw(spans[:0], edits).empty
    assert to_raw(spans, edits[:0])["raw_start"].tolist() == spans["start"].tolist()


def test_documents_keep_their_columns_index_and_missing_texts() -> None:
    documents = documents_of(" حمص ", None, "", source=["أ", "ب", "ج"]).set_axis([5, 5, 2])
    before = documents.copy(deep=True)
    texts, edits = clean(documents)
    pd.testing.assert_frame_equal(documents, before)
    assert texts["text"].isna().tolist() == [False, True, False]
    assert texts["text"].tolist()[::2] == ["حمص", ""]
    pd.testing.assert_frame_equal(texts.drop(columns="text"), documents.drop(columns="text"))
    assert texts["text"].dtype == documents["text"].dtype
    assert edits["doc_id"].unique().tolist() == ["خبر 0"]
    nothing, no_edits = clean(documents[:0])
    assert nothing.empty
    assert no_edits.empty


def test_ids_need_not_be_strings() -> None:
    texts, edits = clean(pd.DataFrame({"doc_id": [3, 1], "text": ["حي  الوعر", "  حمص"]}))
    found = to_raw(pd.DataFrame({"doc_id": [1, 3], "start": [0, 3], "end": [3, 8]}), edits)
    assert found["raw_start"].tolist() == [2, 4]
    assert texts["doc_id"].tolist() == [3, 1]


def test_a_title_that_a_page_repeats() -> None:
    title = "خروج دفعة جديدة من الوعر"
    documents = documents_of(f"{title}\n{title}\nغادرت الحافلات.", title=[title])
    assert clean(documents)[0]["text"][0] == f"{title}\nغادرت الحافلات."
    assert clean(documents.assign(title=None))[0]["text"][0] == f"{title}\nغادرت الحافلات."


@pytest.mark.parametrize("dtype", ["str", "string", "string[python]", object])
def test_texts_keep_their_dtype_and_their_rows(dtype: str | type) -> None:
    texts = pd.Series(["وصلت  الحافلات", None, "غادرت", "بدأت "], dtype=dtype)
    documents = pd.DataFrame({"doc_id": range(4), "text": texts}).set_axis([5, 7, 9, 11])
    cleaned = clean(pd.concat([documents.iloc[:2], documents.iloc[2:]]))[0]["text"]
    assert cleaned.dtype == texts.dtype
    assert cleaned.fillna("-").to_dict() == {5: "وصلت الحافلات", 7: "-", 9: "غادرت", 11: "بدأت"}


def test_steps_of_a_researcher() -> None:
    shout = Step("shout", lambda text: [(len(text), len(text), "!")])
    first = CorpusStep("first", lambda documents: [(0, 0, 0, f"{len(documents)} ")])
    texts, edits = clean(documents_of("حمص", "حلب  "), steps=["white_space", shout, first])
    assert texts["text"].tolist() == ["2 حمص!", "حلب!"]
    assert edits["step"].tolist() == ["first", "shout", "white_space+shout"]
    held = Step(
        "held", lambda text: [(len(text), len(text), "!")], needs=lambda codes: np.flatnonzero(codes == ord("ص"))
    )
    assert clean(documents_of("حمص", "حلب"), steps=[held])[0]["text"].tolist() == ["حمص!", "حلب"]
    undone = Step("undone", lambda text: [(0, 1, "")] if text.startswith("!") else [])
    mark = Step("mark", lambda _: [(0, 0, "!")])
    texts, edits = clean(documents_of("حمص"), steps=[mark, undone])
    assert texts["text"].tolist() == ["حمص"]
    assert edits.empty


def test_an_edit_is_recorded_where_characters_differ() -> None:
    spelling = Step("spelling", lambda text: [(0, len(text), text.replace("اميركا", "أميركا"))])
    edits = clean(documents_of("في اميركا اليوم"), steps=[spelling])[1]
    assert edits[["raw_start", "raw_end", "before", "after"]].to_numpy().tolist() == [[3, 4, "ا", "أ"]]


@pytest.mark.parametrize(
    ("steps", "error", "message"),
    [
        (["stemming"], ValueError, "no cleaning step 'stemming'; the steps are escapes, mojibake, visual_order"),
        ("tatweel", TypeError, r"write \['tatweel'\]"),
        (["tatweel", "tatweel"], ValueError, "'tatweel' is given twice"),
        ([Step(str(k), lambda _: []) for k in range(MOST_STEPS + 1)], ValueError, "too many"),
        (
            [Step("own", lambda _: [(0, 2, ""), (1, 3, "")])],
            ValueError,
            r"'own' edits \[1, 3\) of document 'خبر 0' and \[0, 2\)",
        ),
        (
            [Step("own", lambda _: [(0, 9, "")])],
            ValueError,
            r"edits \[0, 9\) of document 'خبر 0', whose text has 3 characters",
        ),
        ([CorpusStep("own", lambda _: [(4, 0, 0, "")])], ValueError, "'own' edits row 4; the corpus has rows 0 to 0"),
    ],
)
def test_wrong_steps(steps: list[Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        clean(documents_of("حمص"), steps=steps)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ({"doc_id": ["خبر 0"], "start": [0]}, "`spans` lacks the column end"),
        ({"doc_id": ["خبر 0"], "start": [3], "end": [1]}, r"row 0 of `spans` is \[3, 1\)"),
        ({"doc_id": ["خبر 0", "خبر 0"], "start": [0, None], "end": [1, 2]}, "row 1 has no start"),
    ],
)
def test_wrong_spans(spans: dict[str, list[Any]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        to_raw(pd.DataFrame(spans), clean(documents_of("حمص"))[1])


def test_a_million_spans_are_carried_back_at_once() -> None:
    documents = documents_of(*[f"حي  الوعر في حمـص رقم  {k}" for k in range(2000)])
    texts, edits = clean(documents)
    generator = np.random.default_rng(0)
    rows = generator.integers(0, len(texts), 1_000_000)
    start = generator.integers(0, 18, len(rows))
    spans = pd.DataFrame({"doc_id": texts["doc_id"].to_numpy()[rows], "start": start, "end": start + 1})
    found = to_raw(spans, edits)
    # حي الوعر في حمص: one space is gone before offset 3, the tatweel before offset 14.
    expected = start + (start >= 3) + (start >= 14)
    assert (found["raw_start"] == expected).all()
    assert (found["raw_end"] == expected + 1).all()
