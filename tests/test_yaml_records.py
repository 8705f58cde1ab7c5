import pytest
from corpus_files import parsed, texts_in

from corpus_tools.reading.records import UnreadableError

LIST = """# أخبار
- title: وصول قافلة
  date: 2017-05-20
  text: |
    وصلت القافلة.
    وعادت.
- title: "نعم"
  text: no
"""


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (LIST, ["وصلت القافلة.\nوعادت.\n", "no"]),
        (f"---\n{LIST}", ["وصلت القافلة.\nوعادت.\n", "no"]),
        ("source: المثال\narticles:\n  - {id: 1, text: وصلت}\n", ["وصلت"]),
        ("a1: {text: وصلت}\na2: {text: عادت}\n", ["وصلت", "عادت"]),
        ("title: وصول\ntext: وصلت القافلة.\n", ["وصلت القافلة."]),
    ],
)
def test_articles_in_yaml_are_those_that_json_would_have(content: str, texts: list[str]) -> None:
    assert parsed(content, "a.yaml").format == "yaml"
    assert texts_in(content, "a.yml") == texts


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- title: وصول\n  text: [", "malformed YAML: a.yaml, line 3: not valid YAML"),
        ("- text: &a وصلت\n- text: *a\n", "malformed YAML: a.yaml, line 1: YAML anchors and aliases are not read"),
        ("- text: !!python/object:os.system وصلت\n", "malformed YAML: a.yaml, line 1: YAML tags"),
        ("- text: وصلت\n---\n- text: عادت\n", "malformed YAML: a.yaml: holds more than one YAML document"),
        ("- name: وصلت\n", "no text: none of the keys is known to hold the article; keys seen: name"),
        ("- " * 20 + "وصلت", "malformed YAML: a.yaml, line 1: nested deeper"),
        ("وصلت القافلة", "no text: none of the keys"),
    ],
)
def test_yaml_that_gives_nothing_says_why(content: str, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parsed(content, "a.yaml")
    assert str(caught.value).startswith(said)
    assert "; " in str(caught.value)
