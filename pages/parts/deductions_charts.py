"""扣分分析, its cards: causes, levels, cause × project, habits against one-offs. A click narrows the scope."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.causes import CauseLoss
from analytics.deductions import Deductions
from analytics.figures import losses, scores
from analytics.kpis import kpis
from analytics.labels import cause_label
from analytics.levels import LevelRate
from pages.common import cached, cards, formats
from pages.common.cards import Text
from pages.common.chart import chart
from pages.common.table import Cell, Column, Row, number_cell, table
from pages.common.view import View, narrow
from pages.common.why import Why, filled
from pages.common.words import _, counted, translator
from pages.parts.shown_lists import cause_figures, level_figures, level_name, level_where


def causes(shown: View, answer: Deductions) -> None:
    """Pareto: a click leaves only that cause."""
    translate = translator()
    top = answer.causes[0]
    why = Why(shown)
    words = _("{cause}最多，共 {points} 分") if len(answer.causes) > 1 else _("只有一项原因：{cause}，共 {points} 分")
    sentence = filled(
        words,
        cause=cause_label(top.cause, translate),
        points=why(formats.points(top.points), "points_lost", ("cause", top.cause)),
    )
    with cards.card(_("分丢在哪里？"), sentence, figures=cause_figures(why, answer.causes)):
        chart(
            losses.pareto(answer.causes, translate, shown.scope.causes),
            "causes",
            about=_("各扣分原因的扣分，从多到少：") + _listed(answer.causes),
            on_click=lambda cause: narrow(causes=(cause,)),
            file_name=_("扣分原因"),
        )


def _listed(causes: Sequence[CauseLoss]) -> str:
    translate = translator()
    return _("，").join(f"{cause_label(row.cause, translate)} {formats.points(row.points)}" for row in causes)


def levels(shown: View, answer: Deductions, rates: Sequence[LevelRate]) -> None:
    """Score rate by level: a click leaves only the indicators of that level."""
    translate = translator()
    known = [row for row in rates if row.rate_pct is not None]
    question = _("丢在哪类指标？")
    if not known:
        with cards.card(question, _("筛选范围内的扣分都不在指标上")):
            cards.note(_("执行率的扣分不属于任何一级指标。"))
        return
    worst = min(known, key=lambda row: row.rate_pct or 0)
    why = Why(shown)
    lowest = why(formats.percent(worst.rate_pct), "score_rate", *level_where(worst))
    said = filled(_("{level}得分率最低，{rate}"), level=level_name(worst), rate=lowest)
    with cards.card(question, said, figures=level_figures(why, known)):
        chart(
            scores.rates(rates, translate),
            "levels",
            about=_("各类指标的得分率：")
            + _("，").join(f"{level_name(row)} {formats.percent(row.rate_pct)}" for row in known),
            on_click=lambda level: narrow(level1=(level[0],), level2=(level[1],)),
            file_name=_("各类指标得分率"),
        )
        for row in answer.levels:
            if row.execution:
                lost = why(formats.points(row.points), "execution_points_lost")
                cards.note(filled(_("另有执行率扣的 {n} 分，不属于任何一级指标。"), n=lost))
        if shown.scope.filters_rows:
            cards.note(_("得分率只算筛选出的指标。"))


def matrix(shown: View, answer: Deductions) -> None:
    """Cause × project: a click leaves one project's losses of one cause."""
    translate = translator()
    found = answer.matrix
    only = _chosen(shown)
    names = {row.project_id: formats.text(row.name) for row in found.projects}
    about = _("每个项目因每种原因扣的分：") + _("；").join(
        f"{names[cell.project_id]} {cause_label(cell.cause, translate)} {formats.points(cell.points)}"
        for cell in found.cells
    )
    why = Why(shown)
    figures = [
        why.named(
            f"{formats.middle_cut(names[cell.project_id], 16)} · {cause_label(cell.cause, translate)}",
            formats.points(cell.points),
            "points_lost",
            ("project", cell.project_id),
            ("cause", cell.cause),
        )
        for cell in found.cells
    ]
    sentence: Text = _("筛选后只有一个项目，看不出是习惯还是个别问题")
    if not _alone(shown):
        sentence = _habit_sentence(why, answer)
    with cards.card(_("是全局的习惯，还是个别项目的问题？"), sentence, figures=figures):
        chart(
            losses.matrix(found, translate, only),
            "matrix",
            about=about,
            on_click=lambda cell: narrow(projects=(cell[0],), causes=(cell[1],)),
            file_name=_("原因与项目"),
        )
        if found.total > len(found.projects):
            cards.note(
                filled(
                    _("画出扣分最多的 {shown} 个项目，共 {n} 个项目有扣分。"),
                    shown=f"{len(found.projects)}",
                    n=why(f"{found.total:,}", "losing_projects"),
                )
            )


def _chosen(shown: View) -> tuple[str, str] | None:
    projects, causes = shown.scope.projects, shown.scope.causes
    return (projects[0], causes[0]) if len(projects) == len(causes) == 1 else None


def _habit_sentence(why: Why, answer: Deductions) -> Text:
    translate = translator()
    parts: list[Text] = []
    if answer.habits:
        most = answer.habits[0]
        many = why(f"{most.projects:,}", "deducted_projects", ("cause", most.cause))
        parts.append(filled(_("{cause}遍及 {n} 个项目"), cause=cause_label(most.cause, translate), n=many))
    if answer.one_offs:
        single = answer.one_offs[0].loss
        joint = [_("，")] if parts else []
        one = why("1", "deducted_projects", ("cause", single.cause))
        said = filled(_("{cause}只见于 {n} 个项目"), cause=cause_label(single.cause, translate), n=one)
        if len(answer.one_offs) > 1:
            number = why(f"{len(answer.one_offs)}", "single_causes")
            name = cause_label(single.cause, translate)
            said = filled(_("{cause}等 {n} 种原因各只见于一个项目"), cause=name, n=number)
        parts += [*joint, *said]
    return parts


def _alone(shown: View) -> bool:
    """Whether the filter leaves one project: then nothing tells a habit from what one project has."""
    return cached.answer(kpis, shown.snapshot, shown.scope).projects == 1


def _causes_and_points(why: Why, words: str, losses_of: Sequence[CauseLoss], kind: str) -> Text:
    """How many causes of a kind (recurring, single) there are, and the points that they cost."""
    lost = sum((row.points for row in losses_of), Decimal(0))
    number = why(f"{len(losses_of)}", f"{kind}_causes")
    return filled(words, n=number, points=why(formats.points(lost), f"{kind}_points"))


def habits(shown: View, answer: Deductions) -> None:
    """Causes of several projects: what the bureau does everywhere."""
    translate = translator()
    why = Why(shown)
    sentence: Text = _("没有在多个项目重复出现的原因")
    if _alone(shown):
        sentence = _("筛选后只有一个项目，看不出哪些是习惯")
    elif answer.habits:
        words = counted("{n} 种原因在多个项目重复出现，共 {points} 分", len(answer.habits), keep=True)
        sentence = _causes_and_points(why, words, answer.habits, "recurring")
    with cards.card(_("哪些是全局的习惯？"), sentence):
        if not answer.habits or _alone(shown):
            return

        def own(row: CauseLoss, measure: str) -> str:
            return why.address(measure, ("cause", row.cause))

        rows = [
            Row(
                [
                    Cell(cause_label(row.cause, translate)),
                    number_cell(row.projects, f"{row.projects:,}", figure=own(row, "deducted_projects")),
                    number_cell(row.deductions, f"{row.deductions:,}", figure=own(row, "deductions")),
                    number_cell(row.points, formats.points(row.points), tone="lost", figure=own(row, "points_lost")),
                ],
                href=shown.narrowed("deductions", causes=(row.cause,)),
            )
            for row in answer.habits
        ]
        columns = [
            Column(_("扣分原因")),
            Column(_("项目数"), number=True),
            Column(_("处数"), number=True),
            Column(_("扣分"), number=True),
        ]
        table(rows, columns, "habits", about=_("在多个项目出现的扣分原因"))


def one_offs(shown: View, answer: Deductions) -> None:
    """Causes that one project alone has."""
    translate = translator()
    why = Why(shown)
    sentence: Text = _("没有只见于一个项目的原因")
    if _alone(shown):
        sentence = _("筛选后只有一个项目，看不出哪些是个别问题")
    elif answer.one_offs:
        words = counted("{n} 种原因各只见于一个项目，共 {points} 分", len(answer.one_offs), keep=True)
        sentence = _causes_and_points(why, words, [row.loss for row in answer.one_offs], "single")
    with cards.card(_("哪些只是个别项目的问题？"), sentence):
        if not answer.one_offs or _alone(shown):
            return
        rows = [
            Row(
                [
                    Cell(cause_label(row.loss.cause, translate)),
                    Cell(formats.text(row.project_name), href=shown.link("project", id=row.project_id), tone="link"),
                    number_cell(
                        row.loss.points,
                        formats.points(row.loss.points),
                        tone="lost",
                        figure=why.address("points_lost", ("cause", row.loss.cause)),
                    ),
                ],
                href=shown.narrowed("deductions", causes=(row.loss.cause,)),
            )
            for row in answer.one_offs
        ]
        columns = [Column(_("扣分原因")), Column(_("项目")), Column(_("扣分"), number=True)]
        table(rows, columns, "one_offs", about=_("只见于一个项目的扣分原因"))
