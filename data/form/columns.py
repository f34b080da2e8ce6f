"""Which cells of a row are name, target and actual value, told by their number and their columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.form.cells import Cell, place
from data.form.pairs import Choice
from data.form.record import Problem, Severity
from data.form.table import TableRow

ACTUAL_COLUMN = "实际完成值"
_COLUMNS = ("三级指标", "年度指标值", ACTUAL_COLUMN)


@dataclass(frozen=True, slots=True)
class Texts:
    """One row per indicator row: its three texts, and what was odd about the cells."""

    name: str | None
    target: str | None
    actual: str | None
    redundant: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """Where the columns of a page stand most often, judged by its rows of three texts."""

    name: int
    target: int
    actual: int
    weight: int


def texts(rows: Sequence[TableRow], chosen: Sequence[Choice]) -> list[Texts]:
    """Name, target and actual value of each row (READING, 'Before the search')."""
    pages = _pages(rows, chosen)
    result: list[Texts] = []
    for row, choice in zip(rows, chosen, strict=True):
        cells = row.cells[: choice.texts]
        if len(cells) == 3:
            result.append(Texts(cells[0].text, cells[1].text, cells[2].text))
        elif len(cells) > 3:
            result.append(_too_many(row, cells))
        else:
            above = result[-1].name if result else None
            result.append(_too_few(row, cells, choice, pages.get(row.page) or pages.get(-1), above))
    return result


def _pages(rows: Sequence[TableRow], chosen: Sequence[Choice]) -> dict[int, _Page]:
    """Columns by page; -1 holds the whole form's."""
    found: dict[int, Counter[_Page]] = {}
    for row, choice in zip(rows, chosen, strict=True):
        if choice.texts == 3 and choice.weight is not None:
            columns = [cell.column for cell in row.cells[:3]]
            page = _Page(columns[0], columns[1], columns[2], row.cells[choice.weight].column)
            found.setdefault(row.page, Counter())[page] += 1
            found.setdefault(-1, Counter())[page] += 1
    return {page: counts.most_common(1)[0][0] for page, counts in found.items()}


def _too_many(row: TableRow, cells: tuple[Cell, ...]) -> Texts:
    """Four texts and more: a cell that the next one repeats is redundant, else the last are joined."""
    kept = list(range(len(cells)))
    redundant: list[int] = []
    while len(kept) > 3:
        for before, after in reversed(list(pairwise(kept))):
            if cells[after].key.startswith(cells[before].key):
                kept.remove(before)
                redundant.append(before)
                break
        else:
            break
    problems: list[Problem] = []
    if redundant:
        shown = "、".join(cells[index].text for index in redundant)
        problems.append(_problem(row, "reading.redundant_cell", "note", {"text": shown}, printed=shown))
    actual = cells[kept[2]].text
    if len(kept) > 3:
        actual = " ".join(cells[index].text for index in kept[2:])
        problems.append(_problem(row, "reading.joined_cells", "check", {"text": actual}, printed=actual))
    return Texts(cells[kept[0]].text, cells[kept[1]].text, actual, tuple(redundant), tuple(problems))


def _too_few(row: TableRow, cells: Sequence[Cell], choice: Choice, page: _Page | None, above: str | None) -> Texts:
    """Two texts or fewer: which are there is told by the columns."""
    slots: list[str | None] = [None, None, None]
    for cell, slot in zip(cells, _slots(row, cells, choice, page), strict=True):
        slots[slot] = cell.text
    problems: list[Problem] = []
    if slots[0] is None and slots[1] is not None and above is not None:
        slots[0] = above
        problems.append(_problem(row, "reading.merged_name", "note", {"name": above}, expected=above))
    missing = [word for word, text in zip(_COLUMNS, slots, strict=True) if text is None]
    if missing:
        problems.append(_problem(row, "reading.cell_missing", "check", {"columns": "、".join(missing)}))
    return Texts(slots[0], slots[1], slots[2], problems=tuple(problems))


def _slots(row: TableRow, cells: Sequence[Cell], choice: Choice, page: _Page | None) -> list[int]:
    """For each text 0 name, 1 target, 2 actual."""
    count = len(cells)
    if not count:
        return []
    if page is None or choice.weight is None or count == 1:
        return _nearest(cells, page)
    weight = row.cells[choice.weight].column
    first, second = cells[0].column, cells[1].column
    name = max(row.label_columns) + 1 if row.label_columns and max(row.label_columns) >= page.name else page.name
    if weight == page.weight:
        if first > name and first >= page.target:
            return [1, 2]
        return [0, 2] if second >= page.actual else [0, 1]
    if weight - first >= page.weight - page.name:
        # The whole row has moved and kept its width.
        return [0, 2] if second - first >= page.actual - page.name else [0, 1]
    return [0, 1]


def _nearest(cells: Sequence[Cell], page: _Page | None) -> list[int]:
    if page is None:
        return list(range(len(cells)))
    columns = (page.name, page.target, page.actual)
    slots = [min(range(3), key=lambda slot: abs(columns[slot] - cell.column)) for cell in cells]
    return slots if len(set(slots)) == len(slots) else list(range(len(cells)))


def _problem(
    row: TableRow,
    rule: str,
    severity: Severity,
    parameters: dict[str, str],
    printed: str | None = None,
    expected: str | None = None,
) -> Problem:
    """A problem of a row; the caller sets the ordinal."""
    return Problem(rule, severity, parameters, None, row.line, place(row.line), printed, expected)
