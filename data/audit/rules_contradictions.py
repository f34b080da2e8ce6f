"""Rule 19: a full mark with a reason for deviation, or a row that another row contradicts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data.audit.context import Context, Row
from data.audit.finding import Finding, on_indicator, points, shorten
from data.audit.wording import wants_less
from data.measures import bare, plain
from data.measures.words import says_absent

_DONE_REMARK = re.compile(
    r"(?:已|均|全部|按期|按时|按计划|如期|顺利|圆满|超额)*(?:完成|达标|达到)(?:全部|预期|年度|既定|计划)?(?:目标|任务|指标|指标值|工作)?"
)
_CORE = re.compile(
    r"^(?:组织|开展|举办|安排|完成|实施|进行|召开|做好)+|(?:次数|数量|场次|期数|活动|工作|任务|项目|人数|人次)+$"
)
_CLAIMS = re.compile(
    r"符合|达到|完成|通过|合格|100%|满意|良好|正常|顺利|有序|圆满|成功|到位|规范|优良|按要求|按计划|已"
)
# 培训教材 is about books, not about the training that did not take place.
_OTHER_THING = (
    "教材",
    "资料",
    "材料",
    "手册",
    "设备",
    "器材",
    "系统",
    "平台",
    "基地",
    "制度",
    "方案",
    "计划",
    "费",
    "经费",
)
_SURPLUS = re.compile(
    r"超额|超出|超过|增加|增多|增长|新增|追加|扩大|拓展|多于|提高|节约|节省|结余|比价|议价|招标|中标|优化|压减"
)
_ADMITS = re.compile(r"未|取消|没有|0次|变更|除")
_REPLACES = re.compile(r"调整|改为|改成|转为|线上")
_LIST = re.compile(r"([\u4e00-\u9fff、和及与]+?)等?活动")
_FEWER = re.compile(r"([\u4e00-\u9fff、]{2,20}?)(?:有所|大幅|明显|相应)?(?:减少|下降|降低|缩减)")
_PENDING = re.compile(
    r"(?:目前|现|暂|尚|仍)?(?:未|没有)(?:组织|通过|完成)?(验收|上线|完工|竣工|开工|交付|投入使用|投用)[。.]?"
)
_FAR_BEYOND = Decimal(2)


@dataclass(frozen=True, slots=True)
class _Idle:
    """A row that says nothing was done; `core` is what it is about, "" when too little to go by."""

    row: Row
    core: str


def contradictions(ctx: Context) -> Iterator[Finding]:
    """One finding a row; where a row has both a needless reason and a contradiction, one that says both."""
    idle = [one for row in ctx.rows if (one := _idle(row))]
    asked: set[str] = set()
    names = [row.record.name for row in ctx.rows]
    repeated = len(set(names)) < len(names)
    for row in ctx.rows:
        reason = _needless_reason(row)
        against = _contradicted_by_idle(row, idle, ctx) or (_other_figure(row, ctx) if repeated else None)
        variant = "both" if against and reason else ("row" if against else "reason")
        if not against and not reason:
            against, variant = _reason_against(row, ctx, asked), "reason_row"
        if not against and not reason:
            continue
        other = against.record if against else None
        yield on_indicator(
            "audit.19", "check", row.record, variant, row.actual if variant in ("row", "both") else row.reason, None,
            actual=shorten(row.actual), score=points(row.record.score), reason=shorten(row.reason),
            other=shorten(other.name) if other else "", other_actual=shorten(other.actual) if other else "",
            other_target=shorten(other.target) if other else "", other_place=other.source_place if other else "",
        )  # fmt: skip


def _idle(row: Row) -> _Idle | None:
    """The row as one on which nothing was done, or on which a step (验收, 上线 …) is said to be pending."""
    if row.nothing_done:
        return _Idle(row, _core(row.record.name))
    pending = _PENDING.fullmatch(row.actual) if row.actual and ("未" in row.actual or "没" in row.actual) else None
    return _Idle(row, pending[1]) if pending else None


def _needless_reason(row: Row) -> str | None:
    """The reason on a row without deviation; 已完成 is no reason, and the reason why the target was exceeded is one."""
    if not row.full_mark or row.reason is None or _DONE_REMARK.fullmatch(bare(row.reason)):
        return None
    result = row.recomputed
    beyond = result is not None and result.variant in ("met", "several") and result.actual_value != result.target_value
    beyond = beyond and _SURPLUS.search(row.reason) is not None
    return None if beyond else row.reason


def _core(name: str | None) -> str:
    """What an indicator is about: its name without 组织…, …次数; "" when too little is left to go by."""
    core = _CORE.sub("", bare(name or ""))
    return core if len(core) >= 2 else ""


def _contradicted_by_idle(row: Row, idle: list[_Idle], ctx: Context) -> Row | None:
    """The row that says was not done what this row claims, at full mark, to have done."""
    if not row.full_mark or row.nothing_done or row.actual is None or not idle or any(one.row is row for one in idle):
        return None
    claims = _CLAIMS.search(row.actual) is not None or bare(row.actual) == bare(row.record.target or "")
    if not claims or _ADMITS.search(row.actual) or says_absent(row.actual):
        return None
    about = bare(f"{row.record.name or ''}{row.record.target or ''}")
    named = (one for one in idle if one.core and _is_about(about, one.core) and not _REPLACES.search(row.actual or ""))
    found = next(named, None) or next((one for one in idle if _lists_kind(row, one, ctx)), None)
    return found.row if found else None


def _is_about(text: str, core: str) -> bool:
    """Whether a row's words contain what the idle row is about, and not merely something named after it."""
    return any(not rest.startswith(_OTHER_THING) for rest in text.split(core)[1:])


def _lists_kind(row: Row, idle: _Idle, ctx: Context) -> bool:
    """Whether the target lists activities of which one is the idle row's kind: 出游 covers 春游.

    Two compounds of two characters with the same head are one kind; not where the listed activity has
    a row of its own.
    """
    if len(idle.core) != 2:
        return False
    own = {_core(other.record.name) for other in ctx.rows}
    for listed in _LIST.findall(plain(row.record.target or "")):
        for item in re.split(r"[、和及与]", listed):
            word = item[-2:]
            if len(word) == 2 and word[1] == idle.core[1] and word not in own:
                return True
    return False


def _other_figure(row: Row, ctx: Context) -> Row | None:
    """An earlier row of the same name and target that prints another figure."""
    record = row.record
    if len(row.pairs) != 1 or not record.name:
        return None
    for other in ctx.rows:
        if other is row:
            return None
        if other.record.name != record.name or other.record.target != record.target or not other.pairs:
            continue
        figure, earlier = _figure(row), _figure(other)
        if figure is not None and earlier is not None and figure != earlier:
            return other
    return None


def _figure(row: Row) -> Decimal | None:
    return row.pairs[0].actual.value if len(row.pairs) == 1 else None


def _reason_against(row: Row, ctx: Context, asked: set[str]) -> Row | None:
    """The row whose figure is twice its target or more, though this row's reason says that there were fewer of it.

    人次减少 as a reason against another row of the same subject, counted in 人次. The same words are asked once.
    """
    reason = row.record.reason_printed
    if row.reason is None or not reason or not row.deducted or bare(reason) in asked:
        return None
    asked.add(bare(reason))
    for phrase in _FEWER.findall(reason):
        for other in ctx.rows:
            if other is not row and _exceeds(other, phrase):
                return other
    return None


def _exceeds(other: Row, phrase: str) -> bool:
    if len(other.pairs) != 1:
        return False
    target, actual = other.pairs[0].target, other.pairs[0].actual
    if len(target.unit) < 2 or target.unit not in phrase or wants_less(other.record, target) or target.value <= 0:
        return False
    subject = phrase.replace(target.unit, "")
    shared = any(subject[i : i + 2] in (other.record.name or "") for i in range(len(subject) - 1))
    return shared and actual.value >= target.value * _FAR_BEYOND
