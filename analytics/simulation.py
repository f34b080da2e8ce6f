"""What-if: causes fixed, projects included, one execution rate raised → new scores, grades, means and ranks.

Assumptions, to be said beside every figure: a fixed cause gives back all points that were lost to it, at most to
full marks; nothing else changes; the execution score follows executed / budget × weight.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from analytics.kpis import kpis
from analytics.outcome import Numbers, Outcome, hundredths, outcome_of
from analytics.overview import grades
from analytics.plan import GRADE, Plan, grade_of
from analytics.ratios import ratio
from analytics.recoverable import EXECUTION_CAUSE, NOT_RECOVERABLE
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.stretch import LIST_LIMIT
from analytics.values import points, text, whole
from data.store.snapshot import Snapshot

RAISABLE_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Simulated:
    """One row per project: total score, grade and rank (from 1, ties share one) before and after."""

    project_id: str
    name: str | None
    fiscal_year: int | None
    before: Decimal
    after: Decimal
    recovered: Decimal
    grade_before: str | None
    grade_after: str
    rank_before: int
    rank_after: int


@dataclass(frozen=True, slots=True)
class GradeChange:
    """One row per grade: how many projects have it before and after."""

    grade: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """The answer: projects that gain (most first, cut at a limit; gaining says of how many), and the sums of all.

    overtaken: how many gain nothing and have a lower rank then, since others passed them.
    """

    plan: Plan
    rows: tuple[Simulated, ...]
    gaining: int
    overtaken: int
    recovered: Decimal
    scored_projects: int
    mean_before: Decimal | None
    mean_after: Decimal | None
    weighted_before: Decimal | None
    weighted_after: Decimal | None
    grades: tuple[GradeChange, ...]


@dataclass(frozen=True, slots=True)
class Raisable:
    """One row per project that a higher execution rate can give points back, at most `recovered`."""

    project_id: str
    name: str | None
    fiscal_year: int | None
    recovered: Decimal


@dataclass(frozen=True, slots=True)
class Action:
    """One row per cause: what fixing it would give back at most, in how many projects, and how many rise a grade.

    recoverable is False for causes that no action of the filer undoes: they are listed, not recommended.
    """

    cause: str
    points: Decimal
    projects: int
    deductions: int
    upgraded: int
    recoverable: bool


class _Named(NamedTuple):
    project_id: str
    name: str | None
    fiscal_year: int | None
    grade: str | None


_NAMED = """
    SELECT project_no, project_id, name, fiscal_year, grade
    FROM snap.project_fact JOIN (SELECT unnest($rows) AS project_no) USING (project_no)
"""
_NUMBERED = "SELECT project_no FROM snap.project_fact WHERE list_contains($chosen, project_id)"
_ACTIONS = f"""
    WITH lost AS (SELECT * FROM scoped_cause)
    SELECT lost.cause, sum(lost.points), count(*), CAST(sum(lost.deductions) AS BIGINT),
           count(*) FILTER (p.grade <> '优' AND p.grade <> {GRADE.format(score="(p.total_score + lost.points)")})
    FROM lost JOIN snap.project_fact p USING (project_no)
    GROUP BY lost.cause ORDER BY sum(lost.points) DESC, lost.cause
"""


def raisable(snapshot: Snapshot, scope: Scope, limit: int = RAISABLE_LIMIT) -> tuple[tuple[Raisable, ...], bool]:
    """Projects with a printed total that lost points by their execution rate, most first; whether there are more."""
    outcome = outcome_of(snapshot, scope, Plan(causes=(EXECUTION_CAUSE,)))
    rows = outcome.most(limit + 1)
    found = tuple(
        Raisable(project_id, name, year, hundredths(outcome.recovered[at]))
        for at, (project_id, name, year, _grade) in zip(rows, _named(snapshot, outcome, rows), strict=True)
    )
    return found[:limit], len(rows) > limit


def simulate(snapshot: Snapshot, scope: Scope, plan: Plan, limit: int = LIST_LIMIT) -> Simulation:
    """What the plan would change among the projects in scope that have a printed total."""
    now = kpis(snapshot, scope)
    outcome = outcome_of(snapshot, scope, plan)
    recovered = outcome.recovered_points
    before = {row.grade: row.projects for row in grades(snapshot, scope)}
    return Simulation(
        plan,
        _simulated(snapshot, outcome, outcome.most(limit)),
        outcome.gaining,
        outcome.overtaken,
        recovered,
        now.scored_projects,
        now.mean_score,
        ratio((now.total_score or Decimal(0)) + recovered, now.scored_projects),
        now.weighted_mean_score,
        ratio((now.weighted_score or Decimal(0)) + outcome.weighted_points, now.weighted_budget_wan),
        tuple(
            GradeChange(grade, before.get(grade, 0), before.get(grade, 0) + more)
            for grade, more in outcome.graded().items()
        ),
    )


def simulated_of(snapshot: Snapshot, scope: Scope, plan: Plan, chosen: tuple[str, ...]) -> dict[str, Simulated]:
    """Project id → what the plan changes for it, whether it gains or not: of those with a score in scope."""
    outcome = outcome_of(snapshot, scope, plan)
    numbers = [whole(number) for (number,) in snapshot.rows(_NUMBERED, {"chosen": list(chosen)})]
    found = _simulated(snapshot, outcome, np.flatnonzero(np.isin(outcome.project_no, numbers)))
    return {row.project_id: row for row in found}


def _simulated(snapshot: Snapshot, outcome: Outcome, rows: Numbers) -> tuple[Simulated, ...]:
    listed = zip(_named(snapshot, outcome, rows), rows, *outcome.ranks(rows), strict=True)
    return tuple(_row(named, outcome, at, rank_before, rank_after) for named, at, rank_before, rank_after in listed)


def _named(snapshot: Snapshot, outcome: Outcome, rows: Numbers) -> list[_Named]:
    """Id, name, fiscal year and grade of the projects in these rows."""
    if not len(rows):
        return []
    numbers = outcome.project_no[rows].tolist()
    found = {
        number: _Named(str(project_id), text(name), None if year is None else whole(year), text(grade))
        for number, project_id, name, year, grade in snapshot.rows(_NAMED, {"rows": numbers})
    }
    return [found[number] for number in numbers]


def _row(named: _Named, outcome: Outcome, at: int, rank_before: int, rank_after: int) -> Simulated:
    project_id, name, year, grade = named
    after = hundredths(outcome.after[at])
    return Simulated(
        project_id,
        name,
        year,
        hundredths(outcome.before[at]),
        after,
        hundredths(outcome.recovered[at]),
        grade,
        grade_of(after),
        rank_before,
        rank_after,
    )


def actions(snapshot: Snapshot, scope: Scope) -> tuple[Action, ...]:
    """Causes by what fixing each alone would give back, recoverable ones first, most points first."""
    found = [
        Action(
            text(cause) or "",
            points(lost),
            whole(projects),
            whole(deductions),
            whole(upgraded),
            cause not in NOT_RECOVERABLE,
        )
        for cause, lost, projects, deductions, upgraded in snapshot.rows(*scoped(_ACTIONS, scope))
    ]
    return tuple(sorted(found, key=lambda action: (not action.recoverable, -action.points, action.cause)))
