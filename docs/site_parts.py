"""What Sphinx lacks for these pages: formulas without a script from the web, commands in cells, right-to-left pages."""

import re
from itertools import zip_longest
from pathlib import Path
from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.writers.html5 import HTML5Translator

import corpus_tools

QUOTED = re.compile(r"(«[^«»]*[\u0600-\u06ff][^«»]*»)")
PICTURE = {"en": "The figure that the code above draws", "ar": "الرسم الذي ترسمه الأسطر السابقة"}
SHELL = "%%sh\n"
PUBLIC = {*dir(corpus_tools), "Corpus.select", "Corpus.sample"}


def write_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula inside a line as MathML, which reads from the left on Arabic pages as well."""
    translator.body.append(f'<span dir="ltr">{convert(node.astext())}</span>')
    raise nodes.SkipNode


def write_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on a line of its own as MathML."""
    translator.body.append(
        f'<div class="formula" dir="ltr" tabindex="0">{convert(node.astext(), display="block")}</div>'
    )
    raise nodes.SkipNode


class ShowCommands(SphinxTransform):
    """Show a cell of commands as such, without the line that tells IPython to run it in a shell."""

    default_priority = 400

    def apply(self, **_: Any) -> None:
        """Change the cells of one page."""
        for block in self.document.findall(nodes.literal_block):
            if block.astext().startswith(SHELL):
                code = block.astext().removeprefix(SHELL)
                block.replace_self(nodes.literal_block(code, code, language="sh", classes=block["classes"]))


class LinkNames(SphinxTransform):
    """Let each public name that stands as code lead to its place in the reference."""

    default_priority = 450

    def apply(self, **_: Any) -> None:
        """Change the names on one page."""
        for literal in list(self.document.findall(nodes.literal)):
            name = literal.astext().removesuffix("()")
            if name in PUBLIC and isinstance(literal.parent, nodes.TextElement):
                target = pending_xref(refdomain="py", reftype="obj", reftarget=f"corpus_tools.{name}", refexplicit=True)
                target["refdoc"] = self.env.docname
                literal.replace_self(target)
                target += literal


class KeepQuotations(SphinxTransform):
    """Keep quoted Arabic words apart from the text around them, whose order they would change."""

    default_priority = 460

    def apply(self, **_: Any) -> None:
        """Change the texts of one page."""
        for text in list(self.document.findall(nodes.Text)):
            pieces = QUOTED.split(text)
            if len(pieces) > 1 and not isinstance(text.parent, (nodes.FixedTextElement, nodes.literal, nodes.title)):
                made = [nodes.inline("", piece, classes=["quoted"]) for piece in pieces[1::2]]
                kept = [nodes.Text(piece) for piece in pieces[::2]]
                text.parent.replace(text, [node for pair in zip_longest(kept, made) for node in pair if node])


def settle_language(app: Sphinx, config: Config) -> None:
    """Say in the language of the pages what pictures are, and let the Arabic ones lead to the English reference."""
    config.nb_render_image_options = {"alt": PICTURE[config.language]}
    if config.language == "ar":
        inventory = Path(app.outdir).parent / "objects.inv"
        config.intersphinx_mapping = {"en": ("../", str(inventory))}


def name_counterpart(app: Sphinx, page: str, _: str, context: dict[str, Any], __: Any) -> None:
    """Tell the templates which page says the same in the other language."""
    other = Path(app.srcdir).parent / ("en" if app.config.language == "ar" else "ar")
    context["counterpart"] = f"{page if (other / page).with_suffix('.md').exists() else 'index'}.html"


def set_direction(app: Sphinx, error: Exception | None) -> None:
    """Let Arabic pages read from the right, which the theme has no setting for."""
    if app.config.language == "ar" and not error:
        for path in Path(app.outdir).rglob("*.html"):
            text = path.read_text("utf-8")
            path.write_text(text.replace('<html lang="ar" data', '<html lang="ar" dir="rtl" data', 1), "utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what this module has."""
    app.add_html_math_renderer("mathml", (write_inline, None), (write_block, None))
    app.add_transform(ShowCommands)
    app.add_transform(LinkNames)
    app.add_transform(KeepQuotations)
    app.connect("config-inited", settle_language, priority=400)  # before intersphinx looks at it
    app.connect("html-page-context", name_counterpart)
    app.connect("build-finished", set_direction)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
