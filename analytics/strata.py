"""The projects of a scope, read once: what every screen's sums are added up from.

A dozen figures of a screen are sums over the same projects. Each asked by itself would walk through them anew; sums of
their strata give the same to the last digit.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from analytics.scope import Scope
from analytics.scoped import scoped
from data.store.snapshot import Snapshot

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One row per stratum of the snapshot (derived.sql) that projects in scope are in.

    They share year, grade, whole points of total score (score ≤ total < score + 1; None: the form states none), and
    whether they have what an execution rate needs (rated). Money is 万元; a sum is None where no project states it.
    indicators to execution_lost count whole projects, also where the scope filters rows.
    """

    year: int | None
    grade: str | None
    score: int | None
    rated: bool
    projects: int
    low_rate_projects: int
    unbalanced: int
    total_score: Decimal | None
    lowest_score: Decimal | None
    highest_score: Decimal | None
    weighted_score: Decimal | None
    initial_budget_wan: Decimal | None
    budget_wan: Decimal | None
    executed_wan: Decimal | None
    indicators: int
    deductions: int
    indicator_lost: Decimal
    execution_lost: Decimal

    @property
    def scored_projects(self) -> int:
        """Projects with a printed total."""
        return 0 if self.score is None else self.projects

    @property
    def weighted_budget_wan(self) -> Decimal | None:
        """Budget of the projects with a printed total."""
        return None if self.score is None else self.budget_wan

    @property
    def rated_budget_wan(self) -> Decimal | None:
        """Budget of the projects that state both budget and executed."""
        return self.budget_wan if self.rated else None

    @property
    def rated_executed_wan(self) -> Decimal | None:
        """What the projects executed that state both budget and executed."""
        return self.executed_wan if self.rated else None

    @property
    def points_lost(self) -> Decimal:
        """Points that whole projects lost, indicators and execution together."""
        return self.indicator_lost + self.execution_lost


_STRATA = """
    WITH summed AS (
        SELECT stratum_no, count(*) AS projects, count(*) FILTER (low_rate) AS low_rate_projects,
               count(*) FILTER (NOT balanced) AS unbalanced, sum(total_score) AS total_score,
               min(total_score) AS lowest_score, max(total_score) AS highest_score,
               sum(weighted_score) AS weighted_score, sum(initial_budget_wan) AS initial_budget_wan,
               sum(full_year_budget_wan) AS budget_wan, sum(executed_wan) AS executed_wan,
               CAST(sum(indicators) AS BIGINT) AS indicators, CAST(sum(deductions) AS BIGINT) AS deductions,
               sum(indicator_lost) AS indicator_lost, sum(execution_lost) AS execution_lost
        FROM scoped_project GROUP BY stratum_no
    )
    SELECT s.* EXCLUDE (stratum_no), summed.* EXCLUDE (stratum_no) FROM summed JOIN snap.stratum s USING (stratum_no)
"""


def strata(snapshot: Snapshot, scope: Scope) -> tuple[Stratum, ...]:
    """All strata of the scope, in no order; none in an empty scope."""
    return tuple(snapshot.fetch(*scoped(_STRATA, scope), Stratum))


def grouped(found: Iterable[Stratum], by: Callable[[Stratum], Key]) -> dict[Key, list[Stratum]]:
    """Strata by one of their keys, such as the year."""
    groups: dict[Key, list[Stratum]] = {}
    for stratum in found:
        groups.setdefault(by(stratum), []).append(stratum)
    return groups
