"""Answers on a portfolio small enough to compute by hand (see portfolio.py for its figures)."""

from decimal import Decimal
from pathlib import Path

import pytest

from analytics.audit import audit
from analytics.causes import loss_by_cause
from analytics.choices import facet, scope_choices
from analytics.comparison import compare
from analytics.deductions import deductions
from analytics.execution import execution
from analytics.findings import Found, finding, finding_page
from analytics.kpis import kpis
from analytics.ledger import ledger, promise
from analytics.losses import deduction
from analytics.overview import overview
from analytics.project import project, source_lines
from analytics.projects import project_list
from analytics.scope import NOT_STATED, Scope
from analytics.scores import scores
from analytics.search import search
from analytics.simulation import Plan, actions, simulate
from data.decisions import DecisionLog
from data.store import Snapshot, open_snapshot

D = Decimal
NOW = Scope(years=(2021,))


def _id(snapshot: Snapshot, name: str, year: int = 2021) -> str:
    sql = "SELECT project_id FROM project_fact WHERE name = $name AND fiscal_year = $year"
    return str(snapshot.rows(sql, {"name": name, "year": year})[0][0])


def test_kpis_take_sums_and_leave_out_what_is_not_stated(small: Snapshot) -> None:
    found = kpis(small, NOW)
    assert (found.projects, found.scored_projects) == (3, 2)
    assert found.mean_score == D(79)  # (93 + 65) / 2
    assert found.weighted_mean_score == (D(93) * 120 + D(65) * 10) / 130
    assert found.rate_pct == D(125) / D(130) * 100
    assert (found.indicator_lost, found.execution_lost) == (D(37), D(5))
    assert (found.indicators, found.deductions, found.low_rate_projects, found.unbalanced) == (9, 4, 1, 1)


def test_a_superseded_form_is_in_no_total(small: Snapshot) -> None:
    assert [row.total_score for row in project_list(small, NOW, "score").rows] == [D(65), D(93), None]


def test_movement_compares_with_the_year_before(small: Snapshot) -> None:
    moved = overview(small, NOW).movement
    assert moved is not None
    assert (moved.year, moved.kpis.mean_score, moved.continuing) == (2020, D(95), 1)
    assert overview(small, Scope()).movement is None
    assert overview(small, Scope(years=(2020,))).movement is None


def test_sentences_name_the_biggest_cause_the_best_recovery_and_the_lowest_project(small: Snapshot) -> None:
    biggest, recovery, attention = overview(small, NOW).sentences
    assert (biggest.cause, biggest.points, biggest.projects) == ("未说明原因", D(30), 1)
    assert (recovery.cause, recovery.points) == ("未开展满意度调查", D(2))
    assert (attention.project_name, attention.total_score, attention.rate_pct) == ("档案整理", D(65), D(50))


def test_row_filters_keep_projects_that_have_a_row_and_their_own_totals(small: Snapshot) -> None:
    found = kpis(small, Scope(causes=("疫情影响",)))
    assert (found.projects, found.points_lost, found.project_points_lost) == (2, D(8), D(12))
    assert kpis(small, Scope(level1=("满意度指标",), causes=("疫情影响",))).projects == 0


def test_not_stated_can_be_chosen_and_ranges_exclude_projects_without_a_rate(small: Snapshot) -> None:
    assert kpis(small, Scope(grades=(NOT_STATED,))).projects == 1
    assert kpis(small, Scope(rate_min_pct=D(0))).projects == 3
    assert kpis(small, Scope(rate_min_pct=D(50), rate_max_pct=D(80))).projects == 2
    assert kpis(small, Scope(score_min=D("93.01"))).projects == 1


def test_causes_have_shares_that_cumulate_to_all(small: Snapshot) -> None:
    rows = loss_by_cause(small, NOW)
    assert [(row.cause, row.points, row.projects) for row in rows] == [
        ("未说明原因", D(30), 1),
        ("疫情影响", D(5), 1),
        ("预算执行不足", D(5), 1),
        ("未开展满意度调查", D(2), 1),
    ]
    assert rows[0].share_pct == D(30) / D(42) * 100
    assert rows[-1].cumulated_pct == D(100)


def test_execution_rates_of_groups_come_from_sums(small: Snapshot) -> None:
    found = execution(small, Scope())
    assert found.total.rate_pct == D(205) / D(230) * 100
    assert [(row.group, row.rate_pct) for row in found.departments] == [("甲局", D(205) / D(230) * 100), ("乙局", None)]
    assert [row.name for row in found.unspent.rows] == ["路灯维护", "档案整理"]
    assert [(row.name, row.adjustment_wan, row.adjustment_pct) for row in found.adjusted.rows] == [
        ("路灯维护", D(20), D(20))
    ]
    assert [band.projects for band in found.bands] == [1, 0, 1, 0, 0, 1, 1]  # 50 %, 80 %, 100 %, no rate


def test_scores_by_level_and_bins(small: Snapshot) -> None:
    found = scores(small, NOW)
    assert [(row.level2, row.rate_pct) for row in found.levels] == [
        ("数量指标", D(65)),
        ("社会效益指标", D(100)),
        ("服务对象满意度指标", D(90)),
    ]
    assert [each.indicators for each in found.bins] == [1, 0, 1, 1, 3]  # 40 %; 80 %; 90 %; 100 % three times
    # in 2021 nobody's 出行便利 lost points, but one form states no score: its full mark is not known
    assert found.full_marks.total == 0


def test_full_marks_everywhere_are_named(small: Snapshot) -> None:
    found = scores(small, Scope(years=(2021,), departments=("甲局",))).full_marks
    assert [(row.name, row.indicators, row.weight) for row in found.rows] == [("出行便利", 2, D(60))]
    assert (found.total, found.names) == (1, 3)


def test_deductions_tell_habits_from_one_offs(small: Snapshot) -> None:
    found = deductions(small, Scope())
    assert [(row.cause, row.projects) for row in found.habits] == [("疫情影响", 2), ("预算执行不足", 2)]
    assert [(row.loss.cause, row.project_name) for row in found.one_offs] == [
        ("未说明原因", "档案整理"),
        ("未开展满意度调查", "路灯维护"),
    ]
    first = found.page.rows[0]
    assert (first.project_name, first.points, first.cause, first.evidence) == ("档案整理", D(30), "未说明原因", None)
    assert (found.page.total, found.page.points) == (6, D(47))
    assert deduction(small, first.deduction_id) == first
    assert deduction(small, "none") is None


def test_project_reconciles_and_has_ranks(small: Snapshot) -> None:
    found = project(small, Scope(), _id(small, "档案整理"))
    assert found is not None
    assert (found.waterfall.lost, found.waterfall.computed, found.waterfall.reconciles) == (D(35), D(65), True)
    standing = found.standing
    assert (standing.projects, standing.score_rank, standing.rate_rank, standing.budget_rank, standing.lost_rank) == (
        4,
        3,
        3,
        3,
        1,
    )
    assert found.groups[0].rows[0].findings != []
    assert found.groups[0].rows[0].recomputed_score == D(45)


def test_project_without_figures_has_no_rank_and_does_not_reconcile(small: Snapshot) -> None:
    found = project(small, Scope(), _id(small, "空白表"))
    assert found is not None
    assert (found.standing.score_rank, found.standing.rate_rank) == (None, None)
    assert not found.waterfall.reconciles
    assert project(small, Scope(), "none") is None


def test_project_knows_its_other_years_and_neighbours(small: Snapshot) -> None:
    found = project(small, NOW, _id(small, "路灯维护"))
    assert found is not None
    assert found.other_years == ((2020, _id(small, "路灯维护", 2020)),)
    assert (found.standing.previous_id, found.standing.next_id) == (None, _id(small, "档案整理"))


def test_comparison_keeps_the_order_chosen_and_skips_unknown(small: Snapshot) -> None:
    chosen = (_id(small, "档案整理"), "none", _id(small, "路灯维护"))
    found = compare(small, NOW, chosen)
    assert [row.name for row in found.projects] == ["档案整理", "路灯维护"]
    assert [row.rate_pct for row in found.levels if row.level2 == "数量指标"] == [D(90), D(40)]


def test_search_needs_every_word_and_tells_where(small: Snapshot) -> None:
    found = search(small, Scope(), "疫情 路段")
    assert (found.total, found.projects, found.points_lost) == (2, 2, D(8))
    assert found.hits[0].spans("deviation_reason", found.words) == ((1, 3), (8, 10))
    assert search(small, Scope(), "疫情 没有").total == 0
    assert search(small, Scope(words="疫情"), "路段").total == 2
    assert search(small, Scope(), "１００").total == 4  # full-width digits are the same digits


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", "$word_0", "<b>", "\x1f"])
def test_search_takes_words_literally(small: Snapshot, words: str) -> None:
    assert search(small, Scope(), words).total == (12 if words == "\x1f" else 0)


def test_choices_are_counted_under_the_other_filters(small: Snapshot) -> None:
    found = scope_choices(small, Scope(years=(2020,), grades=("中",)))
    assert [(c.value, c.count, c.chosen) for c in found.years.choices] == [(2021, 1, False)]
    assert [(c.value, c.count, c.chosen) for c in found.grades.choices] == [("优", 1, False)]
    assert found.total_projects == 4
    assert [c.value for c in facet(small, Scope(), "projects", "路灯").choices] == [
        _id(small, "路灯维护", 2020),
        _id(small, "路灯维护"),
    ]
    assert [(c.value, c.label, c.count) for c in facet(small, NOW, "grades").choices][-1] == ("", None, 1)


def test_audit_counts_and_inflation(small: Snapshot) -> None:
    found = audit(small, Scope())
    # audit.05 on a row, and that 档案整理 was filed twice
    assert (found.count(), found.count(severity="must_fix"), found.count(state="accepted")) == (2, 1, 0)
    assert found.count(rule="reading.conflict") == 1
    again = found.recomputed
    assert (again.recomputed, again.agreeing, again.over, again.under) == (2, 1, 0, 1)
    assert (again.over_points, again.under_points, again.net_points) == (D(0), D(25), D(-25))
    assert [(row.project_name, row.over_points) for row in found.differences] == [("档案整理", D(-25))]
    page = finding_page(small, Scope(), Found(rules=("audit.05",), project=_id(small, "档案整理")))
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
    assert (found.recovered, found.mean_before, found.mean_after) == (D(37), D(253) / 3, D(290) / 3)
    assert [(g.grade, g.before, g.after) for g in found.grades] == [
        ("优", 2, 3),
        ("良", 0, 0),
        ("中", 1, 0),
        ("差", 0, 0),
    ]


def test_raising_a_rate_never_counts_execution_twice(small: Snapshot) -> None:
    archive = _id(small, "档案整理")
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


def test_source_lines_of_a_document_without_text_are_none(small: Snapshot) -> None:
    assert source_lines(small, "none", 1, 3) == ()
