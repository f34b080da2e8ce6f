"""Rules 17 and 18 over many forms, added one after the other."""

from dataclasses import replace
from decimal import Decimal

import pytest

from data.audit import DEFAULT_THRESHOLDS, PortfolioAudit, audit_portfolio, message
from data.form.record import FormRecord
from tests.audit.making import BASE, form, with_row


def deducted(name: str, reason: str, *, shared: bool = False, **changes: object) -> FormRecord:
    """The right form under another name, one row deducted for this reason."""
    printed = None if shared else reason
    made = with_row(
        0, actual="4000平方米", score="12.00", deviation_reason=reason, reason_printed=printed, reason_shared=shared
    )
    return replace(made, name=name, **changes)  # type: ignore[arg-type]


def scored(*totals: str) -> list[FormRecord]:
    """Forms of these total scores."""
    return [form(name=f"项目{number}", total_score=Decimal(total)) for number, total in enumerate(totals)]


def test_the_same_reason_in_several_projects_is_found_at_each() -> None:
    forms = [deducted("甲", "受疫情影响，未按计划实施。"), form(name="乙"), deducted("丙", "受疫情影响,未按计划实施")]
    found = audit_portfolio(forms, DEFAULT_THRESHOLDS)
    assert [(item.position, item.finding.rule, item.finding.ordinal) for item in found] == [
        (0, "audit.17", None), (2, "audit.17", None),
    ]  # fmt: skip
    assert "「丙」" in message(found[0].finding)
    assert "「甲」" in message(found[1].finding)


@pytest.mark.parametrize(
    "forms",
    [
        [deducted("甲", "受疫情影响，未按计划实施"), deducted("乙", "受疫情影响，部分未按计划实施")],
        [deducted("甲", "受疫情影响，未按计划实施"), deducted("乙", "受疫情影响，未按计划实施", shared=True)],
        [deducted("甲", "无"), deducted("乙", "无")],
        [deducted("甲", "疫情"), deducted("乙", "疫情")],
        # the years of one project are one project
        [deducted("甲", "受疫情影响，未按计划实施"), deducted("甲", "受疫情影响，未按计划实施", fiscal_year=2023)],
    ],
)
def test_reasons_that_are_not_copied_from_another_project(forms: list[FormRecord]) -> None:
    assert audit_portfolio(forms, DEFAULT_THRESHOLDS) == ()


def test_scores_bunched_at_the_top() -> None:
    (item,) = audit_portfolio(scored("95", "96", "97", "94", "89"), DEFAULT_THRESHOLDS)
    assert item.position is None
    assert item.finding.rule == "audit.18"
    assert item.finding.parameters["excellent"] == "4"
    assert item.finding.parameters["mean"] == "94.20"
    assert item.finding.parameters["sigma"] == "2.79"
    assert item.finding.parameters["full_pct"] == "100.00"


@pytest.mark.parametrize(
    "totals", [("95", "96", "97", "94"), ("95", "96", "97", "80", "89"), ("95", "96", "97", "94", "60"), ()]
)
def test_few_projects_or_scores_that_tell_apart(totals: tuple[str, ...]) -> None:
    assert audit_portfolio(scored(*totals), DEFAULT_THRESHOLDS) == ()


def test_adding_forms_one_by_one_from_a_generator_is_the_same() -> None:
    forms = [deducted(f"项目{number}", "受疫情影响，未按计划实施") for number in range(8)]
    audit = PortfolioAudit(DEFAULT_THRESHOLDS)
    positions = [audit.add(record) for record in forms]
    assert positions == list(range(8))
    assert tuple(audit.findings()) == audit_portfolio((record for record in forms), DEFAULT_THRESHOLDS)
    assert len([item for item in audit.findings() if item.finding.rule == "audit.17"]) == 8


def test_many_projects_with_one_reason_stay_linear() -> None:
    record = deducted("甲", "受疫情影响，未按计划实施")
    forms = (replace(record, name=f"项目{number}") for number in range(3000))
    found = audit_portfolio(forms, DEFAULT_THRESHOLDS)
    assert len(found) == 3001
    assert found[0].finding.parameters["projects"] == "2999"
    assert len(BASE) == 7
