"""预算执行: from the initial budget to what was executed and what is left, per project, by group, in total."""

from dataclasses import replace

from analytics.execution import Execution, execution
from analytics.kpis import Kpis, kpis
from analytics.scope import Scope
from pages.common import cached, cards, formats
from pages.common.cards import Tile
from pages.common.dated import dated
from pages.common.empty_scope import no_projects
from pages.common.view import View, view
from pages.common.why import Why, filled
from pages.common.words import _
from pages.parts import execution_cards, execution_groups, execution_list


def _tiles(why: Why, answer: Execution, now: Kpis) -> list[Tile]:
    total = answer.total
    initial, full, executed = (
        formats.money_parts(value)
        for value in (total.initial_budget_wan, total.full_year_budget_wan, total.executed_wan)
    )
    return [
        Tile(
            _("年初预算"),
            initial[0],
            _("筛选内各项目相加") if why.shown.scope != Scope() else _("全部项目相加"),
            initial[1],
            help=_("各项目“年初预算数”的合计，取自项目资金的“年度资金总额”行。"),
            href=why.address("initial_budget"),
        ),
        Tile(
            _("全年预算"),
            full[0],
            filled(_("年中调整 {n}"), n=why(formats.money(total.adjustment_wan, signed=True), "adjustment")),
            full[1],
            help=_("各项目“全年预算数”的合计；年中调整 = 全年预算 − 年初预算。"),
            href=why.address("budget"),
        ),
        Tile(
            _("全年执行"),
            executed[0],
            filled(_("未执行 {n}"), n=why(formats.money(total.unspent_wan), "unspent")),
            executed[1],
            help=_("各项目“全年执行数”的合计；未执行 = 全年预算 − 全年执行。"),
            href=why.address("executed"),
        ),
        Tile(
            _("执行率"),
            formats.percent(total.rate_pct) if total.rate_pct is not None else formats.NOT_APPLICABLE,
            why.counted("{n} 个项目执行率低于 90%", now.low_rate_projects, "low_rate_projects"),
            help=_("全年执行数合计 ÷ 全年预算数合计，不是各项目执行率的平均。"),
            href=why.address("execution_rate"),
        ),
    ]


def _dated(shown: View, answer: Execution) -> Execution:
    """The projects with their year where there are several."""
    ranked = {name: getattr(answer, name) for name in ("projects", "unspent", "adjusted")}
    return replace(answer, **{name: replace(each, rows=dated(shown, each.rows)) for name, each in ranked.items()})


def main() -> None:
    """Draw the screen."""
    shown = view()
    now = cached.answer(kpis, shown.snapshot, shown.scope)
    years = _("{year} 年度").format(year=now.year) if now.years == 1 and now.year else ""
    why = Why(shown)
    heads = (years, why.counted("{n} 个项目", now.projects, "projects"))
    if not now.projects:
        cards.head(_("预算执行"), *heads)
        no_projects(shown, "execution")
    answer = _dated(shown, cached.answer(execution, shown.snapshot, shown.scope))
    cards.head(_("预算执行"), *heads)
    cards.tiles(_tiles(why, answer, now))
    if shown.scope.filters_rows:
        cards.note(_("筛选的是指标：下面是含有这些指标的项目，金额是整个项目的。"))
    left, right = cards.columns(1.2, 1)
    with left:
        execution_cards.bullets(shown, answer, now)
    with right:
        execution_cards.unspent(shown, answer)
    one, two, three = cards.columns(1, 1, 1)
    with one:
        execution_cards.flow(shown, answer)
    with two:
        execution_cards.bands(shown, answer, now)
    with three:
        execution_cards.adjustments(shown, answer)
    one, two, three = cards.columns(1, 1, 1)
    with one:
        execution_groups.sources(shown, answer)
    with two:
        execution_groups.groups(shown, answer, "units")
    with three:
        execution_groups.groups(shown, answer, "departments")
    execution_list.money_list(shown, answer)


main()
