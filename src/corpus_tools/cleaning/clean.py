"""Clean texts in named steps, each recorded as edits, so that findings in a clean text can be shown in the raw one.

Cleaning repairs what encodings, page layout and editing left in a text. It does not fold: vowel marks, seats of
hamza, hashtags, digits and punctuation stay as they are; folding belongs to the vocabulary.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from os import PathLike
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.cleaning import layout, orthography
from corpus_tools.cleaning.boilerplate import remove_captions, remove_initials, remove_phrases
from corpus_tools.cleaning.bylines import remove_bylines
from corpus_tools.cleaning.edits import MOST_STEPS, Edits, compose, offsets_of, positions, rows_of
from corpus_tools.cleaning.names import mend_names, names_in
from corpus_tools.cleaning.number_order import keep_number_order
from corpus_tools.cleaning.recurring import Learnt, remove_recurring
from corpus_tools.cleaning.rules import Rules, read_rules
from corpus_tools.damage import escapes, mojibake
from corpus_tools.damage.character_classes import Find, holding_any
from corpus_tools.damage.visual_order import signs_of_screen_order, turn_visual_order
from corpus_tools.garbage import rare_collection
from corpus_tools.script import TATWEEL, Edit, RowEdit
from corpus_tools.shaping.direction import STEERING
from corpus_tools.tables import TextParts, cut_stretches, require_columns, text_column
from corpus_tools.text_columns import replace_texts

EDIT_COLUMNS = ["doc_id", "step", "start", "end", "raw_start", "raw_end", "before", "after"]
#: The step that looks at all documents of a source; the others look at each document by itself.
RECURRING = "recurring_lines"


@dataclass(frozen=True)
class Step:
    r"""One cleaning step that looks at one text at a time, for `clean`.

    Parameters
    ----------
    name : str
        What the column ``step`` of the edits calls it.
    find : callable
        Takes a text and returns its edits, each ``(start, end, replacement)`` in code points; they must not overlap.
    needs : str or callable, optional
        The inside of a class of a regular expression, such as ``"+0-9"``: a text without any of these characters has
        nothing to find, and is passed over. Or a function that takes the code points of joined texts and returns the
        places of what is needed.

    Examples
    --------
    >>> import re
    >>> phone = Step("phone", lambda text: [(*m.span(), "") for m in re.finditer(r"\+\d{8,}", text)])
    >>> texts, edits = clean(pd.DataFrame({"doc_id": ["أ"], "text": ["هاتف +96311555555"]}), steps=[phone])
    >>> texts.text[0], edits.before[0]
    ('هاتف ', '+96311555555')
    """

    name: str
    find: Callable[[str], Iterable[Edit]]
    needs: str | Find | None = None

    def find_in_rows(self, texts: Sequence[str], rows: Iterable[int]) -> Iterable[RowEdit]:
        """Yield the edits of some texts: row, start, end, replacement."""
        for row in rows:
            for edit in self.find(texts[row]):
                yield (row, *edit)


@dataclass(frozen=True)
class CorpusStep:
    """One cleaning step that looks at the whole corpus or at columns other than the text, for `clean`.

    Parameters
    ----------
    name : str
        What the column ``step`` of the edits calls it.
    find_in : callable
        Takes the documents (text as the earlier steps left it, the empty string where it is missing) and returns the
        edits, each ``(row number, start, end, replacement)``.

    Examples
    --------
    >>> def drop_source(documents):
    ...     for row, (text, source) in enumerate(zip(documents["text"], documents["source"], strict=True)):
    ...         if text.startswith(source):
    ...             yield row, 0, len(source), ""
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["سانا: وصلت القافلة"], "source": ["سانا: "]})
    >>> clean(documents, steps=[CorpusStep("source", drop_source)])[0].text[0]
    'وصلت القافلة'
    """

    name: str
    find_in: Callable[[pd.DataFrame], Iterable[RowEdit]]


AnyStep: TypeAlias = Step | CorpusStep


def _with_titles(find: Callable[[str, str], Iterable[Edit]]) -> Callable[[pd.DataFrame], Iterable[RowEdit]]:
    """Return a function that finds the edits of all documents by one that takes a text and its title."""

    def find_in(documents: pd.DataFrame) -> Iterable[RowEdit]:
        for row, (text, title) in enumerate(zip(documents["text"].tolist(), names_in(documents, "title"), strict=True)):
            for edit in find(text, title):
                yield (row, *edit)

    return find_in


def recurring_step(rules: Rules, learnt: Mapping[str, Learnt] | None = None) -> CorpusStep:
    """Return the step that removes what recurs, as far as the rules let it; see `remove_recurring`."""

    def find_in(documents: pd.DataFrame) -> Iterable[RowEdit]:
        columns = [documents["text"].tolist(), names_in(documents, "title"), names_in(documents, "source")]
        return remove_recurring(*columns, rules=rules, learnt=learnt)

    return CorpusStep(RECURRING, find_in)


#: The steps of `clean` by name, in their order.
STEPS: dict[str, AnyStep] = {
    step.name: step
    for step in (
        Step("escapes", escapes.spell_escapes, needs=escapes.TRACES),
        Step("mojibake", lambda text: mojibake.mend_mojibake(text).edits, needs=mojibake.TRACES),
        Step("visual_order", turn_visual_order, needs=signs_of_screen_order),
        Step("presentation_forms", orthography.spell_presentation_forms, needs=orthography.FORMS),
        Step("composition", orthography.compose_characters),
        Step("number_order", keep_number_order, needs=STEERING),
        Step("controls", orthography.remove_controls, needs=orthography.CONTROLS),
        Step("tatweel", orthography.remove_tatweel, needs=TATWEEL),
        Step("paragraphs", layout.break_joined_paragraphs, needs=","),
        CorpusStep("white_space", lambda documents: layout.normalize_white_space(documents["text"].tolist())),
        CorpusStep("repeated_head", _with_titles(layout.remove_repeated_head)),
        CorpusStep("phrases", _with_titles(remove_phrases)),
        recurring_step(Rules()),
        Step("bylines", remove_bylines, needs="-([/–—"),
        Step("initials", remove_initials),
        Step("captions", remove_captions),
    )
}


def _look_up(steps: Sequence[str | AnyStep]) -> list[AnyStep]:
    """Return the steps, those that are given by name from `STEPS`."""
    if isinstance(steps, str):
        raise TypeError(f"`steps` must be a sequence of steps, not the string {steps!r}; write [{steps!r}]")
    chosen: list[AnyStep] = []
    for step in steps:
        if isinstance(step, Step | CorpusStep):
            chosen.append(step)
        elif step in STEPS:
            chosen.append(STEPS[step])
        else:
            raise ValueError(f"there is no cleaning step {step!r}; the steps are {', '.join(STEPS)}, or your own Step")
    for name, n in Counter(step.name for step in chosen).items():
        if n > 1:
            raise ValueError(f"the cleaning step {name!r} is given twice; name each step once")
    if len(chosen) > MOST_STEPS:
        raise ValueError(f"{len(chosen)} cleaning steps are too many; {MOST_STEPS} can be told apart")
    return chosen


def _trim(before: str, start: int, end: int, after: str) -> tuple[int, int, int]:
    """Return where the characters stand that an edit changes, and how many stand there then."""
    shorter = min(len(before), len(after))
    same = 0
    while same < shorter and before[same] == after[same]:
        same += 1
    kept = 0
    while kept < shorter - same and before[-1 - kept] == after[-1 - kept]:
        kept += 1
    return start + same, end - kept, len(after) - same - kept


def _require_apart(edits: Sequence[RowEdit], name: str, texts: Sequence[str], doc_ids: Sequence[object]) -> None:
    """Raise ValueError if an edit lies outside its text or overlaps the previous one."""
    before, before_end = -1, 0
    for row, start, end, _ in edits:
        if not 0 <= row < len(texts):
            raise ValueError(f"the cleaning step {name!r} edits row {row}; the corpus has rows 0 to {len(texts) - 1}")
        if row != before:
            before, before_end = row, 0
        if not before_end <= start <= end <= len(texts[row]):
            where = f"the cleaning step {name!r} edits [{start}, {end}) of document {doc_ids[row]!r}"
            if 0 <= start <= end <= len(texts[row]):
                other = next(edit[1:3] for edit in edits if edit[0] == row and edit[2] == before_end)
                raise ValueError(f"{where} and [{other[0]}, {other[1]}) as well; edits of a step must not overlap")
            raise ValueError(f"{where}, whose text has {len(texts[row])} characters; give offsets within the text")
        before_end = end


def _run(found: Iterable[RowEdit], step: AnyStep, code: int, texts: list[str], doc_ids: list[object]) -> Edits:
    """Put the edits that one step has found into the texts, and return them."""
    edits = sorted(found, key=itemgetter(0, 1, 2))
    _require_apart(edits, step.name, texts, doc_ids)
    done: list[tuple[int, int, int, int]] = []
    for row, of_row in groupby(edits, itemgetter(0)):
        text, read = texts[row], 0
        pieces: list[str] = []
        for _, start, end, after in of_row:
            pieces += (text[read:start], after)
            read = end
            if after and end > start:
                done.append((row, *_trim(text[start:end], start, end, after)))
            elif after or end > start:
                done.append((row, start, end, len(after)))
        texts[row] = "".join([*pieces, text[read:]])
    table = np.array([edit for edit in done if edit[1] < edit[2] or edit[3]], np.int64).reshape(-1, 4)
    starts, ends = positions(table[:, 0], table[:, 1]), positions(table[:, 0], table[:, 2])
    return Edits.of_step(starts, ends, table[:, 3], step=code)


def clean(
    documents: pd.DataFrame,
    *,
    steps: Sequence[str | AnyStep] = tuple(STEPS),
    boilerplate: str | PathLike[str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Clean the texts of documents and record every change.

    Parameters
    ----------
    documents : DataFrame
        Columns doc_id and text; title where it is known. A missing text stays missing.
    steps : sequence of str, Step or CorpusStep
        Names from `STEPS`, or steps of your own, in the order in which they run. By default all of `STEPS`:

        - escapes: write the characters that stand as ``\u0627``, ``&quot;``, ``&#8230;`` or a backslash with n;
        - mojibake: bring back words that were written in one encoding and read in another, where that is certain;
        - visual_order: turn lines from the order of a screen into reading order, where that is certain;
        - presentation_forms: write ﻻ and ﷲ as letters;
        - composition: apply Unicode normalization form C;
        - number_order: write a number as a mark in it shows it, before the mark goes;
        - controls: remove byte order marks, bidi marks, soft hyphens, idle joiners and other invisible characters;
        - tatweel: remove it inside words; write a dash where it stands for one;
        - paragraphs: replace the joiner ``.,`` and the space behind it by a line break;
        - white_space: leave one space, one line break or one empty line, none at the ends;
        - repeated_head: remove a title or abstract that the text repeats;
        - phrases: remove lines such as «اقرأ أيضا», that ask to share or subscribe, or say where the article appeared;
        - recurring_lines: remove what many documents of one source begin or end with: its name, rubrics, the link of
          the article, tags; see `find_boilerplate`;
        - bylines: remove «بيروت (أ ف ب) -», «دمشق - سانا» and the like at the head, unless a date stands in it;
        - initials: remove editors' initials behind the last sentence;
        - captions: remove «(صورة أرشيفية)» and the like behind the last sentence.

    boilerplate : path, optional
        A YAML file that says which recurring lines stay (``keep:``) and what goes as well (``remove:``): under each a
        list of the words with which they begin, or such a list for each source.

    Returns
    -------
    texts : DataFrame
        The documents with the cleaned text. Where mojibake is among the steps, titles and the names of sources, authors
        and categories are mended in the same way.
    edits : DataFrame
        One row an edit, in order of document and place: doc_id, step (several joined by + where they changed the
        same characters), start and end in the cleaned text, raw_start and raw_end in the raw text (code points,
        half-open), before (the raw characters), after (what stands there now). Edits of a document do not overlap:
        replacing each [raw_start, raw_end) by `after` gives the cleaned text, replacing each [start, end) by
        `before` gives the raw one.

    Raises
    ------
    TypeError, ValueError
        If `documents` is not such a table, a step is unknown or given twice, a step's edits overlap, or `boilerplate`
        is not such a file.
    FileNotFoundError
        If `boilerplate` is not there.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["غـادرت حافلة., وقال شاهد"]})
    >>> texts, edits = clean(documents)
    >>> texts.text[0]
    'غادرت حافلة.\nوقال شاهد'
    >>> edits[["step", "before", "after"]].values.tolist()
    [['tatweel', 'ـ', ''], ['paragraphs', ', ', '\n']]
    """
    raw = TextParts(documents)
    cleaned = list(chain.from_iterable(raw))
    chosen = _look_up(steps)
    if boilerplate is not None:
        ruled = recurring_step(read_rules(boilerplate))
        chosen = [ruled if step is STEPS[RECURRING] else step for step in chosen]
    doc_ids: list[object] = documents["doc_id"].tolist()
    mends = any(step.name == "mojibake" for step in chosen)
    texts = documents.assign(**mend_names(documents)) if mends else documents.copy()
    # Several steps read the titles and the names of sources, each of which becomes a Python string once.
    others = texts.reset_index(drop=True).astype({name: object for name in ("title", "source") if name in texts})
    needs = [step.needs for step in chosen if isinstance(step, Step) and step.needs]
    held = dict(zip(needs, holding_any(cleaned, needs).T, strict=True))
    nothing = np.empty(0, np.int64)
    edits = Edits(nothing, nothing, nothing, nothing, np.empty(0, np.uint64))
    is_changed = np.zeros(len(cleaned), np.bool_)
    with rare_collection():
        for code, step in enumerate(chosen):
            if isinstance(step, CorpusStep):
                found = step.find_in(others.assign(text=pd.Series(cleaned, dtype=object)))
            else:
                rows = np.flatnonzero(held[step.needs] | is_changed).tolist() if step.needs else range(len(cleaned))
                found = step.find_in_rows(cleaned, rows)
            done = _run(found, step, code, cleaned, doc_ids)
            is_changed[rows_of(done.starts)] = True
            edits = compose(edits, done)
    table = _table(documents["doc_id"], raw, cleaned, edits, [step.name for step in chosen])
    del raw
    texts["text"] = replace_texts(texts["text"], cleaned, is_changed)
    return texts, table


def _table(ids: "pd.Series[str]", raw: TextParts, cleaned: list[str], edits: Edits, names: list[str]) -> pd.DataFrame:
    """Return edits as a table, without those whose steps undid one another."""
    rows = rows_of(edits.raw_starts)
    places = [offsets_of(bounds) for bounds in (edits.starts, edits.ends, edits.raw_starts, edits.raw_ends)]
    before = cut_stretches(chain.from_iterable(raw), rows, *places[2:])
    after = cut_stretches(cleaned, rows, *places[:2])
    masks, code = np.unique(edits.steps, return_inverse=True)
    labels = ["+".join(name for k, name in enumerate(names) if mask >> k & 1) for mask in masks.tolist()]
    table = pd.DataFrame(
        {
            "doc_id": ids.take(rows).array,
            "step": pd.Series(labels, dtype="str").take(code).array,
            **dict(zip(EDIT_COLUMNS[2:6], places, strict=True)),
            "before": text_column(before),
            "after": text_column(after),
        }
    )
    return table[table["before"] != table["after"]].reset_index(drop=True)


def to_raw(spans: pd.DataFrame, edits: pd.DataFrame) -> pd.DataFrame:
    r"""Carry spans of cleaned texts back to the raw texts.

    What was deleted inside a span belongs to the raw span; what was deleted at its edge does not. A span that begins
    or ends inside new characters (the ل of a ligature ﻻ) takes in all that they replaced. An empty span stays empty.

    Parameters
    ----------
    spans : DataFrame
        Columns doc_id, start and end, offsets into the cleaned texts (code points, half-open): tokens, sentences,
        dates, mentions.
    edits : DataFrame
        All edits that `clean` returned.

    Returns
    -------
    DataFrame
        The spans with raw_start and raw_end, offsets into the raw texts.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column, or a span has no start or end, or ends before it starts.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["\ufeffخرج المـقاتلون من الوعر"]})
    >>> texts, edits = clean(documents)
    >>> spans = pd.DataFrame({"doc_id": ["أ"], "start": [4], "end": [13]})
    >>> to_raw(spans, edits)[["raw_start", "raw_end"]].values.tolist()
    [[5, 15]]
    """
    require_columns(spans, ["doc_id", "start", "end"], name="spans")
    require_columns(edits, EDIT_COLUMNS, name="edits")
    start, end = (_offsets(spans, column) for column in ("start", "end"))
    wrong = np.flatnonzero((start < 0) | (end < start))
    if len(wrong):
        k = int(wrong[0])
        raise ValueError(f"row {k} of `spans` is [{start[k]}, {end[k]}); spans start at 0 or later and end no earlier")
    codes, doc_ids = pd.factorize(edits["doc_id"])
    bounds = [positions(codes.astype(np.int64), _offsets(edits, column)) for column in EDIT_COLUMNS[2:6]]
    order = np.lexsort((bounds[3], bounds[2]))
    starts, ends, raw_starts, raw_ends = (bound[order] for bound in bounds)
    composed = Edits(starts, ends, raw_starts, raw_ends, np.zeros(len(order), np.uint64))
    # Documents without edits get a row behind all others, so that their offsets stay.
    rows = pd.Index(doc_ids).get_indexer(pd.Index(spans["doc_id"])).astype(np.int64)
    rows[rows < 0] = len(doc_ids)
    raw_start = offsets_of(composed.to_raw_start(positions(rows, start)))
    raw_end = offsets_of(composed.to_raw_end(positions(rows, end)))
    return spans.assign(raw_start=raw_start, raw_end=np.where(start == end, raw_start, raw_end))


def _offsets(table: pd.DataFrame, column: str) -> NDArray[np.int64]:
    """Return a column of offsets; raise ValueError if one is missing."""
    if table[column].isna().any():
        row = int(np.flatnonzero(table[column].isna())[0])
        raise ValueError(f"row {row} has no {column}; leave spans without offsets out")
    offsets: NDArray[np.int64] = table[column].to_numpy(np.int64)
    return offsets
