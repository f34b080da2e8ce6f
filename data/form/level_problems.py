"""What is reported of a form's levels: rows that may stand elsewhere, labels that no row came under."""

from collections.abc import Sequence

from data.form.cells import place
from data.form.labels import GROUPS, group_of, output_slot
from data.form.levels import Assignment
from data.form.problems import at_row
from data.form.record import FormRecord, Problem
from data.form.solution import Levels
from data.form.table import Mark

AMBIGUOUS_MARGIN = 1.55
"""Below this distance between best and second best assignment the rows that differ are reported."""
LEVEL_DOUBTS = (
    *("reading.ambiguous", "reading.level_missing", "reading.level_inferred", "reading.group_inferred"),
    *("reading.label_unused", "reading.name_is_label"),
)
"""What is said of rows whose level 1 or level 2 is not sure: sums that hold prove nothing of it."""


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
            found.append(at_row(row, "reading.ambiguous", parameters, printed=_words(level), expected=_words(other)))
        elif row.level2 is None:
            found.append(at_row(row, "reading.level_missing", {"level1": row.level1 or "—"}))
        elif row.level2 not in printed:
            found.append(at_row(row, "reading.level_inferred", {"level2": row.level2}))
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


def _words(level: tuple[str | None, str | None]) -> str:
    level1, level2 = level
    return "未定" if level1 is None else f"{level1}/{level2 or '未印出的二级指标'}"
