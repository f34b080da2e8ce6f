"""The years of a scope side by side: what moved from one filing to the next."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.ratios import percent, ratio
from analytics.scope import NO_YEAR, Scope
from analytics.scoped import scoped
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One row per year in scope (None: the form states none). Money is 万元, None where no project states it.

    points_lost are those of the rows in scope. rated_*: projects that state both budget and executed.
    """

    year: int | None
    projects: int
    scored_projects: int
    total_score: Decimal | None
    budget_wan: Decimal | None
    rated_budget_wan: Decimal | None
    rated_executed_wan: Decimal | None
    points_lost: Decimal

    @property
    def mean_score(self) -> Decimal | None:
        """Mean of the printed totals over projects that state one, unrounded."""
        return ratio(self.total_score, self.scored_projects)

    @property
    def rate_pct(self) -> Decimal | None:
        """Execution rate of the year's money together, unrounded."""
        return percent(self.rated_executed_wan, self.rated_budget_wan)

    @property
    def where(self) -> tuple[str, str]:
        """What keys of this year's figures hold."""
        return "year", str(self.year or NO_YEAR)

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the year with its key."""
        shown = {
            "projects": Decimal(self.projects),
            "mean_score": self.mean_score,
            "execution_rate": self.rate_pct,
            "budget": self.budget_wan,
            "points_lost": self.points_lost,
        }
        return tuple(Figure(FigureKey(measure, (self.where,)), value) for measure, value in shown.items())


_YEARS = """
    SELECT fiscal_year AS year, count(*) AS projects, count(total_score) AS scored_projects,
           sum(total_score) AS total_score, sum(full_year_budget_wan) AS budget_wan,
           sum(full_year_budget_wan) FILTER (unspent_wan IS NOT NULL) AS rated_budget_wan,
           sum(executed_wan) FILTER (unspent_wan IS NOT NULL) AS rated_executed_wan,
           coalesce(sum({lost}), 0) AS points_lost
    FROM {projects} GROUP BY fiscal_year ORDER BY fiscal_year NULLS FIRST
"""
_WHOLE = {"lost": "points_lost", "projects": "scoped_project"}
_ROWS = {
    "lost": "own_lost",
    "projects": "scoped_project LEFT JOIN"
    " (SELECT project_no, sum(points) AS own_lost FROM scoped_cause GROUP BY project_no) USING (project_no)",
}


def by_year(snapshot: Snapshot, scope: Scope) -> tuple[YearFigures, ...]:
    """The figures of each year in scope, earliest first; forms without a year before all."""
    sql = _YEARS.format(**(_ROWS if scope.filters_rows else _WHOLE))
    return tuple(snapshot.fetch(*scoped(sql, scope), YearFigures))
