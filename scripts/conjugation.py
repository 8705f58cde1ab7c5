"""Written stems of an Arabic verb, from its unvocalised third person singular of the perfect.

Short vowels are not written, so a verb has few stems: three of the perfect and one or two of the imperfect, each with
its passive. Where the letters are ambiguous (a hollow verb may have و or ي in the imperfect), all stems are returned,
the most frequent first. After W. Wright, A Grammar of the Arabic Language, 3rd ed., vol. I, §§ 90-182.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

_PREFIXES = ("ي", "ت", "ن", "أ", "ا", "")
_SUFFIXES = ("", "ت", "تا", "تما", "تم", "تن", "نا", "ن", "ا", "وا", "و", "ون", "ين", "ان", "ي")


@dataclass(slots=True)
class Stems:
    """The stems of one verb, of each kind the likeliest spelling first, without affixes."""

    whole: list[str] = field(default_factory=list)
    bound: list[str] = field(default_factory=list)
    imperfect: list[str] = field(default_factory=list)
    jussive: list[str] = field(default_factory=list)
    passive: list[str] = field(default_factory=list)


def conjugate(verb: str, *, attested: frozenset[str] = frozenset()) -> Stems:
    """Return the stems of a verb.

    `whole` and `bound` are of the perfect (a bound one stands only before a suffix); `imperfect`, `jussive` and
    `passive` (of the imperfect) come without the prefix of person. `attested` holds imperfects known for this verb
    (with ي), which decide where the letters are ambiguous.
    """
    stems = Stems(whole=[verb])
    if len(verb) == 2:
        _geminate(verb, stems)
    elif verb[-1] in "اىي":
        _defective(verb, stems)
    elif verb[-2] == "ا" and _is_hollow(verb):
        _hollow(verb, stems)
    else:
        _sound(verb, stems)
    if len(verb) == 3 and verb[0] == "أ" and "ي" + verb[1:] in attested:
        _geminate(verb, stems)
    known = [stem for stem in stems.imperfect if "ي" + stem in attested]
    if known:
        stems.imperfect = known
    return stems


def _is_hollow(verb: str) -> bool:
    """Return whether a verb is hollow (قال، أراد، احتاج، استفاد), rather than having an alef that is no radical."""
    return len(verb) in (3, 4) or (verb[0] == "ا" and len(verb) in (5, 6))


def _body(verb: str) -> str:
    """Return a verb without the initial أ or ا of derived stems, which the imperfect elides."""
    if verb[0] == "ا" or (verb[0] == "أ" and len(verb) == 4):
        return verb[1:]
    return verb


def _geminate(verb: str, stems: Stems) -> None:
    body = verb if len(verb) == 2 else verb[1:]
    stems.bound.append(verb + verb[-1])
    stems.imperfect.append(body)
    stems.jussive.append(body + body[-1])
    if verb[0] == "أ" and len(verb) == 2:
        stems.imperfect.append("ؤ" + verb[1:])


def _sound(verb: str, stems: Stems) -> None:
    body = _body(verb)
    if len(verb) == 3 and verb[0] == "و":
        stems.imperfect += [verb[1:], verb]
    elif len(verb) == 3 and verb[0] == "أ":
        stems.imperfect += ["ؤ" + verb[1:], verb]
    elif verb[0] == "آ" and len(verb) == 3:
        stems.imperfect += ["ؤ" + verb[1:], "ؤا" + verb[1:]]
    else:
        stems.imperfect.append(body)
    if verb[0] == "أ" and len(verb) == 4 and verb[1] == "و":
        stems.imperfect.append(verb[1:])
    if verb[-1] in "أؤئء":
        base = verb[:-1]
        # The verb itself, too: what ends in alef is otherwise taken for weak (بدأت).
        stems.bound += [verb, *(base + seat for seat in "أؤئء" if seat != verb[-1])]
        stems.imperfect += [body[:-1] + seat for seat in "أؤئء" if seat != verb[-1]]
    if len(verb) == 3 and verb[1] == "أ":
        stems.bound.append(verb[0] + "ئ" + verb[2])
        stems.imperfect.append(verb[0] + "ئ" + verb[2])
    if len(verb) in (4, 5) and verb[-3] == "ا" and verb[0] != "ا":
        stems.bound.append(verb[:-3] + "و" + verb[-2:])


def _hollow(verb: str, stems: Stems) -> None:
    onset, last = verb[:-2], verb[-1]
    stems.bound.append(onset + last)
    stems.whole.append(onset + "ي" + last)
    lasts = [last, *(seat for seat in "ئؤ" if last == "ء")]
    stems.bound += [onset + seat for seat in lasts if seat != last]
    stems.bound += [onset + "ا" + seat for seat in lasts if seat != last]
    if len(verb) == 3:
        start, vowels = onset, "ويا"
    elif verb[0] == "أ":
        start, vowels = verb[1], "ي"
    elif verb.startswith("است") and len(verb) == 6:
        start, vowels = onset[1:], "ي"
    elif verb[0] == "ا":
        start, vowels = onset[1:], "ا"
    else:
        stems.imperfect.append(verb)
        return
    stems.imperfect += [start + vowel + seat for vowel in vowels for seat in lasts]
    stems.jussive.append(start + last)
    if "ا" not in vowels:
        stems.passive.append(start + "ا" + last)


def _defective(verb: str, stems: Stems) -> None:
    onset, last = verb[:-1], verb[-1]
    stems.bound += [onset, onset + ("و" if last == "ا" else "ي")]
    if last != "ي":
        stems.whole.append(onset + "ي")
    body = _body(verb)[:-1]
    if verb == "رأى":
        stems.imperfect, stems.jussive = ["رى", "ري", "رو"], ["ر"]
        return
    if len(verb) == 3 and verb[0] == "أ":
        bodies = ["ؤ" + verb[1:-1], body]
    elif len(verb) == 3 and verb[0] == "و":
        bodies = [verb[1:-1], body]
    else:
        bodies = [body]
    if last == "ا":
        vowels = "وي"
    elif last == "ي" or verb[0] == "ت":
        vowels = "ىي"
    else:
        vowels = "يى"
    stems.imperfect += [start + vowel for start in bodies for vowel in vowels]
    stems.jussive += bodies


def spellings(stems: Stems) -> Iterator[str]:
    """Yield every spelling of a verb, and some wrong ones."""
    for stem in stems.whole + stems.bound:
        for suffix in _SUFFIXES:
            yield stem + suffix
        if stem[-1:] == "ى":
            yield stem[:-1] + "ا"
    for stem in stems.imperfect + stems.jussive + stems.passive:
        for start in (stem, stem[:-1] if stem[-1] in "ىيو" else stem):
            for prefix in _PREFIXES:
                for suffix in _SUFFIXES:
                    yield prefix + start + suffix


def derived_nouns(verb: str, stems: Stems) -> list[str]:
    """Return the regular masdars of a derived verb (II to X) and the participle that is written like both."""
    participle = "م" + (stems.imperfect[0] if stems.imperfect else verb)
    if len(verb) == 3:
        is_sound = verb[-1] not in "اىي" and verb[1] != "ا" and verb[0] not in "أآ"
        return ["ت" + verb[:2] + "ي" + verb[2], "م" + verb] if is_sound else []
    if verb[0] == "أ" and len(verb) == 4:
        return [_fourth_masdar(verb), participle]
    if verb[0] == "ا" and (len(verb) == 5 or (len(verb) == 6 and verb.startswith("است"))):
        return [_masdar_with_alef(verb), participle]
    if verb[0] == "ت" and len(verb) in (4, 5):
        return [verb[:-1] + "ي" if verb[-1] == "ى" else verb, participle]
    if len(verb) == 4 and verb[1] == "ا" and verb[-1] not in "اىي":
        return ["م" + verb, "م" + verb + "ة"]
    return []


def _fourth_masdar(verb: str) -> str:
    """Return إفعال of أفعل."""
    if verb[2] == "ا":
        return "إ" + verb[1:] + "ة"
    if verb[-1] == "ى":
        return "إ" + verb[1:3] + "اء"
    if verb[1] == "و":
        return "إي" + verb[2] + "ا" + verb[3]
    return "إ" + verb[1:3] + "ا" + verb[3]


def _masdar_with_alef(verb: str) -> str:
    """Return انفعال, افتعال or استفعال."""
    if verb[-2] == "ا":
        return verb + "ة" if len(verb) == 6 else verb[:3] + "يا" + verb[4]
    return verb[:-1] + "اء" if verb[-1] == "ى" else verb[:-1] + "ا" + verb[-1]
