"""Every place behind a figure is in its evidence, in an order that makes the first of a mark a fair sample of it."""

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from builders import corpus_of, documents_of, events_of
from figure_checks import assert_readable, said
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest

from corpus_tools import (
    Corpus,
    Locale,
    figures,
    find_dates,
    keyness,
    term_frequency,
    term_trend,
    timeline,
    verify_figures,
)
from corpus_tools.figures import evidence_files
from corpus_tools.figures.evidence_table import gather_evidence, mark_labels
from corpus_tools.figures.passport import save_figure
from corpus_tools.files import CSV_MARK, csv_lines, parquet_bytes
from corpus_tools.locale import ARABIC
from corpus_tools.seeded_order import fingerprint_of_places, seeded_order


def of_documents(number: int) -> Corpus:
    texts = [f"قصف في {row}. هدنة وهدنة في الحي {row}." for row in range(number)]
    known = {
        "title": [f"عنوان {row}" for row in range(number)],
        "url": [f"http://example.org/{row}" for row in range(number)],
    }
    return corpus_of(*texts, published="2017-05-20", source="وكالة", **known)


def test_all_places_have_their_mark_sentence_and_document() -> None:
    corpus = of_documents(40)
    figure = figures.plot_terms(term_frequency(corpus).query("term == 'هدنة'"), corpus)
    evidence = figure.evidence
    assert evidence.columns.tolist() == [
        *("mark", "label", "place", "places", "doc_id", "title", "source", "published", "url"),
        *("start", "end", "surface", "sentence", "words"),
    ]  # fmt: skip
    assert evidence["place"].tolist() == list(range(1, 81))
    assert evidence[["label", "places", "sentence"]].drop_duplicates().to_numpy().tolist() == [["هدنة", 80, 1]]
    texts = corpus.texts.set_index("doc_id")
    for place in evidence.to_dict("records"):
        document = texts.loc[place["doc_id"]]
        assert place["words"] == document["text"].split(". ")[1]
        assert (place["title"], place["url"], place["published"]) == (
            document["title"],
            document["url"],
            document["published"],
        )
    assert sorted(evidence["doc_id"]) == sorted([*texts.index] * 2)


def test_the_order_is_that_of_no_file_and_the_same_for_the_same_places() -> None:
    corpus = of_documents(60)
    first = figures.plot_terms(term_frequency(corpus), corpus, top=3).evidence
    again = Corpus(corpus.texts.iloc[::-1])
    second = figures.plot_terms(term_frequency(again), again, top=3).evidence
    for label, places in first.groupby("label"):
        others = second[second["label"] == label]
        assert places[["doc_id", "start"]].to_numpy().tolist() == others[["doc_id", "start"]].to_numpy().tolist()
        assert places["doc_id"].tolist() != sorted(places["doc_id"])


def test_every_place_is_as_likely_to_come_first() -> None:
    places = pd.DataFrame(
        {"doc_id": np.repeat([f"خبر {n}" for n in range(40)], 5), "start": np.tile(np.arange(5) * 7, 40)}
    )
    places["end"] = places["start"] + 4
    ranks = np.array([np.argsort(seeded_order(places, seed=seed)) for seed in range(200)])
    # The rank of any one place over seeds, and the places among the first twenty, are uniform.
    assert min(kstest(ranks[:, at] / len(places), "uniform").pvalue for at in range(0, 200, 20)) > 0.0005
    early = (ranks < 20).mean(axis=0)
    assert abs(early - 0.1).max() < 5 * np.sqrt(0.09 / 200)
    # Neighbours in one document are drawn apart from one another.
    together = (ranks[:, ::5] < 20) & (ranks[:, 1::5] < 20)
    assert together.mean() == pytest.approx(0.01, abs=0.004)


def test_one_place_of_two_marks_stands_elsewhere_in_each() -> None:
    places = pd.DataFrame({"doc_id": "خبر", "start": range(50), "end": range(1, 51)})
    orders = [seeded_order(places, pd.Series([label] * 50), seed=0).tolist() for label in ("أ", "ب")]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(50))


def test_tables_of_places_are_told_apart_whatever_their_order() -> None:
    places = pd.DataFrame(
        {"doc_id": ["أ", "أ", "ب"], "start": [0, 4, 0], "end": [2, 6, 2], "value": ["2017", None, "2016"]}
    )
    known = fingerprint_of_places(places, ["value"])
    assert fingerprint_of_places(places.iloc[[2, 0, 1]], ["value"]) == known
    assert known.startswith("3 places, ")
    for other in (places.assign(value="2017"), places.assign(start=[1, 4, 0]), places.iloc[[0, 1, 1]], places.iloc[:2]):
        assert fingerprint_of_places(other, ["value"]) != known


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ({"label": "هدنة"}, "هدنة"),
        ({"label_a": "روسيا", "label_b": "تركيا", "n": 2}, "روسيا–تركيا"),
        ({"label": "وكالة", "name": "داعش"}, "وكالة، داعش"),
        (
            {"label": "هدنة", "earliest": pd.Timestamp("2017-03-01"), "latest": pd.Timestamp("2017-04-01")},
            "هدنة، آذار 2017",
        ),
        (
            {"period": "نهاية 2016", "earliest": pd.Timestamp("2016-10-01"), "latest": pd.Timestamp("2017-01-01")},
            "نهاية 2016",
        ),
        ({"part": "day", "earliest": pd.Timestamp("2017-03-01"), "latest": pd.Timestamp("2017-03-02")}, "1 آذار 2017"),
        ({"part": "before", "earliest": pd.NaT, "latest": pd.NaT}, "before"),
        ({"part": "in several", "label": np.nan}, "in several"),
    ],
)
def test_a_mark_is_called_by_what_it_stands_for(row: dict[str, object], label: str) -> None:
    assert mark_labels(pd.DataFrame([row | {"mark": 7}]), ARABIC).to_dict() == {7: label}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_foot_says_how_many_places_there_are(lang: str) -> None:
    corpus = of_documents(5)
    locale = Locale(lang)  # type: ignore[arg-type]
    figure = figures.plot_terms(term_frequency(corpus), corpus, top=1, locale=locale, source="اختبار")
    bare = figures.plot_terms(term_frequency(corpus), top=1, locale=locale, source="اختبار")
    assert (
        said(figure)[-1]
        == {
            "ar": "شواهد الأرقام كلها في الجدول المرفق: 10 مواضع",
            "en": "Every place behind the numbers is in the table beside the figure: 10 places",
        }[lang]
    )
    assert not any("الجدول" in text or "table" in text for text in said(bare))
    assert_readable(figure)
    assert figure.get_figheight() > bare.get_figheight()


def test_an_event_knows_its_document_and_its_day() -> None:
    documents = documents_of(*["غادرت الحافلات في 3 آذار 2017."] * 3, published="2017-05-20", url="http://example.org")
    corpus = Corpus(documents)
    evidence = figures.plot_timeline(timeline(corpus, find_dates(corpus)), corpus).evidence
    assert evidence["label"].tolist() == ["3 آذار 2017"] * 3
    assert evidence["earliest"].tolist() == [pd.Timestamp("2017-03-03")] * 3
    assert evidence["url"].tolist() == ["http://example.org"] * 3


def test_events_without_their_corpus_are_evidence_of_themselves() -> None:
    days = [(f"2017-05-{day:02}", f"2017-05-{day + 1:02}") for day in range(1, 8)]
    evidence = figures.plot_lag(events_of(days, published=pd.Timestamp("2017-05-20"))).evidence
    assert evidence["words"].tolist() == ["غادرت حافلة الحي."] * 7
    assert "title" not in evidence


def test_evidence_is_looked_up_in_any_pieces() -> None:
    one, other = (corpus_of(*[f"{word} في حمص. هدنة."] * 20, title=word) for word in ("قصف", "إجلاء"))
    figure = figures.plot_keyness(keyness(one, other), one, other)
    found = figure.gather()
    pieces = pd.concat([found.take(list(range(low, min(low + 7, len(found))))) for low in range(0, len(found), 7)])
    pd.testing.assert_frame_equal(pieces.reset_index(drop=True), figure.evidence)
    assert set(figure.evidence.groupby("side")["title"].unique().explode()) == {"قصف", "إجلاء"}


def test_a_place_outside_every_sentence_is_kept() -> None:
    corpus = corpus_of("هدنة", "   ")
    places = pd.DataFrame(
        {"mark": 0, "doc_id": ["خبر 0", "خبر 1"], "start": [0, 1], "end": [4, 2], "surface": ["هدنة", " "]}
    )
    figure = figures.plot_terms(term_frequency(corpus), corpus)
    figures_evidence = gather_evidence(places, np.zeros(2, np.int64), [corpus], figure.rows, ARABIC).take([0, 1])
    assert figures_evidence.set_index("doc_id")["sentence"].to_dict() == {"خبر 0": 0, "خبر 1": -1}
    assert figures_evidence["words"].isna().sum() == 1


# Files.


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_files, "MOST_BYTES", 20_000)


def many_places() -> Corpus:
    return corpus_of(*["هدنة في حمص، وقصف على حلب."] * 100, *["هدنة ثم هدنة أخرى."] * 50, published="2017-05-20")


@pytest.mark.usefixtures("small")
def test_of_many_places_the_csv_has_the_first_of_each_mark_and_parquet_all(tmp_path: Path) -> None:
    corpus = many_places()
    figure = figures.plot_terms(term_frequency(corpus), corpus, top=4)
    save_figure(figure, tmp_path / "terms", corpus, formats=["png"])
    some, every = pd.read_csv(tmp_path / "terms.evidence.csv"), pd.read_parquet(tmp_path / "terms.evidence.parquet")
    size = (tmp_path / "terms.evidence.csv").stat().st_size
    assert 0.8 * 20_000 < size <= 20_000
    most = some["place"].max()
    assert every.groupby("mark").size().tolist() == figure.rows["n"].tolist()
    assert some.groupby("mark").size().tolist() == figure.rows["n"].clip(upper=most).tolist()
    shown = ["mark", "label", "place", "places", "doc_id", "start", "words"]
    assert some[shown].to_numpy().tolist() == every.loc[every["place"] <= most, shown].to_numpy().tolist()
    passport = json.loads((tmp_path / "terms.json").read_text("utf-8"))
    assert passport["evidence"]["places"] == len(every) == len(figure.places)
    assert passport["evidence"]["files"] == {"terms.evidence.csv": len(some), "terms.evidence.parquet": len(every)}
    assert verify_figures(tmp_path).empty
    (tmp_path / "terms.evidence.parquet").write_bytes(b"")
    (tmp_path / "old.evidence.parquet").write_bytes(b"")
    assert set(verify_figures(tmp_path)["file"]) == {"terms.evidence.parquet", "old.evidence.parquet"}
    save_figure(figures.plot_terms(term_frequency(corpus), top=1), tmp_path / "terms", formats=["png"])
    assert not (tmp_path / "terms.evidence.parquet").exists()


@pytest.mark.usefixtures("small")
def test_without_pyarrow_the_csv_has_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ImportError("no pyarrow")

    monkeypatch.setattr(evidence_files, "write_parquet", refuse)
    corpus = many_places()
    figure = figures.plot_terms(term_frequency(corpus), corpus, top=4)
    files = save_figure(figure, tmp_path / "terms", corpus, formats=["png"])
    assert [path.name for path in files] == ["terms.png", "terms.csv", "terms.evidence.csv", "terms.json"]
    assert len(pd.read_csv(tmp_path / "terms.evidence.csv")) == len(figure.places)


def test_a_figure_without_a_corpus_has_a_table_of_evidence_without_places(tmp_path: Path) -> None:
    save_figure(figures.plot_terms(term_frequency(many_places())), tmp_path / "terms", formats=["png"])
    passport = json.loads((tmp_path / "terms.json").read_text("utf-8"))
    assert passport["evidence"]["files"] == {"terms.evidence.csv": 0}


@pytest.mark.parametrize("places", [0, 1, 3])
def test_few_places_are_one_file(places: int, tmp_path: Path) -> None:
    table = pd.DataFrame({"doc_id": ["أ"] * places, "words": ["هدنة"] * places})
    assert evidence_files.write_evidence(table, tmp_path, "terms") == {"terms.evidence.csv": places}


@pytest.mark.usefixtures("small")
def test_a_mark_keeps_one_place_even_where_that_is_too_much(tmp_path: Path) -> None:
    table = pd.DataFrame({"mark": [0, 0, 1, 1], "words": ["كلمة " * 5000] * 4})
    assert evidence_files.write_evidence(table, tmp_path, "terms") == {
        "terms.evidence.csv": 2,
        "terms.evidence.parquet": 4,
    }


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("second", [0, 3], ids=["one place each", "some have a second one"])
def test_no_mark_goes_where_the_first_places_alone_are_too_many(
    second: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_files, "_LINES", 8)
    marks = [*range(1000), *range(second)]
    table = pd.DataFrame({"mark": marks, "words": [f"وصلت الحافلة رقم {number}" for number in range(len(marks))]})
    evidence_files.write_evidence(table, tmp_path, "terms")
    assert pd.read_csv(tmp_path / "terms.evidence.csv")["mark"].tolist() == list(range(1000))
    assert (tmp_path / "terms.evidence.parquet").exists() == bool(second)


@settings(max_examples=40, deadline=None)
@given(
    marks=st.lists(st.integers(0, 3), max_size=40),
    room=st.integers(60, 3_000),
    at_once=st.integers(1, 50),
)
def test_the_csv_holds_what_fits_however_many_rows_are_written_at_once(
    marks: list[int], room: int, at_once: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = pd.DataFrame({"mark": marks, "words": [f"هدنة {'طويلة ' * (row % 7)}" for row in range(len(marks))]})
    number = table.groupby("mark").cumcount().to_numpy()
    header, *lines = csv_lines(table)
    sizes = [
        len(CSV_MARK) + len(header) + sum(len(line) for line, n in zip(lines, number, strict=True) if n <= most)
        for most in range(max(number, default=0) + 1)
    ]
    most = max((most for most, size in enumerate(sizes) if size <= room), default=0)
    folder = tmp_path_factory.mktemp("evidence")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence_files, "MOST_BYTES", room)
        patch.setattr(evidence_files, "_LINES", at_once)
        evidence_files.write_evidence(table, folder, "terms")
    expected = [line for line, n in zip(lines, number, strict=True) if n <= most]
    assert (folder / "terms.evidence.csv").read_bytes() == CSV_MARK + header + b"".join(expected)
    assert (folder / "terms.evidence.parquet").exists() == (len(expected) < len(lines))


def test_half_a_surrogate_pair_does_not_stop_parquet() -> None:
    table = pd.DataFrame({"words": pd.Series(["هدنة \ud83d", None], dtype=object), "actors": [["RUS"], []]})
    read = pd.read_parquet(BytesIO(parquet_bytes(table)))
    assert read["words"].dropna().tolist() == ["هدنة ?"]
    assert [list(names) for names in read["actors"]] == [["RUS"], []]


def test_periods_have_all_their_places() -> None:
    corpus = corpus_of(*["هدنة " * 6] * 50, published=list(pd.date_range("2017-05-01", periods=5)) * 10)
    figure = figures.plot_trend(term_trend(corpus, ["هدنة"], by="day"), corpus)
    assert figure.evidence.groupby("mark").size().tolist() == [10] * 5  # one of each article
    assert figure.evidence["label"].iloc[0] == "هدنة، 1 أيار 2017"
