"""Read the articles that databases of news save together in one file: LexisNexis, Nexis Uni, Factiva, ProQuest.

The files are plain text, RTF or Word; of the latter come paragraphs, without the blank lines that plain text has.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.records import Record, UnreadableError

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\s*(?:\w+day,? )?(?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_MONTHS}),? \d{{4}})\b")
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|©|All Rights Reserved)", re.IGNORECASE)
_CLASSIC = re.compile(r"^[ \t\f]*(?:Document )?\d{1,6} of \d{1,6} DOCUMENTS?[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_CLASSIC_LABEL = re.compile(r"(?P<name>[A-Z][A-Z-]{3,20}): ?(?P<value>.*)")
# Of LexisNexis: labels above the text; any other ends it.
_ABOVE = frozenset({"BYLINE", "SECTION", "LENGTH", "DATELINE", "HEADLINE", "HIGHLIGHT", "BODY"})
_BELOW = frozenset(
    (
        "LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "JOURNAL-CODE", "DOCUMENT-TYPE", "GRAPHIC", "SUBJECT", "COMPANY",
        "ORGANIZATION", "PERSON", "COUNTRY", "GEOGRAPHIC", "CITY", "STATE", "INDUSTRY", "TICKER", "NOTES", "UPDATE",
        "CORRECTION-DATE", "ACC-NO", "DISTRIBUTION", "TYPE",
    )
)  # fmt: skip
_CENTRED = " " * 5
_UNI_END = re.compile(r"^[ \t]*End of Document[ \t\r]*$", re.MULTILINE)
_UNI_BODY = re.compile(r"^[ \t]*Body[ \t\r]*$", re.MULTILINE)
_UNI_LABEL = re.compile(r"\s*(?P<name>Section|Length|Byline|Dateline|Highlight): ?(?P<value>.*)")
_UNI_BELOW = re.compile(r"\s*(?:Load-Date:|(?:Classification|Graphic|Notes|Correction)\s*\Z)")
_FACTIVA_TAGS = frozenset(
    (
        "SE", "CLM", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT",
        "RF", "CX", "ART", "DLN", "CO", "IN", "NS", "RE", "IPC", "IPD", "RST", "PUB", "AN",
    )
)  # fmt: skip
_FACTIVA_TAG = re.compile(r"[ \t]*+(?P<tag>[A-Z]{2,3})(?:(?:\t| {2})[ \t]*+(?P<value>\S.*))?[ \t\r]*+\Z")
_FACTIVA_ID = re.compile(r"^[ \t]*(?:AN[ \t]{1,20})?Document ([A-Za-z0-9]{18,32})[ \t\r]*$", re.MULTILINE)
_FACTIVA_HEAD = re.compile(r"^[ \t]*HD(?:[ \t\r]*$|\t| {2})", re.MULTILINE)
_FACTIVA_WORDS = re.compile(r"^[ \t]*\d[\d,.]* words[ \t\r]*$", re.MULTILINE)
_PROQUEST_RULE = re.compile(r"^_{40,}[ \t\r]*$", re.MULTILINE)
_PROQUEST_ID = "ProQuest document ID:"
_PROQUEST_LABEL = re.compile(
    r"(?P<name>Title|Alternate title|Author|Correspondence author|Publication title|Publication date|Publication year|"
    r"Publication info|Publication subject|First page|Pages|Section|Column|Full text|Abstract|Links|ISSN|Copyright|"
    r"Last updated|Place of publication|Location|Company / organization|People|Publisher|Credit|Identifier / keyword|"
    r"Source type|ProQuest document ID|Document URL|Country of publication|Language of publication|Subject|Database|"
    r"Document type|Dateline|Volume|Issue|Edition|Document feature|Classification): ?(?P<value>.*)"
)
#: A line of plain text that is wrapped is no longer than this.
_WRAPPED = 100


def is_news_database(text: str) -> bool:
    """Return whether a text holds articles that a database of news saved."""
    # Each of the databases writes «Document» somewhere, and few other texts do.
    return ("ocument" in text or "OCUMENT" in text) and _reader(text) is not None


def read_news_database(text: str, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read the articles of a database of news; an empty list if the text is of none that is known."""
    reader = _reader(text) if "ocument" in text or "OCUMENT" in text else None
    return limits.read_in_time(reader(text), "the file") if reader else []


def _reader(text: str) -> Callable[[str], Iterator[Record]] | None:
    """Return what reads a text, or None."""
    if _PROQUEST_ID in text and _PROQUEST_RULE.search(text):
        return _read_proquest
    if "End of Document" in text and _UNI_END.search(text) and _UNI_BODY.search(text):
        return _read_uni
    if _CLASSIC.search(text) and ("\nLENGTH:" in text or "\nBODY:" in text):
        return _read_classic
    if "Document " in text and _FACTIVA_ID.search(text):
        if _FACTIVA_HEAD.search(text):
            return _read_factiva
        if _FACTIVA_WORDS.search(text):
            return _refuse_factiva
    return None


def _refuse_factiva(text: str) -> Iterator[Record]:
    """Refuse articles whose parts nothing marks."""
    n = sum(1 for _ in _FACTIVA_ID.finditer(text))
    raise UnreadableError(
        f"no mark between the parts of articles: {n:,} of Factiva without its field codes; save them again with the "
        "display option «Full Article/Report plus Indexing», or as XML"
    )


def _article(number: int, fields: dict[str, str | None], text: str) -> Record:
    """Return the record of an article."""
    said = {name: " ".join(value.split()) for name, value in fields.items() if value and value.strip()}
    return Record(said | ({"text": text} if text else {}), where=f"article {number}")


def _paragraphs(lines: Sequence[str]) -> str:
    """Return the paragraphs of lines, a line each; lines of plain text that were wrapped are joined."""
    filled = [line for line in lines if line.strip()]
    if len(filled) == len(lines) or max(map(len, filled), default=0) > _WRAPPED:
        return "\n".join(line.strip() for line in filled)
    blocks = re.split(r"\n\s*\n", "\n".join(lines).strip())
    return "\n".join(" ".join(block.split()) for block in blocks)


def _read_classic(text: str) -> Iterator[Record]:
    """Yield the articles of LexisNexis; «3 of 50 DOCUMENTS» stands above each."""
    counts = [found.span() for found in _CLASSIC.finditer(text)]
    for number, ((_, start), (end, _)) in enumerate(pairwise([*counts, (len(text), 0)]), 1):
        yield _classic_article(number, text[start:end].split("\n"))


def _classic_article(number: int, lines: list[str]) -> Record:
    """Return an article of LexisNexis: source, day and title, labels, the text, labels."""
    labelled = [(at, found) for at, line in enumerate(lines) if (found := _CLASSIC_LABEL.match(line))]
    above = [(at, found) for at, found in labelled if found["name"] in _ABOVE]
    end = next((at for at, found in labelled if found["name"] in _BELOW), len(lines))
    first = min((at for at, _ in above), default=end)
    head = [line for line in lines[:first] if line.strip() and not _COPYRIGHT.match(line)]
    day = next((at for at, line in enumerate(head) if _DATE.match(line)), None)
    below = head[1 if day is None else day + 1 :]
    # What is centred below the day tells of the edition; where nothing is centred, the last line is the title.
    centred = any(line.startswith(_CENTRED) for line in head)
    title = " ".join(line for line in below if not line.startswith(_CENTRED)) if centred else "".join(below[-1:])
    said = {found["name"]: found["value"].strip() for at, found in above if at < end}
    begin = 1 + max((at for at, _ in above if at < end), default=first - 1)
    is_spaced = any(not line.strip() for line in lines[:end])
    if is_spaced and said and not said.get("BODY"):  # a value may go on below its label
        while begin < end and lines[begin].strip() and not said.get("LENGTH", "").endswith("words"):
            begin += 1
    body = [said["BODY"]] if said.get("BODY") else []
    for line in lines[begin:end]:
        if _COPYRIGHT.match(line):
            break
        body.append(line if is_spaced or line.strip() else "")
    fields = {
        "title": said.get("HEADLINE") or title,
        "source": head[0] if head and day != 0 else None,
        "date": None if day is None else head[day],
        "author": said.get("BYLINE"),
        "section": said.get("SECTION"),
        "abstract": said.get("HIGHLIGHT"),
    }
    return _article(number, fields, _paragraphs(body))


def _read_uni(text: str) -> Iterator[Record]:
    """Yield the articles of Nexis Uni; «End of Document» stands below each."""
    bounds = [0, *(found.end() for found in _UNI_END.finditer(text))]
    for number, (start, end) in enumerate(pairwise(bounds), 1):
        lines = _UNI_END.sub("", text[start:end]).split("\n")
        body = next((at for at, line in enumerate(lines) if line.strip() == "Body"), None)
        if body is None:
            said = f"malformed export: article {number} has no line «Body» above its text; save it again"
            yield Record(where=f"article {number}", problem=said)
            continue
        # Above the first article stands a page about the search, which has no day on a line of its own.
        head = [line.strip() for line in lines[:body] if line.strip()]
        day = max((at for at, line in enumerate(head) if _DATE.match(line)), default=None)
        labels = {found["name"]: found["value"] for line in head if (found := _UNI_LABEL.match(line))}
        end_of_text = next((at for at in range(body + 1, len(lines)) if _UNI_BELOW.match(lines[at])), len(lines))
        fields = {
            "title": head[day - 2] if day is not None and day > 1 else None,
            "source": head[day - 1] if day else None,
            "date": None if day is None else head[day],
            "author": labels.get("Byline"),
            "section": labels.get("Section"),
            "abstract": labels.get("Highlight"),
        }
        yield _article(number, fields, _paragraphs(lines[body + 1 : end_of_text]))


def _read_factiva(text: str) -> Iterator[Record]:
    """Yield the articles of Factiva, the parts of which have field codes; the number (AN) is the last but for codes."""
    for number, values in enumerate(_factiva_articles(text), 1):
        said = {tag: " ".join(lines) for tag, lines in values.items()}
        identified = re.search(r"Document (\w+)", said.get("AN", ""))
        fields = {
            "title": said.get("HD"),
            "source": said.get("SN"),
            "date": f"{said.get('PD', '')} {said.get('ET', '')}",
            "author": said.get("BY"),
            "section": said.get("SE") or said.get("CLM"),
            "accession_number": identified[1] if identified else None,
        }
        yield _article(number, fields, "\n".join([*values.get("LP", []), *values.get("TD", [])]))


def _factiva_articles(text: str) -> Iterator[dict[str, list[str]]]:
    """Yield the lines of each article by their field codes."""
    values: dict[str, list[str]] = {}
    tag = None
    for line in text.split("\n"):
        found = _FACTIVA_TAG.match(line)
        if found and found["tag"] in _FACTIVA_TAGS:
            if "AN" in values or (found["tag"] == "HD" and "HD" in values):
                yield values
                values = {}
            tag = found["tag"]
            values.setdefault(tag, []).extend([found["value"].strip()] if found["value"] else [])
        elif tag and line.strip():
            values[tag].append(line.strip())
    if "HD" in values:
        yield values


def _read_proquest(text: str) -> Iterator[Record]:
    """Yield the articles of ProQuest, between two rules; what has no number of a document is a list or a note."""
    blocks = (block for block in _PROQUEST_RULE.split(text) if _PROQUEST_ID in block)
    for number, block in enumerate(blocks, 1):
        values: dict[str, list[str]] = {}
        lines: list[str] = values.setdefault("", [])
        for line in block.split("\n"):
            if found := _PROQUEST_LABEL.match(line.strip()):
                lines = values.setdefault(found["name"], [])
            if line.strip():
                lines.append(found["value"].strip() if found else line.strip())
        said = {name: " ".join(one).strip() for name, one in values.items()}
        fields = {
            "title": said.get("Title") or "".join(values[""][:1]),
            "source": said.get("Publication title"),
            "date": said.get("Publication date") or said.get("Publication year"),
            "author": said.get("Author"),
            "section": said.get("Section"),
            "url": said.get("Document URL"),
            "proquest_document_id": said.get("ProQuest document ID"),
            "abstract": said.get("Abstract"),
        }
        whole = "\n".join(line for line in values.get("Full text", []) if line)
        yield _article(number, fields, "" if whole.casefold().startswith("not available") else whole)
