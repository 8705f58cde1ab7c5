r"""Characters that stand as their escapes: ``\u0627``, ``&quot;``, ``&#8230;``, ``%D8%A7``, a backslash with n.

Programs write them for other programs: JSON (RFC 8259, section 7), JavaScript and Python source, addresses (RFC 3986,
section 2.1), mail (quoted-printable, RFC 2045, section 6.7), and HTML, whose names of characters are those of the HTML
Living Standard, as `html.unescape` has them. In news none of them is meant, but within an address.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from quopri import decodestring
from urllib.parse import unquote_to_bytes

from corpus_tools.script import LETTERS, Edit

#: Without one of these there is no escape.
TRACES = "\\&;u%=["
_SURER_TRACES = ("\\", "&", ";", "u06", "%u", "%D", "%d", "=D", "[")

_TAGS = "p|br|div|span|b|strong|i|em|u|a|img|ul|ol|li|h[1-6]|font|blockquote|table|tr|td"
_BREAKING = re.compile(r"&lt;/?(?:p|br|div|ul|ol|li|h[1-6]|blockquote|table|tr)\b")
_CODES = r"caption|wp_caption|gallery|embed|audio|video|playlist|contact-form-7|(?:vc|et_pb|fusion|su|av)_\w+"
#: Names of characters that are told from a word by their semicolon though they lost their «&».
_BARE_NAMES = "quot|nbsp|amp|laquo|raquo|hellip|ndash|mdash|[lr][ds]quo|zwnj|zwj|[lr]rm|apos|#039|#8\\d{3}"
# Runs have bounds where each of their ends could begin one, so that a text of nothing else takes no longer.
_ESCAPE = re.compile(
    # Hexadecimal digits of UTF-16 units, one behind another; without a backslash where these were stripped.
    r"(?P<units>(?:(?:\\{1,4}|%)u[0-9a-fA-F]{4})+|(?<![0-9A-Za-z])(?=(?:u20..)*u06)(?:u(?:06|20|f[bcde])[0-9a-f]{2})+(?![A-Za-z]))"
    r"|(?P<bytes>(?:\\x[0-9a-fA-F]{2})+)|(?P<octal>(?:\\[2-3][0-7]{2}){2,})"
    # A word of percents begins with a letter of Arabic or a quotation mark; an address does not.
    r"|(?P<percents>(?<!\S)%(?:[Dd][89ABab]|[CcEe]2)%\S+)"
    # A line of mail may break within a letter, behind one more sign of equality.
    r"|(?P<quoted>(?:=\r?\n)?(?==(?:D[89AB]|E2|C2)=)(?:=[0-9A-F]{2}(?:=\r?\n)?){2,})"
    rf"|(?P<tag>&lt;/?(?:{_TAGS})\b(?:(?!&[lg]t;)[^\n]){{0,300}}&gt;)"
    r"|(?P<entity>&(?:amp;)*(?:#\d{2,7}(?!\d);?|#[xX][0-9a-fA-F]{2,6}(?![0-9a-fA-F]);?|[A-Za-z][A-Za-z0-9]{1,30};"
    r"|(?:quot|nbsp|laquo|raquo)(?![A-Za-z0-9=])))"
    rf"|(?P<bare>(?<![A-Za-z0-9&;#])(?:{_BARE_NAMES});)"
    # A backslash between Latin letters may belong to a path: C:\news.
    rf"|(?P<space>(?<![A-Za-z\\])(?<![A-Za-z]:)(?:\\[nrt])+|(?:\\[nrt]){{1,8}}(?=[{LETTERS}\s]|\Z))"
    r"|(?P<sign>\\{1,4}[\"'/])"
    # The short codes of WordPress, which its pages show as a frame or not at all.
    rf"|(?P<code>\[/?(?:{_CODES})\b[^\[\]\n]{{0,500}}\])"
)
#: An entity may have been written as one again: «&amp;amp;quot;».
_MOST_TIMES = 3
#: How each kind of escaped bytes of UTF-8 gives them.
_BYTES_OF: dict[str, Callable[[str], bytes]] = {
    "bytes": lambda written: bytes.fromhex(written.replace("\\x", "")),
    # As in a form, where a blank is a plus.
    "percents": lambda written: unquote_to_bytes(written.replace("+", " ")),
    "octal": lambda written: bytes(int(digits, 8) for digits in written.split("\\")[1:]),
    "quoted": lambda written: decodestring(written.encode("ascii")),
}
#: What an escape begins with: elsewhere none of its many forms need be tried.
_FIRST = re.compile(r"[\\%=&#\[uqnalrhmz]")
_SIGNS = re.compile(rb"[\xa0-\xbf]+").fullmatch
_UNIT = re.compile("u([0-9a-fA-F]{4})")


def spell_escapes(text: str) -> Iterator[Edit]:
    r"""Write the characters that stand as escapes.

    Tags that stand as entities (``&lt;p&gt;``) go, with a line break for those that begin a new line.

    >>> [after for _, _, after in spell_escapes(r"\u062d\u0645\u0635 &#8230;&amp;quot; ثم\nقال")]
    ['حمص', '…', '"', '\n']
    """
    if all(trace not in text for trace in _SURER_TRACES):
        return
    at = 0
    while begun := _FIRST.search(text, at):
        at = begun.end()
        found = _ESCAPE.match(text, begun.start())
        if found is None:
            continue
        written, at = found.group(), found.end()
        meant = _meaning(written, found.lastgroup or "")
        if meant is not None and meant != written:
            yield found.start(), found.end(), meant


def _meaning(written: str, kind: str) -> str | None:
    """Return the characters that an escape of a kind stands for, or None where it stands for none."""
    if kind == "space":
        return written.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\r", "\n").replace("\\t", "\t")
    if kind == "code":
        return "\n"
    if kind in {"sign", "tag"}:
        return written[-1] if kind == "sign" else "\n" if _BREAKING.match(written) else ""
    if kind == "units":
        units = [int(digits, 16) for digits in _UNIT.findall(written)]
        data = b"".join(unit.to_bytes(2, "big") for unit in units)
        return _decoded(data, "utf-16-be")
    if kind in _BYTES_OF:
        data = _BYTES_OF[kind](written)
        # Python writes one for a sign of Latin-1: a no-break space, a quotation mark.
        return _decoded(data, "utf-8") or (data.decode("latin-1") if kind == "bytes" and _SIGNS(data) else None)
    meant = written if written[0] == "&" else f"&{written}"
    for _ in range(_MOST_TIMES):
        meant = unescape(meant)
    return None if meant.lstrip("&") == written.lstrip("&") else meant


def _decoded(data: bytes, encoding: str) -> str | None:
    """Return what bytes say, or None where they are damaged."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
