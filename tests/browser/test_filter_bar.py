"""The filter bar under a reader who is quicker than its answers: typing, pressing, ticking while runs come."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import expect_screen, open_screen, parameters, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SLOW = """
    const Fast = WebSocket, later = (call) => (event) => setTimeout(() => call(event), 350);
    window.WebSocket = class extends Fast {
      set onmessage(call) { super.onmessage = later(call); }
      addEventListener(kind, call, ...more) {
        super.addEventListener(kind, kind === "message" ? later(call) : call, ...more);
      }
    };
"""


def box(page: Page, place: str) -> Locator:
    return page.locator(f'[data-at="{place}"]')


def middle(place: Locator) -> tuple[float, float]:
    found = place.bounding_box()
    assert found is not None
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def press(page: Page, at: tuple[float, float], held_ms: int) -> None:
    """A click of a hand, that holds the button for a while."""
    page.mouse.move(*at)
    page.mouse.down()
    page.wait_for_timeout(held_ms)
    page.mouse.up()


def asked_for(page: Page, **wanted: list[str]) -> None:
    wait_for(page, lambda: parameters(page) == wanted, f"the address says {wanted}")


def test_what_is_being_typed_outlasts_the_runs_that_come_meanwhile(page: Page, server: Server):
    page.add_init_script(SLOW)
    open_screen(page, f"{server.url}/overview", "总览")
    box(page, "option grades 优").click()
    box(page, "range rate low").click()
    page.keyboard.type("95.5", delay=150)
    page.keyboard.press("Enter")
    asked_for(page, grade=["优"], rate_min=["95.5"])


def test_two_ranges_entered_at_once_both_hold(page: Page, server: Server):
    page.add_init_script(SLOW)
    open_screen(page, f"{server.url}/overview", "总览")
    box(page, "range rate low").click()
    for key in ("60", "Tab", "99", "Tab", "95", "Tab", "99", "Enter"):
        (page.keyboard.type if key.isdigit() else page.keyboard.press)(key)
    asked_for(page, rate_min=["60"], rate_max=["99"], score_min=["95"], score_max=["99"])
    expect(box(page, "range rate low")).to_have_value("60")
    expect(box(page, "range score high")).to_have_value("99")


def test_a_tick_does_not_move_the_list_from_under_the_pointer(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    good, fair = (middle(box(page, f"option grades {grade}")) for grade in "优良")
    page.mouse.click(*good)
    expect(page.locator(".d-chip")).to_have_count(1)
    expect_screen(page, "总览")
    page.mouse.click(*fair)
    asked_for(page, grade=["优", "良"])


@pytest.mark.parametrize("held_ms", [40, 200])
def test_a_range_that_is_left_by_a_tick_takes_both(page: Page, server: Server, held_ms: int):
    open_screen(page, f"{server.url}/overview", "总览")
    box(page, "range rate low").click()
    page.keyboard.type("90")
    press(page, middle(box(page, "option grades 优")), held_ms)
    asked_for(page, rate_min=["90"], grade=["优"])


def test_a_range_that_is_left_for_a_project_opens_it_under_that_range(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    row = page.locator(".st-key-projects tbody tr td:first-child a").first
    row.scroll_into_view_if_needed()
    name = row.inner_text()
    box(page, "range score low").click()
    page.keyboard.type("80")
    press(page, middle(row), 120)
    expect_screen(page, name)
    wait_for(page, lambda: parameters(page).get("score_min") == ["80"], "the range is in the address")


def test_a_ticked_project_keeps_its_place_in_a_list_that_is_shown_whole(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    page.locator('details[data-facet="projects"] summary').click()
    boxes = page.locator('details[data-facet="projects"] .d-options input')
    expect(boxes).to_have_count(13)
    before = boxes.evaluate_all("boxes => boxes.map((box) => box.value)")
    boxes.nth(10).focus()
    page.keyboard.press("Space")
    wait_for(page, lambda: parameters(page).get("project") == [before[10]], "it is chosen")
    expect_screen(page, "总览")
    assert boxes.evaluate_all("boxes => boxes.map((box) => box.value)") == before
    expect(boxes.nth(10)).to_be_focused()


def test_back_brings_the_words_back_too(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    for words in ("疫情", "满意度"):
        box(page, "words").fill(words)
        page.keyboard.press("Enter")
        wait_for(page, lambda words=words: parameters(page).get("words") == [words], "they are looked for")
    page.go_back()
    expect(page.locator(".d-chip")).to_contain_text("疫情")
    expect(box(page, "words")).to_have_value("疫情")


def test_after_all_is_cleared_the_focus_stays_in_the_bar(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?grade=优", "总览")
    box(page, "reset").focus()
    page.keyboard.press("Enter")
    asked_for(page)
    expect(page.locator('details[data-facet="years"] summary')).to_be_focused()
