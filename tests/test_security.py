"""SECURITY.md: each promise names tests that exist; and the promises that no other test holds."""

import ast
import re
import socket
from pathlib import Path

import pytest
from test_reading_inputs import INPUTS

import corpus_tools
from corpus_tools import clean, read_corpus

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(corpus_tools.__file__).parent
_NAMED = re.compile(r"^`(tests/\w+\.py)::(test_\w+)`$", re.MULTILINE)
_PROMISES = (ROOT / "SECURITY.md").read_text("utf-8").partition("## Promised")[2].partition("## Not promised")[0]
#: Modules that run programs or code, or fetch.
_RUNNING = {
    "subprocess", "pickle", "marshal", "shelve", "ctypes", "runpy", "code", "socket", "http", "ftplib", "smtplib",
    "requests", "httpx", "urllib.request", "xmlrpc", "webbrowser",
}  # fmt: skip
#: A page is printed by a browser, which is given that page alone; the library of C is asked to give memory back, and is
#: given nothing; tables lie in a temporary file without a name, which only the process that wrote it can read. The
#: processes that read at the same time are this library's own.
_MAY = {
    PACKAGE / "report" / "printing.py": _RUNNING,
    PACKAGE / "garbage.py": {"ctypes"},
    PACKAGE / "spool.py": {"pickle"},
}
_CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "read_pickle", "unsafe_load", "full_load"}


def test_each_promise_names_tests_that_exist() -> None:
    promises = re.split(r"^\*\*", _PROMISES.strip(), flags=re.MULTILINE)[1:]
    assert len(promises) >= 10
    for promise in promises:
        named = _NAMED.findall(promise)
        assert named, f"no test holds: {promise.splitlines()[0]}"
        for path, name in named:
            tree = ast.parse((ROOT / path).read_text("utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"


def test_nothing_that_reads_can_run_what_it_reads() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            imported = {*names, module, *(f"{module}.{name}" for name in names), module.partition(".")[0]}
            assert not imported & _RUNNING - _MAY.get(path, set()), path
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                of_patterns = called == "compile" and ast.unparse(node.func).startswith("re.")
                assert of_patterns or called not in _CALLS, (path, node.lineno)


REMOTE = "http://127.0.0.1:9/x"
FETCHING = {
    "entity.xml": f'<!DOCTYPE a [<!ENTITY b SYSTEM "{REMOTE}">]><a><text>&b;</text></a>',
    "dtd.xml": f'<!DOCTYPE a SYSTEM "{REMOTE}"><a><text>بدأت الهدنة.</text></a>',
    "style.xml": f'<?xml-stylesheet href="{REMOTE}"?><a><text>بدأت الهدنة.</text></a>',
    "page.html": (
        f'<html><head><base href="{REMOTE}"><link rel="stylesheet" href="{REMOTE}"><meta http-equiv="refresh" '
        f'content="0;url={REMOTE}"></head><body><h1>هدنة</h1><p>بدأت الهدنة صباح اليوم.<img src="{REMOTE}">'
        f'<iframe src="{REMOTE}"></iframe></p></body></html>'
    ),
    "include.xml": (
        f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><text>بدأت الهدنة.</text><xi:include href="{REMOTE}"/></a>'
    ),
}


def test_reading_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    files = {name: content for name, content, _ in INPUTS if not name.endswith((".html", ".warc", ".gz"))} | FETCHING
    for name, content in files.items():
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    documents = read_corpus(tmp_path)
    clean(documents)
    assert len(documents) >= len(files)
    refused = documents.set_index("doc_id")["problem"]["entity"]
    assert str(refused).startswith("refused XML: an entity is declared")
