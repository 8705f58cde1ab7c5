"""The command: what it writes, what it says, and how it ends when it cannot."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pandas as pd
import pytest

from corpus_tools.cli import build_parser, main
from corpus_tools.commands.kwic import set_lines
from corpus_tools.files import read_csv

ROOT = Path(__file__).parents[1]
COMMANDS = [
    *("figures", "report", "diff", "check", "kwic", "sample", "verify"),
    *("dates", "events", "terms", "mentions", "quotations"),
]
ARTICLES = {
    "1.txt": "خروج حافلات من حي الوعر\n\nغادرت حافلات حي الوعر في آذار 2017 باتفاق ترعاه روسيا مع الحكومة السورية.",
    "2.txt": "هدنة جديدة\n\nقالت تركيا وروسيا إن الهدنة تبدأ عام 2017. ورحبت الأمم المتحدة بالاتفاق.",
    "3.txt": "",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "مقالات"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_figures_are_written_with_their_numbers_and_passports(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "تقرير" / "figures"
    assert main(["figures", str(corpus), "--out", str(out), "--format", "svg"]) == 0
    endings = ("svg", "csv", "evidence.csv", "json")
    names = {f"{name}.{ending}" for name in ("timeline", "terms", "mentions", "co_mentions") for ending in endings}
    assert {path.name for path in out.iterdir()} == names
    said = capsys.readouterr()
    assert "4 figures written" in said.out
    assert "2 time expressions, 2 events on the timeline" in said.out
    assert "2 documents read, 1 with a problem" in said.out
    assert "3.txt" in said.err
    assert main(["verify", str(out)]) == 0
    (out / "terms.csv").write_text("term,n\n", encoding="utf-8")
    assert main(["verify", str(out)]) == 1
    assert "terms.csv: changed" in capsys.readouterr().out


def test_copies_count_once_unless_all_are_asked_for(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "4.txt").write_text(ARTICLES["1.txt"] + " وعادت.", encoding="utf-8")
    numbers = {}
    for flag in ([], ["--copies"]):
        out = tmp_path / "".join(["out", *flag])
        assert main(["figures", str(corpus), "--out", str(out), "--format", "svg", *flag]) == 0
        options = json.loads((out / "terms.json").read_text(encoding="utf-8"))["made_by"]["options"]
        numbers[out.name] = options["copies_left_out"], read_csv(out / "terms.csv").set_index("term").loc["حافلة"]
        said = capsys.readouterr().out
        assert ("1 of 3 articles is a copy of an earlier one and counts once; --copies counts all" in said) == (
            not flag
        )
        assert ("copies were not looked for: each article counts" in said) == bool(flag)
    once, every = numbers["out"], numbers["out--copies"]
    assert (once[0], once[1]["n"], once[1]["n_independent"]) == (1, 4, 2)
    assert (every[0], every[1]["n"]) == (None, 4)
    assert "n_independent" not in every[1]


def test_a_figure_that_cannot_be_drawn_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "مقال.txt").write_text("عنوان قصير\n\nخرجت حافلة بيضاء من الحي القديم.", encoding="utf-8")
    assert main(["figures", str(tmp_path / "مقال.txt"), "--out", str(tmp_path / "out"), "--format", "svg"]) == 0
    said = capsys.readouterr().out
    assert "timeline     not drawn: no event to draw" in said
    assert "co_mentions  not drawn" in said
    assert "trend        not drawn: no trend to draw: it takes 5 stretches of time with 10 articles each; dated" in said
    assert "1 figure written" in said
    assert (
        main(["figures", str(tmp_path / "مقال.txt"), "--out", str(tmp_path / "out"), "--format=svg", "--lang=ar"]) == 0
    )
    said = capsys.readouterr().out
    assert "timeline     لم يُرسم: لا جملة في المدونة لها تاريخ في التقويم" in said
    assert "مقالات، والمقالات المؤرَّخة 0" in said
    assert "الرسوم المكتوبة في" in said
    assert not re.search("[a-z]+ [a-z]+", said.replace("xls", ""))
    assert not (tmp_path / "out" / "timeline.svg").exists()


REPORTS = {
    "وكالة الشرق": "أعلنت روسيا هدنة في حلب بعد شهرين من معارك عنيفة حول أحيائها. قصف الطيران داعش قرب الرقة.",
    "صحيفة الغد": "رحبت روسيا بهدنة في حلب بعد شهرين من معارك عنيفة حول أحيائها. هاجم تنظيم الدولة قرية قرب الرقة.",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    rows = [
        {"doc_id": f"{day}-{k}", "text": text, "source": source, "published": f"2017-03-{day:02}"}
        for day in (4, 11)
        for k, (source, text) in enumerate(6 * list(REPORTS.items()))
    ]
    path = tmp_path / "تقارير.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


def test_what_is_compared_is_chosen_and_said(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["figures", str(reports), "--out", str(out), "--format", "svg", "--copies"]) == 0
    passports = {name: json.loads((out / f"{name}.json").read_text("utf-8")) for name in ("keyness", "collocations")}
    sides = {"target": "وكالة الشرق", "reference": "صحيفة الغد"}
    assert passports["keyness"]["title"] == "ما الذي يميّز وكالة الشرق عن صحيفة الغد؟"
    assert passports["keyness"]["made_by"]["options"].items() >= ({"compared_by": "source"} | sides).items()
    rows = read_csv(out / "keyness.csv")
    assert set(rows.loc[rows["side"] == "target", "label"]) >= {"داعش", "قصف"}
    assert set(rows.loc[rows["side"] == "reference", "label"]) >= {"تنظيم الدولة"}
    assert set(read_csv(out / "keyness.evidence.csv")["mark"]) == set(rows["mark"])
    assert passports["collocations"]["made_by"]["options"]["node"] == "روسيا"
    assert set(read_csv(out / "collocations.csv")["label"]) >= {"هدنة", "حلب"}
    names = read_csv(out / "actor_names.csv")
    assert names[["label", "name", "n"]].to_numpy().tolist() == [
        ["صحيفة الغد", "تنظيم الدولة", 12],
        ["وكالة الشرق", "داعش", 12],
    ]


def test_of_one_source_the_later_half_is_compared_with_the_earlier(reports: Path, tmp_path: Path) -> None:
    table = pd.read_csv(reports)
    agency = table["source"] == "وكالة الشرق"
    later = table["published"] == "2017-03-11"
    table[agency == later].drop(columns="source").to_csv(reports, index=False)
    out = tmp_path / "out"
    assert main(["figures", str(reports), "--out", str(out), "--format", "svg", "--copies", "--lang", "en"]) == 0
    passport = json.loads((out / "keyness.json").read_text("utf-8"))
    assert passport["title"] == "What sets the later articles apart from the earlier ones?"
    sides = {"compared_by": "published", "target": "11 March 2017", "reference": "4 March 2017"}
    assert passport["made_by"]["options"].items() >= sides.items()


def test_of_one_source_the_names_are_compared_by_month(reports: Path, tmp_path: Path) -> None:
    table = pd.read_csv(reports)
    table["published"] = table["published"].str.replace("03-11", "04-11")
    table.drop(columns="source").to_csv(reports, index=False)
    assert (
        main(["figures", str(reports), "--out", str(tmp_path / "out"), "--format", "svg", "--copies", "--lang", "en"])
        == 0
    )
    options = json.loads((tmp_path / "out" / "actor_names.json").read_text("utf-8"))["made_by"]["options"]
    assert options.items() >= {"by": "month", "actor": "ISIS"}.items()
    assert read_csv(tmp_path / "out" / "actor_names.csv")["label"].unique().tolist() == ["March 2017", "April 2017"]


def test_a_part_without_words_is_not_compared(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = pd.read_csv(reports)
    table.loc[table["source"] == "صحيفة الغد", "text"] = "2017 - 25 ... 300"
    table.to_csv(reports, index=False)
    assert main(["figures", str(reports), "--out", str(tmp_path / "out"), "--format", "svg", "--copies"]) == 0
    said = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if " not drawn: " in line}
    assert "one of the two parts has no word that is counted" in said["keyness"]
    assert "no actor goes by several names and is named 5 times or more in two sources" in said["actor_names"]


def test_where_nobody_is_named_the_company_is_that_of_the_most_frequent_word(tmp_path: Path) -> None:
    other = "اشترى جارنا خبزا طازجا وجبنا مالحا وزيتونا أخضر من دكان صغير قديم"
    texts = [f"خرجت حافلة بيضاء حين {other}.", f"عادت حافلة بيضاء حين {other}."]
    pd.DataFrame({"doc_id": range(12), "text": texts * 6}).to_csv(tmp_path / "أخبار.csv", index=False)
    out = tmp_path / "out"
    assert main(["figures", str(tmp_path / "أخبار.csv"), "--out", str(out), "--format", "svg", "--copies"]) == 0
    rows = read_csv(out / "collocations.csv")
    assert rows["node"].unique().tolist() == [read_csv(out / "terms.csv")["term"].iloc[0]]
    assert rows["n"].iloc[0] == 12


def test_a_single_article_is_not_compared(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", str(corpus / "1.txt"), "--out", str(tmp_path / "out"), "--format", "svg"]) == 0
    said = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if " not drawn: " in line}
    assert "it takes two sources or halves of the time of publication with 5 articles" in said["keyness"]
    assert "no word stands near «روسيا» in 3 articles or more" in said["collocations"]
    assert "it takes two sources with 5 articles each, or two months" in said["actor_names"]


@pytest.mark.parametrize(
    "command",
    [["figures"], ["report", "seeds"], ["terms", "seeds"], ["kwic", "seeds", "x"], ["sample", "seeds", "terms"]],
)
def test_an_empty_name_is_no_place_to_write(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--out", ""])
    assert stopped.value.code == 2
    assert "argument --out: it is empty; name a file or a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["figures", "nowhere"], "there is no file or folder 'nowhere'"),
        (["check", "nowhere"], "there is no file or folder 'nowhere'"),
        (["verify", "nowhere"], "nowhere: no such folder"),
        (["dates", "EMPTY"], "there is no document"),
        (["dates", "PROBLEMS"], "no document of .* could be read: 1 with a problem"),
        (["terms", "CORPUS", "--out", "terms.xls"], "ends in none of .csv, .xlsx, .parquet"),
        (["terms", "CORPUS", "--dictionary", "my.yaml", "--ngram", "2"], "leave one of them out"),
        (["mentions", "CORPUS", "--actors", "nobody.yaml"], "nobody.yaml"),
        (["figures", "CORPUS", "--out", "FILE"], "FILE.*File exists|FILE.*Not a directory"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_code_1(
    arguments: list[str], message: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "EMPTY").mkdir()
    (tmp_path / "PROBLEMS").mkdir()
    (tmp_path / "PROBLEMS" / "1.txt").write_bytes(b"")
    (tmp_path / "FILE").write_text("", encoding="utf-8")
    places = {name: str(tmp_path / name) for name in ("EMPTY", "PROBLEMS", "FILE")} | {"CORPUS": str(corpus)}
    assert main([places.get(argument, argument) for argument in arguments]) == 1
    said = capsys.readouterr()
    lines = said.err.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("corpus-tools: ")
    assert pd.Series(lines).str.contains(message).all(), lines[0]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_to(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert main(["terms", str(corpus), "--out", str(locked / "terms.csv")]) == 1
    assert "Permission denied" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["draw"],
        ["figures", "--lang", "fr"],
        ["figures", "--format", "gif"],
        ["figures", "--top", "0"],
        ["kwic", "x"],
    ],
)
def test_wrong_usage_is_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: corpus-tools" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        build_parser().parse_args([command, "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    example = said.split("example:")[1].strip()
    assert example.startswith(f"corpus-tools {command} ")
    build_parser().parse_args([part.strip("'") for part in example.split()[1:] if part != "السورية'"])


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom corpus_tools.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'pandas', 'matplotlib', 'yaml', 'scipy'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("dates", {"doc_id", "start", "end", "surface", "earliest", "latest", "words"}),
        ("terms", {"term", "n", "documents"}),
        ("mentions", {"doc_id", "start", "end", "surface", "actor_id", "words"}),
    ],
)
def test_tables(command: str, columns: set[str], corpus: Path, tmp_path: Path) -> None:
    written = {}
    for ending in ("csv", "parquet"):
        path = tmp_path / f"{command}.{ending}"
        assert main([command, str(corpus), "--out", str(path)]) == 0
        written[ending] = pd.read_csv(path) if ending == "csv" else pd.read_parquet(path)
    assert columns <= set(written["csv"])
    assert len(written["csv"]) == len(written["parquet"]) > 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_tables_can_be_switched_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text("دعت روسيا وتركيا إلى هدنة منذ بداية الحرب السورية وفي عام 1402.", encoding="utf-8")
    table = tmp_path / "dates.csv"
    assert main(["dates", str(article), "--events", "none", "--calendar", "hijri", "--out", str(table)]) == 0
    assert read_csv(table)["value"].dropna().tolist() == ["1981/1982"]
    assert main(["figures", str(article), "--out", str(tmp_path / "out"), "--actors", "none", "--format", "png"]) == 0
    assert "no actor of the registry is named" in capsys.readouterr().out


def test_a_name_is_one_term_unless_all_tokens_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("زار فلاديمير بوتين المدينة القديمة أمس، وعاد منها مساء اليوم.", encoding="utf-8")
    terms = []
    for options in ([], ["--all-tokens"]):
        out = tmp_path / "out" / "terms.csv"
        assert main(["terms", str(tmp_path / "a.txt"), "--out", str(out), *options]) == 0
        terms.append(set(pd.read_csv(out)["term"]))
    assert {"فلاديمير بوتين"} == {term for term in terms[0] - terms[1] if " " in term}
    assert {"فلاديمير", "بوتين"} <= terms[1] - terms[0]


def test_a_table_goes_to_standard_output(corpus: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["terms", str(corpus)]) == 0
    assert capsysbinary.readouterr().out.startswith(b"\xef\xbb\xbfterm,")


def test_check_offers_the_dates_in_the_texts(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "5.txt").write_text("خروج حافلات\nالأربعاء، 28 آب/اغسطس 2013\n" + ARTICLES["1.txt"], encoding="utf-8")
    assert main(["check", str(corpus)]) == 0
    assert "1 of them have a line with a date, such as «الأربعاء، 28 آب/اغسطس 2013» in 5" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "dates", "terms", "mentions", "kwic", "sample", "figures"])
def test_every_command_that_reads_a_corpus_takes_the_names_of_its_fields(command: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("remove: [رابط الخبر]", encoding="utf-8")
    headlines = tmp_path / "headlines.csv"
    rows = [f"{title},{day},2017-06-{20 + day}" for day, title in enumerate(("هدنة في روسيا", "قصف في تركيا"), 1)]
    headlines.write_text("\n".join(["العنوان,رقم,يوم السحب", *rows]), encoding="utf-8")
    more = {
        "kwic": ["روسيا"],
        "sample": ["mentions", "--out", str(tmp_path / "s.csv")],
        "figures": ["--out", str(tmp_path)],
    }
    named = ["--fields", "text=العنوان", "--fields", "published=يوم السحب", "--boilerplate", str(rules)]
    assert main([command, str(headlines), *more.get(command, []), *named]) == 0


def test_what_a_researcher_says_of_recurring_lines_holds_in_every_command(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "5.txt").write_text("وصلت القافلة إلى البلدة.\nشفرة غريبة هنا", encoding="utf-8")
    rules = tmp_path / "rules.yaml"
    rules.write_text("remove: [شفرة]", encoding="utf-8")
    for options, there in (([], True), (["--boilerplate", str(rules)], False)):
        assert main(["terms", str(corpus), "--form", "surface", *options]) == 0
        assert ("شفرة" in capsys.readouterr().out) == there
    sheet = ["sample", str(corpus), "mentions", "--out", str(tmp_path / "s.csv"), "--boilerplate", str(rules)]
    assert main(sheet) == 0
    assert (
        f"then: corpus-tools figures {quote(str(corpus))} --boilerplate {rules} --validation "
        in capsys.readouterr().out
    )
    assert main(["terms", str(corpus), "--boilerplate", str(tmp_path / "none.yaml")]) == 1
    assert "none.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["text", "text=", "=title", ""])
def test_a_name_of_a_field_is_a_pair(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "articles", "--fields", given])
    assert "is no pair of a field and a name, such as text=title" in capsys.readouterr().err


def test_a_field_that_is_none_is_told(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(corpus), "--fields", "txt=title"]) == 1
    assert "fields='txt' is no field; the fields are doc_id, title, text" in capsys.readouterr().err


def test_check_names_another_day_than_that_of_publication(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "1.json").write_text('[{"text": "وصلت القافلة.", "date_extracted": "2020-01-01"}]', encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert (
        "1 of them have another day, such as 1: the record has no date; its date_extracted" in capsys.readouterr().out
    )


def test_a_date_that_is_not_understood_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (
        ("1.txt", "نص أول"),
        ("2.txt", "نص ثان"),
        ("metadata.csv", "path,published\n1.txt,2020-13-45\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    said = f"1 of them have a date that is not understood, such as 1: from {tmp_path.as_posix()}/metadata.csv: the date"
    assert said in capsys.readouterr().out
    assert main(["check", str(tmp_path), "--lang", "ar"]) == 0
    assert "1 منها لها تاريخ لم يُفهم، مثل 1: " in capsys.readouterr().out


def test_check_accounts_for_every_file(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "4.txt").write_text(ARTICLES["1.txt"].replace(" ", "  "), encoding="utf-8")
    assert main(["check", str(corpus)]) == 0
    said = capsys.readouterr().out
    assert "documents    3 read, 1 with a problem" in said
    assert "copies: 1, of texts: 1, the same word for word: 1" in said
    assert "3.txt" in said


def test_kwic_lines_up_the_matches(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kwic", str(corpus), "روسيا", "--width", "30"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("\u200f") for line in lines)
    assert [line.index("روسيا") for line in lines] == [lines[0].index("روسيا")] * 2 or "وروسيا" in said.out
    assert "2 times in 2 of 2 documents" in said.err
    assert main(["kwic", str(corpus), "باريس"]) == 1


def test_kwic_writes_a_page_or_a_table(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, table = tmp_path / "out" / "lines.html", tmp_path / "out" / "lines.csv"
    assert main(["kwic", str(corpus), "روسيا", "--out", str(page)]) == 0
    assert f"2 lines written to {page}" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8").count('<td class="match">') == 2
    assert main(["kwic", str(corpus), "روسيا", "--limit", "1", "--out", str(table)]) == 0
    assert read_csv(table)["match"].tolist() == ["روسيا"]
    assert main(["kwic", str(corpus), "باريس", "--out", str(table)]) == 1
    assert read_csv(table).empty
    assert main(["kwic", str(corpus), "روسيا", "--out", "lines.docx"]) == 1
    assert "neither .csv nor .html" in capsys.readouterr().err


def test_kwic_for_terminals_that_do_not_order_letters() -> None:
    lines = pd.DataFrame(
        {"doc_id": ["1", "22"], "before": ["غادرت حافلة", "حي"], "match": ["الوعر", "للوعر"], "after": ["اليوم", ""]}
    )
    logical, visual = set_lines(lines), set_lines(lines, visual_order=True)
    assert "الوعر" in logical[0]
    assert "الوعر" not in visual[0]
    assert "ﺮﻋﻮﻟﺍ" in visual[0]
    ends = [line.index(word) + len(word) for line, word in zip(visual, ["ﺮﻋﻮﻟﺍ", "ﺮﻋﻮﻠﻟ"], strict=True)]
    assert ends[0] == ends[1]


def test_a_reader_that_goes_away_is_no_crash(corpus: Path) -> None:
    command = [sys.executable, "-m", "corpus_tools.cli", "kwic", str(corpus), "حي"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 141
    assert "Traceback" not in said
    assert "what reads its output was closed" in said


def test_an_interruption_is_one_line(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("corpus_tools.commands.check.read_corpus", interrupt)
    assert main(["check", str(corpus)]) == 130
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
