import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.causes import NO_MATCH, NOT_STATED, classify, load_causes
from data.form.record import FormRecord, FundingRecord, IndicatorRecord
from data.intake.assess import losses, promised
from tests.build.test_incremental import reader

GOLDEN = Path(__file__).parents[1] / "golden"
SURVEY, EPIDEMIC, SETTING = "未开展满意度调查", "疫情影响", "指标或预算设定不准"
MULTI_YEAR, CHANGE, EFFECT = "跨年度实施", "计划或流程调整", "成效仍有提升空间"

# reason, cause, secondary causes, the words that decided
TABLE = [
    (
        "未开展满意度调查, 相关受益主体反映满意度较好, 未出现投诉情况, 后续更加注意满意度调查收集",
        SURVEY,
        (),
        "未开展满意度调查",
    ),
    (
        "未开展满意度问卷调查，通过技术论证会形式，以后年度将多种形式相结合开展满意度调查。",
        SURVEY,
        (),
        "未开展满意度问卷调查",
    ),
    (
        "未开展满意度调查问卷，通过专题会、技术研讨会进行满意度调查，后续将开展满意度调查工作。",
        SURVEY,
        (),
        "未开展满意度调查问卷",
    ),
    ("落地应用指导实际工作仍有进一步提升空间", EFFECT, (), "仍有进一步提升空间"),
    ("应急管理干部的应急能力和应急意识还有进一步提升的空间", EFFECT, (), "还有进一步提升的空间"),
    ("利民程度还有进一步提升空间", EFFECT, (), "还有进一步提升空间"),
    ("评审过程调整指标取消线下邮寄形式,调整为网上提交电子版资料", CHANGE, (), "调整指标"),
    (
        "该项目为跨年项目,实施周期为两年,目前已完成阶段性工作任务,项目可以在合同计划时间内完成。",
        MULTI_YEAR,
        (),
        "跨年项目",
    ),
    (
        "职权知识图谱类别拓展至8类，导致节点数量增多，下一步将细化相关数量指标范围。",
        SETTING,
        (),
        "细化相关数量指标范围",
    ),
    ("财务流程等发生变化，实际于6月23日完成招标，后于7月20日完成合同签订", CHANGE, (), "流程等发生变化"),
    (
        "受疫情影响，导致部分人员无法到现场报名，进度有所滞后。后续提前预判疫情因素，调整工作方式。",
        EPIDEMIC,
        (),
        "受疫情影响",
    ),
    (
        "年中调整实施方案,由部门巡考调整为全院巡考,增加巡考人次。后续加强预算编制,合理安排工作计划。",
        CHANGE,
        (),
        "调整实施方案",
    ),
    ("组织春游活动完成前期准备工作，已通知到位，但受疫情影响老干部未报名参加", EPIDEMIC, (), "受疫情影响"),
    (
        "受疫情影响进度有所滞后，分别于10月份完成秋游活动，12月完成座谈会，调整为线上形式。",
        EPIDEMIC,
        (CHANGE,),
        "受疫情影响",
    ),
    ("满意度调查工作尚未开展", SURVEY, (), "满意度调查工作尚未开展"),
    ("没有组织 满意度 测评", SURVEY, (), "没有组织 满意度 测评"),
    ("因新冠肺炎疫情防控要求，培训改为线上", EPIDEMIC, (CHANGE,), "因新冠肺炎疫情防控要求"),
    ("年初指标值设定偏低", SETTING, (), "指标值设定偏低"),
    ("预算编制不够精准", SETTING, (), "预算编制不够精准"),
    ("项目跨年度实施，尾款结转至下一年度支付", MULTI_YEAR, (), "跨年度实施"),
    ("采购手续较长", CHANGE, (), "采购手续较长"),
    ("系统使用率有待进一步提高", EFFECT, (), "有待进一步提高"),
    ("评审专家临时生病", NO_MATCH, (), None),
    ("已开展满意度调查，满意度略低于目标", NO_MATCH, (), None),
    ("满意度未达到预期目标", NO_MATCH, (), None),
    ("本项目未受疫情影响，主要是人员不足", NO_MATCH, (), None),
    (None, NOT_STATED, (), None),
    ("  ", NOT_STATED, (), None),
]


@pytest.mark.parametrize(("reason", "cause", "secondary", "evidence"), TABLE)
def test_a_reason_names_its_cause(reason: str | None, cause: str, secondary: tuple[str, ...], evidence: str | None):
    found = classify(reason)
    assert (found.cause, found.secondary, found.evidence) == (cause, secondary, evidence)


def test_the_golden_records_lose_their_points_by_these_causes():
    lost: Counter[str] = Counter()
    for path in GOLDEN.glob("2021-*.json"):
        form = json.loads(path.read_text(encoding="utf-8"))
        for row in form["indicators"]:
            if points := Decimal(row["weight"]) - Decimal(row["score"]):
                lost[classify(row["deviation_reason"]).cause] += points  # type: ignore[assignment]
    expected = {SURVEY: "11.50", EPIDEMIC: "10.01", EFFECT: "6.00", MULTI_YEAR: "6.00", CHANGE: "3.90", SETTING: "0.60"}
    assert lost == {cause: Decimal(points) for cause, points in expected.items()}


PIECES = st.sampled_from(
    [
        "受疫情影响",
        "未开展满意度调查",
        "，",
        "。",
        " ",
        "后续",
        "以后年度将",
        "调整方案",
        "预算偏低",
        "跨年",
        "①",
        "㈱",
        "ＡＢ",
        "有待提高",
        "x",
    ]
)
REASONS = st.one_of(st.none(), st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))


@given(REASONS)
def test_the_evidence_stands_in_the_reason_letter_by_letter(reason: str | None):
    found = classify(reason)
    assert found.cause in load_causes().names
    assert found.cause not in found.secondary and len(set(found.secondary)) == len(found.secondary)
    assert (found.evidence is None) == (found.cause in (NO_MATCH, NOT_STATED))
    assert found.evidence is None or (found.evidence and found.evidence in (reason or ""))


POINTS = st.one_of(st.none(), st.decimals(-5, 40, places=2))


@st.composite
def forms(draw: st.DrawFn) -> FormRecord:
    """Forms with any points and reasons, also above the weight, below zero or not stated."""
    rows = tuple(
        IndicatorRecord(at, None, None, "n", None, None, draw(POINTS), draw(POINTS), reason, reason, False, at, "")
        for at, reason in enumerate(draw(st.lists(REASONS, max_size=8)), 1)
    )
    total = FundingRecord("total", weight=draw(POINTS), score=draw(POINTS))
    return FormRecord(2021, "n", None, None, None, None, None, None, (total,), rows, None, None, False)


@given(forms())
def test_causes_sum_to_the_points_lost(form: FormRecord):
    stated = [row.deduction for row in form.indicators if row.deduction is not None]
    total = form.total_funding
    if total.weight is not None and total.score is not None:
        stated.append(total.weight - total.score)
    found = losses(form, reader().assessor.classifier)
    assert sum(loss.points for loss in found) == sum(stated)
    assert all(loss.points and loss.cause for loss in found)
    assert [loss.cause for loss in found if loss.ordinal is None] in ([], ["预算执行不足"])


def test_a_shared_reason_is_promised_once():
    reason = "未开展满意度调查。后续将开展"
    own = IndicatorRecord(1, None, None, "a", None, None, None, None, reason, reason, False, 1, "")
    shared = IndicatorRecord(2, None, None, "b", None, None, None, None, reason, None, True, 2, "")
    found = promised([own, shared], reader().assessor.classifier)
    assert [(row.ordinal, row.text, row.cause) for row in found] == [(1, "后续将开展", SURVEY)]
