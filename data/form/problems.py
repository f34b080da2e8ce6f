"""What is reported of a form and of a document: one Problem per thing that a filer should look at."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data.form.cells import place
from data.form.checks import WEIGHTS, Form, Mismatch, mismatches
from data.form.clean import clean, key
from data.form.columns import Texts
from data.form.culprit import culprit
from data.form.funding_checks import funding_culprit, funding_mismatches
from data.form.head import Head
from data.form.labels import GROUPS, group_of, output_slot, parse_label
from data.form.levels import Assignment
from data.form.pairs import Choice
from data.form.record import FormRecord, IndicatorRecord, Problem, Severity
from data.form.solution import Levels
from data.form.split import Section
from data.form.table import Mark, Table
from data.form.usage import Ledger
from data.reading.grid import GridRow

AMBIGUOUS_MARGIN = 1.55
"""Below this distance between best and second best assignment the rows that differ are reported."""

MANY_UNREAD = 16
"""A stray line or two has fewer cells; so many, or one row with its points, are a table that nobody read."""
LEVEL_DOUBTS = (
    *("reading.ambiguous", "reading.level_missing", "reading.level_inferred", "reading.group_inferred"),
    *("reading.label_unused", "reading.name_is_label"),
)
"""What is said of rows whose level 1 or level 2 is not sure: sums that hold prove nothing of it."""


def planning_problem(sections: Sequence[Section]) -> Problem:
    """One problem for all planning forms of a document."""
    line = sections[0].lines[0].number
    places = "、".join(f"“{section.name_key}”（{place(section.lines[0].number)}）" for section in sections[:5])
    places += f"等{len(sections)}张表" if len(sections) > 5 else ""
    return Problem("reading.planning_form", "must_fix", {"places": places}, None, line, place(line))


def head_problems(record: FormRecord, head: Head) -> list[Problem]:
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


def row_problems(table: Table, chosen: Sequence[Choice], parts: Sequence[Texts], record: FormRecord) -> list[Problem]:
    found: list[Problem] = []
    no_scores = len(record.indicators) > 1 and all(row.score is None for row in record.indicators)
    if no_scores:
        where = place(record.first_line) if record.first_line else None
        parameters = {"rows": str(len(record.indicators))}
        found.append(Problem("reading.scores_missing", "must_fix", parameters, None, record.first_line, where))
    for row, choice, part, indicator in zip(table.rows, chosen, parts, record.indicators, strict=True):
        found += [replace(problem, ordinal=indicator.ordinal) for problem in part.problems]
        unreadable = [word for word, value in (("分值", indicator.weight), ("得分", indicator.score)) if value is None]
        if unreadable == ["得分"] and no_scores:
            continue
        if unreadable:
            text = " ".join(cell.text for cell in row.cells[choice.texts : choice.tail])
            parameters = {"columns": "、".join(unreadable)}
            found.append(_at(indicator, "reading.number_missing", parameters, printed=text or None))
        elif choice.price > 0:
            parameters = {"weight": str(indicator.weight), "score": str(indicator.score)}
            found.append(_at(indicator, "reading.numbers_shifted", parameters))
        if not row.label_columns and part.actual is not None and _short_label(part.name or ""):
            found.append(_at(indicator, "reading.name_is_label", {"name": part.name or ""}, printed=part.name))
        if row.more:
            line, text = row.more[0][0], "".join(cell.text for _, cell in row.more)
            parameters = {"place": place(line), "text": text}
            found.append(_at(indicator, "reading.continued_cell", parameters, printed=text))
    return found


def _short_label(name: str) -> bool:
    """Whether a name is a label of outputs without 指标 (成本); 服务对象满意度 is a name as good as any."""
    labels = parse_label(key(name))
    return bool(labels) and all(not label.sure and group_of(label.name) == GROUPS[0] for label in labels)


def level_problems(record: FormRecord, assignment: Assignment, marks: Sequence[Mark]) -> list[Problem]:
    found: list[Problem] = []
    if not assignment.searched:
        parameters = {"rows": str(len(record.indicators)), "labels": str(len(marks))}
        where = place(record.first_line) if record.first_line else None
        found.append(Problem("reading.too_many_rows", "must_fix", parameters, None, record.first_line, where))
    printed = {mark.label.name for mark in marks}
    inferred = [row for row in record.indicators if row.level1 is not None and row.level1 not in _level1(marks)]
    if inferred:
        names = "、".join(dict.fromkeys(row.level1 or "" for row in inferred))
        parameters = {"level1": names, "rows": str(len(inferred))}
        first = inferred[0]
        rule = "reading.group_inferred"
        found.append(Problem(rule, "check", parameters, None, first.source_line, first.source_place, None, names))
    for row, level, *others in zip(record.indicators, assignment.levels, *_doubted(assignment), strict=True):
        other = next((other for other in others if other != level), None)
        if other is not None:
            parameters = {"level": _words(level), "other": _words(other)}
            found.append(_at(row, "reading.ambiguous", parameters, printed=_words(level), expected=_words(other)))
        elif row.level2 is None:
            found.append(_at(row, "reading.level_missing", {"level1": row.level1 or "—"}))
        elif row.level2 not in printed:
            found.append(_at(row, "reading.level_inferred", {"level2": row.level2}))
    return found + _unused(assignment.levels, marks) + _contradictions(contradicted_labels(assignment.levels, marks))


def _doubted(assignment: Assignment) -> tuple[Levels, ...]:
    """The levels that the form may have instead."""
    margin = assignment.margin
    near = (assignment.other,) if margin is not None and margin < AMBIGUOUS_MARGIN else ()
    return (*near, *assignment.doubts)


def contradicted_labels(levels: Levels, marks: Sequence[Mark]) -> list[Mark]:
    """Labels whose own row belongs to another group, or that no row belongs to: rows were misread to fit a sum.

    Page breaks move labels of level 2, so one on a page's first row is believed where any row belongs to it. A label on
    a line of its own may well be one that the filer left without indicators.
    """
    used = {name for level in levels for name in level if name}
    slots = {output_slot(name) for name in used if name not in GROUPS and group_of(name) == GROUPS[0]}
    return [
        mark
        for mark in marks
        if mark.where == "row"
        and (
            (mark.label.name not in used and not _in(slots, mark))
            or (_surely_here(mark) and mark.row < len(levels) and levels[mark.row][0] != _group(mark))
        )
    ]


def _surely_here(mark: Mark) -> bool:
    return mark.label.level == 1 or not mark.first_of_page


def _group(mark: Mark) -> str:
    return mark.label.name if mark.label.level == 1 else mark.label.group or group_of(mark.label.name)


def _in(slots: set[int], mark: Mark) -> bool:
    name = mark.label.name
    return mark.label.level == 2 and group_of(name) == GROUPS[0] and output_slot(name) in slots


def _contradictions(marks: Sequence[Mark]) -> list[Problem]:
    """One problem for all such labels."""
    if not marks:
        return []
    names = "、".join(dict.fromkeys(mark.label.name for mark in marks))
    line = marks[0].line
    return [Problem("reading.label_contradicted", "must_fix", {"level": names}, None, line, place(line), names)]


def _unused(levels: Levels, marks: Sequence[Mark]) -> list[Problem]:
    """Labels on a line of their own that no row came under: left without indicators by the filer, or of rows above."""
    used = {name for level in levels for name in level}
    lone = {mark.label.name: mark for mark in reversed(marks) if mark.where == "orphan" and mark.label.name not in used}
    return [
        Problem("reading.label_unused", "check", {"level": name}, None, mark.line, place(mark.line), name)
        for name, mark in reversed(lone.items())
    ]


def _level1(marks: Sequence[Mark]) -> set[str]:
    return {mark.label.name for mark in marks if mark.label.level == 1}


def balance_problems(record: FormRecord, form: Form, table: Table) -> list[Problem]:
    found: list[Problem] = []
    line = table.total_line or record.last_line
    where = place(line) if line else None
    if not table.has_total:
        found.append(Problem("reading.truncated", "must_fix", {}, None, record.last_line, where))
    points, money = mismatches(form), funding_mismatches(record.funding)
    wrong = [*points, *money]
    if not record.indicators:
        found.append(Problem("reading.no_indicators", "must_fix", {}, None, record.first_line, where))
    elif wrong:
        figures = "；".join(_disagreement(item) for item in wrong)
        likely = [culprit(form, points)] if points else []
        likely += [funding_culprit(record.funding, money)] if money else []
        parameters = {"figures": figures, "culprit": "；".join(likely)}
        printed = "；".join(f"{item.what}{_number(item.printed)}" for item in wrong)
        expected = "；".join(f"{item.what}{_number(item.found)}" for item in wrong)
        if not points:
            line = record.total_funding.source_line
            where = record.total_funding.source_place
        found.append(Problem("reading.unbalanced", "must_fix", parameters, None, line, where, printed, expected))
    return found


def torn_cells(row: GridRow) -> list[Problem]:
    """Cells in which a line broke between figures or letters: whether a blank or a point stood there is not known."""
    where = place(row.number)
    return [
        Problem("reading.torn_cell", "check", {"text": text}, None, row.number, where, text)
        for text in (clean(row.cells[column]) for column in row.torn)
    ]


def unread_problem(ledger: Ledger) -> Problem:
    """Cells of the document that belong to no form and to nothing known around forms."""
    line = ledger.first_unread
    where = place(line) if line is not None else None
    parameters = {"count": str(ledger.unread), "place": where or "—"}
    whole_table = ledger.unread_row or ledger.unread >= MANY_UNREAD
    severity: Severity = "must_fix" if whole_table else "check"
    return Problem("reading.unread_cells", severity, parameters, None, line, where)


def _at(
    row: IndicatorRecord, rule: str, parameters: dict[str, str], printed: str | None = None, expected: str | None = None
) -> Problem:
    return Problem(rule, "check", parameters, row.ordinal, row.source_line, row.source_place, printed, expected)


def _words(level: tuple[str | None, str | None]) -> str:
    level1, level2 = level
    return "未定" if level1 is None else f"{level1}/{level2 or '未印出的二级指标'}"


def _disagreement(item: Mismatch) -> str:
    found = f"{item.what.removesuffix('合计')}无法合计" if item.found is None else f"{item.what}{item.found}"
    if item.printed is None:
        return f"{found}，表上未能读出"
    if item.what == WEIGHTS and item.printed != item.should_be:
        return f"{found}，表上为{item.printed}，应为{item.should_be}"
    return f"{found}，表上为{item.printed}"


def _number(value: Decimal | None) -> str:
    return "未能读出" if value is None else str(value)
