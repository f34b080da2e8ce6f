"""The generator itself: its truths balance, its texts hold them, and a seed always gives the same."""

import json
import random
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from data.form.record import FormRecord
from tests.generated.borders import blocks_of
from tests.generated.compare import Difference, cell_count, cell_differences, wrong_forms
from tests.generated.corpus import generated_documents, main
from tests.generated.forms import make_form
from tests.generated.layout import CLEAN, HARD, LIKE_FILING, Layout
from tests.generated.render import Rendered
from tests.generated.strategies import KNOBS, documents, forms, layout_with

_HUNDRED = Decimal(100)
_LATEX = re.compile(r"\$\\(geq?|leq?|pm) ([\d.]+)(\\?%?)\$")
_SIGNS = {"geq": "≥", "ge": "≥", "leq": "≤", "le": "≤", "pm": "±"}


def _bare(text: str) -> str:
    """Text without tags, LaTeX, width or blanks: enough to find a cell again."""
    text = _LATEX.sub(lambda found: _SIGNS[found[1]] + found[2] + found[3].removeprefix("\\"), text)
    return re.sub(r"</?p>|\s", "", unicodedata.normalize("NFKC", text))


@given(forms())
def test_every_form_balances(form: FormRecord) -> None:
    total = form.total_funding
    assert total.score is not None and form.total_score is not None
    assert sum((row.weight or 0) for row in form.indicators) + 10 == _HUNDRED == form.total_weight
    assert sum((row.score or 0 for row in form.indicators), total.score) == form.total_score
    assert all(row.weight > 0 and 0 <= row.score <= row.weight for row in form.indicators if row.weight and row.score)


@given(forms())
def test_execution_is_scored_half_up_from_the_amounts(form: FormRecord) -> None:
    total, *sources = form.funding
    assert total.executed_wan is not None and total.full_year_budget_wan is not None
    rate = total.executed_wan / total.full_year_budget_wan
    assert total.score == (rate * 10).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert total.printed_rate_pct == (rate * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    for field in ("initial_budget_wan", "full_year_budget_wan", "executed_wan"):
        assert getattr(total, field) == sum(getattr(row, field) for row in sources)


@given(documents(HARD))
def test_reasons_follow_the_rules_of_shared_cells(document: Rendered) -> None:
    for form in document.forms:
        for above, row in zip((None, *form.indicators), form.indicators, strict=False):
            if row.reason_shared:
                assert above is not None and row.reason_printed is None and row.deduction and above.deduction
                assert row.deviation_reason == above.deviation_reason is not None and row.level1 == above.level1
            elif row.reason_printed is None:
                assert row.deviation_reason is None
                running = above and above.deduction and above.deviation_reason and above.level1 == row.level1
                assert not (row.deduction and running), "an empty cell here would be read as shared"


@pytest.mark.parametrize("layout", [CLEAN, LIKE_FILING, HARD, *map(layout_with, KNOBS)])
def test_every_cell_stands_on_its_line(layout: Layout) -> None:
    for document in generated_documents(25, 5, layout, forms_per_document=7):
        lines = document.text.split("\n")
        for form in document.forms:
            assert form.first_line and _bare(form.name or "") in _bare(lines[form.first_line - 1])
            whole = _bare("".join(lines[form.first_line - 1 : form.last_line]))
            for row in form.indicators:
                assert row.source_line and row.source_place == f"第{row.source_line}行"
                # A merged name stands one row up, a row cut by a page break runs on below it.
                near = _bare("".join(lines[row.source_line - 2 : row.source_line + (9 if layout.row_cut else 0)]))
                weight = f"{row.weight:.2f}"
                for cell in (row.target, row.actual, row.reason_printed, weight):
                    assert cell is None or _bare(cell) in near
                assert _bare(row.name or "") in whole
            for funding in form.funding:
                assert funding.source_line and funding.executed_wan is not None
                line = _bare(lines[funding.source_line - 1]).replace(",", "")
                assert f"{funding.executed_wan.normalize():f}" in line
            for goal in (form.goal_expected, form.goal_achieved):
                assert goal and _bare(goal) in whole


@pytest.mark.parametrize("layout", [CLEAN, LIKE_FILING, HARD])
def test_a_seed_gives_the_same_document(layout: Layout) -> None:
    first, again, other = (list(generated_documents(5, seed, layout)) for seed in (4, 4, 5))
    assert first == again != other


@pytest.mark.parametrize("knob", KNOBS)
def test_every_knob_changes_the_text(knob: str) -> None:
    turned = layout_with(knob)
    base = replace(turned, **{knob: 0.0})
    assert [d.text for d in generated_documents(40, 2, turned)] != [d.text for d in generated_documents(40, 2, base)]


def test_forms_vary_as_real_ones_do() -> None:
    rng = random.Random(8)
    drawn = [make_form(rng) for _ in range(2000)]
    groups = Counter(tuple(sorted({row.level1 for row in form.indicators if row.level1})) for form in drawn)
    assert len(groups) == 3, "all groups, no 效益, no 满意度"
    labels = {block.level2 for form in drawn for block in blocks_of(form.indicators)}
    assert labels >= {"进度指标", "时效指标", "经济效益指标", "生态效益指标", "可持续影响指标", "效益指标"}
    splits = Counter(
        tuple(
            sum(row.weight or 0 for row in form.indicators[block.start : block.stop])
            for block in blocks_of(form.indicators)
            if block.level1 == "产出指标"
        )
        for form in drawn
    )
    assert splits.most_common(1)[0][0] == (15, 15, 10, 10) and len(splits) > 15
    assert splits[(Decimal("12.5"),) * 4] > 0


@settings(max_examples=30)
@given(documents(HARD))
def test_comparison_finds_each_wrong_cell(document: Rendered) -> None:
    form = document.forms[0]
    assert cell_differences(form, form) == []
    assert cell_count(form) == 34 + 11 * len(form.indicators)
    assert len(cell_differences(form, None)) == cell_count(form)
    wrong = replace(form.indicators[0], level2="别的指标", actual="别的")
    changed = replace(form, indicators=(wrong, *form.indicators[1:]), phone="0")
    assert [(d.field, d.ordinal) for d in cell_differences(form, changed)] == [
        *(("phone", None), ("level2", 1), ("actual", 1))
    ]
    fewer = replace(form, indicators=form.indicators[1:])
    assert Counter(d.ordinal for d in cell_differences(form, fewer)) == {1: 11}
    assert cell_differences(fewer, form) == [Difference("indicator", None, None, form.indicators[0])]
    assert wrong_forms([form], [changed]) == [(form, cell_differences(form, changed))]


def test_command_line_writes_documents_and_their_truth(tmp_path: Path) -> None:
    main(["--forms", "5", "--seed", "3", "--layout", "hard", "--out", str(tmp_path), "--forms-per-document", "3"])
    written = sorted(file.name for file in tmp_path.iterdir())
    assert written == ["document-0001.json", "document-0001.txt", "document-0002.json", "document-0002.txt"]
    truths = json.loads((tmp_path / "document-0002.json").read_text(encoding="utf-8"))
    assert len(truths) == 2 and truths[0]["total_weight"] == "100.00"
    assert (tmp_path / "document-0002.txt").read_text(encoding="utf-8").count("项目支出绩效自评表") >= 2
