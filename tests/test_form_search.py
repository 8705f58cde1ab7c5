"""Forms of names among the words of a corpus: all at once, and looked for one by one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import tokenize
from corpus_tools.actors.matching.context import Context
from corpus_tools.actors.matching.form_search import find_forms, letters_to_offset
from corpus_tools.actors.matching.segmentation import segment_tokens
from corpus_tools.actors.registry.alias_forms import Form, key
from corpus_tools.actors.registry.alias_index import AliasIndex
from corpus_tools.proclitics import segmentations


def find_at_once(texts: list[str], forms: list[Form]) -> list[tuple[int, int, int, Form]]:
    index = AliasIndex.of(forms, np.arange(len(forms)), ["as written"] * len(forms))
    documents = pd.DataFrame({"doc_id": range(len(texts)), "text": pd.Series(texts, dtype=object)})
    segments = segment_tokens(tokenize(documents), (), ())
    matches = find_forms(Context(segments, texts), index)
    places = zip(*(column.tolist() for column in matches), strict=True)
    return [(first, last, cut, forms[index.names[index.first_name[form]]]) for first, last, cut, form in places]


def find_one_by_one(texts: list[str], forms: list[Form]) -> list[tuple[int, int, int, Form]]:
    words = [(doc, word) for doc, text in enumerate(texts) for word in text.replace("،", " ، ").split()]
    is_word = [word != "،" for _, word in words]
    rows = [sum(is_word[:at]) for at in range(len(words))]
    found = []
    for at, (doc, word) in enumerate(words):
        for cut, rest in segmentations(key(word)) if is_word[at] else []:
            for form in sorted(forms, key=len):
                stretch = words[at : at + len(form)]
                if form == (rest, *(key(other) for _, other in stretch[1:])) and {of for of, _ in stretch} == {doc}:
                    found.append((rows[at], rows[at] + len(form) - 1, cut, form))
    return found


WORDS = st.sampled_from(["حزب", "الله", "لله", "والله", "بحزب", "للحزب", "الحزب", "وبالحزب", "لبنان", "بلبنان"])
FORMS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), unique=True, max_size=6)


@given(st.lists(st.lists(st.one_of(WORDS, st.just("،")), max_size=8).map(" ".join), min_size=1, max_size=3), FORMS)
def test_every_form_is_found_wherever_it_stands(texts: list[str], forms: list[Form]) -> None:
    assert find_at_once(texts, forms) == find_one_by_one(texts, forms)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("حزب الله", True),
        ('حزب "الله"', True),
        ("حزب\nالله", True),
        ("حزب_الله", True),
        ("حزب\n\nالله", False),
        ("حزب، الله", False),
        ("حزب      الله", False),
        ("حزب. الله", False),
    ],
)
def test_what_may_part_the_words_of_a_name(text: str, is_found: bool) -> None:
    assert bool(find_at_once([text], [("حزب", "الله")])) == is_found


def test_no_forms_are_found_nowhere() -> None:
    assert find_at_once(["حزب الله", ""], []) == []
    assert find_at_once([""], [("حزب",)]) == []


@pytest.mark.parametrize(("surface", "letters", "offset"), [("وَسوريا", 1, 2), ("سوريا", 0, 0), ("وـبسوريا", 2, 3)])
def test_letters_are_counted_without_marks(surface: str, letters: int, offset: int) -> None:
    assert letters_to_offset(surface, letters) == offset
