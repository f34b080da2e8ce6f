"""Rule 17: the same reason on several rows, each with a cell of its own."""

from collections.abc import Iterator

from data.audit.context import Context, Row
from data.audit.finding import Finding, on_indicator, shorten
from data.form.record import IndicatorRecord
from data.measures import bare, stated_reason


def copied_reasons(ctx: Context) -> Iterator[Finding]:
    """Rule 17 within a form: the same reason on several rows, each with a cell of its own."""
    groups: dict[str, list[Row]] = {}
    for row in ctx.rows:
        key = own_reason(row.record, ctx.thresholds.reason_min_characters)
        if key:
            groups.setdefault(key, []).append(row)
    for rows in groups.values():
        if len(rows) < 2:
            continue
        for row in rows:
            others = "、".join(_place(other) for other in rows if other is not row)
            yield on_indicator(
                "audit.17", "note", row.record, "rows", row.record.reason_printed, None,
                reason=shorten(row.record.reason_printed), count=str(len(rows)), others=others,
            )  # fmt: skip


def own_reason(record: IndicatorRecord, shortest: int) -> str | None:
    """The reason of the row's own cell without punctuation and blanks; None for a shared or an empty one."""
    if record.reason_printed is None or record.reason_shared or stated_reason(record.reason_printed) is None:
        return None
    key = bare(record.reason_printed)
    return key if len(key) >= shortest else None


def _place(row: Row) -> str:
    return f"「{shorten(row.record.name, 16)}」({row.record.source_place})"
