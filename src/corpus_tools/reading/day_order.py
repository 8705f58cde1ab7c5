"""Whether a corpus writes day/month/year or month/day/year, settled by the dates in it that leave no choice."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from datetime import date

from corpus_tools.reading.publication import Publication, date_in_name

_ORDER = {True: "day before month", False: "month before day"}


def settle_day_order(
    publications: Sequence[Publication],
    *,
    names: Sequence[str],
    files: Sequence[str],
    sources: Sequence[str | None],
    day_first: bool | None = None,
) -> list[Publication]:
    """Settle the dates such as 05/06/2017 that may be of May or of June.

    The evidence, the nearest first: the same day in the name or id of the article (20170605); the other dates of
    the same file; those of the same source; for an article of no stated source, those of the whole corpus. Evidence
    counts only where all of it agrees; otherwise the date stays open.

    Parameters
    ----------
    publications : sequence of Publication
        What `parse_published` read.
    names : sequence of str
        The doc_id and file name of each article.
    files, sources : sequence of str
        Where each article stands, and who published it.
    day_first : bool, optional
        What the caller knows; it decides without evidence.

    Returns
    -------
    list of Publication
        In order; what was settled says how in its reason, what stays open says why.

    Examples
    --------
    >>> from corpus_tools.reading.publication import parse_published
    >>> dates = [parse_published(written) for written in ("17/05/2015", "05/06/2017")]
    >>> settled = settle_day_order(dates, names=["a", "b"], files=["a", "b"], sources=["وكالة", "وكالة"])
    >>> settled[1].when.isoformat(), settled[1].reason
    ('2017-06-05T00:00:00', 'day before month, as in 1 other date of the same source')
    """
    votes: defaultdict[tuple[str, Hashable], Counter[bool]] = defaultdict(Counter)
    for publication, file, source in zip(publications, files, sources, strict=True):
        if publication.day_first is not None:
            for group in (("file", file), ("source", source), ("corpus", None)):
                votes[group][publication.day_first] += 1
    settled = []
    for publication, name, file, source in zip(publications, names, files, sources, strict=True):
        if publication.when or publication.first is None or publication.other is None:
            settled.append(publication)
        elif day_first is not None:
            settled.append(publication.settled(day_first=day_first, reason=f"{_ORDER[day_first]}, as day_first= says"))
        else:
            groups = [("file", file), ("source", source), *([("corpus", None)] if source is None else [])]
            settled.append(_by_name(publication, name) or _by_votes(publication, votes, groups))
    return settled


def _by_name(publication: Publication, name: str) -> Publication | None:
    """Settle a date by the same day in the name of the article, if it is there."""
    day: date | None = date_in_name(name)
    for day_first, reading in ((True, publication.first), (False, publication.other)):
        if reading and reading.date() == day:
            return publication.settled(day_first=day_first, reason=f"{_ORDER[day_first]}, as {day} in its name or id")
    return None


def _by_votes(
    publication: Publication,
    votes: dict[tuple[str, Hashable], Counter[bool]],
    groups: Sequence[tuple[str, Hashable]],
) -> Publication:
    """Settle a date by the nearest group that has dates of only one possible order."""
    for group in groups:
        counted = votes.get(group)
        if not counted:
            continue
        if len(counted) == 2:
            return publication.open(f"dates of the same {group[0]} have both orders")
        [(day_first, n)] = counted.items()
        others = f"{n:,} other date{'s' if n > 1 else ''} of the same {group[0]}"
        return publication.settled(day_first=day_first, reason=f"{_ORDER[day_first]}, as in {others}")
    return publication
