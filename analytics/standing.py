"""A project's ranks within the scope, and its neighbours in it."""

from dataclasses import dataclass

from analytics import project_sql as sql_of
from analytics.kpis import Kpis, kpis
from analytics.scope import Scope
from analytics.scoped import Parameters, scoped
from analytics.values import whole
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the project stands in the scope: ranks from 1 (ties share one), None where it has no such figure.

    The scope's filters on single projects and on rows are set aside: a rank is among whole projects.
    """

    projects: int
    score_rank: int | None
    rate_rank: int | None
    budget_rank: int | None
    lost_rank: int | None
    scope: Kpis
    previous_id: str | None
    next_id: str | None


def standing(snapshot: Snapshot, scope: Scope, project_id: str) -> Standing:
    """Ranks within the scope, and the neighbours in it, in the order of the lists of projects: fewest points first."""
    around = scope.peers
    own = _own(snapshot, project_id)
    sql, parameters = scoped(sql_of.STANDING, around)
    found = snapshot.rows(sql, parameters | own)[0]
    by_score, by_rate, by_budget, by_loss = (
        None if value is None else whole(above) + 1 for value, above in zip(own.values(), found[1:5], strict=False)
    )
    neighbours = {"before": found[5], "after": found[6]}
    names = {number: str(name) for number, name in snapshot.rows(sql_of.BY_NUMBER, neighbours)}
    return Standing(
        whole(found[0]),
        by_score,
        by_rate,
        by_budget,
        by_loss,
        kpis(snapshot, around),
        names.get(found[5]),
        names.get(found[6]),
    )


def _own(snapshot: Snapshot, project_id: str) -> Parameters:
    """Score, rate, budget, points lost and place of the project itself; None where it has no such figure."""
    names = ("score", "rate", "budget", "lost", "place")
    found = snapshot.rows(sql_of.OWN, {"project": project_id})
    return dict(zip(names, found[0] if found else (None,) * len(names), strict=True))
