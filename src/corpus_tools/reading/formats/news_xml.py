"""Read XML whose elements are known: RSS and Atom feeds, and NewsML-G2."""

from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as ET

from corpus_tools.reading.fields import is_blank
from corpus_tools.reading.formats.xml_text import local_name, text_of
from corpus_tools.reading.records import Record

_ATOM = "{http://www.w3.org/2005/Atom}"
_NEWSML = "{http://iptc.org/std/nar/2006-10-01/}"
# Namespaces of the elements of an item that tell of the article; those of media and of podcasts tell of their files.
_TELLING = ("{http://purl.org/rss/1.0/modules/content/}", "{http://purl.org/dc/", "{http://purl.org/rss/1.0/}")


#: What an export of WordPress holds beside articles; sites have kinds of articles of their own.
_WORDPRESS = "{http://wordpress.org/export/"
_NO_ARTICLES = frozenset(
    ("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "wp_navigation",
     "wp_template", "wp_template_part", "wp_global_styles")
)  # fmt: skip


def read_news_xml(root: ET.Element) -> list[Record] | None:
    """Read the articles of a feed or of NewsML-G2; None if a document is neither."""
    kind = local_name(root.tag)
    if kind in {"rss", "RDF"} and (items := [one for one in root.iter() if local_name(one.tag) == "item"]):
        channel = next((one for one in root.iter() if local_name(one.tag) == "channel"), root)
        source = _said(next((one for one in channel if local_name(one.tag) == "title"), None))
        return [_item(item, source, f"record {number}") for number, item in enumerate(items, 1)]
    if root.tag == f"{_ATOM}feed":
        source = _said(root.find(f"{_ATOM}title"))
        entries = root.findall(f"{_ATOM}entry")
        return [_entry(entry, source, f"record {number}") for number, entry in enumerate(entries, 1)]
    if root.tag in {f"{_NEWSML}newsMessage", f"{_NEWSML}newsItem"}:
        return list(_news_items(root))
    return None


def _said(element: ET.Element | None) -> str | None:
    """Return the text in an element with its spaces made single, or None."""
    said = "" if element is None else " ".join("".join(element.itertext()).split())
    return said or None


def _unescaped(element: ET.Element) -> str:
    """Return an element whose text is HTML, also where it has no tags: the entities in it are written twice."""
    return unescape(text_of(element))


def _item(item: ET.Element, source: str | None, where: str) -> Record:
    """Return the article of an item of RSS; its elements keep their names."""
    fields: dict[str, object] = {}
    for element in item:
        if element.text in _NO_ARTICLES and str(element.tag).startswith(_WORDPRESS):
            return Record(left_out="items of WordPress that are no articles")
        telling = isinstance(element.tag, str) and (element.tag[0] != "{" or element.tag.startswith(_TELLING))
        value = _unescaped(element) if telling else ""
        if value:
            name = local_name(element.tag)
            fields[name] = [fields[name], value] if name in fields else value
    if is_blank(fields.get("source")):
        fields["source"] = source
    if is_blank(fields.get("link")) and str(fields.get("guid", "")).startswith("http"):
        fields["link"] = fields["guid"]  # which is the address unless it says otherwise
    return Record(fields, where=where)


def _entry(entry: ET.Element, source: str | None, where: str) -> Record:
    """Return the article of an entry of Atom."""
    fields: dict[str, object] = {}
    for name in ("id", "title", "content", "summary", "published", "updated"):
        element = entry.find(f"{_ATOM}{name}")
        if element is None:
            continue
        value = _unescaped(element) if element.get("type") == "html" else text_of(element)
        if value:
            fields[name] = value
    links = [link for link in entry.findall(f"{_ATOM}link") if link.get("rel", "alternate") == "alternate"]
    fields["link"] = next((link.get("href") for link in links), None)
    fields["author"] = [name for name in map(_said, entry.findall(f"{_ATOM}author/{_ATOM}name")) if name]
    terms = [one.get("label") or one.get("term") for one in entry.findall(f"{_ATOM}category")]
    fields["category"] = [term for term in terms if term]
    fields["source"] = _said(entry.find(f"{_ATOM}source/{_ATOM}title")) or source
    if "published" in fields or "updated" not in fields:
        return Record(fields, where=where)
    fields["published"] = fields.pop("updated")
    return Record(fields, where=where, notes={"published": "<updated>, since the entry has no <published>"})


def _news_items(root: ET.Element) -> Iterator[Record]:
    """Yield the articles of NewsML-G2; pictures and other items without text are left out."""
    items = [root] if root.tag == f"{_NEWSML}newsItem" else list(root.iter(f"{_NEWSML}newsItem"))
    for number, item in enumerate(items, 1):
        text = _text_of_news(item)
        if not text:
            yield Record(left_out="items of NewsML-G2 without text")
            continue
        meta, content = f"{_NEWSML}itemMeta/{_NEWSML}", f"{_NEWSML}contentMeta/{_NEWSML}"
        provider = item.find(f"{meta}provider")
        qcode = None if provider is None else provider.get("literal") or provider.get("qcode", "").rpartition(":")[2]
        by = item.find(f"{content}by")
        creator = item.find(f"{content}creator/{_NEWSML}name")
        fields = {
            "guid": item.get("guid"),
            "headline": _said(item.find(f"{content}headline")) or _said(item.find(f"{meta}title")),
            "text": text,
            "versionCreated": _said(item.find(f"{meta}versionCreated")),
            "firstCreated": _said(item.find(f"{meta}firstCreated")),
            "source": (None if provider is None else _said(provider.find(f"{_NEWSML}name"))) or qcode or None,
            "author": _said(by) or _said(creator),
            "category": [name for name in map(_said, item.findall(f"{content}subject/{_NEWSML}name")) if name],
            "dateline": _said(item.find(f"{content}dateline")),
            "version": item.get("version"),
        }
        yield Record({name: value for name, value in fields.items() if not is_blank(value)}, where=f"record {number}")


def _text_of_news(item: ET.Element) -> str:
    """Return the text of an item of NewsML-G2, which is NITF, XHTML or plain."""
    inline = item.find(f"{_NEWSML}contentSet/{_NEWSML}inlineXML")
    if inline is not None:
        named = {local_name(one.tag): one for one in reversed(list(inline.iter()))}
        body = next((named[name] for name in ("body.content", "body") if name in named), inline)
        return text_of(body)
    plain = item.find(f"{_NEWSML}contentSet/{_NEWSML}inlineData")
    return "" if plain is None or "text" not in plain.get("contenttype", "text/plain") else text_of(plain)
