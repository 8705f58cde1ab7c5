"""Keys of spellings: what is cut, put before or after a word has the key of the spelling that it makes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.script import is_any_of
from corpus_tools.words import spellings as sp
from corpus_tools.words.lexicon import load_lexicon

WORDS = st.text(alphabet="ابتثجوءأإآىيةَ\U0001f600a", min_size=1, max_size=12)


def stems(words: list[str]) -> sp.Stems:
    laid = sp.Spellings(sp.BREAK.join(words))
    lengths = laid.ends - laid.starts
    return sp.Stems(laid.keys(), lengths, laid.windows[laid.starts], laid.windows[laid.ends - sp.WINDOW])


def units(word: str) -> int:
    return len(word.encode("utf-16-le")) // 2


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_a_part_of_a_word_has_the_key_of_its_letters(words: list[str], data: st.DataObject) -> None:
    words = [word.replace("\U0001f600", "") or "ا" for word in words]
    laid = sp.Spellings(sp.BREAK.join(words))
    row = data.draw(st.integers(0, len(words) - 1))
    start = data.draw(st.integers(0, len(words[row])))
    end = data.draw(st.integers(start, len(words[row])))
    places = np.array([row]), laid.starts[[row]] + start, laid.starts[[row]] + end
    part = words[row][start:end]
    assert int(laid.keys_written(*places)[0]) == sp.key_of(part)
    assert int(laid.keys_folded(*places)[0]) == sp.key_of(part.translate(sp.WITHOUT_SEATS))
    assert sp.spell(laid.written, *places[1:]) == [part]


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_the_end_of_a_word_is_looked_up_with_its_final_ya(words: list[str]) -> None:
    laid = sp.Spellings(sp.BREAK.join(words))
    keys = laid.keys_looked_up(np.arange(len(words)), laid.starts)
    folded = [word.translate(sp.WITHOUT_SEATS) for word in words]
    folded = [word[:-1] + "ي" if word.endswith("ى") else word for word in folded]
    assert keys.tolist() == sp.Spellings(sp.BREAK.join(folded)).keys().tolist()


@given(st.text(alphabet="ابتةي", min_size=4, max_size=9), st.text(alphabet="ابتةي", max_size=3))
def test_letters_are_put_before_and_after_and_taken_away(word: str, letters: str) -> None:
    (key,), (length,), _, (tail,) = stem = stems([word])
    assert int(sp.append_key(stem.key, stem.length, letters)[0]) == sp.key_of(word + letters)
    assert int(sp.prepend_key(stem.key, letters)[0]) == sp.key_of(letters + word)
    assert int(stem.without_first()[0]) == sp.key_of(word[1:])
    assert int(stem.without_last(word[-2:])[0]) == sp.key_of(word[:-2])
    assert (int(key), int(length)) == (sp.key_of(word), len(word))
    assert int(tail) == sp.pack(word[-sp.WINDOW :])
    if letters:
        assert int(sp.replace_tail(stem.tail, word[-1:], letters)[0]) == sp.pack((word[-4:-1] + letters)[-4:])


@given(st.text(alphabet="ابت", min_size=4, max_size=6), st.text(alphabet="ابت", min_size=1, max_size=3))
def test_beginnings_and_endings(word: str, letters: str) -> None:
    stem = stems(["ابتا", word, "تبا"]).take(np.array([1]))
    assert bool(stem.begin_with(letters)[0]) == word.startswith(letters)
    assert bool(stem.end_in(letters)[0]) == word.endswith(letters)
    assert [chr(int(stem.letter_from_end(place)[0])) for place in (1, 2, 3, 4)] == [*word[:-5:-1]]
    assert chr(int(stem.letter(1)[0])) == word[0]
    assert bool(is_any_of(stem.letter(1), "اب")[0]) == (word[0] in "اب")


@pytest.mark.parametrize("words", [["", "ا", ""], ["م" * 70_000, "و", "م" * 2_000], ["\U0001f600", "و"]])
def test_words_of_any_length(words: list[str]) -> None:
    laid = sp.Spellings(sp.BREAK.join(words))
    assert (laid.ends - laid.starts).tolist() == [units(word) for word in words]
    assert laid.keys().tolist()[-1] == sp.Spellings(words[-1]).keys().tolist()[0]
    assert sp.spell(laid.written, laid.starts, laid.ends) == words


def test_no_two_spellings_of_the_lexicon_share_a_key() -> None:
    lexicon = load_lexicon()
    spelled = sorted({word.translate(sp.WITHOUT_SEATS) for word in lexicon.spell(np.arange(len(lexicon.starts)))})
    assert len(set(sp.Spellings(sp.BREAK.join(spelled)).keys().tolist())) == len(spelled)
