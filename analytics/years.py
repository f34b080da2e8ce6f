"""The years of a scope side by side: what moved from one filing to the next."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.ratios import percent, ratio
from analytics.scope import NO_YEAR, Scope
from analytics.scoped import scoped
from analytics.strata import grouped, strata
from analytics.values import added, points
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


_ROWS_LOST = """
    SELECT p.fiscal_year, sum(lost.points) FROM scoped_loss lost JOIN snap.project_fact p USING (project_no)
    GROUP BY p.fiscal_year
"""


def by_year(snapshot: Snapshot, scope: Scope) -> tuple[YearFigures, ...]:
    """The figures of each year in scope, earliest first; forms without a year before all."""
    of_year = grouped(strata(snapshot, scope), lambda stratum: stratum.year)
    rows = snapshot.rows(*scoped(_ROWS_LOST, scope)) if scope.filters_rows else []
    lost = {year: points(of_rows) for year, of_rows in rows}
    return tuple(
        YearFigures(
            year,
            sum(each.projects for each in found),
            sum(each.scored_projects for each in found),
            added(each.total_score for each in found),
            added(each.budget_wan for each in found),
            added(each.rated_budget_wan for each in found),
            added(each.rated_executed_wan for each in found),
            lost.get(year, Decimal(0)) if scope.filters_rows else sum((each.points_lost for each in found), Decimal(0)),
        )
        for year, found in sorted(of_year.items(), key=lambda item: item[0] or NO_YEAR)
    )
