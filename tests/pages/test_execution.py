"""预算执行 without a browser: figures from the filing, links and files that keep to them, empty and hostile scopes."""

from decimal import Decimal

import pytest

from analytics.execution import execution
from analytics.scope import Scope
from data.store import Snapshot
from pages.common import connection
from pages.common.summary import range_words
from pages.parts.execution_list import group_rows, project_rows
from tests.pages.components import keys, rows
from tests.pages.conftest import Opener, said, shown


def snapshot() -> Snapshot:
    opened = connection.current()
    assert opened is not None
    return opened


def test_the_tiles_say_the_whole_money(opened: Opener):
    app = opened("/execution")
    body = said(app)
    for figure in ("1,684.10", "2,575.25", "2,546.94", "98.90%", "年中调整 +891.14 万元", "未执行 28.31 万元"):
        assert figure in body
    assert "3 个项目执行率低于 90%" in body
    assert "explain=execution_rate" in shown(app)


def test_every_question_has_its_answer(opened: Opener):
    body = said(opened("/execution"))
    for sentence in (
        "全年预算花出 98.90%；3 个项目执行率低于 90%",
        "安全生产相关证件印制项目剩得最多，10.84 万元，占 38%",
        "年中净增 891.14 万元，为年初的 53%",
        "13 个项目中 10 个达到 90%",
        "特种作业人员安全技术考核考务费增加 901.14 万元",
        "财政拨款占 100%，执行 98.90%",
        "只有北京市应急管理局一家，98.90%",
    ):
        assert sentence in body


def test_the_list_has_every_project_lowest_rate_first(opened: Opener):
    found = rows(opened("/execution"), "money")
    assert len(found) == 13
    assert [found[0][0], found[0][6]] == ["安全生产相关证件印制项目", "59.54%"]
    assert found[-1][0] == "应急管理关键技术研发"
    special = next(row for row in found if row[0].startswith("特种作业"))
    assert special[1:6] == ["1,000.00", "+901.14", "1,901.14", "1,900.75", "0.40"]


def test_rates_of_groups_come_from_sums_not_from_means(opened: Opener):
    opened("/execution")
    answer = execution(snapshot(), Scope())
    mean = sum(row.rate_pct for row in answer.projects.rows if row.rate_pct is not None) / 13
    (unit,) = answer.units
    assert unit.rate_pct is not None
    assert round(unit.rate_pct, 2) == Decimal("98.90")
    assert abs(mean - unit.rate_pct) > 4


@pytest.mark.parametrize("scope", [Scope(), Scope(grades=("优",)), Scope(causes=("疫情影响",))])
def test_the_file_has_the_rows_and_sums_of_the_screen(opened: Opener, scope: Scope):
    opened("/execution")
    answer = execution(snapshot(), scope)
    found = project_rows(snapshot(), scope, "unspent", True)
    assert len(found) == answer.projects.total
    assert sum(Decimal(str(row[5])) for row in found) == answer.total.full_year_budget_wan
    assert sum(Decimal(str(row[7])) for row in found) == answer.total.unspent_wan
    assert [row[7] for row in found] == sorted((row[7] for row in found), reverse=True)


def test_the_file_of_groups_repeats_the_total(opened: Opener):
    app = opened("/execution")
    assert not app.exception
    view = type("Seen", (), {"snapshot": snapshot(), "scope": Scope()})()
    found = group_rows(view, execution(snapshot(), Scope()))  # type: ignore[arg-type]
    assert [row[0] for row in found] == ["合计", *["资金来源"] * 4, "实施单位", "主管部门"]
    assert len({row[5] for row in found if row[1] not in ("上年结转资金", "其他资金")}) == 1


def test_a_band_narrows_to_exactly_its_projects(opened: Opener):
    opened("/execution")
    answer = execution(snapshot(), Scope())
    for band in answer.bands:
        assert band.lower_pct is not None
        upper = None if band.upper_pct is None else band.upper_pct - Decimal("0.0001")
        narrowed = Scope(rate_min_pct=band.lower_pct or None, rate_max_pct=upper)
        assert execution(snapshot(), narrowed).projects.total == band.projects


def test_an_empty_scope_says_what_to_do(opened: Opener):
    app = opened("/execution?year=1999")
    assert not app.exception
    assert "没有符合筛选条件的项目" in shown(app)
    assert 'href="/execution"' in shown(app)
    assert keys(app) == []


def test_a_filter_on_indicators_says_that_money_is_of_whole_projects(opened: Opener):
    assert "金额是整个项目的" in shown(opened("/execution?level1=满意度指标"))
    assert "金额是整个项目的" not in shown(opened("/execution?grade=优"))


def test_english_leaves_no_chinese_word_of_the_screen(opened: Opener):
    app = opened("/execution?lang=en")
    assert "13 projects" in said(app)
    assert "Was the money spent?" in said(app)
    body = shown(app)
    for word in ("项目数", "执行率", "万元", "年初"):
        assert word not in body


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, "59.9999", "不足 60%"),
        ("95", "99.9999", "95% 至不足 100%"),
        ("60", "80", "60–80%"),
        (None, "80", "≤ 80%"),
    ],
)
def test_a_band_reads_as_a_band_on_its_chip(low: str | None, high: str, words: str):
    scope = Scope(rate_min_pct=None if low is None else Decimal(low), rate_max_pct=Decimal(high))
    assert range_words(scope, "rate") == words
