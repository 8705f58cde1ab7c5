import pytest
from corpus_files import NAMES, parsed

from corpus_tools.reading.publication import parse_published
from corpus_tools.reading.records import UnreadableError

RIS = """TY  - NEWS
TI  - وصول قافلة إلى البلدة
AU  - علي، سمر
AU  - عمر، سالم
PY  - 2017///
DA  - 2017/05/20/
T2  - جريدة المثال
JO  - المثال
UR  - https://example.org/1
KW  - إغاثة
AB  - وصلت القافلة صباح السبت.
  وقال المشرف إنها الأولى.
M3  - News
ER  -

TY  - NEWS
T1  - تأخر القافلة
Y1  - 2017
N2  - تأخرت القافلة الثانية.
ER  -
"""
ENDNOTE = """%0 Newspaper Article
%T وصول قافلة إلى البلدة
%A علي، سمر
%D 2017
%8 May 20, 2017
%J جريدة المثال
%X وصلت القافلة صباح السبت.
%U https://example.org/1

%0 Newspaper Article
%T تأخر القافلة
"""


def test_references_of_ris_are_articles() -> None:
    found = parsed(RIS, "a.ris")
    first, second = (NAMES.sort_out(record.fields) for record in found.records)
    assert found.format == "references"
    assert [record.where for record in found.records] == ["line 1", "line 16"]
    assert first[0] == {
        "title": "وصول قافلة إلى البلدة",
        "abstract": "وصلت القافلة صباح السبت.\nوقال المشرف إنها الأولى.",
        "published": "2017/05/20",
        "source": "جريدة المثال",
        "author": ["علي، سمر", "عمر، سالم"],
        "url": "https://example.org/1",
    }
    assert first[1] == {"keywords": ["إغاثة"], "M3": "News"}
    assert second[0] == {"title": "تأخر القافلة", "abstract": "تأخرت القافلة الثانية.", "published": "2017"}


def test_references_of_endnote_are_articles() -> None:
    first, second = (NAMES.sort_out(record.fields)[0] for record in parsed(ENDNOTE, "a.enw").records)
    assert first["abstract"] == "وصلت القافلة صباح السبت."
    assert str(parse_published(first["published"]).when) == "2017-05-20 00:00:00"
    assert (first["source"], first["author"]) == ("جريدة المثال", ["علي، سمر"])
    assert second == {"title": "تأخر القافلة"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("@article{a1,\n  title = {وصول قافلة},\n}\n", "a.txt"),
        ("% قائمة\n\n@Misc{a1,\n  title = {وصول قافلة}\n}\n", "a"),
        ("وصلت القافلة", "a.bib"),
    ],
)
def test_bibtex_is_refused_by_name(content: str, name: str) -> None:
    with pytest.raises(UnreadableError, match="no article: references in BibTeX; export them as RIS"):
        parsed(content, name)


@pytest.mark.parametrize("content", ["TY وصلت القافلة", "@articleنا الجديد وصل.", "%0.5 من السكان عادوا."])
def test_what_only_begins_like_a_reference_is_text(content: str) -> None:
    assert parsed(content, "a.txt").format == "text"
