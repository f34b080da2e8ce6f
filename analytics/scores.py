"""得分分布: total scores, score rates by level, indicators that tell nothing, a comparison of chosen projects."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.overview import kpis
from analytics.ratios import percent
from analytics.scope import Scope, scoped
from analytics.values import added, points, text, whole
from data.store.snapshot import Snapshot

STRIP_LIMIT = 300
FULL_MARK_LIMIT = 50
COMPARISON_LIMIT = 5
# Bounds of rate_bin in derived.sql, in per cent: lower ≤ rate < upper, the last one exactly full marks.
RATE_BINS = ((0, 60), (60, 80), (80, 90), (90, 100), (100, 100))


@dataclass(frozen=True, slots=True)
class ScoreMark:
    """One row per project with a printed total."""

    project_id: str
    name: str | None
    total_score: Decimal
    grade: str | None
    full_year_budget_wan: Decimal | None
    fiscal_year: int | None


@dataclass(frozen=True, slots=True)
class ScoreBin:
    """One row per whole point of total score (score ≤ total < score + 1) with projects in it."""

    score: int
    projects: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Total scores, lowest first: every project up to a limit, and bins that hold all of them."""

    marks: tuple[ScoreMark, ...]
    bins: tuple[ScoreBin, ...]
    total: int
    mean_score: Decimal | None
    weighted_mean_score: Decimal | None


@dataclass(frozen=True, slots=True)
class LevelRate:
    """One row per level 1 and 2 in scope (level2 None in a level-1 total): points scored of the points to score.

    Only indicators that state weight and score count in `weight`, `score` and the rate. projects: how many have the
    level; None in a level-1 total, where counting them anew would cost more than all the rest.
    """

    level1: str | None
    level2: str | None
    indicators: int
    deducted: int
    projects: int | None
    weight: Decimal | None
    score: Decimal | None
    points_lost: Decimal

    @property
    def rate_pct(self) -> Decimal | None:
        """Σ score / Σ weight in per cent, unrounded."""
        return percent(self.score, self.weight)


@dataclass(frozen=True, slots=True)
class _LevelRow:
    """One row per level 1 and 2 in scope: a LevelRate, and its indicators per band of RATE_BINS."""

    level1: str | None
    level2: str | None
    indicators: int
    deducted: int
    projects: int
    weight: Decimal | None
    score: Decimal | None
    points_lost: Decimal
    bin_0: int
    bin_1: int
    bin_2: int
    bin_3: int
    bin_4: int

    def level_rate(self) -> LevelRate:
        sums = (self.indicators, self.deducted, self.projects, self.weight, self.score, self.points_lost)
        return LevelRate(self.level1, self.level2, *sums)

    def bins(self) -> tuple[int, ...]:
        return self.bin_0, self.bin_1, self.bin_2, self.bin_3, self.bin_4


@dataclass(frozen=True, slots=True)
class RateBin:
    """One row per band of indicator score rates (RATE_BINS), in per cent."""

    lower_pct: int
    upper_pct: int
    indicators: int

    def figure(self) -> Figure:
        """The number of indicators in this band."""
        return Figure(FigureKey("indicators", (("rate_bin", str(self.lower_pct)),)), Decimal(self.indicators))


@dataclass(frozen=True, slots=True)
class FullMarkName:
    """One row per indicator name that every project in scope that has it scores fully on."""

    level1: str | None
    level2: str | None
    name: str | None
    indicators: int
    weight: Decimal


@dataclass(frozen=True, slots=True)
class FullMarks:
    """Names with full marks everywhere, most frequent first; total: such names; names: all names in scope.

    full and scored count indicators with full marks, and those that state weight and score.
    """

    rows: tuple[FullMarkName, ...]
    total: int
    names: int
    full: int
    scored: int

    @property
    def share_pct(self) -> Decimal | None:
        """Share of indicators with full marks in per cent."""
        return percent(self.full, self.scored)


@dataclass(frozen=True, slots=True)
class Scores:
    """The answer of 得分分布."""

    strip: Strip
    levels: tuple[LevelRate, ...]
    level1: tuple[LevelRate, ...]
    bins: tuple[RateBin, ...]
    full_marks: FullMarks

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the page with its key."""
        levels = (f for row in self.levels for f in level_figures(row, both=True))
        level1 = (f for row in self.level1 for f in level_figures(row, both=False))
        scores = (
            Figure(FigureKey("mean_score", (("project", mark.project_id),)), mark.total_score)
            for mark in self.strip.marks
        )
        return (
            *levels,
            *level1,
            *(row.figure() for row in self.bins),
            *scores,
            Figure(FigureKey("mean_score"), self.strip.mean_score),
            Figure(FigureKey("weighted_mean_score"), self.strip.weighted_mean_score),
            Figure(FigureKey("full_mark_share"), self.full_marks.share_pct),
        )


def level_figures(row: LevelRate, *, both: bool) -> tuple[Figure, ...]:
    """Rate, number of indicators and points lost of a level 2 (`both`) or of a whole level 1."""
    level2 = (("level2", row.level2 or ""),) if both else ()
    where = (("level1", row.level1 or ""), *level2)
    return (
        Figure(FigureKey("score_rate", where), row.rate_pct),
        Figure(FigureKey("indicators", where), Decimal(row.indicators)),
        Figure(FigureKey("indicator_loss", where), row.points_lost),
    )


_MARKS = """
    WITH chosen AS (
        SELECT project_no FROM scoped_project WHERE total_score IS NOT NULL
        ORDER BY total_score, project_no LIMIT $limit
    )
    SELECT project_id, name, total_score, grade, full_year_budget_wan, fiscal_year
    FROM snap.project_fact JOIN chosen USING (project_no) ORDER BY total_score, project_no
"""
_BINS = """
    SELECT CAST(floor(total_score) AS INTEGER) AS score, count(*) AS projects FROM scoped_project
    WHERE total_score IS NOT NULL GROUP BY 1 ORDER BY 1
"""
_LEVEL_SUMS = """
    CAST(sum(s.indicators) AS BIGINT) AS indicators, CAST(sum(s.deducted) AS BIGINT) AS deducted,
    sum(s.scored_weight) AS weight, sum(s.scored_score) AS score, sum(s.points_lost) AS points_lost,
    CAST(sum(bin_0) AS BIGINT) AS bin_0, CAST(sum(bin_1) AS BIGINT) AS bin_1, CAST(sum(bin_2) AS BIGINT) AS bin_2,
    CAST(sum(bin_3) AS BIGINT) AS bin_3, CAST(sum(bin_4) AS BIGINT) AS bin_4
"""
_LEVELS = f"""
    WITH s AS (
        SELECT level_no, count(*) AS projects, {_LEVEL_SUMS} FROM scoped_level s GROUP BY level_no
    )
    SELECT l.level1, l.level2, s.* EXCLUDE (level_no) FROM s JOIN snap.level l USING (level_no) ORDER BY level_no
"""
_NAMES = """
    SELECT name_no, count(*) AS indicators, count(*) FILTER (rate_bin IS NOT DISTINCT FROM 4) = count(*) AS "full",
           sum(weight) AS weight
    FROM scoped_indicator GROUP BY name_no
"""
_ALL_NAMES = 'SELECT name_no, indicators, "full", weight FROM snap.name_total'
_FULL = """
    WITH named AS ({names}),
    counted AS (SELECT count(*) FILTER ("full") AS total, count(*) AS names FROM named),
    chosen AS (SELECT * FROM named WHERE "full" ORDER BY indicators DESC, name_no LIMIT $limit)
    SELECT l.level1, l.level2, n.name, chosen.indicators, chosen.weight, counted.total, counted.names
    FROM counted LEFT JOIN chosen ON true
    LEFT JOIN snap.indicator_name n USING (name_no) LEFT JOIN snap.level l ON l.level_no = n.level_no
    ORDER BY chosen.indicators DESC, name_no
"""


def strip(snapshot: Snapshot, scope: Scope, limit: int = STRIP_LIMIT) -> Strip:
    """Total scores of the scope, lowest first; marks are cut at `limit` (total says of how many), bins are whole."""
    sql, parameters = scoped(_MARKS, scope)
    marks = snapshot.fetch(sql, parameters | {"limit": limit}, ScoreMark)
    now = kpis(snapshot, scope)
    bins = _bins(marks) if len(marks) == now.scored_projects else snapshot.fetch(*scoped(_BINS, scope), ScoreBin)
    return Strip(tuple(marks), tuple(bins), now.scored_projects, now.mean_score, now.weighted_mean_score)


def _bins(marks: Sequence[ScoreMark]) -> list[ScoreBin]:
    counted = Counter(math.floor(mark.total_score) for mark in marks)
    return [ScoreBin(score, counted[score]) for score in sorted(counted)]


def level_rates(snapshot: Snapshot, scope: Scope) -> tuple[LevelRate, ...]:
    """Score rate per level 1 × level 2 in the order of the form."""
    return tuple(row.level_rate() for row in snapshot.fetch(*scoped(_LEVELS, scope), _LevelRow))


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
        )
        for level1, rows in by_level1.items()
    )


def rate_bins(snapshot: Snapshot, scope: Scope) -> tuple[RateBin, ...]:
    """Indicators per band of score rate; those that state no weight or score are in none."""
    rows = snapshot.fetch(*scoped(_LEVELS, scope), _LevelRow)
    counts = (sum(column) for column in zip(*(row.bins() for row in rows), strict=True)) if rows else (0,) * 5
    return tuple(RateBin(*bounds, count) for bounds, count in zip(RATE_BINS, counts, strict=True))


def full_marks(snapshot: Snapshot, scope: Scope, bins: tuple[RateBin, ...], limit: int = FULL_MARK_LIMIT) -> FullMarks:
    """Indicator names on which everybody in scope has full marks: they tell nothing."""
    names = _ALL_NAMES if scope == Scope() else _NAMES
    sql, parameters = scoped(_FULL.format(names=names), scope)
    found = snapshot.rows(sql, parameters | {"limit": limit})
    rows = tuple(
        FullMarkName(text(row[0]), text(row[1]), text(row[2]), whole(row[3]), points(row[4]))
        for row in found
        if row[3] is not None
    )
    return FullMarks(
        rows, whole(found[0][5]), whole(found[0][6]), bins[-1].indicators, sum(each.indicators for each in bins)
    )


def scores(snapshot: Snapshot, scope: Scope) -> Scores:
    """Everything that 得分分布 shows of the scope."""
    bins, levels = rate_bins(snapshot, scope), level_rates(snapshot, scope)
    return Scores(
        strip(snapshot, scope),
        levels,
        level1_rates(levels),
        bins,
        full_marks(snapshot, scope, bins),
    )
