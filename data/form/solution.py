"""One way to give all rows of a form their levels, and the levels that it gives them."""

from dataclasses import dataclass

from data.form.blocks import Slot
from data.form.labels import GROUPS
from data.form.marks import Style

Levels = tuple[tuple[str | None, str | None], ...]
"""Level 1 and level 2 of each row."""


@dataclass(frozen=True, slots=True)
class Solution:
    """One row per assignment: the level-1 borders, and for each group the row after every slot's last.

    `cost` leaves out what the style itself costs.
    """

    cost: float
    style: Style
    borders: tuple[int, int]
    bounds: tuple[tuple[int, ...], ...]
    slots: tuple[tuple[Slot, ...], ...]

    @property
    def levels(self) -> Levels:
        """The levels of the form's rows."""
        levels: list[tuple[str | None, str | None]] = []
        i, j = self.borders
        for group, lo, bounds, slots in zip(GROUPS, (0, i, j), self.bounds, self.slots, strict=True):
            a = lo
            for slot, b in zip(slots, bounds, strict=True):
                if b > a:
                    levels += [(group, slot_label(slot, a, b))] * (b - a)
                a = b
        return tuple(levels)


def slot_label(slot: Slot, a: int, b: int) -> str | None:
    """The label as printed nearest to the block (时效指标 or 进度指标), else the slot's name."""
    if not slot.marks:
        return slot.name or None
    nearest = min(slot.marks, key=lambda mark: max(a - mark.row, mark.row - b + 1, 0))
    return nearest.label.name
