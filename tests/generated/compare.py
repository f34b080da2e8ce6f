"""Cell by cell: what a reader gave back against the truth."""

from typing import NamedTuple

from data.form.record import FormRecord, FundingRecord, IndicatorRecord

FORM_FIELDS = (
    *("fiscal_year", "name", "department", "implementing_unit", "project_lead", "phone"),
    *("goal_expected", "goal_achieved", "total_weight", "total_score"),
)
FUNDING_FIELDS = ("initial_budget_wan", "full_year_budget_wan", "executed_wan", "weight", "printed_rate_pct", "score")
INDICATOR_FIELDS = (
    *("level1", "level2", "name", "target", "actual", "weight", "score"),
    *("deviation_reason", "reason_printed", "reason_shared", "source_line"),
)


class Difference(NamedTuple):
    """One row per wrong cell; `ordinal` is the expected indicator's, None for cells of the form or its funding.

    `field` of a funding cell is `funding.<source>.<field>`; `indicator` where a row was read that is none.
    """

    field: str
    ordinal: int | None
    expected: object
    got: object


def cell_count(form: FormRecord) -> int:
    """Cells of a form: head, goals, totals, funding 4 × 6, and 11 for each indicator."""
    return len(FORM_FIELDS) + len(FUNDING_FIELDS) * 4 + len(INDICATOR_FIELDS) * len(form.indicators)


def cell_differences(expected: FormRecord, got: FormRecord | None) -> list[Difference]:
    """Every cell that differs, in the form's order; a form or row that was not read differs in all its cells."""
    differences = [
        Difference(field, None, value, None if got is None else getattr(got, field))
        for field in FORM_FIELDS
        if (value := getattr(expected, field)) != (None if got is None else getattr(got, field))
        or (got is None and value is None)
    ]
    read_funding = {} if got is None else {row.source: row for row in got.funding}
    for row in expected.funding:
        differences += _funding_differences(row, read_funding.get(row.source))
    read = _aligned(expected.indicators, () if got is None else got.indicators)
    for indicator, match in zip(expected.indicators, read, strict=True):
        differences += _indicator_differences(indicator, match)
    if got is not None:
        matched = {id(match) for match in read if match is not None}
        extra = (row for row in got.indicators if id(row) not in matched)
        differences += [Difference("indicator", None, None, row) for row in extra]
    return differences


def wrong_forms(expected: list[FormRecord], got: list[FormRecord]) -> list[tuple[FormRecord, list[Difference]]]:
    """The forms of one document with a wrong cell; forms are paired in order, by name where the numbers differ."""
    if len(expected) == len(got):
        pairs: list[tuple[FormRecord, FormRecord | None]] = list(zip(expected, got, strict=True))
    else:
        by_name = {form.name: form for form in got}
        pairs = [(form, by_name.get(form.name)) for form in expected]
    found = [(form, cell_differences(form, match)) for form, match in pairs]
    return [(form, differences) for form, differences in found if differences]


def _funding_differences(row: FundingRecord, match: FundingRecord | None) -> list[Difference]:
    return [
        Difference(f"funding.{row.source}.{field}", None, getattr(row, field), match and getattr(match, field))
        for field in FUNDING_FIELDS
        if match is None or getattr(row, field) != getattr(match, field)
    ]


def _indicator_differences(row: IndicatorRecord, match: IndicatorRecord | None) -> list[Difference]:
    return [
        Difference(field, row.ordinal, getattr(row, field), match and getattr(match, field))
        for field in INDICATOR_FIELDS
        if match is None or getattr(row, field) != getattr(match, field)
    ]


def _aligned(
    expected: tuple[IndicatorRecord, ...], got: tuple[IndicatorRecord, ...]
) -> tuple[IndicatorRecord | None, ...]:
    """The read row of each expected one: in order where the numbers agree, else by source line."""
    if len(expected) == len(got):
        return got
    by_line = {row.source_line: row for row in got}
    return tuple(by_line.get(row.source_line) for row in expected)
