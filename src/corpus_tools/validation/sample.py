"""Draw a sample of places for a person to judge, and write it as a sheet."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.seeded_order import fingerprint_of_places, seeded_order
from corpus_tools.sentence_tables import add_sentences
from corpus_tools.spans import require_spans
from corpus_tools.tables import DOCUMENT_COLUMNS, describe_documents, require_columns, text_column
from corpus_tools.terms.groups import groups_of_corpus
from corpus_tools.validation.claims import KINDS, OTHER, claims_of, kind_of
from corpus_tools.validation.sheet_files import require_writable, write_sheet

MARKS = "⟦⟧"  # around the words that a claim is about

_LONGEST = 1_000  # characters of a sentence; of a longer one, what stands around its words
_AROUND = 400
_PLACE = ["doc_id", "start", "end", "surface", "start_b", "end_b", "surface_b"]


def validation_sample(
    table: pd.DataFrame,
    corpus: Corpus | pd.DataFrame,
    *,
    n: int = 100,
    seed: int = 0,
    by: str | None = None,
    claim: str | None = None,
    actors: Registry | pd.DataFrame | None = None,
    locale: Locale = ARABIC,
    path: str | os.PathLike[str] | None = None,
) -> pd.DataFrame:
    """Draw a sample of places for a person to judge: each with its sentence, what is claimed of it, and an empty cell.

    Judge every row without looking at how it was found, write نعم or لا into the column «صحيح؟», and read the sheet
    back with `read_validation`. A hundred rows tell 90 % from 97 %, and two hundred halve the doubt of fifty.

    Parameters
    ----------
    table : DataFrame
        Places: what `find_dates`, `find_mentions`, `quotations`, `timeline` or `concordance` made, or the evidence of a
        figure.
    corpus : Corpus or DataFrame
        The corpus of the places, or its documents.
    n : int
        How many places to draw; all of them where there are fewer.
    seed : int
        Of the draw: the same seed draws the same places, in whatever order the table is.
    by : str, optional
        Draw as many from each group, so that small ones are judged as well: a column of the table or of the documents,
        or a unit of the calendar. `share` says how large a part of all places each group is, and the precision of the
        whole is weighted by it.
    claim : str, optional
        What is claimed of a place, with columns in braces, such as ``"المقصود {actor_id}"``; needed for a table that is
        none of those named above.
    actors : Registry or DataFrame, optional
        What actors are called; by default the registry that ships.
    locale : Locale
        The reader's language.
    path : str or path, optional
        Where to write the sheet: a file that ends in .xlsx (right-to-left, with a list of answers in each cell) or
        .csv.

    Returns
    -------
    DataFrame
        A row a place, in a shuffled order: number, group, sentence (with ⟦ ⟧ around the words), claim, answer and note
        (empty), title, source, published, url, doc_id, start, end, surface, share (of its group among all places), and
        what tells this sample apart from others: what, table, corpus, rows and seed.

    Raises
    ------
    ImportError
        If the path ends in .xlsx and openpyxl is not installed.
    TypeError, ValueError
        If there is no place, the places are of another corpus, it is not clear what is claimed of them, or an option is
        out of range.

    Notes
    -----
    Simple random sampling without replacement, stratified with equal allocation where `by` is given: Cochran (1977),
    "Sampling Techniques", chapters 2 and 5.

    Examples
    --------
    >>> from corpus_tools import find_dates
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["بدأت الهدنة في 20 أيار 2017."]})
    >>> sheet = validation_sample(find_dates(documents), documents)
    >>> sheet[["sentence", "claim"]].values.tolist()
    [['بدأت الهدنة في ⟦20 أيار 2017⟧.', 'تاريخ: 20 أيار 2017']]
    """
    if path is not None:
        require_writable(Path(path))
    if not isinstance(n, (int, np.integer)) or n < 1:
        raise ValueError(f"`n` is {n!r}; it must be 1 or more places, as a whole number")
    if not isinstance(seed, (int, np.integer)):  # the sheet could not be read back
        raise TypeError(f"`seed` is {seed!r}; it must be a whole number")
    require_columns(table, ["doc_id", "start", "end"], name="table")
    corpus = as_corpus(corpus)
    rows = require_spans(table, corpus, name="table", made_by="the verb that made it")
    if table.empty:
        raise ValueError("there is no place to judge: the table has no row")
    kind = kind_of(table)
    if kind.name == OTHER and claim is None:
        raise ValueError(
            "it is not clear what the table claims of its places: pass what find_dates, find_mentions, quotations, "
            "timeline, concordance or a figure's evidence has, or say it with claim=, such as claim='{surface}'"
        )
    group = pd.Series("", index=range(len(table))) if by is None else _groups(table, corpus, rows, by, locale)
    label = table["label"].reset_index(drop=True) if "label" in table else None
    order = seeded_order(table, label, seed=seed)
    chosen = _draw(order, group, n)
    drawn = table.iloc[chosen].reset_index(drop=True)
    claims = _claimed(drawn, claim) if claim is not None else claims_of(drawn, kind.name, actors, locale)
    sheet = pd.DataFrame(
        {
            "number": np.arange(1, len(drawn) + 1),
            "group": group.to_numpy()[chosen],
            "sentence": text_column(marked_sentences(drawn, corpus)),
            "claim": text_column(claims),
            "answer": "",
            "note": "",
            **describe_documents(corpus.tables.known(*DOCUMENT_COLUMNS), rows[chosen]),
            **{column: drawn[column] for column in _PLACE if column in drawn},
            "share": group.map(group.value_counts(normalize=True)).to_numpy()[chosen],
            "what": kind.name,
            "table": fingerprint_of_places(table, kind.claims),
            "corpus": corpus.fingerprints[0],
            "rows": len(drawn),
            "seed": seed,
        }
    )
    if path is not None:
        write_sheet(sheet, Path(path), locale)
    return sheet


def require_same_table(noted: dict[str, str], table: pd.DataFrame, *, name: str) -> None:
    """Check that a sample that says of which table it was drawn was drawn of this one."""
    claims = next(kind.claims for kind in KINDS if kind.name == noted["what"])
    require_columns(table, ["doc_id", "start", "end", *claims], name=name)
    if (here := fingerprint_of_places(table, claims)) != noted["table"]:
        was, now = (said.rsplit(", ", 1)[0] for said in (noted["table"], here))
        raise ValueError(
            f"the sample was drawn of another table: of {was}, and `{name}` has {now}, or says other things of them; "
            "draw a new sample of it with validation_sample, and judge that"
        )


def _groups(table: pd.DataFrame, corpus: Corpus, rows: Ints, by: str, locale: Locale) -> "pd.Series[str]":
    """Return the group of each place."""
    if by in table:
        values = table[by].reset_index(drop=True)
    else:
        codes, groups = groups_of_corpus(corpus, by)
        values = pd.Series(groups.take(codes[rows]))
    return values.astype(object).where(values.notna(), locale.text("unknown")).astype("str")


def _draw(order: Ints, group: "pd.Series[str]", n: int) -> Ints:
    """Return the rows of the sample in their order: the first of each group."""
    code, names = pd.factorize(group)
    if n < len(names):
        raise ValueError(f"n={n} is fewer than the {len(names):,} groups of places; give one for each at least")
    wanted = _allocate(np.bincount(code), n)
    of_group = code[order]
    place = np.asarray(pd.Series(of_group).groupby(of_group).cumcount(), np.int64)
    return order[place < wanted[of_group]]


def _allocate(sizes: Ints, n: int) -> Ints:
    """Return how many to draw of each group: as many as of the others, or all that it has."""
    given = np.zeros(len(sizes), np.int64)
    while (room := min(n, int(sizes.sum())) - int(given.sum())) > 0:
        more = np.flatnonzero(given < sizes)
        more = more[np.argsort(-sizes[more], kind="stable")]  # what does not divide goes to the largest
        each, rest = divmod(room, len(more))
        given[more] = np.minimum(given[more] + each + (np.arange(len(more)) < rest), sizes[more])
    return given


def _claimed(drawn: pd.DataFrame, claim: str) -> list[str]:
    """Return a claim with its columns filled in, for each place."""
    try:
        return [claim.format_map(row) for row in drawn.to_dict("records")]
    except (KeyError, IndexError, ValueError, AttributeError, TypeError) as error:
        has = ", ".join(map(str, drawn.columns))
        raise ValueError(f"claim={claim!r} cannot be filled in ({error}); the columns are {has}") from None


def marked_sentences(drawn: pd.DataFrame, corpus: Corpus) -> list[str]:
    """Return the sentence of each place, with marks around its words; of a long one what stands around them."""
    placed = drawn[["doc_id", "start", "end"]].assign(_at=np.arange(len(drawn)))
    bounds = add_sentences(placed, corpus).set_index("_at")[["sentence_start", "sentence_end"]]
    within = bounds.reindex(range(len(drawn))).astype("Int64").fillna(0).to_numpy(np.int64)
    pairs = [pair for pair in ("", "_b") if f"start{pair}" in drawn]
    spans = zip(*(zip(drawn[f"start{pair}"], drawn[f"end{pair}"], strict=True) for pair in pairs), strict=True)
    rows = corpus.doc_index.get_indexer(pd.Index(drawn["doc_id"]))
    texts = [corpus.text_list[row] for row in rows.tolist()]
    return [
        _mark(*of, start, end) for of, (start, end) in zip(zip(texts, spans, strict=True), within.tolist(), strict=True)
    ]


def _mark(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """Return the part of a text from start to end, at least with the spans, with marks around these."""
    first, last = min(begin for begin, _ in spans), max(stop for _, stop in spans)
    low, high = start, end = min(start, first), max(end, last)
    if end - start > _LONGEST:
        low, high = max(start, first - _AROUND), min(end, last + _AROUND)
        low = low if low == start else text.find(" ", low, first) + 1 or low
        high = high if high == end else max(text.rfind(" ", last, high), last)
    parts, at = ["… " if low > start else ""], low
    for begin, stop in sorted(spans):
        if begin >= at:  # places that overlap are marked once
            parts += [text[at:begin], MARKS[0], text[begin:stop], MARKS[1]]
            at = stop
    return "".join([*parts, text[at:high], " …" if high < end else ""])
