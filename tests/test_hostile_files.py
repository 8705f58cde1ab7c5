"""Files and paths made to hurt are read or refused in one line, and no error of a library leaves."""

import pytest
from corpus_files import texts_in, zip_of

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
