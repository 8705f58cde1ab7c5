"""Who speaks, where the words around the verb may mislead: those who are told, titles, marks around names."""

import pandas as pd
import pytest
from speech_cases import speech_in


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        # Those who are told are definite, too; a title before the name; a governor of أن that is a person.
        ("أخبر الوزير النواب أن الحافلات غادرت.", "الوزير", None),
        ("أبلغ الوزير الصحفيين أن الحافلات غادرت.", "الوزير", None),
        ("وأبلغت السفيرة مجموعة من الصحفيين أن الحافلات غادرت.", "السفيرة", None),
        ("وقال وزير الطاقة السعودي الأمير عبد العزيز بن سلمان إن الحافلات غادرت.",
         "وزير الطاقة السعودي الأمير عبد العزيز بن سلمان", "ABDULAZIZ_BIN_SALMAN"),
        ("وأكد المقرر العام السابق للدستور أن الحافلات غادرت.", "المقرر العام السابق للدستور", None),
        ("وقال مصدر لموفد الجوهرة أف أم إن الحافلات غادرت.", "مصدر", None),
        ("وقال مصدر لمراسل الجوهرة أف أم في الجهة، إن الحافلات غادرت.", "مصدر", None),
        ("وقال سيرغي لافروف المتحدث باسم الوفد إن الحافلات غادرت.", "سيرغي لافروف", "LAVROV"),
        ("قال وزير العلاقة مع الهيئات إن الحافلات غادرت.", "وزير العلاقة مع الهيئات", None),
        # The و and ف before a speaker, and names that begin with such letters.
        ("فالوزير قال إن الحافلات غادرت.", "الوزير", None),
        ("وقالت فاليري حداد إن الحافلات غادرت.", "فاليري حداد", None),
        # Marks around names.
        ('وأكدت "سلمى حداد" ضيفة برنامج "مسرح المدينة" أن الحافلات غادرت.',
         '"سلمى حداد" ضيفة برنامج "مسرح المدينة"', None),
        ("وذكرت «الأخبار» اللبنانية أن الحافلات غادرت.", "«الأخبار» اللبنانية", "ALAKHBAR_LBN"),
        # Two of them, and each of two.
        ("وقال الوزير رامي سلوم ووزيرة الصحة سلمى حداد إن الحافلات غادرت.",
         "الوزير رامي سلوم ووزيرة الصحة سلمى حداد", None),
        ("وأعلنت كل من روسيا وتركيا أن الحافلات غادرت.", "كل من روسيا وتركيا", "RUS"),
        # Whom a medium knows it from, and to whom it ascribes it; who acts first, behind what stands aside.
        ("وعلمت صحيفة القرار من مصادر محلية أن الحافلات غادرت.", "مصادر محلية", None),
        ("ونسبت الصحيفة لمصدر أمني القول إن الحافلات غادرت.", "مصدر أمني", None),
        ("وبعد ساعات من القصف، خرج سيرغي لافروف ليعلن أن الحافلات غادرت.", "سيرغي لافروف", "LAVROV"),
        ("من جهته رحب سيرغي لافروف بالاتفاق، قائلا إن الحافلات غادرت.", "سيرغي لافروف", "LAVROV"),
        ("وقال سمير لزملائه إن الحافلات غادرت.", "سمير", None),
        # A verb before the noun of a relative clause.
        ("وحضر الخبير الروسي الذي أكد أن الحافلات غادرت.", "الخبير الروسي", "RUS"),
        ("والتقى الوزير سفيرة فرنسا، التي أكدت أن الحافلات غادرت.", "سفيرة فرنسا", "FRA"),
    ],
)  # fmt: skip
def test_the_speaker(text: str, speaker: str, actor: str | None) -> None:
    found = speech_in(text)
    assert found["speaker"].tolist() == [speaker]
    assert (None if pd.isna(found["actor_id"].iloc[0]) else found["actor_id"].iloc[0]) == actor


def test_a_speaker_named_shorter_is_the_one_named_before() -> None:
    found = speech_in("قال الدفاع المدني السوري إن الجسر آمن. وقال الدفاع المدني إن الطريق مفتوح.")
    assert found["actor_id"].tolist() == ["WHITE_HELMETS"] * 2
