"""Figures of one project or indicator: opened into what they were computed from, not into themselves."""

import re
from decimal import Decimal

import pytest

from analytics.explain import FigureKey, explain, recompute
from analytics.plan import Plan
from analytics.project import project
from analytics.projects import project_list
from analytics.scope import Scope
from analytics.simulation import Simulated, simulate
from data.store import Snapshot

D = Decimal


def test_a_recomputed_score_is_opened_into_what_it_was_reckoned_with(small: Snapshot) -> None:
    found, *_others = small.rows(
        "SELECT i.indicator_id FROM snap.recomputed_fact JOIN snap.indicator_fact i USING (indicator_no)"
    )
    opened = explain(small, Scope(), FigureKey("recomputed_score", (("indicator", str(found[0])),)))
    assert recompute(opened.form, opened.rows) == opened.value == D(45)
    assert [(row.detail or "").split("\x1f") for row in opened.rows] == [
        ["weight", "", "维护数量"],
        ["target", "≥100盏", "维护数量"],
        ["actual", "90盏", "维护数量"],
    ]
    assert [(row.numerator, row.denominator) for row in opened.rows] == [(50, 1), (1, 100), (90, 1)]
    assert all(row.source_line and row.document_id for row in opened.rows)
    assert opened.worded == "正向指标：实际 90盏 ÷ 目标 ≥100盏 × 分值 50 = 45.00"
    elsewhere = explain(small, Scope(years=(1999,)), opened.key)
    assert (elsewhere.value, elsewhere.rows, elsewhere.worded) == (None, (), "")


def _plans(snapshot: Snapshot) -> list[Plan]:
    low = [row.project_id for row in project_list(snapshot, Scope()).rows]
    causes = [str(row[0]) for row in snapshot.rows("SELECT DISTINCT cause FROM deduction ORDER BY 1", {})]
    return [
        Plan(tuple(causes)),
        Plan((causes[0],)),
        *(Plan((causes[0],), (), one, D(100)) for one in low),
        Plan((), (), low[0], D(100)),
        Plan(tuple(causes), tuple(low[:2])),
    ]


def _where(plan: Plan) -> tuple[tuple[str, str], ...]:
    named = [("fix", cause) for cause in plan.causes] + [("include", one) for one in plan.projects]
    raised = [("lift", str(plan.raised_project)), ("rate", str(plan.raised_rate_pct))] if plan.raised_project else []
    return (*named, *raised)


@pytest.mark.parametrize("scope", [Scope(), Scope(years=(2021,)), Scope(words="满意"), Scope(level1=("产出指标",))])
def test_what_a_plan_gives_comes_again_from_its_rows(real: Snapshot, small: Snapshot, scope: Scope) -> None:
    for snapshot in (real, small):
        for plan in _plans(snapshot):
            answer = simulate(snapshot, scope, plan)
            whole = explain(snapshot, scope, FigureKey("simulated_recovered", _where(plan)))
            assert recompute(whole.form, whole.rows) == whole.value == answer.recovered
            passed = explain(snapshot, scope, FigureKey("simulated_overtaken", _where(plan)))
            assert recompute(passed.form, passed.rows) == passed.value == answer.overtaken
            assert not {row.project_id for row in passed.rows} & {row.project_id for row in answer.rows}
            for row in answer.rows:
                _holds(snapshot, scope, plan, row)


def _holds(snapshot: Snapshot, scope: Scope, plan: Plan, row: Simulated) -> None:
    own = (*_where(plan), ("project", row.project_id))
    for measure, value in (
        ("simulated_recovered", row.recovered),
        ("simulated_score", row.after),
        ("simulated_rank", row.rank_after),
        ("rank_now", row.rank_before),
    ):
        opened = explain(snapshot, scope, FigureKey(measure, own))
        assert recompute(opened.form, opened.rows) == opened.value == value, (measure, plan)
        assert len(opened.rows) == opened.total_rows
        assert all(each.source_place for each in opened.rows), measure


def _exam(snapshot: Snapshot) -> str:
    found = snapshot.rows("SELECT project_id FROM snap.project WHERE name = '安全生产考试培训相关工作'", {})
    return str(found[0][0])


def test_what_comes_back_to_one_project_is_listed_loss_by_loss(real: Snapshot) -> None:
    detail = project(real, Scope(), _exam(real))
    assert detail is not None
    lost = {(step.name, step.points) for step in detail.waterfall.steps if step.cause == "疫情影响"}
    where = (("fix", "疫情影响"), ("project", _exam(real)))
    opened = explain(real, Scope(), FigureKey("simulated_recovered", where))
    assert {(row.detail, row.numerator) for row in opened.rows} == lost and len(lost) > 1
    assert all(re.fullmatch(r"第3[56]\d行", row.source_place or "") for row in opened.rows)
    score = explain(real, Scope(), FigureKey("simulated_score", where))
    assert score.form == "sum"
    assert (score.rows[0].detail, score.rows[0].numerator) == ("", D("94.65"))  # the printed total
    assert {(row.detail, row.numerator) for row in score.rows[1:]} == lost
    everyone = explain(real, Scope(), FigureKey("simulated_score", where[:1]))
    assert (everyone.form, everyone.total_rows) == ("ratio", 13)


def test_a_rank_lists_the_scores_that_it_is_read_from(real: Snapshot) -> None:
    where = (("fix", "疫情影响"), ("project", _exam(real)))
    opened = explain(real, Scope(), FigureKey("rank_now", where[1:]))
    own, *better = opened.rows
    assert (own.project_id, own.numerator, own.denominator) == (_exam(real), 0, D("94.65"))
    assert all(row.numerator == 1 and row.denominator > own.denominator for row in better)
    assert opened.value == len(better) + 1
    after = explain(real, Scope(), FigureKey("simulated_rank", where))
    assert after.rows[0].denominator == simulate(real, Scope(), Plan(("疫情影响",), (_exam(real),))).rows[0].after
    short = explain(real, Scope(), FigureKey("rank_now", where[1:]), limit=2)
    assert recompute(short.form, short.rows) == short.value == opened.value
