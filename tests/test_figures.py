"""What is drawn: the words, where they stand, how long the bars are, and the rows that account for them."""

import json
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from builders import dates_in, documents_of, mentions_in
from figure_checks import assert_readable, boxes_of, texts_of
from matplotlib.patches import Rectangle

from corpus_tools import figures
from corpus_tools.cli import main
from corpus_tools.corpus import Corpus
from corpus_tools.events.timeline import timeline
from corpus_tools.figures.event_counts import count_by_period
from corpus_tools.figures.passport import save_figure
from corpus_tools.figures.time_axis import to_number
from corpus_tools.files import csv_bytes
from corpus_tools.locale import Lang, Locale
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.words.stop_words import load_stop_words

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "data" / "figures"

TEXT = (
    "بدأ خروج المقاتلين من الحي يوم السبت 20 أيار 2017. ودعمت روسيا الاتفاق في آذار 2017، "
    "وقالت دمشق إن الاتفاق يعيد الخدمات. وتحاصر القوات الحكومية الحي منذ عام 2013، وترعى موسكو الاتفاق مع دمشق."
)
DOCUMENTS = pd.DataFrame({"doc_id": ["هدنة"], "text": [TEXT], "published": [pd.Timestamp("2017-05-20")]})
CORPUS = Corpus(DOCUMENTS)
ACTORS = pd.DataFrame(
    {
        "actor_id": ["RUS", "SYR_GOV", "SYR_ARMY"],
        "name_ar": ["روسيا", "الحكومة السورية", "الجيش السوري"],
        "name_en": ["Russia", "Syrian government", "Syrian army"],
    }
)


def dates() -> pd.DataFrame:
    expressions = [
        ("هدنة", "السبت 20 أيار 2017", "date", "2017-05-20", "2017-05-21", "day"),
        ("هدنة", "آذار 2017", "date", "2017-03-01", "2017-04-01", "month"),
        ("هدنة", "منذ عام 2013", "date", "2013-01-01", None, "range"),
    ]
    return dates_in({"هدنة": TEXT}, expressions)


def mentions() -> pd.DataFrame:
    named = [
        ("هدنة", "روسيا", "RUS", "name"),
        ("هدنة", "دمشق", "SYR_GOV", "metonym"),
        ("هدنة", "القوات الحكومية", "SYR_ARMY", "description"),
        ("هدنة", "موسكو", "RUS", "metonym"),
        ("هدنة", "دمشق", "SYR_GOV", "metonym"),
    ]
    return mentions_in({"هدنة": TEXT}, named)


def events() -> pd.DataFrame:
    return timeline(DOCUMENTS, dates(), mentions())


def many_events(number: int) -> pd.DataFrame:
    """Make events of all lengths, dated over eight years, in documents of their own."""
    draw = np.random.default_rng(number)
    made = pd.concat([events()] * (number // 3 + 1), ignore_index=True).head(number).copy()
    first = pd.Timestamp("2011-01-01") + pd.to_timedelta(draw.integers(0, 3000, number), unit="D")
    made["earliest"] = first.astype("datetime64[us]")
    length = pd.to_timedelta(draw.choice([1, 7, 31, 366], number), unit="D")
    made["latest"] = (first + length).astype("datetime64[us]")
    made["published"] = (first + pd.to_timedelta(draw.integers(0, 30, number), unit="D")).astype("datetime64[us]")
    made["doc_id"] = [f"{row:05}" for row in range(number)]
    return made.sort_values(["earliest", "latest"], ignore_index=True).assign(event=range(number))


def links() -> pd.DataFrame:
    pairs = [("RUS", "SYR_GOV", 2), ("SYR_ARMY", "SYR_GOV", 1), ("RUS", "SYR_ARMY", 1)]
    return pd.DataFrame(pairs, columns=["actor_a", "actor_b", "n"])


def frequencies() -> pd.DataFrame:
    return pd.DataFrame({"term": ["اتفاق", "حي", "دمشق"], "label": ["اتفاق", "حي", "دمشق"], "n": [3, 2, 2]})


def draw_timeline(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_timeline(events(), CORPUS, locale=Locale(lang), source="اختبار · مقالة واحدة")


def draw_terms(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_terms(frequencies(), CORPUS, locale=Locale(lang), source="اختبار · مقالة واحدة")


def draw_mentions(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_mentions(mentions(), CORPUS, ACTORS, locale=Locale(lang), source="اختبار · مقالة واحدة")


def draw_co_mentions(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_co_mentions(links(), CORPUS, ACTORS, mentions=mentions(), locale=Locale(lang))


DRAWN: dict[str, Callable[[Lang], figures.CorpusFigure]] = {
    "timeline": draw_timeline,
    "terms": draw_terms,
    "mentions": draw_mentions,
    "co_mentions": draw_co_mentions,
}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_is_what_was_looked_at(name: str, lang: Lang) -> None:
    figure = DRAWN[name](lang)
    said = "\n".join(text.get_text() for text in texts_of(figure))
    drawn = f"{said}\n\n{csv_bytes(figure.rows).decode('utf-8-sig')}\n{csv_bytes(figure.evidence).decode('utf-8-sig')}"
    assert drawn == (GOLDEN / f"{name}.{lang}.txt").read_text("utf-8")


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_words_never_lie_on_words(name: str, lang: Lang) -> None:
    assert_readable(DRAWN[name](lang))


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("number", [1, 5, 14, 15, 60, 400])
def test_timelines_are_readable_at_every_length(number: int, lang: Lang) -> None:
    assert_readable(figures.plot_timeline(many_events(number), locale=Locale(lang), source="اختبار"))


@pytest.mark.parametrize("months", ["levant", "egypt", "maghreb", "morocco", "twin"])
def test_long_names_of_months_fit(months: str) -> None:
    assert_readable(figures.plot_timeline(many_events(9), locale=Locale(months=months, digits="arab")))


@pytest.mark.parametrize("name", DRAWN)
def test_two_runs_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    saved = []
    for run in ("one", "two"):
        figure = DRAWN[name]("ar")
        files = save_figure(figure, tmp_path / run / name, CORPUS)
        saved.append({path.name: path.read_bytes() for path in files})
    assert saved[0] == saved[1]
    assert len(saved[0]) == 6


@pytest.mark.parametrize("name", DRAWN)
def test_evidence_leads_to_the_words(name: str) -> None:
    figure = DRAWN[name]("ar")
    assert not figure.evidence.empty
    assert set(figure.evidence["mark"]) <= set(figure.rows["mark"])
    for place in figure.evidence.to_dict("records"):
        assert TEXT[place["start"] : place["end"]] == place["surface"]
        assert place["surface"] in place["words"]


def test_the_committed_figures_are_what_the_command_draws(tmp_path: Path) -> None:
    committed = {path.name: path.read_bytes() for path in (ROOT / "figures").iterdir()}
    drawn_with = json.loads(committed["timeline.json"])["versions"]
    if metadata.version("matplotlib") != drawn_with["matplotlib"]:
        pytest.skip("another matplotlib draws other bytes")
    assert main(["figures", str(ROOT / "seeds"), "--out", str(tmp_path)]) == 0
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    changed = sorted(name for name in committed.keys() | drawn.keys() if committed.get(name) != drawn.get(name))
    assert changed == [], "run `make figures`, look at what has changed, and commit it"


def bar_widths(figure: figures.CorpusFigure, axes: int) -> list[float]:
    return [patch.get_width() for patch in figure.axes[axes].patches if isinstance(patch, Rectangle)]


def test_bars_are_as_long_as_their_numbers() -> None:
    widths = bar_widths(draw_terms(), 0)
    assert np.allclose(np.array(widths) / widths[0], [1, 2 / 3, 2 / 3])


@pytest.mark.parametrize(
    ("text", "label", "others"),
    [
        ("وقال الوزير وقال الرئيس ثم قال", "قال", "وقال"),
        ("وقال الوزير وقال الرئيس", "قال", "وقال"),
        ("بالجهة والجهة في الجهة", "الجهة", "بالجهة، والجهة"),
        ("حلفاؤها أو حلفاؤه", "حلفاؤه", "حلفاؤها"),
    ],
)
def test_terms_are_labelled_as_they_are_written(text: str, label: str, others: str) -> None:
    corpus = Corpus(documents_of(text))
    rows = figures.plot_terms(term_frequency(corpus, stop_words=load_stop_words()), corpus).rows
    assert (label, others) in set(zip(rows["label"], rows["forms"], strict=True))


def test_bars_of_actors_are_stacked_by_kind() -> None:
    figure = draw_mentions()
    assert figure.rows[["label", "n", "name", "metonym", "description"]].to_numpy().tolist() == [
        ["روسيا", 2, 1, 1, 0],
        ["الحكومة السورية", 2, 0, 2, 0],
        ["الجيش السوري", 1, 0, 0, 1],
    ]
    widths = np.array(bar_widths(figure, 3))
    assert np.allclose(widths / widths.min(), [1, 1, 2, 1])


def test_mentions_that_may_mean_several_actors_are_said_and_not_counted() -> None:
    unclear = pd.concat([mentions(), mentions().head(2).assign(actor_id=None)], ignore_index=True)
    figure = figures.plot_mentions(unclear, CORPUS, ACTORS)
    assert "ولم يُحسب ما يحتمل أكثر من فاعل، وعدده 2" in [text.get_text() for text in texts_of(figure)]
    assert figure.rows["n"].sum() == 5


def test_strokes_stand_where_the_text_mentions_the_actor() -> None:
    strip = draw_mentions().axes[-1]
    strokes = [np.asarray(line.get_xdata())[0] for line in strip.lines if line.get_linewidth() == 2]
    width = abs(strip.get_xlim()[0] - strip.get_xlim()[1])
    assert np.allclose(sorted(np.array(strokes) / width), sorted(mentions()["start"] / len(TEXT)))


@pytest.mark.parametrize(("lang", "mirrored"), [("ar", True), ("en", False)])
@pytest.mark.parametrize("name", DRAWN)
def test_the_sheet_runs_as_its_reader_reads(name: str, lang: Lang, mirrored: bool) -> None:
    figure = DRAWN[name](lang)
    title, box = boxes_of(figure)[0]
    margin = figure.bbox.x1 - box.x1 if mirrored else box.x0
    assert margin == pytest.approx(0.34 * figure.dpi, abs=4), title
    # The squares of a legend have no direction.
    panels = [axes for axes in figure.axes if axes.get_position().width > 0.05]
    assert all((axes.get_xlim()[0] > axes.get_xlim()[1]) == mirrored for axes in panels)


def test_a_day_is_a_point_and_a_period_is_as_long_as_it_lasts() -> None:
    axes = draw_timeline().axes[0]
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert len(points) == 1
    solid = [
        patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_height() == pytest.approx(0.08)
    ]
    bars = [patch.get_width() for patch in solid if patch.get_alpha() == 1]
    day = (
        abs(axes.get_xlim()[0]) / (to_number(pd.Timestamp("2017-05-21")) - to_number(pd.Timestamp("2013-01-01"))) / 1.06
    )
    assert bars[1] == pytest.approx(31 * day, rel=0.02)
    assert len([patch for patch in solid if patch.get_alpha() != 1]) == 12  # the open end fades


def test_periods_are_counted_whole_or_not_at_all() -> None:
    table = many_events(400)
    coverage = count_by_period(table, table["published"])
    held = coverage.places >= 0
    rows = coverage.rows.iloc[coverage.places[held]]
    assert (table["earliest"][held].to_numpy() >= rows["earliest"].to_numpy()).all()
    assert (table["latest"][held].to_numpy() <= rows["latest"].to_numpy()).all()
    figure = figures.plot_timeline(table)
    assert figure.rows["events"].sum() == len(table)
    assert figure.rows["part"].tolist()[-3:] == ["before", "after", f"not within one {coverage.unit}"]


def test_coverage_counts_documents_that_have_no_event() -> None:
    table = many_events(100)
    silent = [pd.Timestamp("2014-06-15", tz="Asia/Damascus")] * 50 + [pd.NaT]
    published = pd.Series([*table["published"], *silent], dtype=object)
    ids = [*table["doc_id"], *(f"بلا تاريخ {number}" for number in range(len(silent)))]
    read = pd.DataFrame({"doc_id": ids, "text": TEXT, "published": published})
    assert figures.plot_timeline(table, read).rows["published"].sum() >= 0.95 * 150


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: figures.plot_timeline(events().head(0)), "no event to draw"),
        (lambda: figures.plot_terms(frequencies().head(0)), "no term to draw"),
        (lambda: figures.plot_mentions(mentions().head(0), actors=ACTORS), "no mention to draw"),
        (lambda: figures.plot_co_mentions(links().head(0), actors=ACTORS), "no pair to draw"),
    ],
)
def test_nothing_to_draw_is_said(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(figures.NothingToDrawError, match=message):
        draw()


@pytest.mark.parametrize("draw", [figures.plot_terms, figures.plot_mentions])
def test_no_bar_at_all_is_refused(draw: Callable[..., object]) -> None:
    table = frequencies() if draw is figures.plot_terms else mentions()
    with pytest.raises(ValueError, match="top=0 leaves nothing to draw"):
        draw(table, top=0)


def test_hostile_labels_are_drawn_as_they_are(tmp_path: Path) -> None:
    labels = ["$x$ و$y$", "\ufeffحمص", "=cmd()", "BBC عربي", "#حلب_تحترق", "كلمة" * 20]
    table = pd.DataFrame({"term": labels, "n": [6, 5, 4, 3, 2, 1]})
    figure = figures.plot_terms(table)
    save_figure(figure, tmp_path / "terms")
    assert_readable(figure)
    assert "'=cmd()" in (tmp_path / "terms.csv").read_text("utf-8-sig")


def test_names_of_any_length_leave_room_for_the_figure() -> None:
    long = ACTORS.assign(name_ar=ACTORS["name_ar"] + " وحلفاؤها من الفصائل المحلية" * 4)
    for figure in (
        figures.plot_mentions(mentions(), CORPUS, long),
        figures.plot_co_mentions(links(), actors=long),
    ):
        assert_readable(figure)
        assert figure.rows.filter(like="label").map(len).min().min() > 80


def test_many_events_without_publication_or_end() -> None:
    table = many_events(100).assign(published=pd.Series(pd.NaT, index=range(100), dtype="datetime64[us]"))
    assert_readable(figures.plot_timeline(table))
    table["latest"] = pd.NaT
    figure = figures.plot_timeline(table)
    assert figure.rows["events"].iloc[-1] == 100
