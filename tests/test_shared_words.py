"""Which sentence says best what the others say: the same one whatever the order in which its words are counted."""

from itertools import islice

import pytest

from corpus_tools.figures.shared_words import SharedWords

SHARED = "غادرت الحافلات التي تقل المقاتلين وعائلاتهم حي الوعر صباح السبت نحو إدلب"
SENTENCES = [
    "قصف",
    "قال الناطق إن الحافلات وصلت إلى إدلب بعد ساعات من الانتظار على الطريق",
    SHARED,
    f"{SHARED} وجرابلس",
    "قصف",
]


def test_the_sentence_whose_words_recur_is_chosen() -> None:
    assert SharedWords(SENTENCES).most_shared([1, 2, 3]) in (2, 3)
    assert SharedWords(SENTENCES).most_shared([0, 4]) == 0


@pytest.mark.parametrize("sentences", [SENTENCES, [*SENTENCES, *SENTENCES], ["قصف\nقصف", *SENTENCES]])
def test_a_sentence_counts_once_and_so_do_the_same_words(sentences: list[str]) -> None:
    counted = SharedWords(sentences).everywhere
    assert counted["قصف"] == 1
    assert counted["الحافلات"] == 3
    assert list(islice(counted.values(), 1)) == [1]
