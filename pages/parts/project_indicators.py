"""项目详情, the indicator table: grouped as printed, deducted rows tinted, findings and source lines at their rows.

One piece of HTML: rows of findings span the table, which the common table cannot. Everything that comes from a
filing goes through `escape` or `cards.markup`.
"""

from dataclasses import replace
from html import escape

from analytics.findings import FindingRow
from analytics.labels import both_levels, cause_label
from analytics.project import Group, IndicatorRow, ProjectDetail
from analytics.scope import Scope
from pages.common import cards, formats
from pages.common.cards import Piece, markup
from pages.common.downloads import downloads
from pages.common.lists import marked
from pages.common.view import View
from pages.common.why import filled
from pages.common.words import _, counted, translator
from pages.parts.project_figures import Own, own_of
from pages.parts.project_findings import at_indicator, finding_text


def indicators(shown: View, detail: ProjectDetail, found: tuple[FindingRow, ...]) -> None:
    """The card of the table, and the downloads of this project."""
    rows = [row for group in detail.groups for row in group.rows]
    deducted = sum(1 for row in rows if row.deduction)
    findings = at_indicator(found)
    own = own_of(shown, detail)
    answer = filled(
        _("{rows}，{deducted}；点行号看原文"),
        rows=filled(counted("{n} 项指标", len(rows), keep=True), n=own(f"{len(rows):,}", "indicators")),
        deducted=filled(counted("{n} 项扣分", deducted, keep=True), n=own(f"{deducted:,}", "deducted_indicators")),
    )
    with cards.card(_("每项指标做到了吗？"), answer):
        if rows:
            body = "".join(_group(shown, own, group, findings) for group in detail.groups)
            about = escape(_("按一级、二级指标分组的指标表，扣分的行有底色"))
            cards.html(
                f'<div class="d-table d-indicators"><div class="d-scroll"><table><caption class="d-hidden">{about}'
                f"</caption><thead><tr>{_titles()}</tr></thead><tbody>{body}</tbody></table></div></div>"
            )
        else:
            cards.empty(_("这张表没有读到指标。"), _("请在下面的原文中核对。"))
        if not detail.head.superseded:
            own = replace(shown, scope=Scope(projects=(detail.head.project_id,)))
            downloads(own, "indicators", "funding", "deductions", "findings", offered=_("下载这个项目的全部数据"))


def row_id(indicator: str) -> str:
    """The id of an indicator's row in the page."""
    return f"i-{indicator}"


def marked_line(shown: View, detail: ProjectDetail) -> int | None:
    """The line of the source that the address asks for, by ?line= or as the place of ?indicator=."""
    line = shown.parameter("line") or ""
    if line.isascii() and line.isdigit() and len(line) < 9:
        return int(line)
    indicator = shown.parameter("indicator")
    if indicator and indicator == f"{detail.head.project_id}-execution":
        return detail.total_funding.source_line
    rows = (row for group in detail.groups for row in group.rows)
    return next((row.source_line for row in rows if row.indicator_id == indicator), None)


def _heads() -> tuple[tuple[str, str], ...]:
    return (
        (_("三级指标"), ""),
        (_("目标 A"), ""),
        (_("实际 B"), ""),
        (_("得分 / 分值"), "d-number"),
        (_("扣分"), "d-number"),
        (_("偏差原因及改进措施"), ""),
        (_("出处"), ""),
    )


def _titles() -> str:
    return "".join(f'<th scope="col" class="{kind}">{escape(title)}</th>' for title, kind in _heads())


def _group(shown: View, own: Own, group: Group, findings: dict[str, list[FindingRow]]) -> str:
    translate = translator()
    name = both_levels(group.level1, group.level2, translate)
    where = _where(own.detail, group)
    lost = own(formats.points(group.points_lost), "points_lost", *_lost_where(group), tone="lost")
    none = all(row.score is None for row in group.rows)
    scored = [
        formats.not_stated() if none else own(formats.points(group.score), "indicator_scores", *where),
        " / ",
        own(formats.points(group.weight), "indicator_weights", *where),
    ]
    subtotal, points_lost = escape(_("小计")), escape(_("扣分"))
    head = (
        f'<tr class="d-group"><th scope="rowgroup" colspan="3">{escape(name)}</th>'
        f'<td class="d-number" data-label="{subtotal}">{markup(scored)}</td>'
        f'<td class="d-number" data-label="{points_lost}">{markup(lost) if group.points_lost else ""}</td>'
        '<td colspan="2" class="d-desk"></td></tr>'
    )
    return head + "".join(_row(shown, own, row, findings.get(row.indicator_id, [])) for row in group.rows)


def _where(detail: ProjectDetail, group: Group) -> list[tuple[str, str]]:
    """The rows of a group as a part of a figure's key: its level, or its places where the level is printed twice."""
    if sum((each.level1, each.level2) == (group.level1, group.level2) for each in detail.groups) > 1:
        return [("ordinal", str(row.ordinal)) for row in group.rows]
    return [("level1", group.level1 or ""), ("level2", group.level2 or "")]


def _lost_where(group: Group) -> list[tuple[str, str]]:
    return [("deduction", row.indicator_id) for row in group.rows if row.deduction]


def _scored(own: Own, row: IndicatorRow) -> str:
    """Score and weight as printed; they open to their place in the source."""
    score, weight = formats.points(row.score), formats.points(row.weight)
    if row.score is None or not row.weight:
        return escape(f"{score} / {weight}")
    where = ("indicator", row.indicator_id)
    return markup([own(score, "indicator_scores", where), " / ", own(weight, "indicator_weights", where)])


def _row(shown: View, own: Own, row: IndicatorRow, found: list[FindingRow]) -> str:
    chosen = row.indicator_id == shown.parameter("indicator") or (
        row.source_line is not None and str(row.source_line) == shown.parameter("line")
    )
    kinds = [kind for kind, holds in (("d-tint-lost", row.deduction), ("d-row-chosen", chosen)) if holds]
    cells = (
        escape(formats.text(row.name)),
        _printed(row.target),
        _printed(row.actual),
        _scored(own, row) + _recomputed(own, row),
        _lost(own, row),
        _reason(shown, row),
        _place(shown, own.detail, row),
    )
    drawn = "".join(
        f'<td class="{kind}" data-label="{escape(title)}"><span>{cell}</span></td>' if cell else "<td></td>"
        for (title, kind), cell in zip(_heads(), cells, strict=True)
    )
    whole = f'<tr id="{escape(row_id(row.indicator_id))}" class="{" ".join(kinds)}">{drawn}</tr>'
    return whole + "".join(_finding(shown, one, kinds[:1] if row.deduction else []) for one in found)


def _finding(shown: View, found: FindingRow, kinds: list[str]) -> str:
    kind = " ".join(("d-finding", *kinds))
    return f'<tr class="{kind}"><td colspan="7">{markup(finding_text(shown, found))}</td></tr>'


def _printed(value: str | None) -> str:
    return escape(value) if value is not None else f'<span class="t-muted">{escape(formats.not_stated())}</span>'


def _recomputed(own: Own, row: IndicatorRow) -> str:
    """The score by filing rule 2 beside the self-score, where it can be recomputed."""
    if row.recomputed_score is None:
        return ""
    agrees = row.recomputed_score == row.score
    again, where = formats.points(row.recomputed_score), ("indicator", row.indicator_id)
    text = _("重算一致") if agrees else filled(_("重算 {n}"), n=own(again, "recomputed_score", where))
    return f'<small class="t-{"good" if agrees else "warn"}">{markup(text)}</small>'


def _lost(own: Own, row: IndicatorRow) -> str:
    if row.deduction is None:
        return _printed(None)
    where = ("deduction", row.indicator_id)
    return markup(own(formats.points(row.deduction), "points_lost", where, tone="lost")) if row.deduction else ""


def _reason(shown: View, row: IndicatorRow) -> str:
    """The cause, then the reason with the words that decided; a reason shared with the row above is said once."""
    parts = []
    if row.cause is not None:
        translate = translator()
        name = cause_label(row.cause, translate)
        parts.append(markup(Piece(name, "link", shown.narrowed("deductions", causes=(row.cause,)))))
        if row.corrected:
            parts.append(markup(Piece(_("人工更正"), "muted")))
        if row.secondary_causes:
            others = _("、").join(cause_label(cause, translate) for cause in row.secondary_causes)
            parts.append(markup(Piece(_("另有：{causes}").format(causes=others), "muted")))
    if row.reason_shared:
        parts.append(markup(Piece("↑ " + _("与上行共用"), "muted")))
    elif row.deviation_reason is not None:
        pieces = marked(row.deviation_reason, row.evidence) or ((row.deviation_reason, False),)
        parts.append("".join(f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in pieces))
    elif row.deduction:
        parts.append(markup(Piece(_("未填写原因"), "bad")))
    return "<br>".join(parts)


def _place(shown: View, detail: ProjectDetail, row: IndicatorRow) -> str:
    if row.source_line is None:
        return escape(formats.place(row.source_place))
    href = shown.link("project", id=detail.head.project_id, line=str(row.source_line))
    return markup(Piece(formats.place(row.source_place), "link", href))
