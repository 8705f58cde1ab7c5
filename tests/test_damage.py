"""Damaged texts: brought back to the letter where that is certain, else told; sound texts are left alone."""

import quopri
from collections.abc import Callable
from pathlib import Path
from time import process_time
from urllib.parse import quote

import pytest
from builders import documents_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.cleaning.clean import clean
from corpus_tools.damage.check import check_texts
from corpus_tools.data_files import load_table
from corpus_tools.reading.read import read_corpus
from corpus_tools.script import fold
from corpus_tools.shaping.direction import to_screen_order
from corpus_tools.shaping.presentation import FORM_OF

MENDING = ["escapes", "mojibake", "visual_order"]
SENTENCE = "غادرت حافلة حي الوعر صباح السبت، وقالت إذاعة محلية: «ستليها أخرى» في 12 آذار؛ هل تعود؟"
PLAIN = "غادرت حافلة حي الوعر صباح السبت، وقالت إذاعة محلية إنها ستعود"


def read_as(codec: str) -> Callable[[bytes], str]:
    """Read bytes as a program does that knows no byte it cannot read: those are controls."""
    return lambda data: "".join(bytes([k]).decode(codec, "replace").replace("\ufffd", chr(k)) for k in data)


def mended(text: str) -> str:
    return str(clean(documents_of(text), steps=MENDING)[0]["text"][0])


def found(text: str) -> tuple[str, str, bool]:
    """Tell the kinds of problems and warnings of a text, and whether it is still there."""
    row = check_texts(documents_of(text)).iloc[0]
    kinds = [" ".join(part.partition(":")[0] for part in said.split(" | ")) if isinstance(said, str) else ""
             for said in (row["problem"], row["warning"])]  # fmt: skip
    return (*kinds, isinstance(row["text"], str))  # type: ignore[return-value]


def of_mac(text: str) -> bytes:
    """Write a text as old Macs did, its signs from right to left and its spaces from left to right."""
    return text.encode("mac_arabic").replace(b"\xa0", b" ")


WRONG_READERS: dict[str, Callable[[str], str]] = {
    "UTF-8 as Latin-1": lambda text: text.encode().decode("latin-1"),
    "UTF-8 as Windows-1252": lambda text: read_as("cp1252")(text.encode()),
    "UTF-8 as Windows-1256": lambda text: read_as("cp1256")(text.encode()),
    "UTF-8 as Mac OS Roman": lambda text: read_as("mac_roman")(text.encode()),
    "UTF-8 as ISO-8859-15": lambda text: text.encode().decode("iso8859_15"),
    "UTF-8 as Windows-1251": lambda text: read_as("cp1251")(text.encode()),
    "UTF-8 as DOS 437": lambda text: text.encode().decode("cp437"),
    "UTF-8 as DOS 850": lambda text: text.encode().decode("cp850"),
    "UTF-8 as DOS 720": lambda text: read_as("cp720")(text.encode()),
    "UTF-8 as Windows-1252 twice": lambda text: read_as("cp1252")(read_as("cp1252")(text.encode()).encode()),
    "UTF-8 as Windows-1256 twice": lambda text: read_as("cp1256")(read_as("cp1256")(text.encode()).encode()),
    "Windows-1256 as Latin-1": lambda text: text.encode("cp1256").decode("latin-1"),
    "Windows-1256 as Windows-1252": lambda text: read_as("cp1252")(text.encode("cp1256")),
    "Windows-1256 as Windows-1251": lambda text: read_as("cp1251")(text.encode("cp1256")),
    "Windows-1256 as Mac OS Roman": lambda text: read_as("mac_roman")(text.encode("cp1256")),
    "Mac Arabic as Mac OS Roman": lambda text: read_as("mac_roman")(of_mac(text)),
    "Mac Arabic as Latin-1": lambda text: of_mac(text).decode("latin-1"),
    "Mac Arabic as Windows-1251": lambda text: read_as("cp1251")(of_mac(text)),
    "JSON escapes": lambda text: "".join(f"\\u{ord(c):04x}" if ord(c) > 127 else c for c in text),
    "JSON escapes, escaped": lambda text: "".join(f"\\\\u{ord(c):04x}" if ord(c) > 127 else c for c in text),
    "JSON escapes without their backslashes": lambda text: "".join(
        f"u{ord(c):04x}" if c.isalpha() and ord(c) > 127 else c for c in text
    ),
    "JavaScript escapes": lambda text: "".join(f"%u{ord(c):04X}" if ord(c) > 127 else c for c in text),
    "bytes of Python": lambda text: "".join(
        "".join(f"\\x{byte:02x}" for byte in c.encode()) if ord(c) > 127 else c for c in text
    ),
    "octal bytes": lambda text: "".join(
        "".join(f"\\{byte:o}" for byte in c.encode()) if ord(c) > 127 else c for c in text
    ),
    "percents of an address": lambda text: " ".join(map(quote, text.split(" "))),
    "quoted-printable": lambda text: quopri.encodestring(text.encode()).decode("ascii"),
    "decimal entities": lambda text: "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in text),
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(c):X};" if ord(c) > 127 else c for c in text),
    "entities of entities": lambda text: "".join(f"&amp;#{ord(c)};" if ord(c) > 127 else c for c in text),
}


@pytest.mark.parametrize("wrong", WRONG_READERS)
@pytest.mark.parametrize("text", [SENTENCE, f"{PLAIN}\n\n{SENTENCE}\n{PLAIN} BBC 2017"])
def test_each_wrong_way_is_undone(wrong: str, text: str) -> None:
    damaged = WRONG_READERS[wrong](text)
    assert damaged != text
    assert mended(damaged) == text
    problem, warning, is_there = found(damaged)
    assert (problem, is_there) == ("", True)
    assert warning in ("mojibake", "escapes")


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"
WORDS = st.text(st.sampled_from(LETTERS), min_size=2, max_size=9)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: "قال المتحدث في البلدة " + " ".join(words))


@pytest.mark.parametrize("wrong", WRONG_READERS)
@settings(max_examples=25)
@given(text=SENTENCES)
def test_any_sentence_is_brought_back(wrong: str, text: str) -> None:
    assert mended(WRONG_READERS[wrong](text)) == text


@given(text=st.text(st.sampled_from([*LETTERS, *"،؛؟.:«»“”‘’–…—!()[]/% \n\u064b\u0651ـ0123٤٥é&;"]), max_size=80))
def test_sound_text_is_left_alone(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ÇäÓÍÇÈ", "انسحاب"),
        (PLAIN.encode("iso8859_6").decode("latin-1"), PLAIN),
        (f"{SENTENCE} {read_as('cp1251')(PLAIN.encode('cp1256'))}", f"{SENTENCE} {PLAIN}"),
        (f"{SENTENCE} {read_as('mac_roman')(PLAIN.encode('cp1256'))}", f"{SENTENCE} {PLAIN}"),
        # words of nothing but signs that a proper text has, too, among others
        (
            f"نص «من» … {read_as('mac_roman')(f'{PLAIN} من باب ، {PLAIN}'.encode('cp1256'))}",
            f"نص «من» … {PLAIN} من باب ، {PLAIN}",
        ),
        (f"نص {read_as('cp1251')(f'{PLAIN} ، {PLAIN}'.encode('cp1256'))} – نص", f"نص {PLAIN} ، {PLAIN} – نص"),
        ("Ø­Ù…Øµ", "حمص"),
        (PLAIN.encode("iso8859_6").decode("cp1256"), PLAIN),
        ("%D8%AD%D9%85%D8%B5+%D9%88%D8%AD%D9%84%D8%A8", "حمص وحلب"),
        (r"غادروا\xa0الحي \xabالقديم\xbb", "غادروا\xa0الحي «القديم»"),
        ('[caption id="a1" width="300"]صورة للحي[/caption]غادروا', "\nصورة للحي\nغادروا"),
        # a sound sentence beside a damaged one
        (f"{SENTENCE}\n{read_as('cp1252')(PLAIN.encode())}", f"{SENTENCE}\n{PLAIN}"),
        (f"{SENTENCE}\n{read_as('cp1256')(PLAIN.encode())}", f"{SENTENCE}\n{PLAIN}"),
        # a no-break space that was made a plain one
        ("Ø­Ù…Øµ Â ÙˆØ­Ù„Ø¨", "حمص  وحلب"),
        ("قال &quot;نعم&quot; &amp; مضى &#8230;", 'قال "نعم" & مضى …'),
        ("قال &amp;quot;نعم&amp;quot;", 'قال "نعم"'),
        ("قال quot;نعمquot; ومضى", 'قال "نعم" ومضى'),
        ("غادروا&nbspالحي&nbsp;القديم", "غادروا\xa0الحي\xa0القديم"),
        ("&lt;p&gt;غادروا الحي.&lt;/p&gt;&lt;p&gt;وعادوا&lt;br /&gt;أمس", "\nغادروا الحي.\n\nوعادوا\nأمس"),
        (r"غادروا الحي.\nوعادوا\r\nأمس", "غادروا الحي.\nوعادوا\nأمس"),
        (r"غادروا الحي.\n\n2017 كان العام", "غادروا الحي.\n\n2017 كان العام"),
        (r"الإجراءات التالية :\n\u0623ولا:\n* كأس", "الإجراءات التالية :\nأولا:\n* كأس"),
        (r"قال: \"نعم\" يوم 5\/6", 'قال: "نعم" يوم 5/6'),
        ("\\u0642\\u0627\\u0644 \\ud83d\\ude00", "قال 😀"),
        ("ةيرابتخا ةرقف هذه", "هذه فقرة اختبارية"),
        # its numbers were turned with its letters
        ("7102 ماع ةنيدملا يف ةنده تأدب", "بدأت هدنة في المدينة عام 2017"),
    ],
)
def test_what_stands_for_something_else_is_written(text: str, meant: str) -> None:
    assert mended(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "كلفت شركة AT&T وR&D مبلغا",
        "الرابط https://example.org/?a=1&copy=2&lt=3 في الموقع",
        "الرابط https://example.org/%D8%AD%D9%85%D8%B5-%D8%A3?q=%D8%AD وقال a=%D8%AD%D9%85",
        r"المجلد C:\news\reports في الحاسوب",
        "u2 فرقة، وu2015 نموذج",
        "قال [المتحدث] إن مجلة être وجريدةéco في [Caption]",
        "Les évacués ont été reçus à Idleb, où ÉTÉ rime avec santé",
        "Çok güzel bir gün, Türkçe öğreniyorum",
        "Президент приехал в КамАЗ и РосНефть, а ГлавСнаб и КамАЗ стоят",
        "قال «·الرئيس» و«·الوزير» في … • الأول · الثاني",
        "Él · ¡Qué! ¿Cómo? «·Sí» «·No»",
        "النفط، والخط؛ والشرط؟ والحظ» واللفظ…",
        "لماذا ???",
        "این یک متن فارسی است و گفت: طرح",
        "إلا أن مثلا ولولا وحقلا وأصلا كانت كلا",
        "قالت (هذه) نعم",
    ],
)
def test_what_only_looks_damaged_is_left_alone(text: str) -> None:
    assert mended(text) == text
    assert found(text)[0] == ""


def shaped(text: str) -> str:
    """Give each letter of a text the form of its place in the word, but for ligatures."""
    joins = {letter for letter, place in FORM_OF if place == "initial"}
    forms = []
    for k, letter in enumerate(text):
        before, after = k > 0 and text[k - 1] in joins, k + 1 < len(text) and (text[k + 1], "final") in FORM_OF
        onward = after and letter in joins
        place = ("medial" if onward else "final") if before else ("initial" if onward else "isolated")
        forms.append(FORM_OF.get((letter, place), letter))
    return "".join(forms)


@pytest.mark.parametrize("write", [str, shaped])
def test_visual_order_is_turned_round_and_then_spelled(write: Callable[[str], str]) -> None:
    text = "هذه مدينة قديمة (1438)\nوصلت إليها حافلة BBC في 12.5 دقيقة."
    on_screen = "\n".join(to_screen_order(write(line), "R") for line in text.split("\n"))
    assert found(on_screen) == ("", "visual order", True)
    assert clean(documents_of(on_screen), steps=["visual_order", "presentation_forms"])[0]["text"][0] == text


def test_a_few_names_on_lines_of_their_own_do_not_turn_a_long_text() -> None:
    text = "\n".join([*["وصلت القافلة إلى المدينة القديمة."] * 100, "نيكولا دوبون", "أنجيلا دوبون", "كتبت ةلاحقة"])
    assert found(text) == ("", "", True)
    assert found("نيكولا دوبون\nأنجيلا دوبون\nةلاحقة")[:2] != ("", "")


def test_presentation_forms_in_reading_order_are_not_turned() -> None:
    text = "هذه مدينة قديمة في الشمال"
    assert found(shaped(text))[1] == ""
    assert clean(documents_of(shaped(text)))[0]["text"][0] == text


def test_lam_alef_in_one_piece_makes_the_order_uncertain() -> None:
    # «الأخبار» whose ligature was taken as لأ: it may be «األخبار» or not, and «سلام» may be «سالم».
    turned = "هذه األخبار القديمة عن اإلسالم وقرية بعيدة"
    assert found(turned[::-1]) == ("visual order", "", False)


@pytest.mark.parametrize(
    ("text", "problem", "is_there"),
    [
        ("بدأت الهد\ufffdة أمس في المدينة.", "lost characters", True),
        ("عادت الحاف\ud800ة أمس إلى المدينة.", "lost characters", True),
        ("\ufffd\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd", "lost characters", False),
        ("???? ?????? ??? ?????\n??? ???????", "question marks", False),
        (f"{SENTENCE}\n???? ?????? ???", "question marks", True),
        (f"{SENTENCE}\n?????", "question marks", True),
        (f"{PLAIN} في المد?نة القد?مة من?ا وعل?ها", "question marks", True),
        # the second byte of ف was thrown away
        (read_as("cp1252")("في المدينة صفوف طويلة".encode()).replace("\x81", "?"), "mojibake", True),
        (f"{SENTENCE} ماذا ؟؟؟؟ ولم ؟؟", "", True),
        ("كيف وصلتم?وماذا رأيتم هناك?وأين تذهبون غدا?ومن معكم?", "", True),
    ],
)
def test_what_is_lost_is_a_problem(text: str, problem: str, is_there: bool) -> None:
    said = found(text)
    assert (said[0], said[2]) == (problem, is_there)


def test_a_problem_says_what_where_and_what_to_do() -> None:
    said = check_texts(documents_of("بدأت الهد\ufffdة أمس في المدينة."))["problem"][0]
    assert said == (
        "lost characters: 1 (U+FFFD), the first at character 9: «بدأت الهد\ufffdة أمس في ال»; "
        "fetch the article again, or export it again as UTF-8"
    )
    said = check_texts(documents_of(f"{PLAIN}\n???? ????"))["problem"][0]
    assert f"question marks: 2 words lost, the first at character {len(PLAIN) + 1};" in said


def test_an_earlier_problem_stays() -> None:
    documents = documents_of("بدأت الهد\ufffdة أمس في المدينة.", None, problem=["same id: 'أ'", "empty file: no text"])
    said = check_texts(documents)["problem"].tolist()
    assert said[0].startswith("same id: 'أ' | lost characters: 1")
    assert said[1] == "empty file: no text"


MENU = "الرئيسية\nأخبار محلية\nرياضة\nاقتصاد وأعمال\nثقافة\nآراء\nفيديو\nاتصل بنا\nمن نحن\nسياسة الخصوصية\nالأرشيف"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("The ceasefire began on Saturday morning in the old city.", "not Arabic"),
        ("Les évacués de Homs ont été reçus à Idleb, où des familles les attendaient.", "not Arabic"),
        ("این گزارش می گوید که مردم شهر از پنجره ها به خیابان نگاه می کردند و گفتند", "not Arabic"),
        ("یہ خبر پاکستان کے شہر سے ہے اور لوگوں نے کہا کہ وہ گھر جا رہے ہیں", "not Arabic"),
        ("兀毓賱賳鬲 賵夭丕乇丞 丕賱夭乇丕毓丞 丕賱賷賵賲 丕賱孬賱丕孬丕亍 丕賱賯賲丨", "not Arabic"),
        (MENU, "menus"),
        # Arabic typed on a Persian keyboard, and Arabic that quotes at length
        ("قال المتحدث في البلدة إن علی الأهالی أن یعودوا إلی بیوتهم بعد الهدنة التی بدأت", ""),
        (f"{SENTENCE} Said the BBC in London", ""),
        (MENU.replace("\n", ".\n") + ".", ""),
        ("BBC", ""),
    ],
)
def test_what_to_know_of_a_sound_text_is_a_warning(text: str, warning: str) -> None:
    assert found(text) == ("", warning, True)


def test_titles_and_names_are_mended_with_the_text() -> None:
    wrong = read_as("latin-1")
    documents = documents_of(wrong(SENTENCE.encode()), title=[wrong("خبر عام".encode())], source=["&quot;سبق&quot;"])
    texts, _ = clean(documents)
    assert texts[["title", "source"]].to_numpy().tolist() == [["خبر عام", '"سبق"']]
    assert clean(documents, steps=["white_space"])[0]["title"][0] == documents["title"][0]


def test_edits_lead_back_from_a_word_to_the_word_as_it_was_read() -> None:
    damaged = read_as("cp1256")(PLAIN.encode())
    texts, edits = clean(documents_of(damaged), steps=MENDING)
    assert set(edits["step"]) == {"mojibake"}
    second = edits.iloc[1]
    assert (second["before"], second["after"]) == (damaged.split(" ")[1], "حافلة")
    assert texts["text"][0][second["start"] : second["end"]] == "حافلة"


def test_a_page_that_names_the_wrong_code_page_is_read_as_what_it_is(tmp_path: Path) -> None:
    html = f'<html><head><meta charset="iso-8859-1"></head><body><p>{PLAIN}.</p></body></html>'
    (tmp_path / "a.html").write_bytes(html.encode("cp1256"))
    documents = read_corpus(tmp_path)
    assert documents["text"][0] == f"{PLAIN}."
    assert documents["encoding"][0] == "windows-1256"


def test_the_tables_of_words_hold_together() -> None:
    table = load_table("text_checks")
    assert len(set(table["other_letters"])) == len(table["other_letters"])
    assert not set(table["other_letters"]) & set(LETTERS)
    for name in ("arabic_words", "unfinished"):
        assert len(set(table[name])) == len(table[name])
        assert all(word == fold(word, profile="marks") and " " not in word for word in table[name])
    recurring = load_table("boilerplate")["recurring"]
    for name in ("openings", "generic"):
        assert len(set(recurring[name])) == len(recurring[name])
        assert all(1 <= len(words.split()) <= 2 for words in recurring[name])


@pytest.mark.parametrize(
    "piece",
    [
        "\\",
        "\\n",
        "&",
        "&amp;",
        "amp;",
        "&lt;p",
        "u20aa",
        "\\x",
        "\\u06",
        "Ø",
        "Ø§",
        "ط§",
        "Ç",
        "ة ",
        "?",
        "? ",
        "1\u200f",
    ],
)
def test_the_time_is_linear_in_the_length_of_a_hostile_text(piece: str) -> None:
    def seconds(n: int) -> float:
        documents = documents_of(f"C:{piece * n}x")
        start = process_time()
        check_texts(documents)
        clean(documents, steps=[*MENDING, "number_order"])
        return process_time() - start

    seconds(100)
    # Twenty times as long, where a quadratic search would take four hundred times as long.
    assert seconds(20_000) < 60 * max(seconds(1_000), 0.02)
