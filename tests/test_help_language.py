"""Help in Arabic."""

import pytest

from corpus_tools.cli import build_parser, main
from corpus_tools.help_language import (
    Parser,
    _actions,
    _with_commands,
    is_arabic_asked_for,
    language_last,
    translate_help,
)


@pytest.mark.parametrize(
    ("arguments", "environment", "is_arabic"),
    [
        (["figures", "--help", "--lang", "ar"], {}, True),
        (["figures", "--lang=ar", "--help"], {"LANG": "en_US.UTF-8"}, True),
        (["figures", "--lang", "en", "--help"], {"LANG": "ar_SY.UTF-8"}, False),
        (["--help"], {"LANG": "ar_SY.UTF-8"}, True),
        (["--help"], {"LC_ALL": "C", "LANG": "ar_SY.UTF-8"}, False),
        (["--help"], {"LC_ALL": "", "LANG": "ar.UTF-8"}, True),
        (["--help"], {"LANG": "arn_CL"}, False),
        (["--help", "--lang"], {}, False),
        (["--help"], {}, False),
    ],
)
def test_the_language_of_the_help(arguments: list[str], environment: dict[str, str], is_arabic: bool) -> None:
    assert is_arabic_asked_for(arguments, environment) == is_arabic


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--lang", "ar", "--help"], ["--help", "--lang", "ar"]),
        (["--lang=ar", "check", "مقالات"], ["check", "مقالات", "--lang=ar"]),
        (["check", "مقالات", "--lang", "ar"], ["check", "مقالات", "--lang", "ar"]),
        ([], []),
    ],
)
def test_a_language_before_the_command_is_one_behind_it(arguments: list[str], expected: list[str]) -> None:
    assert language_last(arguments) == expected


def texts_of(parser: Parser) -> list[str]:
    texts: list[str | None] = []
    for one in _with_commands(parser):
        texts += [one.description, one.epilog, *(group.title for group in one._action_groups)]
        texts += [action.help for action in _actions(one)]
    return [text for text in texts if text]


def test_every_text_of_the_help_is_translated() -> None:
    parser = build_parser()
    before = texts_of(parser)
    translate_help(parser)
    assert [english for english, arabic in zip(before, texts_of(parser), strict=True) if english == arabic] == []


def test_the_command_answers_in_arabic(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["figures", "--help", "--lang", "ar"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("الاستعمال: corpus-tools figures")
    assert "مثال:\n  corpus-tools figures" in said
    assert "usage" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["figures", "مقالات", "--top", "س"], "--top: ليس «س» عدداً صحيحاً من 1 فصاعداً"),
        (["ارسم"], "COMMAND: ليس «ارسم» من القيم الممكنة، وهي "),
        (["dates"], "لا بد من ذكر CORPUS"),
        (["dates", "مقالات", "--مجهول"], "خيارات غير معروفة: --مجهول"),
    ],
)
def test_wrong_usage_is_told_in_arabic(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ar_SY.UTF-8")
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert f"خطأ: {said}" in capsys.readouterr().err
