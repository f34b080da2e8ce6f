"""The funding table of a form: four rows of three amounts, and the points of the total row."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from data.form.cells import Cell, Line, place
from data.form.numbers import is_no_value, parse_amount, parse_points, parse_rate
from data.form.record import SOURCES, FundingRecord, Problem, Source
from data.form.usage import Ledger

FUNDING_TITLE = re.compile(
    r"(?:项目|预算)资金(?:\((万元|元|亿元)\))?|项目预算执行情况(?:\((万元|元|亿元)\))?|\((万元|元|亿元)\)"
)
_FUNDING_COLUMN = re.compile(r"年初预算数?|全年预算数?|全年执行数?|分值|执行率|得分|预算数|执行数")
_SOURCE_LABELS: tuple[tuple[Source, re.Pattern[str]], ...] = (
    ("total", re.compile(r"(?:年度|项目)?资金总额[:：]?|年度总金额[:：]?")),
    ("fiscal_appropriation", re.compile(r"(?:其中[:：]?)?(?:当年|本年)?财政(?:拨款|资金)[:：]?")),
    ("carry_over", re.compile(r"(?:其中[:：]?)?上年(?:结转|结余|结转结余)(?:资金)?[:：]?")),
    ("other", re.compile(r"(?:其中[:：]?)?(?:其他|其它)资金[:：]?")),
)


def is_funding_header(line: Line) -> bool:
    """Whether this line names the columns of the funding table."""
    return sum(_FUNDING_COLUMN.fullmatch(cell.key) is not None for cell in line.cells) >= 3 or (
        bool(line.cells) and FUNDING_TITLE.fullmatch(line.cells[0].key) is not None
    )


def table_unit(line: Line) -> str | None:
    """The unit that the funding table states, such as 万元; None when it states none."""
    for cell in line.cells:
        match = FUNDING_TITLE.fullmatch(cell.key)
        if match:
            return next((group for group in match.groups() if group), None)
    return None


def funding_source(line: Line) -> tuple[Source, int] | None:
    """The funding source a line is labelled with, and the index of that cell."""
    for index, cell in enumerate(line.cells[:2]):
        for source, pattern in _SOURCE_LABELS:
            if pattern.fullmatch(cell.key):
                return source, index
    return None


def funding_row(line: Line, source: tuple[Source, int], unit: str, ledger: Ledger) -> tuple[FundingRecord, list[str]]:
    """One row of the funding table, and the names of its figures that could not be read."""
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
    return record, _unreadable(texts, parsed, total=name == "total")


_COLUMN_NAMES = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


def _unreadable(texts: Sequence[str | None], parsed: Sequence[Decimal | None], *, total: bool) -> list[str]:
    """Columns whose cell is lost or holds no number; a dash says that nothing is stated, and rates may be left out."""
    missing = []
    for index, (column, text, value) in enumerate(zip(_COLUMN_NAMES, texts, parsed, strict=True)):
        lost = text is None and (index < 3 or (total and column != "执行率"))
        if value is None and (lost or (text is not None and not is_no_value(text))):
            missing.append(column)
    return missing


def funding_problem(unreadable: Mapping[int, tuple[str, Sequence[str]]]) -> Problem:
    """One problem for the whole table: for each line its label and the columns that could not be read."""
    line = min(unreadable)
    cells = "；".join(f"{label.rstrip(':：')}的{'、'.join(columns)}" for label, columns in unreadable.values())
    return Problem("reading.funding_unreadable", "must_fix", {"cells": cells}, None, line, place(line))


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


def in_order(funding: Mapping[Source, FundingRecord]) -> tuple[FundingRecord, ...]:
    """The four rows in the order of SOURCES; a row that was not found is empty."""
    return tuple(funding[source] if source in funding else FundingRecord(source) for source in SOURCES)
