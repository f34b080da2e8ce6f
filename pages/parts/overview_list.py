"""总览, its list: every project in scope, paged and sorted by the database, and the same list as a file."""

from decimal import Decimal

from analytics.kpis import Kpis
from analytics.labels import grade_label
from analytics.projects import SORTS, ProjectRow, project_page
from analytics.scope import Scope
from analytics.stretch import LIST_LIMIT
from data.store import Snapshot
from pages.common import cached, cards, formats
from pages.common.downloads import download_rows, downloads
from pages.common.sheets import Head
from pages.common.table import Cell, Column, Row, Window, blank, number_cell, table, window
from pages.common.view import View
from pages.common.why import Why
from pages.common.words import _, translator

_KEY = "projects"
_BATCH = 5000


def project_table(shown: View, why: Why, kpis: Kpis) -> None:
    """The card of the list; lowest total first until the reader sorts otherwise."""
    place = window(_KEY, size=LIST_LIMIT, sorts=tuple(SORTS))
    if place.offset >= kpis.projects:  # a narrower scope has left this page behind
        place = Window(0, place.size, place.sort, place.descending, place.key)
    sort, descending = (place.sort, place.descending) if place.sort else ("score", False)
    dated = kpis.years > 1
    rows = cached.answer(project_page, shown.snapshot, shown.scope, sort, descending, place.size, place.offset)
    sentence = _("点一行看项目") if place.sort else _("按总分从低到高，点一行看项目")
    with cards.card(_("全部项目"), sentence):
        table(
            [_row(shown, row, dated) for row in rows],
            _columns(why, dated),
            _KEY,
            about=_("各项目的总分、等级、执行率、全年预算和扣分；点一行看项目"),
            shown=place,
            total=kpis.projects,
        )
        downloads(shown, "projects", "funding", "indicators", "deductions")
        download_rows(
            shown,
            "list_csv",
            _("项目列表"),
            heads(),
            lambda: list_rows(shown.snapshot, shown.scope, sort, descending),
        )


def lost_of(row: ProjectRow) -> Decimal | None:
    """Points lost; not stated where a form has neither a total nor a loss, since it states no scores."""
    return None if row.total_score is None and not row.points_lost else row.points_lost


def _columns(why: Why, dated: bool) -> list[Column]:
    year = [Column(_("年度"), name="year")] if dated else []
    return [
        Column(_("项目名称"), name="name", width="24rem"),
        *year,
        Column(_("总分"), number=True, name="score", figure=why.of_row("mean_score", "project")),
        Column(_("等级"), name="score", sortable=False),
        Column(_("执行率"), number=True, name="rate", figure=why.of_row("execution_rate", "project")),
        Column(_("全年预算（万元）"), number=True, name="budget", figure=why.of_row("budget", "project")),
        Column(_("扣分"), number=True, name="lost", figure=why.of_row("points_lost", "project")),
    ]


def _row(shown: View, row: ProjectRow, dated: bool) -> Row:
    # without a budget there is no rate, which is another thing than a rate nobody stated
    rate = blank() if row.full_year_budget_wan == 0 else number_cell(row.rate_pct, formats.percent(row.rate_pct))
    year = [Cell(formats.text(None if row.fiscal_year is None else str(row.fiscal_year)))] if dated else []
    return Row(
        [
            Cell(formats.text(row.name), title=formats.text(row.implementing_unit)),
            *year,
            number_cell(row.total_score, formats.points(row.total_score)),
            grade_label(row.grade, translator()),
            rate,
            number_cell(row.full_year_budget_wan, formats.wan(row.full_year_budget_wan)),
            number_cell(lost_of(row), formats.points(lost_of(row))),
        ],
        id=row.project_id,
        href=shown.link("project", id=row.project_id),
    )


def heads() -> list[Head]:
    """The titles of the file."""
    return [
        Head(_("年度"), "whole"),
        Head(_("项目名称")),
        Head(_("实施单位")),
        Head(_("总分"), "points"),
        Head(_("等级")),
        Head(_("执行率（%）"), "percent"),
        Head(_("全年预算数（万元）"), "money"),
        Head(_("扣分"), "points"),
        Head(_("项目编号")),
    ]


def list_rows(snapshot: Snapshot, scope: Scope, sort: str, descending: bool) -> list[tuple[object, ...]]:
    """All projects in the order of the list, whatever page is shown."""
    rows: list[tuple[object, ...]] = []
    while True:
        found = project_page(snapshot, scope, sort, descending, _BATCH, len(rows))
        rows += [_file_row(row) for row in found]
        if len(found) < _BATCH:
            return rows


def _file_row(row: ProjectRow) -> tuple[object, ...]:
    return (
        row.fiscal_year,
        row.name,
        row.implementing_unit,
        row.total_score,
        grade_label(row.grade, translator()),
        None if row.rate_pct is None else round(row.rate_pct, 4),
        row.full_year_budget_wan,
        lost_of(row),
        row.project_id,
    )
