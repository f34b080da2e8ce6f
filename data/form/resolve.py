"""效益指标 and 满意度指标 are names of both levels: which one does a label name?

With points it is level 1; on a row with two labels the second is level 2; alone and without points it
is level 1 unless another label of the form already is (READING, 'Before the search').
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from data.form.labels import COST_GROUP, GROUPS, group_of, is_cost_kind
from data.form.table import Mark


def resolve_labels(marks: Sequence[Mark], name_columns: Sequence[int] = ()) -> list[Mark]:
    """The marks with every level decided; `name_columns` says for each row where its first text stands."""
    decided = _same_line_twice(list(marks))
    taken = {mark.label.name: mark.page for mark in decided if mark.label.level == 1}
    for index, mark in enumerate(decided):
        if mark.label.level is None:
            name = mark.label.name
            level1 = name not in taken and (
                _level2_follows(decided, index)
                or _level1_column(mark, name_columns)
                or not _surely_later(decided, index, name_columns)
            )
            if level1:
                taken[name] = mark.page
            elif taken.get(name, mark.page) < mark.page:
                level1 = _level1_column(mark, name_columns) or _level2_follows(decided, index)
            decided[index] = _at_level(mark, 1 if level1 else 2)
    if any(mark.label.level == 2 and mark.label.points is not None for mark in decided):
        for group in GROUPS[1:]:
            decided = _level2_with_points(decided, group)
    return decided


def with_cost_group(marks: Sequence[Mark], points: Decimal | None) -> list[Mark]:
    """The marks with 成本指标 as a level-1 group where the form has it as one; `points` are what all groups have.

    Columns do not tell, since they shift. It is one where a level 2 of its own is printed (经济成本指标, or itself
    again on the same line), or where its points are what the other groups' points leave.
    """
    costs = [index for index, mark in enumerate(marks) if mark.label.level == 2 and mark.label.name == COST_GROUP]
    second = {index for index in costs if index - 1 in costs and marks[index - 1].line == marks[index].line}
    kinds = {index for index, mark in enumerate(marks) if is_cost_kind(mark.label.name)}
    if not costs or not (kinds or second or _points_left(marks, costs[0], points)):
        return list(marks)
    found = list(marks)
    for index in {*costs, *kinds}:
        level: Literal[1, 2] = 2 if index in second or index in kinds else 1
        found[index] = replace(marks[index], label=replace(marks[index].label, level=level, group=COST_GROUP))
    return found


def _points_left(marks: Sequence[Mark], cost: int, points: Decimal | None) -> bool:
    own = marks[cost].label.points
    others = [mark.label for index, mark in enumerate(marks) if index != cost]
    if own is None or any(label.level == 2 and label.points is not None for label in others):
        return False
    groups = {label.name: label.points for label in others if label.level == 1 and label.points is not None}
    return len(groups) > 1 and sum(groups.values(), own) == points


def _level1_column(mark: Mark, name_columns: Sequence[int]) -> bool:
    """Whether an empty cell, level 2's, stands between the label and the name of its row."""
    return mark.where == "row" and mark.row < len(name_columns) and name_columns[mark.row] - mark.column >= 2


def _same_line_twice(marks: list[Mark]) -> list[Mark]:
    """The second of two equal names on one line is level 2, with points or without."""
    for index in range(1, len(marks)):
        above, mark = marks[index - 1], marks[index]
        same = above.line == mark.line and above.label.name == mark.label.name
        if same and mark.label.level != 2 and above.label.level != 2:
            marks[index - 1], marks[index] = _at_level(above, 1), _at_level(mark, 2)
    return marks


def _level2_with_points(marks: list[Mark], group: str) -> list[Mark]:
    """Where level-2 labels print points too, one of two equal level-1 labels may be the level-2 one.

    Only in a group that has no other level-2 label: then it is the one furthest right, else the last.
    """
    level1 = [index for index, mark in enumerate(marks) if mark.label.level == 1 and mark.label.name == group]
    if len(level1) < 2 or any(mark.label.level == 2 and group_of(mark.label.name) == group for mark in marks):
        return marks
    second = max(level1, key=lambda index: (marks[index].column, index))
    return [_at_level(mark, 2) if index == second else mark for index, mark in enumerate(marks)]


def _level2_follows(marks: Sequence[Mark], index: int) -> bool:
    """Whether a level-2 label of the same group stands further right on the line."""
    mark = marks[index]
    return any(
        other.line == mark.line and other.label.level != 1 and group_of(other.label.name) == mark.label.name
        for other in marks[index + 1 : index + 3]
    )


def _surely_later(marks: Sequence[Mark], index: int, name_columns: Sequence[int]) -> bool:
    """Whether a later line prints this name and a level 2 beside it or room for one, so that it is level 1 there."""
    name = marks[index].label.name
    beside_name = not _level1_column(marks[index], name_columns)
    return any(
        mark.label.level is None
        and mark.label.name == name
        and (_level2_follows(marks, later) or (beside_name and _level1_column(mark, name_columns)))
        for later, mark in enumerate(marks)
        if later > index
    )


def _at_level(mark: Mark, level: Literal[1, 2]) -> Mark:
    return replace(mark, label=replace(mark.label, level=level))
