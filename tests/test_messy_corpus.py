"""A corpus as it comes from many hands: every document is accounted for, and no term is an artefact of its damage."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from test_telegram_pages import HEAD, message

from corpus_tools import load_corpus, term_frequency
from corpus_tools.cli import main
from corpus_tools.files import read_csv
from corpus_tools.shaping.direction import to_screen_order

PLACES = ["الوعر", "الغوطة", "دوما", "حلب", "إدلب", "حماة", "درعا", "الرقة", "منبج", "عفرين"]
ACTS = ["وصلت القوافل", "غادرت الحافلات", "بدأت الهدنة", "عاد السكان", "توقفت المعارك", "دخلت المساعدات"]
REASONS = ["بعد اتفاق رعته روسيا", "بحسب مصادر محلية", "وسط ترحيب الأهالي", "قبل وصول المراقبين", "رغم القصف"]


def article(k: int) -> tuple[str, str]:
    """Write an article of some sentences."""
    draw = random.Random(k)  # noqa: S311 - a corpus, no secret
    sentences = [
        f"{draw.choice(ACTS)} إلى {draw.choice(PLACES)} {draw.choice(REASONS)} في يوم {draw.randint(1, 28)} من الشهر."
        for _ in range(6)
    ]
    return f"{draw.choice(ACTS)} إلى {draw.choice(PLACES)} رقم {k}", " ".join(sentences)


def read_as(codec: str, data: bytes) -> str:
    return "".join(bytes([k]).decode(codec, "replace").replace("\ufffd", chr(k)) for k in data)


#: What is done to the text of every tenth article, and what is said of it.
DAMAGE: list[tuple[Callable[[str], str], str | None]] = [
    (str, None),
    (lambda text: read_as("cp1252", text.encode()), "mojibake"),
    (lambda text: read_as("cp1256", text.encode()), "mojibake"),
    (lambda text: text.encode("cp1256").decode("latin-1"), "mojibake"),
    (json.dumps, "escapes"),
    (lambda text: text.replace(" ", "&nbsp;").replace(".", ".&quot;&#8230;"), "escapes"),
    (lambda text: text.replace(". ", r".\n\n"), "escapes"),
    (lambda text: text.replace(". ", "."), None),
    (
        lambda text: "\n".join(to_screen_order(line, "R") for line in text.replace(". ", ".\n").split("\n")),
        "visual order",
    ),
    (lambda text: f"{text} رابط الخبر بصحيفة الجسر: {text[:40]}", None),
]
#: The numbers of articles that stand in exports, five in each.
EXPORTED = range(400, 425)
ENGLISH = "The convoy arrived in the old city on Saturday."
LOST = ["???? ??????? ??? ?????. ???? ????", "\ufffd\ufffd\ufffd \ufffd\ufffd \ufffd\ufffd\ufffd\ufffd"]


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write 200 articles in one file, 4 in other encodings and without text, and 25 in exports of other programs."""
    folder = tmp_path_factory.mktemp("messy")
    rows = []
    for k in range(200):
        title, body = article(k)
        change = DAMAGE[k % 10][0]
        rows.append({"id": f"{k:03}", "title": title, "text": change(body), "source": "الجسر"})
    rows += [{"id": f"lost {k}", "title": "", "text": text, "source": "الجسر"} for k, text in enumerate(LOST)]
    rows.append({"id": "english", "title": "", "text": ENGLISH, "source": "x"})
    (folder / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (folder / "b.txt").write_bytes("\n\n".join(article(300)).encode("cp1256"))
    (folder / "c.txt").write_bytes("\n\n".join(article(301)).encode("utf-16"))
    (folder / "d.txt").write_bytes(b"")
    for name, content in exports().items():
        (folder / name).write_bytes(content)
    return folder


def exports() -> dict[str, bytes]:
    """Return files of five articles each: both exports of Telegram, a feed, a chat of WhatsApp and a table."""
    articles = [article(k) for k in EXPORTED]
    telegram = [
        {
            "id": k,
            "type": "message",
            "date": "2017-05-20T13:00:00",
            "text": [{"type": "bold", "text": title}, f"\n\n{body[:20]}", {"type": "link", "text": body[20:]}],
        }
        for k, (title, body) in enumerate(articles[:5])
    ]
    page = "".join(
        message(k, f'<div class="text"><strong>{title}</strong><br><br>{body[:20]}<em>{body[20:]}</em></div>')
        for k, (title, body) in enumerate(articles[5:10])
    )
    feed = "".join(
        f"<item><title>{title}</title><description><![CDATA[<p>{body.replace(' ', '&nbsp;', 2)}</p><p>The post "
        f"<a>{title}</a> appeared first on <a>الجسر</a>.</p>]]></description></item>"
        for title, body in articles[10:15]
    )
    chat = "".join(f"20/05/2017, 14:30 - سمر: {title}\n\n{body}\n" for title, body in articles[15:20])
    table = "".join(f'"{title}";"{body.replace(". ", ".")}"\n' for title, body in articles[20:])
    return {
        "result.json": json.dumps({"name": "الجسر", "id": 7, "messages": telegram}).encode(),
        "messages.html": f"{HEAD}{page}".encode(),
        "feed.xml": f'<rss version="2.0"><channel><title>الجسر</title>{feed}</channel></rss>'.encode(),
        "chat.txt": f"20/05/2017, 14:00 - Messages and calls are end-to-end encrypted\n{chat}".encode(),
        "table.csv": f"title;text\n{table}".encode("cp1256"),
    }


def test_every_document_is_what_it_was_meant_to_be(messy: Path) -> None:
    corpus = load_corpus(messy)
    read = corpus.documents.set_index("doc_id")
    warnings: dict[str, Any] = read["warning"].to_dict()  # type: ignore[assignment]
    clean = corpus.texts.set_index("doc_id")["text"]
    for k in range(200):
        title, body = article(k)
        said = warnings[f"{k:03}"]
        assert (said.partition(":")[0] if isinstance(said, str) else None) == DAMAGE[k % 10][1]
        kept = clean[f"{k:03}"]
        assert kept.startswith(title)
        plain = "".join(letter for letter in kept[len(title) :] if letter.isalnum())
        assert plain == "".join(letter for letter in body if letter.isalnum()), k
    assert read["problem"].dropna().str.partition(":")[0].to_dict() == {
        "lost 0": "question marks", "lost 1": "lost characters", "d": "empty file"
    }  # fmt: skip
    assert clean[["lost 0", "lost 1", "d"]].isna().all()
    assert warnings["english"].startswith("not Arabic")
    letters = {"".join(filter(str.isalnum, text)) for text in clean.dropna()}
    assert {"".join(filter(str.isalnum, "".join(article(k)))) for k in EXPORTED} <= letters


def test_no_frequent_term_is_an_artefact(messy: Path) -> None:
    sound = {word.strip(".") for k in (*range(200), *EXPORTED) for part in article(k) for word in part.split()}
    sound |= set(ENGLISH.strip(".").split())
    forms = term_frequency(load_corpus(messy), form="surface").head(50)
    assert set(forms["term"]) <= sound


def test_check_accounts_for_every_document(messy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, page = tmp_path / "check.csv", tmp_path / "check.html"
    assert main(["check", str(messy), "--out", str(table)]) == 0
    assert main(["check", str(messy), "--out", str(page)]) == 0
    said = capsys.readouterr().out
    assert "documents    228 read, 3 with a problem" in said
    assert "problems     empty file 1, lost characters 1, question marks 1" in said
    assert "warnings     escapes 60, mojibake 60, visual order 20, not Arabic 1" in said
    assert "boilerplate  الجسر, end: رابط الخبر …: goes from 20" in said
    counts = read_csv(table).set_index(["aspect", "value"])["n"]
    assert counts["documents", "rows"] == 231
    assert counts["cleaned", "mojibake"] == 60
    written = page.read_text("utf-8")
    assert "Problems: what could not be read" in written
    assert "lost 1" in written
    assert main(["check", str(messy), "--out", "check.txt"]) == 1
    assert "neither .csv nor .html" in capsys.readouterr().err


def test_check_takes_what_a_researcher_says_of_recurring_lines(
    messy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("keep: [رابط الخبر]", encoding="utf-8")
    assert main(["check", str(messy), "--boilerplate", str(rules)]) == 0
    assert "رابط الخبر بصحيفة" not in capsys.readouterr().out


def test_the_page_is_inert(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    text = f"بدأت الهد\ufffdة {hostile} أمس في المدينة"
    table = pd.DataFrame({"doc_id": [hostile], "text": [text], "source": [hostile]})
    table.to_csv(tmp_path / "a.csv", index=False)
    assert main(["check", str(tmp_path / "a.csv"), "--out", str(tmp_path / "page.html")]) == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
