"""Articles of an agency and a paper, counted in every way, and the figures that are drawn of them."""

from collections.abc import Callable

import pandas as pd

from corpus_tools import figures
from corpus_tools.actors.counts import actor_frequency
from corpus_tools.actors.names import actor_names
from corpus_tools.actors.network import co_mentions
from corpus_tools.corpus import Corpus
from corpus_tools.locale import Lang, Locale
from corpus_tools.terms.collocations import collocations
from corpus_tools.terms.keyness import keyness
from corpus_tools.terms.trends import term_trend

AGENCY, PAPER = "وكالة الشرق", "صحيفة الغد"


OF_AGENCY = "أعلنت روسيا هدنة جديدة في حلب. وقصف الطيران مواقع داعش قرب الرقة، ثم قصف داعش حلب."


OF_PAPER = "رحبت تركيا بالهدنة بعد هدنة قصيرة. وهاجم تنظيم الدولة قرية قرب حلب، وردت روسيا على تنظيم الدولة."


# How many articles of the agency and of the paper came out in each month of 2017; none in April.
ARTICLES = {1: (1, 3), 2: (2, 2), 3: (2, 3), 5: (3, 1), 6: (4, 1), 7: (4, 0)}


NAMES = [
    ("RUS", "روسيا", "name"),
    ("TUR", "تركيا", "name"),
    ("ISIS", "داعش", "name"),
    ("ISIS", "تنظيم الدولة", "name"),
    ("ALEPPO", "حلب", "name"),
]


ACTORS = pd.DataFrame(
    {
        "actor_id": ["RUS", "TUR", "ISIS", "ALEPPO"],
        "name_ar": ["روسيا", "تركيا", "تنظيم الدولة الإسلامية", "حلب"],
        "name_en": ["Russia", "Turkey", "Islamic State", "Aleppo"],
    }
)


def make_documents() -> pd.DataFrame:
    rows = []
    for month, (agency, paper) in ARTICLES.items():
        for number in range(agency + paper):
            source, text = (AGENCY, OF_AGENCY) if number < agency else (PAPER, OF_PAPER)
            rows.append((f"{month}-{number}", text, pd.Timestamp(2017, month, 5 + number), source))
    return pd.DataFrame(rows, columns=["doc_id", "text", "published", "source"])


def find_names(documents: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        for actor, alias, kind in NAMES:
            start = text.find(alias)
            while start >= 0:
                sentence = int(start > text.index("."))
                rows.append((doc_id, start, start + len(alias), alias, actor, kind, alias, None, sentence))
                start = text.find(alias, start + 1)
    columns = ["doc_id", "start", "end", "surface", "actor_id", "kind", "alias", "candidates", "sentence"]
    return pd.DataFrame(rows, columns=columns).sort_values(["doc_id", "start"], ignore_index=True)


DOCUMENTS = make_documents()


CORPUS = Corpus(DOCUMENTS)


MENTIONS = find_names(DOCUMENTS)


# Three times as many articles, so that months have ten: trends say nothing of thinner ones.
MONTHS = Corpus(
    pd.concat([DOCUMENTS.assign(doc_id=DOCUMENTS["doc_id"] + f"-{k}") for k in range(3)], ignore_index=True)
)


MENTIONS_OF_MONTHS = find_names(MONTHS.texts)


TREND = term_trend(MONTHS, ["هدنة", "قصف", "حلب"])


FREQUENCIES = actor_frequency(MONTHS, MENTIONS_OF_MONTHS, by="month")


PARTS = [CORPUS.select(sources=source) for source in (AGENCY, PAPER)]


KEYNESS = keyness(*PARTS)


COLLOCATES = collocations(CORPUS, "هدنة")


OF_SOURCES = actor_names(CORPUS, MENTIONS)


LINKS = co_mentions(CORPUS, MENTIONS)


SOURCE = "اختبار · 26 مقالة"


def draw_trend(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_trend(TREND, MONTHS, locale=Locale(lang), source=SOURCE)


def draw_actor_trend(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_actor_trend(FREQUENCIES, MONTHS, ACTORS, mentions=MENTIONS_OF_MONTHS, locale=Locale(lang))


def draw_keyness(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_keyness(
        KEYNESS, *PARTS, target_name=AGENCY, reference_name=PAPER, locale=Locale(lang), source=SOURCE
    )


def draw_collocations(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_collocations(COLLOCATES, CORPUS, max_q=1.0, locale=Locale(lang), source=SOURCE)


def draw_actor_names(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_actor_names(OF_SOURCES, CORPUS, ACTORS, mentions=MENTIONS, locale=Locale(lang), source=SOURCE)


def draw_network(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_network(LINKS, CORPUS, ACTORS, mentions=MENTIONS, locale=Locale(lang))


def draw_pairs(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_pairs(LINKS, CORPUS, ACTORS, mentions=MENTIONS, locale=Locale(lang))


DRAWN: dict[str, Callable[[Lang], figures.CorpusFigure]] = {
    "trend": draw_trend,
    "actor_trend": draw_actor_trend,
    "keyness": draw_keyness,
    "collocations": draw_collocations,
    "actor_names": draw_actor_names,
    "network": draw_network,
    "pairs": draw_pairs,
}
