"""预算执行, its cards by group: funding sources, units and departments; rates from sums, never averaged."""

from decimal import Decimal
from typing import Literal

from analytics.execution import Execution
from analytics.explain.key import FigureKey
from analytics.figures import money
from analytics.labels import source_label
from analytics.money import GroupMoney
from analytics.ratios import percent
from pages.common import cards, formats
from pages.common.cards import Named, Piece, Text
from pages.common.chart import chart
from pages.common.view import View, go, narrow
from pages.common.why import Why, filled
from pages.common.words import _, translator

MOST_GROUPS = 8


def sources(shown: View, answer: Execution) -> None:
    """The same by funding source; a click explains the source's rate by its rows."""
    translate = translator()
    parts = [row for row in answer.sources if row.group != "total" and row.full_year_budget_wan]
    question = _("钱从哪里来？")
    if not answer.sources:
        with cards.card(question, _("没有项目填写资金来源")):
            cards.note(_("资金来源取自表中“项目资金”各行。"))
        return
    why = Why(shown)
    sentence: Text = _("没有填写各来源的预算")
    if parts:
        most = max(parts, key=lambda row: row.full_year_budget_wan or 0)
        total = sum((row.full_year_budget_wan or Decimal(0) for row in parts), Decimal(0))
        of_source = ("source", most.group or "")
        part = formats.percent(percent(most.full_year_budget_wan, total), 0)
        sentence = filled(
            _("{source}占 {share}，执行 {rate}"),
            source=source_label(most.group, translate),
            share=why(part, "source_budget_share", of_source),
            rate=why(formats.percent(most.rate_pct), "source_execution_rate", of_source),
        )
    figures = []
    for row in answer.sources:
        name, of_source = source_label(row.group, translate), ("source", row.group or "")
        figures += _spent(why, name, row, "source_execution_rate", "source_executed", of_source)
    about = _("各资金来源执行率：") + _("，").join(
        f"{source_label(row.group, translate)} {_rate(row)}" for row in answer.sources
    )
    with cards.card(question, sentence, figures=figures):
        chart(
            money.group_bullets(answer.sources, translate, sources=True),
            "sources",
            about=about,
            on_click=lambda source: go(
                shown.scope, explain=FigureKey("source_execution_rate", (("source", str(source)),)).encode()
            ),
            file_name=_("资金来源执行"),
        )
        cards.note(_("— 为没有预算，因此没有执行率；点一条看它由哪些行相加。"))


def groups(shown: View, answer: Execution, field: Literal["units", "departments"]) -> None:
    """By unit or department, rates from sums; a click narrows to the group."""
    by_unit = field == "units"
    rows = answer.units if by_unit else answer.departments
    total = answer.units_total if by_unit else answer.departments_total
    question = _("哪个实施单位执行得慢？") if by_unit else _("哪个主管部门执行得慢？")
    drawn = rows[:MOST_GROUPS]
    rated = [row for row in rows if row.rate_pct is not None]
    why, key = Why(shown), "unit" if by_unit else "department"
    sentence: Text = _("没有可以计算的执行率")
    if rated:
        lowest = min(rated, key=lambda row: row.rate_pct or Decimal(0))
        words = _("只有{name}一家，{rate}") if total == 1 else _("{name}最低，{rate}")
        if total > len(rows):
            words = _("预算最大的 {n} 组中{name}最低，{rate}")
        sentence = filled(
            words,
            n=f"{len(rows)}",
            name=formats.middle_cut(formats.text(lowest.group), 16),
            rate=why(formats.percent(lowest.rate_pct), "execution_rate", (key, lowest.group or "")),
        )
    figures = []
    for row in drawn:
        name = formats.middle_cut(formats.text(row.group))
        figures += _spent(why, name, row, "execution_rate", "executed", (key, row.group or ""))
    about = _("各组执行率：") + _("，").join(f"{formats.text(row.group)} {_rate(row)}" for row in drawn)
    with cards.card(question, sentence, figures=figures):
        chart(
            money.group_bullets(drawn, translator()),
            field,
            about=about,
            on_click=lambda group: narrow(**{field: (str(group),)}),
            file_name=question.rstrip("？?"),
        )
        if total > len(drawn):
            many = why(f"{total:,}", field)
            cards.note(filled(_("画出预算最大的 {shown} 组，共 {n} 组。"), shown=f"{len(drawn)}", n=many))
        cards.note([_("执行率 = 执行数合计 ÷ 全年预算合计，"), Piece(_("不是各项目执行率的平均"), "strong"), _("。")])


def _spent(why: Why, name: str, row: GroupMoney, rate: str, executed: str, where: tuple[str, str]) -> list[Named]:
    """Rate and amount executed of a group, as its bar writes them."""
    listed = []
    if row.rate_pct is not None:
        listed.append(why.named(name + " · " + _("执行率"), formats.percent(row.rate_pct), rate, where))
    if row.executed_wan is not None:
        listed.append(why.named(name + " · " + _("全年执行"), formats.money(row.executed_wan), executed, where))
    return listed


def _rate(row: GroupMoney) -> str:
    return formats.NOT_APPLICABLE if row.rate_pct is None else formats.percent(row.rate_pct)
