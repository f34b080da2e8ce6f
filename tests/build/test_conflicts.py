"""The same document, form or project more than once: what counts, and what is said of it."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.intake.command import ALL_WELL, main
from tests.build.answers import answers
from tests.build.filing import REAL, arguments, form_text, write
from tests.contract import breaches


def test_the_same_bytes_under_two_names_count_once(tmp_path: Path):
    write(tmp_path / "in", "a.txt", form_text())
    write(tmp_path / "in", "sub/b.txt", form_text())
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == ALL_WELL
    assert answers(output, "SELECT file_name, form_count FROM document") == [("a.txt", 1)]
    assert answers(output, "SELECT count(*) FROM project") == [(1,)]


def test_the_same_form_in_other_bytes_counts_once_and_says_so(tmp_path: Path):
    write(tmp_path / "in", "a.txt", form_text())
    write(tmp_path / "in", "b.txt", form_text().encode("gb18030"))
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == ALL_WELL
    assert answers(output, "SELECT count(*) FROM project") == [(1,)]
    assert answers(
        output, "SELECT rule, severity FROM finding WHERE project_id IS NULL AND document_id IS NOT NULL"
    ) == [("reading.repeated", "note")]


_REAL = (REAL / "2021/self-evaluation-2021.txt").read_text(encoding="utf-8")
_FIRST = _REAL[: _REAL.index("填报注意事项")]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.txt": form_text()}, None),
        (
            {"a.txt": form_text(), "b.txt": form_text()},
            "重复报送，只计一次：与别的文件逐字节相同的文件 1 份",
        ),
        (
            {"a.txt": form_text(), "c.txt": form_text().encode("gb18030")},
            "重复报送，只计一次：内容完全相同的自评表 1 张",
        ),
        (
            {"a.txt": _FIRST, "all.txt": _REAL, "b.txt": _FIRST, "c.txt": _FIRST.encode("gb18030")},
            "重复报送，只计一次：与别的文件逐字节相同的文件 1 份，内容完全相同的自评表 2 张",
        ),
        (
            {"a.txt": form_text(total="55.00"), "c.txt": form_text(total="55.00").encode("gb18030")},
            "重复报送，只计一次：内容完全相同的自评表 1 张",
        ),
    ],
)
def test_the_counts_said_are_those_of_the_snapshot_and_repeats_have_their_own_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str | bytes], said: str | None
):
    for name, content in files.items():
        write(tmp_path / "in", name, content, modified=1_000)
    output = tmp_path / "a.duckdb"
    code = main(arguments([tmp_path / "in"], "--output", output))
    out = capsys.readouterr().out
    [(documents, forms, indicators, balanced)] = answers(
        output,
        "SELECT (SELECT count(*) FROM document), count(*), (SELECT count(*) FROM indicator), "
        "count(*) FILTER (balanced) FROM project",
    )
    assert isinstance(forms, int) and isinstance(balanced, int)
    assert f"文件 {documents} 份；自评表 {forms} 张，指标 {indicators} 条\n" in out
    assert f"数字合得上 {balanced} 张，合不上 {forms - balanced} 张\n" in out
    assert out.count("  ! ") == forms - balanced == code
    assert [line for line in out.splitlines() if line.startswith("重复")] == ([said] if said else [])


def test_a_form_filed_twice_differently_is_kept_twice_and_the_newer_counts(tmp_path: Path):
    write(tmp_path / "in", "late.txt", form_text(score="8.00"), modified=2_000)
    write(tmp_path / "in", "zero.txt", form_text(score="9.00"), modified=1_000)
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == ALL_WELL
    kept = answers(
        output,
        "SELECT file_name, total_score, superseded, right(project_id, 2) = '-2' "
        "FROM project JOIN document USING (document_id) ORDER BY superseded",
    )
    assert kept == [("late.txt", Decimal("98.00"), False, False), ("zero.txt", Decimal("99.00"), True, True)]
    [(message,)] = answers(output, "SELECT message FROM finding WHERE rule = 'reading.conflict'")
    assert "zero.txt" in str(message) and "late.txt" in str(message)
    assert breaches(output) == []


_IDS = """
    SELECT 'project' AS what, project_id AS id FROM project WHERE project_id IN (SELECT unnest($1))
    UNION ALL SELECT 'indicator', indicator_id FROM indicator WHERE project_id IN (SELECT unnest($1))
    UNION ALL SELECT 'deduction', deduction_id FROM deduction WHERE project_id IN (SELECT unnest($1))
    UNION ALL SELECT 'deduction of', indicator_id FROM deduction WHERE project_id IN (SELECT unnest($1))
    UNION ALL SELECT 'promise', promise_id FROM promise WHERE project_id IN (SELECT unnest($1))
    UNION ALL SELECT 'finding', finding_id FROM finding
        WHERE project_id IN (SELECT unnest($1)) AND rule <> 'reading.conflict'
    UNION ALL SELECT 'measure', indicator_id FROM measure
        WHERE indicator_id IN (SELECT indicator_id FROM indicator WHERE project_id IN (SELECT unnest($1)))
    ORDER BY ALL
"""


def _ids(output: Path, *projects: object) -> list[tuple[object, ...]]:
    with duckdb.connect(str(output), read_only=True) as database:
        return database.execute(_IDS, [list(projects)]).fetchall()


def test_what_was_decided_of_a_project_goes_on_when_it_is_filed_again(tmp_path: Path):
    """The form that counts has the identifiers that it would have alone, in every table, however many came before."""
    versions = [form_text(score=f"{score}.00") for score in (9, 8, 7)]
    write(tmp_path / "alone", "1.txt", versions[0])
    alone, together = tmp_path / "alone.duckdb", tmp_path / "together.duckdb"
    main(arguments([tmp_path / "alone"], "--output", alone))
    [(plain,)] = answers(alone, "SELECT project_id FROM project")
    for number, text in enumerate(versions, 1):
        write(tmp_path / "in", f"{number}.txt", text, modified=number * 1_000)
    main(arguments([tmp_path / "in"], "--output", together))
    assert answers(together, "SELECT project_id, superseded, total_score FROM project ORDER BY 1") == [
        (plain, False, Decimal("97.00")),
        (f"{plain}-2", True, Decimal("99.00")),
        (f"{plain}-3", True, Decimal("98.00")),
    ]
    expected = _ids(alone, plain)
    assert {what for what, _ in expected} >= {"project", "indicator", "measure", "deduction", "finding"}
    assert _ids(together, plain) == expected
    assert _ids(together, f"{plain}-2") == [(what, str(id).replace(plain, f"{plain}-2")) for what, id in expected]
    assert len(answers(together, "SELECT * FROM funding WHERE project_id = '" + str(plain) + "'")) == 4
    assert breaches(together) == []
    again = tmp_path / "again.duckdb"
    main(arguments([tmp_path / "in"], "--output", again))
    ids = [row[0] for row in answers(together, "SELECT project_id FROM project")]
    assert _ids(again, *ids) == _ids(together, *ids)


def test_a_superseded_form_keeps_its_number_whatever_is_filed_later(tmp_path: Path):
    numbers = []
    for number, score in enumerate((9, 8, 7), 1):
        write(tmp_path / "in", f"{number}.txt", form_text(score=f"{score}.00"), modified=number * 1_000)
        output = tmp_path / f"{number}.duckdb"
        main(arguments([tmp_path / "in"], "--output", output))
        numbers.append(answers(output, "SELECT total_score, project_id FROM project WHERE superseded ORDER BY 2"))
    assert numbers[0] == []
    assert numbers[1] == numbers[2][:1]


def test_a_version_filed_again_after_another_counts_again(tmp_path: Path):
    write(tmp_path / "in", "1.txt", form_text(score="9.00"), modified=1_000)
    write(tmp_path / "in", "2.txt", form_text(score="8.00"), modified=2_000)
    write(tmp_path / "in", "3.txt", form_text(score="9.00") + "\n", modified=3_000)
    output = tmp_path / "a.duckdb"
    main(arguments([tmp_path / "in"], "--output", output))
    assert answers(output, "SELECT total_score, superseded FROM project ORDER BY 1") == [
        (Decimal("98.00"), True),
        (Decimal("99.00"), False),
    ]
    [(message,)] = answers(output, "SELECT message FROM finding WHERE rule = 'reading.restored'")
    assert all(name in str(message) for name in ("1.txt", "2.txt", "3.txt"))


def test_two_different_forms_of_one_project_in_one_document_are_a_conflict(tmp_path: Path):
    write(tmp_path / "in", "a.txt", form_text(score="9.00") + form_text(score="8.00") + form_text(score="8.00"))
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "in"], "--output", output)) == ALL_WELL
    assert answers(output, "SELECT total_score FROM project WHERE NOT superseded") == [(Decimal("98.00"),)]
    rules = answers(
        output, "SELECT rule FROM finding WHERE rule IN ('reading.conflict', 'reading.repeated') ORDER BY 1"
    )
    assert rules == [("reading.conflict",), ("reading.repeated",)]
    assert breaches(output) == []


def test_forms_without_a_name_never_supersede_one_another(tmp_path: Path):
    nameless = [form_text(name="", score=score) for score in ("9.00", "8.00")]
    write(tmp_path / "in", "a.txt", nameless[0])
    write(tmp_path / "in", "b.txt", nameless[1])
    output = tmp_path / "a.duckdb"
    main(arguments([tmp_path / "in"], "--output", output))
    assert answers(output, "SELECT count(*), bool_or(superseded) FROM project") == [(2, False)]
    assert breaches(output) == []


def test_of_documents_that_came_at_once_the_later_name_is_the_newer(tmp_path: Path):
    for number in (10, 9):
        write(tmp_path / "in", f"版本{number}.txt", form_text(score=f"{number - 4}.00"), modified=1_000)
    output = tmp_path / "a.duckdb"
    main(arguments([tmp_path / "in"], "--output", output))
    assert answers(output, "SELECT total_score FROM project WHERE NOT superseded") == [(Decimal("96.00"),)]


def test_the_same_project_in_two_years_is_no_conflict(tmp_path: Path):
    write(tmp_path / "one", "a.txt", form_text(year=2021))
    write(tmp_path / "two", "a.txt", form_text(year=2022, score="8.00"))
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "one", tmp_path / "two"], "--output", output)) == ALL_WELL
    assert answers(output, "SELECT count(*), count(DISTINCT project_key), bool_or(superseded) FROM project") == [
        (2, 1, False)
    ]
