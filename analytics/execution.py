"""预算执行: initial → full-year → executed, per project and for groups; rates of groups always from sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey, Where
from analytics.kpis import kpis
from analytics.money import GroupMoney, ProjectMoney, group_figures
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.stretch import LIST_LIMIT
from analytics.values import exact, total_of, whole
from data.form.record import SOURCES
from data.store.snapshot import Snapshot

GROUP_LIMIT = 100  # units or departments
RATE_BANDS = (Decimal(60), Decimal(80), Decimal(90), Decimal(95), Decimal(100))


@dataclass(frozen=True, slots=True)
class RateBand:
    """One row per band of execution rates, lower ≤ rate < upper in per cent; lower None: no budget, no rate."""

    lower_pct: Decimal | None
    upper_pct: Decimal | None
    projects: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """The first rows of a ranking, and of how many: nothing is cut in silence."""

    rows: tuple[ProjectMoney, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Execution:
    """The answer of 预算执行. projects: lowest rate first; unspent, adjusted: largest amount first.

    units and departments hold those with the largest budgets, *_total says of how many.
    """

    total: GroupMoney
    projects: Ranked
    unspent: Ranked
    adjusted: Ranked
    sources: tuple[GroupMoney, ...]
    units: tuple[GroupMoney, ...]
    departments: tuple[GroupMoney, ...]
    bands: tuple[RateBand, ...]
    units_total: int
    departments_total: int

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the page with its key."""
        groups: list[tuple[Where, GroupMoney]] = [((), self.total)]
        groups += [((("source", row.group or ""),), row) for row in self.sources]
        groups += [((("unit", row.group or ""),), row) for row in self.units]
        groups += [((("department", row.group or ""),), row) for row in self.departments]
        totals = {
            "projects": self.projects.total,
            "unspent_projects": self.unspent.total,
            "adjusted_projects": self.adjusted.total,
            "units": self.units_total,
            "departments": self.departments_total,
        }
        listed = (*self.projects.rows, *self.unspent.rows, *self.adjusted.rows)
        return (
            *(figure for where, row in groups for figure in group_figures(row, where)),
            *(figure for row in listed for figure in row.figures()),
            *(Figure(FigureKey(measure), Decimal(total)) for measure, total in totals.items()),
        )


_SUMS = """
    count(*) AS projects, sum(initial_budget_wan) AS initial_budget_wan,
    sum(full_year_budget_wan) AS full_year_budget_wan, sum(executed_wan) AS executed_wan,
    sum(full_year_budget_wan) FILTER (executed_wan IS NOT NULL) AS rated_budget_wan,
    sum(executed_wan) FILTER (full_year_budget_wan IS NOT NULL) AS rated_executed_wan,
    sum(full_year_budget_wan - initial_budget_wan) AS adjustment_wan,
    sum(full_year_budget_wan - executed_wan) AS unspent_wan
"""
_BY = f'SELECT {{column}} AS "group", {_SUMS} FROM scoped_project GROUP BY {{column}} ORDER BY {{order}} LIMIT $limit'
_BY_SOURCE = f"""
    SELECT ({list(SOURCES)})[source_no] AS "group", {_SUMS} FROM scoped_funding
    WHERE coalesce(initial_budget_wan, full_year_budget_wan, executed_wan) IS NOT NULL
    GROUP BY source_no ORDER BY source_no
"""
_PROJECTS = """
    WITH chosen AS (
        SELECT project_no FROM scoped_project WHERE {condition}
        ORDER BY {order}, project_no LIMIT $limit OFFSET $offset
    )
    SELECT project_id, name, implementing_unit, fiscal_year, initial_budget_wan, full_year_budget_wan, executed_wan,
           unspent_wan, adjustment_wan, execution_score, execution_weight, funding_line AS source_line
    FROM snap.project_fact WHERE project_no IN (SELECT project_no FROM chosen) ORDER BY {order}, project_no
"""
# What the list of all projects can be sorted by.
SORTS = {
    "name": "name",
    "initial": "initial_budget_wan",
    "adjustment": "adjustment_wan",
    "budget": "full_year_budget_wan",
    "executed": "executed_wan",
    "unspent": "unspent_wan",
    "rate": "rate_pct",
    "score": "execution_score",
}
_ALL, _LEFT, _CHANGED = "true", "unspent_wan > 0", "adjustment_wan <> 0"
_CHANGES = f"""
    SELECT sum(adjustment_wan) AS adjustment_wan, count(*) FILTER ({_LEFT}) AS "left",
           count(*) FILTER ({_CHANGED}) AS changed
    FROM scoped_project
"""
_GROUP_COUNTS = """
    SELECT count(DISTINCT coalesce(implementing_unit, '')), count(DISTINCT coalesce(department, '')) FROM scoped_project
"""
_REACHED = " + ".join(f"CAST(executed_wan * 100 >= {bound} * full_year_budget_wan AS INTEGER)" for bound in RATE_BANDS)
_BANDS = f"""
    SELECT CASE WHEN full_year_budget_wan > 0 AND executed_wan IS NOT NULL THEN {_REACHED} END AS band, count(*)
    FROM scoped_project GROUP BY band
"""


def _ranked(snapshot: Snapshot, scope: Scope, condition: str, order: str, limit: int, offset: int = 0) -> Ranked:
    """`condition` and `order` are this module's own texts, never a reader's."""
    sql, parameters = scoped(_PROJECTS.format(condition=condition, order=order), scope)
    rows = tuple(snapshot.fetch(sql, parameters | {"limit": limit, "offset": offset}, ProjectMoney))
    return Ranked(rows, total_of(rows, limit, offset, lambda: _count(snapshot, scope, condition)))


def _count(snapshot: Snapshot, scope: Scope, condition: str) -> int:
    """Projects of which one of the conditions holds; both that are counted are counted at once, and kept."""
    if condition == _ALL:
        return kpis(snapshot, scope).projects
    _adjustment, left, changed = snapshot.rows(*scoped(_CHANGES, scope))[0]
    return whole(left if condition == _LEFT else changed)


def _total(snapshot: Snapshot, scope: Scope) -> GroupMoney:
    now = kpis(snapshot, scope)
    return GroupMoney(
        None,
        now.projects,
        now.initial_budget_wan,
        now.budget_wan,
        now.executed_wan,
        now.rated_budget_wan,
        now.rated_executed_wan,
        exact(snapshot.rows(*scoped(_CHANGES, scope))[0][0]),
        now.unspent_wan,
    )


def _groups(snapshot: Snapshot, scope: Scope, column: str, limit: int) -> tuple[GroupMoney, ...]:
    order = f"sum(full_year_budget_wan) DESC NULLS LAST, {column}"
    sql, parameters = scoped(_BY.format(column=column, order=order), scope)
    return tuple(snapshot.fetch(sql, parameters | {"limit": limit}, GroupMoney))


def by_unit(snapshot: Snapshot, scope: Scope, limit: int = GROUP_LIMIT) -> tuple[GroupMoney, ...]:
    """Sums per implementing unit, largest budget first."""
    return _groups(snapshot, scope, "implementing_unit", limit)


def by_department(snapshot: Snapshot, scope: Scope, limit: int = GROUP_LIMIT) -> tuple[GroupMoney, ...]:
    """Sums per department, largest budget first."""
    return _groups(snapshot, scope, "department", limit)


def by_rate(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT) -> Ranked:
    """All projects, lowest execution rate first; those without a rate last."""
    return _ranked(snapshot, scope, _ALL, "rate_pct NULLS LAST", limit)


def money_page(
    snapshot: Snapshot,
    scope: Scope,
    sort: str = "rate",
    descending: bool = False,
    limit: int = LIST_LIMIT,
    offset: int = 0,
) -> Ranked:
    """A stretch of all projects in one of SORTS (another sort is a KeyError); not stated comes last either way."""
    order = f"{SORTS[sort]} {'DESC' if descending else 'ASC'} NULLS LAST"
    return _ranked(snapshot, scope, _ALL, order, limit, offset)


def by_unspent(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT) -> Ranked:
    """Projects with money left, most first."""
    return _ranked(snapshot, scope, _LEFT, "unspent_wan DESC", limit)


def by_adjustment(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT) -> Ranked:
    """Projects whose budget changed in the year, largest change (up or down) first."""
    return _ranked(snapshot, scope, _CHANGED, "abs(adjustment_wan) DESC", limit)


def rate_bands(snapshot: Snapshot, scope: Scope) -> tuple[RateBand, ...]:
    """Projects per band of execution rate, from the lowest; a last band without bounds where there is no rate."""
    counted = snapshot.rows(*scoped(_BANDS, scope))
    found = {None if band is None else whole(band): whole(projects) for band, projects in counted}
    lowers = (Decimal(0), *RATE_BANDS)
    bands = [
        RateBand(lower, upper, found.get(at, 0))
        for at, (lower, upper) in enumerate(zip(lowers, (*RATE_BANDS, None), strict=True))
    ]
    return (*bands, RateBand(None, None, found[None])) if None in found else tuple(bands)


def execution(snapshot: Snapshot, scope: Scope, ranked: int = LIST_LIMIT, limit: int = GROUP_LIMIT) -> Execution:
    """Everything that 预算执行 shows of the scope; lists of projects hold `ranked` rows, those of groups `limit`, and
    say of how many.
    """
    units, departments = by_unit(snapshot, scope, limit), by_department(snapshot, scope, limit)
    return Execution(
        _total(snapshot, scope),
        by_rate(snapshot, scope, ranked),
        by_unspent(snapshot, scope, ranked),
        by_adjustment(snapshot, scope, ranked),
        tuple(snapshot.fetch(*scoped(_BY_SOURCE, scope), GroupMoney)),
        units,
        departments,
        rate_bands(snapshot, scope),
        *_group_counts(snapshot, scope, units, departments, limit),
    )


def _group_counts(
    snapshot: Snapshot, scope: Scope, units: Sequence[GroupMoney], departments: Sequence[GroupMoney], limit: int
) -> tuple[int, int]:
    if max(len(units), len(departments)) < limit:
        return len(units), len(departments)
    of_units, of_departments = snapshot.rows(*scoped(_GROUP_COUNTS, scope))[0]
    return whole(of_units), whole(of_departments)
