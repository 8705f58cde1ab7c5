import pandas as pd
import pytest
from builders import corpus_of

from corpus_tools import Corpus, term_frequency
from corpus_tools.terms.concordance import concordance

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["أ", "ب", "ج"],
        "text": [
            "غادرت حافلة حيّ الوعر أمس.\nوعادت إلى حي الوعر",
            "في #الوعر وللوعر بابان، ووعرٌ آخر. حي. الوعر",
            None,
        ],
        "published": pd.Series(["2017-05-20", None, None], dtype="datetime64[s]").to_numpy(),
    },
    index=[1, 1, 1],
)


@pytest.fixture
def corpus() -> Corpus:
    return Corpus(DOCUMENTS)


def matches(lines: pd.DataFrame) -> list[str]:
    texts = dict(zip(DOCUMENTS["doc_id"], DOCUMENTS["text"], strict=True))
    for doc, start, end, match in lines[["doc_id", "start", "end", "match"]].to_numpy().tolist():
        assert texts[doc][start:end] == match
    return [str(match) for match in lines["match"]]


@pytest.mark.parametrize(
    ("query", "form", "expected"),
    [
        ("الوعر", "surface", ["الوعر", "الوعر", "الوعر"]),
        ("الوعر", "folded", ["الوعر", "الوعر", "الوعر"]),
        ("الوعر", "stem", ["الوعر", "الوعر", "وللوعر", "ووعرٌ", "الوعر"]),
        ("حي الوعر", "stem", ["حيّ الوعر", "حي الوعر"]),
        ("حى الوعر", "folded", ["حيّ الوعر", "حي الوعر"]),
        ("غادر*", "stem", ["غادرت"]),
        ("*وعر", "stem", ["الوعر", "الوعر", "#الوعر", "وللوعر", "ووعرٌ", "الوعر"]),
        ("حافل?", "folded", ["حافلة"]),
        ("#الوعر", "surface", ["#الوعر"]),
        ("دمشق", "stem", []),
        ("حي (الوعر", "folded", []),
    ],
)
def test_finds(corpus: Corpus, query: str, form: str, expected: list[str]) -> None:
    assert matches(concordance(corpus, query, form=form)) == expected  # type: ignore[arg-type]


def test_a_word_is_read_as_the_corpus_reads_it() -> None:
    # Alone, تجول is rather a form of جال.
    found = corpus_of("تجول الجنود. ومُنع التجول، لكن تجولهم مستمر")
    terms = term_frequency(found)
    assert len(concordance(found, "تجول")) == terms.loc[terms["term"] == "تجول", "n"].item() == 3


def test_lines_show_whole_words_on_one_line(corpus: Corpus) -> None:
    lines = concordance(corpus, "وعادت", form="surface", width=11)
    assert lines[["before", "after"]].to_numpy().tolist() == [["الوعر أمس.", "إلى حي"]]
    assert concordance(corpus, "وعادت", width=0)[["before", "after"]].to_numpy().tolist() == [["", ""]]


def test_lines_say_when_they_were_published(corpus: Corpus) -> None:
    lines = concordance(corpus, "حي")
    assert lines["published"].isna().tolist() == [False, False, True]
    assert concordance(Corpus(DOCUMENTS[["doc_id", "text"]]), "حي")["published"].isna().all()


def test_sorts_by_the_nearest_words(corpus: Corpus) -> None:
    after = concordance(corpus, "الوعر", sort="after")["after"].tolist()
    assert after == sorted(after)
    before = concordance(corpus, "الوعر", sort="before")["before"].tolist()
    assert [line.split()[-1] for line in before] == ["#الوعر", "بابان،", "حي", "حيّ", "حي."]


def test_a_sample_is_the_same_for_the_same_seed(corpus: Corpus) -> None:
    first, again = (concordance(corpus, "الوعر", sample=2, seed=7) for _ in range(2))
    assert len(first) == 2
    pd.testing.assert_frame_equal(first, again)
    assert len(concordance(corpus, "الوعر", sample=99)) == 5


@pytest.mark.parametrize(
    ("query", "options", "message"),
    [
        ("", {}, "holds no word"),
        ("...", {}, "holds no word"),
        ("حمص", {"form": "root"}, "`form` is 'root'"),
        ("حمص", {"width": -1}, "`width` is -1"),
        ("حمص", {"sample": 0}, "`sample` is 0"),
        ("حمص", {"sort": "date"}, "`sort` is 'date'"),
    ],
)
def test_refuses(corpus: Corpus, query: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        concordance(corpus, query, **options)  # type: ignore[arg-type]


def test_an_empty_corpus_has_no_lines() -> None:
    empty = Corpus(pd.DataFrame({"doc_id": [], "text": []}))
    lines = concordance(empty, "حمص")
    assert lines.empty
    assert list(lines.columns) == ["doc_id", "start", "end", "before", "match", "after", "published"]
