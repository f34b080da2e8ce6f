"""The known figures of the real filing, and answers against a selection made without SQL under any scope."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.audit import audit
from analytics.causes import loss_by_cause
from analytics.choices import scope_choices
from analytics.deductions import deductions, loss_by_level
from analytics.execution import execution
from analytics.exports import TABLES, batches, columns
from analytics.levels import level_projects
from analytics.overview import overview
from analytics.project import project, source_lines
from analytics.projects import project_list
from analytics.ratios import half_up
from analytics.scope import Scope
from analytics.scores import scores
from analytics.search import search
from analytics.standing import standing
from data.store import Snapshot
from tests.analytics.scopes import FORMS, SCOPES, points_of, select

D = Decimal
SLOW = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_the_figures_that_the_filing_is_known_by(real: Snapshot) -> None:
    answer = overview(real, Scope())
    now = answer.kpis
    assert (now.projects, now.indicators, now.deductions) == (13, 172, 41)
    assert (now.indicator_lost, now.execution_lost) == (D("38.01"), D("8.64"))
    assert now.mean_score is not None
    assert now.weighted_mean_score is not None
    assert now.rate_pct is not None
    assert (half_up(now.mean_score), half_up(now.weighted_mean_score)) == (D("96.41"), D("98.34"))
    assert (now.executed_wan, now.budget_wan) == (D("2546.937062"), D("2575.247000"))
    assert half_up(now.rate_pct) == D("98.90")
    assert [(row.grade, row.projects) for row in answer.grades] == [("优", 12), ("良", 1)]
    assert [(row.cause, row.points) for row in answer.causes] == [
        ("未开展满意度调查", D("11.50")),
        ("疫情影响", D("10.01")),
        ("预算执行不足", D("8.64")),
        ("成效仍有提升空间", D("6.00")),
        ("跨年度实施", D("6.00")),
        ("计划或流程调整", D("3.90")),
        ("指标或预算设定不准", D("0.60")),
    ]
    attention = answer.sentences[-1]
    assert (attention.project_name, attention.total_score) == ("博士后工作站联合培养费", D("89.51"))


def test_every_project_reconciles_and_opens_its_source(real: Snapshot) -> None:
    for row in project_list(real, Scope(), "document").rows:
        found = project(real, Scope(), row.project_id)
        assert found is not None
        assert found.waterfall.reconciles
        lines = dict(source_lines(real, found.head.document_id, found.head.first_line, found.head.last_line))
        for group in found.groups:
            for indicator in group.rows:
                assert indicator.source_line in lines


@SLOW
@given(SCOPES)
def test_a_scope_selects_what_it_says(real: Snapshot, scope: Scope) -> None:
    selected, answer = select(scope), overview(real, scope)
    now = answer.kpis
    assert now.projects == len(selected.forms)
    assert now.indicators == len(selected.rows)
    assert now.deductions == len(selected.losses)
    assert now.points_lost == points_of(selected)
    assert now.executed_wan == (
        sum((FORMS[at].total_funding.executed_wan or D(0) for at in selected.forms), D(0)) if selected.forms else None
    )


@SLOW
@given(SCOPES)
def test_every_way_to_split_losses_sums_to_the_same(real: Snapshot, scope: Scope) -> None:
    answer = deductions(real, scope)
    lost = points_of(select(scope))
    assert sum((row.points for row in loss_by_cause(real, scope)), D(0)) == lost
    assert sum((row.points for row in answer.levels), D(0)) == lost
    assert sum((row.points for row in answer.matrix.cells), D(0)) == lost
    assert sum((row.points for row in answer.matrix.projects), D(0)) == lost
    assert sum((row.points for row in answer.page.rows), D(0)) == lost
    assert answer.page.points == lost
    assert answer.page.total == len(answer.page.rows)


@SLOW
@given(SCOPES)
def test_screens_agree_and_group_rates_come_from_sums(real: Snapshot, scope: Scope) -> None:
    now, money, levels = overview(real, scope).kpis, execution(real, scope), scores(real, scope)
    assert money.total.rate_pct == now.rate_pct
    assert (money.total.projects, money.projects.total) == (now.projects, now.projects)
    assert sum(band.projects for band in money.bands) == now.projects
    if now.projects:
        executed = sum((row.executed_wan or D(0) for row in money.projects.rows), D(0))
        assert money.units[0].rate_pct == executed * 100 / (now.budget_wan or D(1))
    assert sum(row.indicators for row in levels.levels) == now.indicators
    assert sum((row.points_lost for row in levels.level1), D(0)) == now.indicator_lost
    assert sum(each.indicators for each in levels.bins) == now.indicators
    assert len(levels.strip.marks) == now.scored_projects
    assert search(real, scope, limit=5).total == now.indicators
    assert audit(real, scope).recomputed.indicators == now.indicators
    assert scope_choices(real, scope).total_projects == 13


@SLOW
@given(SCOPES)
def test_levels_and_names_are_those_of_the_rows(real: Snapshot, scope: Scope) -> None:
    """Some scopes read sums that the snapshot has ready, some the losses, some all rows."""
    found = scores(real, scope)
    rows = [(at, row) for at, form in enumerate(FORMS) for row in form.indicators]
    rows = [(at, row) for at, row in rows if (at, row.ordinal) in select(scope).rows]
    for level in found.levels:
        own = [(at, row) for at, row in rows if (row.level1, row.level2) == (level.level1, level.level2)]
        assert level.indicators == len(own)
        assert level_projects(real, scope)[level.level1, level.level2] == len({at for at, _ in own})
        assert (level.weight, level.score) == (
            sum(row.weight or 0 for _, row in own),
            sum(row.score or 0 for _, row in own),
        )
        losing = [(at, row.weight - row.score) for at, row in own if row.weight and row.score != row.weight]
        assert (level.losses, level.lost) == (len(losing), sum(lost for _, lost in losing))
        lost_on = [
            row for row in loss_by_level(real, scope) if (row.level1, row.level2) == (level.level1, level.level2)
        ]
        assert sum(row.projects for row in lost_on if not row.execution) == len({at for at, _ in losing})
    named: dict[tuple[str | None, str | None, str | None], list[bool]] = {}
    for _, row in rows:
        named.setdefault((row.level1, row.level2, row.name), []).append(row.score == row.weight)
    full = {name: len(marks) for name, marks in named.items() if all(marks)}
    assert (found.full_marks.names, found.full_marks.total) == (len(named), len(full))
    assert all(full[row.level1, row.level2, row.name] == row.indicators for row in found.full_marks.rows)


@SLOW
@given(SCOPES)
def test_exports_are_the_rows_of_the_screens(real: Snapshot, scope: Scope) -> None:
    rows = {table: [row for part in batches(real, scope, table, size=7) for row in part] for table in TABLES}
    for table in TABLES:
        assert all(len(row) == len(columns(table)) for row in rows[table])
    lost = [column.field for column in columns("deductions")].index("points_lost")
    assert [row[lost] for row in rows["deductions"]] == [row.points for row in deductions(real, scope).page.rows]
    by_loss = [row for part in batches(real, scope, "projects", order="lost", size=5) for row in part]
    assert [row[1] for row in by_loss] == [row.name for row in project_list(real, scope, "lost").rows]
    assert len(rows["indicators"]) == overview(real, scope).kpis.indicators


@SLOW
@given(SCOPES, st.integers(1, 60), st.integers(0, 60))
def test_search_without_words_lists_all_rows_in_one_order_wherever_it_is_cut(
    real: Snapshot, scope: Scope, limit: int, offset: int
) -> None:
    scope = replace(scope, words="")
    whole = search(real, scope, limit=1000)
    assert len(whole.hits) == whole.total
    losses = [-1000 if hit.deduction is None else hit.deduction for hit in whole.hits]
    assert losses == sorted(losses, reverse=True)
    cut = search(real, scope, limit=limit, offset=offset)
    assert cut.hits == whole.hits[offset : offset + limit]
    assert (cut.total, cut.projects, cut.points_lost) == (whole.total, whole.projects, whole.points_lost)


def test_personal_columns_come_only_when_asked_for(real: Snapshot) -> None:
    plain = [row for part in batches(real, Scope(), "projects") for row in part]
    asked = [row for part in batches(real, Scope(), "projects", personal=True) for row in part]
    assert not any("张鹏" in map(str, row) or "55573801" in map(str, row) for row in plain)
    assert any("张鹏" in map(str, row) for row in asked)
    assert [column.field for column in columns("projects", personal=True) if column.personal] == [
        "project_lead",
        "phone",
    ]


@SLOW
@given(SCOPES)
def test_next_leads_through_all_projects_as_they_are_listed(real: Snapshot, scope: Scope) -> None:
    listed = [row.project_id for row in project_list(real, scope.peers, "score").rows]
    if not listed:
        return
    assert standing(real, scope, listed[0]).previous_id is None
    walked = [listed[0]]
    while following := standing(real, scope, walked[-1]).next_id:
        assert standing(real, scope, following).previous_id == walked[-1]
        walked.append(following)
    assert walked == listed
