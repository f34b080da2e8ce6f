"""How far a figure lies from that of an earlier year: opened as the two figures, each of which opens in its turn."""

from dataclasses import replace
from decimal import Decimal

from analytics.explain.key import FigureKey
from analytics.explain.measure import Unit
from analytics.explain.opened import ExplainedRow, Explanation
from analytics.explain.titles import title
from analytics.labels import Translate
from analytics.ratios import half_up

# In a key beside its own ("year", …) or ("scope_year", …): the year that the figure is compared with.
AGAINST = "against"
_YEARS = ("year", "scope_year")


def compared(key: FigureKey) -> tuple[FigureKey, FigureKey] | None:
    """The two figures of a difference, the later one first; None for the key of one figure."""
    against = [value for field, value in key.where if field == AGAINST]
    if len(against) != 1 or not any(field in _YEARS for field, _value in key.where):
        return None
    later = tuple((field, value) for field, value in key.where if field != AGAINST)
    earlier = tuple((field, against[0] if field in _YEARS else value) for field, value in later)
    return FigureKey(key.measure, later), FigureKey(key.measure, earlier)


def difference(key: FigureKey, pair: tuple[Explanation, Explanation], _: Translate) -> Explanation:
    """The larger figure less the smaller one, both rounded as screens print them; no value where one is not stated."""
    later = pair[0]
    unit: Unit = "percent_points" if later.unit == "percent" else later.unit
    rows: list[ExplainedRow] = []
    if all(one.value is not None for one in pair):
        larger, smaller = sorted(pair, key=lambda one: one.value or Decimal(0), reverse=True)
        rows = [_row(larger, 1), _row(smaller, -1)]
    value = sum((row.numerator for row in rows), Decimal(0)) if rows else None
    return replace(
        later,
        key=key,
        title=title(key, _),
        formula=_("两个年度的数，各按显示的两位小数取值，大的减小的。"),
        form="difference",
        unit=unit,
        rows=tuple(rows),
        total_rows=len(rows),
        value=value,
        numerator=value or Decimal(0),
        denominator=Decimal(0),
    )


def _row(one: Explanation, sign: int) -> ExplainedRow:
    added = half_up(one.value or Decimal(0)) * sign
    return ExplainedRow(None, None, None, one.title, None, None, None, added, Decimal(0), 1, one.key)
