"""A corpus of sixty articles in which every figure has something to show."""

import pandas as pd

from corpus_tools import Corpus

AGENCY, PAPER = "وكالة الشرق", "صحيفة الغد"
OF_AGENCY = (
    "أعلنت روسيا في {day} آذار 2017 هدنة في حلب. وقصف الطيران الروسي مواقع داعش قرب الرقة، ثم قصف داعش حلب {word}."
)
OF_PAPER = (
    "رحبت تركيا بالهدنة في {day} آذار 2017. وقالت إيران إن تنظيم الدولة هاجم قرية قرب حلب، وردت روسيا على داعش {word}."
)
HOSTILE = '<img src=x onerror="window.hit=1"></style></script><script>window.hit=1</script>'


def make_corpus() -> Corpus:
    """Sixty articles of two sources over five months, some of which would run a script if they could."""
    rows = []
    for number in range(60):
        form, source = ((OF_AGENCY, AGENCY), (OF_PAPER, PAPER))[number % 2]
        # No two articles have most words in common.
        words = " ".join(f"كلمة{letter}{number}" for letter in "أبجدهوزحطيكلمن")
        text = form.format(day=1 + number % 28, word=words) + (HOSTILE if number % 10 == 0 else "")
        rows.append(
            {
                "doc_id": f"خبر:{number}",
                "text": f"😀\n{text}",
                "source": source if number % 10 else source + HOSTILE,
                "title": f"خبر {number} {HOSTILE}",
                "author": HOSTILE,
                "url": "javascript:window.hit=1" if number % 3 else f"https://example.org/{number}",
                "published": pd.Timestamp("2017-01-03") + pd.Timedelta(days=2 * number),
            }
        )
    return Corpus(pd.DataFrame(rows))
