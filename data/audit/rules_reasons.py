"""Rules on reasons and on rows against each other: copied reasons (17), contradictions (19)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from data.audit.context import Context, Row
from data.audit.finding import Finding, on_indicator, points, shorten
from data.measures import bare, pair_quantities, stated_reason
from data.measures.words import says_absent


def copied_reasons(ctx: Context) -> Iterator[Finding]:
    """Rule 17 within a form: the same reason on several rows, each with a cell of its own."""
    groups: dict[str, list[Row]] = {}
    for row in ctx.rows:
        key = own_reason(row, ctx.thresholds.reason_min_characters)
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


def own_reason(row: Row, shortest: int) -> str | None:
    """The reason of the row's own cell without punctuation and blanks; None for a shared or an empty one."""
    if row.record.reason_shared or stated_reason(row.record.reason_printed) is None:
        return None
    key = bare(row.record.reason_printed or "")
    return key if len(key) >= shortest else None


def _place(row: Row) -> str:
    return f"「{shorten(row.record.name, 16)}」({row.record.source_place})"


_DONE_REMARK = re.compile(
    r"(?:已|均|全部|按期|按时|按计划|如期|顺利|圆满|超额)*(?:完成|达标|达到)(?:全部|预期|年度|既定|计划)?(?:目标|任务|指标|指标值|工作)?"
)
_CORE = re.compile(
    r"^(?:组织|开展|举办|安排|完成|实施|进行|召开|做好)+|(?:次数|数量|场次|期数|活动|工作|任务|项目|人数|人次)+$"
)
_CLAIMS = re.compile(r"符合|达到|完成|通过|合格|100%|满意|良好|正常|顺利|已")
_ADMITS = re.compile(r"未|取消|调整|改为|线上|没有|0次|变更|除")


def contradictions(ctx: Context) -> Iterator[Finding]:
    """Rule 19: a full mark with a reason for deviation, or a row that another row contradicts."""
    idle = [(row, _core(row.record.name)) for row in ctx.rows if row.nothing_done]
    for row in ctx.rows:
        against = next((other for other, core in idle if core and _contradicts(row, other, core)), None)
        against = against or _other_figure(row, ctx)
        reason = _needless_reason(row)
        if not against and not reason:
            continue
        variant = "both" if against and reason else ("row" if against else "reason")
        other = against.record if against else None
        yield on_indicator(
            "audit.19", "check", row.record, variant, row.actual if against else reason, None,
            actual=shorten(row.actual), score=points(row.record.score), reason=shorten(reason),
            other=shorten(other.name) if other else "", other_actual=shorten(other.actual) if other else "",
            other_place=other.source_place if other else "",
        )  # fmt: skip


def _needless_reason(row: Row) -> str | None:
    """The reason on a row without deviation; 已完成 is no reason, and going beyond the target is a deviation."""
    if not row.full_mark or row.reason is None or _DONE_REMARK.fullmatch(bare(row.reason)):
        return None
    result = row.recomputed
    beyond = result is not None and result.variant in ("met", "several") and result.actual_value != result.target_value
    return None if beyond else row.reason


def _core(name: str | None) -> str:
    """What an indicator is about: its name without 组织…, …次数; "" when too little is left to go by."""
    core = _CORE.sub("", bare(name or ""))
    return core if len(core) >= 2 else ""


def _contradicts(row: Row, idle: Row, core: str) -> bool:
    """Whether the row claims at full mark to have done what the idle row says was not done at all."""
    if row is idle or not row.full_mark or row.nothing_done or row.actual is None:
        return False
    about = bare(f"{row.record.name or ''}{row.record.target or ''}")
    claims = _CLAIMS.search(row.actual) is not None or bare(row.actual) == bare(row.record.target or "")
    return core in about and claims and not _ADMITS.search(row.actual) and not says_absent(row.actual)


def _other_figure(row: Row, ctx: Context) -> Row | None:
    """An earlier row of the same name and target that prints another figure."""
    record = row.record
    if not record.name or not record.target or row.actual is None:
        return None
    for other in ctx.rows:
        if other is row:
            return None
        same = other.record.name == record.name and other.record.target == record.target
        if (
            same
            and other.actual
            and _figure(other, ctx) not in (None, _figure(row, ctx))
            and _figure(row, ctx) is not None
        ):
            return other
    return None


def _figure(row: Row, ctx: Context) -> Decimal | None:
    pairs = pair_quantities(row.record.target, row.actual, row.record.name, ctx.form.fiscal_year)
    return pairs[0].actual.value if len(pairs) == 1 else None
