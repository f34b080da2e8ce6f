"""Levels of forms that have 成本指标 as a level-1 group: its rows are found first, the others as in any other form.

The search of levels.py knows three groups in a fixed order. A cost group may stand before, between or behind them:
each likely run of rows is tried as the group, the rest is searched without it, and the cheapest of all wins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from data.form.blocks import Slot, Solver, Space
from data.form.cues import Cues
from data.form.doubts import SPEAKS_AGAINST
from data.form.groups import GROUP_MARK, GROUP_NO_MULTIPLE_OF_10, points_missed, printed_points, printed_slots
from data.form.labels import COST_GROUP
from data.form.levels import FAR, MAX_ROWS, Assignment, assign, space_of
from data.form.marks import OUTSIDE_ON_PAGE, STYLE_PRIOR, STYLES, Style, mark_cost
from data.form.solution import Levels, slot_label
from data.form.table import Mark

_TRIED = 8
_BEFORE, _BEHIND = 3, 4
"""How many rows a page break may draw the group's first label away from its first row."""
_NO_COST_WORDS = 3.0
"""So much more a row costs as a cost than as another output, where it has neither money nor words of costs."""
_NO_COST = 20.0
"""Rows of another group are hardly costs where costs have a group of their own."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows a to b as the cost group: what that costs, and their levels."""

    cost: float
    a: int
    b: int
    levels: Levels


def assign_levels(
    weights: Sequence[Decimal | None], pages: Sequence[int], cues: Sequence[Cues], marks: Sequence[Mark]
) -> Assignment:
    """The likeliest levels of a form's rows, whether or not costs are a group of their own."""
    own = [mark for mark in marks if mark.label.group == COST_GROUP]
    if not own or not weights or len(weights) > MAX_ROWS or len(marks) > MAX_ROWS:
        return assign(weights, pages, cues, marks)
    others = [mark for mark in marks if mark.label.group is None]
    space = space_of(weights, pages, cues)
    runs = sorted(_runs(space, own, others, cues), key=lambda run: run.cost)[:_TRIED]
    found: list[tuple[float, Levels, Assignment]] = []
    for run in runs:
        if found and run.cost > min(cost for cost, _, _ in found) + FAR:
            break
        rest = _rest(run, weights, pages, cues, others)
        if rest.searched and _at_border(rest.levels, run.a):
            doubts = tuple(_with(run, levels) for levels in rest.doubts)
            rest = replace(rest, other=_with(run, rest.other), doubts=doubts)
            found.append((run.cost + rest.cost, _with(run, rest.levels), rest))
    if not found:
        return assign(weights, pages, cues, marks)
    found.sort(key=lambda item: item[0])
    cost, levels, best = found[0]
    other, margin = best.other, FAR if best.margin is None else best.margin
    if len(found) > 1 and found[1][0] - cost < margin:
        other, margin = found[1][1], found[1][0] - cost
    return Assignment(
        levels, other, margin, cost=cost, doubts=(*best.doubts, *_no_costs(levels, cues, {mark.row for mark in own}))
    )


def _no_costs(levels: Levels, cues: Sequence[Cues], labelled: set[int]) -> Iterator[Levels]:
    """Rows at the group's borders whose words are no costs may be of the group beside it, where a label was lost."""
    rows = [row for row, (level1, _) in enumerate(levels) if level1 == COST_GROUP]
    for row, beside in ((rows[0], rows[0] - 1), (rows[-1], rows[-1] + 1)) if len(rows) > 1 else ():
        likely, next_likely, _, cost = (*sorted(cues[row].output[:3]), cues[row].output[3])
        speaks = next_likely - likely >= SPEAKS_AGAINST and cost - likely >= _NO_COST_WORDS
        if speaks and row not in labelled and 0 <= beside < len(levels):
            yield (*levels[:row], (levels[beside][0], None), *levels[row + 1 :])


def _runs(space: Space, own: Sequence[Mark], others: Sequence[Mark], cues: Sequence[Cues]) -> Iterator[_Run]:
    level1 = tuple(mark for mark in own if mark.label.level == 1)
    slots = printed_slots([mark for mark in own if mark.label.level == 2], cues)
    contents = tuple(accumulate((cue.output[3] for cue in cues), initial=0.0))
    points = printed_points(level1)
    first = min(mark.row for mark in own)
    spans = [
        (a, b)
        for a in range(max(first - _BEFORE, 0), min(first + _BEHIND, space.count))
        for b in range(max(a, min(first, space.count - 1)) + 1, space.count + 1)
    ]
    for a, b in spans:
        total = space.sums[b] - space.sums[a]
        cost = contents[b] - contents[a]
        cost += points_missed(total - points) if points is not None else GROUP_NO_MULTIPLE_OF_10 * bool(total % 1000)
        cost += OUTSIDE_ON_PAGE * sum(a <= mark.row < b and not mark.first_of_page for mark in others)
        factor = 1.0 if points is None else GROUP_MARK
        yield min((_styled(space, level1, slots, a, b, style, factor, cost) for style in STYLES), key=_cost)


def _cost(run: _Run) -> float:
    return run.cost


def _styled(
    space: Space,
    level1: Sequence[Mark],
    slots: Sequence[Slot],
    a: int,
    b: int,
    style: Style,
    factor: float,
    cost: float,
) -> _Run:
    cost += STYLE_PRIOR[style] + factor * sum(mark_cost(mark, a, b, style, space.pages) for mark in level1)
    inside, bounds = Solver(space, slots, a, b, style).best(b)[0]
    levels: list[tuple[str | None, str | None]] = []
    start = a
    for slot, end in zip(slots, bounds, strict=True):
        levels += [(COST_GROUP, slot_label(slot, start, end))] * (end - start)
        start = max(start, end)
    return _Run(cost + inside, a, b, tuple(levels))


def _rest(
    run: _Run, weights: Sequence[Decimal | None], pages: Sequence[int], cues: Sequence[Cues], marks: Sequence[Mark]
) -> Assignment:
    """The levels of the rows that are not in the run."""
    a, b = run.a, run.b
    without = [replace(cue, output=(*cue.output[:3], cue.output[3] + _NO_COST)) for cue in (*cues[:a], *cues[b:])]
    moved = [mark if mark.row < a else replace(mark, row=max(mark.row - (b - a), a)) for mark in marks]
    return assign((*weights[:a], *weights[b:]), (*pages[:a], *pages[b:]), without, moved)


def _at_border(levels: Levels, row: int) -> bool:
    """Whether no other group runs on across the row where the cost group stood."""
    return row in (0, len(levels)) or levels[row - 1][0] != levels[row][0]


def _with(run: _Run, levels: Levels) -> Levels:
    return (*levels[: run.a], *run.levels, *levels[run.a :])
