"""What a table of a store depends on: what code does, and the data that it names, but no comment."""

import ast
from pathlib import Path

import pytest

import corpus_tools
from corpus_tools.store import rules


@pytest.mark.parametrize(
    ("code", "bare"),
    [
        ('"""عن الوحدة."""\n\nحد = 3\n', "...\nحد = 3\n"),
        ("حد = 3  # كان 4\n", "حد = 3\n"),
        ("حد = 3\n\n\n    # رأي آخر\nس = 2\n", "حد = 3\nس = 2\n"),
        ('def عد(س):\n    """تعد."""\n    return س\n', "def عد(س):\n    ...\n    return س\n"),
        ('def عد(س):  # noqa\n    r"""تعد \\d."""\n', "def عد(س):\n    ...\n"),
        ('وسم = "#حمص"  # وسم\n', 'وسم = "#حمص"\n'),
        ("وسم = '#\"حمص'  # وسم\n", "وسم = '#\"حمص'\n"),
        ('نص = """\n# ليس تعليقا\n\n"""\n', 'نص = """\n# ليس تعليقا\n\n"""\n'),
        ('نمط = r"""["\']#"""  # نمط\n', 'نمط = r"""["\']#"""\n'),
    ],
)
def test_what_code_does_is_left_of_it(code: str, bare: str) -> None:
    assert rules.without_asides(code) == bare


@pytest.mark.parametrize("package", ["store", "tokens", "cleaning"])
def test_the_code_of_this_package_is_left_whole(package: str) -> None:
    for path in Path(corpus_tools.__file__).with_name(package).glob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert _meaning(code) == _meaning(rules.without_asides(code)), path


def _meaning(code: str) -> str:
    """Return the syntax tree of code, with `...` for docstrings."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Expr(ast.Constant(...))
    return ast.dump(tree)


def test_comments_ask_for_no_new_table_and_code_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(rules, "_PACKAGE", tmp_path)
    monkeypatch.setattr(rules, "_DATA", tmp_path / "data")
    digests = []
    for code in ('"""حد."""\nحد = 3\n', '"""الحد."""\n\nحد = 3  # ثلاثة\n', '"""حد."""\nحد = 4\n'):
        (tmp_path / "limits.py").write_text(code, encoding="utf-8")
        _forget()
        digests.append(rules.rules_of("limits"))
    _forget()
    assert digests[0] == digests[1] != digests[2]


def _forget() -> None:
    """Forget what was read of modules."""
    for cached in (rules.rules_of, rules._imports_of, rules._strings_of, rules._file_of, rules._code_of, rules._read):
        cached.cache_clear()
