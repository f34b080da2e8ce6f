"""Rows that a page break cut in two become one again, before anything is decided about them."""

from collections.abc import Sequence
from dataclasses import replace

from data.form.cells import Cell
from data.form.table import Mark, Table, TableRow


def join_cut_rows(table: Table) -> Table:
    """Rows that a page break cut in two become one again (READING, 'Before the search').

    A line of texts without numbers waits for the next line with numbers; with fewer than three
    texts there they are one row. A single text that nothing waits for belongs to the row above.
    """
    rows: list[TableRow] = []
    target: list[int] = []
    waiting = False
    for index, row in enumerate(table.rows):
        bare = _is_bare(row)
        if waiting and not bare and row.choices[0].texts < 3:
            waiting = False
            rows[-1] = _joined(rows[-1], row)
        elif bare and rows and _continues(rows[-1], row, table.rows[index + 1 : index + 2]):
            rows[-1] = replace(rows[-1], more=rows[-1].more + tuple((row.line, cell) for cell in row.cells))
            waiting = False
        else:
            rows.append(row)
            waiting = bare
        target.append(len(rows) - 1)
    if len(rows) == len(table.rows):
        return table
    marks = [_moved(mark, target, len(rows)) for mark in table.marks]
    return replace(table, rows=rows, marks=marks)


def _moved(mark: Mark, target: Sequence[int], count: int) -> Mark:
    return replace(mark, row=target[mark.row] if mark.row < len(target) else count)


def _is_bare(row: TableRow) -> bool:
    return row.choices[0].weight is None and row.choices[0].score is None


def _continues(above: TableRow, row: TableRow, below: Sequence[TableRow]) -> bool:
    """Whether a text without numbers goes on a cell of the complete row above it.

    In the reason's column it does; elsewhere only where no short row below waits for it.
    """
    weight = above.choices[0].weight
    if weight is None or above.choices[0].texts < 3 or len(row.cells) != 1 or row.label_columns:
        return False
    if row.cells[0].column > above.cells[weight].column:
        return True
    return not any(not _is_bare(next_row) and next_row.choices[0].texts < 3 for next_row in below)


def _joined(upper: TableRow, lower: TableRow) -> TableRow:
    shift = len(upper.cells)
    together = shift + lower.choices[0].texts <= 3
    if together:
        cells = upper.cells + lower.cells
        moved = tuple(choice.shifted(shift) for choice in lower.choices)
        return replace(upper, cells=cells, choices=moved, lines=upper.lines + lower.lines)
    cells, lines, shift = _overlaid(upper, lower)
    moved = tuple(choice.shifted(shift) for choice in lower.choices)
    return replace(upper, cells=cells, choices=moved, lines=lines)


def _overlaid(upper: TableRow, lower: TableRow) -> tuple[tuple[Cell, ...], tuple[int, ...], int]:
    """Both halves' texts by column, a cell cut in two joined; then the lower half's numbers."""
    texts = {cell.column: (cell, line) for cell, line in zip(upper.cells, upper.lines, strict=True)}
    count = lower.choices[0].texts
    for cell, line in zip(lower.cells[:count], lower.lines, strict=False):
        if cell.column in texts:
            above, above_line = texts[cell.column]
            texts[cell.column] = (Cell(cell.column, above.text + cell.text, above.key + cell.key), above_line)
        else:
            texts[cell.column] = (cell, line)
    ordered = [texts[column] for column in sorted(texts)]
    cells = tuple(cell for cell, _ in ordered) + lower.cells[count:]
    lines = tuple(line for _, line in ordered) + lower.lines[count:]
    return cells, lines, len(ordered) - count
