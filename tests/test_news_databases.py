"""Files in which a database of news saves several articles, as text, RTF or Word."""

import io

import pytest
from corpus_files import NAMES, parsed
from docx import Document
from test_rtf import HEAD, in_code_page

from corpus_tools.reading.publication import parse_published
from corpus_tools.reading.records import UnreadableError

FIRST = ["وصلت قافلة إلى البلدة صباح السبت.", "وقال المشرف إن قافلة أخرى ستصل غدا."]
SECOND = ["تأخرت القافلة الثانية، وينتظر السكان منذ الفجر."]
RULE = "_" * 60
AN = "Document WATHAN0020170520ed5k0000a"

CLASSIC = f"""
Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2018  16:51:31


                               1 of 2 DOCUMENTS


                                  وكالة المثال

                            May 20, 2017 Saturday
                                   الطبعة 1;

وصول قافلة إلى
البلدة

BYLINE: سمر علي

SECTION: أخبار; Pg. 3

LENGTH: 12 words

DATELINE: البلدة

وصلت قافلة إلى البلدة
صباح السبت.

{FIRST[1]}

LOAD-DATE: May 21, 2017

LANGUAGE: ARABIC; عربي

                       Copyright 2017 وكالة المثال
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                                  جريدة المثال

                            May 21, 2017 Sunday

تأخر القافلة

LENGTH: 7 words

{SECOND[0]}

                       Copyright 2017 جريدة المثال
                              All Rights Reserved
"""
UNI = f"""User Name: سمر
Date and Time: Monday, June 5, 2017 9:00:00 AM EET
Job Number: 100
Documents (2)
1. وصول قافلة إلى البلدة
Client/Matter: -None-
Search Terms: قافلة
2. تأخر القافلة
وصول قافلة إلى البلدة
وكالة المثال
May 20, 2017 Saturday
Copyright 2017 وكالة المثال All Rights Reserved
Section: أخبار; Pg. 3
Length: 12 words
Byline: سمر علي
Body
{FIRST[0]}
{FIRST[1]}
Load-Date: May 21, 2017
End of Document
تأخر القافلة
جريدة المثال
May 21, 2017 Sunday
Length: 7 words
Body
{SECOND[0]}
Classification
Language: ARABIC
End of Document
"""
FACTIVA = f"""SE
أخبار
HD
وصول قافلة إلى البلدة
BY
سمر علي
WC
12 words
PD
20 May 2017
ET
14:30
SN
وكالة المثال
LA
Arabic
LP
{FIRST[0]}
TD
{FIRST[1]}
AN
{AN}
HD   تأخر القافلة
PD   21 May 2017
SN   جريدة المثال
LP
{SECOND[0]}
AN
{AN}
Search Summary
Text قافلة
"""
PROQUEST = f"""{RULE}
Table of contents
1. وصول قافلة إلى البلدة
{RULE}
وصول قافلة إلى البلدة

Author: سمر علي

Publication info: وكالة المثال ; حمص  20 May 2017.

Abstract: None available.

Full text: {FIRST[0]}

{FIRST[1]}

Publication title: وكالة المثال

Publication date: May 20, 2017

Section: أخبار

ProQuest document ID: 1900000001

Document URL: https://example.org/1
{RULE}
Title: تأخر القافلة

Publication title: جريدة المثال

Publication date: May 21, 2017

Abstract: {SECOND[0]}

Full text: Not available.

ProQuest document ID: 1900000002
{RULE}
Contact us at: https://example.org
"""
EXPORTS = {"LexisNexis": CLASSIC, "Nexis Uni": UNI, "Factiva": FACTIVA, "ProQuest": PROQUEST}


def articles_in(content: str | bytes, name: str = "a.txt") -> list[tuple[object, ...]]:
    found = [NAMES.sort_out(record.fields)[0] for record in parsed(content, name).records]
    return [
        (
            known.get("title"),
            known.get("source"),
            str(parse_published(known.get("published")).when)[:16],
            known.get("author"),
            str(known.get("text") or known.get("abstract")).split("\n"),
        )
        for known in found
    ]


def expected(day: str = "2017-05-20 00:00") -> list[tuple[object, ...]]:
    return [
        ("وصول قافلة إلى البلدة", "وكالة المثال", day, "سمر علي", FIRST),
        ("تأخر القافلة", "جريدة المثال", "2017-05-21 00:00", None, SECOND),
    ]


@pytest.mark.parametrize("database", EXPORTS)
def test_each_article_of_a_database_is_one(database: str) -> None:
    day = "2017-05-20 14:30" if database == "Factiva" else "2017-05-20 00:00"
    assert parsed(EXPORTS[database], "a.txt").format == "news_database"
    assert articles_in(EXPORTS[database]) == expected(day)


@pytest.mark.parametrize("database", EXPORTS)
def test_the_same_in_word_and_rtf(database: str) -> None:
    day = "2017-05-20 14:30" if database == "Factiva" else "2017-05-20 00:00"
    title = "البلدة" if database == "LexisNexis" else "وصول قافلة إلى البلدة"  # its last line
    paragraphs = [line.strip() for line in EXPORTS[database].split("\n") if line.strip()]
    if database == "LexisNexis":  # in Word its lines are not wrapped
        at = paragraphs.index("وصلت قافلة إلى البلدة")
        paragraphs[at : at + 2] = FIRST[:1]
    document, packed = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(packed)
    rtf = HEAD + r"\par ".join(in_code_page(paragraph) for paragraph in paragraphs) + r"\par }"
    wanted = expected(day)
    wanted[0] = (title, *wanted[0][1:])
    assert articles_in(packed.getvalue(), "a.docx") == wanted
    assert articles_in(rtf.encode(), "a.rtf") == wanted


def test_articles_that_nothing_marks_are_refused() -> None:
    article = f"وصول قافلة إلى البلدة\n12 words\n20 May 2017\nوكالة المثال\nWATHAN\nArabic\n\n{FIRST[0]}\n\n{AN}\n\n"
    with pytest.raises(UnreadableError, match="2 of Factiva without its field codes; save them again"):
        parsed(article * 2, "a.txt")


def test_an_article_without_a_mark_of_its_text_costs_no_other() -> None:
    first, second = parsed(UNI.replace("\nBody\n", "\nنص\n", 1), "a.txt").records
    assert str(first.problem).startswith("malformed export: article 1 has no line «Body»")
    assert second.fields["text"] == SECOND[0]


@pytest.mark.parametrize(
    "text",
    [
        "نشرت الوكالة تقريرا بعنوان End of Document عن القافلة.\n\nوقالت إن Document هو اسمه.",
        "1 of 2 DOCUMENTS\n\nوصلت القافلة.",
        f"وصلت القافلة.\n{RULE}\nوعادت.",
    ],
)
def test_an_article_that_only_sounds_like_an_export_is_one(text: str) -> None:
    assert parsed(text, "a.txt").format == "text"


def test_what_stands_behind_a_field_code_is_looked_at_once() -> None:
    [record] = parsed(f"HD\nوصول\nAN{' ' * 100_000}\n{AN}\nTD\n{FIRST[0]}", "a.txt").records[:1]
    assert record.fields["title"] == "وصول"
