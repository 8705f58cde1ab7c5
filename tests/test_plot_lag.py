"""Days from event to report, each event in the one class that it is sure to be in."""

import pandas as pd
import pytest
from builders import events_of
from matplotlib.text import Text

from corpus_tools.figures import NothingToDrawError, plot_lag
from corpus_tools.figures.plot_lag import lag_classes
from corpus_tools.locale import Lang, Locale

PUBLISHED = "2017-05-20 09:30"

# earliest, latest, class
CASES = [
    ("2017-05-21", "2017-05-22", 0),
    ("2017-05-20", "2017-05-21", 1),
    ("2017-05-20 20:31", "2017-05-20 20:32", 1),
    ("2017-05-19", "2017-05-20", 2),
    ("2017-05-18", "2017-05-19", 3),
    ("2017-05-13", "2017-05-14", 3),
    ("2017-05-12", "2017-05-13", 4),
    ("2017-04-20", "2017-04-21", 4),
    ("2017-04-19", "2017-04-20", 5),
    ("2017-03-01", "2017-04-01", 5),
    ("2016-05-20", "2016-05-21", 5),
    ("2016-05-19", "2016-05-20", 6),
    ("2013-01-01", "2014-01-01", 6),
    ("1973-01-01", "1974-01-01", 7),
    ("2017-05-01", "2017-06-01", -1),
    ("2017-01-01", "2018-01-01", -1),
    ("2017-05-01", None, -2),
    (None, "2017-05-01", -2),
]


def events(cases: list[tuple[str | None, str | None]], published: str | None = PUBLISHED) -> pd.DataFrame:
    return events_of(cases, published=pd.Series([published] * len(cases), dtype="datetime64[us]"))


@pytest.mark.parametrize(("earliest", "latest", "number"), CASES)
def test_an_event_is_in_the_one_class_that_holds_all_its_days(
    earliest: str | None, latest: str | None, number: int
) -> None:
    assert lag_classes(events([(earliest, latest)])).tolist() == [number]


def test_without_publication_there_is_no_distance() -> None:
    assert lag_classes(events([("2017-05-20", "2017-05-21")], published=None)).tolist() == [-2]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_rows_add_up_to_all_events(lang: Lang) -> None:
    figure = plot_lag(events([(earliest, latest) for earliest, latest, _ in CASES]), locale=Locale(lang))
    assert figure.rows["n"].tolist() == [1, 2, 1, 2, 2, 3, 2, 1, 2, 2]
    assert figure.evidence.groupby("mark").size().tolist() == figure.rows["n"].tolist()
    said = [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text)]
    outside = {"ar": "خارج الرسم: 2 تاريخها أوسع من فئة واحدة، 2 لا يُعرف", "en": "Not drawn: 2 dated too widely"}
    assert any(line.startswith(outside[lang]) for line in said)
    low, high = figure.rows["days_low"].iloc[:8], figure.rows["days_high"].iloc[:8]
    assert low.tolist() == [pd.NA, 0, 1, 2, 8, 31, 366, 3653]
    assert (high.iloc[:7].to_numpy() + 1).tolist() == low.iloc[1:].tolist()


def test_thin_data_are_refused() -> None:
    for table in (events([]), events([("2017-05-20", "2017-05-21")] * 4), events([("2017-01-01", "2018-01-01")] * 9)):
        with pytest.raises(NothingToDrawError, match="no distances to draw"):
            plot_lag(table)


def test_the_first_and_the_last_year() -> None:
    ends: list[tuple[str | None, str | None]] = [("0001-01-01", "0002-01-01"), ("9999-01-01", "9999-12-31")]
    assert plot_lag(events(ends * 3)).rows["n"].tolist()[:8] == [3, 0, 0, 0, 0, 0, 0, 3]


def test_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match="`events` lacks the column published"):
        plot_lag(events([]).drop(columns="published"))
