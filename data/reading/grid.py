"""Text → rows of cells with their places: the common grid that forms are read from.

A line is what stands between two "\\n" (a form feed or U+2028 inside a cell ends none), a cell what
stands between two tabs. Blank lines, form feeds and page numbers are no rows: they show as the
`gap` of the row below them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

MAX_COLUMNS = 256
"""Cells of a line beyond this many are not read (a form has 8 to 10); they count as unread."""

Gap = Literal["none", "blank", "break"]

_LINE = re.compile(r"[^\n]+")
_FILLED = re.compile(r"[^\t\s][^\t]*")
_DIGITS = r"[0-9０-９]{1,4}"
_PAGE_NUMBER = re.compile(
    rf"\s*(?:[-—–－·•~]*\s*{_DIGITS}\s*[-—–－·•~]*|第\s*{_DIGITS}\s*页(?:\s*[,，/／]?\s*共\s*{_DIGITS}\s*页)?"
    rf"|{_DIGITS}\s*[/／]\s*{_DIGITS}|(?i:page)\s*{_DIGITS}(?:\s*(?:of|/)\s*{_DIGITS})?|共\s*{_DIGITS}\s*页)\s*"
)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row per line of the text that holds something; `number` counts lines from 1.

    `gap` says what stands between this row and the one above: nothing, a blank line (which may be a
    page break), or a page break for sure. `dropped` counts filled cells beyond MAX_COLUMNS, and
    `page_number` says that the line is one. `torn` are columns of cells in which a line break fell between
    two figures or letters, so that it is not certain what stood between them (data/reading/rejoin).
    """

    number: int
    cells: tuple[str, ...]
    gap: Gap
    dropped: int = 0
    page_number: bool = False
    torn: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One row per document: its rows, and how many lines were page furniture (page numbers)."""

    rows: tuple[GridRow, ...]
    furniture: int


def read_grid(text: str) -> Grid:
    """Rows of the text in order; never raises, whatever the text."""
    rows = list(read_rows(text))
    return Grid(tuple(row for row in rows if not row.page_number), sum(row.page_number for row in rows))


def read_rows(text: str) -> Iterator[GridRow]:
    """Rows of the text one at a time, so that a long text is never held as cells whole; page numbers among them."""
    gap: Gap = "none"
    for number, line, blank_above in _lines(text):
        if blank_above and gap == "none":
            gap = "blank"
        feed_after = False
        if "\f" in line:
            head, tail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
            if "\f" in head:
                gap = "break"
            feed_after = "\f" in tail and bool(line.strip())
        stripped = line.strip()
        if not stripped:
            gap = "break" if "\f" in line or gap == "break" else "blank"
            continue
        if len(stripped) <= 24 and _PAGE_NUMBER.fullmatch(stripped):
            yield GridRow(number, (stripped,), gap, page_number=True)
            gap = "break"
            continue
        yield _row(number, line, gap)
        gap = "break" if feed_after else "none"


def page_starts(gaps: Sequence[Gap]) -> tuple[bool, ...]:
    """For each row of one table whether a page begins with it, from the gaps above the rows.

    Where more than half of the rows have a blank line between them, blank lines are the text's line
    spacing and mean nothing (READING, 'Before the search').
    """
    between = gaps[1:]
    blank_breaks = sum(gap != "none" for gap in between) * 2 <= len(between)
    return tuple(gap == "break" or (gap == "blank" and blank_breaks) for gap in gaps)


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Number, line, and whether empty lines stand above it; empty lines themselves are skipped."""
    number, end = 1, 0
    for match in _LINE.finditer(text):
        start = match.start()
        skipped = text.count("\n", end, start)
        number += skipped
        yield number, match.group(), skipped > 1 or (end == 0 and skipped > 0)
        end = match.end()


def _row(number: int, line: str, gap: Gap) -> GridRow:
    cells = line.split("\t", MAX_COLUMNS)
    if len(cells) <= MAX_COLUMNS:
        return GridRow(number, tuple(cells), gap)
    rest = cells.pop()
    return GridRow(number, tuple(cells), gap, dropped=sum(1 for _ in _FILLED.finditer(rest)))
