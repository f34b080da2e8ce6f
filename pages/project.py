"""项目详情: everything about one project on one page; without ?id= a list of projects to choose from."""

from analytics.project import project
from pages.common import cached, cards
from pages.common.board import stop
from pages.common.view import view
from pages.common.words import _
from pages.parts import project_choice, project_head, project_indicators, project_score, project_source

shown = view()
asked = shown.parameter("id")
if asked is None:
    project_choice.choose(shown)
    stop()
detail = cached.answer(project, shown.snapshot, shown.scope, asked)
if detail is None:
    cards.head(_("项目详情"))
    cards.empty(
        _("数据中没有这个项目：它可能已改名，或者不再报送。"),
        [cards.Piece(_("从项目列表中选择"), "link", shown.link("project"))],
    )
    stop()
found = project_head.findings_of(shown, asked)
project_head.head(shown, detail)
project_head.tiles(shown, detail)
project_head.notices(shown, detail, found)
left, right = cards.columns(1, 1)
with left:
    project_score.waterfall(shown, detail)
    if project_score.is_short(detail):
        project_score.goals(detail)
with right:
    project_score.funding(shown, detail, found)
    if not project_score.is_short(detail):
        project_score.goals(detail)
project_indicators.indicators(shown, detail, found)
project_source.source_panel(shown, detail)
