"""Level 1 and level 2 of every row: all level-1 borders, with the blocks of level 2 inside them.

The cheapest assignment wins; its distance to the second best is the margin (READING).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from data.form.blocks import ALL_EQUAL, NO_BOUND, USUAL_SPLIT, Path, Slot, Solver, Space
from data.form.cues import Cues
from data.form.labels import GROUPS, OUTPUT_SLOTS, group_of, output_slot
from data.form.marks import EMPTY_BLOCK, STYLE_PRIOR, STYLES, Style, mark_cost, pages_of
from data.form.table import Mark

GROUP_POINTS_MISSED = 20.0
GROUP_WITHOUT_LABEL = 15.0
GROUP_LABEL_LOST = 6.0
"""Its rows' level-2 labels are printed, so that only the level-1 label is missing."""
GROUP_NO_MULTIPLE_OF_10 = 3.0
GROUP_LABEL_WITHOUT_ROWS = 10.0
GROUP_POINTS_UNTESTED = 4.0
GROUP_MARK = 0.5
"""Where a level-1 label prints its points, where it stands says half of what it says otherwise."""
MAX_ROWS = 160
_BORDERS_TRIED, _BORDER_SLACK = 80, 9.0
FAR = 4.0
"""Assignments further than this from the best are not told apart; no margin is larger."""
_FIRST_BOUND = 16.0

Levels = tuple[tuple[str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One row per form: levels of each row, and how the second best differs. `margin` None: no other."""

    levels: Levels
    other: Levels
    margin: float | None
    searched: bool = True


@dataclass(frozen=True, slots=True)
class _Form:
    """What all assignments of a form are measured by: for each group its level-1 marks, slots and contents."""

    space: Space
    level1: tuple[tuple[Mark, ...], ...]
    slots: tuple[tuple[Slot, ...], ...]
    lost: tuple[float, ...]
    contents: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class _Solution:
    cost: float
    borders: tuple[int, int]
    bounds: tuple[tuple[int, ...], ...]
    slots: tuple[tuple[Slot, ...], ...]


def assign(
    weights: Sequence[Decimal | None], pages: Sequence[int], cues: Sequence[Cues], marks: Sequence[Mark]
) -> Assignment:
    """The likeliest levels of a form's rows."""
    if not weights:
        return Assignment((), (), None)
    if len(weights) > MAX_ROWS:
        levels = _run_down(len(weights), marks)
        return Assignment(levels, levels, None, searched=False)
    names = [cue.name for cue in cues]
    same_name = [bool(row and names[row] and names[row] == names[row - 1]) for row in range(len(names))] + [False]
    cents = [0 if weight is None else int(weight * 100) for weight in weights]
    space = Space(
        len(weights),
        tuple(same_name),
        tuple(accumulate(cents, initial=0)),
        tuple(accumulate((weight is None for weight in weights), initial=0)),
        pages_of(pages),
    )
    form = _form(space, marks, cues)
    best: dict[Levels, float] = {}
    for bound in (_FIRST_BOUND, NO_BOUND):
        for style in STYLES:
            cheapest = min(best.values(), default=bound)
            found = _solve(form, style, min(bound, cheapest + FAR) - STYLE_PRIOR[style])
            for solution in found:
                levels = _levels(space.count, solution)
                best[levels] = min(solution.cost + STYLE_PRIOR[style], best.get(levels, NO_BOUND))
        if best:
            break
    ranked = sorted(((cost, levels) for levels, cost in best.items()), key=lambda pair: pair[0])
    if len(ranked) == 1:
        return Assignment(ranked[0][1], ranked[0][1], FAR)
    return Assignment(ranked[0][1], ranked[1][1], min(ranked[1][0] - ranked[0][0], FAR))


def _form(space: Space, marks: Sequence[Mark], cues: Sequence[Cues]) -> _Form:
    level2 = [
        [mark for mark in marks if mark.label.level == 2 and group_of(mark.label.name) == group] for group in GROUPS
    ]
    return _Form(
        space,
        tuple(tuple(mark for mark in marks if mark.label.level == 1 and mark.label.name == group) for group in GROUPS),
        (_output_slots(level2[0], cues), *(_printed_slots(found, cues) for found in level2[1:])),
        tuple(GROUP_LABEL_LOST if found else GROUP_WITHOUT_LABEL for found in level2),
        tuple(tuple(accumulate((cue.group[group] for cue in cues), initial=0.0)) for group in range(3)),
    )


def _solve(form: _Form, style: Style, bound: float) -> list[_Solution]:
    """The cheapest assignments of one label style up to `bound`, over all level-1 borders worth trying."""
    space, slots = form.space, form.slots
    borders = _borders(form, style, bound)
    if not borders:
        return []
    slack = bound - borders[0][0]
    output = Solver(space, slots[0], 0, max(i for _, (i, _) in borders), style, slack)
    solvers: dict[tuple[int, int], Solver] = {}

    def blocks(group: int, lo: int, hi: int) -> list[Path]:
        if lo == hi:
            return [(EMPTY_BLOCK * sum(len(slot.marks) for slot in slots[group]), (lo,) * len(slots[group]))]
        if (group, lo) not in solvers:
            solvers[group, lo] = Solver(space, slots[group], lo, space.count, style, slack)
        return solvers[group, lo].best(hi)

    found: list[_Solution] = []
    for cost, (i, j) in borders:
        if cost + ALL_EQUAL * 2 + USUAL_SPLIT > bound:
            break
        for first in output.best(i) if i else blocks(0, 0, 0):
            for second in blocks(1, i, j):
                for third in blocks(2, j, space.count):
                    total = cost + first[0] + second[0] + third[0]
                    if total <= bound:
                        found.append(_Solution(total, (i, j), (first[1], second[1], third[1]), slots))
        if len(found) > 1:
            found.sort(key=lambda solution: solution.cost)
            del found[4:]
            bound = min(bound, found[0].cost + FAR)
    return found


def _borders(form: _Form, style: Style, bound: float) -> list[tuple[float, tuple[int, int]]]:
    """Level-1 borders, cheapest first: rows before i are 产出, from i to j 效益, from j on 满意度."""
    count = form.space.count
    bound -= ALL_EQUAL * 2 + USUAL_SPLIT
    heads = sorted((_group_cost(form, 0, 0, i, style), i) for i in range(count + 1))
    tails = sorted((_group_cost(form, 2, j, count, style), j) for j in range(count + 1))
    found: list[tuple[float, tuple[int, int]]] = []
    for head, i in heads:
        if head + tails[0][0] > bound:
            break
        for tail, j in tails:
            if head + tail > bound:
                break
            if j >= i:
                cost = head + tail + _group_cost(form, 1, i, j, style)
                if cost <= bound:
                    found.append((cost, (i, j)))
                    bound = min(bound, cost + _BORDER_SLACK)
    found.sort()
    return [pair for pair in found[:_BORDERS_TRIED] if pair[0] <= bound]


def _group_cost(form: _Form, group: int, a: int, b: int, style: Style) -> float:
    """What it costs that rows a to b, and no others, are a level-1 group."""
    space, marks, contents = form.space, form.level1[group], form.contents[group]
    if a == b:
        return GROUP_LABEL_WITHOUT_ROWS if marks else 0.0
    cost = contents[b] - contents[a]
    if not marks:
        return cost + form.lost[group]
    points = next((mark.label.points for mark in marks if mark.label.points is not None), None)
    total = space.sums[b] - space.sums[a]
    if space.unknown[a] != space.unknown[b]:
        cost += GROUP_POINTS_UNTESTED + (GROUP_POINTS_MISSED if points is not None and total > points * 100 else 0.0)
    elif points is None:
        cost += GROUP_NO_MULTIPLE_OF_10 * bool(total % 1000)
    elif points * 100 != total:
        return cost + GROUP_POINTS_MISSED + abs(total - int(points * 100)) / 100
    factor = GROUP_MARK if points is not None else 1.0
    for mark in marks:
        cost += factor * mark_cost(mark, a, b, style, space.pages)
    return cost


def _output_slots(marks: Sequence[Mark], cues: Sequence[Cues]) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for index, name in enumerate(OUTPUT_SLOTS):
        own = tuple(mark for mark in marks if output_slot(mark.label.name) == index)
        contents = tuple(accumulate((cue.output[index] for cue in cues), initial=0.0))
        slots.append(Slot(name, own, contents))
    return tuple(slots)


def _printed_slots(marks: Sequence[Mark], cues: Sequence[Cues]) -> tuple[Slot, ...]:
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


def _levels(count: int, solution: _Solution) -> Levels:
    levels: list[tuple[str | None, str | None]] = []
    i, j = solution.borders
    for group, lo, bounds, slots in zip(GROUPS, (0, i, j), solution.bounds, solution.slots, strict=True):
        a = lo
        for slot, b in zip(slots, bounds, strict=True):
            if b > a:
                levels += [(group, _slot_label(slot, a, b))] * (b - a)
            a = b
    return tuple(levels)


def _slot_label(slot: Slot, a: int, b: int) -> str | None:
    """The label as printed nearest to the block (时效指标 or 进度指标), else the slot's name."""
    if not slot.marks:
        return slot.name or None
    nearest = min(slot.marks, key=lambda mark: max(a - mark.row, mark.row - b + 1, 0))
    return nearest.label.name


def _run_down(count: int, marks: Sequence[Mark]) -> Levels:
    """Each row under the last label above it: for forms too long to be searched."""
    levels: list[tuple[str | None, str | None]] = []
    first: str | None = None
    second: str | None = None
    waiting = sorted(marks, key=lambda mark: (mark.row, mark.line, mark.column), reverse=True)
    for row in range(count):
        while waiting and waiting[-1].row <= row:
            label = waiting.pop().label
            if label.level == 1:
                first, second = label.name, None
            else:
                second = label.name
                first = group_of(label.name)
        levels.append((first, second))
    return tuple(levels)
