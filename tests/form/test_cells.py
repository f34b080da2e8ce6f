"""Cleaning, keys, numbers and labels: tables of (text, expected)."""

from decimal import Decimal

import pytest

from data.form.clean import clean, key
from data.form.labels import parse_label
from data.form.landmarks import parse_year
from data.form.numbers import is_no_value, parse_amount, parse_points, parse_rate


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (r"支撑业务处室对项目成果的认可度 $\geq 90\%$", "支撑业务处室对项目成果的认可度 ≥90%"),
        (r"$\ge 90\%$", "≥90%"),
        (r"$\leqslant 5$万元", "≤5万元"),
        (r"27万$\pm 10\%$", "27万±10%"),
        (r"$\geq 300$万元", "≥300万元"),
        ("<p>一段。</p> <p>二段。</p>", "一段。 二段。"),
        ("<p></p>", ""),
        ("效果  较\u3000显著 ", "效果 较 显著"),
        ("≥ 90%，(A)；", "≥ 90%，(A)；"),
        ("5$", "5$"),
        ("a<b且c>d", "a<b且c>d"),
        ("甲\r", "甲"),
        ("&ge;90%", "≥90%"),
        ("&#8805;90%、&#x2264;5天", "≥90%、≤5天"),
        ("研发&amp;推广，误差&lt;5%", "研发&推广，误差<5%"),
        ("甲&nbsp;&nbsp;乙", "甲 乙"),
        ("&lt;p&gt;", "<p>"),
        ("AT&T、R&D;、&copy", "AT&T、R&D;、&copy"),
        ("安全<br>生产", "安全生产"),
        ("5<br/>6", "5 6"),
        ("<br>甲<BR />", "甲"),
        ("<p>3个</p><p>4场</p>", "3个4场"),
        ("<p>3</p><p>4</p>", "3 4"),
        ("培\u200b训\ufeff人\u200d次\u2060", "培训人次"),
        ("\u202e甲\x00乙\u00ad", "甲乙"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_key_compares_width_and_blanks() -> None:
    assert key("服务对象 满意度指标（10 分）") == key("服务对象满意度指标(１０分)") == "服务对象满意度指标(10分)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("15.00", "15.00"), ("５．００", "5.00"), ("5", "5"), ("5.0", "5.0"), ("-0.50", "-0.50"), ("−0.50", "-0.50")),
        *(("——", None), ("", None), ("4.O0", None), ("4,50", None), ("5次", None), ("98.25%", None), ("1/2", None)),
        *(("10 分", "10"), ("1.2.3", None), ("NaN", None), ("Infinity", None), ("1e5", None)),
    ],
)
def test_parse_points(text: str, expected: str | None) -> None:
    points = parse_points(text)
    assert points == (None if expected is None else Decimal(expected))
    assert expected is None or str(points) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        *(("12.000000", "万元", "12.000000"), ("1,901.143500", "万元", "1901.143500"), ("１，０００", "万元", "1000")),
        *(("120000", "元", "12"), ("12万元", "元", "12"), ("0.5亿元", "万元", "5000"), ("-3.5", "万元", "-3.5")),
        *(("---", "万元", None), ("12,34", "万元", None), ("约12", "万元", None), ("", "万元", None)),
    ],
)
def test_parse_amount(text: str, unit: str, expected: str | None) -> None:
    assert parse_amount(text, unit) == (None if expected is None else Decimal(expected))


def test_parse_rate() -> None:
    assert parse_rate("98.25%") == parse_rate("９８.２５％") == Decimal("98.25")
    assert parse_rate("——") is None


@pytest.mark.parametrize("text", ["——", "---", "-", "/", "无", "无偏差", "无。", "—"])
def test_no_value(text: str) -> None:
    assert is_no_value(text)


@pytest.mark.parametrize("text", ["无法到场", "无印刷错误", "0", "受疫情影响"])
def test_a_value(text: str) -> None:
    assert not is_no_value(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产出指标 (50分)", [(1, "产出指标", "50")]),
        ("产出指标（８０ 分）", [(1, "产出指标", "80")]),
        ("效益 (30分)", [(1, "效益指标", "30")]),
        ("效益指标", [(None, "效益指标", None)]),
        ("满意度指标(10分)服务对象满意度指标", [(1, "满意度指标", "10"), (2, "服务对象满意度指标", None)]),
        ("绩效指标", [(0, "绩效指标", None)]),
        ("绩效指标 产出指标 (50分)", [(0, "绩效指标", None), (1, "产出指标", "50")]),
        ("社会效益", [(2, "社会效益指标", None)]),
        ("时效指标(10分)", [(2, "时效指标", "10")]),
        ("可持续影响指标", [(2, "可持续影响指标", None)]),
        ("服务对象 满意度指标", [(2, "服务对象满意度指标", None)]),
        ("社会公众满意度", []),
        ("项目成本", []),
        ("数量指标完成情况", []),
        ("", []),
    ],
)
def test_parse_label(text: str, expected: list[tuple[int | None, str, str | None]]) -> None:
    found = [(label.level, label.name, label.points) for label in parse_label(key(text))]
    assert found == [(level, name, None if points is None else Decimal(points)) for level, name, points in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("(2021年度)", 2021), ("（２０２１ 年度）", 2021), ("2021 年度项目支出绩效自评表", 2021)),
        *(
            ("2021年项目支出绩效自评表", 2021),
            ("二〇二一年度", 2021),
            ("项目支出绩效自评表", None),
            ("12021年度", None),
        ),
    ],
)
def test_parse_year(text: str, expected: int | None) -> None:
    assert parse_year(text) == expected
