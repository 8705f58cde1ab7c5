import pytest
from corpus_files import parsed, texts_in

from corpus_tools.reading.records import UnreadableError

SRT = """1
00:00:01,000 --> 00:00:03,500
<i>وصلت القافلة</i>
إلى البلدة

2
00:00:03,600 --> 00:00:05,000
{\\an8}صباح السبت.

3
00:00:06,000 --> 00:00:08,000
2017
كان عاما صعبا.
"""
VTT = """WEBVTT - نشرة
Kind: captions

STYLE
::cue { color: white }

NOTE راجعها المحرر

المقدمة
00:01.000 --> 00:03.500 align:start position:0%
<v سمر>وصلت القافلة &amp; الشاحنات</v>

00:00:04.000 --> 00:00:05.000
إلى البلدة.
"""
# What a machine recognized: each cue repeats the last line of the one before, and nothing ends a sentence.
ROLLING = """WEBVTT

00:00:01.000 --> 00:00:02.000
وصلت<00:00:01.200><c> القافلة</c>

00:00:02.000 --> 00:00:03.000
وصلت القافلة
إلى<00:00:02.100><c> البلدة</c>

00:00:03.000 --> 00:00:04.000
إلى البلدة
"""


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        (SRT, "a.srt", "وصلت القافلة إلى البلدة صباح السبت.\n2017 كان عاما صعبا."),
        (SRT.replace("\n", "\r\n"), "a.txt", "وصلت القافلة إلى البلدة صباح السبت.\n2017 كان عاما صعبا."),
        (f"\ufeff\n{SRT}", "a", "وصلت القافلة إلى البلدة صباح السبت.\n2017 كان عاما صعبا."),
        (VTT, "a.vtt", "وصلت القافلة & الشاحنات إلى البلدة."),
        (ROLLING, "a.vtt", "وصلت القافلة\nإلى البلدة"),
        ("1\n00:00:01,0 --> 00:00:02,0\n- هل وصلت؟\n- نعم.\n", "a.srt", "- هل وصلت؟\n- نعم."),
        (
            "1\n00:00:01,0 --> 00:00:02,0\nوصلت\n\nالقافلة.\n\n2\n\n00:00:03,0 --> 00:00:04,0\nثم\n",
            "a.srt",
            "وصلت القافلة.\nثم",
        ),
    ],
)
def test_subtitles_are_what_is_said(content: str, name: str, text: str) -> None:
    assert parsed(content, name).format == "subtitles"
    assert texts_in(content, name) == [text]


@pytest.mark.parametrize("content", ["WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "1\n00:00:01,0 --> 00:0"])
def test_subtitles_without_words_say_so(content: str) -> None:
    with pytest.raises(UnreadableError, match="empty file: the subtitles hold no words"):
        parsed(content, "a.vtt")


@pytest.mark.parametrize("content", ["WEBVTTs هو اسم صيغة.", "1\n00:00 وصلت القافلة --> البلدة", "12\nوصلت القافلة."])
def test_what_only_begins_like_subtitles_is_text(content: str) -> None:
    assert parsed(content, "a.txt").format == "text"
