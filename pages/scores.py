"""得分分布: do scores tell projects apart, on which levels are points lost, which indicators tell nothing."""

from decimal import Decimal

import streamlit as st

from analytics.explain.key import FigureKey
from analytics.labels import grade_label
from analytics.overview import GradeCount, Kpis, grades, kpis
from analytics.ratios import percent
from analytics.scope import Scope
from analytics.scores import Scores, scores
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Tile
from pages.common.downloads import downloads
from pages.common.view import View, view
from pages.common.words import _, counted, translator
from pages.parts import scores_cards, scores_compare

_SUGGESTED = 3


def _tiles(shown: View, now: Kpis, answer: Scores, counts: tuple[GradeCount, ...]) -> list[Tile]:
    def why(measure: str) -> str:
        return shown.explained(FigureKey(measure).encode())

    score = sum((row.score for row in answer.level1 if row.score is not None), Decimal(0))
    weight = sum((row.weight for row in answer.level1 if row.weight is not None), Decimal(0))
    rate, share = percent(score, weight), answer.full_marks.share_pct
    spread = answer.strip.bins and answer.strip.marks
    return [
        Tile(
            _("平均总分"),
            formats.points(now.mean_score),
            _("按预算加权 {n}").format(n=formats.points(now.weighted_mean_score)),
            help=_("表印总分的平均数；按预算加权时，钱多的项目分量大。"),
            href=why("mean_score"),
        ),
        Tile(
            _("最低总分"),
            formats.points(now.lowest_score),
            formats.middle_cut(formats.text(answer.strip.marks[0].name), 16) if spread else "",
            href=why("lowest_score"),
        ),
        Tile(
            _("等级"),
            " · ".join(f"{each.projects:,} {grade_label(each.grade, translator())}" for each in counts),
            _("按总分划分"),
            help=_("等级：优 ≥ 90，良 80–90，中 60–80，差 < 60"),
        ),
        Tile(
            _("指标得分率"),
            formats.NOT_APPLICABLE if rate is None else formats.percent(rate),
            _("得 {score} / {weight} 分").format(score=formats.points(score), weight=formats.points(weight)),
            help=_("得分合计 ÷ 分值合计，不含预算执行率的 10 分。"),
            href=why("score_rate"),
        ),
        Tile(
            _("满分指标占比"),
            formats.NOT_APPLICABLE if share is None else formats.percent(share),
            _("{n} 项指标中 {full} 项").format(n=f"{answer.full_marks.scored:,}", full=f"{answer.full_marks.full:,}"),
            href=why("full_mark_share"),
        ),
    ]


def main() -> None:
    """Draw the screen."""
    shown = view()
    now = cached.answer(kpis, shown.snapshot, shown.scope)
    years = _("{year} 年度").format(year=now.year) if now.years == 1 and now.year else ""
    cards.head(_("得分分布"), years, counted("{n} 个项目", now.projects), counted("{n} 项指标", now.indicators))
    if not now.projects:
        cards.empty(
            _("没有符合筛选条件的项目。"),
            [_("请在左侧去掉一些筛选，或者"), Piece(_("清除全部筛选"), "link", shown.link("scores", scope=Scope()))],
        )
        st.stop()
    answer = cached.answer(scores, shown.snapshot, shown.scope)
    counts = cached.answer(grades, shown.snapshot, shown.scope)
    chosen = scores_compare.asked(shown)
    cards.tiles(_tiles(shown, now, answer, counts))
    if shown.scope.filters_rows:
        cards.note(_("筛选的是指标：得分率只算这些指标，总分和等级仍是整个项目的。"))
    scores_cards.strip(shown, answer.strip, counts, chosen)
    left, right = cards.columns(1, 1)
    with left:
        scores_cards.levels(shown, answer)
    with right:
        scores_cards.histogram(shown, answer.bins)
    left, right = cards.columns(1, 1)
    with left:
        scores_cards.level_table(shown, answer)
    with right:
        scores_cards.full_marks(shown, answer.full_marks, answer.bins)
    lowest = [mark.project_id for mark in answer.strip.marks[:_SUGGESTED]]
    scores_compare.comparison(shown, chosen, lowest, answer.levels)
    downloads(shown, "projects", "indicators", "deductions")


main()
