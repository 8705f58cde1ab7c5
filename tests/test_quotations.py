"""Who says what: speech, speaker and stance of sentences written for these tests."""

import pandas as pd
import pytest
from builders import documents_of, mentions_in
from hypothesis import given, settings
from hypothesis import strategies as st
from speech_cases import CASES, REGISTRY, speech_in

from corpus_tools import find_mentions
from corpus_tools.actors.speech.quotations import quotations


@pytest.mark.parametrize(
    ("text", "surface", "speaker", "actor", "stance", "direct"),
    [
        ("قالت روسيا إن الهدنة مستمرة.", "إن الهدنة مستمرة", "روسيا", "RUS", "asserted", False),
        ("وقال سيرغي لافروف: «لن نقبل بأي شروط مسبقة».", "لن نقبل بأي شروط مسبقة", "سيرغي لافروف", "LAVROV",
         "asserted", True),
        ('وأضاف المسؤول "هذا كلام لا أساس له".', "هذا كلام لا أساس له", "المسؤول", None, "asserted", True),
        ("وزعم التنظيم أن مقاتليه انسحبوا", "أن مقاتليه انسحبوا", "التنظيم", None, "hedged", False),
        ("نفت الحكومة السورية أنها استخدمت الغاز.", "أنها استخدمت الغاز", "الحكومة السورية", "SYR_GOV", "denied",
         False),
        ("واشنطن تؤكد أن الاتفاق قريب", "أن الاتفاق قريب", "واشنطن", "USA", "asserted", False),
        ("أعلن وزير الخارجية الروسي سيرغي لافروف اليوم في مؤتمر صحفي أن الاتفاق قريب", "أن الاتفاق قريب",
         "وزير الخارجية الروسي سيرغي لافروف", "LAVROV", "asserted", False),
    ],
)  # fmt: skip
def test_speech(  # noqa: PLR0917 - the columns of the table above
    text: str, surface: str, speaker: str, actor: str | None, stance: str, direct: bool
) -> None:
    found = speech_in(text)
    assert len(found) == 1
    row = found.iloc[0].to_dict()
    assert (row["surface"], row["speaker"], row["stance"], row["direct"]) == (surface, speaker, stance, direct)
    assert (None if pd.isna(row["actor_id"]) else row["actor_id"]) == actor


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        ("وقال التحالف الذي تقوده السعودية إن الهدنة مستمرة.", "التحالف", "ARAB_COALITION"),
        ("وقالت روسيا، التي تدعم الحكومة السورية، إن الهدنة مستمرة.", "روسيا", "RUS"),
        ("وقالت تركيا وهي ضامنة للاتفاق مع روسيا إن الهدنة مستمرة.", "تركيا", "TUR"),
        ("أكد وزير الخارجية التركي لدى لقائه سيرغي لافروف أن الهدنة مستمرة.", "وزير الخارجية التركي", "CAVUSOGLU"),
        ("قال سيرغي لافروف قائلا إن الهدنة مستمرة.", "سيرغي لافروف", "LAVROV"),
        ("نفى سيرغي لافروف ذلك، مؤكدا أن الهدنة مستمرة.", "سيرغي لافروف", "LAVROV"),
        ("وقال سيرغي لافروف ردا على سؤال عن تركيا إن الهدنة مستمرة.", "سيرغي لافروف", "LAVROV"),
        ("وقال من جهته سيرغي لافروف إن الهدنة مستمرة.", "سيرغي لافروف", "LAVROV"),
        ("وأفاد به سيرغي لافروف، وأكد أن الهدنة مستمرة.", "سيرغي لافروف", "LAVROV"),
        ("يذكر أن روسيا أعلنت أن الهدنة مستمرة.", "روسيا", "RUS"),
        ("واشنطن أكدت في اتصال هاتفي مع موسكو أن الهدنة مستمرة.", "واشنطن", "USA"),
    ],
)
def test_a_clause_is_no_speaker(text: str, speaker: str, actor: str | None) -> None:
    found = speech_in(text, "2017-05-01")
    assert found["speaker"].dropna().tolist()[:1] == [speaker]
    assert (None if pd.isna(found["actor_id"].iloc[0]) else found["actor_id"].iloc[0]) == actor


@pytest.mark.parametrize("occasion", ["في اتصال هاتفي مع تركيا", "عن الهدنة", "للصحفيين", "له", "قائلة"])
def test_where_only_the_occasion_is_told_the_speaker_goes_on(occasion: str) -> None:
    found = speech_in(f"قالت روسيا إن الهدنة مستمرة. وأضافت {occasion} أن الوضع هادئ.")
    assert found["speaker"].isna().tolist() == [False, True]
    assert found["actor_id"].tolist() == ["RUS", "RUS"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("قالت روسيا إن الهدنة مستمرة. ويعتقد أن الحافلات عادت.", ["RUS"]),
        ("قالت روسيا إن الهدنة مستمرة. وتقول إن الحافلات عادت.", ["RUS", "RUS"]),
        ("قالت روسيا إن الهدنة مستمرة. تركيا يتوقع أن تنسحب.", ["RUS"]),
        ("قالت روسيا إن الهدنة مستمرة. يذكر أن الحافلات عادت.", ["RUS"]),
        ("قالت روسيا إن الهدنة مستمرة. وأضافت أن سيارة يبلغ طولها كذا أوشكت أن تسقط.", ["RUS", "RUS"]),
        ("توفي رجل يبلغ من العمر 70 سنة بعد أن سقط.", []),
    ],
)
def test_what_nobody_says_is_nobody_s(text: str, actors: list[str | None]) -> None:
    found = speech_in(text)["actor_id"]
    assert [None if pd.isna(actor) else actor for actor in found] == actors


def test_the_speaker_goes_on() -> None:
    found = speech_in("قالت تركيا إن الحدود مغلقة. وأضافت أن الوضع هادئ، مشيرة إلى أن العمل جار. وأكد المصدر أنه باق.")
    assert found["actor_id"].tolist() == ["TUR"] * 4
    assert found["speaker"].isna().tolist() == [False, True, True, False]


@pytest.mark.parametrize("agency", ["لفرانس برس", "لوكالة فرانس برس"])
def test_the_agency_that_is_spoken_to_does_not_speak(agency: str) -> None:
    assert speech_in(f"قال ضابط روسي {agency} إن الهدنة مستمرة.")["actor_id"].tolist() == ["RUS"]
    assert speech_in(f"قال شاهد {agency} إن الهدنة مستمرة.")["actor_id"].isna().all()


def test_where_another_actor_came_in_the_speaker_is_not_guessed() -> None:
    found = speech_in("قالت روسيا إن الهدنة مستمرة. وتنتقد المعارضة السورية الهدنة وتقول إنها هشة. وأضافت أنها قصيرة.")
    assert found["actor_id"].fillna("").tolist() == ["RUS", "SYR_OPP", "SYR_OPP"]
    found = speech_in("قالت روسيا إن الهدنة مستمرة. وتراقبها تركيا. وقالت إنها هشة. وأضافت أن الوضع هادئ.")
    assert found["actor_id"].fillna("").tolist() == ["RUS", "", "RUS"]


def test_a_quotation_may_hold_several_sentences() -> None:
    found = speech_in('وقال سيرغي لافروف: "بدأت الهدنة اليوم. وقال لنا الجميع إنهم ملتزمون". وقالت تركيا إنها تراقب.')
    assert found["surface"].tolist() == ["بدأت الهدنة اليوم. وقال لنا الجميع إنهم ملتزمون", "إنها تراقب"]
    assert found["actor_id"].tolist() == ["LAVROV", "TUR"]
    assert found["direct"].tolist() == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "زار الوفد مدينة حمص",
        "تنظيم «داعش»",
        "جرى اتفاق بين روسيا وتركيا على أن تعود الحافلات",
        "",
        "ومن أبرز الوجوه شاعر ألقى «قصيدة من أربع كلمات».",
        "وكان من بين الحضور وزير يعرف أن الحافلات غادرت.",
        "ظهرت خادمة معلقة بالشرفة وهي تطلب أن تساعدها.",
        "ويعتبر المطار قاعدة كبيرة وقد «دمر بشكل شبه كامل».",
        "ينوه إلى أن الحافلات غادرت.",
        "وجاءت الخطوة في إطار «الحرص على إنارة الرأي العام».",
        "ذهب المدير إلى السوق قبل أن يغلق.",
        "ويجب القول إن الحافلات غادرت.",
        "وهذا يؤكد أن الحافلات غادرت.",
    ],
)
def test_no_speech(text: str) -> None:
    assert speech_in(text).empty


@pytest.mark.parametrize(
    ("text", "surface", "verb"),
    [
        ('وأوضح المدير على "إذاعة الأمل" في اتصال هاتفي أن الحافلات غادرت.', "أن الحافلات غادرت", "وأوضح"),
        ('نفى المدير تقصير من تكفل بالحالة"، مؤكدا أن التحقيق بدأ فعلا.', "أن التحقيق بدأ فعلا", "مؤكدا"),
        ("ولم ينف المدير الخبر، مكتفيا بالقول إن الحافلات غادرت.", "إن الحافلات غادرت", "بالقول"),
        ("وأكد المدير أن الحافلات غادرت، داعيا السكان إلى الصبر.", "أن الحافلات غادرت", "وأكد"),
        ("وأعلنت قناة إن بي سي أن الحافلات غادرت.", "أن الحافلات غادرت", "وأعلنت"),
        ("وذهب الباحث إلى أن الحافلات غادرت.", "أن الحافلات غادرت", "وذهب"),
        ("وشرح المدير أن الحافلات غادرت.", "أن الحافلات غادرت", "وشرح"),
    ],
)
def test_where_speech_begins(text: str, surface: str, verb: str) -> None:
    assert speech_in(text)[["surface", "verb", "stance"]].to_numpy().tolist() == [[surface, verb, "asserted"]]


def test_bad_input() -> None:
    documents = documents_of("قالت روسيا إن الهدنة مستمرة.")
    with pytest.raises(ValueError, match="lacks the columns"):
        quotations(documents, pd.DataFrame({"doc_id": ["d"]}))


@pytest.mark.parametrize(("words", "count"), [(3, 0), (4, 1)])
def test_speech_between_quotation_marks_has_four_words(words: int, count: int) -> None:
    assert len(speech_in(f"قال الوزير «{' '.join(['كلمة'] * words)}».")) == count


@pytest.mark.parametrize(("words", "count"), [(29, 1), (30, 0)])
def test_speech_begins_within_thirty_words(words: int, count: int) -> None:
    assert len(speech_in(f"أعلن {'كلمة ' * words}أن الحافلات غادرت.")) == count


@pytest.mark.parametrize("words", [16, 17])
def test_a_speaker_has_sixteen_words_at_most(words: int) -> None:
    assert len(speech_in(f"أعلن {'كلمة ' * words}أن الحافلات غادرت.")["speaker"].item().split()) == 16


PERSON, NAME, METONYM = ("لافروف", "LAVROV", "name"), ("روسيا", "RUS", "name"), ("موسكو", "RUS", "metonym")
DESCRIPTION, ADJECTIVE = ("الجيش", "SYR_ARMY", "description"), ("تركي", "TUR", "adjective")


@pytest.mark.parametrize("head", [PERSON, NAME, METONYM])
@pytest.mark.parametrize("other", [NAME, DESCRIPTION, ADJECTIVE])
def test_the_actor_of_a_speaker_is_that_of_its_head(head: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    text = f"قال {head[0]} و{other[0]} إن الحافلات غادرت."
    mentions = mentions_in({"خبر 0": text}, [("خبر 0", *head), ("خبر 0", *other)])
    found = quotations(documents_of(text), mentions, actors=REGISTRY)
    assert found[["actor_id", "actor_kind"]].to_numpy().tolist() == [[head[1], head[2]]]


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        ("قال المتحدث باسم سيرغي لافروف إن الحافلات غادرت.", "المتحدث باسم سيرغي لافروف", "LAVROV"),
        ("قال محامي لافروف إن الحافلات غادرت.", "محامي لافروف", None),
        ("قال مصدر مقرب من الرئيس فلاديمير بوتين إن الحافلات غادرت.", "مصدر مقرب من الرئيس فلاديمير بوتين", None),
        ("قال الرئيس الروسي فلاديمير بوتين إن الحافلات غادرت.", "الرئيس الروسي فلاديمير بوتين", "PUTIN"),
        ("قال المبعوث الدولي إلى سوريا ستافان دي ميستورا إن الحافلات غادرت.",
         "المبعوث الدولي إلى سوريا ستافان دي ميستورا", "DE_MISTURA"),
        ("قال وزير روسي، هو فلان، إن الحافلات غادرت.", "وزير روسي", "RUS"),
        ("قال علي عبد الله إن الحافلات غادرت.", "علي عبد الله", None),
        ("قال والي صفاقس إن الحافلات غادرت.", "والي صفاقس", None),
        ("أكدت هذه المصادر أن الحافلات غادرت.", "هذه المصادر", None),
        ("قال الناطق باسم الحزب، سمير فلان، لوكالة رويترز إن الحافلات غادرت.",
         "الناطق باسم الحزب، سمير فلان", None),
        ("أكد أمس الأربعاء مصدر في الجيش السوري أن الحافلات غادرت.", "مصدر في الجيش السوري", "SYR_ARMY"),
        ("وقال لوكالة رويترز مسؤول تركي إن الحافلات غادرت.", "مسؤول تركي", "TUR"),
        ("أكد مصدر أمني للإذاعة أن الحافلات غادرت.", "مصدر أمني", None),
        ('وأضاف لصحيفة "الأفق الجديد" مسؤول تركي أن الحافلات غادرت.', "مسؤول تركي", "TUR"),
        ('وأكدت سعاد فلان في شريط "فيديو" نشر أمس أن الحافلات غادرت.', "سعاد فلان", None),
        ("قال خطيب الجمعة إن الحافلات غادرت.", "خطيب الجمعة", None),
        ("قال الوزير الجمعة إن الحافلات غادرت.", "الوزير", None),
        ("وقال والد الطفل إن الحافلات غادرت.", "والد الطفل", None),
        ("وهو ما نفاه المدير الذي أوضح أن الحافلات غادرت.", "المدير", None),
        ("وكشف الطبيب للجريدة، في البلاغ، أن الحافلات غادرت.", "الطبيب", None),
        # Quotation marks and brackets that a name has; the mark that closes may stand behind its last word.
        ('وأوضح ضيف "حديث المدينة" أن الحافلات غادرت.', 'ضيف "حديث المدينة"', None),
        ('وقال "سامي فلان" رئيس البلدية إن الحافلات غادرت.', '"سامي فلان" رئيس البلدية', None),
        ("وذكرت صحيفة (الميزان) أن الحافلات غادرت.", "صحيفة (الميزان)", None),
        ('وكانت "مي لي" تعتقد أن الحافلات غادرت.', "مي لي", None),
        # A conjunction that stands alone; nouns that need another behind them.
        ("و كان المدير قد أكد أن الحافلات غادرت.", "المدير", None),
        ("أكدت عديد التقارير أن الحافلات غادرت.", "عديد التقارير", None),
        ("وأوضح أحد هذه المصادر أن الحافلات غادرت.", "أحد هذه المصادر", None),
        ("وقال وزير سياسة الهجرة إن الحافلات غادرت.", "وزير سياسة الهجرة", None),
        ("وأفادت تقارير محلية بأن الحافلات غادرت.", "تقارير محلية", None),
        ("وأكد بن علي أن الحافلات غادرت.", "بن علي", None),
        # Time, place and occasion are no part of it.
        ("أعلن رئيس الحكومة عشية الخميس أن الحافلات غادرت.", "رئيس الحكومة", None),
        ("وقالت وزارة النقل الأسبوع الماضي إن الحافلات غادرت.", "وزارة النقل", None),
        ("وأوضح المدير في المقابل أن الحافلات غادرت.", "المدير", None),
        ("وأعلنت الوزارة في بلاغها أن الحافلات غادرت.", "الوزارة", None),
        ("وقال خبير في برنامج الأغذية العالمي إن الحافلات غادرت.", "خبير في برنامج الأغذية العالمي", "WFP"),
        ("وأكد المدير، على هامش الندوة، أن الحافلات غادرت.", "المدير", None),
        ("قال رئيس الحكومة أمام النواب إن الحافلات غادرت.", "رئيس الحكومة", None),
        ("وأضافت الوزارة حسب البلاغ أن الحافلات غادرت.", "الوزارة", None),
        ("وقال العرفاوي للإذاعة إن الحافلات غادرت.", "العرفاوي", None),
        ("وقال المندوب الجهوي للطفولة بتوزر للنجمة أف أم إن الحافلات غادرت.", "المندوب الجهوي للطفولة بتوزر", None),
        ("وأكد للنجمة أف أم الخبير سالم الحداد أن الحافلات غادرت.", "الخبير سالم الحداد", None),
        ("وأكد الخبير سالم الحداد لموقعنا أن الحافلات غادرت.", "الخبير سالم الحداد", None),
        ("غادرت الحافلات، وفق ما أكده مسؤول تركي الأمر الذي أقلق السكان.", "مسؤول تركي", "TUR"),
        ("غادرت الحافلات، حسب ما أفاد به مصدر من البلدية بهدف التهدئة.", "مصدر من البلدية", None),
        ("وقال رئيس هيئة الأمر بالمعروف إن الحافلات غادرت.", "رئيس هيئة الأمر بالمعروف", None),
        ("وأكد الوزير، وفق ما ذكرت الوكالة، أن الحافلات غادرت.", "الوزير", None),
        ("أكدت مصر، كما أعلنت الولايات المتحدة، أن الحافلات غادرت.", "مصر", "EGY"),
        ("وقال الناطق، بحسب ما نقلت عنه رويترز، إن الحافلات غادرت.", "الناطق", None),
        ("وقال والده إن الحافلات غادرت.", "والده", None),
        ("وقال والدا الطفل إن الحافلات غادرت.", "والدا الطفل", None),
        ("غادرت الحافلات، كما أوضح المتحدث باسم الجيش أمس.", "المتحدث باسم الجيش", None),
        ("غادرت الحافلات، كما أوضح المتحدث في بيان، إلى المدينة.", "المتحدث", None),
        ("غادرت الحافلات، على ما أفاد مسؤول محلي، وأفرج عن ثلاثة سجناء.", "مسؤول محلي", None),
        ("غادرت الحافلات، على ما أفاد مسؤول محلي، وسيطر الجيش على البلدة.", "مسؤول محلي", None),
        # Nor are clauses on it, objects and what is said with it.
        ("كشفت دراسة نشرت أمس أن الحافلات غادرت.", "دراسة", None),
        ("وجاء الرد من دعوى رفعتها البلدية التي قالت إن الحافلات غادرت.", "البلدية", None),
        ("يشار إلى أن الناطق الرسمي سامي فلان، أكد أن الحافلات غادرت.", "الناطق الرسمي سامي فلان", None),
        ("وقال الوزير مخاطبا النواب إن الحافلات غادرت.", "الوزير", None),
        ("وختمت الكاتبة حديثها بقولها إن الحافلات غادرت.", "الكاتبة", None),
        ("وصفت الشرطة الحادث بأنه عارض.", "الشرطة", None),
        ("وصف مدير الميناء الحادث بأنه عارض.", "مدير الميناء", None),
        ("وصف سامي فلان القصف الروسي بأنه عشوائي.", "سامي فلان", None),
        ("واتهم رئيس البلدية الوزارة بأنها تماطل.", "رئيس البلدية", None),
        ("وصف الناطق باسم الحزب العملية بأنها عارضة.", "الناطق باسم الحزب", None),
        ("وصفه وزير الدفاع بأنه عارض.", "وزير الدفاع", None),
        ("دعت الرئاسة جميع الأطراف إلى أن تعود.", "الرئاسة", None),
        ("طالبت النقابة بإعادة النظر فيه، مؤكدة أن الحافلات غادرت.", "النقابة", None),
        ("وطالبت النقابة بضرورة أن تعود الحافلات.", "النقابة", None),
        ("وجدد الوزير التأكيد على أن الحافلات غادرت.", "الوزير", None),
        ("ونقل موقع عن مصدر في البلدية، قوله إن الحافلات غادرت.", "مصدر في البلدية", None),
        # What is issued by a body speaks for it, and not for the paper that prints it.
        ("وأكد بيان صادر عن الجيش السوري أن الحافلات غادرت.", "بيان صادر عن الجيش السوري", "SYR_ARMY"),
        ("وأكد بيان صادر عن البلدية نشرته وكالة رويترز أن الحافلات غادرت.",
         "بيان صادر عن البلدية نشرته وكالة رويترز", None),
        # A subject in the accusative; letters that are no «إن»; what is doubted.
        ("غاب المدير لكن موظفا بلديا قال إن الحافلات غادرت.", "موظفا بلديا", None),
        ("وقال المدير لشبكة «سي إن إن» إن الحافلات غادرت.", "المدير", None),
        ("وشكك سكان في الرواية، معتبرين أن الحافلات غادرت.", "سكان", None),
        # Nor is the clause by which they stay unnamed.
        ("وأوضح ضابط كبير، رفض الكشف عن هويته، أن الحافلات غادرت.", "ضابط كبير", None),
        ("وأفاد موظف في البلدية طلب عدم ذكر اسمه بأن الحافلات غادرت.", "موظف في البلدية", None),
        # «على» and the name, «ورد» and «رد» with its و.
        ("وأوضح سمير بن علي أن الحافلات غادرت.", "سمير بن علي", None),
        ("ورد المدير على السؤال قائلا إن الحافلات غادرت.", "المدير", None),
        ("وردّ سامي فلان بأن الحافلات غادرت.", "سامي فلان", None),
        # A saying of the verb before it.
        ("وامتنع الناطق الرسمي عن الجواب، مكتفيا بالقول إن الحافلات غادرت.", "الناطق الرسمي", None),
        ("وعلق المدير عن غياب الوزيرة بقوله إن الحافلات غادرت.", "المدير", None),
        ("يقول الحارس التونسي سامي فلان، مؤكدا أن الحافلات غادرت.", "الحارس التونسي سامي فلان", "TUN"),
        # The name behind an office, between commas; a representative of, an overseer over something.
        ("يذكر أن مدير الميناء، سامي فلان، قد أكد أن الحافلات غادرت.", "مدير الميناء، سامي فلان", None),
        ("وقال سامي فلان، ممثل عن النقابة، إن الحافلات غادرت.", "سامي فلان، ممثل عن النقابة", None),
        ("ويقول المشرفون على الرحلة إن الحافلات غادرت.", "المشرفون على الرحلة", None),
        # Whom a verb is about is none of its subject.
        ("طالب أهالي الضحايا السلطات بالتحقيق، مشيرين إلى أن الحافلات غادرت.", "أهالي الضحايا", None),
        ("وعد المدرب الجماهير بأن تعود الحافلات.", "المدرب", None),
        ("وأخبر الطبيب ذوي المصابين بأن الحافلات غادرت.", "الطبيب", None),
        ("ورفض المتحدث التعليق، لكنه قال إن الحافلات غادرت.", "المتحدث", None),
        ("وطالب العمال بالترفيع في الأجور، معتبرين أن الحافلات غادرت.", "العمال", None),
        ("نفى محامي المتهم التهم الموجهة إليه، معتبرا أن الحافلات غادرت.", "محامي المتهم", None),
        ("قالت المنظمة، ومقرها لندن، إن الحافلات غادرت.", "المنظمة", None),
        ("ودعا قلوز المصابين إلى الصبر، مؤكدا أن الحافلات غادرت.", "قلوز", None),
        ("نفى المكلف بالإعلام الخبر، مؤكدا أن الحافلات غادرت.", "المكلف بالإعلام", None),
        ("أفادت مصادر طبية وكالة رويترز بأن الحافلات غادرت.", "مصادر طبية", None),
        ("نفى وزير المالية سليم فلان الخبر، مؤكدا أن الحافلات غادرت.", "وزير المالية سليم فلان", None),
        ("نفى الناطق الرسمي باسم المحكمة الخبر، مؤكدا أن الحافلات غادرت.", "الناطق الرسمي باسم المحكمة", None),
        # What a noun can't be without; those who belong to a body.
        ("أكد مدير حفظ صحة الوسط بالوزارة أن الحافلات غادرت.", "مدير حفظ صحة الوسط بالوزارة", None),
        ("قالت النقابة الوطنية للصحفيين إن الحافلات غادرت.", "النقابة الوطنية للصحفيين", None),
        ("قال الناطق الرسمي للصحفيين إن الحافلات غادرت.", "الناطق الرسمي", None),
        ("وأفاد مصدر من الحماية المدنية مراسل الإذاعة بأن الحافلات غادرت.", "مصدر من الحماية المدنية", None),
        ("وتبين الدراسات الصادرة عن الجامعة أن الحافلات غادرت.", "الدراسات الصادرة عن الجامعة", None),
        ("لكن الباحثين خلصوا إلى أن الحافلات غادرت.", "الباحثين", None),
        ("وأثنى الأب جون فلان على الطاقم، قائلا إن الحافلات غادرت.", "الأب جون فلان", None),
        ("قال الأمين العام المساعد بحركة النهضة إن الحافلات غادرت.", "الأمين العام المساعد بحركة النهضة", "ENNAHDA"),
        # The noun before a relative clause; «أما … ف»; a question before the answer.
        ("استقبل الوزير سفيرة فرنسا، التي أكدت أن الحافلات غادرت.", "سفيرة فرنسا", "FRA"),
        ("أما الوزيرة فأكدت أن الحافلات غادرت.", "الوزيرة", None),
        # A person that does something else first, not what is done.
        ("ودشن رئيس البلدية المعرض، وقال إن الحافلات غادرت.", "رئيس البلدية", None),
        ("قالت أرملة الشهيد حسن نصر الله إن الحافلات غادرت.", "أرملة الشهيد حسن نصر الله", None),
        # A participle has the subject of the sentence, whatever its verb.
        ("عبرت النقابة عن قلقها، مؤكدة أن الحافلات غادرت.", "النقابة", None),
        ("وكانت وكالة مصرية نشرت الخبر. وقالت وكالة الأنباء إن الحافلات غادرت.", "وكالة الأنباء", None),
        # Who speaks for the one named before.
        ("ونددت تركيا بالهجوم، وقال المتحدث باسم خارجيتها إن الحافلات غادرت.", "المتحدث باسم خارجيتها", "TUR"),
        ("زار وفد تركيا، وقال والدها إن الحافلات غادرت.", "والدها", None),
        ("نفت تركيا الخبر واتهمت النظام بتلفيقه، مضيفة أن الحافلات غادرت.", "تركيا", "TUR"),
        ("وتوعدت تركيا وبلغاريا بالرد، مؤكدة أن الحافلات غادرت.", "تركيا وبلغاريا", "TUR"),
        ("وتوعد القائد بالرد مؤكدا أن الحافلات غادرت.", "القائد", None),
        ("وطالب سمير بالطيب بالتحقيق مؤكدا أن الحافلات غادرت.", "سمير بالطيب", None),
        ("وطمأن محافظ البنك المركزي المواطنين بأن الحافلات غادرت.", "محافظ البنك المركزي", None),
        ("وبحسب المدير، غادرت الحافلات.", "المدير", None),
        ("وتعد الحافلات، وفق بيان تلقت الصحيفة نسخة منه، من الأقدم.", "بيان", None),
        ("لكن مصدرا في الخارجية التركية قال إن الحافلات غادرت.", "مصدرا في الخارجية التركية", "TUR"),
        ("وكتب الوزير على صفحته يقول إن الحافلات غادرت.", "الوزير", None),
        ("وأعلنت المحطة الخبر، وهو ما نفته تركيا، مؤكدة أن الحافلات غادرت.", "تركيا", "TUR"),
        ("وحسبما ذكرت الشرطة، استدعت الوزارة السفير.", "الشرطة", None),
        ("وبحسب ما ذكرت الشرطة، استدعت الوزارة السفير.", "الشرطة", None),
        ("وأبلغ الوزير نظيره التركي أن الحافلات غادرت.", "الوزير", None),
        ("أوضح لـ«الرياض» قائد الشرطة أن الحافلات غادرت.", "قائد الشرطة", None),
        ("ورأى الوزير الأردني المستقيل هاني الملقي أن الحافلات غادرت.", "الوزير الأردني المستقيل هاني الملقي", "MULKI"),
    ],
)  # fmt: skip
def test_speakers_and_their_actors(text: str, speaker: str, actor: str | None) -> None:
    found = speech_in(text)
    assert found["speaker"].tolist() == [speaker]
    assert (None if pd.isna(found["actor_id"].item()) else found["actor_id"].item()) == actor


@pytest.mark.parametrize(
    "text",
    [
        'وأضاف لمراسلة "الأفق الجديد" أن الحافلات غادرت.',
        "وأضاف لمراسل صحيفة «الأفق الجديد» أن الحافلات غادرت.",
        'وأضاف ل"الأفق الجديد" أن الحافلات غادرت.',
    ],
)
def test_who_is_spoken_to_is_no_speaker(text: str) -> None:
    assert speech_in(text)["speaker"].isna().tolist() == [True]


@pytest.mark.parametrize(
    ("text", "expected"), [case for cases in CASES.values() for case in cases], ids=[
        f"{kind} {number}" for kind, cases in CASES.items() for number, _ in enumerate(cases)
    ],
)  # fmt: skip
def test_sentences_of_each_kind(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    documents = documents_of(text, published="2019-03-01")
    found = quotations(documents, find_mentions(documents, REGISTRY), actors=REGISTRY)
    assert len(found) == len(expected)
    for words, actor, stance in expected:
        at = text.index(words)
        row = found[(found["start"] < at + len(words)) & (at < found["end"])].sort_values("start").iloc[-1]
        assert (None if pd.isna(row["actor_id"]) else row["actor_id"], row["stance"]) == (actor, stance)


def test_the_speech_of_another_is_a_row_of_its_own() -> None:
    found = speech_in("قالت تركيا إن روسيا أكدت أن الهدنة قائمة، مضيفة أن الطريق مفتوح.")
    assert found["actor_id"].tolist() == ["TUR", "RUS", "TUR"]
    assert found["start"].is_monotonic_increasing
    assert found["end"].iloc[1] <= found["end"].iloc[0] < found["start"].iloc[2]


_PIECES = [
    "قال", "وأضاف", "نفت", "روسيا", "المصدر", "أن", "إنها", "«نص من أربع كلمات»", '"', "،", ":", ".", "الذي", "مؤكدا",
    "قوله", "عن", "نقلت", "يُتوقع", "ما", "لم", "و", "\n", "5", "ـ", "\u064f",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_PIECES), max_size=14))
def test_offsets_hold_whatever_stands_in_a_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    documents = documents_of(text)
    found = quotations(documents, find_mentions(documents, REGISTRY), actors=REGISTRY)
    spoken = found[found["speaker"].notna()]
    for table, columns in ((found, ("start", "end", "surface")), (spoken, ("speaker_start", "speaker_end", "speaker"))):
        for start, end, surface in zip(*(table[column].tolist() for column in columns), strict=True):
            assert text[start:end] == surface != ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("قال الوزير إن الجسر آمن، وهو ما أكدته البلدية.", "إن الجسر آمن"),
        ("قال الوزير إن الجسر آمن، الأمر الذي نفته البلدية.", "إن الجسر آمن"),
        ("قال الوزير إن الجسر آمن، وهو ما نفاه رئيس البلدية.", "إن الجسر آمن"),
        ("قال الوزير إن الجسر آمن، فيما نفى رئيس البلدية ذلك.", "إن الجسر آمن"),
        ("قال الوزير إن الجسر آمن، في حين اتهم النواب الشركة بالإهمال.", "إن الجسر آمن"),
        ("قال الوزير إن الجسر آمن، بينما دعا النواب إلى جلسة.", "إن الجسر آمن"),
        ("قال الوزير إن الجسر آمن، وهو ما سيعلنه الخبراء غدا.", "إن الجسر آمن، وهو ما سيعلنه الخبراء غدا"),
        ("قال الوزير إن الجسر آمن، وهو ما يسعد السكان.", "إن الجسر آمن، وهو ما يسعد السكان"),
        ("وفي حين قال الوزير إن الجسر آمن، رأى النواب أنه خطر.", "إن الجسر آمن"),
        ("قال الوزير إن الجسر آمن، فيما أغلق النفق.", "إن الجسر آمن، فيما أغلق النفق"),
    ],
)
def test_speech_ends_where_others_take_it_up(text: str, said: str) -> None:
    documents = documents_of(text)
    assert quotations(documents, find_mentions(documents))["surface"].tolist()[0] == said
