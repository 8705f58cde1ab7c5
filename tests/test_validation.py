"""Samples for a person to judge: what is drawn, what a sheet says, and the precision that its answers give."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
import two_sources
from builders import corpus_of
from figure_checks import assert_readable, said

from corpus_tools import (
    Corpus,
    Locale,
    analyze,
    concordance,
    draw_figures,
    figures,
    find_dates,
    find_mentions,
    load_actors,
    quotations,
    read_validation,
    term_frequency,
    timeline,
    validation_sample,
)
from corpus_tools.cli import main
from corpus_tools.figures.passport import save_figure
from corpus_tools.files import csv_bytes, read_csv
from corpus_tools.validation.claims import claims_of
from corpus_tools.validation.precision import _precision, _weighed
from corpus_tools.validation.sample import _allocate, _mark

TEXT = "قالت روسيا إن الهدنة بدأت في 20 أيار 2017. ورفضت تركيا ذلك، واستمر القصف ثلاثة أيام."
CORPUS = corpus_of(*[TEXT] * 6, published="2017-05-20", source=["وكالة"] * 4 + ["صحيفة"] * 2, title="=1+1")
DATES = find_dates(CORPUS)
MENTIONS = find_mentions(CORPUS, load_actors())


def fill(path: Path, answers: list[Any]) -> None:
    """Write answers into the rows of a sheet, in their order."""
    if path.suffix == ".csv":
        table = read_csv(path).astype({"صحيح؟": object})
        table["صحيح؟"] = [*answers, *[None] * (len(table) - len(answers))]
        path.write_bytes(csv_bytes(table))
        return
    book = openpyxl.load_workbook(path, rich_text=True)
    page = book.worksheets[0]
    column = [cell.value for cell in page[1]].index("صحيح؟") + 1
    for row, answer in enumerate(answers, 2):
        page.cell(row, column).value = answer
    book.save(path)


# What is drawn.


def test_a_sample_has_its_sentences_claims_and_documents() -> None:
    sheet = validation_sample(DATES, CORPUS)
    assert sheet["number"].tolist() == list(range(1, 13))
    assert set(sheet["claim"]) == {"تاريخ: 20 أيار 2017", "مدة: 3 أيام"}
    assert set(sheet["sentence"]) == {
        "قالت روسيا إن الهدنة بدأت في ⟦20 أيار 2017⟧.",
        "ورفضت تركيا ذلك، واستمر القصف ⟦ثلاثة أيام⟧.",
    }
    assert set(sheet["answer"]) == {""}
    assert set(sheet["title"]) == {"=1+1"}
    assert set(sheet["share"]) == {1.0}
    assert set(sheet["what"]) == {"dates"}


def test_the_same_seed_draws_the_same_in_whatever_order_the_table_is() -> None:
    drawn = validation_sample(DATES, CORPUS, n=5, seed=3)
    assert drawn.equals(validation_sample(DATES.iloc[::-1], CORPUS, n=5, seed=3))
    assert not drawn.equals(validation_sample(DATES, CORPUS, n=5, seed=4))
    assert drawn["doc_id"].tolist() == validation_sample(DATES, CORPUS, n=9, seed=3)["doc_id"].tolist()[:5]


@pytest.mark.parametrize(
    ("by", "share"), [("kind", {"date": 0.5, "duration": 0.5}), ("source", {"وكالة": 2 / 3, "صحيفة": 1 / 3})]
)
def test_groups_are_drawn_alike_and_know_their_share(by: str, share: dict[str, float]) -> None:
    sheet = validation_sample(DATES, CORPUS, n=8, by=by)
    assert sheet["group"].value_counts().to_dict() == dict.fromkeys(share, 4)
    assert sheet.groupby("group")["share"].first().to_dict() == pytest.approx(share)
    assert sheet["group"].tolist() != sorted(sheet["group"])


@pytest.mark.parametrize(
    ("sizes", "n", "given"),
    [
        ([10, 10], 6, [3, 3]),
        ([10, 20], 5, [2, 3]),
        ([1, 50, 50], 11, [1, 5, 5]),
        ([2, 3], 9, [2, 3]),
        ([1, 2, 90], 60, [1, 2, 57]),
    ],
)
def test_what_a_small_group_lacks_goes_to_the_others(sizes: list[int], n: int, given: list[int]) -> None:
    assert _allocate(np.array(sizes), n).tolist() == given


def test_of_a_long_sentence_what_stands_around_the_words_is_shown() -> None:
    text = "كلمة " * 1000 + "هدنة " + "كلمة " * 1000
    shown = _mark(text, [(5000, 5004)], 0, len(text))
    assert shown.startswith("… كلمة ")
    assert shown.endswith("كلمة …")
    assert "⟦هدنة⟧" in shown
    assert len(shown) < 900
    assert _mark("أ ب ج", [(4, 5), (0, 1)], 0, 5) == "⟦أ⟧ ب ⟦ج⟧"
    assert _mark("أب", [(0, 2), (1, 2)], 0, 2) == "⟦أب⟧"


NO_DAY = {"earliest": pd.NaT, "latest": pd.NaT}


@pytest.mark.parametrize(
    ("kind", "row", "claim"),
    [
        (
            "dates",
            {"kind": "date", "value": "2017-03", "earliest": "2017-03-01", "latest": "2017-04-01"},
            "تاريخ: آذار 2017",
        ),
        (
            "dates",
            {"kind": "date", "value": "2016", "modifier": "END", "earliest": "2016-10-01", "latest": "2017-01-01"},
            "تاريخ: نهاية 2016",
        ),
        (
            "dates",
            {
                "kind": "time",
                "value": "",
                "precision": "hour",
                "earliest": "2017-03-01 14:00",
                "latest": "2017-03-01 15:00",
            },
            "وقت: 1 آذار 2017، 14:00",
        ),
        (
            "dates",
            {
                "kind": "time",
                "value": "2017-04-16TNI",
                "precision": "part_of_day",
                "modifier": "SINCE",
                "earliest": "2017-04-16 18:00",
                "latest": pd.NaT,
            },
            "وقت: منذ 16 نيسان 2017",
        ),
        ("dates", {"kind": "duration", "value": "P2Y"} | NO_DAY, "مدة: سنتان"),
        ("dates", {"kind": "duration", "value": "PT48H"} | NO_DAY, "مدة: 48 ساعة"),
        ("dates", {"kind": "duration", "value": "PXY"} | NO_DAY, "مدة غير معيّنة"),
        ("dates", {"kind": "set", "value": "P1W"} | NO_DAY, "يتكرر: كل أسبوع"),
        ("dates", {"kind": "set", "value": "P3M"} | NO_DAY, "يتكرر: كل 3 أشهر"),
        ("dates", {"kind": "age", "value": "P11Y"} | NO_DAY, "عمر: 11 سنة"),
        ("dates", {"kind": "date", "value": "PAST_REF"} | NO_DAY, "تاريخ: الماضي"),
        ("dates", {"kind": "time", "value": "T10:00/T14:00"} | NO_DAY, "وقت: 10:00–14:00"),
        ("mentions", {"actor_id": "RUS", "kind": "metonym"}, "الفاعل المقصود: روسيا (بالكناية)"),
        (
            "mentions",
            {"actor_id": None, "kind": "name", "candidates": "RUS|TUR"},
            "الفاعل المقصود أحد هؤلاء: روسيا، تركيا",
        ),
        (
            "quotations",
            {"speaker": "لافروف", "actor_id": "RUS", "stance": "denied", "direct": True},
            "القائل: لافروف = روسيا؛ والكلام منفي، بلفظه",
        ),
        (
            "quotations",
            {"speaker": None, "actor_id": None, "stance": "hedged", "direct": False},
            "القائل: غير مذكور؛ والكلام غير مجزوم به، بمعناه",
        ),
        ("terms", {"term": "هدنة"}, "من صيغ الكلمة: هدنة"),
        ("themes", {"term": "relief", "label": "إغاثة"}, "من موضوع: إغاثة"),
        ("pairs", {"label": "روسيا–تركيا"}, "يُذكران معاً: روسيا–تركيا"),
    ],
)
def test_a_claim_is_said_in_words(kind: str, row: dict[str, Any], claim: str) -> None:
    table = pd.DataFrame([row])
    for column in {"earliest", "latest"} & set(row):
        table[column] = pd.to_datetime(table[column])
    assert claims_of(table, kind, None, Locale()) == [claim]


TABLES = {
    "dates": (DATES, CORPUS),
    "events": (timeline(CORPUS, DATES), CORPUS),
    "mentions": (MENTIONS, CORPUS),
    "quotations": (quotations(CORPUS, MENTIONS), CORPUS),
    "lines": (concordance(CORPUS, "هدنة"), CORPUS),
    "evidence": (two_sources.draw_trend().evidence, two_sources.MONTHS),
    "pairs": (two_sources.draw_network().evidence, two_sources.CORPUS),
}


@pytest.mark.parametrize("what", TABLES)
def test_any_table_of_places_is_sampled_and_read_back(what: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    table, corpus = TABLES[what]
    sheet = validation_sample(table, corpus, n=4, path=path)
    assert set(sheet["what"]) == {what}
    assert sheet["sentence"].str.contains("⟦").all()
    fill(path, ["نعم"] * len(sheet))
    assert read_validation(path, table=table, corpus=corpus)["correct"].tolist() == [len(sheet)]


def test_a_table_of_another_kind_needs_its_claim() -> None:
    places = DATES[["doc_id", "start", "end", "surface"]]
    with pytest.raises(ValueError, match="it is not clear what the table claims"):
        validation_sample(places, CORPUS)
    assert validation_sample(places, CORPUS, n=1, claim="هذا «{surface}»")["claim"].iloc[0].startswith("هذا «")
    with pytest.raises(ValueError, match="cannot be filled in"):
        validation_sample(places, CORPUS, claim="{actor}")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": 0}, "`n` is 0"),
        ({"n": 1, "by": "kind"}, "fewer than the 2 groups"),
        ({"by": "رئيس"}, "lacks the column"),
        ({"path": "sheet.ods"}, r"must end in \.xlsx or \.csv"),
        ({"claim": "{surface.letters}"}, "cannot be filled in"),
    ],
)
def test_a_sample_that_cannot_be_drawn_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        validation_sample(DATES, CORPUS, **options)


def test_a_seed_that_a_sheet_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="`seed` is None"):
        validation_sample(DATES, CORPUS, seed=None)  # type: ignore[arg-type]


def test_nothing_to_judge_and_places_of_another_corpus_are_refused() -> None:
    with pytest.raises(ValueError, match="there is no place to judge"):
        validation_sample(DATES.head(0), CORPUS)
    with pytest.raises(ValueError, match="is of other documents"):
        validation_sample(DATES, corpus_of("هدنة"))


# Sheets.


def test_an_excel_sheet_runs_from_right_to_left_and_offers_answers(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    validation_sample(DATES, CORPUS, path=path)
    page = openpyxl.load_workbook(path, rich_text=True).worksheets[0]
    head = [cell.value for cell in page[1]]
    assert head[:6] == ["رقم", "المجموعة", "الجملة", "ما استُخرج منها", "صحيح؟", "ملاحظة"]
    assert page.sheet_view.rightToLeft
    [choice] = page.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"نعم,لا"', "E2:E13")
    sentence = page["C2"]
    assert sentence.alignment.wrap_text
    assert [run.font.b for run in sentence.value if not isinstance(run, str)] == [True]
    assert str(sentence.value).replace("⟦", "") in TEXT
    # What begins like a formula is text.
    title = page.cell(2, head.index("العنوان") + 1)
    assert (title.value, title.data_type, title.quotePrefix) == ("=1+1", "s", True)
    assert page.column_dimensions["B"].hidden
    assert not page.column_dimensions["C"].hidden


def test_a_sentence_that_no_workbook_can_hold_is_written_all_the_same(tmp_path: Path) -> None:
    corpus = corpus_of("بدأت \x0bالهدنة\x01 في 20 أيار 2017 \ud83d.")
    sheet = validation_sample(find_dates(corpus), corpus, path=tmp_path / "sheet.xlsx")
    validation_sample(find_dates(corpus), corpus, path=tmp_path / "sheet.csv")
    assert len(sheet) == 1


def test_an_english_sheet_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    validation_sample(DATES, CORPUS, n=2, locale=Locale("en"), path=path)
    table = read_csv(path).assign(**{"Correct?": ["yes", "No"]})
    path.write_text(table.to_csv(index=False, sep=";"), encoding="cp1256", errors="replace")
    assert read_validation(path)[["n", "correct"]].to_numpy().tolist() == [[2, 1]]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_answers_are_understood_as_people_write_them(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"sheet.{ending}"
    validation_sample(DATES, CORPUS, path=path)
    fill(path, ["نعم", " صحّ ", "YES", 1, "TRUE" if ending == "csv" else True, "✓", "لا", "خطا", "No", 0, "✗"])
    found = read_validation(path, table=DATES, corpus=CORPUS)
    assert found[["group", "share", "n", "correct", "unanswered"]].to_numpy().tolist() == [["all", 1.0, 11, 6, 1]]
    assert found["precision"].item() == pytest.approx(6 / 11)
    # Wilson's interval of 6 in 11, as R's prop.test(6, 11, correct = FALSE) gives it.
    assert found[["low", "high"]].to_numpy().tolist() == [pytest.approx([0.2801, 0.7873], abs=5e-4)]


def test_what_is_no_answer_is_named_by_its_row(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    validation_sample(DATES, CORPUS, path=path)
    fill(path, ["نعم", "ربما"])
    with pytest.raises(ValueError, match=r"row 3 \(number 2\): «ربما» is no answer"):
        read_validation(path)


def test_a_sheet_of_another_table_or_corpus_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    validation_sample(DATES, CORPUS, path=path)
    fill(path, ["نعم"])
    with pytest.raises(ValueError, match="of another table: of 12 places, and `table` has 11 places"):
        read_validation(path, table=DATES.iloc[1:])
    with pytest.raises(ValueError, match="of another table: of 12 places, and `table` has 12 places, or says other"):
        read_validation(path, table=DATES.assign(value="2016"))
    with pytest.raises(ValueError, match="is of other documents"):
        read_validation(path, corpus=corpus_of("هدنة"))
    assert read_validation(path, corpus=CORPUS, table=DATES)["n"].item() == 1


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda table: table.drop(index=3), "lacks the number 4"),
        (lambda table: pd.concat([table, table.iloc[:1]]), "has a number twice"),
        (lambda table: table.drop(columns="share"), "it lacks share"),
        (lambda table: pd.concat([table, table.assign(seed=9)]), "holds 2 samples"),
        (lambda table: table.assign(**{"صحيح؟": None}), "no row is answered"),
        (lambda table: table.head(0), "holds 0 samples"),
    ],
)
def test_a_sheet_that_is_no_whole_sample_is_refused(spoil: Any, message: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    validation_sample(DATES, CORPUS, path=path)
    path.write_bytes(csv_bytes(spoil(read_csv(path).assign(**{"صحيح؟": "نعم"}))))
    with pytest.raises(ValueError, match=message):
        read_validation(path)


def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file"):
        read_validation(tmp_path / "sheet.csv")
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")
    with pytest.raises(ValueError, match="malformed Excel file"):
        read_validation(tmp_path / "sheet.xlsx")
    (tmp_path / "sheet.csv").write_bytes(b"")
    with pytest.raises(ValueError, match="the sheet is empty"):
        read_validation(tmp_path / "sheet.csv")


# Precision.


def stratified(tmp_path: Path, right: dict[str, int | None]) -> pd.DataFrame:
    path = tmp_path / "sheet.csv"
    corpus = corpus_of(*["هدنة"] * 90, *["قصف"] * 10, source=["وكالة"] * 90 + ["صحيفة"] * 10)
    places = pd.DataFrame({"doc_id": corpus.texts["doc_id"], "start": 0, "end": 3})
    sheet = validation_sample(places, corpus, n=20, by="source", claim="هنا", path=path)
    left = dict(right)
    answers = []
    for group in sheet["group"]:
        count = left[group]
        answers.append(None if count is None else "نعم" if count > 0 else "لا")
        left[group] = None if count is None else count - 1
    fill(path, answers)
    return read_validation(path, by="group")


def test_groups_weigh_as_much_as_they_are_of_the_whole(tmp_path: Path) -> None:
    found = stratified(tmp_path, {"وكالة": 10, "صحيفة": 5}).set_index("group")
    assert found["precision"].to_dict() == pytest.approx({"all": 0.95, "صحيفة": 0.5, "وكالة": 1.0})
    assert found["share"].to_dict() == pytest.approx({"all": 1.0, "صحيفة": 0.1, "وكالة": 0.9})
    # Ten answers that stand for nine places each and ten that stand for one are worth 100² / (10 · 81 + 10) = 12.2.
    size = 100**2 / 820
    z, p = 1.959964, 0.95
    centre, half = (
        (p + z**2 / (2 * size)) / (1 + z**2 / size),
        z * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2)) / (1 + z**2 / size),
    )
    assert found.loc[["all"], ["low", "high"]].to_numpy().tolist()[0] == pytest.approx(
        [centre - half, centre + half], abs=1e-6
    )


def test_a_group_without_an_answer_leaves_the_whole_unknown(tmp_path: Path) -> None:
    found = stratified(tmp_path, {"وكالة": 10, "صحيفة": None}).set_index("group")
    assert found["precision"].isna().to_dict() == {"all": True, "صحيفة": True, "وكالة": False}
    assert found["unanswered"].to_dict() == {"all": 10, "صحيفة": 10, "وكالة": 0}
    with pytest.raises(ValueError, match="in which every group has an answer"):
        figures.plot_terms(term_frequency(CORPUS), validation=found.reset_index())


def test_the_weighted_interval_covers_the_truth() -> None:
    draw = np.random.default_rng(1)
    shares, truth, n = np.array([0.7, 0.2, 0.1]), np.array([0.95, 0.8, 0.6]), 40
    sheet = pd.DataFrame({"group": np.repeat(["أ", "ب", "ج"], n), "share": np.repeat(shares, n)})
    covered = 0
    for _ in range(200):
        right = pd.Series((draw.random(3 * n) < np.repeat(truth, n)).tolist(), dtype=object)
        row = _precision(_weighed(sheet, right), "all", 0.95)
        covered += row["low"] <= float(np.dot(shares, truth)) <= row["high"]
    assert covered >= 182  # of 200 at 95 %, fewer come once in a hundred times


# Figures and the command.


def judged(tmp_path: Path, table: pd.DataFrame, answers: list[str], corpus: Corpus = CORPUS) -> pd.DataFrame:
    path = tmp_path / "sheet.csv"
    validation_sample(table, corpus, n=len(answers), path=path)
    fill(path, answers)
    return read_validation(path)


def test_a_figure_prints_the_precision_and_its_passport_has_it(tmp_path: Path) -> None:
    found = judged(tmp_path, DATES, ["نعم"] * 9 + ["لا"])
    events = timeline(CORPUS, DATES)
    figure = figures.plot_timeline(events, CORPUS, source="اختبار", validation=found)
    assert "دقة العيّنة: 9 من 10 صحيحة (60–98%)" in said(figure)
    assert_readable(figure)
    english = figures.plot_timeline(events, validation=found, locale=Locale("en"))
    assert "Precision of the sample: 9 of 10 correct (60–98%)" in said(english)
    save_figure(figure, tmp_path / "timeline", CORPUS, formats=["png"])
    passport = json.loads((tmp_path / "timeline.json").read_text("utf-8"))["validation"]
    assert (passport["what"], passport["n"], passport["correct"], passport["unanswered"]) == ("dates", 10, 9, 0)
    with pytest.raises(ValueError, match="`validation` is of other documents"):
        figures.plot_terms(term_frequency(corpus_of("هدنة")), corpus_of("هدنة"), validation=found)


def test_standard_figures_print_the_precision_of_what_they_stand_on(tmp_path: Path) -> None:
    found = analyze(CORPUS)
    drawn = draw_figures(CORPUS, found, validation=judged(tmp_path, found.mentions, ["نعم", "لا"]))
    told = {name: any("دقة العيّنة" in text for text in said(figure)) for name, figure in drawn.items()}
    assert told["mentions"]
    assert not told["timeline"]
    assert not told["terms"]
    with pytest.raises(ValueError, match="another table"):
        draw_figures(CORPUS, found, validation=judged(tmp_path, DATES.head(3), ["نعم"]))
    two = [judged(tmp_path, found.dates, ["نعم"]), judged(tmp_path, found.dates, ["لا"])]
    with pytest.raises(ValueError, match="two samples that the figure timeline stands on"):
        draw_figures(CORPUS, found, validation=two)
    with pytest.raises(ValueError, match="no standard figure stands on a sample of lines"):
        draw_figures(CORPUS, found, validation=judged(tmp_path, concordance(CORPUS, "هدنة"), ["نعم"]))


@pytest.mark.parametrize("what", ["dates", "mentions", "terms", "quotations"])
def test_the_command_draws_a_sample_and_prints_its_precision(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles, sheet, out = tmp_path / "articles", tmp_path / "sheet.csv", tmp_path / "figures"
    articles.mkdir()
    (articles / "1.txt").write_text(TEXT, encoding="utf-8")
    assert main(["sample", str(articles), what, "--out", str(sheet), "--n", "2"]) == 0
    assert "written to" in capsys.readouterr().out
    fill(sheet, ["نعم"])
    code = main(["figures", str(articles), "--out", str(out), "--format", "png", "--validation", str(sheet)])
    said_of_it = capsys.readouterr()
    if what == "quotations":
        assert code == 1
        assert "no standard figure stands on a sample of quotations" in said_of_it.err
    else:
        assert code == 0
        assert f"{what}: Precision of the sample: 1 of 1 correct" in said_of_it.out


def test_without_openpyxl_a_csv_is_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_tools.workbooks.find_spec", lambda _: None)
    with pytest.raises(ImportError, match=r"needs openpyxl: .* ends in \.csv"):
        validation_sample(DATES, CORPUS, path=tmp_path / "sheet.xlsx")
    validation_sample(DATES, CORPUS, path=tmp_path / "sheet.csv")


@pytest.mark.parametrize(
    ("kind", "value", "modifier", "arabic", "english"),
    [
        ("age", "P1Y8M", None, "عمر: سنة واحدة، و8 أشهر", "Age: one year, 8 months"),
        ("age", "P14Y/P22Y", None, "عمر: 14 سنة–22 سنة", "Age: 14 years–22 years"),
        ("age", "P60Y", "LESS_THAN", "عمر: أقل من 60 سنة", "Age: less than 60 years"),
        ("age", "P6XY", None, "عمر: P6XY", "Age: P6XY"),
        ("duration", "PT1H30M", None, "مدة: ساعة واحدة، و30 دقيقة", "Length of time: one hour, 30 minutes"),
        ("duration", "P2.5Y", "APPROX", "مدة: نحو 2.5 سنة", "Length of time: about 2.5 years"),
        ("duration", "PXD", None, "مدة غير معيّنة", "Length not specified"),
        ("set", "P2Y", None, "يتكرر: كل سنتين", "Recurs: every 2 years"),
        ("set", "XXXX-04-17", None, "يتكرر: كل 17 نيسان", "Recurs: every 17 April"),
        ("date", "XXXX-03", None, "تاريخ: آذار من سنة غير معيّنة", "Date: March of an open year"),
        ("time", "TNI", None, "وقت: ليلاً", "Time: at night"),
    ],
)
def test_what_has_no_place_on_the_calendar_is_said_as_it_is(
    kind: str, value: str, modifier: str | None, arabic: str, english: str
) -> None:
    row = {"kind": kind, "value": value, "earliest": pd.NaT, "latest": pd.NaT, "modifier": modifier}
    assert [claims_of(pd.DataFrame([row]), "dates", None, Locale(lang))[0] for lang in ("ar", "en")] == [
        arabic,
        english,
    ]


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("what", "شيء", "the column what holds 'شيء', which names no table"),
        ("rows", "كثير", "the column rows holds 'كثير' and no number"),
        ("share", "", "the column share has a cell that is no number"),
    ],
)
def test_a_spoilt_sheet_is_refused_with_its_file(tmp_path: Path, column: str, cell: str, message: str) -> None:
    path = tmp_path / "sheet.csv"
    sheet = validation_sample(MENTIONS, CORPUS, n=3, path=path).assign(answer="نعم")
    sheet.astype(object).assign(**{column: cell}).to_csv(path, index=False)
    with pytest.raises(ValueError, match=message):
        read_validation(path, table=MENTIONS)
