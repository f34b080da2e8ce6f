"""项目详情, its top: name, neighbours, four figures beside rank and mean, and what is to be known of the form."""

from dataclasses import replace
from decimal import Decimal
from html import escape

from analytics.explain.key import PEERS
from analytics.findings import FindingRow, Found, finding_page
from analytics.kpis import kpis
from analytics.labels import grade_label
from analytics.project import ProjectDetail
from analytics.scope import Scope
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Text, Tile
from pages.common.view import View
from pages.common.why import filled
from pages.common.words import _, counted, translator
from pages.parts.project_figures import Own, own_of
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
    own = own_of(shown, detail)
    cards.tiles([_score(shown, own), _rate(shown, own), _budget(shown, own), _lost(shown, own)])


def in_scope(shown: View, detail: ProjectDetail) -> bool:
    """Whether the project is among those it is ranked with: filters on rows and on single projects aside."""
    around = replace(shown.scope, projects=(detail.head.project_id,), level1=(), level2=(), causes=(), words="")
    return cached.answer(kpis, shown.snapshot, around).projects > 0


def _rank(shown: View, own: Own, rank: int | None, measure: str, words: str = "") -> Text:
    if rank is None or not in_scope(shown, own.detail):
        return ""
    peers = own.why(f"{own.detail.standing.projects:,}", "projects", PEERS)
    at = own.why(f"{rank:,}", measure, ("project", own.detail.head.project_id))
    return filled(words or _("第 {rank}/{n} 名"), rank=at, n=peers)


def _line(*parts: Text) -> list[Text]:
    said: list[Text] = []
    for part in parts:
        if part:
            said += [" · ", part] if said else [part]
    return said


def _mean(own: Own, value: Decimal | None, template: str, measure: str) -> Text:
    return "" if value is None else filled(template, n=own.why(formats.points(value), measure, PEERS))


def _score(shown: View, own: Own) -> Tile:
    detail, scope = own.detail, own.detail.standing.scope
    note = _line(
        grade_label(detail.head.grade, translator()),
        _rank(shown, own, detail.standing.score_rank, "score_rank"),
        _mean(own, scope.mean_score, _("平均 {n}"), "mean_score"),
        _mean(own, scope.weighted_mean_score, _("加权 {n}"), "weighted_mean_score"),
    )
    return Tile(
        _("总分"),
        formats.points(detail.head.total_score),
        note,
        help=_("表上所印的总分；加权为按全年预算加权的平均总分。"),
        href=own.address("mean_score"),
    )


def _rate(shown: View, own: Own) -> Tile:
    total, standing = own.detail.total_funding, own.detail.standing
    whole = standing.scope.rate_pct
    note = _line(
        filled(
            _("得 {score}/{weight} 分"),
            score=_printed(own, total.score, "execution_score"),
            weight=_printed(own, total.weight, "execution_weight"),
        ),
        _rank(shown, own, standing.rate_rank, "rate_rank"),
        ""
        if whole is None
        else filled(_("总体 {rate}"), rate=own.why(formats.percent(whole), "execution_rate", PEERS)),
    )
    rated = total.rate_pct is not None
    value = formats.percent(total.rate_pct) if rated else formats.NOT_APPLICABLE
    help_text = _("全年执行数 ÷ 全年预算数，按金额重算。")
    return Tile(_("执行率"), value, note, help=help_text, href=own.address("execution_rate"))


def _printed(own: Own, value: Decimal | None, measure: str) -> str | Piece:
    return formats.not_stated() if value is None else own(formats.points(value), measure)


def _budget(shown: View, own: Own) -> Tile:
    total, standing = own.detail.total_funding, own.detail.standing
    number, unit = formats.money_parts(total.full_year_budget_wan)
    mean = standing.scope.mean_budget_wan
    initial = total.initial_budget_wan
    note = _line(
        filled(
            _("年初 {n}"),
            n=formats.not_stated() if initial is None else own(formats.money(initial), "initial_budget"),
        ),
        _rank(shown, own, standing.budget_rank, "budget_rank"),
        "" if mean is None else filled(_("平均 {n}"), n=own.why(formats.money(mean), "mean_budget", PEERS)),
    )
    return Tile(_("全年预算"), number, note, unit=unit, href=own.address("budget"))


def _lost(shown: View, own: Own) -> Tile:
    detail = own.detail
    rows = [step for step in detail.waterfall.steps if not _execution(step.deduction_id)]
    execution = sum((s.points for s in detail.waterfall.steps if _execution(s.deduction_id)), Decimal(0))
    if not detail.states_scores and not detail.waterfall.steps:
        return Tile(_("扣分"), formats.not_stated(), _("表上没有填写得分"))
    mean = detail.standing.scope.mean_points_lost
    many = own(f"{len(rows):,}", "deductions", ("execution", "no"))
    note = _line(
        [
            *filled(counted("{n} 项指标", len(rows), keep=True), n=many),
            " + ",
            *filled(_("执行率 {n}"), n=own(formats.points(execution), "execution_points_lost")),
        ],
        _rank(shown, own, detail.standing.lost_rank, "lost_rank", _("从多到少第 {rank}/{n}")),
        _mean(own, mean, _("平均 {n}"), "mean_points_lost"),
    )
    return Tile(
        _("扣分"),
        formats.points(detail.waterfall.lost),
        note,
        help=_("各指标的分值减得分，加上执行率扣的分；第 1 名扣得最多。"),
        href=own.address("points_lost"),
    )


def _execution(deduction_id: str) -> bool:
    return deduction_id.endswith("-execution")


def notices(shown: View, detail: ProjectDetail, found: tuple[FindingRow, ...]) -> None:
    """What must be known before the figures: sums that do not hold, what is set aside, findings on the whole form."""
    if detail.head.superseded:
        cards.notice(_("另有更新的文件报送了同一项目，本表不计入汇总。"), "warn")
    if not detail.head.balanced:
        cards.notice(_("本表所印的数字合不上，下面的数按原样显示；不一致之处见核验发现。"), "warn")
    if not in_scope(shown, detail) and not detail.head.superseded:
        cards.notice(_("本项目不在当前筛选范围内，所以没有名次；平均数是筛选范围内项目的。"))
    if shown.scope.filters_rows:
        cards.notice(_("本页显示整张自评表，不受指标、原因和关键词筛选的影响；名次和平均是按其余筛选内的项目算的。"))
    whole = [row for row in found if row.indicator_id is None and not of_funding(row)]
    if whole:
        findings_list(shown, whole)
