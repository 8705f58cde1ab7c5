"""The bounds of the analysis of words: spellings and endings at which one lemma gives way to another."""

import pytest

from corpus_tools import analyze_words


@pytest.mark.parametrize(
    ("word", "proclitics", "lemma"),
    [
        ("فسهأم", ["ف"], "سهام"),  # a name with a hamza of its own, rather than a word that is not known
        ("لينأ", [], "لين"),  # rather than the name لينا
        ("بلورأ", [], "بلور"),  # rather than the name لورا after ب
        ("ألقت", [], "ألقى"),  # rather than the rare ألق
        ("ألقتا", [], "ألقى"),
        ("ألقوا", [], "ألقى"),
        ("راعتا", [], "راعى"),
        ("ارتدوا", [], "ارتدى"),
        ("بيعاا", [], "بيعاا"),  # an alef of nunation follows neither ا nor ة
        ("أعجةا", [], "أعجةا"),
        ("إتاءا", [], "إتاء"),  # careless, but nothing else
        ("آنسةه", [], "آنسةه"),  # ة is ت before a pronoun
        ("مبناها", [], "مبنى"),  # ا is ى before a pronoun
    ],
)
def test_a_word_has_the_lemma_that_is_likelier(word: str, proclitics: list[str], lemma: str) -> None:
    row = analyze_words([word]).iloc[0]
    assert (list(row["proclitics"]), row["lemma"]) == (proclitics, lemma)
