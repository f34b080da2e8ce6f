"""模拟, its table: every project that gains, before and after, with a tick that leaves it out or takes it in."""

from dataclasses import replace

from analytics.choices import project_names
from analytics.labels import cause_label, grade_label
from analytics.plan import NO_PROJECT, Plan
from analytics.simulation import Simulated, Simulation, simulate, simulated_of
from analytics.stretch import LIST_LIMIT
from pages.common import cached, cards, formats
from pages.common.dated import with_year
from pages.common.downloads import download_rows
from pages.common.sheets import Head
from pages.common.table import Cell, Column, Row, number_cell, table
from pages.common.view import ROW, View
from pages.common.why import Why
from pages.common.words import _, counted, translator
from pages.parts.simulation_plan import in_address, where_of


def projects(shown: View, why: Why, answer: Simulation) -> None:
    """All that could gain under the chosen causes; those left out keep their score."""
    everyone = answer
    if answer.plan.projects:
        everyone = cached.answer(simulate, shown.snapshot, shown.scope, replace(answer.plan, projects=()))
    if not everyone.rows:
        return
    planned = Why(shown, where_of(answer.plan))
    about = counted("{n} 个项目得分提高", answer.gaining)
    words: list[str | cards.Piece] = planned.counted("{n} 个项目得分提高", answer.gaining, "simulated_gaining")
    if everyone.gaining > answer.gaining:
        words += _left_out(why, everyone, answer)
    if answer.overtaken:
        words += planned.counted("；{n} 个得分不变，名次下降", answer.overtaken, "simulated_overtaken")
    gained = {row.project_id: row for row in answer.rows}
    left = tuple(row.project_id for row in everyone.rows if row.project_id not in gained)
    kept = cached.answer(simulated_of, shown.snapshot, shown.scope, answer.plan, left) if left else {}
    then = gained | kept
    with cards.card(_("逐个项目，模拟前后"), words):
        rows = [_row(shown, everyone, answer, then[row.project_id]) for row in everyone.rows]
        table(rows, _columns(why, planned), "simulated", about=about)
        if answer.plan.projects:
            href = shown.link("simulation", **in_address(replace(answer.plan, projects=())))
            cards.note([cards.Piece(_("重新计入全部项目"), "link", href)])
        if everyone.gaining > len(everyone.rows):
            cards.note(counted("列出收回最多的 {n} 个项目，合计按全部项目计算", len(everyone.rows)))
        download_rows(
            shown,
            "simulated_csv",
            _("模拟"),
            _heads(),
            lambda: [_cells(then[row.project_id]) for row in everyone.rows],
            assumed=_assumed(shown, answer.plan),
        )


def _left_out(why: Why, everyone: Simulation, answer: Simulation) -> list[str | cards.Piece]:
    """How many would gain but were ticked off: they are named one by one, so a list that is cut opens nothing."""
    number = everyone.gaining - answer.gaining
    if everyone.gaining > len(everyone.rows):
        return [counted("，{n} 个没有计入", number)]
    gained = {row.project_id for row in answer.rows}
    others = [("project", row.project_id) for row in everyone.rows if row.project_id not in gained]
    return why.counted("，{n} 个没有计入", number, "simulated_gaining", *where_of(everyone.plan), *others)


def _columns(why: Why, planned: Why) -> list[Column]:
    return [
        Column(_("项目名称"), width="34%"),
        Column(_("现在总分"), number=True, figure=why.of_row("mean_score", "project")),
        Column(_("收回"), number=True, figure=planned.address("simulated_recovered", ("project", ROW))),
        Column(_("模拟后总分"), number=True, figure=planned.address("simulated_score", ("project", ROW))),
        Column(_("等级")),
        Column(_("名次"), number=True),
        Column(_("计入"), width="4rem", sortable=False),
    ]


def _row(shown: View, everyone: Simulation, answer: Simulation, now: Simulated) -> Row:
    included = now.recovered > 0
    href = shown.link("simulation", **in_address(_ticked(everyone, answer, now.project_id)))
    tick = Cell(
        "☑" if included else "☐",
        tone="link",
        href=href,
        title=_("不计入这个项目") if included else _("计入这个项目"),
    )
    said = with_year(shown, now.name, now.fiscal_year)
    name = Cell(said, tone="" if included else "muted", href=shown.link("project", id=now.project_id))
    recovered = number_cell(now.recovered, formats.points(now.recovered, signed=True))
    return Row(
        [
            name,
            number_cell(now.before, formats.points(now.before)),
            recovered if included else Cell(formats.NOT_APPLICABLE, tone="muted"),
            number_cell(now.after, formats.points(now.after)),
            _arrow(_grade(now.grade_before), _grade_then(now)),
            _rank(shown, answer, now),
            tick,
        ],
        id=now.project_id,
    )


def _rank(shown: View, answer: Simulation, now: Simulated) -> Cell:
    """The rank, or both where it changes: each opens the scores that it is read from."""
    own = ("project", now.project_id)
    before, standing = f"{now.rank_before:,}", Why(shown).address("rank_now", own)
    after, reached = f"{now.rank_after:,}", Why(shown, where_of(answer.plan)).address("simulated_rank", own)
    if before == after:
        return Cell(after, sort=now.rank_after, figure=reached)
    return Cell(_arrow(before, after), sort=now.rank_after, figure=reached, first=(before, standing))


def _grade(grade: str | None) -> str:
    return grade_label(grade, translator())


def _grade_then(now: Simulated) -> str:
    """Who gains nothing keeps the grade that is printed, whatever its score would give."""
    return _grade(now.grade_after if now.recovered > 0 else now.grade_before)


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _ticked(everyone: Simulation, answer: Simulation, project: str) -> Plan:
    """The plan with the project's tick turned over; all ticked is said by naming none of them."""
    plan = answer.plan
    listed = [row.project_id for row in everyone.rows]
    now = plan.projects or (tuple(listed) if everyone.gaining <= LIST_LIMIT else ())
    if not now:  # too many to name: the first tick leaves only that one
        return replace(plan, projects=(project,))
    others = tuple(each for each in now if each not in (project, NO_PROJECT))
    chosen = others if project in now else (*others, project)
    everyone_chosen = set(chosen) >= set(listed) and everyone.gaining <= LIST_LIMIT
    return replace(plan, projects=() if everyone_chosen else chosen or (NO_PROJECT,))


def _heads() -> list[Head]:
    return [
        Head(_("年度"), "whole"),
        Head(_("项目名称")),
        *(Head(title, "points") for title in (_("现在总分"), _("收回"), _("模拟后总分"))),
        *(Head(title) for title in (_("现在等级"), _("模拟后等级"))),
        *(Head(title, "whole") for title in (_("现在名次"), _("模拟后名次"))),
        Head(_("计入")),
    ]


def _cells(now: Simulated) -> tuple[object, ...]:
    """A project left out recovers nothing (empty) and keeps its score and grade, as on the screen."""
    included = now.recovered > 0
    return (
        *(now.fiscal_year, now.name, now.before, now.recovered if included else None, now.after),
        *(_grade(now.grade_before), _grade_then(now)),
        *(now.rank_before, now.rank_after, _("是") if included else _("否")),
    )


def _assumed(shown: View, plan: Plan) -> list[str]:
    """The plan for a file name: the causes fixed, the project whose rate is raised and to what."""
    words = [cause_label(cause, translator()) for cause in plan.causes]
    if plan.raised_project is not None:
        names = project_names(shown.snapshot, (plan.raised_project,))
        words.append(f"{formats.text(names.get(plan.raised_project))} {formats.percent(plan.raised_rate_pct)}")
    return words
