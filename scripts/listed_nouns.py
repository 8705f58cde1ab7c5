"""The nouns of a word list of inflected forms: which forms belong to which word, and which are no words at all."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from conjugation import Stems, spellings

#: Forms of one lemma, by lemma.
Groups = Mapping[str, list[str]]

_SEATS = str.maketrans("أإآٱ", "اااا")
_ENCLITICS = ("ه", "ها", "هما", "هم", "هن", "نا", "كم", "ك")
_ELATIVE = re.compile("أ[^اوي]{3}")
# The broken plural أفعال of a word of three letters.
_AFAL = re.compile("أ[^اوي]{2}ا[^اوية]")
_NISBA_ENDINGS = ("ي", "ية")


def fold(form: str) -> str:
    """Return a form with bare alefs."""
    return form.translate(_SEATS)


def find_verbs(groups: Groups) -> set[str]:
    """Return the verbs among the lemmas: one of their forms has a prefix or suffix of person."""
    return {
        lemma
        for lemma, forms in groups.items()
        if len(lemma) <= 6 and "ة" not in lemma and any(_is_personal(form, lemma) for form in forms if form != lemma)
    }


def _is_personal(form: str, lemma: str) -> bool:
    return (form[0] == "ي" != lemma[0]) or (form.endswith("تما") and len(form) > 4)


def list_nouns(groups: Groups, verbs: Mapping[str, Stems]) -> dict[str, str]:
    """Return the lemma of each form that is a noun or an adjective."""
    all_forms = {form for forms in groups.values() for form in forms}
    nouns: dict[str, str] = {}
    for lemma, forms in groups.items():
        conjugated = {fold(form) for form in spellings(verbs[lemma])} if lemma in verbs else frozenset()
        folded = {fold(form) for form in forms}
        for form in forms:
            bare = _without_article(form, lemma, folded, all_forms, is_verb=lemma in verbs)
            of_verb = fold(bare) in conjugated and fold("ال" + bare) not in folded
            if (form != lemma and of_verb) or (lemma in verbs and _is_person(bare, lemma)):
                continue
            is_derived = lemma in verbs and bare != lemma
            nouns.setdefault(bare, _lemma_of_derived(bare, lemma, folded, all_forms) if is_derived else lemma)
    return nouns


def _is_person(form: str, verb: str) -> bool:
    """Return whether a form is the dual or plural of an imperfect or an imperative."""
    if form[0] == verb[0]:
        return False
    if form[0] in "يت" and len(form) > 5 and form.endswith("ين"):
        return True
    return form[0] in "يتنا" and form.endswith(("ا", "ان", "وا", "ون"))


def _without_article(
    form: str, lemma: str, folded: Collection[str], all_forms: Collection[str], *, is_verb: bool
) -> str:
    """Remove the article, unless ال is a careless spelling of أل or إل (الوان is ألوان) or of form VIII (التزام)."""
    rest = form[2:]
    if not form.startswith("ال") or len(rest) < 2 or form == "الله":
        return form
    if fold(rest) in folded:
        return rest
    # The letters are the verb's own in the forms of آلى and التقط, and in the imperative of لبس.
    if is_verb and (fold(lemma).startswith("ال") or (lemma[0] == "ل" and fold(form[1:]) in folded)):
        return form
    eighth = rest[0] == "ت" and (form[:4] == lemma[:4] or (len(form) == 6 and form[4] == "ا"))
    if "أل" + rest in all_forms or "إل" + rest in all_forms or (eighth and rest not in all_forms):
        return form
    return rest


def _lemma_of_derived(form: str, verb: str, folded: Collection[str], all_forms: Collection[str]) -> str:
    """Return the lemma of a noun listed with its verb: a participle or a masdar is a word of its own."""
    plain = fold(form)
    if fold("ال" + form) in folded and not form.startswith("م"):
        return verb
    if plain[0] == "ا" and "إ" + form[1:] in all_forms and form[0] != "أ":
        return "إ" + form[1:]
    if len(verb) == 3 and len(plain) == 5 and plain[0] + plain[3] == "اا" and plain[1:3] + plain[4] == fold(verb):
        return verb
    if form.startswith("م") or (len(verb) == 3 and form[1:2] == "ا"):
        third = len(verb) == 4 and verb[1] == "ا"
        for ending in ("ات", "ون", "ين", "ان", "ة"):
            if form.endswith(ending) and len(form) - len(ending) >= 3 and not (third and ending == "ة"):
                return form[: -len(ending)]
    return form


class Compounds:
    """Finds forms that are a clitic and another word, but listed as words (وبشأن، بموجبه)."""

    def __init__(self, nouns: Mapping[str, str], closed: Collection[str], groups: Groups) -> None:
        self._nouns = nouns
        self._closed = closed
        self._closed_with_enclitic = {word + enclitic for word in closed for enclitic in _ENCLITICS}
        self._all_forms = {form for forms in groups.values() for form in forms}
        self._family: dict[str, set[str]] = defaultdict(set)
        for form, lemma in nouns.items():
            self._family[lemma].add(fold(form))

    def find(self) -> Iterator[str]:
        """Yield these forms."""
        for form, lemma in self._nouns.items():
            is_defined = "ال" + form in self._all_forms
            if self._has_closed_class(form) or self._is_lemma_with_enclitic(form, lemma):
                yield form
                continue
            if not is_defined and self._is_compound(form, lemma):
                yield form

    def _has_closed_class(self, form: str) -> bool:
        rest = form[1:]
        if form in self._closed_with_enclitic or (form[0] in "وف" and rest in self._closed):
            return True
        return form[0] in "وفبلك" and rest in self._closed_with_enclitic

    def _is_lemma_with_enclitic(self, form: str, lemma: str) -> bool:
        if len(form) > 4 and form.endswith(("ته", "تها", "تهم", "تهما", "هما")):
            return True
        return any(form.endswith(e) and form[: -len(e)] in (lemma, lemma[:-1] + "ت") for e in _ENCLITICS)

    def _is_compound(self, form: str, lemma: str) -> bool:
        rest = form[1:]
        if form[0] in "وفبلك" and len(rest) > 4 and self._is_listed(rest):
            return True
        if len(self._family[lemma]) > 1 or fold(lemma) != fold(form):
            return False
        if form[0] in "وف" and len(rest) > 3:
            after_preposition = rest[0] in "بل" and self._is_listed(rest[1:])
            if after_preposition or self._is_listed(rest):
                return True
        if form[0] in "بكل" and (rest in self._closed or self._is_listed(rest)):
            return True
        return any(self._is_listed_stem(form[: -len(e)]) for e in _ENCLITICS if form.endswith(e))

    def _is_listed_stem(self, stem: str) -> bool:
        after_proclitic = stem[:1] in ("ب", "ل", "ك", "و", "ف") and self._is_listed(stem[1:])
        return stem in self._closed or after_proclitic or self._is_listed(stem)

    def _is_listed(self, stem: str) -> bool:
        if len(stem) < 3:
            return False
        alone = {"ت": "ة", "ا": "ى"}.get(stem[-1])
        listed = stem in self._nouns or stem in self._closed
        return listed or (alone is not None and stem[:-1] + alone in self._nouns)


def name_defectives(nouns: Mapping[str, str], groups: Groups) -> dict[str, str]:
    """Give defective nouns a lemma with ي (قاضي rather than قاض), as news prose spells them."""
    renamed = {}
    for lemma, forms in groups.items():
        if lemma[-1] in "يىاةءو" or len(lemma) < 3:
            continue
        definite = "ال" + lemma + "ي" in forms and "ال" + lemma not in forms
        agent = len(lemma) == 3 and lemma[1] == "ا" and {lemma + "ي", lemma + "ية"} <= set(forms)
        if definite or agent:
            renamed[lemma] = lemma + "ي"
    return {form: renamed.get(lemma, lemma) for form, lemma in nouns.items()}


def repair_lemmas(nouns: dict[str, str], verbs: Collection[str], own: Collection[str]) -> dict[str, str]:
    """Give nisbas, elatives and تفعيل lemmas of their own, أفعال its singular, and a careless final ى that of its ي."""
    repaired = dict(nouns)
    for form, lemma in sorted(nouns.items()):
        nisba = form[:-1] + "ي"
        careless = form[-1] == "ى" and form == lemma and len(form) > 3
        if careless and (nisba in repaired or form[:-1] in repaired):
            repaired[form] = repaired.get(nisba, nisba)
        elif len(form) == 5 and form[0] == "ت" and form[3] == "ي" and len(lemma) == 3:
            repaired[form] = form
        elif _AFAL.fullmatch(form) and form == lemma and form[1:3] + form[4] in nouns:
            repaired[form] = nouns[form[1:3] + form[4]]
        elif _ELATIVE.fullmatch(form) and form != lemma and form not in own:
            repaired[form] = form
        elif form.endswith(_NISBA_ENDINGS) and _is_no_base_of_nisba(lemma, verbs) and form[0] != "م":
            if form[0] in "اأيت":
                del repaired[form]
            else:
                repaired[form] = form.removesuffix("ة")
    return repaired


def regroup_inflected(nouns: dict[str, str], all_forms: Collection[str]) -> dict[str, str]:
    """Give duals the lemma of their feminine (طائرتين is of طائرة), accusatives that of their ي, and تامين its hamza.

    The list has many under the masculine (طائر), or as words of their own (عاليا، دوليا); what has the article is one
    (تكنولوجيا).
    """
    regrouped = dict(nouns)
    for form, lemma in nouns.items():
        feminine = form[:-3] + "ة"
        if form.endswith(("تان", "تين")) and nouns.get(feminine) == feminine and not lemma.endswith("ت"):
            regrouped[form] = feminine
        elif len(form) == 5 and form[:2] + form[3] == "تاي" and "تأ" + form[2:] in nouns:
            regrouped[form] = "تأ" + form[2:]
        elif form.endswith("يا") and form == lemma and form[:-1] in nouns and "ال" + form not in all_forms:
            regrouped[form] = nouns[form[:-1]]
    return regrouped


def _is_no_base_of_nisba(lemma: str, verbs: Collection[str]) -> bool:
    return lemma[-1] not in "يةىا" and (lemma in verbs or lemma[0] == "أ")
