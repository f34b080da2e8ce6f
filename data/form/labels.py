"""Label cells: which level a cell names, with the points printed on it.

A cell is a label only when it consists of labels and points wholly (READING, 'Before the search').
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Group = Literal["产出指标", "效益指标", "满意度指标"]
GROUPS: tuple[Group, ...] = ("产出指标", "效益指标", "满意度指标")
OUTPUT_SLOTS = ("数量指标", "质量指标", "进度指标", "成本指标")
"""The blocks of 产出 in their order; 时效指标 is another word for 进度指标 and keeps its name."""

COST_GROUP: Literal["成本指标"] = "成本指标"
"""Newer forms have it as a group of its own, beside GROUPS; elsewhere it is a block of 产出."""
_COST_KINDS = ("经济成本指标", "社会成本指标", "生态环境成本指标", "生态成本指标")

_POINTS = r"(?:[(\[（【]?(\d{1,3}(?:\.\d{1,2})?)分?[)\]）】]?)?"
_SERIAL = r"(?:[一二三四五六七八九十\d]{1,2}[、.])?"
_LEVEL2 = (
    r"数量|质量|进度|时效|成本|经济成本|社会成本|生态环境成本|生态成本|经济效益|社会效益|生态效益|环境效益|生态环境效益|"
    r"可持续影响|可持续发展|可持续性影响|可持续|(?:社会公众或)?服务对象满意度|服务对象或社会公众满意度|"
    r"帮扶对象满意度|受益对象满意度|受益群体满意度|效益|满意度"
)
_LABEL = re.compile(
    rf"(绩效指标)?(?:{_SERIAL}(产出|效益|满意度)(指标)?{_POINTS})?(?:{_SERIAL}({_LEVEL2})(指标)?{_POINTS})?"
)
_OUTPUT_OF = {
    "数量": 0, "质量": 1, "进度": 2, "时效": 2, "成本": 3, "经济成本": 3, "社会成本": 3, "生态环境成本": 3,
    "生态成本": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """One row per label word in a cell. `level` 0 is the table's own 绩效指标, None not yet decided.

    `sure` is False where the word alone could also be an indicator's name (成本, 社会效益). `group` is COST_GROUP
    where the form has costs as a level-1 group and the label is of it, None where the group follows from the name.
    """

    level: Literal[0, 1, 2] | None
    name: str
    points: Decimal | None
    sure: bool
    group: Literal["成本指标"] | None = None


@lru_cache(maxsize=4096)
def parse_label(cell_key: str) -> tuple[Label, ...]:
    """The labels a cell consists of; () when it is no label cell. Takes the cell's key, not its text."""
    if len(cell_key) > 40:
        return ()
    match = _LABEL.fullmatch(cell_key)
    if match is None or not cell_key:
        return ()
    table, first, first_suffix, first_points, second, second_suffix, second_points = match.groups()
    if first and second is None and first != "产出" and first_points is None:
        # 效益指标 and 满意度指标 are names of both levels; without points the row or the form decides.
        return (*_table(table), Label(None, first + "指标", None, bool(first_suffix)))
    labels = _table(table)
    if first:
        labels += (Label(1, first + "指标", _decimal(first_points), bool(first_suffix or first_points)),)
    if second:
        labels += (Label(2, second + "指标", _decimal(second_points), bool(second_suffix or second_points)),)
    return labels


def group_of(level2: str) -> Group:
    """The level-1 group that a level-2 label belongs to."""
    word = level2.removesuffix("指标")
    if word in _OUTPUT_OF:
        return "产出指标"
    return "满意度指标" if "满意度" in word else "效益指标"


def is_cost_kind(name: str) -> bool:
    """Whether a label is a level 2 that only a cost group of its own has (经济成本指标)."""
    return name in _COST_KINDS


def output_slot(level2: str) -> int:
    """The place of a 产出 label in the order 数量, 质量, 进度/时效, 成本."""
    return _OUTPUT_OF[level2.removesuffix("指标")]


def _table(word: str | None) -> tuple[Label, ...]:
    return (Label(0, "绩效指标", None, True),) if word else ()


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
