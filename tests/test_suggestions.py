"""Names that recur and are in no registry."""

from pathlib import Path

import pytest
from builders import documents_of

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
    found = suggest_actors(documents_of(*TEXTS), REGISTRY, min_documents=2).set_index("name")
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
    found = suggest_actors(documents_of(*texts), REGISTRY, min_documents=2)
    assert found["name"].tolist() == ["سمير جواد الحمصي"]


def test_names_beside_verbs_of_speech() -> None:
    texts = [
        "أعلن سمير الحمصي أن الهدنة بدأت.",
        "وقال سمير الحمصي إنه غادر. نادر البصراوي أكد ذلك.",
        "سمير الحمصي قال ذلك. نادر البصراوي نفى ذلك. وقال الجميع كلهم إن الهدنة بدأت.",
        "قال الجميع كلهم إن الحافلات غادرت، وأكد نادر البصراوي أنها عادت.",
    ]
    found = suggest_actors(documents_of(*texts), REGISTRY, min_documents=3).set_index("name")
    assert found["with_verb"].to_dict() == {"سمير الحمصي": 3, "نادر البصراوي": 3}
    assert found["type"].tolist() == ["official", "official"]


def test_two_words_that_are_never_apart_are_a_name_where_one_is_no_word() -> None:
    texts = [f"{verb} شارل زغنبوط أمس، ثم عاد في الصباح الباكر" for verb in ("سافر", "وصل", "خرج")]
    found = suggest_actors(documents_of(*texts), REGISTRY, min_documents=3)
    assert found[["name", "together", "n"]].to_numpy().tolist() == [["شارل زغنبوط", 3, 3]]
    apart = [*texts, *["زغنبوط"] * 60]
    assert suggest_actors(documents_of(*apart), REGISTRY, min_documents=3).empty


def test_the_stubs_are_a_registry_and_go_into_the_one_that_ships(tmp_path: Path) -> None:
    found = suggest_actors(documents_of(*TEXTS), REGISTRY, min_documents=2)
    assert len(found) >= 3
    path = tmp_path / "new.yaml"
    path.write_text("".join(found["stub"]), encoding="utf-8")
    assert load_actors(path).actors["name_ar"].tolist() == found["name"].tolist()
    assert len(load_actors(path, extend=True)) == len(REGISTRY) + len(found)


def test_nothing_recurs_and_bad_input() -> None:
    documents = documents_of("غادرت الحافلة الحي", "")
    assert suggest_actors(documents, REGISTRY).empty
    with pytest.raises(ValueError, match="1 or more"):
        suggest_actors(documents, REGISTRY, min_documents=0)


def names_in(texts: list[str]) -> list[str]:
    names: list[str] = suggest_actors(documents_of(*texts), REGISTRY, min_documents=1)["name"].tolist()
    return names


def test_a_name_in_quotes_has_two_to_four_words() -> None:
    assert names_in(["نقلت «رابطة النور الحي القديم» ذلك"] * 3) == ["رابطة النور الحي القديم"]
    assert names_in(["نقلت «رابطة النور الحي القديم الكبير» ذلك"] * 3) == []
    assert names_in(["نقلت «رابطة» ذلك"] * 3) == []


@pytest.mark.parametrize("text", ["قال {} إن ذلك صحيح", "{} قال ذلك"])
def test_a_speaker_has_two_to_four_words(text: str) -> None:
    words = ["سمير", "جواد", "ريان", "كنان", "بدران"]
    for count, is_name in ((1, False), (2, True), (4, True), (5, False)):
        name = " ".join(words[:count])
        assert names_in([text.format(name)] * 3) == ([name] if is_name else []), name


def test_a_longer_name_is_kept_where_it_is_six_in_ten() -> None:
    others = ["الحلبي", "الديري", "الحموي", "القصيري", "التدمري"]
    for count, name in ((6, "سمير جواد الحمصي"), (5, "سمير جواد")):
        surnames = ["الحمصي"] * count + others[: 10 - count]
        assert names_in([f"قال الوزير سمير جواد {surname}، ذلك" for surname in surnames]) == [name]


def test_a_name_is_noticed_at_three_of_twenty_places() -> None:
    noticed = ["قال الوزير سمير جواد، ذلك"] * 3
    assert names_in([*noticed, *["وصل سمير جواد إلى هنا"] * 17]) == ["سمير جواد"]
    assert names_in([*noticed, *["وصل سمير جواد إلى هنا"] * 18]) == []


@pytest.mark.parametrize(("before", "is_name"), [("", True), ("ال", False), ("لل", False), ("بال", False)])
def test_no_name_of_a_person_begins_with_the_article(before: str, is_name: bool) -> None:
    assert names_in([f"قال الوزير {before}قمر جواد، ذلك"] * 3) == (["قمر جواد"] if is_name else [])


def test_two_words_are_one_name_from_a_log_dice_of_eleven() -> None:
    # 14 + log2(2 · 3 / (a + 24)): 11 with a = 24.
    for count, is_name in ((24, True), (25, False)):
        alone = ["وصل قمرالين، ذلك"] * (count - 3) + ["جاء جوادين، ذلك"] * 21
        assert ("قمرالين جوادين" in names_in([*["عاد قمرالين جوادين، ذلك"] * 3, *alone])) == is_name


def test_two_words_are_one_name_from_three_times_on() -> None:
    assert names_in(["قمرالين جوادين، ذلك"] * 3) == ["قمرالين جوادين"]
    assert names_in(["قمرالين جوادين، ذلك"] * 2) == []


def test_the_columns_tell_where_a_name_was_noticed() -> None:
    found = suggest_actors(documents_of(*["قال الوزير سمير جواد، ذلك"] * 3), REGISTRY)
    assert list(found) == [
        "name", "type", "n", "documents", "after_title", "as_group", "with_verb", "in_quotes", "given_name", "together",
        "samples", "stub",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A given name before a family name, wherever it stands.
        ("وصل سمير الحمصي إلى هنا", ["سمير الحمصي"]),
        ("وصل محمد صالح الحمصي إلى هنا", ["محمد صالح الحمصي"]),
        ("وصل سمير الكبير إلى هنا", []),
        # Half names, and words that are none.
        ("قال الوزير عبد الرحمان، ذلك", []),
        ("قال الوزير فوزي عبد الرحمان، ذلك", ["فوزي عبد الرحمان"]),
        ("وجد زغنبوط وكمية هناك", []),
        ("قالت شبكة سي ذلك", []),
        ("قال وزير الزراعات الحديثة والري ذلك", []),
        ("وقال مصادر مطلعة إن ذلك صحيح", []),
        ("في موقع الهجوم، ذلك", []),
        # Between quotation marks only what is a group by its own first word or the one before.
        ("تحدث عن «جنون العظمة» هنا", []),
        ("ألقى «أم القنابل» هنا", []),
        ("منظمة «نور الجبل» هنا", ["نور الجبل"]),
        # The shorter of two that differ by the noun of the group.
        ("في حزب تيار النهر، وفي تيار النهر، ذلك", ["تيار النهر"]),
    ],
)  # fmt: skip
def test_names_of_each_kind(text: str, names: list[str]) -> None:
    assert names_in([text] * 3) == names
