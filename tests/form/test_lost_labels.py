"""Forms in which a label is lost, short or drawn to another page: what is read, and which row is doubted.

`|` stands for the borders of cells, an empty line for a page break.
"""

import pytest

from data.form.level_problems import LEVEL_DOUBTS
from data.form.read import read_document
from data.form.record import FormRecord
from tests.form.filing_text import form_lines

_HEAD = form_lines(1)[: next(index for index, line in enumerate(form_lines(1)) if "三级指标" in line) + 1]
_OUTPUT = """产出指标(50分)|数量指标|印制宣传册|310册|310册|15.00|15.00
|质量指标|课程通过评审|通过评审|通过评审|15.00|15.00
|进度指标|完成招标|3月底前|3月25日|10.00|10.00
"""
_COST = "|成本指标|项目预算控制数|12万元|11.8649万元|10.00|10.00\n"
_SATISFACTION = "满意度指标(10分)|服务对象满意度指标|群众满意度|≥90%|95%|10.00|10.00"


def _read(rows: str) -> FormRecord:
    (form,) = read_document("\n".join((*_HEAD, *rows.replace("|", "\t").split("\n")))).forms
    return form


def _doubted(form: FormRecord) -> dict[int | None, str]:
    return {problem.ordinal: problem.rule for problem in form.problems if problem.rule in LEVEL_DOUBTS}


@pytest.mark.parametrize(
    "page_break", ["", "一级指标|二级指标|三级指标|年度指标值(A)|实际完成值(B)|分值|得分|偏差原因"]
)
def test_a_row_under_a_new_page_belongs_to_the_group_that_it_prints(page_break: str) -> None:
    form = _read(f"""产出指标|数量指标|印制宣传册|310册|310册|15.00|15.00
|质量指标|课程通过评审|通过评审|通过评审|15.00|15.00
|进度指标|完成招标|3月底前|3月25日|10.00|10.00
|成本指标|项目预算控制数|12万元|11.8649万元|5.00|5.00
{page_break}
效益指标|经济效益指标|节约运行支出|效果明显|效果明显|5.00|5.00
||促进消费|有所促进|有所促进|15.00|15.00
|社会效益指标|改善就医条件|明显改善|明显改善|15.00|15.00
满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|10.00|10.00""")
    assert [row.level1 for row in form.indicators] == ["产出指标"] * 4 + ["效益指标"] * 3 + ["满意度指标"]


def test_a_row_that_speaks_for_the_group_above_is_doubted() -> None:
    form = _read("""产出指标|数量指标|印制宣传册|310册|310册|10.00|10.00
|质量指标|课程通过评审|通过评审|通过评审|15.00|15.00
|进度指标|完成招标|3月底前|3月25日|15.00|15.00
|成本指标|采购成本|6万元|6万元|10.00|10.00
||单位面积养护费|307元/平方米|307元/平方米|5.00|5.00

效益指标|经济效益指标|带动农民增收|≥167万元|178万元|10.00|10.00
|社会效益指标|改善就医条件|明显改善|明显改善|15.00|15.00
满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|10.00|10.00""")
    assert form.indicators[4].level1 == "产出指标" or _doubted(form).get(5) == "reading.ambiguous"


def test_a_short_label_read_as_a_name_is_asked_about() -> None:
    form = _read(f"""{_OUTPUT}
|成本指标|项目预算控制数|12万元|11.8649万元|5.00|5.00
|成本|标准物质费标准|200元/人次|5.00|5.00||
效益指标(30分)|社会效益指标|改善就医条件|明显改善|明显改善|30.00|30.00
{_SATISFACTION}""")
    assert form.indicators[4].name == "成本"
    assert _doubted(form) == {5: "reading.name_is_label"}


def test_surroundings_are_no_ecology() -> None:
    form = _read(f"""|数量指标|印制宣传册|310册|310册|15.00|15.00
|质量指标|课程通过评审|通过评审|通过评审|7.50|7.50
||设备完好率|≥98%|99%|7.50|7.50
|进度指标|完成招标|3月底前|3月25日|10.00|10.00
产出指标(50分)||项目总成本|≤12万元|11.8649万元|4.00|4.00
|成本指标|采购成本|6万元|6万元|5.00|5.00
||人均成本|≤100元|100元|1.00|1.00
效益指标(30分)|社会效益指标|提高群众出行便利程度|显著提高|显著提高|10.00|10.00
||改善就医环境|明显改善|明显改善|10.00|10.00
|生态效益指标|改善空气质量|有效改善|有效改善|10.00|10.00
{_SATISFACTION}""")
    assert form.indicators[8].level2 == "社会效益指标" or 9 in _doubted(form)


def test_a_label_alone_that_no_row_comes_under_is_reported() -> None:
    form = _read(f"""{_OUTPUT}{_COST}|可持续影响指标||||||
效益指标(30分)|社会效益指标|提高群众出行便利程度|显著提高|显著提高|15.00|15.00
||长效管理机制|建立健全|建立健全|15.00|15.00
{_SATISFACTION}""")
    assert _doubted(form) == {None: "reading.label_unused"}


def test_a_label_on_a_line_of_its_own_is_not_glued_to_a_row_that_lost_a_cell() -> None:
    form = _read("""|产出指标(50分)|数量指标|印制宣传册|310册|310册|15.00|15.00||
||质量指标|课程通过评审|通过评审|通过评审|15.00|15.00||
|进度指标|完成招标|3月底前|3月25日|10.00|10.00||
|成本指标
|||项目预算控制数|12万元|11.8649万元|10.00|10.00||
|效益指标(30分)|社会效益指标|改善就医条件|明显改善|明显改善|30.00|30.00||
|满意度指标(10分)|服务对象满意度指标|群众满意度|≥90%|95%|10.00|10.00||""")
    assert [row.level2 for row in form.indicators[2:4]] == ["进度指标", "成本指标"]
    assert all(row.reason_printed is None for row in form.indicators)


def test_a_row_without_costs_at_the_border_of_a_cost_group_is_doubted() -> None:
    form = _read("""产出指标|数量指标|安装探头|≥238台|255台|15.00|15.00
|质量指标|资金使用合规|合规|合规|15.00|15.00
||工作完成及时率|≥95%|100%|10.00|10.00
成本指标|经济成本指标|项目总投入|≤12万元|11万元|10.00|10.00
|社会成本指标|对居民出行的影响|较小|较小|10.00|10.00
效益指标|社会效益指标|改善就医条件|明显改善|明显改善|20.00|20.00
满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|10.00|10.00""")
    assert form.indicators[2].level1 == "产出指标" or 3 in _doubted(form)


@pytest.mark.parametrize(
    ("rows", "doubted"),
    [
        # 可持续影响指标 and 社会效益指标 are not printed, and rows turn to speak of them
        ("|生态效益指标|减少污染排放|减少|减少|10|10\n||建立长效管理机制|建立|建立|20|20", {2}),
        ("|经济效益指标|促进消费|促进|促进|10|10\n||提高居民获得感|提高|提高|20|20", {2}),
        ("|经济效益指标|促进消费|促进|促进|10|10\n||保障公众安全|保障|保障|10|10\n||减少事故|减少|减少|10|10", {2, 3}),
        ("||减少污染排放|减少|减少|20|20\n|可持续影响指标|建立长效机制|建立|建立|10|10", {1}),
        # the other label is printed, so nothing is lost
        ("|生态效益指标|减少污染排放|减少|减少|20|20\n|可持续影响指标|建立长效机制|建立|建立|10|10", set()),
        # words that speak of both, of nothing, or first of the other
        ("|经济效益指标|促进消费|促进|促进|10|10\n||促进居民消费|促进|促进|20|20", set()),
        ("|经济效益指标|促进消费|促进|促进|10|10\n||形成参考|有效|有效|10|10\n||保障公众安全|保障|保障|10|10", set()),
        ("|效益指标|促进消费|促进|促进|10|10\n||保障公众安全|保障|保障|20|20", set()),
    ],
)
def test_a_benefit_that_turns_to_another_kind_may_have_lost_a_label(rows: str, doubted: set[int]) -> None:
    form = _read(f"{_OUTPUT}{_COST}效益指标(30分){rows}\n{_SATISFACTION}")
    assert {(ordinal or 0) - 4 for ordinal, rule in _doubted(form).items() if rule == "reading.ambiguous"} == doubted
