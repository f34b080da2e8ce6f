"""The words of the real filing in other tables: its forms written down anew, labels, breaks and columns moved."""

import json
import random
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from data.form.read import read_document
from data.form.record import SOURCES, FormRecord, FundingRecord, IndicatorRecord
from tests.generated.compare import cell_count, cell_differences
from tests.generated.layout import CLEAN, HARD, LIKE_FILING, Layout
from tests.generated.render import render

_GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("2021-*.json"))
_NUMBERS = {"initial_budget_wan", "full_year_budget_wan", "executed_wan", "printed_rate_pct", "weight", "score"}


def _form(path: Path) -> FormRecord:
    golden = json.loads(path.read_text(encoding="utf-8"))
    funding = tuple(
        FundingRecord(source, **_values(row)) for source, row in zip(SOURCES, golden["funding"], strict=True)
    )
    names = {field.name for field in fields(IndicatorRecord)}
    rows = tuple(
        IndicatorRecord(**dict.fromkeys(names - set(row)) | {"source_place": ""} | _values(row, keep=names))
        for row in golden["indicators"]
    )
    texts = ("name", "department", "implementing_unit", "project_lead", "phone", "goal_expected", "goal_achieved")
    total = (Decimal(golden["total_weight"]), Decimal(golden["total_score"]))
    return FormRecord(golden["fiscal_year"], *(golden[name] for name in texts), funding, rows, *total, balanced=True)


def _values(row: dict[str, str], keep: set[str] | None = None) -> dict[str, object]:
    wanted = _NUMBERS if keep is None else keep
    return {
        name: Decimal(value) if name in _NUMBERS and value is not None else value
        for name, value in row.items()
        if name in wanted
    }


@pytest.mark.parametrize(
    ("layout", "wrong_share"), [(CLEAN, 0.0), (LIKE_FILING, 0.0002), (HARD, 0.0005)], ids=["clean", "like", "hard"]
)
def test_the_filings_own_words_read_back(layout: Layout, wrong_share: float) -> None:
    # A form with an actual value missing is left out: written down anew, its cell would be empty, not lost.
    forms = [form for form in map(_form, _GOLDEN) if all(row.actual for row in form.indicators)]
    assert len(forms) == 12
    cells = wrong = 0
    for seed in range(6):
        for number, form in enumerate(forms):
            rendered = render([form], random.Random(seed * 100 + number), layout)
            got = read_document(rendered.text).forms[0]
            differences = cell_differences(rendered.forms[0], got)
            assert not differences or got.problems
            cells += cell_count(form)
            wrong += len(differences)
    assert wrong <= wrong_share * cells
