"""The lines of the indicator table → its rows (labels, texts, numbers) and the label marks beside them.

Nothing is decided here that needs more than one line to decide; columns.py and levels.py do that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from data.form.cells import Cell, Line
from data.form.head import is_header_word, is_table_header, skip_repeated_head
from data.form.labels import COST_GROUP, Label, is_cost_kind, parse_label
from data.form.landmarks import is_title, is_total, name_cell
from data.form.numbers import parse_points
from data.form.pairs import Choice, choices, is_loose
from data.form.point_unit import without_unit
from data.form.usage import Kind, Ledger
from data.reading.grid import page_starts

Where = Literal["row", "header", "orphan"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One row per label printed in the table. `row` is the index of the row it stands on or above.

    `first_of_page`: it stands on the first row of a page other than the table's first.
    """

    label: Label
    row: int
    where: Where
    first_of_page: bool
    page: int
    column: int
    line: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row per indicator row: its cells without labels, and where weight and score may stand.

    `cut` is the number of cells that stood before a page break when the row was cut in two.
    """

    line: int
    page: int
    first_of_page: bool
    cells: tuple[Cell, ...]
    choices: tuple[Choice, ...]
    label_columns: tuple[int, ...] = ()
    more: tuple[tuple[int, Cell], ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(slots=True)
class Table:
    """One row per form: its indicator rows and marks in order, and the totals at its end."""

    rows: list[TableRow] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    total_weight: Decimal | None = None
    total_score: Decimal | None = None
    total_line: int | None = None
    has_total: bool = False


def read_table(lines: Sequence[Line], ledger: Ledger, running: frozenset[str] = frozenset()) -> Table:
    """Rows, marks and totals of the lines from the table's header on."""
    table = Table()
    lines = without_unit(lines)
    starts = page_starts([line.gap for line in lines])
    loose, printed = is_loose(lines), _printed_labels(lines)
    index, page, headers = 0, 0, 0
    new_page = False
    while index < len(lines):
        line = lines[index]
        if starts[index] and index:
            page, new_page = page + 1, True
        if name_cell(line) is not None and (after := skip_repeated_head(lines, index, ledger)) > index:
            index, page, new_page = after, page + 1, True
            continue
        if is_total(line):
            _read_total(line, table, ledger)
        elif is_table_header(line):
            headers += 1
            if headers > 1 and not new_page:
                page, new_page = page + 1, True
            _read_header(line, table, page, new_page, ledger, repeated=headers > 1)
        elif is_title(line) or (len(line.cells) == 1 and line.cells[0].key in running):
            ledger.mark_line(line, "page_furniture")
            page, new_page = page + 1, True
        else:
            new_page = _read_line(line, table, page, new_page, loose, printed, ledger)
        index += 1
    return table


def _read_line(
    line: Line, table: Table, page: int, new_page: bool, loose: bool, printed: frozenset[str], ledger: Ledger
) -> bool:
    """Read one line of labels, texts and numbers; returns whether the page still waits for its first row."""
    count, labels = split_labels(line.cells, loose, printed)
    rest = line.cells[count:]
    first = new_page and bool(table.rows)
    where: Where = "row" if rest else "orphan"
    for column, label in labels:
        ledger.mark(line.number, column, "label")
        if label.level != 0:
            table.marks.append(Mark(label, len(table.rows), where, first, page, column, line.number))
    if not rest:
        return new_page
    columns = tuple(column for column, _ in labels)
    row = TableRow(line.number, page, first, rest, choices(rest, loose), columns, lines=(line.number,) * len(rest))
    table.rows.append(row)
    return False


def split_labels(cells: tuple[Cell, ...], loose: bool, printed: frozenset[str]) -> tuple[int, list[tuple[int, Label]]]:
    """How many cells at the line's start are labels, and which labels with their columns.

    A word that could also be a name (成本) is a label only where three texts are left without it, or
    two and nothing else in the form is this label. No cell is one when another level-2 label stands
    before it: then it is the indicator's name.
    """
    labels: list[tuple[int, Label]] = []
    level2 = 0
    for count, cell in enumerate(cells):
        found = parse_label(cell.key)
        if not found:
            return count, labels
        rest = cells[count + 1 :]
        if rest and level2 and not _below_cost(labels, found, rest, loose):
            return count, labels
        if rest and not all(label.sure for label in found):
            left = choices(rest, loose)[0].texts
            only = left == 2 and not _measure(rest[0])
            another = "满意度" in rest[0].key if "满意" in cell.key else found[-1].name not in printed
            if left < 3 and not (only and another):
                return count, labels
        level2 += sum(label.level == 2 for label in found)
        labels += [(cell.column, label) for label in found]
    return len(cells), labels


def _below_cost(labels: Sequence[tuple[int, Label]], found: Sequence[Label], rest: Sequence[Cell], loose: bool) -> bool:
    """Whether a label behind 成本指标 is its level 2, so that costs are a level-1 group (成本指标, 经济成本指标, …)."""
    if [label.name for _, label in labels if label.level == 2] != [COST_GROUP] or len(found) != 1:
        return False
    left = choices(rest, loose)[0].texts
    if found[0].name == COST_GROUP:
        return left >= 3
    return is_cost_kind(found[0].name) and (left >= 3 or (left == 2 and found[0].sure and not _measure(rest[0])))


def _measure(cell: Cell) -> bool:
    """Whether a text is a target rather than a name, by how it begins."""
    return cell.key[0] in "≥≤<>=≧≦+-" or any(character.isdigit() for character in cell.key[:8])


def _printed_labels(lines: Sequence[Line]) -> frozenset[str]:
    """The labels that the form surely prints."""
    return frozenset(
        label.name for line in lines for cell in line.cells[:4] for label in parse_label(cell.key) if label.sure
    )


def _read_header(line: Line, table: Table, page: int, new_page: bool, ledger: Ledger, *, repeated: bool) -> None:
    for cell in line.cells:
        labels = () if is_header_word(cell) else parse_label(cell.key)
        for label in labels:
            if label.level != 0:
                mark = Mark(label, len(table.rows), "header", new_page, page, cell.column, line.number)
                table.marks.append(mark)
        kind: Kind = "label" if labels else ("page_furniture" if repeated else "header")
        if labels or is_header_word(cell) or cell.key in ("年度", "指标"):
            ledger.mark(line.number, cell.column, kind)


def _read_total(line: Line, table: Table, ledger: Ledger) -> None:
    numbers = [(cell, parse_points(cell.text)) for cell in line.cells]
    values = [value for _, value in numbers if value is not None]
    table.has_total = True
    table.total_line = line.number
    if len(values) >= 2:
        table.total_weight, table.total_score = values[0], values[1]
    elif len(values) == 1:
        # One number alone: 100 is the weights' sum, which is printed first; anything else is the score.
        if values[0] == 100:
            table.total_weight = values[0]
        else:
            table.total_score = values[0]
    ledger.mark_line(line, "record")
