"""What a snapshot says of credibility: the audit's findings and measures arrive in it whole."""

import json
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from data.audit import audit_form, audit_portfolio, load_thresholds, message
from data.form.read import read_document
from data.intake import command
from data.intake.command import ALL_WELL, main
from data.store import BuildInfo, SnapshotWriter
from tests.build.answers import answers
from tests.build.filing import REAL, arguments, form_text, write
from tests.build.test_incremental import reader


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "real.duckdb"
    main(arguments([REAL], "--output", path))
    return path


def test_every_finding_of_the_audit_is_stored_with_sentence_and_basis(real: Path):
    thresholds = load_thresholds()
    forms = read_document((REAL / "2021" / "self-evaluation-2021.txt").read_text(encoding="utf-8")).forms
    expected = Counter(
        (finding.rule, finding.severity, message(finding), finding.source_line)
        for form in forms
        for finding in audit_form(form, thresholds)
    )
    expected += Counter(
        (found.finding.rule, found.finding.severity, message(found.finding), found.finding.source_line)
        for found in audit_portfolio(forms, thresholds)
    )
    stored = answers(real, "SELECT rule, severity, message, source_line FROM finding WHERE rule LIKE 'audit.%'")
    assert Counter(stored) == expected
    assert answers(real, "SELECT count(*) FROM finding WHERE rule LIKE 'audit.%' AND basis IS NULL") == [(0,)]


def test_a_blank_actual_value_is_asked_for_once(real: Path):
    """Lines 204–206: that the cell is blank, and that it scores all the same, is one question."""
    rules = (
        "SELECT source_line, list(rule ORDER BY rule) FROM finding WHERE source_line IN (204, 205, 206) GROUP BY ALL"
    )
    assert sorted(answers(real, rules)) == [(line, ["audit.16"]) for line in (204, 205, 206)]
    [counts] = answers(real, "SELECT map_values(histogram(severity)) FROM finding")
    assert counts == ([45, 4, 14],)  # check, must_fix, note: 61 of the audit, 2 of reading


def test_a_finding_stands_at_its_project_and_row(real: Path):
    assert answers(real, "SELECT count(*) FROM finding GROUP BY finding_id HAVING count(*) > 1") == []
    astray = (
        "SELECT f.finding_id FROM finding f LEFT JOIN indicator i USING (indicator_id) "
        "WHERE f.indicator_id IS NOT NULL AND "
        "(i.project_id IS DISTINCT FROM f.project_id OR i.source_line IS DISTINCT FROM f.source_line)"
    )
    assert answers(real, astray) == []
    alone = "SELECT finding_id, document_id FROM finding WHERE rule = 'audit.18'"
    assert answers(real, alone) == [("portfolio-audit.18", None)]


def test_parameters_are_json_from_which_the_sentence_can_be_made_again(real: Path):
    for (parameters,) in answers(real, "SELECT parameters FROM finding"):
        assert isinstance(json.loads(str(parameters)), dict)


def test_measures_cover_the_filing(real: Path):
    numbers = (
        "SELECT count(*) FROM measure WHERE kind <> 'date' AND target_value IS NOT NULL AND actual_value IS NOT NULL"
    )
    [(count,)] = answers(real, numbers)
    [(dates,)] = answers(real, "SELECT count(*) FROM measure WHERE kind = 'date'")
    assert int(str(count)) >= 60 and int(str(dates)) >= 27
    late = (
        "SELECT CAST(evidence ->> 'days_late' AS INTEGER) FROM measure JOIN indicator USING (indicator_id) "
        "WHERE source_line = 448"
    )
    assert answers(real, late) == [(12,)]
    again = "SELECT recomputed_score, score FROM measure JOIN indicator USING (indicator_id) WHERE source_line = 353"
    assert answers(real, again) == [(Decimal("2.03"), Decimal("2.03"))]


def test_superseded_forms_are_left_out_of_findings_over_all(tmp_path: Path):
    with SnapshotWriter(tmp_path / "a.duckdb") as writer:
        for at, score in enumerate(("9.00", "8.00", "7.00")):
            path = write(tmp_path, f"{at}.txt", form_text("甲项目" if at < 2 else "乙项目", score=score))
            writer.add(reader().read(command.find_documents([path])[0]))
        counted = [(form.name, form.total_score, len(form.indicators)) for _, form in writer.counted()]
        writer.finish(BuildInfo(datetime(2022, 1, 1), "", "", ""))
    assert counted == [("甲项目", Decimal("98.00"), 6), ("乙项目", Decimal("97.00"), 6)]


def test_a_wrong_threshold_stops_the_build_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    wrong = write(tmp_path, "audit.toml", "[money]\nbudget_swing_pct = -1\n")
    monkeypatch.setattr(command, "load_thresholds", lambda: load_thresholds(wrong))
    assert main(arguments([REAL], "--output", tmp_path / "a.duckdb")) == command.NOTHING != ALL_WELL
    assert "budget_swing_pct" in capsys.readouterr().err
