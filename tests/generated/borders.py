"""Could a careful human tell where a block begins? Asked before a label is moved away from its block.

The judge knows the sums and what a row says of itself, nothing of the reader. A label is moved only where
the true border beats every other one, so that a generated form never asks for a guess.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from data.form.record import IndicatorRecord

_USUAL = [1500, 1500, 1000, 1000]
_MONEY = re.compile("元")
_DATE = re.compile(r"\d月|季度|按期|及时|定期")
_COUNTED = re.compile("数量|人数|次数")
_QUALITY_NAME = re.compile("率$|质量$|验收$")
_NUMBER = re.compile(r"\d[一-鿿]")
_QUALITY_TARGET = re.compile("合格|标准|符合|要求|规范|验收|满足|%")
_ECONOMIC = re.compile("元|收入|增收|收益|成本|支出|损失|负担|产值|消费|经济|资金")
_ECOLOGICAL = re.compile("环境|污染|生态|绿|噪声|土壤|资源|排放|颗粒物|生物|纸")
_LASTING = re.compile("长|机制|持续|队伍|3年")
_FIRM = 2  # points of surprise where a row clearly says what it is, else 1
_MARGIN = 2  # by how much a true border must beat the others to be told without its label
_SILENT_OUTPUT = frozenset(("数量指标", "质量指标", "进度指标"))
_ANY_BENEFIT = frozenset(("效益指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"))


class Block(NamedTuple):
    """Rows start to stop (exclusive) of one level-2 label."""

    level1: str
    level2: str
    start: int
    stop: int


def blocks_of(rows: Sequence[IndicatorRecord]) -> list[Block]:
    """The level-2 blocks of a form, in order."""
    blocks: list[Block] = []
    start = 0
    for row in range(1, len(rows) + 1):
        here = rows[row] if row < len(rows) else None
        if here is None or (here.level1, here.level2) != (rows[start].level1, rows[start].level2):
            blocks.append(Block(rows[start].level1 or "", rows[start].level2 or "", start, row))
            start = row
    return blocks


def plausible(row: IndicatorRecord) -> frozenset[str]:
    """The level-2 labels under which a reader of the row alone would not be surprised to see it."""
    name, target = row.name or "", row.target or ""
    if row.level1 == "效益指标":
        return _plausible_benefit(name + target)
    if _MONEY.search(target):
        return frozenset(("成本指标",))
    if _DATE.search(target):
        return frozenset(("进度指标",))
    if _COUNTED.search(name):
        return frozenset(("数量指标",))
    if "预期" in target and not _QUALITY_NAME.search(name):
        return _SILENT_OUTPUT
    if _QUALITY_NAME.search(name):
        return frozenset(("质量指标",))
    if "预算" in target or "成本" in name:
        return frozenset(("成本指标",))
    if _NUMBER.search(target):
        return frozenset(("数量指标",))
    return frozenset(("质量指标",)) if _QUALITY_TARGET.search(target) else _SILENT_OUTPUT


def _plausible_benefit(text: str) -> frozenset[str]:
    kinds = {
        label
        for label, pattern in (
            ("经济效益指标", _ECONOMIC),
            ("生态效益指标", _ECOLOGICAL),
            ("可持续影响指标", _LASTING),
        )
        if pattern.search(text)
    }
    return frozenset(kinds | {"效益指标"}) if kinds else _ANY_BENEFIT


def speaks_for_itself(row: IndicatorRecord, level2: str) -> bool:
    """Whether the row could stand under no other label."""
    return plausible(row) == {_kind(level2)}


def border_value(rows: Sequence[IndicatorRecord], group: Sequence[Block], place: int, start: int) -> int:
    """How well the border before block `place` of a group would stand at row `start`; more is better."""
    left, right = group[place - 1], group[place]
    sums = []
    for block in group:
        begin = start if block is right else block.start
        end = start if block is left else block.stop
        if end > begin:
            sums.append(sum(int((rows[row].weight or 0) * 100) for row in range(begin, end)))
    regular = all(points % 500 == 0 for points in sums) or (len(set(sums)) == 1 and len(sums) == len(group))
    rank = 3 if sums == _USUAL else 2 * regular
    surprise = sum(_surprise(rows[row], left.level2) for row in range(left.start, start))
    return rank - surprise - sum(_surprise(rows[row], right.level2) for row in range(start, right.stop))


def border_is_decided(
    rows: Sequence[IndicatorRecord], group: Sequence[Block], place: int, low: int, high: int, *, or_tied: bool = False
) -> bool:
    """Whether the true border before block `place` beats every other from `low` to `high` (or ties, if asked)."""
    true = group[place].start
    most = border_value(rows, group, place, true) - (0 if or_tied else _MARGIN)
    return all(border_value(rows, group, place, row) <= most for row in range(low, high + 1) if row != true)


def _surprise(row: IndicatorRecord, level2: str) -> int:
    if _kind(level2) in plausible(row):
        return 0
    name, target = row.name or "", row.target or ""
    firm = row.level1 != "效益指标" and (
        _MONEY.search(target) or _DATE.search(target) or _COUNTED.search(name) or _QUALITY_NAME.search(name)
    )
    return _FIRM if firm else 1


def _kind(level2: str) -> str:
    return "进度指标" if level2 == "时效指标" else level2
