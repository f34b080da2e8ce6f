"""Every figure of every result, opened: its explanation gives the same figure, again from its rows alone."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from analytics.audit import audit
from analytics.comparison import compare
from analytics.deductions import deductions
from analytics.execution import by_department, by_unit, execution
from analytics.explain import Figure, FigureKey, UnknownFigure, decode, explain, recompute
from analytics.explain.bases import BASES
from analytics.explain.basis import rule
from analytics.explain.catalogue import MEASURES
from analytics.explain.columns import parts
from analytics.explain.key import WHOLE
from analytics.explain.words import formula, measure_label
from analytics.overview import overview
from analytics.project import project
from analytics.projects import project_list
from analytics.scope import Scope
from analytics.scores import scores
from analytics.simulation import actions
from data.store import Snapshot
from tests.analytics.scopes import SCOPES


def _figures(snapshot: Snapshot, scope: Scope) -> Iterator[Figure]:
    for question in (overview, execution, scores, deductions, audit):
        yield from question(snapshot, scope).figures()
    everyone = [row.project_id for row in project_list(snapshot, Scope()).rows]
    for project_id in everyone[:3]:
        detail = project(snapshot, scope, project_id)
        assert detail is not None
        yield from detail.figures()
    yield from compare(snapshot, scope, tuple(everyone[:5])).figures()


def _holds(snapshot: Snapshot, scope: Scope) -> None:
    for figure in _figures(snapshot, scope):
        opened = explain(snapshot, scope, figure.key, limit=1000)
        assert opened.value == figure.value, figure
        assert opened.total_rows == len(opened.rows)
        if figure.value is not None and opened.rows:
            assert recompute(opened.form, opened.rows) == figure.value, figure


def test_every_figure_of_the_real_filing_is_explained(real: Snapshot) -> None:
    _holds(real, Scope())


def test_every_figure_of_the_small_portfolio_is_explained(small: Snapshot) -> None:
    for scope in (Scope(), Scope(years=(2021,)), Scope(departments=("乙局",)), Scope(causes=("疫情影响",))):
        _holds(small, scope)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_pages_of_rows_are_the_list(small: Snapshot, measure: str) -> None:
    """Rows are chosen by numbers and looked up after: each page has its own, in the order of the whole list."""
    project_id = project_list(small, Scope()).rows[0].project_id
    where = (("project", project_id),) if MEASURES[measure].form == "rank" else ()
    for scope in (Scope(), Scope(level1=("产出指标",)), Scope(causes=("疫情影响",), years=(2021,))):
        whole = explain(small, scope, FigureKey(measure, where), limit=1000).rows
        pages = [explain(small, scope, FigureKey(measure, where), limit=3, offset=at) for at in range(0, len(whole), 3)]
        assert [row for page in pages for row in page.rows[:3] if row.rows == 1] == list(whole)


def _superseded(snapshot: Snapshot) -> str:
    return str(snapshot.rows("SELECT project_id FROM snap.project WHERE superseded", {})[0][0])


def test_the_figures_of_a_superseded_form_are_explained_from_its_own_rows(small: Snapshot) -> None:
    detail = project(small, Scope(), _superseded(small))
    assert detail is not None and detail.head.superseded
    figures = {figure.key.measure: figure for figure in detail.figures()}
    assert (figures["mean_score"].value, figures["points_lost"].value) == (Decimal(100), Decimal(0))
    for figure in figures.values():
        opened = explain(small, Scope(years=(2020,)), figure.key)  # no scope holds it, and none is asked
        assert opened.value == figure.value, figure
        assert recompute(opened.form, opened.rows) == figure.value
        assert all(row.source_place and row.document_id for row in opened.rows)
    rows = explain(
        small, Scope(), FigureKey("indicator_scores", (("level2", "数量指标"), ("form", detail.head.project_id)))
    )
    assert [(row.detail, row.numerator) for row in rows.rows] == [("维护数量", Decimal(50))]


@pytest.mark.parametrize("measure", MEASURES)
def test_whatever_is_asked_of_a_superseded_form_is_its_own_or_refused(small: Snapshot, measure: str) -> None:
    own = (("form", _superseded(small)),)
    fields = [(), *(((field, "1"),) for field in BASES[MEASURES[measure].base].fields)]
    for where in fields:
        try:
            opened = explain(small, Scope(), FigureKey(measure, (*own, *where)))
        except UnknownFigure:
            continue
        assert {row.project_id for row in opened.rows} <= {own[0][1]}


@settings(deadline=None, max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SCOPES)
def test_figures_are_explained_under_any_scope(real: Snapshot, scope: Scope) -> None:
    for question in (overview, deductions):
        for figure in question(real, scope).figures():
            opened = explain(real, scope, figure.key)
            assert opened.value == figure.value, figure
            if figure.value is not None and opened.rows:
                assert recompute(opened.form, opened.rows) == figure.value


@pytest.mark.parametrize("measure", ["points_lost", "weighted_mean_score", "execution_rate", "points_lost_share"])
def test_what_a_short_list_leaves_out_is_one_more_row(real: Snapshot, measure: str) -> None:
    where = (("cause", "疫情影响"),) if measure == "points_lost_share" else ()
    whole = explain(real, Scope(), FigureKey(measure, where))
    short = explain(real, Scope(), FigureKey(measure, where), limit=3)
    assert len(short.rows) == 4
    assert short.rows[-1].rows == whole.total_rows - 3
    assert recompute(short.form, short.rows) == short.value == whole.value


def test_rows_name_their_place_in_the_source(real: Snapshot) -> None:
    opened = explain(real, Scope(), FigureKey("points_lost", (("cause", "疫情影响"),)))
    assert {row.source_place for row in opened.rows} >= {"第360行"}
    assert all(row.document_id and row.source_line for row in opened.rows)


@pytest.mark.parametrize(
    ("measure", "line"),
    [
        ("mean_budget", "funding_line"),
        ("unspent", "funding_line"),
        ("mean_points_lost", "total_line"),
        ("simulated_score", "total_line"),
        ("weighted_mean_score", "total_line"),
    ],
)
def test_a_row_of_a_project_stands_where_its_number_is_printed(real: Snapshot, measure: str, line: str) -> None:
    printed = dict(real.rows(f"SELECT project_id, {line} FROM project_fact"))
    assert {row.project_id: row.source_line for row in explain(real, Scope(), FigureKey(measure)).rows} == printed


@pytest.mark.parametrize(
    ("measure", "field", "value", "title"),
    [
        ("rate_projects", "rate_band", "0", "有执行率的项目数 · 执行率：<60%"),
        ("rate_projects", "rate_band", "60", "有执行率的项目数 · 执行率：60–80%"),
        ("rate_projects", "rate_band", "100", "有执行率的项目数 · 执行率：≥100%"),
        ("scored_indicators", "rate_bin", "90", "可计得分率的指标数 · 得分率：90–100%"),
    ],
)
def test_a_band_is_named_by_both_its_bounds(real: Snapshot, measure: str, field: str, value: str, title: str) -> None:
    assert explain(real, Scope(), FigureKey(measure, ((field, value),))).title == title


@pytest.mark.parametrize(
    "key",
    [
        FigureKey("nonsense"),
        FigureKey("points_lost", (("nonsense", "x"),)),
        FigureKey("score_rank"),
        FigureKey("findings", (("form", "p"),)),
        FigureKey("score_rank", (("project", "p"), ("form", "p"))),
        FigureKey("projects", (("scope_year", "x'; --"),)),
    ],
)
def test_a_key_that_the_catalogue_does_not_know_is_refused_with_a_sentence(small: Snapshot, key: FigureKey) -> None:
    with pytest.raises(UnknownFigure, match=r"[一-龥]"):
        explain(small, Scope(), key)


def test_values_of_a_key_are_bound(small: Snapshot) -> None:
    hostile = FigureKey("points_lost", (("cause", "' OR 1=1 --"),))
    assert explain(small, Scope(), hostile).value == 0
    assert decode(hostile.encode()) == hostile


def test_every_measure_has_its_words() -> None:
    for measure in MEASURES:
        assert measure_label(measure, str) != measure
        assert formula(measure, str)
        assert rule(measure, str)
        assert all(parts(measure, str)) is (
            MEASURES[measure].form in ("ratio", "percent", "less") or measure in ("simulated_rank", "rank_now")
        ), measure


@pytest.mark.parametrize(
    ("measure", "where", "names", "not_named"),
    [
        ("findings", (("severity", "must_fix"), ("state", "open")), ("自评核验的规则", "决定记录"), "所印数字"),
        ("findings", (("rule", "audit.09"),), ("自评核验的规则",), "决定记录"),
        ("found_projects", (), ("自评核验的规则",), "所印数字"),
        ("promises", (("state", "doing"),), ("偏差原因", "决定记录"), "所印数字"),
        ("promises", (), ("偏差原因",), "决定记录"),
        ("registered_promises", (), ("偏差原因", "决定记录"), "所印数字"),
        ("projects", (), ("所印数字",), "决定记录"),
    ],
)
def test_the_basis_is_what_the_figure_was_counted_by(
    small: Snapshot, measure: str, where: tuple[tuple[str, str], ...], names: tuple[str, ...], not_named: str
) -> None:
    basis = explain(small, Scope(), FigureKey(measure, where)).rule
    assert all(name in basis for name in names)
    assert not_named not in basis


@pytest.mark.parametrize("scope", [Scope(), Scope(years=(2021,)), Scope(departments=("乙局",)), Scope(grades=("良",))])
def test_the_actions_that_lift_a_grade_are_those_of_the_simulation(
    small: Snapshot, real: Snapshot, scope: Scope
) -> None:
    for snapshot in (small, real):
        able = {each.cause for each in actions(snapshot, scope) if each.recoverable and each.upgraded}
        opened = explain(snapshot, scope, FigureKey("simulated_upgrading"))
        assert {row.detail for row in opened.rows} == able
        assert opened.value == len(able) == recompute(opened.form, opened.rows)


def test_groups_are_explained_by_their_names(small: Snapshot) -> None:
    for measure, answer in (("units", by_unit(small, Scope())), ("departments", by_department(small, Scope()))):
        opened = explain(small, Scope(), FigureKey(measure))
        assert sorted(row.detail or "" for row in opened.rows) == sorted(row.group or "" for row in answer)


@pytest.mark.parametrize(
    ("measure", "title", "formula_of", "column"),
    [
        ("mean_score", "总分", "表上总分一行所印的得分。", "total_score"),
        ("execution_rate", "预算执行率", "全年执行数 ÷ 全年预算数 × 100%。", "rate_pct"),
    ],
)
def test_a_figure_of_one_project_is_no_mean_of_one(
    real: Snapshot, measure: str, title: str, formula_of: str, column: str
) -> None:
    for project_id, value in real.rows(f"SELECT project_id, {column} FROM project_fact"):
        opened = explain(real, Scope(), FigureKey(measure, (("project", str(project_id)), WHOLE)))
        assert (opened.title, opened.formula, opened.total_rows) == (title, formula_of, 1)
        assert float(opened.value or 0) == pytest.approx(float(str(value)))
