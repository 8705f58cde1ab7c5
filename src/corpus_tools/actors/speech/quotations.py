"""Who says what: speech reported with a verb, its speaker, and whether it is asserted, hedged or denied."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import pandas as pd

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.compiled_names import PERSONS
from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.actors.speech.reporting_verbs import asides, find_verb, verb_forms, without_conjunction, word_list
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.spans import note_corpus, require_spans
from corpus_tools.tables import require_columns, text_column

STANCES = ("asserted", "hedged", "denied")
_WORD = re.compile(r"[^\W\d_][\w\u064b-\u0652\u0670\u0640]*")
# A quotation may hold several sentences of one paragraph.
_QUOTED = re.compile(r"«([^«»\n]{1,4000})»|“([^“”\n]{1,4000})”|\"([^\"\n]{1,4000})\"")
_OPENS_QUOTE = re.compile(r"[«“\"]")
_MIN_QUOTED_WORDS = 4
_MAX_SPEAKER_WORDS = 14
_EDGES = ' \t\n،,:;؛"«»“”'
#: What names a speaker best, after the name of a person: any other name, a description, an adjective.
_KIND_RANK = {"name": 1, "metonym": 1, "description": 2, "adjective": 3}

_Span = tuple[int, int]
_Word = tuple[int, int, str]  # start, end, folded
_folded = lru_cache(maxsize=2**16)(key)


class _Mention(NamedTuple):
    """A mention of a known actor in a text."""

    start: int
    end: int
    actor_id: str
    kind: str


_START = attrgetter("start")


@dataclass(slots=True)
class _Speech:
    """A stretch of speech in a text."""

    start: int
    end: int
    is_direct: bool
    verb: _Span
    stance: str
    continues: bool
    speaker: _Span | None
    is_impersonal: bool = False


def quotations(corpus: Corpus | pd.DataFrame, mentions: pd.DataFrame, actors: Registry | None = None) -> pd.DataFrame:
    """Find reported speech and its speaker.

    Speech begins at the word that opens it (أن، إن، بأن), or stands between quotation marks, after a reporting verb.
    The speaker stands between verb and speech. Where nobody does («وأضاف أن»), the last speaker goes on; but if another
    actor was mentioned since, only with a verb that continues («أضاف», «تابع»).

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    mentions : DataFrame
        What `find_mentions` found in it: doc_id, start, end, actor_id, kind.
    actors : Registry, optional
        The registry that the mentions come from; None for the one that ships.

    Returns
    -------
    DataFrame
        One row a speech, in order: doc_id, start, end (code points, half-open, without quotation marks), surface,
        direct (bool, between quotation marks), verb (str, as written), stance (category: asserted, hedged, denied,
        after the verb), speaker_start, speaker_end (Int64), speaker (str; missing where the speaker goes on from
        before), actor_id (str, the actor that the speaker is or speaks for; missing where none is mentioned),
        actor_kind (str, how the speaker is mentioned: an adjective only tells where an official comes from).

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, a table lacks a column, or mentions are of another corpus.

    Examples
    --------
    >>> from corpus_tools import find_mentions
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["نفت روسيا أن طائراتها قصفت الحي."]})
    >>> found = quotations(documents, find_mentions(documents))
    >>> found[["surface", "speaker", "actor_id", "stance"]].values.tolist()
    [['أن طائراتها قصفت الحي', 'روسيا', 'RUS', 'denied']]
    """
    require_columns(mentions, ["doc_id", "start", "end", "actor_id", "kind"], name="mentions")
    corpus = as_corpus(corpus)
    require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    documents, texts = corpus.texts, corpus.text_list
    registry = load_actors() if actors is None else actors
    spans = dict(iter(corpus.sentences.groupby("doc_id", sort=False)))
    by_document = _mentions_by_document(mentions)
    types = registry.actors["type"].to_dict()
    rows: list[tuple[Any, ...]] = []
    for doc_id, text in zip(documents["doc_id"].tolist(), texts, strict=True):
        if doc_id not in spans:
            continue
        group, named = spans[doc_id], by_document.get(doc_id, [])
        before: tuple[str | None, str | None] = (None, None)
        heard = 0
        for start, end in zip(group["start"].tolist(), group["end"].tolist(), strict=True):
            for speech in _find_speech(text, max(start, heard), end):
                if speech.speaker is None:
                    # An actor that was mentioned since, other than by an adjective, may have become the speaker.
                    since = () if speech.continues else _within(named, heard, speech.verb[0])
                    if speech.is_impersonal or any(mention.kind != "adjective" for mention in since):
                        before = (None, None)
                elif key(text[slice(*speech.speaker)]) not in word_list("back"):  # only «the source» of before
                    before = _actor_of(text, speech.speaker, named, types)
                heard = speech.end + speech.is_direct
                rows.append((doc_id, *_describe(text, speech), *before))
    return note_corpus(_tabulate(rows, documents), corpus)


def _find_speech(text: str, start: int, end: int) -> Iterator[_Speech]:
    """Yield the speech in one sentence, each verb's up to the next one."""
    words = [(match.start(), match.end(), _folded(match.group())) for match in _WORD.finditer(text, start, end)]
    verbs = [(k, verb) for k, word in enumerate(words) if (verb := find_verb(word[2])) is not None]
    quoted = [match for match in _quotes(text, start, end) if len(match.group().split()) >= _MIN_QUOTED_WORDS]
    last_end = start
    # The speaker whose verb only has the speech of a participle: «نفى الوزير ذلك، مؤكدا أن».
    waiting: _Span | None = None
    for at, (k, verb) in enumerate(verbs):
        verb_start, verb_end, _ = words[k]
        if verb_start < last_end:
            continue
        next_verb = words[verbs[at + 1][0]][0] if at + 1 < len(verbs) else end
        opening = _opening(text, words, k)
        quote = next((m for m in quoted if m.start() >= verb_end), None)
        if opening is not None and (quote is None or opening < quote.start()):
            is_subjectless = words[k + 1][0] == opening and _speaker(text, words, k, opening, start) is None
            alone = without_conjunction(words[k][2]) if is_subjectless else ""
            if alone in word_list("writer"):
                continue
            # A participle continues the speech as another, «مضيفا أن».
            stop = next((words[other][0] for other, after in verbs[at + 1 :] if after.is_participle), end)
            if stop < opening:
                waiting = waiting if verb.is_participle else _speaker(text, words, k, stop, start)
                continue
            speech = _Speech(opening, stop, False, (verb_start, verb_end), verb.stance, verb.continues, None)
            speech.is_impersonal = alone in word_list("impersonal")
        elif quote is not None and not verb.needs_complement and quote.start() < max(next_verb, verb_end + 200):
            inside = next(g for g in (1, 2, 3) if quote.group(g) is not None)
            speech = _Speech(*quote.span(inside), True, (verb_start, verb_end), verb.stance, verb.continues, None)
        else:
            continue
        last_end = speech.end
        if _trim(text, speech.start, speech.end) is None:
            continue
        speech.speaker = waiting if verb.is_participle else _speaker(text, words, k, speech.start, start)
        waiting = None
        yield speech


def _quotes(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what stands between quotation marks of which the first is in a sentence."""
    while (mark := _OPENS_QUOTE.search(text, start, end)) is not None:
        quote = _QUOTED.match(text, mark.start())
        start = mark.end() if quote is None else quote.end()
        if quote is not None:
            yield quote


def _opening(text: str, words: list[_Word], k: int) -> int | None:
    """Return where أن or إن opens the speech of a verb, None if not before too many words of a speaker."""
    for start, end, word in words[k + 1 : k + 2 + _MAX_SPEAKER_WORDS]:
        if word in word_list("complementizers") and text[start - 1] != "." and text[end : end + 1] != ".":
            return start
    return None


def _speaker(text: str, words: list[_Word], k: int, speech_start: int, sentence_start: int) -> _Span | None:
    """Return the span of the speaker: between verb and speech, or right before the verb at the head of a sentence."""
    between = [word for word in words[k + 1 :] if word[0] < speech_start]
    begin = words[k][1]
    aside = next((aside for aside in asides() if tuple(word[2] for word in between[: len(aside)]) == aside), ())
    if aside and (between := between[len(aside) :]):
        begin = between[0][0]
    stop = next((at for at, word in enumerate(between) if _ends_speaker(between, at, word[2])), len(between))
    if stop and between[0][2] not in word_list("no_speaker"):
        return _trim(text, begin, between[stop - 1][1])
    if 0 < k <= 6 and not words[k][2].startswith(("و", "ف")):
        opened = [end for _, end, word in words[:k] if word in word_list("complementizers")]  # «يذكر أن الوزير أعلن أن»
        return _trim(text, max([sentence_start, *opened]), words[k][0])
    return None


def _ends_speaker(words: list[_Word], at: int, word: str) -> bool:
    """Return whether a word begins the time or occasion of the speech, or a clause, and is not part of the speaker."""
    if word in word_list("speaker_ends") or word == "علي":
        return True
    occasion = words[at + 1][2] if at + 1 < len(words) else ""
    if word in {"في", key("لدى")} and occasion in word_list("occasions"):
        return True
    verb = find_verb(word)
    return verb is not None and (verb.is_participle or word not in verb_forms())


def _mentions_by_document(mentions: pd.DataFrame) -> dict[Any, list[_Mention]]:
    """Return the mentions of known actors by document, in order of the text."""
    known = mentions[mentions["actor_id"].notna()]
    columns = (known[name].tolist() for name in ("doc_id", "start", "end", "actor_id", "kind"))
    listed: dict[Any, list[_Mention]] = defaultdict(list)
    for doc_id, *row in sorted(zip(*columns, strict=True), key=itemgetter(1)):
        listed[doc_id].append(_Mention(*row))
    return listed


def _within(named: list[_Mention], start: int, end: int) -> list[_Mention]:
    """Return the mentions that lie within a span."""
    first = bisect_left(named, start, key=_START)
    inside = takewhile(lambda mention: mention.start < end, islice(named, first, None))
    return [mention for mention in inside if mention.end <= end]


def _trim(text: str, start: int, end: int) -> _Span | None:
    """Cut blanks and punctuation from the edges of a span; None if nothing is left."""
    start = end - len(text[start:end].lstrip(_EDGES))
    end = start + len(text[start:end].rstrip(_EDGES))
    return (start, end) if start < end else None


def _actor_of(text: str, speaker: _Span, named: list[_Mention], types: dict[Any, str]) -> tuple[str | None, str | None]:
    """Return the actor that a speaker is or speaks for among those mentioned in its words, and how it is mentioned."""
    inside = [
        mention
        for mention in _within(named, *speaker)
        if types.get(mention.actor_id) != "media" or not _is_told(text[speaker[0] : mention.start])
    ]
    persons = (one for one in inside if types.get(one.actor_id) in PERSONS and one.kind == "name")
    best = next(persons, min(inside, key=lambda mention: _KIND_RANK[mention.kind], default=None))
    return (None, None) if best is None else (best.actor_id, best.kind)


def _is_told(before: str) -> bool:
    """Return whether «ل» or «لوكالة» stands before an agency, which is then spoken to: «قال مسؤول لفرانس برس»."""
    last = key("".join(before.split()[-1:]))
    return last == "ل" or (last[:1] == "ل" and last[1:] in word_list("outlets"))


def _describe(text: str, speech: _Speech) -> tuple[Any, ...]:
    """Return one speech as the columns from start to speaker."""
    start, end = _trim(text, speech.start, speech.end) or (speech.start, speech.end)
    end -= text[start:end].endswith((".", "؟", "!")) and not speech.is_direct
    speaker = (None, None, None) if speech.speaker is None else (*speech.speaker, text[slice(*speech.speaker)])
    return start, end, text[start:end], speech.is_direct, text[slice(*speech.verb)], speech.stance, *speaker


def _tabulate(rows: list[tuple[Any, ...]], documents: pd.DataFrame) -> pd.DataFrame:
    """Build the table of speech."""
    columns: dict[str, Any] = {
        "doc_id": documents["doc_id"].dtype,
        "start": "int64",
        "end": "int64",
        "surface": "str",
        "direct": "bool",
        "verb": "str",
        "stance": pd.CategoricalDtype([*STANCES]),
        "speaker_start": "Int64",
        "speaker_end": "Int64",
        "speaker": "str",
        "actor_id": "str",
        "actor_kind": "str",
    }
    values = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in columns]
    return pd.DataFrame(
        {
            name: text_column(column) if dtype == "str" else pd.Series(column, dtype=dtype)
            for (name, dtype), column in zip(columns.items(), values, strict=True)
        }
    )
