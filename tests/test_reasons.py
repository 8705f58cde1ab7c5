"""Problems and warnings in the reader's language: each that the library raises has an Arabic text."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import corpus_tools
from corpus_tools import show
from corpus_tools.data_files import load_table
from corpus_tools.locale import Locale
from corpus_tools.reasons import kinds_in_words, left_out_in_words, message_in_words, reason_in_words
from corpus_tools.shaping.direction import RLM

PACKAGE = Path(corpus_tools.__file__).parent
SOURCES = [
    *sorted((PACKAGE / "reading").rglob("*.py")),
    PACKAGE / "damage" / "check.py",
    PACKAGE / "damage" / "mojibake.py",
]
KIND = re.compile(r"[a-z][A-Za-z -]{2,40}(?=: )")
TEXTS = load_table("reasons")["reasons"] | load_table("reasons")["parts"]


@pytest.mark.parametrize(
    ("said", "arabic"),
    [
        (
            "empty file: it holds no text; delete it or put the article in it",
            "ملف فارغ: لا نص فيه؛ احذفه أو ضع المقالة فيه",
        ),
        (
            "malformed row: line 7 has a quotation mark that is not closed, or not doubled inside a cell; correct it",
            "صف مختل: في السطر 7 علامة اقتباس لم تُغلق، أو لم تُكتب مرتين داخل الخلية؛ صحّحها",
        ),
        (  # what stands in brackets behind a message, and a message of a library
            "malformed JSON: line 3, column 4: Surprise; correct it there (this record was not read)",
            "JSON مختل: السطر 3، العمود 4، <Surprise>؛ صحّحه هناك (لم يُقرأ هذا السجل)",
        ),
        (  # a message inside another, and one behind it
            "malformed e-book: a: empty page: it holds no text; fetch it again; fetch it again | same id: 'b'",
            "كتاب إلكتروني مختل: <a>: صفحة فارغة: لا نص فيها؛ اجلبها من جديد؛ اجلبه من جديد | معرّف مكرر: «<b>»",
        ),
        (
            'too large: 12 bytes; split the file, or raise bytes (10) with limits={"bytes": …}',
            'حجم زائد على الحد: عدد بايتاته 12؛ قسّم الملف، أو ارفع الحد <bytes> (10) بالخيار <limits={"bytes": …}>',
        ),
        (
            "same id: 'خبر' is also the id of a.csv, line 3; this one is kept as 'خبر#2'; give it an id of its own",
            "معرّف مكرر: المعرّف «<خبر>» هو أيضاً معرّف السطر 3 من <a.csv>، فسُمّي هذا «<خبر#2>»؛ أعطه معرّفاً خاصاً به",
        ),
        (  # what others wrote is not put into Arabic, though it reads like a message
            "escapes: 2 places such as 'the file'; cleaning puts it right",
            "رموز مكتوبة بدل الحروف: مواضعها 2، مثل «<the file>»؛ والتنقية تصلحها",
        ),
        ("the date '2017' has no day", "ليس في التاريخ «2017» يوم"),
        ("new kind: something else (here)", "<new kind: something else (here)>"),
        ("", ""),
    ],
)
def test_a_reason_is_told_in_arabic(said: str, arabic: str) -> None:
    told = reason_in_words(said, "ar")
    assert told.replace("\u2068", "<").replace("\u2069", ">") == arabic
    assert reason_in_words(said, "ar", isolated=False) == re.sub("[<>]", "", arabic)
    assert reason_in_words(said, "en") == said


@pytest.mark.parametrize(
    ("said", "arabic"),
    [
        ("أخبار/README.md: about the corpus", "أخبار/README.md: ملف عن المدونة"),
        ("a: b (1).csv: 3 rows above the header", "a: b (1).csv: صفوف فوق رؤوس الأعمدة، عددها 3"),
        ("a.csv: something else", "a.csv: something else"),
    ],
)
def test_what_is_left_out_is_told_with_its_file(said: str, arabic: str) -> None:
    told = left_out_in_words(said, "ar", isolated=False)
    assert told == arabic
    assert left_out_in_words(said, "ar")[0] == RLM
    assert left_out_in_words(said, "en") == said


@cache
def constants(path: Path, *, parts: bool = False) -> list[tuple[str, bool]]:
    """List each text of a module with {} for what is filled in, and whether it may be told of a document.

    With `parts`, texts inside what is filled in come, too.
    """
    tree = ast.parse(path.read_text("utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    texts: list[ast.expr] = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    texts += [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and (parts or id(node) not in inside)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    to_caller = {id(part) for call in raised if getattr(call.func, "id", "").endswith("Error") for part in call.args}
    to_caller -= {id(part) for call in calls if getattr(call.func, "id", "") == "UnreadableError" for part in call.args}
    told = {id(part) for call in calls if getattr(call.func, "attr", "") == "beyond" for part in call.args[1:]}
    told |= {id(word.value) for call in calls for word in call.keywords if word.arg in ("left_out", "reason")}
    listed = []
    for node in texts:
        pieces_of = ast.iter_child_nodes(node) if isinstance(node, ast.JoinedStr) else [node]
        said = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in pieces_of)
        listed.append((said, id(node) not in to_caller and (id(node) in told or KIND.match(said) is not None)))
    return listed


def pieces(said: str) -> list[str]:
    """Return what of a text stands between braces and signs, from two words on."""
    parts = [part.strip(" ,.:;()'\"«»") for part in re.split(r'\{\w*\}|"|; |: |, ', said)]
    return [part for part in parts if re.search(r"[a-z] \w+ [a-z]", part)]


def test_all_that_is_told_of_documents_has_a_translation() -> None:
    known = "\n".join([*load_table("reasons")["kinds"], *TEXTS])
    told = [said for path in SOURCES for said, is_told in constants(path) if is_told]
    assert len(told) > 100
    assert [said for said in told if any(piece not in known for piece in pieces(said))] == []
    kinds = {found[0] for found in map(KIND.match, told) if found}
    assert [kind for kind in kinds if kind not in known] == []


def test_a_message_with_its_remedy_is_told_in_arabic_throughout() -> None:
    told = {said for path in SOURCES for said, is_told in constants(path) if is_told and KIND.match(said)}
    whole = {said for said in told if re.search(r"; [^;]*[a-z]{2}[^;]*$", said)}
    # In the first, the whole of what is wrong is filled in; the other is what follows a problem.
    whole -= {said for said in whole if said.startswith(("damaged record: {}", "other fields seen: "))}
    assert len(whole) > 50
    # A command, and what another program calls an option, stay as they are.
    theirs = re.compile("pip install|«[^»]*»")
    arabic = {said: theirs.sub("", reason_in_words(said.replace("{}", "7"), "ar")) for said in whole}
    assert {said: text for said, text in arabic.items() if re.search(r"[a-z]{2,} [a-z]{2,}", text)} == {}


def test_no_translation_is_of_what_is_no_longer_said() -> None:
    said = "\n".join(said for path in SOURCES for said, _ in constants(path, parts=True))
    assert [english for english in TEXTS if any(piece not in said for piece in pieces(english))] == []


def test_each_translation_fills_in_what_it_translates() -> None:
    def braces(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text)) - {"s", "_"}

    assert [english for english, arabic in TEXTS.items() if braces(english) != braces(arabic)] == []


@pytest.mark.parametrize(
    ("said", "arabic"),
    [
        (  # a message of a file inside one of a command
            (
                "no document of 'خبر' could be read: 1 with a problem, the first of them a.txt: empty file: it holds "
                "no text; delete it or put the article in it"
            ),
            "لم تُقرأ أي وثيقة من «خبر»: ذات المشكلات 1، وأولها a.txt: ملف فارغ: لا نص فيه؛ احذفه أو ضع المقالة فيه",
        ),
        ("سجل.yaml, line 3: unknown type 'x'; known are a, b", "سجل.yaml، السطر 3: نوع غير معروف «x»؛ والمعروف a, b"),
        ("no actor is called 'س'; did you mean 'سلا' or 'سر'?", "لا فاعل اسمه «س»؛ أتقصد «سلا» أو «سر»؟"),
        ("out: Permission denied", "out: غير مسموح به"),
        ("1 date written to a.csv", "التواريخ المكتوبة في a.csv: 1"),
        ("something else", "something else"),
    ],
)
def test_what_a_command_says_is_told_in_arabic(said: str, arabic: str) -> None:
    assert message_in_words(said, "ar") == arabic
    assert message_in_words(said, "en") == said


def test_each_reason_of_a_date_is_told_in_arabic() -> None:
    raised = [
        node.exc.args[0]
        for path in sorted((PACKAGE / "dates" / "normalize").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args
    ]
    said = [str(text.value) for text in raised if isinstance(text, ast.Constant)]
    said += ["there is no year 0", "there is no day 31 in that month", "the months of a school year are not said"]
    assert len(said) > 20
    assert [text for text in said if re.search("[a-z]", reason_in_words(text, "ar"))] == []


def said_by_commands(path: Path) -> Iterator[str]:
    """Yield what a module of commands tells or raises, with {} for what is filled in."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        call = node.exc if isinstance(node, ast.Raise) else node
        if isinstance(call, ast.Call) and (isinstance(node, ast.Raise) or getattr(call.func, "id", "") == "tell"):
            for text in call.args[:1]:
                pieces_of = ast.iter_child_nodes(text) if isinstance(text, ast.JoinedStr) else [text]
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in pieces_of)


def test_all_that_commands_say_has_a_translation() -> None:
    known = "\n".join(english for part in load_table("messages").values() for english in part)
    said = [text for path in sorted((PACKAGE / "commands").glob("*.py")) for text in said_by_commands(path)]
    said += [
        text
        for path in sorted((PACKAGE / "figures").glob("plot_*.py"))
        for text in said_by_commands(path)
        if text.startswith("no ")
    ]
    assert len(said) > 30
    assert [text for text in said if any(piece not in known for piece in pieces(text))] == []


def test_no_translation_is_of_a_message_that_is_no_longer_said() -> None:
    said = "\n".join(said for path in PACKAGE.rglob("*.py") for said, _ in constants(path, parts=True))
    table = load_table("messages")
    # What argparse and the system say, and two texts that the code puts together.
    of_others = table["usage"].keys() | {english for english in table["errors"] if english.startswith("{name}: ")}
    of_others |= {"No space left on device", "no passport names it; delete it, or write the figure again"}
    of_others |= {english for english in table["told"] if "of an earlier one" in english}
    gone = [
        english for part in table.values() for english in part if any(piece not in said for piece in pieces(english))
    ]
    assert [english for english in gone if english not in of_others] == []


def test_each_message_fills_in_what_it_translates() -> None:
    def braces(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text)) - {"s", "_"}

    texts = [pair for part in load_table("messages").values() for pair in part.items()]
    assert [english for english, arabic in texts if braces(english) != braces(arabic)] == []


def test_tables_in_arabic_tell_what_is_wrong_in_arabic() -> None:
    table = pd.DataFrame({"problem": ["question marks: 2 words lost", None], "warning": [None, "menus: ?"]})
    shown = show(table, locale=Locale("ar")).text
    for words in ("علامات استفهام مكان الحروف", "قوائم موقع لا مقالة", "المشكلة"):
        assert words in shown
    assert "question marks" in show(table, locale=Locale("en")).text
    assert set(kinds_in_words("en")) == set()


def test_a_message_of_thousands_of_characters_stays_as_it_is() -> None:
    said = f"unreadable file: {'; its a, b' * 1_000}; copy it to another place and try again"
    assert reason_in_words(said, "ar", isolated=False) == said
    assert reason_in_words(said.replace("; its a, b" * 990, ""), "ar").startswith("ملف تعذّرت قراءته: ")
