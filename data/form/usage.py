"""Accounting of cells: every filled cell of a document is of one kind of a closed list, or unread."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from data.form.cells import Line

Kind = Literal["record", "label", "title", "header", "filing_notes", "redundant", "page_furniture", "unread"]
KINDS: tuple[Kind, ...] = (
    "record", "label", "title", "header", "filing_notes", "redundant", "page_furniture", "unread",
)  # fmt: skip

# 分值 and 得分 as rows of indicators print them.
_POINTS = re.compile(r"\d{1,3}\.\d{1,2}分?")
_POINTS_OF_A_ROW = 2


class Ledger:
    """What became of each cell. Cells are marked by place, and counted by kind when their lines are settled.

    `unread` counts the cells that nothing accounted for and that no other problem speaks of;
    `first_unread` is the line of the first of them, `unread_row` whether one of their lines is a row of a table.
    """

    def __init__(self) -> None:
        self._kinds: dict[tuple[int, int], Kind] = {}
        self._counts: Counter[Kind] = Counter()
        self.unread = 0
        self.first_unread: int | None = None
        self.unread_row = False

    def mark(self, line: int, column: int, kind: Kind) -> None:
        """One cell is of this kind. A cell is entered once; later entries do not change it."""
        self._kinds.setdefault((line, column), kind)

    def mark_line(self, line: Line, kind: Kind) -> None:
        """All cells of a line that have no kind yet are of this kind."""
        for cell in line.cells:
            self._kinds.setdefault((line.number, cell.column), kind)

    def page_number(self) -> None:
        """A line that is a page number: one cell of page furniture."""
        self._counts["page_furniture"] += 1

    def settle(self, lines: Iterable[Line], *, reported: bool = False) -> None:
        """Count all cells of these lines; `reported`: a problem of its own says that they were not read."""
        kinds, counts = self._kinds, self._counts
        for line in lines:
            unread, points = line.dropped, 0
            for cell in line.cells:
                kind = kinds.pop((line.number, cell.column), None)
                if kind is None:
                    unread += 1
                    points += _POINTS.fullmatch(cell.key) is not None
                else:
                    counts[kind] += 1
            if unread:
                counts["unread"] += unread
                if not reported:
                    self.unread += unread
                    self.first_unread = self.first_unread or line.number
                    self.unread_row = self.unread_row or points >= _POINTS_OF_A_ROW

    def usage(self) -> Mapping[str, int]:
        """Counts by kind, all kinds named; their sum is the number of filled cells of the document."""
        return {kind: self._counts[kind] for kind in KINDS}
