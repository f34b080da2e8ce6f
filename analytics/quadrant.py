"""Money against score: every project's execution rate beside its total score, and which are low in both."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.ratios import percent, ratio
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.values import exact, text, whole
from data.store.snapshot import Snapshot

LOW_RATE_PCT = Decimal(90)  # under this, money is looked at (DOMAIN 'Audit rules' 13)
QUADRANT_LIMIT = 300  # up to so many projects are all drawn
DRAWN_OF_MORE = 50  # of more, fewer: three hundred chosen ones cannot be told apart, and hide each other


@dataclass(frozen=True, slots=True)
class Bubble:
    """One row per project in the quadrant: rate in per cent (unrounded), total score, full-year budget in 万元.

    project_no: its place in the order of documents.
    """

    project_id: str
    name: str | None
    total_score: Decimal
    executed_wan: Decimal
    budget_wan: Decimal
    points_lost: Decimal
    grade: str | None
    fiscal_year: int | None
    project_no: int

    @property
    def rate_pct(self) -> Decimal:
        """Executed / full-year budget; the quadrant holds only projects with a budget."""
        return self.executed_wan / self.budget_wan * 100


@dataclass(frozen=True, slots=True)
class Quadrant:
    """The projects with score and rate: all of them up to a limit, else those that lost most and the largest.

    low_both: projects under LOW_RATE_PCT and under the mean score. total − len(bubbles) are not drawn.
    worst_*: of the projects under LOW_RATE_PCT the one with the lowest score; None where there is none.
    """

    bubbles: tuple[Bubble, ...]
    total: int
    low_rate: int
    low_both: int
    mean_score: Decimal | None
    worst_id: str | None
    worst_name: str | None
    worst_rate_pct: Decimal | None


_BUBBLES = """
    WITH placed AS (
        SELECT project_no, points_lost, full_year_budget_wan AS budget_wan FROM scoped_project
        WHERE total_score IS NOT NULL AND executed_wan IS NOT NULL AND full_year_budget_wan > 0
    ), chosen AS (
        (SELECT project_no FROM placed ORDER BY points_lost DESC, project_no LIMIT $half)
        UNION (SELECT project_no FROM placed ORDER BY budget_wan DESC, project_no LIMIT $half)
    )
    SELECT project_id, name, total_score, executed_wan, full_year_budget_wan AS budget_wan, points_lost, grade,
           fiscal_year, project_no
    FROM snap.project_fact WHERE project_no IN (SELECT project_no FROM chosen) ORDER BY budget_wan DESC, project_no
"""
_PLACED = """
    SELECT count(*), count(*) FILTER (low_rate), count(*) FILTER (low_rate AND total_score * $scored < $total),
           min({'score': total_score, 'no': project_no}) FILTER (low_rate)['no']
    FROM scoped_project
    WHERE total_score IS NOT NULL AND executed_wan IS NOT NULL AND full_year_budget_wan > 0
"""
_WORST = """
    SELECT project_id, name, executed_wan, full_year_budget_wan FROM snap.project_fact WHERE project_no = $worst
"""


def quadrant(
    snapshot: Snapshot, scope: Scope, total_score: Decimal | None, scored: int, limit: int = QUADRANT_LIMIT
) -> Quadrant:
    """Score against execution rate; above `limit` projects only half that lost most and half the largest.

    total_score and scored: the sum of the totals in scope and how many projects state one.
    """
    if scored <= limit:
        return _of_all(snapshot, scope, total_score, scored, limit)
    sql, parameters = scoped(_PLACED, scope)
    own = {"scored": scored, "total": total_score or Decimal(0)}
    total, low, both, worst = snapshot.rows(sql, parameters | own)[0]
    sql, parameters = scoped(_BUBBLES, scope)
    half = limit if whole(total) <= limit else min(limit, DRAWN_OF_MORE) // 2
    bubbles = tuple(snapshot.fetch(sql, parameters | {"half": half}, Bubble))
    counts = (whole(total), whole(low), whole(both), ratio(total_score, scored))
    if worst is None:
        return Quadrant(bubbles, *counts, None, None, None)
    project_id, name, executed, budget = snapshot.rows(_WORST, {"worst": worst})[0]
    return Quadrant(bubbles, *counts, text(project_id), text(name), percent(exact(executed), exact(budget)))


def _of_all(snapshot: Snapshot, scope: Scope, total_score: Decimal | None, scored: int, limit: int) -> Quadrant:
    """The quadrant of few projects: all of them are read, so what is counted is counted here."""
    sql, parameters = scoped(_BUBBLES, scope)
    bubbles = tuple(snapshot.fetch(sql, parameters | {"half": limit}, Bubble))
    low = [each for each in bubbles if each.executed_wan * 100 < LOW_RATE_PCT * each.budget_wan]
    both = [each for each in low if each.total_score * scored < (total_score or Decimal(0))]
    worst = min(low, key=lambda each: (each.total_score, each.project_no), default=None)
    named = (worst.project_id, worst.name, percent(worst.executed_wan, worst.budget_wan)) if worst else (None,) * 3
    return Quadrant(bubbles, len(bubbles), len(low), len(both), ratio(total_score, scored), *named)
