"""Figures: every mark has what a click gives, text from documents is text, one layout, quick to build."""

import json
from collections.abc import Callable

import orjson
import plotly.graph_objects as go
import pytest

from analytics.audit import audit
from analytics.causes import loss_by_cause
from analytics.comparison import compare
from analytics.deductions import Matrix, deductions
from analytics.execution import execution
from analytics.figures import comparison as comparison_figure
from analytics.figures import credibility, losses, money, quadrant
from analytics.figures import scores as score_figures
from analytics.figures import waterfall as waterfall_figure
from analytics.figures.bars import Bar, bars
from analytics.figures.base import Figure, Trace, escape, wrap
from analytics.figures.quadrant import _ticks
from analytics.overview import overview
from analytics.plan import Plan
from analytics.project import project
from analytics.projects import project_list
from analytics.scope import Scope
from analytics.scores import scores
from analytics.simulation import actions, simulate
from data.store import Snapshot, open_snapshot
from pages.common.words import catalogue
from tests.analytics import portfolio
from tests.analytics.filing import assessed, document, write

CAUSES = (
    *("未开展满意度调查", "疫情影响", "预算执行不足", "成效仍有提升空间", "跨年度实施", "计划或流程调整"),
    *("指标或预算设定不准", "其他", "未说明原因"),
)
HOSTILE = '<b>x</b><a href="javascript:alert(1)">点</a>&amp;'


def _all(snapshot: Snapshot) -> dict[str, Figure]:
    scope = Scope()
    answer, lost, rated, spent = (
        overview(snapshot, scope),
        deductions(snapshot, scope),
        scores(snapshot, scope),
        execution(snapshot, scope),
    )
    projects = tuple(row.project_id for row in project_list(snapshot, scope).rows)
    detail = project(snapshot, scope, projects[0])
    assert detail is not None
    checked = audit(snapshot, scope)
    return {
        "quadrant": quadrant.quadrant(answer.quadrant, str),
        "pareto": losses.pareto(answer.causes, str, ("疫情影响",)),
        "matrix": losses.matrix(lost.matrix, str),
        "waterfall": waterfall_figure.waterfall(detail.waterfall, detail.head.grade, str),
        "strip": score_figures.strip(rated.strip, str),
        "rates": score_figures.rates(rated.levels, str),
        "histogram": score_figures.histogram(rated.bins, str),
        "comparison": comparison_figure.comparison(compare(snapshot, scope, projects[:5]), str),
        "bullets": money.bullets(spent.projects.rows, str),
        "sources": money.group_bullets(spent.sources, str, sources=True),
        "units": money.group_bullets(spent.units, str),
        "unspent": money.unspent(spent.unspent.rows, str),
        "adjustments": money.adjustments(spent.adjusted.rows, str),
        "bands": money.rate_bands(spent.bands, str),
        "dumbbell": credibility.dumbbell(checked.differences, str),
        "rules": credibility.findings_by_rule(checked, str),
        "actions": credibility.actions(actions(snapshot, scope), str),
        "simulated": credibility.simulated(simulate(snapshot, scope, Plan(("未说明原因",))).rows, str),
    }


def test_figures_are_plain_specs_without_annotations(small: Snapshot, real: Snapshot) -> None:
    for snapshot in (small, real):
        for name, figure in _all(snapshot).items():
            spec = json.loads(orjson.dumps(figure, default=float))
            assert "annotations" not in spec["layout"], name
            assert spec["layout"]["dragmode"] is False, name
            assert all(spec["layout"][axis]["fixedrange"] for axis in ("xaxis", "yaxis")), name
            go.Figure(spec)  # plotly accepts every property


def test_clicks_give_what_lies_under_the_mark(small: Snapshot) -> None:
    figures = _all(small)

    def marks(name: str) -> list[object]:
        return [mark for trace in figures[name]["data"] for mark in trace.get("customdata", ())]

    everyone = {row.project_id for row in project_list(small, Scope()).rows}
    assert set(marks("quadrant")) <= everyone
    assert len(marks("quadrant")) == 3  # one project states no score and no money
    assert marks("pareto") == [row.cause for row in loss_by_cause(small, Scope())]
    assert [list(mark) for mark in marks("matrix")] == [
        [cell.project_id, cell.cause] for cell in deductions(small, Scope()).matrix.cells
    ]
    assert {tuple(mark)[1] for mark in marks("rates")} == {"数量指标", "社会效益指标", "服务对象满意度指标"}
    assert marks("rules") == ["audit.05", "reading.conflict"]


def test_text_from_documents_is_text_in_every_figure(tmp_path_factory: pytest.TempPathFactory) -> None:
    named = portfolio.form(
        2021, HOSTILE, ("100", "100", "80"), ("45", "27", "10"), (HOSTILE, HOSTILE, None), total="90", execution="8"
    )
    snapshot = open_snapshot(write(tmp_path_factory.mktemp("hostile") / "x.duckdb", [document(1, [assessed(named)])]))
    for name, figure in _all(snapshot).items():
        for trace in figure["data"]:
            shown = [*_texts(trace, "text"), *_texts(trace, "hovertext")]
            assert not any("<a" in text or "<b>x" in text for text in shown), name
    snapshot.close()


def _texts(trace: Trace, field: str) -> list[str]:
    value = trace.get(field)
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def test_empty_answers_give_empty_figures(small: Snapshot) -> None:
    nothing = Scope(years=(1999,))
    answer, lost, rated = overview(small, nothing), deductions(small, nothing), scores(small, nothing)
    empty: list[Callable[[], Figure]] = [
        lambda: quadrant.quadrant(answer.quadrant, str),
        lambda: losses.pareto(answer.causes, str),
        lambda: losses.matrix(lost.matrix, str),
        lambda: score_figures.strip(rated.strip, str),
        lambda: score_figures.rates(rated.levels, str),
        lambda: score_figures.histogram(rated.bins, str),
        lambda: money.bullets((), str),
        lambda: credibility.dumbbell((), str),
        lambda: credibility.simulated((), str),
    ]
    for make in empty:
        assert not any(trace.get("customdata") for trace in make()["data"] if trace["type"] != "bar" or not trace["y"])


@pytest.mark.parametrize("track", [True, False])
def test_a_bar_too_thin_to_be_met_is_met_over_the_whole_width(track: bool) -> None:
    rows = [Bar(name, length, name, hover=name, mark=name) for name, length in (("a", 1.0), ("b", 0.011), ("c", 0.0))]
    traces = [trace for trace in bars(rows, track=track)["data"] if trace["type"] == "bar"]
    met = {
        mark: length
        for trace in traces
        for mark, length, text in zip(trace.get("customdata", ()), trace["x"], trace.get("hovertext", ()), strict=False)
        if mark is not None and text == mark
    }
    assert met == {"a": 1.0, "b": 1.0, "c": 1.0}
    drawn = [trace for trace in traces if trace["x"] == [1.0, 0.011, 0.0]]
    assert len(drawn) == 1, "as long as it is"


def test_scores_and_rates_close_to_a_hundred_have_ticks_to_read_them_by() -> None:
    def ticks(span: tuple[float, float]) -> list[str]:
        return list(_ticks(span, (90, 98, 100), "%").values())

    assert ticks((-3.5, 0.4)) == ["90%", "98%", "100%"]
    assert ticks((-1.2, 0.2)) == ["90%", "98%", "100%", "99%", "99.5%", "99.8%", "99.9%", "99.95%"]


def test_long_names_keep_their_head_and_tail() -> None:
    assert wrap("应急管理与安全生产技术支撑专项工作经费", 8) == "应急管理与安全生<br>产…专项工作经费"
    assert wrap(None, 8) == ""
    assert escape("a<b>&") == "a&lt;b&gt;&amp;"


@pytest.mark.parametrize("count", [2, 7, 9])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "card_px"), [("narrow", 300), ("narrow", 332), ("wide", 420), ("wide", 560)])
def test_heads_of_the_matrix_do_not_run_together(count: int, language: str, width: str, card_px: int):
    drawn = losses.matrix(Matrix(CAUSES[:count], (), (), 0), catalogue(language).gettext)
    low, high = drawn["layout"]["xaxis"]["range"]
    per_column = (card_px - 96) / (high - low)
    heads = next(t for t in drawn["data"] if t.get("meta") == width and t["mode"] == "text")
    assert len(heads["text"]) == count
    places = list(zip(heads["x"], heads["y"], heads["text"], strict=True))
    for one, (x0, y0, text0) in enumerate(places):
        assert drawn["layout"]["yaxis"]["range"][1] <= y0 - 0.4
        for x1, y1, text1 in places[one + 1 :]:
            wide = (pixels(text0) + pixels(text1)) / 2
            assert y0 != y1 or abs(x1 - x0) * per_column >= wide + 3


def pixels(text: str) -> float:
    """A head's width as Chromium draws it at 11 px: 6 px a Latin letter, 11 a Chinese one."""
    return max(sum(11.0 if letter > "\u2e7f" else 6.0 for letter in line) for line in text.split("<br>"))
