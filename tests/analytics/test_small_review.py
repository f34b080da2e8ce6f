"""What a reviewer works with, on the small portfolio: findings, what-if, promises, decisions (see portfolio.py)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.audit import audit
from analytics.causes import loss_by_cause
from analytics.deductions import deductions
from analytics.findings import Found, finding, finding_page
from analytics.kpis import kpis
from analytics.ledger import ledger, promise
from analytics.losses import deduction
from analytics.overview import overview
from analytics.plan import Plan
from analytics.scope import Scope
from analytics.scores import scores
from analytics.search import search
from analytics.simulation import actions, simulate
from data.decisions import DecisionLog
from data.store import Snapshot, open_snapshot
from tests.analytics.portfolio import id_of

D = Decimal


def test_audit_counts_and_inflation(small: Snapshot) -> None:
    found = audit(small, Scope())
    # audit.05 on a row, and that 档案整理 was filed twice
    assert (found.count(), found.count(severity="must_fix"), found.count(state="accepted")) == (2, 1, 0)
    assert found.count(rule="reading.conflict") == 1
    again = found.recomputed
    assert (again.recomputed, again.agreeing, again.over, again.under) == (2, 1, 0, 1)
    assert (again.over_points, again.under_points, again.net_points) == (D(0), D(25), D(-25))
    assert [(row.project_name, row.over_points) for row in found.differences] == [("档案整理", D(-25))]
    page = finding_page(small, Scope(), Found(rules=("audit.05",), project=id_of(small, "档案整理")))
    assert (page.total, page.rows[0].name, page.rows[0].state) == (1, "维护数量", "open")
    assert finding(small, page.rows[0].finding_id) == page.rows[0]
    assert finding_page(small, Scope(), Found(states=("refuted",))).total == 0


@pytest.mark.parametrize(
    ("scope", "rules"),
    [
        (Scope(causes=("未说明原因",)), {"audit.05", "reading.conflict"}),  # 档案整理, by the cause of its 数量
        (Scope(causes=("预算执行不足",)), {"reading.conflict"}),  # the whole form is kept, none of its rows
        (Scope(level1=("满意度指标",)), {"reading.conflict"}),
        (Scope(words="盏"), {"audit.05", "reading.conflict"}),
        (Scope(years=(2021,), causes=("未开展满意度调查",)), set()),  # 路灯维护 alone: nothing was found there
        (Scope(departments=("乙局",), level1=("满意度指标",)), set()),
    ],
)
def test_findings_on_whole_forms_stay_with_their_project(small: Snapshot, scope: Scope, rules: set[str]) -> None:
    found = audit(small, scope)
    assert {row.rule for row in found.counts} == rules
    assert sum(row.findings for row in found.projects) == found.count() == finding_page(small, scope).total
    assert sum(row.findings for row in overview(small, scope).findings) == found.count()


def test_simulation_recovers_points_and_ranks_anew(small: Snapshot) -> None:
    found = simulate(small, Scope(), Plan(causes=("未说明原因", "预算执行不足")))
    assert [(r.name, r.before, r.after, r.grade_before, r.grade_after) for r in found.rows] == [
        ("档案整理", D(65), D(100), "中", "优"),
        ("路灯维护", D(95), D(97), "优", "优"),
    ]
    assert [(r.rank_before, r.rank_after) for r in found.rows] == [(3, 1), (1, 2)]
    assert found.overtaken == 1  # 93.00 was second
    assert (found.recovered, found.mean_before, found.mean_after) == (D(37), D(253) / 3, D(290) / 3)
    assert [(g.grade, g.before, g.after) for g in found.grades] == [
        ("优", 2, 3),
        ("良", 0, 0),
        ("中", 1, 0),
        ("差", 0, 0),
    ]


def test_raising_a_rate_never_counts_execution_twice(small: Snapshot) -> None:
    archive = id_of(small, "档案整理")
    raised = Plan(raised_project=archive, raised_rate_pct=D(90))
    assert simulate(small, Scope(), raised).recovered == D(4)  # 10 × 90 % = 9.00, it has 5.00
    both = Plan(causes=("预算执行不足",), raised_project=archive, raised_rate_pct=D(90))
    assert simulate(small, Scope(), both).recovered == D(7)  # all of execution: 5 here, 2 in 2020
    assert simulate(small, Scope(), Plan(causes=("预算执行不足",), projects=(archive,))).recovered == D(5)


def test_actions_rank_what_can_be_recovered_first(small: Snapshot) -> None:
    found = actions(small, Scope())
    assert [(row.cause, row.points, row.recoverable) for row in found] == [
        ("未开展满意度调查", D(2), True),
        ("未说明原因", D(30), False),
        ("疫情影响", D(8), False),
        ("预算执行不足", D(7), False),
    ]


def test_ledger_sees_whether_the_cause_came_back(small: Snapshot, small_path: Path, tmp_path: Path) -> None:
    found = ledger(small, Scope())
    assert [(row.text, row.state, row.came_back) for row in found.rows] == [("以后年度将组织满意度调查", None, None)]
    assert (found.total, found.followed, found.came_back) == (1, 0, 0)
    log = DecisionLog(tmp_path / "decisions.sqlite")
    log.append("promise_state", found.rows[0].promise_id, "state", None, "done", "李某", "已完成调查")
    decided = open_snapshot(small_path, log.path)
    assert [row.state for row in ledger(decided, Scope(), "done").rows] == ["done"]
    assert ledger(decided, Scope(), "").total == 0
    assert promise(decided, found.rows[0].promise_id) == ledger(decided, Scope()).rows[0]
    decided.close()


def test_corrected_causes_and_states_are_in_every_answer(small: Snapshot, small_path: Path, tmp_path: Path) -> None:
    lost = deductions(small, Scope()).page.rows[0]
    noted = finding_page(small, Scope()).rows[0]
    log = DecisionLog(tmp_path / "decisions.sqlite")
    log.append("cause_correction", lost.deduction_id, "cause", lost.cause, "疫情影响", "李某", "电话核实")
    log.append("finding_state", noted.finding_id, "state", "open", "accepted", "李某", "属实")
    decided = open_snapshot(small_path, log.path)
    causes = {row.cause: (row.points, row.projects) for row in loss_by_cause(decided, Scope())}
    assert causes["疫情影响"] == (D(38), 3)
    assert "未说明原因" not in causes
    assert kpis(decided, Scope(causes=("疫情影响",))).points_lost == D(38)
    row = deduction(decided, lost.deduction_id)
    assert row is not None
    assert (row.cause, row.original_cause, row.corrected) == ("疫情影响", "未说明原因", True)
    assert audit(decided, Scope()).count(state="accepted") == 1
    decided.close()


@pytest.mark.parametrize("corrected", ["疫情影响", "经办人自己写的原因"])  # the second is on no list of the snapshot
def test_rows_are_filtered_by_the_corrected_cause(
    small: Snapshot, small_path: Path, tmp_path: Path, corrected: str
) -> None:
    lost = deductions(small, Scope()).page.rows[0]
    log = DecisionLog(tmp_path / "decisions.sqlite")
    log.append("cause_correction", lost.deduction_id, "cause", lost.cause, corrected, "李某", "电话核实")
    decided = open_snapshot(small_path, log.path)
    now, before = Scope(causes=(corrected,)), Scope(causes=(lost.cause,))
    for scope in (now, replace(now, words="数量"), replace(now, level1=("产出指标",))):
        assert lost.name in {hit.name for hit in search(decided, scope).hits}
        found = audit(decided, scope)
        assert found.count(rule="audit.05") == finding_page(decided, scope, Found(rules=("audit.05",))).total == 1
        assert [row.name for row in found.differences] == [lost.name]
        assert found.recomputed.recomputed - found.recomputed.agreeing == 1
        assert lost.name not in {row.name for row in scores(decided, scope).full_marks.rows}
    assert (search(decided, before).total, audit(decided, before).recomputed.recomputed) == (0, 0)
    decided.close()
