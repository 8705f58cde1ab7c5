"""What a corpus says of itself in one line."""

from html import escape
from typing import Protocol

import pandas as pd

from corpus_tools.arrays import Bools

_SHOWN = 5  # sources that are named


def as_html(described: list[tuple[str, str]]) -> str:
    """Return what is said of a corpus as a table of HTML."""
    rows = "".join(
        f'<tr><th style="text-align:left">{escape(name)}</th><td dir="auto">{escape(said)}</td></tr>'
        for name, said in described
    )
    return f"<table><thead><tr><th colspan=2>Corpus</th></tr></thead><tbody>{rows}</tbody></table>"


class Known(Protocol):
    """The tables of a corpus."""

    def known(self, *columns: str) -> pd.DataFrame: ...  # noqa: D102


class Documents(Protocol):
    """What a `Corpus` knows of its documents."""

    @property
    def tables(self) -> Known: ...  # noqa: D102
    @property
    def published(self) -> "pd.Series[pd.Timestamp]": ...  # noqa: D102
    @property
    def is_article(self) -> Bools: ...  # noqa: D102
    @property
    def has_problem(self) -> Bools: ...  # noqa: D102


def describe_briefly(corpus: Documents) -> list[tuple[str, str]]:
    """Return how many documents there are, from when to when and from which sources, each with its name or none."""
    documents, problems = corpus.tables.known("doc_id", "source"), int(corpus.has_problem.sum())
    said = [("", f"{len(documents):,} document{'' if len(documents) == 1 else 's'}")]
    articles = documents[corpus.is_article]
    days = corpus.published[corpus.is_article].dropna()
    said.append(("", f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no dates"))
    if 0 < len(days) < len(articles):
        said.append(("", f"{len(articles) - len(days):,} without a date"))
    if "source" in articles and articles["source"].notna().any():
        counts = articles["source"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        named = [f"{source} {n:,}" for source, n in counts.head(_SHOWN).items()]
        more = [f"and {len(counts) - _SHOWN:,} more"] if len(counts) > _SHOWN else []
        said.append(("sources", ", ".join([*named, *more])))
    return [*said, ("", f"{problems:,} with a problem")] if problems else said
