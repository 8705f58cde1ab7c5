"""Files and paths made to hurt are read or refused in one line, and no error of a library leaves."""

from pathlib import Path

import pytest
from corpus_files import parsed, texts_in, zip_of

from corpus_tools import read_corpus

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_runs_of_a_word_file_may_be_nested_deep() -> None:
    deep = f"{'<w:r>' * 5000}<w:t>هدنة في حمص</w:t>{'</w:r>' * 5000}"
    markup = f"<w:document {_W}><w:body><w:p>{deep}</w:p></w:body></w:document>"
    assert texts_in(zip_of({"word/document.xml": markup.encode()}), "a.docx") == ["هدنة في حمص"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("<html><body><p><![عاجل] هدنة في حمص</p></body></html>", "a.html"),
        ('title,text\nت,"<p><![عاجل] هدنة في حمص</p>"\n', "a.csv"),
    ],
)
def test_what_only_begins_like_a_section_of_sgml_is_text(content: str, name: str) -> None:
    [text] = texts_in(content, name)
    assert isinstance(text, str)
    assert "<![عاجل] هدنة في حمص" in text


@pytest.mark.parametrize(
    ("path", "said"), [("", "an empty path names nothing"), ("~nosuchuser/x", "a home that is not known")]
)
def test_a_path_that_leads_nowhere_is_named(path: str, said: str) -> None:
    with pytest.raises(FileNotFoundError, match=said):
        read_corpus(path)


GOOD = '{"title": "هدنة", "text": "غادرت حافلة."}'


@pytest.mark.parametrize(
    ("content", "name", "texts"),
    [
        # a number that no program counts with
        (f'[{{"text": "هدنة", "n": {"9" * 5000}}}, {GOOD}]', "a.json", ["هدنة", "غادرت حافلة."]),
        (f'{{"text": "هدنة", "n": {"9" * 400}}}\n{GOOD}', "a.jsonl", ["هدنة", "غادرت حافلة."]),
        # a record that is nested deep costs itself
        (f'[{{"text": "هدنة", "x": {"[" * 900}{"]" * 900}}},\n{GOOD}]', "a.json", [None, "غادرت حافلة."]),
        (f'{{"text": {"[" * 100_000}{"]" * 100_000}}}\n{GOOD}\n{GOOD}', "a.jsonl", [None, *["غادرت حافلة."] * 2]),
        (f"<DOC>{'<A>' * 10}<B>هدنة</B>{'</A>' * 10}</DOC><DOC><text>حافلة</text></DOC>", "a.sgm", [None, "حافلة"]),
        # elements that are not closed
        (f"<feed>{'<item><text>' * 100}{'<item><text>هدنة</text></item>' * 2}", "a.xml", [None, "هدنة"]),
    ],
)
def test_what_is_readable_beside_it_is_read(content: str, name: str, texts: list[str | None]) -> None:
    assert texts_in(content, name) == texts


def test_elements_of_sgml_are_nested_at_most_200_deep() -> None:
    def nested(depth: int) -> str:
        tags = [f"A{k}" for k in range(depth - 1)]
        opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
        return f"<DOC>{opened}<text>هدنة</text>{closed}</DOC>"

    assert texts_in(nested(200), "a.sgm") == ["هدنة"]
    [record] = parsed(nested(201), "a.sgm").records
    assert record.problem is not None
    assert "more than 200 elements inside one another" in record.problem


def test_a_message_of_parts_in_parts_is_refused(tmp_path: Path) -> None:
    parts = "".join(f"--b{k}\nContent-Type: multipart/related; boundary=b{k + 1}\n\n" for k in range(2000))
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
    (tmp_path / "a.mht").write_text(head + parts)
    [problem] = read_corpus(tmp_path)["problem"]
    assert problem.startswith("nested too deeply: ")
