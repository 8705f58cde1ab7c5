"""Presentation forms, composition, unseen controls and tatweel."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.cleaning.orthography import (
    _NON_JOINING,
    compose_characters,
    remove_controls,
    remove_tatweel,
    spell_presentation_forms,
)
from corpus_tools.script import Edit


def apply(find: Callable[[str], Iterable[Edit]], text: str) -> str:
    pieces, at = [], 0
    for start, end, after in find(text):
        assert at <= start <= end
        pieces += [text[at:start], after]
        at = end
    return "".join(pieces) + text[at:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اﻹعلام الرسمي", "الإعلام الرسمي"),
        ("ﺳﻮﺭﻳﺎ", "سوريا"),
        ("ﷲ أعلم", "الله أعلم"),
        ("وﷲ", "والله"),
        ("الرسول ﷺ قال", "الرسول صلى الله عليه وسلم قال"),
        ("الرسولﷺقال", "الرسول صلى الله عليه وسلم قال"),
        ("شكراﹰ", "شكراً"),
        ("خبرﹱ", "خبرـً"),
        ("﴿قوس﴾", "﴿قوس﴾"),
        ("مُعَارَضة", "مُعَارَضة"),
        ("٪ ١٢ ½ ²", "٪ ١٢ ½ ²"),
    ],
)
def test_presentation_forms_become_letters(text: str, expected: str) -> None:
    assert apply(spell_presentation_forms, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ا\u0653ذار", "آذار"),
        ("مسا\u0654لة وا\u0655جلاء", "مسألة وإجلاء"),
        ("شُدَّ", unicodedata.normalize("NFC", "شُدَّ")),
        ("ش\u0651\u064eر", "ش\u064e\u0651ر"),
        ("cafe\u0301", "café"),
        ("أحمد", "أحمد"),
    ],
)
def test_composition(text: str, expected: str) -> None:
    assert apply(compose_characters, text) == expected


@given(st.text(st.sampled_from("اوي ب\u0651\u064e\u0650\u0653\u0654\u0655eé\u0301\u0323가\u11a8K.\n"), max_size=12))
def test_composition_is_normalization_form_c(text: str) -> None:
    assert apply(compose_characters, text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeffعاجل", "عاجل"),
        ("حي \u202bالوعر\u202c في حمص\u200f.", "حي الوعر في حمص."),
        ("الم\u00adعارضة", "المعارضة"),
        ("عام \u20662017\u2069", "عام 2017"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("می\u200f\u200c\u200cخواهم", "می\u200cخواهم"),
        ("نُ\u200cو", "نُ\u200cو"),
        ("دار\u200cالسلام", "دارالسلام"),
        ("سوريا \u200cاليوم", "سوريا اليوم"),
        ("1438ه\u200d", "1438ه"),
        ("👨\u200d👩\u200d👧 عائلة", "👨\u200d👩\u200d👧 عائلة"),
        ("في\u200bسوريا", "في سوريا"),
        ("في\u200b\u200cسوريا", "في سوريا"),
        ("السائقين.\u200b قال", "السائقين. قال"),
        ("رحلة\x8f تونس", "رحلة تونس"),
        ("رحلة\x00تونس", "رحلة تونس"),
        ("صورة\ufffcمن", "صورة من"),
        ("سطر\nوسطر\tوآخر\u00a0هنا", "سطر\nوسطر\tوآخر\u00a0هنا"),
    ],
)
def test_controls_go_where_they_are_not_seen(text: str, expected: str) -> None:
    assert apply(remove_controls, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # lengthening
        ("الـمـنـزل", "المنزل"),
        ("عـــاجل", "عاجل"),
        ("بـنسبة كبيرة", "بنسبة كبيرة"),
        ("أهميـّة", "أهميّة"),
        ("الرحمـٰن", "الرحمٰن"),
        ("هـذا القرار", "هذا القرار"),
        ("#الـجيش", "#الجيش"),
        ("سـلامـــ!", "سلام!"),
        ("خبر عاجلـــ", "خبر عاجل"),
        ("خبر عاجلـــ\nوالتفاصيل", "خبر عاجل\nوالتفاصيل"),
        # a letter that goes on
        ("1438هـ", "1438هـ"),
        ("1438 هـــ.", "1438 هـ."),
        ("1438هـ/2017", "1438هـ/2017"),
        ("سنة 1438هـوقال", "سنة 1438هـوقال"),
        ("الـ19", "الـ19"),
        ("بــ 4600 طن", "بـ 4600 طن"),
        ('وصفه بـ"الخطير"', 'وصفه بـ"الخطير"'),
        ("وبالـ«فيسبوك»", "وبالـ«فيسبوك»"),
        ("لـReuters", "لـReuters"),
        ("الجائزة لـ: الأول", "الجائزة لـ: الأول"),
        ("الابن (تـ) يسجل", "الابن (تـ) يسجل"),
        ("فتحة ـَ وكسرة", "فتحة ـَ وكسرة"),
        # a dash
        ("الخميس ـ الجمعة", "الخميس - الجمعة"),
        ("حمص ــــ دمشق", "حمص - دمشق"),
        ("2016ـ2017", "2016-2017"),
        ("30ـــ34", "30-34"),
        ("مصرـــ الدانمارك", "مصر- الدانمارك"),
        ("الحكومة الجديدةـ دون", "الحكومة الجديدة- دون"),
        ("ـ رفع الحصار", "- رفع الحصار"),
        ("(سانا)ـ قال", "(سانا)- قال"),
        # doubtful: neither glued nor lost
        ("سوسةـالمنستير", "سوسةـالمنستير"),
        ("القدسـ عمان", "القدسـ عمان"),
        # a rule across the page
        ("انتهى\nــــــــ\nخبر آخر", "انتهى\n\nخبر آخر"),
        # an address
        ("https://example.org/بـيان وبـيان", "https://example.org/بـيان وبيان"),
        ("بلا تطويل", "بلا تطويل"),
    ],
)
def test_tatweel(text: str, expected: str) -> None:
    assert apply(remove_tatweel, text) == expected


def test_letters_that_do_not_join_are_those_without_an_initial_form() -> None:
    drawn: set[str] = set()
    joined: set[str] = set()
    for point in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(point)).split() or [""]
        if len(letters) == 1 and (letter := chr(int(letters[0], 16))).isalpha():
            drawn.add(letter)
            if form == "<initial>":
                joined.add(letter)
    noon_ghunna = {"ں"}  # joins, though Unicode has no initial form of it
    assert len(drawn) > 50
    assert drawn & _NON_JOINING == drawn - joined - noon_ghunna


SCRIPT = st.text(st.sampled_from('بالهدةىوَّـ\u200c\u200f\u200b\ufeff\u00ad 19."،-(\n﷼ﻻﺳ'), max_size=15)


@pytest.mark.parametrize("find", [spell_presentation_forms, compose_characters, remove_controls, remove_tatweel])
@given(text=SCRIPT)
def test_a_repair_once_done_has_nothing_left_to_do(find: Callable[[str], Iterable[Edit]], text: str) -> None:
    once = apply(find, text)
    assert apply(find, once) == once


def letters_of(text: str) -> str:
    return re.sub(r"\W|ـ", "", text)


@given(SCRIPT)
def test_no_repair_loses_or_makes_a_letter(text: str) -> None:
    for find in (remove_controls, remove_tatweel):
        assert letters_of(apply(find, text)) == letters_of(text)


@given(SCRIPT)
def test_no_repair_runs_two_words_together(text: str) -> None:
    for find in (remove_controls, remove_tatweel):
        words, kept = (re.split(r"[\s.،\"(\u200b﷼-]+", version) for version in (text, apply(find, text)))
        assert sum(letters_of(word) != "" for word in kept) >= sum(letters_of(word) != "" for word in words)
