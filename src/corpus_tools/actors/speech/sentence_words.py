"""The sentences that may report speech, as words with their roles and the punctuation between them.

Roles are found once for each word of the vocabulary. A sentence is looked at only where a reporting verb stands in it
together with a word or sign that opens speech.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat, starmap
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.alias_forms import fold_keys
from corpus_tools.actors.speech.finite_verbs import has_preposition, is_adverbial, is_imperfect
from corpus_tools.actors.speech.reporting_verbs import (
    ReportingVerb,
    source_manners,
    telling_forms,
    verb_forms,
    word_list,
)
from corpus_tools.actors.speech.turned_marks import turn_marks
from corpus_tools.arrays import Bools, Ints
from corpus_tools.parts import Part
from corpus_tools.proclitics import CONJUNCTIONS, PROCLITICS
from corpus_tools.script import is_any_of
from corpus_tools.tokens.characters import Codes, encode

#: What a word may be in a sentence of speech, one bit each.
(
    VERB,
    PARTICIPLE,
    SAYING,
    OPENER,
    CONNECTIVE,
    ENDS,
    NO_SPEAKER,
    RELATIVE,
    AUXILIARY,
    GOVERNOR,
    ADVERB,
    JOINED,
    NEGATION,
    CERTAIN,
    PERIOD,
    ASKS,
) = (1 << bit for bit in range(16))
ANCHOR = VERB | PARTICIPLE | SAYING
#: Roles that matter in pairs and are known as `SentenceWords.tellers` alone: «وفق», «ما», «أكده».
_MANNER, _WHAT, _TELLING, _ALONE, _SOURCE_MANNER, _CLOSING, _ASIDE, _MUTE = (1 << bit for bit in range(16, 24))
_OF_WORDS = _MANNER - 1
#: Words that may open the speech of a verb or end its clause, as may any punctuation but a comma.
_TURNING = OPENER | VERB | PARTICIPLE | CONNECTIVE | RELATIVE
#: What punctuation may stand behind a word, one bit each.
COMMA, COLON, STOP, QUOTE, CLOSED, BRACKET = (1 << bit for bit in range(6))
_SIGNS = {
    **dict.fromkeys("،,", COMMA),
    ":": COLON,
    **dict.fromkeys(".؛;!?؟…", STOP),
    **dict.fromkeys('«“"', QUOTE),
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
    "periods": PERIOD,
    "asks": ASKS,
    "manners": _MANNER,
    "source_manners": _SOURCE_MANNER,
    "what": _WHAT,
    "mutes": _MUTE,
}
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩"
_OPENING_SIGNS = ':«“"'
#: Words of a name between quotation marks.
_LONGEST_NAME = 6
#: Words of the name of a person.
_LONGEST_FULL_NAME = 4
_IMPERFECT_PREFIXES = frozenset("يتس")
#: These lists hold words as they are, the others also behind a conjunction.
_BARE = frozenset({"connectives", "negations", "relatives", "mutes"})


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
                for conjunction in CONJUNCTIONS if name != "complementizers" else "و":
                    joined = conjunction + word
                    roles[joined] = roles.get(joined, 0) | role | JOINED
    for word, verb in verb_forms().items():
        role = (PARTICIPLE if verb.is_participle else VERB) | (CERTAIN if verb.is_certain else 0)
        if roles.get(word, 0) & (ENDS | ADVERB):  # «نقلا عن», «نفيا قاطعا»
            continue
        roles[word] = roles.get(word, 0) | role | (_CLOSING if verb.may_close(word) else 0)
        for conjunction in CONJUNCTIONS:
            joined = conjunction + word
            if joined not in verb_forms():
                roles[joined] = roles.get(joined, 0) | role | JOINED
                verbs[joined] = verb
    for word in CONJUNCTIONS:
        roles[word] = roles.get(word, 0) | _ALONE
    for word, verb in telling_forms().items():
        roles[word] = roles.get(word, 0) | (_ASIDE if "aside" in verb.traits else _TELLING)
        verbs.setdefault(word, verb)
    verbs.update(source_manners())
    return Roles(roles, verbs)


@dataclass(slots=True, eq=False)  # of a tuple, the fields would be read much slower, and they are all the time
class SentenceWords:
    """The words of one sentence."""

    doc: int
    text: str  # of its document, with the marks of quotations as they are meant
    start: int
    end: int
    first_token: int  # among the tokens of the part
    size: int  # how many they are
    starts: Sequence[int]  # of the words, in the text
    ends: Sequence[int]
    keys: list[str]  # the folded words
    roles: list[int]
    signs: list[int]  # the punctuation behind each word
    anchors: list[int]  # the words that may report speech
    turns: list[int]  # the words at which speech may open or a clause end
    tellers: list[int]  # what may tell who said the words before it: «، وفق ما أكده الوزير», «، وفق الوزير»
    silences: list[int]  # what may tell that somebody says no more: «، ولم تعلق موسكو»
    has_quotes: bool  # whether a quotation mark stands in it
    verbs: dict[str, ReportingVerb]  # the reporting verbs by their folded forms

    def surface(self, at: int) -> str:
        """Return a word as written."""
        return self.text[self.starts[at] : self.ends[at]]

    def verb(self, at: int) -> ReportingVerb:
        """Return the reporting verb that a word is."""
        return self.verbs[self.keys[at]]

    def is_imperfect(self, at: int) -> bool:
        """Return whether a word is a finite verb of the imperfect, one of saying or not."""
        return self.keys[at][:1] in _IMPERFECT_PREFIXES and is_imperfect(self.surface(at))

    def has_preposition(self, at: int) -> bool:
        """Return whether a preposition is joined to a word."""
        return self.keys[at][:1] in PROCLITICS and has_preposition(self.surface(at))

    def is_adverbial(self, at: int) -> bool:
        """Return whether a word has the ending of an indefinite accusative as adverbs have it: «رسمياً», «مخاطبا»."""
        return self.keys[at][-1:] == "ا" and is_adverbial(self.surface(at))

    def signs_before(self, at: int) -> int:
        """Return the punctuation before a word, that of the sentence's beginning being a full stop."""
        return self.signs[at - 1] if at else STOP

    def closes_soon(self, at: int) -> bool:
        """Return whether a comma or the like closes what a word begins after a few words, as it does behind a name."""
        word = self.keys[at]
        if self.roles[at] & ~JOINED or word[:1] in PREPOSITIONS or word.isdigit() or self.is_imperfect(at):
            return False
        signs = self.signs[at : at + _LONGEST_FULL_NAME]
        return len(signs) < _LONGEST_FULL_NAME or any(one & (COMMA | STOP | QUOTE) for one in signs)

    def past_quoted(self, at: int) -> int:
        """Return the word behind a short name between quotation marks that a word begins, or that word."""
        if not self.signs_before(at) & QUOTE:
            return at
        behind = range(at + 1, min(self.size, at + _LONGEST_NAME) + 1)
        return next((end for end in behind if self.signs[end - 1] & (QUOTE | CLOSED)), at)


def find_sentences_of_speech(part: Part) -> Iterator[SentenceWords]:
    """Yield, in order, the sentences of a part that hold a reporting verb, and behind it what may open speech."""
    tokens, sentences = part.tokens, part.sentences
    keys = fold_keys(tokens.vocabulary["folded"].tolist())
    role_of, verbs = word_roles()
    roles = np.fromiter(map(role_of.get, keys, repeat(0)), np.int32, len(keys))
    doc, start, end, word = (tokens.table[name].to_numpy() for name in ("doc", "start", "end", "word"))
    joined = _Joined.of(list(map(turn_marks, part.list_texts())))
    of_doc = pd.Index(part.texts["doc_id"]).get_indexer(pd.Index(sentences["doc_id"])).astype(np.int64)
    begin, stop = (joined.base[of_doc] + sentences[name].to_numpy(np.int64) for name in ("start", "end"))
    place = joined.base[doc] + start
    role = roles[word]
    role[1:][((role[:-1] & _ALONE) != 0) & ((role[1:] & ANCHOR) != 0)] |= JOINED
    tells = _find_tellers(role)
    closing = place[(role & _CLOSING) != 0]
    closing = closing[is_any_of(joined.codes[np.maximum(closing - 2, 0)], "،,")]  # «…، يقول التاجر.»
    is_mute = (role & _MUTE) != 0
    role &= _OF_WORDS
    anchored = place[(role & ANCHOR) != 0]
    opens = np.sort(np.append(place[(role & OPENER) != 0], joined.signs))
    first_anchor = np.append(anchored, len(joined.codes))[np.searchsorted(anchored, begin)]
    has_quotes = _hold(joined.signs[joined.codes[joined.signs] != ord(":")], begin, stop)
    is_told = _hold(place[tells], begin, stop) | _hold(closing, begin, stop)
    wanted = np.flatnonzero(is_told | ((first_anchor < stop) & (has_quotes | _hold(opens, first_anchor, stop))))
    if not len(wanted):
        return
    begin, stop, of_doc = begin[wanted], stop[wanted], of_doc[wanted]
    first, last = np.searchsorted(place, begin), np.searchsorted(place, stop)
    bounds = np.append(0, np.cumsum(last - first))
    token = np.repeat(first - bounds[:-1], last - first) + np.arange(bounds[-1])
    gap_end = place[np.append(token[1:], 0)]
    has_words = last > first
    last_words = bounds[1:][has_words] - 1
    gap_end[last_words] = stop[has_words]
    gap_start = joined.base[doc[token]] + end[token]
    signs_of = joined.signs_between(gap_start, gap_end, last_words)
    signs_before = np.append(0, signs_of[:-1])
    signs_before[bounds[:-1]] = 0
    # A view returns single numbers fast, and only few of these are asked for.
    starts, ends, own_roles = start[token].data, end[token].data, role[token].tolist()
    own_keys = np.array(keys, object)[word[token]].tolist()
    base = joined.base[of_doc]
    anchors, of_anchor = _places_in_sentences((role[token] & ANCHOR) != 0, bounds)
    is_turn = ((role[token] & _TURNING) != 0) | ((signs_before & (COLON | STOP | QUOTE)) != 0)
    turns, of_turn = _places_in_sentences(is_turn, bounds)
    tellers, of_teller = _places_in_sentences(tells[token], bounds)
    silences, of_silence = _places_in_sentences(is_mute[token], bounds)
    signs = signs_of.tolist()
    of_sentence = (of_doc, begin - base, stop - base, first, last - first, has_quotes[wanted])
    columns = (column.tolist() for column in of_sentence)
    spans = (
        starmap(slice, pairwise(ends_at.tolist())) for ends_at in (bounds, of_anchor, of_turn, of_teller, of_silence)
    )
    for row, of_begin, of_stop, at, size, quoted, cut, own_anchors, own_turns, told, mute in zip(
        *columns, *spans, strict=True
    ):
        lists = (
            starts[cut],
            ends[cut],
            own_keys[cut],
            own_roles[cut],
            signs[cut],
            anchors[own_anchors],
            turns[own_turns],
            tellers[told],
            silences[mute],
        )
        yield SentenceWords(row, joined.texts[row], of_begin, of_stop, at, size, *lists, quoted, verbs)


def _find_tellers(role: Ints) -> Bools:
    """Return which words tell who said what stands before them, as far as the words beside each show."""
    tells = (role & (VERB | SAYING | _TELLING)) != 0
    manner, what = (role & _MANNER) != 0, (role & _WHAT) != 0
    is_next = np.zeros(len(role), np.bool_)
    is_source = (role & _SOURCE_MANNER) != 0
    is_next[1:] = manner[:-1]
    is_behind_what = np.zeros(len(role), np.bool_)
    is_behind_what[1:] = manner[:-1] & ~is_source[:-1]
    is_behind_what[2:] |= manner[:-2] & what[1:-1]
    found: Bools = (tells & (is_next | is_behind_what)) | (((role & _ASIDE) != 0) & is_behind_what)
    found[:-1] |= is_source[:-1] & ~(what | tells)[1:]
    return found


def _places_in_sentences(chosen: Bools, bounds: Ints) -> tuple[list[int], Ints]:
    """Return the places of chosen words, counted within their sentences, and where those of each sentence begin."""
    places = np.flatnonzero(chosen)
    of_sentence = np.searchsorted(places, bounds)
    return (places - np.repeat(bounds[:-1], np.diff(of_sentence))).tolist(), of_sentence


class _Joined(NamedTuple):
    """Texts laid end to end."""

    texts: list[str]
    codes: Codes
    base: Ints  # where each text begins
    signs: Ints  # where quotation marks and colons stand

    @classmethod
    def of(cls, texts: list[str]) -> "_Joined":
        """Join texts."""
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        codes = encode("\n".join(texts))
        signs = np.flatnonzero(is_any_of(codes, _OPENING_SIGNS))
        return cls(texts, codes, np.cumsum(lengths + 1) - lengths - 1, signs)

    def signs_between(self, start: Ints, end: Ints, last: Ints) -> Ints:
        """Return what punctuation stands in each gap between words, the last of each sentence among them."""
        found = np.zeros(len(start), np.int64)
        only, is_single = self.codes[np.minimum(start, len(self.codes) - 1)], end - start == 1
        before = self.codes[np.maximum(start - 1, 0)]
        is_dot = is_single & (only == ord(".")) & ~is_any_of(before, _DIGITS)  # «سي.إن.إن» has none but at the end
        # Nor is that behind initials one: «قالت أ.ف.ب. إن».
        is_initial = (end - start == 2) & (only == ord(".")) & (self.codes[np.maximum(start - 2, 0)] == ord("."))
        is_dot |= is_initial & (self.codes[np.minimum(start + 1, len(self.codes) - 1)] == ord(" "))
        is_dot[last] = False
        is_blank = is_dot | (is_single & (only == ord(" ")))
        others = np.flatnonzero(~is_blank & (end > start))
        size = (end - start)[others]
        stop = np.cumsum(size)
        places = np.repeat(start[others] - stop + size, size) + np.arange(stop[-1] if len(stop) else 0)
        np.bitwise_or.at(found, np.repeat(others, size), _signs().take(self.codes[places], mode="clip"))
        return found


@cache
def _signs() -> Ints:
    """Return what punctuation each character is, by its code, up to the first behind all that is some."""
    signs = np.zeros(max(map(ord, _SIGNS)) + 2, np.int64)
    signs[list(map(ord, _SIGNS))] = list(_SIGNS.values())
    return signs


def _hold(places: Ints, begin: Ints, stop: Ints) -> Bools:
    """Return which spans hold one of some ascending places."""
    found: Bools = np.searchsorted(places, stop) > np.searchsorted(places, begin)
    return found
