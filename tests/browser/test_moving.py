"""Going to and fro: where a screen was read, what has the focus, addresses that name no screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import expect_screen, open_screen, parameters, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollTop"


def scrolled(page: Page) -> float:
    return float(page.evaluate(HEIGHT))


@pytest.mark.parametrize("filtered", [False, True])
def test_back_returns_to_where_a_screen_was_read(page: Page, server: Server, filtered: bool):
    open_screen(page, f"{server.url}/overview", "总览")
    if filtered:
        page.locator('[data-at="option grades 优"]').click()
        expect(page.locator(".d-head p")).to_contain_text("12 个项目")
        expect_screen(page, "总览")
    row = page.locator(".st-key-projects tbody tr td:first-child a").nth(9)
    row.scroll_into_view_if_needed()
    before = scrolled(page)
    assert before > 300
    name = row.inner_text()
    row.click()
    expect_screen(page, name)
    wait_for(page, lambda: scrolled(page) == 0, "another screen starts at its top")
    page.go_back()
    expect_screen(page, "总览")
    wait_for(page, lambda: abs(scrolled(page) - before) < 2, "back returns to the height that was left")
    page.go_forward()
    expect_screen(page, name)
    wait_for(page, lambda: scrolled(page) == 0, "forward returns to the top that was left")


def test_by_keyboard_one_goes_on_from_the_new_screens_title(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    link = page.locator(".st-key-projects tbody tr td:first-child a").first
    name = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    expect_screen(page, name)
    expect(page.locator(".d-head h1")).to_be_focused()


def test_a_screen_that_is_chosen_from_the_list_leaves_the_focus_there(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    link = page.locator('[data-testid="stSidebarNav"] a', has_text="得分分布")
    link.focus()
    page.keyboard.press("Enter")
    expect_screen(page, "得分分布")
    page.wait_for_timeout(300)
    expect(link).to_be_focused()


def test_an_address_that_names_no_screen_shows_the_overview_and_says_so(page: Page, server: Server):
    open_screen(page, f"{server.url}/nowhere?grade=优", "总览")
    expect(page.locator(".d-notice")).to_have_text("没有“nowhere”这个页面，现在显示的是总览。")
    assert parameters(page)["grade"] == ["优"]
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_the_number_beside_a_choice_opens_and_does_not_choose(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    box = page.locator('[data-at="option grades 良"]')
    box.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".d-explain .d-value")).to_have_text("1")
    expect(page.locator(".d-explain tbody tr")).to_have_count(1)
    expect(box).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator(".d-explain[open]")).to_have_count(0)
    page.locator("label", has=page.locator('[data-at="option grades 优"]')).locator("a").click()
    expect(page.locator(".d-explain .d-value")).to_have_text("12")
    assert "grade" not in parameters(page)
