"""The three sentences that matter: where most points go, what recovers most, which project needs attention.

They are facts, not text: the screen words and links them, so that each language has one template.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analytics.causes import CauseLoss
from analytics.ratios import percent
from analytics.recoverable import NOT_RECOVERABLE
from analytics.scope import Scope
from analytics.scoped import scoped
from data.store.snapshot import Snapshot

Kind = Literal["biggest_cause", "best_recovery", "attention"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One fact. biggest_cause, best_recovery: cause, points, projects, share_pct (of all points lost in scope).

    attention: project_id, project_name, year, total_score, rate_pct (None without a budget), points (lost by it).
    best_recovery is the cause with most points among those that an action can fix, execution aside.
    """

    kind: Kind
    points: Decimal
    cause: str | None = None
    projects: int | None = None
    share_pct: Decimal | None = None
    project_id: str | None = None
    project_name: str | None = None
    total_score: Decimal | None = None
    rate_pct: Decimal | None = None
    year: int | None = None


_ATTENTION = """
    WITH chosen AS (
        SELECT project_no FROM scoped_project WHERE total_score IS NOT NULL AND points_lost > 0
        ORDER BY total_score, points_lost DESC, project_no LIMIT 1
    )
    SELECT project_id, name, total_score, points_lost, executed_wan, full_year_budget_wan, fiscal_year
    FROM snap.project_fact WHERE project_no = (SELECT project_no FROM chosen)
"""


def sentences(snapshot: Snapshot, scope: Scope, causes: tuple[CauseLoss, ...]) -> tuple[Sentence, ...]:
    """The facts in the order they are read; fewer where nothing was lost or nothing can be recovered."""
    found = []
    if causes:
        found.append(_of_cause("biggest_cause", causes[0]))
    recoverable = [cause for cause in causes if cause.cause not in NOT_RECOVERABLE]
    if recoverable:
        found.append(_of_cause("best_recovery", recoverable[0]))
    for project_id, name, score, points, executed, budget, year in snapshot.rows(*scoped(_ATTENTION, scope)):
        found.append(
            Sentence(
                "attention",
                Decimal(str(points)),
                project_id=str(project_id),
                project_name=None if name is None else str(name),
                total_score=Decimal(str(score)),
                rate_pct=percent(_decimal(executed), _decimal(budget)),
                year=None if year is None else int(str(year)),
            )
        )
    return tuple(found)


def _of_cause(kind: Kind, loss: CauseLoss) -> Sentence:
    return Sentence(kind, loss.points, loss.cause, loss.projects, loss.share_pct)


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
