"""Places where names seem to stand that a registry hasn't.

They are noticed after titles, at the head of the names of groups, beside reporting verbs, between quotation marks,
where a given name stands before a family name, and where two words, one of them in no lexicon, are hardly ever apart.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from corpus_tools.actors.matching.context import Context, function_words, word_lists
from corpus_tools.actors.registry.alias_forms import Form, key
from corpus_tools.actors.speech.finite_verbs import is_common_noun
from corpus_tools.actors.speech.reporting_verbs import find_verb, verb_forms, word_list
from corpus_tools.arrays import Bools
from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import ARTICLE
from corpus_tools.terms.collocations import collocations
from corpus_tools.words.analyze import analyze_words
from corpus_tools.words.stop_words import load_stop_words

_MAX_WORDS = 4
_OPENING = frozenset('«“"')
_CLOSING = frozenset('»”"')
#: How `analyze_words` says that it knows nothing of a word.
UNLISTED = "not in the lexicon"
#: Two words with at least this logDice are one name if the lexicon lacks one of them.
_INSEPARABLE = 11.0
_MIN_TIMES = 3
_SHORTEST_LAST = 3
#: No name of a person begins with the article, alone or after a preposition.
_DEFINITE = ("ال", "لل", "بال")
_AND_THE = "وال"
#: An adjective of relation, which may stand between a title and a name.
_RELATION = re.compile(r"ال.*(?:ي|يه)")
#: What most family names look like: «الحمصي».
_FAMILY = re.compile(r"ال.{3,}ي")


class Sighting(NamedTuple):
    """A place where a name seems to stand."""

    form: Form
    first: int
    last: int
    actor_type: str
    cue: str


@cache
def titles() -> tuple[dict[str, str], dict[str, str]]:
    """Return the words before a name of a person, and those that begin the name of a group, with the type."""
    persons, groups = (
        {key(word): actor_type for actor_type, words in load_table("actor_titles")[name].items() for word in words}
        for name in ("persons", "groups")
    )
    return persons, groups


@cache
def _edge_words(name: str) -> frozenset[str]:
    """Return the folded words that no name begins or ends with ("never"), or doesn't end with ("unfinished")."""
    return frozenset(map(key, load_table("actor_titles")[name]))


@cache
def given_names() -> frozenset[str]:
    """Return the given names that are known, folded."""
    return word_lists()["given_names"]


def _inseparable_pairs(corpus: Corpus) -> set[Form]:
    """Return the pairs of words that hardly ever stand apart and of which a lexicon lacks one or both, folded."""
    table = collocations(corpus, window=1, side="after", form="surface", stop_words=load_stop_words(), min_n=_MIN_TIMES)
    table = table[table["log_dice"] >= _INSEPARABLE]
    words = analyze_words(pd.unique(pd.concat([table["node"], table["collocate"]])).tolist(), explain=True)
    unlisted = set(words.loc[words["reason"].astype("str").str.startswith(UNLISTED), "surface"])
    pairs = zip(table["node"], table["collocate"], strict=True)
    return {(key(first), key(second)) for first, second in pairs if first in unlisted or second in unlisted}


def find_sightings(context: Context, corpus: Corpus, is_known: Bools, is_named: Bools) -> Iterator[Sighting]:
    """Yield the places where names of two to four words seem to stand.

    `is_known` marks the words of a corpus that belong to a mention, `is_named` those of one other than an adjective.
    """
    persons, groups = titles()
    pairs = _inseparable_pairs(corpus)
    firsts = {first for first, _ in pairs}
    for row in range(len(context.segments.doc)):
        word = context.key(row)
        if word in persons:
            first = context.after(row)
            while first is not None and _RELATION.fullmatch(context.key(first)):
                first = context.after(first)
            if first is not None and not context.key(first).startswith(_DEFINITE):
                yield from _runs(context, is_known, first, persons[word], "after_title")
        if word in groups and not is_known[row]:
            is_closed = (
                is_known if groups[word] == "media" else is_named
            )  # «صحيفة كذا الفرنسية», «جمعية القضاة التونسيين»
            yield from _runs(context, is_closed, row, groups[word], "as_group")
        verb = find_verb(word)
        if verb is not None and not verb.is_participle:
            yield from _beside_verb(context, is_known, row)
        if _opens_quote(context, row):
            yield from _quoted(context, is_known, row)
        form: Form = (word, context.key_after(row)) if word in firsts else ()
        if form in pairs and _is_pair_of_names(form) and _may_be_person(context, is_known, [row, row + 1]):
            yield Sighting(form, row, row + 1, "official", "together")
        if word in given_names():
            yield from _with_family_name(context, is_known, row)


def _is_pair_of_names(form: Form) -> bool:
    """Return whether the second of two words is none that is joined or describes the first: «كلاشنيكوف وكمية»."""
    second = form[1]
    is_joined = second[0] == "و" and is_common_noun(second[1:])
    return not (is_joined or second.startswith(_DEFINITE) or second.endswith("يه"))


def _with_family_name(context: Context, is_known: Bools, first: int) -> Iterator[Sighting]:
    """Yield a given name, others behind it and the family name: «محمد صالح الحمصي»."""
    rows = [first]
    before = context.before(first)
    if before is not None and context.key(before) in given_names() | _edge_words("unfinished"):
        return
    while len(rows) < _MAX_WORDS and (at := context.after(rows[-1])) is not None:
        rows.append(at)
        if _FAMILY.fullmatch(context.key(at)):
            form = tuple(context.key(row) for row in rows)
            if _may_be_person(context, is_known, rows):
                yield Sighting(form, first, at, "official", "given_name")
            return
        if context.key(at) not in given_names() | _edge_words("unfinished"):
            return


def _runs(context: Context, is_known: Bools, first: int, actor_type: str, cue: str) -> Iterator[Sighting]:
    """Yield the runs of two to four words from a word on, none with a known name or a function word in it."""
    last = first
    for length in range(1, _MAX_WORDS + 1):
        following = first if length == 1 else context.after(last)
        if following is None:
            return
        last = following
        is_head = cue == "as_group" and length == 1  # the word for a group, such as «حركة»
        is_office = cue == "after_title" and context.key(last).startswith(_AND_THE)  # «وزير الصناعة والتجارة»
        if is_office or (not is_head and not _may_be_in_name(context, is_known, last)):
            return
        form = tuple(context.keys(range(first, last + 1)))
        if length > 1 and _is_whole(form):
            yield Sighting(form, first, last, actor_type, cue)


def _beside_verb(context: Context, is_known: Bools, verb: int) -> Iterator[Sighting]:
    """Yield the words from a reporting verb to the speech, and those from the head of a sentence to the verb."""
    after, before, openers = list[int](), list[int](), word_list("complementizers")
    at = context.after(verb)
    while at is not None and len(after) < _MAX_WORDS and context.key(at) not in openers:
        after.append(at)
        at = context.after(at)
    opens_speech = at is not None and context.key(at) in openers
    at = context.before(verb)
    while at is not None and len(before) <= _MAX_WORDS:
        before.insert(0, at)
        at = context.before(at)
    opens_sentence = at is None and context.key(verb) in verb_forms()  # no «و» joins it to what went before
    for rows, is_complete in ((after, opens_speech), (before, opens_sentence)):
        form = tuple(context.key(row) for row in rows)
        if is_complete and 2 <= len(form) <= _MAX_WORDS and _may_be_person(context, is_known, rows):
            yield Sighting(form, rows[0], rows[-1], "official", "with_verb")


def _may_be_person(context: Context, is_known: Bools, rows: list[int]) -> bool:
    """Return whether words may be the name of a person: no title, no group and no article stands at its head."""
    persons, groups = titles()
    form = tuple(context.key(row) for row in rows)
    if form[0].startswith(_DEFINITE) or form[0] in persons or form[0] in groups or not _is_whole(form):
        return False
    return all(_may_be_in_name(context, is_known, row) for row in rows)


def _is_whole(form: Form) -> bool:
    """Return whether a name may begin and end so."""
    if len(form[-1]) < _SHORTEST_LAST or (form[0] == "عبد" and len(form) == 2):  # «شبكة سي», «عبد الرحمن»
        return False
    return _edge_words("never").isdisjoint((form[0], form[-1])) and form[-1] not in _edge_words("unfinished")


def _may_be_in_name(context: Context, is_known: Bools, row: int) -> bool:
    """Return whether a word may be part of a new name."""
    word = context.key(row)
    if is_known[row] or len(word) < 2 or not word.isalpha() or word in function_words():
        return False
    return not (word[0] in "ولبف" and word[1:] in function_words())


def _opens_quote(context: Context, row: int) -> bool:
    """Return whether a quotation mark stands before a word."""
    start = int(context.segments.start[row])
    return start > 0 and context.texts[int(context.segments.doc[row])][start - 1] in _OPENING


def _quoted(context: Context, is_known: Bools, first: int) -> Iterator[Sighting]:
    """Yield the words between quotation marks that name a group, where they are two to four."""
    before = context.before(first)
    nouns = [context.key(row) for row in (first, before) if row is not None]
    if not any(noun in titles()[1] or noun.removeprefix(ARTICLE) in word_list("speakers") for noun in nouns):
        return
    text = context.texts[int(context.segments.doc[first])]
    last: int | None = first
    for length in range(1, _MAX_WORDS + 1):
        if last is None or is_known[last]:
            return
        end = int(context.segments.end[last])
        if text[end : end + 1] in _CLOSING:
            form = tuple(context.keys(range(first, last + 1)))
            if length > 1 and _is_whole(form):
                yield Sighting(form, first, last, "organisation", "in_quotes")
            return
        last = context.after(last)
