"""What it costs that a printed label stands where it stands, for the block it is to name.

The costs are READING's. A block is rows a to b, b not included; an empty one has a == b.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from data.form.table import Mark

Style = Literal["top", "centre", "loose"]
STYLES: tuple[Style, ...] = ("top", "centre", "loose")

EMPTY_BLOCK, EMPTY_BESIDE_ROW = 8.0, 14.0
"""A label without rows: less likely still where it stands on a row that no page break has moved it to."""
OUTSIDE, OUTSIDE_A_ROW, OUTSIDE_ON_PAGE = 4.0, 1.0, 8.0
"""On a page, away from its break, nothing moves a label out of its block."""
RUNS_ON, LATER, LATER_A_ROW = 0.5, 1.2, 0.2
NOT_TOP, NOT_CENTRE, LOOSE = 6.0, 3.8, 0.2
STYLE_PRIOR: dict[Style, float] = {"top": 0.0, "centre": 1.7, "loose": 2.5}
ORPHAN_ABOVE, ORPHAN_INSIDE, ORPHAN_AMONG = 0.6, 0.4, 1.5
"""Above the block's first row it says most; among rows of a page it hardly stands in the middle of its block."""
ORPHAN_NEAR, ORPHAN_NEAR_A_ROW, ORPHAN_FAR, ORPHAN_FAR_A_ROW = 1.0, 0.1, 4.0, 0.2
HEADER_STARTS, HEADER_RUNS_ON = 0.3, 0.6


@dataclass(frozen=True, slots=True)
class Pages:
    """One row per form: the page of every row, and for every page its first row and the row after its last."""

    of_row: tuple[int, ...]
    bounds: Mapping[int, tuple[int, int]]


def pages_of(rows: Sequence[int]) -> Pages:
    """The pages of a form from the page number of each row, which never falls."""
    bounds: dict[int, tuple[int, int]] = {}
    for row, page in enumerate(rows):
        bounds[page] = (bounds.get(page, (row, row))[0], row + 1)
    return Pages(tuple(rows), bounds)


def mark_cost(mark: Mark, a: int, b: int, style: Style, pages: Pages) -> float:
    """The cost of one printed label for the block of rows a to b."""
    if a == b:
        return unused_cost(mark)
    row = mark.row
    distance = a - row if row < a else (row - b + 1 if row >= b else 0)
    if mark.where == "orphan":
        return _orphan(mark, a, b, distance, pages)
    if distance and mark.where == "row" and mark.label.level == 1:
        return OUTSIDE_ON_PAGE + OUTSIDE_A_ROW * distance  # drawn to a page's first row it still names that row's group
    if mark.where == "header" or mark.first_of_page:
        if row >= b or (distance and pages.of_row[a] != mark.page):
            return OUTSIDE + OUTSIDE_A_ROW * distance
        extra = HEADER_STARTS if mark.where == "header" else 0.0
        if a == row:
            return extra
        return extra + (RUNS_ON if not distance else LATER + LATER_A_ROW * distance)
    if distance:
        return OUTSIDE_ON_PAGE + OUTSIDE_A_ROW * distance
    # A block cut by a page break is merged on each page for itself.
    first, last = pages.bounds.get(mark.page, (a, b))
    a, b = max(a, first), min(b, last)
    if style == "top":
        return 0.0 if a == row else NOT_TOP
    if style == "centre":
        return 0.0 if row in ((a + b - 1) // 2, (a + b) // 2) else NOT_CENTRE
    return LOOSE + log(max(b - a, 1))


def unused_cost(mark: Mark) -> float:
    """The cost of a printed label whose block is empty."""
    return EMPTY_BESIDE_ROW if mark.where == "row" and not mark.first_of_page else EMPTY_BLOCK


def _orphan(mark: Mark, a: int, b: int, distance: int, pages: Pages) -> float:
    if pages.of_row[a] <= mark.page <= pages.of_row[b - 1]:
        if mark.row == a:
            return ORPHAN_ABOVE
        if not distance:
            below = pages.of_row[mark.row] == mark.page and not mark.first_of_page
            return ORPHAN_NEAR + (ORPHAN_AMONG if below else ORPHAN_INSIDE)
        return ORPHAN_NEAR + ORPHAN_NEAR_A_ROW * distance
    return ORPHAN_FAR + ORPHAN_FAR_A_ROW * distance
