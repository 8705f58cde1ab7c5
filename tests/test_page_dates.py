from pathlib import Path

import pandas as pd
import pytest
from corpus_files import parsed

from corpus_tools.reading.formats.html_pages import Page
from corpus_tools.reading.formats.page_dates import date_of_page
from corpus_tools.reading.publication import dated_words, parse_published
from corpus_tools.reading.read import read_corpus

BODY = "<p>وصلت القافلة في 3 آذار 2016 إلى البلدة، وتضم عشر شاحنات.</p><p>وينتظر السكان عند الجسر.</p>"
HEADLINE = "<h1>وصول قافلة</h1>"
TIME = "<time datetime='2017-05-20'>x</time>"
MARKED = "<time class='published' datetime='2017-05-20'>x</time>"
LATER = "<time datetime='2017-05-21'>x</time>"
MASTHEAD = (
    "<header><a href='/'>صحيفة المثال</a><div>الثلاثاء 5 آذار 2024</div><div>العدد 700</div><div>دمشق</div></header>"
)


def day_of(body: str) -> str | None:
    """The day of publication of a page, or None."""
    written = date_of_page(Page(f"<html><body>{body}</body></html>")).published
    when = parse_published(written).when
    return f"{when:%Y-%m-%d}" if when else None


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"{HEADLINE}<time datetime='2017-05-20T10:00:00+03:00'>اليوم</time>{BODY}", "2017-05-20"),
        (f"<time datetime='2017-05-20'>اليوم</time>{HEADLINE}{BODY}", "2017-05-20"),
        (f"{HEADLINE}<time>20 أيار 2017</time>{BODY}", "2017-05-20"),
        (f"{HEADLINE}<time>قبل ساعتين</time>{BODY}", None),
        (f"{HEADLINE}<time class='updated' datetime='2017-05-22'>x</time>{BODY}", None),
        (f"{HEADLINE}<time class='updated' datetime='2017-05-22'>x</time>{TIME}{BODY}", "2017-05-20"),
        (f"{HEADLINE}<time datetime='2017-05-22'>x</time>{MARKED}{BODY}", "2017-05-20"),
        (f"{HEADLINE}{BODY}{BODY}{BODY}<ul><li><a href='/1'>خبر</a> {TIME}</li><li>{LATER}</li></ul>", None),
        (f"{HEADLINE}{BODY}<aside><time datetime='2019-01-01'>x</time></aside>", None),
        (f"<a href='/1'><time datetime='2019-01-01'>x</time> خبر</a>{HEADLINE}{BODY}", None),
        (f"<time datetime='2017-05-20'>x</time>{BODY}<time datetime='2017-05-20'>x</time>", "2017-05-20"),
        (f"<time datetime='2017-05-20'>x</time>{BODY}<time datetime='2017-05-21'>x</time>", None),
    ],
)  # fmt: skip
def test_a_time_beside_the_headline_is_that_of_the_article(body: str, day: str | None) -> None:
    assert day_of(body) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00", "2013-08-28"),
        ("الأربعاء 28 أغسطس 2013 - 14:00 بتوقيت غرينتش", "2013-08-28"),
        ("نشر في: 28/8/2013", "2013-08-28"),
        ("تاريخ النشر: ٢٨ آب ٢٠١٣ الساعة ٢:٠٠ مساء", "2013-08-28"),
        ("نُشر يوم 28 آب 2013 بقلم سمر الأحمد", "2013-08-28"),
        ("حلب، 28 آب 2013", "2013-08-28"),
        ("دمشق – سمر الأحمد – 28 آب 2013", "2013-08-28"),
        ("22 شوال 1434هـ - 28 أغسطس 2013م", "2013-08-28"),
        ("نشر في 28/8/2013 وآخر تحديث في 30/8/2013", "2013-08-28"),
        ("آخر تحديث: 30 آب 2013", None),
        ("قمة المناخ 28 آب 2013 في جنيف", None),
        ("من 28 آب 2013 إلى 30 آب 2013", None),
        ("28 آب", None),
    ],
)
@pytest.mark.parametrize(
    "place", ["{line}{headline}{body}", "{headline}{line}{body}", "{masthead}{headline}{line}{body}"]
)
def test_a_line_beside_the_headline_that_is_a_day_is_that_of_the_article(
    place: str, line: str, day: str | None
) -> None:
    shown = place.format(line=f"<div>{line}</div>", headline=HEADLINE, body=BODY, masthead=MASTHEAD)
    assert day_of(shown) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"{MASTHEAD}{HEADLINE}{BODY}", None),  # the day on which the page was looked at
        (f"{HEADLINE}{BODY}<div>28 آب 2013</div>" + "<div>س</div>" * 9 + "<div>28 آب 2014</div>", "2013-08-28"),
        (f"{HEADLINE}{BODY}{BODY}{BODY}<div>28 آب 2013</div>", None),  # far from the headline, it may be of any text
        (f"{HEADLINE}{BODY}{BODY}{BODY}<div>نشر في 28 آب 2013</div>", "2013-08-28"),
        (f"{HEADLINE}<div><a href='/d'>28 آب 2013</a></div>{BODY}", None),
        (f"<h1>28 آب 2013</h1>{BODY}", None),
        (f"<div>28 آب 2013</div>{BODY}", None),  # no headline tells that it is the day of the article
        (f"<div>نشر بتاريخ 28 آب 2013</div>{BODY}", "2013-08-28"),
    ],
)
def test_what_may_be_the_day_of_something_else_is_none(body: str, day: str | None) -> None:
    assert day_of(body) == day


def test_where_the_day_of_a_page_stands_is_told(tmp_path: Path) -> None:
    page = "<html><head><title>وصول قافلة</title></head><body>{}</body></html>"
    shown = page.format(f"{HEADLINE}<div>الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00</div>{BODY}")
    (tmp_path / "a.html").write_text(shown, encoding="utf-8")
    (tmp_path / "b.html").write_text(page.format(f"{HEADLINE}<div>آخر تحديث: 30 آب 2013</div>{BODY}"), encoding="utf-8")
    first, second = read_corpus(tmp_path).to_dict("records")
    assert (first["published"], first["published_precision"]) == (pd.Timestamp("2013-08-28"), "day")
    assert first["published_raw"] == "الأربعاء، 28 آب/اغسطس 2013"
    assert first["published_reason"] == f"from {tmp_path.as_posix()}/a.html, a line that it shows"
    assert "آخر تحديث" not in first["text"]
    assert pd.isna(second["published"])
    assert (
        "its page_updated, 30 آب 2013, is not the day of publication: if it will do, pass" in second["published_reason"]
    )


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("السبت 20 أيار 2017، الساعة 10:15 صباحا", []),
        ("دمشق 20 أيار 2017", ["دمشق"]),
        ("نعم", None),
        ("20 أيار 2017 و21 أيار 2017", None),
    ],
)
def test_the_words_beside_a_day(line: str, others: list[str] | None) -> None:
    found = dated_words(line)
    assert (None if found is None else found.others) == others


def test_the_day_in_the_head_of_a_page_comes_first() -> None:
    head = "<head><meta name='pubdate' content='2017-05-20'></head>"
    page = f"<html>{head}<body>{HEADLINE}<div>28 آب 2013</div>{BODY}</body></html>"
    assert parsed(page, "a.html").records[0].fields["published"] == "2017-05-20"


@pytest.mark.parametrize(
    ("time", "lines"),
    [
        ("<div><time datetime='2017-05-20'>أمس</time></div>", 0),
        ("<div><time datetime='2017-05-20'><span>20 أيار</span></time></div>", 0),
        ("<div>كتب سامر <time datetime='2017-05-20'>أمس</time> من هنا</div>", 1),
        ("<p><time datetime='2017-05-20'>أمس</p>", 0),
    ],
)
def test_a_line_that_is_a_time_and_nothing_else_is_no_text(time: str, lines: int) -> None:
    page = Page(f"<html><body>{HEADLINE}{time}{BODY}</body></html>")
    dated = date_of_page(page)
    assert (dated.published, dated.line is None) == ("2017-05-20", bool(lines))
