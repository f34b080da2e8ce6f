"""Figure of the whole money: initial budget, what changed in the year, full-year budget, executed, left."""

from decimal import Decimal

from analytics.figures.bars import Bar, bars
from analytics.figures.base import LOST, NORMAL, REST, Figure, fixed, hover
from analytics.labels import Translate
from analytics.money import GroupMoney


def flow(total: GroupMoney, _: Translate) -> Figure:
    """Five bars on one scale; what was added, cut or left lies where it leads on. Clicks: the measure explained."""
    initial, full = total.initial_budget_wan or Decimal(0), total.full_year_budget_wan or Decimal(0)
    executed, change = total.executed_wan or Decimal(0), total.adjustment_wan or Decimal(0)
    left = total.unspent_wan or Decimal(0)
    whole = max(initial, full, executed) or Decimal(1)
    rows = (
        (_("年初预算"), total.initial_budget_wan, Decimal(0), initial, "initial_budget", REST),
        (_("年中调整"), total.adjustment_wan, min(initial, full), abs(change), "adjustment", _change_color(change)),
        (_("全年预算"), total.full_year_budget_wan, Decimal(0), full, "budget", REST),
        (_("全年执行"), total.executed_wan, Decimal(0), executed, "executed", NORMAL),
        (_("未执行"), total.unspent_wan, min(executed, full), abs(left), "unspent", LOST),
    )
    return bars([_bar(*row, whole, _) for row in rows])


def _change_color(change: Decimal) -> str:
    return NORMAL if change > 0 else LOST


def _bar(
    name: str,
    amount: Decimal | None,
    start: Decimal,
    length: Decimal,
    measure: str,
    color: str,
    whole: Decimal,
    _: Translate,
) -> Bar:
    signed = "+" if measure == "adjustment" and amount is not None and amount > 0 else ""
    value = signed + fixed(amount) if amount is not None else _("未填写")
    return Bar(
        label=name,
        length=min(float(length / whole), 1.0),
        value=value,
        hover=hover((name, _("{n} 万元").format(n=value) if amount is not None else value)),
        mark=measure,
        color=color,
        start=float(start / whole),
    )
