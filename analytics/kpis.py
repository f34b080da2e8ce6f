"""The sums of a scope: what every screen's head is made of."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.ratios import percent, ratio
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.strata import Stratum, strata
from analytics.values import added
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Kpis:
    """One row per scope: its sums. Money is 万元; None means that no project states it.

    points_lost are those of the rows in scope; project_points_lost those of the whole projects (they differ only
    where the scope filters rows). rated_*: projects that state both budget and executed.
    """

    projects: int
    scored_projects: int
    total_score: Decimal | None
    lowest_score: Decimal | None
    weighted_score: Decimal | None
    weighted_budget_wan: Decimal | None
    initial_budget_wan: Decimal | None
    budget_wan: Decimal | None
    executed_wan: Decimal | None
    rated_budget_wan: Decimal | None
    rated_executed_wan: Decimal | None
    low_rate_projects: int
    indicators: int
    deductions: int
    indicator_lost: Decimal
    execution_lost: Decimal
    project_points_lost: Decimal
    unbalanced: int
    years: int
    year: int | None

    @property
    def mean_score(self) -> Decimal | None:
        """Mean of the printed totals over projects that state one, unrounded."""
        return ratio(self.total_score, self.scored_projects)

    @property
    def weighted_mean_score(self) -> Decimal | None:
        """Mean of the printed totals weighted by full-year budget, unrounded."""
        return ratio(self.weighted_score, self.weighted_budget_wan)

    @property
    def rate_pct(self) -> Decimal | None:
        """Execution rate of all money together, from sums, unrounded."""
        return percent(self.rated_executed_wan, self.rated_budget_wan)

    @property
    def mean_budget_wan(self) -> Decimal | None:
        """Full-year budget per project, unrounded; a project that states none counts among the projects."""
        return ratio(self.budget_wan, self.projects)

    @property
    def mean_points_lost(self) -> Decimal | None:
        """Points lost per project, of whole projects, unrounded."""
        return ratio(self.project_points_lost, self.projects)

    @property
    def unspent_wan(self) -> Decimal | None:
        """Full-year budget that was not executed, over projects that state both."""
        if self.rated_budget_wan is None or self.rated_executed_wan is None:
            return None
        return self.rated_budget_wan - self.rated_executed_wan

    @property
    def points_lost(self) -> Decimal:
        """Points lost on the rows in scope, indicators and execution together."""
        return self.indicator_lost + self.execution_lost

    def figures(self) -> tuple[Figure, ...]:
        """Every figure that a screen shows of these, with the key that explains it."""
        shown = {
            "projects": Decimal(self.projects),
            "mean_score": self.mean_score,
            "weighted_mean_score": self.weighted_mean_score,
            "lowest_score": self.lowest_score,
            "initial_budget": self.initial_budget_wan,
            "budget": self.budget_wan,
            "executed": self.executed_wan,
            "execution_rate": self.rate_pct,
            "unspent": self.unspent_wan,
            "low_rate_projects": Decimal(self.low_rate_projects),
            "points_lost": self.points_lost,
            "indicator_points_lost": self.indicator_lost,
            "execution_points_lost": self.execution_lost,
            "indicators": Decimal(self.indicators),
            "deductions": Decimal(self.deductions),
        }
        return tuple(Figure(FigureKey(measure), value) for measure, value in shown.items())


# Under a filter on rows they are counted in one pass where that costs least: causes leave only rows that lost points,
# levels only sums per project. Else the projects' own counts are the rows' counts.
_LOSS_SUMS = """
    count(*) AS deductions, coalesce(sum(points) FILTER (indicator_no IS NOT NULL), 0) AS indicator_lost,
    coalesce(sum(points) FILTER (indicator_no IS NULL), 0) AS execution_lost
"""

_OF_CAUSES = f"SELECT count(indicator_no) AS indicators, {_LOSS_SUMS} FROM scoped_deduction"

_OF_WORDS = f"""
    SELECT * FROM (SELECT count(*) AS indicators FROM scoped_indicator),
                  (SELECT {_LOSS_SUMS} FROM scoped_deduction)"""

_OF_LEVELS = """
    SELECT CAST(coalesce(sum(indicators), 0) AS BIGINT) AS indicators,
           CAST(coalesce(sum(losses), 0) AS BIGINT) AS deductions, coalesce(sum(lost), 0) AS indicator_lost,
           CAST(0 AS DECIMAL(9, 2)) AS execution_lost FROM scoped_level_sum"""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sums over the rows in scope: indicators and losses."""

    indicators: int
    deductions: int
    indicator_lost: Decimal
    execution_lost: Decimal


def kpis(snapshot: Snapshot, scope: Scope) -> Kpis:
    """The sums of the scope; with no project in it counts are 0 and the rest None."""
    found = strata(snapshot, scope)
    rows = _filtered_rows(snapshot, scope) if scope.filters_rows else _all_rows(found)
    years = {stratum.year for stratum in found}
    return Kpis(
        projects=sum(each.projects for each in found),
        scored_projects=sum(each.scored_projects for each in found),
        total_score=added(each.total_score for each in found),
        lowest_score=min((each.lowest_score for each in found if each.lowest_score is not None), default=None),
        weighted_score=added(each.weighted_score for each in found),
        weighted_budget_wan=added(each.weighted_budget_wan for each in found),
        initial_budget_wan=added(each.initial_budget_wan for each in found),
        budget_wan=added(each.budget_wan for each in found),
        executed_wan=added(each.executed_wan for each in found),
        rated_budget_wan=added(each.rated_budget_wan for each in found),
        rated_executed_wan=added(each.rated_executed_wan for each in found),
        low_rate_projects=sum(each.low_rate_projects for each in found),
        indicators=rows.indicators,
        deductions=rows.deductions,
        indicator_lost=rows.indicator_lost,
        execution_lost=rows.execution_lost,
        project_points_lost=sum((each.points_lost for each in found), Decimal(0)),
        unbalanced=sum(each.unbalanced for each in found),
        years=len(years),
        year=max((year for year in years if year is not None), default=None),
    )


def _all_rows(found: tuple[Stratum, ...]) -> _Rows:
    return _Rows(
        sum(each.indicators for each in found),
        sum(each.deductions for each in found),
        sum((each.indicator_lost for each in found), Decimal(0)),
        sum((each.execution_lost for each in found), Decimal(0)),
    )


def _filtered_rows(snapshot: Snapshot, scope: Scope) -> _Rows:
    sql = _OF_CAUSES if scope.causes else _OF_WORDS if scope.words.strip() else _OF_LEVELS
    return snapshot.fetch(*scoped(sql, scope), _Rows)[0]
