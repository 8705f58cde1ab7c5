"""Readers and verbs on whatever chance makes of valid files and of odd characters; `make fuzz` looks for more.

What it finds becomes a row of a table in the tests of the reader or the verb.
"""

import base64
import os
import time
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from corpus_files import VARIANTS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mutations import mutate
from test_bad_input import VERBS, assert_sound, corpus
from test_format_mutations import PACKAGES, SAMPLES

from corpus_tools import clean, parse_number, read_corpus, shape_text, to_raw, to_visual_order, tokenize

FILES = SAMPLES | {name: content for files in VARIANTS.values() for name, content in files.items()}
#: How long `make fuzz` changes each file, and which changes it makes: those of the same number are the same.
SECONDS, SEED = float(os.environ.get("FUZZ_SECONDS", "20")), int(os.environ.get("FUZZ_SEED", time.time()))


def read_and_account(content: bytes, path: Path) -> None:
    """Read a file, clean it, and check that each row has a text or says what to do."""
    path.write_bytes(content)
    try:
        documents = read_corpus(path)
    except FileNotFoundError as error:
        assert str(error).startswith("nothing to read"), "a file that holds notices only"  # noqa: PT017
        return
    assert (documents["text"].notna() | documents["problem"].notna()).all()
    assert documents["problem"].dropna().str.contains("; ").all()
    assert documents["doc_id"].is_unique
    texts, edits = clean(documents)
    for doc_id, text in zip(texts["doc_id"], texts["text"], strict=True):
        if isinstance(text, str):
            raw = documents.loc[documents["doc_id"] == doc_id, "text"].item()
            of_text = edits[edits["doc_id"] == doc_id]
            assert undone(text, of_text) == raw


def undone(text: str, edits: pd.DataFrame) -> str:
    """Return the raw text of a clean one and its edits."""
    pieces, at = [], 0
    for start, end, before in zip(edits["start"], edits["end"], edits["before"], strict=True):
        pieces += [text[at:start], before]
        at = end
    return "".join([*pieces, text[at:]])


@pytest.mark.parametrize("name", FILES)
def test_changed_files_are_read_or_say_what_to_do(name: str, tmp_path: Path) -> None:
    if name in PACKAGES:
        pytest.importorskip(PACKAGES[name])
    random = Random(name)  # noqa: S311 - changes, no secrets
    for _ in range(8):
        read_and_account(mutate(FILES[name], [*FILES.values()], random), tmp_path / name)


@pytest.mark.fuzz
@pytest.mark.parametrize("name", FILES)
def test_no_change_of_a_file_is_more_than_a_problem(name: str, tmp_path: Path) -> None:
    random = Random(f"{SEED} {name}")  # noqa: S311 - changes, no secrets
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        content = mutate(FILES[name], [*FILES.values()], random)
        try:
            read_and_account(content, tmp_path / name)
        except BaseException as error:
            error.add_note(f"the file, in base64: {base64.b64encode(content).decode()}")
            raise


#: What stands in news, and what stands nowhere: marks, controls, halves of characters, digits and letters of all kinds.
PIECES = [
    *"ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإؤئآٱ", *"ًٌٍَُِّْٰـ", *"٠١٢٣۴۵67", *" \t\n\r\x0b\x85\u2028\xa0",
    *".,:;!؟?،؛…-–—()[]{}«»\"'/\\|@#%*_",
    *"\x00\x07\x1b\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069\ufeff\u061c\u034f\u00ad\ufffd\uffff\ufdd0",
    *"\ud800\udc00", *"ﷲﷺﻻﺔﮎ", *"¹²½Ⅻ①𝟗٫٬٪", *"پچگڤکیےھ", *"ÇäØ§Ù", *"😀👩‍👩‍👧🇸🇾", *"abcXYZ",
    "في 3 آذار 2017", "أمس", "قبل عامين", "20/5/2017", "روسيا", "الأمم المتحدة", "قال الرئيس بشار الأسد",
    "«", "إن ", "نحو 25 ألفا", "http://a.b/ج", "\\u0627", "&quot;", "&#1575;", "Ø§Ù„", "أ.ف.ب", "2.5",
    "اقرأ أيضا", "رابط الخبر:",
]  # fmt: skip
ODD = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=40).map("".join)


@pytest.mark.parametrize("verb", VERBS)
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(ODD, min_size=1, max_size=4))
def test_odd_characters_give_a_table_or_one_clear_error(verb: str, texts: list[str]) -> None:
    assert_sound(verb, corpus(*texts))


@pytest.mark.fuzz
@pytest.mark.parametrize("verb", VERBS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(ODD, min_size=1, max_size=6))
def test_many_odd_characters_give_a_table_or_one_clear_error(verb: str, texts: list[str]) -> None:
    assert_sound(verb, corpus(*texts))


@given(ODD)
@example("\u202e29.\u200f0\u202c &quot;Ø§Ù„ \\u0627")
def test_every_edit_can_be_undone_and_every_place_found_again(text: str) -> None:
    documents = corpus(text)
    texts, edits = clean(documents)
    cleaned = texts["text"].item()
    assert undone(cleaned, edits) == text
    places = tokenize(texts).table.assign(doc_id=texts["doc_id"].item())
    raw = to_raw(places, edits)
    assert (raw["raw_start"] <= raw["raw_end"]).all()
    assert raw["raw_end"].max() <= len(text) or raw.empty


@given(ODD)
def test_any_text_can_be_shaped_and_read_as_a_number_or_not(text: str) -> None:
    assert isinstance(shape_text(text), str)
    assert isinstance(to_visual_order(text), str)
    number = parse_number(text)
    assert number is None or isinstance(number, (int, float))
