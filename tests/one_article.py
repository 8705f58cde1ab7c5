"""One article with its dates, mentions and pairs, and the figures that are drawn of it."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from builders import dates_in, mentions_in

from corpus_tools import figures
from corpus_tools.corpus import Corpus
from corpus_tools.events.timeline import timeline
from corpus_tools.locale import Lang, Locale

TEXT = (
    "بدأ خروج المقاتلين من الحي يوم السبت 20 أيار 2017. ودعمت روسيا الاتفاق في آذار 2017، "
    "وقالت دمشق إن الاتفاق يعيد الخدمات. وتحاصر القوات الحكومية الحي منذ عام 2013، وترعى موسكو الاتفاق مع دمشق."
)


DOCUMENTS = pd.DataFrame({"doc_id": ["هدنة"], "text": [TEXT], "published": [pd.Timestamp("2017-05-20")]})


CORPUS = Corpus(DOCUMENTS)


ACTORS = pd.DataFrame(
    {
        "actor_id": ["RUS", "SYR_GOV", "SYR_ARMY"],
        "name_ar": ["روسيا", "الحكومة السورية", "الجيش السوري"],
        "name_en": ["Russia", "Syrian government", "Syrian army"],
    }
)


def dates() -> pd.DataFrame:
    expressions = [
        ("هدنة", "السبت 20 أيار 2017", "date", "2017-05-20", "2017-05-21", "day"),
        ("هدنة", "آذار 2017", "date", "2017-03-01", "2017-04-01", "month"),
        ("هدنة", "منذ عام 2013", "date", "2013-01-01", None, "range"),
    ]
    return dates_in({"هدنة": TEXT}, expressions)


def mentions() -> pd.DataFrame:
    named = [
        ("هدنة", "روسيا", "RUS", "name"),
        ("هدنة", "دمشق", "SYR_GOV", "metonym"),
        ("هدنة", "القوات الحكومية", "SYR_ARMY", "description"),
        ("هدنة", "موسكو", "RUS", "metonym"),
        ("هدنة", "دمشق", "SYR_GOV", "metonym"),
    ]
    return mentions_in({"هدنة": TEXT}, named)


def events() -> pd.DataFrame:
    return timeline(DOCUMENTS, dates(), mentions())


def many_events(number: int) -> pd.DataFrame:
    """Make events of all lengths, dated over eight years, in documents of their own."""
    draw = np.random.default_rng(number)
    made = pd.concat([events()] * (number // 3 + 1), ignore_index=True).head(number).copy()
    first = pd.Timestamp("2011-01-01") + pd.to_timedelta(draw.integers(0, 3000, number), unit="D")
    made["earliest"] = first.astype("datetime64[us]")
    length = pd.to_timedelta(draw.choice([1, 7, 31, 366], number), unit="D")
    made["latest"] = (first + length).astype("datetime64[us]")
    made["published"] = (first + pd.to_timedelta(draw.integers(0, 30, number), unit="D")).astype("datetime64[us]")
    made["doc_id"] = [f"{row:05}" for row in range(number)]
    return made.sort_values(["earliest", "latest"], ignore_index=True).assign(event=range(number))


def links() -> pd.DataFrame:
    pairs = [("RUS", "SYR_GOV", 2), ("SYR_ARMY", "SYR_GOV", 1), ("RUS", "SYR_ARMY", 1)]
    return pd.DataFrame(pairs, columns=["actor_a", "actor_b", "n"])


def frequencies() -> pd.DataFrame:
    return pd.DataFrame({"term": ["اتفاق", "حي", "دمشق"], "label": ["اتفاق", "حي", "دمشق"], "n": [3, 2, 2]})


def draw_timeline(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_timeline(events(), CORPUS, locale=Locale(lang), source="اختبار · مقالة واحدة")


def draw_terms(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_terms(frequencies(), CORPUS, locale=Locale(lang), source="اختبار · مقالة واحدة")


def draw_mentions(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_mentions(mentions(), CORPUS, ACTORS, locale=Locale(lang), source="اختبار · مقالة واحدة")


def draw_co_mentions(lang: Lang = "ar") -> figures.CorpusFigure:
    return figures.plot_co_mentions(links(), CORPUS, ACTORS, mentions=mentions(), locale=Locale(lang))


DRAWN: dict[str, Callable[[Lang], figures.CorpusFigure]] = {
    "timeline": draw_timeline,
    "terms": draw_terms,
    "mentions": draw_mentions,
    "co_mentions": draw_co_mentions,
}
