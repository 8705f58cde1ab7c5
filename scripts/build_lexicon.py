"""Make the lexicon of the package from simplemma's Arabic list and the project's own additions.

    python scripts/build_lexicon.py

simplemma lists inflected forms with one lemma each. `lexicon.tsv` and `headwords.tsv` keep what `corpus_tools.words`
cannot derive: the stems of each verb, the nouns, and those of their forms that regular endings do not explain.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from pathlib import Path

from conjugation import conjugate, derived_nouns
from listed_nouns import (
    Compounds,
    Groups,
    find_verbs,
    fold,
    list_nouns,
    name_defectives,
    regroup_inflected,
    repair_lemmas,
)
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from verb_tables import VerbTables, is_masdar_of_second_form, tabulate

ADDITIONS = Path(__file__).with_name("lexicon_additions.tsv")
DATA = Path(__file__).parents[1] / "src" / "corpus_tools" / "data"

_ARABIC = re.compile("[ء-غف-ي]{2,}")
_PLURALS = ("ات", "ون", "ين")
_ENDINGS = (
    ("ات", "ة"), ("ات", ""), ("تان", "ة"), ("تين", "ة"), ("ا", ""), ("تا", "ة"), ("تي", "ة"), ("تان", ""), ("تين", ""),
    ("ون", ""), ("ين", ""), ("ان", ""), ("ة", ""), ("و", ""), ("ي", ""),
)  # fmt: skip
#: Form, lemma and kind.
Entry = tuple[str, str, str]


def main() -> None:
    """Write the two tables and print their sizes."""
    groups = read_groups()
    imperfects, own, rare, fifth = read_additions()
    preferred = imperfects.keys()
    attested = {verb: frozenset([*groups.get(verb, ()), *imperfects.get(verb, ())]) for verb in {*groups, *preferred}}
    verbs = {verb: conjugate(verb, attested=attested[verb]) for verb in find_verbs(groups)}
    nouns = list_nouns(groups, verbs)
    closed = read_closed_class()
    compounds = set(Compounds(nouns, closed, groups).find())
    nouns = {form: lemma for form, lemma in nouns.items() if form not in closed and form not in compounds}
    for verb, stems in verbs.items():
        for noun in derived_nouns(verb, stems):
            nouns.setdefault(noun, noun)
    all_forms = {form for forms in groups.values() for form in forms}
    nouns = regroup_inflected(repair_lemmas(name_defectives(nouns, groups), verbs, own), all_forms) | own
    usual = {verb: stems for verb, stems in verbs.items() if (len(verb) > 2 and verb not in rare) or verb in preferred}
    usual |= {verb: conjugate(verb, attested=attested[verb]) for verb in sorted(preferred - verbs.keys())}
    listed = {form: lemma for lemma, forms in groups.items() for form in forms}
    tables = tabulate(usual, preferred, listed)
    tables.fifth_form |= {verb: (0, verb) for verb in fifth}
    persons = persons_of(preferred) - own.keys()
    nouns = {
        form: lemma
        for form, lemma in nouns.items()
        if form not in persons | rare
        and not (lemma in persons and lemma.endswith("ت"))
        and not is_noun_after_preposition(form, lemma, own)
    }
    listed_nouns = {entry for entry in noun_entries(nouns, own, preferred, tables) if not is_plural_of_verb(entry, own)}
    write(listed_nouns | verb_entries(tables), owned={*own.values(), *preferred})


def read_groups() -> Groups:
    """Group simplemma's forms by lemma."""
    listed = DefaultDictionaryFactory().get_dictionary("ar")
    groups: dict[str, list[str]] = defaultdict(list)
    for form in listed:
        if _ARABIC.fullmatch(form) and _ARABIC.fullmatch(listed[form]):
            groups[listed[form]].append(form)
    return groups


def read_additions() -> tuple[dict[str, list[str]], dict[str, str], set[str], set[str]]:
    """Return the project's own verbs, with their imperfects, its nouns, and the words of kinds rare and fifth."""
    verbs: dict[str, list[str]] = {}
    nouns: dict[str, str] = {}
    kinds: dict[str, set[str]] = {"rare": set(), "fifth": set()}
    for line in ADDITIONS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, lemma, forms = line.split("\t")
            if kind == "verb":
                verbs[lemma] = forms.split()
            elif kind in kinds:
                kinds[kind].add(lemma)
            else:
                nouns.update(dict.fromkeys([lemma, *forms.split()], lemma))
    return verbs, nouns, kinds["rare"], kinds["fifth"]


def persons_of(verbs: Collection[str]) -> set[str]:
    """Return persons of defective verbs that the list takes for nouns, in its spellings (القي, أدلي, نفت)."""
    persons: set[str] = set()
    for verb in verbs:
        if verb[-1] not in "اى":
            continue
        persons |= {verb[:-1] + "ت", verb[:-1] + "يت"}
        if len(verb) > 3 and verb[0] in "أا":
            persons |= {start + verb[1:-1] + end for start in "أا" for end in "ىي"}
    return persons


def is_plural_of_verb(entry: Entry, own: Collection[str]) -> bool:
    """Return whether a noun ends as plurals of verbs do, which the list has as words of their own (تحقوا)."""
    form = entry[0]
    return form.endswith("وا") and len(form) > 3 and form not in own


def is_noun_after_preposition(form: str, lemma: str, own: Collection[str]) -> bool:
    """Return whether a form of a rare word is one of the project's nouns after ب, ل or ك («بدور» is «in a role»)."""
    return form != lemma and form not in own and form[0] in "بلك" and form[1:] in own


def read_closed_class() -> set[str]:
    """Return the closed-class words, and the pronouns with ب and ل."""
    rows = [line.split("\t") for line in (DATA / "closed_class.tsv").read_text("utf-8").splitlines()[1:]]
    pronouns = ("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك")
    closed = {row[0] for row in rows} | {row[0][:-1] + "ى" for row in rows if row[0][-1] == "ي"}
    closed |= {preposition + pronoun for preposition in "بل" for pronoun in pronouns}
    return closed | {fold(form) for form in closed if form != "كأن"}


def noun_entries(
    nouns: dict[str, str], own: Collection[str], preferred: Collection[str], tables: VerbTables
) -> set[Entry]:
    """Return the nouns that no ending leads to, without persons of verbs that the list takes for words."""
    known: dict[str, str] = {}
    for form in sorted(nouns, key=lambda form: (len(form), form)):
        if form in own or form == nouns[form] or _derive(form, known) != nouns[form]:
            known[form] = nouns[form]
    family = Counter(known.values())
    owned = {*own, *preferred} | {nouns[form] for form in own}
    inflected = {word for word in {*known, *known.values()} if tables.is_inflected(word, known)}
    inflected |= {word for word in known if family[word] in (1, 2) and tables.is_person_like_a_noun(word)}
    inflected -= {word for word in inflected if is_masdar_of_second_form(word)}
    dropped = {form for form in known if known[form] == form and form in inflected}
    for form, lemma in known.items():
        of_verb = lemma in dropped or (lemma not in owned and lemma in inflected)
        passive = form == lemma and form[0] == "ي" and form[-1] == "ى"
        if of_verb or passive or (form == lemma and _is_plural(form, known, own, alone=family[form] == 1)):
            dropped.add(form)
    kept = ((form, lemma) for form, lemma in known.items() if form in own or form not in dropped)
    return {(form, lemma[2:] if fold(lemma) == "ال" + fold(form) else lemma, "noun") for form, lemma in kept}


def _derive(form: str, known: dict[str, str]) -> str | None:
    """Return the lemma to which the endings lead, as in `corpus_tools.words.inflection`."""
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            lemma = known.get(form[: -len(ending)] + instead)
            if lemma is not None:
                return lemma
    return None


def _is_plural(form: str, known: dict[str, str], own: Collection[str], *, alone: bool) -> bool:
    """Return whether a form that the list takes for a word of its own is a sound plural."""
    if not form.endswith(_PLURALS) or is_masdar_of_second_form(form):
        return False
    singulars = (form[:-2] + "ة", form[:-2])
    return any(word in own or (alone and word in known and len(word) > 1) for word in singulars)


def verb_entries(tables: VerbTables) -> set[Entry]:
    """Return the stems of the verbs."""
    kinds = {"perfect": tables.perfect, "bound": tables.bound, "imperfect": tables.imperfect, "jussive": tables.jussive}
    kinds |= {"defective": tables.defective, "fifth_form": tables.fifth_form}
    return {(stem, verb, kind) for kind, table in kinds.items() for stem, (_, verb) in table.items()}


def write(entries: set[Entry], *, owned: Collection[str]) -> None:
    """Write words that are their own lemmas by kind and first letter, the others one a row.

    Of two words that differ only in what lookup ignores, one is found by the folded spelling; the others are kept as
    spelled, in kinds of their own.
    """
    homographs: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries):
        homographs[_key(entry[0]), entry[2]].append(entry)
    heads: dict[tuple[str, str], list[str]] = defaultdict(list)
    rows: list[str] = []
    for (key, kind), group in homographs.items():
        ambiguous = len({lemma for _, lemma, _ in group}) > 1
        first = min(group, key=lambda entry: _preference(entry, key, owned))
        for form, lemma, _ in group:
            if ambiguous and (form, lemma) != first[:2]:
                rows.append(f"exact-{kind}\t{form}\t{lemma}")
            elif form == lemma:
                heads[kind, form[0]].append(form)
            else:
                rows.append(f"{kind}\t{form}\t{lemma}")
    lines = [f"{kind}\t{' '.join(sorted(words))}" for (kind, _), words in sorted(heads.items())]
    for name, header, body in (("lexicon", "kind\tform\tlemma", sorted(rows)), ("headwords", "kind\twords", lines)):
        (DATA / f"{name}.tsv").write_text("\n".join([header, *body]) + "\n", encoding="utf-8", newline="\n")
    print(f"{sum(map(len, heads.values()))} words, {len(rows)} forms of other words")


def _key(form: str) -> str:
    """Return a spelling folded as the lexicon is looked up."""
    form = fold(form)
    return form[:-1] + "ي" if form.endswith("ى") else form


def _preference(entry: Entry, key: str, owned: Collection[str]) -> tuple[object, ...]:
    """Return a sort key: the project's own words first, then those with fewer hamzas inside."""
    form, lemma, _ = entry
    inside = sum(letter in "أإآ" for letter in form[1:])
    return (lemma not in owned, inside, form != key, "آ" in form, lemma != form, entry)


if __name__ == "__main__":
    main()
