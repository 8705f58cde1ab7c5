"""The characters that the tokenizer knows: each belongs to a token that others end."""

from collections.abc import Iterator

import pytest
from builders import tokens_of

from corpus_tools.tokens import patterns


def tokens_in(text: str) -> list[str]:
    """Return the tokens of a text."""
    tokens = tokens_of(text)
    return tokens.vocabulary["surface"].iloc[tokens.table["word"]].tolist()


@pytest.mark.parametrize("letter", [*"دأامصتطجشقه"])
@pytest.mark.parametrize("blank", ["", " ", "\u00a0"], ids=ascii)
def test_a_title_of_one_letter_keeps_its_dot(letter: str, blank: str) -> None:
    assert tokens_in(f"قال {letter}.{blank}سمير") == ["قال", f"{letter}.", "سمير"]


def test_another_letter_keeps_no_dot() -> None:
    assert tokens_in("قال و. سمير") == ["قال", "و", "سمير"]
    assert tokens_in("قال د.\u2009سمير") == ["قال", "د", "سمير"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2.5", ["2.5"]),
        ("٢٫٥", ["٢٫٥"]),
        ("2,500", ["2,500"]),
        ("٢٬٥٠٠", ["٢٬٥٠٠"]),
        ("2،500", ["2", "500"]),
        ("2015,2016", ["2015", "2016"]),
        ("5%", ["5%"]),
        ("٥٪", ["٥٪"]),
        ("5‰", ["5‰"]),
        ("5€", ["5"]),
        ("%5", ["%5"]),
        ("O'Neil", ["O'Neil"]),
        ("O’Neil", ["O’Neil"]),
        ("O`Neil", ["O", "Neil"]),
        ("#حلب", ["#حلب"]),
        ("＃حلب", ["＃حلب"]),
        ("@user", ["@user"]),
        ("&user", ["user"]),
    ],
)
def test_signs_inside_a_token(text: str, tokens: list[str]) -> None:
    assert tokens_in(f"قال {text} ثم") == ["قال", *tokens, "ثم"]


@pytest.mark.parametrize("sign", [*".,:;!?؟)]}'…"])
def test_an_address_ends_before_a_sign(sign: str) -> None:
    assert tokens_in(f"قال www.example.org/a{sign} ثم") == ["قال", "www.example.org/a", "ثم"]


@pytest.mark.parametrize("sign", [*'<>"«»،؛{}|\\^`'])
def test_a_sign_that_no_address_holds(sign: str) -> None:
    assert tokens_in(f"قال www.example.org/a{sign}b ثم") == ["قال", "www.example.org/a", "b", "ثم"]


@pytest.mark.parametrize(
    "emoji",
    [*"☀➿⭐⭕🀀🈀🏺🐀🫿", "👍🏻", "👍🏿", "❤\ufe0f", "🇸🇾", "👨\u200d👩\u200d👧"],
    ids=ascii,
)
def test_an_emoji_is_one_token(emoji: str) -> None:
    assert tokens_in(f"قال {emoji} ثم") == ["قال", emoji, "ثم"]


@pytest.mark.parametrize("piece", ["👩\u200d", "http://", "www.", "http://www."])
def test_a_long_token_is_looked_at_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    once = patterns._try_patterns

    def note(text: str, at: int) -> Iterator[tuple[int, int]]:
        tried.append(at)
        return once(text, at)

    monkeypatch.setattr(patterns, "_try_patterns", note)
    assert tokens_in(f"{piece * 40}👩") == [f"{piece * 40}👩"]
    assert len(tried) <= 2, "each sign of it would be read to the end of the token"
