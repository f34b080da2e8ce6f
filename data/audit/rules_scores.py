"""Rules on scores: sums (2), bounds (3), reasons (4), recomputation (5, 6, 7), wording (8), absence (16)."""

from collections.abc import Iterator
from decimal import Decimal

from data.audit.context import Context, Row
from data.audit.finding import Finding, on_indicator, on_project, points, shorten
from data.audit.several import missed_measure
from data.form.record import Severity
from data.measures import degrees

_HUNDRED = Decimal(100)
_EXECUTION_WEIGHT = Decimal(10)


def sums_hold(ctx: Context) -> Iterator[Finding]:
    """Rule 2: weights sum to 100, children to their level-1 points, scores to the total."""
    wrong = [*_weight_sums(ctx), *_group_sums(ctx), *_score_sum(ctx)]
    if wrong:
        printed = "；".join(f"{what}{old}" for what, old, _ in wrong)
        expected = "；".join(f"{what}{new}" for what, _, new in wrong)
        yield on_project("audit.02", "must_fix", ctx.form, "", printed, expected, figures=printed, right=expected)


def _total(values: list[Decimal | None]) -> Decimal | None:
    """The sum; None when one of them is not stated, since then nothing can be said."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _weight_sums(ctx: Context) -> Iterator[tuple[str, str, str]]:
    form = ctx.form
    if form.total_weight is not None and form.total_weight != _HUNDRED:
        yield "总分行分值", points(form.total_weight), "100.00"
    weights = _total([row.record.weight for row in ctx.rows])
    if weights is None or not form.funding:
        return
    execution = form.total_funding.weight
    weights += _EXECUTION_WEIGHT if execution is None else execution
    if weights != _HUNDRED:
        yield "分值合计", points(weights), "100.00"


def _group_sums(ctx: Context) -> Iterator[tuple[str, str, str]]:
    for label, printed in ctx.form.level1_points.items():
        weights = _total([row.record.weight for row in ctx.rows if row.record.level1 == label])
        if weights is not None and weights != printed:
            yield f"{label}分值合计", points(weights), points(printed)


def _score_sum(ctx: Context) -> Iterator[tuple[str, str, str]]:
    form = ctx.form
    scores = _total([row.record.score for row in ctx.rows])
    if scores is None or form.total_score is None or not form.funding or form.total_funding.score is None:
        return
    scores += form.total_funding.score
    if scores != form.total_score:
        yield "总分", points(form.total_score), points(scores)


def score_in_bounds(ctx: Context) -> Iterator[Finding]:
    """Rule 3: 0 ≤ score ≤ weight and weight > 0, for every indicator and for execution."""
    for row in ctx.rows:
        record = row.record
        variant, expected = _bounds(record.weight, record.score)
        if variant:
            yield on_indicator(
                "audit.03", "must_fix", record, variant, points(record.score), expected, score=points(record.score)
            )
    if ctx.form.funding:
        total = ctx.form.total_funding
        variant, expected = _bounds(total.weight, total.score)
        if variant:
            figures = {"weight": points(total.weight), "score": points(total.score)}
            yield on_project(
                "audit.03", "must_fix", ctx.form, variant, points(total.score), expected, name="预算执行率", **figures
            )


def _bounds(weight: Decimal | None, score: Decimal | None) -> tuple[str, str | None]:
    if weight is not None and weight <= 0:
        return "weight", None
    if score is not None and score < 0:
        return "negative", "≥ 0.00"
    if weight is not None and score is not None and score > weight:
        return "above", f"≤ {points(weight)}"
    return "", None


def deduction_has_reason(ctx: Context) -> Iterator[Finding]:
    """Rule 4: points lost need a reason; a shared cell is one, a dash or 无 is none."""
    for row in ctx.rows:
        record = row.record
        if row.deducted and row.reason is None:
            printed = record.reason_printed or record.deviation_reason
            yield on_indicator(
                "audit.04", "must_fix", record, "placeholder" if printed else "", printed, None,
                lost=points(record.deduction), cell=shorten(printed),
            )  # fmt: skip


def score_recomputed(ctx: Context) -> Iterator[Finding]:
    """Rules 5, 6 and 7: at most one of them a row; zero done goes before over-fulfilment before the plain ratio."""
    for row in ctx.rows:
        record, result = row.record, row.recomputed
        if record.score is None or record.weight is None:
            continue
        if row.nothing_done:
            if record.score > ctx.thresholds.points_tolerance:
                yield on_indicator(
                    "audit.06", "must_fix", record, "", points(record.score), "0.00",
                    target=shorten(record.target), actual=shorten(row.actual), score=points(record.score),
                    how=result.how if result else "",
                )  # fmt: skip
            continue
        if result is None:
            yield from _one_missed(ctx, row)
            continue
        difference = record.score - result.score
        off = abs(difference) > ctx.thresholds.points_tolerance
        if not off and result.band is None:
            continue
        shared = {
            "target": shorten(record.target),
            "actual": shorten(row.actual),
            "score": points(record.score),
            "expected": points(result.score),
            "formula": result.formula,
            "how": result.how,
        }
        if result.band is not None:
            band = {"excess": f"{result.excess_pct}", "band": f"{result.band * 100:.0f}"}
            severity: Severity = "check" if off else "note"
            variant = "wrong" if off else "right"
            yield on_indicator(
                "audit.07", severity, record, variant, points(record.score), points(result.score), **shared, **band
            )
        else:
            over = difference > 0
            variant = f"{'over' if over else 'under'}_{result.variant}"
            yield on_indicator(
                "audit.05", "must_fix", record, variant, points(record.score),
                points(result.score), **shared, difference=points(abs(difference)),
            )  # fmt: skip


def _one_missed(ctx: Context, row: Row) -> Iterator[Finding]:
    """Rule 5 on a cell of several measures: no score can be recomputed, but the full mark cannot be."""
    limits = ctx.thresholds
    missed = missed_measure(row, ctx.form.fiscal_year, limits.approximate_pct, limits.points_tolerance)
    if missed:
        record, weight = row.record, points(row.record.weight)
        yield on_indicator(
            "audit.05", "check", record, "over_missed", points(record.score), f"< {weight}",
            target=shorten(record.target), actual=shorten(row.actual), missed=shorten(missed),
        )  # fmt: skip


def full_mark_wording(ctx: Context) -> Iterator[Finding]:
    """Rule 8: a full mark though the actual value is a degree below the target on the same scale."""
    for row in ctx.rows:
        # a figure that can be recomputed says more than the word beside it (基本完成，100件)
        if (
            not row.full_mark
            or row.recomputed is not None
            or row.nothing_done
            or not (row.actual and row.record.target)
        ):
            continue
        wanted = degrees(row.record.target)
        if not wanted:
            continue
        given = {degree.scale: degree for degree in degrees(row.actual)}
        for degree in wanted:
            lower = given.get(degree.scale)
            if lower and lower.level < degree.level:
                yield on_indicator(
                    "audit.08", "check", row.record, "", lower.evidence, degree.evidence,
                    wanted=degree.evidence, given=lower.evidence,
                )  # fmt: skip
                break


def points_without_actual(ctx: Context) -> Iterator[Finding]:
    """Rule 16: no actual value but points; the cell may be lost in the text received."""
    for row in ctx.rows:
        record = row.record
        if row.actual is None and record.score is not None and record.score > 0:
            yield on_indicator(
                "audit.16", "check", record, "dash" if record.actual else "", record.actual, None,
                score=points(record.score), target=shorten(record.target),
            )  # fmt: skip
