"""总览 without a browser: what it says of the filing, that it agrees with the other screens, its list and file."""

import html
import re

from analytics.projects import SORTS, project_page
from analytics.scope import Scope
from data.store import Snapshot
from pages.common import connection
from pages.parts.overview_list import heads, list_rows
from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown


def snapshot() -> Snapshot:
    opened = connection.current()
    assert opened is not None
    return opened


def test_the_head_and_the_tiles(opened: Opener):
    body = said(opened("/overview"))
    for figure in (
        "2021 年度 · 13 个项目 · 172 项指标 · 全年预算 2,575.25 万元",
        "96.41按预算加权 98.34",
        "12 优 · 1 良最低 89.51 博士后工作站联合培养费",
        "98.90%执行 2,546.94 万元",
        "46.65指标 38.01 + 执行 8.64",
    ):
        assert figure in body, figure


def test_a_single_project_that_spent_and_scored_low_is_said_to(opened: Opener):
    body = said(opened("/overview?grade=优&cause=疫情影响"))
    assert "只有退休人员专项经费执行率低于 90%，总分也低于平均" in body


def test_every_card_answers_its_question(opened: Opener):
    body = said(opened("/overview"))
    for sentence in (
        "扣分最多的是未开展满意度调查：11.50 分，8 个项目，占 25%",
        "收回最多的办法是解决「未开展满意度调查」，至多收回 11.50 分",
        "最需关注：博士后工作站联合培养费，89.51 分，执行率 75.13%",
        "3 个项目执行率低于 90%，总分也低于平均，博士后工作站联合培养费最低",
        "前三项原因占 65%，首位是未开展满意度调查，共 11.50 分",
        "没有：12 个项目挤在 94.65–99.00，等级难以区分",
    ):
        assert sentence in body, sentence
    assert "（2020 年" not in body


def test_the_audit_tile_agrees_with_the_audit(opened: Opener):
    tile = said(opened("/overview"))
    found = re.search(r"核验待办 ?\?(\d+) 项必改(\d+) 项需核实 · (\d+) 项提示去核验", tile)
    assert found
    audit = said(opened("/audit"))
    assert f"必改 {found[1]} · 需核实 {found[2]} · 提示 {found[3]}" in audit


def test_sentences_lead_to_their_proof(opened: Opener):
    body = html.unescape(shown(opened("/overview?grade=优")))
    assert re.search(r'href="/deductions\?[^"]*cause=[^"]*grade=|href="/deductions\?grade=[^"]*cause=', body)
    assert 'href="/simulation?' in body
    assert 'href="/project?' in body


def test_marks_lead_on(opened: Opener):
    app = opened("/overview")
    assert component(app, "quadrant")["link"].startswith("/project?id=")
    assert component(app, "causes")["link"].startswith("/deductions?cause=")
    assert "years" not in keys(app)


def test_the_list_has_every_project_lowest_first_and_the_file_is_the_list(opened: Opener):
    listed = rows(opened("/overview"), "projects")
    assert listed[0] == ["博士后工作站联合培养费", "89.51", "良", "75.13%", "26.00", "10.49"]
    in_file = list_rows(snapshot(), Scope(), "score", False)
    assert [row[0] for row in listed] == [row[1] for row in in_file]
    assert all(len(row) == len(heads()) for row in in_file)


def test_every_sort_of_the_list_turns_round(opened: Opener):
    opened("/overview")
    for sort in SORTS:
        rising = [row.project_id for row in project_page(snapshot(), Scope(), sort)]
        falling = [row.project_id for row in project_page(snapshot(), Scope(), sort, descending=True)]
        assert sorted(rising) == sorted(falling)
        pages = [row.project_id for at in (0, 5, 10) for row in project_page(snapshot(), Scope(), sort, False, 5, at)]
        assert pages == rising


def test_a_filter_on_indicators_says_what_is_of_whole_projects(opened: Opener):
    body = said(opened("/overview?cause=疫情影响"))
    assert "扣分和原因只算这些指标，总分、等级、执行率和项目列表仍是整个项目的" in body
    assert "只有一项原因：疫情影响，共 10.01 分" in body


def test_an_empty_scope_says_what_to_do(opened: Opener):
    app = opened("/overview?year=1999")
    assert not app.exception
    assert "没有符合筛选条件的项目" in shown(app)
    assert keys(app) == []


def test_english_leaves_no_chinese_word_of_the_screen(opened: Opener):
    body = said(opened("/overview?lang=en"))
    assert "The first three causes make 65%; first is “No satisfaction survey” with 11.50 points" in body
    for word in ("总分", "执行率", "扣分", "项目", "年度", "等级", "预算", "必改"):
        assert word not in body.replace("安全生产相关证件印制项目", "").replace("考试管理辅助项目", ""), word
