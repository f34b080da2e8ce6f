"""得分分布: total scores, score rates by level, indicators that tell nothing, a comparison of chosen projects."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.kpis import kpis
from analytics.levels import LevelRate, RateBin, level1_rates, level_figures, rates_and_bins
from analytics.projects import project_page
from analytics.ratios import percent
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.strata import grouped, strata
from analytics.values import points, text, whole
from data.store.snapshot import Snapshot

STRIP_LIMIT = 300
LOWEST = 50  # of more, so many are named: they are not drawn one by one
FULL_MARK_LIMIT = 50


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
    """Total scores, lowest first: every project up to a limit, of more the lowest; and bins that hold all of them."""

    marks: tuple[ScoreMark, ...]
    bins: tuple[ScoreBin, ...]
    total: int
    mean_score: Decimal | None
    weighted_mean_score: Decimal | None


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


_FULL = """
    WITH named AS MATERIALIZED (SELECT * FROM scoped_name),
    counted AS (SELECT count(*) FILTER ("full") AS total, count(*) AS names FROM named),
    chosen AS (SELECT * FROM named WHERE "full" ORDER BY indicators DESC, name_no LIMIT $limit),
    told AS (
        SELECT l.level1, l.level2, n.name, c.indicators, c.weight, name_no
        FROM chosen c JOIN snap.indicator_name n USING (name_no) JOIN snap.level l ON l.level_no = n.level_no
    )
    SELECT told.* EXCLUDE (name_no), counted.total, counted.names FROM counted LEFT JOIN told ON true
    ORDER BY told.indicators DESC, told.name_no
"""


def strip(snapshot: Snapshot, scope: Scope, limit: int = STRIP_LIMIT) -> Strip:
    """Total scores in scope, lowest first: above `limit` the lowest alone (total says of how many); bins are whole."""
    now = kpis(snapshot, scope)
    most = limit if LOWEST < now.scored_projects <= limit else min(limit, LOWEST)
    marks = (
        ScoreMark(row.project_id, row.name, row.total_score, row.grade, row.full_year_budget_wan, row.fiscal_year)
        for row in project_page(snapshot, scope, limit=most)  # asked by the list of projects as well
        if row.total_score is not None
    )
    return Strip(tuple(marks), _bins(snapshot, scope), now.scored_projects, now.mean_score, now.weighted_mean_score)


def _bins(snapshot: Snapshot, scope: Scope) -> tuple[ScoreBin, ...]:
    of_score = grouped(strata(snapshot, scope), lambda stratum: stratum.score)
    counted = {score: sum(each.projects for each in found) for score, found in of_score.items() if score is not None}
    return tuple(ScoreBin(score, counted[score]) for score in sorted(counted))


def full_marks(snapshot: Snapshot, scope: Scope, bins: tuple[RateBin, ...], limit: int = FULL_MARK_LIMIT) -> FullMarks:
    """Indicator names on which everybody in scope has full marks: they tell nothing."""
    sql, parameters = scoped(_FULL, scope)
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
    levels, bins = rates_and_bins(snapshot, scope)
    return Scores(
        strip(snapshot, scope),
        levels,
        level1_rates(levels),
        bins,
        full_marks(snapshot, scope, bins),
    )
