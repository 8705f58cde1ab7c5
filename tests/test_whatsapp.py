from importlib.resources import files

import pytest
import yaml
from corpus_files import parsed

from corpus_tools.reading.formats.whatsapp import is_whatsapp, read_whatsapp
from corpus_tools.reading.publication import parse_published
from corpus_tools.script import fold

IPHONE = (
    "\u200f[٢٠\u200f/٥\u200f/٢٠١٧، ٩:٠٥:٣٠\u202fص] لجنة الإغاثة: \u200fالرسائل والمكالمات مشفرة.\r\n"
    "[٢٠\u200f/٥\u200f/٢٠١٧، ٩:١٥:٣٠\u202fص] \u202aسمر\u202c: وصلت القافلة: ١٠ شاحنات\r\nوستصل الثانية غدا\r\n"
    "\u200e[٢١\u200f/٥\u200f/٢٠١٧، ٧:١٥:٣٠\u202fم] سمر: \u200eتم استبعاد الصورة\r\n"
    "[٢١\u200f/٥\u200f/٢٠١٧، ٧:١٦:٠٠\u202fم] \u202a+963 11 222\u202c: وصلنا.\r\n"
)
ANDROID = (
    "20/05/2017, 09:05 - تم تشفير الرسائل والمكالمات تماما بين الطرفين.\n"
    "20/05/2017, 09:15 - سمر: وصلت القافلة: 10 شاحنات\n\nوستصل الثانية غدا\n"
    "20/05/2017, 09:16 - سمر: <تم استبعاد الوسائط>\n"
    "20/05/2017, 09:17 - سمر: IMG-20170520-WA0001.jpg (الملف مرفق)\n"
    "20/05/2017, 21:16 - +963 11 222: وصلنا.\n"
)


@pytest.mark.parametrize(
    ("chat", "first", "when"),
    [
        (IPHONE, "وصلت القافلة: ١٠ شاحنات\nوستصل الثانية غدا", ["2017-05-20 09:15:30", "2017-05-21 19:16:00"]),
        (ANDROID, "وصلت القافلة: 10 شاحنات\n\nوستصل الثانية غدا", ["2017-05-20 09:15:00", "2017-05-20 21:16:00"]),
    ],
)
def test_a_chat_gives_its_messages(chat: str, first: str, when: list[str]) -> None:
    found = parsed(chat, "دردشة واتساب مع لجنة الإغاثة.txt")
    assert found.format == "whatsapp"
    messages = [record for record in found.records if "سمر" in str(record.fields.get("author")) or record.fields]
    one, other = messages[-2:]
    assert (one.fields["author"], one.fields["text"], one.fields["source"]) == ("سمر", first, "لجنة الإغاثة")
    assert (other.fields["author"], other.fields["text"]) == ("+963 11 222", "وصلنا.")
    read = [parse_published(record.fields["date"]) for record in messages[-2:]]
    assert [str(day.when or day.if_day_first) for day in read] == when
    assert one.where == "line 2"


def test_what_is_no_message_is_counted() -> None:
    kinds = [record.left_out for record in parsed(ANDROID, "a.txt").records]
    assert kinds == ["notices of the chat", None, *["messages with nothing but a file"] * 2, None]
    kinds = [record.left_out for record in parsed(IPHONE, "a.txt").records]
    assert kinds == ["notices of the chat", None, "messages with nothing but a file", None]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (["1/5/17", "1/6/17", "2/4/17"], "2017-01-05"),  # only with the month first do they run forward
        (["5/1/17", "6/1/17", "4/2/17"], "2017-01-05"),
        (["20.5.2017", "21.5.2017"], "2017-05-20"),
        (["2017-05-20", "2017-05-21"], "2017-05-20"),
        (["2017/5/6", "2017/5/7"], "2017-05-06"),
        (["5/6/17", "6/6/17"], None),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_is_that_in_which_time_runs_forward(days: list[str], first: str | None) -> None:
    records = read_whatsapp("\n".join(f"{day}, 10:15 AM - سمر: نعم" for day in days), "a.txt")
    when = parse_published(records[0].fields["date"]).when
    assert (when and f"{when:%Y-%m-%d}") == first
    if first is None:
        assert records[0].fields["date"] == "05/06/2017 10:15 AM"


@pytest.mark.parametrize(
    ("text", "name", "is_chat"),
    [
        ("20/05/2017 10:15 - دمشق: وصلت القافلة.\nوغادرت بعد يومين.", "a.txt", False),
        ("20/05/2017, 10:15 - سمر: وصلت.", "WhatsApp Chat with سمر.txt", True),
        ("[20/5/17, 10:15:00] سمر: وصلت.", "_chat.txt", True),
        ("[عاجل] بدأت الهدنة: 20 مايو", "a.txt", False),
        ("20 مايو 2017: بدأت الهدنة", "a.txt", False),
    ],
)
def test_a_day_at_the_head_of_an_article_is_no_chat(text: str, name: str, is_chat: bool) -> None:
    assert is_whatsapp(text, name) == is_chat


def test_what_stands_before_the_first_message_has_a_problem() -> None:
    chat = "نسخة محفوظة\n20/05/2017, 10:15 - سمر: وصلت.\n20/05/2017, 10:16 - سمر: نعم.\n"
    first, *others = parsed(chat, "a.txt").records
    assert str(first.problem).startswith("malformed chat: what stands before the first message, from line 1 on")
    assert [record.fields["text"] for record in others] == ["وصلت.", "نعم."]


def test_the_table_of_placeholders_is_folded_without_doubles() -> None:
    table = yaml.safe_load((files("corpus_tools") / "data" / "whatsapp.yaml").read_text("utf-8"))
    assert set(table) == {"placeholders", "attached", "notices", "edited"}
    for words in table.values():
        assert all(isinstance(word, str) and word.strip() == word for word in words)
        folded = [fold(word).casefold() for word in words]
        assert len(set(folded)) == len(folded)


def test_a_word_may_stand_between_day_and_time() -> None:
    chat = "20/05/2017 à 10:15 - سمر: وصلت القافلة\n21/05/2017 à 22:15 - علي: عاد السكان"
    found = parsed(chat, "a.txt")
    assert found.format == "whatsapp"
    assert [record.fields["date"] for record in found.records] == ["2017-05-20 10:15", "2017-05-21 22:15"]
