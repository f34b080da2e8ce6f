from pathlib import Path

import pytest

from data.causes import CauseTableError, Classifier, load_causes
from data.causes.table import parse_causes

ENTRY = '[[cause]]\ncause = "{}"\nprecedence = {}\npatterns = [{}]\n'
GOOD = ENTRY.format("天气", 2, "'雨'") + "\n" + ENTRY.format("停电", 1, "'停电'")


def test_the_projects_own_table_has_the_causes_in_order():
    assert load_causes().names == (
        "未开展满意度调查",
        "疫情影响",
        "指标或预算设定不准",
        "跨年度实施",
        "计划或流程调整",
        "成效仍有提升空间",
        "其他",
        "预算执行不足",
        "未说明原因",
    )


def test_precedence_decides_and_the_others_are_secondary():
    found = Classifier(parse_causes(GOOD)).classify("大雨造成停电")
    assert (found.cause, found.secondary, found.evidence) == ("停电", ("天气",), "停电")


def test_a_measure_is_asked_only_when_nothing_else_names_a_cause():
    classifier = Classifier(parse_causes(GOOD))
    assert classifier.classify("雨天延误。后续防止停电").cause == "天气"
    assert classifier.classify("有延误。后续防止停电").cause == "停电"


WRONG = [
    ("cause = [", "不是有效的 TOML"),
    ("", "没有任何 [[cause]]"),
    ("\n".join(ENTRY.format(f"原因{at}", at, "'a'") for at in range(1, 61)), "有60类原因,最多可以有59类"),
    ("[other]\nx = 1", "不认识的项目 other"),
    (GOOD + '\n[[cause]]\nprecedence = 3\npatterns = ["a"]', "第11行(第3项):缺少原因名称"),
    (GOOD + "\n" + ENTRY.format("天气", 3, "'a'"), "第11行(第3项):原因“天气”已经在"),
    (GOOD + "\n" + ENTRY.format("新", 2, "'a'"), "第11行(第3项):优先级 2 已经用在"),
    (ENTRY.format("其他", 1, "'a'"), "“其他”是保留名称"),
    (ENTRY.format("新", 0, "'a'"), "precedence 须是从 1 起的整数"),
    (ENTRY.format("新", '"1"', "'a'"), "precedence 须是从 1 起的整数"),
    (ENTRY.format("新", 1, ""), "patterns 须是至少一条"),
    (ENTRY.format("新", 1, "'a', '(b'"), "“新”:第2条正则表达式有误"),
    (ENTRY.format("新", 1, "'a*'"), "第1条正则表达式什么都会命中"),
    (ENTRY.format("新", 1, "'a'") + "remark = 3", "remark 须是文字"),
    (ENTRY.format("新", 1, "'a'") + 'pattern = "b"', "不认识的项目 pattern"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_wrong_table_names_the_entry(text: str, message: str):
    with pytest.raises(CauseTableError) as raised:
        parse_causes(text)
    assert message in str(raised.value)


def test_a_missing_table_says_so(tmp_path: Path):
    with pytest.raises(CauseTableError, match="找不到扣分原因表"):
        load_causes(tmp_path / "causes.toml")
