"""Numbers as the tables of a snapshot can hold them: points with two decimals, money (万元) with six."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from data.form.record import FormRecord, FundingRecord

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


def fits(value: Decimal | None, digits: tuple[int, int]) -> bool:
    """Whether the column can hold the value as it is; zeros at its end need no places."""
    return value is None or fitted(value, digits) == value


def fit_form(form: FormRecord) -> FormRecord:
    """The form with every number as its column holds it; the same object where all of them fit."""
    points = [form.total_weight, form.total_score]
    for indicator in form.indicators:
        points += (indicator.weight, indicator.score)
    money: list[Decimal | None] = []
    for row in form.funding:
        points += (row.printed_rate_pct, row.weight, row.score)
        money += (row.initial_budget_wan, row.full_year_budget_wan, row.executed_wan)
    if all(fits(value, POINTS) for value in points) and all(fits(value, MONEY) for value in money):
        return form
    return replace(
        form,
        funding=tuple(_fit_funding(row) for row in form.funding),
        indicators=tuple(
            replace(row, weight=fitted(row.weight, POINTS), score=fitted(row.score, POINTS)) for row in form.indicators
        ),
        total_weight=fitted(form.total_weight, POINTS),
        total_score=fitted(form.total_score, POINTS),
    )


def _fit_funding(row: FundingRecord) -> FundingRecord:
    return replace(
        row,
        initial_budget_wan=fitted(row.initial_budget_wan, MONEY),
        full_year_budget_wan=fitted(row.full_year_budget_wan, MONEY),
        executed_wan=fitted(row.executed_wan, MONEY),
        printed_rate_pct=fitted(row.printed_rate_pct, POINTS),
        weight=fitted(row.weight, POINTS),
        score=fitted(row.score, POINTS),
    )
