"""What a corpus says of itself in one line."""

import pandas as pd

from corpus_tools.tables import publication_times

_SHOWN = 5  # sources that are named


def describe_briefly(texts: pd.DataFrame, *, problems: int) -> list[tuple[str, str]]:
    """Return how many documents there are, from when to when and from which sources, each with its name or none."""
    said = [("", f"{len(texts):,} document{'' if len(texts) == 1 else 's'}")]
    articles = texts[texts["text"].notna()]
    days = publication_times(articles).dropna()
    said.append(("", f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no dates"))
    if 0 < len(days) < len(articles):
        said.append(("", f"{len(articles) - len(days):,} without a date"))
    if "source" in articles and articles["source"].notna().any():
        counts = articles["source"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        named = [f"{source} {n:,}" for source, n in counts.head(_SHOWN).items()]
        more = [f"and {len(counts) - _SHOWN:,} more"] if len(counts) > _SHOWN else []
        said.append(("sources", ", ".join([*named, *more])))
    return [*said, ("", f"{problems:,} with a problem")] if problems else said
