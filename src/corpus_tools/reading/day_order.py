"""Settle whether a corpus writes day/month/year or month/day/year, by its dates that allow only one order."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus_tools.reading.publication import Publication, date_in_name

#: Articles that may decide together: those of one file, one source, or the whole corpus.
Group = tuple[str, Hashable]
_ORDER = {True: "day before month", False: "month before day"}


def settle_day_order(
    publications: Sequence[Publication],
    *,
    names: Iterable[str],
    files: Sequence[str],
    sources: Sequence[str | None],
    day_first: bool | None = None,
) -> list[Publication]:
    """Settle dates such as 05/06/2017, which may be in May or June; the reason of each says how, or why it stays open.

    The nearest of these decides: the same day in the name or id of the article (20170605); the other dates of the same
    file; those of the same source; for an article of no stated source, those of the whole corpus. Dates decide only if
    all of them agree. `names` hold the doc_id and file name of each article; `day_first` overrules all.
    """
    if not any(map(_is_open, publications)):
        return list(publications)
    votes: defaultdict[Group, Counter[bool]] = defaultdict(Counter)
    for publication, file, source in zip(publications, files, sources, strict=True):
        if publication.day_first is not None:
            for group in (("file", file), ("source", source), ("corpus", None)):
                votes[group][publication.day_first] += 1
    settled = []
    for publication, name, file, source in zip(publications, names, files, sources, strict=True):
        if not _is_open(publication):
            settled.append(publication)
        elif day_first is not None:
            settled.append(publication.settle(day_first=day_first, reason=f"{_ORDER[day_first]}, as day_first= says"))
        else:
            groups = [("file", file), ("source", source), *([("corpus", None)] if source is None else [])]
            settled.append(_by_name(publication, name) or _by_votes(publication, votes, groups))
    return settled


def _is_open(publication: Publication) -> bool:
    """Return whether a date may be in either order."""
    return publication.when is None and None not in (publication.if_day_first, publication.if_month_first)


def _by_name(publication: Publication, name: str) -> Publication | None:
    """Settle a date by the same day in the name of the article, if it is there."""
    day: date | None = date_in_name(name)
    for day_first, candidate in ((True, publication.if_day_first), (False, publication.if_month_first)):
        if candidate and candidate.date() == day:
            return publication.settle(day_first=day_first, reason=f"{_ORDER[day_first]}, as {day} in its name or id")
    return None


def _by_votes(publication: Publication, votes: dict[Group, Counter[bool]], groups: Sequence[Group]) -> Publication:
    """Settle a date by the nearest group whose dates have only one possible order."""
    for group in groups:
        if not (counted := votes.get(group)):
            continue
        if len(counted) == 2:
            return replace(publication, reason=f"{publication.reason}; dates of the same {group[0]} have both orders")
        [(day_first, n)] = counted.items()
        others = f"{n:,} other date{'s' if n > 1 else ''} of the same {group[0]}"
        return publication.settle(day_first=day_first, reason=f"{_ORDER[day_first]}, as in {others}")
    return publication
