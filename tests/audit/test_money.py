"""Rules 1, 13, 14 and 21: forms that trigger them and near misses that must stay silent."""

from dataclasses import replace

import pytest

from data.audit import Thresholds, message
from data.form.record import FormRecord
from tests.audit.making import BASE, decimal, form, found, funding, row, with_row

LOW = funding(executed="240", rate="80.00", score="8.00")


# --- 1 -----------------------------------------------------------------------------------------------------

RIGHT = [  # full-year budget, executed, rate, score
    ("142.5", "140", "98.25", "9.82"),  # 98.2456 %: the score comes from the amounts, not from 98.25
    ("80", "8.0004", "10.00", "1.00"),  # 10.0005 %
    ("200", "0.25", "0.13", "0.01"),  # 0.125 % is rounded half up
    ("1901.1435", "1900.7465", "99.98", "10.00"),
    ("300", "0", "0.00", "0.00"),
    ("300", "310", "103.33", "10.00"),  # never above the weight
    ("300", "294", None, "9.80"),
    ("300", "295.9", "98.6", "9.86"),  # printed with one decimal: 98.633…
    ("0", "0", None, None),
    (None, None, "50.00", "5.00"),
]


@pytest.mark.parametrize(("full_year", "executed", "rate", "score"), RIGHT)
def test_rule_1_right_figures(full_year: str | None, executed: str | None, rate: str | None, score: str | None) -> None:
    money = funding(full_year=full_year, executed=executed, rate=rate, score=score)
    assert found(form(money=money), "audit.01") == []


WRONG = [
    ("142.5", "140", "98.25", "9.83", "执行率得分9.82"),  # computed from the printed rate
    ("300", "294", "98.10", "9.80", "年度资金总额执行率98.00%"),
    ("300", "294", "97.00", "9.70", "年度资金总额执行率98.00%；执行率得分9.80"),
    ("200", "0.25", "0.12", "0.01", "年度资金总额执行率0.13%"),  # half up, not half even
    ("300", "240", "80.00", "10.00", "执行率得分8.00"),
    ("300", "310", "100.00", "10.00", "年度资金总额执行率103.33%"),
]


@pytest.mark.parametrize(("full_year", "executed", "rate", "score", "expected"), WRONG)
def test_rule_1_lists_each_wrong_figure_in_one_finding(
    full_year: str, executed: str, rate: str, score: str, expected: str
) -> None:
    money = funding(full_year=full_year, executed=executed, rate=rate, score=score)
    (finding,) = found(form(money=money), "audit.01")
    assert finding.ordinal is None
    assert finding.severity == "must_fix"
    assert finding.expected == expected


def test_rule_1_looks_at_the_other_sources_rates_too() -> None:
    total, appropriation, *others = funding()
    wrong = replace(
        appropriation,
        full_year_budget_wan=decimal("100"),
        executed_wan=decimal("50"),
        printed_rate_pct=decimal("60.00"),
    )
    (finding,) = found(form(money=(total, wrong, *others)), "audit.01")
    assert finding.expected == "财政拨款执行率50.00%"


# --- 13 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("executed", "severity"),
    [
        ("269.99", "note"),
        ("240", "note"),
        ("239.9", "check"),
        ("180", "check"),
        ("179.9", "must_fix"),
        ("0", "must_fix"),
    ],
)
def test_rule_13_the_further_below_the_more_severe(executed: str, severity: str) -> None:
    (finding,) = found(form(money=funding(executed=executed, rate=None, score=None)), "audit.13")
    assert finding.severity == severity


def low(text: str) -> FormRecord:
    """A form of 80 % execution whose achieved goal says this."""
    return form(money=LOW, goal_achieved=text)


EXPLAINED = [
    "完成养护任务，招标结余60万元",
    "按计划完成，资金结余交回财政",
    "工程尾款待审计后支付",
    "质保金按合同约定次年支付",
    "部分合同款尚未支付",
    "通过比价采购，节约资金60万元",
    "厉行节约，压减一般性支出",
    "剩余资金按合同于2023年支付",
    "受疫情影响差旅费未发生",
    "资金下达较晚，未能全部支出",
    "中标价低于预算",
]


@pytest.mark.parametrize("text", EXPLAINED)
def test_rule_13_an_explanation_anywhere_in_what_was_done(text: str) -> None:
    assert found(low(text), "audit.13") == []
    rows = [*BASE[:-1], replace(BASE[-1], score=decimal("9.00"), actual="85%", deviation_reason=text)]
    assert found(form(*rows, money=LOW), "audit.13") == []


NAMED = [
    "按合同要求支付",
    "资金按计划及时拨付",
    "项目成本控制在预算内，未超预算",
    "资金无结余",
    "节约办事群众等待时间",
    "为企业节约成本200万元",
    "完成本市节约用水宣传",
    "使用上年结转资金开展养护",
    "收回调查问卷200份",
    "受疫情影响，培训减少两期",
    "于2022年12月支付合同款",
]


@pytest.mark.parametrize("text", NAMED)
def test_rule_13_naming_money_otherwise_is_no_explanation(text: str) -> None:
    (finding,) = found(low(text), "audit.13")
    assert "请补充" in message(finding)


def test_rule_13_says_what_the_texts_do_say() -> None:
    (said,) = found(low("完成养护。按合同要求支付。"), "audit.13")
    assert said.parameters["variant"] == "said"
    assert "按合同要求支付" in message(said)
    (several,) = found(low("完成养护,按合同支付,未超预算。"), "audit.13")
    assert "“按合同支付”、“未超预算”" in message(several)
    (work,) = found(low("项目跨年实施，实施周期为两年。未开展满意度调查。"), "audit.13")
    assert work.parameters["variant"] == "work"
    assert "“项目跨年实施”、“实施周期为两年”" in message(work) and "满意度" not in message(work)
    (silent,) = found(low("完成本市养护。"), "audit.13")
    assert silent.parameters["variant"] == "silent"


def test_rule_13_targets_and_expected_goal_are_plans_and_explain_nothing() -> None:
    rows = [*BASE[:-1], replace(BASE[-1], target="结余资金管理满意度≥90%")]
    assert len(found(form(*rows, money=LOW, goal_expected="尾款按期支付"), "audit.13")) == 1


def test_rule_13_from_90_percent_on_and_without_amounts_it_is_silent() -> None:
    assert found(form(money=funding(executed="270", rate="90.00", score="9.00")), "audit.13") == []
    assert found(form(money=funding(executed=None, rate="50.00", score="5.00")), "audit.13") == []
    stricter = Thresholds(explain_below_pct=decimal("95") or 0)  # type: ignore[arg-type]
    assert len(found(form(money=funding(executed="270", rate="90.00", score="9.00")), "audit.13", stricter)) == 1


# --- 14 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("initial", "expected"),
    [("250", None), ("249", "20.48%"), ("375", None), ("376", "-20.21%"), ("0", None), (None, None), ("300", None)],
)
def test_rule_14_budget_swings_by_more_than_20_percent(initial: str | None, expected: str | None) -> None:
    findings = found(form(money=funding(initial=initial)), "audit.14")
    assert [f.expected for f in findings] == ([] if expected is None else ["≤ 20%"])
    assert all(f.parameters["how"].endswith(f" = {expected}") for f in findings)
    assert all(f.ordinal is None for f in findings)


CAPS = [  # name, target, finding
    ("项目总成本", "≤310万元", True),
    ("项目预算控制数", "280万元", True),
    ("费用成本", "≤3200000元", True),
    ("委托业务费", "320万元", True),  # the only money cap
    ("项目总成本", "≤300万元", False),
    ("项目总成本", "≤3000000元", False),
    ("设备购置费", "60万元", False),  # the only cap, but clearly a part
    ("人均成本", "≤310元", False),
    ("养护单价", "≤12元/平方米", False),
    ("节约成本", "≥10万元", False),
]


@pytest.mark.parametrize(("name", "target", "triggers"), CAPS)
def test_rule_14_a_total_cap_that_is_not_the_full_year_budget(name: str, target: str, triggers: bool) -> None:
    findings = found(with_row(3, name=name, target=target, actual="294万元"), "audit.14")
    assert [f.ordinal for f in findings] == ([4] if triggers else [])


def test_rule_14_part_budgets_are_no_caps() -> None:
    parts = [row("成本指标", f"{what}支出预算控制数", "100万元", "98万元", "5.00", "5.00") for what in ("东区", "西区")]
    assert found(form(*BASE[:3], *parts, *BASE[4:]), "audit.14") == []
    total = row("成本指标", "项目预算控制数", "350万元", "294万元", "5.00", "5.00")
    (finding,) = found(form(*BASE[:3], parts[0], total, *BASE[4:]), "audit.14")
    assert finding.ordinal == 5
    assert finding.expected == "300万元"


# --- 21 ----------------------------------------------------------------------------------------------------


def test_rule_21_money_that_was_simply_not_spent() -> None:
    (finding,) = found(form(money=LOW), "audit.21")
    assert finding.ordinal == 4
    assert finding.parameters["variant"] == "complete"
    unfinished = with_row(0, actual="4000平方米", score="12.00", deviation_reason="雨季")
    credited = form(*unfinished.indicators, money=LOW, goal_achieved="通过比价节约资金60万元")
    (finding,) = found(credited, "audit.21")
    assert finding.parameters["variant"] == "incomplete"


def test_rule_21_near_misses() -> None:
    assert found(form(money=LOW, goal_achieved="通过公开招标节约资金60万元"), "audit.21") == []
    assert found(form(money=LOW, goal_achieved="全部完成，招标结余60万元"), "audit.21") == []
    assert found(form(money=funding(executed="270", rate="90.00", score="9.00")), "audit.21") == []
    deducted = with_row(3, score="8.00", deviation_reason="资金未支付")
    assert found(form(*deducted.indicators, money=LOW), "audit.21") == []
    parts = [row("成本指标", f"{what}支出控制数", "150万元", "120万元", "5.00", "5.00") for what in ("东区", "西区")]
    assert found(form(*BASE[:3], *parts, *BASE[4:], money=LOW), "audit.21") == []


def test_rule_21_an_unpaid_rest_explains_13_but_is_no_saving() -> None:
    unpaid = form(money=LOW, goal_achieved="工程尾款待审计后支付")
    assert found(unpaid, "audit.13") == []
    assert len(found(unpaid, "audit.21")) == 1
