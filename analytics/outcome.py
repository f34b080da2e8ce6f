"""What a plan does to all projects in scope at once: scores before and after, who gains, who is overtaken, ranks."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analytics.plan import GRADE_FROM, LOWEST_GRADE, Plan, gains_of
from analytics.scope import Scope
from analytics.scoped import Parameters, scoped
from data.store.snapshot import Snapshot

Numbers = NDArray[np.int64]

# Whole numbers: exact in a frame, and sums of them too.
_SCORED = """
    SELECT project_no, CAST(total_score * 100 AS INTEGER) AS before,
           CAST(coalesce(full_year_budget_wan, 0) * 1000000 AS BIGINT) AS budget
    FROM scoped_project WHERE total_score IS NOT NULL
"""
_GIVEN = "{gains} SELECT project_no, CAST(points * 100 AS INTEGER) AS points FROM given"


@dataclass(frozen=True, eq=False)
class Outcome:
    """Columns of one length, a row per project in scope with a printed total, in no order.

    Scores and points are in hundredths; budget is in millionths of 万元, 0 where none is stated.
    """

    project_no: Numbers
    before: Numbers
    recovered: Numbers
    budget: Numbers

    @cached_property
    def after(self) -> Numbers:
        """Scores then."""
        return self.before + self.recovered

    @cached_property
    def _sorted(self) -> tuple[Numbers, Numbers]:
        """All scores before and after, lowest first: every rank is looked up in them."""
        return np.sort(self.before), np.sort(self.after)

    @property
    def gaining(self) -> int:
        """How many projects get points back."""
        return int(np.count_nonzero(self.recovered))

    @property
    def recovered_points(self) -> Decimal:
        """Points that come back, over all projects."""
        return hundredths(self.recovered.sum())

    @property
    def weighted_points(self) -> Decimal:
        """Sum of points that come back × budget (万元)."""
        most = int(self.recovered.max(initial=0)) * int(np.abs(self.budget).max(initial=0)) * len(self.budget)
        if most < 2**63:
            return Decimal(int(self.recovered @ self.budget)).scaleb(-8)
        pairs = zip(self.recovered.tolist(), self.budget.tolist(), strict=True)
        return Decimal(sum(points * budget for points, budget in pairs)).scaleb(-8)

    @property
    def overtaken(self) -> int:
        """How many get nothing back and have a lower rank then, since others passed them."""
        scores, projects = np.unique(self.before[self.recovered == 0], return_counts=True)
        before, after = self._sorted
        return int(projects[_ranks(scores, after) > _ranks(scores, before)].sum())

    def most(self, limit: int) -> Numbers:
        """Which rows gain most, most first, those that gain alike in the order of projects; at most `limit`."""
        gaining = np.flatnonzero(self.recovered)
        if len(gaining) > limit:
            least = np.partition(self.recovered[gaining], -limit)[-limit]
            gaining = gaining[self.recovered[gaining] >= least]
        return gaining[np.lexsort((self.project_no[gaining], -self.recovered[gaining]))][:limit]

    def ranks(self, rows: Numbers) -> tuple[list[int], list[int]]:
        """Ranks (from 1, highest score first, ties share one) of these rows before and after."""
        before, after = self._sorted
        return _ranks(self.before[rows], before).tolist(), _ranks(self.after[rows], after).tolist()

    def graded(self) -> Mapping[str, int]:
        """How many more (fewer, below zero) projects have each grade then, by their scores, highest grade first."""
        bounds = sorted(GRADE_FROM.values())
        before, after = (
            np.bincount(np.searchsorted(bounds, scores // 100, "right"), minlength=len(bounds) + 1)
            for scores in (self.before, self.after)
        )
        return dict(zip((*GRADE_FROM, LOWEST_GRADE), reversed((after - before).tolist()), strict=True))


def outcome_of(snapshot: Snapshot, scope: Scope, plan: Plan) -> Outcome:
    """The outcome of a plan among the projects in scope."""
    number, before, budget = _columns(snapshot, *scoped(_SCORED, scope))
    gains, own = gains_of(snapshot, plan)
    sql, parameters = scoped(_GIVEN.format(gains=gains), scope)
    given_to, points = _columns(snapshot, sql, parameters | own)
    # added up here: to group and join half as many rows as there are projects costs DuckDB several times as much
    given = np.zeros(max(number.max(initial=0), given_to.max(initial=0)) + 1, np.int64)
    np.add.at(given, given_to, points)
    return Outcome(number, before, np.maximum(given[number], 0), budget)


def _columns(snapshot: Snapshot, sql: str, parameters: Parameters) -> list[Numbers]:
    frame = snapshot.frame(sql, parameters)
    return [frame[name].to_numpy(np.int64) for name in frame.columns]


def hundredths(number: int) -> Decimal:
    """Points from their hundredths."""
    return Decimal(int(number)).scaleb(-2)


def _ranks(scores: Numbers, among: Numbers) -> Numbers:
    """Ranks of the scores among all, which are sorted."""
    return np.asarray(len(among) - np.searchsorted(among, scores, "right") + 1, np.int64)
