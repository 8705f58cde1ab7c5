"""Who says what: speech, speaker and stance of sentences written for these tests."""

import pandas as pd
import pytest
from builders import documents_of, mentions_in

from corpus_tools import find_mentions, load_actors
from corpus_tools.actors.speech.quotations import quotations

REGISTRY = load_actors()


def speech_in(text: str, published: str | None = None) -> pd.DataFrame:
    documents = documents_of(text, published=published)
    found = quotations(documents, find_mentions(documents, REGISTRY), actors=REGISTRY)
    for start, end, surface in zip(found["start"], found["end"], found["surface"], strict=True):
        assert text[start:end] == surface
    return found


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
        ("نفى سيرغي لافروف ذلك، مؤكدا أن الهدنة مستمرة.", "سيرغي لافروف ذلك", "LAVROV"),
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


@pytest.mark.parametrize("occasion", ["في اتصال هاتفي مع تركيا", "عن الهدنة", "للصحفيين", "له", "قائلا"])
def test_where_only_the_occasion_is_told_the_speaker_goes_on(occasion: str) -> None:
    found = speech_in(f"قالت روسيا إن الهدنة مستمرة. وأضافت {occasion} أن الوضع هادئ.")
    assert found["speaker"].isna().tolist() == [False, True]
    assert found["actor_id"].tolist() == ["RUS", "RUS"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("قالت روسيا إن الهدنة مستمرة. ويعتقد أن الحافلات عادت.", ["RUS", None]),
        ("قالت روسيا إن الهدنة مستمرة. ويقول إن الحافلات عادت.", ["RUS", "RUS"]),
        ("قالت روسيا إن الهدنة مستمرة. تركيا يتوقع أن تنسحب.", ["RUS", "TUR"]),
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
    assert found["actor_id"].fillna("").tolist() == ["RUS", "", ""]
    found = speech_in("قالت روسيا إن الهدنة مستمرة. وتراقبها تركيا. وأضافت أن الوضع هادئ.")
    assert found["actor_id"].tolist() == ["RUS", "RUS"]


def test_a_quotation_may_hold_several_sentences() -> None:
    found = speech_in('وقال سيرغي لافروف: "بدأت الهدنة اليوم. وقال لنا الجميع إنهم ملتزمون". وقالت تركيا إنها تراقب.')
    assert found["surface"].tolist() == ["بدأت الهدنة اليوم. وقال لنا الجميع إنهم ملتزمون", "إنها تراقب"]
    assert found["actor_id"].tolist() == ["LAVROV", "TUR"]
    assert found["direct"].tolist() == [True, False]


@pytest.mark.parametrize(
    "text", ["زار الوفد مدينة حمص", "تنظيم «داعش»", "جرى اتفاق بين روسيا وتركيا على أن تعود الحافلات", ""]
)
def test_no_speech(text: str) -> None:
    assert speech_in(text).empty


def test_bad_input() -> None:
    documents = documents_of("قالت روسيا إن الهدنة مستمرة.")
    with pytest.raises(ValueError, match="lacks the columns"):
        quotations(documents, pd.DataFrame({"doc_id": ["d"]}))


@pytest.mark.parametrize(("words", "count"), [(3, 0), (4, 1)])
def test_speech_between_quotation_marks_has_four_words(words: int, count: int) -> None:
    assert len(speech_in(f"قال الوزير «{' '.join(['كلمة'] * words)}».")) == count


@pytest.mark.parametrize(("words", "count"), [(14, 1), (15, 0)])
def test_a_speaker_has_fourteen_words_at_most(words: int, count: int) -> None:
    assert len(speech_in(f"أعلن {'كلمة ' * words}أن الحافلات غادرت.")) == count


PERSON, NAME = ("لافروف", "LAVROV", "name"), ("روسيا", "RUS", "name")
METONYM, DESCRIPTION, ADJECTIVE = (
    ("موسكو", "RUS", "metonym"),
    ("الجيش", "ARMY", "description"),
    ("تركي", "TUR", "adjective"),
)


@pytest.mark.parametrize(
    ("best", "other"),
    [
        (PERSON, NAME),
        (PERSON, METONYM),
        (NAME, DESCRIPTION),
        (METONYM, DESCRIPTION),
        (DESCRIPTION, ADJECTIVE),
        (NAME, ADJECTIVE),
    ],
)
def test_the_best_mention_of_a_speaker_is_its_actor(best: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    for first, second in ((best, other), (other, best)):
        text = f"قال {first[0]} مع {second[0]} إن الحافلات غادرت."
        mentions = mentions_in({"خبر 0": text}, [("خبر 0", *first), ("خبر 0", *second)])
        found = quotations(documents_of(text), mentions, actors=REGISTRY)
        assert found[["actor_id", "actor_kind"]].to_numpy().tolist() == [[best[1], best[2]]]


def test_the_first_of_two_equal_mentions_is_the_actor_of_a_speaker() -> None:
    for first, second in ((NAME, METONYM), (METONYM, NAME)):
        text = f"قال {first[0]} مع {second[0]} إن الحافلات غادرت."
        mentions = mentions_in({"خبر 0": text}, [("خبر 0", *first), ("خبر 0", *second)])
        assert quotations(documents_of(text), mentions, actors=REGISTRY)["actor_kind"].tolist() == [first[2]]
