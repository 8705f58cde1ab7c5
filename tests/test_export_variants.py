"""Exports of social networks in the forms that they had over the years, and as programs for research write them."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from corpus_tools import read_corpus

TRUCE, BUSES = "دعت روسيا وتركيا إلى هدنة في ريف حلب.", "غادرت حافلات حي الوعر في حمص صباح السبت."
CUT = f"{TRUCE[:20]}…"
SECONDS = 1495238400  # 2017-05-20
DAY_OF_X = "Sat May 20 12:30:00 +0000 2017"


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def of_facebook(value: object) -> bytes:
    """Write JSON as Facebook does: the bytes of its UTF-8 one by one."""
    return "".join(
        c if c.isascii() else "".join(f"\\u{byte:04x}" for byte in c.encode())
        for c in json.dumps(value, ensure_ascii=False)
    ).encode()


def post(text: str) -> dict[str, Any]:
    return {"timestamp": SECONDS, "data": [{"post": text}], "title": "سمر updated her status."}


def comment(text: str) -> dict[str, Any]:
    values = {"Comment": {"value": text}, "Media Owner": {"value": "sana"}, "Time": {"timestamp": SECONDS}}
    return {"media_list_data": [{"uri": ""}], "string_map_data": values}


def message(text: object, **more: object) -> dict[str, Any]:
    return {"id": 1, "type": "message", "date": "2017-05-20T00:00:00", "from": "الجسر", "text": text} | more


def channel(*messages: dict[str, Any], number: int = 7) -> dict[str, Any]:
    return {"name": "الجسر", "type": "public_channel", "id": number, "messages": list(messages)}


def said(text: str, **more: object) -> dict[str, Any]:
    return {"sender_name": "سمر", "timestamp_ms": SECONDS * 1000, "content": text} | more


PHOTO = {"sender_name": "سمر", "timestamp_ms": SECONDS * 1000, "photos": [{"uri": "a.jpg"}]}
OLD_POST = {"id_str": "9", "text": TRUCE, "created_at": "2017-05-20 12:30:00 +0000", "user": {"name": "سانا"}}
LONG_POST = {"id": 9, "text": CUT, "truncated": True, "created_at": DAY_OF_X, "extended_tweet": {"full_text": TRUCE}}
SENT_ON = {"id": 9, "full_text": f"RT @sana: {CUT}", "created_at": DAY_OF_X, "retweeted_status": {"full_text": TRUCE}}

EXPORTS: dict[str, tuple[str, bytes, list[str]]] = {
    "Facebook, a key beside the posts": ("a.json", of_facebook({"posts_v2": [post(TRUCE)], "version": 1}), [TRUCE]),
    "Instagram, comments": ("a.json", of_facebook([comment(TRUCE)]), [TRUCE]),
    "Instagram, comments on reels": (
        "a.json",
        of_facebook({"comments_reels_comments": [comment(TRUCE), comment(BUSES)]}),
        [TRUCE, BUSES],
    ),
    "Messenger": (
        "a.json",
        of_facebook(
            {"participants": [{"name": "سمر"}], "messages": [said(TRUCE), PHOTO, said(BUSES)], "title": "أخبار"}
        ),
        [TRUCE, BUSES],
    ),
    "Telegram, a channel that was left": (
        "a.json",
        dumped(
            {"chats": {"list": [channel(message(TRUCE))]}, "left_chats": {"list": [channel(message(BUSES), number=8)]}}
        ),
        [TRUCE, BUSES],
    ),
    "Telegram, pieces only": (
        "a.json",
        dumped(channel(message("", text_entities=[{"type": "plain", "text": TRUCE}]))),
        [TRUCE],
    ),
    "X, the archives before 2018": ("a.js", b"Grailbird.data.tweets_2017_05 =\n " + dumped([OLD_POST]), [TRUCE]),
    "X, more than 140 signs": ("a.jsonl", dumped(LONG_POST), [TRUCE]),
    "X, sent on": ("a.jsonl", dumped(SENT_ON), [f"RT @sana: {TRUCE}"]),
    "X, sent on and long": (
        "a.jsonl",
        dumped({**SENT_ON, "full_text": None, "text": f"RT @sana: {CUT}", "retweeted_status": LONG_POST}),
        [f"RT @sana: {TRUCE}"],
    ),
    "twint": ("a.csv", f"id,date,username,tweet\n9,2017-05-20,sana,{TRUCE}\n".encode(), [TRUCE]),
    "WhatsApp, edited": (
        "a.txt",
        f"20/05/2017, 10:15 - سمر: {TRUCE} \u200f<تم تعديل هذه الرسالة>\n20/05/2017, 10:16 - علي: {BUSES}\n".encode(),
        [TRUCE, BUSES],
    ),
}


@pytest.mark.parametrize("kind", EXPORTS)
def test_each_post_is_read_whole_with_its_day(kind: str, tmp_path: Path) -> None:
    name, content, texts = EXPORTS[kind]
    (tmp_path / name).write_bytes(content)
    documents = read_corpus(tmp_path)
    assert documents["text"].tolist() == texts
    assert documents["problem"].isna().all()
    assert (documents["published"].dt.normalize() == pd.Timestamp("2017-05-20")).all()


def test_who_says_a_message_of_messenger_and_where(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(EXPORTS["Messenger"][1])
    documents = read_corpus(tmp_path)
    assert documents[["author", "source"]].drop_duplicates().to_numpy().tolist() == [["سمر", "أخبار"]]
    assert "1 messages without text" in documents.attrs["left_out"][0]


@pytest.mark.parametrize("text", ["RT @sana: هدنة", "قال إن…"])
def test_a_post_that_is_whole_stays_as_it_is(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(dumped({**SENT_ON, "full_text": text}))
    assert read_corpus(tmp_path)["text"].tolist() == [text]
