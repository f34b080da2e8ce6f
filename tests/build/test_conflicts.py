"""The same document, form or project more than once: what counts, and what is said of it."""

from decimal import Decimal
from pathlib import Path

from data.intake.command import ALL_WELL, main
from tests.build.filing import arguments, form_text, write
from tests.build.test_build import answers
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
    assert kept == [("late.txt", Decimal("98.00"), False, True), ("zero.txt", Decimal("99.00"), True, False)]
    [(message,)] = answers(output, "SELECT message FROM finding WHERE rule = 'reading.conflict'")
    assert "zero.txt" in str(message) and "late.txt" in str(message)
    assert breaches(output) == []


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
