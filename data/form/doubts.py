"""What else a form may well say than the cheapest assignment: printed labels may stand beside their blocks, or be lost.

A margin does not tell it: where a label seems to stand clearly, every other assignment costs much more. So what forms
rarely have is doubted for itself, however clear the label is.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from data.form.blocks import NO_BOUND, Slot, Solver, is_usual
from data.form.cues import benefit_kind
from data.form.groups import Form
from data.form.solution import Levels, Solution

MOVED, MOVED_OFF = 7.0, 9.0
"""So much more may points divided as usual (15/15/10/10, or equally) cost than the best way; the second where the best
way's sums are no multiples of 5. A label one row beside its block costs 6 to 9."""

MOVED_TO_WHOLE = 5.0
"""So much more may a way whose sums are multiples of 5 points cost than the best one, where its sums are none."""

SPEAKS_AGAINST = 1.5
"""So much less may a row's words cost in the neighbouring block."""


def doubts(form: Form, solution: Solution) -> tuple[Levels, ...]:
    """The other ways to read the form that are likely enough to be reported."""
    lost = (*_unlabelled(form, solution), *_other_benefit(form, solution))
    always = (*_usual_split(form, solution), *lost, *_other_group(form, solution))
    return (*always, *(_label_lost if solution.style == "top" else _other_words)(form, solution))


def _usual_split(form: Form, solution: Solution) -> Iterator[Levels]:
    """The cheapest usual division of each group that is divided otherwise, or one at multiples of 5 points."""
    space = form.space
    for group, (lo, hi) in enumerate(_spans(form, solution)):
        slots, bounds = form.slots[group], solution.bounds[group]
        ends = [space.sums[b] - space.sums[lo] for b in bounds]
        if is_usual([end - start for start, end in pairwise((0, *ends))]):
            continue
        solver = Solver(space, slots, lo, hi, solution.style)
        off = any(end % 500 for end in ends[:-1])
        cost, usual = min(solver.patterns(hi), default=(NO_BOUND, bounds))
        if cost - solver.cost_of(bounds) < (MOVED_OFF if off else MOVED):
            yield _with(solution, group, usual).levels
        elif off:
            cost, whole = min(solver.whole(hi), default=(NO_BOUND, bounds))
            if cost - solver.cost_of(bounds) < MOVED_TO_WHOLE:
                yield _with(solution, group, whole).levels


def _label_lost(form: Form, solution: Solution) -> Iterator[Levels]:
    """A form's labels stand on the first rows of their blocks; rows above one may have had a label of their own."""
    levels = solution.levels
    for group, slots in enumerate(form.slots):
        for slot, (a, b) in zip(slots, _blocks(form, solution, group), strict=True):
            first = _first_row(slot, a, b)
            if first is not None and first > a:
                unknown = tuple((level1, None) for level1, _ in levels[a:first])
                yield (*levels[:a], *unknown, *levels[first:])


def _other_words(form: Form, solution: Solution) -> Iterator[Levels]:
    """Where labels stand inside their blocks, words tell the borders: rows beside one may speak for its other side."""
    for group, slots in enumerate(form.slots):
        bounds, blocks = solution.bounds[group], _blocks(form, solution, group)
        filled = [index for index, (a, b) in enumerate(blocks) if a < b]
        for above, below in pairwise(filled):
            border = bounds[above]
            for row, own, other, moved in ((border - 1, above, below, border - 1), (border, below, above, border + 1)):
                against = _content(slots[own], row) - _content(slots[other], row)
                alone = blocks[own][1] - blocks[own][0] == 1
                if against >= SPEAKS_AGAINST and not alone and all(mark.row != row for mark in slots[own].marks):
                    between = (moved,) * (below - above)
                    yield _with(solution, group, (*bounds[:above], *between, *bounds[below:])).levels


def _unlabelled(form: Form, solution: Solution) -> Iterator[Levels]:
    """A block's last row may be a block of its own whose label is lost, where its words are that label's."""
    slots, bounds = form.slots[0], solution.bounds[0]
    for index, (a, b) in enumerate(_blocks(form, solution, 0)):
        if b - a < 2 or any(mark.row == b - 1 for mark in slots[index].marks):
            continue
        for other in range(index + 1, len(slots)):
            if slots[other].marks or bounds[other] > b:
                break
            if _content(slots[index], b - 1) - _content(slots[other], b - 1) >= SPEAKS_AGAINST:
                moved = (b - 1,) * (other - index)
                yield _with(solution, 0, (*bounds[:index], *moved, *bounds[other:])).levels


def _other_benefit(form: Form, solution: Solution) -> Iterator[Levels]:
    """A benefit whose rows turn to speak of another, or turn from it: where no label names that one, it may be lost."""
    levels, slots, blocks = solution.levels, form.slots[1], _blocks(form, solution, 1)
    printed = {benefit_kind(slot.name) for slot in slots}
    for slot, (a, b) in zip(slots, blocks, strict=True):
        kind = benefit_kind(slot.name)
        if kind is None or a == b:
            continue
        told = [kind in form.benefits[row] for row in range(a, b)]
        turn = a + next((at for at, own in enumerate(told) if own != told[0]), 0)
        if any(own == told[0] for own in told[turn - a :]):
            continue  # not one turn, but none or several
        lo, hi = (turn, b) if told[0] else (a, turn)
        if frozenset.intersection(*form.benefits[lo:hi]) - printed:  # all of them speak, of the same
            yield (*levels[:lo], *((level1, None) for level1, _ in levels[lo:hi]), *levels[hi:])


def _other_group(form: Form, solution: Solution) -> Iterator[Levels]:
    """Rows before a group's first label may be of the group above, where they say so and no points tell."""
    levels = solution.levels
    for group, border in ((1, solution.borders[0]), (2, solution.borders[1])):
        marks = form.level1[group]
        first = min((mark.row for mark in marks if mark.where == "row"), default=border)
        if form.points[group] is not None or form.points[group - 1] is not None or not 0 < border < first:
            continue
        own, above = form.contents[group], form.contents[group - 1]
        if all(own[row + 1] - own[row] > above[row + 1] - above[row] for row in range(border, first)):
            yield (*levels[:border], *((levels[border - 1],) * (first - border)), *levels[first:])


def _content(slot: Slot, row: int) -> float:
    return slot.contents[row + 1] - slot.contents[row]


def _first_row(slot: Slot, a: int, b: int) -> int | None:
    """The row of the block's first label; None where it has none, or a page break may have moved it."""
    if a == b or not slot.marks or any(mark.where != "row" or mark.first_of_page for mark in slot.marks):
        return None
    return min(mark.row for mark in slot.marks)


def _spans(form: Form, solution: Solution) -> tuple[tuple[int, int], ...]:
    i, j = solution.borders
    return (0, i), (i, j), (j, form.space.count)


def _blocks(form: Form, solution: Solution, group: int) -> list[tuple[int, int]]:
    """The first row of each block of a group, and the row after its last."""
    return list(pairwise((_spans(form, solution)[group][0], *solution.bounds[group])))


def _with(solution: Solution, group: int, bounds: tuple[int, ...]) -> Solution:
    return replace(solution, bounds=(*solution.bounds[:group], bounds, *solution.bounds[group + 1 :]))
