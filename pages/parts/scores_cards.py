"""得分分布, its cards: total scores, rates by level, distribution of rates, indicators that tell nothing."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.explain.key import FigureKey
from analytics.figures import scores as figures
from analytics.labels import grade_label, level_label
from analytics.overview import GradeCount
from analytics.scores import FullMarks, LevelRate, RateBin, Scores, Strip
from analytics.scores import full_marks as full_mark_names
from pages.common import cards, formats
from pages.common.chart import chart
from pages.common.downloads import download_rows
from pages.common.sheets import Head
from pages.common.table import Cell, Column, Row, blank, number_cell, table
from pages.common.view import View, go, narrow
from pages.common.words import _, counted, translator
from pages.parts.execution_cards import Why, why

_ALL = 10_000_000  # more names than a portfolio has
_ALIKE_PCT = 80  # from this share of projects in one grade on, grades hardly tell projects apart


def strip(shown: View, answer: Strip, grades: Sequence[GradeCount], chosen: Sequence[str]) -> None:
    """Every project's total in grade bands; a click opens the project."""
    scored = [row for row in grades if row.grade is not None]
    sentence = _("没有项目填写总分")
    if scored and answer.bins:
        most = max(scored, key=lambda row: row.projects)
        alike = most.projects * 100 >= answer.total * _ALIKE_PCT and answer.total > 1
        words = (
            _("没有：{total} 个项目中 {n} 个为{grade}，等级难以区分")
            if alike
            else _("{total} 个项目中 {n} 个为{grade}")
        )
        sentence = words.format(
            total=f"{answer.total:,}", n=f"{most.projects:,}", grade=grade_label(most.grade, translator())
        )
    listed = [
        why(shown, _("平均总分"), "mean_score"),
        why(shown, _("按预算加权的平均总分"), "weighted_mean_score"),
        *(
            why(shown, formats.middle_cut(formats.text(mark.name)), "mean_score", ("project", mark.project_id))
            for mark in answer.marks[:12]
        ),
    ]
    about = _("各项目总分，从低到高：") + _("，").join(
        f"{formats.text(mark.name)} {formats.points(mark.total_score)}" for mark in answer.marks[:50]
    )
    with cards.card(_("得分拉开差距了吗？"), sentence, figures=listed):
        whole = len(answer.marks) == answer.total
        chart(
            figures.strip(answer, translator(), chosen),
            "strip",
            about=about,
            link=shown.link("project", id="{0}") if whole else None,
            on_click=None if whole else _narrow_to_point,
            file_name=_("总分分布"),
        )
        bands = _("等级：优 ≥ 90，良 80–90，中 60–80，差 < 60")
        marks = (
            _("每点一个项目，颜色为等级，点一下看项目")
            if whole
            else _("项目太多，每柱为一分之内的项目数，点一根柱只看这些项目")
        )
        cards.note(_("；").join((marks, bands)))


def _narrow_to_point(point: str) -> None:
    narrow(score_min=Decimal(point), score_max=Decimal(point) + Decimal("0.99"))


def levels(shown: View, answer: Scores) -> None:
    """Score rate per level 1 × level 2; a click leaves only that level's indicators."""
    translate = translator()
    known = [row for row in answer.levels if row.rate_pct is not None]
    question = _("丢在哪类指标？")
    if not known:
        with cards.card(question, _("没有可以计算得分率的指标")):
            cards.note(_("得分率 = 得分合计 ÷ 分值合计，只算两项都填写的指标。"))
        return
    worst = min(known, key=lambda row: row.rate_pct or Decimal(0))
    sentence = _("{level}得分率最低，{rate}").format(level=level_name(worst), rate=formats.percent(worst.rate_pct))
    about = _("各类指标的得分率：") + _("，").join(
        f"{level_name(row)} {formats.percent(row.rate_pct)}" for row in known
    )
    with cards.card(question, sentence, figures=_level_figures(shown, known, answer.level1)):
        chart(
            figures.rates(known, translate),
            "levels",
            about=about,
            on_click=lambda level: narrow(level1=(level[0],), level2=(level[1],)),
            file_name=_("各类指标得分率"),
        )
        cards.note(_("得分率 = 得分合计 ÷ 分值合计；横线为丢掉的部分；点一行只看这类指标"))


def _level_figures(shown: View, known: Sequence[LevelRate], level1: Sequence[LevelRate]) -> list[Why]:
    listed = [
        why(shown, level_label(row.level1, translator()), "score_rate", ("level1", row.level1 or "")) for row in level1
    ]
    return listed + [
        why(shown, level_name(row), "score_rate", ("level1", row.level1 or ""), ("level2", row.level2 or ""))
        for row in known
    ]


def level_name(row: LevelRate) -> str:
    """'产出 · 数量'."""
    translate = translator()
    return f"{level_label(row.level1, translate)} · {level_label(row.level2, translate)}"


def histogram(shown: View, bins: Sequence[RateBin]) -> None:
    """Indicators by score rate; a click lists the indicators of a band."""
    scored = sum(each.indicators for each in bins)
    full = bins[-1].indicators
    question = _("指标得分率怎么分布？")
    if not scored:
        with cards.card(question, _("没有可以计算得分率的指标")):
            cards.note(_("得分率 = 得分 ÷ 分值，只算两项都填写的指标。"))
        return
    sentence = _("{n} 项指标中 {full} 项得满分，占 {share}").format(
        n=f"{scored:,}", full=f"{full:,}", share=formats.percent(Decimal(full * 100) / scored, 0)
    )
    listed = [why(shown, _("满分指标占比"), "full_mark_share")]
    listed += [why(shown, bin_name(each), "indicators", ("rate_bin", str(each.lower_pct))) for each in bins]
    about = _("各得分率区间的指标数：") + _("，").join(f"{bin_name(each)} {each.indicators:,}" for each in bins)
    with cards.card(question, sentence, figures=listed):
        chart(
            figures.histogram(bins, translator()),
            "bins",
            about=about,
            on_click=lambda lower: go(
                shown.scope, explain=FigureKey("indicators", (("rate_bin", str(lower)),)).encode()
            ),
            file_name=_("指标得分率分布"),
        )
        cards.note(_("得分率 = 得分 ÷ 分值，每段含下限不含上限，满分另列；点一根柱看是哪些指标"))


def bin_name(each: RateBin) -> str:
    """'<60%', '60–80%', '100%'."""
    if each.lower_pct == 100:
        return "100%"
    return f"<{each.upper_pct}%" if each.lower_pct == 0 else f"{each.lower_pct}–{each.upper_pct}%"


def level_table(shown: View, answer: Scores) -> None:
    """The same levels as figures, each level 1 with its sum; a row leaves only that level's indicators."""
    rows: list[Row] = []
    for first in answer.level1:
        rows.append(Row(_level_cells(shown, first, level_label(first.level1, translator()), both=False), group=True))
        rows += [
            Row(
                _level_cells(shown, row, level_label(row.level2, translator()), both=True),
                href=shown.narrowed("scores", level1=(row.level1 or "",), level2=(row.level2 or "",)),
                tint="lost" if row.points_lost else "",
            )
            for row in answer.levels
            if row.level1 == first.level1
        ]
    lost = sum((row.points_lost for row in answer.level1), Decimal(0))
    sentence = _("指标共扣 {lost} 分，分在 {n} 类").format(
        lost=formats.points(lost), n=sum(row.points_lost > 0 for row in answer.levels)
    )
    columns = [
        Column(_("指标类别")),
        Column(_("得分率"), number=True),
        Column(_("分值"), number=True),
        Column(_("扣分"), number=True),
        Column(_("扣分指标 / 指标数"), number=True),
    ]
    with cards.card(_("一级 × 二级，各得多少？"), sentence):
        table(rows, columns, "level_table", about=_("一级指标和二级指标的得分率、得分、扣分和指标数"))
        download_rows(shown, "levels_csv", _("得分率"), _level_heads(), lambda: level_rows(answer))


def _level_cells(shown: View, row: LevelRate, name: str, *, both: bool) -> list[Cell | str]:
    where = (("level1", row.level1 or ""), *((("level2", row.level2 or ""),) if both else ()))
    rate = row.rate_pct
    href = shown.explained(FigureKey("score_rate", where).encode())
    return [
        name,
        number_cell(rate, formats.percent(rate), href=href) if rate is not None else blank(),
        number_cell(row.weight, formats.points(row.weight)),
        number_cell(row.points_lost, formats.lost(row.points_lost), tone="lost" if row.points_lost else "muted"),
        f"{row.deducted:,} / {row.indicators:,}",
    ]


def _level_heads() -> list[Head]:
    return [
        *(Head(title) for title in (_("一级指标"), _("二级指标"))),
        Head(_("得分率（%）"), "percent"),
        *(Head(title, "points") for title in (_("得分"), _("分值"), _("扣分"))),
        *(Head(title, "whole") for title in (_("指标数"), _("扣分指标数"), _("项目数"))),
    ]


def level_rows(answer: Scores) -> list[tuple[object, ...]]:
    """Every level 1 (level 2: 全部) and level 1 × level 2."""
    rows = [(row, _("全部") if row in answer.level1 else row.level2) for row in (*answer.level1, *answer.levels)]
    return [
        (
            row.level1,
            second,
            None if row.rate_pct is None else round(row.rate_pct, 4),
            row.score,
            row.weight,
            row.points_lost,
            row.indicators,
            row.deducted,
            row.projects,
        )
        for row, second in rows
    ]


def full_marks(shown: View, answer: FullMarks, bins: tuple[RateBin, ...]) -> None:
    """Indicator names on which everybody has full marks; a row finds them all in the search."""
    question = _("哪些指标人人满分，看不出差别？")
    if not answer.rows:
        with cards.card(question, _("没有：每个名称都有项目丢分，或没有指标")):
            cards.note(_("同名指标在筛选范围内全部得满分，才算人人满分。"))
        return
    shared = sum(row.indicators > 1 for row in answer.rows)
    sentence = _("{names} 个指标名称中 {n} 个人人满分").format(names=f"{answer.names:,}", n=f"{answer.total:,}")
    if shared and (answer.total == len(answer.rows) or answer.rows[-1].indicators == 1):  # else some are not listed
        sentence += counted("，其中 {n} 个出现不止一次", shared)
    columns = [
        Column(_("三级指标")),
        Column(_("类别"), width="9rem"),
        Column(_("出现次数"), number=True),
        Column(_("分值合计"), number=True),
    ]
    translate = translator()
    rows = [
        Row(
            [
                Cell(formats.text(row.name), lines=2),
                f"{level_label(row.level1, translate)} · {level_label(row.level2, translate)}",
                number_cell(row.indicators, f"{row.indicators:,}"),
                number_cell(row.weight, formats.points(row.weight)),
            ],
            href=shown.link("search", q=row.name[:100]) if row.name else None,
        )
        for row in answer.rows
    ]
    with cards.card(question, sentence, figures=[why(shown, _("满分指标占比"), "full_mark_share")]):
        table(rows, columns, "full_marks", about=_("人人满分的指标，出现次数多的在前；点一行查找这些指标"), page_size=8)
        if answer.total > len(answer.rows):
            cards.note(
                _("列出 {shown} 个，共 {n} 个；下载的文件有全部。").format(
                    shown=len(answer.rows), n=f"{answer.total:,}"
                )
            )
        download_rows(shown, "full_csv", _("人人满分的指标"), _full_heads(), lambda: full_rows(shown, bins))


def _full_heads() -> list[Head]:
    return [
        *(Head(title) for title in (_("一级指标"), _("二级指标"), _("三级指标"))),
        Head(_("出现次数"), "whole"),
        Head(_("分值合计"), "points"),
    ]


def full_rows(shown: View, bins: tuple[RateBin, ...]) -> list[tuple[object, ...]]:
    """Every such name, however many the card lists."""
    found = full_mark_names(shown.snapshot, shown.scope, bins, _ALL)
    return [(row.level1, row.level2, row.name, row.indicators, row.weight) for row in found.rows]
