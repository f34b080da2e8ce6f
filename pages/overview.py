"""组合总览: how the projects in scope stand, in five figures, three sentences, two charts and a list."""

from analytics.overview import overview
from pages.common import cards, formats
from pages.common.cards import Tile
from pages.common.view import view
from pages.common.words import _, counted

shown = view()
answer = overview(shown.snapshot, shown.scope)
kpis = answer.kpis
cards.head(_("总览"), counted(_("{n} 个项目"), kpis.projects), counted(_("{n} 项指标"), kpis.indicators))
cards.tiles(
    [
        Tile(
            _("平均总分"),
            formats.points(kpis.mean_score),
            _("按预算加权 {n}").format(n=formats.points(kpis.weighted_mean_score)),
        ),
        Tile(_("执行率"), formats.percent(kpis.rate_pct), formats.money(kpis.executed_wan)),
        Tile(_("扣分合计"), formats.points(kpis.points_lost)),
    ]
)
