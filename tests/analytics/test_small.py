"""Answers on a portfolio small enough to compute by hand (see portfolio.py for its figures)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from analytics.causes import loss_by_cause
from analytics.deductions import deductions, loss_by_level
from analytics.execution import execution
from analytics.kpis import kpis
from analytics.levels import level_projects, level_rates, rates_and_bins
from analytics.losses import deduction, deduction_page
from analytics.overview import overview
from analytics.projects import project_list
from analytics.scope import NOT_STATED, Scope
from analytics.scores import full_marks, scores
from data.store import Snapshot

D = Decimal
NOW = Scope(years=(2021,))


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


@pytest.mark.parametrize("years", [(), (2020,), (2021,), (2020, 2021)])
@pytest.mark.parametrize("grades", [(), ("优",), ("良", "中"), ("",)])
@pytest.mark.parametrize("level1", [(), ("产出指标",), ("效益指标", "满意度指标")])
def test_sums_made_with_the_snapshot_are_those_of_the_rows(
    small: Snapshot, years: tuple[int, ...], grades: tuple[str, ...], level1: tuple[str, ...]
) -> None:
    every = tuple(str(row[0] or "") for row in small.rows("SELECT DISTINCT department FROM project_fact"))
    ready = Scope(years=years, grades=grades, level1=level1)
    counted = replace(ready, departments=every)
    levels, bins = rates_and_bins(small, ready)
    assert (levels, bins) == rates_and_bins(small, counted)
    assert full_marks(small, ready, bins) == full_marks(small, counted, bins)
    assert level_rates(small, ready) == level_rates(small, counted)
    assert level_projects(small, ready) == level_projects(small, counted)
    assert loss_by_level(small, ready) == loss_by_level(small, counted)


@pytest.mark.parametrize(
    "scope", [Scope(), Scope(causes=("疫情影响",)), Scope(level1=("产出指标",)), Scope(words="疫情")]
)
def test_a_page_of_losses_knows_all_of_them(small: Snapshot, scope: Scope) -> None:
    whole, first = deduction_page(small, scope), deduction_page(small, scope, limit=1)
    assert len(whole.rows) > 1
    assert (first.total, first.points) == (len(whole.rows), sum((row.points for row in whole.rows), D(0)))


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
