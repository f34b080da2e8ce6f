"""A plan of what-if: causes fixed, projects included, one execution rate raised, and who gains by it."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.ratios import half_up
from analytics.recoverable import EXECUTION_CAUSE
from analytics.scoped import Parameters
from data.store.snapshot import Snapshot

NO_PROJECT = "-"  # no project has this id: to include it alone is to leave all out
GRADE_FROM = {"优": 90, "良": 80, "中": 60}  # from how many points: filing rule 4
LOWEST_GRADE = "差"
_BY_SCORE = " ".join(f"WHEN {{score}} >= {least} THEN '{grade}'" for grade, least in GRADE_FROM.items())
GRADE = f"CASE {_BY_SCORE} ELSE '{LOWEST_GRADE}' END"


def grade_of(score: Decimal | int) -> str:
    """The grade of a total score (DOMAIN.md, filing rule 4)."""
    return next((grade for grade, least in GRADE_FROM.items() if score >= least), LOWEST_GRADE)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is assumed: causes fixed, one project's rate raised; for the included projects alone (empty: all in scope).

    projects may be (NO_PROJECT,): every project was left out.
    """

    causes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    raised_project: str | None = None
    raised_rate_pct: Decimal | None = None


# What comes back by the causes fixed and by the rate raised, in projects in scope, and those that gain.
_GAINS = """
    WITH fixed AS (SELECT project_no, points FROM scoped_cause WHERE {fixed}),
    raised AS ({raised}),
    given AS (SELECT * FROM fixed UNION ALL SELECT * FROM raised),
    outcome AS (
        SELECT project_no, total_score AS before, CAST(sum(points) AS DECIMAL(9, 2)) AS recovered,
               CAST(before + recovered AS DECIMAL(9, 2)) AS after
        FROM given JOIN scoped_project USING (project_no)
        WHERE total_score IS NOT NULL GROUP BY project_no, total_score HAVING sum(points) > 0
    )
"""
_RAISED = "SELECT project_no, CAST($raised_points AS DECIMAL(9, 2)) AS points FROM scoped_project WHERE {raised}"
_NOT_RAISED = "SELECT * FROM fixed WHERE false"
_INCLUDED = "project_no IN (SELECT project_no FROM snap.project_fact WHERE list_contains($included, project_id))"
_UNLESS_FIXED = "project_no NOT IN (SELECT project_no FROM scoped_cause WHERE cause = $execution)"
_EXECUTION = """
    SELECT name, rate_pct, execution_weight, execution_score FROM snap.project_fact WHERE project_id = $project
"""


@dataclass(frozen=True, slots=True)
class ExecutionOf:
    """A project's execution as its form has it: rate in per cent (None without a budget), weight and score."""

    name: str | None
    rate_pct: float | None
    execution_weight: Decimal | None
    execution_score: Decimal | None

    def gain(self, rate_pct: Decimal) -> Decimal:
        """Points gained at that rate: rate × weight, half up, at most the weight; never below zero."""
        if self.execution_weight is None or self.execution_score is None:
            return Decimal(0)
        reached = min(half_up(self.execution_weight * rate_pct / 100), self.execution_weight)
        return max(reached - self.execution_score, Decimal(0))


def execution_of(snapshot: Snapshot, project_id: str) -> ExecutionOf | None:
    """The execution of one project; None when the snapshot has no such project."""
    found = snapshot.fetch(_EXECUTION, {"project": project_id}, ExecutionOf)
    return found[0] if found else None


def gains_of(snapshot: Snapshot, plan: Plan) -> tuple[str, Parameters]:
    """The CTEs of a plan, WITH and all, and their parameters.

    given: points that come back, a row per project and cause fixed, and one for the rate raised; it counts where
    execution is not fixed as a whole. outcome: one row per project that gains.
    """
    # an empty list has no type to compare with; no cause is named so
    parameters: Parameters = {"fixed_causes": list(plan.causes) or ["\x00"]}
    included = []
    if plan.projects:
        included = [_INCLUDED]
        parameters["included"] = list(plan.projects)
    fixed = " AND ".join(["is_among(cause, $fixed_causes)", *included])
    if plan.raised_project is None or plan.raised_rate_pct is None:
        return _GAINS.format(fixed=fixed, raised=_NOT_RAISED), parameters
    raised = ["project_id = $raised", *included]
    execution = execution_of(snapshot, plan.raised_project)
    parameters["raised"] = plan.raised_project
    parameters["raised_points"] = execution.gain(plan.raised_rate_pct) if execution else Decimal(0)
    if EXECUTION_CAUSE in plan.causes:
        raised.append(_UNLESS_FIXED)
        parameters["execution"] = EXECUTION_CAUSE
    return _GAINS.format(fixed=fixed, raised=_RAISED.format(raised=" AND ".join(raised))), parameters
