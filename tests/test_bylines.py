"""Bylines of agencies at the head of a report: what goes, and what stays."""

import pytest
from builders import documents_of

from corpus_tools import clean, find_mentions, term_frequency
from corpus_tools.cleaning.bylines import remove_bylines

BODY = "غادرت ثلاث حافلات الميناء صباح اليوم."


@pytest.mark.parametrize(
    "byline",
    [
        "بيروت (أ ف ب) - ",
        "بيروت (أ.ف.ب) – ",
        "(رويترز) - ",
        "واشنطن (رويترز): ",
        "القاهرة، (أ ش أ) - ",
        "بغداد [واع] - ",
        "رام الله (أ ف ب، رويترز) - ",
        "دمشق - سانا\n",
        "دمشق-سانا: ",
        "الرياض / واس - ",
        "(وكالات)\n",
        "نيويورك (Reuters) - ",
    ],
)
@pytest.mark.parametrize("title", ["", "حافلات تغادر الميناء\n\n"])
def test_a_byline_goes(byline: str, title: str) -> None:
    text = title + byline + BODY
    texts, edits = clean(documents_of(text), steps=["bylines"])
    assert texts["text"].tolist() == [title + BODY]
    assert edits["before"].tolist() == [byline]


@pytest.mark.parametrize(
    "text",
    [
        "بيروت (أ ف ب) -",  # nothing follows
        f"القاهرة 5 أيار (رويترز) - {BODY}",  # a date
        f"انفجار في بيروت - رويترز\n{BODY}",  # a headline
        f"بيروت (الحي القديم) - {BODY}",
        f"بيروت (رويترز سابقا) - {BODY}",
        f"وقال مسؤول (رويترز) إن الطريق مفتوح. {BODY}",
        f"{BODY}\n{BODY}\n{BODY}\n{BODY}\nبيروت (رويترز) - {BODY}",  # not at the head
        f"لافروف - الطريق مفتوح\n{BODY}",
    ],
)
def test_what_is_no_byline_stays(text: str) -> None:
    assert list(remove_bylines(text)) == []


def test_a_byline_is_neither_mentioned_nor_counted() -> None:
    texts, _ = clean(documents_of(f"بيروت (رويترز) - {BODY}"))
    assert find_mentions(texts).empty
    assert not {"بيروت", "رويترز"} & set(term_frequency(texts)["label"])
