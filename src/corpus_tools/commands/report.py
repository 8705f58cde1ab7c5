"""`corpus-tools report`: one page with all figures and tables, in which each number opens its sentences."""

import argparse
from pathlib import Path

from corpus_tools.commands.standard import analyze_named
from corpus_tools.commands.telling import tell
from corpus_tools.files import staged, write_bytes
from corpus_tools.report.page import report_page
from corpus_tools.report.printing import find_browser, print_page
from corpus_tools.terminal import in_number


def report(options: argparse.Namespace) -> int:
    """Write the report on a corpus as a page, and if asked for as PDF."""
    out = Path(options.out)
    if out.suffix.lower() not in (".html", ".htm"):
        raise ValueError(f"--out {options.out!r} does not end in .html; name the page so that it does")
    if out.is_dir():
        raise IsADirectoryError(f"{out}: it is a folder; name a file in it, such as {out / 'report.html'}")
    browser = find_browser() if options.pdf else None
    with staged(out.parent) as stage:  # fails before the work where nothing can be written
        (stage / out.name).touch()
        (stage / out.name).unlink()
    analysis = analyze_named(options)
    figures = analysis.draw(top=options.top)
    page = report_page(analysis.corpus, analysis.findings, figures, name=analysis.name, locale=analysis.locale)
    write_bytes(out, page)
    tell(f"{out}: {in_number(len(figures), 'figures')}, {len(page) / 1e6:,.1f} MB", options)
    if b' data-total="' in page:
        sampled = "numbers that count too much for a page open a seeded sample, and say so; "
        tell(f"{sampled}--from, --to and --source take a part of the corpus", options)
    for figure, reason in figures.not_drawn.items():
        tell(f"{figure:<12} not drawn: {reason}", options)
    if browser is not None:
        pdf = out.with_suffix(".pdf")
        print_page(out, pdf, browser)
        tell(f"{pdf}: printed", options)
    return 0
