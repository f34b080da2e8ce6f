"""Rule 15: later than its deadline."""

from collections.abc import Iterator

from data.audit.context import Context, Row
from data.audit.finding import Finding, on_indicator, points, shorten
from data.measures import Lateness, compare_dates, parse

_PROGRESS = ("进度", "时效", "时间")
_DEADLINE = ("前", "之前", "以前", "内", "完成", "底", "实现")


def later_than_deadline(ctx: Context) -> Iterator[Finding]:
    """Days late and points lost: a note where it was deducted, a check at full mark."""
    for row in ctx.rows:
        if row.actual is None or not _has_date(row, ctx.form.fiscal_year):
            continue
        late = compare_dates(row.record.target, row.actual, ctx.form.fiscal_year)
        if late is None or late.days <= 0 or not _is_deadline(row, ctx.form.fiscal_year):
            continue
        yield _finding(row, late)


def _has_date(row: Row, year: int | None) -> bool:
    target = parse(row.record.target, year)
    return bool(target.periods) or target.relative is not None


def _finding(row: Row, late: Lateness) -> Finding:
    record = row.record
    variant = "deducted" if row.deducted else "full"
    deadline = late.deadline.isoformat() if late.dated else late.target_evidence
    done = late.done.isoformat() if late.dated else late.actual_evidence
    days = f"至少{late.days}" if late.at_least else str(late.days)
    return on_indicator(
        "audit.15",
        "note" if row.deducted else "check",
        record,
        variant,
        f"{record.target} → {row.actual}",
        deadline,
        target=shorten(record.target),
        actual=shorten(row.actual),
        deadline=deadline,
        done=done,
        days=days,
        how=f"{deadline} → {done} = {days}天",
        lost=points(record.deduction),
    )


def _is_deadline(row: Row, year: int | None) -> bool:
    """Whether the date in the target is one to be kept, not one that merely occurs in it."""
    if any(word in (row.record.level2 or "") for word in _PROGRESS):
        return True
    target = parse(row.record.target, year)
    if target.relative:
        return True
    return any(
        p.after.startswith(_DEADLINE) or p.evidence == target.text.strip() or p.evidence.endswith("底")
        for p in target.periods
    )
