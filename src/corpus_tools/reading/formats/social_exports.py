"""Read what social networks export of posts and messages as JSON: Telegram, Facebook, Instagram, X (Twitter)."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from corpus_tools.reading.fields import as_text, is_blank
from corpus_tools.reading.formats.json_text import BrokenJsonError, load_json
from corpus_tools.reading.records import LineNumbers, Record, UnreadableError
from corpus_tools.script import fold

Object = dict[str, Any]

# What the archive of X assigns each of its lists to.
_YTD = re.compile(
    r"\A\ufeff?\s*(?:window\.YTD\.(?P<kind>\w+)\.part\d+|Grailbird\.data\.(?P<old>tweets)_\d{4}_\d\d)\s*=\s*"
)
_YTD_ANY = re.compile(r"\A\ufeff?\s*(?:window\.(?:YTD\b|__THAR_CONFIG\b)|Grailbird\.data\.)")
# A post that is sent on, cut at the length that a post may have.
_SENT_ON = re.compile(r"(RT @\w+: ).*…\Z", re.DOTALL)
# The lists that hold posts of the account, the key around each post, and the keys of its text, day and id.
_POSTS_OF_X = {
    "tweet": ("tweet", "full_text", "created_at", "id_str"),
    "tweets": ("tweet", "full_text", "created_at", "id_str"),
    "community_tweet": ("tweet", "full_text", "created_at", "id_str"),
    "note_tweet": ("noteTweet", "core", "createdAt", "noteTweetId"),
}
_KEPT_OF_X = ("lang", "favorite_count", "retweet_count", "in_reply_to_screen_name")
#: Labels of the text in exports of Facebook and Instagram, folded, and how many words a name has not.
_LABELS_OF_TEXT = frozenset(
    map(
        fold, ("text", "post", "post text", "caption", "comment", "message", "النص", "المنشور", "نص المنشور", "التعليق")
    )
)
_WORDS_OF_A_NAME = 5
_OF_TELEGRAM = frozenset({"text", "text_entities", "type", "id", "from"})
# A run of bytes, each written as if it were a character: the two bytes of an Arabic letter begin with D8 to DB.
_BYTES = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u00[89a-fA-F][0-9a-fA-F])+)")
_ARABIC_BYTES = re.compile(r"\\u00[dD][89abAB]\\u00[89abAB]")
_OTHER_ESCAPES = re.compile(r"(?<!\\)(?:\\\\)*\\u(?!00)")


def mend_escaped_bytes(text: str) -> str:
    r"""Return JSON with characters where the bytes of their UTF-8 are escaped one by one (``\u00d8\u00a7`` for ا).

    The exports of Facebook and Instagram are written so. A file is mended if it is in ASCII, has the bytes of Arabic
    letters and no other escape beyond U+00FF; a run of escapes that is no UTF-8 stays as it is.
    """
    if not text.isascii() or not _ARABIC_BYTES.search(text) or _OTHER_ESCAPES.search(text):
        return text
    return _BYTES.sub(_mend, text)


def _mend(match: re.Match[str]) -> str:
    """Return the characters of a run of escaped bytes."""
    try:
        return match[1] + bytes(int(code, 16) for code in match[2].split("\\u00")[1:]).decode()
    except UnicodeDecodeError:
        return match[0]


def read_export(value: object) -> list[Record] | None:
    """Read the posts or messages of an export; None if a JSON value is none."""
    if isinstance(value, dict):
        within = (value[key] for key in ("chats", "left_chats") if isinstance(value.get(key), dict))
        chats = [chat for lists in within for chat in _inside(lists, "list")] or [value]
        if any(map(_is_telegram, chats)):
            return [record for chat in chats if _is_telegram(chat) for record in _telegram(chat)]
        if _is_messenger(value):
            return list(_messenger(value))
        lists = [items for items in value.values() if isinstance(items, list) and any(map(_kind_of, items))]
        value = lists[0] if len(lists) == 1 else None
    if not isinstance(value, list):
        return None
    for is_item, read in _KINDS:
        if any(isinstance(item, dict) and is_item(item) for item in value):
            items = [(number, item) for number, item in enumerate(value, 1) if isinstance(item, dict)]
            return [record for number, item in items for record in read(item, f"record {number}")]
    return None


def _kind_of(item: object) -> bool:
    """Return whether a value is a post of any of these networks."""
    return isinstance(item, dict) and any(is_item(item) for is_item, _ in _KINDS)


def _is_telegram(chat: object) -> bool:
    """Return whether an object is a chat or channel of Telegram."""
    messages = chat.get("messages") if isinstance(chat, dict) else None
    return isinstance(messages, list) and any(
        isinstance(message, dict) and message.get("type") == "message" and "text" in message for message in messages
    )


def _telegram(chat: Object) -> Iterator[Record]:
    """Yield the messages of a chat or channel; notices such as «joined» and messages without text are left out."""
    name, chat_id = chat.get("name"), chat.get("id")
    for number, message in enumerate(chat["messages"], 1):
        where = f"record {number}" if is_blank(name) else f"record {number} of {name}"
        if not isinstance(message, dict):
            yield Record(where=where, problem=f"malformed record: {where} is no object; make it one with a text")
            continue
        text = as_text(message.get("text") or message.get("text_entities") or "", between="").strip()
        if message.get("type") != "message" or not text:
            service = message.get("type") != "message"
            yield Record(left_out="notices of the chat" if service else "messages without text")
            continue
        said = {key: value for key, value in message.items() if key not in _OF_TELEGRAM}
        numbers = [str(part) for part in (chat_id, message.get("id")) if not is_blank(part)]
        author = message.get("author") or message.get("from")
        fields = {"doc_id": "/".join(numbers), "text": text, "date": _with_offset(message), "source": name}
        yield Record(said | fields | {"author": None if author == name else author}, where=where)


def _with_offset(message: Object) -> object:
    """Return the day of a message with the offset of the clock that wrote it, which the time in UTC beside it tells."""
    local, seconds = message.get("date"), message.get("date_unixtime")
    try:
        moment = datetime.fromtimestamp(int(str(seconds)), UTC).replace(tzinfo=None)
        offset = datetime.fromisoformat(str(local)) - moment
    except (ValueError, OverflowError, OSError, TypeError):
        return local if local is not None else seconds
    if offset % timedelta(minutes=15) or abs(offset) > timedelta(hours=14):
        return local
    sign, minutes = "-" if offset < timedelta(0) else "+", abs(offset) // timedelta(minutes=1)
    return f"{local}{sign}{minutes // 60:02}:{minutes % 60:02}"


def _inside(item: Object, key: str) -> list[Object]:
    """Return the objects in a list of an object."""
    value = item.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_facebook(item: Object) -> bool:
    """Return whether an object is a post or a comment of Facebook."""
    return "timestamp" in item and any("post" in one or "comment" in one for one in _inside(item, "data"))


def _facebook(item: Object, where: str) -> Iterator[Record]:
    """Yield a post or comment of Facebook; what stands over it («… updated his status») is no title."""
    comments = [one["comment"] for one in _inside(item, "data") if isinstance(one.get("comment"), dict)]
    attached = [one for attachment in _inside(item, "attachments") for one in _inside(attachment, "data")]
    shared = [one["external_context"] for one in attached if isinstance(one.get("external_context"), dict)]
    media = [one["media"] for one in attached if isinstance(one.get("media"), dict)]
    texts = [one.get("post") for one in _inside(item, "data")] + [one.get("comment") for one in comments]
    texts = [text for text in texts if not is_blank(text)] or [one.get("description") for one in media]
    text = "\n".join(dict.fromkeys(text for text in texts if isinstance(text, str) and text.strip()))
    if not text:
        yield Record(left_out="posts without text")
        return
    fields = {"text": text, "published": item.get("timestamp"), "activity": item.get("title")}
    fields["author"] = next((one["author"] for one in comments if "author" in one), None)
    yield Record(fields | {"shared_url": next((one["url"] for one in shared if "url" in one), None)}, where=where)


def _is_messenger(chat: Object) -> bool:
    """Return whether an object is a chat of Messenger or Instagram."""
    return "participants" in chat and any("sender_name" in message for message in _inside(chat, "messages"))


def _messenger(chat: Object) -> Iterator[Record]:
    """Yield the messages of a chat of Messenger or Instagram."""
    for number, message in enumerate(_inside(chat, "messages"), 1):
        fields = {"text": message.get("content"), "published": message.get("timestamp_ms")}
        about = {"author": message.get("sender_name"), "source": chat.get("title")}
        said = not is_blank(fields["text"])
        yield Record(fields | about, where=f"record {number}") if said else Record(left_out="messages without text")


def _is_instagram(item: Object) -> bool:
    """Return whether an object is a post, a story or a reel of Instagram."""
    return ("uri" in item and "creation_timestamp" in item) or any(map(_is_instagram, _inside(item, "media")))


def _instagram(item: Object, where: str) -> Iterator[Record]:
    """Yield the caption of a post of Instagram, which stands at the post or at its only picture."""
    pictures = [item, *_inside(item, "media")]
    text = next((one["title"] for one in pictures if isinstance(one.get("title"), str) and one["title"].strip()), None)
    published = next((one["creation_timestamp"] for one in pictures if one.get("creation_timestamp")), None)
    picture = next((one["uri"] for one in pictures if "uri" in one), None)
    fields = {"text": text, "published": published, "picture": picture}
    yield Record(fields, where=where) if text else Record(left_out="posts without text")


def _is_labelled(item: Object) -> bool:
    """Return whether an object is a post of Facebook or Instagram with labelled values for fields, as since 2024."""
    return any("label" in one or "dict" in one for one in _inside(item, "label_values"))


def _labelled(item: Object, where: str) -> Iterator[Record]:
    """Yield a post whose fields have labels, in the language of the account; other objects in it keep their titles."""
    labelled: Object = {}
    waiting = [(one, "") for one in reversed(_inside(item, "label_values"))]
    while waiting:
        one, around = waiting.pop()
        title = " ".join(filter(None, (around, as_text(one.get("title") or ""))))
        waiting += [(inner, title) for inner in reversed(_inside(one, "dict"))]
        if not is_blank(one.get("label")) and not is_blank(one.get("value")):
            labelled.setdefault(" ".join(filter(None, (title, str(one["label"])))), one["value"])
    text = next((value for label, value in labelled.items() if fold(label).casefold() in _LABELS_OF_TEXT), None)
    # Under a label that is not known, several words may be the text: the record has no text then, and says so.
    if text is None and all(len(str(value).split()) < _WORDS_OF_A_NAME for value in labelled.values()):
        yield Record(left_out="posts without text")
        return
    pictures = [one["uri"] for one in _inside(item, "media") if "uri" in one]
    fields = {"published": item.get("timestamp"), "picture": next(iter(pictures), None), "fbid": item.get("fbid")}
    yield Record(labelled | fields | {"text": text}, where=where)


def _is_mapped(item: Object) -> bool:
    """Return whether an object is a comment of Instagram, with a value or a time under each label."""
    labelled = item.get("string_map_data")
    return isinstance(labelled, dict) and all(isinstance(one, dict) for one in labelled.values())


def _mapped(item: Object, where: str) -> Iterator[Record]:
    """Yield a comment of Instagram, as its labels say in the language of the account."""
    labelled: Object = item["string_map_data"] if _is_mapped(item) else {}
    times = [one["timestamp"] for one in labelled.values() if one.get("timestamp")]
    values = [{"label": label, "value": one.get("value")} for label, one in labelled.items()]
    yield from _labelled({"label_values": values, "timestamp": next(iter(times), None)}, where)


_KINDS: tuple[tuple[Callable[[Object], bool], Callable[[Object, str], Iterator[Record]]], ...] = (
    (_is_labelled, _labelled),
    (_is_mapped, _mapped),
    (_is_facebook, _facebook),
    (_is_instagram, _instagram),
)


def whole_post(post: Object) -> Object:
    """Return a post of X with its whole text where it is cut: one of more than 140 signs, or one that is sent on."""
    extended, sent_on = post.get("extended_tweet"), post.get("retweeted_status")
    if not (extended or sent_on):
        return post
    text = extended.get("full_text") if isinstance(extended, dict) else None
    if isinstance(sent_on, dict) and (cut := _SENT_ON.match(str(post.get("full_text") or post.get("text")))):
        whole = whole_post(sent_on)
        text = f"{cut[1]}{whole.get('full_text') or whole.get('text') or ''}"
    return post | {"full_text" if post.get("full_text") else "text": text} if isinstance(text, str) else post


def is_x_archive(head: str) -> bool:
    """Return whether a file is a part of the archive that X (Twitter) gives to the owner of an account."""
    return _YTD_ANY.match(head) is not None


def read_x_archive(text: str) -> list[Record]:
    """Read the posts in a part of an archive of X; raise UnreadableError if it is broken.

    A part that holds anything else (likes, messages, settings) is left out.
    """
    begun = _YTD.match(text)
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", begun["kind"] or begun["old"]).casefold() if begun else ""
    if begun is None or kind not in _POSTS_OF_X:
        return [Record(left_out="list of the archive of X that holds no posts")]
    try:
        items = load_json(text[begun.end() :].rstrip().removesuffix(";"))
    except BrokenJsonError as error:
        line = LineNumbers(text).at(begun.end() + error.offset)
        raise UnreadableError(f"malformed archive of X: line {line}: {error}; fetch or unpack it again") from error
    around, of_text, of_day, of_id = _POSTS_OF_X[kind]
    records = []
    for number, item in enumerate(items if isinstance(items, list) else [items], 1):
        post = item.get(around, item) if isinstance(item, dict) else {}
        text_of_post, post_id = (
            as_text(post.get(of_text) or post.get("text") or ""),
            as_text(post.get(of_id) or post.get("id") or ""),
        )
        kept = {key: post[key] for key in _KEPT_OF_X if key in post}
        fields = {"doc_id": post_id, "text": unescape(text_of_post), "published": post.get(of_day), **kept}
        # Leads to the post whatever the account is called.
        fields["url"] = f"https://x.com/i/web/status/{post_id}" if post_id.isdecimal() else None
        record = Record(fields, where=f"record {number}")
        records.append(record if text_of_post else Record(left_out="posts without text"))
    return records
