"""The command `corpus-tools`: its arguments, and one line on standard error when it fails."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module, metadata
from io import TextIOWrapper
from typing import TYPE_CHECKING, TypeAlias

from corpus_tools.arguments import compared, field_and_name, formats, limit, listed, output, path_or_none, positive
from corpus_tools.garbage import give_large_back, rare_collection
from corpus_tools.help_language import Parser, is_arabic_asked_for, language_last, translate_help
from corpus_tools.places import is_address, without_scheme
from corpus_tools.terminal import ending_in_order, printable

if TYPE_CHECKING:
    from corpus_tools.locale import Lang

_DESCRIPTION = "Timelines, terms and actors in Arabic news corpora, each number traced back to its sentence."

# Exit codes of a shell for a command stopped by Ctrl-C, and for one whose output nobody reads any more.
_INTERRUPTED, _PIPE_CLOSED = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The arguments after `corpus-tools`; by default those of the shell.

    Returns
    -------
    int
        The exit code: 0 for success, 1 for failure, 130 for an interruption; wrong usage exits with 2.

    Examples
    --------
    >>> main(["check", "no/such/folder"])
    1
    """
    # The other allocators of pyarrow, which is not imported yet, keep what is freed.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # where a terminal has no Arabic, letters are printed as escapes
            stream.reconfigure(errors="backslashreplace")
    given = language_last(sys.argv[1:] if arguments is None else arguments)
    spoken: Lang = "ar" if is_arabic_asked_for(given) else "en"
    parser = build_parser()
    if spoken == "ar":
        translate_help(parser)
    options = parser.parse_args(given, argparse.Namespace(spoken=spoken))
    try:
        if getattr(options, "out", None) is not None:
            options.out = _of_this_machine(options.out)
        # Commands are imported after parsing, so that --help and wrong usage are answered at once.
        run = getattr(import_module(f"corpus_tools.{options.module}"), options.function)
        give_large_back()
        with rare_collection(), ending_in_order():
            code = int(run(options))
        sys.stdout.flush()
    except KeyboardInterrupt:
        message = "stopped before it was done; files that were being written are left as they were"
        return _fail([message], spoken, _INTERRUPTED)
    except BrokenPipeError:
        # Python flushes standard output once more at exit; nobody reads it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail(["stopped, since what reads its output was closed"], spoken, _PIPE_CLOSED)
    except (ValueError, TypeError, OSError, ImportError) as error:
        return _fail(_lines_of(error), spoken)
    return code


def _of_this_machine(out: str) -> str:
    """Return the path that ``--out`` names; a ValueError says that it is an address."""
    if is_address(out):
        raise ValueError(f"--out {out!r} is an address; results are written on this machine: name a file here")
    return without_scheme(out)


def _fail(lines: Sequence[str], spoken: "Lang", code: int = 1) -> int:
    """Print on one line why the command failed, and return its exit code."""
    if spoken == "ar":  # the words are loaded only where they are needed
        message_in_words = import_module("corpus_tools.reasons").message_in_words
        lines = [message_in_words(line, spoken) for line in lines]
    print(f"corpus-tools: {printable({'ar': '؛ ', 'en': '; '}[spoken].join(lines))}", file=sys.stderr)
    return code


def _lines_of(error: Exception) -> list[str]:
    """Return the lines of an error; one of the system begins with its file."""
    if isinstance(error, OSError) and error.strerror:
        # Files are first written in a hidden folder; the reader knows their destination.
        where = str(error.filename or "").split(f"{os.sep}.partial-")[0]
        return [f"{where}: {error.strerror}" if where else error.strerror]
    return [line.strip() for line in str(error).splitlines() if line.strip()]


_Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - argparse names it no other way
_FORMS = ["lemma", "stem", "folded", "surface"]
_FIGURES = [
    "timeline", "calendar", "lag", "terms", "mentions", "co_mentions", "network", "pairs", "trend", "actor_trend",
    "keyness", "collocations", "actor_names",
]  # fmt: skip
_ALL_TOKENS = "count the words of names and dates one by one (default: a name is one term and a date none)"
_SAMPLED = ["dates", "mentions", "terms", "quotations"]


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser(prog="corpus-tools", description=_DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"corpus-tools {metadata.version('corpus-tools')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_figures(commands)
    _add_report(commands)
    _add_diff(commands)
    _add_check(commands)
    _add_kwic(commands)
    _add_build(commands)
    for name, what in (
        ("dates", "every temporal expression, with its interval on the calendar"),
        ("events", "every dated sentence in the order of time, or a calendar or timeline that other programs open"),
        ("terms", "every term, with how often and how evenly it occurs"),
        ("mentions", "every mention of an actor, with the name that was used"),
        ("quotations", "everything that is said by somebody: the words, the speaker, the verb and the stance"),
    ):
        _add_table(commands, name, what)
    _add_sample(commands)
    _add_notebooks(commands)
    what = "check that figures and tables are still what their passports say"
    verify = _add(commands, "verify", what, "verify figures/", module="figures")
    verify.add_argument(
        "directory", metavar="DIR", nargs="?", default="figures", help="where they lie (default: figures)"
    )
    _add_language(verify)
    return parser


def _add(commands: _Commands, name: str, what: str, example: str, *, module: str) -> argparse.ArgumentParser:
    """Add a command with an example of its use; the function of its name in a module of `commands` runs it."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"example:\n  corpus-tools {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(module=f"commands.{module}", function=name)
    return parser


def _add_corpus(
    parser: argparse.ArgumentParser,
    *,
    default: str | None = None,
    about: str = "a file, a folder, a pattern or a store",
) -> None:
    """Add the corpus that a command works on, and what is said of its files and of its cleaning."""
    about += f" (default: {default})" if default else ""
    parser.add_argument("corpus", metavar="CORPUS", nargs="?" if default else None, default=default, help=about)
    _add_reading(parser)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what is said of the files of a corpus and of its cleaning."""
    about = "a table with path and what is known of each file (default: metadata.csv beside the files)"
    parser.add_argument("--metadata", metavar="CSV", help=about)
    about = "what the files call a field, such as text=title for headlines only (may be given several times)"
    parser.add_argument("--fields", metavar="FIELD=NAME", type=field_and_name, action="append", help=about)
    about = "how much a file may hold, where a message names a limit, such as columns=2000 (may be given several times)"
    parser.add_argument("--limits", metavar="LIMIT=N", type=limit, action="append", help=about)
    about = "your own list of recurring lines that stay (`keep:`) or go as well (`remove:`)"
    parser.add_argument("--boilerplate", metavar="YAML", help=about)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    """Add which documents of the corpus are taken."""
    about = "only articles published from this day, month or year on: 2017-05-20, 2017-05, 2017"
    parser.add_argument("--from", dest="first", metavar="DATE", help=about)
    parser.add_argument("--to", dest="last", metavar="DATE", help="only articles published up to this one, included")
    about = "only articles of this source (may be given several times)"
    parser.add_argument("--source", metavar="NAME", action="append", help=about)


def _add_check(commands: _Commands) -> None:
    """Add `check`."""
    what = "say what was read and what to know of it: dates, sources, copies, problems, boilerplate, doubts"
    parser = _add(commands, "check", what, "check articles/ --out check.html", module="check")
    _add_corpus(parser)
    parser.add_argument(
        "--out", metavar="FILE", type=output, help="a page that ends in .html or a table that ends in .csv"
    )
    _add_language(parser)


def _add_language(parser: argparse.ArgumentParser) -> None:
    """Add in which language a command speaks that writes nothing in one of them."""
    about = "language of what the command says (default: that of your system, or else en)"
    parser.add_argument("--lang", choices=["ar", "en"], help=about)


def _add_build(commands: _Commands) -> None:
    """Add `build`."""
    what = "read, clean and search a corpus once, and keep it in a store that every command takes for CORPUS"
    parser = _add(commands, "build", what, "build articles/ --store articles.corpus --jobs 4", module="build")
    _add_corpus(parser, about="a file, a folder or a pattern")
    about = "the folder of the store, which is made, or brought up to date with the files that are new or changed"
    parser.add_argument("--store", metavar="DIR", type=output, required=True, help=about)
    about = "how many processes work on it (default: 1)"
    parser.add_argument("--jobs", metavar="N", type=positive, default=1, help=about)
    about = "the Dask cluster whose workers do it instead, such as tcp://10.0.0.1:8786; give full paths"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=about)
    _add_language(parser)


def _add_figures(commands: _Commands) -> None:
    """Add `figures`."""
    what = (
        "draw when things happened, top terms, who is mentioned with whom, how that changes, and what sets parts apart"
    )
    example = "figures articles/ --out report/ --lang ar --format png,svg,pdf"
    parser = _add(commands, "figures", what, example, module="figures")
    _add_corpus(parser, default="seeds")
    _add_selection(parser)
    add = parser.add_argument
    add("--out", metavar="DIR", type=output, default="figures", help="where to write (default: figures)")
    about = "png, svg and pdf, with commas between (default: all)"
    add("--format", metavar="LIST", type=formats, default=formats("png,svg,pdf"), help=about)
    about = "write the letters of SVG files as text, with the typeface in the file, for pages on the web"
    add("--svg-text", action="store_true", help=about)
    add("--only", metavar="LIST", type=listed, help=f"only these figures, with commas between: {', '.join(_FIGURES)}")
    add("--title", metavar="TEXT", help="the title of the one figure that --only names")
    _add_look(parser)


def _add_report(commands: _Commands) -> None:
    """Add `report`."""
    what = "write one page with all figures and tables, in which each number opens the sentences that it counts"
    parser = _add(commands, "report", what, "report articles/ --out report.html --lang ar --pdf", module="report")
    _add_corpus(parser)
    _add_selection(parser)
    add = parser.add_argument
    about = "a page that ends in .html (default: report.html)"
    add("--out", metavar="FILE", type=output, default="report.html", help=about)
    add("--pdf", action="store_true", help="print it as well, to a PDF file beside it (needs Chromium or Chrome)")
    _add_look(parser)


def _add_diff(commands: _Commands) -> None:
    """Add `diff`."""
    what = "say what differs between two states of a corpus, and which numbers of its figures change by it"
    parser = _add(commands, "diff", what, "diff articles-of-may/ articles-of-june/ --out diff.html", module="diff")
    parser.add_argument("old", metavar="OLD", help="the earlier state: a file, a folder or a pattern")
    parser.add_argument("new", metavar="NEW", help="the later state")
    _add_reading(parser)
    _add_selection(parser)
    parser.add_argument("--out", metavar="FILE", type=output, help="a page that ends in .html, besides the terminal")
    _add_look(parser)


def _add_look(parser: argparse.ArgumentParser) -> None:
    """Add how the standard figures are drawn, and what is counted in them."""
    add = parser.add_argument
    add("--lang", choices=["ar", "en"], default="ar", help="language and direction (default: ar)")
    add("--digits", choices=["western", "arab"], default="western", help="2017 or ٢٠١٧")
    systems, about = (
        ["levant", "egypt", "maghreb", "morocco", "twin"],
        "names of the months: آذار, مارس, or both (twin)",
    )
    add("--months", choices=systems, default="levant", help=about)
    about = "what English figures write beside Arabic words: English names, or the words in Latin letters"
    add("--gloss", choices=["none", "name", "transliteration"], default="none", help=about)
    add("--top", metavar="N", type=positive, help="how many bars to draw (default: as many as read well)")
    add("--copies", action="store_true", help="count each copy of an article (default: copies count once)")
    add("--credit", metavar="TEXT", help="what figures name as their source (default: the corpus and its articles)")
    about = "follow these words, phrases or patterns, with commas between (default: the most frequent words)"
    add("--words", metavar="LIST", type=listed, help=about)
    about = "follow the themes of your dictionary instead of words"
    add("--themes", metavar="YAML", help=about)
    about = "whose names and trend to show, by id or name (may be given several times; default: the most frequent)"
    add("--actor", metavar="NAME", action="append", help=about)
    about = "what to set apart: a column and two of its values (default: two sources, or later and earlier articles)"
    add("--compare", metavar="COLUMN=A,B", type=compared, help=about)
    about = "a file of words, one a line, that figures of words leave out as well"
    add("--stop-words", metavar="FILE", help=about)
    add("--all-tokens", action="store_true", help=_ALL_TOKENS)
    about = "a filled-in sheet of `corpus-tools sample`, whose precision the figures print (may be given several times)"
    add("--validation", metavar="FILE", action="append", default=[], help=about)
    _add_date_options(parser)
    _add_actors(parser)


def _add_sample(commands: _Commands) -> None:
    """Add `sample`."""
    what = "draw a sample of places for you to judge: the sentence, what is claimed of it, and a cell for نعم or لا"
    parser = _add(commands, "sample", what, "sample articles/ dates --out dates.xlsx", module="sample")
    _add_corpus(parser)
    _add_selection(parser)
    add = parser.add_argument
    add("what", metavar="WHAT", choices=_SAMPLED, help=f"what to draw from: {', '.join(_SAMPLED)}")
    add("--out", metavar="FILE", type=output, help="a file that ends in .xlsx or .csv (default: WHAT.sample.xlsx)")
    add("--n", metavar="N", type=positive, default=100, help="how many places (default: 100)")
    add("--by", metavar="COLUMN", help="as many of each group: a column such as kind or source, or month, year …")
    add("--seed", metavar="N", type=int, default=0, help="of the draw; the same seed draws the same (default: 0)")
    add("--lang", choices=["ar", "en"], default="ar", help="language and direction of the sheet (default: ar)")
    _add_date_options(parser)
    _add_actors(parser)


def _add_notebooks(commands: _Commands) -> None:
    """Add `notebooks`."""
    what = "run copies of the notebooks on a corpus, and write each as a notebook and as a page"
    parser = _add(commands, "notebooks", what, "notebooks articles/ --out my-notebooks --lang ar", module="notebooks")
    parser.add_argument("corpus", metavar="CORPUS", help="a file, a folder, a pattern or a store")
    about = "where to write (default: my-notebooks)"
    parser.add_argument("--out", metavar="DIR", type=output, default="my-notebooks", help=about)
    about = "language and direction (default: ar)"
    parser.add_argument("--lang", choices=["ar", "en"], default="ar", help=about)


def _add_actors(parser: argparse.ArgumentParser, *, needed: bool = False) -> None:
    """Add the registry of actors, which can be switched off where it is not needed."""
    about = "your own registry of actors (default: the one that ships, to which `extends: default` adds)"
    off = "" if needed else "; none for no actors"
    parser.add_argument("--actors", metavar="YAML", type=str if needed else path_or_none, help=about + off)


def _add_date_options(parser: argparse.ArgumentParser) -> None:
    """Add what dates are read by: the named events of «منذ بداية الحرب», the calendar of «عام 1402»."""
    about = "your own table of named events (default: the one that ships, to which `extends: default` adds)"
    parser.add_argument("--events", metavar="YAML", type=path_or_none, help=f"{about}; none for no events")
    calendars, about = ["auto", "hijri", "gregorian"], "of years before 1800 that name none (default: what tells it)"
    parser.add_argument("--calendar", choices=calendars, default="auto", help=about)


def _add_kwic(commands: _Commands) -> None:
    """Add `kwic`."""
    what = "show every occurrence of a word or phrase in its context, from right to left"
    parser = _add(commands, "kwic", what, "kwic articles/ 'المعارضة السورية' --width 40", module="kwic")
    _add_corpus(parser)
    _add_selection(parser)
    add = parser.add_argument
    add("query", metavar="QUERY", help="a word or phrase; * stands for any letters, ? for one")
    about = "what must agree: the lemma (default), the word without clitics, its folded spelling, its very letters"
    add("--form", choices=_FORMS, default="lemma", help=about)
    about = "characters of context on each side (default: as many as fit)"
    add("--width", metavar="N", type=positive, help=about)
    add("--limit", metavar="N", type=positive, help="show only the first N lines")
    add(
        "--out",
        metavar="FILE",
        type=output,
        help="a page that ends in .html or a table that ends in .csv (default: the terminal)",
    )
    add("--sort", choices=["text", "before", "after"], default="text", help="order of the lines")
    about = "join and order the letters here, for a terminal that shows Arabic unjoined or backwards"
    add("--visual", action="store_true", help=about)
    _add_language(parser)


def _add_table(commands: _Commands, name: str, what: str) -> None:
    """Add a command that writes a table."""
    example = f"{name} articles/ --out {name}.csv"
    parser = _add(commands, name, f"write a table of {what}", example, module="tables")
    _add_corpus(parser)
    _add_selection(parser)
    add = parser.add_argument
    endings = ".csv, .xlsx or .parquet" + (", or .ics, .json (TimelineJS) or .timemap.csv" if name == "events" else "")
    about = f"a file that ends in {endings} (default: CSV on standard output)"
    add("--out", metavar="FILE", type=output, help=about)
    if name == "terms":
        add("--form", choices=_FORMS, default="lemma", help="what makes two words one term")
        by = "count apart: day, week, month, year, document or a column such as source"
        add("--by", metavar="WHAT", help=by)
        add("--ngram", metavar="N", type=positive, default=1, help="how many words make a term")
        add("--dictionary", metavar="YAML", help="count the themes of your dictionary instead of single words")
        add("--all-tokens", action="store_true", help=_ALL_TOKENS)
    if name in ("dates", "events"):
        _add_date_options(parser)
    if name in ("mentions", "quotations"):
        _add_actors(parser, needed=True)
    if name == "events":
        _add_actors(parser)
    _add_language(parser)


if __name__ == "__main__":
    sys.exit(main())
