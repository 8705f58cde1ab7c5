"""A notebook that was run as a page that stands by itself."""

from html import escape
from typing import TYPE_CHECKING

from corpus_tools.figures.web_fonts import font_faces
from corpus_tools.locale import Lang
from corpus_tools.report.html import read_file

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Nothing is loaded and nothing runs; styles stand at the elements.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'"
_STYLE = """
body{max-width:56rem}
.anchor-link{display:none}
.highlight{direction:ltr;text-align:left;border-inline-start:3px solid var(--line);margin:1rem 0}
.highlight pre{border:0;margin:0;padding:.25rem .75rem;color:var(--grey);white-space:pre-wrap}
img{max-width:100%;height:auto;border:1px solid var(--line);border-radius:4px}
mark{background:var(--mark);color:inherit}
.output_html{overflow-x:auto;margin:.75rem 0}
table.dataframe{border:0;width:100%}
caption{padding:.25rem 0}
td details{margin:0}
td summary{padding:0;color:var(--link)}
td ol{white-space:normal}
"""


def notebook_page(notebook: "NotebookNode", *, lang: Lang) -> bytes:
    """Return a notebook that was run as an HTML page, in UTF-8: it loads nothing from elsewhere and has no script."""
    from nbconvert import HTMLExporter  # noqa: PLC0415 - is not installed where no notebook is made

    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True
    )
    body, _ = exporter.from_notebook_node(notebook)
    title = next(line for line in notebook.cells[0].source.splitlines() if line.startswith("# ")).removeprefix("# ")
    page = (
        f'<!doctype html>\n<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{font_faces('Report')}{read_file('page.css')}{_STYLE}</style>\n"
        f"</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")
