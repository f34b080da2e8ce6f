"""得分分布: do scores tell projects apart, on which levels are points lost, which indicators tell nothing."""

from dataclasses import replace
from decimal import Decimal

from analytics.kpis import Kpis, kpis
from analytics.overview import GradeCount, grades
from analytics.ratios import percent
from analytics.scores import ScoreMark, Scores, scores
from pages.common import cached, cards, formats
from pages.common.board import plain
from pages.common.cards import Piece, Tile
from pages.common.dated import dated
from pages.common.downloads import downloads
from pages.common.empty_scope import no_projects
from pages.common.view import View, view
from pages.common.why import Why, filled
from pages.common.words import _
from pages.parts import scores_cards, scores_compare, scores_lists
from pages.parts.shown_lists import grade_pieces

_SUGGESTED = 3


def _project(shown: View, mark: ScoreMark) -> Piece:
    name = formats.middle_cut(formats.text(mark.name), 16)
    return Piece(name, "link", shown.link("project", id=mark.project_id))


def _tiles(shown: View, why: Why, now: Kpis, answer: Scores, counts: tuple[GradeCount, ...]) -> list[Tile]:
    score = sum((row.score for row in answer.level1 if row.score is not None), Decimal(0))
    weight = sum((row.weight for row in answer.level1 if row.weight is not None), Decimal(0))
    rate, share = percent(score, weight), answer.full_marks.share_pct
    spread = answer.strip.bins and answer.strip.marks
    return [
        Tile(
            _("平均总分"),
            formats.points(now.mean_score),
            filled(_("按预算加权 {n}"), n=why(formats.points(now.weighted_mean_score), "weighted_mean_score")),
            help=_("表印总分的平均数；按预算加权时，钱多的项目分量大。"),
            href=why.address("mean_score"),
        ),
        Tile(
            _("最低总分"),
            formats.points(now.lowest_score),
            [_project(shown, answer.strip.marks[0])] if spread else "",
            href=why.address("lowest_score"),
        ),
        Tile(
            _("等级"),
            grade_pieces(why, counts),
            _("按总分划分"),
            help=_("等级：优 ≥ 90，良 80–90，中 60–80，差 < 60"),
        ),
        Tile(
            _("指标得分率"),
            formats.NOT_APPLICABLE if rate is None else formats.percent(rate),
            filled(
                _("得 {score} / {weight} 分"),
                score=why(formats.points(score), "indicator_scores"),
                weight=why(formats.points(weight), "indicator_weights"),
            ),
            help=_("得分合计 ÷ 分值合计，不含预算执行率的 10 分。"),
            href=why.address("score_rate"),
        ),
        Tile(
            _("满分指标占比"),
            formats.NOT_APPLICABLE if share is None else formats.percent(share),
            filled(
                _("{n} 项指标中 {full} 项"),
                n=why(f"{answer.full_marks.scored:,}", "scored_indicators"),
                full=why(f"{answer.full_marks.full:,}", "full_mark_indicators"),
            ),
            href=why.address("full_mark_share"),
        ),
    ]


def main() -> None:
    """Draw the screen."""
    shown = view()
    now = cached.answer(kpis, shown.snapshot, shown.scope)
    years = _("{year} 年度").format(year=now.year) if now.years == 1 and now.year else ""
    why = Why(shown)
    heads = (
        why.counted("{n} 个项目", now.projects, "projects"),
        why.counted("{n} 项指标", now.indicators, "indicators"),
    )
    if not now.projects:
        cards.head(_("得分分布"), years, *heads)
        no_projects(shown, "scores")
    answer = cached.answer(scores, shown.snapshot, shown.scope)
    answer = replace(answer, strip=replace(answer.strip, marks=dated(shown, answer.strip.marks)))
    counts = cached.answer(grades, shown.snapshot, shown.scope)
    chosen = scores_compare.asked(shown)
    cards.head(_("得分分布"), years, *heads)
    cards.tiles(_tiles(shown, why, now, answer, counts))
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
        scores_lists.level_table(shown, answer)
    with right:
        scores_lists.full_marks(shown, answer.full_marks, answer.bins)
    lowest = [mark.project_id for mark in answer.strip.marks[:_SUGGESTED]]
    with plain():  # a box to search with stands in the card
        scores_compare.comparison(shown, chosen, lowest, answer.levels)
    downloads(shown, "projects", "indicators", "deductions")


main()
