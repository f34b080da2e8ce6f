"""总览, its cards: money against score, points by cause, how far scores lie apart, the years side by side."""

from decimal import Decimal

from analytics.causes import CauseLoss
from analytics.figures import quadrant as placing
from analytics.figures.losses import pareto
from analytics.figures.scores import strip as score_strip
from analytics.labels import cause_label, grade_label
from analytics.overview import GradeCount, Overview
from analytics.quadrant import Quadrant
from analytics.scores import Strip
from analytics.years import YearFigures
from pages.common import cards, formats
from pages.common.cards import Piece, Text
from pages.common.chart import chart
from pages.common.table import Cell, Column, Row, number_cell, table
from pages.common.view import View, narrow
from pages.common.why import Why, filled
from pages.common.words import _, translator
from pages.parts.overview_head import change
from pages.parts.shown_lists import cause_figures, score_figures

_ALIKE_PCT = 80  # from this share of projects in one grade on, grades hardly tell projects apart
_PAIRS = 2  # of projects in the same place, named in the note


def plain(text: Text) -> str:
    """A sentence without its links, for those who do not see a chart."""
    if isinstance(text, str):
        return text
    return "".join(plain(piece) for piece in text) if not hasattr(text, "text") else text.text


def quadrant(shown: View, why: Why, answer: Overview) -> None:
    """Execution rate against total score; a click opens the project."""
    found = answer.quadrant
    question = _("哪些项目花钱与得分都偏低？")
    if not found.bubbles:
        with cards.card(question, _("没有项目同时填写总分、预算和执行数")):
            return
    sentence = _low(shown, why, answer)
    mean = why.named(_("平均总分"), formats.points(answer.kpis.mean_score), "mean_score")
    with cards.card(question, sentence, figures=[mean]):
        chart(
            placing.quadrant(found, translator()),
            "quadrant",
            about=plain(sentence),
            link=shown.link("project", id="{0}"),
            file_name=_("执行率与总分"),
        )
        notes = _placing_notes(why, answer)
        cards.note([piece for each in notes for piece in (_("；"), each)][1:])


def _low(shown: View, why: Why, answer: Overview) -> Text:
    found, low = answer.quadrant, answer.kpis.low_rate_projects
    if not low:
        return _("没有项目执行率低于 90%")
    if found.worst_id is None:
        return why.counted("{n} 个项目执行率低于 90%", low, "low_rate_projects")
    name = formats.text(found.worst_name)
    link = cards.Piece(name, "link", shown.link("project", id=found.worst_id))
    if low == 1:
        both = found.low_both == low
        return filled(
            _("只有{name}执行率低于 90%，总分也低于平均") if both else _("只有{name}执行率低于 90%"), name=link
        )
    number = why(f"{low:,}", "low_rate_projects")
    if found.low_both == low:
        return filled(_("{n} 个项目执行率低于 90%，总分也低于平均，{name}最低"), n=number, name=link)
    return filled(_("{n} 个项目执行率低于 90%，其中{name}总分最低"), n=number, name=link)


def _placing_notes(why: Why, answer: Overview) -> list[Text]:
    found = answer.quadrant
    notes: list[Text] = [_("面积 = 全年预算；虚线 = 平均总分；两轴在满分附近放大")]
    if len(found.bubbles) < found.total:
        words, total = _("画出扣分最多和预算最大的 {shown} 个，共 {n} 个"), why(f"{found.total:,}", "placed_projects")
        notes.append(filled(words, shown=f"{len(found.bubbles):,}", n=total))
    if missing := answer.kpis.projects - found.total:
        notes.append(why.counted("{n} 个项目缺总分、预算或执行数，不在图上", missing, "unplaced_projects"))
    return [*notes, *_coinciding(found)]


def _coinciding(found: Quadrant) -> list[str]:
    """Bubbles that hide each other, said in words."""
    groups = placing.coinciding(found)
    if not groups:
        return []
    if len(groups) > _PAIRS:
        return [_("{n} 处有几个项目位置几乎相同").format(n=len(groups))]
    named = [
        _("、").join(formats.middle_cut(formats.text(bubble.name), 14) for bubble in group[:3])
        + (_("等 {n} 个").format(n=len(group)) if len(group) > 3 else "")
        for group in groups
    ]
    return [_("{names}位置几乎相同").format(names=name) for name in named]


def causes(shown: View, why: Why, answer: Overview) -> None:
    """Points lost by cause, largest first; a click opens the deductions of that cause."""
    rows = answer.causes
    sentence = _pareto_answer(why, rows) if rows else _nothing_lost(answer)
    with cards.card(_("分丢在哪里？"), sentence, figures=cause_figures(why, rows)):
        if rows:
            link = shown.narrowed_link("deductions", "causes")
            chart(pareto(rows, translator()), "causes", about=plain(sentence), link=link, file_name=_("扣分原因"))
            cards.note(_("点一项原因看它的扣分"))


def _nothing_lost(answer: Overview) -> str:
    if not answer.kpis.scored_projects:
        return _("没有项目填写得分，看不出扣分")
    return _("没有扣分：填写的得分都是满分")


def _pareto_answer(why: Why, rows: tuple[CauseLoss, ...]) -> Text:
    first = rows[0]
    cause = cause_label(first.cause, translator())
    points = why(formats.points(first.points), "points_lost", ("cause", first.cause))
    if len(rows) == 1:
        return filled(_("只有一项原因：{cause}，共 {points} 分").replace("{cause}", cause), points=points)
    if len(rows) <= 3:
        words = _("首位是{cause}，共 {points} 分，占 {share}").replace("{cause}", cause)
        share = why(formats.percent(first.share_pct, 0), "points_lost_share", ("cause", first.cause))
        return filled(words, points=points, share=share)
    words = _("前三项原因占 {share}，首位是{cause}，共 {points} 分").replace("{cause}", cause)
    top = [("cause", row.cause) for row in rows[:3]]
    return filled(words, share=why(formats.percent(rows[2].cumulated_pct, 0), "points_lost_share", *top), points=points)


def scores(shown: View, why: Why, answer: Overview, strip: Strip) -> None:
    """Every project's total on one line; a click opens the project, or the point of a long list."""
    if not strip.total:
        with cards.card(_("得分拉开差距了吗？"), _("没有项目填写总分")):
            return
    whole = len(strip.marks) == strip.total
    sentence = _spread(why, answer, strip)
    with cards.card(_("得分拉开差距了吗？"), sentence, figures=score_figures(why, strip)):
        chart(
            score_strip(strip, translator()),
            "scores",
            about=plain(sentence),
            link=shown.link("project", id="{0}") if whole else None,
            on_click=None if whole else _narrow_to_point,
            file_name=_("总分分布"),
        )
        cards.note(
            _("每点一个项目，颜色为等级，点一下看项目")
            if whole
            else _("项目太多，每柱为一分之内的项目数，点一根柱只看这些项目")
        )


def _narrow_to_point(point: str) -> None:
    narrow(score_min=Decimal(point), score_max=Decimal(point) + Decimal("0.99"))


def _spread(why: Why, answer: Overview, strip: Strip) -> Text:
    """Whether grades tell projects apart: not where four fifths of them share one."""
    graded = [row for row in answer.grades if row.grade is not None]
    lowest = min(row.lowest for row in graded if row.lowest is not None)
    highest = max(row.highest for row in graded if row.highest is not None)
    low = why(formats.points(lowest), "lowest_score")
    if strip.total == 1:
        return filled(_("只有一个项目有总分：{n}"), n=low)
    if lowest == highest:
        return filled(_("没有：{n} 个项目都是 {score} 分"), n=why(f"{strip.total:,}", "scored_projects"), score=low)
    most = max(graded, key=lambda row: row.projects)
    if most.projects * 100 >= strip.total * _ALIKE_PCT:
        of_grade = ("grade", most.grade or "")
        span = [
            why(formats.points(most.lowest), "lowest_score", of_grade),
            "–",
            why(formats.points(most.highest), "highest_score", of_grade),
        ]
        many = why(f"{most.projects:,}", "projects", of_grade)
        return filled(_("没有：{n} 个项目挤在 {span}，等级难以区分"), n=many, span=span)
    span = [low, "–", why(formats.points(highest), "highest_score")]
    return filled(_("有：总分 {span}，{grades}"), span=span, grades=_kinds(why, graded))


def _kinds(why: Why, graded: list[GradeCount]) -> list[str | Piece]:
    said: list[str | Piece] = []
    for row in graded:
        number = why(f"{row.projects:,}", "projects", ("grade", row.grade or ""))
        said += [*([_("、")] if said else []), number, f" {grade_label(row.grade, translator())}"]
    return said


def years(shown: View, why: Why, answer: Overview) -> None:
    """Each year of a scope of several; a click leaves only that year."""
    rows = answer.years
    if not rows:
        return
    heads = [
        Column(_("年度"), sortable=False),
        Column(_("项目数"), number=True, sortable=False),
        Column(_("平均总分"), number=True, sortable=False),
        Column(_("执行率"), number=True, sortable=False),
        Column(_("全年预算（万元）"), number=True, sortable=False),
        Column(_("扣分"), number=True, sortable=False),
    ]
    with cards.card(_("各年有什么变化？"), _latest(why, rows)):
        table(
            [_year(shown, why, row) for row in rows],
            heads,
            "years",
            about=_("各年度的项目数、得分、执行率、预算和扣分"),
        )


def _year(shown: View, why: Why, row: YearFigures) -> Row:
    def cell(value: object, text: str, measure: str) -> Cell:
        return number_cell(value, text, figure=why.address(measure, row.where))  # type: ignore[arg-type]

    return Row(
        [
            formats.not_stated() if row.year is None else str(row.year),
            cell(row.projects, f"{row.projects:,}", "projects"),
            cell(row.mean_score, formats.points(row.mean_score), "mean_score"),
            cell(row.rate_pct, formats.percent(row.rate_pct), "execution_rate"),
            cell(row.budget_wan, formats.wan(row.budget_wan), "budget"),
            cell(row.points_lost, formats.points(row.points_lost), "points_lost"),
        ],
        href=shown.narrowed("overview", years=(row.year or 0,)),
    )


def _latest(why: Why, rows: tuple[YearFigures, ...]) -> Text:
    """The last two years that follow each other, compared in words."""
    last = rows[-1]
    before = next((row for row in rows if last.year is not None and row.year == last.year - 1), None)
    if before is None:
        return _("点一年只看这一年")
    pairs = (
        ("mean_score", _("平均总分"), last.mean_score, before.mean_score),
        ("execution_rate", _("执行率"), last.rate_pct, before.rate_pct),
    )
    said: list[Text] = [_("{year} 年：").format(year=last.year)]
    for measure, name, now, then in pairs:
        if now is not None and then is not None:
            moved = change(why, measure, (now, then), last.where, before.where)
            said += [_("，") if len(said) > 1 else "", f"{name} ", *moved]
    return said
