"""项目详情, its top: name, neighbours, four figures beside rank and mean, and what is to be known of the form."""

from dataclasses import replace
from decimal import Decimal
from html import escape

from analytics.audit import FindingRow, Found, finding_page
from analytics.explain.key import WHOLE, FigureKey
from analytics.labels import grade_label
from analytics.overview import kpis
from analytics.project import ProjectDetail
from analytics.ratios import ratio
from analytics.scope import Scope
from pages.common import cached, cards, formats
from pages.common.cards import Tile
from pages.common.view import View
from pages.common.words import _, counted, translator
from pages.parts.project_findings import findings_list, of_funding

_MOST_FINDINGS = 500


def findings_of(shown: View, project_id: str) -> tuple[FindingRow, ...]:
    """All findings on the project, whatever the scope filters."""
    found = Found(project=project_id)
    return cached.answer(finding_page, shown.snapshot, Scope(), found, _MOST_FINDINGS).rows


def head(shown: View, detail: ProjectDetail) -> None:
    """The project's name, year, department and unit, and the ways to its neighbours and other years."""
    form = detail.head
    about = [
        _("{year} 年度").format(year=form.fiscal_year) if form.fiscal_year else _("年度未填写"),
        _("主管部门 {name}").format(name=formats.text(form.department)),
        _("实施单位 {name}").format(name=formats.text(form.implementing_unit)),
        _("负责人 {name}").format(name=formats.text(form.project_lead)),
        _("电话 {number}").format(number=formats.text(form.phone)),
    ]
    others = "".join(
        _way(shown, project_id, _("{year} 年度").format(year=year) if year else _("年度未填写"))
        for year, project_id in detail.other_years
    )
    standing = detail.standing
    ways = (
        _way(shown, standing.previous_id, "‹ " + _("上一个"))
        + _way(shown, standing.next_id, _("下一个") + " ›")
        + _link(shown.link("project"), _("项目列表"))
    )
    line = " · ".join(escape(text) for text in about)
    label = escape(_("其他项目"))
    cards.html(
        f'<div class="d-head d-project"><div><h1>{escape(formats.text(form.name))}</h1><p>{line}</p></div>'
        f'<nav class="d-ways" aria-label="{label}">{ways}{others}</nav></div>'
    )


def _way(shown: View, project_id: str | None, label: str) -> str:
    if project_id is None:
        return f'<span aria-disabled="true">{escape(label)}</span>'
    return _link(shown.link("project", id=project_id), label)


def _link(href: str, label: str) -> str:
    return f'<a href="{escape(href)}">{escape(label)}</a>'


def tiles(shown: View, detail: ProjectDetail) -> None:
    """Score, execution rate, budget and points lost, each with its rank and the mean of the scope."""
    cards.tiles([_score(shown, detail), _rate(shown, detail), _budget(shown, detail), _lost(shown, detail)])


def in_scope(shown: View, detail: ProjectDetail) -> bool:
    """Whether the project is among those it is ranked with: filters on rows and on single projects aside."""
    around = replace(shown.scope, projects=(detail.head.project_id,), level1=(), level2=(), causes=(), words="")
    return cached.answer(kpis, shown.snapshot, around).projects > 0


def _why(shown: View, detail: ProjectDetail, measure: str) -> str | None:
    if detail.head.superseded:
        return None
    key = FigureKey(measure, (("project", detail.head.project_id), WHOLE))
    return shown.explained(key.encode())


def _rank(shown: View, detail: ProjectDetail, rank: int | None) -> str:
    if rank is None or not in_scope(shown, detail):
        return ""
    return _("第 {rank}/{n} 名").format(rank=f"{rank:,}", n=f"{detail.standing.projects:,}")


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _mean(value: Decimal | None, text: str) -> str:
    return "" if value is None else text.format(n=formats.points(value))


def _score(shown: View, detail: ProjectDetail) -> Tile:
    scope = detail.standing.scope
    note = _line(
        grade_label(detail.head.grade, translator()),
        _rank(shown, detail, detail.standing.score_rank),
        _mean(scope.mean_score, _("平均 {n}")),
        _mean(scope.weighted_mean_score, _("加权 {n}")),
    )
    return Tile(
        _("总分"),
        formats.points(detail.head.total_score),
        note,
        help=_("表上所印的总分；加权为按全年预算加权的平均总分。"),
        href=_why(shown, detail, "mean_score"),
    )


def _rate(shown: View, detail: ProjectDetail) -> Tile:
    total, scope = detail.total_funding, detail.standing.scope
    note = _line(
        _("得 {score}/{weight} 分").format(score=formats.points(total.score), weight=formats.points(total.weight)),
        _rank(shown, detail, detail.standing.rate_rank),
        "" if scope.rate_pct is None else _("总体 {rate}").format(rate=formats.percent(scope.rate_pct)),
    )
    value = formats.percent(total.rate_pct) if total.rate_pct is not None else formats.NOT_APPLICABLE
    help_text = _("全年执行数 ÷ 全年预算数，按金额重算。")
    return Tile(_("执行率"), value, note, help=help_text, href=_why(shown, detail, "execution_rate"))


def _budget(shown: View, detail: ProjectDetail) -> Tile:
    total, standing = detail.total_funding, detail.standing
    number, unit = formats.money_parts(total.full_year_budget_wan)
    mean = ratio(standing.scope.budget_wan, standing.scope.projects)
    note = _line(
        _("年初 {n}").format(n=formats.money(total.initial_budget_wan)),
        _rank(shown, detail, standing.budget_rank),
        "" if mean is None else _("平均 {n}").format(n=formats.money(mean)),
    )
    return Tile(_("全年预算"), number, note, unit=unit, href=_why(shown, detail, "budget"))


def _lost(shown: View, detail: ProjectDetail) -> Tile:
    rows = [step for step in detail.waterfall.steps if not _execution(step.deduction_id)]
    execution = sum((s.points for s in detail.waterfall.steps if _execution(s.deduction_id)), Decimal(0))
    mean = ratio(detail.standing.scope.project_points_lost, detail.standing.scope.projects)
    note = _line(
        counted("{n} 项指标", len(rows)) + " + " + _("执行率 {n}").format(n=formats.points(execution)),
        _rank(shown, detail, detail.standing.lost_rank),
        _mean(mean, _("平均 {n}")),
    )
    return Tile(
        _("扣分"),
        formats.points(detail.waterfall.lost),
        note,
        help=_("各指标的分值减得分，加上执行率扣的分；第 1 名扣得最多。"),
        href=_why(shown, detail, "points_lost"),
    )


def _execution(deduction_id: str) -> bool:
    return deduction_id.endswith("-execution")


def notices(shown: View, detail: ProjectDetail, found: tuple[FindingRow, ...]) -> None:
    """What must be known before the figures: sums that do not hold, what is set aside, findings on the whole form."""
    if detail.head.superseded:
        cards.notice(_("另有更新的文件报送了同一项目，本表不计入汇总。"), "warn")
    if not detail.head.balanced:
        cards.notice(_("本表所印的分值或得分合不上，下面的数按原样显示；不一致之处见核验发现。"), "warn")
    if not in_scope(shown, detail) and not detail.head.superseded:
        cards.notice(_("本项目不在当前筛选范围内，所以没有名次；平均数是筛选范围内项目的。"))
    if shown.scope.filters_rows:
        cards.notice(_("本页显示整张自评表，不受指标、原因和关键词筛选的影响。"))
    whole = [row for row in found if row.indicator_id is None and not of_funding(row)]
    if whole:
        findings_list(shown, whole)
