"""What-if: causes fixed, projects included, one execution rate raised → new scores, grades, means and ranks.

Assumptions, to be said beside every figure: a fixed cause gives back all points that were lost to it, at most to
full marks; nothing else changes; the execution score follows executed / budget × weight.
"""

from dataclasses import dataclass
from decimal import Decimal

from analytics.kpis import kpis
from analytics.overview import grades
from analytics.plan import GRADE, Plan, gains_of
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
    """One row per project that gains: total score, grade and rank (from 1, ties share one) before and after."""

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


_REGRADED = "coalesce(sum(more) FILTER (grade = '{grade}'), 0)"
_GRADES = "优良中差"
# From how many have each score before and after: scores have two decimals, so there are few distinct ones however many
# projects there are. Every row carries the sums of all that gain; where none does, they stand alone.
_GAINED = f"""
    {{gains}}, moved AS (
        SELECT total_score AS score, count(*) AS before, 0 AS leaving, 0 AS reaching
        FROM scoped_project WHERE total_score IS NOT NULL GROUP BY total_score
        UNION ALL SELECT before, 0, count(*), 0 FROM outcome GROUP BY before
        UNION ALL SELECT after, 0, 0, count(*) FROM outcome GROUP BY after
    ), counted AS (
        SELECT score, sum(before) AS before, sum(before - leaving + reaching) AS after, sum(before - leaving) AS staying
        FROM moved GROUP BY score
    ), place AS (
        SELECT score, staying, CAST(1 + sum(before) OVER (ORDER BY score DESC) - before AS BIGINT) AS before,
               CAST(1 + sum(after) OVER (ORDER BY score DESC) - after AS BIGINT) AS after
        FROM counted
    ), gain AS (
        SELECT count(*) AS gaining, coalesce(sum(recovered), 0) AS recovered,
               coalesce(sum(recovered * budget), 0) AS weighted
        FROM outcome
    ), passed AS (
        SELECT coalesce(sum(staying) FILTER (after > before), 0) AS overtaken FROM place
    ), regraded AS (
        SELECT {", ".join(_REGRADED.format(grade=grade) for grade in _GRADES)}
        FROM (SELECT {GRADE.format(score="score")} AS grade, after - before AS more FROM counted)
    ), most AS (
        SELECT project_no, before, after, recovered FROM outcome ORDER BY recovered DESC, project_no LIMIT $limit
    ), listed AS (
        SELECT o.*, p.grade, {GRADE.format(score="o.after")} AS grade_after, p.project_id, p.name, p.fiscal_year,
               b.before AS rank_before, a.after AS rank_after
        FROM most o
        JOIN snap.project_fact p USING (project_no)
        JOIN place b ON b.score = o.before JOIN place a ON a.score = o.after
    )
    SELECT gain.*, passed.*, regraded.*, o.project_id, o.name, o.fiscal_year, o.before, o.after, o.recovered, o.grade,
           o.grade_after, o.rank_before, o.rank_after
    FROM gain CROSS JOIN passed CROSS JOIN regraded LEFT JOIN listed o ON true ORDER BY o.recovered DESC, o.project_no
"""
_GAIN_COLUMNS = 8
_RAISABLE = """
    {gains}, listed AS (SELECT project_no, recovered FROM outcome ORDER BY recovered DESC, project_no LIMIT $limit)
    SELECT project_id, name, fiscal_year, recovered FROM listed JOIN snap.project_fact USING (project_no)
    ORDER BY recovered DESC, project_no
"""
_ACTIONS = f"""
    WITH lost AS (SELECT * FROM scoped_cause)
    SELECT lost.cause, sum(lost.points), count(*), CAST(sum(lost.deductions) AS BIGINT),
           count(*) FILTER (p.grade <> '优' AND p.grade <> {GRADE.format(score="(p.total_score + lost.points)")})
    FROM lost JOIN snap.project_fact p USING (project_no)
    GROUP BY lost.cause ORDER BY sum(lost.points) DESC, lost.cause
"""


def raisable(snapshot: Snapshot, scope: Scope, limit: int = RAISABLE_LIMIT) -> tuple[tuple[Raisable, ...], bool]:
    """Projects with a printed total that lost points by their execution rate, most first; whether there are more."""
    gains, own = gains_of(snapshot, Plan(causes=(EXECUTION_CAUSE,)))
    sql, parameters = scoped(_RAISABLE.format(gains=gains), scope)
    found = snapshot.fetch(sql, parameters | own | {"limit": limit + 1}, Raisable)
    return tuple(found[:limit]), len(found) > limit


def simulate(snapshot: Snapshot, scope: Scope, plan: Plan, limit: int = LIST_LIMIT) -> Simulation:
    """What the plan would change among the projects in scope that have a printed total."""
    now = kpis(snapshot, scope)
    gains, own = gains_of(snapshot, plan)
    sql, parameters = scoped(_GAINED.format(gains=gains), scope)
    found = snapshot.rows(sql, parameters | own | {"limit": limit})
    gaining, recovered, weighted, overtaken, *regraded = found[0][:_GAIN_COLUMNS]
    rows = [Simulated(*row[_GAIN_COLUMNS:]) for row in found] if gaining else []  # type: ignore[arg-type]
    before = {row.grade: row.projects for row in grades(snapshot, scope)}
    changes = [
        GradeChange(grade, before.get(grade, 0), before.get(grade, 0) + whole(more))
        for grade, more in zip(_GRADES, regraded, strict=True)
    ]
    return Simulation(
        plan,
        tuple(rows),
        whole(gaining),
        whole(overtaken),
        points(recovered),
        now.scored_projects,
        now.mean_score,
        ratio((now.total_score or Decimal(0)) + points(recovered), now.scored_projects),
        now.weighted_mean_score,
        ratio((now.weighted_score or Decimal(0)) + points(weighted), now.weighted_budget_wan),
        tuple(changes),
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
