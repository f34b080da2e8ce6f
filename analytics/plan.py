"""A plan of what-if: causes fixed, projects included, one execution rate raised, and who gains by it."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.ratios import half_up
from analytics.recoverable import EXECUTION_CAUSE
from analytics.scoped import Parameters
from data.store.snapshot import Snapshot

NO_PROJECT = "-"  # no project has this id: to include it alone is to leave all out
GRADE = "CASE WHEN {score} >= 90 THEN '优' WHEN {score} >= 80 THEN '良' WHEN {score} >= 60 THEN '中' ELSE '差' END"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is assumed: causes fixed, one project's rate raised; for the included projects alone (empty: all in scope).

    projects may be (NO_PROJECT,): every project was left out.
    """

    causes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    raised_project: str | None = None
    raised_rate_pct: Decimal | None = None


# The projects that gain, with what comes back; the raised rate counts where execution is not fixed as a whole.
_GAINS = """
    WITH fixed AS (
        SELECT project_no, CAST(sum(points) AS DECIMAL(9, 2)) AS points
        FROM scoped_picked WHERE is_among(cause, $fixed_causes) {included} GROUP BY project_no
    ), gained AS ({gained}), outcome AS (
        SELECT p.project_no, p.full_year_budget_wan AS budget, p.total_score AS before, g.recovered,
               CAST(p.total_score + g.recovered AS DECIMAL(9, 2)) AS after
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
        WHERE project_id = $raised {included} {unless_fixed}
    ) GROUP BY project_no HAVING sum(points) > 0
"""
_UNLESS_FIXED = "AND project_no NOT IN (SELECT project_no FROM scoped_picked WHERE cause = $execution)"
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
    """The CTEs of a plan (outcome: one row per project that gains), WITH and all, and their parameters."""
    # an empty list has no type to compare with; no cause is named so
    parameters: Parameters = {"fixed_causes": list(plan.causes) or ["\x00"]}
    if plan.projects:
        parameters["included"] = list(plan.projects)
    included = _INCLUDED if plan.projects else ""
    gained = _FIXED_ALONE
    if plan.raised_project is not None and plan.raised_rate_pct is not None:
        parameters["raised"] = plan.raised_project
        raised = execution_of(snapshot, plan.raised_project)
        parameters["raised_points"] = raised.gain(plan.raised_rate_pct) if raised else Decimal(0)
        if EXECUTION_CAUSE in plan.causes:
            parameters["execution"] = EXECUTION_CAUSE
        unless_fixed = _UNLESS_FIXED if EXECUTION_CAUSE in plan.causes else ""
        gained = _FIXED_AND_RAISED.format(included=included, unless_fixed=unless_fixed)
    return _GAINS.format(included=included, gained=gained), parameters
