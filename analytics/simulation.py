"""What-if: causes fixed, projects included, one execution rate raised → new scores, grades, means and ranks.

Assumptions, to be said beside every figure: a fixed cause gives back all points that were lost to it, at most to
full marks; nothing else changes; the execution score follows executed / budget × weight.
"""

from dataclasses import dataclass
from decimal import Decimal

from analytics.ratios import half_up, ratio
from analytics.recoverable import EXECUTION_CAUSE, NOT_RECOVERABLE
from analytics.scope import Scope
from analytics.scoped import Parameters, scoped
from analytics.values import exact, points, text, whole
from data.store.snapshot import Snapshot

LIST_LIMIT = 100
NO_PROJECT = "-"  # no project has this id: to include it alone is to leave all out


@dataclass(frozen=True, slots=True)
class Plan:
    """What is assumed: causes fixed, one project's rate raised; for the included projects alone (empty: all in scope).

    projects may be (NO_PROJECT,): every project was left out.
    """

    causes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    raised_project: str | None = None
    raised_rate_pct: Decimal | None = None


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
    """The answer: projects that gain (most first, cut at a limit; gaining says of how many), and the sums of all."""

    plan: Plan
    rows: tuple[Simulated, ...]
    gaining: int
    recovered: Decimal
    scored_projects: int
    mean_before: Decimal | None
    mean_after: Decimal | None
    weighted_before: Decimal | None
    weighted_after: Decimal | None
    grades: tuple[GradeChange, ...]


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


GRADE = "CASE WHEN {score} >= 90 THEN '优' WHEN {score} >= 80 THEN '良' WHEN {score} >= 60 THEN '中' ELSE '差' END"
_GRADE_COUNTS = (
    "count(*) FILTER ({grade} = '优') AS g1{suffix}, count(*) FILTER ({grade} = '良') AS g2{suffix}, "
    "count(*) FILTER ({grade} = '中') AS g3{suffix}, count(*) FILTER ({grade} = '差') AS g4{suffix}"
)
# The projects that gain, with what comes back; the raised rate counts where execution is not fixed as a whole.
_GAINS = f"""
    WITH fixed AS (
        SELECT project_no, sum(points) AS points, bool_or(cause = $execution) AS with_execution
        FROM scoped_cause WHERE list_contains($fixed_causes, cause) {{included}} GROUP BY project_no
    ), gained AS ({{gained}}), outcome AS (
        SELECT p.project_no, p.project_id, p.name, p.fiscal_year, p.grade, p.full_year_budget_wan AS budget,
               p.total_score AS before, g.recovered, p.total_score + g.recovered AS after,
               {GRADE.format(score="(p.total_score + g.recovered)")} AS grade_after
        FROM gained g JOIN snap.project_fact p USING (project_no) WHERE p.total_score IS NOT NULL
    )
"""
_INCLUDED = """
    AND project_no IN (SELECT project_no FROM snap.project_fact WHERE list_contains($included, project_id))
"""
_FIXED_ALONE = "SELECT project_no, points AS recovered FROM fixed WHERE points > 0"
_FIXED_AND_RAISED = """
    SELECT project_no, sum(points) AS recovered FROM (
        SELECT project_no, points FROM fixed
        UNION ALL
        SELECT project_no, CAST($raised_points AS DECIMAL(9, 2)) FROM scoped_project
        WHERE project_id = $raised AND project_no NOT IN (SELECT project_no FROM fixed WHERE with_execution) {included}
    ) GROUP BY project_no HAVING sum(points) > 0
"""
_SUMS = f"""
    {{gains}}, gain AS (
        SELECT count(*) AS gaining, coalesce(sum(recovered), 0) AS recovered,
               coalesce(sum(recovered * budget), 0) AS weighted, {_GRADE_COUNTS.format(grade="grade", suffix="b")},
               {_GRADE_COUNTS.format(grade="grade_after", suffix="a")} FROM outcome
    ), base AS (
        SELECT count(*) AS projects, sum(total_score) AS total, sum(total_score * full_year_budget_wan) AS weighted,
               sum(full_year_budget_wan) AS budget, {_GRADE_COUNTS.format(grade="grade", suffix="")}
        FROM scoped_project WHERE total_score IS NOT NULL
    )
    SELECT projects, gaining, recovered, total, base.weighted, base.weighted + gain.weighted, budget,
           g1, g2, g3, g4, g1 - g1b + g1a, g2 - g2b + g2a, g3 - g3b + g3a, g4 - g4b + g4a
    FROM base, gain
"""
# Ranks by counting: scores have two decimals, so there are few distinct ones however many projects there are.
_ROWS = """
    {gains}, before_count AS (
        SELECT total_score AS score, count(*) AS n FROM scoped_project WHERE total_score IS NOT NULL GROUP BY 1
    ), moved AS (
        SELECT score, n FROM before_count
        UNION ALL SELECT before, -count(*) FROM outcome GROUP BY before
        UNION ALL SELECT after, count(*) FROM outcome GROUP BY after
    ), after_count AS (SELECT score, sum(n) AS n FROM moved GROUP BY score),
    before_rank AS (SELECT score, 1 + sum(n) OVER (ORDER BY score DESC) - n AS place FROM before_count),
    after_rank AS (SELECT score, 1 + sum(n) OVER (ORDER BY score DESC) - n AS place FROM after_count)
    SELECT o.project_id, o.name, o.fiscal_year, o.before, o.after, o.recovered, o.grade AS grade_before, o.grade_after,
           CAST(b.place AS BIGINT) AS rank_before, CAST(a.place AS BIGINT) AS rank_after
    FROM (SELECT * FROM outcome ORDER BY recovered DESC, project_no LIMIT $limit) o
    JOIN before_rank b ON b.score = o.before JOIN after_rank a ON a.score = o.after
    ORDER BY o.recovered DESC, o.project_no
"""
_ACTIONS = f"""
    WITH lost AS (SELECT * FROM scoped_cause)
    SELECT lost.cause, sum(lost.points), count(*), CAST(sum(lost.deductions) AS BIGINT),
           count(*) FILTER (p.grade <> '优' AND p.grade <> {GRADE.format(score="(p.total_score + lost.points)")})
    FROM lost JOIN snap.project_fact p USING (project_no)
    GROUP BY lost.cause ORDER BY sum(lost.points) DESC, lost.cause
"""
_EXECUTION = """
    SELECT execution_weight, execution_score, rate_pct FROM snap.project_fact WHERE project_id = $project
"""


def raised_points(snapshot: Snapshot, project_id: str, rate_pct: Decimal) -> Decimal:
    """Points gained at a higher execution rate: rate × weight, half up, at most the weight; never below zero."""
    for weight, score, _rate in snapshot.rows(_EXECUTION, {"project": project_id}):
        whole_weight, own = exact(weight), exact(score)
        if whole_weight is not None and own is not None:
            reached = min(half_up(whole_weight * rate_pct / 100), whole_weight)
            return max(reached - own, Decimal(0))
    return Decimal(0)


def gains_of(snapshot: Snapshot, plan: Plan) -> tuple[str, Parameters]:
    """The CTEs of a plan (outcome: one row per project that gains), WITH and all, and their parameters."""
    # an empty list has no type to compare with; no cause is named so
    parameters: Parameters = {"execution": EXECUTION_CAUSE, "fixed_causes": list(plan.causes) or ["\x00"]}
    if plan.projects:
        parameters["included"] = list(plan.projects)
    gained = _FIXED_ALONE
    if plan.raised_project is not None and plan.raised_rate_pct is not None:
        parameters["raised"] = plan.raised_project
        parameters["raised_points"] = raised_points(snapshot, plan.raised_project, plan.raised_rate_pct)
        gained = _FIXED_AND_RAISED
    included = _INCLUDED if plan.projects else ""
    return _GAINS.format(included=included, gained=gained.format(included=included)), parameters


def simulate(snapshot: Snapshot, scope: Scope, plan: Plan, limit: int = LIST_LIMIT) -> Simulation:
    """What the plan would change among the projects in scope that have a printed total."""
    gains, own = gains_of(snapshot, plan)
    sql, parameters = scoped(_SUMS.format(gains=gains), scope)
    sums = snapshot.rows(sql, parameters | own)[0]
    sql, parameters = scoped(_ROWS.format(gains=gains), scope)
    rows = snapshot.fetch(sql, parameters | own | {"limit": limit}, Simulated)
    projects, recovered, total, budget = whole(sums[0]), points(sums[2]), points(sums[3]), exact(sums[6])
    counts = [whole(value) for value in sums[7:]]
    return Simulation(
        plan,
        tuple(rows),
        whole(sums[1]),
        recovered,
        projects,
        ratio(total, projects),
        ratio(total + recovered, projects),
        ratio(exact(sums[4]), budget),
        ratio(exact(sums[5]), budget),
        tuple(GradeChange(grade, counts[at], counts[at + 4]) for at, grade in enumerate("优良中差")),
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
