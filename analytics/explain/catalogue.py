"""The measures that a figure can be of: over which rows, what each row adds to numerator and denominator.

Every figure on a screen is one of these forms, so one mechanism explains and recomputes them all:
sum = Σ numerator · less = Σ numerator − Σ denominator ·
ratio = Σ numerator / Σ denominator (× 100 for per cent) · lowest, highest: of the numerators ·
rank = 1 + Σ numerator over the better ones · remainder = 100 − Σ numerator ·
spread = max numerator − min numerator.
"""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.explain.bases import FUNDING_PLACE, TOTAL_PLACE, Base
from analytics.explain.measure import Form, Measure
from analytics.explain.reviewed import REVIEWED


def _money(column: str, base: Base = "project") -> Measure:
    at = "f" if base == "funding" else "p"
    place = FUNDING_PLACE if base == "project" else None
    return Measure(base, "sum", "wan", f"{at}.{column}", condition=f"{at}.{column} IS NOT NULL", place=place)


def _less(column: str, subtracted: str) -> Measure:
    both = f"p.{column} IS NOT NULL AND p.{subtracted} IS NOT NULL"
    return Measure("project", "less", "wan", f"p.{column}", f"p.{subtracted}", both, FUNDING_PLACE)


def _rate(at: str, base: Base) -> Measure:
    both = f"{at}.executed_wan IS NOT NULL AND {at}.full_year_budget_wan IS NOT NULL"
    place = FUNDING_PLACE if base == "project" else None
    return Measure(base, "percent", "percent", f"{at}.executed_wan", f"{at}.full_year_budget_wan", both, place)


def _count(condition: str, base: Base = "project", place: str | None = None) -> Measure:
    return Measure(base, "sum", "count", "1", condition=condition, place=place)


def _rank(column: str) -> Measure:
    better = f"p.{column} > (SELECT {column} FROM snap.project_fact WHERE project_id = $own)"
    return Measure("project", "rank", "rank", "1", condition=better)


def _total(form: Form, denominator: str = "0") -> Measure:
    """Printed totals, each at its 总分 row."""
    return Measure("project", form, "points", "p.total_score", denominator, _HAS_TOTAL, TOTAL_PLACE, none_is_zero=False)


def _lost(condition: str) -> Measure:
    return Measure("deduction", "sum", "points", "d.points", condition=condition)


def _execution(column: str) -> Measure:
    condition = f"p.{column} IS NOT NULL"
    return Measure("project", "sum", "points", f"p.{column}", condition=condition, place=FUNDING_PLACE)


_HAS_TOTAL = "p.total_score IS NOT NULL"
_SCORED = "i.rate_bin IS NOT NULL"
# What puts a project between money and score (analytics/quadrant).
_PLACED = "p.total_score IS NOT NULL AND p.executed_wan IS NOT NULL AND p.full_year_budget_wan > 0"

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "projects": Measure("project", "sum", "count", "1"),
        "mean_score": _total("ratio", "1"),
        "own_score": _total("sum"),
        "weighted_mean_score": Measure(
            "project",
            "ratio",
            "points",
            "p.total_score * p.full_year_budget_wan",
            "p.full_year_budget_wan",
            "p.total_score IS NOT NULL AND p.full_year_budget_wan IS NOT NULL",
            TOTAL_PLACE,
        ),
        "highest_score": _total("highest"),
        "lowest_score": _total("lowest"),
        "mean_budget": Measure(
            "project", "ratio", "wan", "coalesce(p.full_year_budget_wan, 0)", "1", place=FUNDING_PLACE
        ),
        "mean_points_lost": Measure("project", "ratio", "points", "p.points_lost", "1", place=TOTAL_PLACE),
        "rate_projects": Measure(
            "project",
            "sum",
            "count",
            "1",
            condition="p.full_year_budget_wan > 0 AND p.executed_wan IS NOT NULL",
            place=FUNDING_PLACE,
        ),
        "no_rate_projects": Measure(
            "project",
            "sum",
            "count",
            "1",
            condition="(p.full_year_budget_wan > 0 AND p.executed_wan IS NOT NULL) IS NOT TRUE",
            place=FUNDING_PLACE,
        ),
        "placed_projects": _count(_PLACED),
        "unplaced_projects": _count(f"({_PLACED}) IS NOT TRUE"),
        "unspent_projects": _count("p.unspent_wan > 0", place=FUNDING_PLACE),
        "units": _count("g.kind = 'unit'", "group"),
        "departments": _count("g.kind = 'department'", "group"),
        "scored_projects": Measure("project", "sum", "count", "1", condition="p.total_score IS NOT NULL"),
        "adjusted_projects": Measure(
            "project", "sum", "count", "1", condition="p.adjustment_wan <> 0", place=FUNDING_PLACE
        ),
        "continuing_projects": Measure("project", "sum", "count", "1", condition="p.previous_no IS NOT NULL"),
        "unbalanced_projects": Measure("project", "sum", "count", "1", condition="NOT p.balanced"),
        "losing_levels": Measure("level_total", "sum", "count", "1", condition="l.points > 0"),
        "losing_projects": Measure(
            "project", "sum", "count", "1", condition="p.project_no IN (SELECT project_no FROM scoped_cause)"
        ),
        "execution_score": _execution("execution_score"),
        "execution_weight": _execution("execution_weight"),
        "score_spread": _total("spread"),
        "low_rate_projects": Measure(
            "project",
            "sum",
            "count",
            "1",
            condition="p.full_year_budget_wan > 0 AND p.executed_wan * 100 < 90 * p.full_year_budget_wan",
            place=FUNDING_PLACE,
        ),
        "initial_budget": _money("initial_budget_wan"),
        "budget": _money("full_year_budget_wan"),
        "executed": _money("executed_wan"),
        "unspent": _less("full_year_budget_wan", "executed_wan"),
        "adjustment": _less("full_year_budget_wan", "initial_budget_wan"),
        "execution_rate": _rate("p", "project"),
        "own_execution_rate": _rate("p", "project"),
        "adjustment_share": Measure(
            "project",
            "percent",
            "percent",
            "coalesce(p.adjustment_wan, 0)",
            "p.initial_budget_wan",
            "p.initial_budget_wan IS NOT NULL",
            FUNDING_PLACE,
        ),
        "unspent_share": Measure(
            "project",
            "percent",
            "percent",
            "p.unspent_wan",
            "p.unspent_wan",
            "p.unspent_wan IS NOT NULL",
            FUNDING_PLACE,
            share=True,
        ),
        "source_budget_share": Measure(
            "funding",
            "percent",
            "percent",
            "f.full_year_budget_wan",
            "f.full_year_budget_wan",
            "f.source <> 'total' AND f.full_year_budget_wan IS NOT NULL",
            share=True,
        ),
        "high_rate_projects": Measure(
            "project",
            "sum",
            "count",
            "1",
            condition="p.full_year_budget_wan > 0 AND p.executed_wan * 100 >= 90 * p.full_year_budget_wan",
            place=FUNDING_PLACE,
        ),
        "source_initial_budget": _money("initial_budget_wan", "funding"),
        "source_budget": _money("full_year_budget_wan", "funding"),
        "source_executed": _money("executed_wan", "funding"),
        "source_execution_rate": _rate("f", "funding"),
        "points_lost": _lost("true"),
        "indicator_points_lost": _lost("d.indicator_no IS NOT NULL"),
        "execution_points_lost": _lost("d.indicator_no IS NULL"),
        "points_lost_share": Measure("deduction", "percent", "percent", "d.points", "d.points", share=True),
        "score_left": Measure("deduction", "remainder", "points", "d.points"),
        "deductions": Measure("deduction", "sum", "count", "1"),
        "causes": Measure("cause_total", "sum", "count", "1"),
        "recurring_causes": Measure("cause_total", "sum", "count", "1", condition="c.projects > 1"),
        "single_causes": Measure("cause_total", "sum", "count", "1", condition="c.projects = 1"),
        "recurring_points": Measure("cause_total", "sum", "points", "c.points", condition="c.projects > 1"),
        "single_points": Measure("cause_total", "sum", "points", "c.points", condition="c.projects = 1"),
        "deducted_projects": Measure("cause", "sum", "count", "1"),
        "indicators": Measure("indicator", "sum", "count", "1"),
        "deducted_indicators": Measure("indicator", "sum", "count", "1", condition="i.deduction > 0"),
        "scored_indicators": Measure("indicator", "sum", "count", "1", condition="i.rate_bin IS NOT NULL"),
        "unscored_indicators": _count("i.score IS NULL", "indicator"),
        "full_mark_indicators": Measure("indicator", "sum", "count", "1", condition="i.rate_bin = 4"),
        "indicator_scores": Measure("indicator", "sum", "points", "i.score", condition=_SCORED),
        "indicator_weights": Measure("indicator", "sum", "points", "i.weight", condition=_SCORED),
        "indicator_names": Measure("name", "sum", "count", "1"),
        "full_mark_names": Measure("name", "sum", "count", "1", condition="n.full_marks"),
        "repeated_full_mark_names": Measure("name", "sum", "count", "1", condition="n.full_marks AND n.indicators > 1"),
        "score_rate": Measure("indicator", "percent", "percent", "i.score", "i.weight", _SCORED),
        "indicator_loss": Measure("indicator", "less", "points", "i.weight", "i.score", "i.deduction > 0"),
        "full_mark_share": Measure(
            "indicator",
            "percent",
            "percent",
            "CAST(i.rate_bin = 4 AS INTEGER)",
            "1",
            "i.rate_bin IS NOT NULL",
        ),
        "score_rank": _rank("total_score"),
        "rate_rank": _rank("rate_pct"),
        "budget_rank": _rank("full_year_budget_wan"),
        "lost_rank": _rank("points_lost"),
        **REVIEWED,
    }
)
RANK_COLUMNS = {
    "score_rank": "total_score",
    "rate_rank": "rate_pct",
    "budget_rank": "full_year_budget_wan",
    "lost_rank": "points_lost",
}
