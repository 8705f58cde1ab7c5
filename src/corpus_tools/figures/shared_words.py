"""Which of several sentences says best what the others say as well."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from math import fsum, log2

from corpus_tools.script import fold_words

#: A sentence of so many words can stand for others.
_WORDS, _DAMPING = range(8, 45), 0.75


class SharedWords:
    """The folded words of sentences, and how many of the distinct sentences hold each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        self.everywhere = Counter[str]()
        # Sums of what was counted: the words of all sentences would fill the memory.
        known, counted = set[bytes](), set[bytes]()
        for sentence in sentences:
            if _is_new(sentence, known):
                words = _words_of(sentence)
                if _is_new("\n".join(sorted(words)), counted):
                    self.everywhere.update(words)

    def most_shared(self, chosen: Sequence[int]) -> int:
        """Return which of the chosen sentences has most of the words that recur in these and are rarer elsewhere.

        What counts is the sum of the binary logarithms of how much more often its words are in these sentences than in
        all, over a root of their number, so that neither a heading nor a long list wins by its length; of equals the
        first.
        """
        said = {at: self.sentences[at] for at in chosen}
        known = {sentence: _words_of(sentence) for sentence in set(said.values())}
        words_at = {at: known[sentence] for at, sentence in said.items()}
        here = Counter(word for words in set(words_at.values()) for word in words)
        scale = self.everywhere.total() / here.total()

        def score(words: frozenset[str]) -> float:
            shared = (
                log2(max(here[word] * scale / self.everywhere[word], 1))
                for word in words
                if here[word] > 1 and word.isalpha()
            )
            return (1 + fsum(shared)) / len(words) ** _DAMPING if len(words) in _WORDS else 0.0

        return max(chosen, key=lambda at: score(words_at[at]))


def _words_of(sentence: str) -> frozenset[str]:
    """Return the folded words of a sentence."""
    return frozenset(fold_words(sentence.split()))


def _is_new(text: str, known: set[bytes]) -> bool:
    """Return whether a text is none of those known, and note it."""
    before = len(known)
    known.add(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())
    return len(known) > before
