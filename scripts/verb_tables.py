"""The stems of all verbs, and for each spelling the verb that is preferred."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from conjugation import Stems

#: The preferred verb of a spelling, with its rank.
Table = dict[str, tuple[int, str]]

_NEVER = (99, "")


@dataclass(slots=True)
class VerbTables:
    """For each kind of stem, the preferred verb of each spelling."""

    perfect: Table = field(default_factory=dict)
    bound: Table = field(default_factory=dict)
    imperfect: Table = field(default_factory=dict)
    jussive: Table = field(default_factory=dict)
    defective: Table = field(default_factory=dict)
    """Stems of a defective verb before ت and وا, although another verb has the same letters (ألقت, ألق)."""
    fifth_form: Table = field(default_factory=dict)
    """Perfects and masdars of defective verbs in ت that share their letters with an imperfect (تولى، تولي)."""

    def has_perfect(self, stem: str) -> bool:
        """Return whether a spelling is a stem of the perfect, whole or bound."""
        return stem in self.perfect or stem in self.bound

    def has_imperfect(self, body: str) -> bool:
        """Return whether a spelling is a stem of the imperfect, without its prefix."""
        return body in self.imperfect or body in self.jussive

    def is_inflected(self, form: str, known: Collection[str]) -> bool:
        """Return whether a form that the list takes for a word is a person of a verb (two verbs share it)."""
        if form[0] == "ي":
            return self._is_third_person(form)
        if form[0] in "تنأ" and form not in self.perfect and self._is_other_person(form, known):
            return True
        for suffix in ("تما", "تم", "تن", "نا", "وا", "تا"):
            base = form[: -len(suffix)]
            if form.endswith(suffix) and len(base) >= 2 and self.has_perfect(base):
                return len(base) > 2 or suffix in ("تما", "تم", "وا")
        if form[-1] == "ت" != form[-2:-1] and form[-2:-1] != "ا" and len(form) > 3 and self.has_perfect(form[:-1]):
            return True
        if form[-1] in "تني" and len(form) > 3:
            base = form[:-1]
            return self.has_perfect(base) and (base + "تم" in known or base + "وا" in known)
        return form[0] == "ا" and self._is_imperative(form)

    def is_person_like_a_noun(self, form: str) -> bool:
        """Return whether a word of which the list has hardly a form is a person of a verb (نريد، قلنا، ردت)."""
        if form in self.perfect:
            return False
        if form[0] == "ن" and self.has_imperfect(form[1:]):
            return True
        return (
            len(form) == len("ردت") + form.endswith("نا") and form.endswith(("ت", "نا")) and self.has_perfect(form[:2])
        )

    def _is_third_person(self, form: str) -> bool:
        body = form[1:]
        if self.has_imperfect(body):
            return len(body) > 2 or form not in self.perfect
        return self._has_imperfect_before(body, ("ون", "ان", "ين", "وا", "ا", "ن"))

    def _is_other_person(self, form: str, known: Collection[str]) -> bool:
        if isinstance(known, Mapping) and known.get("ي" + form[1:]) == "ي" + form[1:] and self.has_imperfect(form[1:]):
            return True
        return len(form) > 5 and form.endswith(("ون", "وا", "ان", "ين")) and self.has_imperfect(form[1:-2])

    def _is_imperative(self, form: str) -> bool:
        if len(form) == 4 and self.has_imperfect(form[1:]) and form not in self.perfect:
            return True
        return len(form) > 4 and self._has_imperfect_before(form[1:], ("وا", "ي", "ن", "ا"))

    def _has_imperfect_before(self, body: str, suffixes: tuple[str, ...]) -> bool:
        return any(body.endswith(suffix) and self.has_imperfect(body[: -len(suffix)]) for suffix in suffixes)


def is_masdar_of_second_form(form: str) -> bool:
    """Return whether a form is تفعيل by its letters (تحسين، توقيت)."""
    return len(form) == 5 and form[0] == "ت" and form[3] == "ي"


def tabulate(verbs: Mapping[str, Stems], preferred: Collection[str], listed: Mapping[str, str]) -> VerbTables:
    """Choose the preferred verb for each spelling of a stem.

    `preferred` are the verbs that news prose means where several share their letters; `listed` is the lemma of each
    form in the word list.
    """
    tables = VerbTables()
    for verb, stems in sorted(verbs.items()):
        for table, groups in (
            (tables.perfect, [stems.whole]),
            (tables.bound, [stems.bound]),
            (tables.imperfect, [stems.imperfect]),
            (tables.jussive, [stems.jussive, stems.passive]),
        ):
            for place, group in enumerate(groups):
                for k, stem in enumerate(group):
                    order = 2 * place + (k > 0)
                    rank = _rank(verb, order, is_preferred=verb in preferred)
                    if table in (tables.imperfect, tables.jussive) and rank and listed.get("ي" + stem) == verb:
                        rank = 1 + 2 * order
                    if table is tables.perfect and stem == verb:
                        rank = -1
                    # «ووجه» is «and» and a word rather than the passive of واجه.
                    if stem and not stem.startswith("وو") and (rank, verb) < table.get(stem, _NEVER):
                        table[stem] = (rank, verb)
    for stem, (rank, verb) in tables.bound.items():
        other = tables.perfect.get(stem, _NEVER)[1]
        if other and verb in preferred and other not in preferred and verb[:-1] == stem and verb[-1] in "اى":
            tables.defective[stem] = (rank, verb)
    tables.fifth_form = {verb: (0, verb) for verb in preferred if verb[0] == "ت" and verb[-1] == "ى"}
    _settle_short_stems(tables, preferred)
    tables.jussive = {stem: ranked for stem, ranked in tables.jussive.items() if stem not in tables.imperfect}
    return tables


def _settle_short_stems(tables: VerbTables, preferred: Collection[str]) -> None:
    """Choose between verbs of which stems of two letters are."""
    for stem in [stem for stem in tables.bound if len(stem) == len("رد") and stem in tables.perfect]:
        # ردت is «she answered» rather than of the rare راد.
        if tables.perfect[stem][1] in preferred and tables.bound[stem][1] not in preferred:
            del tables.bound[stem]
    for stem, (_, verb) in tables.jussive.items():
        # يدعون is from دعا, not from the rare دعّ or ودع.
        other = tables.imperfect.get(stem, (0, verb))[1]
        if verb in preferred and other not in preferred and 2 in (len(other), len(stem)):
            del tables.imperfect[stem]


def _rank(verb: str, order: int, *, is_preferred: bool) -> int:
    """Rank a verb: a preferred one first, then forms I and II before IV, and the most frequent stem before others."""
    if is_preferred and order < 2:
        return order
    penalty = 2 if verb[0] == "أ" and len(verb) == 4 else 0
    if verb[0] == "ا" and len(verb) == 4 and verb[1] != "ت":
        penalty = 3
    return 2 + 2 * order + penalty
