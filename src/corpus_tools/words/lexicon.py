"""The lexicon: which spellings are nouns, stems of verbs or closed-class words, and the lemma of each.

Spellings are looked up without the seats of alef and with final ى as ي, since news prose is careless with both; where
two words differ in nothing else, the spelling as written decides. Affixes of inflection are tried one by one.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

Sense = tuple[str, str, float]
"""Lemma, kind (noun, perfect, imperfect) and cost: how far the spelling is from one that is listed."""

LISTED, _ENDING, _TWO_ENDINGS = 1.0, 1.5, 2.0
# Between a noun and a verb that share their letters, the noun.
_LISTED_VERB, _ENDING_OF_VERB = 1.05, 1.55
# تقول is she says rather than the noun or the perfect of the fifth form, which shares its letters.
_SHARED_BY_VERB, _SHARED = 1.1, 1.3
# يقل is less usual as the jussive of قال than يعط is as that of أعطى, which is no other word.
_JUSSIVE, _SHORT_JUSSIVE = 1.6, 1.9

# Endings of nouns and adjectives, and what the singular has in their place; the likeliest first.
_NOUN_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "ت": (("ات", "ة"), ("ات", "")),
    "ن": (("تان", "ة"), ("تين", "ة"), ("تان", ""), ("تين", ""), ("ون", ""), ("ين", ""), ("ان", "")),
    "ة": (("ة", ""),),
    "ا": (("تا", "ة"), ("تا", ""), ("ا", "")),
    "ي": (("تي", "ة"), ("تي", ""), ("ي", "")),
    "و": (("و", ""),),
}
_PERFECT_SUFFIXES: dict[str, tuple[str, ...]] = {
    "ت": ("ت",),
    "ا": ("وا", "تا", "نا", "تما", "ا"),
    "ن": ("ن", "تن"),
    "م": ("تم",),
    "و": ("و", "تمو"),
}
_IMPERFECT_SUFFIXES: dict[str, tuple[str, ...]] = {
    "ن": ("ون", "ان", "ن"),
    "ا": ("وا", "ا"),
    "و": ("و",),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spellings and their lemmas; each table maps a folded spelling (`exact` a spelling as written) to a lemma."""

    noun: dict[str, str]
    perfect: dict[str, str]
    bound: dict[str, str]
    imperfect: dict[str, str]
    jussive: dict[str, str]
    exact: dict[str, dict[str, str]]
    closed: dict[str, tuple[str, str, bool]]

    def find_noun(self, stem: str) -> Sense | None:
        """Read a folded stem as a noun or an adjective."""
        lemma = self.noun.get(stem)
        if lemma is not None:
            return (
                lemma,
                "noun",
                _SHARED if len(stem) == 4 and stem[0] == "ت" and stem[1:] in self.imperfect else LISTED,
            )
        if stem[-1] not in _NOUN_ENDINGS:
            return None
        return self._find_nisba(stem) or self._find_inflected(stem)

    def _find_nisba(self, stem: str) -> Sense | None:
        """Read a stem as a nisba (روسي، روسية) of a listed noun, or as a masdar in ة of a listed word."""
        noun = self.noun
        if stem[-1] == "ة" and _is_masdar_pattern(stem) and stem[:-1] in noun:
            return stem, "noun", _ENDING
        nisba = stem[:-1] if stem[-1] == "ة" else stem
        if nisba[-1] != "ي" or len(stem) < 5:
            return None
        lemma = noun.get(nisba)
        if lemma is not None:
            return lemma, "noun", _ENDING
        base = nisba[:-2] + "ء" if nisba[-2] == "ئ" else nisba[:-1]
        # With م or the alef of an agent before it, the ending is the plural of the construct (مسؤولي، لاعبي).
        is_agent = stem[-1] == "ي" and (base[0] == "م" or base[1] == "ا")
        if not is_agent and (base in noun or base + "ة" in noun or base + "ا" in noun):
            return nisba, "noun", _TWO_ENDINGS
        return None

    def _find_inflected(self, stem: str) -> Sense | None:
        """Take an ending off a stem."""
        noun = self.noun
        for ending, singular in _NOUN_ENDINGS[stem[-1]]:
            if not stem.endswith(ending) or len(stem) < len(ending) + 2:
                continue
            base = stem[: -len(ending)] + singular
            lemma = noun.get(base)
            if lemma is not None and (ending != "ا" or base[-1] not in "اةءى"):
                return lemma, "noun", _ENDING
            if base[-1] == "ة" and len(base) > 3:
                lemma = noun.get(base[:-1])
                if lemma is not None:
                    return lemma, "noun", _TWO_ENDINGS
        return None

    def find_verb(self, stem: str) -> Sense | None:
        """Read a folded stem as a verb."""
        lemma = self.perfect.get(stem)
        if lemma is not None:
            shared = self.imperfect.get(stem[1:]) if stem[0] == "ت" else None
            return (lemma, "perfect", _LISTED_VERB) if shared is None else (shared, "imperfect", _SHARED_BY_VERB)
        if stem[0] in "يتن":
            return self.find_imperfect(stem) or self._find_perfect(stem)
        return self._find_perfect(stem) or self.find_imperfect(stem)

    def _find_perfect(self, stem: str) -> Sense | None:
        """Take the suffix of a person off a perfect."""
        for suffix in _PERFECT_SUFFIXES.get(stem[-1], ()):
            if not stem.endswith(suffix) or len(stem) < len(suffix) + 2:
                continue
            base = stem[: -len(suffix)]
            if len(base) == 2:
                # Two letters are a hollow verb (قلت) or a geminate one (تمت) at best.
                lemma = self.bound.get(base) or self.perfect.get(base)
                cost = _ENDING_OF_VERB if suffix in ("ت", "وا") else _TWO_ENDINGS
            else:
                lemma = (self.perfect.get(base) if base[-1] not in "اي" else None) or self.bound.get(base)
                cost = _ENDING_OF_VERB
            if lemma is not None:
                return lemma, "perfect", cost
        return None

    def find_imperfect(self, stem: str) -> Sense | None:
        """Read a folded stem as an imperfect, with its prefix of person."""
        body = stem[1:]
        if len(body) < 2 or stem[0] not in "يتنا":
            return None
        imperfect = self.imperfect
        lemma = imperfect.get(body)
        if lemma is not None:
            return lemma, "imperfect", _SHARED_BY_VERB
        lemma = self.jussive.get(body)
        if lemma is not None:
            return lemma, "imperfect", _JUSSIVE if len(body) > 2 else _SHORT_JUSSIVE
        if stem[0] not in "يت":
            return None
        for suffix in _IMPERFECT_SUFFIXES.get(body[-1], ()):
            if body.endswith(suffix):
                base = body[: -len(suffix)]
                lemma = imperfect.get(base) or self.jussive.get(base)
                if lemma is not None and len(base) > 1:
                    return lemma, "imperfect", _ENDING_OF_VERB
        return None


def _is_masdar_pattern(stem: str) -> bool:
    """Tell مفاعلة، فعولة and فعالة, which are masdars oftener than feminine adjectives."""
    return (len(stem) == 6 and stem[0] == "م" and stem[2] == "ا") or (len(stem) == 5 and stem[2] in "وا")


def fold_alef(words: list[str]) -> list[str]:
    """Take the hamza and the madda off each alef; the lengths stay."""
    return _fold_alef_text("\n".join(words)).split("\n") if words else []


def fold_final_alef(word: str) -> str:
    """Write final ى as ي, as many newspapers do."""
    return word[:-1] + "ي" if word[-1:] == "ى" else word


def _fold_alef_text(text: str) -> str:
    return text.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ٱ", "ا")


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon that ships, once."""
    data = resources.files("corpus_tools") / "data"
    text = (data / "lexicon.tsv").read_text("utf-8").partition("\n")[2]
    written = text.split()
    lemmas = written[2::3]
    folded = _fold_alef_text(text).replace("ى\t", "ي\t").split()
    kinds, keys = folded[0::3], folded[1::3]
    tables: dict[str, dict[str, str]] = {}
    as_written: dict[str, tuple[list[str], list[str]]] = {}
    first = 0
    while first < len(kinds):
        kind = kinds[first]
        last = first + kinds.count(kind)
        if kind.startswith("exact-"):
            as_written[kind.removeprefix("exact-")] = (written[3 * first + 1 : 3 * last : 3], lemmas[first:last])
        else:
            tables[kind] = dict(zip(keys[first:last], lemmas[first:last], strict=True))
        first = last
    heads = (data / "headwords.tsv").read_text("utf-8").partition("\n")[2]
    heads_folded = _fold_alef_text(heads).replace("ى ", "ي ").replace("ى\n", "ي\n")
    for line, line_folded in zip(heads.splitlines(), heads_folded.splitlines(), strict=True):
        kind, _, words = line.partition("\t")
        tables[kind].update(zip(line_folded.partition("\t")[2].split(), words.split(), strict=True))
    closed_text = (data / "closed_class.tsv").read_text("utf-8")
    closed: dict[str, tuple[str, str, bool]] = {}
    for line in closed_text.splitlines()[1:]:
        form, lemma, word_class, enclitics = line.split("\t")
        sense = (lemma, word_class, enclitics == "yes")
        if word_class == "suffix":
            closed["suffix " + form] = sense
            continue
        closed[form] = sense
        # Careless spelling drops a hamza that begins a word (ان، الى), not one inside it: كأن is not كان.
        if form[0] in "أإآ" or form.startswith("لأ"):
            closed.setdefault(_fold_alef_text(form), sense)
    for line in (data / "names.tsv").read_text("utf-8").splitlines()[1:]:
        name, kind = line.split("\t")
        key = fold_final_alef(_fold_alef_text(name))
        if kind != "place" or key not in tables["noun"]:
            # سليمان is a name rather than the dual of سليم; a small town gives way to a common word.
            tables["noun"][key] = name
    exact = {kind: dict(zip(*rows, strict=True)) for kind, rows in as_written.items()}
    return Lexicon(
        tables["noun"], tables["perfect"], tables["bound"], tables["imperfect"], tables["jussive"], exact, closed
    )
