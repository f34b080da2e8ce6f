"""Generated forms read back: exactly on clean tables with one irregularity, within the targets on hard ones."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.form.read import read_document
from data.form.record import FormRecord
from tests.generated.compare import cell_count, cell_differences
from tests.generated.corpus import generated_documents
from tests.generated.forms import make_form
from tests.generated.layout import CLEAN, HARD, LIKE_FILING, Layout
from tests.generated.render import Rendered, render
from tests.generated.strategies import KNOBS, documents, layout_with


@settings(max_examples=80, deadline=None)
@given(documents(CLEAN))
def test_clean_documents_read_back_exactly(rendered: Rendered) -> None:
    document = read_document(rendered.text)
    assert [cell_differences(*pair) for pair in _pairs(rendered)] == [[]] * len(rendered.forms)
    assert all(form.balanced for form in document.forms)
    assert document.usage["unread"] == 0


@pytest.mark.parametrize("knob", KNOBS)
def test_one_irregularity_reads_back(knob: str) -> None:
    layout = layout_with(knob)
    for seed in range(12):
        rng = random.Random(seed)
        rendered = render([make_form(rng), make_form(rng)], rng, layout)
        for expected, got in _pairs(rendered):
            assert got is not None
            assert cell_differences(expected, got) == [] or _doubted(got), f"seed {seed}"
        assert read_document(rendered.text).usage["unread"] == 0


@pytest.mark.parametrize(
    ("layout", "forms", "right"), [(LIKE_FILING, 260, 0.9998), (HARD, 260, 0.9998)], ids=["like filing", "hard"]
)
def test_irregular_documents_within_the_targets(layout: Layout, forms: int, right: float) -> None:
    cells = wrong = silent = needless = 0
    for rendered in generated_documents(forms, 20_21, layout):
        for expected, got in _pairs(rendered):
            assert got is not None
            differences = cell_differences(expected, got)
            cells += cell_count(expected)
            wrong += len(differences)
            silent += bool(differences) and not got.problems
            needless += not differences and not expected.problems and _doubted(got)
    assert wrong <= (1 - right) * cells
    assert silent == 0
    assert needless <= 0.02 * forms


@settings(max_examples=40, deadline=None)
@given(documents(HARD), st.integers(0, 10_000))
def test_a_score_that_is_changed_never_balances(rendered: Rendered, draw: int) -> None:
    lines = rendered.text.split("\n")
    rows = [row for form in rendered.forms for row in form.indicators]
    row = rows[draw % len(rows)]
    assert row.source_line is not None and row.score is not None
    cells = lines[row.source_line - 1].split("\t")
    places = [index for index, cell in enumerate(cells) if cell == f"{row.score:.2f}"]
    if not places:
        return  # printed in full-width digits, or cut off by a page break
    cells[places[-1]] = f"{row.score + 1:.2f}"
    lines[row.source_line - 1] = "\t".join(cells)
    document = read_document("\n".join(lines))
    assert not all(form.balanced for form in document.forms)


def _pairs(rendered: Rendered) -> Iterator[tuple[FormRecord, FormRecord | None]]:
    got = read_document(rendered.text).forms
    assert len(got) == len(rendered.forms)
    yield from zip(rendered.forms, got, strict=True)


def _doubted(form: FormRecord) -> bool:
    return any(problem.rule == "reading.ambiguous" for problem in form.problems)
