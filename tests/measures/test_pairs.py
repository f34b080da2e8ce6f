"""Which number of the actual value answers which of the target; deadlines against days."""

import pytest

from data.measures import compare_dates, pair_degrees, pair_quantities, pair_states

PAIRS = [
    ("≥5000人次", "10302", [("≥5000人次", "10302")]),
    (">200个", "知识图谱节点 12000个", [(">200个", "12000个")]),
    ("≥10条; ≥5个", "约束12条，灾区8个", [("≥10条", "12条"), ("≥5个", "8个")]),
    ("≥12次", "全年开展检查15次，其中专项检查3次", [("≥12次", "15次")]),
    ("≥12次", "15次(春季7次,秋季8次)", [("≥12次", "15次")]),
    ("≥90%", "发放问卷200份，满意率96%", [("≥90%", "96%")]),
    ("大于等于报名人数的70%", "892人;86%", [("大于等于报名人数的70%", "86%")]),
    ("12公里", "12.5km", [("12公里", "12.5km")]),
    ("≤2小时", "90分钟", [("≤2小时", "90分钟")]),
    ("1份", "1人/份", [("1份", "1人/份")]),
    ("≤0.0001", "无印刷错误", [("≤0.0001", "无印刷错误")]),
    ("100人", "95名", [("100人", "95名")]),
    # units that do not agree, several answers of which none is the one, no number at all
    ("≥10场", "500人", []),
    ("≥90%", "95", []),
    ("30万元", "12个", []),
    ("≥12次", "上半年5次，下半年6次", []),
    ("≥90%", "满意", []),
    ("完成", "3套", []),
    ("≥6类；70%", "8类", []),
    ("≥5次", "无投诉", []),
    ("≥5次", None, []),
]


@pytest.mark.parametrize(("target", "actual", "expected"), PAIRS)
def test_pairs(target: str, actual: str | None, expected: list[tuple[str, str]]) -> None:
    pairs = pair_quantities(target, actual, "指标", 2022)
    assert [(pair.target.evidence, pair.actual.evidence) for pair in pairs] == expected


def test_several_targets_follow_the_names_of_the_indicator() -> None:
    name = "决策模型,其中模型约束、受灾区域点、应急仓库、应急医疗设施数量"
    actual = "约束15条,8个灾区、8个备用应急仓库、7支救援队伍、7家医疗设施"
    pairs = pair_quantities("≥10条; ≥5个; ≥6个; ≥5个", actual, name, 2021)
    assert [pair.actual.evidence for pair in pairs] == ["15条", "8个", "8个", "7家"]


LATE = [
    ("2022年6月底前", "2022年7月15日", 15),
    ("2022年6月30日前", "2022年6月30日", 0),
    ("6月", "6月30日", 0),
    ("第三季度", "10月8日", 8),
    ("9月,完成整体计划工作量的50%", "10月12日", 12),
    ("12月底前", "次年1月20日", 20),
    ("8月底前", "9月", 1),
    ("考试前2天", "考试前1天", 1),
    ("签订后30日内", "签订后45日", 15),
    ("11月底前完成", "4月启动，12月5日完成", 5),
    ("11月底前完成", "11月20日完成，12月10日付款", 0),
]


@pytest.mark.parametrize(("target", "actual", "days"), LATE)
def test_days_late(target: str, actual: str, days: int) -> None:
    late = compare_dates(target, actual, 2022)
    assert late is not None
    assert late.days == days


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("6月底前", "按期完成"),
        ("定期拨付", "11月30日"),
        ("10月底前", "11月30日前完成"),
        ("考试前2天", "开学前1天"),
        ("6月", None),
    ],
)
def test_nothing_to_compare(target: str, actual: str | None) -> None:
    assert compare_dates(target, actual, 2022) is None


def test_without_a_fiscal_year_two_dates_of_one_year_are_still_compared() -> None:
    late = compare_dates("6月底前", "7月3日", None)
    assert late is not None
    assert late.days == 3
    assert not late.dated
    assert compare_dates("2022年6月底前", "7月3日", None) is None


@pytest.mark.parametrize(
    ("target", "actual", "levels"),
    [
        ("效益显著", "效果较显著", (4, 3)),
        ("满意", "满意", (4, 4)),
        ("效益显著", "满意", None),
        ("≥90%", "满意", None),
        ("完成", "部分完成", (4, 2)),
        ("三个指标完成其中一项即可", "目前已完成基础工作", None),
    ],
)
def test_degrees_on_one_scale(target: str, actual: str, levels: tuple[int, int] | None) -> None:
    pair = pair_degrees(target, actual)
    assert (pair and (pair[0].level, pair[1].level)) == levels


@pytest.mark.parametrize(
    ("target", "actual", "kinds"),
    [
        ("通过验收", "验收通过", ("done", "done")),
        ("完成", "未开展", ("done", "not_done")),
        ("完成", "效果显著", None),
        ("通过验收", "未通过验收", None),
        ("通过验收", "完成阶段性工作任务,通过开题", None),
        ("无安全事故", "未发生安全事故", ("done", "done")),
    ],
)
def test_states_on_both_sides(target: str, actual: str, kinds: tuple[str, str] | None) -> None:
    pair = pair_states(target, actual)
    assert (pair and (pair[0].kind, pair[1].kind)) == kinds
