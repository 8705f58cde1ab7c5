"""Whose verb of saying has no speech, and yet goes on in a later sentence: «نفت موسكو ذلك. وأضافت أن»."""

import re
from collections.abc import Iterator
from itertools import takewhile

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.compiled_names import PERSONS
from corpus_tools.actors.speech.placed_mentions import MentionRow
from corpus_tools.actors.speech.reporting_verbs import agree, find_verb, is_listener
from corpus_tools.actors.speech.speaker_actors import NOBODY, Actor

_SENTENCE_ENDS = re.compile(r"[.؟!\n]\s")
#: Words before the verb of a sentence, and between it and the name of its subject.
_WORDS_BEFORE, _WORDS_BETWEEN = 4, 5
#: A name behind one of these is no subject.
_PREPOSITIONS = frozenset({"عن", "في", "من", "علي", "الي", "ان", "حول", "بشان", "ل"})


def subject_since(text: str, begin: int, end: int, gender: str, mentions: Iterator[MentionRow]) -> Actor:
    """Return the actor of the last subject, in the sentences between two places, of a verb of saying; NOBODY without.

    `mentions` are those of the document before `end`, the last one first.
    """
    named = list(takewhile(lambda one: one[0] >= begin, mentions))[::-1]
    stop = end
    for start in reversed([match.end() for match in _SENTENCE_ENDS.finditer(text, max(0, begin - 1), end)]):
        at = _behind_verb(text[start:stop], gender)
        if at:
            return _subject(text, start + at, [one for one in named if start + at <= one[0] < stop])
        stop = start
    return NOBODY


def _behind_verb(sentence: str, gender: str) -> int:
    """Return where the verb of saying ends that a sentence begins with; 0 without."""
    at = 0
    for word in sentence.split(maxsplit=_WORDS_BEFORE)[:_WORDS_BEFORE]:
        at = sentence.index(word, at) + len(word)
        verb = find_verb(key(word))
        if verb is not None and not verb.is_participle and agree(verb.gender, gender):
            return at
    return 0


def _subject(text: str, at: int, named: list[MentionRow]) -> Actor:
    """Return the actor that a subject names first, or the person that it names soon behind it."""
    if not named:
        return NOBODY
    between = [key(word) for word in text[at : named[0][0]].split()]
    is_other = any(word in _PREPOSITIONS or is_listener([word], 0) for word in between)
    if is_other or len(between) > _WORDS_BETWEEN:
        return NOBODY
    person = next((one for one in named[1:3] if one[4] in PERSONS and one[3] == "name"), None)
    if person is not None and text[named[0][1] : person[0]].count(" ") <= 2:  # «زعيم الحركة الإيطالية فلان»
        return Actor(person[2], person[3])
    return Actor(named[0][2], named[0][3])
