"""组合总览: how the projects in scope stand: figures, the sentences that matter, money against score, the list."""

import streamlit as st

from analytics.explain.key import WHOLE
from analytics.figures.losses import pareto
from analytics.figures.quadrant import quadrant
from analytics.figures.scores import strip as score_strip
from analytics.labels import cause_label, grade_label
from analytics.overview import Overview, overview
from analytics.projects import ProjectRow, project_list
from analytics.scores import strip as project_scores
from analytics.sentences import Sentence
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Text, Tile
from pages.common.chart import chart
from pages.common.downloads import downloads
from pages.common.table import Column, Row, number_cell, table
from pages.common.view import View, view
from pages.common.why import Why, filled
from pages.common.words import _, counted, translator
from pages.parts.shown_lists import cause_figures, score_figures


def _grades(why: Why, answer: Overview) -> list[Text]:
    pieces: list[Text] = []
    for each in answer.grades:
        count = why(f"{each.projects:,}", "projects", ("grade", each.grade or ""))
        pieces += [" · " if pieces else "", [count, f" {grade_label(each.grade, translator())}"]]
    return pieces


def _tiles(why: Why, answer: Overview) -> list[Tile]:
    kpis = answer.kpis
    return [
        Tile(
            _("平均总分"),
            formats.points(kpis.mean_score),
            filled(_("按预算加权 {n}"), n=why(formats.points(kpis.weighted_mean_score), "weighted_mean_score")),
            help=_("表印总分的平均数；按预算加权时，钱多的项目分量大。"),
            href=why.address("mean_score"),
        ),
        Tile(
            _("等级"),
            _grades(why, answer),
            filled(_("最低 {n}"), n=why(formats.points(kpis.lowest_score), "lowest_score")),
        ),
        Tile(
            _("执行率"),
            formats.percent(kpis.rate_pct),
            why(formats.money(kpis.executed_wan), "executed"),
            help=_("全年执行数合计 ÷ 全年预算数合计，不是各项目执行率的平均。"),
            href=why.address("execution_rate"),
        ),
        Tile(_("全年预算"), *_money(kpis.budget_wan), href=why.address("budget")),
        Tile(
            _("扣分合计"),
            formats.points(kpis.points_lost),
            filled(
                _("指标 {a} + 执行 {b}"),
                a=why(formats.points(kpis.indicator_lost), "indicator_points_lost"),
                b=why(formats.points(kpis.execution_lost), "execution_points_lost"),
            ),
            href=why.address("points_lost"),
        ),
    ]


def _money(value) -> tuple[str, str, str]:  # noqa: ANN001
    number, unit = formats.money_parts(value)
    return number, "", unit


def _sentence(shown: View, why: Why, fact: Sentence) -> Text:
    if fact.kind == "attention":
        return _attention(shown, why, fact)
    of_cause = ("cause", fact.cause or "")
    points = filled(_("{n} 分"), n=why(formats.points(fact.points), "points_lost", of_cause, tone="lost"))
    cause = cause_label(fact.cause or "", translator())
    if fact.kind == "biggest_cause":
        share = why(formats.percent(fact.share_pct, 0), "points_lost_share", of_cause)
        return [
            Piece(_("扣分最多的是{cause}：").format(cause=cause), "strong"),
            points,
            why.counted("，{n} 个项目", fact.projects or 0, "deducted_projects", of_cause),
            filled(_("，占 {n}"), n=share),
            Piece(_("看证据"), href=shown.narrowed("deductions", causes=(fact.cause or "",))),
        ]
    return [
        Piece(_("收回最多的办法是解决「{cause}」").format(cause=cause), "strong"),
        _("，至多收回 "),
        points,
        Piece(_("去模拟"), href=shown.narrowed("simulation", causes=(fact.cause or "",))),
    ]


def _attention(shown: View, why: Why, fact: Sentence) -> Text:
    own = ("project", fact.project_id or "")
    rate: Text = ""
    if fact.rate_pct is not None:
        rate = filled(_("，执行率 {n}"), n=why(formats.percent(fact.rate_pct), "execution_rate", own, WHOLE))
    return [
        Piece(_("最需关注：{name}").format(name=formats.text(fact.project_name)), "strong"),
        _("，"),
        filled(_("{n} 分"), n=why(formats.points(fact.total_score), "mean_score", own, WHOLE, tone="lost")),
        rate,
        Piece(_("看项目"), href=shown.link("project", id=fact.project_id or "")),
    ]


def _row(shown: View, project: ProjectRow) -> Row:
    return Row(
        [
            formats.text(project.name),
            number_cell(project.total_score, formats.points(project.total_score)),
            grade_label(project.grade, translator()),
            number_cell(project.rate_pct, formats.percent(project.rate_pct)),
            number_cell(project.full_year_budget_wan, formats.wan(project.full_year_budget_wan)),
            number_cell(project.points_lost, formats.points(project.points_lost)),
        ],
        id=project.project_id,
        href=shown.link("project", id=project.project_id),
    )


def main() -> None:
    """Draw the screen."""
    shown = view()
    answer = cached.answer(overview, shown.snapshot, shown.scope)
    kpis = answer.kpis
    years = _("{year} 年度").format(year=kpis.year) if kpis.years == 1 and kpis.year else ""
    why = Why(shown)
    counts = (
        why.counted("{n} 个项目", kpis.projects, "projects"),
        why.counted("{n} 项指标", kpis.indicators, "indicators"),
    )
    cards.head(_("总览"), years, *counts)
    if not kpis.projects:
        cards.empty(_("没有符合筛选条件的项目。"), _("请在左侧去掉一些筛选。"))
        st.stop()
    cards.tiles(_tiles(why, answer))
    if answer.sentences:
        cards.strip([_sentence(shown, why, fact) for fact in answer.sentences])
    words = translator()
    left, right = cards.columns(1.32, 1)
    low = counted("{n} 个项目执行率低于 90%", answer.quadrant.low_rate)
    low_link = why.counted("{n} 个项目执行率低于 90%", answer.quadrant.low_rate, "low_rate_projects")
    mean = why.named(_("平均总分"), formats.points(kpis.mean_score), "mean_score")
    with left, cards.card(_("哪些项目花钱与得分都偏低？"), low_link, figures=[mean]):
        chart(quadrant(answer.quadrant, words), "quadrant", about=low, link=shown.link("project", id="{0}"))
        cards.note(_("面积 = 全年预算；虚线 = 平均总分；两轴在满分附近放大"))
    biggest = (
        _("首位是{cause}").format(cause=cause_label(answer.causes[0].cause, words)) if answer.causes else _("没有扣分")
    )
    with right, cards.card(_("分丢在哪里？"), biggest, figures=cause_figures(why, answer.causes)):
        if answer.causes:
            link = shown.narrowed_link("deductions", "causes")
            chart(pareto(answer.causes, words), "causes", about=biggest, link=link)
    scores = cached.answer(project_scores, shown.snapshot, shown.scope)
    lowest = filled(_("最低 {n}"), n=why(formats.points(kpis.lowest_score), "lowest_score"))
    with cards.card(_("得分拉开差距了吗？"), lowest, figures=score_figures(why, scores)):
        about = _("各项目总分的分布")
        chart(score_strip(scores, words), "scores", about=about, link=shown.link("project", id="{0}"))
    listed = cached.answer(project_list, shown.snapshot, shown.scope, "score")
    with cards.card(_("全部项目"), _("按总分从低到高，点一行看项目")):
        heads = [
            Column(_("项目")),
            Column(_("总分"), number=True, figure=why.of_row("mean_score", "project")),
            Column(_("等级")),
            Column(_("执行率"), number=True, figure=why.of_row("execution_rate", "project")),
            Column(_("全年预算（万元）"), number=True, figure=why.of_row("budget", "project")),
            Column(_("扣分"), number=True, figure=why.of_row("points_lost", "project")),
        ]
        table([_row(shown, project) for project in listed.rows], heads, "projects", about=_("全部项目"))
        downloads(shown, "projects", "funding", "indicators", "deductions")


main()
