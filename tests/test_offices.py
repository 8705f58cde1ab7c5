"""Offices mean whoever holds them, held them before, or held them at the time that is spoken of."""

import pytest
from builders import documents_of

from corpus_tools import find_mentions, load_actors
from corpus_tools.actors.registry.load import Registry

OWN = """
- {id: HIM, type: state, name_ar: الحميرية, name_en: Himyar, names: [{name: حميري, kind: nisba}]}
- id: FIRST
  type: leader
  parent: HIM
  name_ar: بدر الكندي
  names: [{name: الرئيس الحميري, kind: description, from: 1990-01-01, to: 2001-01-01}]
- id: SECOND
  type: leader
  parent: HIM
  name_ar: جاد المزيني
  names: [{name: الرئيس الحميري, kind: description, from: 2001-01-01, to: 2011-01-01}]
- id: THIRD
  type: leader
  parent: HIM
  name_ar: ركان الصيعري
  names: [{name: الرئيس الحميري, kind: description, from: 2011-01-01}]
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    path = tmp_path_factory.mktemp("registry") / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return load_actors(path)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("قال الرئيس الحميري ذلك", "2005-05-01", ["SECOND"]),
        ("قال الرئيس الحميري السابق ذلك", "2005-05-01", ["FIRST"]),
        ("قال الرئيس الحميري السابق ذلك", "2015-05-01", ["FIRST|SECOND"]),
        ("تحدث جاد المزيني، فقال الرئيس الحميري السابق ذلك", "2015-05-01", ["SECOND"]),
        ("قال الرئيس الحميري السابق ذلك", "1995-05-01", []),
        ("وفي عام 1999 قال الرئيس الحميري آنذاك ذلك", "2015-05-01", ["FIRST"]),
        ("وفي عام ٢٠٠٥ قال الرئيس الحميري في حينه ذلك", "2015-05-01", ["SECOND"]),
        ("في 2015. قال الرئيس الحميري في ذلك الوقت ذلك", "2015-05-01", ["FIRST|SECOND"]),
        ("وفي عام 2001 قال الرئيس الحميري وقتها ذلك", "2015-05-01", ["SECOND"]),
        ("قال نائب الرئيس الحميري ذلك", "2005-05-01", []),
        ("قالت نائبة الرئيس الحميري ذلك", "2005-05-01", []),
        ("قال مساعد الرئيس الحميري ذلك", "2005-05-01", []),
        ("قال النائب للرئيس الحميري ذلك", "2005-05-01", ["SECOND"]),
        ("قال الرئيس الحميري السابق سمير البصراوي ذلك", "2015-05-01", []),
        ("قال الرئيس الحميري المنتخب ذلك", "2005-05-01", []),
    ],
)
def test_who_is_meant_by_an_office(registry: Registry, text: str, published: str, expected: list[str]) -> None:
    found = find_mentions(documents_of(text, published=published), registry)
    described = found[found["kind"] == "description"]
    assert described["actor_id"].fillna(described["candidates"]).tolist() == expected


def test_the_name_beside_an_office_is_its_holder(registry: Registry) -> None:
    for text in ("قال الرئيس الحميري آنذاك بدر الكندي ذلك", "قال الرئيس الحميري في حينه، بدر الكندي ذلك"):
        found = find_mentions(documents_of(text, published="2015-05-01"), registry)
        assert found[["actor_id", "kind"]].to_numpy().tolist() == [["HIM", "adjective"], ["FIRST", "name"]]
