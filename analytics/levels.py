"""Score rates by level: points scored of the points to score, per level 1 and 2 and in bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.ratios import percent
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.values import added, text, whole
from data.store.snapshot import Snapshot

# Bounds of rate_bin in derived.sql, in per cent: lower ≤ rate < upper, the last one exactly full marks.
RATE_BINS = ((0, 60), (60, 80), (80, 90), (90, 100), (100, 100))


@dataclass(frozen=True, slots=True)
class LevelRate:
    """One row per level 1 and 2 in scope (level2 None in a level-1 total): points scored of the points to score.

    Only indicators that state weight and score count in `weight`, `score` and the rate. lost and losses are those of
    the level's deductions, whose points can be below zero too; points_lost only of what was lost. losing_projects: how
    many have such a deduction; None where that is not asked, since to count projects can cost as much as all the rest.
    """

    level1: str | None
    level2: str | None
    indicators: int
    deducted: int
    weight: Decimal | None
    score: Decimal | None
    points_lost: Decimal
    lost: Decimal
    losses: int
    losing_projects: int | None = None

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


_LEVELS = """
    SELECT l.level1, l.level2, s.indicators, s.deducted, s.scored_weight AS weight, s.scored_score AS score,
           s.points_lost, s.lost, s.losses{more}
    FROM scoped_level_sum s JOIN snap.level l USING (level_no) ORDER BY level_no
"""


def level_rates(snapshot: Snapshot, scope: Scope) -> tuple[LevelRate, ...]:
    """Score rate per level 1 × level 2 in the order of the form."""
    return tuple(snapshot.fetch(*scoped(_LEVELS.format(more=", s.losing_projects"), scope), LevelRate))


def level_projects(snapshot: Snapshot, scope: Scope) -> dict[tuple[str | None, str | None], int]:
    """How many projects in scope have each level 1 and 2; asked by itself, since it can cost as much as the rates."""
    asked = "SELECT l.level1, l.level2, s.projects FROM scoped_level_sum s JOIN snap.level l USING (level_no)"
    found = snapshot.rows(*scoped(asked, scope))
    return {(text(level1), text(level2)): whole(projects) for level1, level2, projects in found}


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
            added(row.weight for row in rows),
            added(row.score for row in rows),
            sum((row.points_lost for row in rows), Decimal(0)),
            sum((row.lost for row in rows), Decimal(0)),
            sum(row.losses for row in rows),
        )
        for level1, rows in by_level1.items()
    )


def rates_and_bins(snapshot: Snapshot, scope: Scope) -> tuple[tuple[LevelRate, ...], tuple[RateBin, ...]]:
    """The score rates without losing_projects, and all indicators per band of score rate.

    Indicators that state no weight or score are in no band.
    """
    asked = _LEVELS.format(more="".join(f", bin_{bin}" for bin in range(len(RATE_BINS))))
    found = snapshot.rows(*scoped(asked, scope))
    levels = tuple(LevelRate(*row[: -len(RATE_BINS)]) for row in found)  # type: ignore[arg-type]
    counts = [sum(whole(row[at - len(RATE_BINS)]) for row in found) for at in range(len(RATE_BINS))]
    return levels, tuple(RateBin(*bounds, count) for bounds, count in zip(RATE_BINS, counts, strict=True))
