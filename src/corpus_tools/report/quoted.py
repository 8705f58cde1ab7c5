"""The section of reported speech: who is quoted how often, and how sure the words are told."""

from corpus_tools.actors.speech.quotations import STANCES, quotations
from corpus_tools.analysis.find import Findings
from corpus_tools.copies import of_part
from corpus_tools.corpus import Corpus
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.files import csv_bytes
from corpus_tools.locale import Locale
from corpus_tools.report.sections import Articles, Section, in_reading_order, tabulate
from corpus_tools.report.words import said

_SPEAKERS = 20
_NOBODY = ""  # the actor of speech whose speaker is none of the registry


def quoted(corpus: Corpus, findings: Findings, articles: Articles, locale: Locale) -> Section | None:
    """Return the section of the actors that are quoted most often, or None where nobody is."""
    # Of the whole corpus, since a store has those of all its documents.
    found = quotations(corpus, findings.mentions, findings.actors).drop(columns="surface")
    found = of_part(found, findings.independent(corpus), corpus)
    if found.empty:
        return None
    found = found.assign(actor=found["actor_id"].astype(object).where(found["actor_id"].notna(), _NOBODY))
    counts = found.groupby("actor", sort=True).agg(
        n=("doc_id", "size"),
        direct=("direct", "sum"),
        documents=("doc_id", "nunique"),
        **{stance: ("stance", lambda column, stance=stance: (column == stance).sum()) for stance in STANCES},
    )
    counts = counts.sort_values("n", ascending=False, kind="stable")
    named = [str(actor) for actor in counts.index if actor != _NOBODY][:_SPEAKERS]
    rows = counts.loc[[*named, *([_NOBODY] if _NOBODY in counts.index else [])]].reset_index().reset_index(names="mark")
    nobody = said("words", "nobody", locale)
    labels = dict(zip(named, actor_labels(findings.actors, named, locale.lang), strict=True)) | {_NOBODY: nobody}
    rows["label"] = rows["claim"] = rows["actor"].map(labels)
    marks = dict(zip(rows["actor"], rows["mark"], strict=True))
    kept = found[found["actor"].isin(marks)]
    places = in_reading_order(kept.assign(mark=kept["actor"].map(marks)), corpus)
    headings, cells, numbers = tabulate(rows, places, articles, table="quotations", locale=locale)
    title = said("words", "quotations_title", locale)
    csv = csv_bytes(rows.drop(columns=["mark", "claim"]))
    return Section("quotations", title, headings, cells, places, numbers, csv, what="quotations")
