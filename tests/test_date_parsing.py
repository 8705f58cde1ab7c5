"""What is found out once for many places is what would be found in each place by itself."""

import numpy as np
import pandas as pd
import pytest
from builders import documents_of
from test_dates import IN_SENTENCES, NO_TIME, QUERIES

from corpus_tools.dates.find import find_dates
from corpus_tools.dates.grammar.alternatives import Alternatives
from corpus_tools.dates.grammar.date_words import load_date_words, look_up, look_up_all
from corpus_tools.dates.grammar.phrases import FIRST
from corpus_tools.dates.grammar.run import Run
from corpus_tools.tokens.tokenize import tokenize

SENTENCES = [text for text, *_ in IN_SENTENCES] + [text for text, _ in QUERIES] + NO_TIME
SENTENCES += ["وصلوا أحد الأسبوع الماضي إلى المخيم"]
WORDS = sorted({word for text in SENTENCES for word in text.split()})
BETWEEN = [" ", " ", "، ", ". ", "\n", "/", " - ", " (", ") "]


def mixed_documents(count: int) -> pd.DataFrame:
    """Return the sentences, and texts of stretches of them with other words between."""
    draw = np.random.default_rng(12)
    texts = list(SENTENCES)
    for _ in range(count):
        pieces = []
        for words in map(str.split, draw.choice(SENTENCES, draw.integers(1, 5))):
            first = draw.integers(len(words))
            stretch = words[first : draw.integers(first, len(words)) + 1]
            pieces.append(" ".join([*stretch, draw.choice(["", "و", draw.choice(WORDS)])]))
        texts.append("".join(piece + draw.choice(BETWEEN) for piece in pieces))
    days = pd.date_range("2016-12-30T10:00", periods=len(texts), freq="D")
    return pd.DataFrame({"doc_id": range(len(texts)), "text": texts, "published": days})


def test_no_document_changes_what_is_found_in_another() -> None:
    documents = mixed_documents(300)
    found = find_dates(documents)
    blocks = [find_dates(documents.iloc[first::20]) for first in range(20)]
    pd.testing.assert_frame_equal(found, pd.concat(blocks).sort_values(["doc_id", "start"], ignore_index=True))
    turned = find_dates(documents[::-1]).sort_values(["doc_id", "start"], ignore_index=True)
    pd.testing.assert_frame_equal(found, turned)


def test_parsers_are_left_out_only_where_they_find_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = mixed_documents(1000)
    found = find_dates(documents)
    monkeypatch.setattr(Alternatives, "at", lambda self, run, place: self.parsers if run.has(place) else ())
    pd.testing.assert_frame_equal(find_dates(documents), found)


@pytest.mark.parametrize("text", ["في 20", "من في", "14 بالمايه", "منذ الخميس", "الي غايه"])
def test_no_date_phrase_is_tried_where_two_words_tell_that_there_is_none(text: str) -> None:
    words = [look_up(word, word, "number" if word.isdecimal() else "word") for word in text.split()]
    run = Run([word for word in words if word is not None], [""] * len(words))
    assert [FIRST.at(run, 0) for _ in range(2)][-1] == ()  # a pair of words counts when it is met again


@pytest.mark.parametrize("piece", ["و12", "والثاني", "والسبت", "12 مارس،"])
def test_a_list_twice_as_long_takes_twice_as_long(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    plain = Run.plain

    def counted(run: Run, at: int) -> bool:
        nonlocal looks
        looks += 1
        return plain(run, at)

    monkeypatch.setattr(Run, "plain", counted)
    costs = []
    for n in (200, 200, 400):  # the first of which asks the parsers
        looks = 0
        find_dates(documents_of(f"أيام {f'{piece} ' * n}"))
        costs.append(looks)
    assert costs[1] < costs[2] < 2.2 * costs[1]


def test_only_words_that_mean_nothing_in_dates_are_not_looked_up() -> None:
    known = load_date_words()
    stems = [*known.stems, *known.forms, *known.phrases, "خمسون", "ثالث", "الفين", "حمص", "قصف"]
    before = ["", "ال", "و", "ف", "ب", "ك", "ل", "وال", "بال", "لل", "ولل", "وب", "فبال"]
    texts = [*SENTENCES, *(f"{letters}{stem} {letters}{stem}ا" for letters in before for stem in stems)]
    texts += ["2017-05-20T14:30:15.250Z", "2017م ١٤٣٨هـ 15هـ. م. د. ه. 22.3.1974 %50 ٪ ـ 🙂 #مارس @آذار"]
    vocabulary = tokenize(pd.DataFrame({"doc_id": range(len(texts)), "text": texts})).vocabulary
    columns = [vocabulary[name].astype(object).tolist() for name in ("surface", "folded", "kind")]
    assert look_up_all(*columns) == list(map(look_up, *columns))
