"""The real filing against the golden records that were read by hand, cell by cell."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from data.form.read import read_document
from data.form.record import DocumentRecord
from data.form.sentences import sentence
from data.reading.decode import decode

ROOT = Path(__file__).parents[2]
FILING = ROOT / "data/documents/2021/self-evaluation-2021.txt"
GOLDEN = sorted((ROOT / "tests/golden").glob("2021-*.json"))


@pytest.fixture(scope="module")
def document() -> DocumentRecord:
    return read_document(decode(FILING.read_bytes()).text)


def _cells(path: str, got: object, expected: object) -> Iterator[tuple[str, object, object]]:
    """(path, got, expected) of every value of a golden record."""
    if isinstance(expected, dict):
        for name, value in expected.items():
            yield from _cells(f"{path}.{name}", getattr(got, name), value)
    elif isinstance(expected, list):
        assert isinstance(got, tuple) and len(got) == len(expected), path
        for index, value in enumerate(expected):
            yield from _cells(f"{path}[{index}]", got[index], value)
    else:
        yield path, str(got) if isinstance(got, Decimal) else got, expected


def test_there_are_13_golden_forms(document: DocumentRecord) -> None:
    assert len(GOLDEN) == len(document.forms) == 13


@pytest.mark.parametrize("number", range(13), ids=lambda number: f"form {number + 1}")
def test_every_cell_is_right(document: DocumentRecord, number: int) -> None:
    golden = json.loads(GOLDEN[number].read_text(encoding="utf-8"))
    cells = list(_cells("", document.forms[number], golden))
    assert len(cells) > 100
    assert [cell for cell in cells if cell[1] != cell[2]] == []


def test_every_form_balances_and_every_cell_is_accounted_for(document: DocumentRecord) -> None:
    assert all(form.balanced for form in document.forms)
    assert document.usage["unread"] == 0
    assert document.problems == ()
    assert document.usage == {
        "record": 1334, "label": 269, "title": 26, "header": 208, "filing_notes": 61,
        "redundant": 1, "page_furniture": 0, "unread": 0,
    }  # fmt: skip


def test_the_findings_of_reading_are_the_choices_that_the_source_leaves(document: DocumentRecord) -> None:
    found = [(problem.rule, problem.source_line) for form in document.forms for problem in form.problems]
    assert found == [
        *(("reading.cell_missing", line) for line in (204, 205, 206)),
        ("reading.merged_name", 408),
        ("reading.redundant_cell", 442),
    ]
    sentences = [sentence(problem, form.name) for form in document.forms for problem in form.problems]
    assert all("第" in text and text.endswith("。") and "—" not in text for text in sentences)


def test_the_figures_of_the_portfolio(document: DocumentRecord) -> None:
    rows = [row for form in document.forms for row in form.indicators]
    lost = [row.deduction for row in rows if row.deduction]
    assert (len(rows), len(lost), sum(lost)) == (172, 31, Decimal("38.01"))
    execution = [10 - form.total_funding.score for form in document.forms if form.total_funding.score != 10]  # type: ignore[operator]
    assert (len(execution), sum(execution)) == (10, Decimal("8.64"))


def test_shared_reasons_are_those_of_the_merged_cells(document: DocumentRecord) -> None:
    shared = [row.source_line for form in document.forms for row in form.indicators if row.reason_shared]
    assert shared == [29, 71, 72, 76, 177, 259, 354, 355, 494]
