"""Single losses of points with their evidence: a list of them by stretches, largest first."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.kpis import kpis
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.stretch import LIST_LIMIT
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class DeductionRow:
    """One row per loss of points. Execution's has no indicator: level, name, target, actual and reason are None.

    evidence is the piece of the reason that decided the cause; None where there is none or somebody corrected it.
    """

    deduction_id: str
    project_id: str
    project_name: str | None
    fiscal_year: int | None
    implementing_unit: str | None
    level1: str | None
    level2: str | None
    ordinal: int | None
    name: str | None
    target: str | None
    actual: str | None
    weight: Decimal | None
    score: Decimal | None
    points: Decimal
    cause: str
    original_cause: str
    corrected: bool
    secondary_causes: list[str]
    evidence: str | None
    deviation_reason: str | None
    reason_shared: bool | None
    document_id: str
    source_line: int | None
    source_place: str | None

    @property
    def is_execution(self) -> bool:
        """True for the points lost on the budget execution rate."""
        return self.ordinal is None

    def figure(self) -> Figure:
        """The points of this one loss."""
        return Figure(FigureKey("points_lost", (("deduction", self.deduction_id),)), self.points)


@dataclass(frozen=True, slots=True)
class DeductionPage:
    """A stretch of the list, largest loss first, and how many losses and points the whole list has."""

    rows: tuple[DeductionRow, ...]
    total: int
    points: Decimal


_PAGE = """
    WITH chosen AS (
        SELECT deduction_no FROM scoped_deduction ORDER BY deduction_no LIMIT $limit OFFSET $offset
    )
    SELECT d.deduction_id, p.project_id, p.name AS project_name, p.fiscal_year, p.implementing_unit,
           l.level1, l.level2, d.ordinal, d.name, d.target, d.actual,
           coalesce(d.weight, p.execution_weight) AS weight, coalesce(d.score, p.execution_score) AS score,
           d.points, d.cause, d.original_cause, d.corrected, d.secondary_causes, d.evidence, d.deviation_reason,
           d.reason_shared, p.document_id, d.source_line, d.source_place
    FROM current_deduction d JOIN chosen USING (deduction_no)
    JOIN snap.project_fact p ON p.project_no = d.project_no
    LEFT JOIN snap.level l ON l.level_no = d.level_no
    ORDER BY d.deduction_no
"""


def deduction_page(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT, offset: int = 0) -> DeductionPage:
    """The losses in scope, largest first, from `offset`; the page says how many there are in all."""
    sql, parameters = scoped(_PAGE, scope)
    rows = snapshot.fetch(sql, parameters | {"limit": limit, "offset": offset}, DeductionRow)
    if not offset and len(rows) < limit:  # the whole list
        return DeductionPage(tuple(rows), len(rows), sum((row.points for row in rows), Decimal(0)))
    now = kpis(snapshot, scope)
    return DeductionPage(tuple(rows), now.deductions, now.points_lost)


def deduction(snapshot: Snapshot, deduction_id: str) -> DeductionRow | None:
    """One loss by its id, whatever the scope; None when the snapshot has none."""
    sql = _PAGE.replace(
        "SELECT deduction_no FROM scoped_deduction ORDER BY deduction_no LIMIT $limit OFFSET $offset",
        "SELECT deduction_no FROM snap.deduction_fact WHERE deduction_id = $deduction_id",
    )
    sql, parameters = scoped(sql, Scope())
    rows = snapshot.fetch(sql, parameters | {"deduction_id": deduction_id}, DeductionRow)
    return rows[0] if rows else None
