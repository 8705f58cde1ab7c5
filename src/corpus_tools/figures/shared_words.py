"""Which of several sentences says best what the others say as well."""

from collections import Counter
from collections.abc import Sequence
from math import log2

from corpus_tools.script import fold_words

#: A sentence of so many words can stand for others.
_WORDS, _DAMPING = range(8, 45), 0.75


class SharedWords:
    """The folded words of sentences, and how many of the distinct sentences hold each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        known = {sentence: frozenset(fold_words(sentence.split())) for sentence in set(sentences)}
        self.words = [known[sentence] for sentence in sentences]
        self.everywhere = Counter(word for distinct in set(self.words) for word in distinct)

    def most_shared(self, chosen: Sequence[int]) -> int:
        """Return which of the chosen sentences has most of the words that recur in these and are rarer elsewhere.

        What counts is the sum of the binary logarithms of how much more often its words are in these sentences than in
        all, over a root of their number, so that neither a heading nor a long list wins by its length; of equals the
        first.
        """
        here = Counter(word for words in {self.words[at] for at in chosen} for word in words)
        scale = self.everywhere.total() / here.total()

        def score(words: frozenset[str]) -> float:
            shared = (
                log2(max(here[word] * scale / self.everywhere[word], 1))
                for word in words
                if here[word] > 1 and word.isalpha()
            )
            return (1 + sum(shared)) / len(words) ** _DAMPING if len(words) in _WORDS else 0.0

        return max(chosen, key=lambda at: score(self.words[at]))
