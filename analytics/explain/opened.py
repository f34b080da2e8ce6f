"""A figure opened: the explanation with its rows, and the figure computed from the rows alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import FigureKey
from analytics.explain.measure import Form, Unit
from analytics.ratios import half_up, percent, ratio
from analytics.scope import Scope

FULL_MARKS = Decimal(100)


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """One row that a figure was computed from: what it adds, and where it stands.

    The last row may stand for `rows` rows at once (project_id and place None): what the list leaves out.
    figure: the key of the figure that the row is, where a difference of two figures is opened.
    """

    project_id: str | None
    project_name: str | None
    fiscal_year: int | None
    detail: str | None
    document_id: str | None
    source_line: int | None
    source_place: str | None
    numerator: Decimal
    denominator: Decimal
    rows: int
    figure: FigureKey | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with its words and rows. value None: no row has what it is computed from.

    rows: those from `offset` on, largest first, and one more for all that are not listed. numerator and
    denominator: the sums over all rows. scope: the one that the figure is of.
    worded: the formula with the numbers put in, where the audit words it itself. among: others' rows count as well,
    though the key names one project: a rank, a share.
    """

    key: FigureKey
    title: str
    formula: str
    rule: str
    form: Form
    unit: Unit
    rows: tuple[ExplainedRow, ...]
    total_rows: int
    value: Decimal | None
    numerator: Decimal
    denominator: Decimal
    scope: Scope
    worded: str = ""
    among: bool = False


def recompute(form: Form, rows: Sequence[ExplainedRow]) -> Decimal | None:
    """The figure from its rows alone, as a reader with pencil and paper would."""
    numerator = sum((row.numerator for row in rows), Decimal(0))
    denominator = sum((row.denominator for row in rows), Decimal(0))
    if form == "rank":
        return numerator + 1
    if form == "less":
        return numerator - denominator
    if form == "remainder":
        return FULL_MARKS - numerator
    if form == "product":
        return _product(rows)
    if form == "lowest":
        return min((row.numerator for row in rows), default=None)
    if form == "highest":
        return max((row.numerator for row in rows), default=None)
    if form == "spread":
        added = [row.numerator for row in rows]
        return max(added) - min(added) if added else None
    if form == "ratio":
        return ratio(numerator, denominator)
    return percent(numerator, denominator) if form == "percent" else numerator


def _product(rows: Sequence[ExplainedRow]) -> Decimal | None:
    """What counts, multiplied and divided; rows of 0 and 0 were compared only."""
    above = below = Decimal(1)
    for row in rows:
        if row.denominator:
            above, below = above * row.numerator, below * row.denominator
    return half_up(above / below) if rows else None
