"""得分分布, its tables: points by level as figures, and the indicator names on which everybody has full marks."""

from collections.abc import Mapping
from decimal import Decimal

from analytics.labels import both_levels, level_label
from analytics.levels import LevelRate, RateBin, level_projects
from analytics.scores import FullMarkName, FullMarks, Scores
from analytics.scores import full_marks as full_mark_names
from pages.common import cards, formats
from pages.common.cards import Text, Tone
from pages.common.downloads import download_rows
from pages.common.sheets import Head
from pages.common.table import Cell, Column, Row, blank, number_cell, table
from pages.common.view import View
from pages.common.why import Why, filled
from pages.common.words import _, translator
from pages.parts.shown_lists import level_where

_ALL = 10_000_000  # more names than a portfolio has


def level_table(shown: View, answer: Scores) -> None:
    """The same levels as figures, each level 1 with its sum; a row leaves only that level's indicators."""
    rows: list[Row] = []
    why = Why(shown)
    for first in answer.level1:
        rows.append(Row(_level_cells(why, first, level_label(first.level1, translator()), both=False), group=True))
        rows += [
            Row(
                _level_cells(why, row, level_label(row.level2, translator()), both=True),
                href=shown.narrowed("scores", level1=(row.level1 or "",), level2=(row.level2 or "",)),
                tint="lost" if row.points_lost else "",
            )
            for row in answer.levels
            if row.level1 == first.level1
        ]
    lost = sum((row.points_lost for row in answer.level1), Decimal(0))
    sentence = filled(
        _("指标共扣 {lost} 分，分在 {n} 类"),
        lost=why(formats.points(lost), "indicator_loss"),
        n=why(f"{sum(row.points_lost > 0 for row in answer.levels)}", "losing_levels"),
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
        snapshot, scope = shown.snapshot, shown.scope
        download_rows(
            shown,
            "levels_csv",
            _("得分率"),
            _level_heads(),
            lambda: level_rows(answer, level_projects(snapshot, scope)),
        )


def _level_cells(why: Why, row: LevelRate, name: str, *, both: bool) -> list[Cell | str]:
    rate, where = row.rate_pct, level_where(row, both=both)

    def own(measure: str) -> str:
        return why.address(measure, *where)

    lost_tone: Tone = "lost" if row.points_lost else "muted"
    return [
        name,
        number_cell(rate, formats.percent(rate), figure=own("score_rate")) if rate is not None else blank(),
        number_cell(row.weight, formats.points(row.weight), figure=own("indicator_weights")),
        number_cell(row.points_lost, formats.points(row.points_lost), tone=lost_tone, figure=own("indicator_loss")),
        Cell(f"{row.deducted:,} / {row.indicators:,}", figure=own("deducted_indicators")),
    ]


def _level_heads() -> list[Head]:
    return [
        *(Head(title) for title in (_("一级指标"), _("二级指标"))),
        Head(_("得分率（%）"), "percent"),
        *(Head(title, "points") for title in (_("得分"), _("分值"), _("扣分"))),
        *(Head(title, "whole") for title in (_("指标数"), _("扣分指标数"), _("项目数"))),
    ]


def level_rows(answer: Scores, projects: Mapping[tuple[str | None, str | None], int]) -> list[tuple[object, ...]]:
    """Every level 1 (level 2: 全部, its projects not counted) and level 1 × level 2."""
    rows = [(row, _("全部"), None) for row in answer.level1]
    rows += [(row, row.level2, projects[row.level1, row.level2]) for row in answer.levels]
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
            counted,
        )
        for row, second, counted in rows
    ]


def full_marks(shown: View, answer: FullMarks, bins: tuple[RateBin, ...]) -> None:
    """Indicator names on which everybody has full marks; a row finds them all in the search."""
    question = _("哪些指标人人满分，看不出差别？")
    if not answer.rows:
        with cards.card(question, _("没有：每种指标都有项目丢分，或没有指标")):
            cards.note(_("类别和名称都相同的指标在筛选范围内全部得满分，才算人人满分。"))
        return
    shared = sum(row.indicators > 1 for row in answer.rows)
    why = Why(shown)
    sentence: list[Text] = [
        *filled(
            _("{names} 种指标（类别和名称都相同算一种）中 {n} 种人人满分"),
            names=why(f"{answer.names:,}", "indicator_names"),
            n=why(f"{answer.total:,}", "full_mark_names"),
        )
    ]
    if shared and (answer.total == len(answer.rows) or answer.rows[-1].indicators == 1):  # else some are not listed
        sentence.append(why.counted("，其中 {n} 种出现不止一次", shared, "repeated_full_mark_names"))
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
                both_levels(row.level1, row.level2, translate),
                number_cell(row.indicators, f"{row.indicators:,}", figure=_of_name(why, row, "indicators")),
                number_cell(row.weight, formats.points(row.weight), figure=_of_name(why, row, "indicator_weights")),
            ],
            href=shown.link("search", q=row.name[:100]) if row.name else None,
        )
        for row in answer.rows
    ]
    with cards.card(question, sentence):
        table(rows, columns, "full_marks", about=_("人人满分的指标，出现次数多的在前；点一行查找这些指标"), page_size=8)
        if answer.total > len(answer.rows):
            words, total = (
                _("列出 {shown} 种，共 {n} 种；下载的文件有全部。"),
                why(f"{answer.total:,}", "full_mark_names"),
            )
            cards.note(filled(words, shown=f"{len(answer.rows)}", n=total))
        download_rows(shown, "full_csv", _("人人满分的指标"), _full_heads(), lambda: full_rows(shown, bins))


def _of_name(why: Why, row: FullMarkName, measure: str) -> str:
    return why.address(
        measure, ("level1", row.level1 or ""), ("level2", row.level2 or ""), ("indicator_name", row.name or "")
    )


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
