"""Read subtitles, SubRip (.srt) and WebVTT (.vtt): what is said, without the numbers and times of its cues.

Sources: W3C, WebVTT: The Web Video Text Tracks Format, https://www.w3.org/TR/webvtt1/; SubRip has no specification.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from corpus_tools.reading.records import Record, UnreadableError

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_BEGIN = re.compile(rf"WEBVTT(?=\s|\Z)|\d+[ \t]*(?:\r\n?|\n)[ \t]*{_TIME}[ \t]*-->")
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:\s|\Z)")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
# Parts of a WebVTT file that are never shown.
_UNSEEN = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?=\s|\Z)")
_MARKUP = re.compile(r"</?(?:[bicuvs]|font|lang|ruby|rt)(?:[ .][^<>\n]*)?>|<\d[\d:.]*>|\{\\[^{}\n]*\}", re.IGNORECASE)
# Times inside a cue: speech that a machine recognized, of which each cue repeats the last line of the one before.
_STAMP = re.compile(r"<\d+:[\d:.]+>")
_SENTENCE_END = re.compile(r"[.!?؟…][\"'»”’)\]]*\Z")
_DIALOGUE = re.compile(r"[-–—]\s?\S")
#: Where fewer cues than this share end a sentence, the subtitles have no full stops, and a cue is a line.
_PUNCTUATED = 1 / 20


def is_subtitles(head: str) -> bool:
    """Return whether a text begins as subtitles do: with WEBVTT, or with a number and a time."""
    return _BEGIN.match(head) is not None


def read_subtitles(text: str) -> list[Record]:
    """Read subtitles as one article; raise UnreadableError if they hold no words."""
    cues = list(_cues(text.replace("\r\n", "\n").replace("\r", "\n")))
    if not cues:
        raise UnreadableError("empty file: the subtitles hold no words; look whether they were saved whole")
    return [Record({"text": _join(cues)})]


def _cues(text: str) -> Iterator[list[str]]:
    """Yield the lines of each cue, without markup."""
    is_vtt = text.lstrip("\ufeff \t\n").startswith("WEBVTT")
    repeats = _STAMP.search(text) is not None
    last = None
    for block in _BLANK.split(text.strip("\ufeff \t\n")):
        if is_vtt and _UNSEEN.match(block):
            continue
        lines = block.split("\n")
        timing = next((at for at, line in enumerate(lines[:2]) if _TIMING.match(line)), None)
        # Without a time, what stands behind a blank line belongs to the cue above, but for numbers and broken times.
        rest = [line for line in lines if not line.strip().isdigit() and "-->" not in line]
        shown = rest if timing is None else lines[timing + 1 :]
        plain = [_MARKUP.sub("", line) for line in shown]
        said = [line for line in (" ".join((unescape(line) if is_vtt else line).split()) for line in plain) if line]
        if repeats and said and said[0] == last:
            del said[0]
        if said:
            last = said[-1]
            yield said


def _join(cues: Sequence[Sequence[str]]) -> str:
    """Return what cues say, a sentence being on one line though it goes on from cue to cue."""
    ending = sum(_SENTENCE_END.search(cue[-1]) is not None for cue in cues)
    is_punctuated = ending >= len(cues) * _PUNCTUATED
    pieces: list[str] = []
    for cue in cues:
        for at, line in enumerate(cue):
            if pieces:
                goes_on = at > 0 or is_punctuated
                ends = _SENTENCE_END.search(pieces[-1]) is not None or _DIALOGUE.match(line) is not None
                pieces.append(" " if goes_on and not ends else "\n")
            pieces.append(line)
    return "".join(pieces)
