"""Labels of the real filing moved to the row above or below, or lost: what is then read wrong is doubted at its row."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.form.clean import key
from data.form.labels import parse_label
from data.form.level_problems import LEVEL_DOUBTS
from data.form.read import read_document
from data.form.record import FormRecord
from tests.form.filing_text import form_lines

_GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("2021-*.json"))
Levels = list[tuple[str | None, str | None]]
# What the print then says clearly: a label is lost without a trace, or it stands on another row than its block's.
_SAID_CLEARLY = {(5, 19, "-1"), (7, 35, "lost")}


def _truth(number: int) -> Levels:
    rows = json.loads(_GOLDEN[number - 1].read_text(encoding="utf-8"))["indicators"]
    return [(row["level1"], row["level2"]) for row in rows]


def _labels(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Line and column of every label below the column headers."""
    start = next(index for index, line in enumerate(lines) if "三级指标" in line)
    for index in range(start + 1, len(lines)):
        yield from ((index, at) for at, cell in enumerate(lines[index].split("\t")) if parse_label(key(cell)))


def _changed(lines: list[str]) -> Iterator[tuple[int, str, list[str]]]:
    """The label's line from 1, what became of it, and the form's lines then."""
    for index, at in _labels(lines):
        cells = lines[index].split("\t")
        label, cells[at] = cells[at], ""
        lost = [*lines[:index], "\t".join(cells), *lines[index + 1 :]]
        yield index + 1, "lost", lost
        for by in (-1, 1):
            other = lost[index + by].split("\t")
            if at < len(other) and other[at] == "" and not any(parse_label(key(cell)) for cell in other):
                other[at] = label
                yield index + 1, f"{by:+d}", [*lost[: index + by], "\t".join(other), *lost[index + by + 1 :]]


def _doubted(form: FormRecord) -> set[int | None]:
    return {problem.ordinal for problem in form.problems if problem.rule in LEVEL_DOUBTS}


@pytest.mark.parametrize("number", range(1, 14))
def test_a_label_beside_its_block_or_lost_is_never_read_wrong_in_silence(number: int) -> None:
    truth = _truth(number)
    changed = list(_changed(form_lines(number)))
    assert len(changed) >= 8
    for line, what, lines in changed:
        (form,) = read_document("\n".join(lines)).forms
        read = [(row.level1, row.level2) for row in form.indicators]
        wrong = {ordinal for ordinal, (a, b) in enumerate(zip(read, truth, strict=True), 1) if a != b}
        if form.balanced and wrong:
            doubts = _doubted(form)
            silent = wrong.isdisjoint(doubts) and None not in doubts
            assert silent == ((number, line, what) in _SAID_CLEARLY), (line, what, wrong, doubts)


@pytest.mark.parametrize("number", range(1, 14))
def test_the_filing_itself_is_doubted_nowhere(number: int) -> None:
    (form,) = read_document("\n".join(form_lines(number))).forms
    assert _doubted(form) == set()


def _form(rows: str) -> FormRecord:
    head = "\n".join(form_lines(1)[: next(i for i, line in enumerate(form_lines(1)) if "三级指标" in line) + 1])
    (form,) = read_document(f"{head}\n{rows}").forms
    return form


def _lines(rows: str) -> str:
    return "\n".join(line.strip().replace("|", "\t") for line in rows.strip().split("\n"))


def test_words_doubt_a_border_that_labels_inside_their_blocks_leave_open() -> None:
    rows = """
        |数量指标|监测断面|不少于49个|57|8.00|8.00
        ||储备防汛沙袋数量|≥13790条|16260条|7.00|7.00
        ||河道护岸工程|满足使用需求|满足使用需求|7.50|7.50
        |质量指标|防汛物资完好率|≥99%|100%|7.50|7.50
        ||组织防汛演练|2月底前|2月3日|5.00|5.00
        |进度指标|完成水样采集分析|4月底前|4月10日完成|5.00|5.00
        产出指标（50分）||水质检测费|≤9.7万元|9.7万元|5.00|5.00
        |成本指标|清淤工程费|19.1万元|19.1万元|5.00|5.00
        |经济效益指标|减少洪涝直接经济损失|效益显著|效益较显著|6.00|6.00
        ||减少洪涝直接经济损失|≥300万元|300万元|3.00|3.00
        ||减少漏损水量,节约供水支出|成效显著|较显著|1.00|1.00
        |社会效益指标|保障农村居民饮水安全|效益显著|效益显著|4.00|4.00
        ||提升城市防洪排涝能力,社会影响良好|有效改善|有一定改善|3.00|3.00
        ||保障农村居民饮水安全,社会影响良好|显著提升|显著提升|3.00|3.00
        |生态效益指标|改善河湖水环境,恢复水生态|效果明显|效果明显|2.00|2.00
        效益指标（30分）|可持续影响指标|改善河湖水环境,恢复水生态|显著提升|显著提升|2.00|2.00
        ||改善河湖水环境,恢复水生态|效益显著|效益显著|1.00|1.00
        ||设施长期稳定运行|机制健全|机制健全|5.00|5.00
        ||沿河居民满意度|≥90%|95%|4.00|4.00
        满意度指标（10分）|服务对象满意度指标|受益村民满意度|≥95%|97%|3.00|3.00
        ||项目受益主体满意度|≥95%|98%|3.00|3.00
    """
    form = _form(_lines(rows))
    assert len(form.indicators) == 21
    assert form.indicators[10].level2 == "经济效益指标" or 11 in _doubted(form)


def test_a_row_whose_words_are_those_of_a_lost_label_is_doubted() -> None:
    rows = [
        ("产出指标(50分)", "数量指标", "组织惠民演出数量", "大于等于108场", "112场", "25.00"),
        ("", "质量指标", "文物修复质量", "满足使用需求", "满足使用需求", "15.00"),
        ("", "", "举办非遗展览", "按期完成", "按期完成", "10.00"),
        ("效益指标(40分)", "社会效益指标", "丰富群众精神文化生活", "有效改善", "有效改善", "40.00"),
    ]
    form = _form("\n".join("\t".join((*row, row[5])) for row in rows))
    assert form.indicators[2].level2 == "质量指标"
    assert 3 in _doubted(form)


def test_odd_sums_are_doubted_where_a_border_one_row_on_makes_them_round() -> None:
    rows = """
        |数量指标|举办公开课数量|≥14场|15场|7.50|7.50
        ||培训教师|不少于1180人次|1327|7.50|7.50
        质量指标|学生体质监测验收|通过验收|部分通过验收|15.00|14.50

        产出指标(50分)||组织暑期教师培训|2月底前完成|2021-2-15|3.00|3.00
        ||完成校舍施工招标|6月底前完成|2021/6/19|3.00|3.00
        ||课桌椅配送到校|8月,完成整体计划工作量的50%|9月4日|2.00|1.02
        |进度指标|组织暑期教师培训|第三季度完成|7月15日|2.00|2.00
        ||项目预算控制数|1372.41万元|超出预算|2.50|1.73
        |成本指标|教材印刷费|27.1万元|超出预算|2.50|1.39
        ||教材印刷费标准|205元/人次|205元/人次|2.50|2.50
        ||专家讲课费|39.3万元|39.3万元|2.50|2.50
        |||减少校舍重复维修支出|效益显著|效益较显著|5.00|2.49
        ||经济效益指标|减少校舍重复维修支出|成效显著|较显著|5.00|3.50
        ||社会效益指标|提升教师队伍专业水平|显著提升|显著提升|4.00|4.00
        |||提升教师队伍专业水平|有效改善|有效改善|3.00|3.00
        |||改善学校办学条件,促进教育公平|有效改善|有效改善|3.00|3.00
        |效益指标(30分)|生态效益指标|建设绿色校园,减少能源消耗|成效显著|成效显著|2.00|2.00
        |||建设绿色校园,减少能源消耗|有效改善|有效改善|2.00|2.00
        |||建设绿色校园,减少能源消耗|成效显著|成效显著|1.00|1.00
        ||可持续影响指标|设施长期稳定运行|机制健全|机制健全|5.00|5.00
        |||参训教师满意度|≥85%|82%|4.00|3.00
        |满意度指标(10分)|服务对象满意度|学生家长满意度|≥98%|97%|3.00|3.00
        |||群众对工作成效的认可程度|≥98%|满意度达到预期|3.00|3.00
    """
    form = _form(_lines(rows))
    assert form.indicators[15].level2 == "社会效益指标" or 16 in _doubted(form)
