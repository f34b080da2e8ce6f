import hashlib
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.intake.command import ALL_WELL, MARKED, NOTHING, main
from tests.build.filing import REAL, arguments, form_text, write
from tests.contract import breaches

CONTENT_TABLES = ("project", "funding", "indicator", "deduction", "finding", "measure", "promise", "source_text")


def answers(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a rebuild must give again: all but the times."""
    found = {table: answers(path, f"SELECT * FROM {table} ORDER BY ALL") for table in CONTENT_TABLES}
    found["document"] = answers(path, "SELECT * EXCLUDE (imported_at) FROM document ORDER BY ALL")
    return found


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "real.duckdb"
    assert main(arguments([REAL], "--output", path)) == ALL_WELL
    return path


def test_the_real_filing_keeps_the_contract(real: Path):
    assert breaches(real) == []


def test_the_real_filing_gives_the_figures_that_follow_from_it(real: Path):
    assert answers(real, "SELECT count(*) FROM project") == [(13,)]
    assert answers(real, "SELECT count(*), count(*) FILTER (deduction > 0) FROM indicator") == [(172, 31)]
    lost = (
        "SELECT sum(points) FILTER (indicator_id IS NOT NULL), sum(points) FILTER (indicator_id IS NULL) FROM deduction"
    )
    assert answers(real, lost) == [(Decimal("38.01"), Decimal("8.64"))]
    assert answers(real, "SELECT count(*) FROM deduction WHERE indicator_id IS NULL") == [(10,)]
    assert answers(real, "SELECT round(avg(total_score), 2) FROM project") == [(96.41,)]
    assert sorted(answers(real, "SELECT grade, count(*) FROM project GROUP BY 1")) == sorted([("优", 12), ("良", 1)])


def test_the_real_filing_loses_its_points_by_these_causes(real: Path):
    causes = "SELECT cause, sum(points), count(DISTINCT project_id) FROM deduction GROUP BY 1 ORDER BY 2 DESC, 1"
    assert {cause: (str(points), projects) for cause, points, projects in answers(real, causes)} == {
        "未开展满意度调查": ("11.50", 8),
        "疫情影响": ("10.01", 3),
        "预算执行不足": ("8.64", 10),
        "成效仍有提升空间": ("6.00", 3),
        "跨年度实施": ("6.00", 1),
        "计划或流程调整": ("3.90", 3),
        "指标或预算设定不准": ("0.60", 1),
    }


def test_no_cell_of_the_real_filing_is_unread(real: Path):
    assert answers(real, "SELECT CAST(usage ->> 'unread' AS INTEGER) FROM document") == [(0,)]


def test_the_text_as_received_stands_beside_the_records(real: Path):
    line = (REAL / "2021" / "self-evaluation-2021.txt").read_text(encoding="utf-8").split("\n")[57]
    assert answers(real, "SELECT text FROM source_text WHERE line = 58") == [(line,)]


def test_a_rebuild_gives_the_same_ids_and_content(real: Path, tmp_path: Path):
    again = tmp_path / "again.duckdb"
    main(arguments([REAL], "--output", again))
    assert content(again) == content(real)


def test_a_store_and_a_file_hold_the_same(real: Path, tmp_path: Path):
    main(arguments([REAL], "--store", tmp_path))
    assert content(tmp_path / "snapshot-1.duckdb") == content(real)


def test_the_module_runs_and_says_what_it_built(tmp_path: Path):
    command = [sys.executable, "-m", "data.build", *arguments([REAL], "--output", tmp_path / "a.duckdb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REAL.parents[1])
    assert (done.returncode, done.stderr) == (ALL_WELL, "")
    assert "自评表 13 张，指标 172 条" in done.stdout
    assert "合得上 13 张，合不上 0 张" in done.stdout
    assert "未读 0" in done.stdout


def test_a_form_whose_levels_are_not_sure_is_counted_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write(tmp_path / "in", "a.txt", form_text())
    write(tmp_path / "in", "b.txt", form_text("乙项目").replace("质量指标", ""))
    assert main(arguments([tmp_path / "in"], "--output", tmp_path / "a.duckdb")) == ALL_WELL
    assert "数字合得上 2 张（其中指标归类存疑 1 张），合不上 0 张" in capsys.readouterr().out


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert "自评表文件所在的文件夹" in out
    assert not {"usage", "options", "show", "required"} & set(out.replace(":", " ").split())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--documents", "a"], "须给出 --output --store 之一"),
        (["--output", "a"], "缺少 --documents"),
        (["--documents", "a", "--output", "b", "--store", "c"], "--store 不能与 --output 同时使用"),
        (["--documents", "a", "--output", "b", "--proc", "1"], "不认识的参数 --proc 1"),
        (["--documents", "a", "--output", "b", "--processes", "x"], "--processes 须是整数"),
        (["--documents"], "--documents 后面缺少值"),
    ],
)
def test_a_wrong_command_line_is_code_2_with_a_sentence(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == NOTHING
    assert said in capsys.readouterr().err


def test_a_form_that_does_not_balance_is_stored_and_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write(tmp_path / "in", "a.txt", form_text("甲项目"))
    write(tmp_path / "in", "b.txt", form_text("乙项目", total="95.00"))
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == MARKED
    assert sorted(answers(output, "SELECT name, balanced FROM project")) == [("乙项目", False), ("甲项目", True)]
    assert breaches(output) == []
    assert "乙项目" in capsys.readouterr().out


BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 50,
    "pdf": b"%PDF-1.7 and more",
    "foreign": "今天天气很好。\n没有表格。".encode(),
    "planning": form_text("丙项目").replace("自评表", "目标申报表").encode(),
    "truncated": form_text("丙项目").encode()[:900],
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_document_gets_a_sentence_and_costs_the_others_nothing(kind: str, tmp_path: Path):
    write(tmp_path / "in", "bad.txt", BAD[kind])
    write(tmp_path / "in", "good.txt", form_text())
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == MARKED
    said = (
        "SELECT message FROM finding JOIN document USING (document_id) "
        "WHERE file_name = 'bad.txt' AND severity = 'must_fix'"
    )
    assert answers(output, said)
    assert answers(output, "SELECT balanced, total_score FROM project WHERE name = '甲项目'") == [
        (True, Decimal("99.00"))
    ]
    assert breaches(output) == []


def test_readme_and_hidden_files_are_no_documents(tmp_path: Path):
    for name in ("README.md", "README", ".DS_Store", ".git/a.txt", "~$a.docx", "Thumbs.db"):
        write(tmp_path / "in", name, "没有表格")
    write(tmp_path / "in", "a.txt", form_text())
    assert main(arguments([tmp_path / "in"], "--output", tmp_path / "a.duckdb")) == ALL_WELL
    assert answers(tmp_path / "a.duckdb", "SELECT file_name FROM document") == [("a.txt",)]


def test_nothing_to_build_is_code_2_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "in").mkdir()
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "gone"], "--output", output)) == NOTHING
    assert "找不到文件夹" in capsys.readouterr().err
    assert main(arguments([tmp_path / "in"], "--output", output)) == NOTHING
    assert "没有找到任何文件" in capsys.readouterr().err
    write(tmp_path / "in", "a.txt", "")
    assert main(arguments([tmp_path / "in"], "--output", output)) == NOTHING
    assert "a.txt" in capsys.readouterr().err
    assert not output.exists()


def test_a_target_that_cannot_be_written_is_code_2_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    blocked = write(tmp_path, "file", "x")
    assert main(arguments([REAL], "--store", blocked)) == NOTHING
    assert main(arguments([REAL], "--output", blocked / "a.duckdb")) == NOTHING
    assert capsys.readouterr().err.count("没有构建") == 2


def test_bad_input_leaves_what_was_published(tmp_path: Path):
    write(tmp_path / "in", "a.txt", form_text())
    store = tmp_path / "store"
    main(arguments([tmp_path / "in"], "--store", store))
    before = hashlib.sha256((store / "snapshot-1.duckdb").read_bytes()).hexdigest()
    write(tmp_path / "in", "a.txt", b"\x00\x01\x02")
    assert main(arguments([tmp_path / "in"], "--store", store)) == NOTHING
    assert (store / "current").read_text().strip() == "snapshot-1.duckdb"
    assert hashlib.sha256((store / "snapshot-1.duckdb").read_bytes()).hexdigest() == before
    assert not list(store.glob("*.tmp*"))


def test_numbers_that_no_column_holds_are_marked(tmp_path: Path):
    write(
        tmp_path / "in",
        "a.txt",
        form_text().replace("10.000000\t10.000000\t10.000000\t10.00", "1" * 20 + "\t10.0000001\t10\t10.00"),
    )
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == MARKED
    total = "SELECT initial_budget_wan, full_year_budget_wan FROM funding WHERE source = 'total'"
    assert answers(output, total) == [(None, Decimal("10.000000"))]
    assert breaches(output) == []


def test_amounts_in_yuan_with_zeros_at_the_end_are_no_wrong_numbers(tmp_path: Path):
    in_yuan = form_text().replace("资金 (万元)", "资金 (元)").replace("\t10.000000", "\t123456.780000")
    write(tmp_path / "in", "a.txt", in_yuan)
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == ALL_WELL
    amounts = "SELECT DISTINCT full_year_budget_wan FROM funding WHERE full_year_budget_wan <> 0"
    assert answers(output, amounts) == [(Decimal("12.345678"),)]
    assert answers(output, "SELECT count(*) FROM finding WHERE rule = 'reading.number_range'") == [(0,)]


def test_a_cell_of_any_length_leaves_sentences_readable(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write(tmp_path / "in", "a\nb.txt", form_text("长" * 100_000, total="1.00"))
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == MARKED
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) < 600 and all(
        line.startswith(("  ! ", "文件", "数字", "发现", "单元格", "快照")) for line in lines
    )
    assert answers(output, "SELECT length(name) FROM project") == [(100_000,)]
    assert answers(output, "SELECT count(*) FROM finding WHERE length(message) + length(parameters) > 3000") == [(0,)]


def test_a_folder_where_nothing_can_be_written_is_code_2_with_a_sentence(capsys: pytest.CaptureFixture[str]):
    assert main(arguments([REAL], "--output", Path("/proc/a.duckdb"))) == NOTHING
    assert "没有构建：无法写入或读取" in capsys.readouterr().err


def test_the_order_of_documents_changes_no_content(tmp_path: Path):
    names = ("甲项目", "乙项目", "丙项目", "丁项目", "戊项目", "己项目")
    for at, name in enumerate(names):
        write(tmp_path / "in", f"{at}.txt", form_text(name), modified=1_000 + at)
        write(tmp_path / "again", f"{at}.txt", form_text(name), modified=1_000 - at)
    outputs = tmp_path / "a.duckdb", tmp_path / "b.duckdb"
    for folder, output in zip(("in", "again"), outputs, strict=True):
        assert main(arguments([tmp_path / folder], "--output", output)) == ALL_WELL
    first, second = map(content, outputs)
    assert first == second
    assert answers(outputs[0], "SELECT count(*) FROM finding WHERE rule = 'audit.17'") == [(6,)]


def test_a_folder_that_cannot_be_listed_is_reported_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    write(tmp_path / "in", "a.txt", form_text())
    write(tmp_path / "in", "closed/b.txt", form_text("乙项目"))
    scandir = os.scandir

    def denied(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == MARKED
    assert "closed/：文件夹打不开（" in capsys.readouterr().out
    assert answers(output, "SELECT file_name, form_count FROM document ORDER BY 1") == [("a.txt", 1), ("closed/", 0)]
    assert breaches(output) == []
    assert main(arguments([tmp_path / "in" / "closed"], "--output", output)) == NOTHING
    assert "无法读取" in capsys.readouterr().err
