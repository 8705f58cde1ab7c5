"""Names that recur and are in no registry."""

from importlib import resources
from pathlib import Path

import pytest
from builders import corpus_of

from corpus_tools import load_actors
from corpus_tools.actors.suggestions import suggest_actors

REGISTRY = load_actors()
TEXTS = [
    "قال الوزير الفرنسي سمير الحمصي إن حركة نور الجبل انسحبت. وذكر المرصد ذلك.",
    "التقى سمير الحمصي الرئيس الروسي فلاديمير بوتين أمس. وتقدمت حركة نور الجبل.",
    "اتهم الوزير سمير الحمصي «رابطة الحي القديم»، وردت «رابطة الحي القديم».",
    "اجتمعت رابطة الحي القديم. وأعلنت حركة نور الجبل رفضها، وغاب سمير الحمصي.",
]


def test_names_after_titles_of_groups_and_in_quotes() -> None:
    found = suggest_actors(corpus_of(*TEXTS), REGISTRY, min_documents=2).set_index("name")
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
    found = suggest_actors(corpus_of(*texts), REGISTRY, min_documents=2)
    assert found["name"].tolist() == ["سمير جواد الحمصي"]


def test_names_beside_verbs_of_speech() -> None:
    texts = [
        "أعلن سمير الحمصي أن الهدنة بدأت.",
        "وقال سمير الحمصي إنه غادر. نادر البصراوي أكد ذلك.",
        "سمير الحمصي قال ذلك. نادر البصراوي نفى ذلك. وقال الجميع كلهم إن الهدنة بدأت.",
        "قال الجميع كلهم إن الحافلات غادرت، وأكد نادر البصراوي أنها عادت.",
    ]
    found = suggest_actors(corpus_of(*texts), REGISTRY, min_documents=3).set_index("name")
    assert found["with_verb"].to_dict() == {"سمير الحمصي": 3, "نادر البصراوي": 3}
    assert found["type"].tolist() == ["official", "official"]


def test_two_words_that_are_never_apart_are_a_name_where_one_is_no_word() -> None:
    texts = [f"{verb} شارل زغنبوط أمس، ثم عاد في الصباح الباكر" for verb in ("سافر", "وصل", "خرج")]
    found = suggest_actors(corpus_of(*texts), REGISTRY, min_documents=3)
    assert found[["name", "together", "n"]].to_numpy().tolist() == [["شارل زغنبوط", 3, 3]]
    apart = [*texts, *["زغنبوط"] * 60]
    assert suggest_actors(corpus_of(*apart), REGISTRY, min_documents=3).empty


def test_the_stubs_are_a_registry_and_go_into_the_one_that_ships(tmp_path: Path) -> None:
    found = suggest_actors(corpus_of(*TEXTS), REGISTRY, min_documents=2)
    assert len(found) >= 3
    path = tmp_path / "new.yaml"
    path.write_text("".join(found["stub"]), encoding="utf-8")
    assert load_actors(path).actors["name_ar"].tolist() == found["name"].tolist()
    shipped = (resources.files("corpus_tools") / "data" / "actors.yaml").read_text(encoding="utf-8")
    path.write_text(shipped + "".join(found["stub"]), encoding="utf-8")
    assert len(load_actors(path)) == len(REGISTRY) + len(found)


def test_nothing_recurs_and_bad_input() -> None:
    corpus = corpus_of("غادرت الحافلة الحي", "")
    assert suggest_actors(corpus, REGISTRY).empty
    with pytest.raises(ValueError, match="1 or more"):
        suggest_actors(corpus, REGISTRY, min_documents=0)
