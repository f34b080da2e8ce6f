"""Level 1 and level 2 of every row: all level-1 borders, with the blocks of level 2 inside them.

The cheapest assignment wins; its distance to the second best is the margin (READING).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from data.form.blocks import ALL_EQUAL, NO_BOUND, USUAL_SPLIT, Path, Slot, Solver, Space
from data.form.cues import Cues
from data.form.doubts import doubts
from data.form.groups import BORDER_SLACK, WIDE_SLACK, Form, borders, measure
from data.form.labels import group_of
from data.form.marks import STYLE_PRIOR, STYLES, Style, pages_of, unused_cost
from data.form.solution import Levels, Solution
from data.form.table import Mark

MAX_ROWS = 160
FAR = 2.0
"""Assignments further than this from the best are not told apart; no margin is larger."""
WIDE_ABOVE = 16.0
"""A form that costs less than this is no form whose printed points are wrong."""
_BOUNDS, _LAST_BOUND, _MANY_ROWS = (5.0, 16.0), 50.0, 60
_Best = dict[Levels, tuple[float, Solution]]
"""What each assignment costs, with its style, and one way to it."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One row per form: levels of each row, and how the second best differs. `margin` None: no other.

    `cost` is what the levels cost; 0 for no rows and where nothing was searched. `doubts` are further levels that
    should be reported, however far they are from the best.
    """

    levels: Levels
    other: Levels
    margin: float | None
    searched: bool = True
    cost: float = 0.0
    doubts: tuple[Levels, ...] = ()


def assign(
    weights: Sequence[Decimal | None], pages: Sequence[int], cues: Sequence[Cues], marks: Sequence[Mark]
) -> Assignment:
    """The likeliest levels of a form's rows."""
    if not weights:
        return Assignment((), (), None)
    if len(weights) > MAX_ROWS or len(marks) > MAX_ROWS:
        levels = _run_down(len(weights), marks)
        return Assignment(levels, levels, None, searched=False)
    form = measure(space_of(weights, pages, cues), marks, cues)
    best: _Best = {}
    for bound in (*_BOUNDS, _LAST_BOUND if len(weights) > _MANY_ROWS else NO_BOUND):
        best = _within(form, bound)
        if best:
            cheapest = min(cost for cost, _ in best.values())
            unused = {mark.label.name for mark in marks} - _used(min(best, key=lambda levels: best[levels][0]))
            if unused and cheapest > WIDE_ABOVE:
                # Level 2 may speak against borders that level 1 alone prefers.
                best = _within(form, cheapest + FAR, WIDE_SLACK)
            elif cheapest + FAR > bound:
                best = _within(form, cheapest + FAR)
            break
    if not best:
        levels = _run_down(len(weights), marks)
        return Assignment(levels, levels, None, searched=False)
    ranked = sorted(best, key=lambda levels: best[levels][0])
    first, other = ranked[0], ranked[min(1, len(ranked) - 1)]
    cost, solution = best[first]
    margin = FAR if first == other else min(best[other][0] - cost, FAR)
    return Assignment(first, other, margin, cost=cost, doubts=doubts(form, solution))


def _used(levels: Levels) -> set[str | None]:
    return {name for level in levels for name in level}


def _within(form: Form, bound: float, slack: float = BORDER_SLACK) -> _Best:
    """The cheapest assignments up to `bound` and what they cost, over all label styles."""
    best: _Best = {}
    for style in STYLES:
        bound = min([bound, *(cost + FAR for cost, _ in best.values())])
        for solution in _solve(form, style, bound - STYLE_PRIOR[style], slack):
            levels, cost = solution.levels, solution.cost + STYLE_PRIOR[style]
            if levels not in best or cost < best[levels][0]:
                best[levels] = cost, solution
    return best


def space_of(weights: Sequence[Decimal | None], pages: Sequence[int], cues: Sequence[Cues]) -> Space:
    """What the blocks of these rows are measured against."""
    names = [cue.name for cue in cues]
    sums = tuple(accumulate((0 if weight is None else int(weight * 100) for weight in weights), initial=0))
    rows_at: dict[int, tuple[int, ...]] = {}
    for row, points in enumerate(sums):
        rows_at[points] = (*rows_at.get(points, ()), row)
    return Space(
        len(weights),
        (*(bool(row and name and name == names[row - 1]) for row, name in enumerate(names)), False),
        sums,
        tuple(accumulate((weight is None for weight in weights), initial=0)),
        pages_of(pages),
        rows_at,
    )


def _solve(form: Form, style: Style, bound: float, border_slack: float = BORDER_SLACK) -> list[Solution]:
    """The cheapest assignments of one label style up to `bound`, over all level-1 borders worth trying."""
    space, slots = form.space, form.slots
    tried = borders(form, style, bound, border_slack)
    if not tried:
        return []
    slack = [bound - tried[0][0] - bonus for bonus in _others_bonus(slots)]
    output = Solver(space, slots[0], 0, max(i for _, (i, _) in tried), style, slack[0])
    solvers: dict[tuple[int, int], Solver] = {}

    def blocks(group: int, lo: int, hi: int) -> list[Path]:
        if lo == hi:
            return [(sum(unused_cost(mark) for slot in slots[group] for mark in slot.marks), (lo,) * len(slots[group]))]
        if (group, lo) not in solvers:
            solvers[group, lo] = Solver(space, slots[group], lo, space.count, style, slack[group])
        return solvers[group, lo].best(hi)

    found: list[Solution] = []
    for cost, (i, j) in tried:
        if cost + ALL_EQUAL * 2 + USUAL_SPLIT > bound:
            break
        for first in output.best(i) if i else blocks(0, 0, 0):
            for second in blocks(1, i, j):
                for third in blocks(2, j, space.count):
                    total = cost + first[0] + second[0] + third[0]
                    if total <= bound:
                        found.append(Solution(total, style, (i, j), (first[1], second[1], third[1]), slots))
        if len(found) > 1:
            found.sort(key=lambda solution: solution.cost)
            del found[4:]
            bound = min(bound, found[0].cost + FAR)
    return found


def _others_bonus(slots: Sequence[Sequence[Slot]]) -> list[float]:
    """For each group, what equal blocks and the usual split can save in the other two."""
    most = [min(ALL_EQUAL, USUAL_SPLIT) if len(slots[0]) == 4 else 0.0]
    most += [ALL_EQUAL if len(part) > 1 else 0.0 for part in slots[1:]]
    return [sum(most) - own for own in most]


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
                first = label.group or group_of(label.name)
        levels.append((first, second))
    return tuple(levels)
