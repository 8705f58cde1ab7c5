"""The command `corpus-tools`: what it can be asked, and what it says when it cannot answer."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module, metadata
from typing import TypeAlias

_DESCRIPTION = "Timelines, terms and actors in Arabic news corpora, each number traced back to its sentence."

# Exit codes of a shell for a command that was stopped by Ctrl-C or whose reader went away.
_INTERRUPTED, _PIPE_CLOSED = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands after `corpus-tools`; by default what the shell passed.

    Returns
    -------
    int
        0 when it did what was asked, 1 when it could not, 130 when it was interrupted. (Wrong usage exits with 2.)

    Examples
    --------
    >>> main(["check", "no/such/folder"])
    1
    """
    options = build_parser().parse_args(arguments)
    try:
        # Commands are imported after parsing, so that --help and wrong usage are answered at once.
        run = getattr(import_module(f"corpus_tools.{options.module}"), options.function)
        code = int(run(options))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail("stopped before it was done; files that were being written are left as they were", _INTERRUPTED)
    except BrokenPipeError:
        # Python flushes standard output once more at exit; nobody reads it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail("stopped, since what reads its output was closed", _PIPE_CLOSED)
    except (ValueError, TypeError, OSError, ImportError) as error:
        return _fail(_one_line(error))
    return code


def _fail(message: str, code: int = 1) -> int:
    """Say in one line on standard error why nothing came of it."""
    print(f"corpus-tools: {message}", file=sys.stderr)
    return code


def _one_line(error: Exception) -> str:
    """Tell an error in one line; what the system reports gets the file it is about."""
    if isinstance(error, OSError) and error.strerror:
        # Files are written in a hidden folder first; what counts is where they were to go.
        where = str(error.filename or "").split(f"{os.sep}.partial-")[0]
        return f"{where}: {error.strerror}" if where else error.strerror
    return "; ".join(line.strip() for line in str(error).splitlines() if line.strip())


def build_parser() -> argparse.ArgumentParser:
    """Describe what the command can be asked."""
    parser = argparse.ArgumentParser(prog="corpus-tools", description=_DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"corpus-tools {metadata.version('corpus-tools')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_figures(commands)
    _add_check(commands)
    _add_kwic(commands)
    for name, what in (
        ("dates", "every temporal expression, with its interval on the calendar"),
        ("terms", "every term, with how often and how evenly it occurs"),
        ("mentions", "every mention of an actor, with the name that was used"),
    ):
        _add_table(commands, name, what)
    _add_verify(commands)
    return parser


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse names it no other way


def _add(
    commands: _Commands, name: str, what: str, example: str, *, module: str, function: str
) -> argparse.ArgumentParser:
    """Add a command with an example of its use."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(module=module, function=function)
    return parser


def _add_corpus(parser: argparse.ArgumentParser, *, default: str | None = None) -> None:
    """Add the corpus that a command works on, and what is known about it from outside."""
    parser.add_argument(
        "corpus",
        metavar="CORPUS",
        nargs="?" if default else None,
        default=default,
        help="a file, a folder or a pattern" + (f" (default: {default})" if default else ""),
    )
    parser.add_argument(
        "--metadata",
        metavar="CSV",
        help="a table with path and what is known of each file (default: metadata.csv beside the files)",
    )


def _add_figures(commands: _Commands) -> None:
    """Add `figures`."""
    parser = _add(
        commands,
        "figures",
        "draw when things happened, top terms, who is mentioned with whom, how that changes, and what sets parts apart",
        "corpus-tools figures articles/ --out report/ --lang ar --format png,svg,pdf",
        module="commands.figures",
        function="figures",
    )
    _add_corpus(parser, default="seeds")
    parser.add_argument("--out", metavar="DIR", default="figures", help="where to write (default: figures)")
    parser.add_argument("--lang", choices=["ar", "en"], default="ar", help="language and direction (default: ar)")
    parser.add_argument(
        "--format",
        metavar="LIST",
        type=_formats,
        default=_formats("png,svg,pdf"),
        help="png, svg and pdf, with commas between (default: all)",
    )
    parser.add_argument("--digits", choices=["western", "arab"], default="western", help="2017 or ٢٠١٧")
    parser.add_argument(
        "--months",
        choices=["levant", "egypt", "maghreb", "morocco", "twin"],
        default="levant",
        help="names of the months: آذار, مارس, or both (twin)",
    )
    parser.add_argument(
        "--top", metavar="N", type=_positive, help="how many bars to draw (default: as many as read well)"
    )
    _add_events(parser)
    _add_actors(parser)


def _add_actors(parser: argparse.ArgumentParser) -> None:
    """Add the registry of actors."""
    parser.add_argument("--actors", metavar="YAML", help="your own registry of actors (default: the one that ships)")


def _add_events(parser: argparse.ArgumentParser) -> None:
    """Add the table of named events that expressions such as «منذ بداية الحرب» are resolved by."""
    parser.add_argument("--events", metavar="YAML", help="your own table of named events (default: the one that ships)")


def _add_check(commands: _Commands) -> None:
    """Add `check`."""
    parser = _add(
        commands,
        "check",
        "say what was read: documents, dates, sources, encodings, duplicates and problems",
        "corpus-tools check articles/",
        module="commands.check",
        function="check",
    )
    _add_corpus(parser)


def _add_kwic(commands: _Commands) -> None:
    """Add `kwic`."""
    parser = _add(
        commands,
        "kwic",
        "show every occurrence of a word or phrase in its context, from right to left",
        "corpus-tools kwic articles/ 'المعارضة السورية' --width 40",
        module="commands.kwic",
        function="kwic",
    )
    _add_corpus(parser)
    parser.add_argument("query", metavar="QUERY", help="a word or phrase; * stands for any letters, ? for one")
    parser.add_argument(
        "--form",
        choices=["lemma", "stem", "folded", "surface"],
        default="lemma",
        help="what must agree: the lemma (default), the word without clitics, its folded spelling, its very letters",
    )
    parser.add_argument(
        "--width", metavar="N", type=_positive, help="characters of context on each side (default: as many as fit)"
    )
    parser.add_argument("--limit", metavar="N", type=_positive, help="show only the first N lines")
    parser.add_argument(
        "--out", metavar="FILE", help="a page that ends in .html or a table that ends in .csv (default: the terminal)"
    )
    parser.add_argument("--sort", choices=["text", "before", "after"], default="text", help="order of the lines")
    parser.add_argument(
        "--visual",
        action="store_true",
        help="join and order the letters here, for a terminal that shows Arabic unjoined or backwards",
    )


def _add_table(commands: _Commands, name: str, what: str) -> None:
    """Add a command that writes a table."""
    parser = _add(
        commands,
        name,
        f"write a table of {what}",
        f"corpus-tools {name} articles/ --out {name}.csv",
        module="commands.tables",
        function=name,
    )
    _add_corpus(parser)
    parser.add_argument(
        "--out", metavar="FILE", help="a file that ends in .csv or .parquet (default: CSV on standard output)"
    )
    if name == "terms":
        parser.add_argument(
            "--form",
            choices=["lemma", "stem", "folded", "surface"],
            default="lemma",
            help="what makes two words one term",
        )
        parser.add_argument(
            "--by", metavar="WHAT", help="count apart: day, week, month, year, document or a column such as source"
        )
        parser.add_argument("--ngram", metavar="N", type=_positive, default=1, help="how many words make a term")
    if name == "dates":
        _add_events(parser)
    if name == "mentions":
        _add_actors(parser)


def _add_verify(commands: _Commands) -> None:
    """Add `verify`."""
    parser = _add(
        commands,
        "verify",
        "check that figures and tables are still what their passports say",
        "corpus-tools verify figures/",
        module="commands.figures",
        function="verify",
    )
    parser.add_argument(
        "directory", metavar="DIR", nargs="?", default="figures", help="where they lie (default: figures)"
    )


def _formats(text: str) -> list[str]:
    """Read a list of formats."""
    formats = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [part for part in formats if part not in ("png", "svg", "pdf")]
    if unknown or not formats:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of png, svg and pdf, such as png,svg")
    return list(dict.fromkeys(formats))


def _positive(text: str) -> int:
    """Read a number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
