"""Money per project and per group: rates of groups always from sums."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey, Where
from analytics.ratios import percent


@dataclass(frozen=True, slots=True)
class ProjectMoney:
    """One row per project: its total funding in 万元; None where the form does not state it."""

    project_id: str
    name: str | None
    implementing_unit: str | None
    fiscal_year: int | None
    initial_budget_wan: Decimal | None
    full_year_budget_wan: Decimal | None
    executed_wan: Decimal | None
    unspent_wan: Decimal | None
    adjustment_wan: Decimal | None
    execution_score: Decimal | None
    execution_weight: Decimal | None
    source_line: int | None

    @property
    def rate_pct(self) -> Decimal | None:
        """Executed / full-year budget, unrounded; None without a budget."""
        return percent(self.executed_wan, self.full_year_budget_wan)

    @property
    def adjustment_pct(self) -> Decimal | None:
        """Change of the budget in the year in per cent of the initial one; None from an initial budget of 0."""
        return percent(self.adjustment_wan, self.initial_budget_wan)

    def figures(self) -> tuple[Figure, ...]:
        """Every amount of the project with its key."""
        where: Where = (("project", self.project_id),)
        shown = {
            "initial_budget": self.initial_budget_wan,
            "budget": self.full_year_budget_wan,
            "executed": self.executed_wan,
            "unspent": self.unspent_wan,
            "adjustment": self.adjustment_wan,
            "execution_rate": self.rate_pct,
        }
        return tuple(Figure(FigureKey(measure, where), value) for measure, value in shown.items())


@dataclass(frozen=True, slots=True)
class GroupMoney:
    """One row per group of projects or of funding: sums in 万元.

    Rate, adjustment and money left are made of sums over the rows that state both of their amounts.
    """

    group: str | None
    projects: int
    initial_budget_wan: Decimal | None
    full_year_budget_wan: Decimal | None
    executed_wan: Decimal | None
    rated_budget_wan: Decimal | None
    rated_executed_wan: Decimal | None
    adjustment_wan: Decimal | None = None
    unspent_wan: Decimal | None = None

    @property
    def rate_pct(self) -> Decimal | None:
        """Execution rate of the group from its sums, unrounded."""
        return percent(self.rated_executed_wan, self.rated_budget_wan)


def group_figures(row: GroupMoney, where: Where) -> tuple[Figure, ...]:
    """The sums of a group with their keys; of a funding source, the sums of its rows."""
    prefix = "source_" if where and where[0][0] == "source" else ""
    shown = {
        "initial_budget": row.initial_budget_wan,
        "budget": row.full_year_budget_wan,
        "executed": row.executed_wan,
        "execution_rate": row.rate_pct,
    }
    if not prefix:
        shown |= {"adjustment": row.adjustment_wan, "unspent": row.unspent_wan}
    return tuple(Figure(FigureKey(prefix + measure, where), value) for measure, value in shown.items())
