"""Points lost by cause: the same answer on the overview, in the deductions and in the simulation."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from analytics.explain.key import Figure, FigureKey
from analytics.ratios import percent
from analytics.scope import Scope
from analytics.scoped import scoped
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class CauseLoss:
    """One row per cause within a scope, largest first: points lost, rows and projects, shares unrounded in per cent.

    cumulated_pct is the share of this cause and all larger ones.
    """

    cause: str
    points: Decimal
    deductions: int
    projects: int
    share_pct: Decimal
    cumulated_pct: Decimal

    @property
    def habit(self) -> bool:
        """True when the cause recurs across projects: a habit of the bureau rather than of one project."""
        return self.projects > 1

    def figures(self) -> tuple[Figure, ...]:
        """Points, share, rows and projects of this cause."""
        where = (("cause", self.cause),)
        return (
            Figure(FigureKey("points_lost", where), self.points),
            Figure(FigureKey("points_lost_share", where), self.share_pct),
            Figure(FigureKey("deductions", where), Decimal(self.deductions)),
            Figure(FigureKey("deducted_projects", where), Decimal(self.projects)),
        )


_LOSS_BY_CAUSE = """
    SELECT cause, sum(points) AS points, CAST(sum(deductions) AS BIGINT) AS deductions, count(*) AS projects
    FROM scoped_cause GROUP BY cause ORDER BY points DESC, cause
"""


def loss_by_cause(snapshot: Snapshot, scope: Scope) -> tuple[CauseLoss, ...]:
    """Points lost per cause, largest first; they sum to all points lost on the rows in scope."""
    rows = [
        (str(cause), Decimal(str(points)), int(str(deductions)), int(str(projects)))
        for cause, points, deductions, projects in snapshot.rows(*scoped(_LOSS_BY_CAUSE, scope))
    ]
    total = sum((row[1] for row in rows), Decimal(0))
    running = accumulate(row[1] for row in rows)
    return tuple(
        CauseLoss(*row, percent(row[1], total) or Decimal(0), percent(so_far, total) or Decimal(0))
        for row, so_far in zip(rows, running, strict=True)
    )
