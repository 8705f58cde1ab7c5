import json
from typing import Any

import pytest
from corpus_files import NAMES, parsed

from corpus_tools.reading.fields import as_text
from corpus_tools.reading.formats.social_exports import mend_escaped_bytes
from corpus_tools.reading.publication import parse_published
from corpus_tools.reading.records import UnreadableError


def known(content: object, name: str = "result.json") -> list[dict[str, Any]]:
    """What each record of a file says, by our fields."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return [NAMES.sort_out(record.fields)[0] for record in parsed(text, name).records if not record.left_out]


def left_out(content: object, name: str = "result.json") -> list[str | None]:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return [record.left_out for record in parsed(text, name).records if record.left_out]


def message(number: int, text: object, **more: object) -> dict[str, object]:
    return {"id": number, "type": "message", "date": "2017-05-20T13:00:00", "date_unixtime": "1495274400",
            "from": "قناة البلدة", "from_id": "channel77", "text": text} | more  # fmt: skip


PIECES = ["وصلت ", {"type": "bold", "text": "القافلة"}, " صباح اليوم، ", {"type": "hashtag", "text": "#البلدة"}, "."]
CHANNEL: dict[str, Any] = {
    "name": "قناة البلدة",
    "type": "public_channel",
    "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2017-05-20T12:00:00", "action": "create_channel", "text": ""},
        message(2, PIECES),
        message(3, "سطر\nوسطر", author="سمر", forwarded_from="قناة أخرى"),
        message(4, "", photo="photos/1.jpg"),
    ],
}


def test_the_pieces_of_a_message_of_telegram_are_one_line() -> None:
    first, second = known(CHANNEL)
    assert first["text"] == "وصلت القافلة صباح اليوم، #البلدة."
    assert second["text"] == "سطر\nوسطر"
    assert (first["doc_id"], first["source"]) == ("77/2", "قناة البلدة")
    assert "author" not in first, "a channel is no author beside itself"
    assert second["author"] == "سمر"
    assert left_out(CHANNEL) == ["notices of the chat", "messages without text"]
    assert parsed(json.dumps(CHANNEL), "result.json").records[2].fields["forwarded_from"] == "قناة أخرى"


def test_the_time_of_a_message_has_the_offset_that_the_time_in_utc_tells() -> None:
    read = parse_published(known(CHANNEL)[0]["published"])
    assert (str(read.when), read.offset) == ("2017-05-20 13:00:00", "+03:00")
    odd = dict(CHANNEL, messages=[message(2, "نص", date_unixtime="14"), message(3, "نص", date_unixtime="x")])
    assert [one["published"] for one in known(odd)] == ["2017-05-20T13:00:00"] * 2


def test_all_chats_of_an_account_are_read() -> None:
    account = {"about": "…", "chats": {"about": "…", "list": [CHANNEL, {"name": "أخرى", "id": 5, "messages": []},
                                                             dict(CHANNEL, id=78)]}}  # fmt: skip
    assert [one["doc_id"] for one in known(account)] == ["77/2", "77/3", "78/2", "78/3"]


def test_pieces_are_joined_wherever_they_stand_and_lists_of_paragraphs_are_not() -> None:
    assert as_text(PIECES) == "وصلت القافلة صباح اليوم، #البلدة."
    assert as_text(["عاجل", " ", PIECES[1], "\n\n", PIECES[3]]) == "عاجل القافلة\n\n#البلدة"
    assert as_text(["فقرة", "وفقرة"]) == "فقرة\nوفقرة"
    assert as_text([{"text": "فقرة"}, {"text": "وفقرة"}]) == "فقرة\nوفقرة"
    assert as_text(known(json.dumps(message(2, PIECES)), "a.jsonl")[0]["text"]) == "وصلت القافلة صباح اليوم، #البلدة."


def escaped(value: object) -> str:
    """JSON as Facebook writes it: every byte of the UTF-8 that is no ASCII escaped for itself."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(
        letter if letter.isascii() else "".join(f"\\u00{byte:02x}" for byte in letter.encode()) for letter in text
    )


POST = {
    "timestamp": 1495270800,
    "attachments": [{"data": [{"external_context": {"url": "https://news.example/7"}}]}],
    "data": [{"post": "وصلت القافلة 🚚\nصباح اليوم"}, {"update_timestamp": 1495270900}],
    "title": "لجنة الإغاثة updated her status.",
}


@pytest.mark.parametrize("wrap", [lambda posts: posts, lambda posts: {"status_updates_v2": posts}])
def test_posts_of_facebook_are_read_with_their_bytes_made_letters(wrap: Any) -> None:
    photo = {"timestamp": 1495270802, "attachments": [{"data": [{"media": {"description": "صورة الجسر"}}]}],
             "data": [{"post": ""}]}  # fmt: skip
    bare = {"timestamp": 1495270803, "data": [{"post": ""}]}
    content = escaped(wrap([POST, photo, bare]))
    first, second = known(content, "your_posts_1.json")
    assert (first["text"], first["published"]) == (POST["data"][0]["post"], 1495270800)  # type: ignore[index]
    assert second["text"] == "صورة الجسر"
    assert "title" not in first, "what stands over a post is no title"
    others = parsed(content, "your_posts_1.json").records[0].fields
    assert (others["activity"], others["shared_url"]) == (POST["title"], "https://news.example/7")
    assert left_out(content) == ["posts without text"]


def test_comments_of_facebook_and_captions_of_instagram() -> None:
    comment = {"timestamp": 1495270800, "data": [{"comment": {"timestamp": 1, "comment": "شكرا", "author": "سمر"}}]}
    [one] = known(escaped({"comments_v2": [comment]}))
    assert (one["text"], one["author"], one["published"]) == ("شكرا", "سمر", 1495270800)
    picture = {"uri": "media/1.jpg", "creation_timestamp": 1495270800, "title": "الجسر صباحا"}
    several = {"media": [dict(picture, title=""), dict(picture, title="")], "title": "ألبوم", "creation_timestamp": 7}
    posts = [{"media": [picture]}, several, {"media": [dict(picture, title="")]}]
    assert [(one["text"], one["published"]) for one in known(escaped(posts))] == [
        ("الجسر صباحا", 1495270800),
        ("ألبوم", 7),
    ]
    assert [one["text"] for one in known(escaped({"ig_stories": [picture]}))] == ["الجسر صباحا"]


def test_posts_whose_fields_have_labels() -> None:
    def post(label: str, text: str) -> dict[str, Any]:
        owner = {"title": "Owner", "dict": [{"dict": [{"label": "URL", "value": "https://x.example/"},
                                                      {"label": "Name", "value": "لجنة الإغاثة"}]}]}  # fmt: skip
        link = {"label": "URL", "value": "https://www.instagram.com/p/7/", "href": "https://www.instagram.com/p/7/"}
        labels = [link, {"label": label, "value": text}, owner]
        return {"timestamp": 1735300800, "media": [{"uri": "media/1.jpg"}], "label_values": labels, "fbid": "177"}

    posts = [post("Caption", "وصلت القافلة 🚚"), post("النص", "عاد الأهالي"), post("Caption", "")]
    content = escaped(posts)
    assert [(one["text"], one["published"], one["url"]) for one in known(content)] == [
        ("وصلت القافلة 🚚", 1735300800, "https://www.instagram.com/p/7/"),
        ("عاد الأهالي", 1735300800, "https://www.instagram.com/p/7/"),
    ]
    assert parsed(content).records[0].fields["Owner Name"] == "لجنة الإغاثة"
    assert left_out(content) == ["posts without text"]
    # a label that is not known, with what may be a text: named to whoever reads the problem
    [unknown] = parsed(escaped([post("Légende", "وصلت القافلة إلى المدينة صباح اليوم")])).records
    assert unknown.fields["text"] is None
    assert "Légende" in unknown.fields


def test_messages_of_both_are_read_by_their_names() -> None:
    chat = {"participants": [{"name": "سمر"}], "messages": [{"sender_name": "سمر", "timestamp_ms": 1495270800000,
                                                            "content": "وصلنا"}]}  # fmt: skip
    [one] = known(escaped(chat))
    assert (one["author"], one["text"], one["published"]) == ("سمر", "وصلنا", 1495270800000)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "\\u0627\\u0644"}',  # letters, not bytes
        '{"a": "\\u00d8 \\u00a7"}',  # no pair
        '{"a": "Ø§"}',  # not escaped: the text is not sure to be broken
        '{"a": "\\\\u00d8\\\\u00a7"}',  # a backslash and the letters u00d8
        '{"a": "\\u00d8\\u00a7 \\u0627"}',  # beside escaped letters, bytes are none
    ],
)
def test_only_bytes_that_are_sure_to_be_bytes_are_mended(text: str) -> None:
    assert mend_escaped_bytes(text) == text


def test_a_run_that_is_no_utf8_stays() -> None:
    assert mend_escaped_bytes('["\\u00d8\\u00a7", "caf\\u00e9"]') == '["ا", "caf\\u00e9"]'


def test_a_capital_u_is_no_escape_of_json() -> None:
    assert mend_escaped_bytes('["\\u00d8\\u00a7", "\\u00d9\\U0086"]') == '["ا", "\\u00d9\\U0086"]'


TWEET = {"tweet": {"id_str": "865900000000000001", "full_text": "القافلة &amp; الجسر", "lang": "ar",
                   "created_at": "Sat May 20 10:00:00 +0000 2017"}}  # fmt: skip


@pytest.mark.parametrize("name", ["tweets.js", "tweet.js", "a.txt"])
def test_the_posts_in_an_archive_of_x(name: str) -> None:
    kind = "tweet" if name == "tweet.js" else "tweets"
    found = parsed(f"window.YTD.{kind}.part0 = {json.dumps([TWEET, {'tweet': {'id_str': '2'}}])}", name)
    assert found.format == "twitter"
    post, empty = found.records
    said = NAMES.sort_out(post.fields)[0]
    assert said["text"] == "القافلة & الجسر"
    assert said["doc_id"] == "865900000000000001"
    assert said["url"] == "https://x.com/i/web/status/865900000000000001"
    assert str(parse_published(said["published"]).when) == "2017-05-20 10:00:00"
    assert empty.left_out == "posts without text"


def test_long_posts_of_x_and_lists_without_posts() -> None:
    note = {"noteTweet": {"noteTweetId": "5", "createdAt": "2023-05-20T10:00:00.000Z", "core": {"text": "نص طويل"}}}
    [one] = known(f"window.YTD.noteTweet.part0 = {json.dumps([note])};", "note-tweet.js")
    assert (one["text"], one["doc_id"]) == ("نص طويل", "5")
    assert left_out("window.YTD.like.part0 = [ ]", "like.js") == ["list of the archive of X that holds no posts"]
    assert left_out("window.__THAR_CONFIG = { }", "manifest.js")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ('window.YTD.tweets.part0 = [\n{"tweet": {', "tweets.js", "malformed archive of X: line 2: "),
        (
            '{"name": "ق", "messages": [{"type": "message",\n"text": "ن',
            "result.json",
            "truncated JSON: line 2, column 9",
        ),
        ("var x = 1", "a.js", "no article: a script"),
    ],
)
def test_a_broken_export_says_where(content: str, name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        parsed(content, name)


def test_a_message_that_is_no_object_is_a_record_with_a_problem() -> None:
    records = parsed(json.dumps({"name": "ق", "id": 1, "messages": [7, message(2, "نص")]}), "result.json").records
    assert str(records[0].problem).startswith("malformed record: record 1 of ق is no object")
    assert records[1].fields["text"] == "نص"
