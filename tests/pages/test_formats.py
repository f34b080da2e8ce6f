"""How numbers read on the screen."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from pages.common import formats
from pages.common.words import use_language

D = Decimal


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    use_language("zh")
    yield
    use_language("zh")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "未填写"),
        (D("0"), "0.00 万元"),
        (D("5.25"), "5.25 万元"),
        (D("1901.14"), "1,901.14 万元"),
        (D("9999.994"), "9,999.99 万元"),
        (D("10000"), "1.00 亿元"),
        (D("25752536.4"), "2,575.25 亿元"),
        (D("-138.43"), "−138.43 万元"),
    ],
)
def test_money(value: Decimal | None, shown: str):
    assert formats.money(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "未填写"),
        (D("0"), "0.00"),
        (D("96.405"), "96.41"),
        (D("-0.001"), "0.00"),
        (D("-1.67"), "−1.67"),
        (3, "3.00"),
        (0.125, "0.13"),
    ],
)
def test_points(value: Decimal | float | None, shown: str):
    assert formats.points(value) == shown


def test_signs_and_percent():
    assert formats.points(D("0.5"), signed=True) == "+0.50"
    assert formats.points(D("0"), signed=True) == "0.00"
    assert formats.percent(D("98.9")) == "98.90%"
    assert formats.percent(None) == "未填写"
    assert formats.count(1234567) == "1,234,567"


def test_three_kinds_of_nothing_look_different():
    assert len({formats.points(None), formats.points(D(0)), formats.NOT_APPLICABLE}) == 3


def test_a_long_name_keeps_both_ends():
    cut = formats.middle_cut("精准执法建模及智能推送服务关键技术研发项目二期工程", 12)
    assert len(cut) == 12
    assert cut.startswith("精准执法")
    assert cut.endswith("期工程")
    assert formats.middle_cut("短名") == "短名"


def test_the_words_follow_the_language():
    use_language("en")
    assert formats.points(None) != "未填写"
    assert "万" not in formats.money(D("5.25"))


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("zh", "第58行", "第58行"),
        ("zh", "第3页 第12行", "第3页 第12行"),
        ("en", "第3页 第12行", "page 3 line 12"),
        ("en", "Sheet1!B12", "Sheet1!B12"),
    ],
)
def test_a_place_is_said_in_the_language_of_the_reader(language: str, words: str, said: str):
    use_language(language)
    try:
        assert formats.place(words) == said
    finally:
        use_language(None)
