"""Two to five chosen projects side by side: totals, money, and the score rate of each level."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import WHOLE, Figure, FigureKey
from analytics.kpis import Kpis, kpis
from analytics.ratios import percent
from analytics.scope import Scope
from data.store.snapshot import Snapshot

LIMIT = 5


@dataclass(frozen=True, slots=True)
class Compared:
    """One row per chosen project: its whole form, whatever rows the scope filters."""

    project_id: str
    name: str | None
    fiscal_year: int | None
    grade: str | None
    total_score: Decimal | None
    points_lost: Decimal
    indicator_lost: Decimal
    execution_lost: Decimal
    indicators: int
    deducted: int
    full_year_budget_wan: Decimal | None
    executed_wan: Decimal | None

    @property
    def rate_pct(self) -> Decimal | None:
        """Executed / full-year budget, unrounded; None without a budget."""
        return percent(self.executed_wan, self.full_year_budget_wan)

    def figures(self) -> tuple[Figure, ...]:
        """The project's figures with their keys."""
        where = (("project", self.project_id), WHOLE)
        shown = {
            "mean_score": self.total_score,
            "points_lost": self.points_lost,
            "execution_rate": self.rate_pct,
            "budget": self.full_year_budget_wan,
            "executed": self.executed_wan,
            "indicators": Decimal(self.indicators),
        }
        return tuple(Figure(FigureKey(measure, where), value) for measure, value in shown.items())


@dataclass(frozen=True, slots=True)
class ComparedLevel:
    """One row per level and chosen project that has it."""

    project_id: str
    level1: str | None
    level2: str | None
    weight: Decimal | None
    score: Decimal | None

    @property
    def rate_pct(self) -> Decimal | None:
        """Σ score / Σ weight of the project in this level, unrounded."""
        return percent(self.score, self.weight)

    def figure(self) -> Figure:
        """The score rate with its key."""
        where = (("project", self.project_id), ("level1", self.level1 or ""), ("level2", self.level2 or ""), WHOLE)
        return Figure(FigureKey("score_rate", where), self.rate_pct)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The chosen projects in the order chosen, their levels in the order of the form, the scope's means beside them."""

    projects: tuple[Compared, ...]
    levels: tuple[ComparedLevel, ...]
    scope: Kpis

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the comparison with its key."""
        return (*(f for row in self.projects for f in row.figures()), *(row.figure() for row in self.levels))


_PROJECTS = """
    SELECT project_id, name, fiscal_year, grade, total_score, points_lost, indicator_lost, execution_lost,
           indicators, deducted, full_year_budget_wan, executed_wan
    FROM snap.project_fact WHERE list_contains($chosen, project_id)
"""
_LEVELS = """
    SELECT p.project_id, l.level1, l.level2, s.scored_weight AS weight, s.scored_score AS score
    FROM snap.project_level s JOIN snap.project_fact p USING (project_no) JOIN snap.level l USING (level_no)
    WHERE list_contains($chosen, p.project_id) ORDER BY level_no, project_no
"""


def compare(snapshot: Snapshot, scope: Scope, chosen: tuple[str, ...]) -> Comparison:
    """The chosen projects (project_id, at most LIMIT; unknown ones are left out) against the scope."""
    parameters = {"chosen": list(chosen[:LIMIT])}
    projects = {row.project_id: row for row in snapshot.fetch(_PROJECTS, parameters, Compared)}
    levels = snapshot.fetch(_LEVELS, parameters, ComparedLevel)
    ordered = tuple(projects[project] for project in chosen if project in projects)
    return Comparison(ordered, tuple(levels), kpis(snapshot, scope))
