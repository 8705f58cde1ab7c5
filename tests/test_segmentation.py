"""Hashtags and glued words taken apart: every segment is where it says."""

import pytest
from builders import tokens_of
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.actors.matching.segmentation import edge_letters, segment_tokens

NAME_WORDS = {"الامن", "روسيا"}
GLUED = ("التي", "في")


def segments_of(texts: list[str]) -> list[tuple[int, int, str, str]]:
    segments = segment_tokens(tokens_of(*texts), NAME_WORDS, GLUED)
    rows = zip(
        segments.doc.tolist(), segments.start.tolist(), segments.end.tolist(), segments.word.tolist(), strict=True
    )
    found = [(doc, start, texts[doc][start:end], word) for doc, start, end, word in rows]
    assert all(surface == segments.surfaces[word] for _, _, surface, word in found)
    return [(doc, start, surface, segments.keys[word]) for doc, start, surface, word in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال #الجيش_السوري", ["قال", "الجيش", "السوري"]),
        ("#حمص و #حي_الوعر_المحاصر عاد", ["حمص", "و", "حي", "الوعر", "المحاصر", "عاد"]),
        ("المتحدةوروسيا", ["المتحدة", "وروسيا"]),
        ("مجلس الأمنفي", ["مجلس", "الأمن", "في"]),
        ("لروسياالتي", ["لروسيا", "التي"]),
        ("حافلةً", ["حافلةً"]),
        ("المنفي", ["المنفي"]),
        ("", []),
    ],
)
def test_words_are_taken_apart(text: str, expected: list[str]) -> None:
    assert [surface for _, _, surface, _ in segments_of([text])] == expected


PIECES = st.sampled_from(["#حي_الوعر", "المتحدةوروسيا", "الأمنفي", "عاد", "#داعش", "،", "BBC", "#أ_ب_ت_ث"])


@given(st.lists(st.lists(PIECES, max_size=6).map(" ".join), min_size=1, max_size=3))
def test_segments_are_in_order_and_as_in_any_other_text(texts: list[str]) -> None:
    found = segments_of(texts)
    assert [(doc, start) for doc, start, _, _ in found] == sorted((doc, start) for doc, start, _, _ in found)
    assert found == [(doc, *segment[1:]) for doc, text in enumerate(texts) for segment in segments_of([text])]


@given(st.lists(st.text(st.sampled_from("حمص😀A"), max_size=4), max_size=5))
def test_the_first_and_the_last_letter(words: list[str]) -> None:
    first, last = edge_letters(words)
    assert first.tolist() == [ord((word or "\n")[0]) for word in words]
    assert last.tolist() == [ord((word or "\n")[-1]) for word in words]


@pytest.mark.parametrize(("word", "segments"), [("حلبفي", ["حلبفي"]), ("ادلبفي", ["ادلب", "في"])])
def test_a_function_word_is_glued_to_four_letters_or_more(word: str, segments: list[str]) -> None:
    found = segment_tokens(tokens_of(word), {"حلب", "ادلب"}, GLUED)
    assert [found.surfaces[code] for code in found.word.tolist()] == segments
