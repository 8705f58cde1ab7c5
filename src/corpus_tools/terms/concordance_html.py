"""The lines of a concordance as HTML that reads from right to left, in a notebook and in a file."""

from collections.abc import Hashable
from html import escape
from typing import Any

import pandas as pd

from corpus_tools.files import show_controls
from corpus_tools.tables import require_columns

# Both sides have the same fixed width, so that the matches stand in one column in the middle of the page. The context
# before the match is aligned to its right edge, the context after it to its left.
_STYLE = (
    "<style>"
    ".kwic table{width:100%;table-layout:fixed;border-collapse:collapse;line-height:1.7}"
    ".kwic td{padding:.1em .4em;border:0;vertical-align:baseline;overflow-wrap:anywhere;unicode-bidi:isolate}"
    ".kwic .before{width:38%;text-align:left}"
    ".kwic .match{width:12%;text-align:center;font-weight:bold;color:#b3362b}"
    ".kwic .after{width:38%;text-align:right}"
    ".kwic .source{width:12%;text-align:right;font-size:.8em;opacity:.75}"
    ".kwic tr+tr td{border-top:1px solid #8883}"
    "</style>"
)


def concordance_html(lines: pd.DataFrame) -> str:
    """Set the lines of a concordance as HTML: before on the right, the match in the middle, after on the left.

    Parameters
    ----------
    lines : DataFrame
        What `concordance` made: doc_id, start, end, before, match, after and, where known, published.

    Returns
    -------
    str
        A fragment that stands by itself: in a notebook under ``IPython.display.HTML``, in a page, in a file. Each row
        carries where its match stands, as data-doc-id, data-start and data-end. Text is escaped; a half of a
        surrogate pair, which no file can hold, is shown as U+FFFD.

    Raises
    ------
    TypeError, ValueError
        If `lines` is no such table.

    Examples
    --------
    >>> lines = pd.DataFrame({
    ...     "doc_id": ["أ"], "start": [15], "end": [20],
    ...     "before": ["غادرت حافلة حي"], "match": ["الوعر"], "after": ["أمس"],
    ... })
    >>> html = concordance_html(lines)
    >>> html[:29]
    '<div class="kwic" dir="rtl" l'
    >>> '<td class="match">الوعر</td>' in html
    True
    """
    require_columns(lines, ["doc_id", "start", "end", "before", "match", "after"], name="lines")
    rows = "".join(_row(line) for line in lines.to_dict("records"))
    return f'<div class="kwic" dir="rtl" lang="ar">{_STYLE}<table><tbody>{rows}</tbody></table></div>'


def concordance_page(lines: pd.DataFrame, *, title: str) -> str:
    """Return the lines of a concordance as a whole page for a file, which loads nothing from elsewhere."""
    heading = _text(title)
    fonts = "'IBM Plex Sans Arabic','Noto Sans Arabic',Tahoma,sans-serif"
    font = f"body{{font-family:{fonts};margin:2em auto;max-width:75em;padding:0 1em}}"
    return (
        '<!doctype html>\n<html lang="ar" dir="rtl">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{heading}</title>\n<style>{font}</style>\n<h1>{heading}</h1>\n{concordance_html(lines)}\n</html>\n"
    )


def _row(line: dict[Hashable, Any]) -> str:
    """Return one line as a table row, its cells in reading order."""
    source = f'<bdi dir="auto">{_text(line["doc_id"])}</bdi>'
    if not pd.isna(line.get("published")):
        source += f' <bdi dir="ltr">{pd.Timestamp(line["published"]):%Y-%m-%d}</bdi>'
    cells = "".join(f'<td class="{name}">{_text(line[name])}</td>' for name in ("before", "match", "after"))
    return (
        f'<tr data-doc-id="{_text(line["doc_id"])}" data-start="{line["start"]}" data-end="{line["end"]}">'
        f'{cells}<td class="source">{source}</td></tr>'
    )


def _text(value: Any) -> str:
    """Escape a text; whatever UTF-8 cannot hold is replaced."""
    whole = str(value).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return escape(show_controls(" ".join(whole.split())))
