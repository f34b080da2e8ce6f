"""模拟: what fixing causes, in which projects, or raising one execution rate would change; which action gives most."""

from analytics.kpis import kpis
from analytics.simulation import actions, simulate
from pages.common import cached, cards
from pages.common.board import plain, stop
from pages.common.empty_scope import no_projects
from pages.common.view import view
from pages.common.why import Why
from pages.common.words import _
from pages.parts import simulation_cards, simulation_plan, simulation_projects


def main() -> None:
    """Draw the screen."""
    shown = view()
    why = Why(shown)
    now = cached.answer(kpis, shown.snapshot, shown.scope)
    cards.head(
        _("模拟"),
        why.counted("{n} 个项目", now.projects, "projects"),
        _("选几件事，看看得分、等级和名次会怎样变"),
    )
    if not now.projects:
        no_projects(shown, "simulation")
    possible = cached.answer(actions, shown.snapshot, shown.scope)
    if not possible:
        cards.empty(_("当前筛选范围内没有扣分，没有可以收回的分数。"))
        stop()
    plan = simulation_plan.plan_of(shown, possible)
    answer = cached.answer(simulate, shown.snapshot, shown.scope, plan)
    simulation_plan.pills(shown, possible, plan)
    cards.tiles(simulation_cards.tiles(why, answer))
    left, right = cards.columns(1, 1)
    with left:
        simulation_cards.ranked(shown, why, possible, plan)
    with right:
        simulation_cards.gains(shown, why, answer)
    simulation_projects.projects(shown, why, answer)
    with plain():  # a form stands in one of the cards
        left, right = cards.columns(1.3, 1)
        with left:
            simulation_cards.listed(why, possible, plan)
        with right:
            simulation_plan.raise_rate(shown, plan)
    simulation_cards.assumptions(shown, plan)


main()
