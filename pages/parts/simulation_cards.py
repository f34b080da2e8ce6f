"""模拟, its cards: new means and grades, actions ranked by what they give back, projects that gain, assumptions."""

from collections.abc import Sequence

from analytics.explain.key import WHOLE
from analytics.figures import credibility
from analytics.labels import cause_label
from analytics.plan import Plan
from analytics.simulation import Action, Simulation
from pages.common import cards, formats
from pages.common.cards import Piece, Text, Tile
from pages.common.chart import chart
from pages.common.dated import dated
from pages.common.table import Cell, Column, Row, number_cell, table
from pages.common.view import ROW, View, go, reading
from pages.common.why import Why, filled
from pages.common.words import _, translator
from pages.parts.shown_lists import graded
from pages.parts.simulation_plan import in_address, plan_of, raised_alone, toggled, where_of

_MARKS = 12


def tiles(why: Why, answer: Simulation) -> list[Tile]:
    """Means, points that come back, grades: before and after."""
    planned = Why(why.shown, where_of(answer.plan))
    return [
        Tile(
            _("平均总分"),
            formats.points(answer.mean_after),
            _before(why, answer.mean_before, "mean_score"),
            help=_("（各项目总分之和 + 收回的分数）÷ 有总分的项目数。"),
            href=planned.address("simulated_score"),
        ),
        Tile(
            _("按预算加权"),
            formats.points(answer.weighted_after),
            _before(why, answer.weighted_before, "weighted_mean_score"),
            help=_("Σ（模拟后总分 × 全年预算）÷ Σ 全年预算。"),
            href=planned.address("simulated_weighted_score"),
        ),
        Tile(
            _("收回分数"),
            formats.points(answer.recovered),
            planned.counted("{n} 个项目得分提高", answer.gaining, "simulated_gaining"),
            help=_("所选原因在所选项目中扣的分全部收回，不超过满分。"),
            href=planned.address("simulated_recovered"),
        ),
        Tile(
            _("等级"), _grades(planned, answer, after=True), filled(_("现在 {n}"), n=_grades(why, answer, after=False))
        ),
    ]


def _before(why: Why, value: object, measure: str) -> Text:
    return filled(_("现在 {n}"), n=why(formats.points(value), measure))  # type: ignore[arg-type]


def _grades(why: Why, answer: Simulation, *, after: bool) -> list[str | Piece]:
    """'12 优 · 1 良', each number a link."""
    measure, field = ("simulated_projects", "grade_after") if after else ("projects", "grade")
    counts = [(each.after if after else each.before, each.grade) for each in answer.grades]
    said = graded((why(f"{number:,}", measure, (field, grade)), grade) for number, grade in counts if number)
    return said or [formats.NOT_APPLICABLE]


def premise(cause: str) -> str:
    """What must come true for a cause's points to come back."""
    known = {
        "未开展满意度调查": _("满意度调查达到目标"),
        "疫情影响": _("疫情不再影响计划"),
        "指标或预算设定不准": _("指标值和预算定得准"),
        "跨年度实施": _("任务在当年全部完成"),
        "计划或流程调整": _("计划不变、流程按时"),
        "成效仍有提升空间": _("成效达到目标"),
        "预算执行不足": _("预算全部执行"),
        "未说明原因": _("查明原因并改正"),
    }
    return known.get(cause, _("原因已消除"))


def sentence(why: Why, action: Action) -> list[str | Piece]:
    """'至多 11.50 分，8 个项目，前提是满意度调查达到目标'."""
    of_cause = ("cause", action.cause)
    return filled(
        _("至多 {points} 分，{projects}，前提是{premise}"),
        points=why(formats.points(action.points), "points_lost", of_cause),
        projects=why.counted("{n} 个项目", action.projects, "deducted_projects", of_cause),
        premise=premise(action.cause),
    )


def ranked(shown: View, why: Why, possible: Sequence[Action], plan: Plan) -> None:
    """Actions by what each alone would give back; a click assumes it or takes it away."""
    best = possible[0]
    name = cause_label(best.cause, translator())
    answer: Text = _("没有靠行动能收回的扣分")
    if best.recoverable:
        answer = [_("{cause}：").format(cause=name), *sentence(why, best)]
    figures = [
        why.named(
            cause_label(each.cause, translator()), formats.points(each.points), "points_lost", ("cause", each.cause)
        )
        for each in possible
    ]

    def clicked(cause: str) -> None:
        go(reading().scope, **in_address(toggled(plan_of(shown, possible), cause)))

    with cards.card(_("先做哪件事？"), answer, figures=figures):
        chart(
            credibility.actions(possible, translator(), plan.causes),
            "actions",
            about=_("各项行动至多收回的分数；点一条表示假设它做到"),
            on_click=clicked,
            file_name=_("可收回的分数"),
        )
        cards.note(_("蓝 = 已选；橙 = 可推荐、尚未选；灰 = 填报单位难以靠行动收回，只列出，不推荐"))


def listed(why: Why, possible: Sequence[Action], plan: Plan) -> None:
    """The actions as a table: what each gives back at most, in how many projects, and what must come true for it."""
    upgraded = sum(each.upgraded > 0 for each in possible if each.recoverable)
    none = _("没有一项可推荐的行动单独就能让项目升等级")
    able = why.counted("{n} 项可推荐的行动能让项目升等级", upgraded, "simulated_upgrading")
    answer: Text = able if upgraded else none
    with cards.card(_("每项行动能收回多少，前提是什么？"), answer):
        heads = [
            Column(_("行动"), width="32%"),
            Column(_("至多收回"), number=True, figure=why.address("points_lost", ("cause", ROW))),
            Column(_("项目"), number=True, figure=why.address("deducted_projects", ("cause", ROW))),
            Column(_("可升等级"), number=True),
            Column(_("前提")),
        ]
        rows = [
            Row(
                [
                    Cell(
                        _("解决：{cause}").format(cause=cause_label(each.cause, translator())),
                        tone="" if each.recoverable else "muted",
                    ),
                    number_cell(each.points, formats.points(each.points)),
                    Cell(f"{each.projects:,}", sort=each.projects),
                    Cell(
                        f"{each.upgraded:,}",
                        sort=each.upgraded,
                        figure=why.address("simulated_upgraded", ("fix", each.cause)),
                    ),
                    premise(each.cause),
                ],
                id=each.cause,
                tint="chosen" if each.cause in plan.causes else "",
            )
            for each in possible
        ]
        table(rows, heads, "ranked", about=_("可推荐的行动按可收回的分数从多到少，难以靠行动收回的列在后面"))


def gains(shown: View, why: Why, answer: Simulation) -> None:
    """Projects that gain most: total before, what comes back, the new rank."""
    question = _("哪些项目会变？")
    if not answer.rows:
        if answer.plan.projects and (answer.plan.causes or answer.plan.raised_project):
            with cards.card(question, _("能提高得分的项目都没有计入")):
                cards.empty(_("在下面的表里勾选要计入的项目，这里显示它们的新得分。"))
            return
        with cards.card(question, _("还没有选择，或所选的不改变任何项目")):
            cards.empty(_("在上面选一件事，这里显示每个项目的新得分。"))
        return
    listed = dated(shown, answer.rows[:_MARKS])
    top = listed[0]
    planned = Why(shown, where_of(answer.plan))
    name = formats.middle_cut(formats.text(top.name))
    back = planned(formats.points(top.recovered), "simulated_recovered", ("project", top.project_id))
    # With more than stand on the chart the others are not counted: they may go on beyond the list.
    most = [("project", row.project_id) for row in listed if row.recovered == top.recovered]
    words = filled(_("{name}收回最多，{points} 分"), name=name, points=back)
    if len(most) > 1 and (len(most) < _MARKS or len(most) == answer.gaining):
        number = planned(f"{len(most)}", "simulated_gaining", *most)
        words = filled(_("{name}等 {n} 个项目收回最多，各 {points} 分"), name=name, n=number, points=back)
    elif len(most) > 1:
        words = filled(_("{name}等收回最多，各 {points} 分"), name=name, points=back)
    about = "".join(part if isinstance(part, str) else part.text for part in words)
    figures = []
    for row in listed:
        name, own = formats.middle_cut(formats.text(row.name)), ("project", row.project_id)
        figures.append(why.named(name, formats.points(row.before), "mean_score", own, WHOLE))
        after = name + " · " + _("模拟后总分")
        figures.append(planned.named(after, formats.points(row.after), "simulated_score", own))
    with cards.card(question, words, figures=figures):
        chart(
            credibility.simulated(listed, translator()),
            "gains",
            about=about,
            link=shown.link("project", id="{0}"),
            file_name=_("模拟得分"),
        )
        cards.note(_("左端为现在的总分，蓝色为收回的分数；右侧为新名次"))


def _chosen(shown: View, plan: Plan) -> tuple[str, list[Text]]:
    """What is assumed, in a line and as premises: the causes, and the raised rate where it gives something back."""
    translate = translator()
    names = [cause_label(cause, translate) for cause in plan.causes]
    cause = _("{cause}：")
    premises: list[Text] = [cause.format(cause=name) + premise(c) for name, c in zip(names, plan.causes, strict=True)]
    raised = raised_alone(shown, plan)
    if raised is not None and raised.rows:
        (row,) = dated(shown, raised.rows)
        rate = formats.percent(raised.plan.raised_rate_pct)
        words = _("{name}的执行率提高到 {rate}").format(name=formats.text(row.name), rate=rate)
        names.append(words)
        back = Why(shown, where_of(raised.plan))(formats.points(raised.recovered), "simulated_recovered")
        premises.append([words, *filled(_("：至多收回 {points} 分"), points=back)])
    return _("、").join(names) or _("没有选择"), premises


def assumptions(shown: View, plan: Plan) -> None:
    """What every figure of the screen takes for granted."""
    lines: list[Text] = [
        _("所选原因扣的分全部收回，不超过满分；这是上限，不是预测。"),
        _("其余得分、其余项目都不变；名次在筛选范围内有总分的项目中重排，并列者名次相同。"),
        _("执行得分 = 执行率 × 分值，不超过分值；已选“预算执行不足”的项目不重复计算。"),
        _("等级按新总分重定：优 ≥ 90，良 ≥ 80，中 ≥ 60，差 < 60（填报注意事项第 4 条）。"),
    ]
    chosen, premises = _chosen(shown, plan)
    with cards.card(_("这些数的前提是什么？"), _("已选：{chosen}").format(chosen=chosen)):
        cards.strip([*premises, *lines])
