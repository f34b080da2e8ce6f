"""得分分布, its comparison: two to five projects side by side; the chosen ones are kept in the address (?with=)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape

from analytics.choices import facet
from analytics.comparison import LIMIT, ComparedLevel, Comparison, compare
from analytics.explain.key import WHOLE
from analytics.figures import comparison as figures
from analytics.labels import grade_label
from analytics.levels import LevelRate
from analytics.projects import ProjectRow, project_list
from pages.common import cached, cards, formats
from pages.common.box import box
from pages.common.cards import Piece, Text
from pages.common.table import Cell, Column, Row, number_cell, table
from pages.common.view import View
from pages.common.why import Why, filled
from pages.common.words import _, counted, translator
from pages.parts.scores_side_by_side import GLYPHS, level_name, side_by_side

_ID = re.compile(r"p[0-9a-f]{12}(-\d{1,4})?")
_OFFERED = 6


def asked(shown: View) -> tuple[str, ...]:
    """The projects that the address asks to compare: each once, in its order, at most LIMIT; what is no id is not."""
    ids = (shown.parameter("with") or "").split(",")
    return tuple(dict.fromkeys(one for one in ids if _ID.fullmatch(one)))[:LIMIT]


def comparison(shown: View, chosen: Sequence[str], lowest: Sequence[str], scope: Sequence[LevelRate]) -> None:
    """The card: who is chosen, a box to find others, figures and levels side by side.

    lowest: ids to suggest; scope: the rates of all projects in scope, to stand beside the chosen ones.
    """
    answer = cached.answer(compare, shown.snapshot, shown.scope, tuple(chosen))
    found = [row.project_id for row in answer.projects]
    with cards.card(_("几个项目差在哪里？"), _sentence(Why(shown), answer)):
        _pills(shown, answer, lowest)
        if len(found) < LIMIT:
            _chooser(shown, found)
        if len(found) > 1:
            side_by_side(shown, answer, scope)


def _link(shown: View, ids: Sequence[str]) -> str:
    return shown.link("scores", with_=",".join(ids) or None)


def _sentence(why: Why, answer: Comparison) -> Text:
    scored = [row for row in answer.projects if row.total_score is not None]
    if len(answer.projects) < 2 or len(scored) < 2:
        return _("选 2 至 5 个项目，逐项对比")
    high = max(scored, key=lambda row: row.total_score or Decimal(0))
    low = min(scored, key=lambda row: row.total_score or Decimal(0))
    apart = (high.total_score or Decimal(0)) - (low.total_score or Decimal(0))
    if not apart:
        same = why(formats.points(high.total_score), "mean_score", ("project", high.project_id), WHOLE)
        sentence = filled(_("总分相同，{n} 分"), n=same)
    else:
        both = (("project", high.project_id), ("project", low.project_id), WHOLE)
        sentence = filled(
            _("{high}比{low}高 {n} 分"),
            high=formats.middle_cut(formats.text(high.name), 14),
            low=formats.middle_cut(formats.text(low.name), 14),
            n=why(formats.points(apart), "score_spread", *both),
        )
    return [*sentence, *_widest_sentence(why, answer)]


def _widest_sentence(why: Why, answer: Comparison) -> list[str | Piece]:
    """The level on which the rates of the chosen projects lie furthest apart, '' where none do.

    Both rates carry their project: they need not be the ones whose totals lie furthest apart.
    """
    names = {row.project_id: formats.middle_cut(formats.text(row.name), 14) for row in answer.projects}
    rated: dict[tuple[str | None, str | None], list[ComparedLevel]] = {}
    for row in answer.levels:
        if row.rate_pct is not None:
            rated.setdefault((row.level1, row.level2), []).append(row)
    ordered = [sorted(rows, key=lambda row: row.rate_pct or Decimal(0)) for rows in rated.values() if len(rows) > 1]
    widest = max(ordered, key=lambda rows: (rows[-1].rate_pct or 0) - (rows[0].rate_pct or 0), default=None)
    if widest is None or widest[0].rate_pct == widest[-1].rate_pct:
        return []

    def rate(row: ComparedLevel) -> Piece:
        where = (("project", row.project_id), ("level1", row.level1 or ""), ("level2", row.level2 or ""), WHOLE)
        return why(formats.percent(row.rate_pct), "score_rate", *where)

    low, high = widest[0], widest[-1]
    return filled(
        _("；差得最多的是{level}：{low_name} {low}，{high_name} {high}"),
        level=level_name(low.level1, low.level2),
        low=rate(low),
        high=rate(high),
        low_name=names[low.project_id],
        high_name=names[high.project_id],
    )


def _pills(shown: View, answer: Comparison, lowest: Sequence[str]) -> None:
    """The chosen projects with their marks, each with a way out; without any, a suggestion."""
    ids = [row.project_id for row in answer.projects]
    pieces = []
    for at, row in enumerate(answer.projects):
        color, symbol = figures.key_of(at)
        name = formats.middle_cut(formats.text(row.name), 20)
        out = escape(_link(shown, [one for one in ids if one != row.project_id]))
        away = escape(_("不再对比{name}").format(name=name))
        pieces.append(
            f'<div><i style="color:{color};font-style:normal">{GLYPHS[symbol]}</i> '
            f'{escape(name)} <a href="{out}" title="{away}" aria-label="{away}">×</a></div>'
        )
    if ids:
        words = escape(_("全部清除"))
        pieces.append(f'<a href="{escape(_link(shown, []))}">{words}</a>')
    elif len(lowest) > 1:
        words = escape(counted("对比总分最低的 {n} 个项目", len(lowest)))
        pieces.append(f'<a href="{escape(_link(shown, lowest))}">{words}</a>')
    if pieces:
        cards.html(f'<div class="d-head d-ways">{"".join(pieces)}</div>')


def _chooser(shown: View, chosen: Sequence[str]) -> None:
    """A box to find a project by its name, and what it found; a row adds its project."""
    text = box(_("加入项目"), _("输入项目名称的一部分，按回车查找要加入的项目"))
    if not text and len(chosen) > 1:
        return
    rows = [row for row in _offered(shown, text, len(chosen)) if row.project_id not in chosen][:_OFFERED]
    if not rows:
        words = _("没有名称含有「{text}」的其他项目。").format(text=text) if text else _("没有其他项目可选。")
        cards.note(words)
        return
    columns = [
        Column(_("点一行加入对比"), sortable=False),
        Column(_("年度"), sortable=False),
        Column(_("总分"), number=True, sortable=False, figure=Why(shown).of_row("mean_score", "project")),
        Column(_("等级"), sortable=False),
    ]
    table(
        [
            Row(
                [
                    Cell(formats.text(row.name), title=formats.text(row.implementing_unit)),
                    str(row.fiscal_year) if row.fiscal_year else formats.not_stated(),
                    number_cell(row.total_score, formats.points(row.total_score)),
                    grade_label(row.grade, translator()),
                ],
                id=row.project_id,
                href=_link(shown, [*chosen, row.project_id]),
            )
            for row in rows
        ],
        columns,
        "offered",
        about=_("可加入对比的项目，总分从低到高；点一行加入"),
    )


def _offered(shown: View, text: str, chosen: int) -> tuple[ProjectRow, ...]:
    most = _OFFERED + chosen
    if not text:
        return cached.answer(project_list, shown.snapshot, shown.scope, "score", most).rows
    listed = cached.answer(facet, shown.snapshot, shown.scope, "projects", text, 200)
    named = tuple(str(choice.value) for choice in listed.choices)
    if not named:
        return ()
    return cached.answer(project_list, shown.snapshot, replace(shown.scope, projects=named), "score", most).rows
