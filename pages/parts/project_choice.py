"""项目详情 without a project: a list to choose from, searched on the server."""

from dataclasses import replace

from analytics.choices import facet
from analytics.labels import grade_label
from analytics.projects import ProjectList, ProjectRow, project_list
from analytics.scope import Scope
from analytics.stretch import LIST_LIMIT
from pages.common import cached, cards, formats
from pages.common.box import box
from pages.common.lists import shown_window
from pages.common.table import Cell, Column, Row, blank, number_cell, table
from pages.common.view import View
from pages.common.why import Why
from pages.common.words import _, counted, translator

_KEY = "choice"


def choose(shown: View) -> None:
    """Projects in scope, fewest points first, those whose name holds the text of the box."""
    cards.head(_("项目详情"), _("选择一个项目"))
    text = box(_("项目名称"), _("输入项目名称的一部分，按回车查找"), list_key=_KEY)
    if text:
        listed = cached.answer(facet, shown.snapshot, shown.scope, "projects", text, LIST_LIMIT)
        found, total = _named(shown, tuple(str(choice.value) for choice in listed.choices)), listed.total
        window = None
    else:
        everything = cached.answer(project_list, shown.snapshot, shown.scope, "score", 1)
        window = shown_window(_KEY, everything.total, LIST_LIMIT)
        found = cached.answer(project_list, shown.snapshot, shown.scope, "score", LIST_LIMIT, window.offset)
        total = everything.total
    if not found.rows:
        sentence = _("没有名称含有「{text}」的项目。").format(text=text) if text else _("当前筛选范围内没有项目。")
        clear = cards.Piece(_("清除全部筛选"), "link", shown.link("project", scope=Scope()))
        cards.empty(sentence, [*([_("请换一个词，或者")] if text else []), clear])
        return
    about = counted("{n} 个项目，总分从低到高", total)
    # those of a name that was looked for are named one by one, so a list that is cut opens nothing
    named = [("project", row.project_id) for row in found.rows] if text else []
    whole = total == len(found.rows) or not text
    answer = Why(shown).counted("{n} 个项目，总分从低到高", total, "projects", *named) if whole else about
    with cards.card(_("看哪个项目？"), answer):
        rows = [_row(shown, row) for row in found.rows]
        table(rows, _columns(Why(shown)), _KEY, about=about, shown=window, total=total if window else None)
        if total > len(found.rows) and text:
            cards.note(_("列出 {n} 个；请输入更多字缩小范围。").format(n=len(found.rows)))


def _named(shown: View, projects: tuple[str, ...]) -> ProjectList:
    if not projects:
        return ProjectList((), 0, "score")
    return cached.answer(project_list, shown.snapshot, replace(shown.scope, projects=projects), "score", LIST_LIMIT)


def _columns(why: Why) -> list[Column]:
    return [
        Column(_("项目名称"), width="26%", sortable=False),
        Column(_("年度"), sortable=False),
        Column(_("实施单位"), width="20%", sortable=False, phone=False),
        Column(_("全年预算（万元）"), number=True, sortable=False, figure=why.of_row("budget", "project")),
        Column(_("执行率"), number=True, sortable=False, figure=why.of_row("execution_rate", "project")),
        Column(_("扣分"), number=True, sortable=False, figure=why.of_row("points_lost", "project")),
        Column(_("总分"), number=True, sortable=False, figure=why.of_row("mean_score", "project")),
        Column(_("等级"), sortable=False),
    ]


def _row(shown: View, row: ProjectRow) -> Row:
    return Row(
        [
            Cell(formats.text(row.name)),
            Cell(str(row.fiscal_year) if row.fiscal_year else formats.not_stated()),
            Cell(formats.text(row.implementing_unit)),
            number_cell(row.full_year_budget_wan, formats.wan(row.full_year_budget_wan)),
            number_cell(row.rate_pct, formats.percent(row.rate_pct)) if row.rate_pct is not None else blank(),
            number_cell(row.points_lost, formats.points(row.points_lost), tone="lost" if row.points_lost else ""),
            number_cell(row.total_score, formats.points(row.total_score)),
            Cell(grade_label(row.grade, translator())),
        ],
        id=row.project_id,
        href=shown.link("project", id=row.project_id),
    )
