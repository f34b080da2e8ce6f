"""The real filing: exactly the findings that a careful reader of the 13 forms signed, and no more."""

import json
from decimal import Decimal

import pytest

from data.audit import DEFAULT_THRESHOLDS, Finding, audit_form, audit_portfolio, message, recompute
from data.form.record import FormRecord
from tests.audit.making import GOLDEN, golden_forms

SIGNED = json.loads((GOLDEN / "findings-2021.json").read_text("utf-8"))["findings"]
Key = tuple[str, str | None, int | None]


def found() -> list[tuple[FormRecord | None, Finding]]:
    """Every finding of the 13 forms and of the portfolio."""
    forms = golden_forms()
    single = [(form, finding) for form in forms for finding in audit_form(form, DEFAULT_THRESHOLDS)]
    whole = [
        (None if item.position is None else forms[item.position], item.finding)
        for item in audit_portfolio(forms, DEFAULT_THRESHOLDS)
    ]
    return [*single, *whole]


def key(form: FormRecord | None, finding: Finding) -> Key:
    """Rule, project, and the line where the finding stands at an indicator."""
    return finding.rule, form.name if form else None, None if finding.ordinal is None else finding.source_line


def test_exactly_the_signed_findings_with_severity_and_expected_value() -> None:
    ours = {key(form, finding): (finding.severity, finding.expected) for form, finding in found()}
    signed = {
        (entry["rule"], entry["project"], entry["source_line"]): (
            entry["severity"], entry["expected"]["value"] if entry["expected"] else None,
        )
        for entry in SIGNED
    }  # fmt: skip
    assert ours == signed


def test_one_row_per_indicator_or_project_and_rule() -> None:
    keys = [key(form, finding) for form, finding in found()]
    assert len(keys) == len(set(keys)) == len(SIGNED)


@pytest.mark.parametrize(("form", "finding"), found(), ids=lambda value: getattr(value, "rule", ""))
def test_each_finding_is_one_sentence_with_figures_of_the_form(form: FormRecord | None, finding: Finding) -> None:
    sentence = message(finding)
    assert sentence.endswith("。")
    assert "{" not in sentence
    assert "None" not in sentence
    if form and finding.ordinal:
        record = form.indicators[finding.ordinal - 1]
        assert (record.name or "")[:10] in sentence
        assert finding.source_line == record.source_line
        assert finding.source_place == record.source_place


def test_coverage_and_inflation_of_recomputed_scores() -> None:
    pairs = [
        (record.score, recomputed.score)
        for form in golden_forms()
        for record in form.indicators
        if (recomputed := recompute(record, form.fiscal_year)) and record.score is not None
    ]
    differences = [score - right for score, right in pairs]
    assert len(pairs) == 62
    assert sum(abs(difference) <= Decimal("0.01") for difference in differences) == 59
    assert sum(difference for difference in differences if difference > 0) == Decimal("3.50")
    assert sum(difference for difference in differences if difference < 0) == Decimal("-1.67")


def test_recomputed_scores_say_how_they_came_about() -> None:
    form = next(form for form in golden_forms() if form.name == "安全生产考试培训相关工作")
    cards = recompute(next(r for r in form.indicators if r.source_line == 353), 2021)
    assert cards is not None
    assert cards.formula == "182465个 ÷ 270000 × 3.00"
    assert cards.formula_words == "正向指标：实际 182465个 ÷ 目标 27万±10% × 分值 3.00 = 2.03"
    assert cards.evidence == {"target": "27万±10%", "actual": "182465个"}
    rounds = recompute(next(r for r in form.indicators if r.source_line == 352), 2021)
    assert rounds is not None
    assert (rounds.excess_pct, rounds.band, rounds.score) == (Decimal(300), Decimal("0.2"), Decimal("1.60"))
    assert rounds.formula_words.startswith("超额（20人次 − 5人次）÷ 5人次 = 300%")


def test_what_concerns_a_whole_form_stands_at_its_first_line_and_quotes_it() -> None:
    wide = [(form, finding) for form, finding in found() if form and finding.rule in ("audit.12", "audit.13")]
    assert all(finding.source_line == form.first_line for form, finding in wide if finding.rule == "audit.12")
    said = {form.name: message(finding) for form, finding in wide if finding.rule == "audit.13"}
    assert "“该项目为跨年项目”、“实施周期为两年”" in said["博士后工作站联合培养费"]
    assert "表述为“并按合同要求支付”" in said["安全生产相关证件印制项目"]
