"""The sentences that may report speech, as words with their roles and the punctuation between them.

Roles are found once for each word of the vocabulary. A sentence is looked at only where a reporting verb stands in it
together with a word or sign that opens speech.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.alias_forms import fold_keys, key
from corpus_tools.actors.speech.reporting_verbs import ReportingVerb, verb_forms, word_list
from corpus_tools.arrays import Bools, Ints
from corpus_tools.proclitics import CONJUNCTIONS
from corpus_tools.tables import texts_of
from corpus_tools.tokens.characters import encode
from corpus_tools.tokens.tokenize import Tokens

#: What a word may be in a sentence of speech, one bit each.
VERB, PARTICIPLE, SAYING, OPENER, CONNECTIVE, ENDS, NO_SPEAKER, RELATIVE, AUXILIARY, GOVERNOR, ADVERB, JOINED, NEGATION = (
    1 << bit for bit in range(13)
)
ANCHOR = VERB | PARTICIPLE | SAYING
#: What punctuation may stand behind a word, one bit each.
COMMA, COLON, STOP, QUOTE, CLOSED, BRACKET = (1 << bit for bit in range(6))
_SIGNS = {
    **dict.fromkeys("،,", COMMA),
    ":": COLON,
    **dict.fromkeys(".؛;!?؟…", STOP),
    **dict.fromkeys("«“\"", QUOTE),
    **dict.fromkeys("»”", CLOSED),
    **dict.fromkeys("()[]–—-", BRACKET),
}
#: What a verb may take before أن.
PREPOSITIONS = frozenset({"الي", "ب", "من", "علي", "عن", "في"})
_LISTS = {
    "complementizers": OPENER,
    "connectives": CONNECTIVE,
    "speaker_ends": ENDS,
    "no_speaker": NO_SPEAKER,
    "relatives": RELATIVE,
    "auxiliaries": AUXILIARY,
    "governors": GOVERNOR,
    "adverbs": ADVERB,
    "negations": NEGATION,
    "sayings": SAYING,
}
#: These lists hold words as they are, the others also behind a conjunction.
_BARE = frozenset({"connectives", "negations", "relatives"})


class Roles(NamedTuple):
    """The roles of folded words, and the form of each reporting verb among them."""

    of: dict[str, int]
    verbs: dict[str, ReportingVerb]


@cache
def word_roles() -> Roles:
    """Return the roles of all words that have one, with and without a conjunction before them."""
    roles: dict[str, int] = {}
    verbs = dict(verb_forms())
    for name, role in _LISTS.items():
        for word in word_list(name):
            roles[word] = roles.get(word, 0) | role
            if name not in _BARE:
                for conjunction in CONJUNCTIONS:
                    joined = conjunction + word
                    roles[joined] = roles.get(joined, 0) | role | JOINED
    for word, verb in verb_forms().items():
        role = PARTICIPLE if verb.is_participle else VERB
        roles[word] = roles.get(word, 0) | role
        for conjunction in CONJUNCTIONS:
            joined = conjunction + word
            if joined not in verb_forms():
                roles[joined] = roles.get(joined, 0) | role | JOINED
                verbs[joined] = verb
    return Roles(roles, verbs)


@dataclass(slots=True)
class SentenceWords:
    """The words of one sentence."""

    doc: int
    text: str
    start: int
    end: int
    starts: list[int]  # of the words, in the text
    ends: list[int]
    keys: list[str]  # the folded words
    roles: list[int]
    signs: list[int]  # the punctuation behind each word

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.starts)

    def surface(self, at: int) -> str:
        """Return a word as written."""
        return self.text[self.starts[at] : self.ends[at]]

    def verb(self, at: int) -> ReportingVerb:
        """Return the reporting verb that a word is."""
        return word_roles().verbs[self.keys[at]]

    def is_preposition(self, at: int) -> bool:
        """Return whether a word is a preposition that a verb takes before أن."""
        return self.keys[at] in PREPOSITIONS

    def signs_before(self, at: int) -> int:
        """Return the punctuation before a word, that of the sentence's beginning being a full stop."""
        return self.signs[at - 1] if at else STOP


def find_sentences_of_speech(texts: pd.DataFrame, tokens: Tokens, sentences: pd.DataFrame) -> Iterator[SentenceWords]:
    """Yield, in order, the sentences that hold a reporting verb and what may open its speech."""
    keys = fold_keys(tokens.vocabulary["folded"].tolist())
    role_of = word_roles().of
    roles = np.fromiter((role_of.get(word, 0) for word in keys), np.int64, len(keys))
    doc, start, end, word = (tokens.table[name].to_numpy(np.int64) for name in ("doc", "start", "end", "word"))
    role = roles[word]
    strings = texts_of(texts)
    first, last, wanted, of_doc, spans = _choose(strings, texts, sentences, (doc, start, role))
    starts, ends, words, all_roles = start.tolist(), end.tolist(), word.tolist(), role.tolist()
    gaps: dict[str, int] = {" ": 0, "": 0}
    for low, high, row, (begin, stop) in zip(first.tolist(), last.tolist(), of_doc.tolist(), spans, strict=True):
        text = strings[row]
        own_starts, own_ends = starts[low:high], ends[low:high]
        signs = []
        for a, b in zip(own_ends, [*own_starts[1:], stop], strict=True):
            gap = text[a:b]
            found = gaps.get(gap)
            if found is None:
                found = gaps[gap] = _signs_of(gap)
            signs.append(found)
        own_keys = [keys[code] for code in words[low:high]]
        yield SentenceWords(row, text, begin, stop, own_starts, own_ends, own_keys, all_roles[low:high], signs)


def _signs_of(gap: str) -> int:
    """Return what punctuation stands in a gap between words."""
    found = 0
    for sign in gap:
        found |= _SIGNS.get(sign, 0)
    return found


def _choose(
    strings: list[str], texts: pd.DataFrame, sentences: pd.DataFrame, tokens: tuple[Ints, Ints, Ints]
) -> tuple[Ints, Ints, Bools, Ints, list[tuple[int, int]]]:
    """Return first and last token, document and span of the sentences that may report speech."""
    doc, start, role = tokens
    of_doc = pd.Index(texts["doc_id"]).get_indexer(pd.Index(sentences["doc_id"])).astype(np.int64)
    begin, stop = (sentences[name].to_numpy(np.int64) for name in ("start", "end"))
    lengths = np.fromiter(map(len, strings), np.int64, len(strings))
    base = np.cumsum(lengths + 1) - lengths - 1
    place = base[doc] + start
    first = np.searchsorted(place, base[of_doc] + begin)
    last = np.searchsorted(place, base[of_doc] + stop)
    codes = encode("\n".join(strings))
    signs = np.flatnonzero(_opens_speech(codes.dtype.type)[np.minimum(codes, 0x2100)])
    wanted = _holds(place[(role & ANCHOR) != 0], base[of_doc] + begin, base[of_doc] + stop)
    opened = _holds(np.sort(np.append(place[(role & OPENER) != 0], signs)), base[of_doc] + begin, base[of_doc] + stop)
    wanted &= opened
    rows = np.flatnonzero(wanted)
    spans = list(zip(begin[rows].tolist(), stop[rows].tolist(), strict=True))
    return first[rows], last[rows], wanted, of_doc[rows], spans


def _opens_speech(dtype: type[np.unsignedinteger]) -> Bools:  # type: ignore[type-arg]
    """Return for each character whether it may open speech: a quotation mark or a colon."""
    table = np.zeros(0x2101, np.bool_)
    table[[ord(sign) for sign in ':«“"']] = True
    return table


def _holds(places: Ints, begin: Ints, stop: Ints) -> Bools:
    """Return which spans hold one of some ascending places."""
    found: Bools = np.searchsorted(places, stop) > np.searchsorted(places, begin)
    return found


