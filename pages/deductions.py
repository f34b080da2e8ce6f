"""扣分分析: where points go, by cause, level and project; what is a habit of the bureau; every single loss."""

from dataclasses import replace

from analytics.deductions import deductions
from analytics.levels import level_rates
from analytics.scope import Scope
from pages.common import cached, cards, formats
from pages.common.board import plain, stop
from pages.common.dated import dated
from pages.common.view import view
from pages.common.why import Why, filled
from pages.common.words import _
from pages.parts import cause_correction, deductions_charts, deductions_list

shown = view()
why = Why(shown)
answer = cached.answer(deductions, shown.snapshot, shown.scope)
cards.head(
    _("扣分分析"),
    why.counted("{n} 处扣分", answer.page.total, "deductions"),
    filled(_("共 {n} 分"), n=why(formats.points(answer.page.points), "points_lost")),
    why.counted("{n} 个项目有扣分", answer.matrix.total, "losing_projects"),
)
if not answer.page.total:
    cards.empty(
        _("当前筛选范围内没有扣分。"),
        [
            _("请在左侧去掉一些筛选，或者"),
            cards.Piece(_("清除全部筛选"), "link", shown.link("deductions", scope=Scope())),
            _("。"),
        ],
    )
    stop()
answer = replace(
    answer,
    matrix=replace(answer.matrix, projects=dated(shown, answer.matrix.projects)),
    one_offs=dated(shown, answer.one_offs, "project_name"),
)
left, right = cards.columns(1, 1.5)
with left:
    deductions_charts.causes(shown, answer)
    deductions_charts.levels(shown, answer, cached.answer(level_rates, shown.snapshot, shown.scope))
with right:
    deductions_charts.matrix(shown, answer)
left, right = cards.columns(1, 1)
with left:
    deductions_charts.habits(shown, answer)
with right:
    deductions_charts.one_offs(shown, answer)
with plain():  # a form stands in the card
    cause_correction.correction(shown)
deductions_list.deductions_list(shown, answer.page)
cause_correction.corrections(shown)
