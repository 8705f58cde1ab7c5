"""What goes on from a date or up to one: «منذ عام 2015», «اعتبارا من الأحد», «حتى 22 نوفمبر»."""

from collections.abc import Iterable

from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.dates.grammar.run import Run

SINCE, UNTIL = "SINCE", "UNTIL"
#: Words of «إلى» that mean a limit in time by themselves; «إلى» alone leads to places and numbers.
_LIMITS = frozenset(["حتي", "لغايه", "لحد"])
_ENDINGS = ("تا", "وا", "ت", "ا", "ه", "ها", "هم")
_SHORTEST_VERB = 3


def bound_before(run: Run, at: int) -> str:
    """Return SINCE or UNTIL where the words before a position make it the beginning or the end of something."""
    at -= at > 1 and bool(run.plain(at) and run.sense(at - 1, "approximate"))  # «منذ نحو شهر»
    if at == 0 or not run.plain(at):
        return ""
    before = run.sense(at - 1, "preposition")
    if before == "since":
        return SINCE
    if before == "to" and run.words[at - 1].text in _LIMITS:
        return UNTIL
    if at > 1 and run.plain(at - 1):
        if before == "from" and run.sense(at - 2, "onset"):
            return SINCE
        if run.sense(at - 1, "limit") and run.sense(at - 2, "preposition") == "to":
            return UNTIL
    return ""


def tells_single_act(words: Iterable[str]) -> bool:
    """Return whether the nearest telling word of a clause, read backwards, is the verb of a single act.

    «قتل منذ أسبوعين» is two weeks ago, «يعيش هناك منذ أسبوعين» and «لم يصل منذ أسبوعين» last since then.
    """
    lists = context_words()
    for word in words:
        plain = word[1:] if word[:1] in ("و", "ف") and len(word) > _SHORTEST_VERB else word
        if plain in lists["lasting"]:
            return False
        forms = {word, plain, *_without_endings(word), *_without_endings(plain)}
        if not forms.isdisjoint(lists["single_act"]):
            return True
    return False


def _without_endings(word: str) -> Iterable[str]:
    """Yield a verb without the endings of its subject and its object: «اعتقلتهم», «وصلوا»."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_VERB:
            stem = word.removesuffix(ending)
            yield stem
            if ending in ("ه", "ها", "هم") and stem.endswith("ت"):
                yield stem.removesuffix("ت")
