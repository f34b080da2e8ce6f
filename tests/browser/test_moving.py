"""Going to and fro: where a screen was read, what has the focus, addresses that name no screen."""

import os
import signal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import Answers, expect_screen, open_screen, parameters, wait_for

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


def test_the_title_gets_the_focus_also_where_what_had_it_goes_after_the_title_has_come(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    page.evaluate("""() => {
        const left = document.createElement("button"), said = () => document.querySelector(".d-head h1")?.textContent;
        const before = said();
        document.body.append(left);
        left.focus();
        window.dashboard.navigate("/scores");
        const look = () => {
            if (said() === before) setTimeout(look, 10);
            else setTimeout(() => left.remove(), 300);
        };
        look();
    }""")
    expect_screen(page, "得分分布")
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


def test_back_leads_to_the_screen_before_however_late_an_answer_came(page: Page, server: Server):
    """Each answer names its screen anew: one that comes when the reader has gone on is not a screen of their way."""
    answers = Answers(page)
    open_screen(page, f"{server.url}/overview", "总览")
    answers.late = True
    page.locator('[data-testid="stSidebarNavLink"]', has_text="得分分布").click()
    wait_for(page, lambda: bool(answers.held), "the server has answered")
    page.locator('[data-testid="stSidebarNavLink"]', has_text="扣分分析").click()
    answers.come()
    expect_screen(page, "扣分分析")
    for title in ("得分分布", "总览"):
        page.go_back()
        expect_screen(page, title)


def test_a_tick_that_is_not_answered_yet_goes_along_to_another_screen(page: Page, server: Server):
    answers = Answers(page)
    open_screen(page, f"{server.url}/overview", "总览")
    answers.late = True
    page.locator('[data-at="option grades 优"]').click()
    page.locator('[data-testid="stSidebarNavLink"]', has_text="得分分布").click()
    page.wait_for_timeout(300)
    answers.come()
    wait_for(page, lambda: parameters(page).get("grade") == ["优"], "the tick is in the address")
    expect_screen(page, "得分分布")
    assert "/scores" in page.url
    expect(page.locator(".d-scope-title small")).to_have_text(["12 个项目"])


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


def fast(page: Page, *clicks: str) -> None:
    """Clicks faster than any hand, each the moment after the one before."""
    page.evaluate("clicks => clicks.forEach((one) => document.querySelector(one).click())", list(clicks))


def seen(page: Page) -> tuple[list[str], list[str], int, bool]:
    """The title, the projects counted, the chips and a tick."""
    box = page.locator('[data-at="option grades 良"]')
    title, count = page.locator(".d-head h1"), page.locator(".d-scope-title small")
    return title.all_inner_texts(), count.all_inner_texts(), page.locator(".d-chip").count(), box.is_checked()


@pytest.mark.parametrize("gap_ms", [0, 15, 40])
def test_a_tick_and_a_way_to_another_screen_at_once_end_in_what_the_address_says(
    page: Page, server: Server, gap_ms: int
):
    open_screen(page, f"{server.url}/overview", "总览")
    tick, way = '[data-at="option grades 良"]', '[data-testid="stSidebarNav"] a[href*="/audit"]'
    if gap_ms:
        fast(page, tick)
        page.wait_for_timeout(gap_ms)
        fast(page, way)
    else:
        fast(page, tick, way)
    page.wait_for_timeout(2500)
    expect(page.locator(".d-head h1")).to_be_visible()
    ended = seen(page)
    page.reload()
    expect_screen(page, ended[0][0])
    expect(page.locator(tick)).to_be_visible()
    assert seen(page) == ended


@pytest.mark.parametrize("gap_ms", [0, 40, 60, 120])
def test_no_tick_is_lost_however_fast(page: Page, server: Server, gap_ms: int):
    open_screen(page, f"{server.url}/overview", "总览")
    page.locator('details[data-facet="projects"] summary').click()
    boxes = page.locator('details[data-facet="projects"] .d-options input')
    expect(boxes).to_have_count(13)
    places = boxes.evaluate_all("boxes => boxes.slice(0, 8).map((box) => box.dataset.at)")
    for place in places:  # what is chosen comes first, so the places in the list change meanwhile
        page.evaluate("place => document.querySelector(`[data-at='${place}']`).click()", place)
        page.wait_for_timeout(gap_ms)
    wait_for(page, lambda: len(parameters(page).get("project", [])) == 8, "all eight are in the address")
    expect(page.locator(".d-scope-title small")).to_have_text(["8 个项目"])  # one bar, never two
    expect(page.locator("details[data-facet=projects] input:checked")).to_have_count(8)


@pytest.mark.parametrize("gap_ms", [0, 5, 10, 15, 20, 30, 60])
def test_a_tick_outlasts_a_list_opened_at_once(page: Page, server: Server, gap_ms: int):
    """What opens the list goes out with the address from before the tick, and can cut the tick's run short."""
    open_screen(page, f"{server.url}/overview", "总览")
    both = """gap => {
        document.querySelector('details[data-facet="grades"] input').click();
        setTimeout(() => document.querySelector('details[data-facet="causes"] summary').click(), gap);
    }"""
    page.evaluate(both, gap_ms)
    wait_for(page, lambda: parameters(page).get("grade") == ["优"], "the tick is in the address")
    expect(page.locator(".d-scope-title small")).to_have_text(["12 个项目"])
    expect(page.locator('details[data-facet="grades"] input').first).to_be_checked()
    expect(page.locator('details[data-facet="causes"] .d-options input')).to_have_count(6)


def test_no_tick_is_lost_while_the_server_is_slow(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    page.locator('details[data-facet="projects"] summary').click()
    boxes = page.locator('details[data-facet="projects"] .d-options input')
    expect(boxes).to_have_count(13)
    os.kill(server.pid, signal.SIGSTOP)
    try:
        boxes.nth(0).click()
        page.wait_for_timeout(4300)  # longer than the bar waits for an answer
        boxes.nth(1).click()
    finally:
        os.kill(server.pid, signal.SIGCONT)
    wait_for(page, lambda: len(parameters(page).get("project", [])) == 2, "both are in the address")
    expect(page.locator("details[data-facet=projects] input:checked")).to_have_count(2)


def test_the_side_bar_keeps_its_width_whatever_list_is_open(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    page.locator('details[data-facet="projects"] summary').click()
    expect(page.locator('details[data-facet="projects"] .d-options input')).to_have_count(13)
    assert (
        page.evaluate(
            "(() => { const box = document.querySelector('.d-scope'); return box.scrollWidth - box.clientWidth; })()"
        )
        <= 1
    )
    bar = page.locator('[data-testid="stSidebarContent"]')
    assert bar.evaluate("box => box.scrollWidth - box.clientWidth") <= 1


def test_the_form_to_correct_a_cause_comes_into_sight_and_stays(page: Page, server: Server):
    open_screen(page, f"{server.url}/deductions", "扣分分析")
    page.locator(".st-key-losses td a.t-link[href*=indicator]").nth(9).click()
    card = page.locator(".st-key-reveal_correction")
    expect(card).to_be_visible()
    page.wait_for_timeout(800)
    box = card.bounding_box()
    assert box is not None and 0 <= box["y"] < 700


def test_between_two_projects_back_returns_to_the_height_that_was_left(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    page.locator(".st-key-projects tbody tr td:first-child a").first.click()
    expect(page.locator(".d-ways")).to_be_visible()
    first = page.locator(".d-head h1, .d-project h1").first.inner_text()
    page.locator(".d-ways a").last.click()
    wait_for(page, lambda: page.locator(".d-project h1, .d-head h1").first.inner_text() != first, "the next project")
    page.locator('[data-testid="stMain"]').evaluate("box => { box.scrollTop = 900; }")
    page.go_back()
    wait_for(page, lambda: page.locator(".d-project h1, .d-head h1").first.inner_text() == first, "the first again")
    wait_for(page, lambda: scrolled(page) == 0, "the first was left at its top")
