"""Score rates by level: points scored of the points to score, per level 1 and 2 and in bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.ratios import percent
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.values import added
from data.store.snapshot import Snapshot

# Bounds of rate_bin in derived.sql, in per cent: lower ≤ rate < upper, the last one exactly full marks.
RATE_BINS = ((0, 60), (60, 80), (80, 90), (90, 100), (100, 100))


@dataclass(frozen=True, slots=True)
class LevelRate:
    """One row per level 1 and 2 in scope (level2 None in a level-1 total): points scored of the points to score.

    Only indicators that state weight and score count in `weight`, `score` and the rate. projects: how many have the
    level; None in a level-1 total, where counting them anew would cost more than all the rest. bins: how many of the
    indicators lie in each band of RATE_BINS. lost, losses and losing_projects are those of the level's deductions,
    whose points can be below zero too; points_lost only of what was lost.
    """

    level1: str | None
    level2: str | None
    indicators: int
    deducted: int
    projects: int | None
    weight: Decimal | None
    score: Decimal | None
    points_lost: Decimal
    bins: list[int]
    lost: Decimal
    losses: int
    losing_projects: int | None

    @property
    def rate_pct(self) -> Decimal | None:
        """Σ score / Σ weight in per cent, unrounded."""
        return percent(self.score, self.weight)


@dataclass(frozen=True, slots=True)
class RateBin:
    """One row per band of indicator score rates (RATE_BINS), in per cent."""

    lower_pct: int
    upper_pct: int
    indicators: int

    def figure(self) -> Figure:
        """The number of indicators in this band."""
        return Figure(FigureKey("indicators", (("rate_bin", str(self.lower_pct)),)), Decimal(self.indicators))


def level_figures(row: LevelRate, *, both: bool) -> tuple[Figure, ...]:
    """Rate, number of indicators and points lost of a level 2 (`both`) or of a whole level 1."""
    level2 = (("level2", row.level2 or ""),) if both else ()
    where = (("level1", row.level1 or ""), *level2)
    return (
        Figure(FigureKey("score_rate", where), row.rate_pct),
        Figure(FigureKey("indicators", where), Decimal(row.indicators)),
        Figure(FigureKey("indicator_loss", where), row.points_lost),
    )


_OF_LEVELS = """
    SELECT level_no, count(*) AS projects,
           CAST(sum(s.indicators) AS BIGINT) AS indicators, CAST(sum(s.deducted) AS BIGINT) AS deducted,
           sum(s.scored_weight) AS weight, sum(s.scored_score) AS score, sum(s.points_lost) AS points_lost,
           [CAST(sum(bin_0) AS BIGINT), CAST(sum(bin_1) AS BIGINT), CAST(sum(bin_2) AS BIGINT),
            CAST(sum(bin_3) AS BIGINT), CAST(sum(bin_4) AS BIGINT)] AS bins,
           sum(s.lost) AS lost, CAST(sum(s.losses) AS BIGINT) AS losses,
           count(*) FILTER (s.losses > 0) AS losing_projects
    FROM scoped_level s GROUP BY level_no
"""
# The same where causes select, from the losses: to sum them by project before costs as much again.
_OF_LOSSES = """
    SELECT level_no, count(DISTINCT project_no) AS projects,
           count(*) AS indicators, count(*) FILTER (points > 0) AS deducted,
           sum(weight) FILTER (rate_bin IS NOT NULL) AS weight, sum(score) FILTER (rate_bin IS NOT NULL) AS score,
           coalesce(sum(points) FILTER (points > 0), 0) AS points_lost,
           [count(*) FILTER (rate_bin = 0), count(*) FILTER (rate_bin = 1), count(*) FILTER (rate_bin = 2),
            count(*) FILTER (rate_bin = 3), count(*) FILTER (rate_bin = 4)] AS bins,
           sum(points) AS lost, count(*) AS losses, projects AS losing_projects
    FROM scoped_deduction WHERE indicator_no IS NOT NULL GROUP BY level_no
"""
_LEVELS = """
    WITH s AS ({rows})
    SELECT l.level1, l.level2, s.* EXCLUDE (level_no) FROM s JOIN snap.level l USING (level_no) ORDER BY level_no
"""


def level_rates(snapshot: Snapshot, scope: Scope) -> tuple[LevelRate, ...]:
    """Score rate per level 1 × level 2 in the order of the form."""
    rows = _OF_LOSSES if scope.causes and not scope.words.strip() else _OF_LEVELS
    return tuple(snapshot.fetch(*scoped(_LEVELS.format(rows=rows), scope), LevelRate))


def level1_rates(levels: Sequence[LevelRate]) -> tuple[LevelRate, ...]:
    """Score rate per level 1 in the order of the form, from its levels 2."""
    by_level1: dict[str | None, list[LevelRate]] = {}
    for level in levels:
        by_level1.setdefault(level.level1, []).append(level)
    return tuple(
        LevelRate(
            level1,
            None,
            sum(row.indicators for row in rows),
            sum(row.deducted for row in rows),
            None,
            added(row.weight for row in rows),
            added(row.score for row in rows),
            sum((row.points_lost for row in rows), Decimal(0)),
            _bins(rows),
            sum((row.lost for row in rows), Decimal(0)),
            sum(row.losses for row in rows),
            None,
        )
        for level1, rows in by_level1.items()
    )


def rate_bins(levels: Sequence[LevelRate]) -> tuple[RateBin, ...]:
    """Indicators per band of score rate; those that state no weight or score are in none."""
    return tuple(RateBin(*bounds, count) for bounds, count in zip(RATE_BINS, _bins(levels), strict=True))


def _bins(levels: Sequence[LevelRate]) -> list[int]:
    return [sum(level.bins[at] for level in levels) for at in range(len(RATE_BINS))]
