"""The build of the real filing: its figures, and that a rebuild gives them again."""

from decimal import Decimal
from pathlib import Path

import pytest

from data.intake.command import ALL_WELL, main
from tests.build.answers import answers, content
from tests.build.filing import REAL, arguments, form_text, write
from tests.contract import breaches


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
