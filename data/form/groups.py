"""Level 1: the costs of every pair of borders between 产出, 效益 and 满意度, and the slots inside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from data.form.blocks import ALL_EQUAL, USUAL_SPLIT, Slot, Space
from data.form.cues import Cues
from data.form.labels import GROUPS, OUTPUT_SLOTS, group_of, output_slot
from data.form.marks import Style, mark_cost
from data.form.table import Mark

GROUP_POINTS_MISSED = 20.0
GROUP_WITHOUT_LABEL = 0.5
"""Beside its points: a group of which nothing is printed is as unlikely as printed points missed by as much."""
GROUP_LABEL_LOST = 6.0
"""Its rows' level-2 labels are printed, so that only the level-1 label is missing."""
GROUP_NO_MULTIPLE_OF_10 = 3.0
GROUP_LABEL_WITHOUT_ROWS = 10.0
GROUP_POINTS_UNTESTED = 4.0
GROUP_MARK = 0.5
"""Where a level-1 label prints its points, where it stands says half of what it says otherwise."""
BORDER_SLACK, WIDE_SLACK = 9.0, 45.0
_BORDERS_TRIED = 80


@dataclass(frozen=True, slots=True)
class Form:
    """What all assignments of a form are measured by: for each group its level-1 marks, slots, contents, points.

    `benefits` are the kinds of benefit that each row's words speak of. `unplaced` remembers costs that no label style
    changes.
    """

    space: Space
    level1: tuple[tuple[Mark, ...], ...]
    slots: tuple[tuple[Slot, ...], ...]
    lost: tuple[float | None, ...]
    contents: tuple[tuple[float, ...], ...]
    points: tuple[int | None, ...]
    benefits: tuple[frozenset[str], ...]
    unplaced: dict[tuple[int, tuple[int, int]], float] = field(default_factory=dict)


def measure(space: Space, marks: Sequence[Mark], cues: Sequence[Cues]) -> Form:
    """What all assignments of these rows and marks are measured by."""
    level2 = [
        [mark for mark in marks if mark.label.level == 2 and group_of(mark.label.name) == group] for group in GROUPS
    ]
    level1 = tuple(
        tuple(mark for mark in marks if mark.label.level == 1 and mark.label.name == group) for group in GROUPS
    )
    return Form(
        space,
        level1,
        (_output_slots(level2[0], cues), *(printed_slots(found, cues) for found in level2[1:])),
        tuple(GROUP_LABEL_LOST if found else None for found in level2),
        tuple(tuple(accumulate((cue.group[group] for cue in cues), initial=0.0)) for group in range(3)),
        tuple(printed_points(found) for found in level1),
        tuple(cue.benefit for cue in cues),
    )


def printed_points(marks: Sequence[Mark]) -> int | None:
    """The points that a group's labels print, in hundredths; None when they print none."""
    return next((int(mark.label.points * 100) for mark in marks if mark.label.points is not None), None)


def borders(form: Form, style: Style, bound: float, slack: float) -> list[tuple[float, tuple[int, int]]]:
    """Level-1 borders, cheapest first: rows before i are 产出, from i to j 效益, from j on 满意度.

    Those that cost more than the best by `slack` are left out.
    """
    count = form.space.count
    bound -= ALL_EQUAL * 2 + USUAL_SPLIT
    heads = sorted(_ends(form, 0, [(0, i) for i in range(count + 1)], style, bound))
    tails = sorted(_ends(form, 2, [(j, count) for j in range(count + 1)], style, bound))
    found: list[tuple[float, tuple[int, int]]] = []
    for head, (_, i) in heads:
        if head + tails[0][0] > bound:
            break
        for tail, (j, _) in tails:
            if head + tail > bound:
                break
            if j >= i:
                cost = head + tail + _unplaced(form, 1, i, j)
                if cost <= bound:
                    cost += _placed(form, 1, i, j, style)
                    found.append((cost, (i, j)))
                    bound = min(bound, cost + slack)
    found.sort()
    return [pair for pair in found[:_BORDERS_TRIED] if pair[0] <= bound]


def _ends(
    form: Form, group: int, spans: Sequence[tuple[int, int]], style: Style, bound: float
) -> Iterator[tuple[float, tuple[int, int]]]:
    """The first or last group's costs over all its possible rows; where they stand is asked only of likely ones."""
    for span in spans:
        cost = form.unplaced.get((group, span))
        if cost is None:
            cost = form.unplaced[group, span] = _unplaced(form, group, *span)
        yield (cost + _placed(form, group, *span, style) if cost <= bound else cost), span


def _unplaced(form: Form, group: int, a: int, b: int) -> float:
    """What it costs that rows a to b, and no others, are a level-1 group, wherever its labels stand."""
    space, marks, contents = form.space, form.level1[group], form.contents[group]
    points = form.points[group]
    if a == b:
        return (GROUP_LABEL_WITHOUT_ROWS + points_missed(points or 0)) if marks else 0.0
    cost = contents[b] - contents[a]
    total = space.sums[b] - space.sums[a]
    if not marks:
        lost = form.lost[group]
        return cost + (GROUP_WITHOUT_LABEL + points_missed(total) if lost is None else lost)
    if space.unknown[a] != space.unknown[b]:
        cost += GROUP_POINTS_UNTESTED + (GROUP_POINTS_MISSED if points is not None and total > points else 0.0)
    elif points is None:
        cost += GROUP_NO_MULTIPLE_OF_10 if total % 1000 else 0.0
    elif points != total:
        cost += points_missed(total - points)
    return cost


def points_missed(difference: int) -> float:
    """Printed points that the rows miss: 20 and the difference, of which most counts little.

    One wrong digit of a label makes a difference of 10 to 80, and must not outweigh all other labels.
    """
    points = abs(difference) / 100
    return GROUP_POINTS_MISSED + min(points, 5.0) + 0.2 * max(points - 5.0, 0.0) if points else 0.0


def _placed(form: Form, group: int, a: int, b: int, style: Style) -> float:
    """What it costs that the group's labels stand where they do."""
    if a == b:
        return 0.0
    factor = 1.0 if form.points[group] is None else GROUP_MARK
    return factor * sum(mark_cost(mark, a, b, style, form.space.pages) for mark in form.level1[group])


def _output_slots(marks: Sequence[Mark], cues: Sequence[Cues]) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for index, name in enumerate(OUTPUT_SLOTS):
        own = tuple(mark for mark in marks if output_slot(mark.label.name) == index)
        contents = tuple(accumulate((cue.output[index] for cue in cues), initial=0.0))
        slots.append(Slot(name, own, contents))
    return tuple(slots)


def printed_slots(marks: Sequence[Mark], cues: Sequence[Cues]) -> tuple[Slot, ...]:
    """The blocks of 效益 or 满意度: only printed labels, in the order they first appear."""
    names = list(dict.fromkeys(mark.label.name for mark in marks))
    if not names:
        return (Slot("", (), (0.0,) * (len(cues) + 1), needs_label=False),)
    return tuple(
        Slot(
            name,
            tuple(mark for mark in marks if mark.label.name == name),
            tuple(accumulate((cue.in_benefit(name) for cue in cues), initial=0.0)),
        )
        for name in names
    )
