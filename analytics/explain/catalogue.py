"""The measures that a figure can be of: over which rows, what each row adds to numerator and denominator.

Every figure on a screen is one of these forms, so one mechanism explains and recomputes them all:
sum = Σ numerator · ratio = Σ numerator / Σ denominator (× 100 for per cent) · lowest = min numerator ·
rank = 1 + Σ numerator over the better ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Base = Literal["project", "funding", "indicator", "deduction", "cause", "finding", "recomputed"]
Form = Literal["sum", "ratio", "percent", "lowest", "rank"]
Unit = Literal["count", "points", "wan", "percent", "rank"]

_PLACES = "{p}.document_id, {at}.source_line, {at}.source_place"
_FORM_PLACE = (
    "p.document_id, p.first_line AS source_line, "
    "CASE WHEN p.first_line IS NOT NULL THEN '第' || p.first_line || '行' END AS source_place"
)
_FUNDING_PLACE = "p.document_id, p.funding_line AS source_line, p.funding_place AS source_place"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a base: where they come from, what names one, where it stands in its document, its fields."""

    source: str
    detail: str
    place: str
    fields: Mapping[str, str]


_PROJECT_FIELDS = {
    "project": "p.project_id",
    "year": "CAST(coalesce(p.fiscal_year, 0) AS VARCHAR)",
    "grade": "coalesce(p.grade, '')",
    "department": "coalesce(p.department, '')",
    "unit": "coalesce(p.implementing_unit, '')",
}
_LEVEL_FIELDS = {"level1": "coalesce(l.level1, '')", "level2": "coalesce(l.level2, '')"}
_OWN_PROJECT = "JOIN snap.project_fact p ON p.project_no = {at}.project_no"

BASES: Mapping[Base, Rows] = MappingProxyType(
    {
        "project": Rows("scoped_project p", "NULL", _FORM_PLACE, _PROJECT_FIELDS),
        "funding": Rows(
            "snap.funding_fact f JOIN scoped_project p ON p.project_no = f.project_no",
            "f.source",
            _PLACES.format(p="p", at="f"),
            _PROJECT_FIELDS | {"source": "f.source"},
        ),
        "indicator": Rows(
            f"scoped_indicator i {_OWN_PROJECT.format(at='i')} JOIN snap.level l ON l.level_no = i.level_no",
            "i.name",
            _PLACES.format(p="p", at="i"),
            _PROJECT_FIELDS
            | _LEVEL_FIELDS
            | {"indicator": "i.indicator_id", "rate_bin": "([0, 60, 80, 90, 100])[i.rate_bin + 1]"},
        ),
        "deduction": Rows(
            f"scoped_deduction d {_OWN_PROJECT.format(at='d')} LEFT JOIN snap.level l ON l.level_no = d.level_no",
            "d.name",
            _PLACES.format(p="p", at="d"),
            _PROJECT_FIELDS
            | _LEVEL_FIELDS
            | {
                "cause": "d.cause",
                "deduction": "d.deduction_id",
                "execution": "CASE WHEN d.indicator_no IS NULL THEN 'yes' ELSE 'no' END",
            },
        ),
        "cause": Rows(
            f"scoped_cause c {_OWN_PROJECT.format(at='c')}",
            "c.cause",
            _FORM_PLACE,
            _PROJECT_FIELDS | {"cause": "c.cause"},
        ),
        "finding": Rows(
            "scoped_finding f LEFT JOIN snap.project_fact p ON p.project_no = f.project_no",
            "f.message",
            "coalesce(f.document_id, p.document_id) AS document_id, f.source_line, f.source_place",
            _PROJECT_FIELDS | {"rule": "f.rule", "severity": "f.severity", "state": "f.state"},
        ),
        "recomputed": Rows(
            "scoped_recomputed r JOIN snap.indicator_fact i ON i.indicator_no = r.indicator_no "
            f"{_OWN_PROJECT.format(at='i')} JOIN snap.level l ON l.level_no = i.level_no",
            "i.name",
            _PLACES.format(p="p", at="i"),
            _PROJECT_FIELDS | _LEVEL_FIELDS | {"indicator": "i.indicator_id"},
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One row per measure. numerator, denominator, condition: SQL over the base's rows.

    share: `where` restricts the numerator only, the denominator is everything in scope.
    """

    base: Base
    form: Form
    unit: Unit
    numerator: str
    denominator: str = "0"
    condition: str = "true"
    place: str | None = None
    share: bool = False


def _money(column: str, base: Base = "project") -> Measure:
    at = "f" if base == "funding" else "p"
    place = _FUNDING_PLACE if base == "project" else None
    return Measure(base, "sum", "wan", f"{at}.{column}", condition=f"{at}.{column} IS NOT NULL", place=place)


def _rate(at: str, base: Base) -> Measure:
    both = f"{at}.executed_wan IS NOT NULL AND {at}.full_year_budget_wan IS NOT NULL"
    place = _FUNDING_PLACE if base == "project" else None
    return Measure(base, "percent", "percent", f"{at}.executed_wan", f"{at}.full_year_budget_wan", both, place)


def _rank(column: str) -> Measure:
    better = f"p.{column} > (SELECT {column} FROM snap.project_fact WHERE project_id = $own)"
    return Measure("project", "rank", "rank", "1", condition=better)


def _lost(condition: str) -> Measure:
    return Measure("deduction", "sum", "points", "d.points", condition=condition)


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "projects": Measure("project", "sum", "count", "1"),
        "mean_score": Measure("project", "ratio", "points", "p.total_score", "1", "p.total_score IS NOT NULL"),
        "weighted_mean_score": Measure(
            "project",
            "ratio",
            "points",
            "p.total_score * p.full_year_budget_wan",
            "p.full_year_budget_wan",
            "p.total_score IS NOT NULL AND p.full_year_budget_wan IS NOT NULL",
        ),
        "lowest_score": Measure("project", "lowest", "points", "p.total_score", condition="p.total_score IS NOT NULL"),
        "low_rate_projects": Measure(
            "project",
            "sum",
            "count",
            "1",
            condition="p.full_year_budget_wan > 0 AND p.executed_wan * 100 < 90 * p.full_year_budget_wan",
            place=_FUNDING_PLACE,
        ),
        "initial_budget": _money("initial_budget_wan"),
        "budget": _money("full_year_budget_wan"),
        "executed": _money("executed_wan"),
        "unspent": _money("unspent_wan"),
        "adjustment": _money("adjustment_wan"),
        "execution_rate": _rate("p", "project"),
        "source_initial_budget": _money("initial_budget_wan", "funding"),
        "source_budget": _money("full_year_budget_wan", "funding"),
        "source_executed": _money("executed_wan", "funding"),
        "source_execution_rate": _rate("f", "funding"),
        "points_lost": _lost("true"),
        "indicator_points_lost": _lost("d.indicator_no IS NOT NULL"),
        "execution_points_lost": _lost("d.indicator_no IS NULL"),
        "points_lost_share": Measure("deduction", "percent", "percent", "d.points", "d.points", share=True),
        "deductions": Measure("deduction", "sum", "count", "1"),
        "deducted_projects": Measure("cause", "sum", "count", "1"),
        "indicators": Measure("indicator", "sum", "count", "1"),
        "score_rate": Measure("indicator", "percent", "percent", "i.score", "i.weight", "i.rate_bin IS NOT NULL"),
        "indicator_loss": Measure("indicator", "sum", "points", "i.deduction", condition="i.deduction > 0"),
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
        "findings": Measure("finding", "sum", "count", "1"),
        "recomputed": Measure("recomputed", "sum", "count", "1"),
        "agreeing": Measure("recomputed", "sum", "count", "1", condition="abs(r.over_points) <= 0.01"),
        "coverage": Measure(
            "indicator",
            "percent",
            "percent",
            "CAST(i.indicator_no IN (SELECT indicator_no FROM snap.recomputed_fact) AS INTEGER)",
            "1",
        ),
        "over_points": Measure("recomputed", "sum", "points", "r.over_points", condition="r.over_points > 0"),
        "under_points": Measure("recomputed", "sum", "points", "-r.over_points", condition="r.over_points < 0"),
        "net_inflation": Measure("recomputed", "sum", "points", "r.over_points", condition="r.over_points <> 0"),
    }
)
RANK_COLUMNS = {
    "score_rank": "total_score",
    "rate_rank": "rate_pct",
    "budget_rank": "full_year_budget_wan",
    "lost_rank": "points_lost",
}
