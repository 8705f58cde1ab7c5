"""Change valid files at random, as damage, programs and people who mean harm do."""

from collections.abc import Sequence
from random import Random

#: What formats are made of: an odd place for one of these is worth more than one for any other bytes.
PIECES = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "<![", "<?xml version='1.0' encoding='utf-7'?>", "<br>",
        "<DOC>", "</DOC>", "<TEXT>", "<html>", "<p>", "<div class='message default'>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "&#1114112;", "&#xD800;", "&nbsp", "{", "}", "[", "]", '"',
        "'", ",", ";", ":", "\\", "\\u", "\\ud800", "\\u0000", "null", "NaN", "1e999", "-0", "9" * 30, "true",
        "text", "date", "published", "\t", "\n", "\r", "\r\n", "\n\n", "\0", "\x1a", "\x1b[2J", "\x7f", "\x85",
        "\u2028", "\ufeff", "\u200f", "\u202e", "\u0640", "\u064b", "\ufdfa", "\ufffd", "\uffff", "\U0001f600",
        "\ud800", "2017-05-20", "99/99/9999", "=1+1", "{\\rtf1", "\\bin9", "\\u-99999 ?", "%PDF-1.4",
        "WARC/1.0\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999\r\n", "MIME-Version: 1.0\r\n",
        "charset=utf-16", "base64", "=?utf-8?B?", "--", "PK\x03\x04", "window.YTD.tweets.part0 = ",
        "From: a\nTo: b\n\n",
    )
)  # fmt: skip


def mutate(content: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """Return a file with one to eight changes; `others` lend it parts of theirs."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 8)):
        start = random.randint(0, len(changed))
        end = min(len(changed), start + random.choice((0, 1, 2, 8, 64, 512)))
        match random.randrange(7):
            case 0:
                changed[start:end] = random.choice(PIECES)
            case 1:
                changed[start:start] = random.choice(PIECES) * random.choice((1, 2, 50))
            case 2:
                changed[start:end] = random.randbytes(end - start)
            case 3:
                del changed[start:end]
            case 4:
                changed[start:start] = changed[start:end] * random.choice((1, 3, 20))
            case 5:
                other = random.choice(others)
                at = random.randint(0, len(other))
                changed[start:end] = other[at : at + 200]
            case _:
                del changed[start:]
    return bytes(changed)
