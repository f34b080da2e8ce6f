"""扣分分析: points lost by cause, level and project, every single loss with its evidence, habits against one-offs."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.causes import CauseLoss, loss_by_cause
from analytics.explain.key import Figure, FigureKey
from analytics.kpis import kpis
from analytics.levels import level_rates
from analytics.losses import DeductionPage, deduction_page
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.stretch import LIST_LIMIT
from analytics.values import points, text, whole
from data.store.snapshot import Snapshot

MATRIX_LIMIT = 20


@dataclass(frozen=True, slots=True)
class LevelLoss:
    """One row per level 1 and level 2 with losses in scope, in the order of the form; None: execution's points."""

    level1: str | None
    level2: str | None
    points: Decimal
    deductions: int
    projects: int
    execution: bool

    def figures(self) -> tuple[Figure, ...]:
        """The points and the number of losses of this level."""
        where = (("level1", self.level1 or ""), ("level2", self.level2 or ""))
        key = (("execution", "yes"),) if self.execution else where
        return (
            Figure(FigureKey("points_lost", key), self.points),
            Figure(FigureKey("deductions", key), Decimal(self.deductions)),
        )


@dataclass(frozen=True, slots=True)
class ProjectLoss:
    """One row per project with losses in scope: points and number of losses."""

    project_id: str
    name: str | None
    fiscal_year: int | None
    points: Decimal
    deductions: int

    def figure(self) -> Figure:
        """The points that the project lost on the rows in scope."""
        return Figure(FigureKey("points_lost", (("project", self.project_id),)), self.points)


@dataclass(frozen=True, slots=True)
class Cell:
    """One row per project and cause of the matrix with a loss."""

    project_id: str
    cause: str
    points: Decimal
    deductions: int

    def figure(self) -> Figure:
        """The points of this cell."""
        where = (("project", self.project_id), ("cause", self.cause))
        return Figure(FigureKey("points_lost", where), self.points)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Causes (most points first) × the projects that lost most; total: projects with losses, drawn or not."""

    causes: tuple[str, ...]
    projects: tuple[ProjectLoss, ...]
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OneOff:
    """One row per cause that only one project has."""

    loss: CauseLoss
    project_id: str
    project_name: str | None
    fiscal_year: int | None


@dataclass(frozen=True, slots=True)
class Deductions:
    """The answer of 扣分分析. habits: causes of several projects, most projects first; one_offs: of a single one."""

    causes: tuple[CauseLoss, ...]
    levels: tuple[LevelLoss, ...]
    matrix: Matrix
    habits: tuple[CauseLoss, ...]
    one_offs: tuple[OneOff, ...]
    page: DeductionPage

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the page with its key."""
        return (
            *(figure for row in self.causes for figure in row.figures()),
            *(figure for row in self.levels for figure in row.figures()),
            *(row.figure() for row in self.matrix.projects),
            *(row.figure() for row in self.matrix.cells),
            *(row.figure() for row in self.page.rows),
            Figure(FigureKey("deductions"), Decimal(self.page.total)),
            Figure(FigureKey("points_lost"), self.page.points),
        )


_BY_PROJECT = """
    WITH lost AS MATERIALIZED (SELECT * FROM scoped_loss),
    most AS (SELECT * FROM lost ORDER BY points DESC, project_no LIMIT $limit)
    SELECT p.project_id, p.name, p.fiscal_year, most.points, most.deductions, project_no, (SELECT count(*) FROM lost)
    FROM most JOIN snap.project_fact p USING (project_no) ORDER BY most.points DESC, project_no
"""
_CELLS = """
    SELECT project_no, cause, sum(points), sum(deductions) FROM scoped_cause
    WHERE list_contains($listed, project_no) GROUP BY project_no, cause
"""
_ONE_OFFS = """
    SELECT c.cause, p.project_id, p.name, p.fiscal_year FROM scoped_cause c JOIN snap.project_fact p USING (project_no)
    WHERE list_contains($single, c.cause)
"""


def loss_by_level(snapshot: Snapshot, scope: Scope) -> tuple[LevelLoss, ...]:
    """Points lost per level 1 and 2 in the order of the form, execution's last; they sum to all points lost."""
    now = kpis(snapshot, scope)
    of_levels = [
        LevelLoss(row.level1, row.level2, row.lost, row.losses, row.losing_projects or 0, execution=False)
        for row in level_rates(snapshot, scope)
        if row.losses
    ]
    of_execution = now.deductions - sum(row.deductions for row in of_levels)  # at most one a project
    execution = LevelLoss(None, None, now.execution_lost, of_execution, of_execution, execution=True)
    return (*of_levels, execution) if of_execution else tuple(of_levels)


def loss_by_project(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT) -> tuple[ProjectLoss, ...]:
    """Projects by points lost on the rows in scope, most first."""
    return tuple(row for _number, row in _most_lost(snapshot, scope, limit)[0])


def _most_lost(snapshot: Snapshot, scope: Scope, limit: int) -> tuple[list[tuple[int, ProjectLoss]], int]:
    """The projects that lost most with their numbers, and how many lost points at all."""
    sql, parameters = scoped(_BY_PROJECT, scope)
    found = snapshot.rows(sql, parameters | {"limit": limit})
    rows = [
        (
            whole(number),
            ProjectLoss(
                str(project),
                text(name),
                None if year is None else whole(year),
                points(lost),
                whole(count),
            ),
        )
        for project, name, year, lost, count, number, _total in found
    ]
    return rows, whole(found[0][-1]) if found else 0


def matrix(snapshot: Snapshot, scope: Scope, causes: tuple[CauseLoss, ...], limit: int = MATRIX_LIMIT) -> Matrix:
    """Cause × project for the `limit` projects that lost most; it says how many have losses."""
    numbered, total = _most_lost(snapshot, scope, limit)
    named = {number: row.project_id for number, row in numbered}
    sql, parameters = scoped(_CELLS, scope)
    found = snapshot.rows(sql, parameters | {"listed": list(named) or [-1]})
    cells = [Cell(named[whole(number)], str(cause), points(lost), whole(count)) for number, cause, lost, count in found]
    row_of = {project: at for at, project in enumerate(named.values())}
    column_of = {row.cause: at for at, row in enumerate(causes)}
    ordered = sorted(cells, key=lambda cell: (row_of[cell.project_id], column_of[cell.cause]))
    return Matrix(tuple(row.cause for row in causes), tuple(row for _number, row in numbered), tuple(ordered), total)


def one_offs(snapshot: Snapshot, scope: Scope, causes: tuple[CauseLoss, ...]) -> tuple[OneOff, ...]:
    """Causes that a single project has, with the project, most points first."""
    single = {row.cause: row for row in causes if not row.habit}
    sql, parameters = scoped(_ONE_OFFS, scope)
    found = snapshot.rows(sql, parameters | {"single": list(single)}) if single else []
    rows = [
        OneOff(single[str(cause)], str(project), text(name), None if year is None else whole(year))
        for cause, project, name, year in found
    ]
    return tuple(sorted(rows, key=lambda row: (-row.loss.points, row.loss.cause)))


def deductions(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT) -> Deductions:
    """Everything that 扣分分析 shows of the scope."""
    causes = loss_by_cause(snapshot, scope)
    habits = sorted((row for row in causes if row.habit), key=lambda row: (-row.projects, -row.points, row.cause))
    return Deductions(
        causes,
        loss_by_level(snapshot, scope),
        matrix(snapshot, scope, causes),
        tuple(habits),
        one_offs(snapshot, scope, causes),
        deduction_page(snapshot, scope, limit),
    )
