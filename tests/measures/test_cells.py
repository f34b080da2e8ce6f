"""Cells of other bureaus: numbers, dates, degrees and states, and what must not be taken for one."""

from datetime import date

import pytest

from data.measures import bare, degrees, is_blank, parse, plain, says_absent, says_nothing_done, state, stated_reason


def numbers(text: str) -> list[str]:
    """Comparator, value and unit of each number of a cell."""
    return [f"{q.comparator} {q.value.normalize():f} {q.unit}".strip() for q in parse(text, 2022).quantities]


NUMBERS = [
    ("≥5000人次", [">= 5000 人次"]),
    ("不少于12场", [">= 12 场"]),
    ("不低于95%", [">= 95 %"]),
    ("达到90％以上", [">= 90 %"]),
    ("不超过2小时", ["<= 7200 秒"]),
    ("24小时内", ["<= 86400 秒"]),
    ("控制在300万元以内", ["<= 300 万元"]),
    ("45000元", ["= 4.5 万元"]),
    ("1.2亿元", ["= 12000 万元"]),
    ("1,200人", ["= 1200 人"]),
    ("12.5公里", ["= 12500 米"]),
    ("500余人次", [">= 500 人次"]),
    ("30多个", [">= 30 个"]),
    ("两次", ["= 2 次"]),
    ("＞９５％", ["> 95 %"]),
    ("<=3秒", ["<= 3 秒"]),
    ("3个月", ["= 3 月"]),
    ("≤450元/人/天", ["<= 0.045 万元/人/天"]),
    ("新建教室12间，改造操场2处", ["= 12 间", "= 2 处"]),
    ("≥10条; ≥5个", [">= 10 条", ">= 5 个"]),
    ("-2%", ["= -2 %"]),
    ("−２％", ["= -2 %"]),
    ("同比-1.5%", ["= -1.5 %"]),
    ("增长率为-2个百分点", ["= -2 %"]),
    ("≥-5%", [">= -5 %"]),
    ("-3.5万元", ["= -3.5 万元"]),
    ("-2", ["= -2"]),
    # a stroke that joins, lists or fills a cell is no sign
    ("合格率-98%", []),
    ("-2场讲座", []),
    ("-完成培训200人", ["= 200 人"]),
    ("——2%", []),
    ("—2%", []),
    ("3-5%", ["= 3 %"]),
    # no counts: years, laws, models, lists, ordinals, days of a month
    ("2022年度", []),
    ("京政办发〔2019〕18号", []),
    ("符合HG/T3938-2007标准", []),
    ("A4纸张印刷", []),
    ("1. 完成方案；2. 完成报告", []),
    ("第3季度", []),
    ("构建一套体系", []),
    ("三方比价", []),
    ("85.5*54mm", []),
    ("每月10日", []),
    ("5G基站", []),
    ("——", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


DATES = [
    ("8月底前", (date(2022, 8, 31), date(2022, 8, 31))),
    ("2022年3月-4月", (date(2022, 3, 1), date(2022, 4, 30))),
    ("1-2月", (date(2022, 1, 1), date(2022, 2, 28))),
    ("11月-次年2月", (date(2022, 11, 1), date(2023, 2, 28))),
    ("2021年10月到2022年9月", (date(2021, 10, 1), date(2022, 9, 30))),
    ("6月1日-30日", (date(2022, 6, 1), date(2022, 6, 30))),
    ("2022/6/8", (date(2022, 6, 8), date(2022, 6, 8))),
    ("2022-2-4", (date(2022, 2, 4), date(2022, 2, 4))),
    ("2022.11.30", (date(2022, 11, 30), date(2022, 11, 30))),
    ("20220715", (date(2022, 7, 15), date(2022, 7, 15))),
    ("10月12日", (date(2022, 10, 12), date(2022, 10, 12))),
    ("2月30日", (date(2022, 2, 28), date(2022, 2, 28))),
    ("7月中旬", (date(2022, 7, 11), date(2022, 7, 20))),
    ("第三季度", (date(2022, 7, 1), date(2022, 9, 30))),
    ("上半年", (date(2022, 1, 1), date(2022, 6, 30))),
    ("2022年底前", (date(2022, 1, 1), date(2022, 12, 31))),
    ("2022年全年", (date(2022, 1, 1), date(2022, 12, 31))),
    ("次年1月", (date(2023, 1, 1), date(2023, 1, 31))),
    ("2023年1月20日", (date(2023, 1, 20), date(2023, 1, 20))),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_in_the_fiscal_year(text: str, expected: tuple[date, date]) -> None:
    (period,) = parse(text, 2022).periods
    assert (period.first, period.last) == expected


@pytest.mark.parametrize("text", ["2022年度考试计划", "13月", "12个月", "3.15", "每季度末", "按期完成", "4-5次"])
def test_no_dates(text: str) -> None:
    assert parse(text, 2022).periods == ()


@pytest.mark.parametrize(
    ("text", "anchor", "days"),
    [("考试前2天", "考试", -2), ("开学前两周", "开学", -14), ("合同签订后30日内", "合同签订", 30)],
)
def test_days_counted_from_an_event(text: str, anchor: str, days: int) -> None:
    relative = parse(text, 2022).relative
    assert relative is not None
    assert (relative.anchor, relative.days) == (anchor, days)


DEGREES = [
    ("效益显著", {"显著": 4}),
    ("效果较为显著", {"显著": 3}),
    ("效果不明显", {"显著": 1}),
    ("非常满意", {"满意": 5}),
    ("较满意", {"满意": 3}),
    ("基本完成", {"完成": 3}),
    ("尚未完成", {"完成": 1}),
    ("大幅提升", {"提升": 4}),
    ("有所提升", {"提升": 2}),
    ("能力提升", {}),
    ("无明显变化", {}),
    ("运行良好", {"良好": 4}),
    ("一般企业库", {}),
]


@pytest.mark.parametrize(("text", "expected"), DEGREES)
def test_degrees(text: str, expected: dict[str, int]) -> None:
    assert {degree.scale: degree.level for degree in degrees(text)} == expected


@pytest.mark.parametrize(
    "text", ["未开展", "因疫情未开展", "本年未实施", "已取消", "培训取消", "受疫情影响，未举办运动会", "没有开展"]
)
def test_says_that_nothing_was_done(text: str) -> None:
    assert says_nothing_done(text)
    found = state(text)
    assert found is not None
    assert found.kind == "not_done"


@pytest.mark.parametrize(
    "text",
    [
        "未完成",
        "部分未开展",
        "未开展线下培训，改为线上5次",
        "未发生事故",
        "已取消线下，改为线上",
        "未全面实施",
        "完成",
        "正常开展",
    ],
)
def test_something_was_done_or_not_finished(text: str) -> None:
    assert not says_nothing_done(text)


@pytest.mark.parametrize(
    "text", ["完成", "通过验收", "验收合格", "建立台账", "形成报告", "取得专利证书", "无重大安全事故", "按期竣工"]
)
def test_states_that_can_be_checked(text: str) -> None:
    found = state(text)
    assert found is not None
    assert found.kind == "done"
    assert found.evidence in text


@pytest.mark.parametrize(
    "text", ["效益显著", "取得显著成效", "形成良好氛围", "获得好评", "通过培训提升能力", "长期发挥作用", "持续提高"]
)
def test_states_that_cannot_be_checked(text: str) -> None:
    assert state(text) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("无印刷错误", True), ("未发生安全事故", True), ("无故缺席3次，已处理完毕并通报", False)]
)
def test_absence(text: str, expected: bool) -> None:
    assert says_absent(text) is expected


@pytest.mark.parametrize("text", [None, "", " ", "-", "——", "---", "/", "／", "\\", "…"])
def test_blank_cells(text: str | None) -> None:
    assert is_blank(text)
    assert stated_reason(text) is None


@pytest.mark.parametrize("text", ["无", "无。", "无偏差", "无偏差原因", "暂无", "N/A"])
def test_no_reasons(text: str) -> None:
    assert stated_reason(text) is None
    assert not is_blank(text)


def test_a_reason_is_kept_as_printed() -> None:
    assert stated_reason("无法现场报名, 延期。") == "无法现场报名, 延期。"


def test_plain_keeps_positions_and_bare_drops_punctuation() -> None:
    text = "（≥９０％）；１．２"
    assert plain(text) == "(≥90%);1.2".replace(";", ";")
    assert len(plain(text)) == len(text)
    assert bare("效益 显著。") == bare("效益显著") != bare("效益不显著")
    assert bare("100%") != bare("100")
