"""What stands beside Arabic words in English figures: English names, or the words in Latin letters."""

from pathlib import Path

import pandas as pd
import pytest
import two_sources
from figure_checks import assert_readable, said

from corpus_tools import Locale, analyze, draw_figures, read_csv, save_figure, show, term_frequency
from corpus_tools.figures import plot_collocations, plot_keyness, plot_terms, plot_trend
from corpus_tools.gloss import gloss, glossed, with_glosses
from corpus_tools.locale import Gloss
from corpus_tools.report.drawn import section_of
from corpus_tools.report.sections import Articles
from corpus_tools.shaping.direction import LRM
from corpus_tools.transliteration import transliterate


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("حلب", "hlb"),
        ("حَلَب", "halab"),  # the vowels that are written
        ("التونسية", "al-twnsyh"),
        ("الشمس", "al-shms"),  # the article whatever follows
        ("ال", "al"),  # too short for an article and a word
        ("رئيس الوزراء", "r’ys al-wzra’"),
        ("مُحَمَّد", "muhammad"),
        ("قضاءٌ", "qda’un"),
        ("آب", "ab"),
        ("إيران", "iyran"),
        ("أمم", "amm"),
        ("ﻻﺟﺊ", "ﻻﺟﺊ"),  # presentation forms are none of the letters
        ("غاز ٢٠١٧، أ", "ghaz 2017, a"),
        ("حلـــب", "hlb"),
        ("COVID حلب", "COVID hlb"),
        ("ژنو وگاز وپكين", "zhnw wgaz wpkyn"),
        ("عربي–ألماني", "‘rby–almany"),
        ("", ""),
    ],
)
def test_words_are_written_in_latin_letters(word: str, latin: str) -> None:
    assert transliterate(word) == latin


@pytest.mark.parametrize(
    ("kind", "label", "shown"),
    [
        ("none", "حلب", "حلب"),
        ("transliteration", "حلب", f"{LRM}حلب (hlb)"),
        ("transliteration", "Reuters", "Reuters"),
        ("name", "حلب", f"{LRM}حلب (Aleppo)"),
        ("name", "تونس", f"{LRM}تونس (Tunisia)"),  # an actor before a city
        ("name", "الأمم المتحدة", f"{LRM}الأمم المتحدة (United Nations)"),
        ("name", "العين", f"{LRM}العين (al-‘yn)"),  # an eye as well
        ("name", "هدنة", f"{LRM}هدنة (hdnh)"),
    ],
)
def test_a_label_has_its_name_or_its_letters_beside_it(kind: str, label: str, shown: str) -> None:
    assert glossed(label, Locale("en", gloss=kind)) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(("lang", "kind"), [("ar", "name"), ("en", "both")])
def test_only_english_figures_have_a_gloss(lang: str, kind: str) -> None:
    with pytest.raises(ValueError, match=f"gloss='{kind}' is not known; choose one of none"):
        Locale(lang, gloss=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["name", "transliteration"])
def test_glosses_stand_in_the_figures_of_words_and_not_in_their_rows(kind: Gloss) -> None:
    locale = Locale("en", gloss=kind)
    figures = [
        plot_terms(term_frequency(two_sources.CORPUS), two_sources.CORPUS, locale=locale),
        plot_trend(two_sources.TREND, two_sources.MONTHS, locale=locale),
        plot_keyness(two_sources.KEYNESS, *two_sources.PARTS, locale=locale),
        plot_collocations(two_sources.COLLOCATES, two_sources.CORPUS, max_q=1.0, locale=locale),
    ]
    for figure in figures:
        assert_readable(figure)
        assert any(words.startswith(LRM) and words.endswith(")") for words in said(figure))
        assert not figure.rows["label"].str.contains("[a-z]").any()


def test_tables_and_files_have_glosses_in_a_column_of_their_own(tmp_path: Path) -> None:
    corpus, locale = two_sources.CORPUS, Locale("en", gloss="name")
    figure = plot_terms(term_frequency(corpus), corpus, locale=locale)
    said_of = {label: gloss(label, locale) for label in figure.rows["label"]}
    save_figure(figure, tmp_path / "terms", formats=["svg"])
    written = read_csv(tmp_path / "terms.csv")
    section = section_of("terms", figure, corpus, Articles.of(corpus, corpus), locale)
    shown = [dict(zip(section.columns, (cell.text for cell in line), strict=True)) for line in section.table]
    for table in (written, pd.DataFrame(shown)):
        assert dict(zip(table["label"], table["gloss"], strict=True)) == said_of
    (tmp_path / "section.csv").write_bytes(section.csv)
    assert read_csv(tmp_path / "section.csv")["gloss"].tolist() == written["gloss"].tolist()
    assert "In Latin letters" in show(figure.rows[["label", "n"]], locale=locale).text
    for other in (Locale("en"), Locale("ar")):
        assert with_glosses(figure.rows, other) is figure.rows


def test_passports_say_which_gloss_was_asked_for() -> None:
    corpus = two_sources.CORPUS
    found = analyze(corpus)
    for locale in (Locale("en", gloss="name"), Locale("en")):
        [figure] = draw_figures(corpus, found, locale=locale, only="terms").values()
        assert figure.choices.get("gloss", "none") == locale.gloss
