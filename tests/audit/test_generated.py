"""Forms made up at random: what must hold whatever they contain."""

import random
import string
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from data.audit import BY_ID, DEFAULT_THRESHOLDS, audit_form, message, recompute
from data.form.record import IndicatorRecord
from tests.audit.making import form, row, rules_at
from tests.generated.forms import make_form

UNITS = st.sampled_from(["人次", "场", "个", "公里", "%", "小时", "份", "万张"])
CENTS = st.integers(1, 4000).map(lambda cents: Decimal(cents).scaleb(-2))
SCORED = {"audit.05", "audit.06", "audit.07"}


@st.composite
def quantities(draw: st.DrawFn) -> tuple[IndicatorRecord, Decimal]:
    """A positive quantitative row with the score that filing rule 2 gives it."""
    unit, weight = draw(UNITS), draw(CENTS)
    target, actual = draw(st.integers(1, 10_000)), draw(st.integers(0, 60_000))
    share = Decimal(actual) / target
    over = (share - 1) * 100
    for limit, kept in ((500, "0.7"), (300, "0.8"), (200, "0.9"), (0, "1")):
        if over >= limit:
            share = Decimal(kept)
            break
    score = (weight * share).quantize(Decimal("0.01"), ROUND_HALF_UP)
    sign = draw(st.sampled_from(["≥", "", "不少于", "不低于"]))
    record = row(name="服务数量", target=f"{sign}{target}{unit}", actual=f"{actual}{unit}", reason="客观原因")
    return replace(record, weight=weight, score=score), score


@given(quantities())
def test_a_right_score_is_never_questioned(made: tuple[IndicatorRecord, Decimal]) -> None:
    record, score = made
    recomputed = recompute(record, 2022)
    assert recomputed is not None
    assert recomputed.score == score
    findings = audit_form(form(record), DEFAULT_THRESHOLDS)
    assert not [f for f in findings if f.rule in SCORED and f.severity != "note"]


@given(quantities(), st.integers(2, 500), st.booleans())
def test_a_score_more_than_a_cent_off_always_is(made: tuple[IndicatorRecord, Decimal], cents: int, up: bool) -> None:
    record, score = made
    wrong = score + Decimal(cents if up else -cents).scaleb(-2)
    if wrong < 0:
        return
    assert len(SCORED & rules_at(replace(record, score=wrong))) == 1


@given(quantities())
def test_a_recomputed_score_lies_between_0_and_the_weight(made: tuple[IndicatorRecord, Decimal]) -> None:
    record, _ = made
    recomputed = recompute(record, 2022)
    assert recomputed is not None
    assert record.weight is not None
    assert 0 <= recomputed.score <= record.weight


CELL = st.none() | st.text(
    alphabet=string.digits + "≥≤%年月日前后底-~±.,，；万元人次场无未开展完成满意显著较{}（）/ ", max_size=30
)


@given(
    CELL, CELL, CELL, CELL, st.sampled_from(["数量指标", "成本指标", "进度指标", "社会效益指标", "服务对象满意度指标"])
)
def test_any_text_is_audited_with_at_most_one_finding_a_row_and_rule(
    name: str | None, target: str | None, actual: str | None, reason: str | None, level2: str
) -> None:
    record = form(row(level2, name, target, actual, "30.00", "30.00", reason))
    findings = audit_form(record, DEFAULT_THRESHOLDS)
    keys = [(finding.rule, finding.ordinal) for finding in findings]
    assert len(keys) == len(set(keys))
    assert all(message(finding) and finding.rule in BY_ID for finding in findings)


def test_generated_forms_have_one_finding_a_row_and_rule_and_sentences_for_all() -> None:
    rng = random.Random(20)
    for _ in range(300):
        record = make_form(rng)
        findings = audit_form(record, DEFAULT_THRESHOLDS)
        keys = [(finding.rule, finding.ordinal) for finding in findings]
        assert len(keys) == len(set(keys))
        assert all(message(finding) for finding in findings)
        assert not {"audit.01", "audit.02", "audit.03"} & {finding.rule for finding in findings}
