"""Rows that a line break inside a cell tore apart become one again, where the grid makes it certain.

A page of a table is a grid: its rows have one width, trailing empty cells included. Where rows of such a page fall
short and some that follow each other make up exactly one row, the cell between them was broken. A quoted cell says
itself that it goes on. Where a page does not come out whole, it is left as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from data.reading.grid import GridRow

_FEWEST, _MOST_LINES, _LONGEST_RUN = 3, 40, 2_000
_RUNS_ON, _FIGURE = re.compile(r"[0-9A-Za-z.,%/:]"), re.compile(r"[0-9.,%/:≥≤<>=±+-]")
_CLOSES_UP = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef、。，；：？！…—“”‘’]")


def rejoined(rows: Iterable[GridRow]) -> Iterator[GridRow]:
    """The rows in order, torn ones whole again at the place of their first line. Holds one page at a time."""
    page: list[GridRow] = []
    for row in rows:
        if page and (row.gap != "none" or len(page) >= _LONGEST_RUN):
            yield from _whole(page)
            page = []
        page.append(row)
    yield from _whole(page)


def _whole(page: list[GridRow]) -> Sequence[GridRow]:
    widths = Counter(len(row.cells) for row in page if len(row.cells) > 1)
    if len(widths) < 2 and not any('"' in cell for row in page for cell in row.cells):
        return page
    width = max(widths, key=lambda size: (widths[size], size), default=0)
    if widths[width] < _FEWEST or any(row.dropped for row in page):
        return page
    page = _unquoted(page, width)
    return _filled(page, width) or page


def _unquoted(page: Sequence[GridRow], width: int) -> list[GridRow]:
    """Rows whose last cell opens a quote that a later row's first cell closes are one, if that makes a whole row."""
    found: list[GridRow] = []
    at = 0
    while at < len(page):
        end = _quote_end(page, at)
        row = _joined(page[at:end]) if end else page[at]
        if end and len(row.cells) == width:
            found.append(row)
            at = end
        else:
            found.append(page[at])
            at += 1
    return found


def _quote_end(page: Sequence[GridRow], at: int) -> int:
    """Index after the row that closes the quote which the row at `at` leaves open; 0 where there is none."""
    last = page[at].cells[-1].strip()
    if not last.startswith('"') or last.count('"') % 2 == 0:
        return 0
    for index in range(at + 1, min(at + _MOST_LINES, len(page))):
        first = page[index].cells[0].strip()
        if first.count('"') % 2:
            return index + 1 if first.endswith('"') else 0
        if len(page[index].cells) > 1:
            return 0
    return 0


def _filled(page: Sequence[GridRow], width: int) -> list[GridRow] | None:
    """The page with its short rows joined; None unless all of them make up whole rows and none is too wide."""
    found: list[GridRow] = []
    waiting: list[GridRow] = []
    for row in page:
        size = len(row.cells)
        if not waiting and (size in (1, width) or row.page_number):
            found.append(row)
            continue
        if size >= width or row.page_number or len(waiting) >= _MOST_LINES:
            return None
        if waiting and not (waiting[-1].cells[-1].strip() and row.cells[0].strip()):
            return None  # no cell was torn here: a row that lost a cell, above a label on a line of its own
        waiting.append(row)
        filled = sum(len(part.cells) - 1 for part in waiting) + 1
        if filled > width:
            return None
        if filled == width:
            found.append(_joined(waiting))
            waiting = []
    return None if waiting else found


def _joined(parts: Sequence[GridRow]) -> GridRow:
    cells = list(parts[0].cells)
    joints = {len(cells) - 1}
    torn: list[int] = []
    for part in parts[1:]:
        left, right = cells[-1].rstrip(), part.cells[0].lstrip()
        if left and right and _RUNS_ON.match(left[-1]) and _RUNS_ON.match(right[0]):
            torn.append(len(cells) - 1)
        cells[-1] = _together(left, right)
        cells += part.cells[1:]
        joints.add(len(cells) - 1)
    texts = (_without_quotes(cell) if column in joints else cell for column, cell in enumerate(cells))
    return replace(parts[0], cells=tuple(texts), torn=tuple(torn))


def _together(left: str, right: str) -> str:
    """A line broken inside a cell closes up in Chinese and within a figure; Latin words stay apart."""
    if not left or not right or _CLOSES_UP.match(left[-1]) or _CLOSES_UP.match(right[0]):
        return left + right
    return left + right if _FIGURE.match(left[-1]) and _FIGURE.match(right[0]) else f"{left} {right}"


def _without_quotes(cell: str) -> str:
    """What stands in a quoted cell: a quote inside it is printed twice."""
    text = cell.strip()
    if len(text) > 1 and text[0] == text[-1] == '"' and text[1:-1].replace('""', "").count('"') == 0:
        return text[1:-1].replace('""', '"')
    return cell
