"""Documents that are none, forms that do not add up, cells that no column holds: marked, and the rest is built."""

import hashlib
import os
from decimal import Decimal
from pathlib import Path

import pytest

from data.intake.command import ALL_WELL, MARKED, NOTHING, main
from tests.build.answers import answers
from tests.build.filing import arguments, form_text, write
from tests.contract import breaches


def test_a_form_whose_levels_are_not_sure_is_counted_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write(tmp_path / "in", "a.txt", form_text())
    write(tmp_path / "in", "b.txt", form_text("乙项目").replace("质量指标", ""))
    assert main(arguments([tmp_path / "in"], "--output", tmp_path / "a.duckdb")) == ALL_WELL
    assert "数字合得上 2 张（其中指标归类存疑 1 张），合不上 0 张" in capsys.readouterr().out


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


@pytest.mark.parametrize(("first", "rows", "code"), [(14, 1, ALL_WELL), (14, 8, MARKED), (15, 1, MARKED)])
def test_a_table_that_nobody_read_marks_its_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: int, rows: int, code: int
):
    lost = "\n".join(form_text("乙项目").split("\n")[first : first + rows])  # a second form's table without its head
    write(tmp_path / "in", "a.txt", form_text() + "\n" + lost)
    assert main(arguments([tmp_path / "in"], "--output", tmp_path / "a.duckdb")) == code
    assert ("! a.txt" in capsys.readouterr().out) == (code == MARKED)
