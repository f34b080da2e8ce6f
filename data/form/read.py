"""A document's text → its records: every form found, every cell accounted for, every doubt reported."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from data.form.balance import Sums, choose, numbers
from data.form.cells import Line, place, read_line
from data.form.checks import Form, mismatches
from data.form.columns import Texts, texts
from data.form.cost_group import assign_levels
from data.form.cues import read_cues
from data.form.cut_rows import join_cut_rows
from data.form.funding_checks import funding_mismatches
from data.form.head import read_head, table_start
from data.form.labels import COST_GROUP, GROUPS
from data.form.level_problems import contradicted_labels, level_problems
from data.form.levels import Assignment
from data.form.pairs import Choice
from data.form.problems import (
    balance_problems,
    head_problems,
    planning_problem,
    row_problems,
    torn_cells,
    unread_problem,
)
from data.form.reasons import deducted, share
from data.form.record import DocumentRecord, FormRecord, IndicatorRecord, Problem
from data.form.resolve import resolve_labels, with_cost_group
from data.form.split import Section, running_lines, split
from data.form.table import Mark, Table, read_table
from data.form.torn_labels import joined_labels
from data.form.usage import Ledger
from data.reading.grid import read_rows
from data.reading.rejoin import rejoined


def read_document(text: str) -> DocumentRecord:
    """All forms of one document in order, with the problems of each; never raises, whatever the text."""
    ledger = Ledger()
    forms: list[FormRecord] = []
    planning: list[Section] = []
    running = running_lines(text)
    torn: list[Problem] = []
    for section in split(joined_labels(_lines(text, ledger, torn)), ledger, running):
        if section.planning:
            planning.append(section)
        else:
            forms.append(_read_form(section, ledger, running))
        ledger.settle(section.lines, reported=section.planning)
    problems = [planning_problem(planning)] if planning else []
    if not forms and not planning:
        problems.append(Problem("reading.no_form", "must_fix"))
    elif ledger.unread:
        problems.append(unread_problem(ledger))
    problems += torn if forms else []
    return DocumentRecord(tuple(forms), ledger.usage(), tuple(problems))


def _lines(text: str, ledger: Ledger, torn: list[Problem]) -> Iterator[Line]:
    """The lines of a text one at a time; page numbers are only counted, and doubts about torn cells go to `torn`."""
    for row in rejoined(read_rows(text)):
        if row.page_number:
            ledger.page_number()
        else:
            torn += torn_cells(row)
            yield read_line(row)


def _read_form(section: Section, ledger: Ledger, running: frozenset[str]) -> FormRecord:
    lines = section.lines
    start = table_start(lines, 1)
    head = read_head(lines[:start], ledger)
    table = join_cut_rows(read_table(lines[start:], ledger, running))
    total = head.funding[0]
    sums = Sums(_less(table.total_weight, total.weight), _less(table.total_score, total.score))
    marks = resolve_labels(table.marks, [row.cells[0].column for row in table.rows])
    table = replace(table, marks=with_cost_group(marks, sums.weight))
    chosen = choose(table.rows, sums)
    parts = texts(table.rows, chosen)
    values = [numbers(row, choice) for row, choice in zip(table.rows, chosen, strict=True)]
    cues = [read_cues(part.name, part.target) for part in parts]
    assignment = assign_levels([weight for weight, _ in values], [row.page for row in table.rows], cues, table.marks)
    indicators = _indicators(table, chosen, parts, values, assignment, ledger)
    form = Form(total, indicators, table.total_weight, table.total_score, _group_points(table.marks))
    record = FormRecord(
        section.year,
        head.fields.get("name"),
        head.fields.get("department"),
        head.fields.get("implementing_unit"),
        head.fields.get("project_lead"),
        head.fields.get("phone"),
        head.goal_expected,
        head.goal_achieved,
        head.funding,
        indicators,
        table.total_weight,
        table.total_score,
        not mismatches(form)
        and not funding_mismatches(head.funding)
        and not contradicted_labels(assignment.levels, table.marks),
        (),
        assignment.margin,
        lines[0].number,
        lines[-1].number,
        table.total_line,
    )
    problems = [
        *head_problems(record, head),
        *row_problems(table, chosen, parts, record),
        *level_problems(record, assignment, table.marks),
        *balance_problems(record, form, table, section.cut_by),
    ]
    return replace(record, problems=tuple(problems), level1_points=form.group_points)


def _indicators(
    table: Table,
    chosen: Sequence[Choice],
    parts: Sequence[Texts],
    values: Sequence[tuple[Decimal | None, Decimal | None]],
    assignment: Assignment,
    ledger: Ledger,
) -> tuple[IndicatorRecord, ...]:
    printed: list[str | None] = []
    for row, choice, part in zip(table.rows, chosen, parts, strict=True):
        for index, (cell, line) in enumerate(zip(row.cells, row.lines, strict=True)):
            ledger.mark(line, cell.column, "redundant" if index in part.redundant else "record")
        for line, cell in row.more:
            ledger.mark(line, cell.column, "record")
        tail = [cell.text for cell in row.cells[choice.tail :]] + [cell.text for _, cell in row.more]
        printed.append("".join(tail) or None)
    reasons = share(printed, [deducted(*value) for value in values], [level1 for level1, _ in assignment.levels])
    return tuple(
        IndicatorRecord(
            index + 1,
            *assignment.levels[index],
            parts[index].name,
            parts[index].target,
            parts[index].actual,
            *values[index],
            reasons[index].effective,
            reasons[index].printed,
            reasons[index].shared,
            row.line,
            place(row.line),
        )
        for index, row in enumerate(table.rows)
    )


def _less(total: Decimal | None, execution: Decimal | None) -> Decimal | None:
    return None if total is None or execution is None else total - execution


def _group_points(marks: Sequence[Mark]) -> dict[str, Decimal]:
    points: dict[str, Decimal] = {}
    for mark in marks:
        if mark.label.level == 1 and mark.label.points is not None and mark.label.name in (*GROUPS, COST_GROUP):
            points.setdefault(mark.label.name, mark.label.points)
    return points
