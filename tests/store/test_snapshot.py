import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from analytics.rules import rule_text
from data.audit import Thresholds
from data.decisions import DecisionLog
from data.intake.command import main
from data.store import Snapshot, SnapshotUnreadable, SnapshotWriter, open_snapshot
from tests.analytics.filing import INFO
from tests.build.filing import REAL, arguments


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("snapshot") / "a.duckdb"
    main(arguments([REAL], "--output", target))
    return target


@pytest.fixture
def log(tmp_path: Path) -> DecisionLog:
    return DecisionLog(tmp_path / "decisions.sqlite")


@pytest.fixture
def snapshot(path: Path, log: DecisionLog):
    opened = open_snapshot(path, log.path)
    yield opened
    opened.close()


@dataclass(frozen=True, slots=True)
class CauseLoss:
    cause: str
    points: Decimal


BY_CAUSE = "SELECT sum(points) AS points, cause FROM deduction GROUP BY cause ORDER BY points DESC LIMIT $most"


LOSSES = "SELECT cause, sum(points) AS points FROM deduction GROUP BY cause"


def losses(snapshot: Snapshot) -> dict[object, object]:
    return dict(snapshot.rows(LOSSES))


def framed(snapshot: Snapshot) -> dict[object, object]:
    frame = snapshot.frame(LOSSES)
    return {
        cause: Decimal(str(round(points, 2))) for cause, points in zip(frame["cause"], frame["points"], strict=True)
    }


def test_rows_frames_and_records_come_from_one_query(snapshot: Snapshot):
    assert snapshot.rows(BY_CAUSE, {"most": 1}) == [(Decimal("11.50"), "未开展满意度调查")]
    assert snapshot.fetch(BY_CAUSE, {"most": 1}, CauseLoss) == [CauseLoss("未开展满意度调查", Decimal("11.50"))]
    assert list(snapshot.frame(BY_CAUSE, {"most": 2})["cause"]) == ["未开展满意度调查", "疫情影响"]


def test_a_rule_is_explained_with_the_thresholds_of_its_own_audit(tmp_path: Path):
    stricter = replace(INFO, thresholds=Thresholds(budget_swing_pct=Decimal(50), points_tolerance=Decimal("0.05")))
    with SnapshotWriter(tmp_path / "stricter.duckdb") as writer:
        writer.finish(stricter)
    opened = open_snapshot(tmp_path / "stricter.duckdb")
    assert "超过 50%" in rule_text("audit.14", opened.info.thresholds, str)
    assert "超过 0.05 分" in rule_text("audit.05", opened.info.thresholds, str)
    opened.close()


def test_rows_kept_for_the_next_who_asks_are_nobodys_to_change(snapshot: Snapshot):
    first = snapshot.rows(BY_CAUSE, {"most": 1})
    first.clear()
    assert snapshot.rows(BY_CAUSE, {"most": 1}) == [(Decimal("11.50"), "未开展满意度调查")]
    records = snapshot.fetch(BY_CAUSE, {"most": 1}, CauseLoss)
    records.clear()
    assert [record.cause for record in snapshot.fetch(BY_CAUSE, {"most": 1}, CauseLoss)] == ["未开展满意度调查"]
    frame = snapshot.frame(BY_CAUSE, {"most": 1})
    frame.loc[0, "cause"] = "其他"
    assert list(snapshot.frame(BY_CAUSE, {"most": 1})["cause"]) == ["未开展满意度调查"]
    assert snapshot.rows("SELECT $value", {"value": 1}) != snapshot.rows("SELECT $value", {"value": "1"})


def test_a_query_that_does_not_fit_its_record_says_what_is_missing(snapshot: Snapshot):
    with pytest.raises(TypeError, match=r"lacks \['points'\], has beside them \['sum'\]"):
        snapshot.fetch("SELECT cause, sum(points) AS sum FROM deduction GROUP BY 1", {}, CauseLoss)


def test_every_table_can_be_asked_by_its_name(snapshot: Snapshot, path: Path):
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [table for (table,) in connection.execute("SHOW TABLES").fetchall()]
    assert {"project", "finding", "measure", "snapshot_info", "project_fact"} <= set(tables)
    for table in tables:
        assert snapshot.rows(f"SELECT count(*) FROM {table}")


def test_every_numbered_row_is_fetched_by_its_number(path: Path):
    with duckdb.connect(str(path), read_only=True) as connection:
        numbered = connection.execute(
            "SELECT table_name, first(column_name ORDER BY column_index) FROM duckdb_columns() "
            "WHERE table_name LIKE '%\\_fact' ESCAPE '\\' GROUP BY table_name"
        ).fetchall()
        indexed = connection.execute("SELECT table_name, expressions FROM duckdb_indexes() WHERE is_unique").fetchall()
    wanted = {(table, f"[{number}]") for table, number in numbered if number == table.replace("fact", "no")}
    assert len(wanted) >= 6
    assert wanted <= set(indexed)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO snap.project SELECT * FROM snap.project",
        "DROP TABLE snap.project",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY project TO 'stolen.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET threads = 64",
        "SET memory_limit = '90GB'",
    ],
)
def test_an_opened_snapshot_is_locked_down(sql: str, snapshot: Snapshot):
    with pytest.raises(duckdb.Error):
        snapshot.rows(sql)


def test_a_value_is_bound_and_never_read_as_sql(snapshot: Snapshot):
    assert snapshot.rows("SELECT count(*) FROM project WHERE name = $name", {"name": "' OR 1=1 --"}) == [(0,)]


def test_threads_share_a_snapshot(snapshot: Snapshot):
    def ask(number: int) -> object:
        return snapshot.rows("SELECT $number + count(*) FROM indicator", {"number": number})[0][0]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(400))) == [number + 172 for number in range(400)]


def test_several_snapshots_and_processes_read_one_file(path: Path, snapshot: Snapshot):
    other = open_snapshot(path)
    code = (
        "import sys; from pathlib import Path; from data.store import open_snapshot; "
        "print(open_snapshot(Path(sys.argv[1])).rows('SELECT count(*) FROM project'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=REAL.parents[1]
    )
    assert done.stdout.strip() == "[(13,)]"
    assert other.rows("SELECT count(*) FROM project") == snapshot.rows("SELECT count(*) FROM project") == [(13,)]
    other.close()


def test_a_corrected_cause_shows_at_once_and_can_be_undone(snapshot: Snapshot, log: DecisionLog):
    before, key = losses(snapshot), snapshot.key
    assert framed(snapshot) == before
    [(subject, cause, points)] = snapshot.rows(
        "SELECT deduction_id, cause, points FROM deduction WHERE cause = '指标或预算设定不准'"
    )
    entry = log.append("cause_correction", str(subject), "cause", str(cause), "其他", "李审核", "不是指标的问题")
    assert snapshot.key != key
    after = losses(snapshot)
    assert "指标或预算设定不准" not in after and after["其他"] == points
    assert framed(snapshot) == after
    assert sum(after.values()) == sum(before.values())  # type: ignore[arg-type]
    told = (
        "SELECT original_cause, corrected, corrected_by, correction_why, evidence FROM deduction WHERE cause = '其他'"
    )
    assert snapshot.rows(told) == [("指标或预算设定不准", True, "李审核", "不是指标的问题", None)]
    assert snapshot.rows("SELECT cause FROM promise WHERE indicator_id = $id", {"id": subject}) == [("其他",)]
    log.undo(entry.entry_id, "李审核", "看错了")
    assert losses(snapshot) == before
    assert snapshot.rows("SELECT count(*) FROM deduction WHERE corrected") == [(0,)]


@pytest.mark.parametrize(
    "condition", ["true", "false", "level_no = 1", "project_no = 0", "project_no IS NULL", "points > 5"]
)
def test_projects_are_counted_as_distinct_numbers_are(snapshot: Snapshot, condition: str):
    counted = "SELECT count_projects(project_no), count(DISTINCT project_no) FROM deduction_fact"
    whole = snapshot.rows(f"{counted} WHERE {condition}")
    by_level = snapshot.rows(f"{counted} WHERE {condition} GROUP BY level_no")
    assert all(found == expected for found, expected in [*whole, *by_level])


def test_a_correction_to_a_secondary_cause_leaves_it_secondary_no_more(snapshot: Snapshot, log: DecisionLog):
    [(subject,)] = snapshot.rows("SELECT deduction_id FROM deduction WHERE secondary_causes = ['计划或流程调整']")
    log.append("cause_correction", str(subject), "cause", None, "计划或流程调整", "李审核", "")
    assert snapshot.rows("SELECT cause, secondary_causes FROM deduction WHERE corrected") == [("计划或流程调整", [])]


def test_a_finding_and_a_promise_carry_their_state(snapshot: Snapshot, log: DecisionLog):
    [(finding,)] = snapshot.rows("SELECT finding_id FROM finding ORDER BY 1 LIMIT 1")
    [(promise,)] = snapshot.rows("SELECT promise_id FROM promise ORDER BY 1 LIMIT 1")
    log.append("finding_state", str(finding), "state", "open", "refuted", "李审核", "原表如此")
    log.append("finding_state", str(finding), "note", None, "已电话核实", "王复核")
    log.append("promise_state", str(promise), "state", None, "已完成", "王复核")
    stated = "SELECT state, state_note, decided_by FROM {} WHERE decided_by IS NOT NULL"
    assert snapshot.rows(stated.format("finding")) == [("refuted", "已电话核实", "王复核")]
    assert snapshot.rows(stated.format("promise")) == [("已完成", None, "王复核")]
    assert snapshot.rows("SELECT count(*) FROM finding WHERE state = 'open'")[0][0] == (
        int(str(snapshot.rows("SELECT count(*) FROM finding")[0][0])) - 1
    )


def test_a_correction_survives_a_rebuild(path: Path, log: DecisionLog, tmp_path: Path):
    first = open_snapshot(path, log.path)
    [(subject,)] = first.rows("SELECT deduction_id FROM deduction WHERE cause = '指标或预算设定不准'")
    log.append("cause_correction", str(subject), "cause", None, "其他", "李审核")
    main(arguments([REAL], "--output", tmp_path / "again.duckdb"))
    again = open_snapshot(tmp_path / "again.duckdb", log.path)
    assert again.rows("SELECT deduction_id, cause FROM deduction WHERE corrected") == [(subject, "其他")]
    first.close()
    again.close()


def test_what_is_no_snapshot_says_what_to_do(tmp_path: Path):
    (tmp_path / "rubbish.duckdb").write_bytes(b"rubbish" * 999)
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE project (x INTEGER)")
    for name in ("missing.duckdb", "rubbish.duckdb", "other.duckdb"):
        with pytest.raises(SnapshotUnreadable, match="请重新构建"):
            open_snapshot(tmp_path / name)


def test_a_snapshot_of_another_version_says_what_to_do(tmp_path: Path):
    path = tmp_path / "old.duckdb"
    main(arguments([REAL], "--output", path))
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE snapshot_info SET shape = 'of-last-year'")
        connection.execute("DROP TABLE project_cause")  # what is shown is made of tables that it may lack
    with pytest.raises(SnapshotUnreadable, match=r"请重新构建.*另一版本"):
        open_snapshot(path)
