"""The measures of what a reviewer works with: findings, recomputed scores, promised measures, what-if."""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.explain.bases import TOTAL_PLACE
from analytics.explain.measure import Form, Measure, Unit
from analytics.plan import GRADE
from analytics.recoverable import NOT_RECOVERABLE

_AFTER = "p.total_score + coalesce(o.recovered, 0)"
_OWN_AFTER = """(SELECT own.total_score + coalesce(gain.recovered, 0) FROM snap.project_fact own
    LEFT JOIN outcome gain ON gain.project_no = own.project_no WHERE own.project_id = $own)"""
_CAME_BACK = """p.next_no IS NOT NULL AND EXISTS (SELECT 1 FROM current_cause later
    WHERE later.project_no = p.next_no AND later.cause = m.cause AND later.points > 0)"""
# Who gains nothing and is passed: somebody was no higher, and is higher then.
_OVERTAKEN = """o.recovered IS NULL AND p.total_score IN (
    SELECT own.score FROM (SELECT DISTINCT total_score AS score FROM scoped_project) own
    JOIN (SELECT DISTINCT before, after FROM outcome) gain ON gain.before <= own.score AND gain.after > own.score)"""
# Causes that an action undoes, and which alone lift some project's grade (analytics/simulation.actions).
_UPGRADING = f"""CAST(c.cause AS VARCHAR) NOT IN ({", ".join(f"'{cause}'" for cause in NOT_RECOVERABLE)}) AND EXISTS (
    SELECT 1 FROM scoped_cause lost JOIN snap.project_fact own USING (project_no) WHERE lost.cause = c.cause
    AND own.grade <> '优' AND own.grade <> {GRADE.format(score="(own.total_score + lost.points)")})"""


def _simulated(form: Form, unit: Unit, numerator: str, denominator: str = "0", condition: str = "true") -> Measure:
    stated = f"p.total_score IS NOT NULL AND {condition}"
    return Measure("simulated", form, unit, numerator, denominator, stated, TOTAL_PLACE)


def _placed(score: str, own: str) -> Measure:
    """A rank with the scores that it is read from: the project's own, which adds nothing, and the better ones."""
    condition = f"({score} > {own} OR p.project_id = $own)"
    return _simulated("rank", "rank", f"CAST({score} > {own} AS INTEGER)", score, condition)


REVIEWED: Mapping[str, Measure] = MappingProxyType(
    {
        "recomputed_score": Measure("recomputed", "sum", "points", "r.recomputed_score"),
        "recomputed_own_score": Measure("factor", "product", "points", "x.above", "x.below"),
        "promises": Measure("promise", "sum", "count", "1"),
        "registered_promises": Measure("promise", "sum", "count", "1", condition="m.state IS NOT NULL"),
        "followed_promises": Measure(
            "promise", "sum", "count", "1", condition="p.next_no IS NOT NULL", none_is_zero=False
        ),
        "returned_promises": Measure("promise", "sum", "count", "1", condition=_CAME_BACK),
        "promising_projects": Measure(
            "project", "sum", "count", "1", condition="p.project_no IN (SELECT project_no FROM scoped_promise)"
        ),
        "simulated_score": _simulated("ratio", "points", _AFTER, "1"),
        "simulated_weighted_score": _simulated(
            "ratio",
            "points",
            f"({_AFTER}) * p.full_year_budget_wan",
            "p.full_year_budget_wan",
            "p.full_year_budget_wan IS NOT NULL",
        ),
        "simulated_own_score": Measure("regained_on", "sum", "points", "g.points"),
        "simulated_recovered": Measure("regained", "sum", "points", "g.points"),
        "simulated_gaining": _simulated("sum", "count", "1", condition="o.recovered IS NOT NULL"),
        "simulated_overtaken": _simulated("sum", "count", "1", condition=_OVERTAKEN),
        "simulated_projects": _simulated("sum", "count", "1"),
        "simulated_upgraded": _simulated("sum", "count", "1", condition="p.grade <> '优' AND o.grade_after <> p.grade"),
        "simulated_upgrading": Measure("cause_total", "sum", "count", "1", condition=_UPGRADING),
        "simulated_rank": _placed(_AFTER, _OWN_AFTER),
        "rank_now": _placed("p.total_score", "(SELECT total_score FROM snap.project_fact WHERE project_id = $own)"),
        "findings": Measure("finding", "sum", "count", "1"),
        "found_projects": Measure(
            "project", "sum", "count", "1", condition="p.project_no IN (SELECT project_no FROM scoped_finding)"
        ),
        "recomputed": Measure("recomputed", "sum", "count", "1"),
        "agreeing": Measure("recomputed", "sum", "count", "1", condition="abs(r.over_points) <= 0.01"),
        "over_indicators": Measure("recomputed", "sum", "count", "1", condition="r.over_points > 0.01"),
        "under_indicators": Measure("recomputed", "sum", "count", "1", condition="r.over_points < -0.01"),
        "differing_indicators": Measure("recomputed", "sum", "count", "1", condition="abs(r.over_points) > 0.01"),
        "coverage": Measure(
            "indicator",
            "percent",
            "percent",
            "CAST(i.indicator_no IN (SELECT indicator_no FROM snap.recomputed_fact) AS INTEGER)",
            "1",
        ),
        "over_points": Measure("recomputed", "less", "points", "r.score", "r.recomputed_score", "r.over_points > 0"),
        "under_points": Measure("recomputed", "less", "points", "r.recomputed_score", "r.score", "r.over_points < 0"),
        "net_inflation": Measure("recomputed", "less", "points", "r.score", "r.recomputed_score", "r.over_points <> 0"),
    }
)
