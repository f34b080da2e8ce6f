"""项目详情, its middle: from 100 points to the total, the money, and goals against achievements."""

from decimal import Decimal
from html import escape

from analytics.figures import money
from analytics.figures.waterfall import waterfall as figure_of
from analytics.findings import FindingRow
from analytics.labels import source_label
from analytics.project import FundingRow, ProjectDetail, Waterfall
from pages.common import cards, formats
from pages.common.cards import Piece, Text, Tone
from pages.common.chart import chart
from pages.common.table import Cell, Column, Row, blank, number_cell, table
from pages.common.view import View, go, reading
from pages.common.why import filled
from pages.common.words import _, counted, translator
from pages.parts.project_figures import Own, own_of
from pages.parts.project_findings import findings_list, of_funding

_SHORT = 5


def is_short(detail: ProjectDetail) -> bool:
    """Whether the waterfall leaves room below it, so that the goals stand there instead of under the money."""
    return len(detail.waterfall.steps) <= _SHORT


def waterfall(shown: View, detail: ProjectDetail) -> None:
    """100 less every loss; a click marks the indicator's row and its line in the source."""
    fall = detail.waterfall
    if not detail.states_scores and not fall.steps:
        with cards.card(_("100 分是怎样变成总分的？"), _("表上没有填写得分，算不出扣分")):
            return
    execution = _("预算执行率")
    own = own_of(shown, detail)
    figures = own.named(_("总分"), formats.points(fall.printed), "mean_score") if fall.printed is not None else []
    for step in fall.steps:
        name, where = formats.middle_cut(step.name or execution, 18), ("deduction", step.deduction_id)
        figures += own.named(name, formats.points(step.points), "points_lost", where)
    sentence = _reconciled(own, fall)
    if detail.unscored:
        missing = own(f"{detail.unscored:,}", "unscored_indicators")
        sentence = [sentence, filled(counted("；{n} 项指标没有填写得分", detail.unscored, keep=True), n=missing)]
    with cards.card(_("100 分是怎样变成总分的？"), sentence, figures=figures):
        chart(
            figure_of(fall, detail.head.grade, translator()),
            "waterfall",
            about=_("从 100 分起逐项扣分到总分：")
            + _("，").join(f"{step.name or execution} {formats.points(step.points)}" for step in fall.steps),
            on_click=lambda step: go(reading().scope, indicator=step, line=None),
            file_name=_("得分构成"),
        )


def _reconciled(own: Own, fall: Waterfall) -> Text:
    """The strip: 100 − Σ lost against the printed total."""
    tone: Tone = "warn" if fall.printed is None else "" if fall.reconciles else "bad"
    lost = own(formats.points(fall.lost), "points_lost", tone=tone)
    left = own(formats.points(fall.computed), "score_left", tone=tone)
    if fall.printed is None:
        words = _("100 − {lost} = {left}，表上没有总分可以对照")
    elif fall.reconciles:
        words = _("扣 {lost} 分：100 − {lost} = {left}，与表印总分一致 ✓")
    else:
        words = _("100 − {lost} = {left}，与表印总分 {printed} 不一致")
    printed = "" if fall.printed is None else own(formats.points(fall.printed), "mean_score", tone=tone)
    pieces = filled(words, lost=lost, left=left, printed=printed)
    return [Piece(piece, tone) if tone and isinstance(piece, str) else piece for piece in pieces]


def funding(shown: View, detail: ProjectDetail, found: tuple[FindingRow, ...]) -> None:
    """The money: executed of the full-year budget, then every funding source as printed."""
    total = detail.total_funding
    own = own_of(shown, detail)

    def amount(value: Decimal | None, measure: str) -> str | Piece:
        return formats.not_stated() if value is None else own(formats.wan(value), measure)

    answer = filled(
        _("年初 {initial} → 全年 {full} → 执行 {executed} 万元"),
        initial=amount(total.initial_budget_wan, "initial_budget"),
        full=amount(total.full_year_budget_wan, "budget"),
        executed=amount(total.executed_wan, "executed"),
    )
    figures = (
        own.named(_("执行率"), formats.percent(total.rate_pct), "execution_rate") if total.rate_pct is not None else []
    )
    with cards.card(_("钱花了多少？（万元）"), answer, figures=figures):
        if total.rate_pct is not None:
            chart(
                money.funding(total, translator()),
                "funding",
                about=_("全年执行数占全年预算数 {rate}；竖线是年初预算数").format(rate=formats.percent(total.rate_pct)),
                file_name=_("资金执行"),
            )
        table(
            [_funding_row(own, row) for row in detail.funding],
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


def _funding_row(own: Own, row: FundingRow) -> Row:
    def cell(value: Decimal | None, measure: str) -> Cell:
        figure = own.address(measure, ("source", row.source)) or ""
        return number_cell(value, formats.wan(value), figure=figure)

    return Row(
        [
            Cell(source_label(row.source, translator()), tone="strong" if row.source == "total" else ""),
            cell(row.initial_budget_wan, "source_initial_budget"),
            cell(row.full_year_budget_wan, "source_budget"),
            cell(row.executed_wan, "source_executed"),
            _rate_cell(own, row),
        ]
    )


def _rate_cell(own: Own, row: FundingRow) -> Cell:
    """The recomputed rate; where the form prints another one, that too."""
    rate = row.rate_pct
    if rate is None:
        return blank() if row.printed_rate_pct is None else Cell(_rate_printed(row.printed_rate_pct), tone="warn")
    text, figure = formats.percent(rate), own.address("source_execution_rate", ("source", row.source)) or ""
    if row.printed_rate_pct is None or formats.percent(row.printed_rate_pct) == text:
        return number_cell(rate, text, figure=figure)
    return Cell(f"{text}（{_rate_printed(row.printed_rate_pct)}）", tone="warn", figure=figure)


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
