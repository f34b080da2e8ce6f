"""Accounting of cells: every filled cell of a document is of one kind of a closed list, or unread."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from data.form.cells import Line

Kind = Literal["record", "label", "title", "header", "filing_notes", "redundant", "page_furniture", "unread"]
KINDS: tuple[Kind, ...] = (
    "record", "label", "title", "header", "filing_notes", "redundant", "page_furniture", "unread",
)  # fmt: skip


class Ledger:
    """What became of each cell, by its place. A cell is entered once; later entries do not change it."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[int, int], Kind] = {}
        self._extra: Counter[Kind] = Counter()

    def mark(self, line: int, column: int, kind: Kind) -> None:
        """One cell is of this kind."""
        self._kinds.setdefault((line, column), kind)

    def mark_line(self, line: Line, kind: Kind) -> None:
        """All cells of a line that have no kind yet are of this kind."""
        for cell in line.cells:
            self._kinds.setdefault((line.number, cell.column), kind)

    def add(self, kind: Kind, count: int) -> None:
        """Cells that are counted without a place, such as page numbers."""
        self._extra[kind] += count

    def unread(self, lines: Iterable[Line]) -> list[tuple[int, int]]:
        """Places (line, column from 0) of the cells that nothing has accounted for."""
        kinds = self._kinds
        return [
            (line.number, cell.column)
            for line in lines
            for cell in line.cells
            if kinds.get((line.number, cell.column), "unread") == "unread"
        ]

    def usage(self, lines: Iterable[Line]) -> Mapping[str, int]:
        """Counts by kind, all kinds named; their sum is the number of filled cells of the document."""
        counts: Counter[Kind] = Counter(self._extra)
        kinds = self._kinds
        for line in lines:
            for cell in line.cells:
                counts[kinds.get((line.number, cell.column), "unread")] += 1
        return {kind: counts[kind] for kind in KINDS}
