"""Every verb on every kind of broken corpus: a table that is right as far as it goes, or one clear error of ours."""

import re
import sys
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.sentence_tables import add_sentences

PACKAGE = Path(ct.__file__).parent
NINES = "9" * 400
DAY = pd.Timestamp("2017-05-20")
DAMASCUS = pd.Timestamp("2017-05-20T01:30:00+03:00")
REPORT = "قال الجيش السوري في 3 آذار 2017 إن 25 حافلة غادرت حي الوعر"


def corpus(*texts: object, **columns: object) -> pd.DataFrame:
    ids = [f"خبر {number}" for number in range(len(texts))]
    frame = pd.DataFrame({"doc_id": ids, "text": pd.Series(texts, dtype=object), "published": [DAY] * len(texts)})
    frame["published"] = frame["published"].astype("datetime64[s]")
    return frame.assign(source="وكالة").assign(**columns)  # type: ignore[arg-type]


def stamps(*values: object) -> "pd.Series[Any]":
    return pd.Series(values, dtype=object)


CORPORA = {
    "no documents": corpus(),
    "an empty text": corpus(""),
    "missing texts": corpus(None, np.nan, pd.NA),
    "one word": corpus("هدنة"),
    "no Arabic": corpus("The last buses left Homs on 20 May 2017.", "--- 12345 !!!"),
    "vowel marks only": corpus("\u064b\u064c\u0651 \u0670\u0640\u0640 \u06dd"),
    "controls only": corpus("\u200f\u200e\ufeff\u202e\x00\x07\u2066"),
    "halves of surrogate pairs": corpus(
        f"\udfff{REPORT}\ud800 ثم\ud83d عادت. {REPORT}", "\ud800", "\udfff\ud800", "http://a.b/ج\ud800"
    ),
    "no space": corpus("ا" * 20_000, "9" * 20_000, "ـ" * 20_000, "(" * 5_000),
    "one long line": corpus(f"{REPORT} " * 100),
    "numbers of 400 digits": corpus(
        f"وصل {NINES} شخص في {NINES}/3/2017 قبل {NINES} سنة عام {NINES} و{NINES}.{NINES}% وبعد ٣{NINES} مليون سنة",
        "قبل 1e400 يوم",
        NINES,
    ),
    "impossible dates": corpus("في 31 شباط 2017 و45/13/2017 و30/2/2016 و00/00/2017 و99/99/9999 و2017-13-45T25:61"),
    "the ends of time": corpus(
        "عام 0 وعام 9999 وسنة 0000 وفي 1/1/0000 و31/12/9999 ومنذ 9999 سنة وبعد 9999 عاما وفي القرن 99 و1 محرم 9999 هـ",
        "31/12/9999",
        "قبل 20000 عام",
        published=np.array(["0001-01-01", "9999-12-31", "9999-12-31"], "datetime64[s]"),
    ),
    "missing groups": corpus("هدنة في حمص", "قصف في حلب", source=stamps(None, np.nan)),
    "no publication dates": corpus("أمس", "غدا", published=stamps(None, pd.NaT)),
    "clocks with and without zones": corpus("أمس", "غدا", "اليوم", published=stamps(DAMASCUS, DAY, None)),
    "clocks of several zones": corpus("أمس", "غدا", published=stamps(DAMASCUS, pd.Timestamp(DAY, tz="UTC"))),
    "a column with a zone": corpus("أمس", "غدا", published=pd.Series([DAMASCUS, DAMASCUS])),
    "ids that are numbers": corpus(REPORT, "روسيا وتركيا", doc_id=[2, 1]),
    "an index of another kind": corpus(REPORT, "روسيا وتركيا").set_axis(["س", "س"], axis=0),
}


@cache
def actors() -> ct.Registry:
    return ct.load_actors()


def mentions(documents: pd.DataFrame) -> pd.DataFrame:
    return ct.find_mentions(documents, actors(), explain=True)


OTHERS = corpus("قصف في حلب")

VERBS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "clean": lambda documents: ct.clean(documents)[0],
    "tokenize": lambda documents: ct.tokenize(documents).table,
    "split_sentences": ct.split_sentences,
    "term_frequency": ct.term_frequency,
    "term_frequency of pairs": lambda documents: ct.term_frequency(documents, form="surface", ngram=2),
    "term_frequency by source": lambda documents: ct.term_frequency(documents, by="source"),
    "term_frequency by month": lambda documents: ct.term_frequency(documents, by="month"),
    "document_term_matrix": lambda documents: pd.DataFrame(ct.document_term_matrix(documents).matrix.toarray()),
    "term_trend": lambda documents: ct.term_trend(documents, ["هدنة"]),
    "keyness": lambda documents: ct.keyness(documents, OTHERS),
    "keyness of the others": lambda documents: ct.keyness(OTHERS, documents),
    "collocations": lambda documents: ct.collocations(documents, min_n=1),
    "collocations of a word": lambda documents: ct.collocations(documents, "هدنة", min_n=1),
    "concordance": lambda documents: ct.concordance(documents, "*", sort="before"),
    "concordance of nothing": lambda documents: ct.concordance(documents, "كهرمان", sort="after"),
    "find_dates": ct.find_dates,
    "find_numbers": ct.find_numbers,
    "infer_published": ct.infer_published,
    "timeline": lambda documents: ct.timeline(documents, ct.find_dates(documents), mentions(documents), future="drop"),
    "find_bursts": ct.find_bursts,
    "find_mentions": mentions,
    "co_mentions": lambda documents: ct.co_mentions(documents, mentions(documents)),
    "actor_frequency": lambda documents: ct.actor_frequency(documents, mentions(documents)),
    "actor_names": lambda documents: ct.actor_names(documents, mentions(documents)),
    "quotations": lambda documents: ct.quotations(documents, mentions(documents)),
    "suggest_actors": lambda documents: pd.DataFrame(ct.suggest_actors(documents, actors())),
    "find_duplicates": ct.find_duplicates,
    "without_copies": lambda documents: ct.without_copies(ct.Corpus(documents), ct.find_duplicates(documents)).texts,
    "check_texts": ct.check_texts,
    "find_boilerplate": ct.find_boilerplate,
    "summarize_corpus": ct.summarize_corpus,
    "find_themes": lambda documents: ct.find_themes(documents, ct.load_dictionary()),
    "dictionary_counts": lambda documents: ct.dictionary_counts(documents, ct.load_dictionary()),
    "publication_shifts": lambda documents: ct.publication_shifts(documents, ct.find_dates(documents)),
    "validation_sample": lambda documents: ct.validation_sample(mentions(documents), ct.Corpus(documents)),
    "analyze_words": lambda documents: ct.analyze_words(ct.tokenize(documents).vocabulary),
    "lemmatize": lambda documents: ct.lemmatize(ct.tokenize(documents)).vocabulary,
}

#: What a verb may say no to: statistics of too little, and a word that is not there.
REFUSALS = {
    "term_trend": "no document has a date",
    "keyness": "`target` has no terms",
    "keyness of the others": "`reference` has no terms",
    "collocations of a word": "does not occur",
    "find_bursts": "too thin for bursts",
    "validation_sample": "there is no place to judge",
}


@pytest.mark.parametrize("name", CORPORA)
@pytest.mark.parametrize("verb", VERBS)
def test_a_table_or_one_clear_error(verb: str, name: str) -> None:
    documents = CORPORA[name]
    before = documents.copy(deep=True)
    assert_sound(verb, documents)
    pd.testing.assert_frame_equal(documents, before)


def assert_sound(verb: str, documents: pd.DataFrame) -> None:
    """Check that a verb gives a table whose places are in the texts, or says no in our words."""
    try:
        table = VERBS[verb](documents)
    except ValueError as error:
        if not re.search(REFUSALS.get(verb, "(?!)"), str(error)):
            raise
        assert_is_ours(error)
    else:
        assert_stands_in_the_text(table, documents)


def assert_is_ours(error: Exception) -> None:
    raised_in = Path(traceback.extract_tb(error.__traceback__)[-1].filename)
    assert raised_in.is_relative_to(PACKAGE), f"the error of a library below: {error!r}"


def assert_stands_in_the_text(table: pd.DataFrame, documents: pd.DataFrame) -> None:
    said = next((name for name in ("surface", "match") if name in table), None)
    if said is None or not {"doc_id", "start", "end"} <= set(table.columns):
        return
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    for doc_id, start, end, words in zip(table["doc_id"], table["start"], table["end"], table[said], strict=True):
        assert texts[doc_id][start:end] == words


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in {"find_bursts", "term_trend"}])
@pytest.mark.parametrize(
    ("documents", "message"),
    [
        (corpus(b"\xe5\xcf\xe4\xc9"), "texts must be strings"),
        (corpus("هدنة", "هدنة", doc_id="خبر"), "stands in more than one row"),
        (corpus("هدنة").drop(columns="text"), "lacks the column text|lacks the columns term, n;"),
    ],
)
def test_tables_that_are_no_documents_are_refused(verb: str, documents: pd.DataFrame, message: str) -> None:
    with pytest.raises((ValueError, TypeError), match=message) as refused:
        VERBS[verb](documents)
    assert_is_ours(refused.value)


@pytest.mark.parametrize("value", ["hello", 20170520, 2017.5, [1, 2], "2017-02-31", "01/06/2017", pd.Period("2017-05")])
@pytest.mark.parametrize("verb", ["find_dates", "find_mentions", "timeline", "find_bursts", "term_frequency by month"])
def test_a_publication_that_is_no_time_is_refused(verb: str, value: object) -> None:
    documents = corpus(REPORT, published=pd.Series([value], dtype=object))
    with pytest.raises(ValueError, match=r"`published` of the document 'خبر 0' is .* which is no timestamp") as refused:
        VERBS[verb](documents)
    assert_is_ours(refused.value)


@pytest.mark.parametrize("day", ["31 شباط 2017", "45/13/2017", "30/2/2016", "29/2/2017", "31 نيسان 2017", "2017-02-30"])
def test_a_day_that_cannot_be_has_no_interval(day: str) -> None:
    found = ct.find_dates(corpus(f"انسحبوا في {day} من الحي"))
    assert found["surface"].tolist() == [day]
    assert found[["earliest", "latest"]].isna().all(axis=None)
    assert found["reason"].notna().all()


def calls(verb: Callable[[pd.DataFrame], object], documents: pd.DataFrame) -> int:
    """Count the calls that a verb makes, of Python and of C."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        verb(documents)
    finally:
        sys.setprofile(None)
    return count


LONG = [verb for verb in VERBS if verb not in {"find_bursts", "term_trend", "collocations of a word"}]


@pytest.mark.parametrize("verb", LONG)
def test_work_grows_with_the_text_of_one_sentence(verb: str) -> None:
    def line(times: int) -> pd.DataFrame:
        return corpus(" ".join(f"{REPORT} وبعد {number} يوما في {number % 28 + 1}/4/2016" for number in range(times)))

    VERBS[verb](line(2))
    small, large = calls(VERBS[verb], line(10)), calls(VERBS[verb], line(40))
    assert large < 4.6 * small


def test_spans_of_one_sentence_share_its_words() -> None:
    held = ct.Corpus(corpus(f"{REPORT} " * 50))
    words = add_sentences(ct.find_dates(held), held)["words"]
    assert len(words) == 50
    assert len({id(sentence) for sentence in words}) == 1


def test_a_very_long_document_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = corpus(f"{REPORT} " * 200)
    whole = ct.tokenize(documents)
    monkeypatch.setattr("corpus_tools.tokens.tokenize.CHUNK_CHARACTERS", 500)
    pieces = ct.tokenize(documents)
    pd.testing.assert_frame_equal(pieces.table, whole.table)
    pd.testing.assert_frame_equal(pieces.vocabulary, whole.vocabulary)


@pytest.mark.parametrize("events", [pd.DataFrame(), pd.DataFrame({"event": ["حرب"]}), 7])
def test_a_malformed_table_of_events_is_refused(events: Any) -> None:
    with pytest.raises((ValueError, TypeError)) as refused:
        ct.find_dates(corpus("منذ بداية الحرب"), events=events)
    assert_is_ours(refused.value)


@pytest.mark.parametrize(
    "verb",
    [
        ct.term_frequency,
        ct.document_term_matrix,
        ct.collocations,
        ct.find_dates,
        lambda corpus: ct.concordance(corpus, "حمص"),
        lambda corpus: ct.term_trend(corpus, ["حمص"]),
        lambda corpus: ct.find_mentions(corpus, actors()),
    ],
)
def test_tokens_in_the_place_of_a_corpus_are_refused(verb: Callable[[Any], object]) -> None:
    message = r"`corpus` is a Tokens; pass a Corpus .* make one of the documents: Corpus\(tokens\.documents\)"
    with pytest.raises(TypeError, match=message):
        verb(ct.tokenize(corpus(REPORT)))


def test_documents_in_the_place_of_tokens_are_refused() -> None:
    with pytest.raises(TypeError, match=r"`tokens` is a DataFrame; pass what tokenize\(\) makes of the documents"):
        ct.lemmatize(corpus(REPORT))  # type: ignore[arg-type]


@pytest.mark.parametrize("verb", [ct.term_frequency, ct.document_term_matrix, ct.collocations])
def test_stop_words_in_one_string_are_refused(verb: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match=r"`stop_words` is the string 'في'; pass a list of words"):
        verb(corpus(REPORT), stop_words="في")
