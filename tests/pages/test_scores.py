"""得分分布 without a browser: figures from the filing, the comparison of chosen projects, hostile addresses."""

import html
import json
import re
from decimal import Decimal

import pytest

from analytics.comparison import compare
from analytics.levels import level_projects
from analytics.scope import Scope
from analytics.scores import scores
from data.store import Snapshot
from pages.common import connection
from pages.parts.scores_lists import level_rows
from pages.parts.scores_side_by_side import compared_rows
from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown


def snapshot() -> Snapshot:
    opened = connection.current()
    assert opened is not None
    return opened


@pytest.fixture
def lowest(opened: Opener) -> list[str]:
    """Ids of all projects, lowest total first."""
    opened("/scores")
    return [mark.project_id for mark in scores(snapshot(), Scope()).strip.marks]


def test_every_question_has_its_answer(opened: Opener):
    body = said(opened("/scores"))
    for sentence in (
        "没有：13 个项目中 12 个为优，等级难以区分",
        "满意度 · 服务对象满意度得分率最低，90.42%",
        "172 项指标中 141 项得满分，占 82%",
        "指标共扣 38.01 分，分在 6 类",
        "159 种指标（类别和名称都相同算一种）中 131 种人人满分，其中 4 种出现不止一次",
        "选 2 至 5 个项目，逐项对比",
    ):
        assert sentence in body
    for figure in ("96.41", "按预算加权 98.34", "89.51", "12 优 · 1 良", "96.75%", "81.98%"):
        assert figure in body


def test_every_project_is_a_mark_that_leads_to_it(opened: Opener, lowest: list[str]):
    strip = component(opened("/scores?grade=优"), "strip")
    assert "/project?grade=" in strip["link"]
    marks = [trace for trace in spec(strip)["data"] if trace.get("customdata")]
    assert sorted(marks[0]["customdata"]) == sorted(lowest[1:])


def test_levels_sum_to_their_level_one(opened: Opener):
    table = rows(opened("/scores"), "level_table")
    assert table[0] == ["产出", "97.11%", "710.00", "20.51", "14 / 136"]
    assert ["服务对象满意度", "90.42%", "120.00", "11.50", "12 / 17"] in table
    projects = level_projects(snapshot(), Scope())
    assert (projects["产出指标", "数量指标"], projects["满意度指标", "服务对象满意度指标"]) == (13, 12)
    whole = level_rows(scores(snapshot(), Scope()), projects)
    for first in (row for row in whole if row[1] == "全部"):
        parts = [row for row in whole if row[0] == first[0] and row[1] != "全部"]
        assert sum(Decimal(str(row[5])) for row in parts) == first[5]
        assert sum(int(str(row[6])) for row in parts) == first[6]


def test_full_mark_names_lead_to_the_search(opened: Opener):
    table = component(opened("/scores"), "full_marks")
    assert table["rows"][0]["cells"][0]["text"] == "项目预算控制数"
    assert table["rows"][0]["href"].startswith("/search?q=")


def test_without_a_choice_projects_are_offered(opened: Opener, lowest: list[str]):
    app = opened("/scores")
    offered = component(app, "offered")["rows"]
    assert offered[0]["href"] == f"/scores?with={lowest[0]}"
    assert "comparison" not in keys(app)
    assert f"/scores?with={'%2C'.join(lowest[:3])}" in html.unescape(shown(app))


def test_two_projects_stand_side_by_side(opened: Opener, lowest: list[str]):
    app = opened(f"/scores?with={lowest[0]},{lowest[1]}")
    assert "安全生产考试培训相关工作比博士后工作站联合培养费高 5.14 分" in said(app)
    table = rows(app, "compared")
    assert table[0] == ["总分", "89.51", "94.65", "96.41"]
    assert table[2][0] == "扣分" and table[2][3] == "3.59"  # 46.65 points of 13 projects
    assert table[3] == ["执行率", "75.13%", "95.62%", "98.90%"]
    assert table[4][3] == "198.10"  # 2,575.25 万元 of 13 projects
    assert "offered" not in keys(app)
    answer = compare(snapshot(), Scope(), tuple(lowest[:2]))
    assert len(compared_rows(answer)) == len(answer.levels) > 5


def test_each_rate_of_the_widest_gap_carries_its_project(opened: Opener, lowest: list[str]):
    app = opened(f"/scores?with={','.join(lowest[:3])}")
    assert (
        "退休人员专项经费比博士后工作站联合培养费高 5.43 分；差得最多的是产出 · 数量："
        "安全生产考试培训相关工作 70.60%，退休人员专项经费 95.00%"
    ) in said(app)


def test_the_lowest_project_is_a_link(opened: Opener, lowest: list[str]):
    body = shown(opened("/scores"))
    assert re.search(rf'<a [^>]*href="/project\?id={lowest[0]}"[^>]*>博士后工作站联合培养费</a>', body)


def test_the_sixth_project_is_left_out_and_nobody_can_be_added(opened: Opener, lowest: list[str]):
    app = opened(f"/scores?with={','.join(lowest[:6])}")
    assert len(rows(app, "compared")[0]) == 1 + 5 + 1
    assert "box.加入项目" not in keys(app)


@pytest.mark.parametrize("chosen", ["<b>1</b>", "p000000000000", ",,,", "p000000000000,p000000000001", "' OR 1=1"])
def test_a_choice_that_is_no_project_fails_nothing(opened: Opener, chosen: str):
    app = opened(f"/scores?with={chosen}")
    assert not app.exception
    assert "<b>1" not in shown(app)
    assert "comparison" not in keys(app)


def test_a_chosen_project_is_compared_beyond_the_filter(opened: Opener, lowest: list[str]):
    app = opened(f"/scores?grade=优&with={lowest[0]},{lowest[1]}")
    assert rows(app, "compared")[0][1:3] == ["89.51", "94.65"]


def test_an_empty_scope_says_what_to_do(opened: Opener):
    app = opened("/scores?year=1999")
    assert not app.exception
    assert "没有符合筛选条件的项目" in shown(app)
    assert keys(app) == []


def test_a_filter_on_indicators_says_what_is_of_whole_projects(opened: Opener):
    body = shown(opened("/scores?level1=满意度指标"))
    assert "总分和等级仍是整个项目的" in body
    assert "90.42%" in body


def test_english_leaves_no_chinese_word_of_the_screen(opened: Opener, lowest: list[str]):
    app = opened(f"/scores?lang=en&with={lowest[0]},{lowest[1]}")
    assert "12 of 13 projects are graded Excellent" in said(app)
    body = shown(app)
    for word in ("得分", "指标", "总分", "等级", "优"):
        assert word not in body


def spec(chart: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    return json.loads(str(chart["spec"]))


def test_a_project_to_compare_that_is_not_there_is_told_once(opened: Opener):
    body = said(opened("/scores?with=p000000000000"))
    assert body.count("不存在") == body.count("p000000000000") == 1
    assert "不在数据中" not in body
    assert "选 2 至 5 个项目，逐项对比" in body
