"""Clitics and lemmas: tables of words, properties that hold for every word, and the integrity of the data."""

import csv
import doctest
import unicodedata
from dataclasses import replace
from importlib import resources

import pandas as pd
import pytest
import yaml
from builders import tokens_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

import corpus_tools as ct
from corpus_tools.script import fold
from corpus_tools.words import analyze
from corpus_tools.words.clitics import load_clitics
from corpus_tools.words.lemmatize import words_of
from corpus_tools.words.lexicon import NONE, load_lexicon

DATA = resources.files("corpus_tools") / "data"


def parts(word: str, vocabulary: list[str] | None = None) -> str:
    row = ct.analyze_words([word], vocabulary=vocabulary).iloc[0]
    return "+".join([*row.proclitics, row.stem, *(f"-{e}" for e in row.enclitics)])


def lemma(word: str) -> str:
    return str(ct.analyze_words([word]).loc[0, "lemma"])


SEGMENTATIONS = [
    ("والمدينة", "و+ال+مدينة"),
    ("وبالقرية", "و+ب+ال+قرية"),
    ("فالحكومة", "ف+ال+حكومة"),
    ("كالحكومة", "ك+ال+حكومة"),
    ("للحكومة", "ل+ال+حكومة"),
    ("وللاتفاق", "و+ل+ال+اتفاق"),
    ("للكاريكاتير", "ل+ال+كاريكاتير"),
    ("لمدينة", "ل+مدينة"),
    ("بسيارة", "ب+سيارة"),
    ("سيكتب", "س+يكتب"),
    ("وستشارك", "و+س+تشارك"),
    ("فسيعود", "ف+س+يعود"),
    ("ليقول", "ل+يقول"),
    ("مدينتها", "مدينت+-ها"),
    ("وسياراتهم", "و+سيارات+-هم"),
    ("مستشفاهم", "مستشفا+-هم"),
    ("أصدقاؤه", "أصدقاؤ+-ه"),
    ("زملائهما", "زملائ+-هما"),
    ("قتلوه", "قتلو+-ه"),
    ("يستخدمونها", "يستخدمون+-ها"),
    ("يمكنني", "يمكن+-ني"),
    ("ودفعني", "و+دفع+-ني"),
    ("ساءني", "ساء+-ني"),
    ("عليهم", "علي+-هم"),
    ("منه", "من+-ه"),
    ("لأنها", "لأن+-ها"),
    ("لهم", "ل+هم"),
    ("بها", "ب+ها"),
    ("بهذا", "ب+هذا"),
    ("وإلى", "و+إلى"),
]
WHOLE = [
    "وزير", "واشنطن", "وفد", "ولاية", "باريس", "برلين", "بيان", "بغداد", "كيري", "كتاب", "كوريا", "لافروف", "لبنان",
    "لجنة", "فرنسا", "فريق", "سوريا", "سفينة", "مياه", "اتجاه", "وجه", "اتهام", "التزام", "التقى", "ألمانيا", "درهم",
]  # fmt: skip
LEMMAS = [
    ("اتفاقات", "اتفاق"),
    ("والاتفاق", "اتفاق"),
    ("للاتفاق", "اتفاق"),
    ("مدن", "مدينة"),
    ("المدينتين", "مدينة"),
    ("مسلحون", "مسلح"),
    ("المسلحين", "مسلح"),
    ("مسؤولي", "مسؤول"),
    ("وزراء", "وزير"),
    ("السورية", "سوري"),
    ("الجمهورية", "جمهورية"),
    ("العملية", "عملية"),
    ("القاضي", "قاضي"),
    ("المشاركة", "مشاركة"),
    ("يقولون", "قال"),
    ("قالت", "قال"),
    ("تقول", "قال"),
    ("يعلن", "أعلن"),
    ("أعلنت", "أعلن"),
    ("سيعود", "عاد"),
    ("يدعون", "دعا"),
    # Persons of defective verbs, rather than rarer words of the same letters.
    ("أدلى", "أدلى"),
    ("وألقت", "ألقى"),
    ("نفت", "نفى"),
    ("تولى", "تولى"),
    ("توليه", "تولى"),
    ("تلقوا", "تلقى"),
    ("تمكنوا", "تمكن"),
    ("توفي", "توفى"),
    ("توفيت", "توفى"),
    ("وتوفيا", "توفى"),
    ("يبقى", "بقي"),
    ("يلقاه", "لقي"),
    ("يبقي", "أبقى"),
    ("تبقى", "بقي"),
    ("توقيت", "توقيت"),
    ("بدأت", "بدأ"),
    ("يبلغ", "بلغ"),
    ("يزيد", "زاد"),
    ("قرأت", "قرأ"),
    ("المروري", "مروري"),
    ("الهاتفي", "هاتفي"),
    ("مترا", "متر"),
    ("أثارت", "أثار"),
    ("لأزمة", "أزمة"),
    ("بأس", "بأس"),
    ("يخضع", "خضع"),
    ("يصور", "صور"),
    ("يقال", "قال"),
    ("تحدي", "تحدى"),
    ("لافتا", "لافت"),
    ("بدوره", "دور"),
    ("ووفقا", "وفق"),
    ("ووجهت", "وجه"),
    ("القوى", "قوة"),
    ("القوي", "قوي"),
    ("معنى", "معنى"),
    ("المعنية", "معني"),
    ("منى", "منى"),
    ("العلمية", "علمي"),
    ("البنت", "بنت"),
    ("النفي", "نفي"),
    ("الأضحى", "أضحى"),
    ("تكتبوا", "كتب"),
    ("اشترت", "اشترى"),
    ("استفادوا", "استفاد"),
    ("يصلون", "وصل"),
    ("تفجير", "تفجير"),
    ("انفجارات", "انفجار"),
    ("الجرحى", "جريح"),
    ("نساء", "امرأة"),
    ("كبرى", "أكبر"),
    ("سنوات", "سنة"),
    ("روسيا", "روسيا"),
    ("الروسية", "روسي"),
    ("تركيا", "تركيا"),
    ("الأتراك", "تركي"),
    ("سوسة", "سوسة"),
    ("يوما", "يوم"),
    ("اليوم", "يوم"),
    ("نساءهم", "امرأة"),
    ("وفي", "في"),
    ("ترخيص", "ترخيص"),
    ("أصدرت", "أصدر"),
    ("الأمنية", "أمني"),
    ("استوقدت", "استوقد"),
    ("يستوقدون", "استوقد"),
    ("سليمان", "سليمان"),
    ("أستراخان", "آستراخان"),
    ("بنغازى", "بنغازي"),
    # Adverbs of three-letter nouns, feminine participles in م, plurals of verbs in تحق and the like.
    ("سلميا", "سلمي"),
    ("عمليا", "عملي"),
    ("متاحة", "متاح"),
    ("مصابة", "مصاب"),
    ("مضادة", "مضاد"),
    ("معاهدة", "معاهدة"),
    ("معاهدات", "معاهدة"),
    ("اتساعا", "اتساع"),
    ("التحقوا", "التحق"),
    ("التقطوا", "التقط"),
    ("تأسست", "تأسس"),
    ("تسارعت", "تسارع"),
    ("وساطة", "وساطة"),
    ("جهوية", "جهوي"),
    ("الفرات", "فرات"),
    ("الذرية", "ذري"),
    ("أهلية", "أهلي"),
    ("لتجنب", "تجنب"),
    ("هامة", "هام"),
    ("اتساع", "اتساع"),
    ("أهدافا", "هدف"),
    ("متباينة", "متباين"),
    ("المدفونة", "مدفون"),
    ("متعاون", "متعاون"),
    ("لتعقب", "تعقب"),
    # A noun with a hamza of its own is no careless word of the closed class.
    ("إمام", "إمام"),
    ("وإمام", "إمام"),
    ("أمام", "أمام"),
    ("امام", "أمام"),
    ("أذن", "أذن"),
    ("آلي", "آلي"),
    ("برهان", "برهان"),
    # What is left out or written otherwise in haste.
    ("القاهره", "قاهرة"),
    ("الحكومه", "حكومة"),
    ("اسرائيل", "إسرائيل"),
    ("الاسرائيلي", "إسرائيلي"),
    ("إفريقيا", "أفريقيا"),
    ("المليشيات", "ميليشيا"),
    ("مسئول", "مسؤول"),
    ("ٱلقاهرة", "قاهرة"),
    ("ایران", "إيران"),
    ("پاکستان", "باكستان"),
    ("تامين", "تأمين"),
    ("سوءا", "سوء"),
    ("التى", "الذي"),
    # Function words and what stands beside them.
    ("بأنه", "أن"),
    ("بأنهم", "أن"),
    ("كأنه", "كأن"),
    ("فقط", "فقط"),
    ("لدينا", "لدى"),
    ("بلدينا", "بلد"),
    ("ورائها", "وراء"),
    # The first person, and persons of doubled and defective verbs.
    ("نريد", "أراد"),
    ("ونتوقع", "توقع"),
    ("نرى", "رأى"),
    ("قلنا", "قال"),
    ("كتبناها", "كتب"),
    ("يصر", "أصر"),
    ("تقر", "أقر"),
    ("يظن", "ظن"),
    ("ردت", "رد"),
    ("مروا", "مر"),
    ("رأوا", "رأى"),
    ("يرون", "رأى"),
    ("تعهد", "تعهد"),
    ("تعثر", "تعثر"),
    ("تكبد", "تكبد"),
    ("تمسكها", "تمسك"),
    ("نوبل", "نوبل"),
    ("نبيه", "نبيه"),
    ("بعزل", "عزل"),
    # Defective participles, with their article and without it.
    ("كاف", "كافي"),
    ("كافيا", "كافي"),
    ("الكاف", "كاف"),
    ("محام", "محامي"),
    ("دوليا", "دولي"),
    ("دفاعيا", "دفاعي"),
    # Duals and plurals.
    ("طائرتين", "طائرة"),
    ("غارتان", "غارة"),
    ("شرطيين", "شرطي"),
    ("إسرائيليين", "إسرائيلي"),
    ("دولتي", "دولة"),
    ("مئتين", "مئة"),
    ("قضاياهم", "قضية"),
    ("سموه", "سمو"),
    ("معاليه", "معالي"),
    ("متقلدة", "متقلد"),
]


# Words made of clitics, stems and endings, and letters in any order; with marks and tatweel in them or without.
PIECES = [
    "و", "ف", "ب", "ل", "لل", "ال", "س", "ي", "ت", "ن", "است", "كتب", "مدين", "مسؤول", "قال", "علم", "أعلن", "جن",
    "لجن", "إعلام", "مستشف", "ات", "ة", "ون", "ين", "ان", "تان", "وا", "ا", "ى", "ية", "ه", "ها", "هم", "هما", "ني",
]  # fmt: skip
LETTERS = "ابتثجحخدرزسشصضطظعغفقكلمنهويءأإآؤئىةًَُِّْـ"
ARABIC_LIKE = st.one_of(
    st.text(alphabet=LETTERS, max_size=12), st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
)


@pytest.mark.parametrize(("word", "expected"), SEGMENTATIONS)
def test_clitics_are_segmented(word: str, expected: str) -> None:
    assert parts(word) == expected


#: Nouns that stand alone in any corpus.
_NOUNS = ["يد", "رأي", "أب", "أبي", "أخ", "فم", "عم", "حق", "وصف", "أم", "دم", "رب"]


@pytest.mark.parametrize(
    ("word", "expected", "noun"),
    [
        ("بيده", "ب+يد+-ه", "يد"),
        ("وبيدها", "و+ب+يد+-ها", "يد"),
        ("يديه", "يدي+-ه", "يد"),
        ("برأيه", "ب+رأي+-ه", "رأي"),
        ("برأيهم", "ب+رأي+-هم", "رأي"),
        ("لأبيه", "ل+أبي+-ه", "أب"),
        ("أبوها", "أبو+-ها", "أب"),
        ("بأخيه", "ب+أخي+-ه", "أخ"),
        ("أخوهم", "أخو+-هم", "أخ"),
        ("لذويه", "ل+ذوي+-ه", "ذو"),
        ("بفمه", "ب+فم+-ه", "فم"),
        ("أفواههم", "أفواه+-هم", "فم"),
        ("لعمه", "ل+عم+-ه", "عم"),
        ("بحقه", "ب+حق+-ه", "حق"),
        ("بوصفه", "ب+وصف+-ه", "وصف"),
        ("بأمه", "ب+أم+-ه", "أم"),
        ("بدمه", "ب+دم+-ه", "دم"),
        ("بيعها", "بيع+-ها", "بيع"),
        ("أعلاه", "أعلا+-ه", "أعلى"),
        # No noun has another hamza than is written.
        ("أثارته", "أثارت+-ه", "أثار"),
    ],
)
def test_nouns_with_a_proclitic_and_a_pronoun(word: str, expected: str, noun: str) -> None:
    vocabulary = [word, *_NOUNS, *(pronoun for name in _NOUNS for pronoun in (name + "ه", name + "ها"))]
    assert parts(word, vocabulary) == expected
    assert ct.analyze_words([word], vocabulary=vocabulary).loc[0, "lemma"] == noun


@pytest.mark.parametrize("word", WHOLE)
def test_what_only_looks_like_a_clitic_is_kept(word: str) -> None:
    assert parts(word) == word


@pytest.mark.parametrize(("word", "expected"), LEMMAS)
def test_lemma(word: str, expected: str) -> None:
    assert lemma(word) == expected


@pytest.mark.parametrize("word", ["#الجيش_السوري", "2,500", "٢٠١٥", "NATO", "@wakala", "", "ً", "...", "و15%"])
def test_what_is_no_word_passes_through(word: str) -> None:
    row = ct.analyze_words([word]).iloc[0]
    assert (row.surface, row.proclitics, row.enclitics) == (word, [], [])
    assert row.lemma == row.stem == fold(word, profile="marks")


def test_marks_and_tatweel_hide_nothing() -> None:
    assert parts("وَلِلمَديـنَةِ") == "و+ل+ال+مدينة"


@pytest.mark.parametrize("word", ["الاعمال", "الأعمال", "الافلام", "يبقى", "يلقاه", "احدى", "سمّي"])
def test_the_first_analysis_has_the_lemma_that_is_given(word: str) -> None:
    row = ct.analyze_words([word, "أعمال", "عمل", "أفلام"], explain=True).iloc[0]
    assert f"= {row.lemma} (" in row.readings[0]


def test_the_written_hamza_decides_between_two_lemmas() -> None:
    assert [lemma("الإعلام"), lemma("الأعلام")] == ["إعلام", "علم"]


def test_hamza_inside_a_word_is_that_of_a_stem() -> None:
    assert parts("بإدلب") == "ب+إدلب"


def test_the_vocabulary_decides_about_unknown_words() -> None:
    assert parts("بزرقنطا", vocabulary=["زرقنطا", "الزرقنطا"]) == "ب+زرقنطا"
    assert parts("بزرقنطا") == "بزرقنطا"


def test_the_vocabulary_decides_about_a_lam_that_is_written_once() -> None:
    assert parts("للحية", vocabulary=["اللحية"]) == "ل+ال+لحية"
    assert parts("للحية", vocabulary=["الحية"]) == "ل+ال+حية"


@pytest.mark.parametrize(
    ("word", "expected", "lemma"),
    [
        ("بشأن", "ب+شأن", "شأن"),
        ("بشأنها", "ب+شأن+-ها", "شأن"),
        ("لبيته", "ل+بيت+-ه", "بيت"),
        ("لحياتهم", "ل+حيات+-هم", "حياة"),
        ("بأهله", "ب+أهل+-ه", "أهل"),
        ("كأهلها", "ك+أهل+-ها", "أهل"),
        ("لزوجته", "ل+زوجت+-ه", "زوجة"),
        ("لقواتنا", "ل+قوات+-نا", "قوة"),
        ("وبيوتكم", "و+بيوت+-كم", "بيت"),
        # Words in their own right, behind a letter that may be a proclitic.
        ("بطاقة", "بطاقة", "بطاقة"),
        ("بعيد", "بعيد", "بعيد"),
        ("ورد", "ورد", "ورد"),
        ("فكرة", "فكرة", "فكرة"),
        ("وجهات", "وجهات", "وجهة"),
    ],
)
def test_a_corpus_of_one_word_knows_what_any_newspaper_prints(word: str, expected: str, lemma: str) -> None:
    assert parts(word) == expected
    assert ct.analyze_words([word])["lemma"].item() == lemma


def test_no_pronoun_takes_the_nun_of_a_lemma() -> None:
    for word in ("أعلاه", "تمويه", "هاك"):
        readings = ct.analyze_words([word], explain=True)["readings"].item()
        assert not any(f"= {lemma} (" in reading for reading in readings for lemma in ("إعلان", "تموين", "هان"))
    assert ct.analyze_words(["كتاباه", "طرفاه"])["lemma"].tolist() == ["كتاب", "طرف"]


def test_one_letter_is_no_stem_before_an_enclitic() -> None:
    assert parts("وه", vocabulary=["ون", "الون"]) == "وه"


def test_unknown_words_are_grouped_where_the_vocabulary_has_the_simpler_one() -> None:
    words = ["الزرقنطي", "زرقنطية", "الزرقنطيون", "زرقنطيات", "تشارلستون"]
    assert ct.analyze_words(words)["lemma"].tolist() == ["زرقنطي", "زرقنطي", "زرقنطي", "زرقنطية", "تشارلستون"]


def test_a_name_without_the_dots_of_its_ya_is_that_with_them() -> None:
    assert ct.analyze_words(["الزرقنطى", "زرقنطي"])["lemma"].tolist() == ["زرقنطي", "زرقنطي"]


@pytest.mark.parametrize(
    ("word", "alone"), [("زيارتهم", "زيارة"), ("أصدقاؤه", "أصدقاء"), ("مبناها", "مبنى"), ("لمدينة", "مدينة")]
)
def test_a_stem_has_the_ending_that_it_has_alone(word: str, alone: str) -> None:
    assert ct.analyze_words([word])["alone"].item() == alone


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"على": 900, "إلى": 800, "الى": 100, "الي": 2, "علي": 40}, "علي"),
        ({"على": 900, "إلى": 800, "الي": 40, "علي": 40}, "على"),
        ({"إلي": 90, "علي": 100}, "على"),
        ({"على": 3, "إلى": 3, "علي": 1}, "على"),
        ({"على": 1, "علي": 1}, "على"),
    ],
)
def test_ali_is_a_name_where_careless_spellings_do_not_explain_it(counts: dict[str, int], expected: str) -> None:
    words = {**counts, "عليه": 50, "عليها": 40, "وعلي": 0, "علينا": 5}
    found = ct.analyze_words(pd.DataFrame({"surface": list(words), "n": list(words.values())}))
    lemmas = dict(zip(found["surface"], found["lemma"], strict=True))
    others = {word: lemmas[word] for word in ("عليه", "علينا")}
    assert (lemmas["علي"], lemmas["وعلي"], others) == (expected, expected, dict.fromkeys(others, "على"))
    assert lemmas.get("على", "على") == "على"


def test_a_vocabulary_of_tokens_is_analyzed_with_its_kinds() -> None:
    tokens = tokens_of("وصلت #القافلة إلى 12 قرية والقرى")
    table = ct.analyze_words(tokens.vocabulary)
    assert table["surface"].tolist() == tokens.vocabulary["surface"].tolist()
    assert table["lemma"].tolist() == ["وصل", "#القافلة", "إلى", "12", "قرية", "قرية"]


@pytest.mark.parametrize(
    ("word", "vocabulary", "expected"),
    [
        # Other words of the corpus tell the usual lemma from the rare one.
        ("هاتفي", ["الهاتفي", "هاتف"], "هاتفي"),
        ("لاعبي", ["لاعب", "اللاعبي", "اللاعبين"], "لاعب"),
        ("وتعرض", ["تعرض", "التعرض", "يعرض", "عرض"], "تعرض"),
        ("أجراها", ["أجرى", "وأجرت", "يجري", "سيجري"], "أجرى"),
        ("تليها", ["يلي", "يليه", "ولي", "وليها"], "ولي"),
        ("بقولها", ["قول", "القول", "قوله", "أقوال", "بالقول"], "قول"),
        ("لبنان", ["بنان", "البنان", "بناني", "بنانها"], "لبنان"),
        # A noun with its article is evidence for the masdar, not for a verb of the same letters.
        ("يوليو", ["أولى", "يولي", "تولي", "أولت", "يولون"], "يوليو"),
        ("تعلم", ["التعلم", "يعلم"], "تعلم"),
        ("تعلم", ["يعلم"], "علم"),
        ("تراجع", ["التراجع", "يراجع"], "تراجع"),
    ],
)
def test_the_vocabulary_decides_between_lemmas(word: str, vocabulary: list[str], expected: str) -> None:
    assert ct.analyze_words([word], vocabulary=[word, *vocabulary])["lemma"].item() == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("البلدي", "بلدي"),
        ("الشخصية", "شخصية"),
        ("شهري", "شهري"),
        ("الاهلي", "أهلي"),
        ("أصلية", "أصلي"),
        ("تمت", "تم"),
        ("يتم", "تم"),
        ("ينص", "نص"),
        ("بيع", "بيع"),
        ("نفى", "نفى"),
        ("بدا", "بدا"),
        ("إخلالات", "إخلال"),
        ("أف", "أف"),
    ],
)
def test_usual_words_are_not_taken_for_rare_ones(word: str, expected: str) -> None:
    assert lemma(word) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("باول", "كارلو", "ويكيليكس", "ونستون", "فلوريدا", "لوبان", "سيمنز", "بولتون", "بيلاروسيا", "واندا"),
        *(
            "تعز",
            "أبين",
            "إب",
            "لحج",
            "كردفان",
            "تدمر",
            "سرت",
            "جربة",
            "فيدان",
            "فانس",
            "بنجامين",
            "إرنا",
            "واس",
            "يحيى",
            "رام",
            "بيونغ",
            "واتارا",
            "غباغبو",
            "جروسي",
            "كيفو",
            "ياسر",
            "شتية",
            "سنجار",
        ),
    ],
)
def test_names_are_left_whole(name: str) -> None:
    assert (lemma(name), parts(name)) == (name, name)


def test_a_hamza_that_a_name_lacks_is_another_words() -> None:
    assert (lemma("بأول"), parts("بأول")) == ("أول", "ب+أول")


def test_explanation_lists_every_analysis_with_the_chosen_one_first() -> None:
    row = ct.analyze_words(["وجر"], explain=True).iloc[0]
    assert row.readings[0].startswith("وجر = وجار (noun")
    assert any(reading.startswith("و+ ") for reading in row.readings)
    assert row.reason == "a noun or adjective of the lexicon"


@pytest.mark.parametrize(
    ("word", "vocabulary", "readings"),
    [
        ("تنحت", [], ["تنحت = نحت (imperfect, 1.1)"]),
        ("تنحت", ["ينحت"], ["تنحت = نحت (imperfect, 0.8)"]),
        ("قيثارتها", [], ["قيثارت +ها = قيثارة (noun, 2.2)", "قيثارتها = قيثارتها (unknown, 4.2)"]),
        ("مدينتها", [], ["مدينت +ها = مدينة (noun, 0.6)", "مدينتها = مدينتها (unknown, 4.2)"]),
        ("بزرقنطا", ["زرقنطا"], ["ب+ زرقنطا = زرقنطا (unknown, 3.5)", "بزرقنطا = بزرقنطا (unknown, 4.2)"]),
        ("بإدلب", [], ["ب+ إدلب = إدلب (noun, 1.9)", "بإدلب = بإدلب (unknown, 7.2)"]),
        (
            "للجنة",
            ["لجنة"],
            [
                "ل+ ال+ لجنة = لجنة (noun, 0.8)",
                "ل+ لجنة = لجنة (noun, 1.1)",
                "ل+ ال+ جنة = جنة (noun, 2.0)",
                "للجنة = للجنة (unknown, 4.2)",
            ],
        ),
        (
            "نحوهم",
            [],
            [
                "نحو +هم = نحو (closed, -0.1)",
                "نحو +هم = نحو (noun, 2.3)",
                "نحو +هم = ناح (perfect, 2.9)",
                "نحو +هم = حوى (imperfect, 3.2)",
                "نحوهم = نحوهم (unknown, 4.2)",
            ],
        ),
    ],
)
def test_analyses_and_what_they_cost(word: str, vocabulary: list[str], readings: list[str]) -> None:
    assert ct.analyze_words([word], vocabulary=vocabulary, explain=True).loc[0, "readings"] == readings


def test_explaining_does_not_change_the_choice() -> None:
    words = [word for word, _ in SEGMENTATIONS + LEMMAS] + WHOLE
    columns = ["surface", "proclitics", "stem", "enclitics", "lemma", "alone"]
    pd.testing.assert_frame_equal(ct.analyze_words(words), ct.analyze_words(words, explain=True)[columns])


# Two analyses of «رآه» cost the same.
@example(["وآذاها", "رآه", "وأثنيهم", "تكتب"])
@given(st.lists(ARABIC_LIKE, min_size=1, max_size=8))
def test_the_cheapest_analysis_is_the_chosen_one(words: list[str]) -> None:
    for row in ct.analyze_words(words, explain=True).to_dict("records"):
        parts = [*(f"{p}+" for p in row["proclitics"]), row["stem"], *(f"+{e}" for e in row["enclitics"])]
        assert row["readings"][0].startswith(f"{' '.join(parts)} = ")
        if set(row["surface"]) & set("أإآ"):
            assert row["readings"][0].split(" = ")[1].startswith(f"{row['lemma']} (")
        costs = [float(reading.rpartition(" ")[2].rstrip(")")) for reading in row["readings"]]
        assert costs == sorted(costs)


def test_nothing_in_nothing_out() -> None:
    table = ct.analyze_words([])
    assert list(table.columns) == ["surface", "proclitics", "stem", "enclitics", "lemma", "alone"]
    assert table.empty


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        ("كلمة", TypeError, "pass a list"),
        ([1], TypeError, "word 0 is 1"),
        (pd.DataFrame({"w": []}), ValueError, "lacks the column surface"),
    ],
)
def test_bad_input_is_refused(words: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        ct.analyze_words(words)  # type: ignore[arg-type]


@given(st.lists(ARABIC_LIKE, max_size=6))
def test_the_parts_make_up_the_word(words: list[str]) -> None:
    table = ct.analyze_words(words)
    assert table["surface"].tolist() == words
    for row in table.to_dict("records"):
        whole = fold(row["surface"], profile="marks")
        before, after = "".join(row["proclitics"]), "".join(row["enclitics"])
        joined = [f"{before}{row['stem']}{after}", f"{before.replace('لال', 'لل')}{row['stem']}{after}"]
        joined.append(f"{before.removesuffix('ال')}{row['stem']}{after}")  # the lam of للجنة, written once
        assert whole in joined
        assert bool(row["lemma"]) == bool(whole)


def test_one_word_at_a_time_is_as_good_as_all_at_once() -> None:
    words = [word for word, _ in SEGMENTATIONS]
    singly = pd.concat([ct.analyze_words([word], vocabulary=words) for word in words], ignore_index=True)
    pd.testing.assert_frame_equal(ct.analyze_words(words), singly)


@settings(max_examples=30)
@given(*[st.lists(ARABIC_LIKE, min_size=1, max_size=6)] * 2, st.lists(ARABIC_LIKE, max_size=12))
def test_neighbours_do_not_change_an_analysis(before: list[str], after: list[str], vocabulary: list[str]) -> None:
    apart = [ct.analyze_words(words, vocabulary=vocabulary, explain=True) for words in (before, after)]
    together = ct.analyze_words(before + after, vocabulary=vocabulary, explain=True)
    pd.testing.assert_frame_equal(together, pd.concat(apart, ignore_index=True))


def test_many_words_are_analyzed_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [word for word, _ in SEGMENTATIONS + LEMMAS] + ["", "NATO", *WHOLE]
    at_once = ct.analyze_words(words, explain=True)
    monkeypatch.setattr(analyze, "_CHUNK", 7)
    pd.testing.assert_frame_equal(ct.analyze_words(words, explain=True), at_once)


def test_each_row_has_lists_of_its_own() -> None:
    table = ct.analyze_words(["والمدينة", "والقرية", "باريس", "برلين"])
    for column in ("proclitics", "enclitics"):
        assert len({id(clitics) for clitics in table[column]}) == len(table)


def test_words_of_a_vocabulary_are_the_same_before_and_after_lemmatizing() -> None:
    tokens = ct.tokenize(pd.DataFrame({"doc_id": ["أ"], "text": ["البلدة وللمدينة مدينتها 15"]}))
    expected = [
        ["بلدة", "بلدة", "بلدة", True],
        ["مدينة", "مدينة", "مدينة", True],
        ["مدينت", "مدينة", "مدينة", False],
        ["15", "15", "15", False],
    ]
    stored = replace(tokens, vocabulary=tokens.vocabulary.assign(**words_of(tokens.vocabulary)))
    for version in (tokens, ct.lemmatize(tokens), stored):
        assert words_of(version.vocabulary).to_numpy().tolist() == expected


def test_a_line_break_is_refused() -> None:
    with pytest.raises(ValueError, match="line break"):
        ct.analyze_words(["كلمة\nأخرى"])


def test_the_examples_of_the_readme_are_true() -> None:
    text = (resources.files("corpus_tools") / "words" / "README.md").read_text("utf-8").replace("```", "")
    example = doctest.DocTestParser().get_doctest(text, {}, "README.md", None, None)
    assert doctest.DocTestRunner().run(example).failed == 0


def read_table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", ["closed_class.tsv", "lexicon.tsv", "headwords.tsv", "names.tsv"])
def test_tables_are_whole(name: str) -> None:
    rows = read_table(name)
    assert len(rows) > 50
    for row in rows:
        values = [str(value) for value in row.values()]
        assert all(values), row
        assert all(value == unicodedata.normalize("NFC", value).strip() for value in values), row
    keys = [tuple(row.values()) for row in rows]
    assert len(set(keys)) == len(keys)


def test_lexicon_has_every_kind() -> None:
    listed = {kind: int((lemma != NONE).sum()) for kind, lemma in load_lexicon().lemma.items()}
    assert min(listed[kind] for kind in ("noun", "perfect", "imperfect", "bound", "jussive")) > 500
    assert listed["noun"] > 40_000


def test_clitics_attach_to_kinds_that_exist() -> None:
    table = yaml.safe_load((DATA / "clitics.yaml").read_text("utf-8"))
    kinds = {"noun", "perfect", "imperfect", "closed", "suffix"}
    for row in table["proclitics"]:
        assert set(row["before"]) <= kinds
    for row in table["enclitics"]:
        assert set(row["after"]) <= kinds
    chains = {chain.letters for chain in load_clitics().proclitics}
    assert {"و", "وب", "وبال", "وال", "فل", "ولل", "لل", "كال", "وس", "فس", "ال"} <= chains
    assert "سال" not in chains
