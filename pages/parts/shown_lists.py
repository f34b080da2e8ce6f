"""What several screens say alike: the figures behind a chart, how many projects have each grade."""

from collections.abc import Iterable, Sequence

from analytics.causes import CauseLoss
from analytics.explain.key import WHOLE
from analytics.labels import both_levels, cause_label, grade_label, level_label
from analytics.levels import LevelRate
from analytics.overview import GradeCount
from analytics.scores import Strip
from pages.common import formats
from pages.common.cards import Named, Piece
from pages.common.why import Why
from pages.common.words import _, translator

_MARKS = 12  # of a strip with many projects, the lowest


def cause_figures(why: Why, causes: Sequence[CauseLoss]) -> list[Named]:
    """Points of every cause and the share that it has with all larger ones, as the Pareto chart writes them."""
    listed = []
    for at, row in enumerate(causes):
        name = cause_label(row.cause, translator())
        larger = [("cause", each.cause) for each in causes[: at + 1]]
        listed += [
            why.named(name, formats.points(row.points), "points_lost", ("cause", row.cause)),
            why.named(
                _("{cause}，累计").format(cause=name),
                formats.percent(row.cumulated_pct, 0),
                "points_lost_share",
                *larger,
            ),
        ]
    return listed


def grade_pieces(why: Why, grades: Sequence[GradeCount]) -> list[str | Piece]:
    """'12 优 · 1 良', each number a link."""
    return graded((why(f"{row.projects:,}", "projects", ("grade", row.grade or "")), row.grade) for row in grades)


def graded(counts: Iterable[tuple[str | Piece, str | None]]) -> list[str | Piece]:
    """'12 优 · 1 良' from numbers and their grades: a number is never parted from its grade, nor the dot from it."""
    pieces: list[str | Piece] = []
    for count, grade in counts:
        pieces += ["\u00a0· " if pieces else "", count, f"\u00a0{grade_label(grade, translator())}"]
    return pieces


def score_figures(why: Why, answer: Strip) -> list[Named]:
    """Both means and the totals of the lowest projects, as the strip of totals shows them."""
    return [
        why.named(_("平均总分"), formats.points(answer.mean_score), "mean_score"),
        why.named(_("按预算加权的平均总分"), formats.points(answer.weighted_mean_score), "weighted_mean_score"),
        *(
            why.named(
                formats.middle_cut(formats.text(mark.name)),
                formats.points(mark.total_score),
                "mean_score",
                ("project", mark.project_id),
                WHOLE,
            )
            for mark in answer.marks[:_MARKS]
        ),
    ]


def level_figures(why: Why, rows: Sequence[LevelRate], whole: Sequence[LevelRate] = ()) -> list[Named]:
    """The rate of every level; those in `whole` are of a whole level 1."""
    listed = []
    for row in rows:
        if row.rate_pct is not None:
            both = row not in whole
            name = level_name(row) if both else level_label(row.level1, translator())
            where = level_where(row, both=both)
            listed.append(why.named(name, formats.percent(row.rate_pct), "score_rate", *where))
    return listed


def level_where(row: LevelRate, *, both: bool = True) -> tuple[tuple[str, str], ...]:
    """The level as a part of a figure's key."""
    return (("level1", row.level1 or ""), *((("level2", row.level2 or ""),) if both else ()))


def level_name(row: LevelRate) -> str:
    """'产出 · 数量'."""
    return both_levels(row.level1, row.level2, translator())
