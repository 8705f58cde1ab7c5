"""Who says what: speech reported with a verb, its speaker, and whether it is asserted, hedged or denied."""

from collections.abc import Iterator
from functools import partial
from operator import attrgetter
from typing import Any

import pandas as pd

from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.actors.speech.openings import Opening, find_anchors, find_openings
from corpus_tools.actors.speech.placed_mentions import MentionsOfPart
from corpus_tools.actors.speech.quotes import Quotes
from corpus_tools.actors.speech.sentence_words import SAYING, SentenceWords, find_sentences_of_speech
from corpus_tools.actors.speech.silent_subjects import subject_since
from corpus_tools.actors.speech.speaker_actors import NOBODY, Actor, owner_of
from corpus_tools.actors.speech.spoken_before import SpokenBefore
from corpus_tools.actors.speech.stances import is_nobodys, stance_of
from corpus_tools.actors.speech.subjects import Subject, SubjectFinder
from corpus_tools.actors.speech.told_aside import (
    find_source_of_news,
    find_speaker_told_aside,
    find_told_aside,
    go_on,
    is_said,
)
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.parts import Part, map_parts
from corpus_tools.spans import note_corpus, require_spans
from corpus_tools.tables import require_columns, text_column

STANCES = ("asserted", "hedged", "denied")
_MENTION_COLUMNS = ["doc_id", "start", "end", "actor_id", "kind"]
_EDGES = ' \t\n،,:;؛"«»“”'
_CLOSING, _OPENED_BY = frozenset('»”"'), {"»": "«", "”": "“"}
_ENDS = frozenset(".؟!")
_QUOTES = frozenset('«“"')


def quotations(corpus: Corpus | pd.DataFrame, mentions: pd.DataFrame, actors: Registry | None = None) -> pd.DataFrame:
    """Find reported speech and its speaker.

    Speech begins at the word that opens it (أن، إن، بأن), stands between quotation marks, or follows a colon («وقالت
    في بيان: …»), each after a reporting verb; a quotation may also stand before its verb, and a clause before or
    behind one that tells who says it («…، بحسب ما أفاد مصدر», «…، على حد قوله»), or before or behind its source alone
    («…، وفق بلاغ للوزارة»). The speaker is the subject of that
    verb, behind it or before it. Where the verb has none («وأضاف أن»), the speaker of the verb before goes on, in the
    same sentence or from an earlier one; but if another actor was mentioned since, only with a verb that continues
    («أضاف», «تابع»). What nobody in particular says («ويُتوقع أن») is left out.

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
        One row a speech, in order: doc_id, start, end (code points, half-open, without the quotation marks around it),
        surface, direct (bool, in the speaker's own words: between quotation marks or after a colon), verb (str, as
        written, or «وفق» and the like before a source), stance (category: asserted, hedged, denied, after the verb of
        this clause and its negation; a question or a condition that is told aside is hedged), speaker_start,
        speaker_end (Int64), speaker (str; missing where the speaker goes on from an earlier sentence), actor_id (str,
        the actor that the speaker is or speaks for; missing where none is mentioned), actor_kind (str, how the speaker
        is mentioned: an adjective only tells where an official comes from). The speech of somebody whom another one
        quotes is a row of its own within the row of the other.

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
    require_columns(mentions, _MENTION_COLUMNS, name="mentions")
    corpus = as_corpus(corpus)
    require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    found = corpus.stored("quotations") if _are_usual(mentions, corpus, actors) else None
    if found is None:
        registry = load_actors() if actors is None else actors
        found = map_parts(corpus, partial(_find_in_part, mentions=mentions, types=registry.types))
    return note_corpus(found, corpus)


def _are_usual(mentions: pd.DataFrame, corpus: Corpus, actors: Registry | None) -> bool:
    """Return whether mentions are those that a store has of the actors that ship."""
    stored = corpus.stored("mentions") if actors is None or actors.is_shipped else None
    return stored is not None and mentions[_MENTION_COLUMNS].equals(stored[_MENTION_COLUMNS])


def _find_in_part(part: Part, *, mentions: pd.DataFrame, types: dict[str, str]) -> pd.DataFrame:
    """Find the speech in a part of a corpus."""
    columns = MentionsOfPart.of(part, mentions, types)
    rows: list[tuple[Any, ...]] = []
    document: _Document | None = None
    for words in find_sentences_of_speech(part):
        if document is None or document.row != words.doc:
            document = _Document(words.doc, columns)
        rows.extend(document.read(words))
    return _tabulate(rows, part)


class _Document:
    """A document that is read sentence by sentence."""

    def __init__(self, row: int, mentions: MentionsOfPart) -> None:
        self.row, self.mentions = row, mentions
        self.spoken = SpokenBefore()
        self.heard = 0  # where the last speech ends
        self.quoted_until = 0  # where the last quotation ends

    def read(self, words: SentenceWords) -> Iterator[tuple[Any, ...]]:
        """Yield the speech in the next sentence, as the columns of the table."""
        anchors, openings = self._openings(words)
        if not openings:
            return
        quotes = [(one.start, one.end) for one in openings if one.is_direct]
        finder = SubjectFinder(words, self.mentions.of_sentence(words), anchors, openings)
        for anchor in anchors:
            at = words.starts[anchor]
            if anchor > openings[-1].anchor:
                break
            if at < self.quoted_until or (quotes and any(a <= at < b for a, b in quotes)):
                continue
            opening = finder.openings.get(anchor)
            if opening is not None and is_nobodys(words, opening, finder):
                continue
            is_aside = opening is not None and opening.is_told_aside
            subject = find_speaker_told_aside(words, anchor, finder) if is_aside else finder.find(anchor)
            if opening is not None and words.tellers and not is_aside:
                subject = find_source_of_news(words, opening, subject, finder)
            if opening is not None and is_said(words, opening, subject, finder):
                if is_aside:
                    go_on(words, opening, subject, openings)
                actor = self._actor(words, anchor, subject, finder)
                yield (self.row, *_describe(words, opening, subject), actor.actor_id, actor.kind)
                if subject is not None or not is_aside:
                    self.heard = opening.end
            elif subject is not None and subject.phrase is not None and subject.actor == NOBODY:
                subject.actor = self._resolve(words, subject)
        if quotes or openings[-1].end > words.end:
            self.quoted_until = max(self.quoted_until, 1 + max(one.end for one in openings))

    def _openings(self, words: SentenceWords) -> tuple[list[int], list[Opening]]:
        """Return the verbs of a sentence, and the speech of each that has some, in order."""
        anchors = find_anchors(words)
        quotes = Quotes(words)
        openings = find_openings(words, anchors, quotes, self.quoted_until) if anchors else []
        if not words.tellers:
            return anchors, openings
        told_aside = [one for one in find_told_aside(words, openings, quotes) if one.start >= self.quoted_until]
        if told_aside:
            openings = sorted([*openings, *told_aside], key=attrgetter("anchor"))
            anchors = sorted({*anchors, *(one.anchor for one in told_aside)})
        return anchors, openings

    def _actor(self, words: SentenceWords, anchor: int, subject: Subject | None, finder: SubjectFinder) -> Actor:
        """Return the actor of a speech, and remember its speaker."""
        verb = None if words.roles[anchor] & SAYING else words.verb(anchor)
        gender = "" if verb is None else verb.gender
        if subject is None or (subject.phrase is None and not subject.is_before):
            # An actor that was mentioned since, other than by an adjective, may have become the speaker.
            since = (self.row, self.heard, words.starts[anchor])
            is_open = verb is not None and not verb.continues and self.mentions.name_some(*since)
            actor = NOBODY if is_open else self._goes_on(words, gender)
            finder.remember(anchor, gender, actor)
            return actor
        if subject.phrase is not None and subject.anchor == anchor:
            subject.actor = self._resolve(words, subject)
            if subject.actor == NOBODY and (of := owner_of(words, subject.phrase)) is not None:
                subject.actor = finder.owner(subject.phrase, of) or self.spoken.last(of)
            self.spoken.add(words, subject.phrase, subject.gender, subject.actor, is_main=not subject.is_nested)
        return subject.actor

    def _goes_on(self, words: SentenceWords, gender: str) -> Actor:
        """Return who goes on speaking from an earlier sentence: the last one who said or denied something there."""
        end = words.start
        since = NOBODY
        if end > self.heard and self.mentions.name_any(self.row, self.heard, end):
            since = subject_since(words.text, self.heard, end, gender, self.mentions.before(self.row, end))
        return self.spoken.last(gender) if since == NOBODY else since

    def _resolve(self, words: SentenceWords, subject: Subject) -> Actor:
        """Return whom a subject means that only points back."""
        if subject.phrase is None:
            return subject.actor
        phrase = subject.phrase
        return self.spoken.resolve(words, phrase, subject.actor, self.mentions.before(self.row, phrase.start))


def _describe(words: SentenceWords, opening: Opening, subject: Subject | None) -> tuple[Any, ...]:
    """Return one speech as the columns from start to speaker."""
    text, said = words.text, words.text[opening.start : opening.end]
    behind = said.lstrip(_EDGES)
    start = opening.end - len(behind) if behind else opening.start
    surface = behind.rstrip(_EDGES) or said  # blanks and punctuation alone are left as they are
    end = start + len(surface)
    if text[end : end + 1] in _CLOSING and not opening.is_direct and _closes_name(surface, text[end]):
        end += 1
    is_quoted = opening.is_direct and text[opening.start - 1] in _QUOTES
    if text[end - 1] in _ENDS and end > start + 1 and not is_quoted:
        end -= 1
    phrase = None if subject is None else subject.phrase
    speaker = (None, None) if phrase is None else (phrase.start, phrase.end)
    return start, end, opening.is_direct, words.surface(opening.verb), stance_of(words, opening), *speaker


def _closes_name(surface: str, mark: str) -> bool:
    """Return whether a mark closes what was opened in a speech, as the name at its end."""
    opened = surface.count(_OPENED_BY.get(mark, mark))
    return opened % 2 == 1 if mark == '"' else opened > surface.count(mark)


def _tabulate(rows: list[tuple[Any, ...]], part: Part) -> pd.DataFrame:
    """Build the table of speech."""
    columns: dict[str, Any] = {
        "start": "int64",
        "end": "int64",
        "direct": "bool",
        "verb": "str",
        "stance": pd.CategoricalDtype([*STANCES]),
        "speaker_start": "Int64",
        "speaker_end": "Int64",
        "actor_id": "str",
        "actor_kind": "str",
    }
    of_doc, *values = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(len(columns) + 1)]
    table = {"doc_id": part.texts["doc_id"].take(of_doc).reset_index(drop=True)}
    for (name, dtype), column in zip(columns.items(), values, strict=True):
        table[name] = text_column(column) if dtype == "str" else pd.Series(column, dtype=dtype)
    texts = part.list_texts()

    def surfaces(starts: list[int | None], ends: list[int | None]) -> "pd.Series[str]":
        spans = zip(of_doc, starts, ends, strict=True)
        return text_column([None if start is None else texts[row][start:end] for row, start, end in spans])

    found = pd.DataFrame(table)
    found.insert(3, "surface", surfaces(*values[:2]))
    found.insert(9, "speaker", surfaces(*values[5:7]))
    return found
