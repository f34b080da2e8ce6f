"""A document's text → its records: every form found, every cell accounted for, every doubt reported."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data.form.cells import Line, place, read_line
from data.form.checks import Form, culprit, mismatches
from data.form.columns import Sums, Texts, choose, numbers, texts
from data.form.cues import read_cues
from data.form.head import Head, read_head, table_start
from data.form.labels import GROUPS
from data.form.levels import MAX_ROWS, Assignment, assign
from data.form.pairs import Choice
from data.form.reasons import deducted, share
from data.form.record import DocumentRecord, FormRecord, IndicatorRecord, Problem
from data.form.resolve import resolve_labels
from data.form.split import Section, split
from data.form.table import Mark, Table, join_cut_rows, read_table
from data.form.usage import Ledger
from data.reading.grid import page_starts, read_grid

AMBIGUOUS_MARGIN = 1.45
"""Below this distance between best and second best assignment the rows that differ are reported."""


def read_document(text: str) -> DocumentRecord:
    """All forms of one document in order, with the problems of each; never raises, whatever the text."""
    grid = read_grid(text)
    lines = [read_line(row, starts) for row, starts in zip(grid.rows, page_starts(grid.rows), strict=True)]
    ledger = Ledger()
    ledger.add("page_furniture", grid.furniture)
    ledger.add("unread", sum(line.dropped for line in lines))
    problems: list[Problem] = []
    forms: list[FormRecord] = []
    for section in split(lines, ledger):
        if section.planning:
            problems.append(_planning(section))
        else:
            forms.append(_read_form(section, ledger))
    if not forms and not problems:
        problems.append(Problem("reading.no_form", "must_fix"))
    problems += _unread(lines, ledger)
    return DocumentRecord(tuple(forms), ledger.usage(lines), tuple(problems))


def _read_form(section: Section, ledger: Ledger) -> FormRecord:
    lines = section.lines
    start = table_start(lines, 1)
    head = read_head(lines[:start], ledger)
    table = join_cut_rows(read_table(lines[start:], ledger))
    table = replace(table, marks=resolve_labels(table.marks))
    total = head.funding[0]
    chosen = choose(table.rows, Sums(_less(table.total_weight, total.weight), _less(table.total_score, total.score)))
    parts = texts(table.rows, chosen)
    values = [numbers(row, choice) for row, choice in zip(table.rows, chosen, strict=True)]
    cues = [read_cues(part.name, part.target) for part in parts]
    assignment = assign([weight for weight, _ in values], [row.page for row in table.rows], cues, table.marks)
    indicators = _indicators(table, chosen, parts, values, assignment, ledger)
    points = _group_points(table.marks)
    form = Form(total, indicators, table.total_weight, table.total_score, points)
    wrong = mismatches(form)
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
        not wrong,
        (),
        assignment.margin,
        lines[0].number,
        lines[-1].number,
    )
    problems = [
        *_head_problems(record, head),
        *_row_problems(table, chosen, parts, record),
        *_level_problems(record, assignment, table.marks),
        *_balance_problems(record, form, table),
    ]
    return replace(record, problems=tuple(problems))


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
        if mark.label.level == 1 and mark.label.points is not None and mark.label.name in GROUPS:
            points.setdefault(mark.label.name, mark.label.points)
    return points


def _planning(section: Section) -> Problem:
    line = section.lines[0].number
    return Problem(
        "reading.planning_form", "must_fix", {"form": section.name_key}, source_line=line, source_place=place(line)
    )


def _head_problems(record: FormRecord, head: Head) -> list[Problem]:
    line = record.first_line
    where = place(line) if line else None
    found = list(head.problems)
    missing = [
        word
        for word, value in (
            ("项目名称", record.name),
            ("主管部门", record.department),
            ("实施单位", record.implementing_unit),
        )
        if value is None
    ]
    if missing:
        found.append(Problem("reading.head_missing", "check", {"fields": "、".join(missing)}, None, line, where))
    if record.fiscal_year is None:
        found.append(Problem("reading.year_missing", "check", {}, None, line, where))
    if record.total_funding.source_line is None:
        found.append(Problem("reading.funding_missing", "must_fix", {}, None, line, where))
    return found


def _row_problems(table: Table, chosen: Sequence[Choice], parts: Sequence[Texts], record: FormRecord) -> list[Problem]:
    found: list[Problem] = []
    for row, choice, part, indicator in zip(table.rows, chosen, parts, record.indicators, strict=True):
        found += [replace(problem, ordinal=indicator.ordinal) for problem in part.problems]
        unreadable = [word for word, value in (("分值", indicator.weight), ("得分", indicator.score)) if value is None]
        if unreadable:
            text = " ".join(cell.text for cell in row.cells[choice.texts : choice.tail])
            parameters = {"columns": "、".join(unreadable)}
            found.append(_at(indicator, "reading.number_missing", parameters, printed=text or None))
        elif choice.price > 0:
            parameters = {"weight": str(indicator.weight), "score": str(indicator.score)}
            found.append(_at(indicator, "reading.numbers_shifted", parameters))
    return found


def _level_problems(record: FormRecord, assignment: Assignment, marks: Sequence[Mark]) -> list[Problem]:
    found: list[Problem] = []
    if not assignment.searched:
        parameters = {"rows": str(len(record.indicators)), "limit": str(MAX_ROWS)}
        where = place(record.first_line) if record.first_line else None
        found.append(Problem("reading.too_many_rows", "must_fix", parameters, None, record.first_line, where))
    printed = {mark.label.name for mark in marks}
    margin = assignment.margin
    for row, level, other in zip(record.indicators, assignment.levels, assignment.other, strict=True):
        if margin is not None and margin < AMBIGUOUS_MARGIN and level != other:
            parameters = {"level": _words(level), "other": _words(other), "margin": f"{margin:.2f}"}
            found.append(_at(row, "reading.ambiguous", parameters, printed=_words(level), expected=_words(other)))
        elif row.level2 is None:
            found.append(_at(row, "reading.level_missing", {"level1": row.level1 or "—"}))
        elif row.level2 not in printed:
            found.append(_at(row, "reading.level_inferred", {"level2": row.level2}))
    return found


def _balance_problems(record: FormRecord, form: Form, table: Table) -> list[Problem]:
    found: list[Problem] = []
    line = table.total_line or record.last_line
    where = place(line) if line else None
    if not table.has_total:
        found.append(Problem("reading.truncated", "must_fix", {}, None, record.last_line, where))
    wrong = mismatches(form)
    if not record.indicators:
        found.append(Problem("reading.no_indicators", "must_fix", {}, None, record.first_line, where))
    elif wrong:
        figures = "；".join(f"{item.what}{_number(item.found)}，表上为{_number(item.printed)}" for item in wrong)
        parameters = {"figures": figures, "culprit": culprit(form, wrong)}
        printed = "；".join(f"{item.what}{_number(item.printed)}" for item in wrong)
        expected = "；".join(f"{item.what}{_number(item.found)}" for item in wrong)
        found.append(Problem("reading.unbalanced", "must_fix", parameters, None, line, where, printed, expected))
    return found


def _unread(lines: Sequence[Line], ledger: Ledger) -> list[Problem]:
    places = ledger.unread(lines)
    dropped = sum(line.dropped for line in lines)
    if not places and not dropped:
        return []
    line = places[0][0] if places else next(line.number for line in lines if line.dropped)
    parameters = {"count": str(len(places) + dropped), "place": place(line)}
    return [Problem("reading.unread_cells", "check", parameters, None, line, place(line))]


def _at(
    row: IndicatorRecord, rule: str, parameters: dict[str, str], printed: str | None = None, expected: str | None = None
) -> Problem:
    return Problem(rule, "check", parameters, row.ordinal, row.source_line, row.source_place, printed, expected)


def _words(level: tuple[str | None, str | None]) -> str:
    return "/".join(word for word in level if word) or "未定"


def _number(value: Decimal | None) -> str:
    return "未能读出" if value is None else str(value)
