"""What every figure is held to: what is drawn and said, in which direction, from run to run."""

import json
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path

import one_article
import pandas as pd
import pytest
import two_sources
from figure_checks import assert_readable, boxes_of, texts_of

from corpus_tools import figures
from corpus_tools.actors.counts import actor_frequency
from corpus_tools.cli import main
from corpus_tools.corpus import Corpus
from corpus_tools.figures.passport import Format, save_figure
from corpus_tools.files import csv_bytes
from corpus_tools.locale import Lang
from corpus_tools.terms.collocations import collocations

GOLDEN = Path(__file__).parent / "data" / "figures"
ROOT = Path(__file__).parents[1]

DRAWN = one_article.DRAWN | two_sources.DRAWN


@cache
def drawn(name: str, lang: Lang) -> figures.CorpusFigure:
    return DRAWN[name](lang)


def corpus_of(name: str) -> Corpus:
    if name in one_article.DRAWN:
        return one_article.CORPUS
    return two_sources.MONTHS if "trend" in name else two_sources.CORPUS


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_is_what_was_looked_at(name: str, lang: Lang) -> None:
    figure = drawn(name, lang)
    rows = figure.rows.assign(**figure.rows.select_dtypes("float").round(6))
    # Of many articles, the first place behind each mark stands for all.
    evidence = figure.evidence if name in one_article.DRAWN else figure.evidence.drop_duplicates("mark")
    words = [text.get_text() for text in texts_of(figure)]
    written = "\n".join([*words, "", *(csv_bytes(table).decode("utf-8-sig") for table in (rows, evidence))])
    assert written == (GOLDEN / f"{name}.{lang}.txt").read_text("utf-8")


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_words_never_lie_on_words(name: str, lang: Lang) -> None:
    assert_readable(drawn(name, lang))


@pytest.mark.parametrize("name", DRAWN)
def test_two_runs_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    formats: list[Format] = ["svg", "png", "pdf"] if name in one_article.DRAWN else ["svg"]
    saved = []
    for run in ("one", "two"):
        files = save_figure(DRAWN[name]("ar"), tmp_path / run / name, corpus_of(name), formats=formats)
        saved.append({path.name: path.read_bytes() for path in files})
    assert saved[0] == saved[1]
    assert len(saved[0]) == len(formats) + 3


@pytest.mark.parametrize("name", DRAWN)
def test_evidence_leads_to_the_words(name: str) -> None:
    figure = drawn(name, "ar")
    assert not figure.evidence.empty
    assert set(figure.evidence["mark"]) <= set(figure.rows["mark"])
    texts = corpus_of(name).texts.set_index("doc_id")["text"]
    for place in figure.evidence.to_dict("records"):
        assert texts[place["doc_id"]][place["start"] : place["end"]] == place["surface"]
        assert place["surface"] in place["words"]
        if "surface_b" in place:
            assert texts[place["doc_id"]][place["start_b"] : place["end_b"]] == place["surface_b"]
            assert place["surface_b"] in place["words"]


@pytest.mark.parametrize(("lang", "mirrored"), [("ar", True), ("en", False)])
@pytest.mark.parametrize("name", DRAWN)
def test_the_sheet_runs_as_its_reader_reads(name: str, lang: Lang, mirrored: bool) -> None:
    figure = drawn(name, lang)
    title, box = boxes_of(figure)[0]
    margin = figure.bbox.x1 - box.x1 if mirrored else box.x0
    assert margin == pytest.approx(0.34 * figure.dpi, abs=4), title
    # The squares of a legend have no direction.
    panels = [axes for axes in figure.axes if axes.get_position().width > 0.05]
    assert all((axes.get_xlim()[0] > axes.get_xlim()[1]) == mirrored for axes in panels)


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: figures.plot_timeline(one_article.events().head(0)), "no event to draw"),
        (lambda: figures.plot_terms(one_article.frequencies().head(0)), "no term to draw"),
        (
            lambda: figures.plot_mentions(one_article.mentions().head(0), actors=one_article.ACTORS),
            "no mention to draw",
        ),
        (lambda: figures.plot_co_mentions(one_article.links().head(0), actors=one_article.ACTORS), "no pair to draw"),
        (lambda: figures.plot_trend(two_sources.TREND.assign(total=0)), "no stretch of time has ten articles"),
        (
            lambda: figures.plot_actor_trend(two_sources.FREQUENCIES.head(0), actors=two_sources.ACTORS),
            "no article with a date mentions an actor",
        ),
        (
            lambda: figures.plot_keyness(two_sources.KEYNESS.assign(q=1.0)),
            "none sets the two corpora apart with a q of 0.05",
        ),
        (lambda: figures.plot_collocations(two_sources.COLLOCATES.head(0)), "no collocate to draw"),
        (lambda: figures.plot_collocations(two_sources.COLLOCATES.assign(g2=-1.0)), "no collocate to draw"),
        (
            lambda: figures.plot_actor_names(two_sources.OF_SOURCES.head(0), actors=two_sources.ACTORS),
            "no actor is mentioned",
        ),
        (
            lambda: figures.plot_actor_names(two_sources.OF_SOURCES, actors=two_sources.ACTORS, actor="YEM"),
            "YEM is mentioned in the corpus under no name",
        ),
        (
            lambda: figures.plot_network(two_sources.LINKS.assign(q=1.0), actors=two_sources.ACTORS),
            "no network to draw",
        ),
        (
            lambda: figures.plot_network(two_sources.LINKS, actors=two_sources.ACTORS, min_documents=99),
            "meet in 99 articles or more",
        ),
    ],
)
def test_nothing_to_draw_is_said(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(figures.NothingToDrawError, match=message):
        draw()


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: figures.plot_terms(one_article.frequencies(), top=0), "top=0 leaves nothing to draw"),
        (lambda: figures.plot_mentions(one_article.mentions(), top=0), "top=0 leaves nothing to draw"),
        (lambda: figures.plot_trend(two_sources.TREND.drop(columns="low")), "`trend` lacks the column low"),
        (lambda: figures.plot_trend(two_sources.TREND, top=0), "top=0 leaves nothing to draw"),
        (
            lambda: figures.plot_actor_trend(
                actor_frequency(two_sources.CORPUS, two_sources.MENTIONS), actors=two_sources.ACTORS
            ),
            "goes by no period",
        ),
        (lambda: figures.plot_collocations(collocations(two_sources.CORPUS)), "nodes; name the one to draw with node="),
        (lambda: figures.plot_collocations(two_sources.COLLOCATES, measured_by="pmi"), "choose one of log_dice, g2"),  # type: ignore[arg-type]
        (
            lambda: figures.plot_actor_names(two_sources.OF_SOURCES.drop(columns="source")),
            "`table` lacks the column source",
        ),
        (
            lambda: figures.plot_network(two_sources.LINKS, actors=two_sources.ACTORS, top=0),
            "top=0 leaves nothing to draw",
        ),
    ],
)
def test_options_are_checked(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()


def test_the_committed_figures_are_what_the_command_draws(tmp_path: Path) -> None:
    committed = {path.name: path.read_bytes() for path in (ROOT / "figures").iterdir()}
    drawn_with = json.loads(committed["timeline.json"])["versions"]
    if metadata.version("matplotlib") != drawn_with["matplotlib"]:
        pytest.skip("another matplotlib draws other bytes")
    assert main(["figures", str(ROOT / "seeds"), "--out", str(tmp_path)]) == 0
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    changed = sorted(name for name in committed.keys() | drawn.keys() if committed.get(name) != drawn.get(name))
    assert changed == [], "run `make figures`, look at what has changed, and commit it"


def test_hostile_labels_are_drawn_as_they_are(tmp_path: Path) -> None:
    labels = ["$x$ و$y$", "\ufeffحمص", "=cmd()", "BBC عربي", "#حلب_تحترق", "كلمة" * 20]
    table = pd.DataFrame({"term": labels, "n": [6, 5, 4, 3, 2, 1]})
    figure = figures.plot_terms(table)
    save_figure(figure, tmp_path / "terms")
    assert_readable(figure)
    assert "'=cmd()" in (tmp_path / "terms.csv").read_text("utf-8-sig")


def test_the_command_draws_change_and_networks_of_dated_articles(tmp_path: Path) -> None:
    folder = tmp_path / "مقالات"
    folder.mkdir()
    text = "أعلنت روسيا وتركيا هدنة في حلب. وقالت إيران إن الهدنة صامدة. وعاد الهدوء إلى المدينة. وبدأت في 3 أيار 2017."
    names = {f"{day}-{number}.txt": f"2017-05-0{day}" for day in range(1, 7) for number in range(10)}
    for name in names:
        (folder / name).write_text(text, encoding="utf-8")
    lines = ["path,published", *(f"{name},{day}" for name, day in names.items())]
    (folder / "metadata.csv").write_text("\n".join(lines), encoding="utf-8")
    assert (
        main(["figures", str(folder), "--out", str(tmp_path / "out"), "--format", "svg", "--top", "2", "--copies"]) == 0
    )
    assert {"network.svg", "trend.svg", "actor_trend.svg"} <= {path.name for path in (tmp_path / "out").iterdir()}
    trend = pd.read_csv(tmp_path / "out" / "trend.csv")
    assert trend["period"].tolist() == [f"2017-05-0{day}" for day in range(1, 7)] * 2
    assert pd.read_csv(tmp_path / "out" / "network.csv")[["label_a", "label_b", "n"]].to_numpy().tolist() == [
        ["روسيا", "تركيا", 60]
    ]


def test_long_names_are_cut_to_the_sheet() -> None:
    table = two_sources.OF_SOURCES.assign(
        alias=two_sources.OF_SOURCES["alias"] + " كما تسميه الصحف في المنطقة" * 5,
        source=two_sources.OF_SOURCES["source"] * 6,
    )
    assert_readable(figures.plot_actor_names(table, actors=two_sources.ACTORS, actor="ISIS"))
    long = two_sources.ACTORS.assign(name_ar=two_sources.ACTORS["name_ar"] + " وحلفاؤها من الفصائل المحلية" * 4)
    assert_readable(figures.plot_network(two_sources.LINKS.drop(columns="q"), actors=long))
    assert_readable(figures.plot_actor_trend(two_sources.FREQUENCIES, actors=long))
    label = two_sources.KEYNESS.assign(label=two_sources.KEYNESS["term"] * 12)
    assert_readable(figures.plot_keyness(label))
    assert_readable(
        figures.plot_keyness(two_sources.KEYNESS, target_name=two_sources.AGENCY * 9, reference_name="كلمة واحدة " * 30)
    )
    assert_readable(
        figures.plot_collocations(
            two_sources.COLLOCATES.assign(label=two_sources.COLLOCATES["collocate"] * 12), max_q=1.0
        )
    )
