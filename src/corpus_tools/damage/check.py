"""Look at every text before anything is counted: whether it is text, in Arabic, in reading order, and an article."""

import re
from collections.abc import Iterable, Iterator, Sequence, Sized
from functools import cache

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.damage import escapes, mojibake
from corpus_tools.damage.character_classes import count_classes, holding_any
from corpus_tools.damage.visual_order import FORM_RANGES, is_visual, signs_of_screen_order, turn_visual_order
from corpus_tools.data_files import load_table
from corpus_tools.script import HALVES, LETTERS, Edit, fold, replace_halves
from corpus_tools.tables import texts_in_parts

#: What stands between several problems or warnings of one document.
BETWEEN = " | "

_MENDED = "cleaning puts it right"
_REMEDY = "fetch the article again, or export it again as UTF-8"
_TRACES = f"{escapes.TRACES}{mojibake.TRACES}?\ufffd{HALVES}{FORM_RANGES}"
_LETTER = re.compile(r"[^\W\d_]")
#: A word with a letter, or with one that is lost; and one with a letter that is lost.
_WORD, _HOLED_WORD = re.compile(r"(?<!\S)\S*?(?:[^\W\d_]|\ufffd)"), re.compile(r"(?<!\S)[^\s\ufffd]*\ufffd")
#: A word whose letters have become question marks; and what makes a line of them: no letter, or several such words.
_ASKED = re.compile(r"(?<!\S)[^\w\s?]*\?{2,}[^\w\s?]*(?!\S)")
_FEWEST_ASKED, _SHORTEST_ASKED = 2, 4
#: A question mark in a word, for a letter: in so many and such a share of the words, several of them with one or two
#: letters on a side. Where it only ends a sentence without a blank, whole words stand on both sides.
_PIERCED = re.compile(f"\\?(?<=[{LETTERS}]\\?)(?=[{LETTERS}])")
_BETWEEN_WORDS = re.compile(f"\\?(?<=[{LETTERS}]{{3}}\\?)(?=[{LETTERS}]{{3}})")
_FEWEST_PIERCED, _PIERCED_SHARE = 3, 0.02
#: With more of its words lost than this, a text is none.
_MOST_LOST = 0.5

#: The letters of other scripts: Latin, Greek, Cyrillic and Hebrew, those of India and what follows, kana, Han, Hangul.
_FOREIGN = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0900-\u1fff"
    "\u3040-\u9fff\uac00-\ud7af\uff66-\uff9d"
)
_SENTENCE_END = re.compile("[.!?؟…؛:]")
#: How many letters a text must have before its language is looked at, and what share of them must be Arabic.
_FEWEST_LETTERS, _ARABIC_SHARE = 30, 0.5
#: Of a text in Arabic letters: the share of those that other languages have, and that of frequent Arabic words.
_OTHER_SHARE, _FREQUENT_SHARE = 0.04, 0.02
#: A page of menus: this many lines and more, of this many words on average and fewer, a sentence in this share of them.
_FEWEST_LINES, _WORDS_A_LINE, _SENTENCES_A_LINE = 10, 3.0, 0.1
#: No page of menus has more characters.
_LONGEST_MENU = 200_000


def check_texts(documents: pd.DataFrame) -> pd.DataFrame:
    r"""Say of each document whether its text is one: a problem where it is damaged, a warning where you should know.

    Parameters
    ----------
    documents : DataFrame
        doc_id and text; problem where there is one already.

    Returns
    -------
    DataFrame
        The documents with

        - problem : what was there; and what cannot be brought back: characters that are U+FFFD, words that are question
          marks, mojibake whose bytes are lost, lines in the order of a screen whose reading order is not certain
        - warning : what `clean` brings back (mojibake, escapes, visual order); a text that is mostly in another
          language, or a page of menus. It is no reason to leave a document out
        - text : missing where more than half of its words are lost

        Several problems or warnings of a document have `` | `` between them; each begins with its kind and a colon.

    Raises
    ------
    TypeError, ValueError
        If `documents` is no such table.

    Examples
    --------
    >>> texts = ["بدأت الهدنة.", "Ø¨Ø¯Ø£Øª Ø§Ù„Ù‡Ø¯Ù†Ø©.", "بدأت الهد\ufffdة أمس.", "???? ??????"]
    >>> checked = check_texts(pd.DataFrame({"doc_id": [1, 2, 3, 4], "text": texts}))
    >>> checked["problem"].fillna("").str.partition(":")[0].tolist(), checked["text"].isna().tolist()
    (['', '', 'lost characters', 'question marks'], [False, False, False, True])
    >>> checked["warning"][1]
    'mojibake: 2 words of UTF-8 read as Windows-1252 or Latin-1; cleaning puts it right'
    """
    return note_findings(documents, [found for texts in texts_in_parts(documents) for found in look_at_texts(texts)])


def note_findings(documents: pd.DataFrame, findings: Sequence["Findings"]) -> pd.DataFrame:
    """Return documents with what was found of their texts, as `check_texts` describes it."""
    known = documents["problem"] if "problem" in documents else pd.Series(None, index=documents.index, dtype=object)
    problems = [
        BETWEEN.join([*([old] if isinstance(old, str) else []), *found.problems]) or None
        if found.problems or isinstance(old, str)
        else None
        for old, found in zip(known.tolist(), findings, strict=True)
    ]
    warnings = [BETWEEN.join(found.warnings) or None for found in findings]
    gone = np.array([found.is_gone for found in findings], np.bool_)
    checked = documents.copy()
    dtype = documents["text"].dtype
    if gone.any():
        checked["text"] = checked["text"].mask(gone, None)
    for name, said in (("problem", problems), ("warning", warnings)):
        checked[name] = pd.Series(said, index=documents.index, dtype=dtype)
    return checked


class Findings:
    """What is found of one text."""

    __slots__ = ("is_gone", "problems", "warnings")

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.warnings: list[str] = []
        self.is_gone = False


def look_at_texts(texts: list[str]) -> list[Findings]:
    """Return what is found of some texts; where cleaning mends one, the list holds it as it will be."""
    findings = [Findings() for _ in texts]
    # Others hold no character that any damage leaves.
    others = load_table("text_checks")["other_letters"]
    traced, foreign, other, visual = holding_any(texts, [_TRACES, _FOREIGN, others, signs_of_screen_order]).T
    suspect = traced | visual
    for row in np.flatnonzero(suspect).tolist():
        text = replace_halves(texts[row])
        texts[row] = _look_at(text, findings[row], visual=bool(visual[row]) or text != texts[row])
    _look_at_language(texts, findings, np.flatnonzero(suspect | foreign | other))
    _look_for_menus(texts, findings)
    return findings


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits, which are in order."""
    pieces, at = [], 0
    for start, end, after in edits:
        pieces += [text[at:start], after]
        at = end
    return "".join([*pieces, text[at:]])


def mend_texts(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the row of each text that is damaged and can be mended, and the text as it was meant."""
    traced, visual = holding_any(texts, [_TRACES, signs_of_screen_order]).T
    for row in np.flatnonzero(traced | visual).tolist():
        meant = _look_at(texts[row], Findings(), visual=bool(visual[row]))
        if meant != texts[row]:
            yield row, meant


def _look_at(text: str, found: Findings, *, visual: bool) -> str:
    """Note what is wrong with the characters of a text, and return it as `clean` will bring it back.

    `visual` says whether it may be in the order of a screen, as `signs_of_screen_order` tell.
    """
    written = text
    spelled = list(escapes.spell_escapes(text))
    if spelled:
        example = text[slice(*spelled[0][:2])][:24]
        found.warnings.append(f"escapes: {_count(spelled, 'place')} such as {example!r}; {_MENDED}")
        text = apply_edits(text, spelled)
    mended = mojibake.mend_mojibake(text)
    if mended.edits:
        causes = ", then ".join(mended.causes)
        found.warnings.append(f"mojibake: {_count(mended.edits, 'word')} of {causes}; {_MENDED}")
        text = apply_edits(text, mended.edits)
    if (visual or text is not written) and is_visual(text):
        turned = list(turn_visual_order(text))
        if turned:
            found.warnings.append(f"visual order: the letters stand as on a screen, from left to right; {_MENDED}")
            text = apply_edits(text, turned)
        else:
            found.problems.append(
                "visual order: the letters stand as on a screen, from left to right, and cannot be turned round with "
                "certainty; take the text out of its file with another program"
            )
            found.is_gone = True
    _look_for_losses(text, mended.lost, found)
    return text


def _look_for_losses(text: str, n_mojibake: int, found: Findings) -> None:
    """Note what of a text is lost for good."""
    n_replaced = text.count("\ufffd")
    asked = _question_words(text) if "??" in text else []
    pierced = _pierced_words(text) if "?" in text else []
    if not (n_replaced or asked or pierced or n_mojibake):
        return
    lost = n_mojibake + len(asked) + len(pierced)
    if n_mojibake:
        found.problems.append(
            f"mojibake: {n_mojibake:,} words or more were read in a wrong encoding and lost bytes; {_REMEDY}"
        )
    if asked:
        found.problems.append(
            f"question marks: {_count(asked, 'word')} lost, the first at character {asked[0]}; {_REMEDY}"
        )
    if pierced:
        found.problems.append(
            f"question marks: {_count(pierced, 'word')} with one for a letter, the first at character {pierced[0]}; "
            f"{_REMEDY}"
        )
    if n_replaced:
        first = text.index("\ufffd")
        found.problems.append(
            f"lost characters: {n_replaced} (U+FFFD), the first at character {first}: "
            f"«{' '.join(text[max(0, first - 12) : first + 12].split())}»; {_REMEDY}"
        )
        lost += _n_found(_HOLED_WORD, text)
    found.is_gone |= lost > _MOST_LOST * (_n_found(_WORD, text) + len(asked))


def _n_found(pattern: re.Pattern[str], text: str) -> int:
    """Return how often a pattern is found in a text."""
    return sum(1 for _ in pattern.finditer(text))


def _count(things: Sized, what: str) -> str:
    """Return how many things there are, in words."""
    return f"{len(things):,} {what}{'' if len(things) == 1 else 's'}"


def _question_words(text: str) -> list[int]:
    """Return where words stand whose letters have become question marks: several in a line, or a line of nothing else.

    One behind a sentence («لماذا ???») is the writer's own.
    """
    places: list[int] = []
    end = 0
    while (first := text.find("??", end)) >= 0:
        start, end = text.rfind("\n", 0, first) + 1, text.find("\n", first)
        end = len(text) if end < 0 else end
        line = text[start:end]
        asked = [start + word.start() for word in _ASKED.finditer(line)]
        alone = not _LETTER.search(line) and line.count("?") >= _SHORTEST_ASKED
        places += asked if len(asked) >= _FEWEST_ASKED or alone else []
    return places


def _pierced_words(text: str) -> list[int]:
    """Return where question marks stand in words, in the place of a letter («ال?وم»)."""
    found = [mark.start() for mark in _PIERCED.finditer(text)]
    if len(found) < _FEWEST_PIERCED or len(found) - _n_found(_BETWEEN_WORDS, text) < _FEWEST_PIERCED - 1:
        return []
    return found if len(found) >= _PIERCED_SHARE * _n_found(_WORD, text) else []


@cache
def _frequent() -> frozenset[str]:
    """Return the words that tell Arabic from other languages in its letters."""
    return frozenset(map(fold, load_table("text_checks")["arabic_words"]))


def _look_at_language(texts: Sequence[str], findings: Sequence[Findings], rows: Ints) -> None:
    """Note which of some texts are mostly in another language."""
    classes = (LETTERS, _FOREIGN, load_table("text_checks")["other_letters"])
    arabic, of_others, others = count_classes([texts[row] for row in rows], classes).T
    letters = arabic + of_others
    foreign = arabic < _ARABIC_SHARE * letters
    doubtful = ~foreign & (others > _OTHER_SHARE * arabic)
    for k in np.flatnonzero((letters >= _FEWEST_LETTERS) & (foreign | doubtful)):
        row = rows[k]
        if foreign[k]:
            said = f"{arabic[k] / letters[k]:.0%} of its letters are Arabic; leave it out if it is no article"
            findings[row].warnings.append(f"not Arabic: {said}")
        elif _n_frequent(words := fold(texts[row]).split()) < _FREQUENT_SHARE * len(words):
            findings[row].warnings.append(
                "not Arabic: its letters and words are those of another language in Arabic script, such as Persian, "
                "Kurdish or Urdu; leave it out if you compare words"
            )


def _n_frequent(words: Sequence[str]) -> int:
    """Return how many folded words are of those that tell Arabic from other languages in its letters."""
    return sum(word in _frequent() for word in words)


def _look_for_menus(texts: Sequence[str], findings: Sequence[Findings]) -> None:
    """Note which texts are pages of menus: many lines of few words, and hardly a sentence."""
    for text, found in zip(texts, findings, strict=True):
        n_lines = text.count("\n") + 1
        if n_lines < _FEWEST_LINES or len(text) > _LONGEST_MENU:
            continue
        lines = [line for line in text.split("\n") if line.strip()]
        n, n_ends = len(lines), len(_SENTENCE_END.findall(text))
        if n >= _FEWEST_LINES and len(text.split()) <= _WORDS_A_LINE * n and n_ends <= _SENTENCES_A_LINE * n:
            said = f"{n} lines of few words and hardly a sentence; look whether the article itself was saved"
            found.warnings.append(f"menus: {said}")
