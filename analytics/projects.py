"""The list of projects that stands on several screens: one row per project, in a chosen order, page by page."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analytics.ratios import percent
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.stretch import LIST_LIMIT
from analytics.values import total_of, whole
from data.store.snapshot import Snapshot

Order = Literal["lost", "score", "rate", "budget", "unspent", "document"]
# Ties always in the order of documents, so that a page turned is never a row lost.
ORDERS: dict[Order, str] = {
    "lost": "points_lost DESC, project_no",
    "score": "total_score NULLS LAST, project_no",
    "rate": "rate_pct NULLS LAST, project_no",
    "budget": "full_year_budget_wan DESC NULLS LAST, project_no",
    "unspent": "unspent_wan DESC NULLS LAST, project_no",
    "document": "project_no",
}
# What a reader can sort the list by, either way; what is not stated comes last both ways.
SORTS = {
    "year": "fiscal_year",
    "name": "name",
    "score": "total_score",
    "rate": "rate_pct",
    "budget": "full_year_budget_wan",
    "lost": "points_lost",
}


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One row per project: figures of its whole form; money in 万元, None where not stated."""

    project_id: str
    name: str | None
    fiscal_year: int | None
    department: str | None
    implementing_unit: str | None
    grade: str | None
    total_score: Decimal | None
    initial_budget_wan: Decimal | None
    full_year_budget_wan: Decimal | None
    executed_wan: Decimal | None
    unspent_wan: Decimal | None
    indicators: int
    deducted: int
    indicator_lost: Decimal
    execution_lost: Decimal
    points_lost: Decimal
    balanced: bool

    @property
    def rate_pct(self) -> Decimal | None:
        """Executed / full-year budget, unrounded; None without a budget."""
        return percent(self.executed_wan, self.full_year_budget_wan)


@dataclass(frozen=True, slots=True)
class ProjectList:
    """A stretch of the list and how many projects the whole list has."""

    rows: tuple[ProjectRow, ...]
    total: int
    order: Order


_LIST = """
    WITH chosen AS (SELECT project_no FROM scoped_project ORDER BY {order} LIMIT $limit OFFSET $offset)
    SELECT project_id, name, fiscal_year, department, implementing_unit, grade, total_score, initial_budget_wan,
           full_year_budget_wan, executed_wan, unspent_wan, indicators, deducted, indicator_lost, execution_lost,
           points_lost, balanced
    FROM snap.project_fact WHERE project_no IN (SELECT project_no FROM chosen) ORDER BY {order}
"""


def project_list(
    snapshot: Snapshot, scope: Scope, order: Order = "lost", limit: int = LIST_LIMIT, offset: int = 0
) -> ProjectList:
    """Projects in scope in one of ORDERS from `offset`; the list says how many there are in all."""
    sql, parameters = scoped(_LIST.format(order=ORDERS[order]), scope)
    rows = snapshot.fetch(sql, parameters | {"limit": limit, "offset": offset}, ProjectRow)
    counted = scoped("SELECT count(*) FROM scoped_project", scope)
    return ProjectList(tuple(rows), total_of(rows, limit, offset, lambda: whole(snapshot.rows(*counted)[0][0])), order)


def project_page(
    snapshot: Snapshot,
    scope: Scope,
    sort: str = "score",
    descending: bool = False,
    limit: int = LIST_LIMIT,
    offset: int = 0,
) -> tuple[ProjectRow, ...]:
    """A stretch of all projects in one of SORTS (another sort is a KeyError)."""
    order = f"{SORTS[sort]} {'DESC' if descending else 'ASC'} NULLS LAST, project_no"
    sql, parameters = scoped(_LIST.format(order=order), scope)
    return tuple(snapshot.fetch(sql, parameters | {"limit": limit, "offset": offset}, ProjectRow))
