"""Does a form balance, and if not, which figures disagree and which is likeliest wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from data.form.labels import GROUPS
from data.form.record import FundingRecord, IndicatorRecord

_FULL = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One row per sum that the form prints and that does not hold; `found` None: it cannot be formed."""

    what: str
    found: Decimal | None
    printed: Decimal | None


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
        printed = form.total_weight if form.total_weight is not None else None
        found.append(Mismatch("分值合计", weights, printed))
    for group in GROUPS:
        points = form.group_points.get(group)
        rows = [row.weight for row in form.indicators if row.level1 == group]
        if points is not None and (not rows or _sum(rows) != points):
            found.append(Mismatch(f"{group}分值合计", _sum(rows) if rows else Decimal(0), points))
    scores = _sum([form.funding.score, *(row.score for row in form.indicators)])
    if form.total_score is None or scores is None or scores != form.total_score:
        found.append(Mismatch("得分合计", scores, form.total_score))
    return found


def culprit(form: Form, wrong: Sequence[Mismatch]) -> str:
    """The likeliest culprit, in words: a figure missing, above its weight, or off by just the difference."""
    missing = [
        f"第{row.ordinal}项指标（{row.source_place}）"
        for row in form.indicators
        if row.weight is None or row.score is None
    ]
    if missing:
        return "、".join(missing[:3]) + (f"等{len(missing)}项" if len(missing) > 3 else "") + "的分值或得分未能读出"
    if form.funding.weight is None or form.funding.score is None:
        return "预算执行的分值或得分未能读出"
    if form.total_weight is None or form.total_score is None:
        return "总分行缺失或未能读出"
    above = [
        row for row in form.indicators if row.score is not None and row.weight is not None and row.score > row.weight
    ]
    if above:
        return f"第{above[0].ordinal}项指标（{above[0].source_place}）得分{above[0].score}高于分值{above[0].weight}"
    scores = next((item for item in wrong if item.what == "得分合计"), None)
    if scores is not None and scores.found is not None and scores.printed is not None:
        return _score_culprit(form, scores.printed - scores.found)
    weights = [item for item in wrong if item.what != "得分合计"]
    groups = [item for item in weights if item.what != "分值合计"]
    if groups:
        return f"{groups[0].what.removesuffix('分值合计')}组内某项分值，或标签上的分数"
    return "某项指标的分值，或总分行的分值"


def _score_culprit(form: Form, difference: Decimal) -> str:
    """The row whose score is off by just the difference between printed total and sum."""
    expected = execution_score(form.funding)
    if expected is not None and form.funding.score is not None and expected - form.funding.score == difference:
        return f"预算执行得分{form.funding.score}（按金额应为{expected}）"
    for row in form.indicators:
        if row.weight is None or row.score is None:
            continue
        lost = row.weight - row.score
        if lost == difference or (lost > 0 and row.deviation_reason is None and lost >= difference):
            return f"第{row.ordinal}项指标（{row.source_place}）得分{row.score}"
    for row in form.indicators:
        full = row.weight is not None and row.weight == row.score
        if full and row.reason_printed is not None and row.weight is not None and row.weight + difference >= 0:
            return f"第{row.ordinal}项指标（{row.source_place}）得分{row.score}，该行填有偏差原因却为满分"
    return "某项指标的得分，或总分行的得分"


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
