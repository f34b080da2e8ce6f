"""Does a form balance, and if not, which figures disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from data.form.labels import COST_GROUP, GROUPS
from data.form.record import FundingRecord, IndicatorRecord

WEIGHTS, SCORES, GROUP_SUM = "分值合计", "得分合计", "分值合计"
"""What a sum is called; a group's bears its name before it (产出指标分值合计)."""
_FULL = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One row per sum that the form prints and that does not hold; `found` None: it cannot be formed.

    `should_be` is the printed figure, and 100 for the weights.
    """

    what: str
    found: Decimal | None
    printed: Decimal | None
    should_be: Decimal | None


@dataclass(frozen=True, slots=True)
class Form:
    """What is checked: the scored funding row, the indicators, the totals, and the groups' printed points."""

    funding: FundingRecord
    indicators: Sequence[IndicatorRecord]
    total_weight: Decimal | None
    total_score: Decimal | None
    group_points: Mapping[str, Decimal]


def mismatches(form: Form) -> list[Mismatch]:
    """Every sum that does not hold; empty when the form balances (DESIGN, `balanced`)."""
    found: list[Mismatch] = []
    weights = _sum([form.funding.weight, *(row.weight for row in form.indicators)])
    if form.total_weight is None or weights is None or weights != form.total_weight or weights != _FULL:
        found.append(Mismatch(WEIGHTS, weights, form.total_weight, _FULL))
    for group in (*GROUPS, COST_GROUP):
        points = form.group_points.get(group)
        rows = [row.weight for row in form.indicators if row.level1 == group]
        if points is not None and (not rows or _sum(rows) != points):
            found.append(Mismatch(f"{group}{GROUP_SUM}", _sum(rows) if rows else Decimal(0), points, points))
    scores = _sum([form.funding.score, *(row.score for row in form.indicators)])
    if form.total_score is None or scores is None or scores != form.total_score:
        found.append(Mismatch(SCORES, scores, form.total_score, form.total_score))
    return found


def execution_score(funding: FundingRecord) -> Decimal | None:
    """Execution's score from the amounts: executed / full-year budget × weight, half up to 0.01."""
    budget, executed, weight = funding.full_year_budget_wan, funding.executed_wan, funding.weight
    if not budget or executed is None or weight is None:
        return None
    return (executed / budget * weight).quantize(_CENT, ROUND_HALF_UP)


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total
