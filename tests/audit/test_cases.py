"""Every rule on cases of many bureaus: exactly the findings that a careful reviewer would sign, and no others."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from data.audit import Finding, audit_form, audit_portfolio, load_thresholds, message
from tests.audit.case_forms import Case, Expected, cases

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ALL = list(cases())
_SURE = [case for case in _ALL if not case.doubt]


def _found(case: Case, rules: tuple[str, ...]) -> list[tuple[int | None, Finding]]:
    """The findings of the given rules with the position of their form, from 1; None: the portfolio's."""
    thresholds = load_thresholds()
    found: list[tuple[int | None, Finding]] = [
        (number, finding) for number, form in enumerate(case.forms, 1) for finding in audit_form(form, thresholds)
    ]
    if len(case.forms) > 1 or case.rule == "audit.18":
        wider = audit_portfolio(case.forms, thresholds)
        found += [(None if item.position is None else item.position + 1, item.finding) for item in wider]
    return [(number, finding) for number, finding in found if finding.rule in rules or "all" in rules]


def _matches(case: Case, expected: Expected, position: int | None, finding: Finding) -> bool:
    # a reason copied between projects may be reported at the project or at the row that has it
    same_row = finding.ordinal == expected.ordinal or (len(case.forms) > 1 and finding.ordinal is None)
    severe = expected.severity in (None, finding.severity)
    result = finding.parameters.get("how", "").rpartition("=")[2]
    numbers = {Decimal(number) for number in _NUMBER.findall(f"{finding.expected or ''} {result}".replace(",", ""))}
    return (
        finding.rule == expected.rule
        and position == expected.position
        and same_row
        and severe
        and set(expected.values) <= numbers
    )


def _words(found: list[tuple[int | None, Finding]]) -> str:
    return "；".join(
        f"{finding.rule} {position}:{finding.ordinal} {finding.severity} {finding.printed} ⇒ {finding.expected}"
        for position, finding in found
    )


@pytest.mark.parametrize("case", _SURE, ids=[f"{case.rule.removeprefix('audit.')}-{case.number}" for case in _SURE])
def test_case(case: Case) -> None:
    found = _found(case, (case.rule,))
    left = list(found)
    for expected in case.expected:
        match = next((item for item in left if _matches(case, expected, *item)), None)
        assert match is not None, f"「{case.name}」应有 {expected}，得到 {_words(found)}"
        left.remove(match)
    assert not left, f"「{case.name}」不应有 {_words(left)}"
    assert not _found(case, case.silent), f"「{case.name}」{case.silent} 不应有 {_words(_found(case, case.silent))}"


@pytest.mark.parametrize(
    "case", [case for case in _ALL if case.doubt], ids=lambda case: f"{case.rule.removeprefix('audit.')} {case.name}"
)
def test_doubtful_case_is_audited_with_at_most_one_finding_a_row(case: Case) -> None:
    rows = Counter((position, finding.ordinal) for position, finding in _found(case, (case.rule,)))
    assert all(number == 1 for number in rows.values())


def test_every_rule_has_cases_that_trigger_it_and_near_misses() -> None:
    triggers = Counter(case.rule for case in _SURE if case.expected)
    near = Counter(case.rule for case in _SURE if not case.expected)
    rules = [f"audit.{number:02d}" for number in range(1, 22)]
    assert {rule: triggers[rule] for rule in rules if triggers[rule] < 8} == {}
    assert {rule: near[rule] for rule in rules if near[rule] < 10} == {}


def test_every_finding_of_every_case_is_one_whole_sentence() -> None:
    found = [(case, finding) for case in _ALL for _, finding in _found(case, ("all",))]
    assert {finding.rule for _, finding in found} >= {f"audit.{number:02d}" for number in range(1, 22)}
    bad = {
        f"{finding.rule} {case.name}: {sentence}"
        for case, finding in found
        if not (sentence := message(finding)).endswith(("。", "？"))
        or re.search(r"[{}]|None|NaN|—分|，，|。。", sentence)
    }
    assert not bad
