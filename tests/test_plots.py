"""Figures of change, contrast, company, naming and networks: what is drawn, where it lies, and what it rests on."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from figure_checks import assert_readable, boxes_of, texts_of
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from corpus_tools import figures
from corpus_tools.actors.counts import actor_frequency, actor_names
from corpus_tools.actors.network import co_mentions
from corpus_tools.cli import main
from corpus_tools.corpus import Corpus
from corpus_tools.figures.passport import save_figure
from corpus_tools.figures.time_axis import to_number
from corpus_tools.files import csv_bytes
from corpus_tools.locale import Lang, Locale
from corpus_tools.terms.collocations import collocations
from corpus_tools.terms.keyness import keyness
from corpus_tools.terms.trends import term_trend

GOLDEN = Path(__file__).parent / "data" / "figures"

AGENCY, PAPER = "وكالة الشرق", "صحيفة الغد"
OF_AGENCY = "أعلنت روسيا هدنة جديدة في حلب. وقصف الطيران مواقع داعش قرب الرقة، ثم قصف داعش حلب."
OF_PAPER = "رحبت تركيا بالهدنة بعد هدنة قصيرة. وهاجم تنظيم الدولة قرية قرب حلب، وردت روسيا على تنظيم الدولة."

# How many articles of the agency and of the paper came out in each month of 2017; none in April.
ARTICLES = {1: (1, 3), 2: (2, 2), 3: (2, 3), 5: (3, 1), 6: (4, 1), 7: (4, 0)}

NAMES = [
    ("RUS", "روسيا", "name"),
    ("TUR", "تركيا", "name"),
    ("ISIS", "داعش", "name"),
    ("ISIS", "تنظيم الدولة", "name"),
    ("ALEPPO", "حلب", "name"),
]
ACTORS = pd.DataFrame(
    {
        "actor_id": ["RUS", "TUR", "ISIS", "ALEPPO"],
        "name_ar": ["روسيا", "تركيا", "تنظيم الدولة الإسلامية", "حلب"],
        "name_en": ["Russia", "Turkey", "Islamic State", "Aleppo"],
    }
)


def make_documents() -> pd.DataFrame:
    rows = []
    for month, (agency, paper) in ARTICLES.items():
        for number in range(agency + paper):
            source, text = (AGENCY, OF_AGENCY) if number < agency else (PAPER, OF_PAPER)
            rows.append((f"{month}-{number}", text, pd.Timestamp(2017, month, 5 + number), source))
    return pd.DataFrame(rows, columns=["doc_id", "text", "published", "source"])


def find_names(documents: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        for actor, alias, kind in NAMES:
            start = text.find(alias)
            while start >= 0:
                sentence = int(start > text.index("."))
                rows.append((doc_id, start, start + len(alias), alias, actor, kind, alias, None, sentence))
                start = text.find(alias, start + 1)
    columns = ["doc_id", "start", "end", "surface", "actor_id", "kind", "alias", "candidates", "sentence"]
    return pd.DataFrame(rows, columns=columns).sort_values(["doc_id", "start"], ignore_index=True)


DOCUMENTS = make_documents()
CORPUS = Corpus(DOCUMENTS)
MENTIONS = find_names(DOCUMENTS)
TREND = term_trend(CORPUS, ["هدنة", "قصف", "حلب"])
FREQUENCIES = actor_frequency(CORPUS, MENTIONS, by="month")
PARTS = [CORPUS.select(sources=source) for source in (AGENCY, PAPER)]
KEYNESS = keyness(*PARTS)
COLLOCATES = collocations(CORPUS, "هدنة")
OF_SOURCES = actor_names(CORPUS, MENTIONS)
LINKS = co_mentions(CORPUS, MENTIONS)
SOURCE = "اختبار · 26 مقالة"


def draw_trend(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_trend(TREND, CORPUS, locale=Locale(lang), source=SOURCE)


def draw_actor_trend(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_actor_trend(FREQUENCIES, CORPUS, ACTORS, mentions=MENTIONS, locale=Locale(lang))


def draw_keyness(lang: Lang = "ar") -> figures.CorpusFigure:
    names = {"target_name": AGENCY, "reference_name": PAPER}
    return figures.plot_keyness(KEYNESS, *PARTS, **names, locale=Locale(lang), source=SOURCE)


def draw_collocations(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_collocations(COLLOCATES, CORPUS, locale=Locale(lang), source=SOURCE)


def draw_actor_names(lang: Lang = "ar") -> figures.CorpusFigure:
    look = {"locale": Locale(lang), "source": SOURCE}
    return figures.plot_actor_names(OF_SOURCES, CORPUS, ACTORS, mentions=MENTIONS, **look)


def draw_network(lang: Lang = "ar") -> figures.CorpusFigure:
    links = LINKS.drop(columns="low")  # the corpus is too small to be sure of a pair
    return figures.plot_network(links, CORPUS, ACTORS, mentions=MENTIONS, locale=Locale(lang))


DRAWN: dict[str, Callable[[Lang], figures.CorpusFigure]] = {
    "trend": draw_trend,
    "actor_trend": draw_actor_trend,
    "keyness": draw_keyness,
    "collocations": draw_collocations,
    "actor_names": draw_actor_names,
    "network": draw_network,
}


@cache
def drawn(name: str, lang: Lang) -> figures.CorpusFigure:
    return DRAWN[name](lang)


def said(figure: figures.CorpusFigure) -> list[str]:
    return [text.get_text() for text in texts_of(figure)]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_is_what_was_looked_at(name: str, lang: Lang) -> None:
    figure = drawn(name, lang)
    rows = figure.rows.assign(**figure.rows.select_dtypes("float").round(6))
    first = figure.evidence.drop_duplicates("mark")
    written = "\n".join([*said(figure), "", *(csv_bytes(table).decode("utf-8-sig") for table in (rows, first))])
    assert written == (GOLDEN / f"{name}.{lang}.txt").read_text("utf-8")


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_words_never_lie_on_words(name: str, lang: Lang) -> None:
    assert_readable(drawn(name, lang))


@pytest.mark.parametrize("name", DRAWN)
def test_two_runs_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    saved = []
    for run in ("one", "two"):
        figure = DRAWN[name]("ar")
        out = tmp_path / run / name
        files = save_figure(figure, out, CORPUS, formats=["svg"])
        saved.append({path.name: path.read_bytes() for path in files})
    assert saved[0] == saved[1]
    assert len(saved[0]) == 4


@pytest.mark.parametrize("name", DRAWN)
def test_evidence_leads_to_the_words(name: str) -> None:
    figure = drawn(name, "ar")
    counted = figure.rows["n" if "n" in figure.rows else "documents"] if name != "keyness" else 1 + figure.rows["mark"]
    assert set(figure.evidence["mark"]) == set(figure.rows["mark"][counted > 0])
    texts = dict(zip(DOCUMENTS["doc_id"], DOCUMENTS["text"], strict=True))
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
    panels = [axes for axes in figure.axes if axes.get_position().width > 0.05]
    assert all((axes.get_xlim()[0] > axes.get_xlim()[1]) == mirrored for axes in panels)


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: figures.plot_trend(TREND.assign(tokens=0)), "no period has words"),
        (
            lambda: figures.plot_actor_trend(FREQUENCIES.head(0), actors=ACTORS),
            "no article with a date mentions an actor",
        ),
        (lambda: figures.plot_keyness(KEYNESS.assign(q=1.0)), "none sets the two corpora apart with a q of 0.05"),
        (lambda: figures.plot_collocations(COLLOCATES.head(0)), "no collocate to draw"),
        (lambda: figures.plot_collocations(COLLOCATES.assign(g2=-1.0)), "no collocate to draw"),
        (lambda: figures.plot_actor_names(OF_SOURCES.head(0), actors=ACTORS), "no actor is mentioned"),
        (
            lambda: figures.plot_actor_names(OF_SOURCES, actors=ACTORS, actor="YEM"),
            "YEM is mentioned in the corpus under no name",
        ),
        (lambda: figures.plot_network(LINKS.assign(low=-1.0), actors=ACTORS), "no network to draw"),
        (lambda: figures.plot_network(LINKS, actors=ACTORS, min_documents=99), "meet in 99 articles or more"),
    ],
)
def test_nothing_to_draw_is_said(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(figures.NothingToDrawError, match=message):
        draw()


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: figures.plot_trend(TREND.drop(columns="low")), "`trend` lacks the column low"),
        (lambda: figures.plot_trend(TREND, top=0), "top=0 leaves nothing to draw"),
        (lambda: figures.plot_actor_trend(actor_frequency(CORPUS, MENTIONS), actors=ACTORS), "goes by no period"),
        (lambda: figures.plot_collocations(collocations(CORPUS)), "nodes; name the one to draw with node="),
        (lambda: figures.plot_collocations(COLLOCATES, measured_by="pmi"), "choose one of log_dice, g2"),  # type: ignore[arg-type]
        (lambda: figures.plot_actor_names(OF_SOURCES.drop(columns="source")), "`table` lacks the column source"),
        (lambda: figures.plot_network(LINKS, actors=ACTORS, top=0), "top=0 leaves nothing to draw"),
    ],
)
def test_options_are_checked(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()


def lines_of(figure: figures.CorpusFigure, panel: int, *, colour: str = "#1F5F7A") -> list[NDArray[np.float64]]:
    lines = [line for line in figure.axes[panel].lines if line.get_color() == colour and line.get_marker() == "None"]
    return [np.asarray(line.get_xydata()) for line in lines]


def test_a_month_without_articles_is_a_gap_and_no_zero() -> None:
    figure = drawn("trend", "ar")
    april = figure.rows[figure.rows["period"] == "2017-04"]
    assert april["tokens"].eq(0).all()
    assert april["per_million"].isna().all()
    before, after = lines_of(figure, 0)
    assert [len(before), len(after)] == [3, 3]
    rates = figure.rows[figure.rows["term"] == "هدنة"]["per_million"].dropna()
    assert np.allclose([*before[:, 1], *after[:, 1]], rates)
    gaps = [patch.get_extents() for patch in figure.axes[0].patches]
    to_pixels = figure.axes[0].transData
    ends = [to_pixels.transform((to_number(pd.Timestamp(day)), 0))[0] for day in ("2017-05-01", "2017-04-01")]
    assert [(gap.x0, gap.x1) for gap in gaps] == [pytest.approx(tuple(ends))]
    assert any("والفراغ الرمادي" in text for text in said(figure))


def test_a_month_with_articles_and_no_mention_is_a_zero() -> None:
    rows = drawn("actor_trend", "ar").rows
    july = rows[(rows["actor_id"] == "TUR") & (rows["period"] == "2017-07")].iloc[0]
    assert july[["documents", "total", "share"]].tolist() == [0, 4, 0.0]
    assert july["high"] > 0.2
    april = rows[rows["period"] == "2017-04"]
    assert april["total"].eq(0).all()
    assert april[["share", "low", "high"]].isna().all(axis=None)


def test_articles_that_mention_nobody_are_counted_where_the_documents_are_given() -> None:
    silent = DOCUMENTS.head(4).assign(doc_id=list("أبجد"), text="هطل المطر.", published=pd.Timestamp("2017-04-09"))
    documents = pd.concat([DOCUMENTS, silent], ignore_index=True)
    rows = figures.plot_actor_trend(FREQUENCIES, documents, ACTORS).rows
    assert rows[rows["period"] == "2017-04"][["total", "share"]].to_numpy().tolist() == [[4, 0.0]] * 4


def test_the_period_that_is_surely_high_is_named_in_the_months_of_the_reader() -> None:
    months = pd.PeriodIndex(["2017-01", "2017-02", "2017-03"], freq="M")
    counts = pd.DataFrame({"period": months, "actor_id": "TUR", "mentions": 9, "documents": [1, 60, 30]})
    figure = figures.plot_actor_trend(counts.assign(total=[1, 100, 100]), actors=ACTORS)
    assert figure.rows["share"].tolist() == [1.0, 0.6, 0.3]
    assert "60% في شباط 2017" in said(figure)
    reader = Locale(months="egypt", digits="arab")
    egypt = figures.plot_actor_trend(counts.assign(total=[1, 100, 100]), actors=ACTORS, locale=reader)
    assert "٦٠٪ في فبراير ٢٠١٧" in said(egypt)


def test_intervals_cover_what_was_asked() -> None:
    counted = actor_frequency(CORPUS, MENTIONS, by="month", confidence=0.99)
    wide = figures.plot_actor_trend(counted, actors=ACTORS).rows
    pd.testing.assert_frame_equal(drawn("actor_trend", "ar").rows.iloc[:, :5], wide.iloc[:, :5])
    known = wide["total"] > 0
    assert (wide["high"] - wide["low"] > drawn("actor_trend", "ar").rows.eval("high - low"))[known].all()
    both = wide.merge(counted.assign(period=counted["period"].astype("str")), on=["actor_id", "period"])
    assert np.allclose(both["low_x"], both["low_y"])


@pytest.mark.parametrize(
    ("slope", "q", "text"), [(9.0, 0.01, "في ازدياد"), (-9.0, 0.01, "في تراجع"), (9.0, 0.2, "بلا اتجاه ثابت")]
)
def test_a_trend_is_called_one_where_it_is_sure(slope: float, q: float, text: str) -> None:
    assert text in said(figures.plot_trend(TREND.assign(slope=slope, q=q), top=1))


def test_an_interval_of_a_thin_month_does_not_flatten_the_line() -> None:
    wide = TREND.assign(high=TREND["high"].where(TREND["period"] != pd.Period("2017-01"), 1e6))
    axes = figures.plot_trend(wide, top=1).axes[0]
    assert axes.get_ylim()[1] == pytest.approx(1.8 * TREND["per_million"].where(TREND["term"] == "هدنة").max())


@pytest.mark.parametrize(
    ("frequency", "periods", "terms"), [("D", 5, 3), ("W", 60, 2), ("M", 1, 3), ("M", 7, 1), ("M", 60, 2), ("Y", 5, 3)]
)
def test_trends_are_readable_at_every_length(frequency: str, periods: int, terms: int) -> None:
    draw = np.random.default_rng(periods)
    months = pd.period_range("2013-03", periods=periods, freq=frequency)
    rate = draw.gamma(2, 500, periods) * (draw.random(periods) < 0.8)
    one = pd.DataFrame({"period": months, "n": 3, "tokens": 10_000, "per_million": rate, "low": rate / 2})
    trend = pd.concat([one.assign(term=f"كلمة {k}", high=2 * one["per_million"]) for k in range(terms)])
    assert_readable(figures.plot_trend(trend, locale=Locale(months="twin", digits="arab")))


def boxes(figure: figures.CorpusFigure, panel: int) -> list[tuple[float, float]]:
    patches = [patch for patch in figure.axes[panel].patches if isinstance(patch, Rectangle)]
    return [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in patches]


def test_keyness_lies_on_its_side_as_far_as_its_ratio() -> None:
    figure = drawn("keyness", "ar")
    rows = figure.rows
    assert set(rows["side"]) == {"target", "reference"}
    assert (np.sign(rows["log_ratio"]) == np.where(rows["side"] == "target", 1, -1)).all()
    ends = np.array(
        [high if side == "target" else low for (low, high), side in zip(boxes(figure, 0), rows["side"], strict=True)]
    )
    assert np.allclose(ends / ends[0], rows["log_ratio"] / rows["log_ratio"].iloc[0])
    intervals = np.array([line.get_xdata() for line in figure.axes[0].lines if line.get_linewidth() == 0.9][::3])
    assert np.allclose(intervals, rows[["low", "high"]].to_numpy() * ends[0] / rows["log_ratio"].iloc[0])
    for side, part in zip(("target", "reference"), PARTS, strict=True):
        marks = rows["mark"][rows["side"] == side]
        found = figure.evidence[figure.evidence["mark"].isin(marks)]
        assert set(found["doc_id"]) <= set(part.texts["doc_id"])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_keyness_names_its_two_sides_whole(lang: Lang) -> None:
    paper, agency = "صحيفة الشرق اليومية المستقلة", "وكالة الأنباء الوطنية في العاصمة وضواحيها"
    figure = figures.plot_keyness(KEYNESS, *PARTS, target_name=paper, reference_name=agency, locale=Locale(lang))
    assert_readable(figure)
    for name in (paper, agency):
        shown = [text for text in said(figure) if name in text]
        assert len(shown) == 3, shown  # title, subtitle and the heading of its side


def test_terms_that_are_not_sure_are_left_out() -> None:
    assert (KEYNESS["q"] > 0.05).any()
    assert (drawn("keyness", "ar").rows["q"] <= 0.05).all()
    first = figures.plot_keyness(KEYNESS, top=2).rows
    assert first["side"].tolist() == ["target", "target", "reference", "reference"]
    assert set(first["term"]) == {"داعش", "قصف", "تنظيم", "دولة"}


def test_collocates_stand_on_their_side_of_the_node() -> None:
    figure = drawn("collocations", "ar")
    rows = figure.rows
    assert rows["log_dice"].is_monotonic_decreasing
    sides = np.array(boxes(figure, 1))
    before, after = sides[: len(rows)], sides[len(rows) :]
    widths = np.stack([-before[:, 0], after[:, 1]], axis=1)
    counts = rows[["n_before", "n_after"]].to_numpy()
    assert np.allclose(widths / widths.max(), counts / counts.max())


def test_the_evidence_of_a_collocate_is_every_place_where_the_two_meet() -> None:
    figure = drawn("collocations", "ar")
    found = figure.evidence.assign(before=figure.evidence["start"] < figure.evidence["start_b"]).groupby("mark")[
        "before"
    ]
    assert found.size().tolist() == figure.rows["n"].tolist()
    assert found.sum().tolist() == figure.rows["n_before"].tolist()
    assert set(figure.evidence["surface_b"]) == {"هدنة", "بالهدنة"}


def test_the_evidence_of_a_collocate_stays_in_the_sentence() -> None:
    texts = pd.DataFrame({"doc_id": range(4), "text": "بدأت هدنة قصيرة. قصيرة هي الأيام."})
    figure = figures.plot_collocations(collocations(texts, "هدنة", form="folded"), texts)
    assert figure.rows[["collocate", "n"]].to_numpy().tolist() == [["بدات", 4], ["قصيره", 4]]
    assert figure.evidence.groupby("mark").size().tolist() == [4, 4]


def test_names_share_each_bar() -> None:
    figure = drawn("actor_names", "ar")
    rows = figure.rows
    assert set(rows["actor_id"]) == {"ISIS"}
    assert rows[["label", "name", "n", "total"]].to_numpy().tolist() == [
        [AGENCY, "داعش", 32, 32],
        [PAPER, "تنظيم الدولة", 20, 20],
    ]
    by_month = actor_names(CORPUS, MENTIONS, by="month")
    both = figures.plot_actor_names(by_month, actors=ACTORS, locale=Locale("en")).rows
    assert both["label"].unique().tolist() == [
        Locale("en").month_year(pd.Timestamp(2017, month, 1)) for month in ARTICLES
    ]
    assert both.groupby("label")["share"].sum().to_numpy() == pytest.approx(1)


def test_names_beyond_the_inks_are_drawn_together() -> None:
    table = pd.DataFrame(
        {"actor_id": "RUS", "source": [AGENCY] * 7 + [None], "alias": [*"أبتثجحخ", "أ"], "n": [9, 8, 7, 6, 5, 4, 3, 2]}
    )
    figure = figures.plot_actor_names(table, actors=ACTORS)
    assert_readable(figure)
    rows = figure.rows
    assert rows["name"].tolist() == ["أ", "ب", "ت", "ث", "أسماء أخرى", "أ"]
    assert rows["n"].tolist() == [9, 8, 7, 6, 12, 2]
    assert rows["label"].tolist() == [AGENCY] * 5 + ["غير معروف"]


def test_long_names_are_cut_to_the_sheet() -> None:
    table = OF_SOURCES.assign(
        alias=OF_SOURCES["alias"] + " كما تسميه الصحف في المنطقة" * 5, source=OF_SOURCES["source"] * 6
    )
    assert_readable(figures.plot_actor_names(table, actors=ACTORS, actor="ISIS"))
    long = ACTORS.assign(name_ar=ACTORS["name_ar"] + " وحلفاؤها من الفصائل المحلية" * 4)
    assert_readable(figures.plot_network(LINKS.drop(columns="low"), actors=long))
    assert_readable(figures.plot_actor_trend(FREQUENCIES, actors=long))
    label = KEYNESS.assign(label=KEYNESS["term"] * 12)
    assert_readable(figures.plot_keyness(label))
    assert_readable(figures.plot_keyness(KEYNESS, target_name=AGENCY * 9, reference_name="كلمة واحدة " * 30))
    assert_readable(figures.plot_collocations(COLLOCATES.assign(label=COLLOCATES["collocate"] * 12)))


def test_lines_of_the_network_are_as_wide_as_their_numbers() -> None:
    figure = drawn("network", "ar")
    widths = [line.get_linewidth() for line in figure.axes[0].lines]
    assert np.allclose(np.array(widths) / widths[0], figure.rows["n"] / figure.rows["n"].iloc[0])


def many_links(actors: int, *, seed: int) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    pairs = [(f"{a:02}", f"{b:02}") for b in range(actors) for a in range(b)]
    links = pd.DataFrame(pairs, columns=["actor_a", "actor_b"])
    links["n"] = draw.geometric(0.05, len(links))
    return links.assign(documents=links["n"])


@pytest.mark.parametrize("actors", [2, 5, 20])
def test_networks_of_any_size_are_readable(actors: int) -> None:
    names = pd.DataFrame({"actor_id": [f"{number:02}" for number in range(actors)]})
    names["name_ar"] = [f"الفصيل المحلي {'في الشمال ' * (number % 3)}{number}" for number in range(actors)]
    figure = figures.plot_network(many_links(actors, seed=actors), actors=names, top=actors)
    assert_readable(figure)
    ends = pd.concat([figure.rows["actor_a"], figure.rows["actor_b"]]).value_counts()
    assert len(ends) == actors
    assert ends.min() >= min(actors - 1, 3)


def test_the_command_draws_change_and_networks_of_dated_articles(tmp_path: Path) -> None:
    folder = tmp_path / "مقالات"
    folder.mkdir()
    text = "أعلنت روسيا وتركيا هدنة في حلب. وقالت إيران إن الهدنة صامدة. وعاد الهدوء إلى المدينة. وبدأت في 3 أيار 2017."
    for day in range(1, 7):
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")
    lines = ["path,published", *(f"{day}.txt,2017-05-0{day}" for day in range(1, 7))]
    (folder / "metadata.csv").write_text("\n".join(lines), encoding="utf-8")
    assert main(["figures", str(folder), "--out", str(tmp_path / "out"), "--format", "svg", "--top", "2"]) == 0
    assert {"network.svg", "trend.svg", "actor_trend.svg"} <= {path.name for path in (tmp_path / "out").iterdir()}
    trend = pd.read_csv(tmp_path / "out" / "trend.csv")
    assert trend["period"].tolist() == [f"2017-05-0{day}" for day in range(1, 7)] * 2
    assert pd.read_csv(tmp_path / "out" / "network.csv")[["label_a", "label_b", "n"]].to_numpy().tolist() == [
        ["روسيا", "تركيا", 6]
    ]
