"""预算执行, its list: every project's money from the initial budget to what is left, sorted as the reader likes."""

from collections.abc import Sequence

from analytics.execution import SORTS, Execution, by_department, by_unit, money_page
from analytics.labels import source_label
from analytics.money import GroupMoney, ProjectMoney
from analytics.scope import Scope
from analytics.stretch import LIST_LIMIT
from data.store import Snapshot
from pages.common import cached, cards, formats
from pages.common.dated import dated
from pages.common.downloads import download_rows, downloads
from pages.common.sheets import Head
from pages.common.table import Cell, Column, Row, Window, blank, number_cell, table, window
from pages.common.view import View
from pages.common.why import Why, filled
from pages.common.words import _, translator

_KEY = "money"
_BATCH = 5000
_ALL = 10_000_000  # more groups than a portfolio has


def money_list(shown: View, answer: Execution) -> None:
    """The card of the list with the sums of all rows in its head."""
    total = answer.total
    place = window(_KEY, size=LIST_LIMIT, sorts=tuple(SORTS))
    if place.offset >= max(answer.projects.total, 1):
        place = Window(0, place.size, place.sort, place.descending, place.key)
    sort, descending = place.sort or "rate", place.descending if place.sort else False
    rows = answer.projects.rows[: place.size]  # the answer has the first page in the order first shown
    if place.sort or place.offset:
        rows = cached.answer(money_page, shown.snapshot, shown.scope, sort, descending, place.size, place.offset).rows
        rows = dated(shown, rows)
    why = Why(shown)
    sentence = filled(
        _("合计：年初 {initial} → 全年 {full} → 执行 {executed}"),
        initial=why(formats.money(total.initial_budget_wan), "initial_budget"),
        full=why(formats.money(total.full_year_budget_wan), "budget"),
        executed=why(formats.money(total.executed_wan), "executed"),
    )
    with cards.card(_("每个项目从年初到年末的钱"), sentence):
        table(
            [_row(shown, row) for row in rows],
            _columns(why),
            _KEY,
            about=_("各项目的年初预算、年中调整、全年预算、执行数、未执行和执行率；点一行看项目"),
            shown=place,
            total=answer.projects.total,
        )
        cards.note(
            _("单位：万元。年中调整 = 全年预算 − 年初预算；未执行 = 全年预算 − 全年执行；没有预算的项目没有执行率。")
        )
        downloads(shown, "projects", "funding")
        _files(shown, answer)


def _files(shown: View, answer: Execution) -> None:
    """The list as it is sorted, and the groups, as CSV."""
    place = window(_KEY, size=LIST_LIMIT, sorts=tuple(SORTS))
    sort, descending = place.sort or "rate", place.descending if place.sort else False
    left, right, _rest = cards.columns(1, 1, 2)
    with left:
        download_rows(
            shown,
            "money_csv",
            _("预算执行"),
            _project_heads(),
            lambda: project_rows(shown.snapshot, shown.scope, sort, descending),
        )
    with right:
        download_rows(shown, "groups_csv", _("分组执行率"), _group_heads(), lambda: group_rows(shown, answer))


def _columns(why: Why) -> list[Column]:
    def own(measure: str) -> str:
        return why.of_row(measure, "project")

    of = _("执行数 ÷ 全年预算数")
    return [
        Column(_("项目名称"), width="20rem", name="name"),
        Column(_("年初预算"), number=True, name="initial", figure=own("initial_budget")),
        Column(_("年中调整"), number=True, name="adjustment", help=_("全年预算 − 年初预算"), figure=own("adjustment")),
        Column(_("全年预算"), number=True, name="budget", figure=own("budget")),
        Column(_("全年执行"), number=True, name="executed", figure=own("executed")),
        Column(_("未执行"), number=True, name="unspent", help=_("全年预算 − 全年执行"), figure=own("unspent")),
        Column(_("执行率"), number=True, name="rate", help=of, figure=own("execution_rate")),
        Column(_("执行率得分"), number=True, name="score", figure=own("execution_score")),
    ]


def _row(shown: View, row: ProjectMoney) -> Row:
    rate = row.rate_pct
    low = rate is not None and rate < 90
    scored = formats.points(row.execution_score)
    if row.execution_score is not None and row.execution_weight is not None:
        scored = f"{scored} / {formats.points(row.execution_weight)}"
    changed = formats.fixed(row.adjustment_wan, signed=True)
    return Row(
        [
            Cell(formats.text(row.name), title=formats.text(row.implementing_unit)),
            number_cell(row.initial_budget_wan, formats.wan(row.initial_budget_wan)),
            number_cell(row.adjustment_wan, changed, tone="" if row.adjustment_wan else "muted"),
            number_cell(row.full_year_budget_wan, formats.wan(row.full_year_budget_wan)),
            number_cell(row.executed_wan, formats.wan(row.executed_wan)),
            number_cell(row.unspent_wan, formats.wan(row.unspent_wan)),
            number_cell(rate, formats.percent(rate), tone="lost" if low else "") if rate is not None else blank(),
            number_cell(row.execution_score, scored),
        ],
        id=row.project_id,
        href=shown.link("project", id=row.project_id),
    )


def _project_heads() -> list[Head]:
    amounts = (
        _("年初预算数（万元）"),
        _("年中调整（万元）"),
        _("全年预算数（万元）"),
        _("全年执行数（万元）"),
        _("未执行（万元）"),
    )
    return [
        Head(_("年度"), "whole"),
        Head(_("项目名称")),
        Head(_("实施单位")),
        *(Head(title, "money") for title in amounts),
        Head(_("执行率（%）"), "percent"),
        Head(_("执行率得分"), "points"),
        Head(_("项目编号")),
    ]


def project_rows(snapshot: Snapshot, scope: Scope, sort: str, descending: bool) -> list[tuple[object, ...]]:
    """All projects in the order of the list, whatever page is shown."""
    rows: list[tuple[object, ...]] = []
    while True:
        found = money_page(snapshot, scope, sort, descending, _BATCH, len(rows))
        rows += [_project_row(row) for row in found.rows]
        if len(rows) >= found.total or not found.rows:
            return rows


def _project_row(row: ProjectMoney) -> tuple[object, ...]:
    return (
        row.fiscal_year,
        row.name,
        row.implementing_unit,
        row.initial_budget_wan,
        row.adjustment_wan,
        row.full_year_budget_wan,
        row.executed_wan,
        row.unspent_wan,
        None if row.rate_pct is None else round(row.rate_pct, 4),
        row.execution_score,
        row.project_id,
    )


def _group_heads() -> list[Head]:
    amounts = (_("年初预算数（万元）"), _("全年预算数（万元）"), _("全年执行数（万元）"))
    return [
        Head(_("分组方式")),
        Head(_("组")),
        Head(_("项目数"), "whole"),
        *(Head(title, "money") for title in amounts),
        Head(_("执行率（%）"), "percent"),
    ]


def group_rows(shown: View, answer: Execution) -> list[tuple[object, ...]]:
    """The total, and every funding source, unit and department, however many the cards draw."""
    translate = translator()
    kinds: Sequence[tuple[str, Sequence[GroupMoney]]] = (
        (_("资金来源"), answer.sources),
        (_("实施单位"), by_unit(shown.snapshot, shown.scope, _ALL)),
        (_("主管部门"), by_department(shown.snapshot, shown.scope, _ALL)),
    )
    rows = [(_("合计"), _("全部"), answer.total)]
    rows += [
        (kind, source_label(row.group, translate) if found is answer.sources else formats.text(row.group), row)
        for kind, found in kinds
        for row in found
    ]
    return [
        (
            kind,
            name,
            row.projects,
            row.initial_budget_wan,
            row.full_year_budget_wan,
            row.executed_wan,
            None if row.rate_pct is None else round(row.rate_pct, 4),
        )
        for kind, name, row in rows
    ]
