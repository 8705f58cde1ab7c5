"""Names that recur and are in no registry."""

from pathlib import Path

import pandas as pd
import pytest

from corpus_tools import load_actors, tokenize
from corpus_tools.actors.suggestions import suggest_actors

REGISTRY = load_actors()
TEXTS = [
    "قال الوزير الفرنسي سمير الحمصي إن حركة نور الجبل انسحبت. وذكر المرصد ذلك.",
    "التقى سمير الحمصي الرئيس الروسي فلاديمير بوتين أمس. وتقدمت حركة نور الجبل.",
    "اتهم الوزير سمير الحمصي «رابطة الحي القديم»، وردت «رابطة الحي القديم».",
    "اجتمعت رابطة الحي القديم. وأعلنت حركة نور الجبل رفضها، وغاب سمير الحمصي.",
]


def corpus(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [f"d{k}" for k in range(len(texts))], "text": texts})


def test_names_after_titles_of_groups_and_in_quotes() -> None:
    found = suggest_actors(tokenize(corpus(TEXTS)), REGISTRY, min_documents=2).set_index("name")
    assert found.loc[["سمير الحمصي", "حركة نور الجبل", "رابطة الحي القديم"], "type"].tolist() == [
        "official", "party", "organisation",
    ]  # fmt: skip
    assert found.loc["سمير الحمصي", "documents"] == 4
    assert found.loc["حركة نور الجبل", "as_group"] == 3
    assert found.loc["رابطة الحي القديم", "in_quotes"] == 2
    assert found["samples"]["حركة نور الجبل"][0] == "قال الوزير الفرنسي سمير الحمصي إن حركة نور الجبل انسحبت."
    assert not any("بوتين" in name for name in found.index)


def test_a_longer_name_that_is_rarer_than_its_beginning_is_left_out() -> None:
    surnames = [*["الحمصي"] * 6, *["الحلبي"] * 2, *["الديري"] * 2]
    texts = [f"قال الوزير سمير جواد {surname}، ذلك" for surname in surnames]
    found = suggest_actors(tokenize(corpus(texts)), REGISTRY, min_documents=2)
    assert found["name"].tolist() == ["سمير جواد الحمصي"]


def test_the_stub_is_a_registry(tmp_path: Path) -> None:
    found = suggest_actors(tokenize(corpus(TEXTS)), REGISTRY, min_documents=4)
    path = tmp_path / "new.yaml"
    path.write_text(found["stub"].iloc[0], encoding="utf-8")
    assert load_actors(path).actors["name_ar"].tolist() == ["سمير الحمصي"]


def test_nothing_recurs_and_bad_input() -> None:
    tokens = tokenize(corpus(["غادرت الحافلة الحي", ""]))
    assert suggest_actors(tokens, REGISTRY).empty
    with pytest.raises(ValueError, match="1 or more"):
        suggest_actors(tokens, REGISTRY, min_documents=0)
