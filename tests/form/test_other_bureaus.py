"""Forms as other bureaus file them: each case is one irregularity that a careful reader sees through.

A case gives the indicator table alone, cells parted by `|`; head, money and totals are added to it.
"""

from decimal import Decimal

import pytest

from data.form.read import read_document
from data.form.record import FormRecord

_HEAD = """某区水务局
{year}年度项目支出绩效自评表
填报单位：某中心|填报日期：2023年3月1日
项目名称||河道清淤整治（二期）
主管部门||某区水务局||实施单位|某区河道管理中心
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额|120.000000|120.000000|114.480000|10.00|95.40%|9.54
|其中：财政拨款|120.000000|120.000000|114.480000|——|95.40%|——
|上年结转资金|0.000000|0.000000|0.000000|——|——|——
|其他资金|0.000000|0.000000|0.000000|——|——|——
年度总体目标|预期目标|||实际完成情况
|完成清淤任务。|||已完成清淤任务。
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
"""
_BENEFIT = """效益指标（30分）|社会效益指标|政策知晓率|≥90%|92%|30.00|30.00
满意度指标（10分）|服务对象满意度指标|群众满意度|≥90%|95%|10.00|10.00
"""


def _read(table: str) -> FormRecord:
    document = read_document(
        ((_HEAD.format(year=2022) + table).rstrip("\n") + "\n总分|||||100.00|99.54\n").replace("|", "\t")
    )
    assert document.usage["unread"] == 0 and document.problems == ()
    assert len(document.forms) == 1 and document.forms[0].balanced
    return document.forms[0]


def _levels(form: FormRecord) -> list[str | None]:
    return [row.level2 for row in form.indicators]


def _rules(form: FormRecord) -> list[str]:
    return [problem.rule for problem in form.problems]


def test_points_with_and_without_decimals_in_one_form() -> None:
    table = """产出指标（50分）|数量指标|清淤里程|≥3公里|3公里|10|10
||清淤方量|5万方|5万方|3.33|3.33
||处置垃圾|2吨|2吨|3.33|3.33
||巡查次数|≥12次|12次|3.34|3.34
|质量指标|验收合格率|100%|100%|10|10
|时效指标|完成时间|11月底前|11月|10|10
|成本指标|项目总成本|≤120万元|114.48万元|10|10
"""
    form = _read(table + _BENEFIT)
    assert [row.weight for row in form.indicators[:3]] == [Decimal("10"), Decimal("3.33"), Decimal("3.33")]
    assert _rules(form) == []


def test_a_timely_name_belongs_to_the_label_that_a_page_break_drew_down() -> None:
    table = """产出指标（50分）|数量指标|清淤里程|≥3公里|3公里|20.00|20.00
|质量指标|验收合格率|≥95%|100%|10.00|10.00
||按期完成率|100%|100%|5.00|5.00

|时效指标|第一阶段工作|2022年9月|9月完成|5.00|5.00
|成本指标|项目总成本|≤120万元|114.48万元|10.00|10.00
"""
    assert _levels(_read(table + _BENEFIT))[:5] == ["数量指标", "质量指标", "时效指标", "时效指标", "成本指标"]


def test_a_social_name_is_no_economic_benefit() -> None:
    table = """产出指标（50分）|数量指标|清淤里程|≥3公里|3公里|40.00|40.00
|成本指标|项目总成本|≤120万元|114.48万元|10.00|10.00
效益指标（30分）|经济效益指标|降低运行成本|逐步降低|逐步降低|10.00|10.00
||保障居民安全|有效保障|有效保障|10.00|10.00

|社会效益指标|增强群众获得感|效果显著|效果显著|5.00|5.00
||政策知晓率|≥90%|92%|5.00|5.00
满意度指标（10分）|服务对象满意度指标|群众满意度|≥90%|95%|10.00|10.00
"""
    assert _levels(_read(table))[2:6] == ["经济效益指标", "社会效益指标", "社会效益指标", "社会效益指标"]


@pytest.mark.parametrize("first", ["效益指标", ""])
def test_a_level_1_label_without_points_that_a_later_page_repeats(first: str) -> None:
    table = f"""产出指标|数量指标|清淤里程|≥3公里|3公里|40.00|40.00
|成本指标|项目总成本|≤120万元|114.48万元|10.00|10.00
{first}|效益指标|保障河道正常运转|保障有力|保障有力|10.00|10.00

效益指标||提高管理水平|显著提高|显著提高|20.00|20.00
满意度指标||学员满意度|≥90%|95%|3.00|3.00
第2页
满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|7.00|7.00
"""
    form = _read(table)
    assert [(row.level1, row.level2) for row in form.indicators[2:]] == [
        ("效益指标", "效益指标"),
        ("效益指标", "效益指标"),
        ("满意度指标", "服务对象满意度指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_characters_that_came_by_way_of_a_web_page() -> None:
    table = """产出指标<br>（50分）|数量\u200b指标|清淤<br>里程|&ge;3公里|3&nbsp;公里|２０.00|20.00\u200b
|质量指标|验收合格率|$\\ge 95\\%$|100%|10.00|10.00
|时效指标|完成时间|11月底前|11月|10.00|10.00
|成本指标|项目总成本|&le;120万元|114.48万元（A&amp;B）|10.00|10.00
"""
    form = _read((table + _BENEFIT).replace("\n", "\r\n"))
    first, last = form.indicators[0], form.indicators[3]
    assert (first.name, first.target, first.actual, first.weight) == ("清淤里程", "≥3公里", "3 公里", Decimal("20.00"))
    assert (last.target, last.actual) == ("≤120万元", "114.48万元（A&B）")
    assert form.indicators[1].target == "≥95%"
    assert _rules(form) == []


def test_filing_notes_go_on_below_a_running_title() -> None:
    notes = """填报注意事项：
1. 得分一档最高不能超过该指标分值上限。

项目支出绩效自评表

2. 请说明偏离目标的原因及拟采取的措施。
"""
    table = "产出指标（50分）|成本指标|项目总成本|≤120万元|114.48万元|50.00|50.00\n" + _BENEFIT
    text = (_HEAD.format(year=2022) + table + "总分|||||100.00|99.54\n" + notes).replace("|", "\t")
    document = read_document(text)
    assert document.usage["unread"] == 0 and document.usage["filing_notes"] == 3
    assert document.forms[0].fiscal_year == 2022


def test_what_stands_alone_between_forms_is_still_unread() -> None:
    table = "产出指标（50分）|成本指标|项目总成本|≤120万元|114.48万元|50.00|50.00\n" + _BENEFIT
    form = _HEAD.format(year=2022) + table + "总分|||||100.00|99.54\n"
    document = read_document((form + "清淤里程|3公里\n\n" + form.replace("二期", "三期")).replace("|", "\t"))
    assert document.usage["unread"] == 2
    assert [problem.rule for problem in document.problems] == ["reading.unread_cells"]
