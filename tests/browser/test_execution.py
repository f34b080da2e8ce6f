"""预算执行 in a real browser: a mark leads to its project or narrows, the file is what the list shows."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import click_mark, expect_screen, open_screen, parameters, tile, wait_for
from tests.browser.test_deductions import downloaded, sideways

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def listed(page: Page, column: int) -> list[str]:
    cells = page.locator(f".st-key-money tbody tr td:nth-child({column})")
    return [text.strip() for text in cells.all_inner_texts()]


def test_money_left_leads_to_its_project_by_keys_and_back(page: Page, server: Server):
    open_screen(page, f"{server.url}/execution?grade=优", "预算执行")
    page.locator(".st-key-unspent .d-plot .point").first.wait_for()
    page.locator(".st-key-unspent .d-plot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_screen(page, "安全生产相关证件印制项目")
    assert parameters(page)["grade"] == ["优"]
    page.go_back()
    expect_screen(page, "预算执行")


def test_a_band_leaves_its_projects_and_back_undoes_it(page: Page, server: Server):
    open_screen(page, f"{server.url}/execution", "预算执行")
    page.locator(".st-key-bands .d-plot .point").first.wait_for()
    click_mark(page, "bands", 4)
    expect(page.locator(".d-head p")).to_contain_text("9 个项目")
    assert parameters(page) == {"rate_min": ["95"], "rate_max": ["99.9999"]}
    expect(page.locator(".st-key-money tbody tr")).to_have_count(9)
    page.go_back()
    expect(page.locator(".d-head p")).to_contain_text("13 个项目")


def test_a_unit_narrows(page: Page, server: Server):
    open_screen(page, f"{server.url}/execution", "预算执行")
    page.locator(".st-key-units .d-plot .point").first.wait_for()
    page.locator(".st-key-units .d-plot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for(page, lambda: "unit" in parameters(page), "the unit in the address")
    assert parameters(page) == {"unit": ["北京市安全生产科学技术研究院"]}


def test_the_list_is_sorted_by_its_heads_and_the_file_follows(page: Page, server: Server):
    open_screen(page, f"{server.url}/execution", "预算执行")
    page.locator(".st-key-money th button", has_text="年中调整").click()
    expect(page.locator(".st-key-money tbody tr").first).to_contain_text("特种作业人员安全技术考核考务费")
    head, *rows = downloaded(page, "下载 预算执行 CSV")
    assert [row[head.index("项目名称")] for row in rows] == listed(page, 1)
    total = sum(float(row[head.index("全年执行数（万元）")]) for row in rows)
    assert f"{total:,.2f}" in tile(page, "全年执行")


def test_an_amount_of_the_flow_asks_for_its_explanation(page: Page, server: Server):
    open_screen(page, f"{server.url}/execution", "预算执行")
    page.locator(".st-key-flow .d-plot .point").first.wait_for()
    page.locator(".st-key-flow .d-plot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for(page, lambda: parameters(page) == {"explain": ["initial_budget"]}, "the figure in the address")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_it_without_going_sideways(page: Page, server: Server, language: str):
    page.set_viewport_size({"width": 390, "height": 844})
    title = "预算执行" if language == "zh" else "Budget execution"
    open_screen(page, f"{server.url}/execution?lang={language}", title)
    page.locator(".st-key-bullets .d-plot .point").first.wait_for()
    assert sideways(page) <= 0
