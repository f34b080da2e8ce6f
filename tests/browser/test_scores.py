"""得分分布 in a real browser: marks drill, levels narrow, projects are found, compared and kept in the address."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import click_mark, expect_screen, open_screen, parameters, wait_for
from tests.browser.test_deductions import downloaded, sideways

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def chosen(page: Page) -> list[str]:
    return [one for one in parameters(page).get("with", [""])[0].split(",") if one]


def test_a_dot_is_a_project(page: Page, server: Server):
    open_screen(page, f"{server.url}/scores", "得分分布")
    page.locator(".st-key-strip .d-plot .point").first.wait_for()
    expect(page.locator(".st-key-strip .d-plot .point")).to_have_count(13)
    click_mark(page, "strip", 0)
    expect_screen(page, "博士后工作站联合培养费")


def test_a_level_narrows_and_back_undoes_it(page: Page, server: Server):
    open_screen(page, f"{server.url}/scores", "得分分布")
    page.locator(".st-key-level_table tbody tr", has_text="服务对象满意度").locator("td").first.click()
    expect(page.locator(".d-head p")).to_contain_text("17 项指标")
    assert parameters(page) == {"level1": ["满意度指标"], "level2": ["服务对象满意度指标"]}
    page.go_back()
    expect(page.locator(".d-head p")).to_contain_text("172 项指标")


def test_projects_are_found_compared_and_taken_out(page: Page, server: Server):
    open_screen(page, f"{server.url}/scores", "得分分布")
    page.locator(".st-key-offered tbody tr").first.locator("td").first.click()
    wait_for(page, lambda: len(chosen(page)) == 1, "one project in the address")
    box = page.get_by_label("加入项目")
    box.fill("化学品")
    box.press("Enter")
    found = page.locator(".st-key-offered tbody tr", has_text="危险化学品登记")
    expect(page.locator(".st-key-offered tbody tr")).to_have_count(1)
    found.locator("td").first.click()
    wait_for(page, lambda: len(chosen(page)) == 2, "two projects in the address")
    expect(page.locator(".st-key-compared tbody tr").first).to_contain_text("89.51")
    page.locator(".st-key-comparison .d-plot .point").first.wait_for()
    address = page.url
    head, *rows = downloaded(page, "下载 项目对比 CSV")
    assert {row[head.index("项目名称")] for row in rows} == {"博士后工作站联合培养费", "危险化学品登记"}
    page.get_by_label("不再对比博士后工作站联合培养费").click()
    wait_for(page, lambda: len(chosen(page)) == 1, "one project left")
    page.goto(address)
    expect(page.locator(".st-key-compared tbody tr").first).to_contain_text("89.51")
    assert len(chosen(page)) == 2


def test_a_suggestion_compares_three_at_once_and_a_filter_keeps_them(page: Page, server: Server):
    open_screen(page, f"{server.url}/scores", "得分分布")
    page.get_by_role("link", name="对比总分最低的 3 个项目").click()
    wait_for(page, lambda: len(chosen(page)) == 3, "three projects in the address")
    page.locator('[data-at="option grades 优"]').click()
    expect(page.locator(".d-head p")).to_contain_text("12 个项目")
    assert len(chosen(page)) == 3
    clear = page.get_by_role("link", name="全部清除")
    expect(clear).to_have_attribute("href", re.compile("grade="))  # the card is drawn after the head
    clear.click()
    wait_for(page, lambda: parameters(page) == {"grade": ["优"]}, "nothing chosen, the filter kept")


def test_full_marks_lead_to_the_search(page: Page, server: Server):
    open_screen(page, f"{server.url}/scores", "得分分布")
    page.locator(".st-key-full_marks tbody tr").first.locator("td").nth(1).click()
    expect_screen(page, "指标检索")
    expect(page.locator(".st-key-hits tbody tr")).to_have_count(7)


def test_the_box_has_no_english_of_the_framework(page: Page, server: Server):
    open_screen(page, f"{server.url}/scores", "得分分布")
    box = page.get_by_label("加入项目")
    box.fill("没有这个名字")
    expect(page.get_by_text("Press Enter")).not_to_be_visible()
    box.press("Enter")
    expect(page.get_by_text("没有名称含有「没有这个名字」的其他项目。")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_it_without_going_sideways(page: Page, server: Server, language: str):
    page.set_viewport_size({"width": 390, "height": 844})
    title = "得分分布" if language == "zh" else "Scores"
    open_screen(page, f"{server.url}/scores?lang={language}", title)
    page.locator(".st-key-strip .d-plot .point").first.wait_for()
    assert sideways(page) <= 0
