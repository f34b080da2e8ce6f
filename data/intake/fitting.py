"""Numbers as the tables of a snapshot can hold them: points with two decimals, money (万元) with six."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from data.form.record import FormRecord, FundingRecord, IndicatorRecord

# digits in all, digits after the point; as in data/store/schema.sql
POINTS = (9, 2)
MONEY = (18, 6)


def fitted(value: Decimal | None, digits: tuple[int, int]) -> Decimal | None:
    """The value as the column can hold it: rounded half up to its places; None when it is too large for it."""
    if value is None or not value.is_finite():
        return None
    precision, places = digits
    if value.adjusted() >= precision - places:
        return None
    exact = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return exact if exact.adjusted() < precision - places else None


def fit_form(form: FormRecord) -> FormRecord:
    """The form with every number as its column holds it; the same object when nothing changes."""
    funding = tuple(_fit_funding(row) for row in form.funding)
    indicators = tuple(_fit_indicator(row) for row in form.indicators)
    totals = fitted(form.total_weight, POINTS), fitted(form.total_score, POINTS)
    if (funding, indicators, totals) == (form.funding, form.indicators, (form.total_weight, form.total_score)):
        return form
    return replace(form, funding=funding, indicators=indicators, total_weight=totals[0], total_score=totals[1])


def _fit_funding(row: FundingRecord) -> FundingRecord:
    scored = row.source == "total"
    return replace(
        row,
        initial_budget_wan=fitted(row.initial_budget_wan, MONEY),
        full_year_budget_wan=fitted(row.full_year_budget_wan, MONEY),
        executed_wan=fitted(row.executed_wan, MONEY),
        printed_rate_pct=fitted(row.printed_rate_pct, POINTS),
        weight=fitted(row.weight, POINTS) if scored else None,
        score=fitted(row.score, POINTS) if scored else None,
    )


def _fit_indicator(row: IndicatorRecord) -> IndicatorRecord:
    return replace(row, weight=fitted(row.weight, POINTS), score=fitted(row.score, POINTS))
