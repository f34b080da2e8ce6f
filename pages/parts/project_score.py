"""项目详情, its middle: from 100 points to the total, the money, and goals against achievements."""

from decimal import Decimal
from html import escape

from analytics.audit import FindingRow
from analytics.explain.key import WHOLE, FigureKey
from analytics.figures import losses, money
from analytics.labels import source_label
from analytics.project import FundingRow, ProjectDetail, Waterfall
from pages.common import cards, formats
from pages.common.cards import Piece, Text
from pages.common.chart import chart
from pages.common.table import Cell, Column, Row, blank, number_cell, table
from pages.common.view import View, go, reading
from pages.common.words import _, translator
from pages.parts.project_findings import findings_list, of_funding

_SHORT = 5


def is_short(detail: ProjectDetail) -> bool:
    """Whether the waterfall leaves room below it, so that the goals stand there instead of under the money."""
    return len(detail.waterfall.steps) <= _SHORT


def waterfall(shown: View, detail: ProjectDetail) -> None:
    """100 less every loss; a click marks the indicator's row and its line in the source."""
    fall = detail.waterfall
    execution = _("预算执行率")
    figures = [
        (
            formats.middle_cut(step.name or execution, 18),
            shown.explained(FigureKey("points_lost", (("deduction", step.deduction_id), WHOLE)).encode()),
        )
        for step in (() if detail.head.superseded else fall.steps[:15])
    ]
    with cards.card(_("100 分是怎样变成总分的？"), _reconciled(fall), figures=figures):
        chart(
            losses.waterfall(fall, detail.head.grade, translator()),
            "waterfall",
            about=_("从 100 分起逐项扣分到总分：")
            + _("，").join(f"{step.name or execution} {formats.lost(step.points)}" for step in fall.steps),
            on_click=lambda step: go(reading().scope, indicator=step, line=None),
            file_name=_("得分构成"),
        )


def _reconciled(fall: Waterfall) -> Text:
    """The strip: 100 − Σ lost against the printed total."""
    lost, left = formats.points(fall.lost), formats.points(fall.computed)
    if fall.printed is None:
        return Piece(_("100 − {lost} = {left}，表上没有总分可以对照").format(lost=lost, left=left), "warn")
    printed = formats.points(fall.printed)
    if fall.reconciles:
        return _("扣 {lost} 分：100 − {lost} = {left}，与表印总分一致 ✓").format(lost=lost, left=left)
    return Piece(
        _("100 − {lost} = {left}，与表印总分 {printed} 不一致").format(lost=lost, left=left, printed=printed), "bad"
    )


def funding(shown: View, detail: ProjectDetail, found: tuple[FindingRow, ...]) -> None:
    """The money: executed of the full-year budget, then every funding source as printed."""
    total = detail.total_funding
    answer = _("年初 {initial} → 全年 {full} → 执行 {executed} 万元").format(
        initial=formats.wan(total.initial_budget_wan),
        full=formats.wan(total.full_year_budget_wan),
        executed=formats.wan(total.executed_wan),
    )
    where = (("project", detail.head.project_id), WHOLE)
    names = {"initial_budget": _("年初预算数"), "budget": _("全年预算数"), "executed": _("全年执行数")}
    figures = [
        (name, shown.explained(FigureKey(measure, where).encode()))
        for measure, name in (names.items() if not detail.head.superseded else ())
    ]
    with cards.card(_("钱花了多少？（万元）"), answer, figures=figures):
        if total.rate_pct is not None:
            chart(
                money.funding(total, translator()),
                "funding",
                about=_("全年执行数占全年预算数 {rate}；竖线是年初预算数").format(rate=formats.percent(total.rate_pct)),
                file_name=_("资金执行"),
            )
        table(
            [_funding_row(row) for row in detail.funding],
            [
                Column(_("资金来源"), sortable=False),
                *(
                    Column(title, number=True, sortable=False)
                    for title in (_("年初预算"), _("全年预算"), _("全年执行"), _("执行率"))
                ),
            ],
            "funding_table",
            about=_("各资金来源的年初预算、全年预算、全年执行和执行率"),
        )
        own = [row for row in found if of_funding(row)]
        if own:
            findings_list(shown, own)


def _funding_row(row: FundingRow) -> Row:
    amounts = (row.initial_budget_wan, row.full_year_budget_wan, row.executed_wan)
    return Row(
        [
            Cell(source_label(row.source, translator()), tone="strong" if row.source == "total" else ""),
            *(number_cell(amount, formats.wan(amount)) for amount in amounts),
            _rate_cell(row),
        ]
    )


def _rate_cell(row: FundingRow) -> Cell:
    """The recomputed rate; where the form prints another one, that too."""
    rate = row.rate_pct
    if rate is None:
        return blank() if row.printed_rate_pct is None else Cell(_rate_printed(row.printed_rate_pct), tone="warn")
    text = formats.percent(rate)
    if row.printed_rate_pct is None or formats.percent(row.printed_rate_pct) == text:
        return number_cell(rate, text)
    return Cell(f"{text}（{_rate_printed(row.printed_rate_pct)}）", tone="warn")


def _rate_printed(value: Decimal) -> str:
    return _("表印 {rate}").format(rate=formats.percent(value))


def goals(detail: ProjectDetail) -> None:
    """What was promised and what was achieved, side by side, as printed."""
    pairs = (
        (_("预期目标"), detail.head.goal_expected),
        (_("实际完成情况"), detail.head.goal_achieved),
    )
    with cards.card(_("年度总体目标"), _("预期与实际")):
        parts = "".join(
            f"<div><h4>{escape(title)}</h4><p{'' if goal else ' class=t-muted'}>{escape(formats.text(goal))}</p></div>"
            for title, goal in pairs
        )
        cards.html(f'<div class="d-goals">{parts}</div>')
