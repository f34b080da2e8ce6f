"""Points printed with their unit (15.00分, １５分, 15 分): the unit goes from the key, the text stays as printed.

Only where a row's weight and score stand, since a target or an actual value may be 95分 too: two numbers side
by side behind two texts. One with the unit beside one without it, or one alone, counts only in the columns
where other rows have their points.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from data.form.cells import Cell, Line
from data.form.labels import parse_label
from data.form.numbers import is_no_value

_NUMBER = re.compile(r"[-+−–]?\d{1,3}(?:\.\d{1,2})?(分?)")
_TEXTS = 2
"""A name and a target stand before the points even where the actual value is lost."""


def without_unit(lines: Sequence[Line]) -> list[Line]:
    """The lines of an indicator table, with 分 taken from the keys of cells that hold a row's points."""
    if not any(cell.key.endswith("分") for line in lines for cell in line.cells):
        return list(lines)
    pairs = [_points(line) for line in lines]
    marked = [[_unit(cell) for cell in pair] for pair in pairs]
    if not any(any(units) for units in marked):
        return list(lines)
    usual = _usual_columns(pairs, marked)
    return [
        _replaced(line, pair) if any(units) and ((all(units) and len(units) == 2) or _columns(pair) in usual) else line
        for line, pair, units in zip(lines, pairs, marked, strict=True)
    ]


def _usual_columns(pairs: Sequence[tuple[Cell, ...]], marked: Sequence[Sequence[bool]]) -> set[tuple[int, ...]]:
    """Where points stand for sure: both with the unit or both without it; or one with it on half of the rows."""
    whole = [(pair, units) for pair, units in zip(pairs, marked, strict=True) if len(pair) == 2]
    mixed = [pair for pair, units in whole if any(units) and not all(units)]
    sure = [pair for pair, units in whole if all(units) or not any(units)]
    believed = [pair for pair, _ in whole] if len(mixed) * 2 >= len(whole) else sure
    found = {_columns(pair) for pair in believed}
    return found | {columns[:1] for columns in found}


def _columns(points: tuple[Cell, ...]) -> tuple[int, ...]:
    return tuple(cell.column for cell in points)


def _points(line: Line) -> tuple[Cell, ...]:
    """The cells of a line that hold its points: the last two numbers side by side, or one beside a dash."""
    last: tuple[Cell, ...] = ()
    for left, right in _behind_texts(line):
        if right.column != left.column + 1:
            continue
        if _NUMBER.fullmatch(left.key) and _NUMBER.fullmatch(right.key):
            last = (left, right)
        elif not last and _NUMBER.fullmatch(left.key) and is_no_value(right.key):
            last = (left,)
    return last


def _behind_texts(line: Line) -> Iterator[tuple[Cell, Cell]]:
    labels = next((at for at, cell in enumerate(line.cells) if not parse_label(cell.key)), len(line.cells))
    return pairwise(line.cells[labels + _TEXTS :])


def _unit(cell: Cell) -> bool:
    match = _NUMBER.fullmatch(cell.key)
    return match is not None and bool(match.group(1))


def _replaced(line: Line, points: tuple[Cell, ...]) -> Line:
    columns = {cell.column for cell in points}
    cells = (cell._replace(key=cell.key.removesuffix("分")) if cell.column in columns else cell for cell in line.cells)
    return line._replace(cells=tuple(cells))
