"""`corpus-tools build`: make the store of a corpus, or bring it up to date."""

import argparse

from corpus_tools.store.workers import connect, start_loading
from corpus_tools.terminal import in_number


def build(options: argparse.Namespace) -> int:
    """Build a store and print what had to be done."""
    if options.scheduler is None:
        start_loading(options.jobs)
    # These take a while to import, during which the process that was started imports the same.
    from corpus_tools.commands.loading import reading_options  # noqa: PLC0415
    from corpus_tools.commands.telling import tell  # noqa: PLC0415
    from corpus_tools.locale import Locale  # noqa: PLC0415
    from corpus_tools.reasons import message_in_words  # noqa: PLC0415
    from corpus_tools.store.build import build_store  # noqa: PLC0415

    client = None if options.scheduler is None else connect(options.scheduler)
    report = build_store(
        options.corpus,
        options.store,
        boilerplate=options.boilerplate,
        jobs=options.jobs,
        client=client,
        **reading_options(options),
    )
    for damaged in report.damaged:
        tell(f"{damaged}, and has been made anew", options, as_error=True)
    for failing in report.failing:
        tell(failing, options, as_error=True)
    made = [message_in_words(f"{name} of {n:,}", options.spoken) for name, n in report.made.items() if n]
    documents, parsed = in_number(report.documents, "documents"), in_number(report.parsed, "files")
    tell(f"{documents} in {options.store}, {report.problems:,} with a problem", options)
    listed = Locale(options.spoken).text("comma").join(made)
    tell(f"{parsed} read; made {listed}" if made else f"{parsed} read", options)
    return 0
