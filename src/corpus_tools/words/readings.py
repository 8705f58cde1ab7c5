"""Readings of a word: each way to cut it that the clitics allow and the lexicon knows, with what it costs.

A cost says how much a reader must assume: nothing for a closed-class word, one for a word that is listed as it stands,
more for each clitic and each ending that is taken off, less where the stem stands alone elsewhere in the vocabulary.
"""

from corpus_tools.words.clitics import ARTICLE, CliticTable, Enclitic, Proclitics
from corpus_tools.words.lexicon import LISTED, Lexicon, Sense, fold_final_alef

# One way to read a word: its cost, its proclitics, the bounds of its stem, its enclitics, the lemma, the kind, the stem
# as it stands by itself, and whether it is attested so. A plain tuple, since a corpus makes millions of them.
Reading = tuple[float, tuple[str, ...], int, int, tuple[str, ...], str, str, str, bool]

_CLOSED_CLASS = -0.2
_AND_CLOSED_CLASS = 0.1
_PRONOUN = -0.3
_UNKNOWN_WHOLE = 4.2
_UNKNOWN_AFTER_CUT = 3.8
_UNKNOWN_DEFINITE = 3.4
_UNKNOWN_STANDS_ALONE = 2.6
_NEVER = 99.0
_SHORT_STEM = 1.2
_ATTESTED = -0.7
_UNATTESTED_BEFORE_ENCLITIC = 0.4
_RESTORED = 0.05
_LAM_WRITTEN_ONCE, _LAM_WRITTEN_TWICE = 0.05, 0.5
_NOT_THE_ARTICLE = 1.2
_HAMZA_INSIDE = 3.0
_NEVER = 99.0
_OTHER_PERSON_ATTESTED = -0.3
_FIFTH_FORM_ATTESTED = 0.5
_FIRST_PERSON = 0.2
_YA_FOR_ALEF = 1.0
_ALEF_FOR_HAMZA = 1.0
# The least that a stem of the lexicon adds to the cost of the clitics.
_LEAST = LISTED + _ATTESTED
_NO_PROCLITIC = Proclitics("", (), frozenset({"noun", "perfect", "imperfect", "closed"}), 0.0, definite=False)
# No unknown stem begins so: the two lams are the preposition and the article.
_FUSED_ARTICLE = ("لل", "ولل", "فلل")
# How the tenth form begins with the suffixes of its persons, and endings that leave no doubt, of words that the lexicon
# lacks.
_TENTH_FORM = {"يست": ("ون", "وا", "ان"), "تست": ("ان",), "نست": (), "است": ("ت", "وا", "تا")}
_GUESSED_ENDINGS = (
    ("يات", "ية"), ("ات", "ة"), ("ات", ""), ("يون", "ي"), ("يين", "ي"), ("ية", "ي"), ("ون", ""),
    ("تين", "ة"), ("تان", "ة"),
)  # fmt: skip
_INITIALS_OF_CLITICS = frozenset("وفبلكس")


# A word cut after a chain of proclitics: the chain, what it costs here, the bounds of the rest, the rest folded and as
# written.
_Cut = tuple[Proclitics, float, int, int, str, str]


class Reader:
    """Reads words with one lexicon, one table of clitics and the words that stand alone in one vocabulary."""

    def __init__(self, clitics: CliticTable, lexicon: Lexicon, alone: set[str], *, prune: bool) -> None:
        self._proclitics = clitics.proclitics
        self._enclitics = clitics.enclitics
        self._stem_endings = clitics.stem_endings
        self._lexicon = lexicon
        self._alone = alone
        self._prune = prune
        self._nouns: dict[str, Sense | None] = {}
        self._verbs: dict[str, Sense | None] = {}

    def read(self, key: str, word: str) -> list[Reading]:
        """List the readings of a word, given without marks (`word`) and also without seats of hamza (`key`).

        Readings that cannot be the cheapest are left out where only the cheapest is asked for.
        """
        found: list[Reading] = []
        best = _NEVER
        chains = self._proclitics.get(key[:1], ())
        for chain in (*chains, _NO_PROCLITIC) if key.startswith(ARTICLE) else (_NO_PROCLITIC, *chains):
            letters = chain.letters
            # The article is written with a bare alef: «آلاف» and «إلقاء» have none.
            if (word if chain.definite else key).startswith(letters) and len(key) > len(letters):
                self._read_after(chain, key, word, best, found)
                if found and self._prune:
                    best = min(found)[0]
        return found

    def lemma_as_written(self, reading: Reading, word: str) -> str:
        """Decide by the hamza that is written between lemmas that differ in it alone; guess at an unknown word's."""
        _, _, start, end, enclitics, lemma, kind, alone, _ = reading
        if kind == "unknown":
            return self._guess_lemma(alone, lemma)
        exact = self._lexicon.exact.get(kind)
        if exact is None:
            return lemma
        stem = word[start:end]
        if enclitics and alone[-1:] != stem[-1:]:
            stem = stem[: len(stem) - 1] + alone[len(stem) - 1 :]
        return exact.get(stem, lemma)

    def _is_attested(self, stem: str) -> bool:
        """Tell whether a stem stands alone, and not only as a proclitic and a shorter stem."""
        alone = self._alone
        if ARTICLE + stem in alone:
            return True
        return stem in alone and (stem[0] not in _INITIALS_OF_CLITICS or stem[1:] not in alone)

    def _senses(self, stem: str, before: frozenset[str], initial: str) -> list[Sense]:
        """Look a stem up as what may stand there."""
        senses = []
        if "noun" in before:
            if stem not in self._nouns:
                self._nouns[stem] = self._lexicon.find_noun(stem)
            noun = self._nouns[stem]
            if noun is not None:
                senses.append(noun)
                if self._prune and noun[2] <= LISTED and stem[0] != "ت":
                    # A verb of the same letters would cost more.
                    return senses
        if "imperfect" in before:
            if "perfect" in before:
                if stem not in self._verbs:
                    self._verbs[stem] = self._lexicon.find_verb(stem)
                verb = self._verbs[stem]
            else:
                verb = self._lexicon.find_imperfect(stem)
            # The first person (أكتب) is written with its hamza: a bare alef is another word's.
            if verb is not None and (verb[1] != "imperfect" or stem[0] != "ا" or initial == "أ"):
                senses.append(verb)
        return senses

    def _read_after(self, chain: Proclitics, key: str, word: str, best: float, found: list[Reading]) -> None:
        """Add the readings of what follows a chain of proclitics."""
        letters, parts, before, cost, definite = chain
        start, end = len(letters), len(word)
        written = word[start:]
        if "closed" in before:
            self._read_closed(chain, start, written, key[start:], found)
        if end - start < 2:
            if not parts and not found:
                found.append((_UNKNOWN_WHOLE, (), 0, end, (), word, "unknown", word, False))
            return
        least = cost + _LEAST if parts or not _seems_definite(written) else _LEAST + _NOT_THE_ARTICLE
        if least > best:
            return
        stem = fold_final_alef(key[start:])
        if stem[0] == "ل" and letters[-1:] == "ل" and not definite:
            cost += _LAM_WRITTEN_TWICE
        cut = (chain, cost, start, end, stem, written)
        self._read_whole(cut, found)
        if not definite:
            best = min(found)[0] if found and self._prune else best
            for enclitic in self._enclitics.get(stem[-1], ()):
                if written.endswith(enclitic.letters) and len(stem) > len(enclitic.letters) + 1:
                    self._read_before(enclitic, cut, best, found)
        elif letters.endswith("لل"):
            # للجنة is ل + ال + لجنة: the lam of the article and that of the noun are written once.
            self._read_whole((chain, cost + _LAM_WRITTEN_ONCE, start - 1, end, "ل" + stem, "ل" + written), found)

    def _read_closed(self, chain: Proclitics, start: int, written: str, key: str, found: list[Reading]) -> None:
        """Add the readings of what follows a chain as a closed-class word or, after a preposition, a pronoun."""
        closed = self._lexicon.closed
        end = start + len(written)
        if "suffix" in chain.before:
            pronoun = closed.get("suffix " + written)
            if pronoun is not None:
                cost = chain.cost + _PRONOUN
                found.append((cost, chain.parts, start, end, (), pronoun[0], "closed", written, False))
        sense = closed.get(written) or closed.get(key)
        if sense is not None:
            # وفي is and + in rather than the adjective, however often that is seen.
            cost = _AND_CLOSED_CLASS if chain.parts in (("و",), ("ف",)) else chain.cost + _CLOSED_CLASS
            found.append((cost, chain.parts, start, end, (), sense[0], "closed", written, False))

    def _read_whole(self, cut: _Cut, found: list[Reading]) -> None:
        """Add the readings of a stem without enclitic."""
        (_, parts, before, _, definite), cost, start, end, stem, written = cut
        attested = self._is_attested_after(parts, stem)
        if attested:
            cost += _ATTESTED
        if len(stem) < 3 and not definite:
            cost += _SHORT_STEM
        if not definite and _seems_definite(written):
            cost += _NOT_THE_ARTICLE
        if "إ" in written[1:]:
            # إ only begins a word, so that what stands before it is cut off.
            cost += _HAMZA_INSIDE
        senses = self._senses(stem, before, written[0])
        for sense in senses:
            total = cost + sense[2] + self._doubt(sense, stem, written)
            found.append((total, parts, start, end, (), sense[0], sense[1], stem, attested))
        if senses or "noun" not in before or (parts and written.startswith(ARTICLE)):
            return
        if not parts:
            cost += _UNKNOWN_WHOLE
        else:
            certain = parts[0] == "و" or definite
            if not certain and not attested:
                return
            cost = 0.2 * cut[1] + (_UNKNOWN_DEFINITE if definite else _UNKNOWN_AFTER_CUT) if certain else _NEVER
            if attested:
                cost = min(cost, cut[1] + _UNKNOWN_STANDS_ALONE)
        found.append((cost, parts, start, end, (), written, "unknown", stem, attested))

    def _doubt(self, sense: Sense, stem: str, written: str) -> float:
        """Weigh a verb by its other persons in the vocabulary, and by the alef that is written."""
        lemma, kind, _ = sense
        if kind == "imperfect" and stem[0] == "ن":
            return _FIRST_PERSON
        if kind == "imperfect" and stem[0] == "ت" and stem[-1] != "ا":
            if "ي" + stem[1:] in self._alone:
                return _OTHER_PERSON_ATTESTED
            return _FIFTH_FORM_ATTESTED if "ي" + stem in self._alone else 0.0
        if kind == "perfect" and stem[-1] == "ي" == written[-1] and lemma[-1] == "ى":
            return _YA_FOR_ALEF
        if kind != "noun" and lemma[-1] == "أ" and stem[-1] == "ا" == written[-1]:
            # يوما is a day rather than a careless يومأ.
            return _ALEF_FOR_HAMZA
        return 0.0

    def _guess_lemma(self, stem: str, written: str) -> str:
        """Take an ending off an unknown stem where what remains stands alone in the vocabulary."""
        if len(stem) > 5 and stem[:3] in _TENTH_FORM and not stem.endswith("ات"):
            verb = "است" + written[3:]
            suffix = next((suffix for suffix in _TENTH_FORM[stem[:3]] if verb.endswith(suffix)), "")
            return verb if len(verb) - len(suffix) < 6 else verb[: len(verb) - len(suffix)]
        for ending, singular in _GUESSED_ENDINGS:
            if stem.endswith(ending):
                cut = len(stem) - len(ending)
                if cut > 2 and self._is_attested(stem[:cut] + singular):
                    return written[:cut] + singular
        return written

    def _is_attested_after(self, proclitics: tuple[str, ...], stem: str) -> bool:
        """Tell whether a stem stands alone elsewhere: the word itself is no evidence for its own reading."""
        if not proclitics:
            return ARTICLE + stem in self._alone
        if proclitics == (ARTICLE,):
            return stem in self._alone
        return self._is_attested(stem)

    def _read_before(self, enclitic: Enclitic, cut: _Cut, best: float, found: list[Reading]) -> None:
        """Add the readings of a stem before an enclitic."""
        letters, after, extra = enclitic
        (_, parts, before, _, _), cost, start, _, stem, written = cut
        cost += extra
        if not parts and _seems_definite(written):
            cost += _NOT_THE_ARTICLE
        base = stem[: -len(letters)]
        end = start + len(base)
        suffix = (letters,)
        if "closed" in before and "closed" in after:
            closed = self._lexicon.closed.get(written[: len(base)]) or self._lexicon.closed.get(base)
            if closed is not None and closed[2]:
                found.append((cost + _CLOSED_CLASS, parts, start, end, suffix, closed[0], "closed", base, False))
        if cost + _LEAST > best:
            return
        if len(base) < 3:
            cost += _SHORT_STEM
        restored = [(base, after)] if base[-1] not in "ةىا" else []
        restored += [(base[:-1] + alone, kinds) for alone, kinds in self._stem_endings.get(base[-1], ())]
        for alone, kinds in restored:
            attested = self._is_attested(alone)
            total = cost + (_ATTESTED if attested else _UNATTESTED_BEFORE_ENCLITIC)
            if alone != base:
                total += _RESTORED
            for lemma, kind, distance in self._senses(alone, before, written[0]):
                if kind in kinds and kind in after:
                    found.append((total + distance, parts, start, end, suffix, lemma, kind, alone, attested))


def _seems_definite(written: str) -> bool:
    """Tell whether a word begins as with the article; الت may as well begin a verb of form VIII (التزم)."""
    return written.startswith(ARTICLE) and written[2:3] != "ت"
