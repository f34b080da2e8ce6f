"""The filled cells of a line as the form's reader sees them: text as stored, and key to compare by."""

from typing import NamedTuple

from data.form.clean import clean, key
from data.reading.grid import Gap, GridRow


class Cell(NamedTuple):
    """One row per filled cell; `column` counts from 0, `text` is cleaned, `key` is NFKC without blanks."""

    column: int
    text: str
    key: str


class Line(NamedTuple):
    """One row per line with a filled cell. `gap` says what stands above it (data/reading/grid)."""

    number: int
    gap: Gap
    cells: tuple[Cell, ...]
    width: int
    dropped: int = 0


def read_line(row: GridRow) -> Line:
    """The filled cells of a grid row; a cell of tags alone is not filled."""
    cells = []
    for column, raw in enumerate(row.cells):
        if raw and not raw.isspace():
            text = clean(raw)
            if text:
                cells.append(Cell(column, text, key(text)))
    return Line(row.number, row.gap, tuple(cells), len(row.cells), row.dropped)


def read_joined(upper: Line, lower: Line) -> Line:
    """Two lines of which the lower one's first cell goes on the upper one's only cell."""
    above, below = upper.cells[0], lower.cells[0]
    first = Cell(above.column, above.text + below.text, above.key + below.key)
    return upper._replace(cells=(first, *lower.cells[1:]), width=lower.width, dropped=lower.dropped)


def place(line: int) -> str:
    """The place of a line of a text document in words."""
    return f"第{line}行"
