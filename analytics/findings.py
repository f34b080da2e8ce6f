"""Single findings of the audit: what was found, on which figures, what somebody decided; listed by stretches."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from analytics.scope import Scope
from analytics.scoped import Parameters, scoped
from analytics.stretch import LIST_LIMIT
from analytics.values import total_of, whole
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Found:
    """Which findings of the scope are looked at; empty means all. project: only this one's (project_id)."""

    rules: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    project: str | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row per finding: what was found, on which figures, what somebody decided. Documents' have no project.

    message: the Chinese sentence; parameters: what fills it, as JSON (analytics.messages words it in other languages).
    """

    finding_id: str
    project_id: str | None
    project_name: str | None
    fiscal_year: int | None
    indicator_id: str | None
    ordinal: int | None
    name: str | None
    target: str | None
    actual: str | None
    weight: Decimal | None
    score: Decimal | None
    deviation_reason: str | None
    rule: str
    severity: str
    basis: str | None
    message: str
    parameters: str
    printed: str | None
    expected: str | None
    state: str
    state_note: str | None
    decided_by: str | None
    decided_at: datetime | None
    document_id: str | None
    source_line: int | None
    source_place: str | None


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A stretch of the findings by severity, rule and place, and how many there are in all."""

    rows: tuple[FindingRow, ...]
    total: int


_PAGE = """
    WITH chosen AS (SELECT finding_no FROM {source} WHERE {condition} ORDER BY finding_no LIMIT $limit OFFSET $offset)
    SELECT f.finding_id, p.project_id, p.name AS project_name, p.fiscal_year, f.indicator_id, f.ordinal, f.name,
           f.target, f.actual, f.weight, f.score, f.deviation_reason, f.rule, f.severity, f.basis, f.message,
           CAST(f.parameters AS VARCHAR) AS parameters,
           f.printed, f.expected, f.state, f.state_note, f.decided_by, f.decided_at,
           coalesce(f.document_id, p.document_id) AS document_id, f.source_line, f.source_place
    FROM current_finding f JOIN chosen USING (finding_no)
    LEFT JOIN snap.project_fact p ON p.project_no = f.project_no
    ORDER BY f.finding_no
"""


def _conditions(found: Found) -> tuple[str, Parameters]:
    chosen: list[tuple[str, object, str]] = [
        ("found_rules", list(found.rules), "list_contains($found_rules, rule)"),
        ("found_severities", list(found.severities), "list_contains($found_severities, severity)"),
        ("found_states", list(found.states), "list_contains($found_states, state)"),
        (
            "found_project",
            found.project,
            "project_no IN (SELECT project_no FROM snap.project_fact WHERE project_id = $found_project)",
        ),
    ]
    used = [each for each in chosen if each[1]]
    return " AND ".join(sql for _, _, sql in used) or "true", {name: value for name, value, _ in used}


def finding_rows(
    snapshot: Snapshot, scope: Scope, found: Found | None = None, limit: int = LIST_LIMIT, offset: int = 0
) -> list[FindingRow]:
    """The rows of finding_page alone, for exports that read stretch by stretch."""
    condition, own = _conditions(found or Found())
    sql, parameters = scoped(_PAGE.format(source="scoped_finding", condition=condition), scope)
    return snapshot.fetch(sql, parameters | own | {"limit": limit, "offset": offset}, FindingRow)


def finding_page(
    snapshot: Snapshot, scope: Scope, found: Found | None = None, limit: int = LIST_LIMIT, offset: int = 0
) -> FindingPage:
    """Findings in scope, most severe first, from `offset`; the page says how many there are in all."""
    rows = finding_rows(snapshot, scope, found, limit, offset)
    condition, own = _conditions(found or Found())
    sql, parameters = scoped(f"SELECT count(*) FROM scoped_finding WHERE {condition}", scope)
    total = total_of(rows, limit, offset, lambda: whole(snapshot.rows(sql, parameters | own)[0][0]))
    return FindingPage(tuple(rows), total)


def left_out(snapshot: Snapshot, scope: Scope) -> bool:
    """Whether the scope leaves out findings that belong to no project: on a document or the whole portfolio.

    Whatever filters, filters projects.
    """
    if scope == Scope():
        return False
    return bool(snapshot.rows("SELECT finding_no FROM snap.finding_fact WHERE project_no IS NULL LIMIT 1"))


def finding(snapshot: Snapshot, finding_id: str) -> FindingRow | None:
    """One finding by its id, whatever the scope; None when the snapshot has none."""
    sql, parameters = scoped(_PAGE.format(source="current_finding", condition="finding_id = $finding_id"), Scope())
    rows = snapshot.fetch(sql, parameters | {"finding_id": finding_id, "limit": 1, "offset": 0}, FindingRow)
    return rows[0] if rows else None
