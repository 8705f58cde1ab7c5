"""How much a file may hold before reading stops and says so: each limit once, by name."""

#: Bytes of the largest file that is read, packed or not.
MAX_BYTES = 2**30
#: Text packs to a tenth or a twentieth of its size; what unpacks to more than this many times is no text.
MAX_RATIO = 100
#: Bytes below which no ratio does harm; a short text that repeats one line has a high ratio.
HARMLESS_BYTES = 2**18
#: The same for office files and e-books: the markup of an empty sheet packs better than any text.
HARMLESS_OFFICE_BYTES = 2**25
#: Elements of SGML, or objects of JSON, inside one another.
MAX_DEPTH = 200
#: Objects around the articles of a JSON file.
MAX_JSON_DEPTH = 6
#: JSON objects that are tried after a break, so that a file that is broken throughout takes bounded time.
MAX_JSON_TRIES = 1000
#: How many times over a broken JSON file is read in vain.
MAX_JSON_PASSES = 20
#: How many times over an ill-formed XML file is read, with one name after the other as that of its articles.
MAX_XML_TRIES = 20
#: Names of fields that a message lists.
MAX_NAMES_LISTED = 40
#: Bytes of one page in a web archive; no article comes near.
MAX_PAGE_BYTES = 2**25
#: Groups inside one another in an RTF file; word processors write a dozen.
MAX_RTF_DEPTH = 200
#: Pages of a PDF, of which each takes tenths of a second.
MAX_PDF_PAGES = 2000
