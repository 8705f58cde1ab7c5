"""Which tables of places can be validated, and which standard figures stand on each."""

import pandas as pd

from corpus_tools.analysis.choices import content_terms
from corpus_tools.analysis.find import Findings
from corpus_tools.corpus import Corpus
from corpus_tools.figures.evidence import term_places
from corpus_tools.validation.sample import require_same_table

_OF_DATES = ["timeline", "calendar", "lag"]

#: The standard figures that stand on the places of each kind of table.
_STAND_ON = {
    "dates": _OF_DATES,
    "events": _OF_DATES,
    "mentions": ["mentions", "co_mentions", "network", "actor_trend", "actor_names"],
    "terms": ["terms", "trend", "keyness", "collocations"],
}


def content_places(corpus: Corpus, stop_words: frozenset[str]) -> pd.DataFrame:
    """Return every place of every word that the standard figures count: term, doc_id, start, end, surface."""
    return corpus.once(
        ("content_places", stop_words),
        lambda: term_places(corpus, content_terms(corpus, stop_words)["term"].tolist()),
    )


def figures_validated_by(validation: pd.DataFrame, corpus: Corpus, findings: Findings) -> list[str]:
    """Return the names of the standard figures that stand on the table that a sample was drawn of.

    A sample of another table than was found in this corpus is refused.
    """
    noted = validation.attrs.get("validation")
    if noted is None:
        raise ValueError("`validation` holds what is no validation; pass what read_validation made, as it is")
    what = noted["what"]
    if what not in _STAND_ON:
        raise ValueError(
            f"no standard figure stands on a sample of {what}; draw samples of {', '.join(_STAND_ON)}, or give it to "
            "the plot_ function of the figure whose evidence was sampled"
        )
    if what == "terms":
        table = content_places(findings.with_names_joined(corpus), findings.stop_words)
    else:
        table = getattr(findings, what)
    require_same_table(noted, table, name=what)
    return _STAND_ON[what]
