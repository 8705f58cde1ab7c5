"""School years, seasons and pilgrimages."""

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates

YEARS = [
    ("بدأ العام الدراسي 2023/2024 في موعده", "العام الدراسي 2023/2024", "2023/2024", "2023-09-01", "2024-07-01"),
    ("تفوق الفريق في الموسم 2022/2023", "2022/2023", "2022/2023", "2022-08-01", "2023-08-01"),
    ("سجل في موسم 2022-2023 عشرين هدفا", "2022-2023", "2022/2023", "2022-08-01", "2023-08-01"),
    ("كان الموسم الرياضي 2022-2023 طويلا", "الموسم الرياضي 2022-2023", "2022/2023", "2022-08-01", "2023-07-01"),
    ("كان الموسم الفلاحي 2021-2022 جافا", "الموسم الفلاحي 2021-2022", "2021/2022", "2021-09-01", "2022-09-01"),
    ("أبرمت شراكة 2020/2021 مع الوزارة", "2020/2021", "2020/2021", "2020-01-01", "2022-01-01"),
    ("نقلت الحافلات الحجاج خلال موسم حج 1444", "1444", "2022/2023", "2022-07-30", "2023-07-19"),
]


@pytest.mark.parametrize(("text", "surface", "value", "earliest", "latest"), YEARS)
def test_what_is_written_with_two_years_lasts_from_one_to_the_other(
    text: str, surface: str, value: str, earliest: str, latest: str
) -> None:
    row = find_dates(documents_of(text, published="2023-10-20")).iloc[0]
    assert (row["surface"], row["value"], row["anchor"]) == (surface, value, "absolute")
    assert (row["earliest"], row["latest"]) == (pd.Timestamp(earliest), pd.Timestamp(latest))


def test_a_count_behind_the_year_is_no_year() -> None:
    assert find_dates(documents_of("بلغ إنتاج العام 1435 طنا", published="2015-07-20")).empty
