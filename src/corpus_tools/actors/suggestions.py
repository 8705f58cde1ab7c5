"""Names that recur in a corpus and are in no registry yet."""

from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
import yaml

from corpus_tools.actors.find import find_mentions
from corpus_tools.actors.matching.context import Context, word_lists
from corpus_tools.actors.matching.form_search import find_forms
from corpus_tools.actors.matching.segmentation import segment_tokens
from corpus_tools.actors.registry.alias_forms import Form, key, split_name
from corpus_tools.actors.registry.alias_index import AliasIndex
from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.actors.sightings import UNLISTED, Sighting, find_sightings, given_names, titles
from corpus_tools.arrays import Bools
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import PROCLITICS, has_article
from corpus_tools.sentences import number_sentences
from corpus_tools.spans import require_spans
from corpus_tools.words.analyze import analyze_words

#: A longer name replaces its beginning if it is at least this share as frequent.
_KEEP_SHARE = 0.6
#: Words are a name if at least this share of the places where they stand look like one.
_NOTICED_SHARE = 0.15
#: ... and if they were noticed between quotation marks alone, this share.
_QUOTED_SHARE = 0.6
#: How `analyze_words` says that a word is no word but a name.
_NAME = "in the list of names"
#: How often a person without a known given name must stand beside a title or verb of speech.
_MIN_BESIDE = 2
#: ... or, where the lexicon has every word, at this share of its places and more.
_BESIDE_SHARE = 0.6
_CUES = ("after_title", "as_group", "with_verb", "in_quotes", "given_name", "together")
_COLUMNS = ("name", "type", "n", "documents", *_CUES, "samples", "stub")


def suggest_actors(
    corpus: Corpus | pd.DataFrame,
    actors: Registry | None = None,
    *,
    mentions: pd.DataFrame | None = None,
    min_documents: int = 3,
    samples: int = 2,
) -> pd.DataFrame:
    """Suggest names for a registry: what recurs where names stand and is not mentioned by a name that it has.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    actors : Registry, optional
        The registry to add to; None for the one that ships.
    mentions : DataFrame, optional
        What `find_mentions` found in this corpus with this registry, if already made.
    min_documents : int
        Leave out names that fewer documents have.
    samples : int
        How many sentences to show for each.

    Returns
    -------
    DataFrame
        One row a name, in most documents first: name (str, as most often written), type (str, a guess), n, documents
        (int64, wherever it stands), where it was noticed (int64): after_title, as_group, with_verb (before or after a
        verb that reports speech), in_quotes (behind the noun of a group, or beginning with it), given_name (with a
        family name behind it), together (two words that are hardly ever apart); samples (tuple of sentences), stub
        (str, YAML to paste into a registry, after a look, one or all of them).

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, mentions are of another one, or `min_documents` is less than 1.

    Examples
    --------
    >>> texts = [f"قال الوزير سمير الحمصي {word}" for word in ("ذلك", "أمس", "هنا")]
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب", "ت"], "text": texts})
    >>> suggest_actors(documents)[["name", "type", "documents"]].values.tolist()
    [['سمير الحمصي', 'official', 3]]
    """
    if min_documents < 1:
        raise ValueError(f"`min_documents` is {min_documents}; it must be 1 or more")
    registry = load_actors() if actors is None else actors
    corpus = as_corpus(corpus)
    tokens = corpus.tokens
    if mentions is None:
        mentions = find_mentions(corpus, registry)
    require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    segments = segment_tokens(tokens, (), ())
    context = Context(segments, corpus.text_list)
    is_known = _known_rows(context, mentions, tokens.documents)
    of_names = mentions[mentions["kind"] != "adjective"]
    is_named = _known_rows(context, of_names, tokens.documents)
    sightings = list(find_sightings(context, corpus, is_known, is_named))
    forms = _recurring(sightings)
    index = AliasIndex.of(forms, np.arange(len(forms)), ["as written"] * len(forms))
    matches = find_forms(context, index)
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    codes = index.names[matches.form].tolist()  # no form is another's
    for first, last, code in zip(matches.first.tolist(), matches.last.tolist(), codes, strict=True):
        places[code].append((first, last))
    noticed: dict[Form, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        noticed[sighting.form].append(sighting)
    rows = []
    unlisted, listed_names = _unlisted_words(context, sightings), _listed_names(registry)
    for code, form in enumerate(forms):
        docs, seen = {int(segments.doc[first]) for first, _ in places[code]}, noticed[form]
        share = _QUOTED_SHARE if all(one.cue == "in_quotes" for one in seen) else _NOTICED_SHARE
        is_common = len(docs) >= min_documents and len(seen) >= share * len(places[code])
        if not is_common or form in listed_names or not _is_name(form, seen, unlisted, len(places[code])):
            continue
        if not _is_half(context, is_named, places[code]):
            rows.append(_row(context, seen, places[code], len(docs)) | {"form": form})
    shorter = {row["form"] for row in rows}
    rows = [row for row in rows if row.pop("form")[1:] not in shorter]  # «تيار النهر», not «حزب تيار النهر» too
    rows.sort(key=lambda row: (-row["documents"], -row["n"], row["name"]))
    for number, row in enumerate(rows, start=1):
        entry = {"id": f"NEW_{number}", "type": row["type"], "name_ar": row["name"], "name_en": "?"}
        row["stub"] = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False)
    _add_samples(rows, context, corpus, samples)
    return pd.DataFrame({name: [row[name] for row in rows] for name in _COLUMNS})


@cache
def _generic_words() -> WordSet:
    """Return the words that make no name behind the head of a group: «قوات الأمن»."""
    return WordSet.of(load_table("actor_titles")["generic"])


def _known_rows(context: Context, mentions: pd.DataFrame, documents: pd.DataFrame) -> Bools:
    """Mark the words that belong to a mention."""
    segments = context.segments
    rows = pd.Index(documents["doc_id"]).get_indexer(pd.Index(mentions["doc_id"]))
    at = context.place(segments.doc, segments.start)
    first = np.searchsorted(at, context.place(rows, mentions["start"].to_numpy(np.int64)), side="right") - 1
    last = np.searchsorted(at, context.place(rows, mentions["end"].to_numpy(np.int64)), side="left")
    steps = np.zeros(len(segments.doc) + 1, dtype=np.int64)
    np.add.at(steps, first, 1)
    np.add.at(steps, last, -1)
    return np.asarray(np.cumsum(steps)[:-1] > 0)


def _unlisted_words(context: Context, sightings: list[Sighting]) -> frozenset[str]:
    """Return which words of names, folded, are no words; adverbs of adjectives (نسبيا) are none of them."""
    written = {context.surface(row) for one in sightings for row in range(one.first, one.last + 1)}
    found = analyze_words(sorted(written), explain=True)
    is_unlisted = found["reason"].astype("str").str.startswith((UNLISTED, _NAME))
    return frozenset(key(word) for word in found.loc[is_unlisted, "surface"].tolist() if not key(word).endswith("يا"))


def _listed_names(registry: Registry) -> frozenset[Form]:
    """Return the names and towns of a registry, also those that don't mean their actor everywhere."""
    places = chain.from_iterable(registry.actors["places"])
    return frozenset(map(split_name, chain(registry.names["name"], places)))


def _is_name(form: Form, seen: list[Sighting], unlisted: frozenset[str], times: int) -> bool:
    """Return whether words may be a name, and no phrase of the language.

    A person has a given name, or one that the lexicon lacks, first; otherwise titles or verbs of speech stand beside
    it, the more often where the lexicon has every word. A group is no «حركة المرور» or «قوات الأمن».
    """
    groups = titles()[1]
    if form[0] in groups:
        return form[1] not in _generic_words().written
    if seen[0].cue == "in_quotes" or form[0] in unlisted or form[0] in given_names():
        return True
    beside = sum(one.cue in {"after_title", "with_verb"} for one in seen)
    is_beside = beside > _BESIDE_SHARE * times and form[0][0] not in PROCLITICS
    return beside >= _MIN_BESIDE and (is_beside or not unlisted.isdisjoint(form))


def _is_half(context: Context, is_named: Bools, places: list[tuple[int, int]]) -> bool:
    """Return whether more of the name mostly follows, a known name or a word with the article, or stands before it."""
    count = 0
    for first, last in places:
        before, after = context.before(first), context.after(last)
        is_group = context.key(first) in titles()[1]
        goes_on = after is not None and (is_named[after] or (is_group and _goes_on(context.key(after))))
        count += bool(goes_on or (before is not None and is_named[before]))
    return 2 * count > len(places)


def _goes_on(word: str) -> bool:
    """Return whether a folded word has the article, and is no day or relative pronoun."""
    return has_article(word) and word not in word_lists()["no_nouns"]


def _recurring(sightings: list[Sighting]) -> list[Form]:
    """Choose the names that were noticed twice; of a name and its beginning the longer one, if it is as common.

    The rarest are compared first, before a more common one takes the place of their beginning.
    """
    counts = Counter(form for form, _ in {(one.form, one.first) for one in sightings})
    chosen = {form for form, n in counts.items() if n > 1}
    for form in sorted(chosen, key=lambda form: (-len(form), counts[form], form)):
        shorter = form[:-1]
        if shorter in chosen and form in chosen:
            chosen.discard(shorter if counts[form] >= _KEEP_SHARE * counts[shorter] else form)
    return sorted(chosen)


def _row(context: Context, seen: list[Sighting], places: list[tuple[int, int]], documents: int) -> dict[str, Any]:
    """Return one name as a row."""
    # Without what stands between the words.
    written = Counter(" ".join(map(context.surface, range(one.first, one.last + 1))) for one in seen)
    name = min(written, key=lambda surface: (-written[surface], surface))
    types = Counter(one.actor_type for one in seen)
    actor_type = min(types, key=lambda actor_type: (-types[actor_type], actor_type))
    cues = dict.fromkeys(_CUES, 0) | Counter(one.cue for one in seen)
    return {"name": name, "type": actor_type, "n": len(places), "documents": documents, **cues, "places": places}


def _add_samples(rows: list[dict[str, Any]], context: Context, corpus: Corpus, samples: int) -> None:
    """Add the first sentences in which each name stands, from different documents where possible."""
    doc_ids, sentences = corpus.texts["doc_id"].tolist(), corpus.sentences
    spans = sentences.set_index(["doc_id", "sentence"])[["start", "end"]]
    for row in rows:
        firsts: dict[int, int] = {}
        for first, _ in row.pop("places"):
            firsts.setdefault(int(context.segments.doc[first]), first)
        docs = list(firsts)[:samples]
        starts = context.segments.start[[firsts[doc] for doc in docs]]
        table = pd.DataFrame({"doc_id": [doc_ids[doc] for doc in docs], "start": starts.astype(np.int64)})
        numbers = number_sentences(table, sentences).tolist()
        found = [spans.loc[(doc_ids[doc], number)].tolist() for doc, number in zip(docs, numbers, strict=True)]
        row["samples"] = tuple(context.texts[doc][a:b] for doc, (a, b) in zip(docs, found, strict=True))
