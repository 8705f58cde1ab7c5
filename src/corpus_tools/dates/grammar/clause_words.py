"""The words of the clause before an expression, and what its verbs tell."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.dates.grammar.search import Search
from corpus_tools.proclitics import has_article, without_conjunction

LOOK_BACK = 9
_ENDINGS = ("تا", "وا", "ت", "ا", "ه", "ها", "هم")
_OBJECTS = ("ه", "ها", "هم", "هما")
_SHORTEST_VERB = 3
THAT = frozenset(["ان", "بان", "انه", "انها", "بانه", "بانها"])
FEMININE_PERFECT = re.compile(r"\w{2,}[^اي\W]ت")
IMPERFECT = re.compile(r"[وف]?ي\w{3,}")
_RELATIVES = frozenset(["حيث", "التي", "وهي", "انها"])


def clause_words(search: Search, token: int) -> Iterator[str]:
    """Return the folded words of the clause before a token, the nearest first."""
    return (search.folded[search.word[k]] for k in search.clause_before(token, LOOK_BACK))


def plain(word: str) -> str:
    """Return a word without the conjunction that joins it; «وزارة» is no «زاره»."""
    return word if word in context_words()["own_waw"] else without_conjunction(word)


def tells_single_act(words: Sequence[str]) -> bool:
    """Return whether the nearest telling word of a clause, read backwards, is the verb of a single act.

    «قتل منذ أسبوعين» is two weeks ago, «يعيش هناك منذ أسبوعين» and «لم يصل منذ أسبوعين» last since then.
    """
    lists = context_words()
    for place, word in enumerate(words):
        bare = plain(word)
        related = words[place + 1] if place + 1 < len(words) else ""
        done = "" if place == 0 else words[place - 1]
        if bare in lists["done"] and (not done or has_article(done) or done.endswith(_OBJECTS) or done == "منذ"):
            # «تم الإعلان عن القرار منذ مارس», «تم اكتشافه منذ شهر», «تم منذ يومين إيقافه»
            return related not in lists["negations"]
        if (
            bare in lists["lasting"]
            or word.isdecimal()
            or IMPERFECT.fullmatch(word)
            or (related in _RELATIVES and word[:1] == "ت" != word[-1:])
        ):
            return False
        if bare in lists["nouns_of_acts"]:
            continue  # «أول رحلة منذ شهرين» is no «رحله»
        forms = {word, bare, *without_endings(word), *without_endings(bare)}
        if not forms.isdisjoint(lists["single_act"]):
            return True
    return False


def tells_past(search: Search, token: int, *, after: int = -1) -> bool:
    """Return whether the clause before a token, or what of it stands after one, tells what has happened.

    So it is in «ارتفعت الأسعار يوم الأربعاء», and in «أجل اللقاء إلى الخميس ووصل الوفد عند العاشرة» behind Thursday.
    """
    lists = context_words()
    # What is told with «أن» has its own time: «أعلنت أن يوم السبت أول أيام الشهر».
    clause = islice(clause_words(search, token), token - after - 1 if after >= 0 else None)
    words = list(takewhile(lambda word: word not in THAT, map(plain, clause)))
    told = lists["past"] | lists["single_act"]
    is_planned = False  # «قررت البلدية غلق الطريق من الساعة 22 إلى 5» is ahead
    for word in words:
        is_planned |= word in lists["planned"]
        forms = {word, *without_endings(word)}
        if is_planned and not forms.isdisjoint(lists["announced"]):
            return False
        if not forms.isdisjoint(told) or (FEMININE_PERFECT.fullmatch(word) is not None and not has_article(word)):
            return True
    return words[-1:] == ["عقد"]  # «عقد الاجتماع يوم الخميس»


@lru_cache(maxsize=65536)
def without_endings(word: str) -> tuple[str, ...]:
    """Return a verb without the endings of its subject and its object: «اعتقلتهم», «وصلوا»."""
    return tuple(_without_endings(word))


def _without_endings(word: str) -> Iterator[str]:
    """Yield a verb without its endings."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_VERB:
            stem = word.removesuffix(ending)
            yield stem
            if ending in ("ه", "ها", "هم") and stem.endswith("ت"):
                yield stem.removesuffix("ت")
