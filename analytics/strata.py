"""The projects of a scope, read once: what every screen's sums are added up from.

A dozen figures of a screen are sums over the same projects. Each asked by itself would walk through them anew; sums of
their strata give the same to the last digit.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from analytics.quadrant import LOW_RATE_PCT
from analytics.scope import Scope
from analytics.scoped import scoped
from data.store.snapshot import Snapshot

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One row per year, grade and whole point of total score (score ≤ total < score + 1) that projects in scope have.

    None in a key: the forms state none. Money is 万元; a sum is None where no project states it. rated_*: projects that
    state both budget and executed. indicators to points_lost count whole projects, also where the scope filters rows.
    """

    year: int | None
    grade: str | None
    score: int | None
    projects: int
    scored_projects: int
    total_score: Decimal | None
    lowest_score: Decimal | None
    highest_score: Decimal | None
    weighted_score: Decimal | None
    weighted_budget_wan: Decimal | None
    initial_budget_wan: Decimal | None
    budget_wan: Decimal | None
    executed_wan: Decimal | None
    rated_budget_wan: Decimal | None
    rated_executed_wan: Decimal | None
    low_rate_projects: int
    indicators: int
    deductions: int
    indicator_lost: Decimal
    execution_lost: Decimal
    points_lost: Decimal
    unbalanced: int


_STRATA = """
    SELECT fiscal_year AS year, grade, CAST(floor(total_score) AS INTEGER) AS score, count(*) AS projects,
           count(total_score) AS scored_projects, sum(total_score) AS total_score,
           min(total_score) AS lowest_score, max(total_score) AS highest_score,
           sum(total_score * full_year_budget_wan) AS weighted_score,
           sum(full_year_budget_wan) FILTER (total_score IS NOT NULL) AS weighted_budget_wan,
           sum(initial_budget_wan) AS initial_budget_wan, sum(full_year_budget_wan) AS budget_wan,
           sum(executed_wan) AS executed_wan,
           sum(full_year_budget_wan) FILTER (unspent_wan IS NOT NULL) AS rated_budget_wan,
           sum(executed_wan) FILTER (unspent_wan IS NOT NULL) AS rated_executed_wan,
           count(*) FILTER (full_year_budget_wan > 0 AND executed_wan * 100 < $low_rate * full_year_budget_wan)
               AS low_rate_projects,
           CAST(sum(indicators) AS BIGINT) AS indicators, CAST(sum(deductions) AS BIGINT) AS deductions,
           sum(indicator_lost) AS indicator_lost, sum(execution_lost) AS execution_lost,
           sum(points_lost) AS points_lost, count(*) FILTER (NOT balanced) AS unbalanced
    FROM scoped_project GROUP BY fiscal_year, grade, score
"""


def strata(snapshot: Snapshot, scope: Scope) -> tuple[Stratum, ...]:
    """All strata of the scope, in no order; none in an empty scope."""
    sql, parameters = scoped(_STRATA, scope)
    return tuple(snapshot.fetch(sql, parameters | {"low_rate": LOW_RATE_PCT}, Stratum))


def grouped(found: Iterable[Stratum], by: Callable[[Stratum], Key]) -> dict[Key, list[Stratum]]:
    """Strata by one of their keys, such as the year."""
    groups: dict[Key, list[Stratum]] = {}
    for stratum in found:
        groups.setdefault(by(stratum), []).append(stratum)
    return groups
