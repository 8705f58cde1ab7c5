"""`corpus-tools figures` and `corpus-tools verify`: draw the figures of a corpus, and check them."""

import argparse
import sys
from pathlib import Path

import pandas as pd

from corpus_tools.analysis.draw import FIGURES, draw_figures
from corpus_tools.analysis.find import Findings
from corpus_tools.commands.standard import analyze_named
from corpus_tools.commands.telling import tell
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures import save_figure, verify_figures
from corpus_tools.figures.precision import precision_line
from corpus_tools.figures.verification import corpora_of
from corpus_tools.files import staged
from corpus_tools.garbage import collect, give_back
from corpus_tools.locale import Lang, Locale
from corpus_tools.reasons import message_in_words, reason_in_words
from corpus_tools.terminal import in_number, printable

_LISTED = 5


def figures(options: argparse.Namespace) -> int:
    """Draw and write the figures that the corpus has enough data for; return 1 if there is none."""
    out = Path(options.out)
    unknown = [name for name in options.only or [] if name not in FIGURES]
    if unknown:
        raise ValueError(f"--only: there is no standard figure {unknown[0]!r}; there are {', '.join(FIGURES)}")
    if options.title is not None and len(options.only or []) != 1:
        raise ValueError("--title is that of one figure; name that one with --only")
    with staged(out):  # fails before the work where nothing can be written
        pass
    analysis = analyze_named(options)
    corpus, findings, locale = analysis.corpus, analysis.findings, analysis.locale
    drawn = 0
    for name in FIGURES if options.only is None else options.only:
        try:
            [figure] = draw_figures(
                corpus,
                findings,
                locale=locale,
                only=name,
                top=options.top,
                title=options.title,
                source=analysis.source,
                validation=analysis.validations,
            ).values()
        except NothingToDrawError as error:
            earlier = f" ({out / name}.* is of an earlier run)" if (out / f"{name}.json").exists() else ""
            tell(f"{name:<12} not drawn: {error}{earlier}", options)
            continue
        give_back(len(corpus.doc_index))
        written = save_figure(figure, out / name, corpus, formats=options.format, svg_text=options.svg_text)
        drawn += 1
        print(f"{name:<12} {', '.join(path.name for path in written)}")
        del figure
        collect(len(corpus.doc_index))
    spoken: Lang = options.spoken
    judged = (_judged(*one, spoken) for one in zip(options.validation, analysis.validations, strict=True))
    for line in (*judged, _joined(corpus, findings), _undated(findings, spoken), _account(corpus, out, drawn)):
        tell(line, options)
    unread = corpus.tables.known("path", "problem")[corpus.has_problem]
    for path, problem in zip(unread["path"][:_LISTED], unread["problem"], strict=False):
        print(printable(f"  {path}: {reason_in_words(problem, spoken, isolated=False)}"), file=sys.stderr)
    if len(unread) > _LISTED:
        tell(f"and {len(unread) - _LISTED:,} more; `corpus-tools check` lists them all", options, as_error=True)
    _say_corpora(out, corpora_of(out), options)
    if not drawn:
        tell("no figure could be drawn from this corpus", options, as_error=True)
    return 0 if drawn else 1


def verify(options: argparse.Namespace) -> int:
    """Compare figures with their passports; return 1 if anything differs."""
    differences = verify_figures(options.directory)
    for name, problem in zip(differences["file"], differences["problem"], strict=True):
        print(printable(f"{name}: {message_in_words(problem, options.spoken)}"))
    if differences.empty:
        tell(f"{options.directory}: every figure and table is as its passport says", options)
    _say_corpora(options.directory, differences.attrs["corpora"], options)
    return 0 if differences.empty else 1


def _say_corpora(folder: str | Path, corpora: dict[str, list[str]], options: argparse.Namespace) -> None:
    """Print which figures of a folder are of which corpus, if they are of several."""
    if len(corpora) > 1:
        lists = "; ".join(", ".join(names) for names in corpora.values())
        tell(f"{folder}: its figures are of {len(corpora)} different corpora: {lists}", options)


def _judged(path: str, validation: pd.DataFrame, spoken: Lang) -> str:
    """Return the line that says how precise a sample is, and how many of its rows have no answer."""
    line = f"{path}: {validation.attrs['validation']['what']}: {precision_line(validation, Locale(spoken))}"
    unanswered = int(validation["unanswered"].iloc[0])
    return f"{line}; {unanswered:,} not answered" if unanswered else line


def _account(corpus: Corpus, out: Path, drawn: int) -> str:
    """Return the line that counts the figures written and the documents read."""
    read, problems = corpus.n_articles, int(corpus.has_problem.sum())
    return (
        f"{in_number(drawn, 'figures')} written to {out}; {in_number(read, 'documents')} read, "
        f"{problems:,} with a problem"
    )


def _joined(corpus: Corpus, findings: Findings) -> str:
    """Return the line that counts the articles that are copies of an earlier one."""
    if findings.copies is None:
        return "copies were not looked for: each article counts"
    joined, articles = len(corpus) - len(findings.independent(corpus)), f"{corpus.n_articles:,} articles"
    if not joined:
        return "no article is a copy of an earlier one"
    copies = "is a copy of an earlier one and counts" if joined == 1 else "are copies of an earlier one and count"
    return f"{joined:,} of {articles} {copies} once; --copies counts all"


def _undated(findings: Findings, spoken: Lang) -> str:
    """Return the line that counts time expressions, events, and what was left out of the timeline."""
    told = findings.tell("event")
    left_out = [f"{message_in_words(reason, spoken)} {number:,}" for reason, number in told.attrs["left_out"].items()]
    # Each time expression is an event or left out; counted so, they need not be found again.
    found = in_number(len(told) + sum(told.attrs["left_out"].values()), "time expressions")
    line = f"{found}, {in_number(len(told), 'events')} on the timeline"
    return f"{line}; left out: {Locale(spoken).text('comma').join(left_out)}" if left_out else line
