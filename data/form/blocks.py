"""Level 2: rows of one level-1 group into blocks, by a dynamic programme over (row, slot).

A group's slots follow each other in order and each may be empty. The programme keeps the two
cheapest ways to every row, so that the distance to the second best is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from data.form.marks import Pages, Style, mark_cost, unused_cost
from data.form.table import Mark

POINTS_MISSED = 8.0
IRREGULAR, IRREGULAR_A_BORDER = 3.0, 0.4
"""A form splits its points by multiples of 5, or it does not: the first border off costs most."""
NO_LABEL = 2.5
NAME_SPLIT = 1.5
NO_BOUND = 1e9
ALL_EQUAL, USUAL_SPLIT = -1.0, -1.5
USUAL = (1500, 1500, 1000, 1000)

Path = tuple[float, tuple[int, ...]]
"""Cost, and for each slot the row after its last."""


@dataclass(frozen=True, slots=True)
class Space:
    """One row per form: what all blocks are measured against. Sums are in hundredths of a point.

    `same_name[i]`: row i has the name of the row above, so that hardly a block begins there.
    `sums[i]` is the weight of the rows before i, `unknown[i]` how many of them state none, and
    `rows_at` says for a sum before which rows it is reached.
    """

    count: int
    same_name: tuple[bool, ...]
    sums: tuple[int, ...]
    unknown: tuple[int, ...]
    pages: Pages
    rows_at: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Slot:
    """One row per block that a group may have; `contents[i]` is the cost of the rows before i in it."""

    name: str
    marks: tuple[Mark, ...]
    contents: tuple[float, ...]
    needs_label: bool = True


def merged(paths: Sequence[Path]) -> list[Path]:
    """The two cheapest different ways."""
    best: dict[tuple[int, ...], float] = {}
    for cost, bounds in paths:
        if cost < best.get(bounds, 1e9):
            best[bounds] = cost
    return sorted((cost, bounds) for bounds, cost in best.items())[:2]


def is_usual(points: Sequence[int]) -> bool:
    """Whether blocks of these points, empty ones left out, are equal, or divided as most forms divide 50 points."""
    filled = [part for part in points if part]
    return len(filled) < 2 or len(set(filled)) == 1 or tuple(points) == USUAL


class Solver:
    """The blocks of one group that begins at row `lo`, for any row up to `hi` it may end before.

    Ways that cost more than `bound` are not followed.
    """

    def __init__(
        self, space: Space, slots: Sequence[Slot], lo: int, hi: int, style: Style, bound: float = NO_BOUND
    ) -> None:
        self._space, self._slots, self._lo, self._hi, self._style = space, slots, lo, hi, style
        self._bound = bound
        self._label_memo: list[dict[tuple[int, int], float]] = [{} for _ in slots]
        self._regular: list[list[Path]] = []
        self._irregular: list[list[Path]] = []

    def best(self, end: int) -> list[Path]:
        """The two cheapest ways to divide the rows from `lo` to `end`, and what they cost."""
        if not self._regular:
            self._regular, self._irregular = self._run(regular=True), self._run(regular=False)
        at = end - self._lo
        return merged([*self._regular[at], *self._irregular[at], *self.patterns(end)])

    def _run(self, *, regular: bool) -> list[list[Path]]:
        """The cheapest ways to every row; regular: borders only where the points before are a multiple of 5."""
        lo, size, bound = self._lo, self._hi - self._lo + 1, self._bound
        sums, same_name = self._space.sums, self._space.same_name
        table: list[list[Path]] = [[] for _ in range(size)]
        if not regular and (bound < IRREGULAR or len(self._slots) == 1):
            return table
        table[0] = [(0.0 if regular else IRREGULAR, ())]
        off = [(sums[lo + row] - sums[lo]) % 500 != 0 for row in range(size)]
        for index, slot in enumerate(self._slots):
            contents = slot.contents
            label, constant = (None, self._constant(slot)) if not slot.marks else (index, 0.0)
            empty = sum(map(unused_cost, slot.marks))
            last = index == len(self._slots) - 1
            starts = [(a, cost - contents[lo + a], bounds) for a in range(size) for cost, bounds in table[a]]
            following: list[list[Path]] = []
            for b in range(size):
                end = lo + b
                found: list[Path] = [
                    (cost + empty, (*bounds, end)) for cost, bounds in table[b] if cost + empty <= bound
                ]
                if not (regular and off[b] and not last):
                    upto = contents[end] + constant
                    if not last:
                        upto += (IRREGULAR_A_BORDER if off[b] else 0.0) + (NAME_SPLIT if same_name[end] else 0.0)
                    for a, before, bounds in starts:
                        if a >= b:
                            break
                        cost = before + upto
                        if cost <= bound:
                            if label is not None:
                                cost += self._label(label, lo + a, end)
                            if cost <= bound:
                                found.append((cost, (*bounds, end)))
                    if len(found) > 2:
                        found.sort()
                        del found[2:]
                following.append(found)
            table = following
        return table

    @staticmethod
    def _constant(slot: Slot) -> float:
        return NO_LABEL if slot.needs_label else 0.0

    def _label(self, index: int, a: int, b: int) -> float:
        """What the labels of a slot cost for rows a to b."""
        memo = self._label_memo[index]
        cost = memo.get((a, b))
        if cost is None:
            slot, space = self._slots[index], self._space
            cost = 0.0 if slot.marks else self._constant(slot)
            for mark in slot.marks:
                cost += mark_cost(mark, a, b, self._style, space.pages)
                points = mark.label.points
                if points is not None and points * 100 != space.sums[b] - space.sums[a]:
                    cost += POINTS_MISSED
            memo[a, b] = cost
        return cost

    def whole(self, end: int) -> list[Path]:
        """The cheapest ways to divide the rows to `end` at multiples of 5 points."""
        return self._run(regular=True)[end - self._lo]

    def patterns(self, end: int) -> Iterator[Path]:
        """Ways with equal blocks, and the usual split, which cost less (`is_usual`)."""
        total = self._space.sums[end] - self._space.sums[self._lo]
        if self._space.unknown[end] != self._space.unknown[self._lo] or total <= 0 or len(self._slots) < 2:
            return
        count = len(self._slots)
        for filled in range(2, count + 1):
            if total % filled == 0:
                part = total // filled
                for chosen in combinations(range(count), filled):
                    sums = tuple(part if slot in chosen else 0 for slot in range(count))
                    yield from self._with_sums(end, sums, ALL_EQUAL)
        if count == 4 and total == sum(USUAL):
            yield from self._with_sums(end, USUAL, USUAL_SPLIT)

    def cost_of(self, bounds: Sequence[int]) -> float:
        """What one way costs whose sums are not usual."""
        lo, sums = self._lo, self._space.sums
        off = sum((sums[b] - sums[lo]) % 500 != 0 for b in bounds[:-1])
        return self._placed(bounds) + (IRREGULAR + IRREGULAR_A_BORDER * off if off else 0.0)

    def _placed(self, bounds: Sequence[int]) -> float:
        """The cost of contents and labels, whatever the sums."""
        cost, a, end = 0.0, self._lo, bounds[-1]
        for index, (slot, b) in enumerate(zip(self._slots, bounds, strict=True)):
            if a == b:
                cost += sum(map(unused_cost, slot.marks))
            else:
                cost += slot.contents[b] - slot.contents[a] + self._label(index, a, b)
                cost += NAME_SPLIT if b < end and self._space.same_name[b] else 0.0
            a = b
        return cost

    def _with_sums(self, end: int, wanted: tuple[int, ...], bonus: float) -> Iterator[Path]:
        """All ways whose blocks have exactly these sums; their sums cost nothing more."""
        lo, rows_at = self._lo, self._space.rows_at
        reached = self._space.sums[lo]
        positions: list[list[int]] = []
        for part in wanted[:-1]:
            reached += part
            found = [row for row in rows_at.get(reached, ()) if lo <= row <= end][:3]
            if not found:
                return
            positions.append(found)
        for borders in product(*positions):
            bounds = (*borders, end)
            starts = (lo, *borders)
            if all(a <= b and (a == b) == (part == 0) for a, b, part in zip(starts, bounds, wanted, strict=True)):
                yield bonus + self._placed(bounds), bounds
