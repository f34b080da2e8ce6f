"""Level 2: rows of one level-1 group into blocks, by a dynamic programme over (row, slot).

A group's slots follow each other in order and each may be empty. The programme keeps the two
cheapest ways to every row, so that the distance to the second best is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from data.form.marks import EMPTY_BLOCK, Pages, Style, mark_cost
from data.form.table import Mark

POINTS_MISSED = 8.0
IRREGULAR, IRREGULAR_A_BORDER = 3.0, 0.4
"""A form splits its points by multiples of 5, or it does not: the first border off costs most."""
NO_LABEL = 2.5
NAME_SPLIT = 1.5
ALL_EQUAL, USUAL_SPLIT = -1.0, -1.5
USUAL = (1500, 1500, 1000, 1000)

Path = tuple[float, tuple[int, ...]]
"""Cost, and for each slot the row after its last."""


@dataclass(frozen=True, slots=True)
class Space:
    """One row per form: what all blocks are measured against. Sums are in hundredths of a point.

    `same_name[i]`: row i has the name of the row above, so that hardly a block begins there.

    `sums[i]` is the weight of the rows before i, `unknown[i]` how many of them state none.
    """

    count: int
    same_name: tuple[bool, ...]
    sums: tuple[int, ...]
    unknown: tuple[int, ...]
    pages: Pages


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


class Solver:
    """The blocks of one group that begins at row `lo`, for any row it may end before."""

    def __init__(self, space: Space, slots: Sequence[Slot], lo: int, hi: int, style: Style) -> None:
        self._space, self._slots, self._lo, self._hi, self._style = space, slots, lo, hi, style
        self._labels = [self._label_costs(slot) for slot in slots]
        self._regular = self._run(regular=True)
        self._irregular = self._run(regular=False)

    def best(self, end: int) -> list[Path]:
        """The two cheapest ways to divide the rows from `lo` to `end`, and what they cost."""
        at = end - self._lo
        return merged([*self._regular[at], *self._irregular[at], *self._patterns(end)])

    def _run(self, *, regular: bool) -> list[list[Path]]:
        """The cheapest ways to every row; regular: borders only where the points before are a multiple of 5."""
        lo, size = self._lo, self._hi - self._lo + 1
        table: list[list[Path]] = [[] for _ in range(size)]
        table[0] = [(0.0 if regular else IRREGULAR, ())]
        same_name = self._space.same_name
        off = [(points - self._space.sums[lo]) % 500 != 0 for points in self._space.sums[lo : lo + size]]
        for index, slot in enumerate(self._slots):
            contents, labels = slot.contents, self._labels[index]
            empty = EMPTY_BLOCK * len(slot.marks)
            last = index == len(self._slots) - 1
            starts = [a for a in range(size) if table[a]]
            following: list[list[Path]] = []
            for b in range(size):
                found: list[Path] = [(cost + empty, (*bounds, lo + b)) for cost, bounds in table[b]]
                if not (regular and off[b] and not last):
                    row = labels[b]
                    border = IRREGULAR_A_BORDER if off[b] and not last else 0.0
                    border += NAME_SPLIT if not last and same_name[lo + b] else 0.0
                    upto = contents[lo + b] + border
                    for a in starts:
                        if a >= b:
                            break
                        block = upto - contents[lo + a] + row[a]
                        for cost, bounds in table[a]:
                            found.append((cost + block, (*bounds, lo + b)))
                    found.sort()
                following.append(found[:2])
            table = following
        return table

    def _label_costs(self, slot: Slot) -> list[list[float]]:
        """For each b, for each a before it: what the slot's labels cost for rows a to b."""
        space, style = self._space, self._style
        if not slot.marks:
            price = NO_LABEL if slot.needs_label else 0.0
            return [[price] * (b - self._lo) for b in range(self._lo, self._hi + 1)]
        costs: list[list[float]] = []
        for b in range(self._lo, self._hi + 1):
            row: list[float] = []
            for a in range(self._lo, b):
                cost = 0.0
                for mark in slot.marks:
                    cost += mark_cost(mark, a, b, style, space.pages)
                    points = mark.label.points
                    if points is not None and points * 100 != space.sums[b] - space.sums[a]:
                        cost += POINTS_MISSED
                row.append(cost)
            costs.append(row)
        return costs

    def _patterns(self, end: int) -> Iterator[Path]:
        """Ways with equal blocks, and the usual split, which cost less."""
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

    def _with_sums(self, end: int, wanted: tuple[int, ...], bonus: float) -> Iterator[Path]:
        """All ways whose blocks have exactly these sums; their sums cost nothing more."""
        lo, sums = self._lo, self._space.sums
        reached = sums[lo]
        positions: list[list[int]] = []
        for part in wanted[:-1]:
            reached += part
            found = [row for row in range(lo, end + 1) if sums[row] == reached][:3]
            if not found:
                return
            positions.append(found)
        for borders in product(*positions):
            bounds = (*borders, end)
            cost, a = bonus, lo
            for index, b in enumerate(bounds):
                if b < a or (b == a) != (wanted[index] == 0):
                    break
                slot = self._slots[index]
                if a == b:
                    cost += EMPTY_BLOCK * len(slot.marks)
                else:
                    cost += slot.contents[b] - slot.contents[a] + self._labels[index][b - lo][a - lo]
                    cost += NAME_SPLIT if b < end and self._space.same_name[b] else 0.0
                a = b
            else:
                yield cost, bounds
