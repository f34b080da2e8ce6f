"""The head of a form: names, the four funding rows, and both goals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.form.cells import Cell, Line
from data.form.funding import (
    FUNDING_TITLE,
    funding_problem,
    funding_row,
    funding_source,
    in_order,
    is_funding_header,
    table_unit,
)
from data.form.labels import parse_label
from data.form.landmarks import is_title, name_cell
from data.form.record import SOURCES, FundingRecord, Problem, Source
from data.form.usage import Ledger

_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("name", re.compile(r"项目(?:\(政策\))?名称(?:\(.*?\))?")),
    ("department", re.compile(r"(?:主管|预算)(?:部门|单位)(?:及代码|\(.*?\))?|项目主管部门")),
    ("implementing_unit", re.compile(r"(?:项目)?实施单位(?:\(.*?\))?|项目单位")),
    ("project_lead", re.compile(r"项目负责人(?:\(.*?\))?|负责人")),
    ("phone", re.compile(r"(?:联系|负责人)?电话|联系方式")),
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
    if len(line.cells) < 3 or not any("级指标" in cell.key or "指标值" in cell.key for cell in line.cells[:6]):
        return False
    return sum(_HEADER_WORD.fullmatch(cell.key) is not None for cell in line.cells) >= 3


def is_header_word(cell: Cell) -> bool:
    """Whether a cell of a table header names a column."""
    return _HEADER_WORD.fullmatch(cell.key) is not None


def is_form_word(cell_key: str) -> bool:
    """Whether a cell is one of the words that every form prints: of its head, its funding, its table."""
    label = cell_key.partition(":")[0]
    return (
        bool(parse_label(cell_key))
        or any(pattern.fullmatch(label) for _, pattern in _FIELDS)
        or any(pattern.fullmatch(cell_key) for pattern in (_HEADER_WORD, _GOALS_TITLE, FUNDING_TITLE))
    )


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
    unreadable: dict[int, tuple[str, list[str]]] = {}
    goals: list[Line] = []
    goal_line: Line | None = None
    unit = "万元"
    for line in lines:
        source = funding_source(line)
        if source is not None and source[0] not in funding:
            record, columns = funding_row(line, source, unit, ledger)
            funding[source[0]] = record
            if columns:
                unreadable[line.number] = (line.cells[source[1]].text, columns)
        elif any(_GOAL_EXPECTED.fullmatch(cell.key) for cell in line.cells):
            goal_line = line
        elif is_funding_header(line):
            unit = table_unit(line) or unit
            for cell in line.cells:
                ledger.mark(line.number, cell.column, "label" if FUNDING_TITLE.fullmatch(cell.key) else "header")
        elif goal_line is not None and not is_title(line):
            goals.append(line)
        elif not _read_fields(line, fields, ledger) and is_title(line):
            ledger.mark_line(line, "page_furniture")
    expected, achieved = _goals(goal_line, goals, ledger)
    problems = (funding_problem(unreadable),) if unreadable else ()
    return Head(fields, in_order(funding), expected, achieved, problems)


def skip_repeated_head(lines: Sequence[Line], begin: int, ledger: Ledger) -> int:
    """Index after a head that is printed again at `begin`; its cells are page furniture."""
    index, goals = begin, False
    while index < len(lines):
        line = lines[index]
        if is_table_header(line) or (parse_any_label(line) and not _is_goal_header(line)):
            break
        known = (
            name_cell(line) is not None
            or funding_source(line) is not None
            or is_funding_header(line)
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
