import re
import tracemalloc
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools import lemmatize, merge_tokens, tokenize
from corpus_tools.script import fold
from corpus_tools.tokens import tokenize as tokens


def surfaces(text: str) -> list[str]:
    table = tokenize(documents_of(text)).table
    return [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)]


def kinds(text: str) -> list[str]:
    found = tokenize(documents_of(text))
    return [str(kind) for kind in found.vocabulary["kind"].to_numpy()[found.table["word"].to_numpy()]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادرت الحافلة، وعادت.", ["غادرت", "الحافلة", "وعادت"]),
        ("مُقاتِلو «الفصائل»", ["مُقاتِلو", "الفصائل"]),
        ("الوعـــر", ["الوعـــر"]),
        ("خرج ـ ثم عاد", ["خرج", "ثم", "عاد"]),
        ("بـ15 حافلة", ["بـ", "15", "حافلة"]),
        ("موسم 2016ـ2017", ["موسم", "2016", "2017"]),
        ("من 9ـ\u200fَ إلى", ["من", "9", "إلى"]),
        ("القرن الـ19", ["القرن", "الـ", "19"]),
        ("2,500 شخص", ["2,500", "شخص"]),
        ("٢٬٥٠٠ و٢٫٥", ["٢٬٥٠٠", "و", "٢٫٥"]),
        ("ارتفع 15.7% و15%", ["ارتفع", "15.7%", "و", "15%"]),
        ("بنسبة ٪12", ["بنسبة", "٪12"]),
        ("نحو 2,5 مليون", ["نحو", "2,5", "مليون"]),
        ("عامي 2015,2016", ["عامي", "2015", "2016"]),
        ("في 22.3.1974", ["في", "22.3.1974"]),
        ("في 1/9/2008", ["في", "1", "9", "2008"]),
        ("7\u200f/8\u200f/2016", ["7", "8", "2016"]),
        ("قُتل 20. وجُرح 5", ["قُتل", "20", "وجُرح", "5"]),
        ("#الجيش_السوري يتقدم", ["#الجيش_السوري", "يتقدم"]),
        ("#حمص#إدلب", ["#حمص", "#إدلب"]),
        ("#ا #د.اا", ["#ا", "#د", "اا"]),
        ("#حي_د.اا", ["#حي_د", "اا"]),
        ("#U.N. said", ["#U", "N.", "said"]),
        ("قال د.#حمص", ["قال", "د", "#حمص"]),
        ("# وحدها", ["وحدها"]),
        ("كتب @user_1: لا", ["كتب", "@user_1", "لا"]),
        ("كتب @اسم\u200f هنا", ["كتب", "@اسم", "هنا"]),
        ("a@b.co\u200f\u0301 هنا", ["a@b.co\u200f\u0301", "هنا"]),
        ("راسلنا: desk@example.org.", ["راسلنا", "desk@example.org"]),
        ("(انظر https://example.org/a?b=1).", ["انظر", "https://example.org/a?b=1"]),
        ("www.example.org، وغيره", ["www.example.org", "وغيره"]),
        ("قال د. سمير", ["قال", "د.", "سمير"]),
        ("قال د.سمير", ["قال", "د.", "سمير"]),
        ("وكالة أ.ف.ب للأنباء", ["وكالة", "أ.ف.ب", "للأنباء"]),
        ("U.N. said", ["U.N.", "said"]),
        ("هذا ما أراده هو. وقال", ["هذا", "ما", "أراده", "هو", "وقال"]),
        ("مقاتلات F16 وCOVID-19", ["مقاتلات", "F16", "و", "COVID", "19"]),
        ("😀😀 👨‍👩‍👧 🇸🇾", ["😀", "😀", "👨‍👩‍👧", "🇸🇾"]),
        ("\ufeffحمص\u200f \u200eإدلب", ["حمص", "إدلب"]),
        ("كتاب\u200cها", ["كتاب\u200cها"]),
        ("ﺣﻤﺺ", ["ﺣﻤﺺ"]),
        ("سطر\nآخر\tهنا\u00a0وهناك\u200bوهنا", ["سطر", "آخر", "هنا", "وهناك", "وهنا"]),
        ("َ ِ ُ ـ", []),
        ("...،؛!؟", []),
        ("", []),
    ],
)
def test_finds_the_tokens_of(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("والوعر", ["word"]),
        ("BBC", ["latin"]),
        ("15.7% ٢٫٥ 22.3.1974 ٪5", ["number"] * 4),
        ("15km", ["latin"]),
        ("#حمص @user desk@example.org", ["hashtag", "mention", "email"]),
        ("https://example.org www.example.org", ["url", "url"]),
        ("د. سمير أ.ف.ب", ["abbreviation", "word", "abbreviation"]),
        ("😀", ["emoji"]),
    ],
)
def test_tells_the_kind_of(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_numbers_words_in_order_of_first_appearance_and_counts_them() -> None:
    found = tokenize(documents_of("حمص إدلب حمص", "إدلب حلب"))
    assert found.vocabulary["surface"].tolist() == ["حمص", "إدلب", "حلب"]
    assert found.vocabulary["n"].tolist() == [2, 2, 1]
    assert found.table["word"].tolist() == [0, 1, 0, 1, 2]
    assert found.table["doc"].tolist() == [0, 0, 0, 1, 1]
    assert found.table.dtypes.tolist() == [np.dtype(np.int32)] * 4


def test_folds_each_word_of_the_vocabulary() -> None:
    found = tokenize(documents_of("إدلِـب ادلب ﺣﻤﺺ"))
    assert found.vocabulary["folded"].tolist() == ["ادلب", "ادلب", "حمص"]


def test_missing_texts_have_no_tokens() -> None:
    found = tokenize(documents_of(None, "حمص", None))
    assert found.table["doc"].tolist() == [1]
    assert len(tokenize(documents_of(None))) == len(tokenize(documents_of())) == 0


def test_unpaired_surrogates_break_nothing() -> None:
    text = "حمص\ud800 إدلب 😀"
    assert surfaces(text) == ["حمص", "إدلب", "😀"]


ALPHABET = st.sampled_from(
    [*"ابتةىأإآؤئءوي", *"َِّْـ", *"09٣۴.,٫٬%٪/", *" \n،؟#@_:'", "د.", "ab", "\u200f", "\ufeff", "\u200c", "😀"]
)
TEXTS = st.lists(ALPHABET, max_size=60).map("".join)


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=60)
def test_offsets_hold_and_tokens_follow_one_another(texts: list[str]) -> None:
    documents = documents_of(*texts)
    found = tokenize(documents)
    words = found.vocabulary["surface"].tolist()
    rows: list[list[int]] = found.table.to_numpy().tolist()
    for doc, start, end, word in rows:
        surface = texts[doc][start:end]
        assert surface == words[word] == surface.strip()
        assert not re.search(r"\s", surface)
    for before, after in pairwise(rows):
        assert before[0] < after[0] or (before[0] == after[0] and before[2] <= after[1])
    assert found.vocabulary["surface"].is_unique
    assert found.vocabulary["folded"].tolist() == [fold(word) for word in found.vocabulary["surface"]]
    assert (np.bincount(found.table["word"], minlength=len(found.vocabulary)) == found.vocabulary["n"]).all()


@given(st.lists(TEXTS, max_size=6), st.integers(1, 40), st.sampled_from([0, 30, 60, 10_000]))
@settings(max_examples=60)
def test_chunks_and_threads_change_nothing(texts: list[str], size: int, beginning: int) -> None:
    documents = documents_of(*[f"{text} " for text in texts])
    whole = tokenize(documents)
    with pytest.MonkeyPatch.context() as patch:
        longest = max((len(word) for text in texts for word in text.split()), default=0)
        patch.setattr(tokens, "CHUNK_CHARACTERS", size + longest + 1)
        patch.setattr(tokens, "_BEGINNING", beginning)
        cut = tokenize(documents, threads=2)
    pd.testing.assert_frame_equal(cut.table, whole.table)
    pd.testing.assert_frame_equal(cut.vocabulary, whole.vocabulary)


def test_a_document_without_white_space_is_cut_rather_than_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "CHUNK_CHARACTERS", 10)
    found = tokenize(documents_of("ب" * 25))
    assert found.table[["start", "end"]].to_numpy().tolist() == [[0, 10], [10, 20], [20, 25]]


def test_memory_grows_with_the_chunk_not_with_the_document() -> None:
    documents = documents_of("خرجت حافلة أخرى من الحي " * 80_000)
    tokenize(documents_of("تمهيد"))
    tracemalloc.start()
    found = tokenize(documents)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * len(found) * 4 + 60 * tokens.CHUNK_CHARACTERS


@pytest.mark.parametrize(
    ("documents", "error", "message"),
    [
        (pd.DataFrame({"text": ["حمص"]}), ValueError, "lacks the column doc_id"),
        (pd.DataFrame({"doc_id": [1]}), ValueError, "lacks the column text"),
        (pd.DataFrame({"doc_id": [1], "text": [7]}), TypeError, "holds int in row 0"),
        (pd.DataFrame({"doc_id": [1, 1], "text": ["أ", "ب"]}), ValueError, "more than one row"),
        ([{"doc_id": 1}], TypeError, "must be a pandas DataFrame"),
    ],
)
def test_says_what_is_wrong_with(documents: pd.DataFrame, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        tokenize(documents)


def test_refuses_no_threads() -> None:
    with pytest.raises(ValueError, match="`threads` is 0"):
        tokenize(documents_of("حمص"), threads=0)


def test_prints_its_size() -> None:
    assert repr(tokenize(documents_of("حمص وإدلب"))) == "Tokens(2 tokens, 2 words, 1 documents)"


def test_as_many_tokens_as_characters() -> None:
    texts = ["0ا" * 150_000, "ا0" * 190_000] * 4
    found = tokenize(documents_of(*texts))
    assert found.vocabulary["n"].tolist() == [sum(map(len, texts)) // 2] * 2
    assert np.bincount(found.table["doc"]).tolist() == [len(text) for text in texts]
    assert (found.table["end"] - found.table["start"]).unique().tolist() == [1]


@given(st.lists(TEXTS, min_size=1, max_size=8), st.integers(1, 4))
@settings(max_examples=60)
def test_parts_merge_to_the_tokens_of_the_whole(texts: list[str], size: int) -> None:
    documents = documents_of(*texts)
    whole = tokenize(documents)
    merged = merge_tokens(tokenize(documents.iloc[at : at + size]) for at in range(0, len(texts), size))
    pd.testing.assert_frame_equal(merged.table, whole.table)
    pd.testing.assert_frame_equal(merged.vocabulary, whole.vocabulary)
    pd.testing.assert_frame_equal(merged.documents, documents)


def test_merging_leaves_the_parts_as_they_were_and_needs_no_texts() -> None:
    parts = [lemmatize(tokenize(documents_of("حمص وإدلب"))), tokenize(documents_of("إدلب").assign(doc_id="آخر"))]
    kept = [(part.table.copy(), part.vocabulary.copy()) for part in parts]
    bare = [tokens.Tokens(part.table, part.vocabulary, part.documents[["doc_id"]]) for part in parts]
    merged = merge_tokens(bare)
    assert merged.vocabulary.columns.tolist() == ["word", "surface", "folded", "kind", "n"]
    assert merged.documents["doc_id"].tolist() == ["خبر 0", "آخر"]
    for part, (table, vocabulary) in zip(parts, kept, strict=True):
        pd.testing.assert_frame_equal(part.table, table)
        pd.testing.assert_frame_equal(part.vocabulary, vocabulary)


def test_parts_that_share_a_document_or_are_none_are_refused() -> None:
    part = tokenize(documents_of("حمص"))
    with pytest.raises(ValueError, match=r"the doc_id 'خبر 0' stands in two of the parts"):
        merge_tokens([part, part])
    with pytest.raises(ValueError, match=r"there are no tokens to merge"):
        merge_tokens([])
    with pytest.raises(TypeError, match=r"`tokens` is a DataFrame; pass what tokenize\(\) makes"):
        merge_tokens([part, part.documents])  # type: ignore[list-item]
