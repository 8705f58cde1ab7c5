"""Settings of the pages for Sphinx: `make docs` builds docs/en, and docs/ar with `-D language=ar`."""

import os
import sys
from importlib.metadata import version as version_of
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import workspace  # noqa: E402 - a module of this folder

project = "corpus_tools"
version = release = version_of("corpus-tools")
author = copyright = "The corpus_tools authors"  # noqa: A001 - the name that Sphinx gives it
language = "en"  # of docs/en; the other is named on the command line

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "numpydoc",
    "myst_nb",
    "site_parts",
]
templates_path = ["_templates"]
nitpicky = True
default_role = "literal"  # what is public becomes a link, see site_parts
add_module_names = False
toc_object_entries_show_parents = "hide"
locale_dirs = [str(HERE / "locale")]

autodoc_typehints = "none"
numpydoc_show_class_members = False
numpydoc_xref_param_type = False
numpydoc_class_members_toctree = False

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
nb_execution_mode = os.environ.get("DOCS_EXECUTION", "force")
nb_execution_cache_path = str(HERE.parent / "build" / "docs-cache")
nb_execution_timeout = 600
nb_execution_raise_on_error = True
nb_merge_streams = True
nb_render_markdown_format = "myst"
nb_render_text_lexer = "none"

html_theme = "pydata_sphinx_theme"
html_title = "corpus_tools"
html_static_path = ["_static", "../src/corpus_tools/fonts"]
html_css_files = ["site.css"]
html_math_renderer = "mathml"
html_show_sourcelink = False
html_sidebars = {page: [] for page in ("index", "start", "tables", "gallery", "glossary")}
html_theme_options = {
    "navbar_end": ["language.html", "theme-switcher"],
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "show_toc_level": 2,
    "footer_start": ["copyright"],
    "footer_end": [],
}

workspace.prepare(HERE.parent / "build" / "docs-workspace")
