"""整改台账: the measures promised in the reasons, how far each is, and whether its cause came back next year."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.stretch import LIST_LIMIT
from analytics.values import whole
from data.store.once import once
from data.store.snapshot import Snapshot

STATES = ("planned", "doing", "done", "dropped")


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One row per promised measure, in the reason's own words, with what somebody registered of it.

    state None: nobody has. next_filed: the project has a form for the next year; came_back_points: what it lost there
    to the same cause (0: nothing), None while there is no such form.
    """

    promise_id: str
    project_id: str
    project_name: str | None
    fiscal_year: int | None
    implementing_unit: str | None
    indicator_id: str
    name: str | None
    deduction: Decimal | None
    deviation_reason: str | None
    text: str
    cause: str
    state: str | None
    state_note: str | None
    decided_by: str | None
    decided_at: datetime | None
    next_project_id: str | None
    came_back_points: Decimal | None
    document_id: str
    source_line: int | None
    source_place: str

    @property
    def came_back(self) -> bool | None:
        """True when the next year's form lost points to the same cause; None while there is none."""
        return None if self.came_back_points is None else self.came_back_points > 0


@dataclass(frozen=True, slots=True)
class LedgerCount:
    """One row per state (None: not registered) of the promises in scope."""

    state: str | None
    promises: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The answer of 整改台账. followed: promises with a form for the next year; came_back: of these, cause again."""

    rows: tuple[PromiseRow, ...]
    total: int
    projects: int
    counts: tuple[LedgerCount, ...]
    followed: int
    came_back: int


_PAGE = """
    WITH chosen AS (
        SELECT promise_no, next_no FROM {source} m WHERE {condition} ORDER BY promise_no LIMIT $limit OFFSET $offset
    ), again AS (
        SELECT project_no, cause, sum(points) AS points FROM current_cause
        WHERE project_no IN (SELECT next_no FROM chosen)
        GROUP BY project_no, cause
    )
    SELECT m.promise_id, p.project_id, p.name AS project_name, p.fiscal_year, p.implementing_unit, m.indicator_id,
           m.name, m.deduction, m.deviation_reason, m.text, m.cause, m.state, m.state_note, m.decided_by, m.decided_at,
           m.next_id AS next_project_id,
           CASE WHEN m.next_no IS NOT NULL THEN coalesce(again.points, 0) END AS came_back_points,
           p.document_id, m.source_line, m.source_place
    FROM current_promise m JOIN chosen USING (promise_no) JOIN snap.project_fact p ON p.project_no = m.project_no
    LEFT JOIN again ON again.project_no = m.next_no AND again.cause = m.cause
    ORDER BY m.promise_no
"""
_COUNTS = "SELECT state, count(*) AS promises FROM scoped_promise GROUP BY state ORDER BY state NULLS FIRST"
# Whether a cause came back hangs on the decisions, not on the scope.
_CAME_BACK = once(
    "came_back",
    """
    SELECT m.promise_no FROM current_promise m
    JOIN current_cause again ON again.project_no = m.next_no AND again.cause = m.cause AND again.points > 0
""",
)
_FOLLOWED = f"""
    WITH came_back AS ({_CAME_BACK})
    SELECT count(*), count_projects(m.project_no), count(m.next_no), count(again.promise_no)
    FROM scoped_promise m LEFT JOIN came_back again USING (promise_no)
"""


def ledger(
    snapshot: Snapshot, scope: Scope, state: str | None = None, limit: int = LIST_LIMIT, offset: int = 0
) -> Ledger:
    """Promises in scope in the order of the documents; `state` lists only those ('' : not registered)."""
    condition = "true" if state is None else "coalesce(m.state, '') = $listed_state"
    sql, parameters = scoped(_PAGE.format(source="scoped_promise", condition=condition), scope)
    own = {"limit": limit, "offset": offset} | ({} if state is None else {"listed_state": state})
    rows = snapshot.fetch(sql, parameters | own, PromiseRow)
    counts = snapshot.fetch(*scoped(_COUNTS, scope), LedgerCount)
    total, projects, followed, came_back = snapshot.rows(*scoped(_FOLLOWED, scope))[0]
    listed = whole(total) if state is None else sum(c.promises for c in counts if (c.state or "") == state)
    return Ledger(tuple(rows), listed, whole(projects), tuple(counts), whole(followed), whole(came_back))


def promise(snapshot: Snapshot, promise_id: str) -> PromiseRow | None:
    """One promise by its id, whatever the scope; None when the snapshot has none."""
    sql, parameters = scoped(_PAGE.format(source="current_promise", condition="m.promise_id = $promise_id"), Scope())
    rows = snapshot.fetch(sql, parameters | {"promise_id": promise_id, "limit": 1, "offset": 0}, PromiseRow)
    return rows[0] if rows else None
