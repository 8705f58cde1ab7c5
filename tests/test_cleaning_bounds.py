"""The bounds of cleaning: one character, word or article more, and a line stays."""

import pytest
from builders import documents_of

from corpus_tools import Step, clean
from corpus_tools.cleaning.boilerplate import remove_captions, remove_initials, remove_phrases
from corpus_tools.cleaning.layout import break_joined_paragraphs, remove_repeated_head
from corpus_tools.cleaning.orthography import remove_tatweel
from corpus_tools.cleaning.recurring import remove_recurring
from corpus_tools.cleaning.rules import Rules

ABBREVIATIONS = [
    "al", "bros", "co", "corp", "dr", "etc", "inc", "jr", "ltd", "mr", "mrs", "no", "prof", "sr", "st", "vs", "Ltd",
]  # fmt: skip
BODY = "وصلت الحافلات إلى إدلب مساء اليوم."


@pytest.mark.parametrize(("blanks", "are_removed"), [(117, True), (118, False)])
def test_initials_stand_in_the_last_120_characters(blanks: int, are_removed: bool) -> None:
    assert bool(list(remove_initials(f"{BODY} ع.ج{' ' * blanks}"))) == are_removed


@pytest.mark.parametrize(("characters", "is_removed"), [(400, True), (401, False)])
def test_a_line_of_a_web_page_has_400_characters_at_most(characters: int, is_removed: bool) -> None:
    link = "اقرأ أيضا: "
    text = f"{BODY}\n{link}{'ن' * (characters - len(link))}"
    assert [text[start:end] for start, end, _ in remove_phrases(text)] == ([text[len(BODY) :]] if is_removed else [])


def test_a_caption_has_three_words_at_most() -> None:
    text = f"{BODY} (صورة من الأرشيف)"
    assert [text[start:end] for start, end, _ in remove_captions(text)] == [" (صورة من الأرشيف)"]


@pytest.mark.parametrize(("characters", "is_removed"), [(2988, True), (2989, False)])
def test_an_abstract_begins_again_within_3000_characters(characters: int, is_removed: bool) -> None:
    title, begins = "عنوان قصير\n", "قال الوزير إن الحافلات وصلت إلى الحي القديم في المدينة "
    abstract = f"{begins}{'ن' * (characters - len(begins) - 1)} "
    edits = list(remove_repeated_head(f"{title}{abstract}{abstract}وعادت."))
    assert edits == ([(len(title), len(title) + characters, "")] if is_removed else [])


@pytest.mark.parametrize(("different", "recurs"), [(7, False), (8, True)])
def test_a_line_recurs_where_eight_of_ten_articles_differ(different: int, recurs: bool) -> None:
    texts = [
        f"نشرة يومية لأهم الأخبار\nخرجت الدفعة رقم {min(number, different - 1)} من الحي بعد الاتفاق.\nوعادوا."
        for number in range(10)
    ]
    assert bool(list(remove_recurring(texts, [""] * 10, [""] * 10, rules=Rules()))) == recurs


def test_sixty_four_steps_can_be_told_apart() -> None:
    steps = [Step(f"step {number}", lambda _: []) for number in range(65)]
    clean(documents_of("حمص"), steps=steps[:64])
    with pytest.raises(ValueError, match="65 cleaning steps are too many; 64 can be told apart"):
        clean(documents_of("حمص"), steps=steps)


def test_the_edits_of_the_last_of_64_steps_lead_back() -> None:
    def double(text: str) -> list[tuple[int, int, str]]:
        return [(0, 1, text[0] * 2)]

    steps = [*(Step(f"step {number}", lambda _: []) for number in range(63)), Step("last", double)]
    texts, edits = clean(documents_of("حمص"), steps=steps)
    assert texts["text"].tolist() == ["ححمص"]
    assert edits[["step", "before", "after"]].to_numpy().tolist() == [["last", "", "ح"]]


@pytest.mark.parametrize(
    ("word", "is_break"),
    [
        *(
            (word, False)
            for word in [
                "al",
                "bros",
                "co",
                "corp",
                "dr",
                "etc",
                "inc",
                "jr",
                "ltd",
                "mr",
                "mrs",
                "no",
                "prof",
                "sr",
                "st",
                "vs",
                "Ltd",
            ]
        ),
        ("Homs", True),
        ("المدينة", True),
    ],
)
def test_a_comma_after_a_latin_abbreviation_is_no_break(word: str, is_break: bool) -> None:
    assert bool(list(break_joined_paragraphs(f"غادرت {word}., ثم عادت الحافلات"))) == is_break


@pytest.mark.parametrize("conjunction", ["", "و", "ف"])
@pytest.mark.parametrize("prefix", ["ب", "ل", "ك", "س", "ال", "بال", "كال", "لل", ""])
def test_tatweel_stays_behind_a_prefix_before_a_number(conjunction: str, prefix: str) -> None:
    text = f"غادرت {conjunction}{prefix}ـ25 حافلة"
    stays = bool(conjunction + prefix)
    assert (not list(remove_tatweel(text))) == stays
    assert list(remove_tatweel(f"غادرت بحلـب {prefix}")) != []
