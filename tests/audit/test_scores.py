"""Rules 2–4, 8 and 16: forms that trigger them and near misses that must stay silent."""

from decimal import Decimal

import pytest

from data.audit import message
from data.form.record import IndicatorRecord
from tests.audit.making import BASE, form, found, funding, row, rules_at, with_row


def test_the_right_form_has_no_finding_at_all() -> None:
    assert [f.rule for n in range(1, 22) for f in found(form(), f"audit.{n:02d}")] == []


# --- 2 -----------------------------------------------------------------------------------------------------


def test_rule_2_lists_every_wrong_sum_in_one_finding() -> None:
    wrong = with_row(0, weight="14.00", score="14.00")
    wrong = form(*wrong.indicators, total_score=Decimal("97.80"), level1_points={"产出指标": Decimal(50)})
    (finding,) = found(wrong, "audit.02")
    assert finding.ordinal is None
    assert finding.severity == "must_fix"
    assert finding.expected == "分值合计100.00；产出指标分值合计50.00；总分98.80"
    assert "分值合计99.00" in message(finding)


@pytest.mark.parametrize("total_score", ["99.80", None])
def test_rule_2_is_silent_where_sums_hold_or_no_total_is_stated(total_score: str | None) -> None:
    total = Decimal(total_score) if total_score else None
    assert found(form(total_score=total, level1_points={"产出指标": Decimal(50)}), "audit.02") == []


def test_rule_2_says_nothing_of_weights_where_one_is_not_stated() -> None:
    assert found(with_row(0, weight=None), "audit.02") == []


# --- 3 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weight", "score", "variant"),
    [
        ("15.00", "15.01", "above"),
        ("15.00", "-0.50", "negative"),
        ("0.00", "0.00", "weight"),
        ("-5.00", "0.00", "weight"),
    ],
)
def test_rule_3_out_of_bounds(weight: str, score: str, variant: str) -> None:
    (finding,) = found(with_row(1, weight=weight, score=score), "audit.03")
    assert finding.ordinal == 2
    assert finding.parameters["variant"] == variant


@pytest.mark.parametrize(("weight", "score"), [("15.00", "15.00"), ("15.00", "0.00"), ("15.00", None), (None, "15.00")])
def test_rule_3_within_bounds_or_not_stated(weight: str | None, score: str | None) -> None:
    assert found(with_row(1, weight=weight, score=score), "audit.03") == []


def test_rule_3_holds_for_execution_too() -> None:
    (finding,) = found(form(money=funding(score="10.50")), "audit.03")
    assert finding.ordinal is None
    assert "预算执行率" in message(finding)


# --- 4 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("printed", [None, "——", "/", "无", "无偏差", "无。", "-"])
def test_rule_4_a_deduction_without_reason(printed: str | None) -> None:
    (finding,) = found(with_row(1, actual="90%", score="13.50", reason_printed=printed), "audit.04")
    assert finding.severity == "must_fix"
    assert finding.parameters["lost"] == "1.50"


def test_rule_4_a_shared_cell_or_a_reason_without_measure_is_a_reason() -> None:
    reason = "雨季影响"
    shared = with_row(1, actual="90%", score="13.50", deviation_reason=reason, reason_shared=True)
    own = with_row(1, actual="90%", score="13.50", deviation_reason=reason, reason_printed=reason)
    assert found(shared, "audit.04") == found(own, "audit.04") == []
    assert found(form(money=funding(executed="240", rate="80.00", score="8.00")), "audit.04") == []


# --- 8 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("效果显著", "效果较显著"),
        ("显著改善", "有所改善"),
        ("全部完成", "基本完成"),
        ("满意", "基本满意"),
        ("优秀", "良好"),
        ("完成", "未完成"),
    ],
)
def test_rule_8_a_full_mark_below_its_own_wording(target: str, actual: str) -> None:
    (finding,) = found(form(row("社会效益指标", "出行便利", target, actual)), "audit.08")
    assert finding.severity == "check"
    assert finding.printed is not None
    assert finding.printed in actual


@pytest.mark.parametrize(
    "indicator",
    [
        row("社会效益指标", "出行便利", "效果较显著", "效果显著"),
        row("社会效益指标", "出行便利", "效果显著", "效果较显著", score="9.00", reason="尚有提升空间"),
        row("社会效益指标", "出行便利", "效果显著", "服务群众12万人次"),
        row("质量指标", "验收", "通过验收", "符合相关标准"),
        row("质量指标", "运行", "正常运行", "运行良好"),
        row("数量指标", "完成检查", "完成100件", "基本完成，100件"),
        row("社会效益指标", "能力", "显著提升", "能力提升"),
    ],
)
def test_rule_8_near_misses(indicator: IndicatorRecord) -> None:
    assert "audit.08" not in rules_at(indicator)


# --- 16 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("actual", [None, "——", "/", "-"])
def test_rule_16_points_without_an_actual_value(actual: str | None) -> None:
    (finding,) = found(with_row(1, actual=actual), "audit.16")
    assert finding.severity == "check"
    assert "核对原件" in message(finding)


@pytest.mark.parametrize(("actual", "score"), [(None, "0.00"), (None, None), ("无", "15.00"), ("0", "0.00")])
def test_rule_16_near_misses(actual: str | None, score: str | None) -> None:
    assert found(with_row(1, actual=actual, score=score, deviation_reason="数据缺失"), "audit.16") == []


def test_every_row_of_the_right_form_stays_within_its_weight() -> None:
    assert all(r.score is not None and r.weight is not None and r.score <= r.weight for r in BASE)
