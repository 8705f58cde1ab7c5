"""The table of mentions."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.actors.matching.candidates import Candidate, Candidates
from corpus_tools.actors.matching.names import Accepted, Names
from corpus_tools.actors.registry.compiled_names import HEAD, NameInfo
from corpus_tools.arrays import Bools, Ints, order_by
from corpus_tools.tables import text_column

KINDS = ("name", "adjective", "metonym", "description")
_KIND_OF_NAME = {"acronym": "name", "nisba": "name", HEAD: "description"}  # others are the kind of their mention
#: Whose nisba is an adjective; that of a group names its people: «الحوثيون», «الحوثي».
_WITH_ADJECTIVES = frozenset({"state", "igo"})


class Mentions(NamedTuple):
    """The mentions of a corpus, in order of the text."""

    row: Ints  # among the candidates
    doc: Ints
    last: Ints  # the row of the last word
    start: Ints
    end: Ints
    nested: Bools  # whether it lies inside a longer name
    others: dict[int, tuple[str, ...]]  # from a row to the actors that may be meant, where they are several
    meant: dict[int, str]  # from a row to the actor that it points back to, where it is no name of its own
    reasons: dict[int, str]  # from a row to what decided, where a rule did


def order_mentions(
    candidates: Candidates, accepted: Accepted, names: Names, substitutes: list[Candidate], *, nested: bool
) -> Mentions:
    """Bring names, with or without those nested in a longer one, and their substitutes into the order of the text."""
    chosen = np.arange(len(names.row)) if nested else np.flatnonzero(~names.nested)
    more = np.array([one.row for one in substitutes], dtype=np.int64)
    row = np.concatenate([names.row[chosen], more])
    last = np.concatenate([names.last[chosen], candidates.last[more]])
    end = np.concatenate([names.end[chosen], candidates.end[more]])
    is_nested = np.concatenate([names.nested[chosen], np.zeros(len(more), dtype=bool)])
    doc, start = candidates.doc[row], candidates.start[row]
    order = order_by(candidates.context.place(doc, start), end.max(initial=0) - end)
    order, until = _join(candidates, row, order, end)
    columns = (row[order], doc[order], last[until], start[order], end[until], is_nested[order])
    others = names.others | {one.row: one.others for one in substitutes if one.others}
    meant = {one.row: one.info.actor_id for one in substitutes if one.info.kind == HEAD}
    return Mentions(*columns, others, meant, accepted.reasons | {one.row: one.reason for one in substitutes})


def _join(candidates: Candidates, row: Ints, order: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return which mentions there are, and with which each ends: those of an actor that share a word are one.

    «كتائب المعارضة» and «المعارضة المعتدلة» are, in «كتائب المعارضة المعتدلة».
    """
    doc, actor = candidates.doc[row[order]], candidates.names.columns.actor[candidates.name[row[order]]]
    begins = candidates.context.place(doc, candidates.start[row[order]])
    ends = candidates.context.place(doc, end[order])
    runs_on = (begins[1:] < ends[:-1]) & (ends[1:] > ends[:-1]) & (actor[1:] == actor[:-1])
    kept, until = np.ones(len(order), dtype=bool), order.copy()
    for at in (np.flatnonzero(runs_on) + 1)[::-1].tolist():  # of three in a row, each goes on to the last
        kept[at] = False
        until[at - 1] = until[at]
    return order[kept], until[kept]


def tabulate_mentions(
    documents: pd.DataFrame, candidates: Candidates, mentions: Mentions, *, explain: bool
) -> pd.DataFrame:
    """Build the table of mentions; `explain` adds how each was found."""
    row, doc, last, start, end = mentions[:5]
    code, known = pd.factorize(candidates.name[row])
    infos = [candidates.names.infos[name] for name in known.tolist()]
    kinds = np.array([KINDS.index(_kind_of(info)) for info in infos], dtype=np.int64)
    joined, candidates_code = _look_up({one: "|".join(others) for one, others in mentions.others.items()}, row)
    meant, meant_code = _look_up(mentions.meant, row)
    of_actor = np.where(meant_code < len(meant), len(infos) + meant_code, code)
    of_actor = np.where(candidates_code < len(joined), len(infos) + len(meant), of_actor)
    index = candidates.names.alias_index
    spans = zip(doc.tolist(), start.tolist(), end.tolist(), strict=True)
    table = pd.DataFrame(
        {
            "doc_id": documents["doc_id"].take(doc).reset_index(drop=True),
            "start": start,
            "end": end,
            "surface": text_column([candidates.context.texts[of][low:high] for of, low, high in spans]),
            "actor_id": _spread([*(info.actor_id for info in infos), *meant, None], of_actor),
            "candidates": _spread([*joined, None], candidates_code),
            "kind": pd.Categorical.from_codes(kinds[code], categories=pd.Index(KINDS)),
            "alias": _spread([info.alias for info in infos], code),
            "rule": _spread(index.rule_names, index.rules[candidates.claim[row]]),
        }
    )
    if explain:
        words = zip(candidates.first[row].tolist(), last.tolist(), strict=True)
        table["peeled"] = _spread(candidates.proclitics, candidates.proclitic[row])
        table["folded"] = pd.Series([" ".join(candidates.context.keys(range(a, b + 1))) for a, b in words], dtype="str")
        table["guard"] = pd.Series([mentions.reasons.get(one) or None for one in row.tolist()], dtype="str")
    return table


def _kind_of(info: NameInfo) -> str:
    """Return the kind of the mentions of a name."""
    is_adjective = info.kind == "nisba" and info.actor_type in _WITH_ADJECTIVES
    return "adjective" if is_adjective else _KIND_OF_NAME.get(info.kind, info.kind)


def _look_up(values: dict[int, str], rows: Ints) -> tuple[list[str], Ints]:
    """Return the values of some rows, and for each row the place of its value, past the end where it has none."""
    place = pd.Index(list(values), dtype=np.int64).get_indexer(pd.Index(rows))
    return list(values.values()), np.where(place < 0, len(values), place)


def _spread(values: list[str] | list[str | None], codes: Ints) -> "pd.Series[str]":
    """Build a column of few different values from the place of each."""
    return pd.Series(values, dtype="str").take(codes).reset_index(drop=True)
