"""Every format, with bytes of a valid file changed: it is read or refused with what to do, and nothing else leaves."""

import json

import pytest
from corpus_files import parsed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_citations import ENDNOTE, RIS
from test_mail import mail
from test_news_databases import EXPORTS
from test_news_xml import ATOM, NITF, news_item
from test_open_documents import epub, odt
from test_pdf import LINES, set_page, write_pdf
from test_rtf import HEAD, in_code_page
from test_saved_pages import HEADLINE, LONG
from test_social_exports import CHANNEL, POST, TWEET, escaped
from test_subtitles import ROLLING, SRT
from test_telegram_pages import HEAD as HEAD_OF_TELEGRAM
from test_telegram_pages import message
from test_web_archives import PAGE, WARC, WARC_GZ, mhtml
from test_whatsapp import ANDROID, IPHONE
from test_yaml_records import LIST as YAML

from corpus_tools.reading.formats import FORMATS
from corpus_tools.reading.records import UnreadableError

SAMPLES = {
    "telegram.json": json.dumps(CHANNEL, ensure_ascii=False).encode(),
    "messages.html": (HEAD_OF_TELEGRAM + message(1, "<div class='text'>وصلت</div>")).encode(),
    "a.eml": mail(html="<p>نص</p>").as_bytes(),
    "facebook.json": escaped([POST, POST]).encode(),
    "tweets.js": f"window.YTD.tweets.part0 = {json.dumps([TWEET, TWEET])}".encode(),
    "iphone.txt": IPHONE.encode(),
    "android.txt": ANDROID.encode(),
    "atom.xml": ATOM.encode(),
    "newsml.xml": news_item(NITF).encode(),
    "a.srt": SRT.encode(),
    "a.vtt": ROLLING.encode(),
    "a.ris": RIS.encode(),
    "a.enw": ENDNOTE.encode(),
    "a.yaml": YAML.encode(),
    **{f"{name}.txt": content.encode() for name, content in EXPORTS.items()},
    "a.odt": odt(),
    "a.epub": epub(),
    "a.rtf": (HEAD + in_code_page("وصلت القافلة.") + r"\par }").encode(),
    "a.mhtml": mhtml(PAGE.encode(), "utf-8"),
    "a.html": f"<html><body>{HEADLINE}<time datetime='2017-05-20'>x</time><p>{LONG[0]}</p></body></html>".encode(),
    "a.warc": WARC,
    "a.warc.gz": WARC_GZ,
    "a.pdf": write_pdf(set_page(*LINES)),
}
PACKAGES = {"a.warc": "warcio", "a.warc.gz": "warcio", "a.pdf": "pdfminer"}


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_changed_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    if name in PACKAGES:
        pytest.importorskip(PACKAGES[name])
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=4))
    try:
        found = parsed(bytes(content), name)
    except UnreadableError as error:
        assert "; " in str(error), "the message must say what to do"  # noqa: PT017 - either outcome is right
        return
    assert found.format in FORMATS
    assert not [record for record in found.records if record.problem and "; " not in record.problem]


def test_every_format_says_how_it_is_known_and_what_is_read() -> None:
    assert all(one.known_by and one.reads for one in FORMATS.values())
