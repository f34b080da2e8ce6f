"""Where weight and score may stand in a row of cells, likeliest first, each at a price."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.form.cells import Cell, Line
from data.form.numbers import is_no_value

_STRICT = re.compile(r"[-+−]?\d{1,3}\.\d\d")
_LOOSE = re.compile(r"[-+−]?\d{1,3}(?:\.\d{1,2})?")
_GARBLED = re.compile(r"[-+−]?[\dOoIl|.,，。:;·'`° ]{1,7}")
# Two decimals with a letter or another sign where a digit or the point was: points for certain, if not which.
_GARBLED_POINTS = re.compile(r"[-+−]?[\dOoIl|]{1,3}[.,，。·'`°][\dOoIl|]{2}")

APART, OTHER_FORM, FURTHER_LEFT, SINGLE, SCORE_ONLY, NEITHER = 1.0, 1.5, 3.0, 2.0, 4.0, 6.0


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read a row's numbers. Indexes are into the row's cells; None is not readable.

    `texts` is the number of cells before the numbers; `tail` the index where the reason begins.
    """

    weight: int | None
    score: int | None
    texts: int
    tail: int
    price: float

    def shifted(self, by: int) -> "Choice":
        """The same reading after `by` cells were put before the row's."""
        return replace(
            self,
            weight=None if self.weight is None else self.weight + by,
            score=None if self.score is None else self.score + by,
            texts=self.texts + by,
            tail=self.tail + by,
        )


def is_loose(lines: Sequence[Line]) -> bool:
    """Whether points are printed without two decimals: throughout ('5', '5.0') or on some rows ('5' beside '3.33')."""
    strict = loose = plain = 0
    for line in lines:
        if len(line.cells) < 3:
            continue
        numbers = [cell for cell in line.cells if _LOOSE.fullmatch(cell.key)]
        if len(numbers) >= 2:
            exact = sum(_STRICT.fullmatch(cell.key) is not None for cell in numbers)
            strict, loose = strict + (exact >= 2), loose + (exact < 2)
            plain += exact == 0 and numbers[-1].column == numbers[-2].column + 1
    return loose > strict or (plain >= 2 and plain * 5 >= strict)


def choices(cells: Sequence[Cell], loose: bool) -> tuple[Choice, ...]:
    """All readings of a row's numbers worth trying; the first is the one to take unless sums fail."""
    form = _LOOSE if loose else _STRICT
    numbers = [index for index, cell in enumerate(cells) if len(cell.key) <= 7 and form.fullmatch(cell.key)]
    if len(numbers) >= 2:
        last = numbers[-1]
        if last - 1 == numbers[-2] and cells[last].column == cells[last - 1].column + 1 and len(numbers) == 2:
            return (
                (_pair(last - 1, last, 0.0),)
                if not loose
                else (_pair(last - 1, last, 0.0), _alone(cells, last, SINGLE + FURTHER_LEFT))
            )
    return tuple(sorted(_all(cells, numbers, loose), key=lambda choice: choice.price))


def _all(cells: Sequence[Cell], numbers: Sequence[int], loose: bool) -> list[Choice]:
    found: list[Choice] = []
    further = 0.0
    for left, right in reversed(list(pairwise(numbers))):
        if right == left + 1:
            apart = cells[right].column - cells[left].column - 1
            if apart <= 2:
                found.append(_pair(left, right, further + APART * apart))
                further += FURTHER_LEFT
    others = [index for index, cell in enumerate(cells) if len(cell.key) <= 7 and _LOOSE.fullmatch(cell.key)]
    for left, right in pairwise(others):
        pair_known = left in numbers and right in numbers
        if right == left + 1 and not pair_known and left >= 2:
            both = left not in numbers and right not in numbers
            price = OTHER_FORM * (2 if both else 1) + (NEITHER if both and left < 3 else 0.0)
            found.append(_pair(left, right, price + FURTHER_LEFT * (len(cells) - right > 2)))
    if numbers and _garbled_points(cells, numbers[-1] - 1, numbers[-1]):
        last = numbers[-1]
        found.append(Choice(None, last, last - 1, last + 1, SINGLE))
    else:
        alone = [(index, FURTHER_LEFT if index != numbers[-1] else 0.0) for index in numbers[-2:]]
        found += [_alone(cells, index, SINGLE + further) for index, further in alone]
        if numbers and not _garbled_points(cells, numbers[-1] + 1, numbers[-1]):
            last = numbers[-1]
            found.append(Choice(None, last, last, last + 1, SCORE_ONLY))
    found.append(Choice(None, None, len(cells), len(cells), NEITHER))
    return found


def _garbled_points(cells: Sequence[Cell], index: int, beside: int) -> bool:
    """Whether the cell at `index`, right beside the number at `beside`, holds points that were misread."""
    if not 2 <= index < len(cells) or abs(cells[index].column - cells[beside].column) != 1:
        return False
    return _LOOSE.fullmatch(cells[index].key) is None and _GARBLED_POINTS.fullmatch(cells[index].key) is not None


def _pair(left: int, right: int, price: float) -> Choice:
    return Choice(left, right, left, right + 1, price)


def _alone(cells: Sequence[Cell], index: int, price: float) -> Choice:
    """A weight whose score is lost, a dash, or not readable."""
    tail = index + 1
    if tail < len(cells) and cells[tail].column == cells[index].column + 1:
        following = cells[tail].key
        if len(following) <= 7 and (is_no_value(following) or _GARBLED.fullmatch(following)):
            tail += 1
    return Choice(index, None, index, tail, price)
