"""The head of a form: names, the four funding rows, and both goals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from data.form.cells import Cell, Line, place
from data.form.labels import parse_label
from data.form.numbers import is_no_value, parse_amount, parse_points, parse_rate
from data.form.record import SOURCES, FundingRecord, Problem, Source
from data.form.split import is_title, name_cell
from data.form.usage import Ledger

_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("name", re.compile(r"项目(?:\(政策\))?名称(?:\(.*?\))?")),
    ("department", re.compile(r"(?:主管|预算)(?:部门|单位)(?:及代码|\(.*?\))?|项目主管部门")),
    ("implementing_unit", re.compile(r"(?:项目)?实施单位(?:\(.*?\))?|项目单位")),
    ("project_lead", re.compile(r"项目负责人(?:\(.*?\))?|负责人")),
    ("phone", re.compile(r"(?:联系|负责人)?电话|联系方式")),
)
_FUNDING_TITLE = re.compile(
    r"(?:项目|预算)资金(?:\((万元|元|亿元)\))?|项目预算执行情况(?:\((万元|元|亿元)\))?|\((万元|元|亿元)\)"
)
_FUNDING_COLUMN = re.compile(r"年初预算数?|全年预算数?|全年执行数?|分值|执行率|得分|预算数|执行数")
_SOURCE_LABELS: tuple[tuple[Source, re.Pattern[str]], ...] = (
    ("total", re.compile(r"(?:年度|项目)?资金总额[:：]?|年度总金额[:：]?")),
    ("fiscal_appropriation", re.compile(r"(?:其中[:：]?)?(?:当年|本年)?财政(?:拨款|资金)[:：]?")),
    ("carry_over", re.compile(r"(?:其中[:：]?)?上年(?:结转|结余|结转结余)(?:资金)?[:：]?")),
    ("other", re.compile(r"(?:其中[:：]?)?(?:其他|其它)资金[:：]?")),
)
_GOALS_TITLE = re.compile(r"年度总体目标(?:完成情况)?|总体目标|年度目标|年度绩效目标")
_GOAL_EXPECTED = re.compile(r"(?:年初)?预期目标(?:\(.*?\))?|年初设定目标")
_GOAL_ACHIEVED = re.compile(r"(?:全年|目标)?实际完成情况(?:\(.*?\))?|目标完成情况")
_HEADER_WORD = re.compile(
    r"[一二三]级指标(?:名称)?|(?:年度|全年)?指标值(?:\(A\))?|(?:全年)?实际(?:完成)?值(?:\(B\))?|分值|得分|偏差原因.*|未完成原因.*"
)


@dataclass(frozen=True, slots=True)
class Head:
    """One row per form: what stands above the indicator table. Empty cells are None."""

    fields: dict[str, str] = field(default_factory=dict)
    funding: tuple[FundingRecord, ...] = tuple(FundingRecord(source) for source in SOURCES)
    goal_expected: str | None = None
    goal_achieved: str | None = None
    problems: tuple[Problem, ...] = ()


def is_table_header(line: Line) -> bool:
    """Whether this line names the columns of the indicator table."""
    return sum(_HEADER_WORD.fullmatch(cell.key) is not None for cell in line.cells) >= 3 and any(
        cell.key.endswith(("级指标", "级指标名称")) or "指标值" in cell.key for cell in line.cells
    )


def is_header_word(cell: Cell) -> bool:
    """Whether a cell of a table header names a column."""
    return _HEADER_WORD.fullmatch(cell.key) is not None


def table_start(lines: Sequence[Line], begin: int = 0) -> int:
    """Index of the first line of the indicator table at or after `begin`; len(lines) when there is none."""
    for index in range(begin, len(lines)):
        line = lines[index]
        if is_table_header(line):
            return index
        labels = [label for cell in line.cells[:3] for label in parse_label(cell.key)]
        if any(label.sure for label in labels):
            return index
    return len(lines)


def read_head(lines: Sequence[Line], ledger: Ledger) -> Head:
    """Fields, funding and goals from the lines above the indicator table."""
    fields: dict[str, str] = {}
    funding: dict[Source, FundingRecord] = {}
    problems: list[Problem] = []
    goals: list[Line] = []
    goal_line: Line | None = None
    unit = "万元"
    for line in lines:
        source = _source(line)
        if source is not None and source[0] not in funding:
            record, faults = _funding_row(line, source, unit, ledger)
            funding[source[0]] = record
            problems += faults
        elif any(_GOAL_EXPECTED.fullmatch(cell.key) for cell in line.cells):
            goal_line = line
        elif _is_funding_header(line):
            unit = _unit(line) or unit
            for cell in line.cells:
                ledger.mark(line.number, cell.column, "label" if _FUNDING_TITLE.fullmatch(cell.key) else "header")
        elif goal_line is not None and not is_title(line):
            goals.append(line)
        elif not _read_fields(line, fields, ledger) and is_title(line):
            ledger.mark_line(line, "page_furniture")
    expected, achieved = _goals(goal_line, goals, ledger)
    return Head(fields, _in_order(funding), expected, achieved, tuple(problems))


def skip_repeated_head(lines: Sequence[Line], begin: int, ledger: Ledger) -> int:
    """Index after a head that is printed again at `begin`; its cells are page furniture."""
    index, goals = begin, False
    while index < len(lines):
        line = lines[index]
        if is_table_header(line) or (parse_any_label(line) and not _is_goal_header(line)):
            break
        known = (
            name_cell(line) is not None
            or _source(line) is not None
            or _is_funding_header(line)
            or any(pattern.fullmatch(cell.key) for cell in line.cells for _, pattern in _FIELDS)
            or is_title(line)
        )
        header = _is_goal_header(line)
        if not known and not header and not goals:
            break
        goals = header or (goals and not known)
        ledger.mark_line(line, "page_furniture")
        index += 1
    return index


def parse_any_label(line: Line) -> bool:
    """Whether the line begins with a label of the indicator table."""
    return any(label.sure for cell in line.cells[:3] for label in parse_label(cell.key))


def _is_goal_header(line: Line) -> bool:
    return any(_GOAL_EXPECTED.fullmatch(cell.key) for cell in line.cells)


def _is_funding_header(line: Line) -> bool:
    return sum(_FUNDING_COLUMN.fullmatch(cell.key) is not None for cell in line.cells) >= 3 or (
        bool(line.cells) and _FUNDING_TITLE.fullmatch(line.cells[0].key) is not None
    )


def _unit(line: Line) -> str | None:
    for cell in line.cells:
        match = _FUNDING_TITLE.fullmatch(cell.key)
        if match:
            return next((group for group in match.groups() if group), None)
    return None


def _read_fields(line: Line, fields: dict[str, str], ledger: Ledger) -> bool:
    """Read label–value pairs of one line; returns whether there was a label."""
    found = False
    wanted: str | None = None
    for cell in line.cells:
        label, colon, _ = cell.key.partition(":")
        name = next((name for name, pattern in _FIELDS if pattern.fullmatch(label)), None)
        if name is not None and (wanted is None or label != "负责人"):
            found = True
            wanted = name
            inline = re.split("[:：]", cell.text, maxsplit=1)[1].strip() if colon else ""
            ledger.mark(line.number, cell.column, "record" if inline else "label")
            if inline:
                fields.setdefault(name, inline)
                wanted = None
        elif wanted is not None:
            ledger.mark(line.number, cell.column, "record")
            fields.setdefault(wanted, cell.text)
            wanted = None
    return found


def _source(line: Line) -> tuple[Source, int] | None:
    """The funding source a line is labelled with, and the index of that cell."""
    for index, cell in enumerate(line.cells[:2]):
        for source, pattern in _SOURCE_LABELS:
            if pattern.fullmatch(cell.key):
                return source, index
    return None


def _funding_row(
    line: Line, source: tuple[Source, int], unit: str, ledger: Ledger
) -> tuple[FundingRecord, list[Problem]]:
    name, label_index = source
    for cell in line.cells[: label_index + 1]:
        ledger.mark(line.number, cell.column, "label")
    values = line.cells[label_index + 1 :]
    slots = _align(values, line.cells[label_index].column)
    texts = [cell.text if cell else None for cell in slots]
    for value in slots:
        if value is not None:
            ledger.mark(line.number, value.column, "record")
    amounts = [parse_amount(text, unit) if text else None for text in texts[:3]]
    weight, rate, score = (
        parse_points(texts[3]) if texts[3] else None,
        parse_rate(texts[4]) if texts[4] else None,
        parse_points(texts[5]) if texts[5] else None,
    )
    record = FundingRecord(
        name, amounts[0], amounts[1], amounts[2], weight, rate, score, line.number, place(line.number)
    )
    parsed = (*amounts, weight, rate, score)
    return record, list(_funding_problems(line, texts, parsed, name == "total"))


_COLUMN_NAMES = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


def _funding_problems(
    line: Line, texts: Sequence[str | None], parsed: Sequence[Decimal | None], total: bool
) -> list[Problem]:
    missing = [
        column
        for index, (column, text, value) in enumerate(zip(_COLUMN_NAMES, texts, parsed, strict=True))
        if value is None
        and ((text and not is_no_value(text)) or (total and index != 4) or (index < 3 and text is None))
    ]
    if not missing:
        return []
    return [
        Problem(
            "reading.funding_unreadable",
            "must_fix" if total else "check",
            {"columns": "、".join(missing), "row": line.cells[0].text},
            source_line=line.number,
            source_place=place(line.number),
            printed=" ".join(text for text in texts if text) or None,
        )
    ]


def _align(values: Sequence[Cell], label_column: int) -> list[Cell | None]:
    """The six figures of a funding row: in order when all are there, else by column."""
    if len(values) >= 6:
        return list(values[:6])
    slots: list[Cell | None] = [None] * 6
    for cell in values:
        index = cell.column - label_column - 1
        if 0 <= index < 6 and slots[index] is None:
            slots[index] = cell
    if sum(slot is not None for slot in slots) < len(values):
        slots = [*values, *([None] * (6 - len(values)))]
    return slots


def _goals(header: Line | None, lines: Sequence[Line], ledger: Ledger) -> tuple[str | None, str | None]:
    """Both goals; a goal that a page break cut is joined again."""
    if header is None:
        return None, None
    expected: list[str] = []
    achieved: list[str] = []
    border = 10_000
    side = expected
    for cell in header.cells:
        if _GOAL_ACHIEVED.fullmatch(cell.key):
            border, side = cell.column, achieved
            ledger.mark(header.number, cell.column, "header")
        elif _GOAL_EXPECTED.fullmatch(cell.key) or _GOALS_TITLE.fullmatch(cell.key):
            ledger.mark(header.number, cell.column, "label" if _GOALS_TITLE.fullmatch(cell.key) else "header")
        else:
            side.append(cell.text)
            ledger.mark(header.number, cell.column, "record")
    for line in lines:
        cells = [cell for cell in line.cells if not _GOALS_TITLE.fullmatch(cell.key)]
        for index, cell in enumerate(cells):
            right = index == 1 if len(cells) == 2 else cell.column >= border
            (achieved if right else expected).append(cell.text)
            ledger.mark(line.number, cell.column, "record")
        for cell in line.cells:
            ledger.mark(line.number, cell.column, "label")
    return "".join(expected) or None, "".join(achieved) or None


def _in_order(funding: dict[Source, FundingRecord]) -> tuple[FundingRecord, ...]:
    return tuple(replace(funding[source]) if source in funding else FundingRecord(source) for source in SOURCES)
