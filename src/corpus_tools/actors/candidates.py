"""Names that stand in a text, before it is decided which of them are mentions."""

from dataclasses import dataclass, field

import pandas as pd

from corpus_tools.actors.mention_context import GuardWords

#: The kind of a town that only tells where the events of a document happen.
PLACE = "place"
#: The types of actors that are persons.
PERSONS = frozenset({"leader", "official"})


@dataclass(frozen=True, slots=True)
class NameInfo:
    """A name of the registry with what the rules need to know of it and of its actor."""

    actor_id: str
    alias: str
    kind: str
    actor_type: str
    state: str | None
    parent: str | None
    own_words: frozenset[str]
    guard: GuardWords | None
    since: pd.Timestamp | None
    until: pd.Timestamp | None

    def is_dated(self) -> bool:
        """Tell whether the name is bound to a time."""
        return self.since is not None or self.until is not None

    def holds_at(self, published: pd.Timestamp | None) -> bool:
        """Tell whether the name was in use when the document was published, as far as is known."""
        if published is None:
            return True
        return not ((self.since and published < self.since) or (self.until and published >= self.until))


@dataclass(slots=True)
class Candidate:
    """A name that stands in a text, before anything is decided."""

    info: NameInfo
    rule: str
    first: int
    last: int
    start: int
    end: int
    proclitics: str
    reason: str = ""
    nested: bool = False
    others: tuple[str, ...] = field(default=())

    def contains(self, other: "Candidate") -> bool:
        """Tell whether another span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Candidate") -> bool:
        """Tell whether two spans share a letter."""
        return self.start < other.end and other.start < self.end
