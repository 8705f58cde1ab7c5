"""What the pages of this package share: template, style, typeface, and the policy that lets nothing else in."""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from corpus_tools.figures.web_fonts import font_faces
from corpus_tools.report.words import has_letters, shown


def render(template: str, *, script: str = "", **filled: Any) -> bytes:
    """Return a page made of a template of this package, with its style, its policy and a script."""
    style = font_faces("Report") + read_file("page.css")
    policy = _policy(style, script)
    page: str = (
        _environment()
        .from_string(read_file(template))
        .render(style=style, script=script, policy=policy, shown=shown, has_letters=has_letters, **filled)
    )
    return page.encode("utf-8", "replace")


def read_file(name: str) -> str:
    """Return a file of this package."""
    return (files("corpus_tools.report") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: nothing is loaded, and no script or style runs but those of the page."""
    hashes = {
        name: base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        for name, content in (("style-src", style), ("script-src", script))
    }
    allowed = "; ".join(f"{name} 'sha256-{hashed}'" for name, hashed in hashes.items())
    return f"default-src 'none'; {allowed}; font-src data:; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    """Return how templates are read: all that is filled in is text unless the template says otherwise."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.policies["json.dumps_function"] = lambda value, **_: json.dumps(value, ensure_ascii=False)
    return environment
