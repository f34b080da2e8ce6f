"""Every target and actual value of the real filing, as a careful reader takes it (filing.json, checked by eye)."""

import json
from pathlib import Path

import pytest

from data.measures import compare_dates, degrees, pair_quantities, parse, state
from tests.audit.making import golden_forms

TABLE: dict[str, list[str]] = json.loads((Path(__file__).parent / "filing.json").read_text("utf-8"))
ROWS = [row for form in golden_forms() for row in form.indicators]


def read(text: str) -> list[str]:
    """The comparable values of a cell in short: comparator, value, unit, bounds; dates; degrees; state."""
    measures = parse(text, 2021)
    short = []
    for q in measures.quantities:
        bounds = "" if q.low is None or q.high is None else f" [{q.low.normalize():f}, {q.high.normalize():f}]"
        marks = " approximate" * q.approximate + " progress" * q.progress
        short.append(f"{q.comparator} {q.value.normalize():f} {q.unit}{bounds}{marks} «{q.evidence}»")
    short += [f"{p.first} … {p.last} «{p.evidence}»" for p in measures.periods]
    if measures.relative:
        short.append(f"{measures.relative.anchor} {measures.relative.days:+d} «{measures.relative.evidence}»")
    short += [f"{d.scale} {d.level} «{d.evidence}»" for d in degrees(text)]
    found = state(text)
    return [*short, f"{found.kind} «{found.evidence}»"] if found else short


def test_the_table_holds_every_target_and_actual() -> None:
    assert {text for row in ROWS for text in (row.target, row.actual) if text} == set(TABLE)


@pytest.mark.parametrize("text", TABLE)
def test_cell(text: str) -> None:
    assert read(text) == TABLE[text]


@pytest.mark.parametrize("text", TABLE)
def test_evidence_is_a_piece_of_the_cell(text: str) -> None:
    measures = parse(text, 2021)
    pieces = [value.evidence for value in (*measures.quantities, *measures.periods)]
    assert measures.text == text
    assert all(piece and piece in text for piece in pieces)


def test_at_least_60_rows_have_numbers_on_both_sides_and_27_dates() -> None:
    numbers = [row for row in ROWS if pair_quantities(row.target, row.actual, row.name, 2021)]
    dates = [row for row in ROWS if compare_dates(row.target, row.actual, 2021)]
    assert len(numbers) == 63
    assert len(dates) == 29
