"""The sums of a scope: what every screen's head is made of."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.quadrant import LOW_RATE_PCT
from analytics.ratios import percent, ratio
from analytics.scope import Scope
from analytics.scoped import scoped
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


_KPIS = """
    SELECT count(project_no) AS projects, count(total_score) AS scored_projects, sum(total_score) AS total_score,
           min(total_score) AS lowest_score,
           sum(total_score * full_year_budget_wan) AS weighted_score,
           sum(full_year_budget_wan) FILTER (total_score IS NOT NULL) AS weighted_budget_wan,
           sum(initial_budget_wan) AS initial_budget_wan, sum(full_year_budget_wan) AS budget_wan,
           sum(executed_wan) AS executed_wan,
           sum(full_year_budget_wan) FILTER (unspent_wan IS NOT NULL) AS rated_budget_wan,
           sum(executed_wan) FILTER (unspent_wan IS NOT NULL) AS rated_executed_wan,
           count(*) FILTER (full_year_budget_wan > 0 AND executed_wan * 100 < $low_rate * full_year_budget_wan)
               AS low_rate_projects,
           {indicators} AS indicators, {deductions} AS deductions,
           {indicator_lost} AS indicator_lost, {execution_lost} AS execution_lost,
           coalesce(sum(points_lost), 0) AS project_points_lost,
           count(*) FILTER (NOT balanced) AS unbalanced,
           count(DISTINCT coalesce(fiscal_year, 0)) FILTER (project_no IS NOT NULL) AS years,
           max(fiscal_year) AS year
    FROM scoped_project {rows}
"""

# Where no rows are filtered the projects' own counts are the rows' counts, at a fraction of the cost.
_WHOLE = {
    "indicators": "CAST(coalesce(sum(indicators), 0) AS BIGINT)",
    "deductions": "CAST(coalesce(sum(deductions), 0) AS BIGINT)",
    "indicator_lost": "coalesce(sum(indicator_lost), 0)",
    "execution_lost": "coalesce(sum(execution_lost), 0)",
}

# Under a filter on rows they are counted in one pass where that costs least: causes leave only rows that lost points,
# levels only sums per project.
_ROWS = {name: f"any_value(rows.{name})" for name in _WHOLE}

_LOSS_SUMS = """
    count(*) AS deductions, coalesce(sum(points) FILTER (indicator_no IS NOT NULL), 0) AS indicator_lost,
    coalesce(sum(points) FILTER (indicator_no IS NULL), 0) AS execution_lost
"""

_OF_CAUSES = f"(SELECT count(indicator_no) AS indicators, {_LOSS_SUMS} FROM scoped_deduction)"

_OF_WORDS = f"""(
    SELECT * FROM (SELECT count(*) AS indicators FROM scoped_indicator),
                  (SELECT {_LOSS_SUMS} FROM scoped_deduction))"""

_OF_LEVELS = """(
    SELECT CAST(coalesce(sum(indicators), 0) AS BIGINT) AS indicators,
           CAST(coalesce(sum(losses), 0) AS BIGINT) AS deductions, coalesce(sum(lost), 0) AS indicator_lost,
           CAST(0 AS DECIMAL(9, 2)) AS execution_lost FROM scoped_level)"""


def kpis(snapshot: Snapshot, scope: Scope) -> Kpis:
    """The sums of the scope; with no project in it counts are 0 and the rest None."""
    sql, parameters = scoped(_kpis_sql(scope), scope)
    return snapshot.fetch(sql, parameters | {"low_rate": LOW_RATE_PCT}, Kpis)[0]


def _kpis_sql(scope: Scope) -> str:
    if not scope.filters_rows:
        return _KPIS.format(**_WHOLE, rows="")
    rows = _OF_CAUSES if scope.causes else _OF_WORDS if scope.words.strip() else _OF_LEVELS
    # the rows' sums stand even where no project is left, so that counts are 0 and not unknown
    return _KPIS.format(**_ROWS, rows=f"RIGHT JOIN {rows} rows ON true")
