"""Sentences cut to the room that a figure has."""

from corpus_tools.figures.excerpts import fit_lines, mark_words
from corpus_tools.figures.measuring import ELLIPSIS

TEXT = (
    "بدأ خروج المقاتلين من الحي يوم السبت 20 أيار 2017. ودعمت روسيا الاتفاق في آذار 2017، "
    "وقالت دمشق إن الاتفاق يعيد الخدمات. وتحاصر القوات الحكومية الحي منذ عام 2013، وترعى موسكو الاتفاق مع دمشق."
)


def test_excerpts_keep_the_date_in_sight() -> None:
    start = TEXT.index("منذ عام 2013")
    end = start + len("منذ عام 2013")
    for width in range(20, 200, 7):
        lines = fit_lines(mark_words(TEXT, (start, end)), width=width, lines=2, measure=len)
        words = [word for line in lines for word, _ in line]
        assert "عام" in words
        assert len(lines) <= 2
        assert all(sum(len(word) + 1 for word, _ in line) - 1 <= width for line in lines)
        assert (ELLIPSIS in words) == (len([word for word in words if word != ELLIPSIS]) < len(TEXT.split()))
