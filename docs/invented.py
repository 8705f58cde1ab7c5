"""Write the articles that the pages count in: invented, dated, of two sources, on talks about the water of rivers.

Neither the events nor the words of anybody in them are real. They are made so that each figure has something to show:
one word becomes more frequent over the year, two sources prefer other names, some actors meet more often than chance
would have them meet.
"""

import csv
import random
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

SOURCES = ("وكالة الشرق", "صحيفة الغد")
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
ARTICLES_A_MONTH = 14
PERIOD = range(1, 13)  # months of 2023

#: By source: the capital stands for the government, or the country is named.
NAMES = {
    "TUR": ("أنقرة", "تركيا"),
    "IRQ": ("بغداد", "العراق"),
    "EGY": ("القاهرة", "مصر"),
    "ETH": ("أديس أبابا", "إثيوبيا"),
    "JOR": ("عمّان", "الأردن"),
    "SYR": ("دمشق", "سوريا"),
}
SUBJECTS = (
    ("TUR", "IRQ", "مياه دجلة والفرات", "السدود"),
    ("EGY", "ETH", "ملء سد النهضة", "السد"),
    ("JOR", "SYR", "مياه نهر اليرموك", "الآبار"),
    ("TUR", "SYR", "منسوب الفرات", "محطات الضخ"),
    ("IRQ", "SYR", "تقاسم مياه الفرات", "القنوات"),
)
TITLES = (
    "{a} و{b} تبحثان {matter}",
    "محادثات بين {a} و{b} حول {matter}",
    "{matter} على طاولة {a} و{b}",
    "{a} تدعو {b} إلى اتفاق حول {matter}",
)
OPENINGS = (
    "بدأت {a} و{b} {when} جولة جديدة من المحادثات حول {matter}.",
    "اتفقت {a} مع {b} {when} على تشكيل لجنة فنية تدرس {matter}.",
    "استقبلت {a} {when} وفدا من {b} لبحث {matter}.",
    "أعلنت {a} {when} تأجيل اجتماعها مع {b} حول {matter}.",
)
SPEECH = (
    "وقال وزير الري في بيان إن {what} تحتاج إلى صيانة عاجلة.",
    "وأكدت {a} أن حصتها من المياه لن تتغير قبل {until}.",
    "ونفت {b} أن تكون قد أغلقت {what}.",
    "وأضاف المتحدث باسم الوفد أن الجولة المقبلة ستعقد في {until}.",
)
DROUGHT = (
    "ويهدد الجفاف محاصيل القمح والشعير في عشرات القرى.",
    "وتراجع منسوب النهر بسبب الجفاف إلى أدنى مستوى منذ سنوات.",
    "ونزحت عائلات من القرى التي ضربها الجفاف في الصيف الماضي.",
)
RAIN = (
    "وامتلأت خزانات كثيرة بعد أمطار غزيرة شهدتها المنطقة.",
    "وتوقع خبراء موسما زراعيا جيدا بعد أمطار الشتاء.",
    "وتحسنت حال المراعي مع هطول الأمطار في الأسبوع الماضي.",
)
OF_SOURCE = (
    (
        "وذكر مراسل الوكالة أن الوفود غادرت قاعة الاجتماع مساء.",
        "وجرت المحادثات بوساطة الأمم المتحدة وحضور الاتحاد الأوروبي.",
    ),
    (
        "ويرى مزارعون تحدثوا إلى الصحيفة أن الأسعار سترتفع.",
        "وطالب ناشطون بنشر نص الاتفاق كاملا أمام المواطنين.",
    ),
)


def in_words(day: date, published: date) -> str:
    """Return how a paper names a day: by the weekday if it was in the last week, else by its date."""
    if (published - day).days == 1:
        return f"أمس {WEEKDAYS[day.weekday()]}"
    if (published - day).days < 7:
        return f"يوم {WEEKDAYS[day.weekday()]} الماضي" if day != published else f"اليوم {WEEKDAYS[day.weekday()]}"
    return f"في {day.day} {MONTHS[day.month - 1]}"


def article(published: date, draw: random.Random) -> tuple[str, str, str]:
    """Return source, title and body of one article."""
    side = draw.random() < 0.5
    first, second, matter, what = SUBJECTS[draw.choice((0, 0, 0, 1, 1, 1, 2, 2, 3, 4))]
    # Each source has its own way with names, and doesn't always follow it.
    a, b = (NAMES[of][side if draw.random() < 0.8 else not side] for of in (first, second))
    when = in_words(published - timedelta(days=draw.choice((0, 0, 1, 1, 1, 2, 3, 12, 30))), published)
    until = draw.choice(("نهاية العام", f"مطلع {MONTHS[published.month % 12]}", "الشهر المقبل"))
    words = {"a": a, "b": b, "matter": matter, "what": what, "when": when, "until": until}
    dry = draw.random() < published.month / 12
    body = (draw.choice(OPENINGS), *draw.sample(SPEECH, 2), draw.choice(DROUGHT if dry else RAIN))
    sentences = [sentence.format(**words) for sentence in body] + [
        draw.choice(OF_SOURCE[side if draw.random() < 0.75 else not side])
    ]
    return SOURCES[side], draw.choice(TITLES).format(**words), " ".join(sentences)


def write(folder: Path) -> None:
    """Write a text file for each article, and metadata.csv with what the files don't say."""
    draw = random.Random(2023)  # noqa: S311 - to write the same articles each time, not to keep a secret
    folder.mkdir(parents=True)
    rows = []
    days = chain.from_iterable(
        sorted(date(2023, month, draw.randint(1, 28)) for _ in range(ARTICLES_A_MONTH)) for month in PERIOD
    )
    for number, published in enumerate(days, start=1):
        source, title, body = article(published, draw)
        name = f"{number:03d}.txt"
        (folder / name).write_text(f"{title}\n\n{body}\n", encoding="utf-8")
        rows.append((name, published.isoformat(), source))
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("path", "published", "source"), *rows])
