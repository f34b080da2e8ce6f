"""得分分布, the chosen projects side by side: rates by level as a chart, figures and levels as a table and a file."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from analytics.comparison import Compared, Comparison
from analytics.explain.key import WHOLE, FigureKey
from analytics.figures import comparison as figures
from analytics.labels import both_levels, grade_label
from analytics.levels import LevelRate
from pages.common import cards, formats
from pages.common.chart import chart
from pages.common.downloads import download_rows
from pages.common.sheets import Head
from pages.common.table import Cell, Column, Row, blank, number_cell, table
from pages.common.view import View
from pages.common.words import _, translator

# The marks of analytics/figures/base.SYMBOLS as letters, for names beside the chart.
GLYPHS: Final = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "cross": "✚"}


def level_name(level1: str | None, level2: str | None) -> str:
    """'产出指标 · 数量指标' as the screen writes it."""
    return both_levels(level1, level2, translator())


def side_by_side(shown: View, answer: Comparison, scope: Sequence[LevelRate]) -> None:
    """The chart of the rates, and under it figures and levels as a table with its file."""
    names = [formats.text(row.name) for row in answer.projects]
    about = _("所选项目各类指标的得分率：") + _("；").join(
        f"{level_name(row.level1, row.level2)} {formats.percent(row.rate_pct)}" for row in answer.levels[:60]
    )
    chart(
        figures.comparison(answer, translator()),
        "comparison",
        about=about,
        link=shown.link("project", id="{0}"),
        file_name=_("项目对比"),
    )
    cards.note(_("各类指标得分率，颜色和形状为项目；点一下看项目"))
    columns = [Column(_("指标"), sortable=False)]
    columns += [
        Column(f"{GLYPHS[figures.key_of(at)[1]]} {formats.middle_cut(name, 9)}", number=True, sortable=False)
        for at, name in enumerate(names)
    ]
    around = _("筛选范围内全部项目：平均每个项目的总分、扣分、预算；率由合计算出")
    columns.append(Column(_("范围平均"), number=True, sortable=False, help=around))
    table([*_totals(shown, answer), *_levels(shown, answer, scope)], columns, "compared", about=_("所选项目逐项对比"))
    download_rows(shown, "compared_csv", _("项目对比"), _heads(), lambda: compared_rows(answer))


def _why(shown: View, measure: str, row: Compared, *more: tuple[str, str]) -> str:
    return shown.explained(FigureKey(measure, (("project", row.project_id), *more, WHOLE)).encode())


def _totals(shown: View, answer: Comparison) -> list[Row]:
    """Rows of figures of whole projects, the scope's means beside them."""
    projects, scope = answer.projects, answer.scope

    def mean(value: Decimal | None, words: object, measure: str) -> Cell:
        return _number(value, words, shown.explained(FigureKey(measure).encode()))

    def row(title: str, cells: Sequence[Cell], last: Cell) -> Row:
        return Row([Cell(title, tone="strong"), *cells, last])

    return [
        row(
            _("总分"),
            [_number(each.total_score, formats.points, _why(shown, "mean_score", each)) for each in projects],
            mean(scope.mean_score, formats.points, "mean_score"),
        ),
        row(_("等级"), [Cell(grade_label(each.grade, translator())) for each in projects], blank()),
        row(
            _("扣分"),
            [_number(each.points_lost, formats.points, _why(shown, "points_lost", each)) for each in projects],
            mean(scope.mean_points_lost, formats.points, "mean_points_lost"),
        ),
        row(
            _("执行率"),
            [_rate(each.rate_pct, _why(shown, "execution_rate", each)) for each in projects],
            _rate(scope.rate_pct, shown.explained(FigureKey("execution_rate").encode())),
        ),
        row(
            _("全年预算（万元）"),
            [_number(each.full_year_budget_wan, formats.wan, _why(shown, "budget", each)) for each in projects],
            mean(scope.mean_budget_wan, formats.wan, "mean_budget"),
        ),
        row(
            _("扣分指标 / 指标数"),
            [_deducted(each, _why(shown, "deducted_indicators", each)) for each in projects],
            blank(),
        ),
    ]


def _number(value: Decimal | None, words: object, href: str) -> Cell:
    return number_cell(value, words(value), figure=href)  # type: ignore[operator]


def _deducted(row: Compared, href: str) -> Cell:
    return Cell(f"{row.deducted} / {row.indicators}", figure=href)


def _rate(value: Decimal | None, href: str) -> Cell:
    return blank() if value is None else number_cell(value, formats.percent(value), figure=href)


def _levels(shown: View, answer: Comparison, scope: Sequence[LevelRate]) -> list[Row]:
    """A row per level with the score rate of each project, — where it has none of that level."""
    found = {(row.level1, row.level2, row.project_id): row for row in answer.levels}
    everybody = {(row.level1, row.level2): row.rate_pct for row in scope}
    rows = []
    for level1, level2 in dict.fromkeys((row.level1, row.level2) for row in answer.levels):
        cells = []
        for each in answer.projects:
            own = found.get((level1, level2, each.project_id))
            href = _why(shown, "score_rate", each, ("level1", level1 or ""), ("level2", level2 or ""))
            cells.append(_rate(own.rate_pct if own else None, href))
        where = (("level1", level1 or ""), ("level2", level2 or ""))
        mean = _rate(everybody.get((level1, level2)), shown.explained(FigureKey("score_rate", where).encode()))
        rows.append(Row([level_name(level1, level2), *cells, mean]))
    return rows


def _heads() -> list[Head]:
    return [
        Head(_("项目名称")),
        *(Head(title) for title in (_("一级指标"), _("二级指标"))),
        *(Head(title, "points") for title in (_("得分"), _("分值"))),
        Head(_("得分率（%）"), "percent"),
        Head(_("总分"), "points"),
        Head(_("项目编号")),
    ]


def compared_rows(answer: Comparison) -> list[tuple[object, ...]]:
    """One row per project and level."""
    projects = {row.project_id: row for row in answer.projects}
    return [
        (
            projects[row.project_id].name,
            row.level1,
            row.level2,
            row.score,
            row.weight,
            None if row.rate_pct is None else round(row.rate_pct, 4),
            projects[row.project_id].total_score,
            row.project_id,
        )
        for row in answer.levels
    ]
