"""The help of the command and its errors of usage in the reader's language; the parser itself holds the English."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NoReturn

#: Where POSIX systems say the language of messages, the first that is set counts.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are in the language of its help."""

    #: What an error begins with where the help is in Arabic.
    arabic_error = ""

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong with it, and exit."""
        if not self.arabic_error:
            super().error(message)
        from corpus_tools.reasons import message_in_words  # noqa: PLC0415 - help does not wait for it

        self.print_usage(sys.stderr)
        argument, sign, wrong = message.partition(": ") if message.startswith("argument ") else ("", "", message)
        of = argument.removeprefix("argument ") + sign
        self.exit(2, f"{self.prog}: {self.arabic_error}{of}{message_in_words(wrong, 'ar')}\n")


def language_last(arguments: Sequence[str]) -> list[str]:
    """Return arguments with a language that is named before the command, which is where many look for it, behind it."""
    size = 2 if arguments[:1] == ["--lang"] else int(arguments[0].startswith("--lang=")) if arguments else 0
    return [*arguments[size:], *arguments[:size]]


def is_arabic_asked_for(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the arguments ask for Arabic, or where they name no language the environment does."""
    for place, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == "--lang":
            return (value if sign else "".join(arguments[place + 1 : place + 2])) == "ar"
    known = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return known.split("_")[0].split(".")[0].lower() == "ar"


def translate_help(parser: Parser) -> None:
    """Put the texts of a parser and its commands into Arabic, in place; a text that has no translation stays."""
    # JSON, since a reader of YAML is slow to load and help is answered at once.
    texts: dict[str, str] = json.loads(files("corpus_tools").joinpath("data/command_help.json").read_text("utf-8"))[
        "ar"
    ]

    class ArabicHelp(argparse.RawDescriptionHelpFormatter):
        def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
            super().add_usage(usage, actions, groups, texts["usage: "] if prefix is None else prefix)

    for one in _with_commands(parser):
        one.formatter_class, one.arabic_error = ArabicHelp, texts["error: "]
        if one.description:
            sentence = one.description
            what = sentence[0].lower() + sentence[1:].removesuffix(".")
            one.description = texts.get(sentence) or (f"{texts[what]}." if what in texts else sentence)
        if one.epilog:
            one.epilog = one.epilog.replace("example:", texts["example:"], 1)
        for group in one._action_groups:  # noqa: SLF001 - argparse shows them no other way
            group.title = texts.get(group.title or "", group.title)
        for action in _actions(one):
            action.help = texts.get(action.help or "", action.help)


def _with_commands(parser: Parser) -> Iterator[Parser]:
    """Yield a parser and those of its commands."""
    yield parser
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            yield from action.choices.values()


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of a parser, and its commands as they are listed."""
    for action in parser._actions:  # noqa: SLF001
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            yield from action._choices_actions  # noqa: SLF001
